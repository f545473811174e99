"""Sections that a draft needs beside those that are printed: of the notes, and of the year's end.

Here: what stands under the table as rows of their own, and rows that count once a year set apart.
Not here: which notes are rules (`beneath`), how a row is drafted (`rows`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.drafting.beneath import Beneath, most_of_bonus, rules_beneath
from scoring.drafting.printed_table import PrintedRow, PrintedTable, numeral
from scoring.drafting.rows import DraftRow, DraftSection, row_of
from scoring.drafting.signs import AT_YEARS_END
from scoring.exact import ZERO, plain

_NAMES: Final = {"add": "表下说明：加分", "take": "表下说明：扣分", "grade": "表下说明：等次"}
_FROM_NOTE: Final = "这一行来自表下面的说明；表里已经有的、不算分的，点“改”，再点“不用这一行”"


def sections_beneath(
    table: PrintedTable, sections: Sequence[DraftSection], once: str
) -> tuple[DraftSection, ...]:
    """Return a section for each kind of rule that stands under a table and is understood."""
    rules = rules_beneath(table.below)
    numbers = _unused(sections)
    found = []
    for kind, name in _NAMES.items():
        number = next(numbers)
        rows = [
            row
            for at, one in enumerate((one for one in rules if one.kind == kind), 1)
            if (row := _row(f"{number}.{at}", one, once)).understood.readings
        ]
        if rows:
            rows = [replace(row, id=f"{number}.{at}") for at, row in enumerate(rows, 1)]
            found.append(DraftSection(number, _keys(kind, name, rows), tuple(rows)))
        else:
            numbers = _again(number, numbers)
    return tuple(found)


def _again(number: str, rest: Iterator[str]) -> Iterator[str]:
    yield number
    yield from rest


def _row(id: str, one: Beneath, once: str) -> DraftRow:
    printed = PrintedRow("", {"name": one.name, "text": one.clause})
    row = row_of(id, printed, once, bonus=one.kind == "add", beneath=one.kind == "take")
    return replace(row, doubts=(*row.doubts, _FROM_NOTE))


def _keys(kind: str, name: str, rows: Sequence[DraftRow]) -> dict[str, object]:
    points = [one.cells["points"] for one in rows]
    open_ended = any(not isinstance(one, Decimal) or not one.is_finite() for one in points)
    total = sum((one for one in points if isinstance(one, Decimal)), ZERO)
    keys: dict[str, object] = {"name": name, "points": "不限" if open_ended else total}
    return {**keys, "bonus": "outside"} if kind == "add" else keys


def notes_taken(lines: Sequence[str], sections: Sequence[DraftSection]) -> tuple[str, ...]:
    """Return the notes that became rows, or that the header says."""
    clauses = [row.clause for one in sections for row in one.rows]
    most = [line for line in lines if most_of_bonus([line]) is not None]
    return (*clauses, *(normalize("NFKC", one) for one in most))


def header_beneath(lines: Sequence[str]) -> dict[str, object]:
    """Return what the notes say of all bonus points together."""
    most = most_of_bonus(lines)
    return {} if most is None else {"bonus_max": most}


def sections_of_year(
    sections: Sequence[DraftSection], period: str
) -> tuple[tuple[DraftSection, ...], Decimal, tuple[str, ...]]:
    """Return the sections with rows of the year's end set apart, their points, and what to ask.

    A section whose rows all count once a year is marked; of others such rows go to one of their
    own. What cannot be set apart (bonus rows, rows that bear on the grade or lend a figure,
    sections with weights, documents of another period than a quarter) stays, and is asked.
    """
    if period or any("weight" in one.keys for one in sections):
        return tuple(_only_asked(one, one.rows) for one in sections), ZERO, ()
    lent = {str(home) for one in sections for row in one.rows for home in _homes(row)}
    kept: list[DraftSection] = []
    apart: list[DraftRow] = []
    total = ZERO
    for section in sections:
        own = [row for row in section.rows if _movable(section, row) and row.id not in lent]
        if own and len(own) == len(section.rows):
            rows = tuple(_asked(row) for row in own)
            kept.append(replace(section, keys={**section.keys, "yearly": True}, rows=rows))
            total += _points(section.keys)
            continue
        apart += own
        worth = sum((_points(row.cells) for row in own), ZERO)
        rest = tuple(row for row in section.rows if row not in own)
        keys = {**section.keys, "points": _points(section.keys) - worth} if own else section.keys
        kept.append(_only_asked(replace(section, keys=keys), rest))
        total += worth
    if apart:
        kept.append(_of_year(next(_unused(kept)), apart))
    if not total:
        return tuple(kept), ZERO, ()
    told = (
        f"年终一次性考核的 {plain(total)} 分只计入全年，平时的满分不含这些；等次的分数线也请看一看"
    )
    return tuple(kept), total, (told,)


def _of_year(number: str, rows: Sequence[DraftRow]) -> DraftSection:
    moved = tuple(
        replace(_asked(row, row.id), id=f"{number}.{at}") for at, row in enumerate(rows, 1)
    )
    total = sum((_points(row.cells) for row in rows), ZERO)
    return DraftSection(number, {"name": "年终考核", "points": total, "yearly": True}, moved)


def _asked(row: DraftRow, printed: str = "") -> DraftRow:
    where = f"（表上是 {printed}）" if printed else ""
    said = f"原文写的是年终一次性考核：放在只计入全年的一节里{where}，一年报一次"
    return replace(row, doubts=(*row.doubts, said))


def _only_asked(section: DraftSection, rows: Sequence[DraftRow]) -> DraftSection:
    """The section with these rows; those of the year's end count in every period, and are asked."""
    said = "原文写的是年终一次性考核，先照平时一样考核，请看一看"
    asked = (
        replace(row, doubts=(*row.doubts, said)) if _at_years_end(section, row) else row
        for row in rows
    )
    return replace(section, rows=tuple(asked))


def _homes(row: DraftRow) -> Iterator[object]:
    for one in row.understood.readings:
        shared = one.keys.get("shared")
        yield from shared.values() if isinstance(shared, dict) else ()


def _movable(section: DraftSection, row: DraftRow) -> bool:
    if "bonus" in section.keys or not _points(row.cells) or not _at_years_end(section, row):
        return False
    return not any({"effects", "shared"} & set(one.keys) for one in row.understood.readings)


def _at_years_end(section: DraftSection, row: DraftRow) -> bool:
    cells = "\n".join(str(row.cells.get(one, "")) for one in ("name", "content", "method", "basis"))
    said = normalize("NFKC", f"{row.clause}\n{cells}\n{section.keys.get('heading', '')}")
    return AT_YEARS_END.search(said) is not None


def _points(keys: Mapping[str, object]) -> Decimal:
    found = keys.get("points")
    return found if isinstance(found, Decimal) and found.is_finite() else ZERO


def _unused(sections: Sequence[DraftSection]) -> Iterator[str]:
    """Numerals that no section has, from behind the last one on."""
    known = {one.number for one in sections}
    at = len(sections)
    while True:
        at += 1
        if numeral(at) not in known:
            yield numeral(at)
