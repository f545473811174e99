"""Two people, many copies, old buttons: what the walk keeps when things happen at once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.corridor.events import Incoming, Message
from tests.stage import Stage, stage

GIVEN = ("liaison 周静 县教育局",)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=GIVEN) as set_up:
        yield set_up


async def claims(play: Stage) -> list[tuple[str, object, int]]:
    rows = await play.query('select "row", value, version from claims order by id')
    return [(row, json.loads(value), version) for row, value, version in rows]


async def said(play: Stage, who: str) -> list[str]:
    rows = await play.query("select payload from outbox where chat = ? order by id", who)
    return [Message.model_validate_json(payload).title for (payload,) in rows]


def pressed(play: Stage, who: str, route: str, update: str) -> Incoming:
    return Incoming(
        channel="web",
        update=update,
        chat=who,
        sender=who,
        private=True,
        received=play.now,
        route=route,
    )


async def test_the_same_press_fifty_times_in_parallel_has_one_effect(play: Stage) -> None:
    """One claim, one audit row, one answer."""
    await play.send("李敏", "四.1")
    route = play.button("李敏", "3")
    await asyncio.gather(*[play.receive(pressed(play, "李敏", route, "u-same")) for _ in range(50)])
    assert await claims(play) == [("四.1", 3, 1)]
    [(changes,)] = await play.query("select count(*) from audit where action = 'claim.change'")
    assert changes == 1
    assert len(await said(play, "李敏")) == 2


async def test_two_people_answering_at_once_do_not_overwrite_each_other_unseen(
    play: Stage,
) -> None:
    """The first to arrive is kept; the other is told by whom and to what, and asked."""
    for who in ("李敏", "周静"):
        await play.send(who, "四.1")
    three, five = play.button("李敏", "3"), play.button("周静", "5")
    await asyncio.gather(
        play.receive(pressed(play, "李敏", three, "u-a")),
        play.receive(pressed(play, "周静", five, "u-b")),
    )
    [(row, value, version)] = await claims(play)
    assert (row, version) == ("四.1", 1)
    loser = "周静" if value == 3 else "李敏"
    assert (await said(play, loser))[-1] == "这一题刚刚有人改过"


async def test_two_people_on_different_rows_do_not_disturb_each_other(play: Stage) -> None:
    """Both answers are kept and nobody is asked anything."""
    await play.send("李敏", "四.1")
    await play.send("周静", "七.1")
    await asyncio.gather(
        play.receive(pressed(play, "李敏", play.button("李敏", "3"), "u-a")),
        play.receive(pressed(play, "周静", play.button("周静", "5"), "u-b")),
    )
    assert sorted(await claims(play)) == [("七.1", 5, 1), ("四.1", 3, 1)]


async def test_ones_own_old_button_corrects_without_a_question(play: Stage) -> None:
    """Pressing 5 on yesterday's message after 3 is a correction, not a conflict."""
    await play.send("李敏", "四.1")
    five = play.button("李敏", "5")
    await play.send("李敏", "3")
    [(_, answer)] = await play.send("李敏", route=five)
    assert "改好了：宣传活动 5 次（原来 3 次）" in answer.text
    assert await claims(play) == [("四.1", 5, 2)]


async def test_the_same_answer_from_two_people_is_no_conflict(play: Stage) -> None:
    """Agreeing changes nothing and asks nothing."""
    for who in ("李敏", "周静"):
        await play.send(who, "四.1")
    agreed = play.button("周静", "3")
    await play.send("李敏", press="3")
    [(_, answer)] = await play.send("周静", route=agreed)
    assert "刚刚有人改过" not in answer.title
    assert await claims(play) == [("四.1", 3, 1)]


async def test_an_answer_that_somebody_took_back_is_not_put_back_unseen(play: Stage) -> None:
    """Clearing counts as a change: who still sees the old answer is asked."""
    await play.send("李敏", "四.1")
    await play.send("李敏", press="3")
    await play.send("周静", route="ask/1/1/四.1/0")
    await play.send("李敏", route="ask/1/1/四.1/0")
    await play.send("李敏", press="清空这一题")
    [(_, answer)] = await play.send("周静", press="4")
    assert answer.title == "这一题刚刚有人改过"
    assert "清空了这一题" in answer.text
    assert await claims(play) == []


async def test_a_confirmation_belongs_to_the_number_it_was_asked_about(play: Stage) -> None:
    """是的 under 50 does not confirm the 60 that was typed after it."""
    await play.send("李敏", "四.1")
    await play.send("李敏", "50")
    fifty = play.button("李敏", "是的，50 次")
    await play.send("李敏", "60")
    [(_, answer)] = await play.send("李敏", route=fifty)
    assert "刚才要确认的数已经变了" in answer.text
    assert await claims(play) == []


async def test_a_doubt_is_raised_once(play: Stage) -> None:
    """The same odd number typed again is meant: it is kept."""
    await play.send("李敏", "四.1")
    await play.send("李敏", "50")
    await play.send("李敏", "50")
    assert await claims(play) == [("四.1", 50, 1)]


async def test_only_the_item_that_was_tapped_is_written(play: Stage) -> None:
    """Untouched items of a checklist stay 未报 until 好了 is pressed."""
    await play.send("李敏", "五.3")
    await play.send("李敏", press="接受投诉及整改")
    assert await claims(play) == [("五.3", True, 1)]
    await play.send("李敏", press="好了")
    assert sorted(bool(value) for _, value, _ in await claims(play)) == [False, False, True]
