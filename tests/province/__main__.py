"""``python -m tests.province``: a whole province on one machine, from nothing.

``show`` says where to look; ``load``, ``flood`` and ``kills`` measure and say what they found. What
the workers of those said is kept: one that ends by itself is not guessed at afterwards.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import math
import sys
import time

from tests.program import ROOT
from tests.province import flood, kills, load, show

LOGS = ROOT / "build" / "province"


def main() -> int:
    """What was asked for."""
    chosen = _parser().parse_args()
    if chosen.what == "show":
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(show.run(chosen.port, opens=chosen.open))
        return 0
    logs = LOGS / f"{chosen.what}-{time.strftime('%Y%m%d-%H%M%S')}"
    logs.mkdir(parents=True)
    print(f"the workers' logs: {logs}", flush=True)
    if chosen.what == "kills":
        times = {deed: getattr(chosen, deed) for deed in kills.DEEDS}
        told = kills.run(kills.Plan(times, chosen.seed, chosen.seconds), logs)
    elif chosen.what == "flood":
        told = flood.run(chosen.seconds, logs)
    else:
        plan = load.Plan(
            chosen.counties, chosen.workers, chosen.persons, chosen.seconds, chosen.telegrams
        )
        told = load.run(plan, logs)
    print("\n".join(asyncio.run(told)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.province", description=__doc__)
    asked = parser.add_subparsers(dest="what", required=True)
    showing = asked.add_parser("show", help="PostgreSQL, S3, four workers, a proxy, three counties")
    showing.add_argument("--port", type=int, default=8100)
    showing.add_argument("--open", action="store_true", help="open the overview in a browser")
    killing = asked.add_parser("kills", help="kill, freeze and cut off what serves the counties")
    for deed, times in zip(kills.DEEDS, (200, 20, 20, 5, 5, 5), strict=True):
        killing.add_argument(f"--{deed}", type=int, default=times)
    killing.add_argument("--seed", type=int, default=17)
    killing.add_argument("--seconds", type=float, default=math.inf, help="begin nothing later")
    loading = asked.add_parser("load", help="many counties, a crowd, 1, 2, 4 workers")
    loading.add_argument("--counties", type=int, default=158)
    loading.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    loading.add_argument("--persons", type=int, default=200)
    loading.add_argument("--seconds", type=float, default=60)
    loading.add_argument("--telegrams", type=int, default=8, help="counties that have Telegram")
    flooding = asked.add_parser("flood", help="one county flooded, what two others wait")
    flooding.add_argument("--seconds", type=float, default=20)
    return parser


if __name__ == "__main__":
    sys.exit(main())
