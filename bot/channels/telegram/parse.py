"""What an update of Telegram means for the bot: pure reading, nothing is kept or answered here.

An update is JSON from outside: whatever is missing or strange makes it a fault that ``inlet`` sets
aside, never a guess. Field names are those of the Bot API (core.telegram.org/bots/api#update).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from bot.channels.telegram import commands, contents, rich, words
from bot.corridor.events import Attachment, Incoming, Message, Source
from bot.papers.words.evidence import OVER
from storage.kinds import RefusalCode
from storage.queries.telegram import Place

Raw = dict[str, Any]

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that are asked for."""

_QUOTED = 500
_CHINA = timezone(timedelta(hours=8))
_NOT_TAKEN = (
    *("voice", "audio", "video_note", "sticker", "location", "venue", "poll", "dice", "story"),
    *("game", "checklist", "paid_media", "invoice", "giveaway"),
)
_FILES = ("photo", "document", "video")
"""An animation comes as a document too."""
_GONE = ("left", "kicked")


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs to know of the bot and the office."""

    bot: int
    username: str
    file_limit: int
    office_limit: int
    """What other channels may carry; at least ``file_limit``."""
    clock: Callable[[], datetime]
    is_word: Callable[[str], bool] = lambda text: False  # noqa: ARG005 -- the shape of is_word
    """Whether a text, typed exactly, opens a page: then it is meant for the bot in a group too."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message for the bot; ``album`` when more of it may follow."""

    incoming: Incoming
    album: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button; ``query`` waits for an answer, or the phone shows a spinner."""

    incoming: Incoming
    query: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """The channel itself answers: the message cannot mean anything to a page."""

    chat: str
    message: Message
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup and has another number."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether the bot can still write to a chat: blocked, unblocked, added, removed."""

    chat: str
    private: bool
    can: bool
    fresh: bool
    """The bot has just come into the group."""
    reason: str
    silent: bool = False
    """It is there and may not write."""
    promoted: bool = False
    """It has become an administrator, and sees everything that is said."""


Meaning = Said | Pressed | Aside | Moved | Reach | None


def key_of(update: Raw, reader: Reader) -> str:
    """The number of an update, with the bot's: another bot counts from elsewhere."""
    return f"{reader.bot}:{int(update['update_id'])}"


def numbered(update: Raw) -> tuple[str, object] | None:
    """The chat and the number of a message that is new, however strange the rest is."""
    message = update.get("message") if isinstance(update, dict) else None
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict):
        return None
    return str(chat.get("id")), message.get("message_id")


def read(update: Raw, reader: Reader) -> Meaning:
    """What an update means; None when it is nothing to the bot.

    Raises:
        KeyError, TypeError, ValueError: the update is not of the documented shape.
    """
    key = key_of(update, reader)
    if "message" in update:
        return _message(key, update["message"], reader)
    if "callback_query" in update:
        return _press(key, update["callback_query"], reader)
    if "edited_message" in update:
        return _edited(key, update["edited_message"], reader)
    if "my_chat_member" in update:
        return _reach(key, update["my_chat_member"])
    return None


def _private(message: Raw) -> bool:
    return bool(message["chat"]["type"] == "private")


def _thread(message: Raw) -> int | None:
    return int(message["message_thread_id"]) if message.get("is_topic_message") else None


def _message(key: str, message: Raw, reader: Reader) -> Meaning:
    chat = str(int(message["chat"]["id"]))
    if "migrate_to_chat_id" in message:
        return Moved(chat, str(int(message["migrate_to_chat_id"])))
    if "migrate_from_chat_id" in message:
        return Moved(str(int(message["migrate_from_chat_id"])), chat)
    if message["chat"]["type"] not in ("private", "group", "supergroup"):
        return None
    text = _text(message)
    addressed, text = _addressed(message, text, reader)
    if not addressed:
        return None
    if not _private(message) and ("sender_chat" in message or message["from"]["is_bot"]):
        # All anonymous administrators of all groups share one number: it is nobody's identity.
        return Aside(chat, words.anonymous(), f"telegram:{key}")
    attachments = _attachments(message, reader)
    contact = message.get("contact")
    if contact is not None:
        if contact.get("user_id") != message["from"]["id"]:
            return Aside(chat, words.not_your_phone(), f"telegram:{key}")
        text = _phone(contact["phone_number"])
    elif not text and not any(kind in message for kind in _FILES):
        return _not_taken(key, message)
    incoming = Incoming(
        channel="telegram",
        update=key,
        chat=chat,
        sender=str(int(message["from"]["id"])),
        private=_private(message),
        received=datetime.fromtimestamp(int(message["date"]), UTC),
        text=text,
        attachments=attachments,
        sources=(_source(message),),
        quoted=_quoted(message, reader),
    )
    place = None if _private(message) else Place(_thread(message), _number(message))
    return Said(incoming, message.get("media_group_id") if attachments else None, place)


def _quoted(message: Raw, reader: Reader) -> str:
    """The beginning of the bot's message that this one is a reply to."""
    replied = message.get("reply_to_message", {})
    ours = replied.get("from", {}).get("id") == reader.bot
    return _text(replied)[:_QUOTED] if ours else ""


def _text(message: Raw) -> str:
    """What was typed: as a text, under a file, or as a message with blocks and tables."""
    said = message.get("text", message.get("caption"))
    return str(said) if said is not None else rich.plain(message.get("rich_message"))


