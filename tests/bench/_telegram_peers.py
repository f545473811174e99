"""Echo bots of others, as their own examples have them: what the whole bot is measured beside.

Run by path with the interpreter of ``.venv/peers``, which has nothing of ours in it:
``python -P _telegram_peers.py echo|concurrent|tasks|sequential API TOKEN``. Each answers a text
with the text. ``echo`` and ``concurrent`` are python-telegram-bot's, the others aiogram's.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import warnings
from typing import Any

import aiohttp


def echo(api: str, token: str) -> None:
    """python-telegram-bot's own example, with its default client: one update after the other."""
    from telegram.ext import Application

    _polled(Application.builder(), api, token)


def concurrent(api: str, token: str) -> None:
    """The same with updates side by side, and the least transport: a session of aiohttp."""
    from telegram.ext import Application

    builder = Application.builder().concurrent_updates(True)
    request = _transport()
    _polled(builder.request(request()).get_updates_request(request()), api, token)


def _polled(builder: Any, api: str, token: str) -> None:
    from telegram.ext import MessageHandler, filters

    async def answer(update: Any, _: Any) -> None:
        await update.message.reply_text(update.message.text or "")

    built = builder.token(token).base_url(f"{api}/bot").base_file_url(f"{api}/file/bot").build()
    built.add_handler(MessageHandler(filters.TEXT, answer))
    built.run_polling()


def _transport() -> Any:
    """The class of requests that are sent by aiohttp."""
    from telegram.request import BaseRequest

    class Request(BaseRequest):
        session: aiohttp.ClientSession

        @property
        def read_timeout(self) -> float:
            return 30.0

        async def initialize(self) -> None:
            self.session = aiohttp.ClientSession()

        async def shutdown(self) -> None:
            await self.session.close()

        async def do_request(
            self, url: str, method: str, request_data: Any = None, *_: Any, **__: Any
        ) -> tuple[int, bytes]:
            values = request_data.parameters if request_data else {}
            body = json.dumps(values, ensure_ascii=False).encode()
            headers = {"Content-Type": "application/json"}
            async with self.session.request(method, url, data=body, headers=headers) as response:
                return response.status, await response.read()

    return Request


def aiogram(api: str, token: str, *, tasks: bool) -> None:
    """The example of aiogram: each update a task of its own, or one after the other."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    async def answer(message: Any) -> None:
        await message.answer(message.text or "")

    async def poll() -> None:
        dispatcher = Dispatcher()
        dispatcher.message()(answer)
        bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
        await dispatcher.start_polling(bot, handle_as_tasks=tasks)

    asyncio.run(poll())


if __name__ == "__main__":
    kind, address, secret = sys.argv[1:]
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    match kind:
        case "echo":
            echo(address, secret)
        case "concurrent":
            concurrent(address, secret)
        case _:
            aiogram(address, secret, tasks=kind == "tasks")
