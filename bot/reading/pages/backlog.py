"""读材料: how far the machine has read the papers, and what it could not read."""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.forms.form import UnitForm
from bot.forms.pages.office import in_the_office
from bot.forms.pages.which import form_of, my_form
from bot.questions.typed import alone
from bot.reading.words import backlog as words
from storage.database import moment
from storage.queries import readings


@page(
    "reading",
    roles=("liaison", "admin", "reviewer", "observer"),
    words=alone("reading"),
    reads=True,
)
async def backlog(turn: Turn) -> None:
    """The queue, in figures; to a liaison the own unit's papers."""
    if not in_the_office(turn):
        await _own(turn, await my_form(turn, "reading"))
        return
    found = await readings.backlog(turn.db)
    oldest = moment(found.oldest) if found.oldest else None
    reasons = await readings.reasons(turn.db)
    turn.say(words.backlog(found.waiting, found.done, oldest, reasons, turn.now))


@page("reading/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def of_unit(turn: Turn, quarter: int, unit: int) -> None:
    """Of one of several units."""
    await _own(turn, await form_of(turn, quarter, unit))


async def _own(turn: Turn, form: UnitForm) -> None:
    sent = [one for one in form.evidence if one.digest]
    digests = sorted({str(one.digest) for one in sent})
    how = {one.sha256: one for one in await readings.readings_of(turn.db, digests)}
    papers = [words.Paper(one.label, how.get(str(one.digest))) for one in sent]
    turn.say(words.own(form.quarter.id, form.unit.id, form.unit.short, papers))
