"""Conversations over the emulated Telegram: the real bot, real storage, real HTTP."""

from __future__ import annotations

import re
from pathlib import Path

from tests.channels.telegram.live import GROUP, live
from tests.sample_papers import PAPERS
from tests.telegram_emulator import Phone
from tests.telegram_emulator.phones import shown


async def test_a_liaison_walks_by_words_and_buttons(tmp_path: Path) -> None:
    """Words open pages, buttons lead on, and every spinner is stopped."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.says("首页")
        (home,) = await bot.answer(phone.number, 0)
        assert "教育局" in shown(home)
        pressed = phone.presses("开始填报")
        await bot.settled()
        await bot.hears(lambda: pressed["callback_query"]["id"] in bot.emulator.answered)
        assert bot.emulator.sent[-1]["reply_markup"]["inline_keyboard"]
        assert len(bot.said(phone.number)) == 2


async def test_a_deep_link_binds_a_stranger_with_one_tap_for_the_number(tmp_path: Path) -> None:
    """t.me/bot?start=CODE, the name, and the contact: the person is bound."""
    async with live(tmp_path) as bot:
        admin, new = bot.phones["赵主任"], Phone(bot.emulator, 2001, "孙丽")
        admin.says("邀请")
        await bot.settled()
        link = bot.telegram.link("ABCD-EFGH")
        assert link == "https://t.me/xinkao_bot?start=ABCD-EFGH"
        async with bot.application.database.transaction() as db:
            await db.execute(
                "insert into invitations (code_hash, role, unit_id, created_by, created_at,"
                " expires_at) values (?, 'liaison', 2, 3, '2026-11-01T00:00:00.000000Z',"
                " '2099-01-01T00:00:00.000000Z')",
                (_hash("ABCD-EFGH"),),
            )
        new.says("/start ABCD-EFGH")
        await bot.settled()
        new.says("孙丽")
        await bot.settled()
        asked = bot.emulator.sent[-1]
        keyboard = asked["reply_markup"]["keyboard"]
        assert keyboard[0][0]["request_contact"] is True
        assert [row[0]["text"] for row in keyboard[1:]] == ["改姓名"]
        contact = {"phone_number": "8613800000123", "first_name": "孙丽", "user_id": 2001}
        bot.emulator.push({"message": new.message(contact=contact)})
        await bot.settled()
        # The key is gone with the answer, and does not wait behind its icon. The office's group
        # is told too, sooner or later.
        last = [m for m in bot.emulator.sent if m["chat"]["id"] == new.number][-2:]
        assert [m.get("reply_markup", {}).get("remove_keyboard") for m in last] == [True, None]
        assert "绑定好了" in shown(last[1])
        rows = await bot.query("select name, phone from persons where name = '孙丽'")
        assert [tuple(row) for row in rows] == [("孙丽", "13800000123")]


def _hash(code: str) -> str:
    from bot.corridor.door import code_hash

    return code_hash(code)


async def test_somebody_elses_card_is_not_taken_for_ones_own(tmp_path: Path) -> None:
    """A contact of another person is refused in a sentence and changes nothing."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        contact = {"phone_number": "+8613900000000", "first_name": "别人", "user_id": 5}
        bot.emulator.push({"message": phone.message(contact=contact)})
        await bot.settled()
        assert "别人的名片" in bot.said(phone.number)[-1]


async def test_a_photo_arrives_whole_and_largest(tmp_path: Path) -> None:
    """Of the sizes Telegram offers the largest is stored, byte for byte."""
    async with live(tmp_path) as bot:
        phone, photo = bot.phones["李敏"], PAPERS["活动照片1.jpg"]()
        phone.sends_photo(photo, caption="推进会")
        await bot.settled()
        rows = await bot.query("select digest, caption from evidence")
        assert [row["caption"] for row in rows] == ["推进会"]
        assert bot.application.store.path(rows[0]["digest"]).read_bytes() == photo
        assert "1 份" in bot.said(phone.number)[-1] or "收到" in bot.said(phone.number)[-1]


async def test_an_album_is_one_answer(tmp_path: Path) -> None:
    """Pieces of an album become one update: one receipt, one answer, each caption once."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        for name in ("活动照片1.jpg", "工作方案.pdf"):
            phone.sends_file(name, PAPERS[name](), media_group_id="A1")
        await bot.hears(lambda: bot.said(phone.number))
        await bot.settled()
        rows = await bot.query("select count(*), count(distinct receipt) from evidence")
        assert tuple(rows[0]) == (2, 1)
        assert len(bot.said(phone.number)) == 1


async def test_an_album_survives_a_restart_between_its_pieces(tmp_path: Path) -> None:
    """What came before the stop and what comes after are both there, and nothing twice."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        first = phone.sends_file("活动照片1.jpg", PAPERS["活动照片1.jpg"](), media_group_id="A1")
        await bot.hears(lambda: not bot.emulator.pending)
        await bot.restart()
        bot.emulator.push_raw(first)  # Telegram may send again what was not acknowledged
        phone.sends_file("工作方案.pdf", PAPERS["工作方案.pdf"](), media_group_id="A1")
        await bot.hears(lambda: bot.said(phone.number))
        await bot.settled()
        rows = await bot.query("select count(*) from evidence")
        assert rows[0][0] == 2


