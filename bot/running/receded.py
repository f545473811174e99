"""Nobody is served from rows that went back in time: the newest anchor beside them says so.

A server's holder finds out by itself while it lives (``storage.postgres.holding``). One that died
with its server cannot; but the folder of the county, which every machine sees, remembers how far
the audit chain had come a second before.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.running import anchors
from bot.running.machine import MachineFault
from bot.speech.calendar import say_moment
from storage import audit
from storage.database import Database, moment


async def refuse(database: Database, folder: Path) -> None:
    """Serve nobody from a place that has lost what it had acknowledged.

    Raises:
        MachineFault: it has; the text says what is missing and how to go on all the same.
    """
    newest = await asyncio.to_thread(anchors.newest, folder)
    if newest is None:
        return
    at, anchor = newest
    async with database.reading() as db:
        lost = await audit.loss(db, anchor)
    if lost is None:
        return
    since = f"（{say_moment(moment(lost.at))}）" if lost.at else ""
    what = "以后的不见了" if lost.fault == "gone" else "或它以前的被换过"
    file = folder / anchors.FILE
    raise MachineFault(
        f"数据库退回到了更早的时候：{file} 里 {at[:19]} 那一行记着留痕有 {anchor.number} 条，"
        f"数据库里第 {lost.number} 条{since}{what}。"
        "多半是切换到了没有跟上的备库，或者恢复到了更早的时间。为免悄悄丢数据，这个县没有启动。"
        f"请先用 .venv/bin/python -m bot verify 核对少了什么；决定就用现在的数据以后，"
        f"把 {file} 改名留存，"
        "十五秒内自己接着办。"
    )
