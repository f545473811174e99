"""What the writing connection has read is told again only as long as it still stands."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage.database import Session
from storage.sqlite.line import Connection
from storage.sqlite.remembered import FEW
from tests.stage import Stage, stage

_CLAIM = "insert into claims (form_id, \"row\", input, value, at) values (1, '一.1', ?, '1', '')"
_CLAIMS = "select input from claims where form_id = 1 order by id"
_STALE = "select stale from form_results where form_id = 1"


class _UndoneError(Exception):
    pass


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as found:
        yield found


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that were run."""
    found: list[str] = []
    execute = Connection.execute

    def counted(line: Connection, sql: str, values: Any = ()) -> sqlite3.Cursor:
        found.append(sql)
        return execute(line, sql, values)

    monkeypatch.setattr(Connection, "execute", counted)
    return found


async def _said(db: Session, sql: str) -> list[Any]:
    return [row[0] for row in await db.execute_fetchall(sql)]


async def test_what_stands_is_not_asked_again(play: Stage, sent: list[str]) -> None:
    """In the same transaction, and in the next."""
    for _ in range(2):
        async with play.database.transaction() as db:
            assert await _said(db, _CLAIMS) == await _said(db, _CLAIMS) == []
    assert sent.count(_CLAIMS) == 1


async def _written(db: Session) -> None:
    await db.execute(_CLAIM, ("a",))


async def _many(db: Session) -> None:
    await db.executemany(_CLAIM, [(f"n{n}",) for n in range(FEW + 1)])


async def _wide(db: Session) -> None:
    await db._writing.changed(_CLAIM, ("w",))


@pytest.mark.parametrize("write", [_written, _many, _wide])
async def test_a_write_ends_what_was_found(
    play: Stage, write: Callable[[Session], Awaitable[None]]
) -> None:
    """Of its table, and of those that its triggers reach."""
    async with play.database.transaction() as db:
        await db.execute("update form_results set stale = 0")
        assert await _said(db, _CLAIMS) == []
        assert await _said(db, _STALE) == [0]
        await write(db)
        assert await _said(db, _CLAIMS) != []
        assert await _said(db, _STALE) == [1]


async def test_what_goes_with_another_row_is_read_again(play: Stage) -> None:
    """A reference that deletes."""
    async with play.database.transaction() as db:
        assert await _said(db, _STALE) != []
        await db.execute("delete from forms where id = 1")
        assert await _said(db, _STALE) == []


async def test_what_is_undone_is_read_again(play: Stage) -> None:
    """A part of a transaction, the whole of it, and both when nobody else shares the commit."""
    async with play.database.transaction() as db:
        with pytest.raises(_UndoneError):
            async with db.undoable():
                await db.execute(_CLAIM, ("a",))
                assert await _said(db, _CLAIMS) == ["a"]
                raise _UndoneError
        assert await _said(db, _CLAIMS) == []
    with pytest.raises(_UndoneError):
        async with play.database.transaction() as db:
            await db.execute(_CLAIM, ("a",))
            assert await _said(db, _CLAIMS) == ["a"]
            raise _UndoneError
    async with play.database.transaction() as db:
        assert await _said(db, _CLAIMS) == []


async def test_what_was_refused_leaves_nothing_behind(play: Stage) -> None:
    """A fault may have undone more than its own statement."""
    async with play.database.transaction() as db:
        assert await _said(db, _CLAIMS) == []
        with pytest.raises(Exception, match=r"."):
            await db.execute("insert into claims (form_id) values (1)")
        line: Any = db._line
        assert not line._told._found


async def test_what_another_process_wrote_is_read(play: Stage) -> None:
    """A command beside the bot."""
    async with play.database.transaction() as db:
        assert await _said(db, _CLAIMS) == []
    with closing(sqlite3.connect(play.database.path)) as other:
        other.execute(_CLAIM, ("b",))
        other.commit()
    async with play.database.transaction() as db:
        assert await _said(db, _CLAIMS) == ["b"]


async def test_what_is_long_or_found_by_an_index_of_texts_is_not_kept(play: Stage) -> None:
    """Nor is what is another at each time, nor what is more than a few rows."""
    async with play.database.transaction() as db:
        await db.executemany(_CLAIM, [(f"n{n}",) for n in range(FEW + 1)])
        line: Any = db._line
        line._told.forget()
        for sql in (
            "select count(*) from outbox",
            "select count(*) from publications",
            "select count(*) from reading_search_terms join units",
            "select random() from units",
            _CLAIMS,
        ):
            await db.execute_fetchall(sql)
        assert not line._told._found
        await db.execute_fetchall(_STALE)
        assert len(line._told._found) == 1
