"""Several units side by side: points, place and grade, quarter by quarter, and row by row.

Of two units in one quarter there is a page (``bot.results.pages.compare``); here are more of them,
more quarters, or only the rows that lie far apart. As a workbook every row is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.editions.points import Rows
from bot.editions.rungs import Table
from bot.inquiry.asked import Asked
from bot.inquiry.conditions import totals
from bot.inquiry.facts import Snapshot, row_in, under
from bot.inquiry.finding import quarters_of, snapshot
from bot.inquiry.words import found as words
from bot.inquiry.words.conditions import row_name
from bot.inquiry.words.said import named_quarters
from bot.speech.quarters import name
from scoring.ranking import show

_MOST: Final = 12
"""So many rows are read in a chat; the workbook has all of them."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with the points of each unit; None: it is not the unit's, or waits for a figure."""

    id: str
    called: str
    points: tuple[Decimal | None, ...]

    @property
    def gap(self) -> Decimal:
        """How far the best and the last of them are apart."""
        known = [one for one in self.points if one is not None]
        return max(known) - min(known) if len(known) > 1 else Decimal(0)


async def units(asked: Asked) -> Message:
    """The units that were named, in each quarter that was named."""
    query, notes = asked.query, list[str]()
    keys = quarters_of(query, asked.county, notes)
    head = list[str]()
    for key in keys:
        at = snapshot(asked.county, key)
        said = f"{name(*key)}{'' if at.graded else '（填报中，暂定）'}"
        head += [f"{said}："] if len(keys) > 1 else []
        head += [f"{'　' if len(keys) > 1 else ''}{one}" for one in await _standing(asked, at)]
    newest = snapshot(asked.county, keys[-1])
    rows = await _rows(asked, newest)
    if query.row and not rows:
        notes.append(f"这些单位的考核表里没有“{row_name(query.row)}”这一项。")
    title = _title(asked, keys)
    if query.form == "xlsx":
        return _book(asked, title, keys, head, rows)
    shown = [one for one in rows if one.gap >= max(query.apart, _LEAST)]
    text = [*head, *_told(asked, shown, rows), *(f"（{one}）" for one in notes)]
    return Message(
        title=title,
        text="\n".join(text),
        buttons=((to("排名", "ranking", newest.quarter.id), HOME),),
    )


_LEAST: Final = Decimal("0.0001")
"""Rows on which nobody differs are not shown."""


def _title(asked: Asked, keys: Sequence[tuple[int, int]]) -> str:
    whom = "、".join(asked.named(one) for one in asked.query.units)
    when = named_quarters(keys)
    about = f" {row_name(asked.query.row)}" if asked.query.row else ""
    apart = f"，只看差 {show(asked.query.apart)} 分以上的项" if asked.query.apart else ""
    compared = "比较" if len(asked.query.units) > 1 else "成绩单"
    return f"{when}{about}　{whom}{compared}{apart}"


async def _standing(asked: Asked, at: Snapshot) -> list[str]:
    """Each unit's points, place and grade, best first."""
    lines, found = await at.standing(asked.query.units), list[tuple[Decimal, str]]()
    if asked.query.row:
        values = await totals(at, asked.query.row)
    else:
        values = {unit: line.total for unit, (_, line) in lines.items() if line.heard}
    for unit in asked.query.units:
        short = asked.named(unit)
        if unit not in lines or unit not in values:
            found.append((Decimal(-1), f"{short}　没有得分"))
            continue
        table, line = lines[unit]
        ends = f"，{line.grade}" if line.grade and at.graded else ""
        said = f"{short}　{show(values[unit])} 分"
        if not asked.query.row:
            said += f"，第 {line.rank} 名（共 {table.among(line)} 个）{ends}"
        found.append((values[unit], said))
    order = sorted(found, key=lambda one: -one[0])
    known = [value for value, _ in found if value >= 0]
    gap = [f"最高和最低差 {show(max(known) - min(known))} 分。"] if len(known) > 1 else []
    return [*(said for _, said in order), *gap]


async def _rows(asked: Asked, at: Snapshot) -> list[_Row]:
    """Every row of their tables, where more than one of them has it, the farthest apart first."""
    lines = await at.standing(asked.query.units)
    tables = {table.group: table for table, _ in lines.values()}
    every = {one: await at.points_of(table, one) for one, (table, _) in lines.items()}
    found: dict[str, _Row] = {}
    for table in tables.values():
        for row in table.scheme.rows:
            if not _is_meant(asked, table, row.id):
                continue
            key = row.id if len(tables) == 1 else f"{table.group}{row.id}"
            points = tuple(
                _points(every, unit, row.id)
                if unit in lines and lines[unit][0].group == table.group
                else None
                for unit in asked.query.units
            )
            found[key] = _Row(row.id, f"{row.id} {row.name}", points)
    return sorted(found.values(), key=lambda one: -one.gap)


def _is_meant(asked: Asked, table: Table, row: str) -> bool:
    wanted = row_in(asked.query.row, table.group) if asked.query.row else ""
    return not asked.query.row or row in under(wanted, [one.id for one in table.scheme.rows])


def _points(every: Mapping[int, Rows | None], unit: int, row: str) -> Decimal | None:
    of = every.get(unit)
    return None if of is None or row in of.missing else of.points.get(row)


def _told(asked: Asked, shown: Sequence[_Row], rows: Sequence[_Row]) -> list[str]:
    if asked.query.row:
        return []
    if not any(sum(value is not None for value in one.points) > 1 for one in rows):
        return ["它们不在一张考核表里，或者还没有报数，没有可以逐项比的。"]
    least = f"差 {show(asked.query.apart)} 分以上" if asked.query.apart else "不一样"
    if not shown:
        return [f"没有{least}的项。"]
    every = "：".join(asked.named(one) for one in asked.query.units)
    lines = [f"有 {len(shown)} 项{least}（{every}）："]
    for one in shown[:_MOST]:
        points = " : ".join("—" if it is None else show(it) for it in one.points)
        lines.append(f"{one.called}　{points}，差 {show(one.gap)} 分")
    if len(shown) > _MOST:
        lines.append(f"……共 {len(shown)} 项，全部的在表格里。")
    return lines


def _book(
    asked: Asked,
    title: str,
    keys: Sequence[tuple[int, int]],
    head: Sequence[str],
    rows: Sequence[_Row],
) -> Message:
    """Every row as a workbook: a column for each unit, and how far they are apart."""
    several = len(asked.query.units) > 1
    named = [asked.named(one) for one in asked.query.units]
    heads = ["指标", *named, *(["最大差"] if several else [])]
    least = asked.query.apart
    lines = [
        [
            one.called,
            *("" if it is None else show(it) for it in one.points),
            *([show(one.gap)] if several else []),
        ]
        for one in rows
        if not least or one.gap >= least
    ]
    return words.table_book(title, name(*keys[-1]), heads, lines, head)
