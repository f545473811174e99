"""One figure of one unit from another body: asked, answered by a tap or a number, taken back.

After each figure the next one is asked, then the next unit without one. A figure that stands is
changed only after it was shown; what somebody else wrote meanwhile is shown too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.pages import Fit, page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.speech.numbers import figures_in
from bot.supply.cell import CellFault, must_fit, read_text
from bot.supply.desk import Desk, desk, earlier, must_not_be_own, roster, usual, write
from bot.supply.history import history
from bot.supply.outliers import Spans, odd
from bot.supply.pages.card import following_unit, place_of, show_card, step, table_number
from bot.supply.pages.named import column_at, member_of, must_be_open, row_of
from bot.supply.pages.sheet import came
from bot.supply.plan import equal, far_above, lower_than
from bot.supply.table import Column, Member, Raw, concerns
from bot.supply.words import doubts, figure as words, gates
from scoring.scheme import Row

_TAKEN_BACK: Final = re.compile(
    r"(?:(?:我|刚才)?(?:录|填|写|弄|搞|输)?错了|撤回|撤销|取消|不(?:录|写|填|改)了|算了)"
    r"(?:[\s,，。]*(?:撤回|撤销|取消|不(?:录|写|填|改)了|算了|重来))?[吧了]?"
)
"""录错了 撤回: said to the figure that was asked about."""
_A_BODY: Final = re.compile(
    r"[一-鿿]{1,10}?(?:局|委|镇|乡|街道(?:办(?:事处)?)?|法院|检察院|公司|银行)(?=的|是|报|有|[^一-鿿]|$)"
)
"""税务局 4: a figure of somebody whom the list does not name is nobody else's."""
_BESIDE = " ,，:：;；.。、的是为（）()\t"
"""What may stand between a unit's name and its figure."""


