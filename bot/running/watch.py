"""Watching over the running bot: every look is told to systemd, every new trouble to the office.

The office hears of a trouble once, in its groups on the channels that work; while the database
cannot be written, past the outbox and straight to a channel. What is wrong is ``health``'s.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import structlog

from bot.corridor.events import dumps
from bot.corridor.going import Going
from bot.running import supervisor, words
from bot.running.health import Health, State, Trouble
from bot.speech.calendar import CHINA
from storage.database import Database, Session
from storage.queries import corridor, people, wecom as queries

log = structlog.get_logger(__name__)

EVERY = 15.0
"""Seconds between two looks."""
LOOKS = 2
"""A trouble of a single look is nobody's business."""
Place = tuple[str, str]


class Says(Protocol):
    """The side of a channel that says something at once and keeps nothing."""

    async def say(self, chat: str, text: str) -> None:
        """Say it; raises what the channel raises."""
        ...


class Watch(Going):
    """Looks again and again."""

    def __init__(
        self,
        database: Database,
        health: Health,
        posted: Callable[[], None],
        says: Callable[[], Mapping[str, Says]],
        down: Callable[[], frozenset[str]],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._health = health
        self._posted = posted
        self._says = says
        self._down = down
        self._pause = pause
        self._seen: dict[str, int] = {}
        self._told: set[str] = set()
        self._places: list[Place] = []

    async def _run(self) -> None:
        patience = supervisor.patience()
        every = EVERY if patience is None else min(EVERY, patience / 3)
        while True:
            try:
                await self.round()
            except Exception:  # whoever watches hears nothing, and restarts
                log.exception("look failed")
            await self._pause(every)

    async def round(self) -> State:
        """One look; systemd and the office hear of it."""
        state = await self._health.state()
        if any(one.code == "gone" for one in state.troubles):
            await self._health.belongings.save(self._database)
        status = "；".join(one.sentence for one in state.troubles) or "正常"
        # Red or green, the process lives: a restart does not clear a disk.
        supervisor.tell("WATCHDOG=1", f"STATUS={status}")
        await self._tell(state)
        return state

    async def _tell(self, state: State) -> None:
        if state.writable:
            async with self._database.reading() as db:
                self._places = await self._where(db)
        here = {one.code: one for one in state.troubles}
        self._told &= here.keys()
        self._seen = {code: self._seen.get(code, 0) + 1 for code in here}
        fresh = [
            one
            for code, one in here.items()
            if self._seen[code] >= LOOKS and code not in self._told and code != "channel:wecom"
        ]
        for one in fresh:  # of WeCom its own alarms tell
            log.error("trouble", code=one.code)
            if await self._said(state, one):
                self._told.add(one.code)

    async def _said(self, state: State, trouble: Trouble) -> bool:
        """Tell the office of a trouble; False when nobody could be told."""
        down = self._down()
        places = [place for place in self._places if place[0] not in down]
        if not state.writable:
            return await self._at_once(places, words.trouble(trouble.sentence).text)
        async with self._database.transaction() as db:
            for channel, chat in places:
                # Once a day at most, however often it comes and goes.
                day = state.at.astimezone(CHINA).date()
                reason = f"trouble:{trouble.code}:{day}@{channel}:{chat}"
                message = dumps(words.trouble(trouble.sentence))
                await corridor.post(db, None, channel, chat, message, reason=reason, now=state.at)
        self._posted()
        return bool(places)

    async def _at_once(self, places: list[Place], text: str) -> bool:
        """Past the outbox, which cannot be written: the first channel that takes it."""
        channels = self._says()
        for channel, chat in places:
            if channel not in channels:
                continue
            with contextlib.suppress(Exception):  # the next one may work
                async with asyncio.timeout(20):
                    await channels[channel].say(chat, text)
                return True
        return False

    async def _where(self, db: Session) -> list[Place]:
        """Where the office can be reached: its groups, then its admins one by one."""
        groups = [(one.channel, one.address) for one in await people.groups_for(db, "admin")]
        down = self._down()
        if any(channel not in down for channel, _ in groups):
            return groups
        return [
            *groups,
            *((one.channel, one.address) for one in await queries.admins_elsewhere(db)),
        ]
