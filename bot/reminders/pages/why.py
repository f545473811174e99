"""为什么没提醒: what was sent to a unit and when, and the reason of every silence.

The ledger says what was decided, the outbox what became of the letters. Nothing is changed here.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.owed import Owed, owed_by
from bot.forms.pages.office import quarter_of
from bot.questions.typed import alone
from bot.questions.words import name_a_unit
from bot.reminders import nudging
from bot.reminders.due import concerns, timelines
from bot.reminders.milestones import milestones, next_decent
from bot.reminders.rules import rules_of
from bot.reminders.words import nudge as remind_office, why as words
from storage.database import moment
from storage.queries import reminders
from storage.queries.reminders import Fate, Kept

_PER_PAGE = 6
_BEST = ("sent", "new", "dropped", "gone", "failed")
"""One letter that arrived is a person told; the better fate counts."""


@page("remind/why", roles=OFFICE, words=alone("remind/why"), reads=True)
async def which(turn: Turn) -> None:
    """Without a unit: ask for one."""
    turn.say(name_a_unit("提醒记录"))


@page("remind/why/{quarter:int}/{unit:int}/{number:int}?", roles=OFFICE, reads=True)
async def why(turn: Turn, quarter: int, unit: int, number: int = 1) -> None:
    """The ledger of a unit, newest first, below what is owed and what comes next."""
    await quarter_of(turn, quarter)
    form = await load(turn.db, quarter, unit)
    if form is None:
        raise instead(remind_office.no_such_unit(), HOME)
    owed = owed_by(form, turn.now)
    lines = [*await _entries(turn, form), *await _opening(turn, form)]
    lines.sort(key=lambda one: one.at, reverse=True)
    shown = leaf(lines, number, _PER_PAGE)
    ahead = await _ahead(turn, owed, lines) if owed else ""
    turn.say(words.ledger(owed, ahead, shown, turn.now, may_nudge=turn.has("admin")))


async def _entries(turn: Turn, form: UnitForm) -> list[words.Told]:
    at = (form.quarter.id, form.unit.id)
    fates = _by_entry(await reminders.letters(turn.db, *at))
    found = []
    for one in await reminders.of_unit(turn.db, *at):
        letter = fates.get(_about(one))
        fate, error = (letter.state, letter.error) if letter else ("", "")
        found.append(
            words.Told(
                one.milestone,
                one.person_name,
                one.state,
                one.reason,
                moment(one.at),
                fate,
                error,
            )
        )
    return found


def _about(one: Kept) -> str:
    return f"remind:{one.quarter_id}:{one.unit_id}:{one.person_id or 0}:{one.milestone}"


def _by_entry(letters: list[Fate]) -> dict[str, Fate]:
    found: dict[str, Fate] = {}
    for one in letters:
        about = one.reason.split("@", 1)[0]
        found[about] = min(found.get(about, one), one, key=lambda fate: _BEST.index(fate.state))
    return found


async def _opening(turn: Turn, form: UnitForm) -> list[words.Told]:
    """The notice of the opening day, to those who were liaisons then."""
    people = (await nudging.liaisons_of(turn.db, [form.unit.id])).get(form.unit.id, ())
    found = []
    for to in people:
        for channel, address in to.addresses:
            reason = f"opened:{form.quarter.id}@{channel}:{address}"
            for one in await reminders.letters_for(turn.db, reason):
                at = moment(one.sent_at or one.created_at)
                found.append(words.Told("opened:", to.name, "sent", "", at, one.state))
    return found


async def _ahead(turn: Turn, owed: Owed, lines: list[words.Told]) -> str:
    """The next reminder: one that waits for a decent hour, or the next milestone."""
    rules = await rules_of(turn)
    quarter = owed.form.quarter
    own = (await timelines(turn.db, quarter))[owed.form.unit.id]
    every = sorted(
        (one for line in own for one in milestones(line, rules) if concerns(one, owed)),
        key=lambda one: one.due,
    )
    entered = {one.milestone for one in lines}
    if any(one.due <= turn.now and one.name not in entered for one in every):
        return words.held(next_decent(turn.now, rules), turn.now)
    ahead = [one for one in every if one.due > turn.now]
    return words.coming(ahead[0], turn.now) if ahead else words.nothing_coming()
