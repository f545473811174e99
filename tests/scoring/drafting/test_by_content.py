"""Tables of indicators whose headings nobody knows are found by what their columns hold."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.cells import Cell
from scoring.drafting import Part, draft_of, printed, tables_of
from scoring.drafting.by_content import Line
from tests.scoring.drafting.measure import DOCUMENTS, SETS

PATHS = [path for one in SETS for path in sorted((DOCUMENTS / one).glob("*.toml"))]
UNKNOWN = {"name": "甲栏", "points": "乙项", "text": "丙列", "number": "丁格", "who": "戊处"}
Printed = list[tuple[str, str, Decimal | None]]


def part(*lines: Sequence[str]) -> Part:
    """A sheet of these lines under a title."""
    title = (Cell("某县乡镇工作考核评分表"),)
    return Part("", (title, *(tuple(map(Cell, line)) for line in lines)))


def read(found: Part) -> Printed:
    return [
        (row.get("name"), row.get("text"), row.points)
        for table in tables_of((found,))
        for row in table.rows
    ]


@pytest.mark.parametrize(
    "order",
    [
        ("name", "points", "text"),
        ("number", "name", "text", "points"),
        ("number", "name", "points", "text", "who"),
    ],
)
@pytest.mark.parametrize("headed", [True, False])
def test_every_restated_document_is_found(order: tuple[str, ...], headed: bool) -> None:
    for path in PATHS:
        _found(path, order, headed=headed)


def _found(path: Path, order: tuple[str, ...], *, headed: bool) -> None:
    rows = tomllib.loads(path.read_text("utf-8"))["row"]
    lines = [tuple(UNKNOWN[one] for one in order)] if headed else []
    for number, row in enumerate(rows, 1):
        own = {**row, "number": number, "who": ("综合科", "业务科")[number % 2]}
        lines.append(tuple(str(own[one]) for one in order))
    want = [(row["name"], row["text"], Decimal(str(row["points"]))) for row in rows]
    assert read(part(*lines)) == want, path


ROWS = (
    ("例会", "60", "每少1次扣1分"),
    ("台账", "30", "未建台账的扣5分"),
    ("报送", "10", "迟报的每次扣0.5分"),
)


def test_what_was_seen_by_content_is_asked() -> None:
    (table,) = tables_of((part(("甲栏", "乙项", "丙列"), *ROWS),))
    draft = draft_of(table, "乡镇", "某办法", date(2027, 1, 1))
    asked = (
        "表头没有认出来，照内容看的：“甲栏”当作指标名称、“丙列”当作评分标准、“乙项”当作分值。对吗？"
        "不对的请把表头改成“考核指标、分值、评分标准”再发"
    )
    assert asked in draft.doubts
    (known,) = tables_of((part(("考核指标", "分值", "评分标准"), *ROWS),))
    assert not known.asked


def test_only_the_heading_nobody_knows_is_asked() -> None:
    (table,) = tables_of((part(("考核指标", "分值", "怎么算"), *ROWS),))
    assert [row.get("text") for row in table.rows] == [text for _, _, text in ROWS]
    assert "“怎么算”当作评分标准" in table.asked[0]
    assert "分值" not in table.asked[0].partition("对吗")[0].replace("当作", "")


def test_headings_repeated_on_the_next_page_are_no_row() -> None:
    head = ("甲栏", "乙项", "丙列")
    assert len(read(part(head, *ROWS, head, ("巡查", "5", "缺1次扣1分")))) == len(ROWS) + 1


@pytest.mark.parametrize(
    "lines",
    [
        (("单位", "得分", "名次"), ("甲乡", "95", "1"), ("乙乡", "90", "2"), ("丙乡", "88", "3")),
        (("等次", "分数线"), ("优秀", "90分以上"), ("良好", "80分以上"), ("合格", "60分以上")),
        (("时间", "内容"), ("九点", "开会"), ("十点", "参观"), ("十一点", "总结")),
        (("姓名", "电话"), ("张三", "13800000000"), ("李四", "13900000000"), ("王五", "1380000")),
    ],
)  # fmt: skip
def test_other_tables_are_none(lines: tuple[tuple[str, ...], ...]) -> None:
    assert tables_of((part(*lines),)) == ()


def test_a_long_table_of_something_else_is_looked_at_a_few_times_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[int] = []
    known = printed.columns_by_content

    def counted(block: Sequence[Line]) -> tuple[dict[str, int], int] | None:
        looked.append(len(block))
        return known(block)

    monkeypatch.setattr(printed, "columns_by_content", counted)
    assert tables_of((part(*((f"甲{at}", f"乙{at}", "丙") for at in range(1000))),)) == ()
    assert 0 < len(looked) < 10
    assert max(looked) <= 200
