"""What is offered for a sentence nobody understood whole: each is a question that is understood."""

from __future__ import annotations

import pytest

from bot.corridor.events import ROUTE_BYTES
from bot.corridor.routes import link
from bot.questions import parse
from bot.questions.clauses import Clause, asked_about, rows_with, term_in
from bot.questions.combined import compose
from bot.questions.combined.halves import halves
from bot.questions.combined.nearly import nearly
from bot.questions.combined.themes import every, themes
from bot.questions.guess import accounts_for
from bot.questions.topic import topics
from scoring.scheme import load, names
from tests.questions.test_combined import KNOWN, TODAY, short
from tests.speech.county import ROSTER

CLAUSES = [
    Clause(scheme.group, row.id, f"{row.name} {row.text} {row.content}")
    for scheme in map(load, names())
    for row in scheme.rows
]


@pytest.mark.parametrize("question", every())
@pytest.mark.parametrize("at", ["", "上季度"])
def test_every_theme_is_a_question_that_is_understood(question: str, at: str) -> None:
    said = question.format(unit="教育局", group="乡镇", quarter=at, kind="工作总结")
    known = parse(said, ROSTER, TODAY, role="admin", guess=False)
    assert known is not None or compose(said, KNOWN) is not None, said


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("各家位置如何变动的名次", "排名"),
        ("冢头镇那边材料传得咋个样子嘞", "冢头镇佐证材料"),
        ("一堆申诉咋个弄法", "申诉"),
        ("明天放假吗", None),
    ],
)
def test_a_theme_is_what_the_known_words_are_about(said: str, first: str | None) -> None:
    assert next(themes(said, KNOWN), None) == first


@pytest.mark.parametrize(
    ("said", "one", "two"),
    [
        ("90分以上几家80到90几家", "90分以上几家", "80到90几家"),
        ("交通局总分和名次", "交通局总分", "交通局名次"),
        ("谁传的材料最多谁传的最少", "谁传的材料最多", "谁传的最少"),
        ("三.5有几家是满分几家是零分", "三.5有几家是满分", "三.5几家是零分"),
    ],
)
def test_two_questions_in_one_are_taken_apart(said: str, one: str, two: str) -> None:
    assert compose(said, KNOWN) is None
    found = halves(said, KNOWN)
    assert found is not None
    assert [half[0] for half in found] == [one, two]
    assert all(short(half[1]) != "nothing" for half in found)


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("拖欠账款怎么扣", "拖欠账款"),
        ("总结算哪一项", "总结"),
        ("迟报一条扣几分", "迟报"),
        ("附加分最多能加几分", "附加分"),
        ("谁没报", ""),
        ("怎么算分", ""),
        ("最高多少分", ""),
    ],
)
def test_what_a_rule_is_asked_about(said: str, about: str) -> None:
    assert asked_about(said) == about


def test_the_rows_that_are_printed_so_are_found() -> None:
    rows, whole = rows_with("迟报", CLAUSES)
    assert [(one.table, one.row) for one in rows] == [("县直单位", "二.1")]
    assert whole
    rows, whole = rows_with("拖欠账款", CLAUSES)
    assert {one.row for one in rows} == {"五.2", "三.2"}
    assert not whole
    assert rows_with("招牌", CLAUSES) == ((), False)


def test_unknown_words_name_the_rows_they_are_printed_in() -> None:
    term, rows = term_in("典型案例", CLAUSES)
    assert (term, {one.row for one in rows}) == ("典型案例", {"六.3", "二.5"})
    assert term_in("信用工作", CLAUSES) == ("", ())
    assert term_in("拿到的", CLAUSES) == ("", ())


@pytest.mark.parametrize(
    ("topic", "said", "whole"),
    [
        ("信用承诺是什么", "信用承诺是什么", True),
        ("信用承诺是什么", "信用承诺哪家上传最少", False),
        ("双公示是什么", "双公示谁没报", False),
        ("附加分怎么得", "附加分拿到的有谁", False),
    ],
)
def test_a_topic_answers_only_what_its_phrasings_say(topic: str, said: str, whole: bool) -> None:
    (known,) = [one for one in topics().values() if one.label == topic]
    assert accounts_for(known, said) is whole


@pytest.mark.parametrize(
    "said",
    [
        "小王啊，你给我看看，还有几个单位没有把那个表交上来",
        "为什么公安局五点二是零分啊是不是没交材料",
        "请您帮我把上季度乡镇里面还没有提交的那些单位都列出来好吗谢谢",
    ],
)
def test_an_offered_question_fits_into_a_button(said: str) -> None:
    near = nearly(said, KNOWN)
    offered = [*(halves(said, KNOWN) or ()), *([near] if near else [])]
    assert offered
    for text, _ in offered:
        assert len(link("asked", "said", text).encode()) <= ROUTE_BYTES
