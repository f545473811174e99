"""Questions said in a round way; what is two questions stays two."""

from __future__ import annotations

import pytest

from bot.questions.combined.rounded import asked_plainly


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("目前审核完成百分之几", "审核进度"),
        ("审核干完几成了", "审核进度"),
        ("审核完成了吗", "审核完成了吗"),
        ("填报完成百分之几", "填报完成百分之几"),
        ("四.1报得多材料少的单位", "四.1数量从高到低，带上佐证材料"),
        ("四.1报得多的单位", "四.1报得多的单位"),
        ("县直里面80分以下、上季度又是不合格的", "县直里面80分以下而且上季度又是不合格的"),
        ("教育局得了多少分、财政局也没交的", "教育局得了多少分、财政局也没交的"),
        ("谁没交、谁又迟交的", "谁没交、谁又迟交的"),
        ("为啥说民政局有问题", "民政局的材料有什么疑点"),
        ("民政局那份材料为什么标了疑点", "民政局的材料有什么疑点"),
        ("三季度县直平均是多少", "三季度县直平均分"),
        ("平均是多少", "平均是多少"),
        ("乡镇平均搞了多少场", "乡镇平均搞了多少场"),
        ("民政局有问题", "民政局有问题"),
        ("民政局为什么扣分", "民政局为什么扣分"),
    ],
)
def test_what_is_one_question_is_said_plainly(said: str, read: str) -> None:
    assert asked_plainly(said) == read
