"""What a rich message of Bot API 10.1 says, as plain text: its shape is left out.

A rich text is a string, a list of rich texts, or an object with more of them inside; blocks nest
the same way (core.telegram.org/bots/api#richmessage). Only the fields that hold words are read, so
that a block invented later gives the words it has under these names. Not here: what is meant.
"""

from __future__ import annotations

from typing import Any

_WORDS = ("label", "summary", "text", "expression", "credit", "caption")
"""Fields with words, in the order in which people read them."""
_INSIDE = ("blocks", "items")
_DEEPEST = 40


def plain(message: Any) -> str:
    """The words of a rich message, a line for each block, item and row; empty where it has none."""
    lines = _lines(message, 0)
    return "\n".join(line for line in (one.strip() for one in lines) if line)


def _lines(block: Any, depth: int) -> list[str]:
    """The lines of a block and of what lies in it."""
    if depth > _DEEPEST:
        return []
    if isinstance(block, list):
        return [line for one in block for line in _lines(one, depth + 1)]
    if not isinstance(block, dict):
        return [block] if isinstance(block, str) else []
    found = [" ".join(filter(None, (_said(block.get(key), depth) for key in _WORDS)))]
    rows = map(_list, _list(block.get("cells")))
    found += [" ".join(_said(cell, depth) for cell in row) for row in rows]
    inside = [line for key in _INSIDE for line in _lines(_list(block.get(key)), depth + 1)]
    if "label" in block and inside:
        found[0] = f"{found[0]} {inside.pop(0)}"
    return found + inside


def _said(text: Any, depth: int) -> str:
    """The words of a rich text, on one line."""
    if depth > _DEEPEST:
        return ""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(_said(one, depth + 1) for one in text)
    if isinstance(text, dict):
        return "".join(_said(text.get(key), depth + 1) for key in _WORDS)
    return ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
