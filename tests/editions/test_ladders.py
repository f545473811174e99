"""A table read by its rungs says what the whole table says: ties, classes, stale results."""

from __future__ import annotations

import importlib
import json
import random
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.editions import ladders, standings, states
from bot.editions.freshening import Freshener
from bot.editions.members import fillings
from bot.editions.rungs import rungs_of
from bot.editions.running import runners
from scoring.sorting import best_first
from storage import migrating
from storage.database import Session
from storage.queries import people, quarters, results
from storage.queries.quarters import Dates, KeptScheme, Quarter
from storage.sqlite import schema
from tests.stage import DEPARTMENTS, MONDAY, TOWNS, stage

_MIGRATION: Any = importlib.import_module("storage.migrations.versions.0036_places")
_FIGURES = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=None)
SIZE = 36


@given(st.lists(st.tuples(_FIGURES, _FIGURES), max_size=8))
def test_texts_sort_as_keys_do(keys: list[tuple[Decimal, Decimal]]) -> None:
    """Best first, exactly; and as the migration wrote them."""
    texts = {key: best_first(key) for key in keys}
    assert [texts[one] for one in sorted(keys, reverse=True)] == sorted(texts[one] for one in keys)
    for key, text in texts.items():
        assert _MIGRATION._best_first([str(one) for one in key]) == text
        assert all((text == texts[one]) == (key == one) for one in keys)
        assert text < best_first(())


async def _county(db: Session, ties: str, chance: random.Random) -> Quarter:
    """Units of two tables, those of one in classes, with figures of which many are alike."""
    play_now = MONDAY
    dates = Dates(play_now.date(), play_now, play_now, play_now, play_now)
    quarter = await quarters.add(db, 2026, 3, "review", dates, play_now)
    for n in range(1, SIZE + 1):
        group = DEPARTMENTS if n % 2 else TOWNS
        await db.execute(
            "insert into units (id, name, short, grp, created_at) values (?, ?, ?, ?, '')",
            (100 + n, f"县{n * 7 % SIZE}第{n}局", f"第{n}局", group),
        )
        await db.execute(
            "insert into forms (id, quarter_id, unit_id, grp, classification, state)"
            " values (?, ?, ?, ?, ?, ?)",
            (
                100 + n, quarter, 100 + n, group,
                chance.choice(["一类", "二类", ""]) if n % 2 else "",
                chance.choice(["filling", "submitted"]),
            ),
        )  # fmt: skip
    for number in range(1, SIZE, 3):
        await _claim(db, 101 + number, chance)
    for scheme in await _schemes(ties):
        await quarters.add_scheme(db, quarter, scheme)
    found = await quarters.by_id(db, quarter)
    assert found is not None
    return found


async def _schemes(ties: str) -> list[KeptScheme]:
    from scoring.scheme import load, loads

    found = []
    for name in ("郏县2022-县直单位", "郏县2022-乡镇街道"):
        text = load(name).text.replace('ties = "skip"', f'ties = "{ties}"')
        one = loads(text, name)
        found.append(KeptScheme(one.group, one.name, one.digest, one.text))
    return found


async def _claim(db: Session, form: int, chance: random.Random) -> None:
    row, name = ("三.4", "取得成效的应用") if form % 2 else ("四.1", "宣传活动")
    value = str(chance.choice([0, 1, 1, 2, 2, 3]))
    await db.execute("delete from claims where form_id = ?", (form,))
    await db.execute(
        'insert into claims (form_id, "row", input, value, at) values (?, ?, ?, ?, ?)',
        (form, row, name, value, ""),
    )


