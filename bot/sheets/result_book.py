"""An edition of a quarter's results as one workbook: ranking, rows × units, reasons, the scheme.

Made from the edition alone, so the file says what was frozen and nothing newer. Points are numbers,
everything else is text that no program runs; formulas nowhere. Not here: what an edition is
(``bot.edition``), and when one is handed out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from bot.edition import Edition, Raw, Result, Table, of_json
from scoring.assess import Assessment
from scoring.exact import rounded, show
from scoring.scheme import Input, Row
from scoring.sentence import full_mark, ranking_rule, result, rule, total, total_rules
from scoring.wording import percent

FONT: Final = "仿宋_GB2312"
HEAD_FONT: Final = "黑体"
SOURCES: Final = {"accepted": "核定", "supplied": "部门数据", "claimed": "自评"}
KINDS: Final = {"announced": "公示", "published": "公布"}
_DATE: Final = datetime(2022, 3, 18)  # noqa: DTZ001 -- the date of the document, no moment in time

Cell = str | Decimal


def recipe_data(title: str, edition: Edition) -> dict[str, Any]:
    """What is drawn, as plain JSON."""
    return {"title": title, "edition": edition.as_json()}


def make(data: Mapping[str, Any]) -> bytes:
    """The xlsx of a recipe."""
    edition = of_json(data["edition"])
    book = _Book(str(data["title"]))
    _cover(book, edition)
    for table in edition.tables:
        assessed = {one.unit: table.assessment(one) for one in table.results}
        _ranking(book, table)
        _matrix(book, table)
        _reasons(book, table, assessed)
        _scheme(book, table)
    return book.bytes()


class _Book:
    """A workbook under way, every sheet set up to be read and printed."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._out = io.BytesIO()
        never = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        self._book = xlsxwriter.Workbook(self._out, never)
        # A fixed date: the same edition makes the same bytes, and no clock is read here.
        self._book.set_properties({"title": title, "created": _DATE})
        cell = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
        cell |= {"border": 1, "border_color": "#B8C0CA"}
        self._title = self._book.add_format(
            {"font_name": HEAD_FONT, "font_size": 16, "num_format": "@"}
        )
        self._note = self._book.add_format(
            {"font_name": FONT, "font_size": 11, "num_format": "@", "font_color": "#5B6775"}
        )
        head = {"font_name": HEAD_FONT, "align": "center", "bg_color": "#E8EEF4"}
        self._head = self._book.add_format({**cell, **head, "num_format": "@"})
        self._text = self._book.add_format({**cell, "num_format": "@"})
        self._points = self._book.add_format({**cell, "align": "center", "num_format": "General"})

    def sheet(
        self,
        name: str,
        heads: Sequence[tuple[str, int]],
        lines: Iterable[Sequence[Cell]],
        notes: Sequence[str] = (),
        *,
        fixed: int = 0,
    ) -> None:
        """A sheet of lines below headings (text, width); ``fixed`` columns stay in sight."""
        sheet = self._book.add_worksheet(re.sub(r"[\[\]:*?/\\']", "", name)[:31])
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.write_string(0, 0, f"{self.title}　{name}", self._title)
        for row, note in enumerate(notes, 1):
            sheet.write_string(row, 0, note, self._note)
        first = len(notes) + 1
        sheet.repeat_rows(first)
        sheet.freeze_panes(first + 1, fixed)
        for column, (text, wide) in enumerate(heads):
            sheet.set_column(column, column, wide)
            sheet.write_string(first, column, text, self._head)
        for row, line in enumerate(lines, first + 1):
            for column, value in enumerate(line):
                if isinstance(value, Decimal):
                    sheet.write_number(row, column, float(value), self._points)
                else:
                    sheet.write_string(row, column, value, self._text)

    def bytes(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._out.getvalue()


def _cover(book: _Book, edition: Edition) -> None:
    year, number = edition.quarter
    lines = [
        ("考核季度", f"{year}年{'一二三四'[number - 1]}季度"),
        ("版本", f"{KINDS[edition.kind]}第 {edition.version} 版"),
        ("生成时间（UTC）", edition.at),
        ("本版 SHA-256", edition.hash),
        ("替代的版本 SHA-256", edition.supersedes or "（第一版）"),
    ]
    lines += [
        (f"{table.group} 考核表", f"{table.scheme.title}；SHA-256 {table.digest}")
        for table in edition.tables
    ]
    lines.append(("怎样复算", "用同一版的方案和数据运行 python -m scoring score，结果应当相同。"))
    book.sheet("说明", (("项目", 22), ("内容", 100)), lines)


def _notes(table: Table) -> list[str]:
    scheme = table.scheme
    return [full_mark(scheme), ranking_rule(scheme), *total_rules(scheme), *scheme.defects]


def _ranking(book: _Book, table: Table) -> None:
    classed = any(one.classification for one in table.results)
    heads = [("名次", 8), ("单位", 30), ("得分", 12), ("等次", 12), ("备注", 30)]
    if classed:
        heads.insert(1, ("类别", 12))
    lines = []
    for one in table.results:
        line: list[Cell] = [Decimal(one.rank), one.name, _shown(table, one), one.grade]
        line.append("暂定：还有未报的项目" if one.provisional else "")
        if classed:
            line.insert(1, one.classification)
        lines.append(line)
    book.sheet(f"{table.group}排名", heads, lines, _notes(table), fixed=2)


def _shown(table: Table, one: Result) -> Decimal:
    rules = table.scheme.ranking
    return rounded(one.total, rules.digits, rules.rounding)


def _matrix(book: _Book, table: Table) -> None:
    rows = table.scheme.rows
    heads = [("名次", 8), ("单位", 24), ("得分", 10)]
    heads += [(_head(row), max(9, min(14, len(row.name)))) for row in rows]
    lines: list[list[Cell]] = []
    for one in table.results:
        line: list[Cell] = [Decimal(one.rank), one.name, _shown(table, one)]
        line += [
            rounded(one.points[row.id], 4, "half_up") if row.id in one.points else "不适用"
            for row in rows
        ]
        lines.append(line)
    book.sheet(f"{table.group}各项得分", heads, lines, fixed=2)


def _head(row: Row) -> str:
    most = f"（{show(row.points)}分）" if row.points.is_finite() else ""
    return f"{row.id} {row.name}{most}"


def _reasons(book: _Book, table: Table, assessed: Mapping[int, Assessment]) -> None:
    heads = (
        ("单位", 20),
        ("指标", 26),
        ("得分", 8),
        ("分值", 8),
        ("数据", 34),
        ("怎样得出", 60),
        ("审核意见", 30),
    )
    lines: list[list[Cell]] = []
    for one in table.results:
        found = assessed[one.unit]
        lines += [_reason(one, row, found) for row in table.scheme.rows if row.id in one.points]
        lines.append([one.name, "总分", _shown(table, one), "", "", total(table.scheme, found), ""])
    book.sheet(f"{table.group}得分理由", heads, lines, fixed=1)


def _reason(one: Result, row: Row, found: Assessment) -> list[Cell]:
    most: Cell = row.points if row.points.is_finite() else "不限"
    return [
        one.name,
        f"{row.id} {row.name}",
        rounded(one.points[row.id], 4, "half_up"),
        most,
        _figures(one, row),
        result(row, found.rows[row.id]),
        one.reasons.get(row.id, ""),
    ]


def _figures(one: Result, row: Row) -> str:
    given, sources = one.facts.get(row.id, {}), one.sources.get(row.id, {})
    parts = [
        f"{name.name} {_value(name, given[name.name])}（{SOURCES[sources[name.name]]}）"
        if name.name in given
        else f"{name.name} 未报"
        for name in row.inputs
    ]
    return "；".join(parts)


def _value(one: Input, raw: Raw) -> str:
    if one.kind == "flag":
        return "是" if raw else "否"
    if one.kind == "rate":
        return percent(Decimal(raw))
    if one.kind == "award":
        return f"{show(Decimal(raw))} 分"
    return f"{raw} {one.unit}".rstrip()


def _scheme(book: _Book, table: Table) -> None:
    heads = (
        ("编号", 8),
        ("指标", 24),
        ("分值", 8),
        ("考核内容", 40),
        ("评分标准（原文）", 50),
        ("计分规则", 50),
        ("说明", 40),
    )
    lines: list[list[Cell]] = [
        [
            row.id,
            row.name,
            row.points if row.points.is_finite() else "不限",
            row.content,
            row.text,
            rule(row),
            "；".join(part for part in (row.reading, row.defect, row.printed) if part),
        ]
        for row in table.scheme.rows
    ]
    book.sheet(f"{table.group}考核表", heads, lines, [table.scheme.title], fixed=2)
