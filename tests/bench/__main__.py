"""Run every measurement and print its lines. Ratios within one run count; seconds are the day's."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import sys

from tests import bench


async def main() -> None:
    """Each module of this folder with a ``run`` is one measurement; named ones alone."""
    for module in sorted(one.name for one in pkgutil.iter_modules(bench.__path__)):
        if module.startswith("_") or (sys.argv[1:] and module not in sys.argv[1:]):
            continue
        loaded = importlib.import_module(f"tests.bench.{module}")
        print(f"\n== {module}: {(loaded.__doc__ or '').splitlines()[0]}", flush=True)
        for line in await loaded.run():
            print(f"   {line}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
