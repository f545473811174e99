"""A decision said in one sentence: shown with old and new points, decided by one tap.

Typed words never decide: they give a reason, and it is shown again. Whatever the reviewer may not
decide on, or what has changed since it was shown, is refused as everywhere in the review.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.pages import Fit, page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import Raw, UnitForm
from bot.forms.pages.gates import is_answer
from bot.forms.words import figures
from bot.review import by_word
from bot.review.pages import second
from bot.review.pages.decide import brought, claimed, taken_as_said
from bot.review.pages.desk import (
    DESK,
    REVIEWING,
    Case,
    Hall,
    hall_of,
    no_longer,
    refuse_conflict,
    refuse_row,
    refuse_spoken,
)
from bot.review.pages.figures import points_of, refuse_more
from bot.review.pages.reopen import OPEN, take_up
from bot.review.pages.send_back import give_back, until_usual
from bot.review.queue import Item
from bot.review.words import asks, by_word as words, item as item_words, lists
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.speech.yes_no import agrees, yes_no
from scoring.exact import show as shown
from scoring.scheme import Row
from storage.queries import people, quarters, review
from storage.queries.quarters import Quarter
from storage.queries.review import Decision

_WAITING: Final = "review/by-word"
_STATES: Final = ("review", "open", "announced")


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of one row of one unit: a verb of ``bot.questions.decisions``, its words."""

    unit: int
    row: str
    verb: str
    said: str = ""
    reason: str = ""
    chosen: dict[str, Raw] | None = None
    """The figures that were pressed, where the words could mean several."""


@dataclass(frozen=True)
class _Planned:
    """What it comes to, on the row as it is now."""

    told: Told
    at: Case
    values: dict[str, Raw]
    line: words.Line
    stands: Decision | None
    """What was decided before and would be taken up again."""
    until: datetime

    @property
    def form(self) -> UnitForm:
        """The unit's form."""
        return self.at.form

    @property
    def row(self) -> Row:
        """The row."""
        return self.at.row


async def reviewed_now(turn: Turn) -> Quarter | None:
    """The quarter whose review is under way."""
    known = [one for one in await quarters.everyone(turn.db) if one.state in _STATES]
    by_state = sorted(known, key=lambda one: (_STATES.index(one.state), one.year, one.number))
    return next(iter(by_state), None)


async def latest_of_mine(turn: Turn) -> tuple[int, str] | None:
    """Unit and row of what this reviewer decided last, as far as it stands."""
    quarter = await reviewed_now(turn)
    if quarter is None:
        return None
    every = await review.decisions_of_quarter(turn.db, quarter.id)
    mine = [
        one
        for one in every
        if one.by_person == turn.somebody.id
        and one.superseded_at is None
        and one.decision in item_words.DECIDED
    ]
    if not mine:
        return None
    last = max(mine, key=lambda one: one.id)
    form = await quarters.form_by_id(turn.db, last.form_id)
    return (form.unit_id, last.row) if form else None


async def show(turn: Turn, told: Sequence[Told]) -> None:
    """What would be decided, kept until it is decided by a tap or something else is begun."""
    quarter = await reviewed_now(turn)
    if quarter is None:
        raise instead(lists.none().text, HOME)
    await _show(turn, await hall_of(turn, quarter.id), told)


async def _show(turn: Turn, hall: Hall, told: Sequence[Told], first: str = "") -> None:
    planned = []
    for place, one in enumerate(told):
        found = await _planned(turn, hall, one)
        if isinstance(found, by_word.NotHeardError):
            _ask_which(turn, hall, told, place, found)
            return
        planned.append(found)
    lines = [one.line for one in planned]
    see = [_see(hall, one.told, one.form.unit.short) for one in planned]
    message = words.shown(lines, _reasons(lines), see)
    if first:
        message = message.model_copy(update={"text": f"{first}\n{message.text}"})
    turn.say(message)
    kept = [{**asdict(one.told), "mark": one.at.mark} for one in planned]
    turn.wait(_WAITING, quarter=hall.quarter.id, told=kept)


def _see(hall: Hall, told: Told, short: str) -> Button:
    return to(f"看 {short} {told.row}", "review/see", hall.quarter.id, told.unit, told.row)


def _ask_which(
    turn: Turn, hall: Hall, told: Sequence[Told], place: int, fault: by_word.NotHeardError
) -> None:
    """The words could mean several things of one row, or none: which, before anything is shown."""
    of = told[place]
    form = next(one for one in hall.forms if one.unit.id == of.unit)
    row = next(one for one in form.rows if one.id == of.row)
    each = [
        (to(words.choice(row, values)[:40], "review/by-word/which", n),)
        for n, values in enumerate(fault.choices)
    ]
    see = _see(hall, of, form.unit.short)
    turn.say(Message(text=fault.sentence, buttons=(*each, (see, HOME))))
    choices = [dict(values) for values in fault.choices]
    kept = [{**asdict(one), "mark": ""} for one in told]
    turn.wait(_WAITING, quarter=hall.quarter.id, told=kept, place=place, choices=choices)


