"""How words go together: each rule a row of kinds, and what it says of the question.

A rule is tried at every place of the row of words; the longest that fits is taken, and every word
must be taken by one. ``x?`` may be missing, ``x|y`` is either, ``x*`` any number. What a rule says
is put into a ``Draft``; saying two things that exclude each other ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.questions.combined.draft import Draft, Effect, Unclear
from bot.questions.combined.reading import Word
from bot.questions.combined.rules_handed import HANDED
from bot.questions.combined.rules_marked import MARKED
from bot.questions.combined.rules_since import SINCE
from bot.questions.combined.rules_told import TOLD


@dataclass(frozen=True)
class Rule:
    """A row of kinds and what it says."""

    pattern: re.Pattern[str]
    effect: Effect
    begins: frozenset[str]
    """The kinds of word its row may begin with."""


def _begins(parts: Sequence[str]) -> frozenset[str]:
    """The kinds up to the first that may not be missing."""
    found: set[str] = set()
    for part in parts:
        found |= set(part.rstrip("?*").split("|"))
        if part[-1] not in "?*":
            break
    return frozenset(found)


def _rule(kinds: str, effect: Effect) -> list[Rule]:
    """A rule for each wording; wordings are apart by commas."""
    found = []
    for wording in kinds.split(","):
        parts = []
        for part in wording.split():
            mark = part[-1] if part[-1] in "?*" else ""
            names = "|".join(f"{name} " for name in part.rstrip("?*").split("|"))
            parts.append(f"(?:{names}){mark}")
        found.append(Rule(re.compile("".join(parts)), effect, _begins(wording.split())))
    return found


RULES: Final[tuple[Rule, ...]] = tuple(
    rule for kinds, effect in (*SINCE, *TOLD, *HANDED, *MARKED) for rule in _rule(kinds, effect)
)


def _by_beginning() -> dict[str, list[Rule]]:
    """The rules by the word they begin with, in their order: few of all are tried at a place."""
    found: dict[str, list[Rule]] = {}
    for rule in RULES:
        for kind in rule.begins:
            found.setdefault(kind, []).append(rule)
    return found


_BY_BEGINNING: Final = _by_beginning()


def understand(words: Sequence[Word]) -> Draft | None:
    """What a row of words says; None where a word is taken by no rule."""
    row = "".join(f"{one.kind} " for one in words)
    starts = [0]
    for one in words:
        starts.append(starts[-1] + len(one.kind) + 1)
    draft, place = Draft(), 0
    while place < len(words):
        matches = [
            (match.end(), rule)
            for rule in _BY_BEGINNING.get(words[place].kind, ())
            if (match := rule.pattern.match(row, starts[place])) and match.end() > starts[place]
        ]
        if not matches:
            return None
        end, rule = max(matches, key=lambda found: found[0])
        after = starts.index(end)
        try:
            rule.effect(draft, words[place:after])
        except Unclear:
            return None
        place = after
    return replace(draft)
