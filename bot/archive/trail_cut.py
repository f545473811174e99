"""The part of the trail that is a quarter's: all of its own, and what was changed meanwhile.

Pure: entries and the numbers of what belongs to the quarter come in. What is another quarter's is
left out; what is no quarter's (roles, units, days off) stays from the quarter's first day to its
last own entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any, Final

_OF_FORMS: Final = ("claim", "review", "deadline", "form")
_AFTER: Final = ("archive.ask", "evidence_pack.ask", "trail.anchor")
"""What people do with a quarter when it is over: it does not make the quarter longer."""

Mine = Mapping[str, Set[int]]
"""Kind of subject → numbers: ``form``, ``evidence``, ``report``, ``appeal``, ``publication``,
``quarter``."""


def whose(subject: str, mine: Mine) -> bool | None:
    """Whether a subject is the quarter's; None: it is no quarter's."""
    kind, _, rest = subject.replace(":", "/").partition("/")
    known = "form" if kind in _OF_FORMS else kind
    number = rest.split("/")[0]
    if known not in mine or not number.isdecimal():
        return None
    return int(number) in mine[known]


def cut(entries: Sequence[Mapping[str, Any]], mine: Mine, since: str) -> list[Mapping[str, Any]]:
    """The quarter's part, in the order of the chain."""
    said = [(one, whose(one["subject"], mine)) for one in entries]
    own = [one["at"] for one, is_own in said if is_own and one["action"] not in _AFTER]
    last = max(own, default=since)
    return [
        one for one, is_own in said if is_own or (is_own is None and since <= one["at"] <= last)
    ]
