"""开期: the admin opens a quarter with its dates, the schemes in force and a form for each unit.

The dates that are being settled travel in the route (``bot.quarters.plan``): what is confirmed is
what the message showed. Moving a planned quarter to open on its day is the heartbeat's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.corridor.buttons import HOME
from bot.corridor.events import Button
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.beside import rows_compared
from bot.forms.coming import coming
from bot.forms.roster import names_listed
from bot.quarters import plan as quarter_plan, said_dates
from bot.quarters.new_rules import changed_since
from bot.quarters.opening import opening_of
from bot.quarters.pages.scheme_changes import show as show_changes
from bot.quarters.plan import Plan
from bot.quarters.rhythm import kinds, learn
from bot.quarters.words import open as words, scheme_changes as change_words
from bot.questions.slots import Put
from bot.questions.typed import alone
from bot.reminders.rules import rules_of
from bot.roster.pages.units import groups_of
from bot.speech import quarters as quarter_words
from bot.speech.calendar import (
    DayFault,
    Quarter as Spoken,
    day,
    find_of_any_kind,
    in_china,
    quarter_of,
)
from bot.speech.periodic import Rhythm, within
from scoring.periods import Kind, beside, first_day, is_number, kind_of, last_day, overlap
from scoring.scheme import Scheme
from storage.database import stamp
from storage.queries import people, quarters, roster
from storage.queries.quarters import KeptScheme, Quarter
from storage.queries.roster import Unit

_YEARS_AWAY = 2
LIST = Button(label="单位名单", route="units")


@page("open", roles=("admin",), words=alone("open"), opens=("开期",), reads=True)
async def choose(turn: Turn) -> None:
    """开期 alone, or with a quarter behind it."""
    today = in_china(turn.now).date()
    with within(Rhythm(await _kind(turn))):
        if turn.rest:
            found = find_of_any_kind(turn.rest, today)
            if found is None:
                raise instead(words.not_understood(), HOME)
            await turn.visit(link("open", *found.quarter))
        else:
            await _choose(turn, today)


async def _kind(turn: Turn) -> Kind:
    """The kind of period that is opened next; or a sentence that the tables do not agree on one."""
    found = await coming(turn.db, turn.world)
    if len({one.period for one in found}) > 1:
        raise instead(words.several_kinds([(one.group, one.period) for one in found]), HOME)
    return (await kinds(turn.db, turn.world))[0]


async def _choose(turn: Turn, today: date) -> None:
    known = await quarters.everyone(turn.db)
    taken = {(one.year, one.number) for one in known}
    now = quarter_of(today)
    near = [beside(now, -1), now, beside(now, 1)]
    free = sorted(
        (one for one in near if one not in taken and _in_the_way(known, one) is None),
        key=lambda one: (one != now, one),
    )
    running = [
        (quarter_words.name(one.year, one.number), quarter_words.STATES.get(one.state, one.state))
        for one in known[:2]
    ]
    turn.say(words.choose(free, running))


@page("open/{year:int}/{number:int}/{days}?", roles=("admin",), reads=True)
async def show(turn: Turn, year: int, number: int, days: str = "") -> None:
    """The plan: dates proposed, or those that were settled so far."""
    await _refuse_or_none(turn, (year, number))
    await _say(turn, await _read(turn, (year, number), days))


@page("open/{year:int}/{number:int}/{days}/set/{key}", roles=("admin",), reads=True)
async def ask(turn: Turn, year: int, number: int, days: str, key: str) -> None:
    """改: which day instead."""
    plan = await _read(turn, (year, number), days)
    if key not in words.DATES:
        raise instead(words.not_understood(), HOME)
    turn.say(words.ask_date(key, plan.dates[key], plan.route, in_china(turn.now).date()))
    turn.wait(f"{plan.route}/put/{key}")


@page("open/{year:int}/{number:int}/{days}/put/{key}", roles=("admin",), reads=True)
async def put(turn: Turn, year: int, number: int, days: str, key: str) -> None:
    """The new day."""
    plan = await _read(turn, (year, number), days)
    if key not in words.DATES:
        raise instead(words.not_understood(), HOME)
    today, hour = in_china(turn.now).date(), turn.world.timetable.deadline_hour
    try:
        chosen = day(turn.text, today)
    except DayFault as fault:
        asked = words.ask_date(key, plan.dates[key], plan.route, today)
        turn.say(asked.model_copy(update={"text": fault.in_form(turn.text) + asked.text}))
        turn.wait(f"{plan.route}/put/{key}")
        return
    plan = quarter_plan.moved(plan, key, chosen, (await rules_of(turn)).calendar)
    if fault_text := quarter_plan.fault(plan, hour, turn.now):
        raise instead(fault_text)
    await _say(turn, plan)


async def filled(turn: Turn, quarter: Spoken, days: str, said: Sequence[Put]) -> str | None:
    """The plan with the dates that a sentence moves, as a route; a refusal says why it stays."""
    plan = await _read(turn, quarter, days)
    today, hour = in_china(turn.now).date(), turn.world.timetable.deadline_hour
    calendar = (await rules_of(turn)).calendar
    for one in said:
        found = said_dates.said(plan, one, today)
        if found is None:
            raise instead(words.which_date(), HOME)
        plan = quarter_plan.moved(plan, *found, calendar)
    if fault_text := quarter_plan.fault(plan, hour, turn.now):
        raise instead(fault_text)
    return plan.route


@page("open/{year:int}/{number:int}/{days}/changes/{number_:int}", roles=("admin",), reads=True)
async def rules(turn: Turn, year: int, number: int, days: str, number_: int) -> None:
    """办法变化: what differs from the quarter before, to be confirmed with the opening."""
    plan = await _read(turn, (year, number), days)
    _, schemes = await _refuse_or_none(turn, plan.quarter)
    found = await changed_since(turn.db, plan.quarter, schemes)
    if found is None or not found.tables:
        await _say(turn, plan)
        return
    yes = Button(label=words.under_new_rules(), route=link(plan.route, "yes", found.mark))
    back = Button(label="返回日期", route=plan.route)
    name = words.quarter_name(plan.quarter)
    ends = ((yes,), (back, Button(label="先不开期", route="home")))
    show_changes(turn, name, found, number_, link(plan.route, "changes"), ends)


@page("open/{year:int}/{number:int}/{days}/yes/{mark}?", roles=("admin",))
async def confirm(turn: Turn, year: int, number: int, days: str, mark: str = "") -> None:
    """Open it, or plan it for its day; tell everybody. Other rules are shown before."""
    if not is_number(number):
        raise instead(words.not_understood(), HOME)
    with within(Rhythm(kind_of(number))):
        await _open(turn, (year, number), days, mark)
    await learn(turn.db, turn.world)


async def _open(turn: Turn, quarter: Spoken, days: str, mark: str) -> None:
    taking_part, schemes = await _refuse_or_none(turn, quarter)
    plan = await _read(turn, quarter, days)
    today, hour = in_china(turn.now).date(), turn.world.timetable.deadline_hour
    if fault_text := quarter_plan.fault(plan, hour, turn.now):
        raise instead(fault_text, Button(label="重新看日期", route=link("open", *quarter)))
    found = await changed_since(turn.db, quarter, schemes)
    if found is not None and found.tables and mark != found.mark:
        await turn.visit(link(plan.route, "changes", 1))
        return
    state = "open" if plan.opens <= today else "planned"
    dates = quarter_plan.moments(plan, hour)
    made = await quarters.add(turn.db, *quarter, state, dates, turn.now)
    for scheme in schemes:
        kept = KeptScheme(scheme.group, scheme.name, scheme.digest, scheme.text)
        await quarters.add_scheme(turn.db, made, kept)
    names = await names_listed(turn.db, {scheme.group: scheme for scheme in schemes}, taking_part)
    for unit in taking_part:
        await quarters.add_form(turn.db, made, unit.id, unit.group, names[unit.id])
    for scheme in schemes:
        await quarters.compare(turn.db, made, scheme.group, rows_compared(scheme))
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
    opened = await quarters.by_id(turn.db, made)
    assert opened is not None  # noqa: S101 -- made a moment ago, in this transaction
    await _announce(turn, opened, {unit.id: unit.group for unit in taking_part})


async def _announce(turn: Turn, quarter: Quarter, groups: dict[int, str]) -> None:
    """Tell every liaison of a unit that takes part (its group by number), suppliers, the office."""
    name, key = (quarter.year, quarter.number), f"opened:{quarter.id}"
    found = await opening_of(turn.db, quarter, turn.now)
    bound, told = set(), {}
    for grant in await people.with_role(turn.db, "liaison"):
        unit = grant.unit_id
        if unit is None or unit not in groups:
            continue
        bound.add(unit)
        if await turn.tell(grant.person_id, found.to_unit(unit), key):
            told[unit, grant.person_id] = grant.person_id
    for grant in await people.with_role(turn.db, "supplier"):
        await turn.tell(grant.person_id, found.to_supplier(), f"{key}:supplier")
    await found.enter(turn.db, told)
    turn.say(words.opened(name, len(groups), len(set(told.values())), len(groups) - len(bound)))
    if turn.group is None:
        await turn.tell_office(found.to_office(), key)


async def _refuse_or_none(turn: Turn, quarter: Spoken) -> tuple[list[Unit], list[Scheme]]:
    """The units that take part and the schemes; or a sentence why the quarter cannot open."""
    today = in_china(turn.now).date()
    if not is_number(quarter[1]) or abs(quarter[0] - today.year) > _YEARS_AWAY:
        raise instead(words.not_understood(), HOME)
    found = await quarters.by_number(turn.db, *quarter)
    if found is not None:
        state = quarter_words.STATES.get(found.state, found.state)
        raise instead(words.exists(quarter, state), Button(label="看进度", route="progress"))
    await _refuse_beside_others(turn, quarter)
    taking_part = [one for one in await roster.everyone(turn.db) if one.active]
    if not taking_part:
        add = Button(label="导入名单", route="units/import")
        raise instead(words.no_units(), add, HOME)
    found_schemes = await coming(turn.db, turn.world, last_day(quarter))
    schemes = {scheme.group: scheme for scheme in found_schemes}
    for group in await groups_of(turn, taking_part):
        if group not in schemes:
            count = sum(one.group == group for one in taking_part)
            raise instead(words.no_scheme(group, count), LIST)
        if schemes[group].in_force > last_day(quarter):
            since = schemes[group].in_force
            raise instead(words.not_in_force(schemes[group].title, since), HOME)
    periods = {one.period for one in schemes.values()}
    if periods != {kind_of(quarter[1])}:
        listed = [(one.group, one.period) for one in schemes.values()]
        if len(periods) > 1:
            raise instead(words.several_kinds(listed), HOME)
        raise instead(words.other_kind(quarter, listed[0][1]), Button(label="开期", route="open"))
    return taking_part, list(schemes.values())


async def _refuse_beside_others(turn: Turn, quarter: Spoken) -> None:
    other = _in_the_way(await quarters.everyone(turn.db), quarter)
    if other is not None:
        raise instead(words.in_the_way(quarter, other), HOME)


def _in_the_way(known: list[Quarter], quarter: Spoken) -> Spoken | None:
    """Periods of several kinds share no day, and stand in the order of their numbers."""
    for one in known:
        other = (one.year, one.number)
        if kind_of(one.number) == kind_of(quarter[1]):
            continue
        if overlap(other, quarter) or (other < quarter) != (first_day(other) < first_day(quarter)):
            return other
    return None


async def _read(turn: Turn, quarter: Spoken, days: str) -> Plan:
    """The plan a route carries, else the timetable's proposal."""
    today = in_china(turn.now).date()
    found = quarter_plan.read(quarter, days)
    calendar = (await rules_of(turn)).calendar
    return found or quarter_plan.proposed(quarter, turn.world.timetable, today, calendar)


async def _say(turn: Turn, plan: Plan) -> None:
    taking_part = [one for one in await roster.everyone(turn.db) if one.active]
    schemes = await coming(turn.db, turn.world, last_day(plan.quarter))
    named = [
        (scheme.group, sum(one.group == scheme.group for one in taking_part), scheme.title)
        for scheme in schemes
    ]
    calendar, table = (await rules_of(turn)).calendar, turn.world.timetable
    warnings = quarter_plan.warnings(plan, calendar)
    found = await changed_since(turn.db, plan.quarter, schemes)
    changed = found is not None and bool(found.tables)
    if found is not None and changed:
        warnings.insert(0, change_words.summary(found.earlier, found.counted))
    turn.say(
        words.plan(
            plan.quarter,
            plan.dates,
            table.deadline_hour,
            named,
            warnings,
            plan.route,
            in_china(turn.now).date(),
            quarter_plan.put_off(plan, table, calendar),
            changed=changed,
        )
    )
