"""The phone shows that something is being done, when the answer takes longer than a moment.

Whoever is answered at once sees nothing of it and it costs no call. Telegram shows an action for
five seconds, so it is repeated until the first letter goes to the chat, or nobody would believe it
any more. Nothing here matters: what fails is forgotten, and after a restart there is none.
"""

from __future__ import annotations

import asyncio

from bot.channels.telegram.wire import Wire

MOMENT = 1.2
"""Seconds after which an answer is late enough to show that it is coming."""
AGAIN = 4.5
LONGEST = 15.0
LONGEST_WITH_FILES = 150.0
"""As long as a download is tried again."""


class Attending:
    """Shows in private chats that an answer is on its way."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._showing: dict[str, asyncio.Task[None]] = {}
        self.moment, self.again = MOMENT, AGAIN

    def expect(self, chat: str, *, files: bool) -> None:
        """Somebody waits for an answer in this chat from now on."""
        if chat in self._timers or chat in self._showing:
            return
        longest = LONGEST_WITH_FILES if files else LONGEST
        loop = asyncio.get_running_loop()
        self._timers[chat] = loop.call_later(self.moment, self._begin, chat, longest)

    def served(self, chat: str) -> None:
        """A letter goes to this chat."""
        timer = self._timers.pop(chat, None)
        if timer is not None:
            timer.cancel()
        task = self._showing.pop(chat, None)
        if task is not None:
            task.cancel()

    async def stop(self) -> None:
        """Show nothing any more."""
        left = list(self._showing.values())
        for chat in [*self._timers, *self._showing]:
            self.served(chat)
        await asyncio.gather(*left, return_exceptions=True)

    def _begin(self, chat: str, longest: float) -> None:
        self._timers.pop(chat, None)
        self._showing[chat] = asyncio.create_task(self._show(chat, longest))

    async def _show(self, chat: str, longest: float) -> None:
        try:
            async with asyncio.timeout(longest):
                while True:
                    await self._wire.hint(chat, "typing")
                    await asyncio.sleep(self.again)
        except TimeoutError:
            self._showing.pop(chat, None)
