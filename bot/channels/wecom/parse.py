"""What a frame of WeCom means for the bot: pure reading, nothing is kept or answered here.

A frame is JSON from outside: whatever is missing or strange makes it a fault that ``inlet`` sets
aside, never a guess. Fields are those of 智能机器人, 长连接: ``aibot_msg_callback`` and
``aibot_event_callback`` (developer.work.weixin.qq.com, 101463, 100719, 101027).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.channels.wecom import addresses, words
from bot.corridor.events import Attachment, Incoming, Message

Frame = dict[str, Any]

MESSAGE = "aibot_msg_callback"
EVENT = "aibot_event_callback"
_QUOTED = 500
URL_SECONDS = 300
"""How long the address of a file is good."""

_CHINA = timezone(timedelta(hours=8))
_LABELS = {"image": ("照片", ".jpg"), "video": ("视频", ".mp4"), "file": ("文件", "")}
_KEY = re.compile(r"(\d{1,2})\|(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs to know beside the frame."""

    clock: Callable[[], datetime]
    name: str = ""
    """What the bot is called; empty: unknown, and any name behind an @ at either end is its."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message for the bot; ``alone``: nothing but files, of which more may follow."""

    incoming: Incoming
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A choice on a card; ``request`` updates the card, ``key`` names what was chosen."""

    incoming: Incoming
    request: str
    task: str
    key: str


@dataclass(frozen=True, slots=True)
class Aside:
    """The channel itself answers: the message cannot mean anything to a page."""

    incoming: Incoming
    message: Message


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody opened the chat, for the first time that day."""

    sender: str
    request: str


Meaning = Said | Pressed | Aside | Entered | None


def read(frame: Frame, reader: Reader) -> Meaning:
    """What a frame means; None when it is nothing to the bot.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is not of the documented shape.
    """
    body = frame["body"]
    if frame["cmd"] == EVENT or body.get("msgtype") == "event":
        return _event(frame, body, reader)
    if frame["cmd"] == MESSAGE:
        return _message(frame, body, reader)
    return None


def key_of(frame: Frame) -> str:
    """WeCom's number of a message or event: it may come again under the same one."""
    number = str(frame["body"].get("msgid") or _request(frame))
    return number if len(number) <= 128 else hashlib.sha256(number.encode()).hexdigest()


def _request(frame: Frame) -> str:
    found = frame["headers"]["req_id"]
    if not isinstance(found, str) or not found:
        raise ValueError("no req_id")
    return found


def _incoming(frame: Frame, body: Frame, reader: Reader, **more: Any) -> Incoming:
    sender = body["from"]["userid"]
    if not isinstance(sender, str) or not sender:
        raise ValueError("no userid")
    group = body.get("chattype") == "group" or (not body.get("chattype") and body.get("chatid"))
    return Incoming(
        channel="wecom",
        update=key_of(frame),
        chat=addresses.of_group(str(body["chatid"])) if group else sender,
        sender=sender,
        private=not group,
        received=reader.clock(),
        **more,
    )


# -- messages --------------------------------------------------------------------------------------


def _message(frame: Frame, body: Frame, reader: Reader) -> Meaning:
    kind = str(body["msgtype"])
    text, files = _content(kind, body, reader.clock())
    incoming = _incoming(frame, body, reader, reply=_request(frame), attachments=files)
    incoming = incoming.model_copy(update={"quoted": _quoted(body)})
    if text is None and not files:
        return Aside(incoming, words.not_taken(kind))
    text = text or ""
    if not incoming.private:
        text = without_mention(text, reader.name)
    incoming = incoming.model_copy(update={"text": text})
    return Said(incoming, alone=bool(files) and not text.strip() and incoming.private)


def _quoted(body: Frame) -> str:
    """The beginning of a text that was quoted; whose it was WeCom does not say."""
    quote = body.get("quote")
    if not isinstance(quote, dict):
        return ""
    parts = [quote, *quote.get("mixed", {}).get("msg_item", [])]
    texts = [str(one.get("text", {}).get("content", "")) for one in parts]
    return "\n".join(text for text in texts if text)[:_QUOTED]


