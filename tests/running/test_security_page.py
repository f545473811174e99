"""SECURITY.md: every line of its table says how it stands, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
SECTIONS, LINES = TEXT.split("### Line by line")
LEVEL_2 = (
    "1.1:1-7 1.2:1-4 1.4:1,4,5 1.5:1-4 1.6:1-4 1.7:1-2 1.8:1-2 1.9:1-2 1.10:1 1.11:1-2 1.12:2"
    " 1.14:1-6"
    " 2.1:1-12 2.2:1-3 2.3:1-3 2.4:1-5 2.5:1-7 2.6:1-3 2.7:1-6 2.8:1-7 2.9:1-3 2.10:1-4"
    " 3.1:1 3.2:1-4 3.3:1-4 3.4:1-5 3.5:1-3 3.7:1 4.1:1-3,5 4.2:1-2 4.3:1-3"
    " 5.1:1-5 5.2:1-8 5.3:1-10 5.4:1-3 5.5:1-4 6.1:1-3 6.2:1-6 6.3:1-2 6.4:1-2"
    " 7.1:1-4 7.2:1-2 7.3:1,3,4 7.4:1-3 8.1:1-4 8.2:1-3 8.3:1-8 9.1:1-3 9.2:1-4 10.2:1-2 10.3:1-3"
    " 11.1:1-8 12.1:1-3 12.2:1 12.3:1-6 12.4:1-2 12.5:1-2 12.6:1"
    " 13.1:1,3-5 13.2:1-3,5-6 13.3:1-2 13.4:1-2 14.1:1-4 14.2:1-6 14.3:2-3 14.4:1-7 14.5:1-4"
)
"""The requirements of level 2 in 4.0.3: sections, and last numbers."""


def _rows(text: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if re.match(r"\| \d+\.\d+ ", line)
    ]


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for one in re.findall(r"[\d-]+", text):
        first, _, last = one.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


ROWS = _rows(SECTIONS)


def test_every_requirement_of_level_two_stands_once() -> None:
    """Met, not met, the office's, or not applicable; what is not met says why."""
    wanted = dict(one.split(":") for one in LEVEL_2.split())
    rows = {
        section: (met, missed, office, none, why)
        for section, met, missed, office, none, why in _rows(LINES)
    }
    assert rows.keys() == wanted.keys()
    for section, (*states, why) in rows.items():
        assert sorted(_numbers(" ".join(states))) == _numbers(wanted[section]), section
        assert bool(why) == bool(states[1]), f"{section}: why not?"
    assert sum(len(_numbers(one)) for one in wanted.values()) == 259


def test_both_tables_say_the_same() -> None:
    """A section is met when no line of it is missed."""
    missed = {section for section, _, missed, *_ in _rows(LINES) if missed}
    of_level_2 = [row for row in ROWS if row[0] != "10.1"]  # has lines of level 3 only
    for number, _, state, _ in of_level_2:
        assert (state in ("part", "not")) == (number in missed), number
    assert {number for number, *_ in of_level_2} == {section for section, *_ in _rows(LINES)}


def test_every_line_stands_somewhere_and_gaps_are_named() -> None:
    assert len(ROWS) > 50
    for number, _, state, how in ROWS:
        assert state in ("met", "part", "not", "office", "n/a"), number
        assert how or state in ("n/a", "met", "office"), f"{number}: what is missing?"
    assert len({number for number, *_ in ROWS}) == len(ROWS)


def test_every_chapter_of_the_standard_is_gone_through() -> None:
    assert {int(number.split(".")[0]) for number, *_ in ROWS} == set(range(1, 15))


def test_what_it_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make ([a-z-]+)`", TEXT):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    example = (ROOT / "config.example.toml").read_text("utf-8")
    for setting in ("session_days", "session_days_in_all", "public_address"):
        assert f"`{setting}`" in TEXT
        assert f"{setting} = " in example
    for path in re.findall(r"`(bot/[\w/]+\.py)`", TEXT):
        assert (ROOT / path).is_file(), path
