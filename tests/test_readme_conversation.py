"""The conversations that open the READMEs: every line the bot says there, it says in a story."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.demo.story import HALF
from scoring.scheme import load
from tests.filling.test_walk_thumbs import empty_form

ROOT = Path(__file__).parents[1]
HEARD = {
    line.strip().removeprefix("【").removesuffix("】")
    for story in (ROOT / "tests").glob("*/stories/**/*.toml")
    for line in story.read_text("utf-8").splitlines()
}
CUT = "……"
"""Where the READMEs leave the rest of an answer out."""


def _said(readme: str) -> list[str]:
    """What the bot says in the first block: the line after its name, and the indented ones."""
    block = readme.split("```")[1].splitlines()
    lines, speaking = [], False
    for line in block:
        if not line.startswith((" ", "　")):
            speaking = re.match(r"信考[：:]", line) is not None
        said = re.sub(r"^信考[：:]", "", line).strip()
        if speaking and said not in ("", CUT):
            lines.append(said.removeprefix("【").removesuffix("】"))
    return lines


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_bot_says_today_what_the_readme_has_it_say(name: str) -> None:
    """A changed sentence changes the stories, and must change the first screen with them."""
    said = _said((ROOT / name).read_text("utf-8"))
    assert len(said) > 5
    assert [line for line in said if line not in HEARD] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
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


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_row_to_try_is_open_in_the_sample_county(name: str) -> None:
    """What ``make run`` shows first has that row, and whoever types it is asked a question."""
    form = empty_form(load("县直单位"))
    named = re.findall(r"`填报 (\S+)`", (ROOT / name).read_text("utf-8").split("\n## ")[0])
    assert named == [form.own_rows[HALF["县教育局"]].id]
