"""回执: the list of what a unit handed in, and the proof of one receipt.

A liaison sees the receipts of the own units, the office all. Not here: how a receipt is made and
recomputed (``bot.forms.receipts``).
"""

from __future__ import annotations

import hashlib

from bot.corridor.events import Button, Message
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf, side_by_side
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms import receipts as book
from bot.forms.loading import load
from bot.forms.pages.gates import READING, home
from bot.forms.pages.which import form_of, my_form
from bot.forms.words import receipts as words
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from storage.database import moment
from storage.queries import papers, quarters, roster

_READ_AGAIN = 64 * 1024 * 1024
"""Bytes of a receipt's files that a page reads again; beyond it ``verify`` on the machine does."""


@page("receipts", roles=READING, words=alone("receipts"), reads=True)
async def receipts(turn: Turn) -> None:
    """The receipts of the unit that is meant."""
    if not turn.units:
        turn.say(Message(text=words.how_to_ask(), buttons=((home(),),)))
        return
    form = await my_form(turn, "receipts")
    await turn.visit(link("receipts", form.quarter.id, form.unit.id))


@page("receipts/{quarter:int}/{unit:int}/{number:int}?", roles=READING, reads=True)
async def list_of(turn: Turn, quarter: int, unit: int, number: int | None = None) -> None:
    """A unit's receipts, newest first."""
    form = await form_of(turn, quarter, unit)
    found = list(reversed(await papers.receipts_of(turn.db, form.form.id)))
    shown = leaf(found, number or 1, 6)
    lines = [words.line(one.kind, one.number, moment(one.at), turn.now) for one in shown.items]
    buttons = [Button(label=one.number, route=link("receipt", one.number)) for one in shown.items]
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    turn.say(
        Message(
            title=words.list_title(form.unit.short, name) + shown.mark,
            text="\n".join(lines) or words.none_yet(),
            buttons=(
                *side_by_side(buttons, 2),
                *shown.turning(lambda n: link("receipts", quarter, unit, n)),
                (home(),),
            ),
            replace=number is not None,
        )
    )


@page("receipt", roles=READING, opens=("回执",), reads=True)
async def typed(turn: Turn) -> None:
    """Prove the receipt whose number was typed."""
    await _prove(turn, book.as_typed(turn.rest))


@page("receipt/{number}", roles=READING, reads=True)
async def pressed(turn: Turn, number: str) -> None:
    """Prove a receipt."""
    await _prove(turn, book.as_typed(number))


async def _prove(turn: Turn, number: str) -> None:
    found = await papers.receipt(turn.db, number)
    form = await quarters.form_by_id(turn.db, found.form_id) if found else None
    may = form is not None and (turn.has(*OFFICE) or form.unit_id in turn.units)
    if found is None or form is None or not may:
        raise instead(words.unknown(number), Button(label="我的回执", route="receipts"), home())
    proof = await book.prove(turn.db, number, await _reader(turn, number))
    unit = await roster.by_id(turn.db, form.unit_id)
    whole = await load(turn.db, form.quarter_id, form.unit_id)
    if proof is None or unit is None or whole is None:
        raise LookupError(f"receipt {number} without its form")
    back = Button(label="全部回执", route=link("receipts", form.quarter_id, form.unit_id))
    turn.say(
        Message(
            title=words.title(number),
            text=words.proof(
                kind=found.kind,
                unit=unit.name,
                quarter=quarter_words.name(whole.quarter.year, whole.quarter.number),
                at=moment(found.at),
                by=str(proof.body.get("by", "")),
                hash=found.hash,
                intact=proof.intact,
                papers=[(one.label, one.size, one.state) for one in proof.papers],
                summary=_summary(proof),
            ),
            detail=words.full_hash(found.hash, proof.anchor),
            detail_label="完整校验码",
            buttons=((back, home()),),
        )
    )


def _summary(proof: book.Proof) -> str:
    body = proof.body
    if proof.receipt.kind == "submission":
        return words.submission_summary(
            len(body["figures"]),
            len(body["papers"]),
            len(body["reports"]),
            body.get("carried", {}),
        )
    if proof.receipt.kind == "carry":
        count = len(body["files"]) + len(body["links"])
        return words.carry_summary(body["row"], body["carried"], count)
    named = [f"{one['title']} {one['url']}" for one in body.get("links", [])]
    return "\n".join(named)


async def _reader(turn: Turn, number: str) -> book.Holds | None:
    """Read the files again while they are not too many bytes for one answer."""
    looked_up = await book.prove(turn.db, number)
    if looked_up is None or sum(one.size for one in looked_up.papers) > _READ_AGAIN:
        return None

    async def holds(digest: str) -> bool:
        try:
            data = await turn.world.read_bytes(digest)
        except (OSError, LookupError):
            return False
        return hashlib.sha256(data).hexdigest() == digest

    return holds
