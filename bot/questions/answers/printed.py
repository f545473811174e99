"""The words a scheme prints of each row, found again in a sentence.

Every stretch of a row's name, clause, questions and items is known with how near it is to the row:
what stands in its name or is an item of its names it more than what its clause mentions.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final, Literal

from bot.speech.numbers import plain

Key = tuple[str, str]
"""A table and the id of one of its rows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure or yes/no that a row asks; ``ask`` of a checklist is asked of all its items."""

    name: str
    kind: Literal["flag", "count"]
    unit: str
    ask: str
    checklist: str = ""


@dataclass(frozen=True)
class AskedRow:
    """A row with all that is printed of it."""

    table: str
    id: str
    name: str
    content: str
    text: str
    """The clause that decides."""
    answers: tuple[Answer, ...]

    @property
    def key(self) -> Key:
        """Where it stands."""
        return self.table, self.id

    def _names(self, word: str, one: Answer) -> bool:
        """Whether a word names an answer; of an item not by its middle: 公示 of 主动公示型."""
        called = bare(one.name)
        ends = called.startswith(word) or called.endswith(word) or len(word) > len(called) / 2
        return _in(word, called) and (not one.checklist or ends or word not in called)

    def _is_about(self, word: str) -> bool:
        """Whether the word, or both of its parts, say what the whole row is about."""
        parts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        return word in self._about or any(a in self._about and b in self._about for a, b in parts)

    @cached_property
    def _about(self) -> str:
        return bare(f"{self.name} {self.content}")

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """How its checklists are called: 七有."""
        return tuple(dict.fromkeys(one.checklist for one in self.answers if one.checklist))

    def is_called(self, word: str) -> bool:
        """Whether a word stands in the row's name or calls one of its checklists."""
        return word in bare(self.name) or word in self.labels

    @cached_property
    def items(self) -> tuple[Answer, ...]:
        """The items of its checklists."""
        return tuple(one for one in self.answers if one.checklist)

    def denies(self, name: str, words: Iterable[str]) -> bool | None:
        """Whether an answer denies what the words say: 成立 of 未成立食安委; None: only the rest.

        A no before such words is the answer's own (没成立食安委), and without one it is denied.
        """
        called = bare(name)
        places = [(place, word) for word in words if (place := _place(word, called)) >= 0]
        covered = {at for place, word in places for at in range(place, place + len(word))}
        denials = [one.start() for one in _DENIAL.finditer(called) if one.start() not in covered]
        if not places or not denials:
            return False
        return True if any(min(denials) < place for place, _ in places) else None

    def holding(self, word: str) -> tuple[Answer, ...]:
        """The answers a word speaks of: by their names, else by the question that asks for one.

        A word that says what the whole row is about names none of them, though a question says it.
        """
        named = tuple(one for one in self.answers if self._names(word, one))
        if named or self._is_about(word):
            return named
        alone = [one for one in self.answers if not one.checklist]
        return tuple(one for one in alone if _in(word, bare(one.ask)))


_NAME, _ITEM, _ASK, _CLAUSE = 4, 3, 2, 1
"""How much a word says of a row, by where it stands."""
LONGEST: Final = 12
_SHORTEST: Final = 2
_TWO_WORDS: Final = 4
_KEPT: Final = 1024
"""Words of which it is remembered where they are printed: a sentence asks for the same ones."""
_APART: Final = "\n"
"""Between what is printed of rows, where no blank is left."""
_BETWEEN: Final = re.compile(r"[\s“”\"'（）()《》、，。；：;:,.?？/]+")


def bare(said: str) -> str:
    """A text without its signs."""
    return _BETWEEN.sub("", plain(said)).lower()


_DENIAL: Final = re.compile(r"未(?!来)|没有?|不(?![断少仅良])|无(?![线人])")
"""What an answer's name denies: 未备案, 不挪用."""


def _place(word: str, said: str) -> int:
    """Where a text has a word, or the last of a longer one's halves; -1: nowhere."""
    if word in said or not _in(word, said):
        return said.find(word)
    return max(said.find(word[at:]) for at in range(_SHORTEST, len(word) - 1) if word[:at] in said)


def _in(word: str, said: str) -> bool:
    """Whether a text holds a word, or the halves of a longer one."""
    if word in said or len(word) < _TWO_WORDS:
        return word in said
    halves = [(word[:at], word[at:]) for at in range(_SHORTEST, len(word) - 1)]
    return any(a in said and b in said for a, b in halves)


class Printed:
    """The words of some tables' rows."""

    def __init__(self, rows: Iterable[AskedRow]) -> None:
        self.rows = {one.key: one for one in rows}
        self.labels = {label for one in self.rows.values() for label in one.labels}
        """How checklists are called, whatever signs they end in: 七有."""
        self.names = {bare(of.name) for one in self.rows.values() for of in one.answers}
        """How answers are called."""
        fields = [
            (bare(said), one.key, worth)
            for one in self.rows.values()
            for said, worth in _fields(one)
        ]
        self._whole = _APART.join(said for said, *_ in fields)
        """All that is printed, one text: it is looked through faster than its parts are kept."""
        self._starts = array("I", accumulate((len(said) + 1 for said, *_ in fields), initial=0))
        self._of = [(key, worth) for _, key, worth in fields]
        self._found = lru_cache(maxsize=_KEPT)(self._find)

    def of(self, word: str) -> dict[Key, int]:
        """The rows a word is printed of, with how near it is to each."""
        return self._found(word)

    def _find(self, word: str) -> dict[Key, int]:
        found: dict[Key, int] = {}
        at = self._whole.find(word) if self._may_be(word) else -1
        while at >= 0:
            field = bisect_right(self._starts, at) - 1
            key, worth = self._of[field]
            found[key] = max(found.get(key, 0), worth)
            at = self._whole.find(word, self._starts[field + 1])
        return found

    def _may_be(self, word: str) -> bool:
        return _SHORTEST <= len(word) <= LONGEST and _APART not in word

    def worth(self, word: str, key: Key) -> int:
        """How near a word is to a row: printed of it, or both halves of it are: 中小企业."""
        whole = self.of(word).get(key, 0)
        if whole or len(word) < _TWO_WORDS:
            return whole
        halves = [(word[:at], word[at:]) for at in range(_SHORTEST, len(word) - 1)]
        return max(
            (min(self.of(a).get(key, 0), self.of(b).get(key, 0)) for a, b in halves), default=0
        )

    def tells(self, word: str, key: Key) -> bool:
        """Whether a word by itself is enough to mean a row, and no other that it is printed of.

        Two signs are only where they call the row or an answer, or nothing else has them.
        """
        calls = self.of(word).get(key, 0) >= _NAME or word in self.names
        of_table = [one for one in self.of(word) if one[0] == key[0]]
        return len(word) > _SHORTEST or calls or len(of_table) <= 1

    def known(self, word: str) -> bool:
        """Whether any row is printed with it."""
        return self._may_be(word) and word in self._whole


def _fields(row: AskedRow) -> list[tuple[str, int]]:
    """What is printed of a row, each with how near to it a word of it is."""
    return [
        (row.name, _NAME), (row.text, _CLAUSE), (row.content, _CLAUSE),
        *((label, _NAME) for label in row.labels),
        *((one.name, _ITEM) for one in row.answers),
        *((one.ask, _ASK) for one in row.answers),
    ]  # fmt: skip
