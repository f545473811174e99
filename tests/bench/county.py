"""Commands over a county of many years: its checks, its proof, a start; processor time and memory.

Each runs as the operator runs it, in a process of its own. The full measure is BENCH_COUNTY=1
(100,000 papers, 500,000 audit rows); here a tenth of it. Beside it what merely hashing all of its
files and audit rows costs.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from storage.audit import _link, joined
from tests.bench import _big_county

SCALE = float(os.environ.get("BENCH_COUNTY", "0.1"))
KEPT = "kept.tar"
COMMANDS = (
    ("check --data", ("check", "--data")),
    ("verify", ("verify",)),
    ("backup", ("backup", KEPT)),
    ("restore --drill", ("restore", "--drill", KEPT)),
)
CONFIG = '[data]\nfolder = "data"\n[web]\nport = 0\n'


async def run() -> list[str]:
    """The lines of the report."""
    return await asyncio.to_thread(_measure)


def _measure() -> list[str]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        found(folder, SCALE)
        lines = [f"the floor: every file and every link hashed once, {_floor(folder / 'data')}"]
        for name, words in COMMANDS:
            seconds, memory = spent(folder, [sys.executable, "-m", "bot", *words])
            lines.append(f"{name}: {seconds:.1f} s of processor time, {memory:.0f} MB")
        return lines


def found(folder: Path, scale: float) -> None:
    """A county with its settings, to run commands in."""
    os.umask(0o077)
    _big_county.found(folder / "data", scale)
    (folder / "config.toml").write_text(CONFIG)


def _floor(data: Path) -> str:
    """What reading every paper and chaining every audit row costs with nothing else done."""
    started = time.process_time()
    for file in (data / "evidence").rglob("*"):
        if file.is_file():
            hashlib.sha256(file.read_bytes()).hexdigest()
    connection, whole = sqlite3.connect(data / "xinkao.db"), ""
    rows = connection.execute(
        "select previous, number, stream, seq, at, actor, action, subject, before, after, why"
        " from audit order by number"
    )
    count = 0
    for previous, number, *row in rows:
        whole = joined(whole, number, _link(previous, row))
        count += 1
    connection.close()
    return f"{count} rows, {time.process_time() - started:.1f} s of processor time"


def spent(folder: Path, command: list[str]) -> tuple[float, float]:
    """Processor seconds of a command, and the most megabytes it held."""
    root = Path(__file__).parents[2]
    if "backup" in command:
        (folder / KEPT).unlink(missing_ok=True)  # one that is there is kept
    child = os.posix_spawn(
        "/bin/sh",
        ["/bin/sh", "-c", 'cd "$1" && shift && exec "$@" >told 2>&1', "sh", str(folder), *command],
        {**os.environ, "PYTHONPATH": str(root)},
    )
    _, status, used = os.wait4(child, 0)
    assert status == 0, (folder / "told").read_text()[-2000:]
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
