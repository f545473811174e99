"""A report's text that was pasted into the chat: offered as a report, entered by one tap.

The text waits in the draft of whatever form waits (``bot.front.pasted`` puts it there). Its bytes
are on disk before its row: they are kept while the turn only reads.
"""

from __future__ import annotations

import asyncio

from bot.corridor.buttons import HOME
from bot.corridor.events import Button
from bot.corridor.pages import no_text, page
from bot.corridor.turn import Turn, instead
from bot.forms.alive import alive
from bot.forms.form import UnitForm
from bot.forms.pages.which import form_of
from bot.papers.dated import names_another
from bot.papers.pages.between import spoken_of
from bot.reports import ledger
from bot.reports.pages.ledger import enter_pasted
from bot.reports.pasted import title_of
from bot.reports.sheets.pasted import paper_of
from bot.reports.words import ledger as ledger_words, pasted as words
from bot.speech.calendar import in_china
from storage.queries import roster

PASTED = "pasted"
"""Where the text waits in a draft."""
_LEDGER = Button(label="工作报送", route="reports")


@page("reports/pasted", roles=("liaison",), fits=no_text, reads=True)
async def offer(turn: Turn) -> None:
    """Of which unit; with one unit, as which kind."""
    unit = turn.conversation.unit_id if turn.conversation.unit_id in turn.units else None
    if unit is None and len(turn.units) > 1:
        known = [await roster.by_id(turn.db, number) for number in turn.units]
        turn.say(words.which_unit(_text(turn), [(one.id, one.short) for one in known if one]))
        return
    await _kinds(turn, unit or turn.units[0])


@page("reports/pasted/for/{unit:int}/{quarter:int}?", roles=("liaison",), draws=(PASTED,))
async def for_unit(turn: Turn, unit: int, quarter: int = 0) -> None:
    """The unit, or the other quarter, was chosen."""
    turn.keep_waiting()
    await _kinds(turn, unit, quarter)


async def _kinds(turn: Turn, unit: int, quarter: int = 0) -> None:
    text = _text(turn)
    living = [await form_of(turn, one.id, unit) for one in await alive(turn.db, turn.now, unit)]
    known = [form for form in living if ledger.is_open(form)]
    if not known:
        raise instead(ledger_words.closed("不在填报或审核中"), _LEDGER, HOME)
    form = next((one for one in known if one.quarter.id == quarter), None)
    form = form or await _said(turn, known, text) or known[0]
    others = [one for one in known if one is not form]
    here, today = (form.quarter.year, form.quarter.number), in_china(turn.now).date()
    said = names_another(title_of(text), here, today)
    turn.say(words.offered(form, others, text, title_of(text), said))


async def _said(turn: Turn, known: list[UnitForm], text: str) -> UnitForm | None:
    return await spoken_of(turn, known, title_of(text), ()) if len(known) > 1 else None


@page(
    "reports/pasted/{quarter:int}/{unit:int}/{kind:int}",
    roles=("liaison",),
    reads=True,
    draws=(PASTED,),
)
async def take(turn: Turn, quarter: int, unit: int, kind: int) -> None:
    """The kind was chosen: the text becomes a file, and the file a report."""
    text = str(turn.draft.get(PASTED, ""))
    if not text or kind >= len(ledger_words.KINDS):
        raise instead(words.gone(), _LEDGER, HOME)
    data = await asyncio.to_thread(paper_of, text)
    file = await turn.world.keep_bytes(data, f"{title_of(text)}.docx")
    if file.digest is None:
        raise instead(words.not_kept(), _LEDGER, HOME)
    await turn.if_unchanged(lambda: enter_pasted(turn, quarter, unit, kind, file))


def _text(turn: Turn) -> str:
    return str(turn.draft.get(PASTED, "")) or turn.text
