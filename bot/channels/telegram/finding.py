"""Whether a message that went without an answer is there: asked so that nobody sees it.

The Bot API gives no way to look, and no key that would make sending twice harmless. But an edit
that changes nothing is refused with words of its own: a number that may be the message's is edited
to what the message says. “Not modified”: it is there. “Not found”, “can't be edited”: that is
something else. Only numbers are tried that are none of another message of ours (``under_way``), so
that no edit can hit one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from telegram.error import BadRequest, TelegramError

from bot.channels.telegram import faults
from bot.channels.telegram.render import Part
from bot.channels.telegram.wire import Wire


def may_be_found(part: Part) -> bool:
    """Whether Telegram lets a message be edited at all: not one with a keyboard to type with."""
    return part.markup is None or "inline_keyboard" in part.markup


async def find(
    wire: Wire,
    chat: str,
    part: Part,
    candidates: Iterable[int],
    turn: Callable[[], Awaitable[None]],
) -> str | None:
    """The number of the message, if it is there; ``turn`` waits for Telegram's pace.

    Raises:
        TelegramError: it could not be asked now.
    """
    if not may_be_found(part):
        return None
    for number in candidates:
        await turn()
        try:
            await _edit(wire, chat, part, number)
        except TelegramError as fault:
            if faults.says(fault, faults.NOT_CHANGED):
                return str(number)
            if not isinstance(fault, BadRequest) or faults.says(fault, faults.UNREACHABLE):
                raise
        else:
            return str(number)  # it was there, and said what it said before
    return None


async def _edit(wire: Wire, chat: str, part: Part, number: int) -> None:
    values: dict[str, Any] = {"chat_id": chat, "message_id": number, "parse_mode": "HTML"}
    if part.markup is not None:
        values["reply_markup"] = part.markup
    if part.file is not None:
        await wire.call("editMessageCaption", caption=part.html, **values)
        return
    preview = {"is_disabled": True}
    await wire.call("editMessageText", text=part.html, link_preview_options=preview, **values)
