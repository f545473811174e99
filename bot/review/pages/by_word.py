"""A decision said in one sentence: shown with old and new points, decided by one tap.

Typed words never decide: they give a reason, and it is shown again. Whatever the reviewer may not
decide on, or what has changed since it was shown, is refused as everywhere in the review.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.pages import Fit, page
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.pages.gates import is_answer
from bot.questions.slots import reason_of
from bot.review import by_word
from bot.review.due_said import due_said, without_due
from bot.review.pages.desk import (
    DESK,
    REVIEWING,
    Hall,
    hall_of,
)
from bot.review.pages.planned import Planned, Told, decide, plan
from bot.review.pages.send_back import may_be_due
from bot.review.words import asks, by_word as words, item as item_words, lists
from bot.speech.calendar import in_china
from bot.speech.periodic import per
from storage.queries import quarters, review
from storage.queries.quarters import Quarter

WAITING: Final = "review/by-word"
"""The form that waits below a decision that is shown."""
_STATES: Final = ("review", "open", "announced")


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


async def show(turn: Turn, told: Sequence[Told], first: str = "") -> None:
    """What would be decided, kept until it is decided by a tap or something else is begun."""
    quarter = await reviewed_now(turn)
    if quarter is None:
        raise instead(lists.none().text, HOME)
    told, passed = _with_days(turn, told)
    lead = first or (asks.due_passed() if passed else "")
    await _show(turn, await _hall(turn, quarter.id, told), told, lead)


def _with_days(turn: Turn, told: Sequence[Told]) -> tuple[list[Told], bool]:
    """The day that is said with a reason is none of the reason; whether one cannot be kept."""
    today, found, passed = in_china(turn.now).date(), list[Told](), False
    for one in told:
        reason, due = without_due(one.reason, today) if one.verb == "return" else ("", None)
        if due is None:
            found.append(one)
            continue
        kept = may_be_due(due, today)
        passed |= not kept
        day = int(f"{due:%Y%m%d}") if kept else one.due
        found.append(replace(one, reason=reason, due=day))
    return found, passed


async def _hall(turn: Turn, quarter: int, told: Sequence[Told]) -> Hall:
    """The part of the review that was spoken of: what others wait for is not looked at."""
    return await hall_of(turn, quarter, *dict.fromkeys(one.unit for one in told))


async def _show(turn: Turn, hall: Hall, told: Sequence[Told], first: str = "") -> None:
    planned, left, kept_out = [], list(told), list[str]()
    for one in told:
        try:
            found = await plan(turn, hall, one)
        except InsteadError as refused:
            if len(left) == 1:
                raise
            left.remove(one)
            kept_out.append(refused.message.text)
            continue
        if isinstance(found, by_word.NotHeardError):
            _ask_which(turn, hall, left, left.index(one), found)
            return
        planned.append(found)
    if kept_out:
        first = "\n".join(filter(None, (first, words.left_out(kept_out))))
    lines = [one.line for one in planned]
    see = [_see(hall, one.told, one.form.unit.short) for one in planned]
    message = words.shown(lines, _reasons(lines), see)
    if first:
        message = message.model_copy(update={"text": f"{first}\n{message.text}"})
    if first == words.say_reason():  # nothing was changed: what decides is not the first to press
        message = message.model_copy(update={"buttons": message.buttons[::-1]})
    turn.say(message)
    kept = [{**asdict(one.told), "mark": one.at.mark} for one in planned]
    turn.wait(WAITING, quarter=hall.quarter.id, told=kept)


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
    turn.wait(WAITING, quarter=hall.quarter.id, told=kept, place=place, choices=choices)


@page("review/by-word/which/{n:int}", roles=REVIEWING, draws=("choices",), reads=True)
async def which(turn: Turn, n: int) -> None:
    """One of the things the words could mean."""
    kept = turn.draft
    choices = kept.get("choices", [])
    if turn.conversation.waiting != WAITING or not 0 <= n < len(choices):
        raise instead(words.over(), DESK)
    told = [told_of(one) for one in kept["told"]]
    place = int(kept["place"])
    told[place] = replace(told[place], chosen=choices[n])
    await _show(turn, await _hall(turn, int(kept["quarter"]), told), told)


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


# -- what is typed or pressed then -----------------------------------------------------------------


async def fits(turn: Turn) -> Fit | None:
    """A reason: 理由：缺公章, or any words where one lacks; 20号之前补: a day; a yes is none."""
    if _due(turn) is not None:
        return Fit(turn.text)
    said = reason_of(turn.text)
    if said != turn.text.strip():
        return Fit(said)
    lacking = any(not one["reason"] for one in turn.draft.get("told", ()))
    return Fit("", sure=False) if lacking else None


def _due(turn: Turn) -> date | None:
    """Until when rows that go back are supplemented, where that is said of them."""
    told = turn.draft.get("told", ())
    if not told or any(one["verb"] != "return" for one in told):
        return None
    return due_said(turn.text, in_china(turn.now).date())


@page(WAITING, roles=REVIEWING, fits=fits, reads=True)
async def reason(turn: Turn) -> None:
    """A reason was typed: what would be decided, with it, once more."""
    kept, typed = turn.draft, reason_of(turn.text)
    if not kept.get("told"):
        raise instead(words.over(), DESK)
    told = [told_of(one) for one in kept["told"]]
    hall = await _hall(turn, int(kept["quarter"]), told)
    if not is_answer(turn, WAITING) or await fits(turn) is None:
        await _show(turn, hall, told, words.say_reason())
        return
    if due := _due(turn):
        if not may_be_due(due, in_china(turn.now).date()):
            await _show(turn, hall, told, asks.due_passed())
            return
        await _show(turn, hall, [replace(one, due=int(f"{due:%Y%m%d}")) for one in told])
        return
    if not 2 <= len(typed) <= asks.LONGEST:
        raise instead(asks.reason_too_short(), DESK)
    one_only = len(told) == 1
    told = [
        replace(one, reason=typed) if one.verb != "accept" and (one_only or not one.reason) else one
        for one in told
    ]
    told, passed = _with_days(turn, told)
    await _show(turn, hall, told, asks.due_passed() if passed else "")


def told_of(kept: dict[str, Any]) -> Told:
    """What was said of a row, as the draft keeps it."""
    return Told(**{name: value for name, value in kept.items() if name != "mark"})


@page("review/by-word/yes/{n:int}?", roles=REVIEWING, draws=("told",))
async def yes(turn: Turn, n: int = -1) -> None:
    """Decide as it was shown; ``n``: the reason that was pressed."""
    kept = turn.draft
    if not kept.get("told") or turn.conversation.waiting != WAITING:
        raise instead(words.over(), DESK)
    told = [told_of(one) for one in kept["told"]]
    hall = await _hall(turn, int(kept["quarter"]), told)
    if turn.incoming.route is None:  # the button's own word, typed
        await _show(turn, hall, told, words.say_reason())
        return
    found = [await plan(turn, hall, one) for one in told]
    planned = [one for one in found if isinstance(one, Planned)]
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
    said = [await decide(turn, one, one.told.reason or given) for one in planned]
    await _leave(turn, planned)
    units = {one.form.unit.id: one.form.unit.short for one in planned}
    ways = [
        to(f"审核 {short}", "review/unit", hall.quarter.id, id_, 1) for id_, short in units.items()
    ]
    turn.say(words.done(said, [*_back(planned), *ways[:3]]))


def _back(planned: Sequence[Planned]) -> list[Button]:
    """To take back what was just decided, where it is one row."""
    if len(planned) != 1 or planned[0].line.what == "reopen":
        return []
    one = planned[0]
    where = link("review/open", one.form.quarter.id, one.form.unit.id, one.row.id)
    return [Button(label=words.take_back(), route=where)]


async def _leave(turn: Turn, planned: Sequence[Planned]) -> None:
    """What was decided does not lie on the desk any more."""
    desk = await review.desk(turn.db, turn.somebody.id)
    keys = {one.at.item.key for one in planned}
    if desk is not None and (desk.form_id, desk.row) in keys:
        await review.leave_desk(turn.db, turn.somebody.id)
