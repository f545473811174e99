"""The conversation that opens the READMEs is held in the sample county that ``make run`` opens."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import demo
from bot.corridor import clock
from bot.corridor.codes import Codes, read_key
from bot.corridor.events import Incoming
from bot.demo.county import DIRECTOR
from bot.running.config import Settings
from bot.running.store import open_store
from bot.running.told import world_of
from storage.database import Database
from tests.stage import Stage, render

ROOT = Path(__file__).parents[1]
NAMES = ("README.md", "README.zh-CN.md")
CUT = "……"
"""Where the READMEs leave the rest of an answer out."""
_SPEAKS = re.compile(r"(信考|县教育局 ?(?:liaison|联络员)|county office|信用办管理群)[：:]\s*(.*)")
_TRANSLATED = re.compile(r"\s{2,}\([a-z][^()]+\)$")
"""What a sentence means, behind it."""


def _told(name: str) -> list[tuple[str, list[str]]]:
    """What is typed by whom, with every line the bot says to it; the first block of a README."""
    found: list[tuple[str, list[str]]] = []
    for line in (ROOT / name).read_text("utf-8").split("```")[1].splitlines():
        speaks = _SPEAKS.match(line)
        if speaks and speaks[1] != "信考":
            who = "liaison" if "教育局" in speaks[1] else "office"
            found.append((f"{who}: {_TRANSLATED.sub('', speaks[2])}", []))
        elif said := (speaks[2] if speaks else line).strip():
            found[-1][1].append(said)
    return found


@asynccontextmanager
async def sample(folder: Path) -> AsyncIterator[Stage]:
    """The county that ``make run`` makes, to be spoken to."""
    settings = Settings.model_validate({"data": {"folder": folder}})
    await demo.prepare(settings)
    database = await Database.open(settings.place)
    try:
        store = open_store(settings)
        world = world_of(settings, store, Codes(read_key(settings.key_file)), demo=True)
        play = Stage(database, store, world, now=clock.now())
        await play.letters()
        yield play
    finally:
        await database.close()


async def test_the_bot_says_in_the_sample_county_what_the_readme_has_it_say(
    tmp_path: Path,
) -> None:
    """Each line, to just that sentence, one after the other."""
    told = _told("README.zh-CN.md")
    assert sum(len(lines) for _, lines in told) > 10
    async with sample(tmp_path) as play:
        for number, (typed, lines) in enumerate(told):
            who, _, text = typed.partition(": ")
            one = "demo-县教育局" if who == "liaison" else f"demo-{DIRECTOR}"
            chat = one if who == "liaison" else demo.OFFICE_ROOM
            incoming = Incoming(
                channel="web", update=f"r{number}", chat=chat, sender=one,
                private=who == "liaison", received=play.now, text=text,
            )  # fmt: skip
            answer = render(await play.receive(incoming), chat)
            heard = [line.strip() for line in answer.splitlines()]
            assert [line for line in lines if line not in (*heard, CUT)] == [], (typed, heard)


def test_both_readmes_tell_the_same_conversation() -> None:
    """One is translated beside each sentence."""
    english, chinese = map(_told, NAMES)
    assert english == chinese


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_a_readme_leads_somewhere(name: str) -> None:
    """Files and pictures exist and are light; a heading of the page is found by its anchor."""
    text = (ROOT / name).read_text("utf-8")
    anchors = {
        re.sub(r"[^\w一-鿿 -]", "", head).lower().replace(" ", "-")
        for head in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    links = re.findall(r"\]\(([^)]+)\)", text) + re.findall(r'<img src="([^"]+)"', text)
    for link in links:
        if link.startswith("#"):
            assert link[1:] in anchors, link
        elif not link.startswith("http"):
            assert (ROOT / link).is_file(), link
    for picture in (ROOT / "tests" / "e2e" / "pictures").glob("*.png"):
        assert picture.stat().st_size < 150_000, picture.name
