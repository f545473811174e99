"""Scoring 2,000 random units against the same table written out by hand, and 100,000 as a file.

Processor time, the least of several rounds, everything in one run: the ratios count. Cold begins
with nothing remembered; warm has seen every row before. Results are dropped as they come, as the
bot and the command do.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from scoring.assess import assess
from scoring.parts import Input
from scoring.ranking import rank
from scoring.result import Assessment
from scoring.scheme import Scheme, load
from scoring.sentence import result
from tests.bench import by_hand

UNITS = 2_000
LINES = 100_000
ROUNDS = 7
Facts = dict[str, dict[str, object]]


async def run() -> list[str]:
    """The lines of the report."""
    departments = load("郏县2022-县直单位")
    chance = random.Random(2026)
    units = [_facts(departments, chance) for _ in range(UNITS)]
    for one in units[:100]:
        assert assess(departments, one).total == by_hand.total(one)
    hand = _least(lambda: [by_hand.total(one) for one in units])
    lines = [f"by hand, Decimal, no checks, no steps: {hand:.1f} µs a unit"]
    lines += _against(departments, units, hand)
    townships = load("郏县2022-乡镇街道")
    others = [_facts(townships, chance) for _ in range(UNITS)]
    lines += [f"{townships.name}: {line}" for line in _against(townships, others, None)]
    results = [assess(departments, one, f"单位{number}") for number, one in enumerate(units)]
    ranking = _least(lambda: rank(departments, results)) * UNITS / 1000
    lines.append(f"ranking {UNITS} units: {ranking:.1f} ms")
    return [*lines, await asyncio.to_thread(_as_a_file, departments, chance)]


def _against(scheme: Scheme, units: list[Facts], hand: float | None) -> list[str]:
    def all_units() -> None:
        for one in units:
            assess(scheme, one, "单位")

    def beside(micros: float) -> str:
        return f"{micros:.1f} µs a unit" + (f" ({micros / hand:.1f} × by hand)" if hand else "")

    cold = _least(all_units, lambda: scheme.__dict__.pop("prepared", None))
    warm = _least(all_units)
    found = [assess(scheme, one) for one in units]
    started = time.process_time()
    _words(scheme, found)
    first = (time.process_time() - started) / UNITS * 1e6
    again = _least(lambda: _words(scheme, found))
    return [
        f"cold, explained in steps: {beside(cold)}",
        f"warm, explained in steps: {beside(warm)}",
        f"the words of all {len(scheme.rows)} rows: {first:.1f} µs, said before: {again:.1f} µs",
    ]


def _words(scheme: Scheme, found: list[Assessment]) -> None:
    for one in found:
        for row in scheme.rows:
            result(row, one.rows[row.id])


def _least(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The least processor time of some rounds, in µs for each of the units."""
    least = float("inf")
    for _ in range(ROUNDS):
        before()
        started = time.process_time()
        work()
        least = min(least, time.process_time() - started)
    return least / UNITS * 1e6


def _as_a_file(scheme: Scheme, chance: random.Random) -> str:
    """100,000 units as JSON Lines through the command, as somebody at a terminal does it."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "in.jsonl", Path(folder) / "out.json"
        with given.open("w", encoding="utf-8") as file:
            for number in range(LINES):
                facts = _facts(scheme, chance)
                unit = {"name": f"单位{number}", "facts": facts}
                file.write(json.dumps(unit, ensure_ascii=False, default=str) + "\n")
        command = [sys.executable, "-m", "scoring", "score", "--scheme", scheme.name, str(given)]
        seconds, memory = _spent([*command, "--output", str(made)])
        size = made.stat().st_size / 1e6
    return (
        f"{LINES} units as JSON Lines, {size:.0f} MB of steps out: {seconds:.1f} s of processor "
        f"time, {memory:.0f} MB"
    )


def _spent(command: list[str]) -> tuple[float, float]:
    """Processor seconds and peak megabytes of a command, told by itself: children add up."""
    inner = (
        "import resource, sys\n"
        "from scoring.__main__ import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)\n"
    )
    told = subprocess.run(
        [command[0], "-c", inner, *command[3:]], check=True, capture_output=True, text=True
    )
    seconds, memory = told.stdout.split()
    return float(seconds), float(memory)


def _facts(scheme: Scheme, chance: random.Random) -> Facts:
    """Complete facts of one unit, by chance."""
    return {row.id: {one.name: _value(one, chance) for one in row.inputs} for row in scheme.rows}


def _value(one: Input, chance: random.Random) -> object:
    if one.kind == "flag":
        return chance.random() < 0.7
    if one.kind == "count":
        return chance.randint(one.least, 12)
    if one.kind == "rate":
        return Decimal(chance.randint(-2000, 15000)).scaleb(-4)
    return Decimal(chance.randint(0, 20)).scaleb(-1) * 5
