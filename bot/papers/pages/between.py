"""Papers between two quarters that both take them: which one they say.

A paper that says nothing of its time is asked about, one that was put to the other quarter is
moved with one tap: both in ``unfiled``. How a paper speaks of its time is ``dated``. No page here.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import to
from bot.corridor.events import Attachment, Button
from bot.corridor.turn import Turn
from bot.forms.alive import REPORTING, alive
from bot.forms.form import UnitForm
from bot.forms.pages.which import form_of
from bot.papers import dated
from bot.papers.words import unfiled as words
from bot.speech.calendar import in_china
from bot.speech.quarters import name as quarter_name
from storage.queries.papers import Evidence


async def spoken_of(
    turn: Turn, known: Sequence[UnitForm], said: str, files: Sequence[Attachment]
) -> UnitForm | None:
    """The one form of those whose quarter the papers say they are of; None: it is not certain."""
    today = in_china(turn.now).date()
    among = [(one.quarter.year, one.quarter.number) for one in known]
    named = await dated.quarters(said, files, today, among, turn.world.read_bytes)
    fitting = [one for one, quarter in zip(known, among, strict=True) if quarter in named]
    return fitting[0] if len(fitting) == 1 and named <= set(among) else None


async def may_mean_two(turn: Turn, unit: int) -> bool:
    """Whether the unit reports, or has handed in, more than one quarter now."""
    found = await alive(turn.db, turn.now, unit)
    return sum(one.state in REPORTING for one in found) > 1


async def takers_of(turn: Turn, unit: int) -> list[UnitForm]:
    """The unit's forms that take papers now, what is due first first."""
    found = [
        await form_of(turn, one.id, unit)
        for one in await alive(turn.db, turn.now, unit)
        if one.state in REPORTING
    ]
    return [form for form in found if form.may_fill(turn.now)]


def named(form: UnitForm) -> str:
    """Its quarter: 2027年一季度."""
    return quarter_name(form.quarter.year, form.quarter.number)


def bundle_of(form: UnitForm, receipt: str) -> tuple[Evidence, ...]:
    """What came in one message and is not filed."""
    return tuple(one for one in form.proofs(None) if one.receipt == receipt)


async def others(turn: Turn, form: UnitForm, receipt: str) -> list[Button]:
    """Buttons that move what came in one message to another quarter that takes papers."""
    known = [one for one in await takers_of(turn, form.unit.id) if one.form.id != form.form.id]
    here = (form.quarter.id, form.unit.id, receipt)
    return [to(words.is_of(named(one)), "papers/other", *here, one.quarter.id) for one in known]
