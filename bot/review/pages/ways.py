"""审核: where the review of a quarter stands, and the ways through it: by doubt, by unit, by row.

Here: the first page and the lists. The item itself is ``review_item``, taking it ``review_desk``,
each decision has a file of its own.
"""

from __future__ import annotations

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.form import UnitForm
from bot.forms.loading import schemes_of
from bot.forms.pages.office import opened
from bot.forms.roster import roster_of
from bot.forms.words import figures
from bot.questions.typed import alone
from bot.review.pages.desk import (
    DESK,
    REVIEWING,
    Hall,
    hall_of,
    no_longer,
    parted_clean,
    refuse_conflict,
    refuse_row,
    refuse_spoken,
    show_next,
    take,
)
from bot.review.pages.item import attached, facts, screen
from bot.review.pages.supplied import far
from bot.review.queue import conflicted, decidable, in_scope, reviewable, row_scope, waits
from bot.review.words import item as words, lists, remits as remit_words, supplied
from bot.speech import quarters as quarter_words
from bot.speech.periodic import per
from scoring.scheme import Row
from storage.database import moment
from storage.queries import quarters, review as reviews
from storage.queries.quarters import Quarter

_STATES = ("review", "open", "announced")
_FILES = 6


@page("review", roles=REVIEWING, words=alone("review"), reads=True)
async def menu(turn: Turn) -> None:
    """The quarter whose review is under way."""
    known = await _quarters(turn)
    if not known:
        await opened(turn)
        raise InsteadError(lists.none())
    await _menu(turn, known[0], known[1:])


@page("review/{quarter:int}", roles=REVIEWING, reads=True)
async def menu_of(turn: Turn, quarter: int) -> None:
    """Another quarter's review."""
    known = await _quarters(turn)
    found = next((one for one in known if one.id == quarter), None)
    if found is None:
        raise InsteadError(lists.none())
    await _menu(turn, found, [one for one in known if one.id != quarter])


async def _quarters(turn: Turn) -> list[Quarter]:
    """Quarters that may be reviewed, the one in review first, the older before the newer."""
    known = [one for one in await quarters.everyone(turn.db) if one.state in _STATES]
    return sorted(known, key=lambda one: (_STATES.index(one.state), one.year, one.number))


async def _menu(turn: Turn, quarter: Quarter, others: list[Quarter]) -> None:
    hall = await hall_of(turn, quarter.id)
    waiting = [
        one for one in hall.mine if hall.held.get(one.key, turn.somebody.id) == turn.somebody.id
    ]
    away = [
        form.is_returned(row.id)
        for form in hall.forms
        if form.reviews
        for row in _rows(turn, hall, form)
        if row.id in form.reviews and not waits(form, row, turn.now)
    ]
    handed = [form for form in hall.forms if form.form.state == "submitted"]
    clean, unread = parted_clean(turn, hall, waiting)
    counts = lists.Counts(
        waiting=len(waiting),
        units=len({one.form.unit.id for one in waiting}),
        doubtful=sum(bool(one.marks) for one in waiting),
        mine=sum(one.reserved == turn.somebody.id for one in waiting),
        others=len(hall.items) - len(waiting),
        decided=len(away) - sum(away),
        returned=sum(away),
        early=sum(not reviewable(form, turn.now) for form in handed),
        missing=await quarters.not_handed_in(turn.db, quarter.id),
        far=len(await far(turn, hall)),
        clean=len(clean),
        unread=len(unread),
        aside=sum(one.key in hall.asides for one in waiting),
        twice=sum(bool(one.opinions) for one in hall.items),
        differing=sum(one.differs for one in waiting),
        uncounted=tuple(f"{f.unit.short}（编号 {f.reference}）" for f in handed if not f.countable),
    )
    turn.say(
        lists.menu(
            quarter.id,
            quarter_words.name(quarter.year, quarter.number),
            quarter.state,
            counts,
            moment(quarter.review_until),
            turn.now,
            [(one.id, quarter_words.name(one.year, one.number)) for one in others],
            turn.has("admin"),
            remit_words.parts_said(
                hall.remits.parts.get(turn.somebody.id, ()), await schemes_of(turn.db, quarter)
            ),
        )
    )


