"""How an extract travels between the reader's process and the bot: one line of JSON.

Here: an extract as plain lists and back. Who sends what is ``process``'s and ``reader``'s.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from bot.extraction.pages import Extract, Line, Page, Unread


def packed(extract: Extract) -> dict[str, Any]:
    """An extract as JSON knows it."""
    return {
        "kind": extract.kind,
        "taken": extract.taken_at.isoformat() if extract.taken_at else None,
        "unread": extract.unread.value,
        "partly": extract.partly,
        "dark": extract.dark,
        "count": extract.count,
        "pages": [
            [one.number, one.width, one.height, one.turned, one.pictures, _lines(one)]
            for one in extract.pages
        ],
    }


def _lines(page: Page) -> list[list[Any]]:
    return [
        [line.text, line.box, line.source, line.score, line.size, int(line.bold), line.place]
        for line in page.lines
    ]


def unpacked(told: dict[str, Any]) -> Extract:
    """An extract as it was packed."""
    return Extract(
        pages=tuple(_page(one) for one in told["pages"]),
        kind=told["kind"],
        taken_at=datetime.fromisoformat(told["taken"]) if told["taken"] else None,
        unread=Unread(told["unread"]),
        partly=told["partly"],
        dark=told["dark"],
        count=told["count"],
    )


def _page(told: list[Any]) -> Page:
    number, width, height, turned, pictures, lines = told
    made = tuple(
        Line(text, tuple(box) if box else None, source, score, size, bool(bold), place)
        for text, box, source, score, size, bold, place in lines
    )
    return Page(number, width, height, made, turned, pictures)


def line(told: dict[str, Any]) -> bytes:
    """One message."""
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
