"""People of some counties on Telegram, beside those at the web chat: each county's own emulator."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from tests.province.crowd import COLD, PEOPLE, SAYS, number_of
from tests.telegram_emulator import Emulator, Phone

_PATIENCE = 120.0
"""Seconds after which somebody counts as not answered, and writes again."""
_LOOKS = 0.02


@asynccontextmanager
async def emulators(names: Sequence[str]) -> AsyncIterator[Mapping[str, Emulator]]:
    """A Telegram for each of these counties, with a bot of its own."""
    async with AsyncExitStack() as stack:
        found = {}
        for number, name in enumerate(names):
            emulator = Emulator(f"{5000 + number}:emulated-token_of-our-own-{number:012}")
            emulator.clock = lambda: int(time.time())
            found[name] = await stack.enter_async_context(emulator)
            for person in range(PEOPLE):
                emulator.chat(number_of(person))
        yield found


@dataclass
class Phones:
    """What they waited."""

    seconds: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    sent: int = 0
    unanswered: int = 0

    async def live(self, at: Mapping[str, Emulator], think: float, lasts: float) -> None:
        """Everybody of these counties for so long."""
        until = time.monotonic() + lasts
        await asyncio.gather(
            *(
                self._one(emulator, number, think, until)
                for emulator in at.values()
                for number in range(PEOPLE)
            )
        )

    async def _one(self, emulator: Emulator, number: int, think: float, until: float) -> None:
        phone = Phone(emulator, number_of(number), f"联络员{number}")
        chance = random.Random(f"{emulator.token} {number}")
        await asyncio.sleep(chance.random() * think)
        for turn, said in enumerate(itertools.cycle(SAYS)):
            if time.monotonic() > until:
                return
            heard, began = _heard(emulator, phone), time.monotonic()
            phone.says(said)
            self.sent += 1
            while _heard(emulator, phone) == heard and time.monotonic() < began + _PATIENCE:
                await asyncio.sleep(_LOOKS)
            if _heard(emulator, phone) == heard:
                self.unanswered += 1
            else:
                (self.first if turn < COLD else self.seconds).append(time.monotonic() - began)
            await asyncio.sleep(think * (0.5 + chance.random()))


def _heard(emulator: Emulator, phone: Phone) -> int:
    """How many messages this chat has been sent."""
    return len(emulator.chat(phone.number).messages)
