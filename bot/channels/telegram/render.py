"""A letter as Telegram shows it: HTML with everything escaped, cut where nothing is torn.

Pure: from a ``Message`` and its files to the parts that are sent one after another. Limits are
those of the Bot API, counted in UTF-16 units after the markup is read, as Telegram counts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.telegram import words
from bot.corridor.events import Button, Message, ReadyFile
from bot.people.words import bind as bind_words

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ROW_LIMIT = 8
"""Buttons in a row."""
HINT_LIMIT = 64
PHOTO_LIMIT = 10 * 1024 * 1024
_PHOTOS = frozenset({"jpg", "png", "webp"})
_ENDS = ("\n\n", "\n", "。", "；", "，", " ")
"""Where a long text is best cut, best first."""
_WORTH = 200
"""Less room than this is not worth filling with the beginning of the next block."""

Markup = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One message of Telegram's: a text, or a file with a caption."""

    html: str
    markup: Markup | None = None
    file: ReadyFile | None = None
    photo: bool = False


def parts(
    message: Message, files: Sequence[ReadyFile], upload_limit: int, *, private: bool
) -> list[Part]:
    """The parts of a letter in their order; the buttons are below the last one."""
    if not private and message.placeholder and message.buttons:
        # Buttons and a forced reply exclude each other, and with privacy on only a reply is heard.
        text = f"{message.text}\n{words.reply_here()}"
        message = message.model_copy(update={"text": text})
    sent = [file for file in files if file.size <= upload_limit]
    left_out = [words.file_left_out(f.label, upload_limit) for f in files if f not in sent]
    if left_out:
        message = message.model_copy(update={"text": "\n".join([message.text, *left_out]).strip()})
    texts = list(_texts(message))
    if len(sent) == 1 and len(texts) <= 1 and _length_of(message) <= CAPTION_LIMIT:
        found = [_file(sent[0], texts[0] if texts else "")]
    else:
        found = [_file(file, "") for file in sent] + [Part(text) for text in texts]
    if not found:
        found = [Part("…")]
    return [*found[:-1], replace(found[-1], markup=_markup(message, private=private))]


def units(text: str) -> int:
    """Length as Telegram counts: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _file(file: ReadyFile, caption: str) -> Part:
    photo = file.picture and file.kind in _PHOTOS and file.size <= PHOTO_LIMIT
    return Part(caption, file=file, photo=photo)


def file_name(label: str) -> str:
    """A label as a name in a multipart header: no quotes, no breaks, no paths."""
    return re.sub(r'[\x00-\x1f"\\/]', "_", label) or "文件"


# -- the text ------------------------------------------------------------------------------------


def _length_of(message: Message) -> int:
    blocks = (message.title, message.text, message.detail_label, message.detail)
    return sum(units(block) + 2 for block in blocks)


def _texts(message: Message) -> Iterator[str]:
    """The text as HTML, in as many messages as it takes."""
    current, room = "", TEXT_LIMIT
    for opening, closing, block in _blocks(message):
        while block:
            gap = "\n" if current else ""
            if (
                units(block) + len(gap) > room
                and room < TEXT_LIMIT
                and (units(block) <= TEXT_LIMIT or room < _WORTH)
            ):
                yield current
                current, room = "", TEXT_LIMIT
                continue
            piece, block = cut(block, room - len(gap))
            current += gap + opening + html.escape(piece, quote=False) + closing
            room -= units(piece) + len(gap)
    if current:
        yield current


def _blocks(message: Message) -> Iterator[tuple[str, str, str]]:
    if message.title.strip():  # Telegram refuses a message of spaces only
        yield "<b>", "</b>", message.title
    if message.text.strip():
        yield "", "", message.text.strip("\n")
    if message.detail.strip():
        label = f"{message.detail_label}：\n" if message.detail_label else ""
        yield "<blockquote expandable>", "</blockquote>", label + message.detail.strip("\n")


def cut(text: str, room: int) -> tuple[str, str]:
    """The beginning that fits in ``room`` units, cut at a good place, and the rest."""
    if units(text) <= room:
        return text, ""
    end, used = 0, 0
    while used + units(text[end]) <= room:
        used += units(text[end])
        end += 1
    for mark in _ENDS:
        at = text.rfind(mark, end // 2, end)
        if at > 0:
            end = at + len(mark)
            break
    return text[:end].rstrip("\n"), text[end:].lstrip("\n")


# -- what is below it ----------------------------------------------------------------------------


def _markup(message: Message, *, private: bool) -> Markup | None:
    if private and message.placeholder and message.placeholder == _PHONE_HINT:
        return _phone_keyboard(message)
    if message.buttons:
        rows = [
            row[at : at + ROW_LIMIT]
            for row in message.buttons
            for at in range(0, len(row), ROW_LIMIT)
        ]
        return {"inline_keyboard": [[_key(button) for button in row] for row in rows]}
    if message.placeholder:
        # In a group with privacy on, only a reply reaches the bot: this makes the answer one.
        return {
            "force_reply": True,
            "selective": True,
            "input_field_placeholder": message.placeholder[:HINT_LIMIT],
        }
    return None


_PHONE_HINT = bind_words.ask_phone("").placeholder


def _phone_keyboard(message: Message) -> Markup:
    """One tap sends one's own number; the other buttons are typed by their labels."""
    others = [[{"text": button.label} for button in row] for row in message.buttons]
    return {
        "keyboard": [[{"text": words.SHARE_PHONE, "request_contact": True}], *others],
        "resize_keyboard": True,
        "one_time_keyboard": True,
        "input_field_placeholder": message.placeholder[:HINT_LIMIT],
    }


def _key(button: Button) -> dict[str, str]:
    return {"text": button.label, "callback_data": button.route}
