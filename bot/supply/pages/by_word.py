"""Figures of other bodies by a sentence: shown with the row and who supplies it, written by a tap.

What a sentence says is ``bot.supply.spoken``'s. What was said just now and is not written yet is
gone on from: 交通局有一笔拖欠 and 别的都没有 are one preview.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.corridor.buttons import HOME
from bot.corridor.pages import Fit, page
from bot.corridor.turn import Turn, instead
from bot.forms.pages.gates import is_answer
from bot.speech import quarters as quarter_words
from bot.supply.amended import amended
from bot.supply.cell import CellFault, read_text
from bot.supply.desk import Desk, desk, must_not_be_own, roster, write
from bot.supply.pages.card import table_number
from bot.supply.pages.figure import strange
from bot.supply.pages.named import must_be_open
from bot.supply.pages.typed import route_to
from bot.supply.plan import equal
from bot.supply.spoken import Figure, Spoken, meant, names_of, spoken
from bot.supply.table import Column, Member, Raw
from bot.supply.words import by_word as words, figure as figure_words, gates, typed as typed_words

_WAITING = "supply/by-word"


@dataclass(frozen=True, slots=True)
class _Kept:
    """One figure of the preview, as the draft keeps it."""

    unit: int
    row: str
    name: str
    raw: Raw | None
    mark: str
    parts: str = ""


async def propose(turn: Turn, said: Spoken, row: str) -> str:
    """Show what would be written; the row that it is about. ``row``: the one spoken of before."""
    found = await desk(turn)
    must_be_open(found)
    before = _before(turn, found)
    if not said.hints and not said.row:
        rows = {one.row for one in before} or ({row} if row else set())
        if len(rows) != 1:
            return ""
        names = {one.name for one in before} if len({one.name for one in before}) == 1 else set()
        said = Spoken(tuple(names), rows.pop(), said.figures)
    planned: dict[tuple[int, str, str], _Kept] = {
        (one.unit, one.row, one.name): one for one in before
    }
    others = [one for one in said.figures if one.unit is None]
    so_already: list[str] = []
    for one in (*(each for each in said.figures if each.unit is not None), *others):
        kept = await _planned(turn, found, said, one, planned, so_already)
        if kept is None:
            return said.row or "?"
        planned |= {(each.unit, each.row, each.name): each for each in kept}
    if not planned and so_already:
        raise instead("\n".join(so_already), gates.overview_button(found.quarter.id), HOME)
    if not planned:
        turn.say(words.nothing_open(found.quarter.id))
        return said.row
    await _show(turn, found, [*planned.values()], so_already)
    return next(iter(planned.values())).row


async def _heard(turn: Turn, found: Desk) -> Spoken | None:
    """What the text at hand says of figures that this person may write."""
    mine = [one for one in found.columns.values() if found.may(one)]
    return spoken(turn.text, await roster(turn, found), tuple(dict.fromkeys(names_of(mine))))


async def fits(turn: Turn) -> Fit | None:
    """别的都没有, 安良镇4家: figures beside those that wait; 弄错了 是交通局: in their place."""
    found = await desk(turn, turn.draft.get("quarter"))
    if await _put_right(turn, found) is not None:
        return Fit("")
    return None if await _heard(turn, found) is None else Fit("")


async def _put_right(turn: Turn, found: Desk) -> list[_Kept] | None:
    """What waits, with the unit or the value that was said to be the right one, or without the one
    that is not to be written; None: nothing was said of it.
    """
    kept, said = _before(turn, found), amended(turn.text, await roster(turn, found))
    if said is None or not kept:
        return None
    if said.dropped is not None:
        left = [one for one in kept if one.unit != said.dropped]
        return left if len(left) < len(kept) else None
    if said.unit is None:
        column = found.columns[found.members[kept[0].unit].group, kept[0].row, kept[0].name]
        fits = len(kept) == 1 and _fits(said.said, column)
        return [replace(kept[0], raw=_raw(said.said, column), parts="")] if fits else None
    units = {one.unit for one in kept}
    wrong = said.wrong or (units.pop() if len(units) == 1 else 0)
    member = found.members.get(said.unit)
    moved = [one for one in kept if one.unit == wrong]
    if member is None or not moved or any(one.unit == said.unit for one in kept):
        return None
    put: dict[int, _Kept] = {}
    for one in moved:
        theirs = found.columns.get((member.group, one.row, one.name))
        if theirs is None or not found.may(theirs):
            return None
        put[id(one)] = _keep(found, member, theirs, one.raw, one.parts)
    return [put.get(id(one), one) for one in kept]


async def valued(turn: Turn, said: str) -> None:
    """The one figure that waits with another value; of several it must be said whose it is.

    Raises:
        InsteadError: it is not one, or cannot be such a value.
    """
    found = await desk(turn, turn.draft.get("quarter"))
    kept = _before(turn, found)
    if len(kept) != 1:
        raise instead(words.whose_value(said))
    column = found.columns[found.members[kept[0].unit].group, kept[0].row, kept[0].name]
    if not _fits(said, column):
        raise instead(words.no_such_value(said))
    await _show(turn, found, [replace(kept[0], raw=_raw(said, column), parts="")])


def _before(turn: Turn, found: Desk) -> list[_Kept]:
    """What was shown just now and is not written yet, where it still stands."""
    if turn.conversation.waiting != _WAITING or turn.draft.get("quarter") != found.quarter.id:
        return []
    return [_Kept(**one) for one in turn.draft.get("figures", ())]


async def _planned(
    turn: Turn,
    found: Desk,
    said: Spoken,
    one: Figure,
    planned: dict[tuple[int, str, str], _Kept],
    so_already: list[str],
) -> list[_Kept] | None:
    """The figures that one value comes to; None: something else was said instead.

    ``so_already``: what changes nothing is told there, so that the others are not lost with it.
    """
    if one.unit is not None:
        member = found.members.get(one.unit)
        if member is None:
            raise instead(gates.takes_no_part(), gates.overview_button(found.quarter.id), HOME)
        column = _column(turn, found, said, one, [member])
        if column is None:
            return None
        must_not_be_own(found, member)
        raw = None if not one.said else _raw(one.said, column)
        place = (member.unit, column.row.id, column.input.name)
        stands = found.standing.get(place)
        if one.more and stands is not None:
            one, raw = _added(one, stands.value, raw, column)
        kept = _keep(found, member, column, raw, one.parts)
        if stands is None and raw is None:
            so_already.append(figure_words.nothing_to_clear(member, column))
        elif stands is not None and raw is not None and equal(stands.value, raw):
            so_already.append(words.already(member, column, raw))
        else:
            return [kept]
        planned.pop(place, None)  # another figure was shown for it: it is taken back
        return []
    members = [
        m for m in found.members.values() if one.group in m.group and m.unit not in found.own
    ]
    column = _column(turn, found, said, one, members)
    if column is None:
        return None
    _tell_of_others(found, column, members, planned, so_already)
    return [
        _keep(found, member, own, _raw(one.said, own), "")
        for member in members
        for own in _columns(found, said, member)
        if own.input.name == column.input.name or own.row.name == column.row.name
        if (member.unit, own.row.id, own.input.name) not in planned
        if (member.unit, own.row.id, own.input.name) not in found.standing
        if _fits(one.said, own)
    ]


def _tell_of_others(
    found: Desk,
    column: Column,
    members: Sequence[Member],
    planned: Mapping[tuple[int, str, str], _Kept],
    so_already: list[str],
) -> None:
    """其余单位都是0条, where some have a figure already: how many, and that theirs stays."""
    place = (column.row.id, column.input.name)
    stands = [
        one
        for one in members
        if (one.unit, *place) in found.standing and (one.unit, *place) not in planned
    ]
    if stands:
        so_already.append(words.others_stand(len(stands)))


def _added(one: Figure, stands: Raw, raw: Raw | None, column: Column) -> tuple[Figure, Raw | None]:
    """再加2条, where 1条 is there: 3条, as the sum of both; what cannot be added stays as said."""
    if isinstance(stands, bool) or not isinstance(stands, int) or not isinstance(raw, int):
        return one, raw
    return replace(one, parts=f"{stands}{column.measure}＋{one.said}"), stands + raw


def _columns(found: Desk, said: Spoken, member: Member) -> list[Column]:
    return meant(said, found.table_of(member).only(found.bodies).columns_for(member))


def _column(
    turn: Turn, found: Desk, said: Spoken, one: Figure, members: Sequence[Member]
) -> Column | None:
    """The one figure that is meant of these units; None: it was asked, or said to be none."""
    named = list(dict.fromkeys(col for member in members for col in _columns(found, said, member)))
    fitting = [column for column in named if not one.said or _fits(one.said, column)]
    if one.said[:1].isdigit():  # 两条 is a yes only where nothing is counted
        fitting = [column for column in fitting if column.input.kind != "flag"] or fitting
    kinds = {column.input.name for column in fitting}
    tables: dict[tuple[str, str], Column] = {}
    for column in fitting:
        tables.setdefault((column.row.name, column.input.kind), column)
    if fitting and (len(kinds) == 1 or len(tables) == 1):
        return fitting[0]
    quarter = found.quarter.id
    if not fitting:
        called = "".join(said.hints) or said.row
        ways = [
            (f"录 {column.title}", route_to(found, members[0], column, None))
            for column in named
            if len(members) == 1
        ]
        turn.say(words.no_such_figure(quarter, f"{called} {one.said}", named, ways))
    elif len(members) == 1:
        choices = [
            (column, raw, route_to(found, members[0], column, raw))
            for column in fitting
            for raw in (_raw(one.said, column),)
        ]
        turn.say(typed_words.which_column(quarter, members[0], choices, one.said))
    else:
        turn.say(words.which(quarter, fitting))
    return None


def _fits(said: str, column: Column) -> bool:
    try:
        _raw(said, column)
    except CellFault:
        return False
    return True


def _raw(said: str, column: Column) -> Raw:
    """A value as said, for this figure: 一笔 of a yes/no is a yes, 没有 of a count is none."""
    kind = column.input.kind
    if kind == "flag" and said[:1].isdigit() and not said.endswith("%"):
        return not said.startswith("0")
    if kind in ("count", "amount") and said == "无":
        return 0 if kind == "count" else "0"
    return read_text(said, column)


def _keep(found: Desk, member: Member, column: Column, raw: Raw | None, parts: str) -> _Kept:
    mark = found.mark(member, column.row, column.input.name)
    return _Kept(member.unit, column.row.id, column.input.name, raw, mark, parts)


async def _show(
    turn: Turn, found: Desk, kept: Sequence[_Kept], so_already: Sequence[str] = ()
) -> None:
    lines = [await _line(turn, found, one, look=len(kept) <= _LOOKED_AT) for one in kept]
    quarter = found.quarter
    turn.say(
        words.shown(quarter.id, quarter_words.name(quarter.year, quarter.number), lines, so_already)
    )
    turn.wait(_WAITING, quarter=quarter.id, figures=[asdict(one) for one in kept])


_LOOKED_AT = 12
"""Of so many figures each is held against what was there before."""


async def _line(turn: Turn, found: Desk, one: _Kept, *, look: bool) -> words.Line:
    member = found.members[one.unit]
    column = found.columns[member.group, one.row, one.name]
    stands = found.standing.get((one.unit, one.row, one.name))
    before = gates.says(column, stands.value) if stands else ""
    odd: list[str] = []
    if look and one.raw is not None:
        odd = await strange(turn, found, member, column, one.raw)
    return words.Line(member, column, one.raw, before, one.parts, tuple(odd))


@page(_WAITING, roles=("admin", "supplier"), fits=fits, reads=True)
async def waiting(turn: Turn) -> None:
    """What waits, with what was said of other units; typed words alone write nothing."""
    found = await desk(turn, turn.draft.get("quarter"))
    right = await _put_right(turn, found) if is_answer(turn, _WAITING) else None
    if right is not None:
        for one in right:
            must_not_be_own(found, found.members[one.unit])
        if not right:
            turn.say(words.none_left(found.quarter.id))
            return
        await _show(turn, found, right)
        return
    said = await _heard(turn, found) if is_answer(turn, _WAITING) else None
    if said is not None and await propose(turn, said, ""):
        return
    if kept := _before(turn, found):
        typed = is_answer(turn, _WAITING)
        await _show(turn, found, kept, (words.not_heard(),) if typed else ())
        if typed:  # nothing was changed: what writes it is not the first to press
            shown = turn.said.pop()
            turn.say(shown.model_copy(update={"buttons": shown.buttons[::-1]}))
        return
    raise instead(words.over(), gates.overview_button(found.quarter.id), HOME)


@page("supply/by-word/yes", roles=("admin", "supplier"), draws=("figures",))
async def yes(turn: Turn) -> None:
    """Write what was shown."""
    held: dict[str, Any] = turn.draft
    if not held.get("figures"):
        raise instead(words.over(), HOME)
    found = await desk(turn, int(held["quarter"]))
    must_be_open(found)
    kept = [_Kept(**one) for one in held["figures"]]
    lines, notes = [], []
    for one in kept:
        member = found.members.get(one.unit)
        column = found.columns.get((member.group, one.row, one.name)) if member else None
        if member is None or column is None or not found.may(column):
            raise instead(words.moved(), gates.overview_button(found.quarter.id), HOME)
        if found.mark(member, column.row, one.name) != one.mark:
            raise instead(words.moved(), gates.overview_button(found.quarter.id), HOME)
        lines.append(words.Line(member, column, one.raw, ""))
        if (one.unit, one.row) in found.decided:
            notes.append(f"{member.short} {figure_words.still_counts(column.row)}")
    for line in lines:
        await write(turn, found, line.member, line.column, line.raw, "一句话录入")
    table = table_number(found, lines[0].member)
    turn.say(words.done(found.quarter.id, table, lines, notes[:_NOTES]))


_NOTES = 5
