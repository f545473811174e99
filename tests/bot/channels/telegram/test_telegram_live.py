"""Conversations over the emulated Telegram: the real bot, real storage, real HTTP."""

from __future__ import annotations

from pathlib import Path

from tests.bot.channels.telegram.live import live
from tests.telegram_emulator.phones import shown


async def test_a_liaison_walks_by_words_and_buttons(tmp_path: Path) -> None:
    """Words open pages, buttons lead on, and every spinner is stopped."""
    async with live(tmp_path) as bot:
        phone = bot.phones["李敏"]
        phone.says("首页")
        (home,) = await bot.answer(phone.number, 0)
        assert "教育局" in shown(home)
        before = len(bot.emulator.sent)
        pressed = phone.presses("开始填报")
        await bot.answer(phone.number, before)
        await bot.settled()
        await bot.hears(lambda: pressed["callback_query"]["id"] in bot.emulator.answered)
        assert "【" not in shown(bot.emulator.sent[-1])
        assert bot.emulator.sent[-1]["reply_markup"]["inline_keyboard"]
