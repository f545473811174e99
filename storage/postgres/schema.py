"""Bringing a county's schema to this program's, by the same migrations as a file's.

In one transaction: a fault half-way leaves the schema as it was. Whoever still holds the county
in its former shape holds it no longer.
"""

from __future__ import annotations

from sqlalchemy import Integer
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import NullPool

from storage.migrating import carry
from storage.postgres import holding
from storage.postgres.address import Address
from storage.postgres.trouble import told
from storage.schema import newest


@compiles(Integer, "postgresql")
def _as_wide(_kind: Integer, _compiler: object, **_: object) -> str:
    """An integer is as wide as in a file; numbers of rows are given by a sequence all the same."""
    return "BIGINT"


async def migrate(address: Address) -> None:
    """Bring the schema to this version; make it where it is not there.

    Raises:
        SchemaFault: it was written by a newer version.
        storage.faults.StorageFault: it cannot be used now.
    """
    if await version(address) == newest():
        return
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=address.connect, poolclass=NullPool
    )
    try:
        async with engine.begin() as connection:
            await connection.exec_driver_sql("set local lock_timeout = '10s'")
            await connection.exec_driver_sql(
                f"select pg_advisory_xact_lock(hashtext('{address.schema}'))"
            )
            await connection.exec_driver_sql(f"create schema if not exists {address.schema}")
            await connection.run_sync(carry)
            await connection.exec_driver_sql(holding.ended(address.schema))
    except DBAPIError as fault:
        cause = fault.orig.__cause__ if fault.orig is not None else None
        raise told(cause or fault) from fault
    finally:
        await engine.dispose()


async def version(address: Address) -> str | None:
    """The version of the schema's structure; None: it is not there."""
    connection = await address.connect()
    try:
        at = f"{address.schema}.alembic_version"
        if await connection.fetchval("select to_regclass($1)", at) is None:
            return None
        return str(await connection.fetchval("select version_num from alembic_version"))
    finally:
        await connection.close()
