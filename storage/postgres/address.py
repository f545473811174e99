"""Where a county's rows are kept on PostgreSQL: a server, a database, a schema of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import asyncpg

from storage.faults import Unopened
from storage.postgres.driver import Connection
from storage.postgres.trouble import DRIVER, told

_SCHEMA = re.compile(r"[a-z][a-z0-9_]{0,60}")


@dataclass(frozen=True, slots=True)
class Address:
    """A server's address with its password, which is shown nowhere, and the county's schema."""

    url: str = field(repr=False)
    schema: str = "xinkao"

    def __post_init__(self) -> None:
        if not _SCHEMA.fullmatch(self.schema) or self.schema.startswith("pg_"):
            raise ValueError("a schema's name is small letters, digits and underscores")

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        where = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
        return f"postgresql://{where}{parts.path} {self.schema}"

    async def connect(self, **settings: str) -> asyncpg.Connection:
        """A connection of its own, in the county's schema.

        Raises:
            storage.faults.StorageFault: the server does not take us, or not as we asked.
        """
        try:
            connection: asyncpg.Connection = await asyncpg.connect(
                self.url,
                timeout=10,
                connection_class=Connection,
                statement_cache_size=1000,  # every query we have
                max_cached_statement_lifetime=0,
                server_settings={
                    "search_path": self.schema,
                    "application_name": f"xinkao {self.schema}",
                    "jit": "off",
                    "timezone": "UTC",
                    "standard_conforming_strings": "on",  # ``together`` tells texts in quotes
                    **settings,
                },
            )
            path = await connection.fetchval("select current_setting('search_path')")
        except (*DRIVER, TimeoutError) as fault:
            raise told(fault) from fault
        if path != self.schema:
            # A pooler told to ignore what it does not know would have us write elsewhere.
            await connection.close()
            raise Unopened(f"what stands before PostgreSQL gave us {path}, not {self.schema}")
        return connection
