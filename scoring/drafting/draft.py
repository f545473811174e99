"""The draft of a scheme: a printed table with a proposal for every row, and what is doubtful.

Here: sections and rows as the keys of a scheme file, and the text they make together. Not here:
what stands above the table (`header`), whether that text is a sound scheme (`scoring.scheme.loads`
says so), who confirmed what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.drafting.columns import points_of_classes
from scoring.drafting.common import with_common_figures
from scoring.drafting.finest import by_the_finest
from scoring.drafting.further import (
    header_beneath,
    notes_taken,
    sections_beneath,
    sections_of_year,
)
from scoring.drafting.header import header_of
from scoring.drafting.joined_rows import with_joint_rows
from scoring.drafting.paragraphs import said_above
from scoring.drafting.per_class import defects_of, of_class, with_sums_declared
from scoring.drafting.printed_table import PrintedRow, PrintedSection, PrintedTable
from scoring.drafting.remarks import counts_once, left_over
from scoring.drafting.rows import DraftRow, DraftSection, name_of, row_of
from scoring.drafting.year import period_of, year_of
from scoring.exact import ZERO, plain
from scoring.printing import print_keys

Keys = Mapping[str, object]
_EVERY: Final = {"month": "每月", "half": "每半年", "term": "每学期", "year": "每年"}
_MIXED: Final = re.compile(r"加.{0,3}[扣减]|[扣减].{0,3}加|奖.{0,2}[扣惩]")
"""A section that both adds and takes: 加减分, 加分扣分, 奖扣分."""
_OUTSIDE: Final = re.compile("不计入|不占|另加|另计|额外")
"""A section beside the full mark, where nobody begins with points: 加分扣分（不计入总分）."""


@dataclass(frozen=True)
class Draft:
    """A table as a draft; `doubts` are of the header: what the document does not say."""

    header: Keys
    sections: tuple[DraftSection, ...]
    doubts: tuple[str, ...] = ()
    year: Keys | None = None
    """How the year comes about from its quarters, where the document says so."""

    @property
    def rows(self) -> tuple[DraftRow, ...]:
        """All rows in the order of the table."""
        return tuple(row for section in self.sections for row in section.rows)


def draft_of(table: PrintedTable, group: str, name: str, in_force: date) -> Draft:
    """Return the draft of one table for a group, to be in force from a day."""
    table = by_the_finest(table)
    once = counts_once((*table.above, *table.below))
    sections = tuple(_section(one, once) for one in table.sections)
    header, doubts = header_of(table, [one.keys for one in sections], in_force)
    header = {"name": name, "group": group, **header}
    above = "\n".join((*table.above, table.title))
    year, unclear = year_of(above)
    doubts += [unclear] if unclear else []
    doubts += table.asked
    period = period_of(above) if not year else ""
    if period:
        header["period"] = period
        doubts.append(f"原文像是{_EVERY[period]}考核一次，先这样写；不是的在“抬头”里改")
    sections = with_joint_rows(with_common_figures(sections))
    sections = _with_weights(with_sums_declared(sections))
    header |= {"defects": defects} if (defects := list(defects_of(sections))) else {}
    if period != "year":
        sections, apart, asked = sections_of_year(sections, period)
        doubts += asked
        if apart and isinstance(header["full"], Decimal):
            header["full"] -= apart
        if apart and year is None:
            year = {"compose": "mean"}
            doubts.append(
                "文件没有写全年怎样由各季度合成，先写各季度平均，请在“抬头”的“全年”里看一看"
            )
    if any("weight" in one.keys for one in sections):
        full = sum((_worth(one.keys) for one in sections if "bonus" not in one.keys), ZERO)
        header["full"] = full
    header |= header_beneath(table.below)
    beneath = sections_beneath(table, sections, once)
    doubts += left_over(table.below, notes_taken(table.below, beneath))
    doubts += said_above(table.above)
    sections = (*_with_bonus(header, sections), *beneath)
    return Draft(header, sections, tuple(doubts), year)


def text_of(header: Keys, sections: Sequence[tuple[str, Keys, Sequence[tuple[str, str]]]]) -> str:
    """Return the text of a scheme: header, sections with their keys, rows with their bodies."""
    parts = ["[scheme]", print_keys(header), ""]
    for number, keys, rows in sections:
        parts += [f'[section."{number}"]', print_keys(keys), ""]
        for id, body in rows:
            parts += [f'["{id}"]', body, ""]
    return "\n".join(parts)


def _section(printed: PrintedSection, once: str) -> DraftSection:
    rows: list[DraftRow] = []
    ids = _ids(printed)
    beneath = bool(re.search(r"扣分|减分|扣减|惩戒", printed.name)) and "加" not in printed.name
    for id, row, of in _each_class(ids, printed.rows):
        drafted = row_of(f"{printed.number}.{id}", row, once, bonus=printed.bonus, beneath=beneath)
        mixed = _MIXED.search(printed.name) is not None
        outside = _OUTSIDE.search(f"{printed.heading}{printed.name}") is not None
        taken = outside if row.points else row.points is None
        taken = taken or re.search("扣分|减分|惩戒", name_of(row)) is not None
        if mixed and taken and _only_takes(drafted):
            drafted = row_of(f"{printed.number}.{id}", row, once, bonus=True, beneath=True)
        drafted = _from_where(drafted) if mixed else drafted
        rows.append(of_class(drafted, *of) if of else drafted)
    total = sum((_points(one) for one in rows), ZERO)
    points = ZERO if beneath else printed.points if printed.points is not None else total
    keys: dict[str, object] = {"name": printed.name, "points": points}
    if not points.is_finite():
        keys["points"] = "不限"
    if printed.heading:
        keys["heading"] = printed.heading
    if printed.bonus and not beneath:
        keys["bonus"] = "outside"
    return DraftSection(printed.number, keys, tuple(rows))


def _each_class(
    ids: Sequence[str], rows: Sequence[PrintedRow]
) -> Iterator[tuple[str, PrintedRow, tuple[str, list[str]] | None]]:
    """Every row with its number, once for each class of units where their points differ."""
    for id, row in zip(ids, rows, strict=True):
        points = points_of_classes(row.cells)
        if not points:
            yield id, row, None
        for at, name in enumerate(points):
            cells = {**row.cells, "points": plain(points[name])}
            others = [one for one in points if one != name]
            own = replace(row, cells=cells, doubts=list(row.doubts))
            yield f"{id}{chr(ord('a') + at)}", own, (name, others)


def _points(row: DraftRow) -> Decimal:
    found = row.cells["points"]
    return found if isinstance(found, Decimal) else ZERO


def _with_bonus(header: Keys, sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """Bonus is inside the full mark where only with it the sections add up to that."""
    ordinary = sum((_worth(one.keys) for one in sections if "bonus" not in one.keys), ZERO)
    whole = sum((_worth(one.keys) for one in sections), ZERO)
    if header["full"] != whole or header["full"] == ordinary:
        return tuple(sections)
    inside = [
        {**one.keys, "bonus": "inside"} if "bonus" in one.keys else one.keys for one in sections
    ]
    return tuple(replace(one, keys=keys) for one, keys in zip(sections, inside, strict=True))


_WEIGHT: Final = re.compile(r"(?:占|权重|比重)[^0-9]{0,8}([0-9]+(?:\.[0-9]+)?)%")
_PERCENTS: Final = 100


def _with_weights(sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """日常考核(100分,占40%)、年终考核(100分,占60%): weights, where all of them come to 100 %."""
    found = {
        at: Decimal(said[1])
        for at, one in enumerate(sections)
        if "bonus" not in one.keys and (said := _WEIGHT.search(_heading(one)))
    }
    ordinary = [at for at, one in enumerate(sections) if "bonus" not in one.keys]
    if set(found) != set(ordinary) or sum(found.values()) != _PERCENTS:
        return tuple(sections)
    return tuple(
        replace(one, keys={**one.keys, "weight": found[at]}) if at in found else one
        for at, one in enumerate(sections)
    )


def _heading(section: DraftSection) -> str:
    return normalize("NFKC", f"{section.keys.get('heading', '')}{section.keys['name']}")


def _worth(keys: Keys) -> Decimal:
    points, weight = keys["points"], keys.get("weight", Decimal(_PERCENTS))
    whole = isinstance(points, Decimal) and isinstance(weight, Decimal)
    return points * weight / _PERCENTS if whole else ZERO  # type: ignore[operator] # both are


def _ids(section: PrintedSection) -> list[str]:
    """Return the number of each row: as printed where that tells them apart, letters where one
    number stands for several rows.
    """
    numbers: list[str] = []
    for row in section.rows:
        found = re.findall(r"[0-9]+", normalize("NFKC", row.number))
        if row.same_as_above and numbers and (not found or found[-1] == numbers[-1]):
            numbers.append(numbers[-1])
        else:
            numbers.append(str(int(found[-1])) if found else "")
    distinct = [one for at, one in enumerate(numbers) if not at or one != numbers[at - 1]]
    if "" in numbers or len(set(distinct)) < len(distinct):
        return [str(at) for at in range(1, len(numbers) + 1)]
    return [
        f"{one}{chr(ord('a') + numbers[:at].count(one))}" if numbers.count(one) > 1 else one
        for at, one in enumerate(numbers)
    ]


def _only_takes(row: DraftRow) -> bool:
    """被通报的每次扣2分 in 加分扣分（不计入总分）: from nothing down, and nothing to begin with."""
    first = row.understood.readings[0].keys if row.understood.readings else {}
    return "deduct" in first and "add" not in first and "start" not in first


def _from_where(row: DraftRow) -> DraftRow:
    """In a section that adds and takes, a row that only takes begins at nothing or in full."""
    first = row.understood.readings[0].keys if row.understood.readings else {}
    points = row.cells.get("points")
    if "deduct" not in first or "add" in first or "start" in first or not points:
        return row
    full = plain(Decimal(str(points)))
    asked = f"这一栏有加有扣，这一行只写了扣分：现在是从 {full} 分起扣；从 0 分起的，请把起点改成 0"
    return replace(row, doubts=(*row.doubts, asked))
