"""Who is named in a 通报: what is proposed, the first or last of each table, all of a grade.

A person decides; these are proposals and what their words for a whole list mean.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.editions.edition import Edition, Result, Table
from bot.speech import numbers

Which = Literal["praised", "criticised"]
NAMES: dict[Which, str] = {"praised": "先进", "criticised": "落后"}
_FIRST = 3
LAST = (3, 5)
"""So many last ones are offered, as circulars of other places name them."""


def first_three(table: Table) -> list[Result]:
    """The first three of a table (of each class, where classes are ranked apart), ties included."""
    return [one for one in table.results if one.rank <= _FIRST]


def shown_first(table: Table) -> list[Result]:
    """Of the first three those who may be held up to others: they handed in and have points.

    Where few report, all who did not tie for the second place; a paper that names them among the
    first and criticises them two lines below makes the office look foolish.
    """
    return [one for one in first_three(table) if one.total > 0 and "silent" not in one.open]


def proposed(edition: Edition, which: Which) -> list[int]:
    """Who is proposed: 先进 of the first three who are shown those above the last grade, 落后 each
    table's last three.
    """
    if which == "criticised":
        return last_of(edition, LAST[0])
    found = []
    for table in edition.tables:
        last = table.scheme.grades[-1].name
        found += [one.unit for one in shown_first(table) if one.grade != last]
    return found


def of_last_grade(edition: Edition) -> list[int]:
    """All with the last grade of their table."""
    return [
        one.unit
        for table in edition.tables
        for one in table.results
        if one.grade == table.scheme.grades[-1].name
    ]


def last_of(edition: Edition, count: int) -> list[int]:
    """The last ``count`` of each table (of each class, where classes are ranked apart).

    Who ties with the last of them is named as well; of a short table no more than half, and never
    who is first.
    """
    found = []
    for table in edition.tables:
        classes: dict[str | None, list[Result]] = {}
        for one in table.results:
            classes.setdefault(one.classification if table.apart else None, []).append(one)
        for members in classes.values():
            many = min(count, len(members) // 2)
            edge = sorted(one.rank for one in members)[-many] if many else 0
            found += [one.unit for one in members if many and one.rank >= edge and one.rank > 1]
    return found


def first_of(edition: Edition, count: int) -> list[int]:
    """The first ``count`` of each table (of each class), ties included."""
    return [one.unit for table in edition.tables for one in table.results if one.rank <= count]


_PLACES: Final = re.compile(
    r"(?:改[成为]|选|就)?(?:每(?:个|张)?表|各表|两(?:个|张)?表)?(?:的|各)?最?(?P<end>前|后|末)(?:面|尾)?的?"
    r"(?P<count>[0-9一二两三四五六七八九十]{1,3})(?:名|个|家|位)?(?:单位)?"
)
_OF_GRADE: Final = re.compile(
    r"(?:全部|全|所有|凡是)?(?P<grade>.{2,5}?)的?(?:单位)?(?:都要|都选|都列)?"
)
_NOBODY: Final = (
    "无",
    "没有",
    "都不选",
    "都不要",
    "一个也不选",
    "不选",
    "清空",
    "全部取消",
    "全不选",
)


def said(edition: Edition, which: Which, text: str) -> list[int] | None:
    """A whole list in words: 后五名, 每表前3名, 全部不合格的, 一个也不选; None: none of these."""
    text = text.strip().rstrip("。.！!").replace(" ", "")
    if text in _NOBODY:
        return []
    places = _PLACES.fullmatch(text)
    if places is not None and (places["end"] == "前") == (which == "praised"):
        count = numbers.figure(places["count"])
        if count is None:
            return None
        return (first_of if which == "praised" else last_of)(edition, int(count))
    grade = _OF_GRADE.fullmatch(text)
    if grade is None:
        return None
    found = [
        one.unit for table in edition.tables for one in table.results if one.grade == grade["grade"]
    ]
    return found or None