def _rows(turn: Turn, hall: Hall, form: UnitForm) -> list[Row]:
    """The rows of a form that this reviewer may decide on."""
    group, me = form.form.group, turn.somebody.id
    return [row for row in decidable(form) if hall.remits.may(me, group, row)]


@page("review/next/{quarter:int}/{scope}", roles=REVIEWING, reads=True)
async def following(turn: Turn, quarter: int, scope: str) -> None:
    """The next item of a queue."""
    await show_next(turn, await hall_of(turn, quarter), scope, None)


@page("review/skip/{quarter:int}/{unit:int}/{row}", roles=REVIEWING, reads=True)
async def skip(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """The item after this one; this one goes on waiting."""
    hall = await hall_of(turn, quarter)
    item = hall.find(unit, row)
    said = words.skipped(item.form.unit.short, item.row) if item else ""
    await show_next(turn, hall, hall.scope, item.key if item else None, said)


@page("review/units/{quarter:int}/{number:int}", roles=REVIEWING, reads=True)
async def by_unit(turn: Turn, quarter: int, number: int) -> None:
    """Units with what waits."""
    hall = await hall_of(turn, quarter)
    looked_at, known = {form.form.id: form for form in hall.forms}, await roster_of(turn.db)
    lines = [
        _unit_line(turn, hall, looked_at[one.id])
        if one.id in looked_at
        else _silent_line(turn, one.unit_id, known.of(one.unit_id).short)
        for one in await quarters.forms(turn.db, quarter)
    ]
    lines.sort(key=lambda one: (bool(one.why_not), -one.waiting))
    turn.say(lists.units(quarter, _name(hall), leaf(lines, number, 9)))


def _name(hall: Hall) -> str:
    return quarter_words.name(hall.quarter.year, hall.quarter.number)


def _unit_line(turn: Turn, hall: Hall, form: UnitForm) -> lists.UnitLine:
    items = [one for one in hall.mine if one.form.unit.id == form.unit.id]
    rows = [row for row in _rows(turn, hall, form) if row.id in form.reviews]
    settled = [row for row in rows if not waits(form, row, turn.now)]
    returned = sum(form.is_returned(row.id) for row in settled)
    why_not = ""
    if conflicted(form, turn.somebody.id, turn.units):
        why_not = _ANOTHERS
    elif form.form.state != "submitted":
        why_not = _NOT_HANDED_IN
    elif not reviewable(form, turn.now):
        why_not = "截止后再审"
    elif not _rows(turn, hall, form) and decidable(form):
        why_not = "没有分给您的"
    return lists.UnitLine(
        unit=form.unit.id,
        short=form.unit.short,
        waiting=len(items),
        doubtful=sum(bool(one.marks) for one in items),
        decided=len(settled) - returned,
        returned=returned,
        why_not=why_not,
    )


def _silent_line(turn: Turn, unit: int, short: str) -> lists.UnitLine:
    """A unit of which there is nothing to review."""
    why_not = _ANOTHERS if unit in turn.units else _NOT_HANDED_IN
    return lists.UnitLine(unit, short, 0, 0, 0, 0, why_not)


_ANOTHERS, _NOT_HANDED_IN = "由别的审核员审", "没有提交"


@page("review/rows/{quarter:int}/{number:int}", roles=REVIEWING, reads=True)
async def by_row(turn: Turn, quarter: int, number: int) -> None:
    """Rows of the tables with how many units wait under each."""
    hall = await hall_of(turn, quarter)
    counted: dict[str, tuple[str, str, int]] = {}
    for item in hall.mine:
        scope = row_scope(item)
        count = counted[scope][2] if scope in counted else 0
        several = len({one.form.form.group for one in hall.mine}) > 1
        group = f"{item.form.form.group[:2]} " if several else ""
        counted[scope] = (scope, f"{group}{figures.row_button(item.row)}", count + 1)
    found = sorted(counted.values(), key=lambda one: -one[2])
    turn.say(lists.rows(quarter, _name(hall), leaf(found, number)))


@page("review/unit/{quarter:int}/{unit:int}/{number:int}", roles=REVIEWING, reads=True)
async def one_unit(turn: Turn, quarter: int, unit: int, number: int) -> None:
    """One unit's rows and their state."""
    await say_unit(turn, await hall_of(turn, quarter, also=[unit]), unit, number)


async def say_unit(turn: Turn, hall: Hall, unit: int, number: int = 1, first: str = "") -> None:
    """A unit's rows, what waits first."""
    form = next((one for one in hall.forms if one.unit.id == unit), None)
    if form is None:
        raise instead(words.no_such_item(), DESK)
    refuse_conflict(turn, form)
    if not reviewable(form, turn.now):
        raise instead(words.not_reviewable(form, turn.now), DESK)
    marks = {one.row.id: one.marks for one in hall.items if one.form.unit.id == unit}
    rows = sorted(_rows(turn, hall, form), key=lambda row: row.id not in marks)
    lines = []
    for row in rows:
        said = [per(words.SHORT[mark.kind]) for mark in marks.get(row.id, ())]
        item = hall.find(unit, row.id)
        if item and item.holders - {turn.somebody.id}:
            said.insert(0, lists.somebody_elses())
        if item and item.unread:
            said.append(lists.papers_unread())
        if item and item.spoke(turn.somebody.id):
            said.insert(0, lists.marked_once())
        lines.append((row.id, _row_line(form, row, said, row.id in marks)))
    if number == 1:
        odd = [one for one in await far(turn, hall) if one.unit == unit]
        said_of = [supplied.line("", one.column, one.raw, one.why, "") for one in odd]
        first = "\n".join([*([first] if first else []), *said_of])
    mine = in_scope(hall.mine, f"u{unit}")
    together = tuple(map(len, parted_clean(turn, hall, mine)))
    shown = leaf(lines, number, 10)
    turn.say(
        lists.unit(
            hall.quarter.id, _name(hall), unit, form.unit.short, shown, len(mine), together, first
        )
    )


def _row_line(form: UnitForm, row: Row, marks: list[str], waiting: bool) -> str:
    review = form.reviews.get(row.id)
    if waiting:
        state = f"○ 待审{'（' + '、'.join(marks) + '）' if marks else ''}"
    else:
        state = f"● {words.DECIDED.get(review.decision, '') if review else ''}"
    points = figures.points(form.result(row.id).points, row.points)
    return lists.unit_row(figures.short(figures.row_title(row), 20), state, points)


@page("review/see/{quarter:int}/{unit:int}/{row}", roles=REVIEWING, reads=True)
async def see(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """One item: to be decided on where it waits, else as it was decided."""
    hall = await hall_of(turn, quarter, also=[unit])
    item = hall.find(unit, row)
    if item is None:
        await _read(turn, hall, unit, row)
        return
    refuse_conflict(turn, item.form)
    refuse_row(turn, hall.remits, item.form, item.row)
    refuse_spoken(turn, item)
    scope = hall.scope if item in in_scope(hall.mine, hall.scope) else f"u{unit}"
    await take(turn, hall, item, scope)
    await screen(turn, item, hall.earlier.get(unit), len(in_scope(hall.mine, scope)))


async def _read(turn: Turn, hall: Hall, unit: int, row: str) -> None:
    """A decided item: the decision, what it rests on, and the way to take it up again."""
    form = next((one for one in hall.forms if one.unit.id == unit), None)
    found = next((one for one in form.rows if one.id == row), None) if form else None
    if form is None or found is None:
        raise instead(words.no_such_item(), DESK)
    refuse_row(turn, hall.remits, form, found)
    decided = await reviews.standing(turn.db, form.form.id, row)
    if decided is None or decided.decision not in words.DECIDED:
        raise await no_longer(turn, hall, unit, row)
    at = (hall.quarter.id, unit, row)
    lines = [words.decided_already(found, decided, turn.now)]
    lines += facts(form, found, hall.earlier.get(unit))
    buttons = [
        Button(label="重新审核", route=link("review/open", *at)),
        Button(label="讨论", route=link("review/talk", *at)),
        Button(label="历史", route=link("review/history", *at)),
    ]
    if hall.quarter.state not in _STATES:
        del buttons[0]
    if conflicted(form, turn.somebody.id, turn.units):
        del buttons[:-1]
    turn.say(
        Message(
            title=lists.read_only(form.unit.short, figures.row_title(found)),
            text="\n".join(lines),
            detail=words.clause(found),
            detail_label="原文",
            files=attached(form.proofs(row)[:_FILES]),
            buttons=(
                tuple(buttons),
                (Button(label="看这个单位", route=link("review/unit", *at[:2], 1)), DESK),
            ),
        )
    )
