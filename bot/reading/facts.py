"""What a paper says of itself: title, 文号, 发文单位, days, kind, counts, each with its place.

Pure: an `Extract` in, facts out; one reading serves whoever hands in the same bytes, so nothing
here knows a unit, a row or a quarter. What a row wants of its papers is ``wanted``'s, what makes
a person look twice ``doubts``'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bot.extraction.pages import Extract
from bot.reading import numbers, signed
from bot.reading.anatomy import Paper, parted
from bot.reading.blanks import blank
from bot.reading.counts import counts, rows, told_days
from bot.reading.happened import happened
from bot.reading.issuers import issuer
from bot.reading.lines import Said, said
from bot.reading.report import Report, report
from bot.reading.sorts import Sort, sort
from bot.reading.titles import Title, title

_HALF: Final = 4
"""Fewer signs between blanks are letters set apart: 感 谢 信."""
Kind = Literal[
    "title", "number", "issuer", "date", "event_date", "sort", "taken", "medium", "address",
    "count", "pages", "pictures", "blank", "look",
    "days", "rows",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a paper says: to compare (``value``), as printed (``shown``), and where."""

    kind: Kind
    value: str
    shown: str
    page: int = 1
    line: int | None = None
    sure: bool = True


def facts(extract: Extract) -> tuple[Fact, ...]:
    """Everything that was understood of a paper."""
    return tuple(_facts(extract, Paper(parted(said(extract)), extract.kind)))


def _facts(extract: Extract, paper: Paper) -> Iterator[Fact]:
    named = title(paper)
    kind = sort(extract, paper, named.value if named else "", named.line if named else None)
    if named is not None and kind.value not in ("photo", "chat"):
        yield _fact("title", named.value, _spaced(named), named.line, sure=named.sure)
    yield _fact("sort", kind.value, kind.line.text if kind.line else "", kind.line, sure=kind.sure)
    number = numbers.own(paper)
    if number is not None:
        sure = number.sure and not number.line.crowded
        yield _fact("number", number.value, number.line.text, number.line, sure=sure)
    if kind.value not in ("photo", "chat"):
        found = issuer(paper, kind.value)
        if found is not None:
            sure = found.sure and not found.line.crowded
            yield _fact("issuer", found.value, found.line.text, found.line, sure=sure)
            if found.other is not None:
                name, line = found.other
                yield _fact("issuer", name, line.text, line, sure=False)
    yield from _days(paper, kind.value)
    if kind.value in ("news", "screenshot"):
        yield from _report(report(paper))
    for one in counts(paper.main):
        yield _fact("count", f"{one.value} {one.unit}", f"{one.about}{one.shown}", one.line)
    yield Fact("days", str(told_days(paper.main)), "")
    yield Fact("rows", str(rows(paper.main)), "")
    left = blank(paper, kind.value) if kind.value not in ("photo", "chat", "sign_in") else None
    if left is not None and not _by_eyes(extract, left[1]):
        yield _fact("blank", left[0], left[1].text, left[1])
    if kind.value not in ("news", "chat"):
        yield from _boxes(paper)
    yield from _whole(extract)


def _boxes(paper: Paper) -> Iterator[Fact]:
    """The first line with boxes that eyes have read: which of them are ticked a person sees."""
    first = next((one for one in paper.lines if one.boxed), None)
    if first is not None:
        yield Fact("look", "boxes", first.text[:200], first.page, first.number, sure=False)


def _spaced(named: Title) -> str:
    """The title as it is printed, where its one line has a blank between its halves."""
    parts = named.line.text.split()
    whole = "".join(parts) == named.value and min(map(len, parts)) >= _HALF
    return " ".join(parts) if whole else named.value


def _days(paper: Paper, kind: Sort) -> Iterator[Fact]:
    own = None if kind in ("photo", "chat") else signed.own(paper, kind)
    event = happened(paper, kind, own.day.first if own else None)
    if own is None and event is not None and kind == "sign_in":
        own = event
    if event is None and own is not None and kind == "sign_in":
        event = own
    if own is not None:
        sure = own.sure and not own.line.crowded
        yield _fact("date", own.day.value, own.line.text, own.line, sure=sure)
    if event is not None:
        yield _fact("event_date", event.day.value, event.line.text, event.line, sure=event.sure)


def _report(found: Report) -> Iterator[Fact]:
    if found.medium is not None:
        yield _fact("medium", found.medium[0], found.medium[1].text, found.medium[1])
    if found.address is not None:
        yield _fact("address", found.address[0], found.address[1].text, found.address[1])


def _by_eyes(extract: Extract, one: Said) -> bool:
    """Whether a line was seen and not written: then what is blank may be filled in by hand."""
    page = next(page for page in extract.pages if page.number == one.page)
    return page.lines[one.number - 1].source == "ocr" and "×" not in one.text


def _whole(extract: Extract) -> Iterator[Fact]:
    yield Fact("pages", str(extract.count or len(extract.pages)), "")
    pictures = sum(page.pictures for page in extract.pages)
    if pictures:
        first = next(page.number for page in extract.pages if page.pictures)
        yield Fact("pictures", str(pictures), "", first)
    if extract.dark:
        yield Fact("look", "dark", "")
    if extract.taken_at is not None:
        yield Fact("taken", extract.taken_at.isoformat(sep=" ", timespec="minutes"), "")


def _fact(kind: Kind, value: str, shown: str, line: Said | None, *, sure: bool = True) -> Fact:
    if line is None:
        return Fact(kind, value, shown, sure=sure)
    sure = sure and not line.boxed
    return Fact(kind, value, shown[:200], line.page, line.number, sure)
