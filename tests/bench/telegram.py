"""The whole bot on Telegram beside the echo bots of others, each on an emulator of its own.

Every update of ours is a liaison's answer: kept, decided, audited, put in the outbox, every commit
synced to disk, the button's spinner stopped, the answer sent. An echo bot answers a text with the
text; ``floor`` is our own wire with the two calls of an answer and nothing kept. All get their
updates in a closed loop, each chat the next one when the last is answered, round by round in turn.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench._telegram_bots import FIRST, PARTS, found
from tests.telegram_emulator import Emulator, Phone

CHATS = 64
WARM, ROUND, ROUNDS = 200, 800, 5
FLOOD = 300
MEMORY_UPDATES = int(os.environ.get("BENCH_MEMORY_UPDATES", "3000"))
"""The full measure is 50000."""
TICK = os.sysconf("SC_CLK_TCK")
PEERS = Path(".venv/peers/bin/python")
"""The interpreter that has what a good user of the other libraries installs (``make bench``)."""

PEERS_OF = {
    "echo": "python-telegram-bot, echo, its default client",
    "concurrent": "python-telegram-bot, echo, concurrent updates, an aiohttp transport",
    "tasks": "aiogram, echo, a task for each update",
    "sequential": "aiogram, echo, one update after the other",
}
FLOOR = "our own wire, the same two calls, nothing kept"

Push = Callable[[Phone, int], None]


@dataclass
class Load:
    """Keeps every chat busy with one update at a time."""

    emulator: Emulator
    push: Push
    left: int = 0
    outstanding: dict[int, float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    pushed: int = 0

    def answered(self, message: dict[str, Any]) -> None:
        """An answer has come: the chat's next update."""
        begun = self.outstanding.pop(message["chat"]["id"], None)
        if begun is not None:
            self.waits.append(time.perf_counter() - begun)
            self.next(message["chat"]["id"])

    def next(self, chat: int) -> None:
        """One more update, if any are left."""
        if self.left > 0:
            self.left -= 1
            self.pushed += 1
            self.outstanding[chat] = time.perf_counter()
            self.push(Phone(self.emulator, chat, "人"), self.pushed)

    async def run(self, updates: int, chats: int = CHATS) -> float:
        """Carry so many updates through; the seconds they took."""
        self.left, self.waits = updates, []
        started = time.perf_counter()
        for number in range(chats):
            self.next(FIRST + number)
        while self.outstanding:
            await asyncio.sleep(0.005)
            assert time.perf_counter() - started < 600, f"{len(self.outstanding)} never answered"
        return time.perf_counter() - started


def text(phone: Phone, number: int) -> None:
    """What the echo bots answer."""
    phone.says(f"第{number}句")
    _forget(phone)


def answer(unit: Callable[[int], int]) -> Push:
    """A liaison's answer by button, each another one, so that each writes."""

    def push(phone: Phone, number: int) -> None:
        phone.presses_data(f"put/1/{unit(phone.number)}/三.1b/0/{number % 5}")
        _forget(phone)

    return push


def _forget(phone: Phone) -> None:
    chat = phone.emulator.chat(phone.number)
    while len(chat.messages) > 3:
        del chat.messages[next(iter(chat.messages))]
    del phone.emulator.calls[:], phone.emulator.sent[:], phone.emulator.heard[:-3]


@asynccontextmanager
async def _bot(kind: str, folder: Path) -> AsyncIterator[tuple[Emulator, int]]:
    """An emulator with a bot in front of it, and the bot's process number."""
    async with Emulator() as emulator:
        for number in range(CHATS):
            emulator.chat(FIRST + number)
        started = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            *_command(kind), emulator.api, emulator.token, *([] if kind in PEERS_OF else [folder])
        )
        try:
            while not any(method == "getUpdates" for method, _ in emulator.calls):
                await asyncio.sleep(0.05)
                assert process.returncode is None, f"{kind} has ended"
                assert time.monotonic() - started < 60, f"{kind} never asked for updates"
            yield emulator, process.pid
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def _command(kind: str) -> list[str]:
    if kind in PEERS_OF:
        return [str(PEERS), "-P", str(Path(__file__).with_name("_telegram_peers.py")), kind]
    return [sys.executable, "-m", "tests.bench._telegram_bots", kind]


