"""When WeCom is lost, the office hears of it elsewhere, once; and again when it is back.

A letter goes to the office's groups and the admins on other channels; to WeCom's own group only by
its 群机器人, where there is one. The state of the line is kept with the settings, so that ``check``
can say how a running bot stands without touching its line.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.channels.wecom import words
from bot.channels.wecom.ports import WecomPorts
from bot.channels.wecom.states import LinkState, Stage
from bot.corridor.events import Message, dumps
from bot.speech.calendar import say_moment
from storage.database import Session, stamp
from storage.queries import corridor, people, wecom as queries

log = structlog.get_logger(__name__)

STATE = "wecom:state"
"""The setting that says how the line of the running bot stands."""
PATIENCE = timedelta(minutes=10)
"""A line that is down for less is nobody's business."""


class Alarms:
    """Follows the state of the line."""

    def __init__(self, ports: WecomPorts, *, by_webhook: bool) -> None:
        self._ports = ports
        self._by_webhook = by_webhook
        self.down_since: datetime | None = ports.clock()
        """Since when there has been no line; None: there is."""
        self._told: str | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    def follow(self, state: LinkState) -> None:
        """The line's state has changed; as ``bot.channels.wecom.link.Link.on_state``."""
        if state.stage is Stage.READY:
            self._up(state)
        elif state.stage is not Stage.STOPPED:
            self._down(state)
        self._begin(self._keep(state))

    async def stop(self) -> None:
        """Finish what is being written; tell nobody any more."""
        self._stop_waiting()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _up(self, state: LinkState) -> None:
        self._stop_waiting()
        if self.down_since is not None and self._told is not None:
            minutes = _minutes(self.down_since, state.since)
            since = self.down_since
            self._begin(self._tell(words.back_again(minutes), "back", since, everywhere=True))
        self.down_since, self._told = None, None
        self._begin(self._go_on())

    def _down(self, state: LinkState) -> None:
        if self.down_since is None:
            self.down_since = state.since
        if state.stage is Stage.KICKED:
            self._alarm(state, words.kicked, "kicked")
        elif state.stage is Stage.REFUSED:
            self._alarm(state, words.refused, "refused")
        elif self._timer is None and self._told is None:
            left = PATIENCE - abs(
                self._ports.clock() - self.down_since
            )  # it may have been set back
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(0.0, left.total_seconds()), self._long_down)

    def _alarm(self, state: LinkState, says: Callable[[str], Message], kind: str) -> None:
        """Say it once for each time the line is lost; being kicked and kicked again is one."""
        self._stop_waiting()
        if self._told == kind:
            return
        self._told = kind
        log.error("WeCom lost", kind=kind, code=state.code)
        now = self._ports.clock()
        again = say_moment(state.until or now, now)
        self._begin(self._tell(says(again), kind, self.down_since or now))

    def _long_down(self) -> None:
        self._timer = None
        if self.down_since is None or self._told is not None:
            return
        self._told = "cut_off"
        minutes = _minutes(self.down_since, self._ports.clock())
        log.error("WeCom cannot be reached", minutes=minutes)
        self._begin(self._tell(words.cut_off(minutes), "cut_off", self.down_since))

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # -- writing -----------------------------------------------------------------------------------

    async def _keep(self, state: LinkState) -> None:
        told = {
            "stage": str(state.stage),
            "code": state.code,
            "trouble": str(state.trouble or ""),
            "since": stamp(state.since),
        }
        async with self._turn, self._ports.database.transaction() as db:
            await corridor.set_setting(db, STATE, json.dumps(told))

    async def _go_on(self) -> None:
        async with self._turn, self._ports.database.transaction() as db:
            await queries.go_on(db, self._ports.clock())
        self._ports.posted()

    async def _tell(
        self, message: Message, kind: str, since: datetime, *, everywhere: bool = False
    ) -> None:
        now = self._ports.clock()
        async with self._turn, self._ports.database.transaction() as db:
            for channel, chat in await self._places(db, everywhere=everywhere):
                reason = f"wecom:{kind}:{stamp(since)}@{channel}:{chat}"
                await corridor.post(db, None, channel, chat, dumps(message), reason=reason, now=now)
        self._ports.posted()

    async def _places(self, db: Session, *, everywhere: bool) -> list[tuple[str, str]]:
        """Where the office can be reached: its groups, or its admins one by one."""
        groups = [(one.channel, one.address) for one in await people.groups_for(db, "admin")]
        here = everywhere or self._by_webhook
        places = [place for place in groups if here or place[0] != "wecom"]
        if any(channel != "wecom" for channel, _ in places):
            return places
        admins = [(one.channel, one.address) for one in await queries.admins_elsewhere(db)]
        return [*places, *admins]

    def _begin(self, writing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_aloud(writing))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _aloud(writing: Coroutine[Any, Any, None]) -> None:
    try:
        await writing
    except Exception:  # the line must not end because nobody could be told
        log.exception("WeCom state not written")


def _minutes(since: datetime, until: datetime) -> int:
    return max(1, round((until - since).total_seconds() / 60))
