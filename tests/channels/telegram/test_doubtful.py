"""A message whose answer never came is looked for at Telegram before it goes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.telegram.under_way import Mark, UnderWay
from bot.corridor.events import Button, Message, dumps
from storage.database import Database
from storage.queries import corridor
from tests.channels.telegram.live import GROUP, Live, live, start
from tests.channels.telegram.test_delivery import LIAISON, keep, post, states
from tests.sample_papers import PAPERS, picture
from tests.telegram_emulator import Fault

PRESSED = ((Button(label="首页", route="home"),),)


def shown(bot: Live) -> list[str]:
    """What stands in the chats, each message once; an edit would be there a second time."""
    return [str(one.get("text") or one.get("caption") or "（文件）") for one in bot.emulator.sent]


async def knows_a_number(bot: Live, chat: int = LIAISON) -> None:
    """Something was said before, so that the bot knows how far Telegram has counted."""
    await post(bot, Message(text="早上好"), chat)
    await bot.settled()
    bot.emulator.sent.clear()


@pytest.mark.parametrize("chat", [LIAISON, GROUP])
@pytest.mark.parametrize("buttons", [(), PRESSED])
async def test_a_lost_answer_doubles_no_text(
    tmp_path: Path, chat: int, buttons: tuple[tuple[Button, ...], ...]
) -> None:
    """Telegram has it and its answer is lost: it is found, and its number is known."""
    async with live(tmp_path) as bot:
        await knows_a_number(bot, chat)
        bot.telegram._delivery._failures = -20
        bot.emulator.faults.append(Fault("sendMessage", 0, after=True))
        await post(bot, Message(text="到了", buttons=buttons), chat)
        await bot.settled()
        assert shown(bot) == ["到了"]
        (row,) = await bot.query("select external from outbox order by id desc limit 1")
        assert row[0] == str(bot.emulator.sent[0]["message_id"])


async def test_what_never_arrived_goes_again(tmp_path: Path) -> None:
    """The line is cut before Telegram has it: looked for, not found, sent once."""
    async with live(tmp_path) as bot:
        await knows_a_number(bot)
        bot.telegram._delivery._failures = -20
        bot.emulator.faults.append(Fault("sendMessage", 0))
        await post(bot, Message(text="到了"))
        await bot.settled()
        assert shown(bot) == ["到了"]
        assert "editMessageText" in [method for method, _ in bot.emulator.calls]


@pytest.mark.parametrize("inline", [True, False])
async def test_a_lost_answer_doubles_no_file(tmp_path: Path, inline: bool) -> None:
    """Of a letter in parts each is looked for by itself: photo or document, with words or none."""
    async with live(tmp_path) as bot:
        await knows_a_number(bot)
        bot.telegram._delivery._failures = -20
        method = "sendPhoto" if inline else "sendDocument"
        bot.emulator.faults.append(Fault(method, 0, after=True, times=3))
        data = picture((9, 90, 200)) if inline else PAPERS["工作方案.pdf"]()
        paper = await keep(bot, "图.jpg" if inline else "方案.pdf", data, inline=inline)
        await post(bot, Message(text="请看", files=(paper,)))
        await post(bot, Message(text="请看两份", files=(paper, paper)))
        await bot.settled()
        assert shown(bot) == ["请看", "（文件）", "（文件）", "请看两份"]


async def test_other_messages_in_between_are_left_as_they_are(tmp_path: Path) -> None:
    """People write and others are written to meanwhile: nothing of theirs is touched."""
    async with live(tmp_path) as bot:
        await knows_a_number(bot)
        bot.telegram._delivery._failures = -20
        bot.emulator.faults.append(Fault("sendMessage", -1, after=True, chat=LIAISON))
        await post(bot, Message(text="一"))
        await bot.hears(lambda: "一" in shown(bot))
        bot.phones["王强"].says("首页")
        bot.phones["李敏"].says("帮助")
        await post(bot, Message(text="二"), 1009)
        await bot.hears(lambda: "二" in shown(bot))
        bot.emulator.cut()
        await bot.settled()
        assert [shown(bot).count(one) for one in ("一", "二")] == [1, 1]
        assert not any("edit_date" in one for one in bot.emulator.sent)
        assert {state for state, _ in await states(bot)} == {"sent"}


async def test_a_message_with_a_question_box_cannot_be_found(tmp_path: Path) -> None:
    """Telegram lets no message with a forced reply be edited: rather twice than never."""
    async with live(tmp_path) as bot:
        await knows_a_number(bot)
        bot.telegram._delivery._failures = -20
        bot.emulator.faults.append(Fault("sendMessage", 0, after=True))
        await post(bot, Message(text="几项？", placeholder="写数字"))
        await bot.settled()
        assert shown(bot) == ["几项？", "几项？"]


async def test_the_next_process_looks_for_what_was_on_its_way(tmp_path: Path) -> None:
    """As after a kill: the letter waits, the note says that it went, and Telegram has it."""
    async with live(tmp_path) as bot:
        await knows_a_number(bot)
        await bot.application.stop()
        database = await Database.open(bot.settings.database)
        async with database.transaction() as db:
            now = bot.application.heartbeat._clock()
            letter = dumps(Message(text="一", buttons=PRESSED))
            await corridor.post(db, None, "telegram", str(LIAISON), letter, now=now)
            (row,) = await db.execute_fetchall("select max(id) as id, created_at from outbox")
        await database.close()
        notes = loaded(tmp_path / "telegram.sent")
        notes.goes(Mark(row["id"], str(LIAISON), row["created_at"], 0))
        keys = {"inline_keyboard": [[{"text": "首页", "callback_data": "home"}]]}
        bot.emulator._send_message({"chat_id": LIAISON, "text": "一", "reply_markup": keys})
        bot.application = await start(bot.settings)
        await bot.settled()
        assert shown(bot) == ["一"]


# -- the notes -----------------------------------------------------------------------------------


def mark(letter: int, chat: str = "1001", part: int = 0) -> Mark:
    return Mark(letter, chat, "2026-11-23T02:00:00.000000Z", part)


def loaded(file: Path) -> UnderWay:
    notes = UnderWay(file)
    notes.load()
    return notes


def test_what_went_without_an_answer_is_doubtful_to_the_next_process(tmp_path: Path) -> None:
    """What was answered, or refused, is not; the numbers that are others' are not tried."""
    notes = UnderWay(tmp_path / "notes")
    notes.saw("1001", 100)
    for number in range(1, 5):
        notes.goes(mark(number))
    notes.has(mark(2), "102")
    notes.refused(mark(3))
    after = loaded(tmp_path / "notes")
    assert [after.is_doubtful(mark(number)) for number in range(1, 5)] == [True, False, False, True]
    assert after.number(mark(2)) == "102"
    assert after.letters() == {1, 2, 4}
    tried = list(after.candidates(mark(1)))
    assert tried[:3] == [101, 103, 104]
    assert 102 not in tried


