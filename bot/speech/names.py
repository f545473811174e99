"""Names of units as people write them: short, by alias, misspelt, misheard.

Here lives recognising a unit in a text, over names handed in by the caller. Where the names come
from, who may see a unit, and how the question "which of the two?" looks do not live here.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from bot.speech.bureaus import same_as
from bot.speech.numbers import plain
from bot.speech.sounds import NOTHING_TOLD, Told, heard, sound, spellings, syllables

_LONGEST: Final = 40  # no unit has a longer name; fuzzy comparison of an essay is wasted
_NEAREST: Final = 3
_LONG: Final = 4
"""In a name of so many signs one wrong sign is a slip."""
_CLEAR: Final = 57.0
"""Likeness out of 100 from which a misspelt name is taken: one wrong sign in 教育局 gives 58."""
_MARGIN: Final = 9.0
"""A winner leads the second by at least this much, otherwise the person is asked."""
_PREFIX: Final = re.compile(
    r"^(?:河南省)?(?:平顶山市)?(?:中共)?(?:郏县|我县)?(?:县委(?!办|员|$)|县(?!委|直|$))?"
)
_SUFFIXES: Final = (
    "人民政府",
    "街道办事处",
    "街道办",
    "办事处",
    "委员会",
    "办公室",
    "回族乡",
    "街道",
    "政府",
    "局",
    "镇",
    "乡",
    "委",
    "办",
)
_TOO_COMMON: Final = {
    "信用",
    "考核",
    "工作",
    "发展",
    "中心",
    "服务",
    "材料",
    "应用",
    "监督",
    "管理",
    "统计",
}
"""Bare stems that are ordinary words in a sentence about this assessment."""
_PUNCTUATION: Final = re.compile(r"[\s,.;:!?、。“”\"'‘’()（）《》<>【】\[\]·_\-/]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit by all its names; ``group`` is its table, such as 县直单位 or 乡镇街道."""

    id: int
    name: str
    short: str
    aliases: tuple[str, ...]
    group: str
    told: tuple[tuple[str, str], ...] = ()
    """Signs whose reading the office said, each with its syllable."""

    @property
    def sounds(self) -> tuple[str, ...]:
        """The short name as it is read: what lists are ordered by."""
        return syllables(self.short or self.name, dict(self.told))


