"""The link, at WeCom's pace: whatever goes out goes through here and is counted on disk first.

So a crash or a restart never makes the bot believe that it has said less than it has.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Protocol

from bot.channels.wecom.pace import CHAT, HOUR, Pace, Rule, chat_lane
from bot.channels.wecom.ports import WecomPorts
from bot.corridor.delivering import LaterError
from storage.queries import wecom as queries

Body = dict[str, Any]


class Asks(Protocol):
    """The link, as far as it is used here."""

    async def request(
        self, cmd: str, body: Body, *, req_id: str | None = None, seconds: float = ...
    ) -> Body:
        """As ``bot.channels.wecom.link.Link.request``."""
        ...


class PacedLink:
    """Sends frames when their conversation may have one more."""

    def __init__(self, ports: WecomPorts, link: Asks, pace: Pace) -> None:
        self._ports = ports
        self.link = link
        self._pace = pace

    async def recover(self) -> None:
        """Take up what an earlier process sent during the last hour."""
        now = self._ports.clock()
        async with self._ports.database.reading() as db:
            sent = await queries.sent_since(db, now - timedelta(seconds=HOUR))
        self._pace.restore(((lane, at.timestamp()) for lane, at in sent), now.timestamp())

    async def turn(self, lane: str, rule: Rule, *, urgent: bool = False) -> None:
        """Take a turn in a lane.

        Raises:
            LaterError: not yet.
        """
        now = self._ports.clock()
        wait = self._pace.wait(lane, rule, now.timestamp(), urgent=urgent)
        if wait > 0:
            raise LaterError(wait, "pace")
        self._pace.take(lane, now.timestamp())
        async with self._ports.database.transaction() as db:
            await queries.count_sent(db, lane, now)

    async def send(
        self,
        chat: str,
        cmd: str,
        body: Body,
        *,
        req_id: str | None = None,
        urgent: bool = False,
    ) -> Body:
        """Send a frame to a conversation; the answer's body.

        Raises:
            LaterError: the pace. LinkFault: as ``bot.channels.wecom.faults``.
        """
        await self.turn(chat_lane(chat), CHAT, urgent=urgent)
        return await self.link.request(cmd, body, req_id=req_id)

    def told_to_wait(self, lane: str, seconds: float) -> None:
        """WeCom said that it was too much."""
        self._pace.told_to_wait(lane, seconds, self._ports.clock().timestamp())
