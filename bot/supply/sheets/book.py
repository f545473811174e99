"""The workbook in which other bodies write their figures: units × inputs, one sheet per table.

Everything that is drawn comes in a recipe (plain JSON, ``recipe``), so the file shows what was
true when it was asked for. Headings and unit names are protected, figures are free; text is
written as text and never runs. Not here: reading it back (``bot.supply.reading``).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from bot.corridor.recipes import makes
from bot.paper import workbook
from bot.paper.tabs import tab
from bot.speech.periodic import per
from bot.supply.table import Column, Key, Member, Raw, Stamp, Table, concerns
from scoring.wording import percent

FONT: Final = "仿宋_GB2312"
NAME: Final = "单位名称"
TITLE_ROW, HINT_ROW, BODY_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4, 5
"""Rows counted from 0; row 0 is hidden and holds the stamp."""
HINT: Final = "只填白色格子：没有发生的填 0 或“否”，没有数据的留空。填法见“填写说明”。"
GUIDE_TITLE: Final = "填写说明"
GUIDE: Final = (
    "怎样填写",
    "1. 一行一个单位，一列一个指标；表头上的红色小角是指标的评分标准，鼠标移上去就能看到。",
    "2. 没有发生的填 0 或“否”；还没有数据的留空，留空就是“未报”，不计分。",
    "3. 百分比写成 12.5% 或 0.125，下降写作 -3%。",
    "4. 灰色斜体是上季度的累计数，请核对，有变化就改；发回来就按表里的数录入。",
    "5. 要清掉表里原来有的数，把那一格清空就行；这张表发出以后别人新录的数不会被空格清掉。",
    "6. 深灰色的格子不用填：这一项不考核那个单位。",
    "7. 不要合并单元格。表头和单位名称是锁住的，不用改。",
    "8. 填好后把文件发给机器人，先看要改什么，确认了才写入；有一格不对，整张表都不写。",
)
_COUNT_LIMIT: Final = 99_999
_WIDE: Final = 17


def recipe(
    title: str,
    tables: Sequence[Table],
    stamps: Mapping[str, Stamp],
    standing: Mapping[Key, Raw],
    carried: Mapping[Key, Raw],
) -> dict[str, Any]:
    """What is drawn, as plain JSON: ``standing`` figures, and ``carried`` ones to look at again."""
    return {
        "title": title,
        "sheets": [
            {
                "group": table.group,
                "stamp": str(stamps[table.group]),
                "columns": [_column(one) for one in table.columns],
                "units": [
                    [member.name, [_cell(member, one, standing, carried) for one in table.columns]]
                    for member in table.members
                ],
            }
            for table in tables
            if table.columns and table.members
        ],
    }


def _column(one: Column) -> dict[str, str]:
    return {"heading": one.heading, "body": one.body, "kind": one.input.kind, "note": one.note}


def _cell(
    member: Member, one: Column, standing: Mapping[Key, Raw], carried: Mapping[Key, Raw]
) -> list[Any]:
    """How the cell looks, and what stands in it."""
    key = (member.unit, one.row.id, one.input.name)
    if not concerns(one.row, member):
        return ["closed", None]
    if key in standing:
        return ["kept", standing[key]]
    return ["carried", carried[key]] if key in carried else ["kept", None]


@makes("supply")
def make(data: Mapping[str, Any]) -> bytes:
    """The xlsx of a recipe."""
    book = _Book()
    for sheet in data["sheets"]:
        book.sheet(str(data["title"]), sheet)
    book.guide()
    return book.bytes()


class _Book:
    """A workbook under way."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._book = workbook.begin(self._out)
        # A fixed date: the same figures make the same bytes, and no clock is read here.
        self._book.set_properties({"title": "部门数据", "created": datetime(2022, 3, 18)})  # noqa: DTZ001 - the date of the document, no moment in time
        cell = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "border": 1}
        cell["border_color"] = "#B8C0CA"
        grey = {"bg_color": "#E8EEF4", "text_wrap": True}
        self._plain = self._format({"font_name": FONT, "font_size": 11, "valign": "vcenter"})
        self._wrapped = self._format({"font_name": FONT, "font_size": 12, "text_wrap": True})
        self._title = self._format({"font_name": "黑体", "font_size": 15, "valign": "vcenter"})
        self._head = self._format(cell, grey, {"bold": True, "align": "center"})
        self._body = self._format(cell, grey, {"font_size": 10, "align": "center"})
        self._name = self._format(cell, {"bg_color": "#F4F6F9"})
        self._closed = self._format(cell, {"bg_color": "#C9D0D8"})
        free = cell | {"locked": False, "align": "center"}
        carried = {"italic": True, "font_color": "#7A8490"}
        # A ratio is typed as text, so that 12.5% and 0.125 stay what was typed in every program.
        self._free = {
            (kind, look): self._format(
                free, more, {"num_format": "@"} if kind in ("rate", "amount", "named") else {}
            )
            for kind in ("count", "flag", "rate", "amount", "named")
            for look, more in (("kept", {}), ("carried", carried))
        }

    def _format(self, *properties: Mapping[str, Any]) -> Any:
        merged = {key: value for one in properties for key, value in one.items()}
        return self._book.add_format(merged)

    def sheet(self, title: str, data: Mapping[str, Any]) -> None:
        """One table of the quarter."""
        group, columns, units = data["group"], data["columns"], data["units"]
        sheet = self._book.add_worksheet(tab(group, [*self._book.sheetnames, GUIDE_TITLE]))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, len(columns), _WIDE)
        sheet.write_string(0, 0, data["stamp"], self._plain)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(TITLE_ROW, 0, f"{title} {group} 部门数据", self._title)
        sheet.write_string(HINT_ROW, 0, HINT, self._plain)
        sheet.write_string(BODY_ROW, 0, "由谁提供", self._body)
        sheet.write_string(HEAD_ROW, 0, NAME, self._head)
        for place, column in enumerate(columns, 1):
            sheet.write_string(BODY_ROW, place, column["body"], self._body)
            sheet.write_string(HEAD_ROW, place, column["heading"], self._head)
            sheet.write_comment(HEAD_ROW, place, column["note"], {"x_scale": 3, "y_scale": 3})
            self._rule(sheet, place, FIRST_ROW + len(units) - 1, column["kind"])
        for number, (name, cells) in enumerate(units, FIRST_ROW):
            sheet.write_string(number, 0, name, self._name)
            for place, (look, raw) in enumerate(cells, 1):
                self._write(sheet, number, place, columns[place - 1]["kind"], look, raw)
        self._set_page(sheet, len(columns))

    def guide(self) -> None:
        """A last page that says how to fill in the others."""
        sheet = self._book.add_worksheet(GUIDE_TITLE)
        sheet.set_paper(9)
        sheet.set_column(0, 0, 84)
        for row, text in enumerate(map(per, GUIDE)):
            sheet.write_string(row, 0, text, self._wrapped)

    def _write(
        self, sheet: Any, number: int, place: int, kind: str, look: str, raw: Raw | None
    ) -> None:
        if look == "closed":
            sheet.write_blank(number, place, None, self._closed)
            return
        form = self._free[kind, look]
        if raw is None:
            sheet.write_blank(number, place, None, form)
        elif kind == "flag":
            sheet.write_string(number, place, "是" if raw else "否", form)
        elif kind == "rate":
            sheet.write_string(number, place, percent(Decimal(str(raw))), form)
        elif kind in ("amount", "named"):
            sheet.write_string(number, place, str(raw), form)
        else:
            sheet.write_number(number, place, int(raw), form)

    def _rule(self, sheet: Any, place: int, last: int, kind: str) -> None:
        """A drop-down for yes and no; whole numbers for counts; a ratio is read by the bot."""
        if kind == "flag":
            rule: dict[str, Any] = {"validate": "list", "source": ["是", "否"]}
            rule |= {"error_title": "请从下拉框选择", "error_message": "这里请填“是”或“否”。"}
        elif kind == "count":
            rule = {"validate": "integer", "criteria": "between", "minimum": 0}
            rule |= {"maximum": _COUNT_LIMIT, "error_title": "请填整数"}
            rule["error_message"] = "这里请填 0 或更大的整数，没有数据就留空。"
        elif kind == "amount":
            rule = {"validate": "any", "input_title": "数量"}
            rule["input_message"] = "可以带小数，没有填 0。"
        elif kind == "named":
            rule = {"validate": "any", "input_title": "名称和级别"}
            rule["input_message"] = "逐件写“名称：级别”，几件用分号隔开，没有填“无”。"
        else:
            rule = {"validate": "any", "input_title": "百分比"}
            rule["input_message"] = "请写成 12.5% 或 0.125，下降写作 -3%。"
        sheet.data_validation(FIRST_ROW, place, last, place, rule)

    def _set_page(self, sheet: Any, columns: int) -> None:
        """A4 across, headings on every page and always in sight, and locked."""
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(BODY_ROW, HEAD_ROW)
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.set_default_row(22)
        sheet.set_row(TITLE_ROW, 28)
        sheet.set_row(BODY_ROW, 36)
        sheet.set_row(HEAD_ROW, 64)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        # Ratios are text on purpose: no green corner beside every one of them.
        sheet.ignore_errors({"number_stored_as_text": f"B6:{_letter(columns)}9999"})

    def bytes(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._out.getvalue()


def _letter(place: int) -> str:
    return str(workbook.column_name(place))
