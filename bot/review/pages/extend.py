"""延期: one unit, or all that have not handed in, may report later, for a reason they read.

One decision: it moves a unit's own deadline, and with it lateness of work reports, reminders and
what may be filled in. It may be granted before and after the quarter's deadline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.pages import Fit, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.alive import current_quarter
from bot.forms.form import UnitForm
from bot.forms.loading import load, load_quarter
from bot.forms.pages import twice
from bot.forms.pages.gates import is_answer
from bot.forms.pages.office import none_yet, quarter_of
from bot.forms.roster import roster_of
from bot.people.telling import tell_office
from bot.quarters import plan as quarter_plan
from bot.questions.slots import reason_of
from bot.questions.typed import alone
from bot.reminders.rules import rules_of
from bot.review import telling
from bot.review.pages.close import oldest_open
from bot.review.pages.send_back import working_days_on
from bot.review.put_off import Whom, day_or_days, day_said, kept_units, left_of, way_back
from bot.review.queue import conflicted
from bot.review.words import extend as words
from bot.speech import quarters as quarter_words
from bot.speech.calendar import DayFault, in_china
from storage.database import moment, stamp
from storage.queries import extensions, quarters
from storage.queries.quarters import Quarter

_STATES = ("open", "review")
_DAYS = (1, 3, 5)
_LONGEST = 100
_AS_TYPED = 99
_A_YEAR = 366
"""The reason that was typed with the day, once its warnings were seen."""
_EVERYBODY = re.compile(r"(?:全部|所有|全体|各)(?:没提交的|未提交的)?(?:单位)?[\s:：]*")


@page("extend", roles=("admin",), words=alone("extend"), opens=("延期",))
async def extend(turn: Turn) -> None:
    """延期 alone: which unit. 延期 教育局 1月8日 原因: all of it shown at once."""
    quarter = await oldest_open(turn.db) or await current_quarter(turn.db, turn.now)
    if quarter is None:
        raise none_yet(turn)
    if turn.rest:
        await _typed(turn, quarter, turn.rest)
        return
    await turn.visit(link("extend", quarter.id, "list", 1))


async def _typed(turn: Turn, quarter: Quarter, text: str) -> None:
    """A unit or 全部, then a day, then a reason; what is missing is asked for."""
    whole = _EVERYBODY.match(text)
    if whole:
        unit, rest = 0, text[whole.end() :]
    else:
        found = (await roster_of(turn.db)).find_in(text)
        named = found[0].found.unit if found else None
        if named is None:
            raise instead(words.not_understood(), HOME)
        unit, rest = named.id, text[: found[0].start] + " " + text[found[0].end :]
    said, _, reason = rest.strip().partition(" ")
    said = re.sub(r"^(?:延期)?(?:到|至)", "", said)
    route = Whom(unit).route(quarter.id)
    if not said:
        await turn.visit(route)
        return
    forms = await _forms(turn, quarter.id, Whom(unit))
    try:
        chosen = day_said(turn, forms, said)
    except DayFault as fault:
        raise instead(fault.sentence, HOME) from fault
    until = _until(turn, forms, chosen)
    route = link(route, f"{chosen:%Y%m%d}")
    if not reason.strip():
        await turn.visit(route)
        return
    warnings = await _warnings(turn, forms, until)
    way = words.sure if await _doubtful(turn, forms, until) else words.yes
    sure = Button(label=way(until, turn.now), route=link(route, _AS_TYPED))
    of = _named(forms, Whom(unit)), _quarter(forms)
    turn.say(words.confirm(*of, until, turn.now, reason.strip(), warnings, sure))
    turn.wait(route, reason=reason.strip(), of=route)


@page("extend/{quarter:int}/list/{number:int}", roles=("admin",), reads=True)
async def choose(turn: Turn, quarter: int, number: int) -> None:
    """Units that have not handed in."""
    found = await quarter_of(turn, quarter)
    _must_take_reports(found)
    forms = [one for one in await load_quarter(turn.db, found) if one.form.state != "submitted"]
    lines = [(one.unit.id, one.unit.short, _said(turn, one)) for one in forms]
    turn.say(words.which_unit(quarter, leaf(lines, number, 9)))


def _said(turn: Turn, form: UnitForm) -> str:
    until = form.form.extended_to
    return words.until_in_list(moment(until) if until else None, turn.now)


async def fits_day(turn: Turn, quarter: int, unit: int = 0, number: int = 0) -> Fit | None:
    """A day, or so many days more."""
    try:
        chosen = day_said(turn, await _forms(turn, quarter, Whom(unit, number)), turn.text)
    except (InsteadError, DayFault):
        return None
    return Fit(words.day_chosen(chosen))


@page("extend/{quarter:int}/all", roles=("admin",), fits=fits_day, reads=True)
async def until_when_all(turn: Turn, quarter: int) -> None:
    """Which day, for everybody who has not handed in."""
    await _ask_day(turn, quarter, Whom())


@page("extend/{quarter:int}/of/{number:int}", roles=("admin",), fits=fits_day, reads=True)
async def until_when_of(turn: Turn, quarter: int, number: int) -> None:
    """Which day, for those of a list who have not handed in."""
    await _ask_day(turn, quarter, Whom(kept=number))


@page("extend/{quarter:int}/{unit:int}", roles=("admin",), fits=fits_day, reads=True)
async def until_when(turn: Turn, quarter: int, unit: int) -> None:
    """Which day."""
    await _ask_day(turn, quarter, Whom(unit))


async def _ask_day(turn: Turn, quarter: int, whom: Whom) -> None:
    forms, route = await _forms(turn, quarter, whom), whom.route(quarter)
    if not (is_answer(turn, route) and turn.text):
        await _say_day(turn, quarter, whom)
        return
    try:
        chosen = day_said(turn, forms, turn.text)
    except DayFault as fault:
        await _say_day(turn, quarter, whom, fault.in_form(turn.text))
        return
    _until(turn, forms, chosen)
    await turn.visit(link(route, f"{chosen:%Y%m%d}"))


async def _say_day(turn: Turn, quarter: int, whom: Whom, unread: str = "") -> None:
    """Until when; ``unread``: what came was no day, or may be one of two."""
    forms, route = await _forms(turn, quarter, whom), whom.route(quarter)
    deadline = max(form.deadline for form in forms)
    start = max(in_china(deadline).date(), in_china(turn.now).date())
    calendar = (await rules_of(turn)).calendar
    days = [working_days_on(start, count, calendar) for count in _DAYS]
    if unread and (either := day_or_days(turn, forms, turn.text)):
        days, unread = either, words.days_or_day(turn.text)
    asked = words.ask_day(route, _quarter(forms), _named(forms, whom), deadline, days, turn.now)
    turn.say(words.still_asked(asked, unread) if unread else asked)
    turn.wait(route)


@page(
    "extend/{quarter:int}/all/{day_:int}/{n:int}?", roles=("admin",), draws=("reason", twice.TWICE)
)
async def because_all(turn: Turn, quarter: int, day_: int, n: int = -1) -> None:
    """Why, for everybody."""
    await _ask_why(turn, quarter, Whom(), day_, n)


@page(
    "extend/{quarter:int}/of/{number:int}/{day_:int}/{n:int}?",
    roles=("admin",),
    draws=("reason", twice.TWICE),
)
async def because_of(turn: Turn, quarter: int, number: int, day_: int, n: int = -1) -> None:
    """Why, for those of a list."""
    await _ask_why(turn, quarter, Whom(kept=number), day_, n)


@page(
    "extend/{quarter:int}/{unit:int}/{day_:int}/{n:int}?",
    roles=("admin",),
    draws=("reason", twice.TWICE),
)
async def because(turn: Turn, quarter: int, unit: int, day_: int, n: int = -1) -> None:
    """Why; then it is granted."""
    await _ask_why(turn, quarter, Whom(unit), day_, n)


async def _ask_why(turn: Turn, quarter: int, whom: Whom, day_: int, n: int) -> None:
    forms = await _forms(turn, quarter, whom)
    try:
        chosen = datetime.strptime(str(day_), "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError as fault:
        raise instead(words.not_understood(), HOME) from fault
    until = _until(turn, forms, chosen)
    route = link(whom.route(quarter), day_)
    if is_answer(turn, route) and twice.asks(turn, "reason", 2, _LONGEST):
        return
    typed = reason_of(turn.text) if is_answer(turn, route) else ""
    reason = words.REASONS[n] if 0 <= n < len(words.REASONS) else ""
    if n == _AS_TYPED and turn.draft.get("of") == route:
        reason = str(turn.draft["reason"])
    if reason:
        await _grant(turn, whom, forms, until, reason)
        return
    warnings = await _warnings(turn, forms, until)
    if typed and day_or_days(turn, forms, typed):
        await _say_day(turn, quarter, whom, typed)
        return
    if typed:
        _fitting(typed)
        sure = Button(label=words.yes(until, turn.now), route=link(route, _AS_TYPED))
        of = _named(forms, whom), _quarter(forms)
        warnings += await left_of(turn, whom, forms)
        turn.say(words.confirm(*of, until, turn.now, typed, warnings, sure))
        turn.wait(route, reason=typed, of=route)
        return
    named = _named(forms, whom)
    turn.say(
        words.ask_reason(route, named, until, turn.now, warnings, await left_of(turn, whom, forms))
    )
    turn.wait(route)


async def _doubtful(turn: Turn, forms: Sequence[UnitForm], until: datetime) -> bool:
    """Whether the day wants a second look before it is granted: of rest, too late, or sooner."""
    works = (await rules_of(turn)).calendar.works(in_china(until).date())
    sooner = len(forms) == 1 and until < forms[0].deadline
    return not works or sooner or until > moment(forms[0].quarter.review_until)


async def _warnings(turn: Turn, forms: Sequence[UnitForm], until: datetime) -> list[str]:
    """What is to be known of a day before it is granted: after the review, a feast, unannounced."""
    late = until > moment(forms[0].quarter.review_until)
    warnings = [words.beyond_review()] if late else []
    if len(forms) == 1 and until < forms[0].deadline:
        warnings.append(words.sooner(forms[0].deadline, turn.now))
    calendar = (await rules_of(turn)).calendar
    return warnings + quarter_plan.of_a_day(in_china(until).date(), calendar)


def _quarter(forms: Sequence[UnitForm]) -> str:
    return quarter_words.name(forms[0].quarter.year, forms[0].quarter.number)


def _named(forms: Sequence[UnitForm], whom: Whom) -> str:
    if whom.kept or len(forms) == 1:
        return words.several([form.unit.short for form in forms])
    return words.everybody(len(forms))


def _until(turn: Turn, forms: Sequence[UnitForm], chosen: date) -> datetime:
    """The moment the chosen day ends; later than now and than what holds for somebody of them.

    What one unit was given may be made less: later than the quarter's own deadline is enough.
    """
    until = quarter_plan.at(chosen, turn.world.timetable.deadline_hour)
    earliest = min(form.deadline for form in forms)
    if len(forms) == 1 and until != earliest:
        earliest = min(earliest, forms[0].quarter.deadline)
    if until <= max(earliest, turn.now):
        raise instead(words.not_later(earliest, turn.now), HOME)
    if until > forms[0].quarter.deadline + timedelta(days=_A_YEAR):
        raise instead(words.too_far(), HOME)
    return until


def _must_take_reports(quarter: Quarter) -> None:
    if quarter.state not in _STATES:
        name = quarter_words.name(quarter.year, quarter.number)
        state = quarter_words.STATES.get(quarter.state, quarter.state)
        raise instead(words.over(name, state), HOME)


async def _forms(turn: Turn, quarter_id: int, whom: Whom) -> list[UnitForm]:
    """The forms whose deadline may be moved by this admin; of several those not handed in."""
    if not whom.unit:
        quarter = await quarter_of(turn, quarter_id)
        _must_take_reports(quarter)
        among = await kept_units(turn, whom.kept) if whom.kept else None
        every = await load_quarter(turn.db, quarter)
        late = [
            one
            for one in every
            if one.form.state != "submitted" and (among is None or one.unit.id in among)
        ]
        found = [one for one in late if not _own(turn, one)]
        if not found:
            all_in = words.all_handed_in() if among is None else words.all_of_them_handed_in()
            raise instead(words.own_unit(late[0].unit.short) if late else all_in, HOME)
        return found
    form = await load(turn.db, quarter_id, whom.unit)
    if form is None:
        raise instead(words.no_such_unit(), HOME)
    _must_take_reports(form.quarter)
    if _own(turn, form):
        raise instead(words.own_unit(form.unit.short), HOME)
    if form.form.state == "submitted":
        raise instead(words.handed_in(form.unit.short), HOME)
    return [form]


def _own(turn: Turn, form: UnitForm) -> bool:
    """Nobody grants the own unit more time, nor one whose report went through the own hands."""
    return conflicted(form, turn.somebody.id, turn.units)


async def _grant(
    turn: Turn,
    whom: Whom,
    forms: Sequence[UnitForm],
    until: datetime,
    reason: str,
    warnings: Sequence[str] = (),
) -> None:
    """One decision: for one unit, or for all whose own deadline is earlier.

    ``warnings``: what the admin has not been told of the day yet.
    """
    _fitting(reason)
    quarter, me = forms[0].quarter, turn.somebody
    moved = list(forms) if len(forms) == 1 else [form for form in forms if form.deadline < until]
    some = whom.kept or len(forms) == 1
    for only in [form.unit.id for form in moved] if some else [None]:
        await extensions.add(turn.db, quarter.id, only, until, reason, me.id, turn.now)
    unheard = [form.unit.short for form in moved if not await _move(turn, form, until, reason)]
    named = _named(moved, whom)
    own = await _left_out(turn, quarter) if len(forms) > 1 and not whom.kept else ()
    back = await way_back(turn, quarter.id, moved)
    said = words.done(back, quarter.id, _quarter(forms), named, until, turn.now, unheard)
    turn.say(words.with_more(said, own, warnings))
    line = words.told_office(me.name, named, _quarter(forms), until, reason, turn.now)
    await tell_office(turn, Message(text=line))


def _fitting(reason: str) -> None:
    if not 2 <= len(reason) <= _LONGEST:
        raise instead(words.reason_needed(), HOME)


async def _left_out(turn: Turn, quarter: Quarter) -> tuple[str, ...]:
    """Units that have not handed in and that somebody else must see to."""
    late = [one for one in await load_quarter(turn.db, quarter) if one.form.state != "submitted"]
    return tuple(one.unit.short for one in late if _own(turn, one))


async def _move(turn: Turn, form: UnitForm, until: datetime, reason: str) -> int:
    """Move one unit's deadline, write it down, tell its liaisons; how many there are."""
    await quarters.extend(turn.db, form.form.id, until, reason)
    about, before = f"deadline/{form.form.id}", stamp(form.deadline)
    await turn.record(form.unit.id, "deadline.extend", about, before, stamp(until), reason)
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    at = (form.quarter.id, form.unit.id)
    message = words.told_unit(*at, form.unit.short, name, until, reason, turn.now)
    key = f"extended:{form.form.id}:{stamp(until)}:{turn.inbox_id}"
    return await telling.post_to_unit(turn.db, form, message, key, turn.now, turn.inbox_id)
