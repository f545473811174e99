"""What is asked of a PostgreSQL server beside the queries: as little as can be."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

from storage.database import Database
from storage.postgres import driver, holding, roll
from storage.postgres.address import Address
from storage.postgres.roll import PostgresRoll
from storage.queries import corridor
from storage.roll import Peer
from tests import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every message with a statement in it."""
    found: list[str] = []
    for name in ("execute", "fetch"):
        real = getattr(asyncpg.Connection, name)

        async def asks(one: object, sql: str, *values: object, real: object = real) -> object:
            found.append(sql)
            return await real(one, sql, *values)  # type: ignore[operator]

        monkeypatch.setattr(asyncpg.Connection, name, asks)
    return found


async def test_what_the_servers_own_types_are_is_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The driver would ask it of each connection, for longer than a county's start takes else."""
    asked: list[object] = []
    real = asyncpg.Connection._introspect_types

    async def introspect(one: object, numbers: object, patience: object) -> object:
        asked.append(numbers)
        return await real(one, numbers, patience)

    monkeypatch.setattr(asyncpg.Connection, "_introspect_types", introspect)
    monkeypatch.setattr(driver, "_KNOWN", {})
    place = postgres.place()
    await place.migrate()
    asked.clear()
    monkeypatch.setattr(driver, "_KNOWN", {})
    for _ in range(3):
        line = await place.address.connect()  # type: ignore[attr-defined] # of a server
        assert await line.fetchval("select $1::int[]", [1, 2]) == [1, 2]
        await line.close()
    assert len(asked) == 1


async def test_a_view_begins_with_its_first_query(sent: list[str]) -> None:
    """And one that is for one query begins and ends nothing."""
    database = await Database.open(postgres.place())
    try:
        async with database.transaction() as db:
            await corridor.set_setting(db, "a", "1")
        for once in (False, True):
            sent.clear()
            async with database.reading(once=once) as db:
                assert not sent
                assert await corridor.setting(db, "b" if once else "a") == (None if once else "1")
            assert len(sent) <= (1 if once else 3)
            if once:
                sent.clear()
                async with database.reading(once=True) as db:
                    assert await corridor.setting(db, "b") is None
                assert not sent, "what is known is not asked again"
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("level", "together"), [("warning", True), ("notice", False), ("debug1", False)]
)
async def test_nothing_is_said_where_the_server_would_write_it_down(
    sent: list[str], level: str, together: bool
) -> None:
    """What is in a notice goes into the log of a server that logs notices: then each is asked."""
    place = postgres.place()
    await place.migrate()
    line = await place.address.connect()  # type: ignore[attr-defined] # of a server
    here = await line.fetchval("select current_database()")
    await line.execute(f"alter database {here} set log_min_messages = '{level}'")
    await line.close()
    database = await Database.open(place)
    try:
        for number in range(4):
            async with database.transaction() as db:
                await corridor.setting_ahead(db, "a")
                assert await corridor.setting(db, "a") == (str(number - 1) if number else None)
                await corridor.set_setting(db, "a", str(number))
    finally:
        await database.close()
    assert any("; select xinkao_lease.say(" in one for one in sent) is together


@pytest.mark.parametrize("silent", [True, False])
async def test_a_holder_that_goes_silent_in_the_middle_of_an_exchange_is_ended(
    monkeypatch: pytest.MonkeyPatch, silent: bool
) -> None:
    """The server waits for the rest of it for ever; who waits for the server is not silent."""
    monkeypatch.setattr(roll, "SILENCE", 0.2)
    place = postgres.place()
    await place.migrate()
    address: Address = place.address  # type: ignore[attr-defined] # of a server
    county, others = address.schema, PostgresRoll(Address(address.url, "xinkao_lease"))
    me = Peer("me", "", leaving=False)
    line, _ = await holding.take(address, None)
    await line.execute("set idle_session_timeout = 0")
    if silent:
        await line.prepare("select 2")
    asking = asyncio.ensure_future(
        asyncio.sleep(0) if silent else line.execute("select pg_sleep(9)")
    )
    try:
        await asyncio.sleep(0.4)
        assert (await others.beat(me, [county])).holders[county].alive
        await asyncio.sleep(0.2)
        assert (await others.beat(me, [county])).holders[county].alive is not silent
    finally:
        line.terminate()
        await asyncio.gather(asking, return_exceptions=True)
        await others.close()
