"""Several questions of one row in one message, moves between its counts, one more or fewer."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.filling.of_row import told_of_row
from bot.filling.rows_told import rows_told
from bot.filling.shifted import more_or_less, moved
from bot.filling.things import listed
from scoring.scheme import load as load_scheme
from tests.filling.test_walk_thumbs import empty_form
from tests.stage import stage

DEPARTMENT = empty_form(load_scheme("郏县2022-县直单位"))
TOWN = empty_form(load_scheme("郏县2022-乡镇街道"))


@pytest.mark.parametrize(
    ("row", "said", "told", "left"),
    [
        ("六.2", "制度和办法都印了，案例有一个", [True, True, 1], ""),
        ("六.2", "制度跟办法都有，案例一个没有", [True, True, 0], ""),
        ("六.2", "文件有办法没有案例3个", [True, False, 3], ""),
        ("六.2", "制度和办法都有，案例有一个，A级企业少查两次那个", [True, True, 1], "A级企业"),
        ("六.3", "有文件 俩案例", [True, 2], ""),
        ("三.4", "信易行信易医信易游都弄起来了，信易租和信用+公务员只发了文", [3, 2], ""),
        ("三.4", "改成四个有成效的 一个发文的", [4, 1], ""),
        ("三.4", "三个有成效两个只发文", [3, 2], ""),
        ("三.3", "承诺书编了，许可事项里用了九项", [9, True], ""),
        ("五.4", "文件发了，通报还没写", [True, False], ""),
        ("六.2", "我们局有制度有办法", [True, True], ""),
        ("四.1", "还有回下村发单子，没人报道", None, ""),
        ("三.4", "准备弄三个", None, ""),
        ("三.4", "上季度三个有成效", None, ""),
        ("三.4", "有成效的算几个？", None, ""),
        ("六.2", "制度和办法都有，案例准备写两个", None, ""),
    ],
)
def test_a_row_is_told_at_once(row: str, said: str, told: list[object] | None, left: str) -> None:
    """Each clause belongs to the question whose words stand in it; what is unsure is not taken."""
    found = DEPARTMENT.scheme.row(row)
    read = told_of_row(found, DEPARTMENT.questions(found), said)
    if told is None:
        assert read is None
        return
    assert read is not None
    assert [raw for _, answer in read.answers for raw in answer.values()] == told
    assert left in "".join(read.left)


@pytest.mark.parametrize(
    "said",
    ["县里统一发的文件 我们镇没单独出", "信用村出了文件 成效我们不掌握", "发了文件，还没盖章"],
)
def test_what_says_no_beside_a_yes_may_be_about_it(said: str) -> None:
    """A yes is not offered while a clause that denies something is left over."""
    row = TOWN.scheme.row("二.3")
    found = told_of_row(row, TOWN.questions(row), said)
    assert found is None or not found.left


def test_no_figure_of_a_row_is_lost() -> None:
    """Whatever stands in a message: a figure is taken, said back as left, or nothing is told."""
    row = DEPARTMENT.scheme.row("三.4")
    asked = DEPARTMENT.questions(row)
    pieces = [
        "有成效",
        "只发文",
        "3个",
        "两项",
        "没",
        "还有",
        "，",
        " ",
        "信易医",
        "的",
        "都",
        "7次",
        "了",
    ]
    dice = random.Random(7)
    for _ in range(3_000):
        said = "".join(dice.choices(pieces, k=dice.randint(2, 7)))
        read = told_of_row(row, asked, said)
        if read is None:
            continue
        kept = [raw for _, answer in read.answers for raw in answer.values()]
        left = "".join(read.left)
        for figure, value in (("3", 3), ("两", 2), ("7", 7)):
            assert said.count(figure) <= left.count(figure) + kept.count(value), (said, read)


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("第二个不算，去掉", -1),
        ("有一次重复了，减掉", -1),
        ("二中那个删了，学校不让报道", -1),
        ("多填了2次", -2),
        ("又想起来一次，加上", 1),
        ("再加两次", 2),
        ("减到3次", None),
        ("有一次没报道", None),
        ("还有一次没拍照片", None),
        ("一共多算了几次？", None),
        ("5次去掉2次", None),
    ],
)
def test_one_more_or_fewer(said: str, by: int | None) -> None:
    """Only what is plainly a change by so many."""
    assert more_or_less(said) == by


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("信易游其实只发了文，算到只有文件那边", [2, 2]),
        ("有两个没成效，归到只有文件的", [1, 3]),
        ("把信易医算成有成效的", [4, 0]),
        ("五个都挪到只发文", None),
        ("挪到三.3那边", None),
    ],
)
def test_a_move_changes_both_counts(said: str, now: list[int] | None) -> None:
    """What one of them loses the other gains; more than there is cannot be moved."""
    row = DEPARTMENT.scheme.row("三.4")
    stands = {"取得成效的应用": 3, "仅有通知或文件的应用": 1}
    found = moved(row, DEPARTMENT.questions(row), stands, said)
    told = None if found is None else [raw for _, answer in found for raw in answer.values()]
    assert told == now


@pytest.mark.parametrize(
    ("said", "many"),
    [
        ("信易贷，信易医，还有信易行", 3),
        ("诚信驾校 诚信货运 诚信驿站这几个", 3),
        ("九月那次在广场的，还有进企业那次", 2),
        ("广场宣传、进校园、进企业", 3),
        ("电脑坏了，明天再填", None),
        ("好的，谢谢", None),
        ("两次宣传，三次讲座", None),
    ],
)
def test_things_are_counted(said: str, many: int | None) -> None:
    """Only where each piece is plainly one of what is counted."""
    assert listed(said) == many


def test_rows_are_told_by_their_names() -> None:
    """Each clause names a row of its own."""
    told = rows_told(DEPARTMENT, "推介会2次，宣传活动3次，创新1次")
    assert [one.row.id for one in told] == ["三.1b", "四.1", "七.1"]
    assert rows_told(DEPARTMENT, "推介会2次，对接会3次") == ()
    assert rows_told(TOWN, "下雨2次，停电3次") == ()


async def test_one_tap_keeps_what_was_told_of_the_row(tmp_path: Path) -> None:
    """And a move between what waits for the tap shows both counts anew."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="put/1/1/三.4/0")
        play.since(20)
        ((_, told),) = await play.send("李敏", "三个有成效，两个只发文")
        assert "取得成效的应用：3 项" in told.text
        assert await play.query("select value from claims") == []
        play.since(20)
        ((_, told),) = await play.send("李敏", "信易游还没出效果，挪到只发文那边")
        assert "取得成效的应用：2 项" in told.text
        assert "仅有通知或文件的应用：3 项" in told.text
        play.since(20)
        await play.send("李敏", press="是的，都这样记")
        kept = await play.query("select input, value from claims order by input")
        assert {one["input"]: one["value"] for one in kept} == {
            "取得成效的应用": "2",
            "仅有通知或文件的应用": "3",
        }