@page("review/by-word/which/{n:int}", roles=REVIEWING, draws=("choices",), reads=True)
async def which(turn: Turn, n: int) -> None:
    """One of the things the words could mean."""
    kept = turn.draft
    choices = kept.get("choices", [])
    if turn.conversation.waiting != _WAITING or not 0 <= n < len(choices):
        raise instead(words.over(), DESK)
    told = [_told(one) for one in kept["told"]]
    place = int(kept["place"])
    told[place] = replace(told[place], chosen=choices[n])
    await _show(turn, await hall_of(turn, int(kept["quarter"])), told)


def _reasons(lines: Sequence[words.Line]) -> tuple[str, ...]:
    """The reasons that are offered: none where rows that lack one are decided in several ways."""
    lacking = {one.what for one in lines if not one.reason and one.what != "accept"}
    offered = {
        "cut": tuple(map(per, asks.CUT_REASONS)),
        "award": asks.AWARD_REASONS,
        "return": asks.RETURN_REASONS,
        "reopen": asks.REOPEN_REASONS,
    }
    return offered[lacking.pop()] if len(lacking) == 1 else ()


async def _planned(turn: Turn, hall: Hall, told: Told) -> _Planned | by_word.NotHeardError:
    """What was said, on the row as it is now; or that the words do not say one thing.

    Raises:
        InsteadError: it may not be decided by this reviewer, or not so.
    """
    at, stands = await _case(turn, hall, told)
    try:
        what, values = _values(at, told)
    except by_word.NotHeardError as fault:
        return fault
    own, form, row = claimed(at.form, at.row), at.form, at.row
    before = form.result(row.id).points
    full = {**own, **values}
    after = before if what == "return" else points_of(form, row, own if what == "reopen" else full)
    until = await until_usual(turn)
    decided = ""
    if stands is not None and what != "reopen":
        decided = words.again(item_words.decided_already(row, stands, turn.now))
    said = figures.answers(row, lambda one: full.get(one.name)) if what == "cut" else ""
    line = words.Line(
        form.unit.short, row, what, said, before, after, told.reason,
        say_moment(until, turn.now), decided,
    )  # fmt: skip
    return _Planned(told, at, values, line, stands, until)


async def _case(turn: Turn, hall: Hall, told: Told) -> tuple[Case, Decision | None]:
    """The row as an item, and the decision that stands, if one does."""
    form = next((one for one in hall.forms if one.unit.id == told.unit), None)
    row = next((one for one in form.rows if one.id == told.row), None) if form else None
    if form is None or row is None:
        name = form.unit.short if form else ""
        raise instead(words.no_such_row(name, told.row), DESK)
    refuse_conflict(turn, form)
    refuse_row(turn, hall.remits, form, row)
    item = hall.find(told.unit, told.row)
    if item is not None:
        refuse_spoken(turn, item)
        held = hall.held.get(item.key, turn.somebody.id)
        if held != turn.somebody.id:
            holder = await people.person(turn.db, held)
            raise instead(item_words.held(holder.name if holder else ""), DESK)
        if told.verb == "reopen":
            raise instead(words.nothing_of_mine(), DESK)
        return Case(hall, item), None
    stands = await review.standing(turn.db, form.form.id, row.id)
    if stands is None or stands.decision not in item_words.DECIDED:
        raise await no_longer(turn, hall, told.unit, told.row)
    if hall.quarter.state not in OPEN:
        raise instead(lists.closed_for_good(hall.quarter.state), DESK)
    return Case(hall, Item(form, row, ())), stands


def _values(at: Case, told: Told) -> tuple[str, dict[str, Raw]]:
    """What it is in the end, and the figures that count then."""
    row = at.row
    if told.verb == "return":
        if at.hall.quarter.state not in ("open", "review"):
            raise instead(asks.too_late_to_return(), DESK)
        return "return", {}
    if told.verb == "reopen":
        return "reopen", {}
    if told.verb == "accept":
        if row.award and not at.item.clean:
            raise by_word.NotHeardError(words.to_be_marked(row))
        return "accept", dict(taken_as_said(at.form, row)[0])
    own = claimed(at.form, row)

    def points(values: by_word.Values) -> Any:
        return points_of(at.form, row, {**own, **values})

    if told.chosen is not None:
        values = told.chosen
    elif told.verb == "zero":
        values = by_word.nothing(row)
    else:
        values = by_word.figures(row, own, told.said, points)
    if row.award:
        return "award", values
    refuse_more(at, values)
    return "cut", values


# -- what is typed or pressed then -----------------------------------------------------------------


async def fits(turn: Turn) -> Fit | None:
    """A reason: 理由：缺公章, or any words where one is lacking; a yes is none."""
    said = _reason(turn.text)
    if said != turn.text.strip():
        return Fit(said)
    lacking = any(not one["reason"] for one in turn.draft.get("told", ()))
    agreed = agrees(turn.text) or yes_no(turn.text) is not None or turn.text in _YES
    return Fit("", sure=False) if lacking and not agreed else None


_YES: Final = ("确认", "确定", "就这样", "就这样定")


def _reason(text: str) -> str:
    said = text.strip()
    for word in ("理由", "原因"):
        if said.startswith(word):
            return said.removeprefix(word).lstrip("是写为：:，, ")
    return said


