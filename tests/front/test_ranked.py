"""In which order the office is offered what is near: what is believed and says the names, first."""

from __future__ import annotations

import pytest

from bot.front.ranked import Found, asks, found, ordered, weighed, with_room
from bot.questions.wishes import Named


def _labels(*offered: tuple[str, float], text: str = "x", named: Named | None = None) -> list[str]:
    named = named or Named()
    every = [Found(label, f"to/{label}", believed) for label, believed in offered]
    believed = weighed(every, text, named, own=bool(named.unit), own_row=bool(named.row))
    shown = ordered(believed, text)
    return [label for label, _ in shown]


def test_a_place_on_a_road_says_how_much_is_believed() -> None:
    assert [one.believed for one in found([("a", ""), ("b", ""), ("c", "")], (0.5, 0.2))] == [
        0.5, 0.2, 0.2,
    ]  # fmt: skip


def test_what_two_roads_found_is_believed_more() -> None:
    assert _labels(("排名", 0.5), ("得分", 0.4), ("得分", 0.4)) == ["得分", "排名"]


def test_what_says_the_unit_and_the_row_comes_first() -> None:
    offers = (("延期", 0.5), ("教育局得分", 0.4), ("教育局 三.4", 0.3))
    named = Named(unit="教育局", row="三.4")
    assert _labels(*offers, named=named) == ["教育局 三.4", "教育局得分", "延期"]


def test_a_row_nobody_named_by_its_number_is_believed_less() -> None:
    every = [Found("三.4数量从高到低", "a", 0.4), Found("排名", "b", 0.35)]
    of = Named(row="三.4")
    assert weighed(every, "场景", of, own=False, own_row=False)[0][0][0] == "排名"
    assert weighed(every, "三.4", of, own=False, own_row=True)[0][0][0] == "三.4数量从高到低"


@pytest.mark.parametrize(
    ("text", "label", "named", "stays"),
    [
        ("水利局交了没", "催报 水利局", Named(unit="水利局"), False),
        ("水利局催过几回了", "给水利局联络员发个通知", Named(unit="水利局"), False),
        ("催一下水利局", "催报 水利局", Named(unit="水利局"), True),
        ("检察院一.1通过了没", "检察院一.1通过", Named(unit="检察院", row="一.1"), False),
        ("检察院一.1没问题", "检察院一.1通过", Named(unit="检察院", row="一.1"), True),
        ("催过几回了", "催报次数", Named(), True),
        ("咋退回", "怎样审核、怎样退回", Named(), True),
        ("县直的低分", "乡镇街道排名", Named(group="县直单位"), False),
        ("县直和乡镇", "县直单位和乡镇街道排名", Named(group="县直单位"), True),
        ("三.4的材料", "七.1没填的单位", Named(row="三.4"), False),
        ("三.1怎么算", "三.1b评分标准", Named(row="三.1"), True),
        ("催一下黄道、白庙、渣园这三个", "除了黄道镇其他没报的催一下", Named(unit="黄道镇"), False),
        ("别催黄道镇，其他的催", "除了黄道镇其他没报的催一下", Named(unit="黄道镇"), True),
        ("二季度的材料打包归档", "催一下缺材料的单位", Named(), False),
        ("给缺材料的打个招呼", "催一下缺材料的单位", Named(), True),
        ("县直的念给我听听", "给县直单位联络员发个通知", Named(), False),
        ("跟县直的说一声", "给县直单位联络员发个通知", Named(), True),
    ],
)
def test_what_contradicts_a_name_or_acts_under_a_question_is_not_offered(
    text: str, label: str, named: Named, *, stays: bool
) -> None:
    shown = _labels((label, 0.9), ("排名", 0.1), text=text, named=named)
    assert (label in shown) is stays


def test_one_page_is_offered_once() -> None:
    assert _labels(("被一票否决的单位", 0.5), ("谁被一票否决了", 0.4)) == ["被一票否决的单位"]
    twice = [Found("排名", "to/ranks", 0.5), Found("名次", "to/ranks", 0.4)]
    assert [one for one, _ in weighed(twice, "x", Named(), own=False, own_row=False)] == [
        ("排名", "to/ranks")
    ]


def test_what_was_typed_is_not_the_first_button() -> None:
    offers = (("审计局交了没", 0.9), ("审计局交了吗", 0.4))
    assert _labels(*offers, text="审计局交了没")[0] == "审计局交了吗"
    assert _labels(offers[0], text="审计局交了没") == ["审计局交了没"]


def test_what_was_heard_keeps_a_place_beside_what_comes_in_kinds() -> None:
    best = [(one, one) for one in ("a", "b", "c", "d", "e", "f", "g")]
    assert [one for one, _ in with_room([("g", "g"), ("x", "x")], best, 5)] == list("abcdg")
    assert with_room([("a", "a")], best, 5) == best[:5]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("水利局交了没", True),
        ("谁还没交", True),
        ("能不能给他延两天", False),
        ("催一下没交的", False),
    ],
)
def test_what_asks(text: str, *, question: bool) -> None:
    assert asks(text) is question


def test_what_leaves_the_unit_that_a_sentence_leans_on_is_believed_less() -> None:
    """还有没有补救的余地, behind 公安局: its own before what is of everybody."""
    every = [Found("退回以后补正了的单位", "a", 0.5), Found("公安局怎么提分", "b", 0.4)]
    of = Named(unit="公安局")
    leaning = ordered(weighed(every, "余地", of, own=False, own_row=False, carried=True), "余地")
    assert [label for label, _ in leaning] == ["公安局怎么提分", "退回以后补正了的单位"]
    alone = ordered(weighed(every, "余地", of, own=False, own_row=False), "余地")
    assert alone[0][0] == "退回以后补正了的单位"
