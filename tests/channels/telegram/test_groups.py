"""The office's group: moved, left, silenced, promoted; and who hears of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.channels.telegram.groups import moved
from bot.corridor.events import Incoming, dumps
from storage.queries import corridor
from tests.channels.telegram.live import GROUP, Live, live
from tests.telegram_emulator import Fault
from tests.telegram_emulator.phones import shown

NEW = -100700


def change(bot: Live, was: dict[str, Any], now: dict[str, Any]) -> None:
    """The bot's own standing in the group changes."""
    group = bot.emulator.chats[GROUP]
    bot.emulator.push(
        {
            "my_chat_member": {
                "chat": {"id": group.id, "type": group.type, "title": group.title},
                "from": bot.phones["赵主任"].user,
                "date": bot.emulator.clock(),
                "old_chat_member": {"user": {"id": 4242}, **was},
                "new_chat_member": {"user": {"id": 4242}, **now},
            }
        }
    )


async def test_a_moved_group_is_moved_everywhere(tmp_path: Path) -> None:
    """Group, conversations, letters that wait, and the reasons by which nothing is told twice."""
    async with live(tmp_path) as bot:
        admin, group = bot.phones["赵主任"], bot.emulator.chats[GROUP]
        admin.says("/progress", group)
        await bot.settled()
        async with bot.application.database.transaction() as db:
            await db.execute(
                "insert into outbox (channel, chat, payload, reason, state, not_before, created_at)"
                " values ('telegram', ?, '{\"text\":\"x\"}', ?, 'sent', '', '')",
                (str(GROUP), f"overdue:1:+1@telegram:{GROUP}"),
            )
            await moved(db, str(GROUP), str(NEW), bot.application.heartbeat._clock())
        for table, column in (("groups", "address"), ("conversations", "chat")):
            rows = await bot.query(f"select 1 from {table} where {column} = ?", str(GROUP))
            assert rows == [], table
        reasons = await bot.query("select reason from outbox where reason like 'overdue%'")
        assert reasons[0][0] == f"overdue:1:+1@telegram:{NEW}"
        kept = await bot.query("select action from audit where action = 'group.move'")
        assert len(kept) == 1


async def test_what_was_said_before_the_move_is_answered_after_it(tmp_path: Path) -> None:
    """The update was on disk under the old number when the group moved: the office is answered."""
    async with live(tmp_path) as bot:
        bot.emulator.chat(NEW, "supergroup", "信用办管理群")
        now = bot.application.heartbeat._clock()
        said = Incoming(
            channel="telegram",
            update="4242:1",
            chat=str(GROUP),
            sender="1009",
            private=False,
            received=now,
            text="进度",
        )
        async with bot.application.database.transaction() as db:
            number = await corridor.receive(db, "telegram", "4242:1", str(GROUP), dumps(said), now)
            await moved(db, str(GROUP), str(NEW), now)
        assert number is not None
        await bot.application.router.turn(number, said)
        await bot.settled()
        assert bot.said(GROUP) == []
        assert "填报进度" in bot.said(NEW)[0]


async def test_a_group_claimed_again_under_its_new_number_is_one_group(tmp_path: Path) -> None:
    """The claim of the new number stays, the old one ends: no letter goes there twice."""
    async with live(tmp_path) as bot:
        admin = bot.phones["赵主任"]
        new = bot.emulator.chat(NEW, "supergroup", "信用办管理群")
        admin.says("/claim", new)
        await bot.settled()
        bot.emulator.push(
            {"message": admin.message(bot.emulator.chats[GROUP], migrate_to_chat_id=NEW)}
        )
        bot.emulator.push({"message": admin.message(new, migrate_from_chat_id=GROUP)})
        await bot.settled()
        await bot.hears(lambda: not bot.emulator.pending)
        rows = await bot.query("select address from groups where ended_at is null")
        assert [row[0] for row in rows] == [str(NEW)]


async def test_the_admins_hear_in_private_that_the_group_is_lost(tmp_path: Path) -> None:
    """Removed by somebody: the group is nobody's any more, and every admin reads what to do."""
    async with live(tmp_path) as bot:
        admin = bot.phones["赵主任"]
        admin.removes_bot(bot.emulator.chats[GROUP])
        await bot.hears(lambda: bot.said(admin.number))
        await bot.settled()
        (told,) = bot.said(admin.number)
        assert "移出了管理群" in told
        assert "/claim" in told
        assert bot.said(1001) == []


