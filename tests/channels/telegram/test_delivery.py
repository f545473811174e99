"""Letters on their way out, and everything that Telegram may answer."""

from __future__ import annotations

from pathlib import Path

from bot.corridor.events import Button, File, Message, dumps
from storage.queries import corridor, papers
from tests.channels.telegram.live import GROUP, Boundless, Live, live, start
from tests.sample_papers import PAPERS, picture
from tests.telegram_emulator import Fault
from tests.telegram_emulator.phones import shown

LIAISON = 1001


async def post(bot: Live, message: Message, chat: int = LIAISON) -> None:
    """Put a letter into the outbox, as a turn does."""
    async with bot.application.database.transaction() as db:
        now = bot.application.heartbeat._clock()
        await corridor.post(db, None, "telegram", str(chat), dumps(message), now=now)
    bot.application.outbox.posted()


async def keep(bot: Live, label: str, data: bytes, *, inline: bool = False) -> File:
    """A file of the evidence store, to be sent."""
    stored = await bot.application.store.put_bytes(data)
    blob = papers.Blob(stored.digest, stored.size, stored.kind.code, None)
    async with bot.application.database.transaction() as db:
        await papers.keep_blob(db, blob, bot.application.heartbeat._clock())
    return File(label=label, digest=stored.digest, picture=inline)


async def states(bot: Live) -> list[tuple[str, str]]:
    return [tuple(r) for r in await bot.query("select state, error from outbox order by id")]


async def test_flood_control_is_honoured_for_that_chat_alone(tmp_path: Path) -> None:
    """429: the chat waits as long as asked, everybody else is served."""
    async with live(tmp_path) as bot:
        bot.emulator.faults.append(
            Fault(
                "sendMessage",
                429,
                "Too Many Requests: retry after 1",
                {"retry_after": 1},
                chat=LIAISON,
            )
        )
        await post(bot, Message(text="给李敏"))
        await post(bot, Message(text="给王强"), 1002)
        await bot.settled()
        assert bot.said() == ["给王强", "给李敏"]
        assert await states(bot) == [("sent", "flood"), ("sent", "")]


async def test_who_blocked_the_bot_becomes_a_state(tmp_path: Path) -> None:
    """403: the letter is closed, the person is marked, nothing is tried again."""
    async with live(tmp_path) as bot:
        bot.emulator.chats[LIAISON].blocked = True
        await post(bot, Message(text="提醒"))
        await bot.settled()
        assert await states(bot) == [("gone", "blocked")]
        state = await bot.query("select state from identities where address = '1001'")
        assert state[0][0] == "blocked"
        assert [method for method, _ in bot.emulator.calls].count("sendMessage") == 1


async def test_an_unknown_chat_is_gone_and_says_so(tmp_path: Path) -> None:
    """400 chat not found."""
    async with live(tmp_path) as bot:
        await post(bot, Message(text="提醒"), 99999)
        await bot.settled()
        assert await states(bot) == [("gone", "unreachable")]


async def test_no_letter_is_given_up_while_the_line_is_down(tmp_path: Path) -> None:
    """Cut lines and 5xx, more often than the outbox's patience with faults of ours."""
    async with live(tmp_path) as bot:
        bot.telegram._delivery._failures = -20  # pauses of microseconds instead of minutes
        bot.emulator.faults += [
            Fault("sendMessage", 0, times=5),
            Fault("sendMessage", 502, "Bad Gateway", times=5),
            Fault("sendMessage", 500, "Internal Server Error", times=5),
        ]
        await post(bot, Message(text="到了"))
        await bot.settled()
        assert bot.said() == ["到了"]


