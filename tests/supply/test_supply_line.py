"""One typed line means a unit, an indicator and a figure, however people write it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from bot.speech.names import Named, Roster
from bot.supply.cell import CellFault, read_text
from bot.supply.line import columns_in, read_line
from tests.supply.supply_papers import tables

TABLES = {one.group: one for one in tables()}
ROSTER = Roster(
    Named(one.unit, one.name, one.short, ("教体局",) if one.unit == 1 else (), one.group)
    for table in TABLES.values()
    for one in table.members
)
TODAY = date(2026, 11, 23)
KNOWN = [(2026, 3), (2026, 4)]


def meant(text: str) -> str:
    """The line in one line: unit, columns, figure."""
    line = read_line(text, ROSTER, TODAY, KNOWN)
    parts = ["{}Q{}".format(*line.quarter)] if line.quarter else []
    unit = line.unit.unit if line.unit else None
    if unit is None:
        return " ".join(one for one in (*parts, "?", line.row, line.rest) if one)
    columns, value = columns_in(line.rest, line.row, TABLES[unit.group].columns)
    parts += [unit.short + ("" if line.unit and line.unit.sure else "?")]
    parts += ["/".join(one.title for one in columns) or "-"]
    if len(columns) == 1 and value:
        try:
            value = f"= {read_text(value, columns[0])}"
        except CellFault:
            value = f"! {value}"
    return " ".join([*parts, value]).strip()


LINES = """
教育局 迟报、错报 3 | 教育局 二.1 迟报、错报 = 3
录入教育局迟报错报3条 | 教育局 二.1 迟报、错报 = 3
录入：县教育局 二.1 迟报、错报：3 | 教育局 二.1 迟报、错报 = 3
教体局的迟报、错报是三条 | 教育局 二.1 迟报、错报 = 3
教育局 迟报，错报 没有 | 教育局 二.1 迟报、错报 = 0
教肓局 迟报错报 4 | 教育局? 二.1 迟报、错报 = 4
教育局 错报 2 | 教育局 二.1 迟报、错报/二.2 漏报、错报 2
教育局 二.2 错报 2 | 教育局 二.2 漏报、错报 = 2
教育局 三.1a 12.5% | 教育局 三.1a 信用贷款规模年增速 = 0.125
教育局 信用贷款规模年增速 -3% | 教育局 三.1a 信用贷款规模年增速 = -0.03
教育局 信用贷款规模年增速 12.5 | 教育局 三.1a 信用贷款规模年增速 ! 12.5
教育局 已报送 是 | 教育局 二.1 已报送 = True
财政局 违约拖欠中小微企业款项 否 | 财政局 五.2 违约拖欠中小微企业款项 = False
财政局 拖欠 有 | 财政局 五.2 违约拖欠中小微企业款项 = True
三季度 教育局 迟报、错报 3 | 2026Q3 教育局 二.1 迟报、错报 = 3
冢头镇 成功上报的企业 2家 | 冢头 二.2 成功上报的企业 = 2
教育局 | 教育局 -
教育局 三.1c | 教育局 三.1c 上报并通过审验的企业
三.1c | ? 三.1c
四季度 | 2026Q4 ?
今天天气 | ? 今天天气
"""


@pytest.mark.parametrize(
    ("text", "says"), [line.split(" | ") for line in LINES.strip().splitlines()]
)
def test_a_line_says_what_people_mean_by_it(text: str, says: str) -> None:
    assert meant(text) == says


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from("教育局 二.1迟报、错报3-%是无录入冢头镇((“”,:\n"), max_size=40))
def test_no_line_is_too_odd_to_be_taken_apart(signs: list[str]) -> None:
    """Whatever is typed, it is taken apart and every figure found is a figure or a refusal."""
    assert isinstance(meant("".join(signs)), str)
