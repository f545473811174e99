"""放假安排: the office pastes the State Council's notice; it is read, shown, confirmed and kept.

From then on dates, extensions and reminders reckon with it (``bot.reminders.rules``); dates of
living quarters that it puts on a day off move to the next working day, and whoever is concerned is
told. The text that was shown waits with the settings of the database: what is confirmed is what
was shown.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta

from bot.corridor.buttons import HOME
from bot.corridor.door import Reminding
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.quarters import announced
from bot.quarters.announced import LIVING, Moved
from bot.quarters.plan import at
from bot.quarters.words import holidays as words
from bot.questions.typed import alone
from bot.reminders.rules import announced as kept_notice, keep, rules_of
from bot.speech import holidays
from bot.speech.calendar import in_china
from bot.speech.holidays import Notice
from bot.speech.workdays import Announced, Calendar
from storage.database import stamp
from storage.queries import corridor, people, quarters

_READ = "holidays-read"
"""The setting under which a notice that was shown waits for its confirmation."""


@page("holidays", roles=("admin",), words=alone("holidays"), reads=True)
async def known(turn: Turn) -> None:
    """What is known of this year and the next, and how more is told."""
    this = in_china(turn.now).date().year
    calendar = (await rules_of(turn)).calendar
    years = (this, this + 1)
    told = [one for one in years if await kept_notice(turn.db, one) is not None]
    sure = [one for one in years if one not in told and calendar.knows(date(one, 7, 1))]
    turn.say(words.how(sure, told, [one for one in years if one not in (*told, *sure)]))


@page("holidays/read", roles=("admin",))
async def read(turn: Turn) -> None:
    """The notice at hand: read and shown."""
    notice = _notice(turn.text)
    mark = hashlib.sha256(turn.text.encode()).hexdigest()[:12]
    waiting = json.dumps({"mark": mark, "text": turn.text}, ensure_ascii=False)
    await corridor.set_setting(turn.db, _READ, waiting)
    before, after, _ = await _rules(turn, notice)
    moves = await _moves(turn, before, after)
    days = (_worked(notice.year, after.calendar), _worked(notice.year, before.calendar))
    today = in_china(turn.now).date()
    turn.say(words.ask(notice, moves, days, link("holidays", "keep", mark), today))


@page("holidays/keep/{mark}", roles=("admin",))
async def confirm(turn: Turn, mark: str) -> None:
    """It counts: kept, dates moved, told."""
    waiting = await corridor.setting(turn.db, _READ)
    said = json.loads(waiting) if waiting else {}
    if said.get("mark") != mark:
        raise instead(words.overtaken(), HOME)
    notice = _notice(said["text"])
    before, after, new = await _rules(turn, notice)
    moves = await _moves(turn, before, after)
    await keep(turn.db, new)
    await corridor.drop_setting(turn.db, _READ)
    days = {"off": words.as_kept(notice.off), "on": words.as_kept(notice.on)}
    await turn.record(None, "holidays.keep", f"holidays/{notice.year}", None, days)
    told: set[int] = set()
    for one in moves:
        await _move(turn, one, words.reason(notice.year))
        told |= await _tell(turn, one)
    message = words.kept(notice, moves, len(told), in_china(turn.now).date())
    turn.say(message)
    if turn.group is None:
        await turn.tell_office(message)


def _notice(text: str) -> Notice:
    notice = holidays.read(text)
    if notice is None:
        raise instead(words.no_year(), HOME)
    if notice.faults:
        raise instead(words.faults(notice), HOME)
    return notice


async def _rules(turn: Turn, notice: Notice) -> tuple[Reminding, Reminding, Announced]:
    """The rules without and with this notice, and what would be kept of it."""
    before = await rules_of(turn)
    new = notice.announced(await _of_year(turn, notice.year, before.calendar))
    after = replace(before, calendar=before.calendar.with_announced([new]))
    return before, after, new


async def _of_year(turn: Turn, year: int, calendar: Calendar) -> Announced:
    """What was reckoned with in a year so far, for a notice that speaks of some feasts only."""
    if (kept := await kept_notice(turn.db, year)) is not None:
        return kept
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    off = frozenset(day for day in days if day.weekday() < 5 and not calendar.works(day))
    on = frozenset(day for day in days if day.weekday() > 4 and calendar.works(day))
    return Announced(year, off, on)


async def _moves(turn: Turn, before: Reminding, after: Reminding) -> list[Moved]:
    found = []
    for quarter in reversed(await quarters.everyone(turn.db)):
        if quarter.state in LIVING:
            forms = await quarters.forms(turn.db, quarter.id)
            found.append(announced.moved(quarter, forms, before, after, turn.now))
    return [one for one in found if one]


def _worked(year: int, calendar: Calendar) -> int:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return sum(calendar.works(day) for day in days if day.year == year)


async def _move(turn: Turn, one: Moved, why: str) -> None:
    """Write down the new dates of a quarter and of extended forms."""
    hour = turn.world.timetable.deadline_hour
    if one.days:
        before = {key: both[0].isoformat() for key, both in one.days.items()}
        after = {key: both[1].isoformat() for key, both in one.days.items()}
        dates = one.dates(hour)
        await quarters.set_dates(turn.db, one.quarter.id, dates)
        if "opens" in one.days:
            await quarters.set_opens(turn.db, one.quarter.id, dates.opens)
        about = f"quarter/{one.quarter.id}"
        await turn.record(None, "quarter.dates", about, before, after, why)
    for form, day in one.forms:
        until = stamp(at(day, hour))
        await quarters.extend(turn.db, form.id, at(day, hour), form.extension_reason)
        subject = f"deadline/{form.id}"
        await turn.record(form.unit_id, "deadline.extend", subject, form.extended_to, until, why)


async def _tell(turn: Turn, one: Moved) -> set[int]:
    """Liaisons of units that report now; who was told."""
    today, told = in_china(turn.now).date(), set()
    extended = {form.unit_id: day for form, day in one.forms}
    forms = {form.unit_id: form for form in await quarters.forms(turn.db, one.quarter.id)}
    for grant in await people.with_role(turn.db, "liaison"):
        form = forms.get(grant.unit_id or 0)
        if form is None or form.state == "submitted":
            continue
        if form.unit_id in extended:
            message = words.to_extended(one, extended[form.unit_id], today)
        elif one.reporting and not form.extended_to:
            message = words.to_unit(one, today)
        else:
            continue
        key = f"holidays:{one.quarter.id}:{form.id}:{turn.inbox_id}"
        if await turn.tell(grant.person_id, message, key):
            told.add(grant.person_id)
    return told
