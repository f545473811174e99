"""What the WeCom channel keeps: numbers in a group, files for three days, causes, horizons."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.database import Database
from storage.queries import corridor, wecom as queries

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
GROUP = "group:wrG"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "xinkao.db")
    yield opened
    await opened.close()


async def test_numbers_go_on_from_letter_to_letter_and_begin_anew(database: Database) -> None:
    """So that what somebody read a while ago still means the same; a retry changes none."""
    async with database.transaction() as db:
        first = await queries.number_choices(db, GROUP, 1, ["a", "b", "c"], NOW)
        second = await queries.number_choices(db, GROUP, 2, ["d"], NOW)
        assert (first, second) == ([1, 2, 3], [4])
        assert await queries.number_choices(db, GROUP, 1, ["a", "b", "c"], NOW) == first
        assert await queries.number_choices(db, "group:other", 3, ["x"], NOW) == [1]
        assert await queries.choice(db, GROUP, 2) == "b"
        assert await queries.choice(db, GROUP, 9) is None
        for letter in range(10, 29):
            await queries.number_choices(db, GROUP, letter, [f"r{letter}"] * 5, NOW)
        assert await queries.number_choices(db, GROUP, 99, ["z", "y"], NOW) == [1, 2]
        assert await queries.choice(db, GROUP, 1) == "z"
        assert await queries.choice(db, GROUP, 3) == "c"


async def test_only_the_first_letter_to_the_chat_answers_its_update(database: Database) -> None:
    async with database.transaction() as db:
        number = await corridor.receive(db, "wecom", "M1", "limin", '{"reply": "R1"}', NOW)
        for chat in (GROUP, "limin", "limin"):
            await corridor.post(db, number, "wecom", chat, "{}", now=NOW)
        await corridor.post(db, None, "wecom", "limin", "{}", reason="notice", now=NOW)
        causes = [await queries.cause(db, letter) for letter in (1, 2, 3, 4)]
    assert [cause and cause.payload for cause in causes] == [None, '{"reply": "R1"}', None, None]


async def test_a_file_is_known_until_wecom_forgets_it(database: Database) -> None:
    until = NOW + timedelta(days=3)
    async with database.transaction() as db:
        await queries.keep_media(db, "B", "digest", "file/排名.xlsx", "M1", until)
        assert await queries.media(db, "B", "digest", "file/排名.xlsx", NOW) == "M1"
        assert await queries.media(db, "B", "digest", "file/别名.xlsx", NOW) is None
        assert await queries.media(db, "B2", "digest", "file/排名.xlsx", NOW) is None
        assert await queries.media(db, "B", "digest", "file/排名.xlsx", until) is None
        await queries.forget_media(db, "B", "digest", "file/排名.xlsx")
        assert await queries.media(db, "B", "digest", "file/排名.xlsx", NOW) is None


async def test_everything_is_forgotten_in_its_time(database: Database) -> None:
    """Cards after a week, the pace after hours, the rest with the inbox."""
    async with database.transaction() as db:
        await queries.keep_card(db, "T1", "{}", NOW)
        await queries.number_choices(db, GROUP, 1, ["a"], NOW)
        await queries.keep_part(db, 1, 0, "sent", "L1", NOW)
        await queries.count_sent(db, "chat:limin", NOW)
        await queries.keep_media(db, "B", "d", "image", "M", NOW + timedelta(days=3))

    async def left(after: timedelta) -> list[int]:
        async with database.transaction() as db:
            await queries.forget(db, NOW + after)
        tables = ("sent", "media", "cards", "choices", "parts")
        async with database.reading() as db:
            return [
                (await db.execute_fetchall(f"select count(*) from wecom_{table}"))[0][0]
                for table in tables
            ]

    assert await left(timedelta(hours=1)) == [1, 1, 1, 1, 1]
    assert await left(timedelta(hours=3)) == [0, 1, 1, 1, 1]
    assert await left(timedelta(days=4)) == [0, 0, 1, 1, 1]
    assert await left(timedelta(days=8)) == [0, 0, 0, 1, 1]
    assert await left(timedelta(days=91)) == [0, 0, 0, 0, 0]
