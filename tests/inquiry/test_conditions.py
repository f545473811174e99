"""Whom a condition about places, grades and points holds for, beside what it says word by word."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.editions import stale, standings
from bot.editions.points import columns, said_of
from bot.editions.rungs import Place
from bot.editions.standings import Board, boards
from bot.inquiry import conditions
from bot.inquiry.conditions import holds, totals
from bot.inquiry.facts import County
from bot.inquiry.of_forms import compared, compares
from bot.questions.combined.query import Condition
from storage.database import Session
from storage.queries import frozen, quarters
from storage.queries.frozen import Copied, Copies
from storage.queries.quarters import Quarter
from storage.queries.results import RowPoints
from tests.editions.test_ladders import _county
from tests.stage import DEPARTMENTS, MONDAY, TOWNS, Stage, stage

ROWS = ("三.4", "三.1a", "三.1b", "六.3")


async def _released(
    db: Session, quarter: Quarter, version: int, chance: random.Random, *, classes: bool
) -> None:
    """An edition by chance: many equal totals, grades that do not go by them."""
    made = await db.execute_fetchall(
        "insert into publications (quarter_id, kind, version, snapshot, hash, at)"
        " values (?, 'published', ?, '', ?, '') returning id",
        (quarter.id, version, f"{quarter.id} {version} {chance.random()}"),
    )
    lines = []
    for group in (DEPARTMENTS, TOWNS):
        forms = [one for one in await quarters.forms(db, quarter.id) if one.group == group]
        named = ["一类", "二类"] if classes else [""]
        drawn = sorted(
            (chance.choice(named), -chance.randint(1, 9), form.unit_id) for form in forms
        )
        for place, (classification, total, unit) in enumerate(drawn, 1):
            among = [one for one in drawn if one[0] == classification]
            rows = [row for row in ROWS if chance.random() < 0.9]
            points = {row: str(chance.randint(0, 3)) for row in rows}
            lines.append(
                Copied(
                    unit, place, group, f"县第{unit}局", f"第{unit}局", classification, str(-total),
                    chance.choice(["优秀", "良好", "合格", "不合格"]), json.dumps(points),
                    1 + sum(one[1] < total for one in among), 0,
                )
            )  # fmt: skip
    await frozen.copy(db, made[0][0], quarter.id, Copies(lines))
    await db.execute("update quarters set state = 'published' where id = ?", (quarter.id,))


Says = Callable[[Board, Place, list[Place]], bool]
SAID: dict[str, tuple[Condition, Says]] = {
    "第三名": (
        Condition("place", sign="=", amount=Decimal(3)),
        lambda _, one, fellows: one.rank == 3,
    ),
    "倒数第三以内": (
        Condition("last_place", sign="<=", amount=Decimal(3)),
        lambda _, one, fellows: sum(it.rank > one.rank for it in fellows) + 1 <= 3,
    ),
    "前五": (
        Condition("top", amount=Decimal(5)),
        lambda _, one, fellows: one.rank <= sorted(it.rank for it in fellows)[4],
    ),
    "后两名": (
        Condition("bottom", amount=Decimal(2)),
        lambda _, one, fellows: one.rank >= sorted(it.rank for it in fellows)[-2],
    ),
    "并列": (
        Condition("tied"),
        lambda _, one, fellows: sum(it.rank == one.rank for it in fellows) > 1,
    ),
    "良好以上": (Condition("grade", "良好", sign=">="), lambda _, one, __: one.grade in "优秀良好"),
    "合格以下": (
        Condition("grade", "合格", sign="<="),
        lambda _, one, __: one.grade in ("合格", "不合格"),
    ),
    "良好": (Condition("grade", "良好"), lambda _, one, __: one.grade == "良好"),
    "优秀或合格": (
        Condition("grade", "优秀、合格"),
        lambda _, one, __: one.grade in ("优秀", "合格"),
    ),
    "高于平均分": (
        Condition("mean", sign=">"),
        lambda board, one, __: one.total * len(board.lines) > sum(it.total for it in board.lines),
    ),
    "失分不到": (
        Condition("lost", sign="<", amount=Decimal(95)),
        lambda board, one, __: board.scheme.full - one.total < 95,
    ),
}


@pytest.mark.parametrize("classes", [False, True])
@pytest.mark.parametrize("said", SAID)
async def test_a_condition_holds_for_whom_it_says(tmp_path: Path, said: str, classes: bool) -> None:
    """With classes that are ranked apart and without; of a second edition as of the first."""
    test, says = SAID[said]
    chance = random.Random(said)
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            quarter = await _county(db, "skip", chance)
            if classes:
                await _apart(db, quarter)
        for version in (1, 2):
            async with play.database.transaction() as db:
                await _released(db, quarter, version, chance, classes=classes)
            async with play.database.reading() as db:
                await _holds(db, play, quarter.id, test, says)


async def _apart(db: Session, quarter: Quarter) -> None:
    """Classes are ranked apart in both tables."""
    for one in await quarters.schemes(db, quarter.id):
        assert one.text.count("[ranking]") == 1
        text = one.text.replace("[ranking]", "[ranking]\nper_class = true")
        await db.execute(
            "update quarter_schemes set text = ?, digest = ? where quarter_id = ? and grp = ?",
            (text, f"{one.digest} apart", quarter.id, one.group),
        )


async def _holds(db: Session, play: Stage, number: int, test: Condition, says: Says) -> None:
    quarter = await quarters.by_id(db, number)
    assert quarter is not None
    county = County(db, [quarter], play.now)
    at = county.snapshot(quarter)
    expected = set()
    ((newest,),) = await db.execute_fetchall("select max(id) from publications")
    for board in await boards(db, quarter):
        kept = await frozen.of_edition(db, newest, board.group)
        assert list(board.lines) == [standings.frozen_line(one) for one in kept]
        for line in board.lines:
            fellows = [
                one
                for one in board.lines
                if not board.apart or one.classification == line.classification
            ]
            expected |= {line.unit} if says(board, line, fellows) else set()
    assert await holds(test, at, county) == expected
    every = set(await at.members())
    assert await holds(replace(test, not_=True), at, county) == every - expected


async def test_points_of_a_row_and_of_a_section(tmp_path: Path) -> None:
    """三.1 is all its parts, a section all its rows; who has none of them has no figure.

    Of a second edition as of the first; what has no hash yet is read each time.
    """
    chance = random.Random(5)
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            quarter = await _county(db, "skip", chance)
        for version in (1, 2, 3, 4):
            async with play.database.transaction() as db:
                if version < 4:
                    await _released(db, quarter, version, chance, classes=False)
                if version == 3:
                    await db.execute("update publications set hash = '' where version = 3")
                if version == 4:
                    await db.execute('update edition_results set points = \'{"三.4":"9"}\'')
            async with play.database.reading() as db:
                await _adds_up(db)


async def _adds_up(db: Session) -> None:
    (quarter,) = await quarters.everyone(db)
    at = County(db, [quarter], MONDAY).snapshot(quarter)
    kept = await db.execute_fetchall(
        "select unit_id, points from edition_results"
        " where publication_id = (select max(id) from publications)"
    )
    own: dict[int, dict[str, Any]] = {unit: json.loads(text) for unit, text in kept}
    for row, parts in (
        ("三.4", ["三.4"]),
        ("三.1", ["三.1a", "三.1b"]),
        ("三", ["三.4", "三.1a", "三.1b"]),
        ("九", []),
    ):
        assert await totals(at, row) == {
            unit: sum(Decimal(of[one]) for one in parts if one in of)
            for unit, of in own.items()
            if any(one in of for one in parts)
        }


async def test_a_row_that_waits_for_a_figure_has_no_points(tmp_path: Path) -> None:
    """Of a living quarter; a section is told unless all of it waits."""
    chance = random.Random(6)
    async with stage(tmp_path, quarter=False) as play, play.database.transaction() as db:
        quarter = await _county(db, "skip", chance)
        await db.execute(  # some answered the other of the row's two inputs, some both
            'insert into claims (form_id, "row", input, value, at)'
            " select id, '三.4', '仅有通知或文件的应用', '1', '' from forms"
            " where grp = ? and id < 120",
            (DEPARTMENTS,),
        )
        await stale.freshen(db, quarter)
        at = County(db, [quarter], MONDAY).snapshot(quarter)
        kept = await db.execute_fetchall("select unit_id, points, missing from form_results")
        own = {unit: (json.loads(points), set(json.loads(gone))) for unit, points, gone in kept}
        for row, parts in (("三.4", ["三.4"]), ("三.1", ["三.1a", "三.1b", "三.1c"])):
            there = {unit: [one for one in parts if one in of] for unit, (of, _) in own.items()}
            assert await totals(at, row) == {
                unit: sum(Decimal(own[unit][0][one]) for one in ids)
                for unit, ids in there.items()
                if ids and not own[unit][1] & set(ids)
            }
        assert 0 < len(await totals(at, "三.4")) < len(own)
        sections = await totals(at, "三")
        for unit, (of, waits) in own.items():
            ids = {one for one in of if one.startswith("三.")}
            assert (unit in sections) == bool(ids - waits)


@pytest.mark.parametrize(
    ("sign", "says"),
    [
        ("<", lambda value, amount: value < amount),
        ("<=", lambda value, amount: value <= amount),
        (">", lambda value, amount: value > amount),
        (">=", lambda value, amount: value >= amount),
        ("=", lambda value, amount: value == amount),
    ],
)
def test_a_figure_is_on_the_side_that_the_sign_says(
    sign: str, says: Callable[[Decimal, Decimal], bool]
) -> None:
    """A figure below, at and above the amount; one of ten thousand as one alone."""
    amount = Decimal("2.50")
    test = Condition("points", sign=sign, amount=amount)
    within = compares(test)
    for value in map(Decimal, ("-1", "2", "2.4999", "2.5", "2.50", "2.5001", "3")):
        assert within(value) is compared(value, test) is says(value, amount), (value, sign)


def test_a_row_is_heard_of_once_all_of_it_is_and_a_section_once_any_row_is() -> None:
    """三.1 of which a part still waits has no points yet; 三 of which a row is known has some."""
    said = [
        RowPoints(1, "甲", '{"三.1a": "1", "三.1b": "2"}', "[]"),
        RowPoints(2, "乙", '{"三.1a": "1", "三.1b": "2"}', '["三.1b"]'),
        RowPoints(3, "丙", '{"三.1a": "1", "三.1b": "2"}', '["三.1a", "三.1b"]'),
    ]
    (alike,) = columns(map(said_of, said)).alike
    rows = ["三.1a", "三.1b"]
    assert list(conditions._heard_of(alike, "三.1b", rows[1:])) == [1, 0, 0]
    assert list(conditions._heard_of(alike, "三.1", rows)) == [1, 0, 0]
    assert list(conditions._heard_of(alike, "三", rows)) == [1, 1, 0]
