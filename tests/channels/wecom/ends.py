"""One end of a link, for tests: what came, what states there were, and waits that end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.channels.wecom.link import Link, LinkSettings
from bot.channels.wecom.pauses import Growth, Rhythm
from bot.channels.wecom.states import LinkState, Stage
from tests import steady
from tests.patience import LONG
from tests.wecom_gateway import Gateway

SOON = Rhythm(
    lost=Growth(0.02, 0.05),
    refused=Growth(0.05, 0.1),
    kicked=Growth(0.05, 0.1),
)
"""Pauses of a machine in a hurry; heartbeats and limits stay as they are."""


@dataclass
class Ends:
    """What a link told its owner."""

    link: Link = field(init=False)
    frames: list[dict[str, Any]] = field(default_factory=list)
    states: list[LinkState] = field(default_factory=list)

    async def keep(self, frame: dict[str, Any]) -> None:
        """Note a frame."""
        self.frames.append(frame)

    @property
    def stages(self) -> list[Stage]:
        """The stages, in order."""
        return [state.stage for state in self.states]

    @property
    def texts(self) -> list[str]:
        """What people said, in order."""
        return [frame["body"]["text"]["content"] for frame in self.frames]


def settings(gateway: Gateway, **more: Any) -> LinkSettings:
    """Settings of a link to this gateway."""
    told = {"bot_id": gateway.bot_id, "secret": gateway.secret, "url": gateway.url}
    return LinkSettings(**{**told, **more})


@asynccontextmanager
async def linked(
    gateway: Gateway,
    *,
    rhythm: Rhythm = SOON,
    keep: Callable[[dict[str, Any]], Awaitable[None]] | None = None,
    clock: Callable[[], datetime] = steady.now,
    wait: bool = True,
    may_connect: Callable[[], Awaitable[bool]] | None = None,
    **more: Any,
) -> AsyncIterator[Ends]:
    """A running link to a gateway."""
    ends = Ends()
    ends.link = Link(
        settings(gateway, **more),
        on_frame=keep or ends.keep,
        on_state=ends.states.append,
        clock=clock,
        rhythm=rhythm,
        may_connect=may_connect,
    )
    await ends.link.start()
    try:
        if wait:
            assert await ends.link.ready(30)
        yield ends
    finally:
        await ends.link.stop()


async def until(wanted: Callable[[], object], seconds: float = LONG) -> None:
    """Wait until something is so; the wait has an end, nothing is measured."""
    end = asyncio.get_running_loop().time() + seconds
    while not wanted():
        assert asyncio.get_running_loop().time() < end
        await asyncio.sleep(0.005)
