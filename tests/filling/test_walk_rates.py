"""A ratio asked of the unit itself: percent, two amounts, a bare number, an odd one.

The published tables take their one ratio from other bodies; another county's need not.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from scoring.scheme import load, loads
from tests.stage import Stage, open_quarter, stage

ROW = "三.1a"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """The county, with the growth of loans reported by the unit."""
    departments = load("县直单位")
    own = departments.text.replace('by = "银保监局、人行及各金融机构"\n', "")
    assert own != departments.text
    async with stage(tmp_path, quarter=False) as set_up:
        schemes = (loads(own, departments.name), *set_up.world.schemes[1:])
        set_up.world = replace(set_up.world, schemes=schemes)
        async with set_up.database.transaction() as db:
            await open_quarter(db, set_up, 2026, 4)
        yield set_up


async def claimed(play: Stage) -> list[object]:
    rows = await play.query('select value from claims where "row" = ?', ROW)
    return [json.loads(value) for (value,) in rows]


@pytest.mark.parametrize(
    ("text", "kept", "said"),
    [
        ("12.5%", "0.125", "12.5% × 7 分 = 0.875 分"),
        ("0.125", "0.125", "12.5% × 7 分 = 0.875 分"),
        ("去年1200万 今年1500万", "0.25", "25% × 7 分 = 1.75 分"),
        ("3 4", "0.333333333333", "得分"),
        ("-3%", "-0.03", "合计 0 分"),
        ("持平", "0", "合计 0 分"),
    ],
)
async def test_a_ratio_is_kept_exactly_and_read_back_with_its_points(
    play: Stage, text: str, kept: str, said: str
) -> None:
    """What is stored is decimal text; the step is shown at once."""
    await play.send("李敏", route=f"row/1/1/{ROW}")
    [(_, answer)] = await play.send("李敏", text)
    assert await claimed(play) == [kept]
    assert said in answer.text


async def test_a_bare_number_is_asked_about_and_kept_when_confirmed(play: Stage) -> None:
    """12.5 is offered as 12.5 %; 是 takes it, by button or by word."""
    await play.send("李敏", route=f"row/1/1/{ROW}")
    [(_, asked)] = await play.send("李敏", "12.5")
    assert "12.5%" in asked.text
    assert await claimed(play) == []
    await play.send("李敏", "是的")
    assert await claimed(play) == ["0.125"]


async def test_an_odd_ratio_is_asked_about_once(play: Stage) -> None:
    """Growth of 500 % is far beyond the 100 % that reach the cap."""
    await play.send("李敏", route=f"row/1/1/{ROW}")
    [(_, asked)] = await play.send("李敏", "500%")
    assert "确认是 500%吗" in asked.text.replace("500% 吗", "500%吗")
    assert "100%" in asked.text
    await play.send("李敏", press="是的")
    assert await claimed(play) == ["5"]


@pytest.mark.parametrize("text", ["很多", "去年0 今年5", "NaN", "1e5", "一", "12.5%和13%"])
async def test_what_is_no_ratio_is_not_kept(play: Stage, text: str) -> None:
    """A sentence instead, and the question stays."""
    await play.send("李敏", route=f"row/1/1/{ROW}")
    [(_, answer)] = await play.send("李敏", text)
    assert "系统出了点问题" not in answer.text
    assert await claimed(play) == []