async def test_one_more_of_the_answer_before(tmp_path: Path) -> None:
    """又想起来一次, once the next question has come: old and new of the one before, for one tap."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="put/1/1/四.1/0")
        play.since(20)
        await play.send("李敏", "4")
        play.since(20)
        ((_, told),) = await play.send("李敏", "又想起来一次，加上")
        assert "填成 5 次" in told.text
        (claim,) = await play.query("select value from claims")
        assert claim["value"] == "4"


@pytest.mark.parametrize(
    "more",
    ["补充一下，还有一次是给商户讲课", "还有一次是给商户讲课", "忘了说，重阳节也搞了一场诚信宣讲"],
)
async def test_what_goes_on_with_a_description_is_no_other_rows(tmp_path: Path, more: str) -> None:
    """The next question has come: shown with what stands, and kept nowhere before the tap."""
    async with stage(tmp_path) as play:
        await play.send("王强", route="put/1/4/四.1/0")
        play.since(20)
        await play.send("王强", "10月8日在集市开展诚信宣传一次，发放传单三百份")
        play.since(20)
        before = [tuple(one) for one in await play.query('select "row", value from claims')]
        assert [row for row, _ in before] == ["四.1"]
        ((_, told),) = await play.send("王强", more)
        assert "现在填的是" in told.text
        assert more.rpartition("，")[2] in told.text
        after = [tuple(one) for one in await play.query('select "row", value from claims')]
        assert after == before


@pytest.mark.parametrize("said", ["不好意思看错题了 没有", "填错了，应该是没有", "点错了，是否"])
async def test_a_slip_is_about_the_question_before(tmp_path: Path, said: str) -> None:
    """看错题了 at the next question: the one before is shown, old and new."""
    async with stage(tmp_path) as play:
        await play.send("王强", route="put/1/4/二.3/0")
        play.since(20)
        await play.send("王强", "是")
        play.since(20)
        ((_, told),) = await play.send("王强", said)
        assert "“出台相关文件制度”填成“否”" in told.text
        (claim,) = await play.query("select value from claims")
        assert claim["value"] == "true"
