"""``python -m tests.province``: a whole province on one machine, from nothing.

``show`` (the default) starts PostgreSQL, an object store, workers, a proxy and sample counties and
says where to look; ``kills`` is the campaign of ``kills``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.province import kills


def main() -> int:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.province", description=__doc__)
    asked = parser.add_subparsers(dest="what", required=True)
    killing = asked.add_parser("kills", help="kill workers, the database, the object store")
    killing.add_argument("--workers", type=int, default=200)
    killing.add_argument("--databases", type=int, default=20)
    killing.add_argument("--stores", type=int, default=20)
    killing.add_argument("--seed", type=int, default=17)
    told = parser.parse_args()
    lines = asyncio.run(kills.run(told.workers, told.databases, told.stores, told.seed))
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
