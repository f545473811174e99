"""Which way a short sentence leans, and which buttons of the page lie that way."""

from __future__ import annotations

import pytest

from bot.questions.to_the_page import fitting, ways

_DRAFT = ["发出", "改回上一版", "重写"]
_LIST = ["教育局", "下一页", "发表格"]


@pytest.mark.parametrize(
    ("text", "way", "labels", "first"),
    [
        ("行就这么发", "agree", _DRAFT, "发出"),
        ("可以，发出去吧", "agree", _DRAFT, "发出"),
        ("没问题", "agree", _DRAFT, "发出"),
        ("准了", "agree", ["同意", "不同意"], "同意"),
        ("算了不发了", "refuse", ["发出", "先不发了"], "先不发了"),
        ("算了不宽了，人回来了", "refuse", ["收回延期", "改到另一天"], "收回延期"),
        ("存成word", "sheet", _LIST, "发表格"),
        ("导出来给我", "sheet", _LIST, "发表格"),
        ("打印一份", "sheet", _LIST, "发表格"),
        ("还有呢", "more", _LIST, "下一页"),
        ("点开看看", "look", ["看得分", "首页"], "看得分"),
        ("哎录错行了，撤了", "undo", ["下一行", "清掉这个数"], "清掉这个数"),
    ],
)
def test_a_sentence_leans(text: str, way: str, labels: list[str], first: str) -> None:
    """The likeliest way comes with the button that lies that way."""
    found = next(one for one in ways(text) if fitting(one, text, labels))
    assert (found, labels[fitting(found, text, labels)[0]]) == (way, first)


@pytest.mark.parametrize(
    "text",
    [
        "发了吗", "谁没报", "就催教育局", "行政许可没报", "不改的有哪几家", "发通知说周五开会",
        "存疑的材料", "好几家没交", "撤了几家", "可以延期吗", "教育局怎么回事", "不合格",
        "表扬名单", "改成4", "打印机坏了",
    ],
)  # fmt: skip
def test_what_says_more_leans_on_nothing(text: str) -> None:
    """A question, a name, a word of its own: it is understood by itself."""
    assert ways(text) == ()