async def test_a_word_after_an_album_is_answered_after_it(tmp_path: Path) -> None:
    """The next message of the same person closes the album at once; order is kept."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.sends_file("活动照片1.jpg", PAPERS["活动照片1.jpg"](), media_group_id="A1")
        phone.says("帮助")
        await bot.hears(lambda: len(bot.said(phone.number)) == 2)
        keys = await bot.query("select update_key from inbox order by id")
        assert [row[0].startswith("album:") for row in keys] == [True, False]


async def test_a_broken_download_is_mended_without_a_word(tmp_path: Path) -> None:
    """Cut off half way, the file is asked for again; the person notices nothing."""
    async with live(tmp_path) as bot:
        bot.telegram.wire.be_patient(0.01)
        phone, data = bot.phones["李敏"], PAPERS["工作方案.pdf"]()
        update = phone.sends_file("工作方案.pdf", data)
        bot.emulator.cut_downloads[update["message"]["document"]["file_id"]] = 2
        await bot.settled()
        rows = await bot.query("select digest from evidence")
        assert bot.application.store.path(rows[0][0]).read_bytes() == data


async def test_a_file_too_large_is_refused_before_anybody_waits(tmp_path: Path) -> None:
    """21 MB: told at once with the limit, and no download is even begun."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        message = phone.message(
            document={
                "file_id": "F1",
                "file_unique_id": "U",
                "file_size": 21 << 20,
                "file_name": "大.pdf",
            }
        )
        bot.emulator.push({"message": message})
        await bot.settled()
        assert "20 MB" in bot.said(phone.number)[-1]
        assert "getFile" not in [method for method, _ in bot.emulator.calls]


async def test_a_file_telegram_no_longer_has_is_asked_for_again(tmp_path: Path) -> None:
    """The person reads which file did not come."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        update = phone.sends_file("总结.pdf", b"x")
        del bot.emulator.files[update["message"]["document"]["file_id"]]
        await bot.settled()
        assert "总结.pdf" in bot.said(phone.number)[-1]
        assert "再发一次" in bot.said(phone.number)[-1]


async def test_voice_and_stickers_are_answered_politely_once(tmp_path: Path) -> None:
    """What cannot be read gets a sentence, and Telegram's repeat of it none."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        first = bot.emulator.push({"message": phone.message(voice={"file_id": "V", "duration": 3})})
        bot.emulator.push({"message": phone.message(sticker={"file_id": "S"})})
        await bot.settled()
        bot.emulator.push_raw(first)
        await bot.hears(lambda: not bot.emulator.pending)
        await bot.settled()
        told = bot.said(phone.number)
        assert len(told) == 2
        assert ("语音" in told[0], "贴纸" in told[1]) == (True, True)


async def test_an_edited_answer_asks_and_follows_in_the_questions_place(tmp_path: Path) -> None:
    """改 turns the question into what was changed; a restart in between loses nothing."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        for text in ("三.4", "7", "2"):
            phone.says(text)
            await bot.settled()
        phone.edits("7", "4")
        await bot.settled()
        asked = bot.emulator.sent[-1]
        assert "现在填的是 7 项，要改成 4 项吗" in shown(asked)
        await bot.restart()
        await bot.telegram.ready.wait()
        phone.presses("改")
        await bot.settled()
        assert bot.emulator.sent[-1]["message_id"] == asked["message_id"]
        assert "改好了" in shown(bot.emulator.sent[-1])
        rows = await bot.query("select value from claims where input = '取得成效的应用'")
        assert [row[0] for row in rows] == ["4"]


async def test_an_edited_caption_of_an_album_that_is_still_coming(tmp_path: Path) -> None:
    """The edit closes the album and is applied to it."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.presses_data("proof/1/1/四.1")
        await bot.settled()
        phone.sends_file("活动照片1.jpg", PAPERS["活动照片1.jpg"](), "推进", media_group_id="A")
        phone.sends_file("工作方案.pdf", PAPERS["工作方案.pdf"](), media_group_id="A")
        phone.edits("推进", "推进会")
        await bot.hears(lambda: "说明改好了" in "".join(bot.said(phone.number)))
        rows = await bot.query("select caption from evidence")
        assert [row[0] for row in rows] == ["推进会", "推进会"]


