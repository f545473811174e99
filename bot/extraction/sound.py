"""Whether the rows of a table on paper can be counted on: its figures stand one in a row.

Here: what says that rows or columns of a table were told apart wrongly, row by row. Pure. Not here:
how they are told apart (`grid`, `columns`), what is done about it (`schemes.papers`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from bot.extraction.fields import Field, Row, is_figure

_FEW = 3
_MOSTLY = 0.5
_SELDOM = 0.3
_ENDED = ("。", "；", ";", "！", "）", ")", ".", "分", "：", "%", "次", "项")


def looked_at(rows: Sequence[Row]) -> list[Row]:
    """The rows, those that cannot be counted on marked as unsure."""
    found: list[Row] = []
    for _, group in itertools.groupby(rows, key=len):
        own = list(group)
        found += _table(own) if len(own[0]) >= _FEW else own
    return found


def cut_short(last: Row, first: Row) -> bool:
    """Whether a row ends a page in the middle of a sentence, and nothing goes on from it."""
    said = max((one.text for one in last), key=len)
    figures = any(is_figure(one.text) for one in last)
    return len(first) == 1 and figures and bool(said) and not said.endswith(_ENDED)


def doubted(row: Row) -> Row:
    """The row, not to be counted on."""
    return tuple(replace(one, unsure=True) for one in row)


def _table(rows: Sequence[Row]) -> list[Row]:
    share = [_figures(rows, at) for at in range(len(rows[0]))]
    often = [at for at, part in enumerate(share) if part > _MOSTLY]
    seldom = [at for at, part in enumerate(share) if part < _SELDOM]
    return [doubted(row) if _wrong(row, often, seldom) else row for row in rows]


def _figures(rows: Sequence[Row], at: int) -> float:
    """How many of a column's own texts are figures."""
    own = [row[at].text for row in rows if row[at].text and not _over(row)]
    lines = [line for text in own for line in text.split("\n")]
    return sum(is_figure(line) for line in lines) / len(lines) if lines else 0.0


def _over(row: Row) -> bool:
    """Whether a row is one heading over all columns."""
    return all(one.across for one in row[1:])


def _wrong(row: Row, often: Sequence[int], seldom: Sequence[int]) -> bool:
    if any(_mixed(one) or _numbers(one.text) >= _FEW for one in row):
        return True
    if not often or _over(row):
        return False
    if any(_numbers(row[at].text) > 1 for at in often):
        return True
    bare = not any(row[at].text for at in often)
    shifted = any(is_figure(row[at].text) and not row[at].copied for at in seldom)
    orphan = sum(bool(one.text) for one in row) == 1 and not row[0].text
    return shifted or (bare and orphan)


def _numbers(text: str) -> int:
    """How many lines of a text are numbers."""
    return sum(map(is_figure, text.split("\n")))


def _mixed(one: Field) -> bool:
    """Whether one text is a row of columns: words, a figure alone, words."""
    words = one.text.split(" ")
    inner = words[1:-1]
    return one.across and len(words) > _FEW and any(is_figure(word) for word in inner)
