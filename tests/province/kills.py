"""What may happen to workers, database and object store under load: nothing lost, nothing doubled.

Two workers serve three counties; people of the first one write to it over Telegram and send
photos, one after the other, all the time. Again and again a worker is killed with -9 (and another
one is started in its place), or frozen for half a minute and woken; its network to the database
goes dead; the database is stopped as if its machine were gone and started again, or a standby that
had followed is promoted in its place; or the object store is away for a while. Everything that was
sent must have been answered once at the end, and every paper be in the bucket; ``python -m bot
verify`` is asked of each county.
"""

from __future__ import annotations

import asyncio
import collections
import io
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from PIL import Image

from tests.channels.telegram.live import NUMBERS
from tests.program import environment
from tests.province.relay import Relay, relay
from tests.province.workers import NAMES, Workers, settle, until, workers
from tests.s3 import S3, s3
from tests.storage.standby import Pair, pair
from tests.telegram_emulator import Emulator, Phone
from tests.telegram_emulator.phones import shown

RECEIPT = re.compile(r"回执 (R\d+-\d+)")
HELP = "怎么用"
SHARES = (1, 2)
FROZEN = 30.0
DEEDS = ("worker", "database", "store", "frozen", "cut", "promoted")
"""What may happen."""


class Person:
    """Somebody who sends a photo, waits for its receipt, asks something, waits, and so on."""

    def __init__(self, telegram: Emulator, name: str, chance: random.Random) -> None:
        self._phone = Phone(telegram, NUMBERS[name], name)
        self._telegram = telegram
        self._chance = chance
        self.photos = self.asked = 0
        self.stopped = False
        self._seen = self._helped = 0
        self._heard: list[str] = []
        self._receipts: collections.Counter[str] = collections.Counter()

    def heard(self) -> list[str]:
        """All that the bot said to this person; asked all the time, so nothing is read twice."""
        fresh = self._telegram.sent[self._seen :]
        self._seen += len(fresh)
        for text in (shown(one) for one in fresh if one["chat"]["id"] == self._phone.number):
            self._heard.append(text)
            self._helped += HELP in text
            if found := RECEIPT.search(text):
                self._receipts[found[1]] += 1
        return self._heard

    def receipts(self) -> collections.Counter[str]:
        """Each receipt's number, and how often it was said."""
        self.heard()
        return self._receipts

    def helped(self) -> int:
        """How often the help was said."""
        self.heard()
        return self._helped

    async def talk(self) -> None:
        """Until told to stop."""
        while not self.stopped:
            self._phone.sends_photo(_photo(self._chance), "三.4")
            self.photos += 1
            await until(lambda: len(self.receipts()) >= self.photos)
            self._phone.says("帮助")
            self.asked += 1
            await until(lambda: self.helped() >= self.asked)
            await asyncio.sleep(self._chance.random())

    def told(self) -> tuple[int, int, int]:
        """What was sent, what of it was lost, what was said twice."""
        receipts = self.receipts()
        lost = max(0, self.photos - len(receipts)) + max(0, self.asked - self.helped())
        doubled = sum(receipts.values()) - len(receipts) + max(0, self.helped() - self.asked)
        return self.photos + self.asked, lost, doubled


def _photo(chance: random.Random) -> bytes:
    """A picture that nobody has sent before."""
    picture = Image.frombytes("RGB", (48, 48), chance.randbytes(48 * 48 * 3))
    kept = io.BytesIO()
    picture.save(kept, "JPEG")
    return kept.getvalue()


class Campaign:
    """The machines, and what is done to them."""

    def __init__(
        self,
        running: Workers,
        people: Sequence[Person],
        machines: tuple[Pair, S3, Relay],
        chance: random.Random,
    ) -> None:
        self._running = running
        self._people = people
        self._database, self._store, self._network = machines
        self._chance = chance
        self._started = self._promoted = 0
        self._primary = "primary"
        self.seconds: dict[str, list[float]] = collections.defaultdict(list)

    async def one_more(self) -> None:
        """Another worker."""
        self._started += 1
        await self._running.start(f"w{self._started:04}")

    async def shared(self) -> None:
        """Wait until both serve their share."""
        await self._running.shared(*SHARES)

    async def kill_worker(self) -> None:
        """One of both, at any moment; its counties are served by the other one."""
        name = self._chance.choice(sorted(self._running.addresses))
        os.kill(self._running.processes[name].pid, signal.SIGKILL)
        await self._running.gone(name)
        self.seconds["worker"].append(await self._running.shared(len(NAMES)))
        await self.one_more()
        await self._running.shared(*SHARES)

    async def freeze(self) -> None:
        """One of both stands still; awake after half a minute, it stops what is others' by then."""
        async with self._aside() as (name, began):
            process = self._running.processes[name]
            os.kill(process.pid, signal.SIGSTOP)
            self.seconds["frozen"].append(await self._running.shared(len(NAMES)))
            await asyncio.sleep(max(0.0, began + FROZEN - time.monotonic()))
            os.kill(process.pid, signal.SIGCONT)
        await self._running.shared(*SHARES)

    async def cut(self) -> None:
        """Nothing passes between one of both and the database, until the other one serves all."""
        async with self._aside() as (name, _):
            process = self._running.processes[name]
            self._network.cut(process.pid)
            self.seconds["cut"].append(await self._running.shared(len(NAMES)))
            await asyncio.sleep(self._chance.random() * 10)
            self._network.mend(process.pid)
        await self._running.shared(*SHARES)

    @asynccontextmanager
    async def _aside(self) -> AsyncIterator[tuple[str, float]]:
        """One of both, that is not asked meanwhile; and when that began."""
        name = self._chance.choice(sorted(self._running.addresses))
        address = self._running.addresses.pop(name)
        try:
            yield name, time.monotonic()
        finally:
            self._running.addresses[name] = address

    async def promote(self) -> None:
        """A standby that every commit has waited for is served in the place of a dead server."""
        self._promoted += 1
        name = f"standby{self._promoted}"
        await asyncio.to_thread(self._database.follow, name)
        await asyncio.sleep(self._chance.random() * 3)
        await asyncio.to_thread(self._database.promote, name, self._primary)
        self._primary = name
        self.seconds["promoted"].append(await self._answered())

    async def kill_database(self) -> None:
        """Gone at once, and back."""
        await asyncio.to_thread(self._database.stop, self._primary)
        await asyncio.sleep(self._chance.random() * 3)
        await asyncio.to_thread(self._database.start, self._primary)
        self.seconds["database"].append(await self._answered())

    async def kill_store(self) -> None:
        """Away, and back; whoever has sent a photo meanwhile waits for its receipt."""
        self._store.stop()
        await asyncio.sleep(self._chance.random() * 3)
        self._store.start()
        self.seconds["store"].append(await self._answered())

    async def _answered(self) -> float:
        """Wait until everybody has heard something new; after how many seconds."""
        began = time.monotonic()
        before = [len(one.heard()) for one in self._people]
        await until(
            lambda: all(
                len(one.heard()) > heard for one, heard in zip(self._people, before, strict=True)
            )
        )
        return time.monotonic() - began