async def test_an_edited_question_in_the_group_is_answered_anew(tmp_path: Path) -> None:
    """To the message that was edited; what people correct among themselves is left alone."""
    async with live(tmp_path) as bot:
        admin, group = bot.phones["赵主任"], bot.emulator.chats[GROUP]
        admin.says("@xinkao_bot 谁没爆", group)
        await bot.settled()
        admin.edits("@xinkao_bot 谁没爆", "@xinkao_bot 谁没报")
        admin.says("大家三点开会", group)
        admin.edits("大家三点开会", "大家四点开会")
        await bot.settled()
        asked = next(m for m in bot.emulator.heard if m.get("text") == "@xinkao_bot 谁没报")
        answers = [
            m
            for m in bot.emulator.sent
            if m.get("reply_parameters", {}).get("message_id") == asked["message_id"]
        ]
        assert len(answers) == 2
        assert "教育局" in shown(answers[1])
        assert len(bot.said(GROUP)) == 2


async def test_an_unreadable_update_stops_nobody(tmp_path: Path) -> None:
    """It is set aside on disk; the next one is answered."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        bot.emulator.push({"message": {"chat": "nonsense"}})
        phone.says("帮助")
        await bot.settled()
        assert len(bot.said(phone.number)) == 1
        rows = await bot.query("select state, reference from inbox order by id")
        assert [tuple(row) for row in rows] == [("failed", "unreadable"), ("done", "")]


async def test_the_same_update_twice_acts_once(tmp_path: Path) -> None:
    """Telegram repeats itself after a lost answer."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        update = phone.says("帮助")
        await bot.settled()
        bot.emulator.push_raw(update)
        await bot.hears(lambda: not bot.emulator.pending)
        await bot.settled()
        assert len(bot.said(phone.number)) == 1


async def test_updates_that_come_out_of_order_are_put_in_order(tmp_path: Path) -> None:
    """Their numbers are their order, whatever the batch looks like."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        told = [phone.message(text=text) for text in ("三.4", "3", "2")]
        number = bot.emulator.number("update")
        bot.emulator.pending += [
            {"update_id": number + at, "message": told[at]} for at in (2, 0, 1)
        ]
        bot.emulator._news.set()
        await bot.hears(lambda: not bot.emulator.pending)
        await bot.settled()
        rows = await bot.query("select value from claims where \"row\" = '三.4' order by value")
        assert [row[0] for row in rows] == ["2", "3"]


async def test_a_pressed_message_changes_in_place(tmp_path: Path) -> None:
    """A page that replaces is an edit; pressing the same again is harmless."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.says("全部指标")
        await bot.settled()
        numbers = {m["message_id"] for m in bot.emulator.sent}
        rows = bot.emulator.sent[-1]["reply_markup"]["inline_keyboard"]
        turning = [key["text"] for row in rows for key in row if "页" in key["text"]]
        assert turning, "the list of rows has pages to turn"
        for _ in range(2):
            message = bot.emulator.chats[phone.number].messages[max(numbers)]
            bot.emulator.push(
                {
                    "callback_query": {
                        "id": "Q",
                        "from": phone.user,
                        "message": message,
                        "chat_instance": "1",
                        "data": next(
                            k["callback_data"] for r in rows for k in r if k["text"] in turning
                        ),
                    }
                }
            )
            await bot.settled()
        assert {m["message_id"] for m in bot.emulator.sent} == numbers
        assert len(await bot.query("select 1 from outbox where state = 'sent'")) == 3


async def test_a_group_becomes_the_offices_and_stays_it(tmp_path: Path) -> None:
    """Added, claimed by the admin, grown into a supergroup, left: each is followed."""
    async with live(tmp_path, group=False) as bot:
        admin = bot.phones["赵主任"]
        group = bot.emulator.chat(-700, "group", "信用办")
        admin.adds_bot(group)
        await bot.settled()
        assert "/claim" in bot.said(-700)[-1]
        admin.says("/claim@xinkao_bot", group)
        await bot.settled()
        assert "管理群" in bot.said(-700)[-1]
        new = bot.emulator.chat(-100700, "supergroup", "信用办")
        bot.emulator.push({"message": admin.message(group, migrate_to_chat_id=-100700)})
        admin.says("/progress", new)
        await bot.settled()
        assert bot.said(-100700)
        assert [r[0] for r in await bot.query("select address from groups")] == ["-100700"]
        admin.removes_bot(new)
        await bot.settled()
        assert await bot.query("select 1 from groups where ended_at is not null")


