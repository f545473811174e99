"""Rows of a table that count together, where a clause says so: the bound as a key of the later one.

Here: which rows are meant, and `joint`. Not here: the words of the clause (`beside`), what the key
does (`scoring.joint`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from unicodedata import normalize

from scoring.drafting.beside import BESIDE
from scoring.drafting.rows import DraftRow, DraftSection
from scoring.exact import plain


def with_joint_rows(sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """Return the sections in which rows that count together do so, each of them to be asked."""
    rows = [row for one in sections for row in one.rows]
    made = {row.id: row for row in rows}
    for at, row in enumerate(rows):
        found = BESIDE.search(_folded(row.clause))
        if found is None or not row.understood.readings:
            continue
        other = _other(found, at, rows)
        if other is None:
            said = f"原文的“{found[0].strip('(),;。')}”说的是别的行：没有读出是哪一行，请看一看"
            made[row.id] = replace(made[row.id], doubts=(*made[row.id].doubts, said))
            continue
        first, last = sorted((row, other), key=rows.index)
        made[last.id] = _bounded(made[last.id], first, row, found)
    return tuple(replace(one, rows=tuple(made[row.id] for row in one.rows)) for one in sections)


def _folded(text: str) -> str:
    return normalize("NFKC", text).replace(" ", "")


def _other(found: re.Match[str], at: int, rows: Sequence[DraftRow]) -> DraftRow | None:
    """The row that is meant: by its name, or the one before or behind."""
    if found["name"]:
        named = [one for one in rows if found["name"] in str(one.cells["name"])]
        return named[0] if len(named) == 1 else None
    at += -1 if found["which"][0] in "上前" else 1
    return rows[at] if 0 <= at < len(rows) else None


def _bounded(row: DraftRow, first: DraftRow, said: DraftRow, found: re.Match[str]) -> DraftRow:
    points = Decimal(found["points"])
    both = [one.cells["points"] for one in (first, row)]
    key, worth = "most", points
    if (found["sign"] or "").startswith("扣"):
        key, worth = "least", sum((Decimal(str(one)) for one in both), Decimal(0)) - points
    joint = [{"with": [first.id], key: worth}]
    readings = tuple(
        replace(one, keys={**one.keys, "joint": joint}) for one in row.understood.readings
    )
    word = "最多" if key == "most" else "最少"
    told = (
        f"{said.id} 写着“{found[0].strip('(),;。')}”："
        f"{first.id} 和 {row.id} 合计{word} {plain(worth)} 分，请看一看"
    )
    understood = replace(row.understood, readings=readings)
    return replace(row, understood=understood, doubts=(*row.doubts, told))