@dataclass(frozen=True, slots=True)
class Found:
    """What a text names.

    ``one``: ``unit`` is set, and ``sure`` is False when it was only recognised by likeness, so that
    a page can ask 您是说…？ Then ``alike`` says that it sounds the same or has one wrong sign,
    so that it can hardly mean another unit. ``several``: ask with ``candidates``, best first.
    ``none``: ``candidates`` are the nearest three, for a friendly refusal.
    """

    kind: Literal["one", "several", "none"]
    unit: Named | None = None
    sure: bool = False
    candidates: tuple[Named, ...] = ()
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named inside a sentence, at the places ``start`` to ``end``."""

    found: Found
    start: int
    end: int


_TYPED: Final = re.compile(r"[a-z]{2,}")
_ENDINGS: Final = re.compile("|".join(one for one in _SUFFIXES if one != "办"))
_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class Roster:
    """All units that can be named; built once from the unit table, read many times."""

    def __init__(self, units: Iterable[Named]) -> None:
        self.units = tuple(units)
        self.groups = tuple(dict.fromkeys(unit.group for unit in self.units))
        """The tables that occur, in the order of the units."""
        self._by_id = {unit.id: unit for unit in self.units}
        self.short = {unit.id: unit.short for unit in self.units}
        self._exact: dict[str, dict[int, Named]] = defaultdict(dict)
        self._stems: dict[str, dict[int, Named]] = defaultdict(dict)
        self._spellings: list[tuple[Named, _Spelling]] = []
        for unit in self.units:
            for key in dict.fromkeys(_key(text) for text in (unit.name, unit.short, *unit.aliases)):
                if key:
                    self._exact[key][unit.id] = unit
                    self._stems[_stem(key)][unit.id] = unit
                    self._spellings.append((unit, _Spelling(key, dict(unit.told))))
        self._every = _Written([spelling for _, spelling in self._spellings])
        words = {*self._exact, *(stem for stem in self._stems if stem not in _TOO_COMMON)}
        # By their first two signs, the longest first: the time to find names in a sentence does
        # not grow with the number of units.
        self._in_text: dict[str, list[str]] = defaultdict(list)
        for word in sorted((word for word in words if len(word) > 1), key=len, reverse=True):
            self._in_text[word[:2]].append(word)

    def find(self, text: str) -> Found:
        """The unit that is all of ``text``: by name, by a part of a name, last by likeness."""
        key = _key(text)
        if not key or key in _SUFFIXES:
            return Found("none")
        if units := self._called(key):
            return _decide(units, sure=True)
        asked = _Spelling(key[:_LONGEST])
        if (others := same_as(asked.stem) or same_as(asked.key)) is not None:
            return self._bureau(others, asked)
        if len(key) > _LONGEST:
            return Found("none", candidates=self._ranked(asked, _NEAREST))
        if _TYPED.fullmatch(key) and (units := self._typed_as(key)):
            return _decide(units, sure=False)
        return self._by_part(asked.stem) or self._as_part(key) or self._by_likeness(asked)

    def find_in(self, sentence: str) -> tuple[Mention, ...]:
        """The units named inside a sentence, in its order; only by names that stand there as such.

        The longest name wins, so 县教育局 is not also heard as 教育. Likeness is not tried: in a
        sentence nearly everything is like something.
        """
        said = plain(sentence).translate(_LOWER)
        mentions = []
        for name, start in self._standing(said):
            end = start + len(name)
            if prefix := re.search(r"(?:郏县|我县|县|郏)$", said[max(0, start - 2) : start]):
                start -= len(prefix[0])
            if ending := _ENDINGS.match(said, end):
                end = ending.end()
            units = self._called(name) or tuple(self._stems[name].values())
            mentions.append(Mention(_decide(units, sure=True), start, end))
        return tuple(mentions)

    def _standing(self, said: str) -> Iterator[tuple[str, int]]:
        """The names that stand in a text, with their places, none within another."""
        place = 0
        while place < len(said) - 1:
            words = self._in_text.get(said[place : place + 2], ())
            found = next((word for word in words if said.startswith(word, place)), None)
            if found is None:
                place += 1
            else:
                yield found, place
                place += len(found)

    def _typed_as(self, letters: str) -> tuple[Named, ...]:
        """The units whose name is typed with these letters: whole, else by first letters."""
        return self._units(self._every.typed(letters)) or self._units(self._every.initials(letters))

    def _called(self, key: str) -> tuple[Named, ...]:
        """Units with exactly this name, give or take 县, 局, 镇; a bare stem means all that fit."""
        stem = _stem(key)
        if key != stem and key in self._exact:
            return tuple(self._exact[key].values())
        return tuple({**self._exact.get(key, {}), **self._stems.get(stem, {})}.values())

    def _by_part(self, stem: str) -> Found | None:
        """交通 for 交通运输局; 人社, first signs of words, for 人力资源和社会保障局."""
        if len(stem) < 2:
            return None
        inside = self._units(self._every.containing(stem))
        if inside:
            begins = self._units(self._every.containing(f"\n{stem}"))
            return _decide(tuple(dict.fromkeys(begins + inside)), sure=len(begins) == 1)
        initials = self._units(self._every.abbreviated(stem))
        return _decide(initials, sure=False) if initials else None

    def _as_part(self, key: str) -> Found | None:
        """A longer text that contains one unit's name, such as 县教育局办公室 for 县教育局."""
        units = {m.found.unit for m in self.find_in(key) if m.found.unit is not None}
        return _decide(tuple(units), sure=False) if len(units) == 1 else None

    def _units(self, places: Iterable[int]) -> tuple[Named, ...]:
        """The units of these spellings, each once."""
        found = [self._spellings[one][0] for one in places]
        return tuple({unit.id: unit for unit in found}.values())

    def _bureau(self, stems: frozenset[str], asked: _Spelling) -> Found:
        """A bureau that every county has: under another of its own names, or not on the roster."""
        same = self._units(self._every.called(stems)) or self._units(
            self._every.containing(f"\n{asked.stem}")
        )
        if same:
            return _decide(same, sure=len(same) == 1)
        return Found("none", candidates=self._ranked(asked, _NEAREST))

    def _by_likeness(self, asked: _Spelling) -> Found:
        near_by = self._every.near(asked)
        likeness = self._likeness(asked, near_by)
        best = max(likeness.values(), default=0.0)
        if best < _CLEAR:
            return Found("none", candidates=self._first(likeness, _NEAREST))
        near = sum(1 for value in likeness.values() if best - value < _MARGIN)
        found = _decide(self._first(likeness, near), sure=False)
        alike = found.unit is not None and any(
            asked.hardly_differs(self._spellings[place][1])
            for place in near_by
            if self._spellings[place][0] is found.unit
        )
        return replace(found, alike=alike)

    def _likeness(self, asked: _Spelling, near_by: Iterable[int]) -> dict[int, float]:
        """How alike the nearest units are, by number; the far ones are not looked at closely."""
        best: dict[int, float] = {}
        for place in near_by:
            unit, spelling = self._spellings[place]
            best[unit.id] = max(best.get(unit.id, 0.0), asked.likeness(spelling))
        return best

    def _ranked(self, asked: _Spelling, first: int) -> tuple[Named, ...]:
        return self._first(self._likeness(asked, self._every.near(asked)), first)

    def _first(self, likeness: dict[int, float], first: int) -> tuple[Named, ...]:
        order = sorted(likeness, key=lambda unit: (-likeness[unit], unit))[:first]
        return tuple(self._by_id[one] for one in order)


