"""That exactly one process writes a county: an epoch a county, locked by every transaction.

The epoch's row is the truth: each transaction counts its turn there, which locks it, and is refused
where the epoch has moved on; so a holder that was frozen cannot commit after the next one has
begun, and the next one's first word waits for what the last one still had open. The turns tell a
holder whose server went back in time (a standby that had not followed) that it must not go on. The
advisory lock is only the quick word for "somebody is alive there"; the server itself ends a silent
holder's session.

A guest (``guest``) writes beside a living holder, in one short transaction under the same row: it
counts itself there, and the holder's next transaction is refused once, so that the holder reads
anew what it had kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import asyncpg

from storage.faults import Busy, Receded, Taken
from storage.postgres import saying
from storage.postgres.address import Address
from storage.postgres.trouble import DRIVER, TAKEN, VISITED, told
from storage.roll import SILENCE

_OWN = saying.OWN
_MARK = "xinkao leases 4"
"""Which shape they are of."""
_SHAPE = "select obj_description(to_regnamespace($1)::oid, 'pg_namespace')"
PATIENCE = 10
"""Seconds that somebody waits for a county's row."""

_MADE = f"""
create schema if not exists {_OWN};
create table if not exists {_OWN}.counties (county text primary key, epoch bigint not null);
alter table {_OWN}.counties add column if not exists halted text not null default '';
alter table {_OWN}.counties add column if not exists turn bigint not null default 0;
alter table {_OWN}.counties add column if not exists guests bigint not null default 0;
create table if not exists {_OWN}.workers (
  worker text primary key, address text not null,
  seen timestamptz not null, leaving boolean not null);
create table if not exists {_OWN}.holders (
  county text primary key, worker text not null, address text not null);
create or replace function {_OWN}.hold(of_county text, at_epoch bigint) returns void
language plpgsql as $$
declare this_turn bigint;
begin
  update {_OWN}.counties set turn = turn + 1 where county = of_county and epoch = at_epoch
  returning turn into this_turn;
  if this_turn is null then
    raise exception 'another process holds %', of_county using errcode = '{TAKEN}';
  end if;
  raise notice 'xinkao % %', pg_current_xact_id(), this_turn;
end $$;
create or replace function {_OWN}.hold(of_county text, at_epoch bigint, after_guests bigint)
returns void language plpgsql as $$
declare that_many bigint;
begin
  perform {_OWN}.hold(of_county, at_epoch);
  select guests into that_many from {_OWN}.counties where county = of_county;
  if that_many <> after_guests then
    raise exception 'a guest has written in %', of_county using errcode = '{VISITED}';
  end if;
end $$;
create or replace function {_OWN}.visit(of_county text) returns void language sql as $$
  insert into {_OWN}.counties as c (county, epoch, turn, guests) values (of_county, 0, 1, 1)
  on conflict (county) do update set turn = c.turn + 1, guests = c.guests + 1;
$$;
{saying.SAY}
comment on schema {_OWN} is '{_MARK}';
"""  # noqa: S608 -- names of our own
_NEXT = f"""
insert into {_OWN}.counties as c (county, epoch) values ($1, 1)
on conflict (county) do update set epoch = c.epoch + 1 returning epoch, guests
"""  # noqa: S608 -- as above
_AGAIN = f"""
update {_OWN}.counties set epoch = epoch + 1 where county = $1 and epoch = $2
returning epoch, guests
"""  # noqa: S608 -- as above
_HALTED = f"select halted from {_OWN}.counties where county = $1"  # noqa: S608 -- as above
_HALT = f"update {_OWN}.counties set halted = $2 where county = $1"  # noqa: S608 -- as above
_TURN = f"select turn from {_OWN}.counties where county = $1"  # noqa: S608 -- as above
_NOW = f"select epoch from {_OWN}.counties where county = $1"  # noqa: S608 -- as above
_STANDS = f"select epoch, guests, turn from {_OWN}.counties where county = $1"  # noqa: S608 -- as above
_HELD = """
select exists (select 1 from pg_locks where locktype = 'advisory' and granted and objsubid = 2
  and database = (select oid from pg_database where datname = current_database())
  and classid = (hashtext('xinkao')::bigint & 4294967295)::oid
  and objid = (hashtext($1)::bigint & 4294967295)::oid)
"""
_LOCK = "select pg_try_advisory_lock(hashtext('xinkao'), hashtext($1))"


