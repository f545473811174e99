"""The words of a topic's own button, typed: 公示期能不能改 is answered with what that button opens.

People copy what a menu offered them. What is also the name of a page, a list or an order is that
page's (``bot.questions.typed``); here are only topics that have an answer. No page of its own.
"""

from __future__ import annotations

from functools import cache

from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front.asking import Asking
from bot.questions.features import tidied
from bot.questions.topic import topics

_SHORTEST = 5
"""A label of fewer signs (排名) is a word of its own meaning."""


@cache
def _labels(*, office: bool) -> dict[str, str]:
    every = [one for one in topics().values() if one.answer and one.fits(office)]
    called = [(one.called(office), one.name) for one in every]
    return {
        tidied(label): name
        for label, name in called
        if len(label) >= _SHORTEST and not label.startswith("有没有")
    }


def by_label(turn: Turn, asking: Asking, text: str) -> str | None:
    """The answer of the topic that is called so; None: none is."""
    if turn.incoming.route is not None or not asking.office:
        return None
    name = _labels(office=True).get(tidied(text))
    return link("topic", name) if name else None
