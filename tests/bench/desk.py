"""The desk: from the click to an item with its first paper, among a thousand, beside a busy chat.

A real server; the click is a request as the page makes it (an item, then its first photo at the
same time as a browser would ask for it). Meanwhile liaisons answer without a pause, in the same
process. The same is measured without them, round by round in one run.
"""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp
from yarl import URL

from bot.corridor.events import Incoming
from storage.queries import answers
from tests.bench.review_queue import LONG, _county
from tests.desk.desk_stage import BEFORE, SAID, Served, photo, served

ROUNDS = 40
PLACES = (
    ("县教育局", "三.4"), ("县教育局", "三.2"), ("县教育局", "四.1"), ("县财政局", "三.2"),
    ("冢头镇", "四.1"),
)  # fmt: skip
MOST = 200
"""Milliseconds from the click, beside a busy chat."""


async def run() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        async with served(Path(folder), BEFORE) as county:
            for unit, row in PLACES:
                await _photo(county, unit, row)
            async with county.play.database.transaction() as db:
                await _county(db, county.play, LONG)
            return await _measure(county)


async def _photo(county: Served, unit: str, row: str) -> None:
    """A photo of twelve million pixels, drawn ahead as the bot does after reading it."""
    data = photo((unit, row, *SAID), (3000, 4000))
    number = await county.file(unit, row, "照片.jpg", data, [SAID])
    [(digest,)] = await county.play.query("select digest from evidence where id = ?", number)
    await county.drawings.page(county.play.store.path(digest), digest, "jpg", 1)


async def _measure(county: Served) -> list[str]:
    opened = await county.enter("赵主任")
    base = f"http://127.0.0.1:{county.channel.port}{opened.path}"
    async with aiohttp.ClientSession(cookies={"xinkao": opened.secret}) as http:
        await (await http.get(base + "desk")).read()
        items = (await (await http.get(base + "desk/list?quarter=1")).json())["items"]
        places = [one for one in items if one["papers"]]
        began = time.process_time()
        quiet = [await _click(http, base, places[n % len(places)]) for n in range(ROUNDS)]
        spent = (time.process_time() - began) / ROUNDS * 1000
        changed = 0.0
        for n in range(ROUNDS // 4):
            await _change(county, n)
            began = time.process_time()
            await _click(http, base, places[n % len(places)])
            changed += (time.process_time() - began) / (ROUNDS // 4) * 1000
        chat = asyncio.create_task(_chat(county))
        busy = [await _click(http, base, places[n % len(places)]) for n in range(ROUNDS)]
        chat.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await chat
    worst = _worst(busy)
    return [
        f"items in the list: {len(items)}",
        f"from the click to item and paper: {_said(quiet)}",
        f"of it the processor, with whoever asks: {spent:.1f} ms, {changed:.1f} after a change",
        f"the same beside a busy chat:      {_said(busy)}",
        f"within {MOST} ms: {'yes' if worst * 1000 <= MOST else 'NO'}",
    ]


async def _click(http: aiohttp.ClientSession, base: str, item: dict[str, Any]) -> float:
    place = {"quarter": 1, "unit": item["unit"], "row": item["row"]}
    headers = {"Origin": str(URL(base).origin())}
    began = time.perf_counter()
    async with http.post(base + "desk/open", json=place, headers=headers) as answer:
        found = await answer.json()
    async with http.get(f"{base}desk/photo/{found['papers'][0]['id']}?size=large") as answer:
        assert (await answer.read())[:2] == b"\xff\xd8"
    return time.perf_counter() - began


async def _change(county: Served, number: int) -> None:
    """A figure of somebody's form changes: what the desk kept of it is read again."""
    async with county.play.database.transaction() as db:
        form = (await db.execute_fetchall("select min(id) as id from forms"))[0]["id"]
        now = county.play.now
        await answers.claim(db, form, "四.1", "宣传活动", str(number + 1), None, now)


async def _chat(county: Served) -> None:
    """Liaisons who ask without a pause, one after the other's answer."""
    number = 0
    while True:
        number += 1
        incoming = Incoming(
            channel="web", update=f"bench{number}", chat=f"李敏{number % 4}", sender="李敏",
            private=True, received=county.clock(), text="得分",
        )  # fmt: skip
        await county.intake.receive(incoming)
        await county.intake.idle()


def _worst(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


def _said(seconds: list[float]) -> str:
    middle, worst = statistics.median(seconds) * 1000, _worst(seconds) * 1000
    return f"median {middle:.0f} ms, 95 % under {worst:.0f} ms"
