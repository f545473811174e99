"""The months of a notice of holidays as a picture for a phone: days off, moved working days.

Drawn 1080 pixels wide, two months beside each other, weeks from Monday. Only places here: which
days are which is decided by whoever asks.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.corridor.recipes import makes
from bot.paper.canvas import Mark, Pill, Rule, Text, paint

WIDTH, MARGIN, GAP = 1080, 54, 60
MONTH = (WIDTH - 2 * MARGIN - GAP) // 2
CELL = MONTH // 7
LINE, HEAD = 74, 130
PAPER, INK, SOFT, FAINT = "#FFFFFF", "#1B2430", "#5B6775", "#D9DFE6"
REST, REST_PAPER, WORK, WORK_PAPER = "#B3261E", "#FBE3E1", "#0B5A8F", "#DCEBF6"


@dataclass(frozen=True)
class MonthPicture:
    """What the picture shows; days as ISO text, months as ``2027-02``."""

    title: str
    note: str
    months: tuple[str, ...]
    off: tuple[str, ...]
    on: tuple[str, ...]


@makes("months")
def make(data: Mapping[str, Any]) -> bytes:
    """The months as a PNG; ``data`` is ``asdict`` of a ``MonthPicture``."""
    lists = {key: tuple(data[key]) for key in ("months", "off", "on")}
    return draw(MonthPicture(**{**data, **lists}))


def draw(picture: MonthPicture) -> bytes:
    """``picture`` as a PNG."""
    height, marks = arrange(picture)
    return paint((WIDTH, height), PAPER, marks)


def arrange(picture: MonthPicture) -> tuple[int, list[Mark]]:
    """How high the picture is, and where everything stands."""
    marks: list[Mark] = [
        Text(MARGIN, 100, picture.title, 54, INK, heavy=True),
        Text(MARGIN, 160, picture.note, 34, SOFT),
    ]
    y = 210
    for number in range(0, len(picture.months), 2):
        pair = picture.months[number : number + 2]
        heights = [
            _month(picture, month, (MARGIN + place * (MONTH + GAP), y), marks)
            for place, month in enumerate(pair)
        ]
        y += max(heights) + 40
    return y + 14, marks


def _month(picture: MonthPicture, month: str, corner: tuple[int, int], marks: list[Mark]) -> int:
    """One month with its upper left corner there; how high it is."""
    x, y = corner
    year, number = map(int, month.split("-"))
    marks.append(Text(x, y + 44, f"{year}年{number}月", 40, INK, heavy=True))
    for place, name in enumerate("一二三四五六日"):
        marks.append(Text(x + CELL * place + CELL / 2, y + 104, name, 30, SOFT, "middle"))
    marks.append(Rule(x, x + CELL * 7, y + 118, FAINT))
    weeks = calendar.Calendar().monthdatescalendar(year, number)
    for line, week in enumerate(weeks):
        for place, day in enumerate(week):
            if day.month == number:
                at = (x + CELL * place, y + HEAD + LINE * line)
                _day(picture, day, at, marks)
    return HEAD + LINE * len(weeks)


def _day(picture: MonthPicture, day: date, corner: tuple[int, int], marks: list[Mark]) -> None:
    x, y = corner
    said, colour = "", SOFT if day.weekday() > 4 else INK
    for days, name, ink, paper in (
        (picture.off, "休", REST, REST_PAPER),
        (picture.on, "班", WORK, WORK_PAPER),
    ):
        if day.isoformat() in days:
            said, colour = name, ink
            marks.append(Pill((x + 3, y + 4, x + CELL - 3, y + LINE - 4), paper))
    marks.append(Text(x + CELL / 2, y + (38 if said else 46), str(day.day), 32, colour, "middle"))
    if said:
        marks.append(Text(x + CELL / 2, y + 65, said, 24, colour, "middle"))
