"""People of many counties at their web chats at once: what they say, and how long the answer takes.

Each sits in front of a real chat: the stream of news is open, a message is sent, and the next one
follows some seconds after the answer came. Log-ins are made beforehand, alike in every county.
"""

from __future__ import annotations

import asyncio
import collections
import itertools
import json
import random
import secrets
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from bot.channels.web.sessions import COOKIE, _hashed
from storage.database import stamp
from storage.queries import people, web
from tests import steady
from tests.stage import stage

PEOPLE = 12
"""Who can come in each county."""
SAYS = ("三.4", "2", "得分", "三.4", "3", "首页")
"""What each says in turn: two of them keep a figure."""
COLD = 2
"""So many answers of everybody are told apart: 158 counties wake up at once, in one second."""
_YEARS = 400


def number_of(person: int) -> int:
    """Somebody's number on Telegram."""
    return 7000 + person


async def pattern(folder: Path) -> None:
    """A county with an open quarter and its people logged in."""
    now = steady.began()
    async with stage(folder, now=now) as play, play.database.transaction() as db:
        units = await db.execute_fetchall("select id from units order by id")
        for number in range(PEOPLE):
            address = f"w-crowd-{number:04}"
            person = await people.add_person(db, f"联络员{number}", f"1390000{number:04}", now)
            await people.add_identity(db, person.id, "web", address, now)
            await people.add_identity(db, person.id, "telegram", str(number_of(number)), now)
            await people.give_role(
                db, person.id, "liaison", units[number % len(units)][0], None, now
            )
            at = stamp(now)
            await web.add_session(
                db,
                public=f"crowd{number:04}",
                token_hash=_hashed(f"secret{number}"),
                address=address,
                person_name=f"联络员{number}",
                agent="",
                remote="",
                at=at,
                expires_at=stamp(now.replace(year=now.year + _YEARS)),
            )
            await web.put_room(db, address, "信考", at, private=True)
            await web.add_member(db, address, address, at)


@dataclass
class Crowd:
    """Everybody who is there, and what they waited."""

    at: Collection[str]
    """The workers' addresses; a person's browser finds one of them by chance."""
    seconds: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    """The answers to what somebody says first after coming in: nobody had asked there for long."""
    faults: list[str] = field(default_factory=list)
    sent: int = 0
    by: collections.Counter[str] = field(default_factory=collections.Counter)
    """How many of the answers came by each worker."""

    @property
    def every(self) -> list[float]:
        """What all the answers took."""
        return [*self.first, *self.seconds]

    async def lives(self, hosts: Sequence[str], persons: int, think: float, lasts: float) -> None:
        """So many people for so long."""
        places = itertools.islice(_everybody(hosts), persons)
        until = time.monotonic() + lasts
        jar = aiohttp.DummyCookieJar()
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(cookie_jar=jar, connector=connector) as client:
            await asyncio.gather(
                *(self._one(client, host, number, think, until) for host, number in places)
            )

    async def _one(
        self, client: aiohttp.ClientSession, host: str, number: int, think: float, until: float
    ) -> None:
        chance = random.Random(f"{host} {number}")
        await asyncio.sleep(chance.random() * think)
        headers = {
            "Host": host,
            "Origin": f"http://{host}",
            "Cookie": f"{COOKIE}=secret{number}",
        }
        while time.monotonic() < until:
            base = f"http://{chance.choice(list(self.at))}/c/crowd{number:04}"
            try:
                async with asyncio.timeout(until - time.monotonic() + 20):
                    await self._sits(client, base, headers, chance, think, until)
            except (aiohttp.ClientError, TimeoutError) as fault:
                self.faults.append(f"{type(fault).__name__} {getattr(fault, 'status', '')}".strip())
                await asyncio.sleep(1)

    async def _sits(
        self,
        client: aiohttp.ClientSession,
        base: str,
        headers: dict[str, str],
        chance: random.Random,
        think: float,
        until: float,
    ) -> None:
        async with client.get(f"{base}/rooms", headers=headers) as answer:
            answer.raise_for_status()
            known = await answer.json()
        chat = known["rooms"][0]["chat"]
        async with client.get(
            f"{base}/events", headers=headers, params={"after": known["after"]}
        ) as news:
            news.raise_for_status()
            for turn, said in enumerate(itertools.cycle(SAYS)):
                if time.monotonic() > until:
                    return
                key = f"k{secrets.token_hex(8)}"  # a key that was used says nothing new
                began = time.monotonic()
                body = {"key": key, "chat": chat, "text": said}
                async with client.post(f"{base}/send", headers=headers, json=body) as answer:
                    answer.raise_for_status()
                self.sent += 1
                await _answered(news)
                (self.first if turn < COLD else self.seconds).append(time.monotonic() - began)
                self.by[urlsplit(base).netloc] += 1
                await asyncio.sleep(think * (0.5 + chance.random()))


async def _answered(news: aiohttp.ClientResponse) -> None:
    """Wait for the bot's next word."""
    async for line in news.content:
        if line.startswith(b"data: ") and json.loads(line[6:])["from"] == "bot":
            return
    raise aiohttp.ClientPayloadError("the stream ended")


def _everybody(hosts: Sequence[str]) -> itertools.chain[tuple[str, int]]:
    """One of each county, then the next of each."""
    return itertools.chain.from_iterable(
        ((host, number) for host in hosts) for number in range(PEOPLE)
    )
