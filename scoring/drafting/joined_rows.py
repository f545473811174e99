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

from scoring.drafting.beside import beside_in
from scoring.drafting.pieces import number_of
from scoring.drafting.printed import ONE_CELL
from scoring.drafting.rows import NO_POINTS, DraftRow, DraftSection
from scoring.exact import plain


def with_joint_rows(sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """Return the sections in which rows that count together do so, each of them to be asked."""
    rows = [row for one in sections for row in one.rows]
    made = {row.id: row for row in rows}
    for at, row in enumerate(rows):
        found = beside_in(_folded(row.clause))
        if found is None or not row.understood.readings:
            continue
        if not found["points"] and any(one.endswith(ONE_CELL) for one in row.doubts):
            continue  # the row above is a part of this one already
        other = _other(found, at, rows)
        if other is None:
            said = f"原文的“{found[0].strip('(),;。')}”说的是别的行：没有读出是哪一行，请看一看"
            made[row.id] = replace(made[row.id], doubts=(*made[row.id].doubts, said))
            continue
        first, last = sorted((row, other), key=rows.index)
        if found["points"]:
            made[last.id] = _bounded(made[last.id], first, row, found)
        else:
            made |= _of_one_cell(made[first.id], made[last.id], row, found)
    return tuple(replace(one, rows=tuple(made[row.id] for row in one.rows)) for one in sections)


def _folded(text: str) -> str:
    return normalize("NFKC", text).replace(" ", "")


def _other(found: re.Match[str], at: int, rows: Sequence[DraftRow]) -> DraftRow | None:
    """The row that is meant: by its name, or the one before or behind."""
    if name := found["name"] or found["bare"]:
        named = [one for one in rows if name in str(one.cells["name"]) and one is not rows[at]]
        return named[0] if len(named) == 1 else None
    if found["number"]:
        return _numbered(number_of(found["number"]), at, rows)
    at += -1 if found["which"][0] in "上前" else 1
    return rows[at] if 0 <= at < len(rows) else None


def _numbered(number: Decimal | None, at: int, rows: Sequence[DraftRow]) -> DraftRow | None:
    """第3项: of its section and of the table; where these are two rows nobody can tell which."""
    section = rows[at].id.split(".")[0]
    meant = {one.id: one for one in rows if one.id == f"{section}.{number}"}
    if number is not None and 0 < number <= len(rows):
        meant |= {(one := rows[int(number) - 1]).id: one}
    meant.pop(rows[at].id, None)
    return next(iter(meant.values())) if len(meant) == 1 else None


def _of_one_cell(
    first: DraftRow, last: DraftRow, said: DraftRow, found: re.Match[str]
) -> dict[str, DraftRow]:
    """与上项合并计分 without a figure: what the one of them prints is what both come to at most."""
    quoted = f"{said.id} 写着“{found[0].strip('(),;。')}”"
    printed = [Decimal(str(one.cells["points"])) for one in (first, last)]
    worth = max(printed)
    if not worth or min(printed) or not worth.is_finite():
        told = f"{quoted}，没有写合计几分：两行先各按各的分值计，请看一看"
        return {said.id: replace(said, doubts=(*said.doubts, told))}
    told = f"{quoted}，只有一格分值：{first.id} 和 {last.id} 合计最多 {plain(worth)} 分，请看一看"
    both = {}
    for one in (first, last):
        doubts = tuple(each for each in one.doubts if each != NO_POINTS)
        if one.id == last.id:
            one = _with_joint(one, {"with": [first.id], "most": worth})
            doubts = (*doubts, told)
        both[one.id] = replace(one, cells={**one.cells, "points": worth}, doubts=doubts)
    return both


def _with_joint(row: DraftRow, joint: dict[str, object]) -> DraftRow:
    readings = tuple(
        replace(one, keys={**one.keys, "joint": [joint]}) for one in row.understood.readings
    )
    return replace(row, understood=replace(row.understood, readings=readings))


def _is_taken(found: re.Match[str], said: DraftRow) -> bool:
    """Whether a bound is of what both lose: it says so, or its row does nothing but take."""
    word = found["sign"] or found["taken"] or ""
    only = all("add" not in one.keys for one in said.understood.readings)
    return word.startswith("扣") or (not word and only)


def _bounded(row: DraftRow, first: DraftRow, said: DraftRow, found: re.Match[str]) -> DraftRow:
    points = Decimal(found["points"])
    both = [one.cells["points"] for one in (first, row)]
    key, worth = "most", points
    if _is_taken(found, said):
        key, worth = "least", sum((Decimal(str(one)) for one in both), Decimal(0)) - points
    bounded = _with_joint(row, {"with": [first.id], key: worth})
    word = "最多" if key == "most" else "最少"
    told = (
        f"{said.id} 写着“{found[0].strip('(),;。')}”："
        f"{first.id} 和 {row.id} 合计{word} {plain(worth)} 分，请看一看"
    )
    return replace(bounded, doubts=(*row.doubts, told))
