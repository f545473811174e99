"""Acknowledged in time, carried through later: judged by the moment it was acknowledged.

The update is on disk a second before a deadline; then the process dies, or another one holds the
database, and the turn comes an hour after it. What ends for all waits for what came before its end.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.corridor.events import Attachment, Incoming, Message
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.invariants import broken_invariants
from bot.review.closing import HELD_AT_MOST, close_due
from storage.database import stamp
from tests.appeals.test_second import GIVEN as REVIEWED
from tests.given import given
from tests.sample_papers import PAPERS
from tests.stage import SHANGHAI, Stage, stage
from tests.written_down import write_down

DUE = datetime(2027, 1, 5, 18, 0, tzinfo=SHANGHAI)
BEFORE, AFTER = DUE - timedelta(seconds=1), DUE + timedelta(hours=1)
ADMIN, OTHER, LIAISON = "赵主任", "周洁", "李敏"


def _intake(play: Stage) -> Intake:
    router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
    return Intake(play.database, play.store, router.turn, lambda: play.now)


async def _acknowledged(
    play: Stage,
    text: str = "",
    route: str | None = None,
    files: tuple[Attachment, ...] = (),
    who: str = LIAISON,
) -> None:
    """On disk, and nothing more: the process dies."""
    incoming = Incoming(
        channel="web",
        update=f"late-{text}{route}",
        chat=who,
        sender=who,
        private=True,
        received=play.now,
        text=text,
        route=route,
        attachments=files,
    )
    assert await _intake(play).keep(incoming) is not None


async def _carried(play: Stage) -> list[Message]:
    """The next process carries on; what the liaison reads."""
    door = _intake(play)
    await door.recover()
    await door.idle()
    play.now += timedelta(seconds=1)
    return [message for chat, message in await play.letters() if chat == LIAISON]


async def _closes(play: Stage) -> bool:
    async with play.database.transaction() as db:
        return bool(await close_due(db, play.now))


@asynccontextmanager
async def _near_the_end(folder: Path) -> AsyncIterator[Stage]:
    async with stage(folder) as play:
        play.now = BEFORE - timedelta(minutes=5)
        yield play


async def test_an_answer_acknowledged_in_time_is_in_time(tmp_path: Path) -> None:
    """The beat does not close the quarter over its head; afterwards it does."""
    async with _near_the_end(tmp_path) as play:
        async with play.database.transaction() as db:
            await write_down(db, play.now)
        await play.send(LIAISON, route="put/1/1/三.4/0")
        play.now = BEFORE
        await _acknowledged(play, "3")
        play.now = AFTER
        assert not await _closes(play)
        assert "截止" not in (await _carried(play))[0].text
        rows = await play.query("select value, at from claims")
        assert [tuple(row) for row in rows] == [("3", stamp(BEFORE))]
        assert await _closes(play)
        assert await broken_invariants(play.database, play.store, now=play.now) == []


async def test_what_comes_after_the_end_is_late_though_the_quarter_is_open(tmp_path: Path) -> None:
    """While it waits for one that was in time, nobody else gets more time."""
    async with _near_the_end(tmp_path) as play:
        await play.send(LIAISON, route="put/1/1/三.4/0")
        play.now = DUE + timedelta(seconds=1)
        await _acknowledged(play, "3")
        play.now = AFTER
        assert "截止" in (await _carried(play))[0].text
        assert await play.query("select 1 from claims") == []


async def test_a_form_handed_in_in_time_is_in_time(tmp_path: Path) -> None:
    async with _near_the_end(tmp_path) as play:
        async with play.database.transaction() as db:
            await given(db, play.now, ["finished"])
            await db.execute("update forms set state = 'filling', submitted_at = null")
            await db.execute("delete from reviews")
        play.now = BEFORE
        await _acknowledged(play, route="submit/yes/1/1")
        play.now = AFTER
        assert not await _closes(play)
        await _carried(play)
        rows = await play.query("select state, submitted_at from forms where unit_id = 1")
        assert [tuple(row) for row in rows] == [("submitted", stamp(BEFORE))]
        assert await _closes(play)


async def test_a_work_report_acknowledged_in_time_is_on_time(tmp_path: Path) -> None:
    async with _near_the_end(tmp_path) as play:
        await play.send(LIAISON, route="reports/add/1/1/2")
        play.now = BEFORE
        await _acknowledged(play, "宣传稿 https://news.example.cn/1.html")
        play.now = AFTER
        assert not await _closes(play)
        await _carried(play)
        rows = await play.query("select on_time, received_at from work_reports")
        assert [tuple(row) for row in rows] == [(1, stamp(BEFORE))]


async def test_a_supplement_acknowledged_in_time_goes_before_whoever_ends_waiting(
    tmp_path: Path,
) -> None:
    """Its day is over: the reviewer decides, the office ends it, announces: none of it before."""
    before = [line for line in REVIEWED if not line.startswith("cut")]
    async with stage(tmp_path, before=[*before[:-2], "submitted 县教育局", before[-1]]) as play:
        letters = await play.send(ADMIN, route="review/see/1/1/三.4")
        assert letters
        await play.send(ADMIN, press="退回")
        await play.send(ADMIN, press="缺少佐证材料")
        [(due,)] = await play.query("select due_at from reviews where decision = 'return'")
        until = datetime.strptime(due, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=play.now.tzinfo)
        await play.send(LIAISON, route="proof/1/1/三.4")
        await play.send(LIAISON, files=[("a.jpg", PAPERS["活动照片1.jpg"]())])
        play.now = until - timedelta(seconds=1)
        await _acknowledged(play, route="resubmit/yes/1/1/三.4")
        play.now = until + timedelta(hours=1)
        await _all_are_held(play)
        await _carried(play)
        rows = await play.query("select decision from reviews where superseded_at is null")
        assert [row[0] for row in rows] == ["resubmitted"]
        told = [message.text for _, message in await play.send(ADMIN, route="returns/end/1")]
        assert "没有" in told[-1]


async def _all_are_held(play: Stage) -> None:
    mark = (await play.send(ADMIN, route="review/see/1/1/三.4"))[-1][1]
    accepts = next(b.route for row in mark.buttons for b in row if b.route.startswith("review/ok"))
    for route in (accepts, "returns/end/1/0"):
        said = [message.text for _, message in await play.send(ADMIN, route=route)]
        assert "还有 1 条已经收下的消息没有处理完" in said[-1], (route, said)
    await play.send(ADMIN, "公示")
    await play.send(ADMIN, press="提议公示")
    await play.send(ADMIN, press="确实提前公示")
    await play.send(OTHER, "公示")
    said = [message.text for _, message in await play.send(OTHER, press="确认公示")]
    assert "还有 1 条已经收下的消息没有处理完" in said[-1]


async def test_a_second_opinion_that_was_given_goes_before_whoever_does_not_wait(
    tmp_path: Path,
) -> None:
    """Two mark an item; the second one's word is on disk when the office decides by the first."""
    first, second, item = "孙丽", "周明", "review/see/1/1/三.4"
    given = [f"colleague {first} reviewer", f"colleague {second} reviewer"]
    claims = ("三.4 取得成效的应用 3", "三.4 仅有通知或文件的应用 0")
    given += [*(f"claim 县教育局 {one}" for one in claims), "submitted 县教育局", "state review"]
    async with stage(tmp_path, before=given, second_percent=100) as play:
        await play.send(first, route=item)
        await play.send(first, press="通过")
        await play.send(second, route=item)
        accepts = play.button(second, "通过")
        await _acknowledged(play, route=accepts, who=second)
        play.now += timedelta(minutes=1)
        said = [one.text for _, one in await play.send(ADMIN, route="review/alone/1/0")]
        assert "还有 1 条已经收下的消息没有处理完" in said[-1]
        assert await play.query("select 1 from reviews") == []
        await _carried(play)
        outcomes = await play.query("select outcome from review_opinions")
        assert [row[0] for row in outcomes] == ["agreed", "agreed"]
        said = [one.text for _, one in await play.send(ADMIN, route="review/alone/1/0")]
        assert "没有处理完" not in said[-1]
        rows = await play.query("select decision from reviews where superseded_at is null")
        assert [row[0] for row in rows] == ["accept"]


