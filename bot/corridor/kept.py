"""What is worked out once and kept in memory, for whichever thread asks next.

Only what never changes, found by a key that is another where it would be another thing. Turns that
read run in threads of their own beside the loop (``storage.engine.Views``); hence the lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """At most so many values; the one that was used longest ago goes first.

    ``weigh``: of how many each counts, where they are not alike; the last one stays, however heavy.
    """

    def __init__(self, most: int, weigh: Callable[[Value], int] = lambda _: 1) -> None:
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._kept: dict[Key, Value] = {}
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """What is kept under a key."""
        with self._lock:
            if key not in self._kept:
                return None
            found = self._kept[key] = self._kept.pop(key)
            return found

    def put(self, key: Key, value: Value) -> Value:
        """Keep it."""
        with self._lock:
            if key in self._kept:
                self._weight -= self._weigh(self._kept.pop(key))
            self._kept[key] = value
            self._weight += self._weigh(value)
            while self._weight > self._most and len(self._kept) > 1:
                self._weight -= self._weigh(self._kept.pop(next(iter(self._kept))))
        return value

    def made(self, key: Key, make: Callable[[], Value]) -> Value:
        """What is kept under a key, or made now; two threads may both make it, and it is equal."""
        found = self.get(key)
        return self.put(key, make()) if found is None else found

    def clear(self) -> None:
        """Begin anew."""
        with self._lock:
            self._kept.clear()
            self._weight = 0