async def test_a_group_that_refuses_a_letter_is_lost_too(tmp_path: Path) -> None:
    """403 on sending, when the update about the removal never came."""
    async with live(tmp_path) as bot:
        admin, group = bot.phones["赵主任"], bot.emulator.chats[GROUP]
        group.gone = True
        admin.says("/progress", group)
        await bot.hears(lambda: bot.said(admin.number))
        assert "移出了管理群" in bot.said(admin.number)[0]
        rows = await bot.query("select 1 from groups where ended_at is null")
        assert rows == []


async def test_a_silenced_bot_keeps_its_group_and_says_so_in_private(tmp_path: Path) -> None:
    """Restricted in the group: not lost, but the admins must know."""
    async with live(tmp_path) as bot:
        admin = bot.phones["赵主任"]
        silent = {"status": "restricted", "is_member": True, "can_send_messages": False}
        change(bot, {"status": "member"}, silent)
        await bot.hears(lambda: bot.said(admin.number))
        assert "禁言" in bot.said(admin.number)[0]
        bot.emulator.faults.append(
            Fault("sendMessage", 400, "Bad Request: not enough rights to send text messages")
        )
        admin.says("/progress", bot.emulator.chats[GROUP])
        await bot.settled()
        assert await bot.query("select 1 from groups where ended_at is null")


async def test_made_an_administrator_it_says_what_it_hears_now(tmp_path: Path) -> None:
    """Once, in the group; back to a member it says nothing."""
    async with live(tmp_path) as bot:
        change(bot, {"status": "member"}, {"status": "administrator"})
        await bot.settled()
        change(bot, {"status": "administrator"}, {"status": "member"})
        await bot.hears(lambda: not bot.emulator.pending)
        await bot.settled()
        (told,) = bot.said(GROUP)
        assert "群管理员" in told


async def test_who_writes_again_is_reached_again(tmp_path: Path) -> None:
    """Whatever had made the chat unreachable: an answer that arrives proves the contrary."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        async with bot.application.database.transaction() as db:
            await db.execute("update identities set state = 'blocked'")
        await bot.restart()
        await bot.telegram.ready.wait()
        phone.says("首页")
        await bot.hears(lambda: bot.said(phone.number))
        await bot.settled()
        rows = await bot.query("select address from identities where state = 'ok'")
        assert [row[0] for row in rows] == ["1001"]


async def test_a_question_in_the_group_says_that_a_reply_is_needed(tmp_path: Path) -> None:
    """With buttons below it Telegram cannot open the reply by itself; and the reply is heard."""
    async with live(tmp_path) as bot:
        admin, group = bot.phones["赵主任"], bot.emulator.chats[GROUP]
        admin.presses_data("units/1/short", group)
        await bot.settled()
        question = bot.emulator.sent[-1]
        assert "回复" in bot.said(GROUP)[-1]
        admin.says("教体局", group, reply_to_message=question)
        await bot.settled()
        rows = await bot.query("select short from units where id = 1")
        assert rows[0][0] == "教体局"


async def test_a_reply_to_a_question_of_a_unit_is_its_answer(tmp_path: Path) -> None:
    """Replying in the group to 有人问信用办 answers whoever asked; 收到 is no answer."""
    async with live(tmp_path) as bot:
        admin, liaison = bot.phones["赵主任"], bot.phones["李敏"]
        group = bot.emulator.chats[GROUP]
        liaison.says("问信用办")
        await bot.settled()
        liaison.says("抖音上发的算不算媒体报道啊")
        await bot.settled()
        question = next(m for m in bot.emulator.sent if "有人问信用办（第 1 号）" in shown(m))
        admin.says("收到", group, reply_to_message=question)
        await bot.settled()
        assert "没有转过去" in bot.said(GROUP)[-1]
        admin.says("单位的官方账号算，附上截图", group, reply_to_message=question)
        await bot.settled()
        assert "单位的官方账号算，附上截图" in bot.said(liaison.number)[-1]
        rows = await bot.query("select state, answer from consultations")
        assert [tuple(row) for row in rows] == [("answered", "单位的官方账号算，附上截图")]