def test_a_torn_line_is_none_and_another_database_is_another(tmp_path: Path) -> None:
    """A death in the middle of a line; a letter with the same number elsewhere is not meant."""
    notes = UnderWay(tmp_path / "notes")
    notes.saw("1001", 100)
    notes.goes(mark(1))
    with (tmp_path / "notes").open("a") as file:
        file.write('["goes", 2, "10')
    after = loaded(tmp_path / "notes")
    assert after.letters() == {1}
    assert not after.is_doubtful(Mark(1, "1001", "2026-11-24T02:00:00.000000Z", 0))


def test_a_supergroup_counts_for_itself(tmp_path: Path) -> None:
    """Its numbers say nothing of other chats; of one that is not known nothing is tried."""
    notes = UnderWay(tmp_path / "notes")
    notes.saw("-1001234", 7)
    notes.goes(mark(1, "-1001234"))
    notes.goes(mark(2, "1001"))
    assert next(notes.candidates(mark(1, "-1001234"))) == 8
    assert list(notes.candidates(mark(2, "1001"))) == []


def test_the_newest_number_is_known_however_many_came_after_it(tmp_path: Path) -> None:
    """Answers come out of order: a doubtful letter is looked for beyond the greatest of all."""
    notes = UnderWay(tmp_path / "notes")
    notes.saw("1001", 5000)
    for number in range(1, 600):
        notes.saw("1001", number)
    notes.goes(mark(1))
    assert next(notes.candidates(mark(1))) == 5001
    assert next(loaded(tmp_path / "notes").candidates(mark(1))) == 5001


def test_the_file_stays_small_and_keeps_what_is_open(tmp_path: Path) -> None:
    """Ten thousand letters that arrived leave nothing behind; one that is open stays."""
    file = tmp_path / "notes"
    notes = UnderWay(file)
    notes.saw("1001", 100)
    notes.goes(mark(1))
    for number in range(2, 3000):
        notes.goes(mark(number))
        notes.has(mark(number), str(100 + number))
        notes.over(number)
    assert file.stat().st_size < 80 * 1024
    after = loaded(file)
    assert after.is_doubtful(mark(1))
    assert next(after.candidates(mark(1))) == 101
    after.keep([])
    assert loaded(file).letters() == set()


def test_a_full_disk_keeps_nothing_from_going_on(tmp_path: Path) -> None:
    """The note is for the next process only."""
    notes = UnderWay(tmp_path / "none" / "notes")
    notes.saw("1001", 100)
    notes.goes(mark(1))
    assert notes.is_doubtful(mark(1))
