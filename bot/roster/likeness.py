"""Names of units that are nearly the same: pointed out, because one unit may stand there twice.

Here: which pairs. Not here: names that are the same (``bot.roster.reading``), who is meant by a
name (``bot.speech.names``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from bot.roster.headings import same

_BRACKETS: Final = re.compile(r"（(.*?)）")
_SHORTEST: Final = 3
_LONG: Final = 6
"""From so many signs on a name may differ by one sign; 县教育局 and 县体育局 are two units."""
_MOST: Final = 500
"""Names that are compared each with each; a county has some eighty."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is compared."""

    name: str
    bare: str
    """Without brackets."""
    inside: frozenset[str]
    """What stands in brackets: 县公安局（交警大队）."""

    @classmethod
    def of(cls, name: str) -> _Name:
        """The name taken apart."""
        inside = frozenset(same(part) for part in _BRACKETS.findall(name))
        return cls(name, same(_BRACKETS.sub("", name)), inside)


def near_doubles(names: Sequence[str], known: Iterable[str] = ()) -> list[str]:
    """A sentence for each pair of names, or of a name and a known one, that are nearly alike."""
    earlier = [_Name.of(name) for name in known]
    found: list[str] = []
    for name in map(_Name.of, names[:_MOST]):
        found += [
            f"“{name.name}”和“{other.name}”很像，请确认是不是两个单位。"
            for other in earlier[: 2 * _MOST]
            if other.name != name.name and _are_near(name, other)
        ]
        earlier.append(name)
    return found


def _are_near(one: _Name, other: _Name) -> bool:
    """Whether two names may be meant for one unit."""
    if len(one.bare) < 2 or len(other.bare) < 2:
        return False
    if one.bare == other.bare or one.bare in other.inside or other.bare in one.inside:
        return True
    short, long = sorted((one.bare, other.bare), key=len)
    if len(short) >= _SHORTEST and long in {f"郏县{short}", f"县{short}", f"郏{short}"}:
        return True
    return len(short) >= _LONG and Levenshtein.distance(short, long, score_cutoff=1) <= 1