async def test_a_letter_of_parts_repeats_none_of_them(tmp_path: Path) -> None:
    """The third part fails: the first two are not sent again."""
    async with live(tmp_path) as bot:
        bot.telegram._delivery._failures = -20
        sent = 0

        def third(_: object) -> None:
            nonlocal sent
            sent += 1
            if sent == 2:
                bot.emulator.faults.append(Fault("sendMessage", 502, "Bad Gateway"))

        bot.emulator.on_sent = third
        lines = [f"第{n}行" + "字" * 80 for n in range(120)]
        await post(
            bot, Message(text="\n".join(lines), buttons=((Button(label="首页", route="home"),),))
        )
        await bot.settled()
        assert "\n".join(bot.said()).split("\n") == lines
        assert [("reply_markup" in m) for m in bot.emulator.sent] == [False, False, True]


async def test_a_file_goes_up_once(tmp_path: Path) -> None:
    """Sent again it is named by Telegram's own number; a forgotten number is mended."""
    async with live(tmp_path) as bot:
        paper = await keep(bot, "四季度通报 “终稿”.pdf", PAPERS["工作方案.pdf"]())
        for text in ("一", "二"):
            await post(bot, Message(text=text, files=(paper,)))
            await bot.settled()
        uploads = [v["document"] for m, v in bot.emulator.calls if m == "sendDocument"]
        assert uploads[0] == ("四季度通报 “终稿”.pdf", PAPERS["工作方案.pdf"]())
        assert uploads[1] == bot.emulator.sent[0]["document"]["file_id"]
        bot.emulator.files.clear()
        await post(bot, Message(text="三", files=(paper,)))
        await bot.settled()
        assert [shown(m) for m in bot.emulator.sent] == ["一", "二", "三"]


async def test_an_upload_is_shown_while_it_lasts(tmp_path: Path) -> None:
    """A document and a picture, each by its name; known to Telegram, nothing is uploaded."""
    async with live(tmp_path) as bot:
        paper = await keep(bot, "通报.pdf", PAPERS["工作方案.pdf"]())
        image = await keep(bot, "排名.png", picture((9, 9, 9), "PNG"), inline=True)
        for _ in range(2):
            await post(bot, Message(text="看", files=(paper, image)))
            await bot.settled()
        shown_actions = [v["action"] for m, v in bot.emulator.calls if m == "sendChatAction"]
        assert shown_actions == ["upload_document", "upload_photo"]


async def test_a_topic_that_was_closed_is_answered_in_the_group(tmp_path: Path) -> None:
    """The answer is not lost with the topic."""
    async with live(tmp_path) as bot:
        bot.emulator.faults.append(
            Fault("sendMessage", 400, "Bad Request: message thread not found", chat=GROUP)
        )
        bot.phones["赵主任"].says(
            "/progress", bot.emulator.chats[GROUP], message_thread_id=33, is_topic_message=True
        )
        await bot.settled()
        (told,) = [m for m in bot.emulator.sent if m["chat"]["id"] == GROUP]
        assert "message_thread_id" not in told


async def test_a_picture_too_long_for_a_photo_goes_as_a_document(tmp_path: Path) -> None:
    """PHOTO_INVALID_DIMENSIONS."""
    async with live(tmp_path) as bot:
        image = await keep(bot, "排名.png", picture((9, 9, 9), "PNG"), inline=True)
        refused = Fault("sendPhoto", 400, "Bad Request: PHOTO_INVALID_DIMENSIONS", times=9)
        bot.emulator.faults.append(refused)
        for _ in range(2):
            await post(bot, Message(text="排名", files=(image,)))
            await bot.settled()
        assert ["document" in sent for sent in bot.emulator.sent] == [True, True]
        assert refused.times == 8, "not tried as a photo again"


async def test_the_same_bytes_under_another_name_keep_that_name(tmp_path: Path) -> None:
    """Telegram shows a known file under the name it first had: another name goes up again."""
    async with live(tmp_path) as bot:
        for label in ("总结.pdf", "别人的总结.pdf", "总结.pdf"):
            paper = await keep(bot, label, PAPERS["工作方案.pdf"]())
            await post(bot, Message(text="材料", files=(paper,)))
            await bot.settled()
        names = [sent["document"]["file_name"] for sent in bot.emulator.sent]
        assert names == ["总结.pdf", "别人的总结.pdf", "总结.pdf"]
        assert len(bot.emulator.files) == 2


