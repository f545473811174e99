"""What was once made of a value, kept as long as that very value is at hand.

Row results and steps are shared by all units with the same figures (`ready`), so their words and
their JSON are made once. Here: a bounded memory by identity, which holds what it knows, so that no
other value can take its place. Not here: what is remembered.
"""

from collections.abc import Callable, Iterable
from typing import Final, Generic, TypeVar

One = TypeVar("One")
Made = TypeVar("Made")
_MOST: Final = 4096


class Remembered(Generic[Made]):
    """What was made of a value with another beside it, such as a step and its row."""

    __slots__ = ("_known", "_most")

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._known: dict[int, tuple[object, object, Made]] = {}

    def of(self, one: object, beside: object = None) -> Made | None:
        """Return what was made of exactly this value, or None."""
        found = self._known.get(id(one))
        if found is not None and found[0] is one and found[1] is beside:
            return found[2]
        return None

    def each(self, many: Iterable[One], make: Callable[[One], Made]) -> list[Made]:
        """Return what was made of each of these by themselves, made now where nothing was."""
        known = self._known
        return [
            found[2]
            if (found := known.get(id(one))) is not None and found[0] is one and found[1] is None
            else make(one)
            for one in many
        ]

    def keep(self, one: object, beside: object, made: Made) -> Made:
        """Keep what was made; everything is let go of when it gets too much."""
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[id(one)] = (one, beside, made)
        return made
