"""A whole county between a schema and an SQLite file, row by row, each way in one view.

So a county has one form that every tool knows: backups hold such a file on either engine, the
invariants are asked of one, and a county moves by one. The papers are not here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import asyncpg

from storage.faults import Broken
from storage.postgres import schema
from storage.postgres.address import Address
from storage.postgres.trouble import DRIVER, told
from storage.sqlite.file import SqliteFile
from storage.sqlite.filling import AT_ONCE, Filling, filling, read_out

_REFERENCES = """
select distinct c.relname as at, p.relname as to from pg_constraint k
join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
where k.contype = 'f' and k.connamespace = current_schema()::regnamespace
"""
_SEQUENCES = """
select t.relname as at, s.relname as sequence from pg_class s
join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
join pg_class t on t.oid = d.refobjid
where s.relkind = 'S' and s.relnamespace = current_schema()::regnamespace
"""


async def copy_out(address: Address, file: Path) -> None:
    """Write the county as it is at this moment into a new file; whoever writes goes on.

    Raises:
        storage.faults.StorageFault: it cannot be read, or references lead nowhere.
    """
    await SqliteFile(file).migrate()
    connection = await address.connect()
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            with filling(file) as target:
                for table, columns in target.tables().items():
                    await _table_out(connection, target, table, columns)
                target.number(await _given(connection))
                if astray := target.astray():
                    raise Broken(f"{astray} references lead nowhere")
    except DRIVER as fault:
        raise told(fault) from fault
    finally:
        await connection.close()


async def _table_out(
    connection: asyncpg.Connection, target: Filling, table: str, columns: Sequence[str]
) -> None:
    names = ", ".join(f'"{one}"' for one in columns)
    target.empty(table)
    cursor = await connection.cursor(f'select {names} from "{table}"')  # noqa: S608 -- names of our own tables
    while rows := await cursor.fetch(AT_ONCE):
        await asyncio.to_thread(target.put, table, columns, [tuple(row) for row in rows])


async def _given(connection: asyncpg.Connection) -> dict[str, int]:
    found = {}
    for table, sequence in await connection.fetch(_SEQUENCES):
        number = await connection.fetchval(
            f"select last_value from {sequence} where is_called"  # noqa: S608 -- from the server's own list
        )
        if number is not None:
            found[table] = int(number)
    return found


async def copy_in(file: Path, address: Address) -> None:
    """Fill a county's schema, which is made, from a file of this version; all of it or nothing.

    Raises:
        FileExistsError: there is something of this county already.
        storage.faults.StorageFault: it cannot be written.
    """
    await schema.migrate(address)
    connection = await address.connect()
    try:
        async with connection.transaction():
            if await connection.fetchval("select exists (select 1 from audit)"):
                raise FileExistsError(str(address))
            with read_out(file) as source:
                await _fill(connection, source)
    except DRIVER as fault:
        raise told(fault) from fault
    finally:
        await connection.close()


async def _fill(connection: asyncpg.Connection, source: Filling) -> None:
    tables = source.tables()
    order = await _in_order(connection, tables)
    for table in order:
        await connection.execute(f'alter table "{table}" disable trigger user')
    every = ", ".join(f'"{table}"' for table in order)
    await connection.execute(f"truncate {every}")
    for table in order:
        for rows in source.rows(table, tables[table]):
            await connection.copy_records_to_table(table, records=rows, columns=tables[table])
    for table in order:
        await connection.execute(f'alter table "{table}" enable trigger user')
    given = source.numbered()
    for table, sequence in await connection.fetch(_SEQUENCES):
        if number := given.get(table):
            await connection.execute("select setval($1::regclass, $2)", sequence, number)


async def _in_order(connection: asyncpg.Connection, tables: Mapping[str, Any]) -> list[str]:
    """Tables after those they point to."""
    sorter = TopologicalSorter[str](dict.fromkeys(tables, ()))
    for at, to in await connection.fetch(_REFERENCES):
        if at != to:
            sorter.add(at, to)
    return [table for table in sorter.static_order() if table in tables]