@pytest.mark.parametrize("ties", ["skip", "dense"])
async def test_a_ladder_says_what_the_whole_table_says(tmp_path: Path, ties: str) -> None:
    """Every end, every place, every neighbour; with results that were worked out for the answer."""
    chance = random.Random(ties)
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            quarter = await _county(db, ties, chance)
        await Freshener(play.database).freshen()
        for changed in (0, 1, 7, 15):
            async with play.database.transaction() as db:
                for form in chance.sample(range(101, 101 + SIZE), changed):
                    await _claim(db, form, chance)
                if changed > 7:  # one cannot be assessed, one moves, one is called otherwise
                    await db.execute("update claims set value = '-1' where form_id = 103")
                    await db.execute("update forms set grp = ? where id = 105", (TOWNS,))
                    await db.execute("update units set name = '县甲局' where id = 107")
            async with play.database.reading() as db:
                await _alike(db, quarter)


async def _alike(db: Session, quarter: Quarter) -> None:
    boards = await standings.boards(db, quarter)
    found = await ladders.ladders(db, quarter)
    assert [one.group for one in found] == [one.group for one in boards]
    sizes = await ladders.ladders(db, quarter, only=())
    counted = await db.execute_fetchall(
        "select grp, count(*) from form_results where quarter_id = ? and place > '' group by grp",
        (quarter.id,),
    )  # as last worked out: nothing is worked out for it
    assert {one.group: one.size for one in sizes} == dict(map(tuple, counted))
    assert not any(one.rungs for one in sizes)
    for ladder, board in zip(found, boards, strict=True):
        assert (ladder.uncounted, ladder.behind) == (board.uncounted, board.behind)
        assert (ladder.apart, ladder.size, ladder.grades) == (board.apart, board.size, board.grades)
        assert {(r.rank, r.total, r.units) for r in ladder.rungs} == {
            (r.rank, r.total, r.units) for r in rungs_of(board.scheme, board.lines)
        }
        for end, count in (("all", 0), ("top", 3), ("bottom", 3), ("top", 10)):
            parts = board.cut(end, count)
            assert ladder.cut(end, count) == parts
            expected = [
                one
                for part in parts
                for one in [b for b in board.lines if board.league(b) == part.classification][
                    part.start : part.stop
                ]
            ]
            assert await ladders.of_parts(db, ladder, parts) == expected
        for at, line in enumerate(board.lines):
            fellows = board.fellows(line)
            place = fellows.index(line)
            assert await ladders.position(db, ladder, line) == at
            beside = await ladders.near(db, ladder, line, 2)
            assert beside == list(fellows[max(0, place - 2) : place + 3])
            assert await ladders.of_unit(db, quarter, line.unit) == (ladder, line)
            best = max(fellows, key=lambda one: one.total)
            assert await ladders.best(db, ladder, line) == best
    schemes = {one.group: one.scheme for one in boards}
    known = [one.live for every in (await runners(db, quarter, schemes)).values() for one in every]
    handed = [one.state == "submitted" for one in known]
    begun = sum(done or bool(one.begun) for done, one in zip(handed, known, strict=True))
    assert await standings.tally(db, quarter) == (sum(handed), begun, len(known))
    counts = await states.counted(db, quarter)
    bound = await people.bound_units(db)
    every = [
        states.State(
            one.group, one.state, one.extended_to, bool(one.begun), bool(one.returned),
            one.unit_id in bound,
        )
        for one in (await fillings(db, quarter)).values()
    ]  # fmt: skip
    assert {one: every.count(one) for one in every} == {k: n for k, n in counts.items() if n}


async def test_a_table_is_counted_again_only_after_something_changed(tmp_path: Path) -> None:
    """Its mark is another after each change of how it stands, and after no other."""
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            quarter = await _county(db, "skip", random.Random(1))
        await Freshener(play.database).freshen()

        async def marks() -> dict[str, str]:
            async with play.database.reading() as db:
                return {
                    group: await results.standing_mark(db, quarter.id, group)
                    for group in (DEPARTMENTS, TOWNS)
                }

        for change, others in (
            ("update form_results set stale = 1", set()),
            ("update form_results set total = total, done = 3 where form_id = 101", set()),
            *(
                (f"update form_results set {one} where form_id = 101", {DEPARTMENTS})
                for one in ("league = 'x'", "place = 'x'", "total = '99'", "grade = 'x'")
            ),
            (
                "update form_results set provisional = 1 - provisional where form_id = 102",
                {TOWNS},
            ),
            (f"update forms set grp = '{TOWNS}' where id = 103", {DEPARTMENTS, TOWNS}),
            ("delete from forms where id = 104", {TOWNS}),
        ):
            before = await marks()
            assert all(before.values())
            async with play.database.transaction() as db:
                await db.execute("delete from claims where form_id = 104")
                await db.execute(change)
            after = await marks()
            assert {group for group in before if before[group] != after[group]} == others, change