async def test_an_appeal_acknowledged_in_time_goes_before_publication(tmp_path: Path) -> None:
    async with stage(tmp_path, before=REVIEWED) as play:
        await play.send(ADMIN, "公示")
        await play.send(ADMIN, press="提议公示")
        await play.send(ADMIN, press="确实提前公示")
        await play.send(OTHER, "公示")
        await play.send(OTHER, press="确认公示")
        [(until,)] = await play.query("select appeal_until from quarters")
        end = datetime.strptime(until, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=play.now.tzinfo)
        play.now = end - timedelta(minutes=1)
        await play.send(LIAISON, route="appeal/1/1/三.4")
        await play.send(LIAISON, "第三项已有成效证明，见附件照片和简报。")
        play.now = end - timedelta(seconds=1)
        await _acknowledged(play, route="appeal/send/1/1/三.4")
        play.now = end + timedelta(hours=1)
        await play.send(ADMIN, "公布")
        await play.send(ADMIN, press="提议公布")
        await play.send(OTHER, "公布")
        said = [message.text for _, message in await play.send(OTHER, press="确认公布")]
        assert "还有 1 条已经收下的消息没有处理完" in said[-1]
        await _carried(play)
        rows = await play.query("select state, at from appeals")
        assert [tuple(row) for row in rows] == [("open", stamp(end - timedelta(seconds=1)))]
        said = [message.text for _, message in await play.send(OTHER, "公布")]
        assert "申诉" in said[-1]
        assert (await play.query("select state from quarters"))[0][0] == "announced"


async def test_closing_by_hand_waits_too(tmp_path: Path) -> None:
    async with _near_the_end(tmp_path) as play:
        await play.send(LIAISON, route="put/1/1/三.4/0")
        await _acknowledged(play, "3")
        play.now += timedelta(minutes=1)
        await play.send(ADMIN, "截止")
        await play.send(ADMIN, press="提前截止，开始审核")
        said = [message.text for _, message in await play.send(ADMIN, press="确实提前截止")]
        assert "还有 1 条已经收下的消息没有处理完" in said[-1]
        await _carried(play)
        await play.send(ADMIN, "截止")
        await play.send(ADMIN, press="提前截止，开始审核")
        await play.send(ADMIN, press="确实提前截止")
        assert (await play.query("select state from quarters"))[0][0] == "review"
        assert len(await play.query("select 1 from claims")) == 1


async def test_what_cannot_be_carried_through_holds_nobody_up_for_ever(tmp_path: Path) -> None:
    async with _near_the_end(tmp_path) as play:
        await _acknowledged(play, "3")
        play.now = DUE + HELD_AT_MOST - timedelta(minutes=1)
        assert not await _closes(play)
        play.now = DUE + HELD_AT_MOST
        assert await _closes(play)
