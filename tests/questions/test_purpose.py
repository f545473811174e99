"""What an answer is for is no condition of it."""

from __future__ import annotations

import pytest

from bot.questions.purpose import wish_alone


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("周五要给局长汇报，出个审核进度表", "出个审核进度表"),
        ("明天上午要开会，把没交的名单给我", "把没交的名单给我"),
        ("下周一开调度会，三季度乡镇排名给我一份", "三季度乡镇排名给我一份"),
        ("20号前要报市里，还有谁没交", "还有谁没交"),
        ("局长周五要看进度，谁审了多少", "谁审了多少"),
        ("12月18日得向分管领导汇报工作，教育局得了几分", "教育局得了几分"),
        ("出个审核进度表，周五要给局长汇报", "出个审核进度表"),
        ("领导明天要听汇报，乡镇平均多少分", "乡镇平均多少分"),
    ],
)
def test_the_day_of_a_meeting_is_why_and_not_when(text: str, wish: str) -> None:
    assert wish_alone(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        "周五交的，有几家",
        "周五交了，水利局还没交",
        "周五前没交的，列个名单",
        "明天要交总结的，还有谁没交",
        "昨天要汇报，谁没交",
        "周五下午三点开会，通知一下各单位",
        "周五要开会，给水利局延两天",
        "周五要汇报，没交的催一下",
        "12月24日上午市里来抽查，联络员在岗，材料备齐，发给县直",
        "周五谁交了",
        "今天交了几家，昨天交了几家",
    ],
)
def test_what_is_no_purpose_stays(text: str) -> None:
    """A condition, what others are to be told, the reason of an act."""
    assert wish_alone(text) == text
