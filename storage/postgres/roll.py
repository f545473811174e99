"""The roll of workers in the schema where the leases are (``storage.roll``)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import asyncpg

from storage.postgres import holding
from storage.postgres.address import Address
from storage.postgres.trouble import DRIVER, told
from storage.roll import SILENCE, Holder, Peer, Seen

_SILENT, _FORGOTTEN = 5, 60
"""Seconds after which a worker counts as gone, and after which it is struck off.

One whose session has ended counts as gone at once: a killed process does not go silent first.
"""
_BEAT = """
insert into workers (worker, address, seen, leaving) values ($1, $2, clock_timestamp(), $3)
on conflict (worker) do update set address = $2, seen = clock_timestamp(), leaving = $3
"""
_STRIKE = f"delete from workers where seen < clock_timestamp() - interval '{_FORGOTTEN} s'"  # noqa: S608 -- a number
_HERE = "select pg_advisory_lock_shared(hashtext('xinkao worker'), hashtext($1))"
_LOCKED = """
exists (select 1 from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 2
    and l.database = (select oid from pg_database where datname = current_database())
    and l.classid = (hashtext({of})::bigint & 4294967295)::oid
    and l.objid = (hashtext({one})::bigint & 4294967295)::oid)
"""
_PEERS = f"""
select worker, address, leaving from workers w
where seen > clock_timestamp() - interval '{_SILENT} s'
  and {_LOCKED.format(of="'xinkao worker'", one="w.worker")} order by worker
"""  # noqa: S608 -- names and numbers of our own
_HOLDERS = f"""
select c.county, coalesce(h.worker, '') as worker, coalesce(h.address, '') as address,
  {_LOCKED.format(of="'xinkao'", one="c.county")} as alive
from unnest($1::text[]) as c (county) left join holders h on h.county = c.county
"""  # noqa: S608 -- as above
_END_SILENT = """
select pg_terminate_backend(a.pid) from pg_stat_activity a join pg_locks l on l.pid = a.pid
where l.locktype = 'advisory' and l.granted and l.objsubid = 2
  and l.database = (select oid from pg_database where datname = current_database())
  and l.classid = (hashtext('xinkao')::bigint & 4294967295)::oid
  and l.objid in (select (hashtext(c)::bigint & 4294967295)::oid from unnest($1::text[]) c)
  and a.wait_event = 'ClientRead' and a.query not ilike 'copy %'
  and a.state_change < clock_timestamp() - make_interval(secs => $2)
"""
"""The server's own limits end who is idle, in a transaction or not. A holder that went silent in
the middle of an exchange (a statement is read, and not run yet) is neither: nobody would end it.
"""
_SERVES = """
insert into holders (county, worker, address) values ($1, $2, $3)
on conflict (county) do update set worker = $2, address = $3
"""


class PostgresRoll:
    """One connection of its own; it is made anew when it breaks."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: asyncpg.Connection | None = None
        self._said = ""
        """The worker whose session this connection is known to be."""
        self._turn = asyncio.Lock()

    async def beat(self, me: Peer, counties: Sequence[str]) -> Seen:
        """Say that one is there, and see who else is."""

        async def work(connection: asyncpg.Connection) -> Seen:
            if self._said != me.worker:
                await connection.execute(_HERE, me.worker)
                self._said = me.worker
            await connection.execute(_BEAT, me.worker, me.address, me.leaving)
            await connection.execute(_STRIKE)
            peers = await connection.fetch(_PEERS)
            rows = await connection.fetch(_HOLDERS, list(counties))
            holders = {row[0]: Holder(row[1], row[2], row[3]) for row in rows}
            known = {row[0] for row in peers}
            if silent := [n for n, one in holders.items() if one.alive and one.worker not in known]:
                await connection.execute(_END_SILENT, silent, float(SILENCE))
            return Seen(tuple(Peer(*row) for row in peers), holders)

        found: Seen = await self._done(work)
        return found

    async def serves(self, county: str, worker: str, address: str) -> None:
        """Say where a county is served from now on."""
        await self._done(lambda one: one.execute(_SERVES, county, worker, address))

    async def leave(self, worker: str) -> None:
        """One is there no more."""
        await self._done(lambda one: one.execute("delete from workers where worker = $1", worker))

    async def close(self) -> None:
        """Close."""
        if self._connection is not None:
            self._connection.terminate()

    async def _done(self, work: Any) -> Any:
        async with self._turn:
            try:
                if self._connection is None or self._connection.is_closed():
                    self._connection = await self._address.connect(lock_timeout="5s")
                    await holding.make(self._connection)
                    self._said = ""
                return await asyncio.wait_for(work(self._connection), 10)
            except (*DRIVER, TimeoutError) as fault:
                if self._connection is not None:
                    self._connection.terminate()
                raise told(fault) from fault
