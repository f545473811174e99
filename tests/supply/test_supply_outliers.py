"""A supplied figure far from what the unit, or its table, had: typed, in a sheet, in review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bot.supply.outliers import ENOUGH, Odd, Span, Spans, odd
from bot.supply.table import Column, Raw, columns_of
from scoring.scheme import load
from tests.stage import stage
from tests.supply.test_supply_doubts import csv

ADMIN = "赵主任"


def column(name: str, table: str = "郏县2022-县直单位") -> Column:
    return next(one for one in columns_of(load(table)) if one.input.name == name)


def looked(
    of: Column,
    raw: Raw,
    unit: int,
    past: Mapping[int, Sequence[Raw]],
    now: Mapping[int, Raw],
) -> Odd | None:
    return odd(of, raw, unit, past.get(unit, ()), Spans(past, now))


@given(
    st.dictionaries(st.integers(1, 4), st.lists(st.integers(-3, 9), max_size=3)),
    st.dictionaries(st.integers(1, 4), st.integers(-3, 9)),
)
def test_what_the_others_have_is_all_but_ones_own(
    past: dict[int, list[Raw]], now: dict[int, Raw]
) -> None:
    table = Spans(past, now)
    for unit in range(1, 6):
        others = [one for other, those in past.items() if other != unit for one in those]
        others += [one for other, one in now.items() if other != unit]
        assert table.without(unit) == Span.of(others)


@pytest.mark.parametrize(
    ("raw", "own", "asked"),
    [(5, (2, 3), False), (9, (2, 3), False), (10, (2, 3), True), (0, (9, 8), True),
     (3, (0,), False), (4, (0,), True), (400, (), False)],
)  # fmt: skip
def test_a_count_against_the_units_own(raw: int, own: tuple[int, ...], asked: bool) -> None:
    found = looked(column("迟报、错报"), raw, 1, {1: own}, {})
    assert (found is not None) is asked
    assert found is None or (found.of, found.before) == ("unit", len(own))


def test_a_count_against_its_table_where_enough_is_known() -> None:
    others = dict.fromkeys(range(2, 2 + ENOUGH // 2), (1, 0))
    assert looked(column("迟报、错报"), 5, 1, others, {}) is None
    found = looked(column("迟报、错报"), 6, 1, others, {})
    assert found is not None
    assert (found.of, found.low, found.high) == ("table", 0, 1)
    few = dict(list(others.items())[:-1])
    assert looked(column("迟报、错报"), 6, 1, few, {}) is None
    # What the others have in this very quarter counts, too.
    assert looked(column("迟报、错报"), 6, 1, few, {8: 0, 9: 1, 1: 6}) is not None


def test_a_running_total_grows_and_is_asked_about_only_far_away() -> None:
    grown = column("成功上报的企业", "郏县2022-乡镇街道")
    assert looked(grown, 28, 1, {1: (6,)}, {}) is None
    assert looked(grown, 29, 1, {1: (6,)}, {}) is not None


def test_a_yes_or_no_is_never_far() -> None:
    assert looked(column("已报送"), False, 1, {1: (True,)}, {}) is None


async def test_a_sheet_marks_them_before_it_is_written(tmp_path: Path) -> None:
    known = ["last-supplied 县教育局 二.1 迟报、错报 2 信用办"]
    async with stage(tmp_path, before=known) as play:
        await play.send(ADMIN, route="supply/book/1")
        said = (await play.send(ADMIN, files=[("表.csv", csv("教育局,40", "财政局,2"))]))[-1][1]
        assert "请留意：教育局 二.1 是 40 条，本单位以往是 2 条，差得多，请核对。" in said.text
        assert "财政局 二.1 是" not in said.text
        await play.send(ADMIN, press="确认写入")
        await play.send(ADMIN, route="close/yes/1/1")
        said = (await play.send(ADMIN, "审核"))[-1][1]
        assert "部门数据有 1 个和以往差得多" in said.text


async def test_what_is_far_is_looked_for_again_once_a_figure_has_changed(tmp_path: Path) -> None:
    """The review goes through them once, and again when one of now or of before is another."""
    known = ["last-supplied 县教育局 二.1 迟报、错报 2 信用办"]
    known += ["supply 县教育局 二.1 迟报、错报 40 信用办", "state review"]
    far = "部门数据有 1 个和以往差得多"
    async with stage(tmp_path, before=known) as play:

        async def said(table_of: str, value: str) -> str:
            async with play.database.transaction() as db:
                await db.execute(
                    "update supplied set value = ? where form_id in"
                    f" (select f.id from forms f join quarters q on q.id = f.quarter_id"
                    f" where q.state {table_of} 'review')",
                    (value,),
                )
            return (await play.send(ADMIN, "审核"))[-1][1].text

        assert far in await said("=", "40")
        assert far not in await said("=", "3")
        assert far in await said("<>", "30")
        assert far not in await said("<>", "4")
