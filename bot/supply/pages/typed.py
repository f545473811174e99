"""录入 教育局 迟报、错报 3: a figure in one line. What is not clear becomes buttons.

Taking the line apart is ``bot.supply.line``; writing is ``supply_entry``.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.words import which as forms_which
from bot.speech import quarters as quarter_words
from bot.speech.calendar import in_china
from bot.supply.cell import CellFault, read_text
from bot.supply.desk import Desk, desk, roster
from bot.supply.line import Typed, columns_in, read_line
from bot.supply.pages.card import place_of
from bot.supply.pages.figure import ask, put
from bot.supply.pages.named import must_be_open, row_of
from bot.supply.table import Column, Member, Raw
from bot.supply.words import doubts as doubts_words, typed as words
from storage.queries import quarters


@page("supply/line", roles=("admin", "supplier"))
async def line(turn: Turn) -> None:
    """A figure in one line."""
    text = turn.rest or turn.text
    turn.rest = ""
    found = await desk(turn)
    known = [(one.year, one.number) for one in await quarters.everyone(turn.db)]
    read = read_line(text, await roster(turn, found), in_china(turn.now).date(), known)
    if read.quarter is not None and read.quarter != (found.quarter.year, found.quarter.number):
        found = await _of(turn, read.quarter)
        read = read_line(text, await roster(turn, found), in_china(turn.now).date(), known)
    await _lead(turn, found, read)


async def _of(turn: Turn, wanted: tuple[int, int]) -> Desk:
    quarter = await quarters.by_number(turn.db, *wanted)
    if quarter is None:
        raise instead(forms_which.not_opened(quarter_words.name(*wanted)).text, HOME)
    return await desk(turn, quarter.id)


async def _lead(turn: Turn, found: Desk, read: Typed) -> None:
    number = found.quarter.id
    if read.unit is None:
        place = next(
            (n for n, t in enumerate(found.mine, 1) if read.row in {one.id for one in t.rows}), 0
        )
        if place:
            await turn.visit(link("supply/row", number, place, read.row))
        elif read.quarter and not read.rest:
            await turn.visit(link("supply", number))
        else:
            turn.say(words.how_to_type())
        return
    if read.unit.unit is None or not (read.unit.sure or read.unit.alike):
        await _which_unit(turn, found, read)
        return
    must_be_open(found)
    await _unit(turn, found, read, found.members[read.unit.unit.id], sure=read.unit.sure)


async def _which_unit(turn: Turn, found: Desk, read: Typed) -> None:
    choices: list[tuple[str, str]] = []
    figures: list[str] = []
    near = (read.unit.unit,) if read.unit and read.unit.unit else ()
    for unit in near or (read.unit.candidates if read.unit else ()):
        member = found.members[unit.id]
        columns, value = columns_in(read.rest, read.row, _mine(found, member))
        route = link("supply", found.quarter.id)
        if len(columns) == 1:
            route = route_to(found, member, columns[0], _read(value, columns[0]))
        choices.append((doubts_words.is_it(unit.name), route))
        figures.append(words.figure_of(columns, value) if len(columns) == 1 else "")
    whose = doubts_words.whose(read.written, [label.removeprefix("是") for label, _ in choices])
    turn.say(words.which_unit(whose, choices, next(filter(None, figures), ""), found.quarter.id))


async def _unit(turn: Turn, found: Desk, read: Typed, member: Member, *, sure: bool) -> None:
    """The unit is known: the input, then the value."""
    mine = _mine(found, member)
    columns, value = columns_in(read.rest, read.row, mine)
    if not columns:
        others, _ = columns_in(read.rest, read.row, found.table_of(member).columns_for(member))
        if len(others) == 1:
            row_of(found, found.table_of(member), others[0].row.id)
        rows = list({one.row.id: one.row for one in mine}.values())
        turn.say(words.which_row(found.quarter.id, member, rows, read.rest))
        return
    if len(columns) > 1 and value:
        fitting = [one for one in columns if _read(value, one) is not None]
        columns = fitting or columns
    if len(columns) > 1:
        choices = [
            (one, raw, route_to(found, member, one, raw))
            for one in columns
            for raw in (_read(value, one),)
        ]
        turn.say(words.which_column(found.quarter.id, member, choices, value))
        return
    await _figure(turn, found, member, columns[0], value, "" if sure else read.written)


async def _figure(
    turn: Turn, found: Desk, member: Member, column: Column, value: str, like: str
) -> None:
    lead = [words.taken_as(like, member)] if like else []
    if not value:
        await ask(turn, found, member, column, lead)
        return
    try:
        raw = read_text(value, column)
    except CellFault as fault:
        await ask(turn, found, member, column, [*lead, fault.sentence])
        return
    mark = found.mark(member, column.row, column.input.name)
    await put(turn, found, member, column, raw, mark, told=True, lead=lead)


def _mine(found: Desk, member: Member) -> tuple[Column, ...]:
    """The columns of a unit that this person may fill."""
    return found.table_of(member).only(found.bodies).columns_for(member)


def _read(value: str, column: Column) -> Raw | None:
    try:
        return read_text(value, column) if value else None
    except CellFault:
        return None


def route_to(found: Desk, member: Member, column: Column, raw: Raw | None) -> str:
    """A button's way: to the figure itself, or to where it is asked for."""
    place = place_of(found, column, member)
    at = (found.quarter.id, member.unit, column.row.id, place)
    if raw is None or isinstance(raw, str):
        return link("supply/unit", *at)
    mark = found.mark(member, column.row, column.input.name)
    return link("supply/put", *at, mark, int(raw))
