"""Every sign of a text typed at a question is accounted for, whatever kind of question it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.filling.accounted import Accounted, account
from bot.filling.amended import takes_back
from bot.filling.row_named import answer_named, row_named
from bot.forms.form import Question
from bot.questions.instead import is_asked
from scoring.scheme import Row, load as load_scheme
from tests.filling.test_walk_thumbs import empty_form
from tests.stage import stage

FORM = empty_form(load_scheme("郏县2022-县直单位"))


def _at(row: str, number: int = 0) -> tuple[Row, Question]:
    found = FORM.scheme.row(row)
    return found, FORM.questions(found)[number]


def _read(row: str, said: str, number: int = 0) -> Accounted:
    return account(*_at(row, number), said, lambda words: words.startswith(("去", "上一题")))


@pytest.mark.parametrize(
    ("row", "said", "answer", "then"),
    [
        ("四.1", "那就3", 3, ""),
        ("四.1", "打错了 是4", 4, ""),
        ("四.1", "一次也没有，惭愧", 0, ""),
        ("四.1", "跟上次一样还是5次", 5, ""),
        ("三.2", "您好，没有呢，谢谢", False, ""),
        ("三.2", "这个真没有", False, ""),
        ("四.1", "3次，去三.4", 3, "去三.4"),
        ("三.2", "那填有", True, ""),
        ("三.2", "算没有", False, ""),
        ("三.2", "嗯嗯有的", True, ""),
        ("三.2", "有。上一题改成没有", True, "上一题改成没有"),
    ],
)
def test_an_answer_is_whole(row: str, said: str, answer: object, then: str) -> None:
    """Small words around it, and words that lead on behind it, are accounted for."""
    told = _read(row, said)
    assert told.whole
    assert told.answer == {_at(row)[1].names[0]: answer}
    assert told.then == then


@pytest.mark.parametrize(
    ("row", "said", "answer", "left"),
    [
        ("四.1", "不改了 就是4", 4, "不改了"),
        ("四.1", "7次 超没超", 7, "超没超"),
        ("四.1", "报上去4次", 4, "上去"),
        ("四.1", "三次吧一次进校园两次进社区", 3, "3 次"),
        ("四.1", "5次。（其中县级媒体报道3次）", 3, "一共 5 次"),
        ("三.2", "没出台 法制科还在审", False, "法制科还在审"),
        ("三.2", "还没啥成效", False, "还没啥成效"),
        ("三.2", "今年3月印发的", True, "今年3月印发的"),
        ("六.2", "制度有", True, "制度有"),
        ("六.2", "制度没有", False, "制度没有"),
        ("三.4", "信用+维修企业、信用+驾校、信用+货运", 3, "3 项"),
        ("三.4", "前两个有成效 第三个只有文件", 2, "第三个只有文件"),
        ("三.1b", "搞了两回推介会 三回对接会", 5, "加起来"),
        ("三.2", "办法写好了还在征求意见", False, "还在征求意见"),
        ("四.1", "宣传活动搞了八次，有报道的五次", 5, "一共 8 次"),
        ("四.1", "5次，另外一次没报道就没算", 5, "另外一次没报道就没算"),
        ("四.1", "4次 因为有一次是跟文明办合办的", 4, "因为有一次"),
        ("四.1", "这季度太忙，一次没搞", 0, "0 次"),
        ("四.1", "俺们啥也没搞", 0, "0 次"),
        ("四.1", "只搞了一场大的 小的没算", 1, "小的没算"),
        ("四.1", "3次 有一次是三季度的不该算", 2, "去掉您说不算的"),
        ("四.1", "3次，有一次没报道就没算", 3, "没报道就没算"),
        ("三.1b", "对接会没开，推介会开了一场", 1, "1 次"),
        ("三.1b", "推介会一次 银企座谈两次", 3, "加起来"),
        ("四.1", "植树节那天在广场搞过诚信宣传，县台播了", 1, "照您说的日期"),
        ("五.4", "政务失信治理没弄过", False, "否"),
        ("四.1", "九月那次在广场的，还有进企业那次", 2, "列出了"),
        ("三.4", "信易贷，信易医，还有信易行", 3, "列出了"),
        ("四.1", "10月12日 诚信驾校宣传 汽车站 80人", 1, "照您说的日期"),
        ("四.1", "10月12日诚信驾校宣传，11月3日进企业宣讲", 2, "照您说的日期"),
    ],
)
def test_a_part_is_shown_with_what_is_left(row: str, said: str, answer: object, left: str) -> None:
    """It is kept by a tap only, and what was not understood is said back."""
    told = _read(row, said)
    assert not told.whole
    assert told.answer == {_at(row)[1].names[0]: answer}
    assert left in told.why


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("四.1", "10月12日的活动取消了"),
        ("四.1", "上半年三次宣传 下半年两次"),
        ("四.1", "10月12日到14日"),
        ("三.4", "10月12日 诚信驾校宣传 汽车站 80人"),
        ("四.1", "2到3次"),
        ("四.1", "三次吧一次进校园三次进社区"),
        ("四.1", "2.5次"),
        ("四.1", "一共4次 有1次没报道 不算它"),
        ("三.2", "报送那个改成4"),
        ("三.2", "好几个都有那个"),
    ],
)
def test_nothing_is_guessed(row: str, said: str) -> None:
    """A range, a half, a count that is taken from, and what speaks of another answer."""
    assert _read(row, said).answer is None


@pytest.mark.parametrize(
    ("said", "there", "left"),
    [
        ("电脑没有，其他齐的", "有有有无有有", ""),
        ("前四个有 后两个没有", "有有有有无无", ""),
        ("领导 科室 联络员 都有 打印机坏了 我去看看", "有有有 无 ", "我去看看"),
        ("除了制度都有", "有有有有有无", ""),
    ],
)
def test_each_clause_of_a_list_is_accounted_for(said: str, there: str, left: str) -> None:
    """The rest by 其他, a stretch by 前四个, one 有 for all before it; what is none is said."""
    asked = _at("一.1", 1)[1]
    told = _read("一.1", said, 1)
    signs = {"有": True, "无": False}
    wanted = {n: signs[s] for n, s in zip(asked.names, there, strict=True) if s in signs}
    assert told.answer == wanted
    assert left in told.why


@pytest.mark.parametrize(
    ("said", "row", "answer"),
    [
        ("实施办法那个我点错了 应该是没有", "三.2", False),
        ("工作创新那项改成2", "七.1", 2),
        ("信用报告那个不对", "三.3", None),
        ("事中那项总共几分", "六.2", None),
    ],
)
def test_a_row_is_called_by_its_name(said: str, row: str, answer: object) -> None:
    """As one that is to be put right; a name of several rows is none."""
    found = row_named(FORM, said)
    assert found is not None
    assert found[0].id == row
    meant = answer_named(FORM, *found)
    assert (meant and meant[1][meant[0].names[0]]) == answer


@pytest.mark.parametrize("said", ["政府守信那个改成有", "那个挺好的", "办事大厅那里办的活动"])
def test_no_row_is_called(said: str) -> None:
    """Several are called so, or nothing is amiss."""
    assert row_named(FORM, said) is None


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("这是本季度的还是全年的", True),
        ("十月的活动算上没", True),
        ("能直接说不", True),
        ("双公示指哪两个", True),
        ("爱咋咋", False),
        ("文件 阵地有 别的没", False),
        ("不论是企业还是个人", False),
    ],
)
def test_what_asks(said: str, asks: bool) -> None:
    """A 没 or 不 at the end, and one of two things."""
    assert is_asked(said) is asks


@pytest.mark.parametrize(
    ("said", "taken"),
    [("刚写那段删了吧", True), ("把刚才写的都删掉", True), ("删了三条失信信息", False)],
)
def test_a_description_is_taken_back(said: str, taken: bool) -> None:
    """Only what was written before."""
    assert takes_back(said) is taken


async def test_days_are_added_up_and_nothing_is_kept_before_the_tap(tmp_path: Path) -> None:
    """Each day of its own message is one time more; 没了 就这些 says that these are all."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="put/1/1/四.1/0")
        play.since(20)
        ((_, told),) = await play.send("李敏", "10月12日 诚信驾校宣传 汽车站 80人")
        assert "一共是 1 次" in told.text
        play.since(20)
        ((_, told),) = await play.send("李敏", "11月3日 进企业宣讲 城东货运站")
        assert "一共是 2 次" in told.text
        assert await play.query("select value from claims") == []
        play.since(20)
        await play.send("李敏", "没了 就这些")
        assert [row["value"] for row in await play.query("select value from claims")] == ["2"]


