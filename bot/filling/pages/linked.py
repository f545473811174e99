"""A link typed while a question waits: a paper of its row, or asked about; never an answer.

What a row's papers take in is ``bot.papers.pages.row``'s; which text is a link here, ``hearing``'s.
"""

from __future__ import annotations

import json

from bot.corridor.buttons import to
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.filling.words import linked as words
from bot.forms.form import Question, UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from bot.speech import links
from scoring.scheme import Row

_KEPT = "link"
"""Where the text waits in the draft of the question until its row is known."""
_OFFERED = 3


def may_be_of_another(turn: Turn, form: UnitForm, row: Row) -> bool:
    """Whether what proves something came right after another row, whose papers are still owed."""
    touched = any((row.id, name) in form.claims for q in form.questions(row) for name in q.names)
    owed = not touched and form.proofs(row.id) == () and bool(form.unproved)
    return owed and form.may_fill(turn.now)


async def keep(turn: Turn, form: UnitForm, row: Row, question: Question) -> None:
    """File the link and ask the question again, or ask first of which row it is."""
    if not may_be_of_another(turn, form, row):
        await _file(turn, row.id, form, _asking(form, row, question))
        return
    draft = json.dumps({**turn.draft, _KEPT: turn.text}, ensure_ascii=False)
    turn.conversation = turn.conversation._replace(draft=draft)
    turn.keep_waiting(way_back=True)
    order = [one.id for one in form.rows]
    here = order.index(row.id)
    nearest = sorted(form.unproved, key=lambda one: (here - order.index(one.id)) % len(order))
    of = [row, *nearest[:_OFFERED]]
    at = (form.quarter.id, form.unit.id)
    turn.say(words.of_which([to(words.label(one), "linked", *at, one.id) for one in of]))


@page("linked/{quarter:int}/{unit:int}/{row}", roles=("liaison",), draws=(_KEPT,))
async def linked(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """The row of a link was pressed; the question that waits comes back below."""
    text, waits = turn.draft.get(_KEPT), (turn.conversation.waiting or "").split("/")
    form = await form_of(turn, quarter, unit)
    if not text or waits[0] != "put":
        raise instead(words.gone())
    turn.typed(str(text))
    await _file(turn, row_of(form, row).id, form, "/".join(("ask", *waits[1:5])))


async def keep_beside(turn: Turn, form: UnitForm, row: Row, said: str) -> None:
    """File the links that were typed beside an answer; ``said``, what they stand beside."""
    typed = turn.incoming, turn.text
    found = [url for url, _ in links.find(turn.text)]
    several = len(found) > 1
    named = [
        f"{row.name} {said}{f'（{number}）' if several else ''} {url}"
        for number, url in enumerate(found, 1)
    ]
    turn.typed("\n".join(named))
    await _file(turn, row.id, form, "")
    turn.incoming, turn.text = typed


def _asking(form: UnitForm, row: Row, question: Question) -> str:
    number = form.questions(row).index(question)
    return link("ask", form.quarter.id, form.unit.id, row.id, number)


async def _file(turn: Turn, row: str, form: UnitForm, ask: str) -> None:
    """The row's papers take the text at hand; with its title ``ask`` comes back below."""
    route = link("proof", form.quarter.id, form.unit.id, row)
    turn.wait(route, ask=ask)
    await turn.visit(route)
