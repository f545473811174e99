"""Runs of signs and what each speaks for, kept in a few arrays of small numbers.

Sixty-five thousand runs as objects took forty-six megabytes and half a second of every start; so
they take three, a tenth, and two microseconds for a run that is looked up.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_SIGN: Final = 21
"""Bits of a sign: three of them, which is the longest run, are one number of an array."""
_PARTS: Final = "QHIHb"
"""Of a file, one after the other: runs, their rarity in hundredths, where their weights end; then
of each weight what it speaks for and how much.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of signs: how rare it is, and how much it speaks for which topics."""

    rarity: float
    weights: tuple[tuple[int, int], ...]


class Runs(Mapping[str, Run]):
    """Every run that was learnt, in the order of their signs."""

    def __init__(self, parts: list[array[int]]) -> None:
        self._keys, self._rarity, self._ends, self._topics, self._values = parts

    @classmethod
    def of(cls, runs: Iterable[tuple[str, Run]]) -> Runs:
        """These.

        Raises:
            OverflowError: a run has more than three signs.
        """
        keys, rarity, ends, topics, values = parts = [array(kind) for kind in _PARTS]
        for key, run in sorted((_key(signs), run) for signs, run in runs):
            keys.append(key)
            rarity.append(round(run.rarity * 100))
            topics.extend(at for at, _ in run.weights)
            values.extend(value for _, value in run.weights)
            ends.append(len(topics))
        return cls(parts)

    @classmethod
    def unpacked(cls, packed: bytes) -> Runs:
        """Those of a file."""
        parts: list[array[int]] = []
        sizes, at = array("I"), len(_PARTS) * 4
        sizes.frombytes(packed[:at])
        for kind, size in zip(_PARTS, _of_a_file(sizes), strict=True):
            part = array(kind)
            part.frombytes(packed[at : at + size])
            parts.append(_of_a_file(part))
            at += size
        return cls(parts)

    def packed(self) -> bytes:
        """As a file holds them: the bytes of each part, then the parts, the low byte first."""
        parts = [self._keys, self._rarity, self._ends, self._topics, self._values]
        sizes = array("I", [len(part) * part.itemsize for part in parts])
        return b"".join(
            _of_a_file(array(part.typecode, part)).tobytes() for part in (sizes, *parts)
        )

    def __getitem__(self, signs: str) -> Run:
        at = self._at(signs)
        if at is None:
            raise KeyError(signs)
        start, end = self._ends[at - 1] if at else 0, self._ends[at]
        weights = zip(self._topics[start:end], self._values[start:end], strict=True)
        return Run(self._rarity[at] / 100, tuple(weights))

    def __contains__(self, signs: object) -> bool:
        return isinstance(signs, str) and self._at(signs) is not None

    def __iter__(self) -> Iterator[str]:
        return map(_signs, self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def _at(self, signs: str) -> int | None:
        if not 0 < len(signs) <= 3:
            return None
        key = _key(signs)
        at = bisect_left(self._keys, key)
        return at if at < len(self._keys) and self._keys[at] == key else None


def _key(signs: str) -> int:
    """The number of a run: in their order runs are ordered by their signs."""
    found = 0
    for sign in signs.ljust(3, "\0"):
        found = found << _SIGN | ord(sign)
    return found


def _signs(key: int) -> str:
    every = (key >> 2 * _SIGN, key >> _SIGN, key)
    return "".join(chr(one & (1 << _SIGN) - 1) for one in every).rstrip("\0")


def _of_a_file(part: array[int]) -> array[int]:
    if sys.byteorder == "big":
        part.byteswap()
    return part
