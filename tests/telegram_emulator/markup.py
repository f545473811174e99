"""Reading the HTML of the Bot API as strictly as Telegram does: unknown or torn tags are a 400."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(/?)([a-z-]+)((?:\s[^<>]*)?)>")
_ALLOWED = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
_ENTITY = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class MarkupFault(ValueError):
    """What Telegram would answer."""


def plain(text: str) -> str:
    """The text without its markup, as a phone shows it.

    Raises:
        MarkupFault: a tag Telegram does not know, or one that is not closed in its order.
    """
    shown, at = "", 0
    open_tags: list[str] = []
    for tag in _TAG.finditer(text):
        shown += _unescaped(text[at : tag.start()])
        at = tag.end()
        closing, name, rest = tag[1], tag[2], tag[3].strip()
        if name not in _ALLOWED or (rest and (name, rest) != ("blockquote", "expandable")):
            raise MarkupFault(f'Unsupported start tag "{name}"')
        if closing:
            if not open_tags or open_tags.pop() != name:
                raise MarkupFault(f'Unmatched end tag "{name}"')
        else:
            open_tags.append(name)
    shown += _unescaped(text[at:])
    if open_tags:
        raise MarkupFault(f'Can\'t find end tag corresponding to start tag "{open_tags[-1]}"')
    return shown


def _unescaped(text: str) -> str:
    if "<" in text:
        raise MarkupFault("Unsupported start tag")
    if "&" in _ENTITY.sub("", text):
        raise MarkupFault("bare ampersand")  # stricter than Telegram: ours are always escaped
    return html.unescape(text)


def units(text: str) -> int:
    """UTF-16 units, which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2
