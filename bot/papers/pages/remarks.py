"""Words about the photos just sent become their notes: shown for one tap, then kept.

Not here: the note of one piece (``piece``), how such a sentence is read (``bot.papers.remarked``).
"""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.pages.gates import home, must_be_open
from bot.forms.pages.which import form_of
from bot.papers.remarked import remarks
from bot.papers.words import at_row, evidence as words
from scoring.scheme import Row
from storage.queries import papers
from storage.queries.papers import Evidence


def latest(form: UnitForm, row: Row) -> list[Evidence]:
    """The pieces of a row that came last, in one message."""
    pieces = form.proofs(row.id)
    return [one for one in pieces if one.receipt == pieces[-1].receipt]


def said_of_them(form: UnitForm, row: Row, text: str) -> dict[int, str]:
    """Evidence → what the text says of it, among the pieces that came last."""
    pieces = latest(form, row)
    told = remarks(text, len(pieces))
    return {one.id: said for one, said in zip(pieces, told or (), strict=False) if said}


def offered(turn: Turn, form: UnitForm, row: Row) -> bool:
    """Show which notes would be written. False: the text says nothing of the photos."""
    told = said_of_them(form, row, turn.text)
    if not told or not form.may_change(row.id, turn.now):
        return False
    at = (form.quarter.id, form.unit.id, row.id)
    labels = {one.id: one.label for one in latest(form, row)}
    turn.wait(link("proof", *at), remarks={str(number): said for number, said in told.items()})
    turn.place(link("proof", *at))
    yes, no = to("写上", "proof/remark", *at), to("不写", "proof", *at)
    said = at_row.remark([(labels[number], said) for number, said in told.items()])
    turn.say(Message(text=said, buttons=((yes, no), (to("看材料", "proof/list", *at), HOME))))
    return True


@page("proof/remark/{quarter:int}/{unit:int}/{row}", roles=("liaison",), draws=("remarks",))
async def remark(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """Keep the notes that were shown."""
    told: dict[str, str] = turn.draft.get("remarks", {})
    form = await form_of(turn, quarter, unit)
    must_be_open(form, row, turn)
    pieces = [one for one in form.proofs(row) if str(one.id) in told]
    if not pieces:
        raise instead(words.gone(), home())
    for one in pieces:
        said = told[str(one.id)]
        await papers.caption_evidence(turn.db, one.id, said)
        await turn.record(unit, "evidence.caption", f"evidence/{one.id}", one.caption or None, said)
    at = (quarter, unit, row)
    turn.wait(link("proof", *at))
    turn.place(link("proof", *at))
    buttons = ((to("下一项", "next", *at), to("看材料", "proof/list", *at)), (HOME,))
    turn.say(Message(text=at_row.remarked(len(pieces)), buttons=buttons))
