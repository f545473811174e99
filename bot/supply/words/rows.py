"""Sentences of figures from other bodies: the overview, one row, all the others at once.

One unit's figure is in ``supply_entry``, a typed line in ``supply_line``, the spreadsheet in
``supply_import``, who reports for whom in ``supply_bodies``, refusals in ``supply_gates``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import ROW, Leaf
from bot.forms.words import figures
from bot.speech import quarters as quarter_words
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.supply.plan import Standing
from bot.supply.table import Column, Raw
from bot.supply.words.gates import clause, overview_button, quarter_name, says
from scoring.scheme import Row
from storage.queries.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Count:
    """A row of a table, and for how many of its units the figures are there."""

    group: str
    number: int
    row: Row
    name: str
    """The row's name; its figure's where several rows share a name."""
    there: int
    units: int
    bodies: str
    """Who supplies its figures: of several assessors those this person reports for."""


@dataclass(frozen=True, slots=True)
class Latest:
    """Who wrote last, when, from whom."""

    who: str
    at: datetime
    body: str


def overview(
    quarter: Quarter,
    rows: Leaf[Count],
    latest: Latest | None,
    now: datetime,
    *,
    open_: bool,
    others: Sequence[Quarter],
    assigns: bool,
) -> Message:
    """How many units' figures are there, row by row."""
    lines = _counts(rows.items)
    if latest:
        who = latest.who or "系统"
        lines.append(f"最近：{who} {say_moment(latest.at, now)} 录入（{latest.body}）")
    if not open_:
        lines.append(
            f"{per('这个季度')}{quarter_words.STATES.get(quarter.state, quarter.state)}，只能查看。"
        )
    book = ((to("用表格录入", "supply", "book", quarter.id),),) if open_ else ()
    last = [to(quarter_name(one), "supply", one.id) for one in others]
    last += [to("谁报哪些", "supply", "people")] if assigns else []
    return Message(
        title=f"{quarter_name(quarter)} 部门数据{rows.mark}",
        text="\n".join(lines),
        buttons=(
            *book,
            *_row_buttons(quarter.id, rows.items),
            *rows.turning(lambda n: f"supply/{quarter.id}/{n}"),
            (*last, HOME),
        ),
    )


def _counts(rows: Sequence[Count]) -> list[str]:
    """One line for each row, below the name of its table."""
    lines: list[str] = []
    for place, one in enumerate(rows):
        if place == 0 or rows[place - 1].group != one.group:
            lines.append(one.group)
        mark = "✓" if one.there == one.units else "●" if one.there else "○"
        lines.append(f"{mark} {one.row.id} {one.name}：{one.there}/{one.units} 家，{one.bodies}")
    return lines


def _row_buttons(quarter: int, rows: Sequence[Count]) -> tuple[ROW, ...]:
    """A button for each row, with its table where there are several."""
    several = len({one.group for one in rows}) > 1
    buttons = [
        to(
            f"{one.group} {one.row.id}" if several else one.row.id,
            *("supply", "row", quarter, one.number, one.row.id),
        )
        for one in rows
    ]
    return in_rows(buttons, 2 if several else 3)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the list of a row: its figures in a line, or nothing yet."""

    unit: int
    short: str
    said: str
    complete: bool


def row_list(
    quarter: Quarter,
    number: int,
    group: str,
    row: Row,
    lines: Leaf[UnitLine],
    there: int,
    bodies: str,
    *,
    next_unit: UnitLine | None,
    rest: int | None,
) -> Message:
    """A row with every unit's figures; ``rest``: the input that all others may be given at once."""
    said = [f"{one.short}：{one.said or '还没有'}" for one in lines.items]
    first: list[ROW] = []
    if next_unit is not None:
        first.append((_unit_button(quarter.id, next_unit, row, f"录 {next_unit.short}"),))
    if rest is not None:
        first.append((to("还没有的一起填", "supply", "rest", quarter.id, number, row.id, rest),))
    units = [
        _unit_button(quarter.id, one, row, f"{one.short}{' ✓' if one.complete else ''}")
        for one in lines.items
        if one != next_unit
    ]
    return Message(
        title=f"{figures.row_title(row)} · {group}{lines.mark}",
        text=f"由{bodies}提供，{there}/{lines.total} 家已有。\n" + "\n".join(said),
        detail=clause(row),
        detail_label="原文",
        buttons=(
            *first,
            *in_rows(units, 3),
            *lines.turning(lambda n: f"supply/row/{quarter.id}/{number}/{row.id}/{n}"),
            (overview_button(quarter.id), HOME),
        ),
        replace=True,
    )


def _unit_button(quarter: int, one: UnitLine, row: Row, label: str) -> Button:
    return to(label, "supply", "unit", quarter, one.unit, row.id)


def values(columns: Sequence[Column], standing: Mapping[str, Standing]) -> str:
    """已报送 是，迟报、错报 3 条; nothing where nothing is there."""
    found = [
        f"{figures.short(c.input.name, 16)} {figures.value(c.input, standing[c.input.name].value)}"
        for c in columns
        if c.input.name in standing
    ]
    if len(columns) == 1 and found:
        return figures.value(columns[0].input, standing[columns[0].input.name].value)
    return "，".join(found)


def rest_which(
    quarter: Quarter, number: int, group: str, column: Column, place: int, names: Sequence[str]
) -> Message:
    """Which figure all units without one are given."""
    at = ("supply", "rest", quarter.id, number, column.row.id, place)
    if column.input.kind == "flag":
        answers: ROW = (to("都填“否”", *at, 0), to("都填“是”", *at, 1))
    else:
        answers = (to(f"都填 0 {column.input.unit}", *at, 0),)
    return Message(
        title=f"{column.title} · {group}",
        text=f"还没有数的 {len(names)} 家：{_listed(names)}。\n{column.input.ask}",
        buttons=(answers, (to("返回", "supply", "row", *at[2:5]), HOME)),
    )


def rest_sure(
    quarter: Quarter,
    number: int,
    group: str,
    column: Column,
    place: int,
    raw: Raw,
    names: Sequence[str],
    mark: str,
) -> Message:
    """Before many figures are written at once."""
    said = says(column, raw)
    at = (quarter.id, number, column.row.id, place, int(raw), mark)
    return Message(
        title=f"{column.title} · {group}",
        text=f"把这 {len(names)} 家都填成“{said}”：{_listed(names)}。\n已经有数的不动。",
        buttons=(
            (to(f"确认，{len(names)} 家都填“{said}”", "supply", "all", *at),),
            (to("不填了", "supply", "row", *at[:3]), HOME),
        ),
    )


def rest_written(column: Column, raw: Raw, count: int) -> str:
    """Many figures were written."""
    return f"✓ {column.input.name}：{count} 家都填成了“{says(column, raw)}”。"


def rest_none(column: Column) -> str:
    """Nobody is left without."""
    return f"“{column.title}”每家都有数了。"


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(names[:12])
    return f"{shown}等" if len(names) > 12 else shown
