"""A start: processor time and memory when it first answers, and when everything is loaded.

``python -m bot run`` in a county that was founded before, several times. The first answer is
/health's; what pages and questions need is loaded after it, in a thread, and how long the slowest
of the answers meanwhile took stands beside. Loaded is when no more processor time is used.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

STARTS = 5
TICK = os.sysconf("SC_CLK_TCK")
QUIET, IDLE = 1.0, 0.08
"""Seconds in which no more processor time than this is used: the asking, and nothing is loaded."""
ASK_EVERY = 0.02


@dataclass(frozen=True)
class Start:
    """What one start took: seconds of a processor, megabytes held, seconds that an answer took."""

    first: float
    first_memory: float
    loaded: float
    loaded_memory: float
    slowest: float


async def run() -> list[str]:
    """The lines of the report."""
    return await asyncio.to_thread(_measure)


def _measure() -> list[str]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (folder / "config.toml").write_text(f'[data]\nfolder = "data"\n[web]\nport = {port}\n')
        starts = [_start(folder, port) for _ in range(STARTS + 1)][1:]  # the first one founds it
    first = min(starts, key=lambda one: one.first)
    loaded = min(starts, key=lambda one: one.loaded)
    slowest = sorted(one.slowest for one in starts)[len(starts) // 2]
    return [
        f"to the first answer: {first.first:.2f} s of processor time, {first.first_memory:.0f} MB",
        f"all loaded: {loaded.loaded:.2f} s, {loaded.loaded_memory:.0f} MB",
        f"the slowest answer while it loads: {slowest * 1000:.0f} ms",
    ]


def _start(folder: Path, port: int) -> Start:
    root = Path(__file__).parents[2]
    told = (folder / "told").open("ab")
    bot = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=told,
        stderr=told,
    )
    try:
        while not _answers(port):
            assert bot.poll() is None, (folder / "told").read_text()[-2000:]
            time.sleep(0.01)
        first, memory = _used(bot.pid)
        slowest, since, used = 0.0, time.monotonic(), first
        while time.monotonic() - since < QUIET:
            asked = time.monotonic()
            assert _answers(port)
            slowest = max(slowest, time.monotonic() - asked)
            time.sleep(ASK_EVERY)
            if (now := _used(bot.pid)[0]) > used + IDLE:
                since, used = time.monotonic(), now
        return Start(first, memory, *_used(bot.pid), slowest)
    finally:
        bot.send_signal(signal.SIGTERM)
        bot.wait()
        told.close()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            return bool(answer.read())
    except OSError:
        return False


def _used(process: int) -> tuple[float, float]:
    """Processor seconds so far, and megabytes held now."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    held = Path(f"/proc/{process}/statm").read_text().split()[1]
    return (int(fields[11]) + int(fields[12])) / TICK, int(held) * os.sysconf("SC_PAGE_SIZE") / 1e6
