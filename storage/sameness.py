"""Whether two database files hold the same rows, whatever order they lie in.

Both are of this version. How many rows each table has, and a sum of their hashes; the numbers that
were given, too. Not here: where the files come from (``storage.engine.Place.copy_to``).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from storage.sqlite.filling import Filling, read_out

_ROUND = 1 << 256
Sums = dict[str, tuple[int, int]]
"""For each table how many rows, and what their hashes come to."""


def sums(file: Path) -> Sums:
    """What a file holds, table by table."""
    with read_out(file) as source:
        found = {name: _sum(source, name, columns) for name, columns in source.tables().items()}
        given = {name: number for name, number in source.numbered().items() if number}
    return found | {f"number of {name}": (number, 0) for name, number in given.items()}


def _sum(source: Filling, table: str, columns: tuple[str, ...]) -> tuple[int, int]:
    count = total = 0
    for rows in source.rows(table, columns):
        for row in rows:
            count += 1
            digest = hashlib.sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).digest()
            total = (total + int.from_bytes(digest, "big")) % _ROUND
    return count, total


def differing(one: Sums, other: Sums) -> list[str]:
    """The tables that do not hold the same."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