class _Spelling:
    """One way to write a name, with its stem and its sound."""

    def __init__(self, key: str, told: Told = NOTHING_TOLD) -> None:
        self.key = _PREFIX.sub("", key) or key
        self.stem = _stem(key)
        self.told = told
        self.sound = sound(self.key, told)
        self.stem_sound = sound(self.stem, told)
        self.letters = "".join(self.sound)

    @property
    def typed(self) -> frozenset[str]:
        """The letters that are typed for the name, whole and without its ending."""
        return frozenset((*spellings(self.key, self.told), *spellings(self.stem, self.told)))

    @property
    def initials(self) -> frozenset[str]:
        """cqz, cq: the first letters of its signs."""
        whole, stem = syllables(self.key, self.told), syllables(self.stem, self.told)
        return frozenset("".join(one[:1] for one in each) for each in (whole, stem))

    def likeness(self, other: _Spelling) -> float:
        """0 to 100; endings count half, sounding the same nearly as much as looking the same."""
        looks = (fuzz.ratio(self.key, other.key) + fuzz.ratio(self.stem, other.stem)) / 2
        sounds = (
            fuzz.ratio(self.sound, other.sound) + fuzz.ratio(self.stem_sound, other.stem_sound)
        ) / 2
        typed = self.letters in {other.letters, "".join(other.stem_sound)} or self.sounds_like(
            other
        )
        # Half a likeness in sound says little: 教肓局 is nearer to 教育局 than to 交通局.
        return max(looks, 96.0 if typed or sounds == 100 else sounds * 0.8)

    def sounds_like(self, other: _Spelling) -> bool:
        """Whether each sign can be read as the other's: 长 is chang and zhang, 单 shan and dan."""
        return len(self.stem) == len(other.stem) and all(
            heard(a, self.told) & heard(b, other.told)
            for a, b in zip(self.stem, other.stem, strict=True)
        )

    def hardly_differs(self, other: _Spelling) -> bool:
        """The same in sound, or one wrong, missing or additional sign where that is but a slip.

        A bureau that every county has was known before by its own name. Of places there are many
        with one sign in common.
        """
        if self.letters == other.letters or self.sounds_like(other):
            return True
        longer = max(len(self.stem), len(other.stem))
        bureau = self.key != self.stem and other.key.endswith(("局", "委", "办"))
        slip = longer >= _LONG or (bureau and len(self.stem) == len(other.stem))
        return slip and Levenshtein.distance(self.stem, other.stem) <= 1


