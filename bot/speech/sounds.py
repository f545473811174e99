"""How Chinese signs sound: by the dictionary, by what an office said, and as people type it.

Syllables are without tone. Where a sign is read in several ways the dictionary's first one is
often not the place's own (浚 is xun, 长桥 chang): whoever knows says so, and ``told`` carries it.
Names of units are ``names``'.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

Told = Mapping[str, str]
"""Sign → syllable, as an office said it."""
NOTHING_TOLD: Final[Told] = {}
_SIGN: Final = re.compile(r"[㐀-䶿一-鿿]")
_LETTERS: Final = re.compile(r"[a-z]+")


class _Dictionary:
    """How signs are read: pypinyin's table, without its code.

    As objects its forty thousand signs take thirty megabytes, and a county speaks of some hundred.
    Names are compared sign by sign, so no table of phrases, by which one sign would be read
    differently from word to word.
    """

    def __init__(self, written: bytes) -> None:
        self._written, self._signs, self._places = written, array("I"), array("I")
        for line in _READ_AS.finditer(written):
            self._signs.append(int(line[1]))
            self._places.append(line.start(2))

    def of(self, sign: str) -> list[str]:
        """Every way a sign is read, with its tone; none of what is not in the table."""
        at = bisect_left(self._signs, ord(sign))
        if at == len(self._signs) or self._signs[at] != ord(sign):
            return []
        start = self._places[at]
        return self._written[start : self._written.index(b'"', start)].decode().split(",")

    def all(self) -> set[str]:
        """Every reading of any sign."""
        lines = _READ_AS.finditer(self._written)
        return {one for line in lines for one in line[2].decode().split(",")}


_READ_AS: Final = re.compile(rb'"(\d+)": "([^"]+)"')
"""A sign's number and its readings; the lines of the table are in the order of the signs."""


@cache
def _dictionary() -> _Dictionary:
    """The table, read when the first name was written in an unknown way."""
    package = importlib.util.find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pypinyin")
    return _Dictionary(Path(package.origin).with_name("pinyin_dict.json").read_bytes())


@lru_cache(maxsize=8192)
def readings(sign: str) -> tuple[str, ...]:
    """Every way a sign is read, the usual one first; itself, for what is no Chinese sign."""
    every = _dictionary().of(sign)
    return tuple(dict.fromkeys(map(_untoned, every))) or (sign,)


def _untoned(reading: str) -> str:
    """Zhōng is zhong, lǜ is lv."""
    apart = unicodedata.normalize("NFD", reading)
    plain = "".join(one for one in apart if one not in _TONES)
    return unicodedata.normalize("NFC", plain).replace("ü", "v")


_TONES: Final = "\u0304\u0301\u030c\u0300"
"""Flat, rising, falling and rising, falling: marks that stand behind their letter."""


def syllables(text: str, told: Told = NOTHING_TOLD) -> tuple[str, ...]:
    """A text as it is read: by what was told, else by the usual reading.

    Where nothing was told, letters and marks that follow one another stand together.
    """
    if told:
        return tuple(told.get(sign) or readings(sign)[0] for sign in text)
    found: list[str] = []
    joins = False
    for sign in text:
        read = readings(sign)[0]
        alone = read != sign or bool(_SIGN.match(sign))
        if joins and not alone:
            found[-1] += sign
        else:
            found.append(read)
        joins = not alone
    return tuple(found)


def folded(syllable: str) -> str:
    """A syllable with the pairs that are mixed up in speech made one: zh/z, ng/n and l/n."""
    plainly = re.sub(r"ng$", "n", re.sub(r"^([zcs])h", r"\1", syllable))
    return re.sub(r"^l", "n", plainly)


def sound(text: str, told: Told = NOTHING_TOLD) -> tuple[str, ...]:
    """Syllables without tone and with the pairs that are mixed up in speech made one."""
    return tuple(folded(syllable) for syllable in syllables(text, told))


@lru_cache(maxsize=4096)
def usual_sound(word: str) -> tuple[str, ...]:
    """The sound of a word that is asked for again with every sentence: one of the grammar's."""
    return sound(word)


@lru_cache(maxsize=8192)
def _heard(sign: str) -> frozenset[str]:
    return frozenset(folded(one) for one in readings(sign))


def heard(sign: str, told: Told = NOTHING_TOLD) -> frozenset[str]:
    """Every way a sign may be heard: the one that was told, else all of the dictionary's."""
    return frozenset((folded(told[sign]),)) if sign in told else _heard(sign)


_MANY: Final = 8


def spellings(text: str, told: Told = NOTHING_TOLD) -> tuple[str, ...]:
    """The letters somebody may type for a text, at most eight ways; with what was told, one."""
    found = [""]
    for sign in text:
        ways = (told[sign],) if sign in told else readings(sign)
        more = [head + way for head in found for way in ways]
        found = more if len(more) <= _MANY else [head + ways[0] for head in found]
    return tuple(dict.fromkeys(found))


def several(text: str) -> tuple[str, ...]:
    """The signs of a text that are read in more than one way, each once."""
    return tuple(
        dict.fromkeys(sign for sign in text if _SIGN.match(sign) and len(readings(sign)) > 1)
    )


# -- what somebody types -------------------------------------------------------------------------


def bare(typed: str) -> str:
    """Pinyin in small letters, without tones: Cháng qiáo, chang2qiao2, lü4 are chang qiao, lv."""
    plain = re.sub(r"u:|ü|ǖ|ǘ|ǚ|ǜ", "v", typed.lower())
    apart = unicodedata.normalize("NFD", plain)
    return re.sub(r"[^a-z]+", " ", "".join(one for one in apart if not _is_mark(one))).strip()


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every syllable there is; a tenth of a second, when an office first says a strange one."""
    every = {bare(one) for one in _dictionary().all()}
    return frozenset(one for one in every if _LETTERS.fullmatch(one) and set(one) & _VOWELS)


_VOWELS: Final = frozenset("aeiouv")


def split(signs: Sequence[str], typed: str) -> tuple[str, ...] | None:
    """Typed pinyin as a syllable for each sign; None: it is none, or not of these signs.

    Run together, each sign is read as the dictionary has it; apart by blanks a sign may be read as
    no dictionary says, if another one is right or it stands alone.
    """
    parts = bare(typed).split()
    if len(parts) == len(signs) and all(one in _known() for one in parts):
        right = sum(one in readings(sign) for sign, one in zip(signs, parts, strict=True))
        return tuple(parts) if right or len(signs) == 1 else None
    return _cut(signs, "".join(parts))


def _cut(signs: Sequence[str], letters: str) -> tuple[str, ...] | None:
    if not signs:
        return None if letters else ()
    for way in readings(signs[0]):
        if letters.startswith(way) and (rest := _cut(signs[1:], letters[len(way) :])) is not None:
            return (way, *rest)
    return None


def said_of(names: Sequence[str], typed: str) -> dict[str, str] | None:
    """What typed pinyin says of the signs of a name: of the first one that it fits.

    Only signs are kept that may be read otherwise, or that the dictionary reads otherwise. None:
    the letters fit none of the names.
    """
    for name in dict.fromkeys(names):
        signs = [sign for sign in name if _SIGN.match(sign)]
        parts = split(signs, typed) if signs else None
        if parts is not None:
            pairs = zip(signs, parts, strict=True)
            return {sign: one for sign, one in pairs if readings(sign) != (one,)}
    return None
