"""The house is what its pages say: drawing, levels, rooms of the tests, tables, links."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from storage.database import Database
from tests import house, links

ROOT = Path(__file__).parents[1]
BESIDE = {
    "bench",
    "dependencies",
    "e2e",
    "faketime",
    "kill",
    "scoring",
    "storage",
    "telegram_emulator",
    "wecom_gateway",
}
"""Folders of tests that belong to no room of the bot."""
STORIES_ONLY = {"whole"}


def test_the_readme_draws_the_contract() -> None:
    assert house.drawing() in (ROOT / "bot" / "README.md").read_text("utf-8")


def test_every_room_stands_on_one_level() -> None:
    """The import contract is exhaustive; so is the drawing."""
    named = [name for level in house.layers() for name in level]
    assert len(named) == len(set(named))
    rooms = {path.name for path in (ROOT / "bot").iterdir() if (path / "__init__.py").exists()}
    modules = {path.stem for path in (ROOT / "bot").glob("*.py")} - {"__init__"}
    assert rooms | modules == set(named)


def test_most_imports_between_matters_stay_in_one_folder() -> None:
    """The measure by which the house was chosen."""
    home, every = house.at_home()
    assert home / every >= 0.7


def test_a_test_lies_in_the_room_it_tests() -> None:
    rooms = {path.name for path in (ROOT / "bot").iterdir() if path.is_dir()}
    for folder in (ROOT / "tests").iterdir():
        if folder.is_dir() and any(folder.rglob("*.py")) and folder.name not in BESIDE:
            assert folder.name in rooms, folder.name
    for story in (ROOT / "tests").glob("*/stories"):
        assert story.parent.name in rooms | STORIES_ONLY, story


def test_no_number_is_formatted_into_a_string() -> None:
    """A pattern's {1,2} in an f-string reads as a tuple and matches nothing it was meant to."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in ("bot", "scoring", "storage", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if "{" in (text := path.read_text("utf-8")) and _FORMATTED.search(text)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FormattedValue)
        if node.format_spec is None and isinstance(node.value, ast.Constant | ast.Tuple)
    ]
    assert found == []


_FORMATTED = re.compile(r"(?:[rR][fF]|[fF][rR]?)[\"'].*\{[\s(]*[\d\"']", re.M)
"""Where it may stand: a quick look, before a file is read as Python."""
PAGES = ("bot/README.md", "storage/README.md", "scoring/README.md", "tests/README.md")
_NAMED = re.compile(r"`([a-z_]\w*(?:/\w+)+)(?:\.py|\.toml|\.txt|\.sql|\.[A-Z]\w*|/)?`", re.ASCII)
"""A file or folder in backticks, as `questions/typed.py`, `review/marks.ORDER`, `words/doubts`."""


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_of_the_house_names_is_there(page: str) -> None:
    """A page that leads to a file which has moved is found before its reader is."""
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text("utf-8"), flags=re.DOTALL)
    there = [
        "/" + path.relative_to(ROOT).with_suffix("").as_posix()
        for room in ("bot", "scoring", "storage", "tests")
        for path in (ROOT / room).rglob("*")
        if "__pycache__" not in path.parts
    ]
    elsewhere = {"data"}
    named = {one for one in _NAMED.findall(text) if one.split("/")[0] not in elsewhere}
    assert sorted(one for one in named if not any(at.endswith("/" + one) for at in there)) == []


def test_every_route_that_is_written_opens_a_page() -> None:
    assert links.faults() == []
    assert len([one for one in links.links() if one.known]) > 600


@pytest.mark.parametrize(
    ("segments", "opens"),
    [
        (("units", links.ANY), True),
        (("units", links.ANY, "nowhere", "at", "all"), False),
        (("no such page",), False),
        (("review", "word", "三.4", "cut"), False),
    ],
)
def test_a_wrong_route_is_noticed(segments: links.Segments, opens: bool) -> None:
    """Unknown pages, too many places, and a word where a number belongs."""
    links.links()
    fits = any(links.fits(segments, one.pattern.split("/")) for one in links.PAGES)
    assert fits is opens


async def test_storage_s_page_names_every_table_once(tmp_path: Path) -> None:
    text = (ROOT / "storage" / "README.md").read_text("utf-8")
    named = re.findall(r"^\| ([a-z_]+) \|", text, re.MULTILINE)
    database = await Database.open(tmp_path / "xinkao.db")
    async with database.reading() as db:
        rows = await db.execute_fetchall(
            # An index of texts keeps itself in shadow tables of SQLite's own.
            "select name from pragma_table_list where schema = 'main'"
            " and type in ('table', 'virtual') and name not like 'sqlite_%'"
        )
    await database.close()
    assert sorted(name for name in named if name != "table") == sorted(row[0] for row in rows)
