"""Each chat's command menu: a person's by the roles held, a claimed group's, nobody else's.

What a chat should have is worked out from the rows; only differences to what it was last given are
sent. So it follows a binding, a hand-over, a claim, a moved or a left group, whatever made them.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

import structlog
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.channels.telegram import commands, faults
from bot.channels.telegram.ports import TelegramPorts
from bot.channels.telegram.wire import Wire
from bot.corridor.events import canonical
from storage.queries import telegram as queries

log = structlog.get_logger(__name__)

SECONDS = 15.0
"""Between two looks."""
_BREATH = 0.05
"""Between two menus: a county's first start sets a hundred of them."""


class Menus:
    """Keeps the menus as they should be."""

    def __init__(self, ports: TelegramPorts, wire: Wire) -> None:
        self._ports = ports
        self._wire = wire
        self.seconds = SECONDS
        self._looking = asyncio.Lock()

    async def everybody(self) -> None:
        """What strangers see in private; groups that nobody claimed have no menu."""
        await self._wire.call(
            "setMyCommands",
            commands=_listed(commands.FOR_STRANGERS),
            scope={"type": "all_private_chats"},
        )
        await self._wire.call("deleteMyCommands", scope={"type": "all_group_chats"})

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            pause = self.seconds
            try:
                await self.look()
            except RetryAfter as fault:
                pause = max(pause, faults.seconds_of(fault))
            except TelegramError as fault:
                log.warning("menus not set", error=type(fault).__name__)
            except Exception:  # the database failed: the next look tries again
                log.exception("menus not looked at")
            await asyncio.sleep(pause)

    async def look(self) -> None:
        """Send what differs. One look at a time: two would send the same twice."""
        async with self._looking:
            await self._look()

    async def _look(self) -> None:
        async with self._ports.database.reading() as db:
            roles, groups = await queries.roles_by_chat(db), await queries.group_chats(db)
            given = await queries.menus(db)
        wanted = {chat: commands.menu(frozenset(held)) for chat, held in roles.items()}
        wanted |= dict.fromkeys(groups, commands.FOR_GROUP)
        marks = {chat: _mark(menu) for chat, menu in wanted.items()}
        for chat in sorted(given.keys() - wanted.keys()):
            await self._give(chat, None)
        for chat in sorted(wanted):
            if given.get(chat) != marks[chat]:
                await self._give(chat, wanted[chat])

    async def _give(self, chat: str, menu: tuple[commands.Command, ...] | None) -> None:
        scope = {"type": "chat", "chat_id": int(chat)}
        try:
            if menu is None:
                await self._wire.call("deleteMyCommands", scope=scope)
            else:
                await self._wire.call("setMyCommands", commands=_listed(menu), scope=scope)
        except (BadRequest, Forbidden) as fault:
            # The chat is gone or never spoke to this bot: asking again would not help.
            log.info("menu refused", error=type(fault).__name__)
        async with self._ports.database.transaction() as db:
            await queries.keep_menu(db, chat, None if menu is None else _mark(menu))
        await asyncio.sleep(_BREATH)


def _listed(menu: tuple[commands.Command, ...]) -> list[dict[str, Any]]:
    return [{"command": one.name, "description": one.says} for one in menu]


def _mark(menu: tuple[commands.Command, ...]) -> str:
    return hashlib.sha256(canonical(_listed(menu)).encode()).hexdigest()[:12]
