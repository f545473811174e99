"""Run every measurement and print its lines. Ratios within one run count; seconds are the day's."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import sys

from tests import bench

APART = {"archive", "chats", "growth", "heard_cost", "hearing", "memory", "photos"}
"""Measured only when they are named."""


async def main() -> None:
    """Each module of this folder with a ``run`` is one measurement; named ones alone."""
    for module in sorted(one.name for one in pkgutil.iter_modules(bench.__path__)):
        wanted = module in sys.argv[1:] if sys.argv[1:] else module not in APART
        if module.startswith("_") or not wanted:
            continue
        loaded = importlib.import_module(f"tests.bench.{module}")
        print(f"\n== {module}: {(loaded.__doc__ or '').splitlines()[0]}", flush=True)
        for line in await loaded.run():
            print(f"   {line}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
