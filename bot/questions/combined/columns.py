"""Words that say how a list is to look: 带上联系人电话, 只要单位名, 县直归县直.

What the columns hold is worked out by ``bot.inquiry.columns``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from bot.questions.combined.draft import Draft, Unclear
from bot.questions.combined.query import Column, Measure
from bot.questions.combined.reading import Word
from bot.questions.combined.settling import row_text
from bot.speech.calendar import Quarter

_MEASURES: Final[dict[str, Measure]] = {
    "total": "total", "rank": "rank", "lost": "lost", "done": "done", "gradeword": "grade",
    "phone": "contact", "liaison": "contact", "when": "at", "papers": "papers",
    "returned": "returned", "cut": "cut", "doubts": "doubts",
}  # fmt: skip
"""What each kind of word names as a column."""
COLUMN: Final = "|".join(("quarter", "row", "rowname", *_MEASURES))
"""Kinds of words that name a column, or of when and of what it is."""
_BESIDE: Final = frozenset(("join", "name", "figures", "hand", "with_", "whole", "items"))
"""Words between the names of columns that name none."""


def with_columns(draft: Draft, words: Sequence[Word]) -> None:
    """带上联系人电话, 上季度得分也带上: further columns of the list.

    Raises:
        Unclear: it names no column, or what is shown of one unit anyway.
    """
    found = columns_of(words)
    if not found or len(draft.units) == 1:
        raise Unclear("with what")
    draft.also = tuple(dict.fromkeys((*draft.also, *found)))


def columns_of(words: Sequence[Word]) -> tuple[Column, ...]:
    """The columns a row of words names; none where a word of it names something else."""
    found: list[Column] = []
    quarter, row, open_ = None, "", False
    for one in words:
        if one.kind == "quarter":
            quarter, row, open_ = cast("Quarter", one.value), "", False
        elif one.kind in ("row", "rowname"):
            found += [Column("total", quarter, row)] if open_ else []
            row, open_ = row_text(one.value), True
        elif one.kind in _MEASURES:
            measure = _MEASURES[one.kind]
            found.append(Column(measure, quarter, row if measure in _OF_A_ROW else ""))
            row, open_ = "", False
        elif one.kind not in _BESIDE:
            return ()
    found += [Column("total", quarter, row)] if open_ else []
    return tuple(dict.fromkeys(found))


_OF_A_ROW: Final[tuple[Measure, ...]] = ("total", "lost", "papers")
"""Figures that are told of one row as well."""