async def test_a_busy_chat_does_not_delay_the_others(tmp_path: Path) -> None:
    """At the real pace: thirty letters to one chat, then one to each of ten others."""
    async with live(tmp_path) as bot:
        await bot.application.stop()
        bot.application = await start(bot.settings, unhurried=True)
        await bot.telegram.ready.wait()
        for number in range(30):
            await post(bot, Message(text=f"第{number}句"))
        for number in range(10):
            bot.emulator.chat(2000 + number)
            await post(bot, Message(text="一句"), 2000 + number)
        await bot.hears(lambda: bot.said().count("一句") == 10)
        assert len(bot.said(LIAISON)) < 30, "the busy chat is still being served, slowly"
        assert bot.said(LIAISON) == [f"第{n}句" for n in range(len(bot.said(LIAISON)))]


async def test_a_pressed_message_that_is_gone_is_answered_anew(tmp_path: Path) -> None:
    """A deleted message cannot be edited: the answer comes as a new one."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.says("全部指标")
        await bot.settled()
        message = bot.emulator.sent[-1]
        rows = message["reply_markup"]["inline_keyboard"]
        data = next(k["callback_data"] for r in rows for k in r if "页" in k["text"])
        bot.emulator.chats[phone.number].messages.clear()
        phone._press(message, data)
        await bot.settled()
        assert bot.emulator.sent[-1]["message_id"] != message["message_id"]


async def test_the_token_is_never_written_down(tmp_path: Path, capsys: object) -> None:
    """Whatever goes wrong: not in logs, not in stored errors, not in what describes the bot."""
    async with live(tmp_path) as bot:
        bot.emulator.faults += [
            Fault("*", 0, times=3),
            Fault("*", 500, "x", times=3),
            Fault("getUpdates", 409, "x"),
        ]
        bot.telegram._delivery._failures = -20
        await post(bot, Message(text="<b>"))
        await bot.hears(lambda: "<b>" in bot.said())
        secret = bot.emulator.token.partition(":")[2]
        written = capsys.readouterr()  # type: ignore[attr-defined] # pytest's fixture
        told = [repr(bot.telegram.wire), repr(bot.settings), str(bot.settings.telegram)]
        told += [row[0] for row in await bot.query("select error from outbox")]
        assert not [text for text in (*told, written.out, written.err) if secret in text]
        assert isinstance(bot.telegram._delivery._pace, Boundless)


async def test_a_chat_that_hangs_holds_up_nobody_else(tmp_path: Path) -> None:
    """One letter gets no answer for a long time; the others go on, each once."""
    async with live(tmp_path) as bot:
        bot.emulator.faults.append(Fault("sendMessage", -1, chat=LIAISON))
        await post(bot, Message(text="卡住"))
        for number in range(5):
            await post(bot, Message(text=f"第{number}句"), 1002)
        await bot.hears(lambda: len(bot.said(1002)) >= 5)
        assert bot.said() == [f"第{number}句" for number in range(5)]
        bot.telegram._delivery._failures = -20
        bot.emulator.cut()
        await bot.settled()
        assert bot.said(LIAISON) == ["卡住"]


async def test_waiting_as_asked_is_no_failed_attempt(tmp_path: Path) -> None:
    """However often Telegram asks to wait, the letter has all its attempts left."""
    async with live(tmp_path) as bot:
        bot.telegram._delivery._failures = -20
        bot.emulator.faults.append(Fault("sendMessage", 502, "Bad Gateway", times=9))
        await post(bot, Message(text="到了"))
        await bot.settled()
        assert (await bot.query("select attempts from outbox"))[0][0] == 0
