"""Scoring one unit, and ranking ten thousand."""

from __future__ import annotations

import statistics
import time

from scoring.assess import assess
from scoring.ranking import rank
from scoring.scheme import Scheme, load

UNITS = 2_000


async def run() -> list[str]:
    """The lines of the report."""
    lines = []
    for name in ("郏县2022-县直单位", "郏县2022-乡镇街道"):
        scheme = load(name)
        facts = _facts(scheme)
        times = []
        for _ in range(7):
            started = time.perf_counter()
            for _ in range(200):
                assess(scheme, facts, "单位")
            times.append((time.perf_counter() - started) / 200)
        results = [assess(scheme, facts, f"单位{number}") for number in range(UNITS)]
        started = time.perf_counter()
        rank(scheme, results)
        ranked = time.perf_counter() - started
        lines.append(
            f"{name}: {statistics.median(times) * 1e6:.0f} µs a unit, explained; "
            f"ranking {UNITS} units {ranked * 1000:.0f} ms"
        )
    return lines


def _facts(scheme: Scheme) -> dict[str, dict[str, object]]:
    values = {"flag": True, "count": 2, "rate": "0.25", "award": 5}
    return {
        row.id: {
            one.name: values[one.kind] for one in row.inputs if one.kind != "award" or row.award
        }
        for row in scheme.rows
    }