def test_an_older_database_gets_its_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From what was kept; a unit's class only where classes are ranked apart."""
    file = tmp_path / "xinkao.db"
    script = migrating._script()
    whole = script._upgrade_revs
    with monkeypatch.context() as older:
        older.setattr(migrating, "_script", lambda: script)
        older.setattr(script, "_upgrade_revs", lambda _, now: whole("0035", now))
        schema.migrate(file)
    with closing(sqlite3.connect(file)) as old:
        old.execute(
            "insert into quarters (id, year, number, state, opens_on, deadline_at,"
            " work_report_due_at, review_until, appeal_until, created_at)"
            " values (1, 2026, 3, 'published', '', '', '', '', '', '')"
        )
        for group, text in (("甲", "[ranking]\nties = 'skip'"), ("乙", "[x]\nclasses = ['一类']")):
            old.execute(
                "insert into quarter_schemes (quarter_id, grp, name, digest, text)"
                " values (1, ?, '', '', ?)",
                (group, text),
            )
        for unit, (group, sort) in enumerate(
            (("甲", '["1","97.5"]'), ("乙", '["1","97.5"]'), ("甲", ""), ("乙", "[]")), 1
        ):
            old.execute(
                "insert into units (id, name, short, grp, created_at) values (?, ?, '', ?, '')",
                (unit, f"县第{unit}局", group),
            )
            old.execute(
                "insert into forms (id, quarter_id, unit_id, grp, classification)"
                " values (?, 1, ?, ?, '一类')",
                (unit, unit, group),
            )
            old.execute(
                "update form_results set sort = ?, stale = 0 where form_id = ?", (sort, unit)
            )
        old.execute(
            "insert into publications (id, quarter_id, kind, version, snapshot, hash, at)"
            " values (1, 1, 'published', 1, '{}', '', '')"
        )
        for unit, points in ((1, {"一.1": "5"}), (3, {"一.1": "5", "一.2": "0.5"})):
            old.execute(
                "insert into edition_results (publication_id, quarter_id, unit_id, place, grp,"
                " name, short, classification, total, grade, points, rank, provisional)"
                " values (1, 1, ?, ?, '甲', '', '', '', '5', '', ?, 1, 0)",
                (unit, unit, json.dumps(points)),
            )
        old.commit()
    schema.migrate(file)
    place = best_first((Decimal(1), Decimal("97.5")))
    with closing(sqlite3.connect(file)) as new:
        assert new.execute(
            "select form_id, quarter_id, unit_id, grp, league, place, name from form_results"
            " order by form_id"
        ).fetchall() == [
            (1, 1, 1, "甲", "一类", place, "县第1局"),
            (2, 1, 2, "乙", "", place, "县第2局"),
            (3, 1, 3, "甲", "", "", "县第3局"),
            (4, 1, 4, "乙", "", "~", "县第4局"),
        ]
        assert new.execute("select * from edition_points order by 3").fetchall() == [
            (1, "甲", "一.1", "5", 2),
            (1, "甲", "一.2", "0.5", 1),
        ]
        new.execute("update units set name = '县新局' where id = 1")
        new.execute("update forms set grp = '乙' where id = 1")
        moved = new.execute("select name, grp from form_results where form_id = 1").fetchone()
        assert moved == ("县新局", "乙")
