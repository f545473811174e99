"""What a liaison is told who asks for a list of units: their own rows, or what is near it.

Not here: another unit's matters, which stay refused; what the office asks.
"""

from __future__ import annotations

import re
from typing import Final, cast

from bot.corridor.events import Button, Message
from bot.corridor.turn import Turn
from bot.front.asking import Asking
from bot.front.beyond import everyday, near
from bot.front.meanings import lead
from bot.front.words import heard as heard_words
from bot.questions import GRAMMAR, Arguments, Meaning, Name

_ROWS_ONLY: Final = re.compile(r"哪[个项几些样条]|[几多][项个少条]")
_UNITS: Final = re.compile(r"谁|单位|[哪几][家]|乡镇|部门|各[局镇乡]|他们|别人|[局镇乡]")
_PHONE: Final = re.compile(r"电话|手机号|号码|联系方式")
"""王科长电话多少: whoever it is, the office's is the one that a unit may call."""
_OWN: Final = {
    "who_not_reported": "progress", "who_idle": "progress", "who_filling": "progress",
    "who_reported": "progress", "reports_missing": "my_reports", "county_progress": "progress",
}  # fmt: skip
"""A list of units, of the office's → what it is of one's own rows."""


async def own_instead(
    turn: Turn, asking: Asking, meant: Meaning, text: str, refused: Message
) -> str | Message:
    """还有哪个没填, of a liaison, asks for the own rows; what is refused says what is near it."""
    own = _OWN.get(meant.name)
    if own and _ROWS_ONLY.search(text) and not _UNITS.search(text):
        return await lead(asking, Meaning(cast("Name", own), Arguments()))
    may = {role for entry in GRAMMAR if entry.name == meant.name for role in entry.roles}
    if meant.arguments.unit is not None or "liaison" in may:
        return refused  # another unit's, or an answer of its own
    return await _with_what_is_near(turn, asking, text, refused)


async def own_known(turn: Turn, asking: Asking, text: str) -> str | Message | None:
    """What is answered to a unit before it is refused: an everyday question, whom it may call."""
    if (known := await everyday(turn, asking, text)) is not None:
        return known
    if _PHONE.search(text) and not asking.roster.find_in(text):
        return await lead(asking, Meaning("contact", Arguments()))
    return None


async def _with_what_is_near(turn: Turn, asking: Asking, text: str, refused: Message) -> Message:
    """A refusal, and below it what a liaison may have asked instead."""
    offered_ = await near(turn, asking, text, sure=False)
    if not offered_:
        return refused
    ways = tuple((Button(label=label, route=route),) for label, route in offered_)
    said = f"{refused.text}\n{heard_words.or_this([label for label, _ in offered_])}"
    return refused.model_copy(update={"text": said, "buttons": (*ways, *refused.buttons)})
