"""What is asked of a PostgreSQL server together with other statements, and what it answers."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.database import Database, Session
from storage.postgres.saying import Ask, Saying
from storage.queries import corridor
from tests import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

TEXTS = ["it's", "\\", '"', "一行\n又一行\t", "", "😀", "$1 :key ?", "[1, null]"]


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    opened = await Database.open(postgres.place())
    yield opened
    await opened.close()


async def _ask(db: Session, key: str) -> None:
    await corridor.setting_ahead(db, key)


async def _warm(database: Database) -> None:
    """A query goes with others from its second time on."""
    for _ in range(2):
        async with database.transaction() as db:
            await _ask(db, "warm")
            assert await corridor.setting(db, "warm") is None


@pytest.mark.parametrize("text", TEXTS)
async def test_a_text_comes_back_as_it_was_written(database: Database, text: str) -> None:
    """Whatever people may type, by the server's word as by the driver's."""
    await _warm(database)
    async with database.transaction() as db:
        await corridor.set_setting(db, "a", text)
    async with database.transaction() as db:
        await _ask(db, "a")
        assert await corridor.setting(db, "a") == text


async def test_what_was_asked_before_a_write_is_no_answer_after_it(database: Database) -> None:
    """Sent or not yet sent."""
    await _warm(database)
    async with database.transaction() as db:
        await _ask(db, "a")
        await corridor.set_setting(db, "a", "1")
        assert await corridor.setting(db, "a") == "1"
        await _ask(db, "a")
        await _ask(db, "b")
        assert await corridor.setting(db, "b") is None
        await corridor.set_setting(db, "a", "2")
        assert await corridor.setting(db, "a") == "2"


async def test_what_was_read_of_an_undone_part_is_no_answer(database: Database) -> None:
    """It was never true."""
    await _warm(database)
    async with database.transaction() as db:
        with pytest.raises(ZeroDivisionError):
            async with db.undoable():
                await corridor.set_setting(db, "a", "undone")
                await _ask(db, "a")
                await _ask(db, "b")
                assert await corridor.setting(db, "b") is None
                raise ZeroDivisionError
        assert await corridor.setting(db, "a") is None


async def test_a_question_that_was_never_put_costs_nothing(database: Database) -> None:
    """The transaction is as good without it."""
    await _warm(database)
    async with database.transaction() as db:
        await corridor.set_setting(db, "a", "1")
        await _ask(db, "b")
    async with database.reading() as db:
        assert await corridor.setting(db, "a") == "1"


def test_another_word_of_the_server_is_not_ours() -> None:
    """Nor is an answer to what another transaction had asked."""
    arrived: list[Ask] = []
    saying = Saying(arrived.append)
    assert not saying.heard("xinkao 12 3")
    assert saying.heard("xinkao rows 7 [[]]")
    assert not arrived
