"""Files on their way in: shown to be coming, fetched again, safe before a word, over a kill."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.channels.telegram.wire import Wire
from tests.channels.telegram.live import GROUP, live
from tests.sample_papers import PAPERS
from tests.telegram_emulator import Emulator, Fault, Phone

HEIC = Path(__file__).parents[2] / "storage" / "sample.heic"
FORWARDED = {
    "forward_origin": {
        "type": "user",
        "sender_user": {"id": 5, "is_bot": False, "first_name": "办公室"},
        "date": 1795399100,
    }
}


async def test_a_slow_download_is_shown_and_holds_up_nobody(tmp_path: Path) -> None:
    """The sender's phone shows that something happens, the others are answered meanwhile."""
    async with live(tmp_path) as bot:
        bot.telegram.attending.moment = bot.telegram.attending.again = 0.02
        phone, other = bot.phones["李敏"], bot.phones["王强"]
        update = phone.sends_file("工作方案.pdf", PAPERS["工作方案.pdf"]())
        number = update["message"]["document"]["file_id"]
        bot.emulator.slow_downloads[number] = asyncio.Event()
        await bot.hears(lambda: ("typing", "1001") in _actions(bot.emulator))
        other.says("首页")
        await bot.hears(lambda: bot.said(other.number))
        assert bot.said(phone.number) == []
        bot.emulator.slow_downloads[number].set()
        await bot.hears(lambda: bot.said(phone.number))
        await bot.settled()
        assert not bot.telegram.attending._showing


async def test_whoever_is_answered_at_once_is_shown_nothing(tmp_path: Path) -> None:
    """No call beside the answer."""
    async with live(tmp_path) as bot:
        bot.telegram.attending.moment = 30.0
        bot.phones["李敏"].says("首页")
        await bot.settled()
        assert _actions(bot.emulator) == []
        assert not bot.telegram.attending._timers


async def test_what_telegram_repeats_is_shown_as_nothing(tmp_path: Path) -> None:
    """No answer follows a repeated update, so none is promised."""
    async with live(tmp_path) as bot:
        update = bot.phones["李敏"].says("首页")
        await bot.settled()
        bot.telegram.attending.moment = 300.0
        bot.emulator.push_raw(update)
        await bot.hears(lambda: not bot.emulator.pending)
        bot.phones["王强"].says("首页")  # a mark of the end
        await bot.hears(lambda: bot.said(1002))
        assert "1001" not in bot.telegram.attending._timers


def _actions(emulator: Emulator) -> list[tuple[str, str]]:
    return [(v["action"], v["chat_id"]) for m, v in emulator.calls if m == "sendChatAction"]


async def test_more_downloads_hang_than_there_is_room_and_words_are_answered(
    tmp_path: Path,
) -> None:
    """Forty files that do not come: a word of somebody else is answered."""
    async with live(tmp_path) as bot:
        held = asyncio.Event()
        for number in range(40):
            sender = Phone(bot.emulator, 8000 + number, f"人{number}")
            update = sender.sends_file("方案.pdf", b"%PDF-1.4")
            bot.emulator.slow_downloads[update["message"]["document"]["file_id"]] = held
        bot.phones["李敏"].says("首页")
        await bot.hears(lambda: bot.said(1001))
        held.set()
        await bot.settled()


async def test_a_download_survives_minutes_without_a_line(tmp_path: Path) -> None:
    """GetFile refused and cut again and again: fetched when the line is back, without a word."""
    async with live(tmp_path) as bot:
        bot.telegram.wire.be_patient(0.01)
        bot.emulator.faults += [
            Fault("getFile", 502, "Bad Gateway", times=3),
            Fault("getFile", 0, times=3),
        ]
        phone = bot.phones["李敏"]
        phone.sends_file("工作方案.pdf", PAPERS["工作方案.pdf"]())
        await bot.settled()
        rows = await bot.query("select digest from evidence")
        data = bot.application.store.path(rows[0][0]).read_bytes()
        assert data == PAPERS["工作方案.pdf"]()
        assert len(bot.said(phone.number)) == 1


async def test_a_download_that_ends_early_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    """A proxy may cut a body and mend its length: getFile had said how much there is."""
    async with live(tmp_path) as bot:
        bot.telegram.wire.be_patient(0.01)
        update = bot.phones["李敏"].sends_file("工作方案.pdf", PAPERS["工作方案.pdf"]())
        bot.emulator.short_downloads[update["message"]["document"]["file_id"]] = 2
        await bot.settled()
        rows = await bot.query("select digest from evidence")
        data = bot.application.store.path(rows[0][0]).read_bytes()
        assert data == PAPERS["工作方案.pdf"]()


async def test_a_heic_photo_sent_as_a_file_is_kept_and_shown_again(tmp_path: Path) -> None:
    """IPhones send photos as files like this; Telegram would not take it back as a photo."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.presses_data("proof/1/1/四.1")
        phone.sends_file("IMG_0001.HEIC", HEIC.read_bytes())
        await bot.settled()
        rows = await bot.query("select b.kind, e.id from evidence e join blobs b using (digest)")
        assert rows[0]["kind"] == "heic"
        phone.presses_data(f"proof/see/1/1/{rows[0]['id']}")
        await bot.settled()
        assert bot.emulator.sent[-1]["document"]["file_name"] == "IMG_0001.HEIC"


@pytest.mark.parametrize("album", [{}, {"media_group_id": "F"}])
async def test_forwarded_papers_are_the_forwarders(tmp_path: Path, album: dict[str, str]) -> None:
    """A photo that somebody else took and sent on: kept as one's own, an album as one."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.sends_photo(PAPERS["活动照片1.jpg"](), "推进会", **FORWARDED, **album)
        if album:
            phone.sends_photo(PAPERS["活动照片2.jpg"](), **FORWARDED, **album)
        await bot.hears(lambda: bot.said(phone.number))
        await bot.settled()
        rows = await bot.query("select p.name from evidence e join persons p on p.id = e.by_person")
        assert [row[0] for row in rows] == ["李敏"] * (2 if album else 1)
        assert len(bot.said(phone.number)) == 1


async def test_pictures_shown_around_in_the_group_are_nobodys_evidence(tmp_path: Path) -> None:
    """Not even fetched."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.sends_file("照片.jpg", PAPERS["活动照片1.jpg"](), "看看", bot.emulator.chats[GROUP])
        await bot.hears(lambda: not bot.emulator.pending)
        await bot.settled()
        assert "getFile" not in [method for method, _ in bot.emulator.calls]
        assert bot.said() == []


async def test_the_token_stands_in_no_error_of_a_download(tmp_path: Path) -> None:
    """The address of a file holds it."""
    from bot.channels.telegram.ports import TelegramSettings

    async with Emulator() as emulator:
        emulator.faults.append(Fault("getFile", 0, times=99))
        wire = Wire(TelegramSettings(emulator.token, api=emulator.api))
        wire.be_patient(0.001)
        await wire.open()
        try:
            with pytest.raises(OSError, match="download failed") as raised:
                _ = [piece async for piece in wire.file("F1")]
        finally:
            await wire.shutdown()
        assert emulator.token.partition(":")[2] not in repr(raised.value)
        assert raised.value.__cause__ is None
