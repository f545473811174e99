"""退回补正: a row goes back to its unit, with a reason and a day of its own.

Only this row opens again. The unit is told at once; what it hands in comes back to the same
reviewer.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.forms.pages.gates import is_answer
from bot.quarters import plan as quarter_plan
from bot.reminders.rules import rules_of
from bot.review import telling
from bot.review.pages import second
from bot.review.pages.decide import decide
from bot.review.pages.desk import REVIEWING, Case, case, finish
from bot.review.words import asks, item as words, told as told_words
from bot.speech.calendar import DayFault, day, in_china
from bot.speech.workdays import Calendar
from scoring.sentence import if_unanswered
from storage.database import moment
from storage.queries import review

_DAYS = (1, 3, 5)
USUAL = 3
"""Working days a unit has for a supplement, unless the reviewer says otherwise."""
_LONGEST = 200


def working_days_on(start: date, count: int, calendar: Calendar) -> date:
    """The day so many of the office's working days after a day."""
    found = start
    for _ in range(count):
        found = calendar.after(found + timedelta(days=1))
    return found


@page("review/return/{quarter:int}/{unit:int}/{row}/{mark}/{due:int}?", roles=REVIEWING)
async def send_back(turn: Turn, quarter: int, unit: int, row: str, mark: str, due: int = 0) -> None:
    """Why it goes back; until when is proposed and may be changed."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    _may_return(at)
    until, calendar = await until_day(turn, due), (await rules_of(turn)).calendar
    beyond = until > moment(at.hall.quarter.review_until)
    odd = quarter_plan.of_a_day(in_china(until).date(), calendar)
    chosen = _sign(until)
    rows = [(at.button(said, "back", chosen, n),) for n, said in enumerate(asks.RETURN_REASONS)]
    today = in_china(turn.now).date()
    days = [(asks.within(n), working_days_on(today, n, calendar)) for n in _DAYS]
    other = tuple(
        at.button(label, "return", f"{day_:%Y%m%d}")
        for label, day_ in days
        if day_ != in_china(until).date()
    )
    last = (at.button(asks.WITHIN_OTHER, "due"), _back(at))
    turn.say(
        Message(
            title=asks.return_title(at.form.unit.short, at.row),
            text=asks.return_reason(
                until, turn.now, beyond, if_unanswered(at.form.scheme, at.row), odd
            ),
            buttons=(*rows, other, last),
            placeholder="请输入退回原因",
        )
    )
    turn.wait(at.route("back", chosen))


def _back(at: Case) -> Button:
    route = f"review/see/{at.hall.quarter.id}/{at.form.unit.id}/{at.row.id}"
    return Button(label="返回这一项", route=route)


def _may_return(at: Case) -> None:
    """After the announcement nothing is supplemented any more."""
    if at.hall.quarter.state not in ("open", "review"):
        raise instead(asks.too_late_to_return(), _back(at))


def _sign(until: datetime) -> str:
    return f"{in_china(until):%Y%m%d}"


def may_be_due(chosen: date, today: date) -> bool:
    """Whether a row may be supplemented until that day: it is to come, and within a year."""
    return today < chosen <= today + timedelta(days=366)


async def until_day(turn: Turn, due: int) -> datetime:
    """The moment a day ends that was pressed or said; the usual one where it can be none."""
    today = in_china(turn.now).date()
    hour = turn.world.timetable.deadline_hour
    try:
        chosen = datetime.strptime(str(due), "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        chosen = today
    if not may_be_due(chosen, today):
        calendar = (await rules_of(turn)).calendar
        chosen = working_days_on(today, USUAL, calendar)
    return quarter_plan.at(chosen, hour)


@page("review/due/{quarter:int}/{unit:int}/{row}/{mark}", roles=REVIEWING)
async def other_day(turn: Turn, quarter: int, unit: int, row: str, mark: str) -> None:
    """Another day than those proposed."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    route = at.route("due")
    if not (is_answer(turn, route) and turn.text):
        _say_due(turn, at)
        return
    today = in_china(turn.now).date()
    try:
        chosen = day(turn.text, today)
    except DayFault as fault:
        _say_due(turn, at, fault.in_form(turn.text))
        return
    if not may_be_due(chosen, today):
        raise instead(asks.due_passed(), at.button("不改", "return"))
    await turn.visit(at.route("return", f"{chosen:%Y%m%d}"))


def _say_due(turn: Turn, at: Case, unread: str = "") -> None:
    """Another day is asked for; ``unread``: what came was none."""
    turn.say(Message(text=unread + asks.ask_due(), buttons=((at.button("不改", "return"),),)))
    turn.wait(at.route("due"))


@page("review/back/{quarter:int}/{unit:int}/{row}/{mark}/{due:int}/{n:int}?", roles=REVIEWING)
async def sent_back(
    turn: Turn, quarter: int, unit: int, row: str, mark: str, due: int, n: int = -1
) -> None:
    """The reason, pressed or typed: the row goes back and its unit is told at once."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    _may_return(at)
    typed = turn.text if is_answer(turn, at.route("back", due)) else ""
    reason = asks.RETURN_REASONS[n] if 0 <= n < len(asks.RETURN_REASONS) else typed
    if not 2 <= len(reason) <= _LONGEST:
        raise instead(asks.reason_too_short(), _back(at))
    first = await give_back(turn, at, reason, await until_day(turn, due))
    await finish(turn, at, first)


async def give_back(turn: Turn, at: Case, reason: str, until: datetime) -> str:
    """The row goes back to its unit, which is told at once; what is said of it."""
    await second.sent_back(turn, at.item)
    await decide(turn, at.form, at.row, "return", {}, reason, until)
    decision = await review.standing(turn.db, at.form.form.id, at.row.id)
    message = told_words.returned(at.form, at.row, reason, until, turn.now)
    key = f"returned:{decision.id if decision else turn.inbox_id}"
    told = await telling.post_to_unit(turn.db, at.form, message, key, turn.now, turn.inbox_id)
    short = at.form.unit.short
    if told:
        return words.returned(short, at.row, until, turn.now)
    return words.returned_unheard(short, at.row)
