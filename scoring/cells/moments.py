"""Dates, times and spans of time as a spreadsheet shows them.

Here: a serial number under a section with date pieces, in both epochs. Not here: taking the code
apart (``format_code``), numbers (``showing``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from scoring.cells.format_code import Piece, Section

_DAY: Final = 86_400
_LAST: Final = 2_957_000
"""Days that are counted, in either epoch: a little before the end of the year 9999."""
_LONG: Final = {
    "long date": ("yyyy", "年", "m", "月", "d", "日"),
    "long time": ("h", ":", "mm", ":", "ss"),
}
_WEEK: Final = "一二三四五六日"
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class _Moment:
    """A serial number as its parts."""

    at: datetime
    seconds: Decimal
    """All of it in seconds, for spans."""
    fraction: Decimal


def show_moment(section: Section, value: Decimal, from_1904: bool) -> str | None:
    """The text of a date or time; None where the program shows only ####."""
    places = max(
        (len(p.text.partition(".")[2]) for p in section.pieces if _is_second(p)), default=0
    )
    if not 0 <= value < _LAST:
        return None
    seconds = (value * _DAY).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole = int(seconds)
    if whole >= _LAST * _DAY:
        return None
    moment = _Moment(_from_serial(whole, from_1904), seconds, seconds - whole)
    pieces = _spelt(section.pieces)
    noon = any("/" in piece.text for piece in pieces if piece.kind == "moment")
    said = [
        _say(piece.text, moment, noon, _is_minute(pieces, at))
        if piece.kind == "moment"
        else piece.text
        for at, piece in enumerate(pieces)
    ]
    return "".join(said).strip()


def is_time(section: Section) -> bool:
    """Whether only hours, minutes and seconds are shown, and no day."""
    spelt = _spelt(section.pieces)
    return not any(
        p.kind == "moment" and p.text[0] in "ydeagb" for p in spelt if not _noon(p)
    ) and (
        any(p.kind == "moment" and p.text.strip("[")[0] in "hs" for p in spelt)
        or any(p.text.startswith("[m") for p in spelt)
    )


def _noon(piece: Piece) -> bool:
    return "/" in piece.text


def _is_second(piece: Piece) -> bool:
    return piece.kind == "moment" and piece.text.startswith("s")


def _spelt(pieces: Sequence[Piece]) -> list[Piece]:
    """The long date and the long time written out in full."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.text in _LONG and piece.kind == "moment":
            found += [
                Piece("moment" if p.isascii() and p != ":" else "literal", p)
                for p in _LONG[piece.text]
            ]
        else:
            found.append(piece)
    return found


def _from_serial(seconds: int, from_1904: bool) -> datetime:
    """Excel takes 1900 for a leap year: up to its 60th day the count is one behind."""
    if from_1904:
        return datetime(1904, 1, 1) + timedelta(seconds=seconds)  # noqa: DTZ001 - no zone in files
    first = datetime(1899, 12, 31 if seconds < 60 * _DAY else 30)  # noqa: DTZ001 - as above
    return first + timedelta(seconds=seconds)


def _is_minute(pieces: Sequence[Piece], at: int) -> bool:
    """An m next to hours or seconds means minutes."""
    if pieces[at].text not in {"m", "mm"}:
        return False
    before = next(
        (p.text for p in reversed(pieces[:at]) if p.kind == "moment" and not _noon(p)), ""
    )
    after = next((p.text for p in pieces[at + 1 :] if p.kind == "moment" and not _noon(p)), "")
    return before.strip("[").startswith("h") or after.strip("[").startswith("s")


def _say(code: str, moment: _Moment, noon: bool, minute: bool) -> str:
    at = moment.at
    sign = code[0]
    if sign == "[":
        return _elapsed(code, moment)
    if "/" in code:
        morning, evening = code.upper().split("/")
        return morning if at.hour < 12 else evening
    if sign == "h":
        hour = (at.hour % 12 or 12) if noon else at.hour
        return _padded(hour, code)
    if minute:
        return _padded(at.minute, code)
    if sign == "s":
        seconds, point, places = code.partition(".")
        part = f"{moment.fraction:.{len(places)}f}"[1:] if point else ""
        return _padded(at.second, seconds) + part
    return _day_part(code, at)


def _elapsed(code: str, moment: _Moment) -> str:
    unit = {"h": 3600, "小": 3600, "m": 60, "分": 60}.get(code[1], 1)
    return str(int(moment.seconds) // unit).zfill(len(code) - 2 if code[1].isascii() else 1)


def _day_part(code: str, at: datetime) -> str:
    sign, wide = code[0], len(code)
    if sign in "ebg":
        return str(at.year) if sign == "e" else ""
    if sign == "y":
        return f"{at.year % 100:02}" if wide <= 2 else str(at.year)
    if sign == "a":
        return ("星期" if wide > 3 else "") + _WEEK[at.weekday()]
    if sign == "m":
        name = _MONTHS[at.month - 1]
        named = {3: name[:3], 5: name[:1]}
        return _padded(at.month, code) if wide <= 2 else named.get(wide, name)
    if wide <= 2:
        return _padded(at.day, code)
    name = _DAYS[at.weekday()]
    return name[:3] if wide == 3 else name


def _padded(number: int, code: str) -> str:
    return str(number).zfill(2) if len(code) > 1 else str(number)
