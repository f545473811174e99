"""Filled-in workbooks of other bodies' figures, good and bad, for the stories and the tests.

The form is the product's own; what people do to it is done here with another program's library.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl

from bot.supply.sheets.book import make, recipe
from bot.supply.table import Key, Member, Raw, Stamp, Table, columns_of
from scoring.scheme import load

DEPARTMENTS, TOWNS = "县直单位", "乡镇街道"
_UNITS = (
    (1, "县教育局", "教育局", DEPARTMENTS),
    (2, "县财政局", "财政局", DEPARTMENTS),
    (3, "县交通运输局", "交通局", DEPARTMENTS),
    (4, "冢头镇", "冢头", TOWNS),
    (5, "龙山街道", "龙山", TOWNS),
)
"""The county of the stage; forms are numbered like units there."""
HANDED_OUT = datetime(2026, 11, 23, 2, 0, 0, tzinfo=UTC)
"""Ten in the morning in China: when every story begins."""


def tables() -> tuple[Table, ...]:
    """Both tables of the document, with the stage's units."""
    found = []
    for group in (DEPARTMENTS, TOWNS):
        scheme = load(group)
        members = tuple(
            Member(number, name, short, table, "", number)
            for number, name, short, table in _UNITS
            if table == group
        )
        found.append(Table(group, scheme.digest, columns_of(scheme), members))
    return tuple(found)


def form(
    standing: Mapping[Key, Raw] | None = None,
    carried: Mapping[Key, Raw] | None = None,
    *,
    quarter: tuple[int, int, int] = (1, 2026, 4),
    at: datetime = HANDED_OUT,
) -> bytes:
    """The form as the bot hands it out."""
    stamps = {one.group: Stamp(*quarter, one.digest, at) for one in tables()}
    title = f"{quarter[1]}年{'一二三四'[quarter[2] - 1]}季度"
    return make(recipe(title, tables(), stamps, standing or {}, carried or {}))


def changed(data: bytes, cells: Mapping[str, object]) -> bytes:
    """The form after somebody wrote in it; cells as 县直单位!B6."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for address, value in cells.items():
        sheet, _, cell = address.partition("!")
        book[sheet][cell] = value
    return saved(book)


def saved(book: Any) -> bytes:
    """A workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def own(rows: Sequence[Sequence[object]], title: str = "Sheet1") -> bytes:
    """Somebody's own table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return saved(book)


GOOD: Mapping[str, object] = {
    "县直单位!B6": "是",
    "县直单位!C6": 3,
    "县直单位!F6": "12.5%",
    "县直单位!G6": 4,
    "县直单位!B7": "否",
    "乡镇街道!B6": 2,
    "乡镇街道!C6": "无",
}
BAD: Mapping[str, object] = {
    "县直单位!A7": "县财正局",
    "县直单位!B6": "有时",
    "县直单位!C6": "=1+2",
    "县直单位!C7": -1,
    "县直单位!C8": "—",
    "县直单位!F6": 12.5,
    "县直单位!F7": "不适用",
    "乡镇街道!A7": "县教育局",
    "乡镇街道!B7": 2.5,
}
BOOKS: dict[str, Callable[[], bytes]] = {
    "部门数据.xlsx": lambda: changed(form(), GOOD),
    "部门数据改过.xlsx": lambda: changed(
        form({(1, "二.1", "已报送"): True, (1, "二.1", "迟报、错报"): 3}),
        {"县直单位!A6": "县教肓局", "县直单位!B6": None, "县直单位!C6": 5},
    ),
    "部门数据有错.xlsx": lambda: changed(form(), BAD),
    "部门数据有横线.xlsx": lambda: changed(
        form(),
        {"县直单位!B6": "—", "县直单位!C6": "/", "县直单位!C7": 2, "县直单位!F6": "—"},
    ),
    "系统导出.xls": lambda: (
        "<html><head><meta charset=gb2312></head><table><tr><th>单位名称<th>二.1 迟报、错报"
        "<th>三.1a</tr><tr><td>教育局<td>0<td>12.5%</tr><tr><td>财政局<td>3<td></tr></table></html>"
    ).encode("gb18030"),
    "三季度部门数据.xlsx": lambda: form(quarter=(9, 2026, 3)),
    "空白部门数据.xlsx": form,
    "累计少了.xlsx": lambda: changed(form(), {"县直单位!G6": 5, "县直单位!I6": "否"}),
    "清掉一个.xlsx": lambda: changed(
        form({(1, "五.2", "违约拖欠中小微企业款项"): True}, at=HANDED_OUT + timedelta(days=1)),
        {"县直单位!I6": None},
    ),
    "工信局自己的表.csv": lambda: (
        "序号,单位,违约拖欠中小微企业款项,备注\n1,教育局,否,\n2,财政,有,\n合计,,,\n"
    ).encode("gb18030"),
    "二季度的表.csv": lambda: "2026年二季度统计\n单位名称,二.1 迟报、错报\n教育局,1\n".encode(),
    "拖欠企业清单.xlsx": lambda: own(
        [
            ["违约拖欠企业账款情况"],
            ["序号", "单位", "企业", "金额", "日期"],
            [1, "教育局", "甲公司", 3.5, "2026-10-08"],
            [2, "县教育局", "乙公司", 12, "2026-11-02"],
            [3, "县水利局", "丙公司", 7, "2026-11-03"],
            ["合计", None, None, 22.5, None],
            ["填表人：张三"],
        ]
    ),
    "外单位名册.xlsx": lambda: own([["姓名", "电话"], ["张三", "123"]]),
}
"""By the name a phone would give them."""
