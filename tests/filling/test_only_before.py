"""What cannot be an answer to the question that stands, and is one to the row just answered."""

from __future__ import annotations

import pytest

from bot.filling.accounted import account
from bot.filling.counted import carried_out
from bot.filling.items_among import items_among
from bot.filling.just_answered import fits_only_before
from bot.filling.shifted import more_or_less
from bot.forms.form import Question, UnitForm
from bot.questions.instead import is_asked
from scoring.scheme import Row, load
from tests.filling.test_walk_thumbs import empty_form

OFFICES, TOWNS = (empty_form(load(f"郏县2022-{one}")) for one in ("县直单位", "乡镇街道"))


def _at(form: UnitForm, row: str, number: int = 0) -> tuple[Row, Question]:
    found = form.scheme.row(row)
    return found, form.questions(found)[number]


@pytest.mark.parametrize(
    ("before", "stands", "at", "said", "becomes"),
    [
        ("四.1", 4, "五.3", "宣传股说一共5次", 5),
        ("四.1", 4, "五.3", "一共4次", None),  # it stands so
        ("四.1", 4, "五.3", "清单公开了", None),  # of the list that stands open
        ("四.1", 4, "五.3", "是几次来着", None),
        ("四.1", 4, "五.3", "没问题", None),
        ("四.1", 4, "三.3", "5次", None),  # two counts: the open one reads it
        ("三.2", True, "三.3", "已经废止了", False),
        ("三.2", True, "五.3", "这个办法早就作废了", False),
        ("三.2", True, "五.3", "没意见", None),
        ("三.2", True, "五.3", "办法作废了，还要填吗", None),
        ("四.1", 4, "三.2", "有，5次", None),  # the open one reads a yes in it
        ("三.2", True, "五.3", "有点忙", None),
    ],
)
def test_what_fits_only_the_answer_before_is_of_that_one(
    before: str, stands: object, at: str, said: str, becomes: object
) -> None:
    """Shown old and new; what the open question reads, or what asks, is never taken for it."""
    row, question = _at(OFFICES, before)
    name = question.names[0]
    found = fits_only_before(row, question, {name: stands}, said, _at(OFFICES, at))  # type: ignore[dict-item]
    assert found == (None if becomes is None else {name: becomes})


def test_a_paper_is_of_the_question_that_asks_for_one() -> None:
    """我们有那个文件, where whether it came to anything is asked next."""
    row, paper = _at(TOWNS, "二.3")
    name = paper.names[0]
    said = "我们有那个文件"
    assert fits_only_before(row, paper, {name: False}, said, _at(TOWNS, "二.3", 1)) == {name: True}
    assert fits_only_before(row, paper, {name: False}, "评了三个村", _at(TOWNS, "二.3", 1)) is None


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("其中一次是9月29日的，应剔除", -1),
        ("剔除一次", -1),
        ("有一次不是本季度的", -1),
        ("有1次不符合条件，应予剔除", -1),
        ("刚才多报了一次", -1),
        ("再加两次", 2),
        ("漏统计1次，应补上", 1),
        ("其中一次是9月29日的", None),
        ("其中两次有报道", None),
        ("一次都不是", None),
    ],
)
def test_what_a_count_becomes_is_reckoned_from_what_stands(said: str, by: int | None) -> None:
    """A day names which one is meant, and is no figure."""
    assert more_or_less(said) == by


@pytest.mark.parametrize(
    ("said", "many"),
    [
        ("原计划3次，实际完成2次", 2),
        ("计划搞5次，只搞了3次", 3),
        ("计划3次", None),
        ("原计划3人，实际2人", None),
        ("原计划3次，实际完成2次，明年再搞1次", None),
    ],
)
def test_what_came_of_a_plan_is_what_counts(said: str, many: int | None) -> None:
    """The plan's figure is none."""
    assert carried_out(_at(OFFICES, "四.1")[1], said) == many


@pytest.mark.parametrize(
    ("form", "row", "said", "all_"),
    [
        (OFFICES, "五.3", "三条都做到了", True),
        (TOWNS, "二.4", "三条都做到了", False),
        (TOWNS, "二.4", "七条都做到了", True),
        (TOWNS, "二.4", "都做到了", True),
    ],
)
def test_all_of_so_many_is_all_of_a_list_of_so_many(
    form: UnitForm, row: str, said: str, all_: bool
) -> None:
    """Three of seven are nobody knows which."""
    row_, question = _at(form, row, 0)
    told = items_among(question, said)
    whole = told is not None and all(told.items.get(name) for name in question.names)
    assert whole is all_
    assert row_.id == row


@pytest.mark.parametrize("said", ["没弄呢", "还没开展呢", "文件还在书记那儿压着呢"])
def test_how_it_stands_asks_nothing(said: str) -> None:
    """没弄呢 is a no, to be shown."""
    assert not is_asked(said)


@pytest.mark.parametrize(
    "said", ["没有的呢", "还没盖章呢，算吗", "他们都弄了呢", "没什么呢", "没盖章的呢？"]
)
def test_what_asks_still_does(said: str) -> None:
    """A 呢 behind what is not told of."""
    assert is_asked(said)


def test_a_no_in_other_words_is_proposed() -> None:
    """由上级统一组织, 没有单独制定, 本季度未发生."""
    at = _at(OFFICES, "六.2", 1)
    for said in ("评价办法没有单独制定", "本季度未发生", "由上级统一组织、我们没单独搞"):
        told = account(*at, said, lambda _: False)
        assert told.answer == {at[1].names[0]: False}, said
        assert not told.whole