@dataclass
class Measured:
    """What the rounds of one bot came to."""

    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    """Milliseconds of processor time per update, round by round."""
    waits: list[float] = field(default_factory=list)
    """Seconds from an update to its answer."""

    async def round(self, load: Load, pid: int) -> None:
        """One more round."""
        before = _cpu(pid)
        seconds = await load.run(ROUND)
        self.cpu.append((_cpu(pid) - before) / ROUND * 1000)
        self.rates.append(ROUND / seconds)
        self.waits += load.waits

    def __str__(self) -> str:
        rate, cpu = statistics.median(self.rates), statistics.median(self.cpu)
        p99 = sorted(self.waits)[int(len(self.waits) * 0.99)] * 1000
        return f"{rate:.0f} updates/s, {cpu:.2f} ms CPU each, p99 {p99:.0f} ms"


async def run() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "whole"
        await found(folder, CHATS)
        another = shutil.copytree(folder, Path(place) / "metered")
        async with _bot("whole", folder) as (emulator, pid):
            load = _load(emulator, answer(_unit_of))
            lines = await _paired(place, load, pid)
            quiet, alone = await _flooded(emulator, load)
            first = _memory(pid)
            await load.run(MEMORY_UPDATES)
            last = _memory(pid)
        async with _bot("metered", another) as (emulator, pid):
            lines += await _parts(_load(emulator, answer(_unit_of)), pid, another)
    return [
        *lines,
        f"a quiet chat: {alone:.0f} ms (median) alone, {quiet:.0f} ms (p99) beside a flooded one",
        f"memory: {first:.0f} MB, {last:.0f} MB after {MEMORY_UPDATES} more updates",
    ]


def _load(emulator: Emulator, push: Push) -> Load:
    load = Load(emulator, push)
    emulator.on_sent = load.answered
    return load


async def _paired(place: str, load: Load, pid: int) -> list[str]:
    """Rounds of all the others and of ours in turn: what else the machine does meets all."""
    ours, kinds = Measured(), ["floor", *(PEERS_OF if PEERS.exists() else ())]
    others = {kind: Measured() for kind in kinds}
    async with AsyncExitStack() as open_:
        loads = {}
        for kind in kinds:
            emulator, number = await open_.enter_async_context(_bot(kind, Path(place)))
            push = answer(_unit_of) if kind == "floor" else text
            loads[kind] = _load(emulator, push), number
            await loads[kind][0].run(WARM)
        await load.run(WARM)
        for _ in range(ROUNDS):
            for kind, (beside, number) in loads.items():
                await others[kind].round(beside, number)
            await ours.round(load, pid)
    lines = [f"the whole bot: {ours}"]
    for kind, one in others.items():
        cpu = statistics.median(b / a for a, b in zip(one.cpu, ours.cpu, strict=True))
        pace = statistics.median(b / a for a, b in zip(one.rates, ours.rates, strict=True))
        told = f"ours costs {cpu:.2f} × its processor time, at {pace:.2f} × its rate"
        lines.append(f"{PEERS_OF.get(kind, FLOOR)}: {one}; {told}")
    return lines if PEERS.exists() else [*lines, "the bots of others: not installed (make bench)"]


async def _parts(load: Load, pid: int, folder: Path) -> list[str]:
    """The split of an update's processor time, from a bot of its own that is metered."""
    await load.run(WARM)
    os.kill(pid, signal.SIGUSR1)
    await load.run(ROUND)
    os.kill(pid, signal.SIGUSR2)
    while not (folder / PARTS).exists():
        await asyncio.sleep(0.01)
    spent: dict[str, float] = json.loads((folder / PARTS).read_text())
    total = sum(spent.values())
    return [
        f"  {seconds / ROUND * 1000:5.2f} ms {seconds / total:4.0%}  {part}"
        for part, seconds in sorted(spent.items())
    ]


def _unit_of(chat: int) -> int:
    """The unit of the n-th liaison: the stage's five units came first."""
    return chat - FIRST + 6


async def _flooded(emulator: Emulator, load: Load) -> tuple[float, float]:
    """Milliseconds a quiet chat waits: p99 while another floods, and the median alone."""
    await load.run(60, chats=1)
    alone = statistics.median(load.waits) * 1000
    flood = Phone(emulator, FIRST + CHATS - 1, "人")
    for number in range(FLOOD):
        emulator.push({"message": flood.message(text="首页" if number % 2 else "帮助")})
    await load.run(100, chats=2)
    quiet = sorted(load.waits)[int(len(load.waits) * 0.99)] * 1000
    return quiet, alone


def _cpu(pid: int) -> float:
    """Seconds of processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _memory(pid: int) -> float:
    """Megabytes a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
