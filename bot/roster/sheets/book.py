"""The list of units as a workbook: the empty form to fill in, and the export of what is there.

Every cell is written as text and formatted as text: a short name such as ``=部`` or a phone number
with a leading zero stays what it is, and nothing that a person typed ever runs as a formula. Not
here: reading either of them back (``bot.roster.reading``).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from bot.corridor.recipes import makes
from bot.paper import workbook
from bot.roster.headings import DEPARTMENTS, EXAMPLE_MARK, GROUPS, TOWNSHIPS, RosterLine
from scoring.cells import column_letters

COLUMNS: Final = (
    ("单位名称", 30),
    ("简称", 14),
    ("别名", 26),
    ("考核表", 13),
    ("类别", 10),
    ("是否考核", 10),
    ("联络员", 12),
    ("联系电话", 17),
    ("读音", 20),
)
"""Headings in their order, with widths in characters."""
FORM_ROWS = 300
"""Rows of the form that are ready for typing; more may be added below."""
GROUP_COLUMN = 3
ASSESSED_COLUMN = 5
SHEET: Final = "单位名单"
FONT: Final = "仿宋_GB2312"

EXAMPLES = (
    RosterLine(2, f"{EXAMPLE_MARK}县教育局", "教育局", ("教体局",), DEPARTMENTS, "一类"),
    RosterLine(
        3,
        f"{EXAMPLE_MARK}冢头镇",
        "冢头",
        ("冢头镇政府",),
        TOWNSHIPS,
        "",
        True,
        "张三",
        sounds="zhong tou zhen",
    ),
)
GUIDE = (
    "怎样填写",
    "1. 一行写一个单位。“单位名称”必填，其他列可以不填。",
    f"2. “考核表”从下拉框里选：{'、'.join(GROUPS)}。",
    "3. “别名”可以写几个，用顿号隔开，例如：教体局、教育体育局。机器人按名称、简称和别名认单位。",
    "4. “类别”只在同一张考核表里再分一类、二类时填写；填了类别，各类分开排名。",
    "5. “是否考核”不填就是“是”。",
    "6. “读音”只给字典会读错的地名写，例如长桥镇写 chang qiao zhen；不写就按字典读。",
    "7. 带“（示例）”的两行只是示范，导入时自动跳过，删不删都可以。",
    "8. 单元格里请写文字，不要用公式。",
)


@makes("roster template")
def _template(_: Mapping[str, Any]) -> bytes:
    """The form for the list of units, as xlsx."""
    return template()


@makes("roster")
def _roster(data: Mapping[str, Any]) -> bytes:
    """The list of units as xlsx; ``lines`` are ``asdict`` of ``RosterLine``."""
    return write_roster(
        RosterLine(**{**line, "aliases": tuple(line["aliases"])}) for line in data["lines"]
    )


def template() -> bytes:
    """An xlsx to fill in: headings, two marked examples, drop-downs, a page of guidance."""
    book = _Book()
    book.fill(EXAMPLES, rows=FORM_ROWS, example=True)
    book.guide()
    return book.bytes()


def write_roster(lines: Iterable[RosterLine]) -> bytes:
    """The units as an xlsx that ``bot.roster.reading.read`` reads back to the same lines."""
    units = tuple(lines)
    book = _Book()
    book.fill(units, rows=len(units) + 50, example=False)
    return book.bytes()


class _Book:
    """A workbook under way."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._book = workbook.begin(self._out)
        # A fixed date: the same lines make the same bytes, and no clock is read here.
        self._book.set_properties({"title": "考核单位名单", "created": datetime(2022, 3, 18)})  # noqa: DTZ001 - the date of the document, no moment in time
        cell = {"font_name": FONT, "font_size": 12, "num_format": "@", "valign": "vcenter"}
        grid = {"border": 1, "border_color": "#B8C0CA"}
        self._cell = self._format(cell, grid)
        self._example = self._format(cell, grid, {"italic": True, "font_color": "#7A8490"})
        head = {"bold": True, "font_name": "黑体", "align": "center", "bg_color": "#E8EEF4"}
        self._head = self._format(cell, grid, head)
        self._wrapped = self._format(cell, {"text_wrap": True})

    def _format(self, *properties: dict[str, Any]) -> Any:
        return self._book.add_format(
            {key: value for one in properties for key, value in one.items()}
        )

    def fill(self, lines: tuple[RosterLine, ...], *, rows: int, example: bool) -> None:
        """The list itself, with ``rows`` rows ready for typing."""
        sheet = self._book.add_worksheet(SHEET)
        self._set_page(sheet)
        for column, (title, wide) in enumerate(COLUMNS):
            sheet.set_column(column, column, wide, self._cell)
            sheet.write_string(0, column, title, self._head)
        look = self._example if example else self._cell
        for row, line in enumerate(lines, 1):
            for column, text in enumerate(_texts(line)):
                if text:
                    sheet.write_string(row, column, text, look)
                else:
                    sheet.write_blank(row, column, None, look)
        for row in range(len(lines) + 1, rows + 1):
            for column in range(len(COLUMNS)):
                sheet.write_blank(row, column, None, self._cell)
        self._offer(sheet, GROUP_COLUMN, rows, list(GROUPS))
        self._offer(sheet, ASSESSED_COLUMN, rows, ["是", "否"])

    def guide(self) -> None:
        """A second page that says how to fill in the first."""
        sheet = self._book.add_worksheet("填写说明")
        sheet.set_paper(9)
        sheet.set_column(0, 0, 100)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for row, text in enumerate(GUIDE):
            sheet.write_string(row, 0, text, self._wrapped)

    def bytes(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._out.getvalue()

    def _set_page(self, sheet: Any) -> None:
        """A4 across, headings on every page and always in sight."""
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        sheet.set_default_row(22)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        # Text on purpose: no green corner beside every phone number.
        last = column_letters(len(COLUMNS) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{last}{FORM_ROWS * 10}"})

    def _offer(self, sheet: Any, column: int, rows: int, choices: list[str]) -> None:
        rule = {
            "validate": "list",
            "source": choices,
            "error_title": "请从下拉框选择",
            "error_message": f"这里请填：{'、'.join(choices)}。",
        }
        sheet.data_validation(1, column, rows, column, rule)


def _texts(line: RosterLine) -> tuple[str, ...]:
    """The cells of one unit in the order of ``COLUMNS``."""
    return (
        line.name,
        line.short,
        "、".join(line.aliases),
        line.group,
        line.classification,
        "是" if line.assessed else "否",
        line.contact,
        line.phone,
        line.sounds,
    )
