"""开期: the admin opens a quarter with its dates, the schemes in force and a form for each unit.

The dates that are being settled travel in the route (``bot.quarter_plan``): what is confirmed is
what the message showed. Moving a planned quarter to open on its day is the heartbeat's work.
"""

from __future__ import annotations

from bot import quarter_plan
from bot.events import Button
from bot.pages.units import groups_of
from bot.quarter_plan import Plan, last_day
from bot.turn import Turn, instead, link, page
from bot.words import open_quarter as words
from bot.words import quarter as quarter_words
from bot.words.calendar import DayFault, Quarter, day, find_quarter, in_china, quarter_of
from scoring.scheme import Scheme
from storage.database import stamp
from storage.queries import people, quarters, units
from storage.queries.quarters import Dates, KeptScheme
from storage.queries.units import Unit

_YEARS_AWAY = 2
LIST = Button(label="单位名单", route="units")


@page("open", roles=("admin",), words=("开期",), opens=("开期",))
async def choose(turn: Turn) -> None:
    """开期 alone, or with a quarter behind it."""
    today = in_china(turn.now).date()
    known = await quarters.everyone(turn.db)
    if turn.rest:
        found = find_quarter(turn.rest, today, ahead=True)
        if found is None:
            raise instead(words.not_understood(), words.HOME)
        await turn.visit(link("open", *found.quarter))
        return
    taken = {(one.year, one.number) for one in known}
    now = quarter_of(today)
    near = [quarter_plan.beside(now, -1), now, quarter_plan.beside(now, 1)]
    free = sorted((one for one in near if one not in taken), key=lambda one: (one != now, one))
    running = [
        (quarter_words.name(one.year, one.number), quarter_words.STATES.get(one.state, one.state))
        for one in known[:2]
    ]
    turn.say(words.choose(free, running))


@page("open/{year:int}/{number:int}/{days}?", roles=("admin",))
async def show(turn: Turn, year: int, number: int, days: str = "") -> None:
    """The plan: dates proposed, or those that were settled so far."""
    await _refuse_or_none(turn, (year, number))
    await _say(turn, _read(turn, (year, number), days))


@page("open/{year:int}/{number:int}/{days}/set/{key}", roles=("admin",))
async def ask(turn: Turn, year: int, number: int, days: str, key: str) -> None:
    """改: which day instead."""
    plan = _read(turn, (year, number), days)
    if key not in words.DATES:
        raise instead(words.not_understood(), words.HOME)
    turn.say(words.ask_date(key, plan.dates[key], plan.route, in_china(turn.now).date()))
    turn.wait(f"{plan.route}/put/{key}")


@page("open/{year:int}/{number:int}/{days}/put/{key}", roles=("admin",))
async def put(turn: Turn, year: int, number: int, days: str, key: str) -> None:
    """The new day."""
    plan = _read(turn, (year, number), days)
    if key not in words.DATES:
        raise instead(words.not_understood(), words.HOME)
    today, hour = in_china(turn.now).date(), turn.world.timetable.deadline_hour
    try:
        chosen = day(turn.text, today)
    except DayFault as fault:
        raise instead(fault.sentence) from fault
    plan = quarter_plan.moved(plan, key, chosen)
    if fault_text := quarter_plan.fault(plan, hour, turn.now):
        raise instead(fault_text)
    await _say(turn, plan)


@page("open/{year:int}/{number:int}/{days}/yes", roles=("admin",))
async def confirm(turn: Turn, year: int, number: int, days: str) -> None:
    """Open it, or plan it for its day; tell everybody."""
    quarter = (year, number)
    taking_part, schemes = await _refuse_or_none(turn, quarter)
    plan = _read(turn, quarter, days)
    today, hour = in_china(turn.now).date(), turn.world.timetable.deadline_hour
    if fault_text := quarter_plan.fault(plan, hour, turn.now):
        raise instead(fault_text, Button(label="重新看日期", route=link("open", *quarter)))
    state = "open" if plan.opens <= today else "planned"
    dates = quarter_plan.moments(plan, hour)
    made = await quarters.add(turn.db, year, number, state, dates, turn.now)
    for scheme in schemes:
        kept = KeptScheme(scheme.group, scheme.name, scheme.digest, scheme.text)
        await quarters.add_scheme(turn.db, made, kept)
    for unit in taking_part:
        await quarters.add_form(turn.db, made, unit.id, unit.group)
    after = {
        "state": state,
        "opens": plan.opens.isoformat(),
        "deadline": stamp(dates.deadline),
        "units": len(taking_part),
        "schemes": {scheme.group: scheme.digest for scheme in schemes},
    }
    await turn.record(None, "quarter.open", f"quarter/{made}", None, after)
    if state == "planned":
        turn.say(words.planned(quarter, plan.opens, len(taking_part), today))
        return
    await _announce(turn, made, quarter, dates, {unit.id for unit in taking_part})


async def _announce(
    turn: Turn, made: int, quarter: Quarter, dates: Dates, taking_part: set[int]
) -> None:
    message = quarter_words.opened(*quarter, dates.deadline, turn.now)
    bound, told = set(), set()
    for grant in await people.with_role(turn.db, "liaison"):
        if grant.unit_id in taking_part:
            bound.add(grant.unit_id)
            if await turn.tell(grant.person_id, message, f"opened:{made}"):
                told.add(grant.person_id)
    turn.say(words.opened(quarter, len(taking_part), len(told), len(taking_part - bound)))
    if turn.group is None:
        await turn.tell_office(message, f"opened:{made}")


async def _refuse_or_none(turn: Turn, quarter: Quarter) -> tuple[list[Unit], list[Scheme]]:
    """The units that take part and the schemes; or a sentence why the quarter cannot open."""
    today = in_china(turn.now).date()
    if not 1 <= quarter[1] <= 4 or abs(quarter[0] - today.year) > _YEARS_AWAY:
        raise instead(words.not_understood(), words.HOME)
    found = await quarters.by_number(turn.db, *quarter)
    if found is not None:
        state = quarter_words.STATES.get(found.state, found.state)
        raise instead(words.exists(quarter, state), Button(label="看进度", route="progress"))
    taking_part = [one for one in await units.everyone(turn.db) if one.active]
    if not taking_part:
        add = Button(label="导入名单", route="units/import")
        raise instead(words.no_units(), add, words.HOME)
    schemes = {scheme.group: scheme for scheme in turn.world.schemes}
    for group in groups_of(turn, taking_part):
        if group not in schemes:
            count = sum(one.group == group for one in taking_part)
            raise instead(words.no_scheme(group, count), LIST)
        if schemes[group].in_force > last_day(quarter):
            since = schemes[group].in_force
            raise instead(words.not_in_force(schemes[group].title, since), words.HOME)
    return taking_part, list(schemes.values())


def _read(turn: Turn, quarter: Quarter, days: str) -> Plan:
    """The plan a route carries, else the timetable's proposal."""
    today = in_china(turn.now).date()
    found = quarter_plan.read(quarter, days)
    return found or quarter_plan.proposed(quarter, turn.world.timetable, today)


async def _say(turn: Turn, plan: Plan) -> None:
    taking_part = [one for one in await units.everyone(turn.db) if one.active]
    named = [
        (scheme.group, sum(one.group == scheme.group for one in taking_part), scheme.title)
        for scheme in turn.world.schemes
    ]
    turn.say(
        words.plan(
            plan.quarter,
            plan.dates,
            turn.world.timetable.deadline_hour,
            named,
            quarter_plan.warnings(plan),
            plan.route,
            in_china(turn.now).date(),
        )
    )
