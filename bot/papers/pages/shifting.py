"""Papers of a row that are said to belong to another one: 这张是承诺书的, 这个放到四.1.

The right row is shown for one tap, which moves them. Not here: one piece at a time (``piece``),
how such a sentence is read (``bot.filling.papers_named``).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.filling.papers_named import belong_to
from bot.forms.form import UnitForm
from bot.forms.pages.gates import home, must_be_open, row_of
from bot.forms.pages.which import form_of
from bot.forms.words import figures
from bot.papers.filing import to_be_told
from bot.papers.said_at_row import pieces_named
from bot.papers.words import at_row, evidence as words
from scoring.scheme import Row
from storage.queries import papers
from storage.queries.papers import Evidence


def offered(turn: Turn, form: UnitForm, row: Row) -> bool:
    """Show the row that the papers here are said to belong to. False: no other row is named."""
    target = belong_to(form, turn.text, row)
    pieces = form.proofs(row.id)
    if target is None or target == row or not pieces:
        return False
    here = (form.quarter.id, form.unit.id)
    if not form.may_change(row.id, turn.now) or not form.may_change(target.id, turn.now):
        return False
    places = None if "刚" in turn.text else pieces_named(turn.text, len(pieces))
    if places is not None:
        meant = [pieces[one] for one in places]
    else:
        meant = [one for one in pieces if one.receipt == pieces[-1].receipt]
    several = len(meant) > 1 and places is not None
    if several:
        yes = to("是的，移过去", "proof/these", *here, row.id, target.id, meant[0].id, meant[-1].id)
    elif len(meant) == 1:
        yes = to("是的，移过去", "proof/move", *here, meant[0].id, target.id)
    else:
        yes = to("是的，移过去", "proof/shift", *here, meant[0].receipt, row.id, target.id)
    turn.keep_waiting(way_back=True)
    said = at_row.shift([p.label for p in meant], several, figures.called(form.scheme, target))
    look = to("看材料", "proof/list", *here, row.id)
    stay = to("不移", "proof", *here, row.id)
    turn.say(Message(text=said, buttons=((yes, stay), (look, HOME))))
    return True


@page("proof/shift/{quarter:int}/{unit:int}/{receipt}/{row}/{into}", roles=("liaison",))
async def shift(turn: Turn, quarter: int, unit: int, receipt: str, row: str, into: str) -> None:
    """Move what came to a row in one message to another row; both must be open."""
    form = await form_of(turn, quarter, unit)
    pieces = [one for one in form.proofs(row) if one.receipt == receipt]
    await _move(turn, form, pieces, row, into)


@page(
    "proof/these/{quarter:int}/{unit:int}/{row}/{into}/{first:int}/{last:int}",
    roles=("liaison",),
)
async def these(
    turn: Turn, quarter: int, unit: int, row: str, into: str, first: int, last: int
) -> None:
    """Move the pieces of a row from one to another of them to another row: 后两张."""
    form = await form_of(turn, quarter, unit)
    pieces = [one for one in form.proofs(row) if first <= one.id <= last]
    await _move(turn, form, pieces, row, into)


async def _move(
    turn: Turn, form: UnitForm, pieces: Sequence[Evidence], row: str, into: str
) -> None:
    """Move pieces from one row to another, and say so; both must be open."""
    target = row_of(form, into)
    if not pieces or not target.papers:
        raise instead(words.gone(), home())
    must_be_open(form, row, turn)
    must_be_open(form, into, turn)
    for one in pieces:
        await papers.file_evidence(turn.db, one.id, into)
        await turn.record(form.unit.id, "evidence.move", f"evidence/{one.id}", row, into)
    for receipt in dict.fromkeys(one.receipt for one in pieces):
        await to_be_told(turn, form, into, receipt)
    here = (form.quarter.id, form.unit.id)
    turn.wait(link("proof", *here, into))
    back = to("返回佐证材料", "proof", *here, row)
    there = to("看这一项的佐证材料", "proof", *here, into)
    said = at_row.shifted(len(pieces), figures.called(form.scheme, target))
    turn.say(Message(text=said, buttons=((there,), (back, HOME))))