async def test_a_letter_to_a_moved_group_follows_it(tmp_path: Path) -> None:
    """Telegram answers with the new number: the letter goes there, and only there."""
    from tests.telegram_emulator import Fault

    async with live(tmp_path) as bot:
        bot.emulator.chat(-100500, "supergroup", "信用办管理群")
        bot.emulator.faults.append(
            Fault(
                "sendMessage",
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": -100500},
                chat=GROUP,
            )
        )
        bot.phones["赵主任"].says("/progress", bot.emulator.chats[GROUP])
        await bot.settled()
        assert bot.said(-100500)
        assert not bot.said(GROUP)


async def test_people_talking_in_the_group_are_left_alone(tmp_path: Path) -> None:
    """With privacy off the bot hears everything and answers only what is meant for it."""
    async with live(tmp_path) as bot:
        admin, group = bot.phones["赵主任"], bot.emulator.chats[GROUP]
        admin.says("大家下午三点开会", group)
        admin.says("你好", group)
        admin.says("/progress@another_bot", group)
        admin.sends_photo(b"x")  # a private one beside it, as a mark of the end
        await bot.settled()
        assert not bot.said(GROUP)
        for meant in ("/progress@xinkao_bot", "@xinkao_bot 进度", "进度"):
            admin.says(meant, group)
        await bot.settled()
        assert len(bot.said(GROUP)) == 3
        answered = [
            m["reply_parameters"]["message_id"]
            for m in bot.emulator.sent
            if m["chat"]["id"] == GROUP
        ]
        assert len(set(answered)) == 3, "each answer points at its question"


async def test_an_anonymous_administrator_is_nobody(tmp_path: Path) -> None:
    """All of them share one number; it is never bound and never obeyed."""
    async with live(tmp_path) as bot:
        group = bot.emulator.chats[GROUP]
        message = bot.phones["赵主任"].message(group, text="/progress")
        message["from"] = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
        message["sender_chat"] = {"id": GROUP, "type": "group"}
        bot.emulator.push({"message": message})
        await bot.settled()
        assert "匿名" in bot.said(GROUP)[-1]


async def test_a_topic_is_answered_in_its_topic(tmp_path: Path) -> None:
    """A forum group: the answer goes where it was asked."""
    async with live(tmp_path) as bot:
        group = bot.emulator.chats[GROUP]
        admin = bot.phones["赵主任"]
        admin.says("/progress", group, message_thread_id=33, is_topic_message=True)
        await bot.settled()
        assert bot.emulator.sent[-1]["message_thread_id"] == 33


async def test_a_blocked_bot_becomes_a_state_of_the_person(tmp_path: Path) -> None:
    """Blocked: known at once and nothing is tried; unblocked: as before."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.blocks()
        await bot.settled()
        await bot.hears(lambda: not bot.emulator.pending)
        state = "select state from identities where address = '1001'"
        assert (await bot.query(state))[0][0] == "blocked"
        phone.blocks(blocked=False)
        phone.says("帮助")
        await bot.settled()
        assert (await bot.query(state))[0][0] == "ok"
        assert bot.said(phone.number)


async def test_an_invitation_made_on_telegram_opens_the_chat_with_the_bot(tmp_path: Path) -> None:
    """The link is t.me's, carries the code, and binds whoever follows it."""
    async with live(tmp_path) as bot:
        admin = bot.phones["赵主任"]
        admin.says("邀请 财政局")
        await bot.settled()
        link = re.search(r"https://t\.me/xinkao_bot\?start=(\S+)", "\n".join(bot.said(1009)))
        assert link, bot.said(1009)
        new = Phone(bot.emulator, 2002, "钱进")
        for text in (f"/start {link[1]}", "钱进", "13800000222"):
            new.says(text)
            await bot.settled()
        assert "县财政局" in bot.said(2002)[-1]


async def test_what_one_person_sends_in_a_rush_keeps_its_order(tmp_path: Path) -> None:
    """Forty messages in one answer of getUpdates, of two chats mixed: each chat in its order."""
    async with live(tmp_path) as bot:
        for number in range(20):
            for name in ("李敏", "王强"):
                bot.phones[name].says(f"第{number}句")
        await bot.settled()
        rows = await bot.query("select chat, update_key from inbox order by id")
        for chat in ("1001", "1002"):
            keys = [int(row["update_key"].split(":")[1]) for row in rows if row["chat"] == chat]
            assert keys == sorted(keys)
            assert len(keys) == 20
        answers = await bot.query(
            "select o.chat, i.id from outbox o join inbox i on i.id = o.inbox_id order by o.id"
        )
        for chat in ("1001", "1002"):
            carried = [row["id"] for row in answers if row["chat"] == chat]
            assert carried == sorted(carried)
