"""A command that writes beside a running bot on PostgreSQL: in turn with it, and seen by it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from storage.engine import Place
from storage.faults import Busy, Outdated, Receded, StorageFault
from storage.queries import corridor
from tests import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr("storage.postgres.writing._PING", 0.05)
    return postgres.place()


@pytest.fixture
async def database(place: Place) -> AsyncIterator[Database]:
    opened = await Database.open(place)
    yield opened
    await opened.close()


@pytest.fixture
async def guest(place: Place, database: Database) -> AsyncIterator[Database]:
    await _set(database, "a:0", "x")
    opened = await Database.open(place, guest=True)
    yield opened
    await opened.close()


async def _set(database: Database, key: str, value: str) -> None:
    async with database.transaction() as db:
        await corridor.set_setting(db, key, value)


async def _asked(database: Database, key: str) -> str | None:
    async with database.reading() as db:
        return await corridor.setting(db, key)


async def test_what_a_guest_wrote_the_holder_sees_although_it_had_read_otherwise(
    database: Database, guest: Database
) -> None:
    """Once the guest's transaction has been left; the holder goes on holding."""
    for number in range(3):
        value = f"{number}"
        assert await _asked(database, "a:1") == (f"{number - 1}" if number else None)
        await _set(guest, "a:1", value)
        assert await _asked(database, "a:1") == value
        await _set(database, f"a:2{number}", value)
    assert await _asked(guest, "a:22") == "2"
    assert not (await _done(database.lost())), "it is nobody else's"


async def _done(waiting) -> bool:  # type: ignore[no-untyped-def] # whatever is awaited
    task = asyncio.ensure_future(waiting)
    await asyncio.sleep(0)
    done = task.done()
    task.cancel()
    return done


async def test_a_turn_that_rests_on_what_a_guest_has_changed_is_refused_and_comes_again(
    database: Database, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it read is not true any more; the next try reads what is."""
    monkeypatch.setattr("storage.postgres.writing._PING", 3600.0)
    monkeypatch.setattr("storage.postgres.guest.SILENCE", 0.1)  # this holder notices by its turn
    await _set(database, "a:1", "one")
    assert await _asked(database, "a:1") == "one"
    guest = await Database.open(place, guest=True)
    await _set(guest, "a:1", "two")
    await guest.close()

    async def adds() -> None:
        async with database.transaction() as db:
            found = await corridor.setting(db, "a:1")
            await corridor.set_setting(db, "a:1", f"{found} and more")

    with pytest.raises(Outdated):
        await adds()
    assert await _asked(database, "a:1") == "two"
    await adds()
    assert await _asked(database, "a:1") == "two and more"


async def test_a_guest_waits_for_the_turn_in_hand_and_the_next_turn_for_the_guest(
    database: Database, guest: Database
) -> None:
    """One after the other: nobody overwrites what the other has read."""

    async def counts(of: Database) -> None:
        for _ in range(20):
            async with of.transaction() as db:
                found = int(await corridor.setting(db, "a:n") or 0)
                await asyncio.sleep(0)
                await corridor.set_setting(db, "a:n", f"{found + 1}")

    async def counts_again() -> None:
        done = 0
        while done < 20:
            try:
                async with database.transaction() as db:
                    found = int(await corridor.setting(db, "a:n") or 0)
                    await corridor.set_setting(db, "a:n", f"{found + 1}")
            except Outdated:
                continue
            done += 1

    await asyncio.gather(counts(guest), counts_again())
    assert await _asked(guest, "a:n") == "40"


async def test_a_guest_that_says_nothing_holds_nobody_up(
    database: Database, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server ends it; nothing it wrote is there, and the holder's turn goes through."""
    monkeypatch.setattr("storage.postgres.guest._SHORT", 1)
    guest = await Database.open(place, guest=True)
    with pytest.raises(StorageFault):
        async with guest.transaction() as db:
            await corridor.set_setting(db, "a:1", "guest")
            await _set(database, "a:1", "holder")
            await corridor.set_setting(db, "a:2", "guest")
    assert await _asked(database, "a:1") == "holder"
    assert await _asked(database, "a:2") is None
    await guest.close()


async def test_where_nobody_holds_the_county_a_guest_writes_alike(place: Place) -> None:
    """And takes it from nobody who comes later; what it raised in is gone."""
    guest = await Database.open(place, guest=True)
    await _set(guest, "a:1", "guest")
    with pytest.raises(ZeroDivisionError):
        async with guest.transaction() as db:
            await corridor.set_setting(db, "a:1", "no")
            raise ZeroDivisionError
    database = await Database.open(place)
    await _set(database, "a:2", "holder")
    assert await _asked(database, "a:1") == "guest"
    await database.close()
    await guest.close()


async def test_a_county_that_was_stopped_takes_no_guests(
    database: Database, guest: Database, place: Place
) -> None:
    """Commits are missing there: somebody has to look first."""
    connection = await place.address.connect()  # type: ignore[attr-defined] # PostgreSQL's own
    await connection.execute("update xinkao_lease.counties set halted = 'why'")
    await connection.close()
    with pytest.raises(Receded):
        await _set(guest, "a:1", "x")


async def test_a_guest_waits_only_so_long(
    database: Database, guest: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it says that the county is busy."""
    monkeypatch.setattr("storage.postgres.holding.PATIENCE", 1)
    async with database.transaction() as db:
        await corridor.set_setting(db, "a:1", "holder")
        await corridor.setting(db, "a:2")  # it is under way: what is only written goes at the end
        with pytest.raises(Busy):
            await _set(guest, "a:1", "guest")
    assert await _asked(database, "a:1") == "holder"
