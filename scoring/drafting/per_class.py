"""Points that differ by the class of a unit: 标准分 over 平原乡镇 and 山区乡镇.

Here: a row for each class where its points differ, and what the sums then contradict. Not here:
which columns hold the points of a class (`columns`), figures within one clause (`classes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from scoring.drafting.clause import Reading
from scoring.drafting.rows import DraftRow, DraftSection
from scoring.drafting.wordings import listed
from scoring.exact import ZERO


def of_class(row: DraftRow, name: str, others: Sequence[str]) -> DraftRow:
    """Return the row for one class alone; the others have rows of their own."""
    asked = (
        f"分值按类分：这一行只管{name}，{'、'.join(others)}另有一行；名称要和单位名册里的类别一致"
    )
    cells = {**row.cells, "classes": [name], "absent": "zero"}
    readings = tuple(_of_one(one, name) for one in row.understood.readings)
    understood = replace(row.understood, readings=readings)
    return replace(row, cells=cells, understood=understood, doubts=(*row.doubts, asked))


def _of_one(reading: Reading, name: str) -> Reading:
    """85%(山区70%) in the row of 山区乡镇: 70 %, and of no other class."""
    keys = dict(reading.keys)
    for side in ("add", "deduct"):
        if side in keys:
            keys[side] = [_resolved(term, name) for term in listed(keys[side])]
    return replace(reading, keys=keys)


def _resolved(term: dict[str, object], name: str) -> dict[str, object]:
    others = term.get("for")
    if not isinstance(others, dict):
        return term
    own: dict[str, object] = next(
        (dict(keys) for one, keys in others.items() if one in name or name in one), {}
    )
    return {key: value for key, value in term.items() if key != "for"} | own


def with_sums_declared(sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """Return the sections, those with rows of single classes said to come to more than printed."""
    return tuple(
        replace(one, keys={**one.keys, "defect": "各类单位分值不同，各类各写一行，合计比标题多。"})
        if _of_classes(one) and _total(one) != one.keys["points"]
        else one
        for one in sections
    )


def defects_of(sections: Sequence[DraftSection]) -> Iterator[str]:
    """What the header declares where the classes of units have points of their own."""
    if any(_of_classes(one) for one in sections):
        yield "各类单位的分值不同，各类各写一行，满分照表上印的写。"


def _of_classes(section: DraftSection) -> bool:
    return any("classes" in row.cells for row in section.rows)


def _total(section: DraftSection) -> Decimal:
    points = (row.cells["points"] for row in section.rows)
    return sum((one for one in points if isinstance(one, Decimal)), ZERO)
