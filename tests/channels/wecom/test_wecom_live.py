"""The whole bot behind WeCom: what people send, what they see, and what goes wrong on the way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.wecom import words
from bot.channels.wecom.pace import CHAT
from bot.channels.wecom.states import Stage
from bot.corridor.events import Incoming, Message, dumps
from bot.invariants import beyond, broken_invariants
from storage.database import stamp
from storage.queries import corridor, people, web
from tests.channels.wecom.live import (
    GROUP,
    Live,
    found,
    labels_of,
    live,
    own,
    settings_for,
    start,
    text_of,
)
from tests.sample_papers import PAPERS
from tests.wecom_gateway import Fault, Gateway, Phone

PHOTO = PAPERS["活动照片1.jpg"]()
ANSWER, PUSH, UPDATE = "aibot_respond_msg", "aibot_send_msg", "aibot_respond_update_msg"


def cmds(running: Live, after: int = 0) -> list[tuple[str, str]]:
    return [(sent.cmd, sent.shown.kind) for sent in running.gateway.sent[after:]]


async def said(running: Live, text: str, who: str = "李敏", group: bool = False) -> int:
    """Say something and wait until all is quiet; where the answer begins."""
    before = len(running.gateway.sent)
    running.phones[who].says(text, running.group if group else None)
    await running.settled()
    return before


# -- the road in and out -------------------------------------------------------------------------


async def test_a_word_is_answered_in_the_callback_and_what_follows_is_pushed(
    tmp_path: Path,
) -> None:
    async with live(tmp_path) as running:
        await said(running, "首页")
        assert cmds(running) == [(ANSWER, "markdown"), (PUSH, "card")]
        text, card = running.phones["李敏"].sees()
        assert "县教育局" in text_of(text)
        assert "开始填报" in labels_of(card)
        assert running.gateway.remarks == []


async def test_a_click_marks_its_card_before_the_page_comes(tmp_path: Path) -> None:
    """已收到 within the five seconds, then the answer; and the card stays usable."""
    async with live(tmp_path) as running:
        await said(running, "全部指标")
        before = len(running.gateway.sent)
        running.phones["李敏"].chooses("首页")
        await running.settled()
        assert cmds(running, before)[0] == (UPDATE, "card")
        assert running.gateway.sent[before].shown.card["main_title"]["desc"] == "已收到：首页"
        assert any("县教育局" in text_of(sent.shown) for sent in running.gateway.sent[before + 1 :])
        running.phones["李敏"].chooses("帮助", flat=True)
        await running.settled()
        assert cmds(running).count((UPDATE, "card")) == 2


async def test_a_card_of_before_a_restart_still_works(tmp_path: Path) -> None:
    async with live(tmp_path) as running:
        await said(running, "不知道说什么好的一句话")
        card = running.phones["李敏"].sees()[-1]
        await running.restart()
        before = len(running.gateway.sent)
        running.phones["李敏"].presses(labels_of(card)[-1])
        await running.settled()
        assert cmds(running, before)[0] == (UPDATE, "card")
        assert len(running.gateway.sent) > before + 1


async def test_the_same_message_twice_has_the_effect_of_one(tmp_path: Path) -> None:
    """WeCom repeats with the same msgid under another req_id; also after a restart."""
    async with live(tmp_path) as running:
        frame = running.phones["李敏"].says("首页")
        await running.settled()
        running.gateway.again(frame)
        await running.settled()
        await running.restart()
        running.gateway.again(frame)
        await running.settled()
        assert len(running.gateway.sent) == 2


async def test_messages_of_one_person_are_answered_in_their_order(tmp_path: Path) -> None:
    async with live(tmp_path) as running:
        for text in ("三.4", "3", "2"):
            running.phones["李敏"].says(text)
        await running.settled()
        texts = running.said("limin")
        assert next(text for text in texts if "记下了" in text).count("取得成效的应用 3 项")
        assert any("仅有通知或文件的应用 2 项" in text for text in texts)


async def test_whoever_opens_the_chat_is_greeted(tmp_path: Path) -> None:
    """By name and with buttons; a stranger is told about the code."""
    async with live(tmp_path) as running:
        running.phones["李敏"].enters()
        Phone(running.gateway, "stranger").enters()
        await running.settled()
        (card,) = running.phones["李敏"].sees()
        assert "李敏，您好" in text_of(card)
        (text,) = Phone(running.gateway, "stranger").sees()
        assert "邀请码" in text_of(text)
        before = len(running.gateway.sent)
        running.phones["李敏"].presses("首页")
        await running.settled()
        assert cmds(running, before)[0] == (UPDATE, "card")


async def test_speech_and_strange_kinds(tmp_path: Path) -> None:
    async with live(tmp_path) as running:
        running.phones["李敏"].sends_voice("首页。")
        await running.settled()
        assert "县教育局" in running.said("limin")[0]
        before = len(running.gateway.sent)
        frame = running.phones["李敏"].sends_strange("location", {"lat": 1})
        running.gateway.again(frame)
        await running.settled()
        (sent,) = running.gateway.sent[before:]
        assert "看不懂位置" in text_of(sent.shown)
        assert sent.cmd == ANSWER


async def test_what_cannot_be_read_is_set_aside_and_stops_nobody(tmp_path: Path) -> None:
    """Its number is kept and nothing of what it said; the next message is answered."""
    async with live(tmp_path) as running:
        running.phones["李敏"]._message({"msgtype": "image", "image": {"url": 7, "aeskey": "K"}})
        await said(running, "首页")
        rows = await running.query("select state, payload from inbox where chat = ''")
        assert [row[0] for row in rows] == ["failed"]
        assert "aeskey" not in rows[0][1]
        assert len(running.gateway.sent) == 2


async def test_an_invitation_says_how_the_bot_is_found_and_leaves_no_code_on_disk(
    tmp_path: Path,
) -> None:
    """Nothing but what may be kept is kept, on cards and everywhere else."""
    async with live(tmp_path, name="信考") as running:
        application = running.application
        given = await broken_invariants(application.database, application.store)
        await said(running, "邀请 财政局", "赵主任")
        (forward, *_) = running.said("zhaozhuren")
        assert "请在企业微信里搜索机器人“信考”，打开以后，发送：绑定 " in forward
        code = forward.split("绑定 ")[-1].split()[0]
        stranger = Phone(running.gateway, "caizheng")
        for text in (f"绑定 {code}", "孙丽", "13800000077"):
            stranger.says(text)
            await running.settled()
        assert any("绑定好了" in text for text in running.said("caizheng"))
        await said(running, "邀请 交通局", "赵主任")
        stranger.sends_photo(PHOTO)
        stranger.sends_photo(PAPERS["活动照片2.jpg"]())
        stranger.sends_strange("location", {})
        await running.settled()
        broken = await broken_invariants(application.database, application.store)
        assert beyond(given, broken) == []


# -- files ---------------------------------------------------------------------------------------


async def test_photos_sent_one_by_one_get_one_answer(tmp_path: Path) -> None:
    """Each is confirmed in a few words; the page answers all of them once."""
    async with live(tmp_path) as running:
        phone = running.phones["李敏"]
        for number in range(1, 4):
            phone.sends_photo(PAPERS[f"活动照片{number}.jpg"]() if number < 3 else PHOTO + b"x")
        await running.settled()
        texts = running.said("limin")
        assert texts[:2] == [words.piece(2), words.piece(3)]
        assert len([text for text in texts if "收到 3 个" in text]) == 1
        assert (await running.query("select count(*) from inbox"))[0][0] == 3
        # Every callback was answered: WeCom lets only a few stand open.
        answered = {sent.req_id for sent in running.gateway.sent if sent.cmd == ANSWER}
        assert len(answered) == 3


async def test_a_word_behind_photos_is_answered_behind_them(tmp_path: Path) -> None:
    async with live(tmp_path) as running:
        phone = running.phones["李敏"]
        phone.sends_photo(PHOTO)
        phone.sends_photo(PAPERS["活动照片2.jpg"]())
        phone.says("三.4")
        await running.settled()
        texts = running.said("limin")
        first = next(n for n, text in enumerate(texts) if "收到 2 个" in text)
        second = next(n for n, text in enumerate(texts) if "2 份已归到 三.4" in text)
        assert first < second


async def test_a_document_keeps_its_name_and_words_beside_pictures_count(tmp_path: Path) -> None:
    async with live(tmp_path) as running:
        running.phones["李敏"].sends_file("工作方案.pdf", PAPERS["工作方案.pdf"]())
        await running.settled()
        await said(running, "以后再归")
        await said(running, "待归类")
        assert any("1. 工作方案.pdf" in text for text in running.said("limin"))
        before = len(running.gateway.sent)
        running.phones["李敏"].sends_mixed([("text", "三.4"), ("image", PHOTO)])
        await running.settled()
        assert len(running.gateway.sent) > before


async def test_a_file_that_cannot_be_had_any_more_is_asked_for_again(tmp_path: Path) -> None:
    async with live(tmp_path) as running:
        running.gateway.media.expired = True
        running.phones["李敏"].sends_photo(PHOTO)
        await running.settled()
        assert any("再发一次" in text for text in running.said("limin"))
        assert "K" * 8 not in str(await running.query("select payload from inbox"))


async def test_a_file_kept_before_a_crash_is_fetched_by_the_next_process(tmp_path: Path) -> None:
    """As long as its address lives."""
    async with live(tmp_path) as running:
        assert running.application.wecom is not None
        intake = running.application.intake
        running.wecom._inlet._ports = _without_carrying(running)
        running.wecom._inlet._gathering._ports = running.wecom._inlet._ports
        running.phones["李敏"].sends_photo(PHOTO)
        await running.gateway.settled()
        await running.hears(lambda: running.wecom._inlet._gathering._open)
        await intake.idle()
        await running.restart()
        await running.settled()
        assert any("收到" in text for text in running.said("limin"))


def _without_carrying(running: Live) -> object:
    return replace(running.wecom._ports, carry=lambda *_: None)


# -- the group -----------------------------------------------------------------------------------


async def test_a_group_becomes_the_offices_by_the_setup_code(tmp_path: Path) -> None:
    """@the bot with 认领 and the code, in the group; name and phone are asked there."""
    async with own(Gateway()) as gateway:
        await found(tmp_path, bound=False)
        running = Live(gateway, settings_for(tmp_path, gateway))
        group = gateway.group(GROUP, "信用办")
        running.application = await start(running.settings)
        try:
            assert await running.wecom.link.ready(40)
            admin = Phone(gateway, "zhaozhuren", "赵主任")
            for text in ("认领 SETUP-0001", "赵明远", "13800000009"):
                admin.says(text, group)
                await running.settled()
            assert "设置完成" in text_of(group.shown[-1])
            rows = await running.query("select channel, address from groups where ended_at is null")
            assert [tuple(row) for row in rows] == [("wecom", f"group:{GROUP}")]
            admin.says("排名", group)
            await running.settled()
        finally:
            await running.application.stop()


async def test_numbers_in_a_group_mean_what_was_read(tmp_path: Path) -> None:
    """Although another letter came in between; and they are answered in the group."""
    async with live(tmp_path) as running:
        first = await said(running, "进度", "赵主任", group=True)
        shown = running.gateway.sent[first].shown
        number = text_of(shown).split("#")[1].split(" ")[0]
        await said(running, "首页", "赵主任", group=True)
        carried: list[str | None] = []
        ports = running.wecom._inlet._ports

        def carry(number: int, incoming: Incoming) -> None:
            carried.append(incoming.route)
            ports.carry(number, incoming)

        running.wecom._inlet._ports = replace(ports, carry=carry)
        again = await said(running, f"#{number}", "赵主任", group=True)
        row = await running.query("select route from wecom_choices where number = ?", int(number))
        assert carried == [row[0][0]]
        assert running.gateway.sent[again].chat == GROUP
        numbers = [r[0] for r in await running.query("select number from wecom_choices")]
        assert len(numbers) == len(set(numbers))


async def test_a_ranking_picture_reaches_the_group_as_a_picture_and_is_uploaded_once(
    tmp_path: Path,
) -> None:
    async with live(tmp_path) as running:
        for _ in range(2):
            await said(running, "排名图 县直", "赵主任", group=True)
        pictures = [s for s in running.gateway.sent if s.shown.kind == "image"]
        assert len(pictures) == 2
        assert pictures[0].shown.data.startswith(b"\x89PNG")
        assert running.gateway.counts()["aibot_upload_media_init"] == 1


async def test_a_group_without_the_bot_is_nobodys(tmp_path: Path) -> None:
    """93008: the letter is given up aloud, and the group has to be claimed again."""
    async with live(tmp_path) as running:
        running.group.gone = True
        async with running.application.database.transaction() as db:
            await corridor.post(
                db,
                None,
                "wecom",
                f"group:{GROUP}",
                dumps(Message(text="通知")),
                now=running.wecom._ports.clock(),
            )
        running.application.outbox.posted()
        await running.settled()
        rows = await running.query("select state, error from outbox where chat like 'group:%'")
        assert [tuple(row) for row in rows] == [("gone", "outside")]
        assert any("收不到消息了" in text for text in running.said("zhaozhuren"))
        assert (await running.query("select count(*) from groups where ended_at is null"))[0][
            0
        ] == 0


# -- what goes wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", [846605, 846608])
async def test_a_closed_window_means_pushing(tmp_path: Path, code: int) -> None:
    async with live(tmp_path) as running:
        running.gateway.faults.append(Fault(ANSWER, code=code))
        await said(running, "首页")
        assert cmds(running) == [(PUSH, "markdown"), (PUSH, "card")]


async def test_too_much_waits_a_minute_and_is_not_lost(tmp_path: Path) -> None:
    """45009: the chat rests; nothing is counted as a failed attempt."""
    async with live(tmp_path, unhurried=True) as running:
        running.gateway.faults.append(Fault(ANSWER, code=45009))
        running.phones["李敏"].says("首页")
        await running.gateway.settled()

        async def put_off() -> bool:
            rows = await running.query("select error, attempts, state from outbox")
            return [tuple(row) for row in rows] == [("rate", 0, "new")]

        for _ in range(600):
            if await put_off():
                break
            await asyncio.sleep(0.05)
        assert await put_off()
        assert running.gateway.sent == []


async def test_a_person_who_never_opened_the_chat_is_out_of_reach_until_they_do(
    tmp_path: Path,
) -> None:
    """846607, and back again when they open it."""
    async with live(tmp_path) as running:
        running.gateway.faults.append(Fault("*", code=846607, times=1))
        await said(running, "首页")
        state = "select state from identities where address = 'limin'"
        assert (await running.query(state))[0][0] == "blocked"
        running.phones["李敏"].enters()
        await running.settled()
        assert (await running.query(state))[0][0] == "ok"


async def test_a_refused_card_is_numbered_text(tmp_path: Path) -> None:
    async with live(tmp_path) as running:
        await said(running, "首页")
        running.gateway.faults.append(Fault(PUSH, code=40058))
        before = await said(running, "首页")
        assert cmds(running, before) == [(ANSWER, "markdown"), (PUSH, "markdown")]
        assert "#1 开始填报" in text_of(running.gateway.sent[-1].shown)
        after = await said(running, "#1")
        assert len(running.gateway.sent) > after


async def test_a_text_without_an_answer_goes_once_more_and_says_so(tmp_path: Path) -> None:
    async with live(tmp_path, lenient=True) as running:
        running.gateway.faults.append(Fault(ANSWER, abort=True, after=True))
        await said(running, "首页")
        texts = running.said("limin")
        assert texts[1].startswith(words.text_unsure())
        assert texts[1].endswith(texts[0])
        assert len(running.gateway.sent) == 3


async def test_a_card_without_an_answer_is_not_doubled(tmp_path: Path) -> None:
    """It goes again under the same number, which WeCom takes once."""
    async with live(tmp_path, lenient=True) as running:
        running.gateway.faults.append(Fault(PUSH, abort=True, after=True))
        await said(running, "首页")
        assert [kind for _, kind in cmds(running)] == ["markdown", "card"]


async def test_a_picture_without_an_answer_is_not_sent_again(tmp_path: Path) -> None:
    """A line says what to do if it is not there."""
    async with live(tmp_path, lenient=True) as running:
        await said(running, "排名图 县直", "赵主任", group=True)
        running.gateway.faults.append(Fault(ANSWER, abort=True, after=True))
        before = await said(running, "排名图 县直", "赵主任", group=True)
        kinds = [sent.shown.kind for sent in running.gateway.sent[before:]]
        assert kinds.count("image") == 1
        assert "网络断了" in text_of(running.gateway.sent[before + 1].shown)


async def test_a_media_number_that_expired_is_uploaded_again(tmp_path: Path) -> None:
    async with live(tmp_path) as running:
        await said(running, "排名图 县直", "赵主任", group=True)
        running.gateway.faults.append(Fault(ANSWER, code=40007))
        before = await said(running, "排名图 县直", "赵主任", group=True)
        assert "image" in [sent.shown.kind for sent in running.gateway.sent[before:]]
        assert running.gateway.counts()["aibot_upload_media_init"] == 2


async def test_letters_of_an_outage_arrive_afterwards(tmp_path: Path) -> None:
    async with live(tmp_path) as running:
        port = running.gateway.port
        await running.gateway.stop()
        await running.hears(lambda: running.wecom.link.state.stage is not Stage.READY)
        async with running.application.database.transaction() as db:
            await corridor.post(
                db,
                None,
                "wecom",
                "limin",
                dumps(Message(text="断线时的通知")),
                now=running.wecom._ports.clock(),
            )
        running.application.outbox.posted()
        await asyncio.sleep(0.3)
        await running.gateway.start(port)
        running.wecom.link.hurry()
        assert await running.wecom.link.ready(60)
        await running.hears(lambda: "断线时的通知" in running.said("limin"))


async def test_the_pace_is_kept_over_a_restart(tmp_path: Path) -> None:
    """Never a frame beyond 30 a minute, as WeCom counts them; the rest waits on disk."""
    async with live(tmp_path, unhurried=True) as running:
        for _ in range(10):
            running.phones["李敏"].says("首页")
        await running.hears(lambda: len(running.gateway.sent) >= 18)
        await running.application.stop()
        running.before = len(running.gateway.delivered)
        running.application = await start(running.settings, unhurried=True)
        assert await running.wecom.link.ready(40)
        for _ in range(10):
            running.phones["李敏"].says("首页")
        await running.gateway.settled()

        async def waits() -> bool:
            rows = await running.query("select count(*) from outbox where error = 'pace'")
            return bool(rows[0][0])

        for _ in range(800):
            if await waits():
                break
            await asyncio.sleep(0.05)
        assert await waits()
        assert running.gateway.overruns == 0
        assert len(running.gateway.sent) <= CHAT.a_minute


async def test_nothing_secret_is_logged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not the secret, not an address or key of a file, not what people write."""
    async with live(tmp_path) as running:
        frame = running.phones["李敏"].sends_photo(PHOTO)
        running.gateway.media.expired = True
        running.phones["李敏"].says("只有我知道的一句话")
        await running.settled()
        out = "".join(capsys.readouterr())
        assert running.gateway.secret not in out
        assert frame["body"]["image"]["aeskey"] not in out
        assert frame["body"]["image"]["url"] not in out
        assert "只有我知道" not in out


async def test_a_kick_is_told_on_the_web_chat_and_its_end_in_the_group(tmp_path: Path) -> None:
    """Nobody is thrown out in turn; when the other program is stopped, all goes on."""
    async with live(tmp_path) as running:
        async with running.application.database.transaction() as db:
            (admin,) = await people.with_role(db, "admin")
            now = running.wecom._ports.clock()
            await people.add_identity(db, admin.person_id, "web", "web-zhao", now)
            await web.put_room(db, "web-zhao", "赵主任", stamp(now), private=True)
        before = running.gateway.subscribed
        await running.gateway.kick()
        await running.hears(lambda: running.wecom.link.state.stage is Stage.KICKED)

        async def told() -> list[str]:
            sql = "select payload from web_log where chat = 'web-zhao' and direction = 'out'"
            return [str(row[0]) for row in await running.query(sql)]

        for _ in range(3000):
            if await told():
                break
            await asyncio.sleep(0.02)
        assert "被挤了下来" in (await told())[0]
        assert running.gateway.subscribed == before
        running.wecom.link.hurry()
        assert await running.wecom.link.ready(40)
        await running.hears(lambda: any("恢复了" in text for text in running.said(GROUP)))
