"""Photos that a phone sends one by one become one message, so that nine do not bring nine answers.

WeCom has no albums: each photo is a callback of its own. Each is in the inbox before anything else;
they are joined there when nothing more has come for a moment, or as soon as the same person does
something else. A process that dies in between loses nothing: what was not joined is carried through
one by one at the next start. A further photo is confirmed at once in a few words, because WeCom
lets no more than three callbacks of a person stand unanswered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.channels.wecom.ports import WecomPorts
from bot.corridor.events import Incoming

log = structlog.get_logger(__name__)

MOST = 30
"""Files of one message."""
LONGEST_SECONDS = 20.0
"""A file's address lives five minutes: nobody's first photo waits longer for the last."""
_AGAIN_SECONDS = 2.0


@dataclass
class _Heap:
    pieces: list[tuple[int, Incoming]] = field(default_factory=list)
    since: float = 0.0
    timer: asyncio.TimerHandle | None = None


class Gathering:
    """Gathers files that come one by one."""

    def __init__(
        self, ports: WecomPorts, seconds: float, confirm: Callable[[Incoming, int], None]
    ) -> None:
        self._ports = ports
        self._seconds = seconds
        self._confirm = confirm
        self._open: dict[str, _Heap] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    async def add(self, incoming: Incoming) -> None:
        """Keep one piece on disk, and wait for the next."""
        number = await self._ports.keep(incoming)
        if number is None:
            return
        chat, now = incoming.chat, asyncio.get_running_loop().time()
        heap = self._open.setdefault(chat, _Heap(since=now))
        heap.pieces.append((number, incoming))
        if len(heap.pieces) > 1:
            self._confirm(incoming, len(heap.pieces))
        if len(heap.pieces) >= MOST:
            await self.finish(chat)
        else:
            left = heap.since + LONGEST_SECONDS - now
            self._wait(chat, max(0.0, min(self._seconds, left)))

    async def close(self, chat: str) -> None:
        """Carry through what has come in a chat, as one update."""
        # In one piece and in turn: who closes is sure that all of it is on its way.
        async with self._turn:
            heap = self._open.pop(chat, None)
            if heap is None:
                return
            if heap.timer is not None:
                heap.timer.cancel()
            whole = joined([incoming for _, incoming in heap.pieces])
            try:
                if len(heap.pieces) > 1:
                    await self._ports.join(heap.pieces, whole)
            except BaseException:
                self._open[chat] = heap
                raise
            self._ports.carry(heap.pieces[0][0], whole)

    async def finish(self, chat: str) -> None:
        """Carry through what has come in a chat; if the database fails, in a moment."""
        try:
            await self.close(chat)
        except Exception:  # the pieces are in the inbox: whoever waits for this goes on
            log.exception("WeCom photos not joined")
            self._wait(chat, _AGAIN_SECONDS)

    async def stop(self) -> None:
        """Carry through what has come so far."""
        for chat in list(self._open):
            await self.finish(chat)
        for heap in self._open.values():
            if heap.timer is not None:
                heap.timer.cancel()
        await asyncio.gather(*self._closing, return_exceptions=True)

    def _wait(self, chat: str, seconds: float) -> None:
        heap = self._open.get(chat)
        if heap is None:
            return
        if heap.timer is not None:
            heap.timer.cancel()
        heap.timer = asyncio.get_running_loop().call_later(seconds, self._due, chat)

    def _due(self, chat: str) -> None:
        task = asyncio.create_task(self.finish(chat))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


def joined(pieces: list[Incoming]) -> Incoming:
    """One update of several: all their files, answered where the first one asks for it."""
    files = tuple(file for piece in pieces for file in piece.attachments)
    return pieces[0].model_copy(update={"attachments": files})
