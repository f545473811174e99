"""Who has a name: the same as a look at every unit says, and none of them is looked at twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.roster import taken
from bot.roster.headings import same
from storage.queries import roster
from tests.stage import DEPARTMENTS, stage

WORDS = (
    "县文旅局",
    "文旅局",
    "县文旅局（县旅游局）",
    "文旅 局",
    "ＡＢ中心",
    "ab中心",
    "文广局",
    "县、文旅局",
)


async def test_whoever_has_a_name_is_found_as_by_looking_at_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written otherwise, by its short name, the asked unit left out; after every change anew."""
    chance = random.Random(5)
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            for number in range(900, 912):
                name, short = chance.choice(WORDS) + f"{number % 3}", chance.choice(WORDS)
                await db.execute(
                    "insert into units (id, name, short, grp, created_at) values (?, ?, ?, ?, '')",
                    (number, f"{name}{number}", short, DEPARTMENTS),
                )
        for _ in range(6):
            async with play.database.transaction() as db:
                every = await roster.everyone(db)
                for asked in [*WORDS, *(one.name for one in every), "没有的局"]:
                    for but in (None, every[0].id, 905):
                        expected = next(
                            (
                                one.name
                                for one in every
                                if one.id != but
                                and same(asked) in (same(one.name), same(one.short))
                            ),
                            None,
                        )
                        assert await taken.owner(db, asked, but) == expected
            async with play.database.transaction() as db:
                await db.execute(
                    "update units set short = ? where id = ?",
                    (chance.choice(WORDS), chance.randrange(900, 912)),
                )
        async with play.database.reading() as db:
            await taken.owner(db, "县文旅局")
            monkeypatch.delattr(roster, "everyone")
            await taken.owner(db, "县教育局")
