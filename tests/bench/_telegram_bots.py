"""The bots that ``telegram`` measures, each in a process of its own.

``python -m tests.bench._telegram_bots floor|whole|metered API TOKEN FOLDER``. The bots of others
are in ``_telegram_peers``.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import time
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


async def floor(api: str, token: str) -> None:
    """Our own wire with the two calls an answer takes, a letter of its size, and nothing kept."""
    from bot.channels.telegram.parse import ALLOWED
    from bot.channels.telegram.ports import TelegramSettings
    from bot.channels.telegram.wire import Wire

    wire = Wire(TelegramSettings(token=token, api=api))
    await wire.open()

    async def answer(query: dict[str, Any]) -> None:
        await wire.call("answerCallbackQuery", callback_query_id=query["id"])
        await wire.call("sendMessage", chat_id=str(query["from"]["id"]), **LETTER)

    offset, tasks = None, set()
    while True:
        for update in await wire.updates(offset, 20, ALLOWED):
            offset = update["update_id"] + 1
            tasks.add(task := asyncio.create_task(answer(update["callback_query"])))
            task.add_done_callback(tasks.discard)


LETTER = {
    "parse_mode": "HTML",
    "reply_markup": {
        "inline_keyboard": [
            [{"text": "传佐证材料", "callback_data": "proof/1/38/三.1b"}],
            [{"text": "改答案", "callback_data": "ask/1/38/三.1b/0"}],
            [
                {"text": name, "callback_data": f"{route}/1/38/三.1b"}
                for name, route in (("下一项", "after"), ("上一项", "previous"), ("首页", "home"))
            ],
        ]
    },
    "text": "<b>三.1b</b>" + "办一次银企推介会、对接会这样的活动得 1 分，最多 5 分。" * 18,
    "link_preview_options": {"is_disabled": True},
}
"""As long and with as many buttons as the answer to a figure."""


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
    if kind == "floor":
        asyncio.run(floor(address, secret))
    else:
        if kind == "metered":
            _meter(Path(place))
        asyncio.run(whole(address, secret, Path(place)))
