"""What the turns of one chat ask of the server each time, so that the next one asks it at once.

A habit is what the last two turns of a chat both had to ask: the liaison's form, its figures. It
goes along with the first message (``Session.usual``) and changes nothing of what is found: what
was not wanted is forgotten with the turn, and what is written meanwhile makes it no answer
(``saying``).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

MOST = 2000
"""So many chats are remembered."""
MOST_EACH = 8
Asks = dict[Hashable, tuple[str, Sequence[Any]]]
"""What was asked, by its key: a statement as the server takes it, and its values."""


class Habits:
    """Of one county, for its writer and its views in whichever thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: OrderedDict[Hashable, tuple[Mapping[Hashable, Any], Asks]] = OrderedDict()

    def usual(self, who: Hashable) -> Asks:
        """What the last two turns both asked."""
        with self._lock:
            before, last = self._last.get(who, ({}, {}))
            return {key: ask for key, ask in last.items() if key in before}

    def over(self, who: Hashable, asked: Asks) -> None:
        """A turn is over that had asked this."""
        with self._lock:
            _, last = self._last.pop(who, ({}, {}))
            self._last[who] = (last, dict(list(asked.items())[:MOST_EACH]))
            if len(self._last) > MOST:
                self._last.popitem(last=False)


class Turn:
    """Whose turn it is on one line, and what it asks."""

    def __init__(self) -> None:
        self._habits: Habits | None = None
        self._who: Hashable = None
        self._usual: Asks = {}
        self._asked: Asks = {}

    def begin(self, habits: Habits, who: Hashable) -> Asks:
        """Somebody's turn begins; what is usual for them."""
        self.over()
        self._habits, self._who, self._usual = habits, who, habits.usual(who)
        return self._usual

    def asks(self, key: Hashable, sql: str, given: Sequence[Any], *, known: bool) -> None:
        """A query; ``known``: it need not be asked, or need not any more."""
        if self._habits is not None and (not known or key in self._usual):
            self._asked[key] = (sql, given)

    def over(self) -> None:
        """Whoever asked asks no more."""
        if self._habits is not None:
            self._habits.over(self._who, self._asked)
        self._habits, self._usual, self._asked = None, {}, {}
