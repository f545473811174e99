"""What paragraphs above a table say of marks, ranks and grades is taken up, or named."""

from __future__ import annotations

import pytest

from scoring.drafting.grades import grades_in
from scoring.drafting.paragraphs import said_above
from scoring.drafting.year import period_of


@pytest.mark.parametrize(
    "said",
    [
        "优秀等次不超过被考核单位总数的30%。",
        "采取日常考核（占40%）与年终考核（占60%）相结合的办法进行。",
        "按得分高低排名，前三名为一等奖，第四至第七名为二等奖。",
        "考核满分100分，加分不超过5分。",
        "不涉及的项目按其他项目的平均得分折算。",
    ],
)
def test_what_nothing_takes_up_is_named(said: str) -> None:
    (doubt,) = said_above(["县里制定本办法。", said])
    assert doubt.startswith("正文里的“")
    assert "没有算进规则" in doubt


@pytest.mark.parametrize(
    "said",
    [
        "考核实行百分制，每半年进行一次。",
        "得分≥90分为优秀，80分≤得分<90分为良好，60分≤得分<80分为合格，得分<60分为不合格。",
        "基础分100分，加分后总分最高不超过105分。",
        "同一事项获多级表彰的，按最高分计，不重复加分。",
        "考核对象为县安委会成员单位（共26个）。",
        "随机抽取10%的企业核查。",
    ],
)
def test_what_the_header_and_the_rows_take_up_is_not_named(said: str) -> None:
    assert not list(said_above([said]))


def test_a_long_document_is_not_named_sentence_by_sentence() -> None:
    many = [f"第{at}名奖励的权重为{at}%。" for at in range(1, 21)]
    doubts = list(said_above(many))
    assert len(doubts) == 13
    assert "还有 8 处" in doubts[-1]


def test_grades_and_periods_in_other_words() -> None:
    found, _ = grades_in(
        "得分≥90分为优秀,80分≤得分<90分为良好,60分≤得分<80分为合格,得分<60分为不合格"
    )
    assert [name for name, _ in found] == ["优秀", "良好", "合格", "不合格"]
    assert [int(str(line)) for _, line in found] == [90, 80, 60, 0]
    assert period_of("考核每半年进行一次。") == "half"
    assert period_of("考评每月开展1次。") == "month"
    assert period_of("考核每季度组织一次，每年通报一次。") == ""
