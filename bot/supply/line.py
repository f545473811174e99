"""One typed line, taken apart: 录入 教育局 迟报、错报 3 is a unit, an input and a value.

Pure: what is then asked or written is the page's (``bot.supply.pages.typed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.speech.calendar import Quarter, find_quarter
from bot.speech.names import Found, Roster
from bot.speech.numbers import plain
from bot.supply.table import Column, key

_ROW: Final = re.compile(
    r"第?(?P<section>[一二三四五六七八九])\s*[.、·]\s*(?P<row>[0-9]{1,2}[a-z]?)项?"
)
_FILLING: Final = re.compile(r"^(?:录入|登记|的|为|:|=|,|\s)+|(?:的|为|:|=|,|\s)+$")
_BETWEEN: Final = r"[\s,.、。:;/|*·\-\"'“”‘’《》()]*"
_ABOVE: Final = re.compile(
    r"[省市]$|(?<=[一-鿿])(?<![给把将为替请让叫由和与跟对是的郏我本全入记])县$"
)
"""What makes another body of the name behind it: 市财政局, 叶县财政局 are not 县财政局."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a line names; ``rest`` is what nothing was found for."""

    quarter: Quarter | None
    row: str | None
    unit: Found | None
    written: str
    """The unit as it was written."""
    rest: str


def read_line(text: str, roster: Roster, today: date, known: Iterable[Quarter]) -> Typed:
    """Take quarter, row and unit out of a line."""
    said = _bare(plain(text))
    quarter = find_quarter(said, today, tuple(known))
    if quarter is not None:
        said = said[: quarter.start] + " " + said[quarter.end :]
    row = _ROW.search(said)
    if row is not None:
        said = said[: row.start()] + " " + said[row.end() :]
    unit, written, said = _unit(_bare(said), roster)
    return Typed(
        quarter=quarter.quarter if quarter else None,
        row=f"{row['section']}.{row['row']}" if row else None,
        unit=unit,
        written=written,
        rest=_bare(said),
    )


def _bare(text: str) -> str:
    return _FILLING.sub("", text.strip())


def _unit(said: str, roster: Roster) -> tuple[Found | None, str, str]:
    """The unit named in the sentence; else the first word, by likeness."""
    mentions = roster.find_in(said)
    if mentions:
        one = mentions[0]
        start, found = one.start, one.found
        if _ABOVE.search(said, 0, start + said.startswith("县", start)):
            start = max(0, said.rfind(" ", 0, start) + 1)
            found = replace(roster.find(said[start : one.end]), sure=False)
        return found, said[start : one.end], said[:start] + " " + said[one.end :]
    first, _, rest = said.partition(" ")
    found = roster.find(first)
    if found.kind == "none" and (not found.candidates or not rest):
        return None, first, said
    return found, first, rest


def columns_in(rest: str, row: str | None, columns: Iterable[Column]) -> tuple[list[Column], str]:
    """The inputs a text may mean, and what is left of it: the value."""
    known = [one for one in columns if row is None or one.row.id == row]
    found = [(match, one) for one in known if (match := _named(one.input.name).search(rest))]
    if found:
        longest = max(match.end() - match.start() for match, _ in found)
        best = [(m, one) for m, one in found if m.end() - m.start() == longest]
        match = best[0][0]
        value = rest[: match.start()] + " " + rest[match.end() :]
        return [one for _, one in best], _bare(value)
    hint, _, value = rest.rpartition(" ")
    if key(hint):
        like = [one for one in known if key(hint) in key(f"{one.row.name}{one.input.name}")]
        return like, _bare(value) if like else rest
    if re.search(r"[0-9]", rest) or not rest:
        return (known, rest) if row is not None else ([], rest)
    like = [one for one in known if key(rest) in key(f"{one.row.name}{one.input.name}")]
    return (like, "") if like else (known if row is not None else [], rest)


def _named(name: str) -> re.Pattern[str]:
    """The name with any punctuation and blanks between its signs."""
    signs = [re.escape(sign) for sign in key(name)]
    return re.compile(_BETWEEN.join(signs), re.IGNORECASE)
