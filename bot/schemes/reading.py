"""A file to drafts: which tables are in it, whom they are for, what today's rules say already.

Here: pure, run in a thread. Not here: what is kept (``storage.queries.schemes``), what is said.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from unicodedata import normalize

from bot.extraction.tabled import holds_pictures
from bot.schemes.draft import look_at
from bot.schemes.other_figures import bare, carried
from bot.schemes.papers import Scanned, open_paper
from scoring.drafting import (
    DraftRow,
    NotADocument,
    Part,
    PrintedTable,
    draft_of,
    tables_of,
)
from scoring.printing import print_keys, print_row
from scoring.scheme import Row, Scheme, SchemeError, loads
from storage.queries.schemes import Head, KeptRow

MOST_ROWS: Final = 300
OTHER_POINTS: Final = "和现在的办法只有分数不同（{}），沿用现在的规则和提问，换成新的分数。"
_PLACE: Final = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,4}?[县市旗])(?![直级区委政属乡域市]|县(?![直级域属]))"
)
_NOWHERE: Final = frozenset(
    {"全县", "本县", "各县", "我县", "全市", "本市", "各市", "我市", "全旗"}
)
_KINDS: Final = re.compile(r"请发 \.xlsx[^。]*。")
INSTEAD: Final = "请发 Word（docx）、表格（xlsx）或能选中文字的 PDF。"
_ZIP: Final = re.compile(r"这是压缩包.*")
UNPACK: Final = "这是压缩包。请解压以后把里面的考核办法（Word、表格或 PDF）发来。"
_COUNTED: Final = re.compile(r"[得扣加减计每]\s*[0-9.]+\s*分|不得分|按比例")
_RESULTS: Final = re.compile(
    r"(?:最[终后]|考核|综合|实际|年度)?(?:名次|排名|得分|总分|等次)|(?:考核|被考核)?单位(?:名称)?|乡镇|部门"
)
"""The whole of a heading of a table of results; in the words of a clause it says nothing."""
OTHER_YEAR: Final = "标题写的是"
_YEAR: Final = re.compile(r"(?<![0-9])(20[0-9]{2})(?=\s*(?:年|[-—–~至]))")
_ISSUED: Final = re.compile(r"([\u4e00-\u9fff]{2,12})[〔\[(（【][0-9]{4}[〕\])）】][0-9]+号")


@dataclass(frozen=True)
class Read:
    """One table of a file as it will be kept; ``group`` empty: nobody can tell whom it is for."""

    head: Head
    rows: tuple[KeptRow, ...]
    lines: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Which lines of the document each row is made of, where these are known."""
    notes: tuple[str, ...] = ()
    """What else is to be said at once."""

    @property
    def alarms(self) -> list[str]:
        """What is to be said at once: it may be another year's, or two tables."""
        doubts = json.loads(self.head.doubts)
        return [*self.notes, *(one for one in doubts if OTHER_YEAR in one or "张表" in one)]


class Unusable(Exception):
    """The file brings no draft; the text is a sentence for who sent it."""


class NoTable(Unusable):
    """There is no table of rules in it, as far as it can be read without eyes."""


def read(
    data: bytes,
    name: str,
    county: str,
    known: Sequence[Scheme],
    in_force: date,
    apart: bool | None = None,
) -> tuple[Read, ...]:
    """Every table of a file as a draft; ``apart``: what was decided where one may be several.

    Raises:
        Unusable: it brings none, and what to send instead.
        Scanned: eyes have to read it.
    """
    if name.lower().endswith(".toml"):
        return (_imported(data, name),)
    try:
        parts = open_paper(data, name)
    except NotADocument as refused:
        raise Unusable(_ZIP.sub(UNPACK, _KINDS.sub(INSTEAD, str(refused)))) from refused
    try:
        return drafted(parts, county, known, in_force, apart)
    except NoTable as refused:
        if holds_pictures(data):
            raise Scanned(_ONLY_PICTURES if str(refused) == _EMPTY else str(refused)) from refused
        raise


def drafted(
    parts: Sequence[Part],
    county: str,
    known: Sequence[Scheme],
    in_force: date,
    apart: bool | None = None,
) -> tuple[Read, ...]:
    """Every table of a document as a draft. Raises Unusable."""
    tables = tables_of(parts, apart)
    if not tables:
        raise NoTable(_no_table([c.text for part in parts for line in part.lines for c in line]))
    _must_be_one_document(tables)
    _must_be_rules(tables)
    rows = sum(len(one.rows) for one in tables)
    if rows > MOST_ROWS:
        raise Unusable(
            f"这份文件里有 {rows} 行指标，一次最多读 {MOST_ROWS} 行。"
            "请只留考核指标表，或分成几份发来。"
        )
    return tuple(_drafted(tables, county, known, in_force))


