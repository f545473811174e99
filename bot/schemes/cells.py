"""A cell of the whole table, written in place: the row as it is after it, or why that cannot be.

Here: which cells there are besides the fields of a row (`fields`). Not here: who may write, what
was shown (`pages.cells`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.schemes.draft import keys_of, with_award, with_reading
from bot.schemes.fields import fields_of, with_field
from bot.schemes.own_words import write
from bot.schemes.words import cells as words
from scoring.printing import print_keys
from storage.queries.schemes import KeptRow

OWN: Final = "own"
"""How points come about, in the office's own words."""
NAME: Final = "name"
AWARD: Final = "award"
_READING: Final = re.compile(r"read([1-9])")
_LONGEST_NAME: Final = 60
_LONGEST_OWN: Final = 1000


def with_cell(row: KeptRow, key: str, said: str) -> KeptRow | str:
    """The row with one cell saying this."""
    if key == AWARD:
        return with_award(row)
    if found := _READING.fullmatch(key):
        return with_reading(row, int(found[1])) or words.no_reading()
    if key == NAME:
        return _named(row, said.strip())
    if key == OWN:
        return _own(row, said.strip())
    if not row.body and key != "points":
        return words.own_first()
    if all(one.key != key for one in fields_of(row)):
        return words.no_cell()
    return with_field(row, key, said)


def _named(row: KeptRow, name: str) -> KeptRow | str:
    if not 1 < len(name) <= _LONGEST_NAME:
        return words.name_length(_LONGEST_NAME)
    after = replace(row, cells=print_keys({**keys_of(row.cells), "name": name}))
    if not row.body:
        return after
    return replace(after, body=print_keys({**keys_of(row.body), "name": name}))


def _own(row: KeptRow, said: str) -> KeptRow | str:
    if not said or len(said) > _LONGEST_OWN:
        return words.own_length(_LONGEST_OWN)
    found = write(row, said)
    if found.row is None:
        return words.not_read(found.unread)
    return found.row