async def test_what_lacks_is_confirmed_by_saying_so(tmp_path: Path) -> None:
    """那算没有吧, where only what lacks was understood; beside 有 it is asked again."""
    async with stage(tmp_path) as play:
        for said, kept in (
            ("没有专门的打印机 跟办公室共用", {"打印机": "false"}),
            ("牵头科室有 没有工作制度", {"打印机": "false"}),
        ):
            await play.send("李敏", route="put/1/1/一.1/1")
            play.since(20)
            await play.send("李敏", said)
            play.since(20)
            await play.send("李敏", "那算没有吧")
            claims = await play.query("select input, value from claims")
            assert {one["input"]: one["value"] for one in claims} == kept


async def test_an_everyday_question_is_no_description(tmp_path: Path) -> None:
    """Whether its words look like a question or not; at papers it is answered, too."""
    asked = ("想把那个文件删了重来", "跟市监局一起搞的 算谁家的", "报道打不开了 被删了")
    async with stage(tmp_path) as play:
        for said in asked:
            await play.send("王强", route="put/1/4/四.1/0")
            play.since(20)
            await play.send("王强", said)
            assert await play.query("select value from claims") == []
        await play.send("李敏", route="proof/1/1/四.1")
        play.since(20)
        ((_, told),) = await play.send("李敏", "没盖章行不行")
        assert told.title == "需要盖章、签字吗"
        play.since(20)
        ((_, told),) = await play.send("李敏", "刚发的照片收到没")
        assert "还没有收到材料" in told.text