_MARKS: Final = ("名次", "排名", "得分", "总分", "等次")
_EMPTY: Final = (
    "这个文件是空的：里面没有字，也没有图。"
    "请打开看一看，是不是没有保存就发了，或者发错了文件，再发一次。"
)
_ONLY_PICTURES: Final = (
    "这个文件里没有文字，只有图片，可能是扫描件。请发能选中文字的 Word 或表格文件。"
)
_A_RESULT: Final = (
    "这像是一张结果表：有得分、名次，没有评分标准。"
    "请发考核办法（带“考核指标、分值、评分标准”的那张表）。"
)


def _no_table(cells: Sequence[str]) -> str:
    heads = {bare for one in cells if _RESULTS.fullmatch(bare := re.sub(r"\s", "", one))}
    shown = "".join(cells)
    if len(heads) > 1 and any(one[-2:] in _MARKS for one in heads) and "评分" not in shown:
        return _A_RESULT
    if not shown.strip():
        return _EMPTY
    return (
        "没有找到考核指标表。表头要有“考核指标”（或考核内容）和“分值”或“评分标准”这样的列。"
        "如果指标写在正文里，或者表是一张图片、套在另一张表里，请先整理成一张普通的表再发。"
    )


def _must_be_one_document(tables: Sequence[PrintedTable]) -> None:
    """Two offices' documents in one file are two drafts that nobody can tell apart."""
    seen: list[str] = []
    for one in tables:
        for line in one.above:
            found = _ISSUED.fullmatch(re.sub(r"\s", "", line))
            if found is not None and found[1] not in seen:
                seen.append(found[1])
    if len(seen) > 1:
        raise Unusable(
            f"一个文件里有 {len(seen)} 份办法（{'、'.join(seen)}）。请分开，一次发一份。"
        )
    places = [named for one in tables if (named := _places(one.title))]
    for other in places[1:]:
        if not other & places[0]:
            both = "、".join(sorted(places[0] | other))
            raise Unusable(f"一个文件里有两个地方的办法（{both}）。请分开，一次发一份。")


def _places(title: str) -> set[str]:
    """Counties and cities that a table's title names: 甲县2027年考核办法."""
    bare = re.sub(r"\s|关于印发|关于|附件[0-9]*[：:]?|[《“]", "", normalize("NFKC", title))
    return set(_PLACE.findall(bare)) - _NOWHERE


def _must_be_rules(tables: Sequence[PrintedTable]) -> None:
    """Marks that units were given, without a word how they come about, are results."""
    for one in tables:
        if "text" in one.columns or "score" not in one.columns:
            continue
        if not any(_COUNTED.search(row.get("content")) for row in one.rows):
            raise Unusable(_A_RESULT)


def says_the_same(read: Read, kept: Sequence[KeptRow], *, file: bool) -> bool:
    """Whether a draft was made of this very table, whatever was confirmed or changed in it since.

    ``file``: it was made of the same bytes, so that what it lacks was left out on purpose, and
    other points are a change; of another file they are another document.
    """
    printed, drafted = (
        {(one.row, one.section, one.clause, "" if file else _worth(one)) for one in rows}
        for rows in (read.rows, kept)
    )
    return drafted == printed or (file and bool(drafted) and drafted <= printed)


def _worth(row: KeptRow) -> str:
    return str(tomllib.loads(row.cells).get("points", ""))


def _year_doubts(title: str, header: Mapping[str, Any], in_force: date) -> list[str]:
    """That a title names other years than the one it would come into force in."""
    for said in (title, str(header.get("document", ""))):
        years = [int(one) for one in _YEAR.findall(normalize("NFKC", said))]
        if years and not min(years) <= in_force.year <= max(years):
            named = "、".join(str(one) for one in years)
            starts = f"{OTHER_YEAR} {named} 年，而草案从 {in_force.year} 年起用"
            if min(years) > in_force.year:
                return [f"{starts}：{min(years)} 年才用的，请在“抬头”里把执行日期往后改"]
            return [f"{starts}：发错了的请删掉这份草案，沿用往年办法的不用管"]
    return []


