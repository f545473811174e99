"""Another county's rows in place of those of a schema: a restore, or a county that moves here.

They are put into a schema beside it first. Then the names change in one transaction, so that a
fault half-way leaves everything as it was; what was there before is kept under another name.
Whoever calls holds the county (``storage.postgres.holding``).
"""

from __future__ import annotations

from pathlib import Path

from storage.engine import WritingLine
from storage.postgres.address import Address
from storage.postgres.copying import copy_in
from storage.sqlite.file import SqliteFile

_FULL = "select to_regclass(?) is not null as is_there"
_SCHEMAS = "select nspname as name from pg_namespace"


async def look(line: WritingLine, address: Address, *, overwrite: bool) -> None:
    """Whether something may be put here.

    Raises:
        FileExistsError: there is a county already, and it is not to be replaced.
    """
    if not overwrite and await _is_used(line, address.schema):
        raise FileExistsError(str(address))


async def _is_used(line: WritingLine, name: str) -> bool:
    """Whether anything was ever changed in a county; one that was only made may be replaced."""
    if not (await line.fetched(_FULL, (f"{name}.audit",)))[0][0]:
        return False
    found = await line.fetched(f"select exists (select 1 from {name}.audit)")  # noqa: S608 -- a checked name
    return bool(found[0][0])


async def replace(
    line: WritingLine, address: Address, file: Path, *, overwrite: bool
) -> str | None:
    """Put the file's rows here; the name under which what was here before is kept."""
    await look(line, address, overwrite=overwrite)
    beside = Address(address.url, f"{address.schema}_incoming")
    await _drop(line, beside.schema)  # what a killed one left
    await SqliteFile(file).migrate()
    await copy_in(file, beside)
    names = {row[0] for row in await line.fetched(_SCHEMAS)}
    used = await _is_used(line, address.schema)
    kept = _free(address.schema, names) if used else None
    await line.begin()
    if kept is not None:
        await line.done(f"alter schema {address.schema} rename to {kept}")
    elif address.schema in names:
        await line.done(f"drop schema {address.schema} cascade")
    await line.done(f"alter schema {beside.schema} rename to {address.schema}")
    await line.commit(lambda: None)
    return kept


async def _drop(line: WritingLine, name: str) -> None:
    await line.begin()
    await line.done(f"drop schema if exists {name} cascade")
    await line.commit(lambda: None)


def _free(name: str, taken: set[str]) -> str:
    number = 1
    while f"{name}_replaced_{number}" in taken:
        number += 1
    return f"{name}_replaced_{number}"