class _Written:
    """All spellings of a roster side by side, to be searched at once however many there are."""

    def __init__(self, spellings: Sequence[_Spelling]) -> None:
        self._all = spellings
        self._keys = [one.key for one in spellings]
        self._sounds = ["".join(map(_one_sign, one.sound)) for one in spellings]
        self._letters: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(spellings):
            for letters in {one.letters, "".join(one.stem_sound)}:
                self._letters[letters].append(place)
        self._called: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(spellings):
            for name in {one.stem, one.key}:
                self._called[name].append(place)
        self._text = "\n".join(["", *(one.stem for one in spellings), ""])
        self._starts = [0]
        for one in spellings:
            self._starts.append(self._starts[-1] + len(one.stem) + 1)

    def typed(self, letters: str) -> list[int]:
        """Spellings that are typed so."""
        return self._typed_index[0].get(letters, [])

    def initials(self, letters: str) -> list[int]:
        """Spellings whose signs begin so."""
        return self._typed_index[1].get(letters, [])

    @cached_property
    def _typed_index(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """By letters and by first letters; made when somebody first types letters."""
        letters: dict[str, list[int]] = defaultdict(list)
        firsts: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._all):
            for typed in one.typed:
                letters[typed].append(place)
            for first in one.initials:
                firsts[first].append(place)
        return letters, firsts

    def called(self, names: Iterable[str]) -> list[int]:
        """Spellings that are one of these names, with or without their endings."""
        return sorted(place for name in names for place in self._called.get(name, ()))

    def containing(self, part: str) -> list[int]:
        """Spellings whose stem contains a text; with a line's break before it, begins with it."""
        found, place = [], self._text.find(part)
        while place >= 0:
            found.append(bisect_right(self._starts, place + part.startswith("\n") - 1) - 1)
            place = self._text.find(part, place + 1)
        return found

    def abbreviated(self, stem: str) -> list[int]:
        """Spellings whose stem has the signs of ``stem`` in this order, the first one first."""
        pattern = "[^\n]*".join(map(re.escape, stem))
        # With the break before it the search begins with two fixed signs: ten times as quick.
        return [
            bisect_right(self._starts, match.start() + 1) - 1
            for match in re.finditer(rf"\n{pattern}", self._text)
        ]

    def near(self, asked: _Spelling) -> set[int]:
        """The spellings nearest by signs and those nearest by sound."""
        sounds = "".join(map(_one_sign, asked.sound))
        looks, heard = (
            process.extract(said, known, scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=_FAR_OFF)
            for said, known in ((asked.key, self._keys), (sounds, self._sounds))
        )
        typed = self._letters.get(asked.letters, ())
        return {*(place for *_, place in (*looks, *heard)), *typed}


_LOOKED_AT: Final = 40
_FAR_OFF: Final = 30
"""Less alike than that nobody takes for the other."""
_SIGN_OF: dict[str, str] = {}
_SIGNS = itertools.count()
"""Each is given once, whatever thread asks."""


def _one_sign(syllable: str) -> str:
    """A sign for a syllable, so that a sound is compared as a text of signs."""
    known = _SIGN_OF.get(syllable)
    return known or _SIGN_OF.setdefault(syllable, chr(0xE000 + next(_SIGNS)))


def _decide(units: Sequence[Named], *, sure: bool) -> Found:
    if len(units) == 1:
        return Found("one", units[0], sure)
    return Found("several", candidates=tuple(units))


def _key(text: str) -> str:
    """The text without blanks and punctuation, in small half-width letters."""
    return _PUNCTUATION.sub("", plain(text)).translate(_LOWER)


def _stem(key: str) -> str:
    """The name without county and without ending: 县教育局 and 郏县教育局 are 教育."""
    stem = _PREFIX.sub("", key)
    stem = stem if len(stem) > 1 else key
    shorter = True
    while shorter:
        shorter = False
        for suffix in _SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= 2:
                stem, shorter = stem.removesuffix(suffix), True
    return stem
