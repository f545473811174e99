"""One line of the grammar, and the small language its wordings are written in.

``[..]`` may be missing, ``(a/b)`` is either, ``#`` a number, ``{谁}`` a class of words. Which lines
there are is in ``grammar``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, get_args

from bot.questions.meaning import Name, Role, Slot


@dataclass(frozen=True, slots=True)
class GrammarLine:
    """One line of the grammar.

    ``words`` are understood at any time, even while a form waits. ``said`` is a pattern for what
    is left of a sentence when names, quarters and courtesies are taken out. ``takes`` are the
    things that may be named with it. ``examples`` and ``tells`` make the help text.
    """

    name: Name
    roles: frozenset[Role]
    words: tuple[str, ...]
    said: re.Pattern[str]
    takes: frozenset[Slot]
    label: str
    examples: tuple[str, ...]
    tells: str
    needs: frozenset[Slot] = frozenset()
    """What must be named for the pattern to count."""
    written: str = ""
    """The wordings as they stand in the table."""


EVERYBODY: Final[frozenset[Role]] = frozenset(get_args(Role))
ALL: Final[frozenset[Role]] = EVERYBODY - {"supplier"}
UNIT_SIDE: Final[frozenset[Role]] = frozenset({"liaison"})
OFFICE: Final[frozenset[Role]] = frozenset({"observer", "reviewer", "admin"})
REVIEWING: Final[frozenset[Role]] = frozenset({"reviewer", "admin"})
ADMIN: Final[frozenset[Role]] = frozenset({"admin"})
SUPPLYING: Final[frozenset[Role]] = frozenset({"admin", "supplier"})
CLASSES: Final = {
    "{未}": "(没有/没/未/还没有/还没)",
    "{报}": "(填报/上报/报送/提交/报/填/交/完成)",
    "{几}": "(什么/啥/哪些/多少/几项/哪几项)",
    "{谁}": "(谁/哪些/哪几家/哪几个/哪家/哪个/多少/几家/几个)",
    "{问}": "(怎么样/如何/情况/是多少/多少)",
}


def _wordings(said: str) -> re.Pattern[str]:
    """Wordings apart by blanks: [..] may be missing, (a/b) either, # a number, {未} a class."""
    for sign, alternatives in CLASSES.items():
        said = said.replace(sign, alternatives)
    signs = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "/": "|", "#": "[0-9.]+"}
    every = ("".join(signs.get(c, re.escape(c)) for c in wording) for wording in said.split())
    return re.compile("|".join(every))


def entry(
    name: Name, roles: frozenset[Role], words: tuple[str, ...], said: str, takes: Iterable[Slot],
    label: str, examples: str, tells: str, needs: Iterable[Slot] = (),
) -> GrammarLine:  # fmt: skip
    """A line from texts: wordings apart by blanks, examples by bars; none: the help has enough."""
    return GrammarLine(
        name=name,
        roles=roles,
        words=words,
        said=_wordings(said),
        takes=frozenset(takes),
        label=label,
        examples=tuple(one for one in examples.split("|") if one),
        tells=tells,
        needs=frozenset(needs),
        written=said,
    )
