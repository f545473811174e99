"""A count that runs on from the first day, asked of the unit: it starts from what counted last.

The published tables take theirs from another body; another county's need not.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.corridor.events import Message
from scoring.scheme import load, loads
from tests.given import given
from tests.stage import Stage, open_quarter, stage

ROW, INPUT = "三.1c", "上报并通过审验的企业"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """The county, with the enterprises reported by the unit; 7 were claimed a quarter ago."""
    departments = load("县直单位")
    head = departments.text.index(f'["{ROW}"]')
    rest = departments.text[head:].replace('by = "市信用办"\n', "", 1)
    async with stage(tmp_path, quarter=False) as set_up:
        schemes = (
            loads(departments.text[:head] + rest, departments.name),
            *set_up.world.schemes[1:],
        )
        set_up.world = replace(set_up.world, schemes=schemes)
        async with set_up.database.transaction() as db:
            await open_quarter(db, set_up, 2026, 4)
            await given(db, set_up.now, [f"last 县教育局 {ROW} {INPUT} 7"])
        yield set_up


async def test_it_starts_from_the_last_figure_and_one_tap_says_nothing_is_new(play: Stage) -> None:
    [(_, asked)] = await _ask(play)
    assert "上季度累计到 7 家，从这个数往上加。" in asked.text
    assert [b.label for b in asked.buttons[0]] == ["7（没有新增）"]
    assert [b.label for b in asked.buttons[1]] == ["8", "9", "10", "11", "12"]
    await play.send("李敏", press="7（没有新增）")
    assert [tuple(r) for r in await _claims(play)] == [("7",)]


async def test_what_the_reviewer_accepted_is_what_counts(play: Stage) -> None:
    """Cut to 5 last quarter: from 5 it goes on."""
    async with play.database.transaction() as db:
        await db.execute(
            'insert into reviews (form_id, "row", decision, accepted, reason, at, by_person) '
            "select f.id, ?, 'cut', ?, '两家没有通过', ?, 3 from forms f "
            "join quarters q on q.id = f.quarter_id where q.state = 'published'",
            (ROW, f'{{"{INPUT}": 5}}', "2026-10-20T02:00:00.000000Z"),
        )
    [(_, asked)] = await _ask(play)
    assert "上季度累计到 5 家" in asked.text
    assert asked.buttons[0][0].label == "5（没有新增）"


async def _ask(play: Stage) -> list[tuple[str, Message]]:
    (number,) = (await play.query("select id from quarters where state = 'open'"))[0]
    return await play.send("李敏", route=f"row/{number}/1/{ROW}")


async def _claims(play: Stage) -> list[object]:
    return await play.query(
        "select c.value from claims c join forms f on f.id = c.form_id "
        "join quarters q on q.id = f.quarter_id where q.state = 'open' and c.\"row\" = ?",
        ROW,
    )