@page(_WAITING, roles=REVIEWING, fits=fits, reads=True)
async def reason(turn: Turn) -> None:
    """A reason was typed: what would be decided, with it, once more."""
    kept, typed = turn.draft, _reason(turn.text)
    if not kept.get("told"):
        raise instead(words.over(), DESK)
    hall = await hall_of(turn, int(kept["quarter"]))
    told = [_told(one) for one in kept["told"]]
    if not is_answer(turn, _WAITING) or await fits(turn) is None:
        await _show(turn, hall, told, words.say_reason())
        return
    if not 2 <= len(typed) <= asks.LONGEST:
        raise instead(asks.reason_too_short(), DESK)
    one_only = len(told) == 1
    told = [
        replace(one, reason=typed) if one.verb != "accept" and (one_only or not one.reason) else one
        for one in told
    ]
    await _show(turn, hall, told)


def _told(kept: dict[str, Any]) -> Told:
    return Told(**{name: value for name, value in kept.items() if name != "mark"})


@page("review/by-word/yes/{n:int}?", roles=REVIEWING, draws=("told",))
async def yes(turn: Turn, n: int = -1) -> None:
    """Decide as it was shown; ``n``: the reason that was pressed."""
    kept = turn.draft
    if not kept.get("told") or turn.conversation.waiting != _WAITING:
        raise instead(words.over(), DESK)
    hall = await hall_of(turn, int(kept["quarter"]))
    told = [_told(one) for one in kept["told"]]
    if turn.incoming.route is None:  # the button's own word, typed
        await _show(turn, hall, told, words.say_reason())
        return
    found = [await _planned(turn, hall, one) for one in told]
    planned = [one for one in found if isinstance(one, _Planned)]
    if len(planned) < len(told):
        await _show(turn, hall, told)  # which figure is meant was not said yet
        return
    if any(one.at.mark != was["mark"] for one, was in zip(planned, kept["told"], strict=True)):
        await _show(turn, hall, told, words.changed())
        return
    offered = _reasons([one.line for one in planned])
    given = offered[n] if 0 <= n < len(offered) else ""
    if any(not (one.told.reason or given) for one in planned if one.line.what != "accept"):
        await _show(turn, hall, told)
        return
    said = [await _decide(turn, one, one.told.reason or given) for one in planned]
    await _leave(turn, planned)
    units = {one.form.unit.id: one.form.unit.short for one in planned}
    ways = [
        to(f"审核 {short}", "review/unit", hall.quarter.id, id_, 1) for id_, short in units.items()
    ]
    turn.say(words.done(said, [*_back(planned), *ways[:3]]))


def _back(planned: Sequence[_Planned]) -> list[Button]:
    """To take back what was just decided, where it is one row."""
    if len(planned) != 1 or planned[0].line.what == "reopen":
        return []
    one = planned[0]
    where = link("review/open", one.form.quarter.id, one.form.unit.id, one.row.id)
    return [Button(label=words.take_back(), route=where)]


async def _leave(turn: Turn, planned: Sequence[_Planned]) -> None:
    """What was decided does not lie on the desk any more."""
    desk = await review.desk(turn.db, turn.somebody.id)
    keys = {one.at.item.key for one in planned}
    if desk is not None and (desk.form_id, desk.row) in keys:
        await review.leave_desk(turn.db, turn.somebody.id)


async def _decide(turn: Turn, one: _Planned, why: str) -> str:
    """Write one decision down; what is said of it."""
    at, short, row = one.at, one.form.unit.short, one.row
    if one.stands is not None:
        await take_up(turn, one.form, row, one.stands, why or one.line.decided)
    if one.line.what == "reopen":
        return words.reopened(short, row)
    if one.stands is not None:
        hall = await hall_of(turn, at.hall.quarter.id)
        item = hall.find(one.form.unit.id, row.id)
        if item is None:
            raise await no_longer(turn, hall, one.form.unit.id, row.id)
        at = Case(hall, item)
    if one.line.what == "return":
        said = await give_back(turn, at, why, one.until)
    else:
        said = await _give(turn, at, one, why)
    await review.settle(turn.db, at.form.form.id, row.id, turn.now)
    return said


async def _give(turn: Turn, at: Case, one: _Planned, why: str) -> str:
    """通过, 核减, 评分: which another may have to mark, too."""
    short, row = at.form.unit.short, at.row
    if one.line.what == "accept":
        values, note = taken_as_said(at.form, row)
        given = await second.give(turn, at.hall, at.item, "accept", values, why or note)
        stands = item_words.accepted(short, row, await brought(turn, at))
        return await second.said(turn, at.hall, at.item, given, stands)
    full = {**claimed(at.form, row), **one.values}
    decision = "accept" if row.award else "cut"
    given = await second.give(turn, at.hall, at.item, decision, full, why)
    if row.award:
        stands = item_words.awarded(short, row, figures.points(one.line.after, row.points))
    else:
        stands = item_words.cut_done(short, row, shown(one.line.before), shown(one.line.after))
    return await second.said(turn, at.hall, at.item, given, stands)
