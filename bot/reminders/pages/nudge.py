"""催报: the office nudges one unit, several, a table, or all that owe; once a day without asking.

Not here: how the letters and the ledger are written (``bot.reminders.nudging``), why somebody was
not reminded (``remind_why``).
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.alive import current_quarter, several
from bot.forms.form import UnitForm
from bot.forms.loading import load, load_quarter
from bot.forms.owed import Owed, owed_by
from bot.forms.pages.office import quarter_of
from bot.forms.words import which as forms_which
from bot.questions.typed import alone
from bot.reminders import nudging
from bot.reminders.milestones import decent, next_decent
from bot.reminders.rules import rules_of
from bot.reminders.words import nudge as words
from bot.speech import quarters as quarter_words
from storage.database import moment
from storage.queries import quarters, reminders
from storage.queries.quarters import Quarter


@page("remind", roles=("admin",), words=alone("remind"), opens=("催报",), reads=True)
async def menu(turn: Turn) -> None:
    """催报 alone: who owes. 催报 教育局 财政局: whom it would go to, as of any sentence."""
    quarter = await current_quarter(turn.db, turn.now)
    if quarter is None:
        raise InsteadError(forms_which.none_open(may_open=True))
    if not turn.rest:
        await turn.visit(link("remind/owing", quarter.id, 0, 1))
        return
    said, turn.rest = turn.rest, ""
    await turn.ask(f"催报 {said}")


@page("remind/owing/{quarter:int}/{group:int}/{number:int}", roles=("admin",), reads=True)
async def owing(turn: Turn, quarter: int, group: int, number: int) -> None:
    """The units that owe something; with phones where only the admin reads."""
    found = await _alive(turn, quarter)
    table, owed = await _owing(turn, found, group)
    people_of = await nudging.liaisons_of(turn.db, [one.form.unit.id for one in owed])
    private = turn.incoming.private
    lines = [nudging.line(one, people_of.get(one.form.unit.id, ()), phones=private) for one in owed]
    turn.say(words.owing(found, group, table, lines, number, private=private))


async def _alive(turn: Turn, quarter_id: int) -> Quarter:
    found = await quarter_of(turn, quarter_id)
    if found.state not in ("open", "review"):
        name = quarter_words.name(found.year, found.number)
        state = quarter_words.STATES.get(found.state, found.state)
        raise instead(words.nothing_to_remind(name, state), HOME)
    return found


async def _owing(turn: Turn, quarter: Quarter, group: int) -> tuple[str, list[Owed]]:
    """A table (0: all) and what its units owe, those that owe something."""
    kept = await quarters.schemes(turn.db, quarter.id)
    if group > len(kept):
        raise instead(forms_which.no_such_list(), HOME)
    table = kept[group - 1].group if group else ""
    forms = [f for f in await load_quarter(turn.db, quarter) if table in ("", f.form.group)]
    return table, [one for one in (owed_by(form, turn.now) for form in forms) if one]


# -- one unit --------------------------------------------------------------------------------------


@page("remind/nudge/{quarter:int}/{unit:int}", roles=("admin",))
async def nudge(turn: Turn, quarter: int, unit: int) -> None:
    """Nudge a unit; asked first where it was reminded today, at night, or is said in a sentence."""
    form = await _form(turn, quarter, unit)
    owed = owed_by(form, turn.now)
    if owed is not None and not _is_plain(turn):
        people_of = await nudging.liaisons_of(turn.db, [unit])
        line = nudging.line(owed, people_of.get(unit, ()), phones=False)
        await _say(turn, form.quarter, words.ask_first(quarter, line))
        return
    today = await _today(turn, quarter)
    rules = await rules_of(turn)
    if unit in today:
        at, by_office = today[unit]
        message = words.ask_again(
            quarter, unit, form.unit.short, moment(at), by_office=by_office, now=turn.now
        )
        await _say(turn, form.quarter, message)
    elif not decent(turn.now, rules):
        then = next_decent(turn.now, rules)
        message = words.ask_hour(quarter, unit, form.unit.short, then, turn.now)
        await _say(turn, form.quarter, message)
    else:
        await _nudge(turn, form)


def _is_plain(turn: Turn) -> bool:
    """Whether the button of this very page was pressed; whatever was typed is shown first."""
    return (turn.incoming.route or "").startswith("remind/")


@page("remind/again/{quarter:int}/{unit:int}", roles=("admin",))
async def again(turn: Turn, quarter: int, unit: int) -> None:
    """再催一次, or 现在就发 at night."""
    await _nudge(turn, await _form(turn, quarter, unit))


@page("remind/later/{quarter:int}/{unit:int}", roles=("admin",))
async def later(turn: Turn, quarter: int, unit: int) -> None:
    """到时候再发: at the next decent hour, if it still owes then."""
    form = await _form(turn, quarter, unit)
    then = await nudging.nudge_later(turn.db, [form], turn.now, await rules_of(turn))
    about = f"form/{form.form.id}"
    await turn.record(unit, "remind.later", about, None, {"at": then.isoformat()})
    await _say(turn, form.quarter, words.later([form.unit.short], then, turn.now))


async def _form(turn: Turn, quarter_id: int, unit_id: int) -> UnitForm:
    """The form of a unit that owes something."""
    await _alive(turn, quarter_id)
    form = await load(turn.db, quarter_id, unit_id)
    if form is None:
        raise instead(words.no_such_unit(), words.LIST, HOME)
    if not owed_by(form, turn.now):
        raise InsteadError(words.not_owing(form.unit.short))
    return form


async def _today(turn: Turn, quarter_id: int) -> dict[int, tuple[str, bool]]:
    since = nudging.midnight(turn.now)
    return await reminders.sent_since(turn.db, quarter_id, since)


async def _nudge(turn: Turn, form: UnitForm) -> None:
    for one in await nudging.nudge(turn.db, [form], turn.now, await rules_of(turn)):
        about = f"form/{form.form.id}"
        await turn.record(form.unit.id, "remind.nudge", about, None, {"told": len(one.told)})
        await _say(turn, form.quarter, words.nudged(one.owed, one.told, one.unreachable))


async def _say(turn: Turn, quarter: Quarter, message: Message) -> None:
    """With its quarter above it, where two could be meant."""
    if await several(turn.db, turn.now):
        name = quarter_words.name(quarter.year, quarter.number)
        message = words.of_quarter(message, quarter.id, name)
    turn.say(message)


# -- several ---------------------------------------------------------------------------------------


@page("remind/all/{quarter:int}/{group:int}", roles=("admin",), reads=True)
async def ask_all(turn: Turn, quarter: int, group: int) -> None:
    """全部催一遍: who would be, and who not."""
    found = await _alive(turn, quarter)
    _, owed = await _owing(turn, found, group)
    today = await _today(turn, quarter)
    people_of = await nudging.liaisons_of(turn.db, [one.form.unit.id for one in owed])
    bound = [one.form.unit for one in owed if one.form.unit.id in people_of]
    rules = await rules_of(turn)
    await _say(
        turn,
        found,
        words.ask_all(
            quarter,
            group,
            [unit.short for unit in bound if unit.id not in today],
            [unit.short for unit in bound if unit.id in today],
            [one.form.unit.short for one in owed if one.form.unit.id not in people_of],
            None if decent(turn.now, rules) else next_decent(turn.now, rules),
            turn.now,
        ),
    )


@page("remind/all/{quarter:int}/{group:int}/yes", roles=("admin",))
async def all_of_them(turn: Turn, quarter: int, group: int) -> None:
    """Nudge every unit of a table that owes and was not reminded today."""
    found = await _alive(turn, quarter)
    _, owed = await _owing(turn, found, group)
    await _nudge_many(turn, found, [one.form for one in owed])


@page("remind/all/{quarter:int}/{group:int}/later", roles=("admin",))
async def all_later(turn: Turn, quarter: int, group: int) -> None:
    """The same at the next decent hour."""
    found = await _alive(turn, quarter)
    _, owed = await _owing(turn, found, group)
    people_of = await nudging.liaisons_of(turn.db, [one.form.unit.id for one in owed])
    forms = [one.form for one in owed if one.form.unit.id in people_of]
    then = await nudging.nudge_later(turn.db, forms, turn.now, await rules_of(turn))
    units = [form.unit.id for form in forms]
    after = {"at": then.isoformat(), "units": units}
    await turn.record(None, "remind.later", f"quarter/{quarter}", None, after)
    message = words.later([form.unit.short for form in forms], then, turn.now)
    await _say(turn, found, message)


async def _nudge_many(turn: Turn, quarter: Quarter, forms: list[UnitForm]) -> None:
    today = await _today(turn, quarter.id)
    fresh = [form for form in forms if form.unit.id not in today]
    found = await nudging.nudge(turn.db, fresh, turn.now, await rules_of(turn))
    told = [one.owed.form.unit for one in found if one.told]
    owing = {one.owed.form.unit.id for one in found}
    if told:
        units = [unit.id for unit in told]
        await turn.record(None, "remind.nudge", f"quarter/{quarter.id}", None, {"units": units})
    await _say(
        turn,
        quarter,
        words.nudged_all(
            [unit.short for unit in told],
            [one.owed.form.unit.short for one in found if not one.told],
            [form.unit.short for form in fresh if form.unit.id not in owing],
            [form.unit.short for form in forms if form.unit.id in today],
        ),
    )
