"""The bots that ``telegram`` measures, each in a process of its own.

``python -m tests.bench._telegram_bots echo|whole|metered API TOKEN FOLDER``
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import time
import warnings
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.stage import MONDAY, UNITS, open_quarter, stage

PARTS = "parts.json"
"""Where the whole bot writes down where its time went."""
FIRST = 10_001
"""Telegram number of the first liaison; the n-th has FIRST + n."""


async def found(folder: Path, people: int) -> None:
    """A county with many liaisons of the education bureau's kind, and an open quarter."""
    from storage.queries import people as people_queries, roster

    async with stage(folder, quarter=False) as play, play.database.transaction() as db:
        for number in range(people):
            unit = await roster.add(db, f"单位{number}", f"单{number}", UNITS[0][2], "", play.now)
            person = await people_queries.add_person(db, f"人{number}", "", play.now)
            address = str(FIRST + number)
            await people_queries.add_identity(db, person.id, "telegram", address, play.now)
            await people_queries.give_role(db, person.id, "liaison", unit.id, None, play.now)
        await open_quarter(db, play, 2026, 4)


def echo(api: str, token: str) -> None:
    """python-telegram-bot's own example, with its default client."""
    from telegram import Update
    from telegram.ext import Application, CallbackContext, MessageHandler, filters

    async def answer(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    application = (
        Application.builder().token(token).base_url(f"{api}/bot").base_file_url(f"{api}/file/bot")
    ).build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


async def whole(api: str, token: str, folder: Path) -> None:
    """The whole bot, in a November that stands on the stage; only the pace is let go."""
    from bot.corridor import clock as product_clock, presses
    from bot.running.config import Settings
    from tests.channels.telegram.live import start

    begun = time.monotonic()

    def clock() -> datetime:
        return MONDAY + timedelta(seconds=time.monotonic() - begun)

    product_clock.now = clock
    presses.READ = timedelta(0)  # thumbs of a machine: each press is meant
    logging.disable(logging.WARNING)
    told = {
        "data": {"folder": folder, "reserve_megabytes": 0},
        "web": {"port": 0},
        "log": {"level": "error"},
        "telegram": {"token": token, "api": api},
    }
    await start(Settings.model_validate(told))
    await asyncio.Event().wait()


def _meter(folder: Path) -> None:
    """Put a meter on every part. SIGUSR1: count from now on. SIGUSR2: write it down."""
    from tests.bench import _meter

    meter = _meter.whole()
    signal.signal(signal.SIGUSR1, lambda *_: meter.reset())
    signal.signal(signal.SIGUSR2, lambda *_: meter.write(folder / PARTS))


if __name__ == "__main__":
    kind, address, secret, place = sys.argv[1:]
    if kind == "echo":
        echo(address, secret)
    else:
        if kind == "metered":
            _meter(Path(place))
        asyncio.run(whole(address, secret, Path(place)))
