"""What goes to a PostgreSQL server in one message though several have said it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from storage.database import Database, Session
from storage.faults import Clash
from storage.postgres.habits import MOST, Habits
from storage.queries import corridor
from tests import postgres
from tests.messages import counted, told
from tests.storage.test_together import kept, put

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
AT = datetime(2026, 11, 23, tzinfo=UTC)
EIGHT = 8


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    opened = await Database.open(postgres.place())
    yield opened
    await opened.close()


async def _receive(database: Database, key: str) -> int | None:
    async with database.transaction() as db:
        number = await corridor.receive_soon(db, "web", key, "chat", "{}", AT)
    return number()


async def test_updates_of_many_chats_are_kept_by_one_message(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has its number when it is committed; one that came before has none."""
    await _receive(database, "first")
    sent = counted(monkeypatch)
    keys = [f"u{number}" for number in range(EIGHT)]
    numbers = await asyncio.gather(*(_receive(database, key) for key in [*keys, "u0"]))
    assert numbers[-1] is None
    assert numbers[:-1] == sorted({one for one in numbers if one is not None})
    assert len(numbers) == EIGHT + 1
    # The first begins, and those behind it come with the second; the last word is the commit.
    assert len(sent) <= 3, told(sent)
    async with database.reading() as db:
        rows = await db.execute_fetchall("select id from inbox where update_key like 'u%'")
    assert {row[0] for row in rows} == set(numbers) - {None}


async def test_nobody_sees_what_another_has_written_and_is_refused_later(
    database: Database,
) -> None:
    """The first one's row was with the server already, when what it put off was refused."""
    async with database.transaction() as db:
        await put(db, "a:taken")

    async def refused() -> None:
        async with database.transaction() as db:
            await corridor.set_setting(db, "a:1", "never")
            assert await corridor.setting(db, "a:1") == "never"
            await put(db, "a:taken")

    async def sees() -> str | None:
        async with database.transaction() as db:
            found = await corridor.setting(db, "a:1")
            await corridor.set_setting(db, "a:2", "stays")
        return found

    assert [type(one) for one in await _both(refused(), sees())] == [Clash, type(None)]
    assert await kept(database) == {"a:taken": "x", "a:2": "stays"}


async def _both(*work: object) -> list[object]:
    return await asyncio.gather(*work, return_exceptions=True)  # type: ignore[call-overload, no-any-return]


async def test_what_a_chat_asks_each_time_is_asked_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From its third time on; and what is found is what is there."""

    async def turn(db: Session) -> list[str | None]:
        await db.usual("chat")
        return [await corridor.setting(db, f"a:{number}") for number in range(EIGHT)]

    sent = counted(monkeypatch)
    for number in range(5):
        async with database.transaction() as db:
            await corridor.set_setting(db, "a:3", str(number))
        sent.clear()
        assert (await database.beside(turn))[3] == str(number)
        if number >= 3:
            assert len(sent) <= 2, told(sent)


def test_a_habit_is_what_two_turns_have_both_asked() -> None:
    """Not what one asked once; and only the chats heard last are remembered."""
    habits = Habits()
    habits.over("a", {"x": ("x", ()), "y": ("y", ())})
    assert habits.usual("a") == {}
    habits.over("a", {"y": ("y", (2,)), "z": ("z", ())})
    assert habits.usual("a") == {"y": ("y", (2,))}
    for number in range(MOST):
        habits.over(number, {})
    assert habits.usual("a") == {}
