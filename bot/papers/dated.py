"""When a paper is of, as far as it says so itself: its name or caption, or the camera's own date.

A period (2026年四季度, 12月) says of which quarter a paper is; so does the day a photo was taken. A
day in the name of a document does not, where it lies in the weeks in which the quarter before is
still reported: a summary of December is dated January. Which forms there are is the pages'.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date
from typing import Final

from bot.corridor.events import Attachment
from bot.speech.calendar import find_quarter
from bot.speech.numbers import figure
from bot.speech.quarters import name as quarter_name
from scoring.periods import Kind, kind_of, months, numbers, of_day, within
from storage.kinds import KINDS

Quarter = tuple[int, int]
_DAY: Final = re.compile(
    r"(?<!\d)(20\d{2})(?:[年./_-]?)(0[1-9]|1[0-2]|[1-9](?=[月./-]))(?:[月./_-]?)"
    r"(0[1-9]|[12]\d|3[01]|[1-9](?=日|号|\D|$))(?!\d)"
)
_BARE: Final = re.compile(r"(?<![年\d])(1[0-2]|0?[1-9])月([12]\d|3[01]|0?[1-9])[日号]")
_MONTH: Final = re.compile(r"(?:(20\d{2})\s*年)?\s*(?<!\d)(1[0-2]|0?[1-9])\s*月(?!\s*\d)(?:份)?")
_SPOKEN: Final = re.compile(
    r"(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月(?:份|(?=工作|信用|简报|总结|动态|信息|活动))"
)
_HALF: Final = re.compile(r"(上|下)半年")
_EXIF, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132


def periods(text: str, today: date, among: Sequence[Quarter]) -> set[Quarter]:
    """The quarters a text names as a period: a quarter, or a month that stands without a day."""
    if (named := find_quarter(text, today, among)) is not None:
        return {named.quarter}
    found = set()
    said = [(year, int(month)) for year, month in _MONTH.findall(text)]
    said += [("", int(figure(month) or 0)) for month in _SPOKEN.findall(text)]
    for year, month in said:
        found |= {
            one
            for one in among
            if (held := months(one).get(month)) and (not year or held == int(year))
        }
    return found


def names_another(text: str, period: Quarter, today: date) -> str:
    """The time a title names, where it is not this period: 二季度总结, 5月份简报, 上半年小结."""
    kind = kind_of(period[1])
    every = numbers(kind)
    named = periods(text, today, [(period[0], number) for number in every])
    if any(kind_of(number) == kind for _, number in named):
        return "" if period in named else quarter_name(*min(named))
    half = _HALF.search(text)
    shorter: tuple[Kind, ...] = ("quarter", "month")
    if half is None or kind not in shorter or period[1] in within(every, half[1]):
        return ""
    return half[0]


def days(text: str, among: Sequence[Quarter]) -> set[date]:
    """The days that stand in a text: 2027-01-04, 20270104, 2027年1月4日, 1月4日.

    Without a year it is the one in which the day lies in one of the quarters.
    """
    said = [(int(y), int(m), int(d)) for y, m, d in _DAY.findall(text)]
    for month, number in _BARE.findall(text):
        years = {held for one in among if (held := months(one).get(int(month)))}
        said += [(year, int(month), int(number)) for year in years]
    found = set()
    for one in said:
        try:
            found.add(date(*one))
        except ValueError:
            continue
    return found


def of_days(found: Iterable[date], among: Sequence[Quarter], *, picture: bool) -> set[Quarter]:
    """What days say: of a document only those in which no other quarter is still reported."""
    newest = max(among)
    named = {of_day(kind_of(newest[1]), day) for day in found}
    return named if picture else named - {newest}


Read = Callable[[str], Awaitable[bytes]]


async def taken(file: Attachment, read: Read) -> date | None:
    """The day a photo was taken, as the camera wrote it; None where it wrote none."""
    kind = KINDS.get(file.kind)
    if kind is None or not kind.picture or file.digest is None:
        return None
    try:
        data = await read(file.digest)
    except (OSError, LookupError):
        return None
    return await asyncio.to_thread(_camera_day, data)


def _camera_day(data: bytes) -> date | None:
    from PIL import Image  # in a thread, and the first picture brings it

    try:
        with Image.open(io.BytesIO(data)) as picture:
            exif = picture.getexif()
            said = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED)
    except Exception:  # noqa: BLE001 -- whatever a damaged picture raises: it says no day
        return None
    match = re.match(r"(20\d{2}):(\d{2}):(\d{2})", str(said or ""))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


async def quarters(
    said: str, files: Sequence[Attachment], today: date, among: Sequence[Quarter], read: Read
) -> set[Quarter]:
    """The quarters that papers say they are of, none where they say nothing certain.

    What is written goes before what a camera says; a caption before the names of files.
    """
    for texts in ([said], [one.label for one in files]):
        named = {quarter for text in texts if text for quarter in periods(text, today, among)}
        if named:
            return named
    found: set[Quarter] = set()
    pictures = []
    for one in files:
        kind = KINDS.get(one.kind)
        picture = kind is not None and kind.picture
        pictures.append(picture)
        day = await taken(one, read)
        own = {day} if day else days(one.label, among)
        found |= of_days(own, among, picture=picture)
    return found | of_days(days(said, among), among, picture=all(pictures))
