"""What the tables of a quarter ask: every row with its points, how the tables differ, which rows
others supply, which clauses deduct.

All of it is read from the quarter's own schemes, so that it holds for any county's document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import to
from bot.corridor.events import Message
from bot.corridor.paging import ROW
from bot.forms.loading import read_scheme
from bot.inquiry.told import Telling
from scoring.exact import UNLIMITED, show
from scoring.model import EACH, Row
from scoring.scheme import Scheme
from scoring.sentence import full_mark
from storage.queries import quarters

_DEDUCTS: Final = "扣"
"""What a clause says that takes points away."""


async def indicators(told: Telling) -> Message:
    """Every row of the tables with its points."""
    lines: list[str] = []
    for scheme in await _tables(told):
        lines.append(f"{scheme.group}：{len(scheme.rows)} 项，{full_mark(scheme)}")
        lines += [_row(row) for row in scheme.rows]
    return told.said("考核指标", lines, "没有考核表。", *_ways(told, "indicators"), most=_WHOLE)


async def apart(told: Telling) -> Message:
    """What only one table asks, and what both ask for other points, by the names of the rows."""
    every = await _tables(told)
    if len(every) == 1:
        (only,) = every
        return told.said("两张表的不同", [f"只有一张表：{only.group}。"], "", *_ways(told, "apart"))
    head = [f"{one.group} {len(one.rows)} 项，{full_mark(one)}" for one in every]
    named = {one.group: _by_name(one.rows) for one in every}
    lines = [*_other_points(named), *_of_one_alone(named)]
    head.append("按项目名称比：")
    return told.said(
        "两张表的不同", lines, "项目和分值都一样。", *_ways(told, "apart"), head=head, most=_WHOLE
    )


async def supplied(told: Telling) -> Message:
    """The rows that a unit does not report itself, with who supplies them."""
    lines = [
        f"{scheme.group} {_row(row)}：{_by(row)}"
        for scheme in await _tables(told)
        for row in scheme.rows
        if row.by is not None
    ]
    note = "这些项单位不填，数由管理员或数据报送员在“部门数据”里录。"
    supply = (to("部门数据", "supply", told.at.quarter.id),)
    return told.said(
        "不用单位报的指标", lines, "每一项都由单位自己报。", supply, *_ways(told, "supplied"),
        head=[note] if lines else [], most=_WHOLE,
    )  # fmt: skip


async def deducting(told: Telling) -> Message:
    """The clauses that take points away, word for word."""
    lines = [
        f"{scheme.group} {_row(row)}：“{row.text}”"
        for scheme in await _tables(told)
        for row in scheme.rows
        if _DEDUCTS in row.text
    ]
    return told.said(
        "写了扣分的条文",
        lines,
        "考核办法里没有写扣分的条文。",
        *_ways(told, "deducting"),
        most=_WHOLE,
    )


_WHOLE: Final = 60
"""A table is read whole: so many rows have the longest two together."""


async def _tables(told: Telling) -> list[Scheme]:
    """The tables of the quarter, or the one that is named; of a unit that is named, its own."""
    kept = await quarters.schemes(told.turn.db, told.at.quarter.id)
    every = [read_scheme(one) for one in kept[max(told.table - 1, 0) : told.table or None]]
    return [one for one in every if told.unit is None or one.group == told.unit.group]


def _ways(told: Telling, here: str) -> tuple[ROW, ...]:
    """What else is told of the tables; ``here``: what is told now."""
    at = told.at.quarter.id, told.unit.unit_id if told.unit else 0
    named = (
        ("考核指标", "indicators"), ("两张表的不同", "apart"),
        ("不用单位报的", "supplied"), ("扣分的条文", "deducting"),
    )  # fmt: skip
    return (tuple(to(label, "told", what, *at) for label, what in named if what != here),)


def _row(row: Row) -> str:
    return f"{row.id} {row.name} {_points(row.points)}"


def _points(points: Decimal) -> str:
    return "不限分" if points == UNLIMITED else f"{show(points)} 分"


def _by(row: Row) -> str:
    return "由各评分单位打分" if row.by == EACH else f"由{row.by}提供"


def _by_name(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    named: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        named[row.name].append(row)
    return named


Named = Mapping[str, Mapping[str, Sequence[Row]]]
"""Table → name of a row → the rows of that name."""


def _other_points(named: Named) -> list[str]:
    """组织建设情况: 县直单位 5 分，乡镇街道 5 分; the names that every table has."""
    first = next(iter(named.values()))
    shared = [name for name in first if all(name in rows for rows in named.values())]
    lines = []
    for name in shared:
        each = "，".join(f"{table} {_sum(rows[name])}" for table, rows in named.items())
        lines.append(f"都有：{name}（{each}）")
    return lines


def _of_one_alone(named: Named) -> list[str]:
    lines = []
    for table, rows in named.items():
        others = [of for other, of in named.items() if other != table]
        lines += [
            f"只有{table}有：{'、'.join(one.id for one in every)} {name}（{_sum(every)}）"
            for name, every in rows.items()
            if not any(name in of for of in others)
        ]
    return lines


def _sum(rows: Sequence[Row]) -> str:
    return _points(sum((one.points for one in rows), Decimal(0)))