async def make(connection: asyncpg.Connection) -> None:
    """Make what the leases are kept in; several processes may at once.

    Only where it is not there yet: to change a table is to wait for whoever has it in hand.
    """
    if await connection.fetchval(_SHAPE, _OWN) == _MARK:
        return
    await connection.execute(
        f"begin; select pg_advisory_xact_lock(hashtext('xinkao_lease')); {_MADE} commit"
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a county's row stands."""

    epoch: int
    guests: int
    turn: int


@dataclass(frozen=True, slots=True)
class Hold:
    """That a county is ours: since which epoch, after how many guests."""

    epoch: int
    guests: int


async def take(address: Address, held: int | None) -> tuple[asyncpg.Connection, Hold]:
    """A connection that may write the county; ``held``: its epoch, ours until the line broke.

    Raises:
        Taken: another process holds the county, or has held it since.
        Busy: the server has not noticed yet that the line broke.
        Receded: somebody has found that acknowledged commits are missing here.
    """
    connection = await address.connect(
        idle_session_timeout=f"{SILENCE}s",
        idle_in_transaction_session_timeout=f"{SILENCE}s",
        lock_timeout=f"{PATIENCE}s",
        client_min_messages="notice",  # by which the guard names its transaction
    )
    try:
        if held is None:
            await make(connection)
        hold = await _taken(connection, address.schema, held)
    except (*DRIVER, TimeoutError) as fault:
        connection.terminate()
        raise told(fault) from fault
    except BaseException:
        connection.terminate()
        raise
    return connection, hold


async def _taken(connection: asyncpg.Connection, county: str, held: int | None) -> Hold:
    if not await connection.fetchval(_LOCK, county):
        if held is not None and await connection.fetchval(_NOW, county) == held:
            raise Busy(f"the session that broke still holds {county}")
        raise Taken(f"another process holds {county}")
    await running(connection, county)
    if held is None:
        return Hold(*await connection.fetchrow(_NEXT, county))
    found = await connection.fetchrow(_AGAIN, county, held)
    if found is None:
        now = await connection.fetchval(_NOW, county)
        if now is None or now < held:  # epochs only grow
            await _halt(connection, county, f"epoch {held} was begun, and the last one is {now}")
        raise Taken(f"another process has held {county} since")
    return Hold(*found)


async def _halt(connection: asyncpg.Connection, county: str, why: str) -> NoReturn:
    """Nobody goes on before somebody has looked.

    Raises:
        Receded: always.
    """
    await connection.execute(_HALT, county, why)
    raise Receded(why)


async def running(connection: asyncpg.Connection, county: str) -> None:
    """Whether the county may be written at all.

    Raises:
        Receded: somebody has found that acknowledged commits are missing here.
    """
    if why := await connection.fetchval(_HALTED, county):
        raise Receded(why)


async def is_held(connection: asyncpg.Connection, county: str) -> bool:
    """Whether a session holds the county now, whoever's it is."""
    return bool(await connection.fetchval(_HELD, county))


async def standing(connection: asyncpg.Connection, county: str) -> Standing | None:
    """How the county's row stands now, without waiting for anybody; None: it has none."""
    found = await connection.fetchrow(_STANDS, county)
    return Standing(*found) if found else None


async def look_back(connection: asyncpg.Connection, county: str, turn: int) -> None:
    """Whether what was acknowledged last is there; if not, nobody goes on before somebody looked.

    Raises:
        Receded: it is not: a standby that had not followed was promoted, or a backup put back.
    """
    found = await connection.fetchval(_TURN, county)
    if found is not None and found >= turn:
        return
    await _halt(connection, county, f"turn {turn} was committed, and the last one is {found}")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a transaction is known by."""

    number: str
    """The server's own, by which its fate is looked up."""
    turn: int
    """The county's own: each transaction of a holder has the next one."""


def marks_in(notice: str) -> Marks | None:
    """What the guard says of its transaction; None: it is another word."""
    match notice.split():
        case ["xinkao", number, turn]:
            return Marks(number, int(turn))
    return None


async def fate(connection: asyncpg.Connection, number: str) -> bool | None:
    """Whether a transaction was committed, whoever asks; None: nobody can say yet.

    A number the server never gave (a standby that was promoted without it) is of none that was
    committed there.
    """
    try:
        said = await connection.fetchval("select pg_xact_status($1::text::xid8)", number)
    except asyncpg.InvalidParameterValueError:
        return False
    return {"committed": True, "aborted": False}.get(said)


def ended(county: str) -> str:
    """That whoever holds the county now is its holder no longer."""
    return f"""
do $$ begin
  if to_regclass('{_OWN}.counties') is not null then
    update {_OWN}.counties set epoch = epoch + 1 where county = '{county}';
  end if;
end $$
"""  # noqa: S608 -- a schema's name, checked before


def guard(county: str, hold: Hold) -> str:
    """What every transaction begins with; ``county`` is a schema's name, checked before."""
    return f"select {_OWN}.hold('{county}', {hold.epoch}, {hold.guests})"


def visit(county: str) -> str:
    """What a guest's transaction begins with."""
    return f"select {_OWN}.visit('{county}')"