@page("supply/unit/{quarter:int}/{unit:int}/{row}", roles=("admin", "supplier"), reads=True)
async def unit_row(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """A row of a unit: the first figure that is still wanted, or all of them."""
    found = await desk(turn, quarter)
    member = member_of(found, unit)
    wanted = row_of(found, found.table_of(member), row)
    if not concerns(wanted, member):
        raise instead(gates.not_concerned(row, member.name), gates.overview_button(quarter), HOME)
    names = found.wanted(member, wanted)
    if names and found.open:
        await ask(turn, found, member, _column(found, member, wanted, names[0]), ())
    else:
        show_card(turn, found, member, wanted)


@page(
    "supply/unit/{quarter:int}/{unit:int}/{row}/{place:int}",
    roles=("admin", "supplier"),
    reads=True,
)
async def unit_figure(turn: Turn, quarter: int, unit: int, row: str, place: int) -> None:
    """Ask for one figure, there already or not."""
    found = await desk(turn, quarter)
    must_be_open(found)
    member = member_of(found, unit)
    await ask(turn, found, member, column_at(found, member, row, place), ())


def _column(found: Desk, member: Member, row: Row, name: str) -> Column:
    return found.columns[member.group, row.id, name]


async def ask(turn: Turn, found: Desk, member: Member, column: Column, lead: Sequence[str]) -> None:
    """Ask for a figure, and wait for it."""
    must_not_be_own(found, member)
    row, place = column.row, place_of(found, column, member)
    key = (member.unit, row.id, column.input.name)
    one = found.standing.get(key)
    carried = (await earlier(turn, found)).get(key) if one is None else None
    mark = found.mark(member, row, column.input.name)
    following = following_unit(found, member, row)
    turn.say(
        words.question(
            found.quarter,
            table_number(found, member),
            member,
            column,
            place,
            mark,
            lead,
            gates.says(column, one.value) if one else "",
            carried,
            step(found, following, row, "先录") if following else None,
        )
    )
    turn.wait(link("supply/typed", found.quarter.id, member.unit, row.id, place), mark=mark)


async def fits(turn: Turn, quarter: int, unit: int, row: str, place: int) -> Fit | None:
    """The figure that a text is, wholly."""
    found = await desk(turn, quarter)
    column = column_at(found, member := member_of(found, unit), row, place)
    try:
        raw = read_text(turn.text, column)
    except CellFault:
        return None
    return Fit(words.at_unit(member, column, raw))


@page(
    "supply/typed/{quarter:int}/{unit:int}/{row}/{place:int}",
    roles=("admin", "supplier"),
    fits=fits,
)
async def typed(turn: Turn, quarter: int, unit: int, row: str, place: int) -> None:
    """The figure as a message."""
    found = await desk(turn, quarter)
    must_be_open(found)
    member = member_of(found, unit)
    column = column_at(found, member, row, place)
    if turn.incoming.attachments:
        if await came(turn):
            return
        book = to("用表格录入", "supply", "book", quarter)
        raise instead(words.want_text(), book, HOME)
    try:
        raw = read_text(turn.text, column)
    except CellFault as fault:
        if await _names_a_unit(turn, found, member, column):
            return
        if _TAKEN_BACK.fullmatch(turn.text.strip(" 。.!！")):
            said = words.nothing_written() if "value" in turn.draft else words.what_to_change()
            show_card(turn, found, member, column.row, [said])
        elif figures_in(turn.text):
            await ask(turn, found, member, column, [fault.sentence])
        else:
            await _by_itself(turn)
        return
    await put(turn, found, member, column, raw, str(turn.draft.get("mark", "")))


async def _by_itself(turn: Turn) -> None:
    """No figure stands in it: it is followed by itself, and the figure is waited for on."""
    route, held = str(turn.conversation.waiting), dict(turn.draft)
    await turn.ask(turn.text)
    if turn.conversation.waiting in (None, route) and not turn.dropped:
        turn.wait(route, **held)


async def _names_a_unit(turn: Turn, found: Desk, member: Member, column: Column) -> bool:
    """A figure typed with a unit's name: this one's, or another's, which is shown for one tap."""
    named = (await roster(turn, found)).find_in(turn.text)
    unit = named[0].found.unit if len(named) == 1 else None
    if not named and (body := _A_BODY.search(turn.text)):
        await ask(turn, found, member, column, [doubts.whose(body[0], ())])
        return True
    if unit is None or unit.id not in found.members:
        return False
    rest = (turn.text[: named[0].start] + turn.text[named[0].end :]).strip(_BESIDE)
    other = found.members[unit.id]
    fits_it = other.group == member.group and concerns(column.row, other)
    try:
        raw = read_text(rest, column) if fits_it else None
    except CellFault:
        return False
    if raw is None:
        turn.rest = turn.text
        turn.keep_waiting()
        await turn.visit("supply/line")
    elif other.unit == member.unit and named[0].found.sure:
        await put(turn, found, member, column, raw, str(turn.draft.get("mark", "")))
    else:
        _whose(turn, found, (member, other), column, raw)
    return True


def _whose(
    turn: Turn, found: Desk, members: tuple[Member, Member], column: Column, raw: Raw
) -> None:
    """The unit that is asked about, and the one that was named: whose figure is it?"""
    asked, named = members
    routes = []
    for one in dict.fromkeys((named, asked)):
        at = (found.quarter.id, one.unit, column.row.id, place_of(found, column, one))
        mark = found.mark(one, column.row, column.input.name)
        whole = not isinstance(raw, str)
        routes.append(
            (one, link("supply/put", *at, mark, int(raw)) if whole else link("supply/unit", *at))
        )
    turn.keep_waiting()
    turn.say(words.whose(column, raw, asked, routes))


@page(
    "supply/put/{quarter:int}/{unit:int}/{row}/{place:int}/{mark}/{value:int}",
    roles=("admin", "supplier"),
)
async def tapped(
    turn: Turn, quarter: int, unit: int, row: str, place: int, mark: str, value: int
) -> None:
    """The figure as a tap."""
    found = await desk(turn, quarter)
    must_be_open(found)
    member = member_of(found, unit)
    column = column_at(found, member, row, place)
    raw: Raw = bool(value) if column.input.kind == "flag" and value in (0, 1) else value
    await put(turn, found, member, column, raw, mark)


async def put(
    turn: Turn,
    found: Desk,
    member: Member,
    column: Column,
    raw: Raw,
    mark: str,
    *,
    told: bool = False,
    lead: Sequence[str] = (),
) -> None:
    """Write a figure, or ask first: another one stands, or it looks odd.

    ``told``: it was told in one line and not asked for, so it is shown before anything is written;
    ``lead``: what is said above it.
    """
    must_not_be_own(found, member)
    try:
        must_fit(raw, column)
    except CellFault as fault:
        raise instead(fault.sentence, gates.overview_button(found.quarter.id), HOME) from fault
    now = found.mark(member, column.row, column.input.name)
    one = found.standing.get((member.unit, column.row.id, column.input.name))
    if told and one is not None and equal(one.value, raw):
        show_card(turn, found, member, column.row, [*lead, words.as_it_is(member, column, raw)])
        return
    reasons = [*lead, *_doubts(turn, found, member, column, raw, moved=now != mark)]
    reasons += await strange(turn, found, member, column, raw)
    if not reasons and not told:
        await _keep(turn, found, member, column, raw)
        return
    at = (found.quarter.id, member.unit, column.row.id, place_of(found, column, member))
    turn.say(words.sure(member, column, raw, "\n".join(reasons), at))
    turn.wait(link("supply/typed", *at), mark=now, value=raw, told=told)


async def strange(turn: Turn, found: Desk, member: Member, column: Column, raw: Raw) -> list[str]:
    """Why a figure looks odd: a running total that falls, or far from what was there before."""
    falls = await _falls(turn, found, member, column, raw)
    return falls + await _odd(turn, found, member, column, raw)


def _doubts(
    turn: Turn, found: Desk, member: Member, column: Column, raw: Raw, *, moved: bool
) -> list[str]:
    """That another figure stands, or that somebody has changed it since it was shown."""
    one = found.standing.get((member.unit, column.row.id, column.input.name))
    if one is not None and equal(one.value, raw):
        return []
    if moved:
        return [words.changed_meanwhile(one, column, turn.now)]
    return [] if one is None else [words.stands_already(one, column, turn.now)]


async def _falls(turn: Turn, found: Desk, member: Member, column: Column, raw: Raw) -> list[str]:
    """That a running total would fall below the quarter before."""
    key = (member.unit, column.row.id, column.input.name)
    before = lower_than(column, raw, (await earlier(turn, found)).get(key))
    return [] if before is None else [words.falls(column, before)]


async def _odd(turn: Turn, found: Desk, member: Member, column: Column, raw: Raw) -> list[str]:
    """That a figure is far from what was written there before, of this unit or of the others."""
    known = (await usual(turn, found)).get((column.row.id, column.input.name), {})
    stands = found.standing.get((member.unit, column.row.id, column.input.name))
    if stands is not None and equal(stands.value, raw):
        return []
    most = far_above(raw, known.values())
    if most is not None:
        return [words.far_above(column, raw, most)]
    past = (await history(turn.db, found.quarter)).of(member.group, column)
    table = Spans(past, found.of_column(member.group, column))
    why = odd(column, raw, member.unit, past.get(member.unit, ()), table)
    return [] if why is None else [f"{words.unusual(column, raw, why)}，请核对。"]


@page(
    "supply/yes/{quarter:int}/{unit:int}/{row}/{place:int}",
    roles=("admin", "supplier"),
    draws=("value",),
)
async def confirmed(turn: Turn, quarter: int, unit: int, row: str, place: int) -> None:
    """Write what was asked about."""
    found = await desk(turn, quarter)
    must_be_open(found)
    member = member_of(found, unit)
    column = column_at(found, member, row, place)
    draft = turn.draft
    waiting = turn.conversation.waiting
    if "value" not in draft or waiting != link("supply/typed", quarter, unit, row, place):
        turn.say(gates.stale())
        return
    told = bool(draft.get("told"))
    if draft.get("mark") != found.mark(member, column.row, column.input.name):
        mark = str(draft.get("mark", ""))
        await put(turn, found, member, column, draft["value"], mark, told=told)
        return
    await _keep(turn, found, member, column, draft["value"], walk=not told)


async def _keep(
    turn: Turn, found: Desk, member: Member, column: Column, raw: Raw, *, walk: bool = True
) -> None:
    """Write, and go on to the next figure, the next unit, or the card."""
    await write(turn, found, member, column, raw, "单个录入")
    row = column.row
    lead = [words.written(member, column, raw)]
    if (member.unit, row.id) in found.decided:
        lead.append(words.still_counts(row))
    renewed = await desk(turn, found.quarter.id)
    names = renewed.wanted(member, row)
    following = following_unit(renewed, member, row)
    if names and walk:
        await ask(turn, renewed, member, _column(renewed, member, row, names[0]), lead)
    elif walk and following is not None and not found.complete(member, row):
        first = renewed.wanted(following, row)[0]
        await ask(turn, renewed, following, _column(renewed, following, row, first), lead)
    else:
        if following is None:
            units = [m for m in renewed.table_of(member).members if concerns(row, m)]
            lead.append(words.row_complete(row, len(units)))
        show_card(turn, renewed, member, row, lead)


@page("supply/clear/{quarter:int}/{unit:int}/{row}/{place:int}/{mark}", roles=("admin", "supplier"))
async def clear(turn: Turn, quarter: int, unit: int, row: str, place: int, mark: str) -> None:
    """Take a figure back, if it is still the one that was shown."""
    found = await desk(turn, quarter)
    must_be_open(found)
    member = member_of(found, unit)
    column = column_at(found, member, row, place)
    must_not_be_own(found, member)
    one = found.standing.get((unit, row, column.input.name))
    if one is None:
        raise instead(words.nothing_to_clear(member, column), gates.overview_button(quarter), HOME)
    if mark != found.mark(member, column.row, column.input.name):
        lead = [words.changed_meanwhile(one, column, turn.now)]
        await ask(turn, found, member, column, lead)
        return
    await write(turn, found, member, column, None, "单个清掉")
    renewed = await desk(turn, quarter)
    show_card(turn, renewed, member, column.row, [words.taken_back(member, column)])
