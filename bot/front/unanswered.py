"""What was asked and not answered, kept: to be sent to the office, and masked, to be taught.

No page, and no meaning: what a sentence is likely to mean is ``bot.front.beyond``'s.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.advice import masking
from bot.advice.asking import asks_the_office, at_hand
from bot.advice.words import consult
from bot.corridor.reads_first import OutdatedError
from bot.corridor.turn import Turn
from bot.front.asking import Asking
from bot.front.said import Said, said_of
from bot.questions import passed_on
from bot.questions.features import LONGEST, tidied
from bot.speech import periodic
from bot.speech.colloquial import plainly
from storage.queries import advice

_KEPT = timedelta(days=3)
_ONCE = timedelta(days=60)


async def draft_of(turn: Turn, said: Said, topic: str) -> int | None:
    """The question, kept until its person sends it to the office or asks another one."""
    if not asks_the_office(turn):
        return None
    about = await at_hand(turn)
    if said.sentence.named.row:
        about = replace(about, row=said.sentence.named.row)
    typed = _as_typed(turn, said)
    bare = passed_on.bare(_TO_ASK.sub("", typed)) or typed
    text, before = bare[: consult.LONGEST], turn.now - _KEPT
    number = await advice.next_draft(turn.db, turn.somebody.id, before)

    async def write() -> None:
        await advice.forget(turn.db, before)
        kept = await advice.draft(turn.db, turn.somebody.id, about, text, topic, turn.now)
        if kept != number:
            raise OutdatedError  # another question took the number meanwhile

    await turn.then(write)
    return number


_TO_ASK: Final = re.compile(
    r"^(?:麻烦|请|帮忙?|给|替|代|我|你们?|您|能不能|想)*(?:问(?:问|一?下|声)?|转告|转给|转达|反映给?|请教)(?:一?下)?"
    r"(?:你们|恁|咱|那边|县)*(?:信用办|办公室|主任|领导|科长|老师|[一-鿿]科长)(?:那边|一?声|一?下)?[,，:：。\s]+"
)
"""帮我问问主任: said to the bot, and no part of the question."""


def _as_typed(turn: Turn, said: Said) -> str:
    """The question in its person's own words, where it was read in the words of writing."""
    typed = turn.text or turn.asking
    heard = periodic.heard(typed)
    return typed if said.text in (heard, plainly(heard)) else said.text


async def keep(turn: Turn, asking: Asking, read: Said) -> None:
    """Count a sentence that was not understood; nothing of a person or a unit is kept of it."""
    if not 1 < len(read.text) <= LONGEST or not read.tidy:
        return
    said = said_of(turn, asking, _as_typed(turn, read))  # the office reads it as it was said
    names = await advice.named(turn.db, masking.candidates(said.masked))
    bare = masking.without_people(said.masked, names)
    side = "office" if said.office else "unit"

    async def write() -> None:
        await advice.forget_once(turn.db, turn.now - _ONCE)
        await advice.not_understood(turn.db, tidied(bare), masking.shown(bare), side, turn.now)

    await turn.then(write)
