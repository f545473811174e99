"""Bundles written out in full by somebody who knew the kinds of doubts and none of their rules.

They stand in ``bundles_fresh.txt``: ``=`` name, unit, row, claims, doubts; ``--`` a paper's label
(``photo`` behind it: lines that eyes saw in a picture; ``before`` in front: of a quarter ago).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from bot.extraction.pages import Extract, Line, Page
from tests.reading.doubtful import Bundle, Paper, document


@cache
def fresh(name: str = "bundles_fresh.txt") -> tuple[Bundle, ...]:
    """The bundles of a file beside this module."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return tuple(_bundle(one) for one in re.split(r"^= ", text, flags=re.MULTILINE)[1:])


def _bundle(text: str) -> Bundle:
    head, *papers = re.split(r"^-- ", text.strip("\n"), flags=re.MULTILINE)
    name, unit, row, claims, doubts = (one.strip() for one in head.strip().split("|"))
    now = [one for one in papers if not one.startswith("before ")]
    before = [one.removeprefix("before ") for one in papers if one.startswith("before ")]
    return Bundle(
        name, unit, tuple(map(_paper, now)), row, claimed(claims),
        frozenset(filter(None, doubts.split(","))), tuple(map(_paper, before)),
        town=name.startswith("town"),
    )  # fmt: skip


def claimed(text: str) -> dict[str, object]:
    """What is claimed, as it stands in a bundle's head."""
    return dict(map(_claim, filter(None, text.split(";"))))


def _claim(text: str) -> tuple[str, object]:
    name, _, value = text.partition("=")
    return name, {"是": True, "否": False}.get(value, value) if not value.isdigit() else int(value)


def _paper(text: str) -> Paper:
    head, *lines = text.strip("\n").split("\n")
    label, _, how = head.partition(" ")
    return Paper(label, picture(lines) if how == "photo" else document(*lines))


def picture(lines: list[str]) -> Extract:
    """Lines that eyes saw in a picture."""
    seen = tuple(
        Line(one, (600, 500 + 400 * n, 5000, 750 + 400 * n), "ocr", 985)
        for n, one in enumerate(lines)
    )
    return Extract((Page(1, 1200, 900, seen, pictures=1),), "jpg")
