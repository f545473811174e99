"""One way to write a unit's name, and all of a roster's side by side: looks, sound, letters.

Which unit a text means is decided in ``names``.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from bot.speech.numbers import plain
from bot.speech.people_names import SURNAMES
from bot.speech.sounds import NOTHING_TOLD, Told, heard, sound, spellings, syllables
from bot.speech.strokes import mistaken

_TELLING: Final = frozenset("一二三四五六七八九十东西南北上下前后大小新老内外")
"""Signs that tell one of two from the other: 第一人民医院, 第二人民医院."""
_LONG: Final = 4
"""In a name of so many signs one wrong sign is a slip."""
PREFIX: Final = re.compile(
    r"^(?:(?:河南省)?(?:平顶山市)?(?=.*郏县))?(?:中共)?(?:郏县|我县)?(?:县委(?!办|员|$)|县(?!委|直|$))?"
)
"""What may be left out before a name. The city's and the province's own bureaus are others:
平顶山市教育局 is not 平顶山市郏县教育局."""
_ABOVE: Final = re.compile(r"^(?:河南省)?(?:平顶山市)?")
SUFFIXES: Final = (
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
_PUNCTUATION: Final = re.compile(r"[\s,.;:!?、。“”\"'‘’()（）《》<>【】\[\]·_\-/]+")
LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


_OFFICES: Final = ("局", "委", "办")
_FAMILIES: Final = frozenset(SURNAMES + "常")
"""Villages are called after families: 张桥, 汪集, 黎口."""


class Spelling:
    """One way to write a name, with its stem and its sound."""

    def __init__(self, key: str, told: Told = NOTHING_TOLD) -> None:
        self.key = PREFIX.sub("", key) or key
        self.stem = stem_of(key)
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

    def likeness(self, other: Spelling) -> float:
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

    def sounds_like(self, other: Spelling) -> bool:
        """Whether each sign can be read as the other's: 长 is chang and zhang, 单 shan and dan."""
        return len(self.stem) == len(other.stem) and all(
            heard(a, self.told) & heard(b, other.told)
            for a, b in zip(self.stem, other.stem, strict=True)
        )

    def _is_of_another_family(self, other: Spelling) -> bool:
        """Whether a place is written with a family's name in front that the other has not."""
        if other.key.endswith(_OFFICES) or not self.stem or not other.stem:
            return False
        first = self.stem[0]
        return first != other.stem[0] and first in _FAMILIES

    def hardly_differs(self, other: Spelling) -> bool:
        """The same in sound, or one wrong, missing or additional sign where that is but a slip.

        A bureau that every county has was known before by its own name. Of places there are many
        with one sign in common, and 张桥镇 is another village's bridge than 长桥镇.
        """
        if self._is_of_another_family(other):
            return False
        if self.letters == other.letters or self.sounds_like(other):
            return True
        longer = max(len(self.stem), len(other.stem))
        bureau = self.key != self.stem and other.key.endswith(_OFFICES)
        slip = longer >= _LONG or (bureau and len(self.stem) == len(other.stem))
        if not slip or Levenshtein.distance(self.stem, other.stem) > 1:
            return False
        if len(self.stem) != len(other.stem):
            return not _TELLING.intersection(set(self.stem) ^ set(other.stem))
        pairs = zip(self.stem, other.stem, strict=True)
        return all(a == b or mistaken(a, b, self.told, other.told) for a, b in pairs)


class Written:
    """All spellings of a roster side by side, to be searched at once however many there are."""

    def __init__(self, spellings: Sequence[Spelling]) -> None:
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

    def near(self, asked: Spelling) -> set[int]:
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


def own_keys(text: str) -> tuple[str, ...]:
    """What a name of the roster is known by: a city's body that is there may leave its city out."""
    key = key_of(text)
    return (key, bare) if (bare := _ABOVE.sub("", key)) and bare != key else (key,)


def key_of(text: str) -> str:
    """The text without blanks and punctuation, in small half-width letters."""
    return _PUNCTUATION.sub("", plain(text)).translate(LOWER)


def stem_of(key: str) -> str:
    """The name without county and without ending: 县教育局 and 郏县教育局 are 教育."""
    stem = PREFIX.sub("", key)
    stem = stem if len(stem) > 1 else key
    shorter = True
    while shorter:
        shorter = False
        for suffix in SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= 2:
                stem, shorter = stem.removesuffix(suffix), True
    return stem
