"""One condition changed behind a list keeps row, table, class, quarter and the other conditions."""

from __future__ import annotations

import pytest

from bot.questions.combined import compose
from bot.questions.combined.framing import framed, narrowed
from tests.questions.test_combined import KNOWN, short


@pytest.mark.parametrize(
    ("before", "said", "whole"),
    [
        ("三.2拿满分的", "没拿满的", "三.2没拿满分的"),
        ("三.2谁得了零分", "拿满的", "三.2满分的单位"),
        ("三.4得分低于5分的单位", "5分以上的", "三.4得分5分以上的单位"),
        ("县直三.4满分的", "没拿满的", "县直三.4没拿满分的"),
        ("三.4满分的单位", "乡镇没拿满的", "乡镇三.4没拿满分的"),
        ("三.4满分的单位", "80分以上的", "80分以上的单位"),
        ("上季度80分以下的乡镇", "80分以上的", "上季度80分以上的乡镇"),
        ("上季度优秀的单位", "不是优秀的", "上季度不是优秀的单位"),
        ("县直一类谁没报", "报了的", "县直一类谁报了"),
        ("县直一类谁没报", "乡镇报了的", "乡镇谁报了"),
        ("上季度乡镇里没交总结而且不合格的", "交了总结的", "上季度乡镇里交了总结而且不合格的"),
        ("上季度乡镇里没交总结而且不合格的", "合格的", "上季度乡镇里没交总结而且合格的"),
        ("上季度比二季度退步的县直", "进步的", "上季度比二季度进步的县直"),
        ("除了教育局谁没报", "报了的", "除了教育局谁报了"),
        # who owes is asked of the quarter that runs, and what was named is kept as it was named
        ("上季度优秀的县直", "没报的", "县直没报的"),
        ("上季度优秀的县直", "二季度不合格的", "二季度不合格的县直"),
        # two quarters running are a question of their own
        ("连续两个季度不合格的乡镇", "优秀的", "优秀的"),
    ],
)
def test_what_is_not_named_anew_is_as_before(before: str, said: str, whole: str) -> None:
    last, query, meant = (compose(one, KNOWN) for one in (before, said, whole))
    assert last is not None
    assert query is not None
    found = framed(query, last)
    assert sorted(short(found).split()) == sorted(short(meant).split())


def test_who_has_not_reported_behind_points_of_a_row_has_none_on_it_yet() -> None:
    """没报的呢, behind 三.2满分的: those the list leaves out, supplied or claimed."""
    last, query = compose("乡镇三.2满分的", KNOWN), compose("没报的", KNOWN)
    assert last is not None
    assert query is not None
    (test,) = framed(query, last).tests
    assert (test.kind, test.row, framed(query, last).group) == ("silent", last.row, "乡镇街道")


def test_no_zero_is_more_than_nothing() -> None:
    query = compose("三.2没得零分的单位", KNOWN)
    assert query is not None
    assert [(one.kind, one.sign, one.amount) for one in query.tests] == [("points", ">", 0)]


@pytest.mark.parametrize(
    ("before", "said", "whole"),
    [
        ("上季度不合格的县直", "分最低的", "上季度不合格的县直分最低的"),
        ("没交总结的乡镇", "80分以下的", "80分以下的没交总结的乡镇"),
        ("三.4满分的单位", "县直没交总结的", "县直三.4满分的没交总结的单位"),
    ],
)
def test_among_a_list_is_of_that_list(before: str, said: str, whole: str) -> None:
    last, query, meant = (compose(one, KNOWN) for one in (before, said, whole))
    assert last is not None
    assert query is not None
    assert meant is not None
    found = narrowed(query, last)
    assert found is not None
    assert set(found.tests) == set(meant.tests)
    assert (found.group, found.quarters) == (meant.group, meant.quarters)


def test_among_the_first_of_an_order_is_asked() -> None:
    last, query = compose("前十名", KNOWN), compose("没交总结的", KNOWN)
    assert last is not None
    assert query is not None
    assert narrowed(query, last) is None
