"""A sentence taken apart word by word, for the jobs of the office. Pure.

Units, rows and people of the office stand as one sign each; every other sign must belong to a word
of the job's own list. One word that is left over, and the sentence is none: 别, 吗, 听说, 谁 are in
no list, so that what is denied, asked or told orders nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.questions.combined import Known
from bot.questions.decisions import ROW, UNIT, Rows, masked
from bot.speech.numbers import plain

PERSON: Final = "\ue002"
LONGEST: Final = 60
_TAILS: Final = re.compile(r"[。.!！~～\s]+$")
_TITLES: Final = "主任|科长|股长|老师|工|姐|哥|同志"

Word = tuple[str, str]
"""The kind of a word, and how it was written."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its names taken out."""

    signs: str
    units: tuple[int, ...]
    rows: tuple[Rows, ...]
    people: tuple[int, ...]
    """In the order in which they are named; a unit or a row that is named twice stands twice."""
    spelt: tuple[str, ...] = ()
    """Units and rows as they were written."""

    def written(self, start: int, end: int) -> str:
        """A stretch of it with the names of units and rows as they were written."""
        before = sum(sign in (UNIT, ROW) for sign in self.signs[:start])
        left = iter(self.spelt[before:])
        return "".join(
            next(left) if sign in (UNIT, ROW) else sign for sign in self.signs[start:end]
        )

    def within(self, start: int, end: int) -> Said:
        """A stretch of it, with the names of that stretch."""

        def of(sign: str, every: Sequence[object]) -> tuple[object, ...]:
            before = self.signs.count(sign, 0, start)
            return tuple(every[before : before + self.signs.count(sign, start, end)])

        return Said(
            self.signs[start:end],
            of(UNIT, self.units),  # type: ignore[arg-type]
            of(ROW, self.rows),  # type: ignore[arg-type]
            of(PERSON, self.people),  # type: ignore[arg-type]
        )


def said_of(text: str, known: Known, people: Mapping[int, str]) -> Said | None:
    """The sentence; None: it is empty or too long to be an order."""
    said = _TAILS.sub("", plain(text).strip())
    if not said or len(said) > LONGEST:
        return None
    signs, names = masked(said, known)
    signs, found = _people(signs, people)
    units = tuple(one.means for one in names if isinstance(one.means, int))
    rows = tuple(one.means for one in names if not isinstance(one.means, int))
    return Said(signs, units, rows, found, tuple(one.said for one in names))


def _people(signs: str, people: Mapping[int, str]) -> tuple[str, tuple[int, ...]]:
    """王芳, 小王, 王主任: whoever of the office is meant by it, and nobody else of it."""
    if not people:
        return signs, ()
    pattern = re.compile("|".join(sorted(_names(people.values()), key=len, reverse=True)))
    found: list[int] = []

    def one(match: re.Match[str]) -> str:
        called = match.group()
        meant = [who for who, name in people.items() if name == called]
        if not meant:
            first = called[1] if called[0] in "小老" else called[0]
            meant = [who for who, name in people.items() if name.startswith(first)]
        if len(meant) != 1:
            return called
        found.append(meant[0])
        return PERSON

    return pattern.sub(one, signs), tuple(found)


def _names(names: Iterable[str]) -> set[str]:
    found = set()
    for name in names:
        found |= {
            re.escape(name),
            f"[小老]{re.escape(name[0])}",
            f"{re.escape(name[0])}(?:{_TITLES})",
        }
    return found


def lexicon(**words: str) -> re.Pattern[str]:
    """The words of a job by their kinds; ``soft`` ones count for nothing."""
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in words.items()))


def apart(signs: str, words: re.Pattern[str]) -> tuple[Word, ...] | None:
    """The words of a sentence in order; None: something of it is none."""
    found: list[Word] = []
    place = 0
    while place < len(signs):
        match = words.match(signs, place)
        if match is None or match.end() == place or match.lastgroup is None:
            return None
        if match.lastgroup != "soft":
            found.append((match.lastgroup, match.group()))
        place = match.end()
    return tuple(found)


def kinds(words: Iterable[Word]) -> list[str]:
    """Of which kinds they are."""
    return [kind for kind, _ in words]
