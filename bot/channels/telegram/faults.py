"""What Telegram's errors mean for a letter: later, never, or a fault of ours.

Named once here; ``delivery`` raises them, the outbox knows what to do.
"""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.corridor.delivering import GoneError, LaterError

UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "group chat was deactivated",
    "group is deactivated",
    "have no rights to send a message",
    "not enough rights to send",
    "bot is not a member",
    "chat_write_forbidden",
    "bot was kicked",
    "chat_restricted",
)
"""400s that say that this chat cannot be written to (compared in lower case)."""
SILENCED = (
    "have no rights to send a message",
    "not enough rights to send",
    "chat_write_forbidden",
    "chat_restricted",
)
"""Of these the ones after which the bot is still in the group."""
NOT_CHANGED = ("message is not modified",)
CANNOT_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
    "message identifier is not specified",
)
STALE_FILE = ("wrong file identifier", "wrong remote file", "file reference", "file_id")
NOT_A_PHOTO = ("photo_invalid_dimensions", "image_process_failed", "photo_ext_invalid")
NO_THREAD = ("message thread not found", "topic_closed", "topic_deleted")
ANSWERED = (BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter)
"""Telegram said no: what it was asked did not happen. Of anything else nobody knows."""
LONGEST_WAIT = 60.0


def says(fault: TelegramError, texts: tuple[str, ...]) -> bool:
    """Whether a 400 is one of these."""
    told = str(fault).lower()
    return isinstance(fault, BadRequest) and any(text in told for text in texts)


def seconds_of(fault: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    asked = fault.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def outcome(fault: TelegramError, failures: int) -> Exception:
    """What to raise to the outbox; ``failures`` in a row lengthen the pause.

    Telegram's own text is kept of a refusal only: it says what is wrong with the letter.
    """
    if isinstance(fault, RetryAfter):
        return LaterError(seconds_of(fault), "flood")
    if isinstance(fault, Forbidden) or says(fault, UNREACHABLE):
        return GoneError("blocked" if isinstance(fault, Forbidden) else "unreachable")
    if isinstance(fault, InvalidToken):
        return LaterError(LONGEST_WAIT, "token refused")
    if isinstance(fault, BadRequest):
        return RefusedError(str(fault))
    if isinstance(fault, NetworkError):
        # However long the line is down, no letter is given up for it.
        return LaterError(min(LONGEST_WAIT, 2.0 ** min(failures, 10)), type(fault).__name__)
    return LaterError(LONGEST_WAIT, type(fault).__name__)


class RefusedError(Exception):
    """Telegram will not take this letter as it is: our fault, and loud."""