def _drafted(
    tables: Sequence[PrintedTable], county: str, known: Sequence[Scheme], in_force: date
) -> list[Read]:
    found: list[Read] = []
    taken: set[str] = set()
    for table in tables:
        group = group_of(table.title, [one.group for one in known if one.group not in taken])
        taken.add(group)
        draft = draft_of(table, group, f"{county}{in_force.year}-{group}", in_force)
        today = next((one for one in known if one.group == group), None)
        rows = [
            kept_row(place, section.number, row, today)
            for place, (section, row) in enumerate(
                ((section, row) for section in draft.sections for row in section.rows), 1
            )
        ]
        sections = [{"number": one.number, "keys": print_keys(one.keys)} for one in draft.sections]
        sections += [{"table": "year", "keys": print_keys(draft.year)}] if draft.year else []
        title = str(draft.header["title"])
        doubts = [*draft.doubts, *_year_doubts(title, draft.header, in_force)]
        head = Head(group, title, print_keys(draft.header), _json(sections), _json(doubts))
        made = [row for section in draft.sections for row in section.rows]
        lines = {place: row.lines for place, row in enumerate(made, 1) if any(row.lines)}
        found.append(Read(head, tuple(rows), lines))
    return found


def kept_row(place: int, section: str, row: DraftRow, today: Scheme | None) -> KeptRow:
    """A row with its first reading; today's rule where today's document says the very same."""
    cells, doubts = print_keys(row.cells), list(row.doubts)
    same = _same(row, today)
    if same is not None:
        doubts = ["和现在的办法一字不差，沿用现在的规则。"]
        return KeptRow(
            place, row.id, section, cells, row.clause, print_row(same), _json(doubts), ""
        )
    if (other := carried(row.clause, row.cells, today)) is not None:
        doubts = [OTHER_POINTS.format("，".join(other.changes))]
        return KeptRow(place, row.id, section, cells, row.clause, other.body, _json(doubts), "")
    readings, unread = row.understood.readings, row.understood.unread
    if len(readings) > 1:
        doubts.append(f"有 {len(readings)} 种读法，先按第一种；不对请点“改”。")
    doubts += [one if one.startswith("这一格有") else f"没有读懂：“{one}”" for one in unread]
    doubts += look_at(readings[0]) if readings else ()
    body = print_keys(row.body(readings[0])) if readings else ""
    return KeptRow(place, row.id, section, cells, row.clause, body, _json(doubts), "")


def _same(row: DraftRow, today: Scheme | None) -> Row | None:
    """Today's row with the same clause, name and points, where there is exactly one."""
    clause = bare(row.clause)
    if today is None or not clause:
        return None
    found = [
        one
        for one in today.rows
        if bare(one.text or one.content) == clause
        and one.points == row.cells["points"]
        and bare(one.name) == bare(str(row.cells["name"]))
    ]
    return found[0] if len(found) == 1 else None


def group_of(title: str, groups: Sequence[str]) -> str:
    """Whom a table is for by its title, among the office's groups; empty: it does not say."""
    if found := [one for one in groups if one in title]:
        return found[0]
    towns = re.search(r"乡镇|街道|镇村|乡（镇）", title)
    bureaus = re.search(r"县直|市直|区直|直属|部门|成员单位|单位", title)
    for said, sign in ((towns, r"乡|镇|街道"), (bureaus, r"直|部门|单位")):
        matching = [one for one in groups if re.search(sign, one)]
        if said and len(matching) == 1:
            return matching[0]
    return ""


def _imported(data: bytes, name: str) -> Read:
    """A scheme file as it is, every row still to be looked at."""
    try:
        scheme = loads(data.decode("utf-8-sig").replace("\r\n", "\n"), name)
    except UnicodeDecodeError:
        raise Unusable("这个文件不是 UTF-8 文本。请另存为 UTF-8 再发。") from None
    except SchemeError as error:
        lines = "\n".join(str(one) for one in error.faults[:8])
        raise Unusable(f"方案文件有 {len(error.faults)} 处要改：\n{lines}") from error
    data_of: Mapping[str, Any] = tomllib.loads(scheme.text, parse_float=Decimal)
    sections = [
        {"number": number, "keys": print_keys(keys)} for number, keys in data_of["section"].items()
    ]
    ranking = data_of.get("ranking", {})
    rows = tuple(
        KeptRow(place, row.id, row.section, _cells(row), row.text or row.content, body, "[]", "")
        for place, (row, body) in enumerate(((one, print_row(one)) for one in scheme.rows), 1)
    )
    extra = {"ranking": print_keys(ranking)} if ranking else {}
    if scheme.year is not None:
        extra["year"] = print_keys(data_of["year"])
    if scheme.classes:
        extra["classes"] = print_keys(data_of["classes"])
    stored = _json([*sections, *({"table": k, "keys": v} for k, v in extra.items())])
    head = Head(scheme.group, scheme.title, print_keys(data_of["scheme"]), stored, "[]")
    return Read(head, rows)


def _cells(row: Row) -> str:
    cells: dict[str, object] = {"name": row.name, "points": row.points}
    for key in ("text", "content", "basis", "method"):
        if said := getattr(row, key):
            cells[key] = said
    return print_keys(cells)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
