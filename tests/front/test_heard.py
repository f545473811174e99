"""What is typed while a form waits: said by the dozen, and no figure changes that was not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

TALK = (
    *("好的", "嗯", "对", "可以", "收到", "谢谢", "ok", "辛苦了", "在吗", "？", "怎么传照片"),
    *("有2个文件怎么传", "我们3个人填行吗", "这一项归谁管，我应该打哪个电话问", "不归我们管"),
    *("5次未报道", "两个半", "3次半", "三个多", "3个月", "计划5次", "取消了3次", "第3次", "半次"),
    *(
        "佐证 一.1",
        "什么时候截止",
        "教育局为什么扣分",
        "三月份的活动能算这个季度吗",
    ),
)
QUESTIONS = ("三.1b/0", "六.3/0", "六.3/1", "一.1/1", "三.4/0")


@pytest.mark.parametrize("question", QUESTIONS)
async def test_talk_changes_no_figure(tmp_path: Path, question: str) -> None:
    """Each sentence into an open question, and none of them is kept."""
    async with stage(tmp_path) as play:
        for sentence in TALK:
            await play.send("李敏", route=f"ask/1/1/{question}")
            await play.send("李敏", sentence)
            assert await play.query("select row, input, value from claims") == [], sentence


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("3 次（见附件）", "3"),
        ("三次吧", "3"),
        ("嗯三次吧", "3"),
        ("两回", "2"),
        ("搞了三场", "3"),
        ("改成4", "4"),
        ("不是3次是4次", "4"),
        ("没搞过", "0"),
        ("3次宣传活动，谢谢", "3"),
    ],
)
async def test_what_people_say_for_a_number_is_understood(
    tmp_path: Path, said: str, kept: str
) -> None:
    """The figure, its measure, small polite words, and the question's own words."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="ask/1/1/三.1b/0")
        await play.send("李敏", said)
        assert await _values(play) == [kept]


@pytest.mark.parametrize(
    ("said", "missing"),
    [("除了打印机都有", {"打印机"}), ("领导、科室、联络员", {"专用电脑", "打印机", "工作制度"})],
)
async def test_a_list_is_ticked_in_its_own_words(
    tmp_path: Path, said: str, missing: set[str]
) -> None:
    """All but one; some by a part of their name."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="ask/1/1/一.1/0")
        await play.send("李敏", press="是")
        await play.send("李敏", said)
        rows = await play.query(
            "select input from claims where value = 'true' and input <> '已成立'"
        )
        named = {"分管领导", "牵头科室", "工作联络员", "专用电脑", "打印机", "工作制度"}
        assert {one for (one,) in rows} == named - missing


async def test_a_form_of_the_office_swallows_no_sentence(tmp_path: Path) -> None:
    """A figure is asked for; questions and commands are answered, and the form waits on."""
    async with stage(tmp_path) as play:
        await play.send("赵主任", route="supply/unit/1/1/二.1/1")
        for sentence in ("教育局为什么扣分", "更正 教育局 三.4", "好的", "谁没报"):
            await play.send("赵主任", sentence)
            assert await play.query("select * from supplied") == [], sentence
        [(_, asked)] = await play.send("赵主任", "3")
        assert "教育局" in asked.text
        await play.send("赵主任", press="是的，就这样")
        assert len(await play.query("select * from supplied")) == 1


async def test_a_report_that_waits_for_its_kind_is_in_a_list(tmp_path: Path) -> None:
    """Whatever was received is listed until it is filed; a photo for a row is no report."""
    async with stage(tmp_path) as play:
        await play.send("李敏", "工作报送")
        await play.send("李敏", files=[("总结.docx", PAPERS["四季度工作总结.docx"]())])
        await play.send("李敏", "帮助")
        [(_, owed)] = await play.send("李敏", "还差什么")
        assert "没有归类的材料 1 件" in owed.text
        await play.send("李敏", "佐证 三.4")
        await play.send("李敏", files=[("a.jpg", PAPERS["活动照片1.jpg"]())])
        assert await play.query("select * from work_reports") == []
        kept = await play.query("select row from evidence order by id")
        assert [row for (row,) in kept] == [None, "三.4"]


async def _values(play: Stage) -> list[str]:
    return [value for (value,) in await play.query("select value from claims")]


async def test_what_was_not_done_is_kept_as_nothing_without_a_tap(tmp_path: Path) -> None:
    """没弄, at a count, a yes or no, a list and a description: it may not be filled in yet."""
    for who, route in (
        ("李敏", "ask/1/1/四.1/0"),
        ("李敏", "ask/1/1/三.2/0"),
        ("李敏", "ask/1/1/五.3/0"),
        ("王强", "ask/1/4/四.1/0"),
    ):
        async with stage(tmp_path / route.replace("/", "_")) as play:
            for said in ("没弄", "没搞", "还没做"):
                await play.send(who, route=route)
                play.since(20)
                ((_, told),) = await play.send(who, said)
                assert "您是想问这个吗" not in told.text, (route, said)
                assert await _values(play) == []


async def test_how_much_a_row_is_worth_is_told_at_its_question(tmp_path: Path) -> None:
    """这个满分是几分 asks for this row, not for the lines of the grades."""
    async with stage(tmp_path) as play:
        await play.send("李敏", route="ask/1/1/四.1/0")
        play.since(20)
        ((_, told),) = await play.send("李敏", "这个满分是几分")
        assert told.title.startswith("四.1 宣传活动（5 分）")
