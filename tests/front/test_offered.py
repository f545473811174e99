"""What is offered leads somewhere, also where a meaning is answered by no page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stage import OFFICE, stage


async def test_the_dates_are_offered_and_said(tmp_path: Path) -> None:
    """A meaning that is said on the spot is among the offers, and one tap says it."""
    async with stage(tmp_path) as play:
        await play.send("赵主任", "最晚拖到几号交呀要", group=True)
        await play.send("赵主任", route="asked/topic/quarter_status", group=True)
        letters = play.shown[OFFICE]
        assert "填报截止" in letters[-1][1].text


async def test_the_last_day_is_no_place_of_a_ranking(tmp_path: Path) -> None:
    """最后一天 names a day, and not the last unit."""
    async with stage(tmp_path) as play:
        sent = await play.send("李敏", "今天是不是最后一天了")
        assert "填报截止" in sent[-1][1].text


async def test_a_greeting_before_a_question_is_no_part_of_it(tmp_path: Path) -> None:
    """你好 is no unit."""
    async with stage(tmp_path) as play:
        sent = await play.send("李敏", "你好，我还差什么")
        assert "你好" not in sent[-1][1].text
        assert "教育局" in sent[-1][1].title


async def test_a_question_with_an_unknown_word_is_offered_without_it(tmp_path: Path) -> None:
    """The rest is shown and answered after a tap; nothing at once, and 别 is never left out."""
    async with stage(tmp_path) as play:
        sent = await play.send("赵主任", "乡镇里嘎嘎没交的有哪些", group=True)
        button = sent[-1][1].buttons[0][0]
        assert button.label == "乡镇街道，还没提交的单位"
        sent = await play.send("赵主任", route=button.route, group=True)
        assert sent[-1][1].title == "乡镇街道，还没提交"
        sent = await play.send("赵主任", "乡镇里别交的有哪些", group=True)
        labels = [b.label for row in sent[-1][1].buttons for b in row]
        assert not any("已经提交" in label for label in labels)


async def test_a_row_that_is_named_is_the_row_that_is_explained(tmp_path: Path) -> None:
    """三.4要什么材料: its own help, for the office its clause; an offer names the row, too."""
    async with stage(tmp_path) as play:
        sent = await play.send("李敏", "三.4要什么材料")
        assert "三.4" in sent[-1][1].title + sent[-1][1].text.split("\n")[0]
        sent = await play.send("李敏", "三.4需要什么材料证明")
        (help_,) = [one for row in sent[-1][1].buttons for one in row if one.label == "三.4怎么填"]
        sent = await play.send("李敏", route=help_.route)
        assert "三.4" in sent[-1][1].title + sent[-1][1].text.split("\n")[0]
        sent = await play.send("赵主任", "三.4需要什么材料证明")
        routes = [one.route for row in sent[-1][1].buttons for one in row]
        assert "howto" not in routes
        assert "asked/said/三.4评分标准" in routes
        sent = await play.send("李敏", "把三.4改成3")
        assert "三.4" in sent[-1][1].title + sent[-1][1].text


async def test_its_own_place_of_last_quarter(tmp_path: Path) -> None:
    """上季度我们第几: a unit's own place, and not the question which table."""
    before = ("released 2026 3 published",)
    async with stage(tmp_path, before=before) as play:
        sent = await play.send("李敏", "上季度我们全县第几名")
        assert "看哪一张" not in sent[-1][1].text
        assert "教育局" in sent[-1][1].title


async def test_what_only_agrees_or_orders_otherwise_is_no_reason_of_a_change(
    tmp_path: Path,
) -> None:
    """对 改吧, 等等先别, 顺便群发说一声 while a reason is waited for: it waits on."""
    async with stage(tmp_path) as play:
        await play.send("赵主任", "教育局延期到1月8日")
        others = ("顺便群发说一声", "另外通知他们一下", "先帮我查查", "不对 教育局不缓 财政局缓")
        for typed in ("对 改吧", "等等先别", *others):
            await play.send("赵主任", typed)
            assert not await play.query("select 1 from forms where extended_to is not null")
        await play.send("赵主任", "人员变动")
        assert not await play.query("select 1 from forms where extended_to is not null")
        await play.send("赵主任", press="延期到 2027年1月8日 18:00")
        assert await play.query("select 1 from forms where extended_to is not null")


