"""Buttons that lead to pages: a label and the segments of a route. No sentence lives here."""

from __future__ import annotations

from bot.corridor.events import Button

LABEL = 40
"""A label is at most this long; a longer one ends in …."""


def to(label: str, *segments: object) -> Button:
    """A button to ``a/b/c``, its label cut to what a button carries."""
    cut = label if len(label) <= LABEL else label[: LABEL - 1] + "…"
    return Button(label=cut, route="/".join(str(one) for one in segments))


def in_rows(buttons: list[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """Buttons side by side, ``width`` to a row."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


HOME = Button(label="首页", route="home")
