"""录入: figures from other bodies, row by row: how many units are there, and all others at once.

Not here: one unit's figure (``supply_entry``), typed in one line (``supply_typed``), by spreadsheet
(``supply_import``), who reports for which body (``supply_bodies``).
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.routes import link, token
from bot.corridor.turn import Turn, instead
from bot.questions.typed import alone
from bot.supply.desk import OPEN_STATES, Desk, desk, write
from bot.supply.pages.named import column_at, must_be_open, row_of, table_at
from bot.supply.table import Column, Member, Raw, Table, concerns
from bot.supply.words import gates, rows as words
from scoring.scheme import Row
from storage.queries import people, quarters

_ROWS, _UNITS = 12, 12


@page("supply", roles=("admin", "supplier"), words=alone("supply"), opens=("录入",), reads=True)
async def supply(turn: Turn) -> None:
    """The quarter that is meant; what is typed behind 录入 is read as a figure."""
    if turn.rest:
        await turn.visit("supply/line")
        return
    await _overview(turn, await desk(turn), 1)


@page("supply/{quarter:int}/{number:int}?", roles=("admin", "supplier"), reads=True)
async def overview(turn: Turn, quarter: int, number: int = 1) -> None:
    """How many units' figures are there."""
    await _overview(turn, await desk(turn, quarter), number)


async def _overview(turn: Turn, found: Desk, number: int) -> None:
    counts = []
    for place, table in enumerate(found.mine, 1):
        for row in table.rows:
            members = concerned(table, row)
            there = sum(found.complete(one, row) for one in members)
            name = gates.name_of(row)
            bodies = gates.suppliers(row, found.bodies)
            counts.append(words.Count(table.group, place, row, name, there, len(members), bodies))
    known = await quarters.everyone(turn.db)
    others = [q for q in known if q.state in OPEN_STATES and q.id != found.quarter.id]
    suppliers = turn.has("admin") and await people.with_role(turn.db, "supplier")
    turn.say(
        words.overview(
            found.quarter,
            leaf(counts, number, _ROWS),
            _latest(found),
            turn.now,
            open_=found.open,
            others=others,
            assigns=bool(suppliers),
        )
    )


def _latest(found: Desk) -> words.Latest | None:
    bodies = found.bodies
    seen = [
        (one, found.supplied[key].source)
        for key, one in found.standing.items()
        if bodies is None or found.supplied[key].source in bodies
    ]
    if not seen:
        return None
    last, body = max(seen, key=lambda one: one[0].at)
    return words.Latest(last.who, last.at, body)


def concerned(table: Table, row: Row) -> list[Member]:
    """The units of a table for which a row counts."""
    return [one for one in table.members if concerns(row, one)]


# -- one row ---------------------------------------------------------------------------------------


@page(
    "supply/row/{quarter:int}/{table:int}/{row}/{number:int}?",
    roles=("admin", "supplier"),
    reads=True,
)
async def row_list(turn: Turn, quarter: int, table: int, row: str, number: int = 1) -> None:
    """A row with every unit's figures."""
    found = await desk(turn, quarter)
    known = table_at(found, table)
    wanted = row_of(found, known, row)
    columns = [one for one in known.columns if one.row.id == row]
    mine = [one for one in columns if found.may(one)]
    lines = [_line(found, one, wanted, mine) for one in concerned(known, wanted)]
    there = sum(one.complete for one in lines)
    turn.say(
        words.row_list(
            found.quarter,
            table,
            known.group,
            wanted,
            leaf(lines, number, _UNITS),
            there,
            gates.suppliers(wanted, found.bodies),
            next_unit=next((one for one in lines if found.open and not one.complete), None),
            rest=_rest_input(found, known, columns) if found.open else None,
        )
    )


def _line(found: Desk, member: Member, row: Row, columns: list[Column]) -> words.UnitLine:
    standing = {
        one.input.name: found.standing[key]
        for one in columns
        if (key := (member.unit, row.id, one.input.name)) in found.standing
    }
    said = words.values(columns, standing)
    return words.UnitLine(member.unit, member.short, said, found.complete(member, row))


def _rest_input(found: Desk, table: Table, columns: list[Column]) -> int | None:
    """The first input that several units still lack and that can be the same for all of them."""
    for place, column in enumerate(columns):
        same = column.input.kind == "flag" or (
            column.input.kind == "count" and not column.input.least and not column.input.cumulative
        )
        if same and found.may(column) and len(without(found, table, column)) > 1:
            return place
    return None


def without(found: Desk, table: Table, column: Column) -> list[Member]:
    """The units that lack a figure and are still asked for it."""
    return [
        one
        for one in concerned(table, column.row)
        if column.input.name in found.wanted(one, column.row)
    ]


# -- all the others at once ------------------------------------------------------------------------


@page(
    "supply/rest/{quarter:int}/{table:int}/{row}/{place:int}",
    roles=("admin", "supplier"),
    reads=True,
)
async def rest(turn: Turn, quarter: int, table: int, row: str, place: int) -> None:
    """Which figure all units without one are given."""
    found, column, members = await _rest(turn, quarter, table, row, place)
    names = [one.short for one in members]
    group = found.tables[table - 1].group
    turn.say(words.rest_which(found.quarter, table, group, column, place, names))


@page(
    "supply/rest/{quarter:int}/{table:int}/{row}/{place:int}/{value:int}",
    roles=("admin", "supplier"),
    reads=True,
)
async def rest_sure(turn: Turn, quarter: int, table: int, row: str, place: int, value: int) -> None:
    """The units named, before anything is written."""
    found, column, members = await _rest(turn, quarter, table, row, place)
    raw = _same_for_all(column, value)
    names = [one.short for one in members]
    group = found.tables[table - 1].group
    turn.say(
        words.rest_sure(found.quarter, table, group, column, place, raw, names, _mark(members))
    )


@page(
    "supply/all/{quarter:int}/{table:int}/{row}/{place:int}/{value:int}/{mark}",
    roles=("admin", "supplier"),
)
async def rest_write(
    turn: Turn, quarter: int, table: int, row: str, place: int, value: int, mark: str
) -> None:
    """Write the same figure for every unit that was shown."""
    found, column, members = await _rest(turn, quarter, table, row, place)
    raw = _same_for_all(column, value)
    if mark != _mark(members):
        await rest_sure(turn, quarter, table, row, place, value)
        return
    for member in members:
        await write(turn, found, member, column, raw, "其余单位一起填")
    turn.say(words.rest_written(column, raw, len(members)))
    await turn.visit(link("supply/row", quarter, table, row))


async def _rest(
    turn: Turn, quarter: int, table: int, row: str, place: int
) -> tuple[Desk, Column, list[Member]]:
    """The figure a route names, and the units without it; a sentence when there is none."""
    found = await desk(turn, quarter)
    must_be_open(found)
    known = table_at(found, table)
    wanted = row_of(found, known, row)
    members = concerned(known, wanted)
    if not members:
        raise instead(gates.not_supplied(row), gates.overview_button(quarter), HOME)
    column = column_at(found, members[0], row, place)
    lacking = without(found, known, column)
    if not lacking:
        raise instead(words.rest_none(column), gates.overview_button(quarter), HOME)
    return found, column, lacking


def _same_for_all(column: Column, value: int) -> Raw:
    """Only 是, 否 and 0 may be given to many at once."""
    if column.input.kind == "flag" and value in (0, 1):
        return bool(value)
    if column.input.kind == "count" and value == 0 and column.input.least == 0:
        return 0
    raise instead(gates.stale().text, HOME)


def _mark(members: list[Member]) -> str:
    return token([one.unit for one in members])