TOWN = empty_form(load_scheme("郏县2022-乡镇街道"))


@pytest.mark.parametrize(
    ("said", "yes"),
    [
        ("评上俩信用村，给俺发了牌子", True),
        ("县里给俺三个村挂了信用村的牌", True),
        ("全镇八成的户都评过级授过信了", True),
        ("有的村评上了信用村，有的没有", None),
        ("去年评上了信用村", None),
        ("准备评两个信用村", False),
    ],
)
def test_what_the_question_names_has_come_about(said: str, yes: bool | None) -> None:
    """To be shown for one tap; what is hoped for, or only partly so, is asked."""
    row = TOWN.scheme.row("二.3")
    question = TOWN.questions(row)[1]
    told = account(row, question, said, lambda _: False)
    assert not told.whole
    assert told.answer == (None if yes is None else {question.names[0]: yes})


@pytest.mark.parametrize("said", ["不好意思，没有", "抱歉，有"])
def test_who_excuses_himself_may_put_something_right(said: str) -> None:
    """It is shown for the tap, not kept."""
    told = _read("三.2", said)
    assert told.answer is not None
    assert not told.whole


@pytest.mark.parametrize("said", ["没照片", "没上报纸", "没专门搞", "没有案例照片"])
def test_what_lacks_beside_the_deed_is_no_nought(said: str) -> None:
    """Only that the deed itself was not done is nought."""
    assert _read("四.1", said).answer is None


@pytest.mark.parametrize(
    ("said", "count"),
    [("10月1次，11月2次", 3), ("10月12日一次，11月3日一次", 2), ("10月一次，11月两次", 3)],
)
def test_so_many_in_a_month_is_no_day(said: str, count: int) -> None:
    """10月1次 is once in October."""
    assert _read("四.1", said).answer == {"宣传活动": count}


def test_what_is_to_come_is_left_beside_what_is_there() -> None:
    """打印机下月才有 says nothing of the computer, and is not noted as lacking."""
    told = _read("一.1", "电脑有，打印机下月才有", 1)
    assert told.answer == {"专用电脑": True}
    assert "打印机下月才有" in told.why
    assert _read("一.1", "打印机下月才有", 1).answer is None