async def test_the_part_that_is_understood_is_of_whom_the_other_names(tmp_path: Path) -> None:
    """财政局网坏了，给他们宽限到1月8日: shown at once, with the reason that was said."""
    async with stage(tmp_path) as play:
        sent = await play.send("赵主任", "财政局网坏了，给他们宽限到1月8日")
        assert sent[-1][1].title == "财政局 延期到 2027年1月8日 18:00，还没有延"
        assert "原因：网坏了" in sent[-1][1].text
        assert not await play.query("select 1 from forms where extended_to is not null")


async def test_a_list_that_was_only_offered_may_be_narrowed_and_urged(tmp_path: Path) -> None:
    """一个字没填的给我拉个单子，只要乡镇的，都催一遍: of the wish that was offered."""
    async with stage(tmp_path) as play:
        await play.send("赵主任", "一个字没填的给我拉个单子")
        sent = await play.send("赵主任", "只要乡镇的")
        labels = [button.label for row in sent[-1][1].buttons for button in row]
        assert labels[0].startswith("乡镇街道")
        assert labels[0].endswith("还没提交的单位")


async def test_two_tellings_joined_by_and_are_both_answered(tmp_path: Path) -> None:
    """教育局退回次数和申诉情况, and one row of two units beside each other."""
    async with stage(tmp_path) as play:
        sent = await play.send("赵主任", "教育局退回次数和申诉情况")
        assert "没有被退回过" in sent[-1][1].text
        assert "申诉" in sent[-1][1].text
        sent = await play.send("赵主任", "教育局和财政局三.4比一比差在哪")
        assert sent[-1][1].title.startswith("教育局")
        assert "财政局　" in sent[-1][1].text


async def test_two_questions_are_not_both_answered_with_less_than_they_say(tmp_path: Path) -> None:
    """A day that is left out, and 这项 of which nobody knows which, are offered and not told."""
    async with stage(tmp_path) as play:
        for said in (
            "今天的退回次数和申诉情况",
            "退回次数，今天的申诉情况",
            "教育局排第几，这项为什么扣分",
        ):
            ((_, told),) = await play.send("赵主任", said)
            assert told.text.startswith("您是想问这个吗"), said


async def test_a_telling_comes_as_a_workbook_by_the_same_sentence(tmp_path: Path) -> None:
    """导成表给我带回去 only says how."""
    async with stage(tmp_path) as play:
        sent = await play.send("赵主任", "谁没报，导成表给我带回去")
        assert sent[-1][1].files


@pytest.mark.parametrize("said", ["联络员会自动收到通知吗", "这些人咋联系呀", "延期的都批了没"])
async def test_no_button_of_a_menu_leads_back_to_it(tmp_path: Path, said: str) -> None:
    """[联络员电话] answers the menu it stands in; it is no sentence behind that menu."""
    async with stage(tmp_path) as play:
        menu = (await play.send("赵主任", said))[-1][1]
        taps = [one.route for row in menu.buttons for one in row if "asked/said/" in one.route]
        assert taps
        for route in taps:
            await play.send("赵主任", said)
            shown = (await play.send("赵主任", route=route))[-1][1]
            assert shown.text != menu.text, route


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("一开期联络员那边能马上知道吗", "下个季度会自动开吗、谁会收到"),
        ("已经公布的分改了，单位那边会弹消息吗", "更正了谁会收到"),
        ("万一服务器坏了，数据怎么弄回来", "机器坏了怎么恢复、怎么搬家"),
    ],
)
async def test_what_is_asked_after_a_rule_stands_first(
    tmp_path: Path, said: str, first: str
) -> None:
    """Before lists that only share a word with it."""
    async with stage(tmp_path) as play:
        told = (await play.send("赵主任", said))[-1][1]
        labels = [one.label for row in told.buttons for one in row]
        assert first in (told.title, labels[0])


@pytest.mark.parametrize("said", ["信用承诺编制得最多的有谁", "嘎嘎没交的单位各有几家"])
async def test_no_rule_stands_before_the_figures_that_are_asked_for(
    tmp_path: Path, said: str
) -> None:
    async with stage(tmp_path) as play:
        told = (await play.send("赵主任", said))[-1][1]
        assert not told.buttons[0][0].route.startswith("topic/")


async def test_a_quarter_that_is_to_be_opened_is_none_of_before(tmp_path: Path) -> None:
    """三季度啥时候可以开, said of a quarter that is over: nothing of that one is offered."""
    async with stage(tmp_path, before=("released 2026 3 published",)) as play:
        told = (await play.send("赵主任", "三季度啥时候可以开呀"))[-1][1]
        labels = [one.label for row in told.buttons for one in row]
        assert not any("2026年三季度" in one for one in labels)
