"""The bots that ``chats`` measures, each in a process of its own.

``python -m tests.bench._web_bots whole|floor PORT``, in the folder of a county with its settings.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from storage.database import Database, stamp
from storage.queries import web as queries


def whole() -> None:
    """The program as it is run, that has stood for a while: presses share their commit."""
    from bot.__main__ import main
    from bot.corridor import joining
    from bot.running import ending

    joining.STANDS_AFTER = 0.0  # type: ignore[misc] # weeks, not the ten minutes it would wait
    ending.leave(main(["run"]))


async def floor(port: int) -> None:
    """A row kept and synced, and a letter of the size of ours on the stream; nothing decided."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    database = await Database.open(Path("floor.db"))
    app, streams = web.Application(), defaultdict[str, list[web.StreamResponse]](list)
    number, bound = 0, {"pressed", "route", "text"}

    async def events(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        streams[request.match_info["public"]].append(response)
        await response.write(b"retry: 2000\n\n")
        await asyncio.Event().wait()
        return response

    async def send(request: web.Request) -> web.Response:
        nonlocal number
        number += 1
        mine, said = number, json.loads(await request.read())
        async with database.transaction() as db:
            await queries.add_entry(
                db, chat=said["chat"], direction="in", key=said["key"], author=said["chat"],
                author_name="", replaces=None, at=stamp(datetime.now(UTC)),
                payload=json.dumps({key: said[key] for key in bound & said.keys()}),
            )  # fmt: skip
        data = json.dumps({"seq": mine, "from": "bot", **LETTER}, ensure_ascii=False)
        for response in streams[request.match_info["public"]]:
            await response.write(f"id: {mine}\nevent: entry\ndata: {data}\n\n".encode())
        return web.json_response({"seq": mine}, status=202)

    async def health(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    app.router.add_get("/health", health)
    app.router.add_get("/c/{public}/events", events)
    app.router.add_post("/c/{public}/send", send)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


LETTER: dict[str, Any] = {
    "text": "三.1b 宣传活动，记下了：宣传活动 2 次。\n这一项得 2 分（满分 5 分）。\n" * 3,
    "title": "三.2 制定信用产品应用实施办法（2 分）",
    "detail": "考核内容：各类融资信用服务平台作用发挥、落实产品开发情况\n" * 5,
    "buttons": [[{"label": name, "route": f"put/1/6/三.1b/0/{name}"} for name in "012345"]],
}
"""As long and with as many buttons as the answer to a figure."""


if __name__ == "__main__":
    if sys.argv[1] == "floor":
        asyncio.run(floor(int(sys.argv[2])))
    else:
        whole()
