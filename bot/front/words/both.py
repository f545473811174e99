"""Two answers as one message: the second stands below the first, under its own title."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Message


def under(first: Message, second: Message) -> Message:
    """Both, with the buttons of both, each once."""
    shown: set[str] = set()
    rows = []
    for row in (*first.buttons, *second.buttons):
        kept = tuple(one for one in row if one.route not in shown and one != HOME)
        shown.update(one.route for one in kept)
        rows += [kept] if kept else []
    below = "\n".join(one for one in (second.title, second.text) if one)
    return first.model_copy(
        update={
            "text": f"{first.text}\n\n{below}".strip(),
            "detail": "\n".join(one for one in (first.detail, second.detail) if one),
            "detail_label": first.detail_label or second.detail_label,
            "files": (*first.files, *second.files),
            "buttons": (*rows, (HOME,)),
            "replace": False,
        }
    )
