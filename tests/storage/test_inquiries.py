"""What was asked in a chat: read once in a transaction, and never as it stood before a write."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from storage.database import Database
from storage.queries import inquiries

_NOW: Final = datetime(2026, 12, 16, 2, tzinfo=UTC)
_HERE: Final = ("telegram", "1", "1")
_THERE: Final = ("telegram", "2", "2")


async def test_what_is_kept_is_what_was_asked_last(tmp_path: Path) -> None:
    """Also where the chat's questions were read before; another chat's are its own."""
    database = await Database.open(tmp_path / "xinkao.db")
    try:
        async with database.transaction() as db:
            assert await inquiries.last(db, _HERE) is None
            await inquiries.keep(db, _HERE, "one", (1,), _NOW)
            first = await inquiries.last(db, _HERE)
            assert first is not None
            assert (first.said, first.shown) == ("one", [1])
            await inquiries.show(db, _HERE, (4, 5), _NOW)
            shown = await inquiries.last(db, _HERE)
            assert shown is not None
            assert shown.shown == [4, 5]
            await inquiries.keep(db, _THERE, "other", (), _NOW)
            await inquiries.keep(db, _HERE, "two", (), _NOW)
            assert [one.said for one in await inquiries.newest(db, _HERE)] == ["two", "one"]
            assert [one.said for one in await inquiries.newest(db, _THERE)] == ["other"]
    finally:
        await database.close()


async def test_what_was_undone_was_not_asked(tmp_path: Path) -> None:
    """A page that ends instead takes back what it kept."""
    database = await Database.open(tmp_path / "xinkao.db")
    try:
        async with database.transaction() as db:
            with pytest.raises(LookupError):
                async with db.undoable():
                    await inquiries.keep(db, _HERE, "one", (), _NOW)
                    assert await inquiries.last(db, _HERE) is not None
                    raise LookupError
            assert await inquiries.last(db, _HERE) is None
    finally:
        await database.close()


async def test_a_chat_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that many readings are tried on asks the database once."""
    database = await Database.open(tmp_path / "xinkao.db")
    try:
        async with database.transaction() as db:
            asked = 0
            ask = db.all

            async def counted(*values: object, **named: object) -> object:
                nonlocal asked
                asked += 1
                return await ask(*values, **named)  # type: ignore[arg-type]  # as it came

            monkeypatch.setattr(db, "all", counted)
            await inquiries.last(db, _HERE)
            await inquiries.newest(db, _HERE)
            await inquiries.last(db, _HERE)
            assert asked == 1
    finally:
        await database.close()
