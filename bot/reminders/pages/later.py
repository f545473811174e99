"""明天再提醒我: a liaison puts a reminder off to the next working day.

Once, for this person; the others of the unit are reminded as before. A form that waits for an
answer goes on waiting.
"""

from __future__ import annotations

from bot.corridor.events import Button
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.owed import owed_by
from bot.forms.pages.gates import home
from bot.forms.pages.which import form_of, my_form
from bot.questions.typed import alone
from bot.reminders.due import last_call
from bot.reminders.milestones import begin, snooze_name, tomorrow
from bot.reminders.rules import rules_of
from bot.reminders.words import letter as words
from storage.queries import reminders
from storage.queries.reminders import LedgerEntry


@page("remind/snooze", roles=("liaison",), words=alone("remind/snooze"), reads=True)
async def typed(turn: Turn) -> None:
    """Typed instead of pressed: of the unit that is meant."""
    turn.keep_waiting()
    form = await my_form(turn, "remind/snooze")
    await turn.visit(link("remind/snooze", form.quarter.id, form.unit.id))


@page("remind/snooze/{quarter:int}/{unit:int}", roles=("liaison",))
async def snooze(turn: Turn, quarter: int, unit: int) -> None:
    """Put it off, unless nothing is owed or tomorrow is too late."""
    turn.keep_waiting()
    form = await form_of(turn, quarter, unit)
    owed = owed_by(form, turn.now)
    score = Button(label="看得分", route=link("score", quarter, unit))
    if not owed:
        raise instead(words.nothing_owed(form.unit.short), score, home())
    end = last_call(owed)
    rules = await rules_of(turn)
    day = tomorrow(turn.now, end, rules) if end else None
    if day is None:
        owe = Button(label="还差什么", route=link("owe", quarter, unit))
        raise instead(words.cannot_wait(end or form.deadline, turn.now), owe, home())
    asked = LedgerEntry(quarter, unit, turn.somebody.id, snooze_name(day), "asked")
    await reminders.enter(turn.db, [asked], turn.now)
    await turn.record(unit, "remind.snooze", f"reminder/{asked.key}", None, day.isoformat())
    turn.say(words.snoozed(form.unit.short, begin(day, rules), turn.now))
