"""Many items accepted by one sentence, work that goes to a colleague, what is set aside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.invariants import beyond, broken_invariants
from tests.review.test_review import decisions, own
from tests.stage import Stage, stage

BEFORE = (
    "colleague 张三 reviewer",
    "colleague 周平 reviewer",
    "liaison 钱进 县财政局",
    "role 钱进 reviewer",
    "claim 县教育局 三.2 已出台实施办法 true",
    "claim 县教育局 四.1 宣传活动 2",
    "claim 县财政局 三.2 已出台实施办法 true",
    'claim 冢头镇 四.1 说明 "进校园"',
    "submitted 县教育局",
    "submitted 县财政局",
    "submitted 冢头镇",
    "state review",
)
CLEAN = [("五.1", "accept"), ("四.2", "accept")]
"""What nobody doubts: 冢头镇 claims nothing on them."""


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        given = await broken_invariants(set_up.database, set_up.store)
        yield set_up
        assert not beyond(given, await broken_invariants(set_up.database, set_up.store))


async def _says(play: Stage, who: str, text: str) -> str:
    letter = own(await play.send(who, text), who)
    return f"{letter.title}\n{letter.text}"


async def _presses(play: Stage, who: str, label: str) -> str:
    letter = own(await play.send(who, press=label), who)
    return f"{letter.title}\n{letter.text}"


async def _decided(play: Stage) -> list[tuple[str, str]]:
    kept = await play.query('select "row", decision from reviews')
    return sorted((one["row"], one["decision"]) for one in kept)


async def test_a_sentence_accepts_nothing_before_the_tap(play: Stage) -> None:
    shown = await _says(play, "周平", "把没疑点的都通过了")
    assert "没有疑点的 2 项" in shown
    assert await decisions(play) == []
    await _presses(play, "周平", "确认通过这 2 项")
    assert await _decided(play) == CLEAN


async def test_what_changed_since_it_was_shown_is_shown_again(play: Stage) -> None:
    await play.send("周平", "把没疑点的都通过了")
    route = play.button("周平", "确认通过这 2 项")
    await play.send("张三", "冢头五.1通过")
    await play.send("张三", press="通过 冢头 五.1")
    answer = own(await play.send("周平", route=route), "周平")
    assert "刚才有变化" in answer.text
    assert await _decided(play) == [("五.1", "accept")]


async def test_what_lies_before_a_colleague_is_not_accepted_with_the_others(play: Stage) -> None:
    await play.send("张三", route="review/see/1/4/五.1")
    assert "没有疑点的 1 项" in await _says(play, "周平", "把没疑点的都通过了")


async def test_of_one_table_or_row_only_that_is_shown(play: Stage) -> None:
    assert "等您审" in await _says(play, "周平", "六.3没疑点的都通过")
    assert "待审的 3 项" in await _says(play, "周平", "县直没疑点的都过")
    shown = await _says(play, "周平", "五.1没疑点的都通过")
    assert "没有疑点的 1 项" in shown
    assert "五.1" in shown


async def test_several_decisions_are_taken_up_again_only_with_a_reason(play: Stage) -> None:
    await play.send("周平", "把没疑点的都通过了")
    await play.send("周平", press="确认通过这 2 项")
    assert "没有找到" in await _says(play, "张三", "刚才通过的都撤回")
    shown = await _says(play, "周平", "刚才通过的都撤回")
    assert "要定 2 项，还没有定" in shown
    live = "select 1 from reviews where superseded_at is null"
    assert len(await play.query(live)) == len(CLEAN)
    await _presses(play, "周平", "审核时看错了")
    assert await play.query(live) == []


async def test_what_is_set_aside_comes_last_and_goes_on_waiting(play: Stage) -> None:
    first = own(await play.send("周平", route="review/next/1/all"), "周平").title
    await play.send("周平", "这项先放着")
    assert await decisions(play) == []
    titles = []
    for _ in range(7):
        titles.append(own(await play.send("周平", route="review/next/1/all"), "周平").title)
        await play.send("周平", press="跳过")
    assert first.split("（")[0] not in titles[0]
    listed = await _says(play, "周平", "我放着的有哪些")
    assert "您放着的 1 项" in listed
    colleague = own(await play.send("张三", route="review/next/1/all"), "张三").title
    assert colleague.split("（")[0] == first.split("（")[0]


async def test_what_is_decided_is_not_set_aside_any_more(play: Stage) -> None:
    await play.send("周平", "教育局三.2先放着")
    await play.send("周平", "教育局三.2通过")
    await play.send("周平", press="通过 教育局 三.2")
    assert "没有放着的" in await _says(play, "周平", "我放着的有哪些")
    assert await play.query("select 1 from review_asides where ended_at is null") == []


async def test_whoever_stands_in_is_offered_what_was_kept_and_given(play: Stage) -> None:
    await play.send("赵主任", "审核 张三 第三节", group=True)
    await play.send("赵主任", press="就这样分", group=True)
    assert "不在您的审核分工里" in await _see(play, "钱进", 1, "三.2", limited=True)
    await play.send("赵主任", "张三手上的给钱进")
    assert await play.query("select 1 from review_covers") == []
    await play.send("赵主任", press="由钱进代审")
    assert (await _see(play, "钱进", 1, "三.2")).startswith("审核 教育局 三.2")
    await play.send("赵主任", "张三回来了")
    await play.send("赵主任", press="结束代审")
    assert "不在您的审核分工里" in await _see(play, "钱进", 1, "三.2")


async def _see(play: Stage, who: str, unit: int, row: str, *, limited: bool = False) -> str:
    if limited:
        await play.send("赵主任", f"审核 {who} 第四节", group=True)
        await play.send("赵主任", press="就这样分", group=True)
    letter = own(await play.send(who, route=f"review/see/1/{unit}/{row}"), who)
    return f"{letter.title}{letter.text}"


async def test_what_waits_for_whoever_is_away_waits_for_whoever_stands_in(play: Stage) -> None:
    await play.send("周平", route="review/see/1/1/三.2")
    await play.send("周平", press="存疑")
    await play.send("周平", press="张三")
    await play.send("周平", "日期看不清")
    before = await _says(play, "钱进", "审核")
    await play.send("赵主任", "张三请假了，手上的给钱进")
    await play.send("赵主任", press="由钱进代审")
    assert "转给您的" not in before
    assert "转给您的和补正后等您复核的 1 项" in await _says(play, "钱进", "审核")


async def test_who_hands_over_another_ones_work_is_an_admin(play: Stage) -> None:
    assert "由管理员交给谁" in await _says(play, "周平", "张三手上的给我")
    own(await play.send("周平", route="review/cover/2/3/yes"), "周平")
    assert await play.query("select 1 from review_covers") == []


async def test_nobody_who_is_away_stands_in(play: Stage) -> None:
    await play.send("赵主任", "张三手上的给周平")
    await play.send("赵主任", press="由周平代审")
    assert "请换一位" in await _says(play, "赵主任", "钱进手上的给张三")
    assert "正代审" in await _says(play, "赵主任", "周平手上的给钱进")


async def test_a_remit_by_sentence_holds_after_the_tap_only(play: Stage) -> None:
    shown = await _says(play, "赵主任", "三.2以后张三审")
    assert "张三现在审：全部指标" in shown
    assert "张三以后只审这些" in shown
    assert await play.query("select 1 from review_remits") == []
    await _presses(play, "赵主任", "就这样分")
    kept = await play.query("select part from review_remits order by part")
    assert [one["part"] for one in kept] == ["row/乡镇街道/三.2", "row/县直单位/三.2"]
    assert "没有要审的了" in await _says(play, "赵主任", "张三不用再审三.2了")
    assert "是管理员" in await _says(play, "赵主任", "三.2以后赵主任审")
    assert "没有这个权限" in await _says(play, "周平", "三.2以后张三审")


async def test_a_row_that_is_taken_away_leaves_the_others(play: Stage) -> None:
    await play.send("赵主任", "张三不用再审六.2了")
    await play.send("赵主任", press="就这样分")
    kept = {one["part"] for one in await play.query("select part from review_remits")}
    assert {"row/县直单位/六.1", "row/县直单位/六.3", "section/县直单位/三"} <= kept
    assert not {"row/县直单位/六.2", "section/县直单位/六"} & kept


async def test_an_item_goes_to_a_colleague_who_may_decide_on_it(play: Stage) -> None:
    assert "交不了钱进" in await _says(play, "周平", "财政局三.2让钱进审")
    assert "要交给张三看吗" in await _says(play, "周平", "财政局三.2让张三审")
    await play.send("周平", press="交给张三")
    await play.send("周平", "印章看不清")
    (doubt,) = await play.query("select note, to_person from review_doubts")
    assert doubt["note"] == "印章看不清"
