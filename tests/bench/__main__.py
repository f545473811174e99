"""Run every measurement and print its lines. Ratios within one run count; seconds are the day's."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import sys
from pathlib import Path

from tests import bench

APART = {"archive", "chats", "growth", "heard_cost", "hearing", "memory", "photos"}
"""Measured only when they are named."""


def measurements() -> list[str]:
    """The modules of this folder that have a ``run``; the others serve them."""
    named = sorted(one.name for one in pkgutil.iter_modules(bench.__path__))
    return [one for one in named if not one.startswith("_") and _runs(one)]


def _runs(module: str) -> bool:
    """By its text: some of them load much when they are imported."""
    text = (Path(__file__).parent / f"{module}.py").read_text()
    return "\nasync def run(" in text


async def main() -> None:
    """Every measurement that is not only made when it is named; named ones alone."""
    asked, there = sys.argv[1:], measurements()
    if unknown := sorted(set(asked) - set(there)):
        sys.exit(f"no such measurement: {', '.join(unknown)}; there are {', '.join(there)}")
    for module in asked or [one for one in there if one not in APART]:
        loaded = importlib.import_module(f"tests.bench.{module}")
        print(f"\n== {module}: {(loaded.__doc__ or '').splitlines()[0]}", flush=True)
        for line in await loaded.run():
            print(f"   {line}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
