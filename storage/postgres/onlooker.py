"""A database account of its own for whoever only looks at how the counties stand.

It may read the tables that figures and states are worked out from, and nothing else: no log-in, no
letter, no address, no telephone number. The account is made by whoever runs the database; what it
may read is given by the counties' own account, county by county, when somebody looks there first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from storage.engine import Found, Work
from storage.faults import Forbidden
from storage.postgres.address import Address
from storage.postgres.kept import Kept
from storage.postgres.place import PostgresViews
from storage.postgres.trouble import DRIVER, told

READ = (
    "blobs",
    "claims",
    "compared_marks",
    "compared_rows",
    "edition_points",
    "edition_results",
    "evidence",
    "extensions",
    "form_results",
    "forms",
    "publications",
    "quarter_schemes",
    "quarters",
    "reviews",
    "roster_mark",
    "standing_marks",
    "supplied",
    "unit_aliases",
    "unit_sounds",
    "units",
    "work_reports",
)
_TOGETHER = 8
"""Counties that are looked at at once: each is a connection for so long."""
_NAME = "select current_user::text"
_WRITES = """
select exists (
  select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1::text[]) and c.relkind = 'r'
    and has_table_privilege(c.oid, 'insert, update, delete, truncate')
)
"""


class PostgresOnlooker:
    """The account, once it is known to be one that cannot write."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._name = ""
        self._schemas: Collection[str] = ()
        self._allowed: set[str] = set()
        self._room = asyncio.Semaphore(_TOGETHER)

    async def open(self, schemas: Collection[str]) -> None:
        """Look who one is; where the server is away, that is done before the first look.

        Raises:
            Forbidden: it is an account that can write what these schemas keep.
            storage.faults.StorageFault: the server does not take it.
        """
        self._schemas = schemas
        connection = await Address(self._url).connect()
        try:
            name = str(await connection.fetchval(_NAME))
            if await connection.fetchval(_WRITES, list(schemas)):
                raise Forbidden(name)
            self._name = name
        except DRIVER as fault:
            raise told(fault) from fault
        finally:
            await connection.close()

    async def beside(self, owner: str, schema: str, work: Work[Found]) -> Found:
        """What ``work`` finds in one view of a county, as this account.

        ``owner``: the address of the counties' own account, which lets this one read.
        """
        async with self._room:
            if not self._name:
                await self.open(self._schemas)
            if schema not in self._allowed:
                await self._allow(Address(owner, schema))
                self._allowed.add(schema)
            views = PostgresViews(Address(self._url, schema), Kept())
            try:
                return await views.beside(work)
            finally:
                await views.close()

    async def _allow(self, owner: Address) -> None:
        connection = await owner.connect()
        try:
            name = await connection.fetchval("select quote_ident($1)", self._name)
            await connection.execute(
                f"grant usage on schema {owner.schema} to {name};"
                f" grant select on {', '.join(READ)} to {name}"
            )
        except DRIVER as fault:
            raise told(fault) from fault
        finally:
            await connection.close()
