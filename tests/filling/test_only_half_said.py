"""What an attacker found: words with a figure, a yes or an item in them that answer nothing."""

from __future__ import annotations

import pytest

from bot.filling.accounted import Accounted, account
from scoring.scheme import load as load_scheme
from tests.filling.test_walk_thumbs import empty_form

FORM = empty_form(load_scheme("郏县2022-县直单位"))


def _read(row: str, said: str, number: int = 0) -> Accounted:
    found = FORM.scheme.row(row)
    return account(found, FORM.questions(found)[number], said, lambda _: False)


@pytest.mark.parametrize(
    "said",
    ["一般般", "两难", "三思", "一定", "一起", "十分感谢", "万一", "今年两次去年五次这回七次"],
)
def test_a_figure_in_a_word_counts_nothing(said: str) -> None:
    assert _read("四.1", said).answer is None


@pytest.mark.parametrize(
    ("said", "many"),
    [
        ("4不是3", 4),
        ("4，不是，3", 3),
        ("五词", 5),
        ("这季搞了三场，上季四场", 3),
        ("去年这时候4次，今年6次", 6),
        ("比上季度多两次，上季度五次，这回七次", 7),
    ],
)
def test_the_figure_that_is_meant_is_shown_for_one_tap(said: str, many: int) -> None:
    told = _read("四.1", said)
    assert told.answer == {"宣传活动": many}
    assert not told.whole


def test_another_time_alone_is_no_figure() -> None:
    """Only beside a figure of now is 上季度五次 left aside."""
    assert _read("四.1", "上季度五次").answer is None
    assert _read("四.1", "比上季度多两次").answer is None


@pytest.mark.parametrize(
    "said",
    [
        *(
            "是否",
            "是、否",
            "有或没有",
            "有和没有",
            "有就填",
            "有了告诉你",
            "没有的话呢",
            "没有会扣分",
        ),
        *(
            "出了点问题",
            "出事了",
            "发烧了",
            "发给你了",
            "印错了",
            "做梦",
            "无妨",
            "有领导在",
            "教育厅有",
        ),
    ],
)
def test_a_yes_or_a_no_in_other_words_is_not_even_offered(said: str) -> None:
    assert _read("三.2", said).answer is None


@pytest.mark.parametrize(
    "said",
    ["稿子没签", "稿子在局长那里还没签", "领导没签字", "文件写好了没签", "书记还没批", "办着呢"],
)
def test_what_nobody_signed_is_not_out(said: str) -> None:
    told = _read("三.2", said)
    assert told.answer == {"已出台实施办法": False}
    assert not told.whole


@pytest.mark.parametrize("said", ["印发给各科室了", "上个月已经音发了", "已经签发了"])
def test_what_came_out_still_is_yes(said: str) -> None:
    assert _read("三.2", said).answer == {"已出台实施办法": True}


@pytest.mark.parametrize(
    "said",
    [
        "制度在写",
        "制度几页",
        "打印机也",
        "打印机算了",
        "要买打印机",
        "打印机坏了修好了",
        "领导说没有",
    ],
)
def test_an_item_that_is_only_named_is_not_offered(said: str) -> None:
    assert _read("一.1", said, 1).answer is None


@pytest.mark.parametrize("said", ["打印机没有其他都全", "打印机坏了 报废了，别的都有"])
def test_all_but_one(said: str) -> None:
    told = _read("一.1", said, 1)
    assert told.answer is not None
    assert [name for name, there in told.answer.items() if not there] == ["打印机"]
    assert len(told.answer) == len(FORM.questions(FORM.scheme.row("一.1"))[1].names)
    assert "没有看懂" not in told.why