def _not_taken(key: str, message: Raw) -> Aside | None:
    """The answer to what holds neither words nor files; none to what only happened in the chat.

    A kind that Telegram invents later is answered, too, where nobody else can be meant.
    """
    kind = next((kind for kind in _NOT_TAKEN if kind in message), "")
    if not kind and (not _private(message) or contents.happened(message)):
        return None
    return Aside(str(int(message["chat"]["id"])), words.not_taken(kind), f"telegram:{key}")


def _number(message: Raw) -> int | None:
    """A message's number in its chat; None of an ephemeral one, which has none there (it is 0)."""
    return int(message["message_id"]) or None


def _addressed(message: Raw, text: str, reader: Reader) -> tuple[bool, str]:
    """Whether the bot is meant, and the text without what only says so.

    In a group people talk to each other: the bot is meant by a command, by its name, by a reply
    to it, or by a word that is a page's own.
    """
    command = commands.read(text) if text.startswith("/") else None
    if command is not None:
        ours = command.bot in ("", reader.username.lower())
        return ours or _private(message), command.words
    if _private(message):
        return True, text
    plain = re.sub(rf"@{re.escape(reader.username)}\b", "", text, flags=re.IGNORECASE).strip()
    replied = message.get("reply_to_message", {}).get("from", {}).get("id")
    meant = plain != text.strip() or replied == reader.bot or reader.is_word(plain)
    return meant, plain


def _attachments(message: Raw, reader: Reader) -> tuple[Attachment, ...]:
    if "photo" in message:
        return (_attachment(_largest(message["photo"]), _photo_label(message), reader),)
    for kind, label in (("document", "文件"), ("video", "视频.mp4")):
        if kind in message:
            file = message[kind]
            return (_attachment(file, file.get("file_name") or label, reader),)
    return ()


def _source(message: Raw) -> Source:
    """What tells the message from others, and the file under it from one put in its place."""
    file = next((message[kind] for kind in _FILES if kind in message), None)
    if isinstance(file, list):
        file = _largest(file)
    return Source(
        message=_name(message),
        caption=str(message.get("caption", "")),
        file=str(file.get("file_unique_id", ""))[:128] if file else "",
    )


def _name(message: Raw) -> str:
    """What a message is known by: an ephemeral one (Bot API 10.2) has a number of its own kind."""
    number = _number(message)
    return str(number) if number else f"e{int(message.get('ephemeral_message_id') or 0)}"


def _largest(sizes: list[Raw]) -> Raw:
    return max(sizes, key=lambda size: int(size["width"]) * int(size["height"]))


def _attachment(file: Raw, label: str, reader: Reader) -> Attachment:
    size = int(file.get("file_size") or 0)
    label = label[:255]
    if size > reader.file_limit:
        # Refused before anybody waits for a download that cannot be.
        ours = size > reader.office_limit
        code = RefusalCode.TOO_LARGE.value if ours else f"{OVER}{reader.file_limit}"
        return Attachment(label=label, size=size, refused=code)
    return Attachment(label=label, size=size, remote=str(file["file_id"]))


def _photo_label(message: Raw) -> str:
    """A photo has no name of its own: the moment, and a number that tells it from its album."""
    at = datetime.fromtimestamp(int(message["date"]), _CHINA)
    return f"照片{at:%m%d-%H%M}-{int(message['message_id']) % 100:02d}.jpg"


def _phone(number: str) -> str:
    """A contact's number as people write it: Telegram leaves out or keeps the plus as it likes."""
    digits = re.sub(r"\D", "", number)
    return digits.removeprefix("86") if len(digits) == 13 else digits


def _press(key: str, query: Raw, reader: Reader) -> Meaning:
    message, data = query.get("message"), query.get("data")
    if message is None or data is None:
        return None
    private = _private(message)
    incoming = Incoming(
        channel="telegram",
        update=key,
        chat=str(int(message["chat"]["id"])),
        sender=str(int(query["from"]["id"])),
        private=private,
        received=reader.clock(),
        route=str(data)[:256],
        pressed=_name(message),
    )
    place = None if private else Place(_thread(message), None)
    return Pressed(incoming, str(query["id"]), place)


def _edited(key: str, message: Raw, reader: Reader) -> Meaning:
    """A changed text, caption or file. A location that moves is an edit too and means nothing."""
    if not any(part in message for part in ("text", "rich_message", *_FILES)):
        return None
    said = _message(key, message, reader)
    if not isinstance(said, Said):
        return None
    # The file is not taken in again; that it is another one is seen from its lasting number.
    changed = said.incoming.model_copy(update={"attachments": (), "edits": True})
    return replace(said, incoming=changed, album=None)


def _reach(key: str, change: Raw) -> Meaning:
    was, now = change["old_chat_member"], change["new_chat_member"]

    def inside(member: Raw) -> bool:
        if member["status"] == "restricted":
            return bool(member.get("is_member", True))
        return member["status"] not in _GONE

    if change["chat"]["type"] not in ("private", "group", "supergroup"):
        return None
    return Reach(
        chat=str(int(change["chat"]["id"])),
        private=change["chat"]["type"] == "private",
        can=inside(now),
        fresh=inside(now) and not inside(was),
        reason=f"telegram:{key}",
        silent=now["status"] == "restricted" and not now.get("can_send_messages", True),
        promoted=now["status"] == "administrator" and was["status"] != "administrator",
    )
