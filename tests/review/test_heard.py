"""Words where a figure is chosen: items by name, how many, points; of the town table and others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

import pytest

from bot.forms.form import Raw
from bot.review import heard
from scoring.assess import assess
from scoring.scheme import Row, Scheme, load

SEVEN = ("有文件", "有阵地", "有载体", "有评比", "有奖惩", "有报道", "有成果")
FIVE: dict[str, Raw] = {name: place < 5 for place, name in enumerate(SEVEN)}
BOTH: dict[str, Raw] = {"出台相关文件制度": True, "取得成效": True}


@cache
def _towns() -> Scheme:
    return load("乡镇街道")


def _row(number: str) -> Row:
    return next(row for row in _towns().rows if row.id == number)


@pytest.mark.parametrize(
    ("said", "off"),
    [
        ("没有奖惩", "奖惩"),
        ("奖惩没有", "奖惩"),
        ("有奖惩", "奖惩"),
        ("奖惩", "奖惩"),
        ("没有奖惩和评比", "奖惩 评比"),
        ("少了奖惩、评比", "奖惩 评比"),
        ("缺评比 奖惩", "评比 奖惩"),
        ("不认有评比", "评比"),
        ("评比不算", "评比"),
        ("去掉“有载体”", "载体"),
        ("有载体改为否", "载体"),
        ("把有载体改成否", "载体"),
        ("有评比没有证明", "评比"),
        ("没有阵地的照片", "阵地"),
        ("阵地、载体都没有材料", "阵地 载体"),
        ("只有文件和阵地", "载体 评比 奖惩"),
        ("只认文件、阵地、载体", "评比 奖惩"),
        ("都没有", "文件 阵地 载体 评比 奖惩"),
        ("全部不认", "文件 阵地 载体 评比 奖惩"),
    ],
)
def test_items_are_denied_by_their_names(said: str, off: str) -> None:
    """However it is put; what was not claimed is not spoken of."""
    found = heard.items(_row("二.4"), FIVE, said)
    assert found is not None
    assert found.values == {f"有{name}": False for name in off.split()}


def test_what_tells_more_than_names_may_be_the_reason() -> None:
    """The sentence is kept as it was said."""
    told = heard.items(_row("二.3"), BOTH, "只有文件，没有成效证明")
    assert told == heard.Heard({"取得成效": False}, "只有文件，没有成效证明")
    bare = heard.items(_row("二.3"), BOTH, "没有成效")
    assert bare == heard.Heard({"取得成效": False})


@pytest.mark.parametrize("said", ["认可成效", "成效改为是", "有成效", "应算成效"])
def test_an_item_is_granted(said: str) -> None:
    """改判 may give back what was cut."""
    found = heard.items(_row("二.3"), {**BOTH, "取得成效": False}, said)
    assert found == heard.Heard({"取得成效": True})


@pytest.mark.parametrize(
    "said", ["另外两个没有盖章", "材料看不清", "3", "2分", "好的", "没有", "文", ""]
)
def test_other_words_name_nothing(said: str) -> None:
    """A reason, a number, a sigh; 没有 alone where two could be meant."""
    assert heard.items(_row("二.4"), FIVE, said) is None


def test_no_alone_is_of_the_only_item_that_stands() -> None:
    """One yes and the word no: that one."""
    one = {"出台相关文件制度": True, "取得成效": False}
    assert heard.items(_row("二.3"), one, "否") == heard.Heard({"出台相关文件制度": False})


def _points_of(number: str) -> Callable[[Mapping[str, Raw]], Decimal]:
    def result(values: Mapping[str, Raw]) -> Decimal:
        facts: dict[str, dict[str, object]] = {number: dict(values)}
        return assess(_towns(), facts, "冢头镇").rows[number].points

    return result


@pytest.mark.parametrize(
    ("number", "standing", "said", "points", "ways"),
    [
        ("二.3", BOTH, "2分", 2, 1),
        ("二.3", BOTH, "减到4分", 4, 1),
        ("二.3", BOTH, "扣4分", 2, 1),
        ("二.3", BOTH, "0分", 0, 1),
        ("二.3", BOTH, "3分", 3, 0),
        ("二.4", FIVE, "减到8分", 8, 5),
        ("二.4", FIVE, "给6分", 6, 10),
        ("二.4", FIVE, "只给0分", 0, 1),
    ],
)
def test_points_are_what_changes_bring_them(
    number: str, standing: dict[str, Raw], said: str, points: int, ways: int
) -> None:
    """One way only is taken; none or several are told."""
    found = heard.points(_row(number), standing, said, _points_of(number))
    assert found is not None
    assert (found.points, len(found.ways)) == (Decimal(points), ways)


def test_points_of_a_row_that_is_marked_are_a_figure() -> None:
    """评定得分 takes points itself."""
    assert heard.points(_row("四.1"), {}, "6分", lambda _: Decimal(0)) is None


@pytest.mark.parametrize(
    ("number", "said", "figure", "rest"),
    [
        ("六.2", "案例1个", "分级分类监管案例", "1个"),
        ("六.2", "1个案例", "分级分类监管案例", "1个"),
        ("六.2", "只有一个案例有材料", "分级分类监管案例", "只有一个"),
        ("六.2", "监管案例改成1个", "分级分类监管案例", "改成1个"),
        ("三.4", "取得成效的应用 2 项", "取得成效的应用", "2 项"),
        ("三.4", "仅有通知的应用核1项", "仅有通知或文件的应用", "核1项"),
    ],
)
def test_a_number_goes_to_the_figure_it_names(
    number: str, said: str, figure: str, rest: str
) -> None:
    """Of several counted alike, too; the number is then read as any other."""
    row = next(row for row in load("县直单位").rows if row.id == number)
    found = heard.by_name(row, said)
    assert found is not None
    n, left = found
    assert (row.inputs[n].name, left.replace("的应用", "").strip()) == (figure, rest)


@pytest.mark.parametrize("said", ["应用2项", "案例没有盖章", "另外两个没有盖章", "2项"])
def test_a_name_that_is_no_number_or_could_be_two_chooses_nothing(said: str) -> None:
    """应用 stands in both; a name without a number is words."""
    row = next(row for row in load("县直单位").rows if row.id == "三.4")
    assert heard.by_name(row, said) is None
