"""What the office is offered for a sentence nobody understood whole: is the right button there.

``offered/seen.txt`` and ``offered/unseen.txt`` hold sentences of strangers, each with a pattern of
the words of a button that would serve. Each is said anew, behind nothing, in the county of
``tests.bench._heard_county``; what is answered without an offer is counted apart. Every button is
tapped: one that leads nowhere, to another offer, or to a page of another unit, row or quarter than
its words name, is told.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.corridor.events import Message
from storage.queries import roster
from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage

OFFERED: Final = Path(__file__).parent / "offered"
ASKS: Final = "您是想问这个吗"
_NEXT: Final = timedelta(minutes=20)
_SOON: Final = timedelta(seconds=5)
_ASIDE: Final = ("帮助", "首页", "问信用办")
_DEAD: Final = (ASKS, "没看懂这句", "没有看懂", "请把编号", "这个按钮")


@dataclass
class Tried:
    """A sentence, what would serve, and what was offered."""

    wish: str
    text: str
    offers: list[str] = field(default_factory=list)
    dead: list[tuple[str, str]] = field(default_factory=list)

    @property
    def place(self) -> int:
        """The place of the first button that serves, from 1; 0: none does."""
        each = enumerate(self.offers, 1)
        return next((at for at, label in each if re.search(self.wish, label)), 0)


def sentences(path: Path) -> list[Tried]:
    """The sentences of a file."""
    lines = (line for line in path.read_text("utf-8").splitlines() if line[:1] not in "# ")
    parts = (line.rpartition(" | ") for line in lines)
    return [Tried(wish.strip(), text.strip()) for wish, _, text in parts]


def _own(letters: list[tuple[str, Message]]) -> list[Message]:
    return [one for who, one in letters if who == ADMIN]


async def tried(play: Stage, every: list[Tried], *, tap: bool) -> list[Tried]:
    """Each sentence said, its offers noted and, if wished, tapped."""
    async with play.database.reading() as db:
        units = {one.short or one.name: one.name for one in await roster.everyone(db)}
    for one in every:
        play.now += _NEXT
        await play.send(ADMIN, "首页")
        said = _own(await play.send(ADMIN, one.text))
        if not any(ASKS in letter.text for letter in said):
            continue
        shown = [button for letter in said for row in letter.buttons for button in row]
        shown = [button for button in shown if button.label not in _ASIDE]
        one.offers = [button.label for button in shown]
        for button in shown if tap else ():
            play.now += _SOON
            told = "\n".join(map(_page, _own(await play.send(ADMIN, route=button.route))))
            lost = strays(button.label, told, units)
            if lost or any(sign in told for sign in _DEAD):
                one.dead.append((button.label, f"{lost} {told[:60]}"))
    return every


def _page(letter: Message) -> str:
    """All the words of a letter that say what it is of."""
    labels = [button.label for row in letter.buttons for button in row]
    return "\n".join((letter.title, letter.text, letter.detail, *labels))


def strays(label: str, page: str, units: Mapping[str, str]) -> str:
    """What a button names and its page does not: a unit (short: whole), a row, a quarter; or 空."""
    if not page.strip():
        return "空"
    named = [short for short in units if short in label or units[short] in label]
    longest = [one for one in named if not any(one in other for other in named if one != other)]
    lost = [one for one in longest if one not in page and units[one] not in page]
    lost += [one for one in _ROW.findall(label) if one not in page]
    lost += [one for one in _QUARTER.findall(label) if f"{one}季度" not in page]
    return "、".join(lost)


_ROW: Final = re.compile(r"[一二三四五六七八九]\.[0-9]+[a-d]?")
_QUARTER: Final = re.compile(r"([一二三四])季度")


def report(name: str, every: list[Tried]) -> list[str]:
    """The lines of a file: how often the right button stands first, among three, at all."""
    asked = [one for one in every if one.offers]
    places = [one.place for one in asked]
    first, three, some = (sum(0 < at <= most for at in places) for most in (1, 3, 9))
    whole = len(asked) or 1
    dead = sum(len(one.dead) for one in asked)
    return [
        (
            f"{name}: {len(asked)} of {len(every)} sentences are offered something; of these"
            f" the right button first {first / whole:.1%}, among three {three / whole:.1%}, at all"
            f" {some / whole:.1%}; {dead} of {sum(len(one.offers) for one in asked)} buttons dead"
        )
    ]


async def run(*, tap: bool = True, whole: bool = False) -> list[str]:
    """The lines of the report."""
    lines: list[str] = []
    for path in sorted(OFFERED.glob("*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            async with county(Path(folder)) as play:
                every = await tried(play, sentences(path), tap=tap)
        if whole:
            lines += [f"{one.place or '-'} {one.text} [{one.wish}] {one.offers}" for one in every]
        lines += [f"  dead: {one.text}: {dead}" for one in every for dead in one.dead]
        lines += report(path.stem, every)
    return lines


if __name__ == "__main__":
    sys.stdout.write(
        "\n".join(asyncio.run(run(tap="--no-tap" not in sys.argv, whole="--all" in sys.argv)))
        + "\n"
    )
