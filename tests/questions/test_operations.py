"""What a short sentence wants of the page before it: small words around one thing."""

from __future__ import annotations

import pytest

from bot.questions.operations import Operation, added, asks_how, looks_at, operation

_WANTS = {
    "sheet": ("导出来", "存Excel", "弄个表", "要Excel版的", "导成表格", "存成表", "发我表格"),
    "picture": ("画成图", "做成图片", "画张图"),
    "due": ("今天到期的有吗", "哪个今天到期", "明天的呢", "最急的是哪家", "几号到期"),
    "each": ("各差在哪一项", "各自差在哪", "都扣在哪了", "各自扣分原因"),
    "cut": ("按扣的分排一下", "扣得多的放前面", "从多到少排一下", "按核减的分排"),
    "whys": ("为什么没报", "为啥都没交"),
    "nudge": ("催他一下", "催催他", "提醒他抓紧"),
    "count": ("他审了几项了",),
}


@pytest.mark.parametrize(
    ("wanted", "text"), [(wanted, one) for wanted, each in _WANTS.items() for one in each]
)
def test_what_is_wanted_is_read_whatever_small_words_stand_around_it(
    wanted: str, text: str
) -> None:
    found = operation(text)
    assert found is not None
    assert found.wanted == wanted


@pytest.mark.parametrize(
    ("text", "table"),
    [("只看乡镇", "乡镇"), ("县直的就行", "县直"), ("换成乡镇的", "乡镇"), ("其中乡镇的", "乡镇")],
)
def test_a_table_is_wanted_where_the_sentence_says_only_that(text: str, table: str) -> None:
    found = operation(text)
    assert found is not None
    assert found.table == table


@pytest.mark.parametrize(
    ("text", "place"), [("第一项打开", 1), ("打开第一个", 1), ("点开第三家", 3), ("头一个打开", 1)]
)
def test_a_place_is_wanted(text: str, place: int) -> None:
    assert operation(text) == Operation("place", place=place)


@pytest.mark.parametrize(
    "text",
    [
        "扣分原因", "谁没报", "乡镇", "县直单位", "排名", "材料", "材料表格怎么填",
        "给乡镇发个通知", "催他们一下", "打开", "截止时间", "今天谁交了", "县直单位排名",
        "财政局导出来", "差在哪一项", "",
    ],
)  # fmt: skip
def test_a_word_that_is_left_over_makes_it_another_sentence(text: str) -> None:
    assert operation(text) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("财政局的是啥毛病", True), ("财政局的分改了没有", True), ("财政局为什么没通过", True),
        ("财政局最后怎么处理的", True), ("财政局为什么扣分", False), ("财政局怎么样", False),
        ("财政局交了吗", False), ("财政局呢", False), ("昨天说财政局改了没有", False),
    ],
)  # fmt: skip
def test_how_one_of_a_list_stands_is_asked_by_nothing_else(text: str, *, asks: bool) -> None:
    start = text.index("财政局")
    assert asks_how(text, (start, start + 3)) is asks


def test_one_of_a_list_is_looked_at_only_by_a_verb_and_nothing_else() -> None:
    assert looks_at("财政局的给我看", (0, 3))
    assert looks_at("看财政局的", (1, 4))
    assert looks_at("教育局的打开看看", (0, 3))
    assert not looks_at("财政局", (0, 3))
    assert not looks_at("财政局的总结给我看", (0, 3))
    assert not looks_at("看看财政局得分", (2, 5))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("把发改委也加上", "发改委"), ("检察院也放进来", "检察院"), ("再加上医保局", "医保局"),
        ("发改委得分", ""), ("加上一句话", "一句话"),
    ],
)  # fmt: skip
def test_who_is_to_stand_beside_them(text: str, who: str) -> None:
    assert added(text) == who


def test_a_button_carries_the_same_in_few_signs_and_reads_it_back() -> None:
    for text in ("弄个表", "画张图", "今天到期的有吗", "各自差在哪", "按扣的分排一下", "只看乡镇"):
        found = operation(text)
        assert found is not None
        assert operation(found.short) == found
        assert found.label
