"""Pages that eyes have seen as drafts: every row marked, and where it stands in the picture.

Pure, run in a thread. Here: which page cannot be used and why, in words; what of a row was not read
clearly. Not here: looking (`bot.extraction.scanned`), when (`scanning`), a draft (`reading`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.extraction.fields import Row
from bot.extraction.pages import WHOLE, Unread
from bot.extraction.seen import UNCLEAR, Seen, dim_of, rows_of_pages, unpacked
from bot.schemes.papers import lines_of
from bot.schemes.reading import Read, Unusable, drafted
from scoring.drafting import Part
from scoring.scheme import Scheme
from storage.queries.scheme_scans import RowPlace, ScanPage

FROM_A_SCAN: Final = "从扫描件读出，请对照原件"
AGAIN: Final = "请重新拍（扫描）清楚，整份再发一次；有 Word 或表格文件的，发文件最准。"
_LETTERS: Final = 15
"""A page with fewer signs has no table on it."""
_CLEAR: Final = 800
"""Half of a page's signs are read with a better score, or nobody can count on it."""
_ASKEW: Final = 5.9
_MOSTLY: Final = 0.5
_WHY: Final = {
    Unread.PASSWORD: "加了打开密码，请去掉密码再发",
    Unread.TIME: "读得太久，没有读完",
    Unread.MEMORY: "图太大，读不完",
    Unread.TOO_LARGE: "页数太多，请只留考核指标表的几页",
}


@dataclass(frozen=True)
class FromScan:
    """A table of a scan: its draft, and where each of its rows stands."""

    read: Read
    places: tuple[RowPlace, ...]


def not_read(page: int, why: Unread) -> str:
    """A page that could not be read at all."""
    if why is Unread.NO_OCR:
        return no_eyes()
    return f"第 {page} 页{_WHY.get(why, '打不开，可能损坏了')}。{AGAIN}"


def no_eyes() -> str:
    """There is nobody here who can read pictures."""
    return (
        "这是扫描件或照片，里面没有文字，而这台机器没有装识别文字的部件。"
        "请负责服务器的同志在信考的文件夹里运行 make ocr（下载约 140 MB），重启以后再发一次；"
        "急用的，请发 Word（docx）、表格（xlsx）或能选中文字的 PDF。"
    )


def from_scan(
    kept: Sequence[ScanPage], county: str, known: Sequence[Scheme], in_force: date
) -> tuple[FromScan, ...]:
    """Every table of a scan whose pages are all read. Raises Unusable."""
    pages = [unpacked(json.loads(one.seen)) for one in kept]
    notes = _usable(pages)
    rows = rows_of_pages(pages)
    unsure = sum(any(one.unsure for one in row) for row in rows)
    if unsure > _MOSTLY * len(rows):
        raise Unusable(f"扫描件里哪些字是一行、一格分不准，没有读。{AGAIN}")
    found = drafted([Part("", lines_of(rows))], county, known, in_force)
    pictures = [one.picture for one in kept]
    return tuple(
        FromScan(
            replace(_marked(one, rows, pages), notes=notes if not at else ()),
            tuple(_places(one, rows, pages, pictures)),
        )
        for at, one in enumerate(found)
    )


def _usable(pages: Sequence[Seen]) -> tuple[str, ...]:
    """What is to be said of pages that are left out. Raises Unusable: one spoils the whole."""
    empty = [n for n, one in enumerate(pages, 1) if one.letters < _LETTERS]
    if len(empty) == len(pages):
        raise Unusable(f"图片上没有认出文字：可能是照片、太虚，或者离得太远。{AGAIN}")
    for number, one in enumerate(pages, 1):
        if one.read and number not in empty and one.clear < _CLEAR:
            raise Unusable(f"第 {number} 页看不清，认出来的字靠不住，没有读。{AGAIN}")
        if one.read and number not in empty and abs(one.skew) >= _ASKEW:
            raise Unusable(f"第 {number} 页放得太斜，表格线对不上，没有读。{AGAIN}")
    named = "、".join(map(str, empty))
    left_out = f"第 {named} 页没有认出文字，没有用；上面有表的，请拍清楚，整份再发一次"
    return (left_out,) if empty else ()


def _marked(read: Read, rows: Sequence[Row], pages: Sequence[Seen]) -> Read:
    """Every row that eyes have read says so, and what of it is not clear."""
    found = []
    for one in read.rows:
        own = [rows[line - 1] for line in read.lines.get(one.place, ()) if line]
        seen = [row for row in own if any(pages[p[0] - 1].read for f in row for p in f.places)]
        if not seen and own:
            found.append(one)
            continue
        doubts = [f"{FROM_A_SCAN}{_unclear(seen, pages)}", *one.doubtful]
        if any(field.unsure for row in seen for field in row):
            doubts.insert(1, "这一行的格子可能分错了，请对照原件")
        found.append(replace(one, doubts=json.dumps(doubts, ensure_ascii=False)))
    return replace(read, rows=tuple(found))


def _unclear(rows: Sequence[Row], pages: Sequence[Seen]) -> str:
    dim = [text for row in rows for text in dim_of(row, pages)]
    words = [f"“{one}”" for one in dim if one != UNCLEAR]
    said = f"；看不太清的：{'、'.join(words)}" if words else ""
    return said + ("；有一格写着字，没有认出来" if UNCLEAR in dim else "")


def _places(
    read: Read, rows: Sequence[Row], pages: Sequence[Seen], pictures: Sequence[str]
) -> Iterator[RowPlace]:
    """Where each row stands: on every page it goes over all of its cells together."""
    for place, lines in read.lines.items():
        spots = [spot for line in lines if line for one in rows[line - 1] for spot in one.places]
        for number in sorted({spot[0] for spot in spots}):
            page, picture = pages[number - 1], pictures[number - 1]
            own = [spot for spot in spots if spot[0] == number]
            if not picture:
                continue
            yield RowPlace(
                place,
                picture,
                number,
                _part(min(spot[1] for spot in own), page.width),
                _part(min(spot[2] for spot in own), page.height),
                _part(max(spot[3] for spot in own), page.width),
                _part(max(spot[4] for spot in own), page.height),
            )


def _part(value: float, whole: float) -> int:
    return max(0, min(WHOLE, round(value * WHOLE / whole))) if whole > 0 else 0


def of_row(places: Sequence[RowPlace], place: int) -> list[Mapping[str, object]]:
    """What a picture of a row is made from, page by page (`sheets.original`)."""
    return [
        {"picture": one.picture, "box": [one.left, one.top, one.right, one.bottom]}
        for one in places
        if one.place == place
    ]
