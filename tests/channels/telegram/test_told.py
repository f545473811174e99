"""What was read of papers that came over Telegram: said once, in the receipt's own place."""

from pathlib import Path

from tests.channels.telegram.live import Live, live
from tests.sample_papers import NOTICE, REPORT, document
from tests.telegram_emulator.phones import shown

LIAISON = 1001


async def _hand_in(bot: Live, label: str, *lines: str) -> None:
    bot.phones["李敏"].sends_file(label, document(*lines))
    await bot.hears(lambda: any(label in one for one in bot.said(LIAISON)))


def _receipts(bot: Live) -> list[str]:
    """What stands in the chat now, of all that says that something was kept."""
    standing = bot.emulator.chats[LIAISON].messages.values()
    return [text for one in standing if "已存好" in (text := shown(one))]


async def test_the_receipt_is_changed_into_what_was_read(tmp_path: Path) -> None:
    """One message, edited: nothing new rings, and its buttons are those that go on from it."""
    async with live(tmp_path, papers=True) as bot:
        phone = bot.phones["李敏"]
        phone.presses_data("row/1/1/四.1")
        await bot.settled()
        phone.says("4")
        await bot.settled()
        phone.presses_data("proof/1/1/四.1")
        await bot.settled()
        await _hand_in(bot, "通知.docx", *NOTICE)
        await bot.hears(lambda: any("读到：" in one for one in _receipts(bot)))
        await bot.settled()
        (text,) = _receipts(bot)
        assert text.startswith("四.1 宣传活动：材料读完了\n收到，通知.docx 已存好。")
        assert "还没看到：活动照片、媒体报道。" in text
        assert "您报了 4 次，材料里最多对得上 1 次（11月12日）。" in text
        keys = bot.emulator.sent[-1]["reply_markup"]["inline_keyboard"]
        assert keys[0][0]["text"] == "补传 四.1 的材料"
        changed = [method for method, _ in bot.emulator.calls if method == "editMessageText"]
        assert len(changed) == 1

        await _hand_in(bot, "报道.docx", *REPORT)
        await bot.hears(lambda: any("补上了：媒体报道。" in one for one in _receipts(bot)))
        await bot.settled()
        first, second = _receipts(bot)
        assert first == text  # what was said stays, and is not said again
        assert "还没看到" not in second