def _content(kind: str, body: Frame, now: datetime) -> tuple[str | None, tuple[Attachment, ...]]:
    """Text and files of a message; no text (None) and no files where its kind is not known."""
    if kind == "text":
        return str(body["text"]["content"]), ()
    if kind == "voice":
        return _spoken(str(body["voice"]["content"])), ()
    if kind in _LABELS:
        return None, (_attachment(kind, body[kind], now, 1, str(body["msgid"])),)
    if kind != "mixed":
        return None, ()
    texts: list[str] = []
    files: list[Attachment] = []
    for item in body["mixed"]["msg_item"]:
        if item["msgtype"] == "text":
            texts.append(str(item["text"]["content"]))
        elif item["msgtype"] in _LABELS:
            part = item["msgtype"]
            number = len(files) + 1
            files.append(_attachment(part, item[part], now, number, str(body["msgid"])))
    return "\n".join(texts), tuple(files)


def _spoken(transcript: str) -> str:
    """A transcript as the person would have typed it: it ends in a full stop nobody said."""
    return transcript.strip().rstrip("。．.，, ")


def _attachment(kind: str, media: Frame, now: datetime, number: int, msgid: str) -> Attachment:
    """A file that still lies with WeCom, named until its download brings a name."""
    url, key = media["url"], media.get("aeskey") or ""
    if not isinstance(url, str) or not isinstance(key, str) or not url:
        raise TypeError("media without an address")
    until = int(now.timestamp()) + URL_SECONDS
    word, suffix = _LABELS[kind]
    sign = hashlib.sha256(f"{msgid}/{number}".encode()).hexdigest()
    label = f"{word}{now.astimezone(_CHINA):%m%d-%H%M%S}-{int(sign[:8], 16) % 1000:03d}{suffix}"
    remote = json.dumps({"url": url, "key": key, "until": until})
    return Attachment(label=label, remote=remote)


def without_mention(text: str, name: str) -> str:
    """A group message without the name it is addressed to."""
    if name:
        pattern = rf"@{re.escape(name)}(?=[\s\u2005,，:：]|$)[\s\u2005,，:：]*"
        plain, found = re.subn(pattern, " ", text)
        if found:
            return plain.strip()
    plain, found = re.subn(r"^\s*@[^\s\u2005]+[\s\u2005]*", "", text)
    if not found:
        plain = re.sub(r"[\s\u2005]*@[^\s\u2005]+\s*$", "", text)
    return plain.strip()


# -- events ----------------------------------------------------------------------------------------


def _event(frame: Frame, body: Frame, reader: Reader) -> Meaning:
    event = body["event"]
    kind = event["eventtype"]
    if kind == "enter_chat":
        sender = _incoming(frame, body, reader).sender
        return Entered(sender, _request(frame))
    if kind != "template_card_event":
        return None
    # The wire nests what was pressed; the official SDK's types have it flat. Either is taken.
    told = event.get("template_card_event") or event
    task = str(told.get("task_id") or told.get("taskid") or "")
    key = _chosen(told)
    route = route_of(key)
    incoming = _incoming(frame, body, reader, route=route, pressed=task[:128] or None)
    if route is None:
        return Aside(incoming, words.nothing_chosen())
    return Pressed(incoming, _request(frame), task, key)


def _chosen(told: Frame) -> str:
    """The key of the pressed button, or of the option that was chosen before the button."""
    items = (told.get("selected_items") or {}).get("selected_item") or []
    for item in [items] if isinstance(items, dict) else items:
        options = (item.get("option_ids") or {}).get("option_id") or []
        found = [options] if isinstance(options, str) else options
        if found:
            return str(found[0])
    return str(told.get("event_key") or told.get("eventkey") or "")


def key_for(number: int, route: str) -> str:
    """The key of a button: keys of one card must differ, routes need not."""
    return f"{number}|{route}"


def route_of(key: str) -> str | None:
    """The route in a key; None when it is none of ours (确定 with nothing chosen)."""
    found = _KEY.fullmatch(key)
    return found[2][:256] if found and found[2] else None
