"""Run every measurement and print its lines. Ratios within one run count; seconds are the day's."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil

from tests import bench


async def main() -> None:
    """Each module of this folder with a ``run`` is one measurement."""
    for module in sorted(one.name for one in pkgutil.iter_modules(bench.__path__)):
        if module.startswith("_"):
            continue
        loaded = importlib.import_module(f"tests.bench.{module}")
        print(f"\n== {module}: {(loaded.__doc__ or '').splitlines()[0]}", flush=True)
        for line in await loaded.run():
            print(f"   {line}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
