"""A holder of a county that is stopped in the middle of a turn, and goes on later."""

from __future__ import annotations

import asyncio
import sys

from storage.database import Database
from storage.faults import StorageFault
from storage.postgres.address import Address
from storage.postgres.place import PostgresPlace
from storage.queries import corridor


async def _hold(url: str) -> None:
    database = await Database.open(PostgresPlace(Address(url)))
    for number in range(2):
        try:
            async with database.transaction() as db:
                await corridor.set_setting(db, f"a:{number}", "written by the frozen one")
                if number == 0:
                    sys.stdout.write("written\n")
                    sys.stdout.flush()
                    await asyncio.to_thread(sys.stdin.readline)
        except StorageFault as fault:
            sys.stdout.write(f"{type(fault).__name__}\n")
    await database.close()


if __name__ == "__main__":
    asyncio.run(_hold(sys.argv[1]))
