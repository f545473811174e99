"""A caption that was changed: the description of the papers it came with follows.

Only papers that still bear the description they came with: what was described by hand since stays.
"""

from __future__ import annotations

from bot.corridor import spoken
from bot.corridor.turn import InsteadError, Turn
from bot.forms.pages.gates import must_be_open
from bot.forms.pages.which import form_of
from bot.front.words import edited as words
from bot.papers.filing import LONGEST_CAPTION
from bot.papers.words import evidence as evidence_words
from storage.queries import papers, quarters, spoken as queries
from storage.queries.papers import Evidence
from storage.queries.spoken import Spoken


async def changed_caption(turn: Turn, one: Spoken) -> None:
    """The caption of papers reads otherwise now."""
    pieces = await queries.bundle_of(turn.db, one)
    before = joined([piece.caption for piece in pieces])
    after = joined([turn.text if piece.id == one.id else piece.caption for piece in pieces])
    if len(turn.text) > LONGEST_CAPTION:
        turn.say(evidence_words.caption_too_long())
        return
    await queries.edited(turn.db, one, mark=spoken.mark(turn.text), caption=turn.text)
    there = await papers.evidence_under(turn.db, one.became) if one.became else []
    if not there:
        turn.say(words.nothing_follows("") if not one.became else words.papers_gone())
        return
    await _describe(turn, there, before, after)


def joined(captions: list[str]) -> str:
    """The captions of an album as one description."""
    return "\n".join(dict.fromkeys(one for one in captions if one))[:LONGEST_CAPTION]


async def _describe(turn: Turn, there: list[Evidence], before: str, after: str) -> None:
    kept = await quarters.form_by_id(turn.db, there[0].form_id)
    if kept is None or kept.unit_id not in turn.units:
        raise InsteadError(words.nothing_follows(""))
    form = await form_of(turn, kept.quarter_id, kept.unit_id)
    look = words.look(form.quarter.id, form.unit.id, there[0].row)
    same = [one for one in there if one.caption == before]
    if not same:
        turn.say(words.described_since(), (look,))
        return
    for one in same:
        must_be_open(form, one.row, turn)
        await papers.caption_evidence(turn.db, one.id, after)
        await turn.record(
            form.unit.id, "evidence.caption", f"evidence/{one.id}", before or None, after
        )
    turn.say(words.captioned(after, len(same)), (look,))
