"""SECURITY.md: every line of its table says how it stands, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if re.match(r"\| \d+\.\d+ ", line)
]


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