@dataclass(frozen=True)
class Plan:
    """How much of everything."""

    times: Mapping[str, int]
    """How often each deed."""
    seed: int
    seconds: float
    """After so long no other deed begins: what has been done is proved."""


async def run(plan: Plan, logs: Path) -> list[str]:
    """The campaign: its report. What each worker says is kept in ``logs``."""
    chance = random.Random(plan.seed)
    deeds = [deed for deed in DEEDS for _ in range(plan.times[deed])]
    chance.shuffle(deeds)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database, store = stack.enter_context(pair()), stack.enter_context(s3())
        network = await stack.enter_async_context(relay(database.folder, folder))
        telegram = await stack.enter_async_context(Emulator())
        telegram.clock = lambda: int(time.time())
        await settle(folder, telegram, url=database.url, papers=store.settings())
        (folder / "address").write_text(network.url)
        people = [Person(telegram, name, chance) for name in ("李敏", "王强")]
        async with workers(folder, logs=logs) as running:
            campaign = Campaign(running, people, (database, store, network), chance)
            try:
                await _lived(campaign, deeds, people, plan.seconds)
                await running.shared(*SHARES)
            except (AssertionError, aiohttp.ClientError) as fault:
                raise RuntimeError(running.ended() or "every worker is there") from fault
            await _ended(running)
        return [*_told(campaign, people), *(await _proved(folder, people, store))]


async def _lived(
    campaign: Campaign, deeds: list[str], people: list[Person], seconds: float
) -> None:
    for _ in SHARES:
        await campaign.one_more()
    await campaign.shared()
    talking = [asyncio.create_task(one.talk()) for one in people]
    doing = {
        "worker": campaign.kill_worker,
        "database": campaign.kill_database,
        "store": campaign.kill_store,
        "frozen": campaign.freeze,
        "cut": campaign.cut,
        "promoted": campaign.promote,
    }
    began = time.monotonic()
    for number, deed in enumerate(deeds, 1):
        if time.monotonic() - began > seconds:
            break
        await asyncio.sleep(campaign._chance.random())
        await doing[deed]()
        told = [one.told() for one in people]
        print(f"{number} {deed} {campaign.seconds[deed][-1]:.1f} s, {told},"  # noqa: T201 -- a report
              f" {time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
        if any(doubled for _, _, doubled in told):
            print("doubled", told, flush=True)  # noqa: T201 -- as above
    for one in people:
        one.stopped = True
    await asyncio.gather(*talking)


async def _ended(running: Workers) -> None:
    for name in list(running.addresses):
        running.processes[name].terminate()
        await running.gone(name)


def _told(campaign: Campaign, people: list[Person]) -> list[str]:
    lines = [f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"]
    for deed, seconds in campaign.seconds.items():
        lines.append(
            f"{deed}: {len(seconds)} times; served again after {statistics.median(seconds):.1f} s"
            f" (median), {max(seconds):.1f} s (worst)"
        )
    sent, lost, doubled = map(sum, zip(*(one.told() for one in people), strict=True))
    return [*lines, f"{sent} messages and photos sent, {lost} lost, {doubled} answered twice"]


async def _proved(folder: Path, people: list[Person], store: S3) -> list[str]:
    """Every county's own proof, and that each photo lies in the bucket."""
    lines = []
    for name in NAMES:
        proved = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "bot", "verify"],
            cwd=folder / "counties" / name,
            env=environment(NO_COLOR="1"),
            capture_output=True,
            text=True,
            check=False,
        )
        lines.append(
            f"verify {name}: {proved.returncode} {proved.stdout.strip().splitlines()[-1:]}"
        )
    async with aiohttp.ClientSession() as client:
        url = f"{store.endpoint}/papers-1?list-type=2&max-keys=100000&prefix={NAMES[0]}/"
        async with client.get(url) as answer:
            kept = (await answer.text()).count("<Key>")
    lines.append(f"{sum(one.photos for one in people)} photos sent, {kept} objects in the bucket")
    return lines
