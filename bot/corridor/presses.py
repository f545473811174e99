"""Whether a press counts: nobody presses a page that has not stood long enough to be read.

Two touches of one thumb come a few tenths of a second apart. The second one is either the same
button again, or lies on whatever the answer has just put under the thumb; neither was meant. A list
that is drawn again with one line changed has been read already: its other lines may be pressed at
once. Pure: times come in with the update and with the letter.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.corridor.events import Message, as_json
from storage.database import moment, stamp
from storage.queries.corridor import Conversation

READ: Final = timedelta(seconds=0.8)
"""A page that stood shorter than this has not been read, and the same button pressed again within
this time was pressed once. The web chat's page knows it, too."""

LONGEST: Final = timedelta(hours=3)
"""A press is not acknowledged so long before the page that is answered to: a clock was set back."""

_SIGNS: Final = "☑☐●○◉✓✔ "
"""What a button wears in front to say how it stands."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press as the conversation remembers it."""

    route: str
    on: str
    """The channel's number of the message."""
    at: datetime
    spot: int
    """The button's place among those of the newest page; -1: it was an older page's."""
    before: tuple[str, ...] = ()
    """What stood at each place when it was pressed; kept while the page is drawn again."""

    def dumped(self) -> str:
        """As JSON."""
        said = {"route": self.route, "on": self.on, "at": stamp(self.at), "spot": self.spot}
        return as_json(said | {"before": list(self.before)})


def last_of(conversation: Conversation) -> Press | None:
    """The press that counted last; None when there was none."""
    kept = json.loads(conversation.press)
    if not kept:
        return None
    before = tuple(kept["before"])
    return Press(kept["route"], kept["on"], moment(kept["at"]), kept["spot"], before)


def read_press(conversation: Conversation, route: str, on: str, at: datetime) -> Press:
    """The press at hand."""
    choices = [(str(label), str(led)) for label, led in json.loads(conversation.choices)]
    spot = next((place for place, one in enumerate(choices) if one[1] == route), -1)
    return Press(route, on, at, spot, tuple(_bare(label) for label, _ in choices))


def counts(press: Press, last: Press | None, shown: datetime | None) -> bool:
    """Whether a press was meant; ``shown``: since when the newest page stands."""
    if shown is not None and shown - press.at > LONGEST:
        shown = None
    if last is not None and (press.route, press.on) == (last.route, last.on):
        before_the_answer = shown is not None and last.at <= press.at < shown
        if before_the_answer or abs(press.at - last.at) < READ:
            return False
    if press.spot < 0 or shown is None or press.at - shown >= READ:
        return True
    return last is not None and last.spot != press.spot and _same_line(press, last)


def _same_line(press: Press, last: Press) -> bool:
    """Whether the page is the one read before, drawn again, and this line of it stood there."""
    return 0 <= press.spot < len(last.before) and (
        press.before[press.spot] == last.before[press.spot]
    )


def _bare(label: str) -> str:
    return label.lstrip(_SIGNS)


def redrawn(said: Sequence[Message]) -> bool:
    """Whether the answer takes the place of the page that was pressed."""
    return bool(said) and said[0].replace


def forget_lines(press: Press) -> Press:
    """The press, when its page was not drawn again: nothing of what stood there counts as read."""
    return replace(press, before=())
