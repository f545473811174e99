"""A figure typed with a unit's name: this one's is taken, another's is shown for one tap."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import Stage, stage

ADMIN = "赵主任"
ASKS = "supply/unit/1/1/二.1/1"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as found:
        await found.send(ADMIN, route=ASKS)
        yield found


async def _supplied(play: Stage) -> set[tuple[object, ...]]:
    rows = await play.query(
        "select f.unit_id, s.input, s.value from supplied s join forms f on f.id = s.form_id"
    )
    return {tuple(row) for row in rows}


@pytest.mark.parametrize("typed", ["教育局 3条", "教育局：3", "3 条（县教育局）", "教体局的是3"])
async def test_its_own_name_is_nothing_beside_the_figure(play: Stage, typed: str) -> None:
    await play.send(ADMIN, typed)
    assert await _supplied(play) == {(1, "迟报、错报", "3")}


@pytest.mark.parametrize("typed", ["财政局 2", "2条（财政局）", "财政局是2条"])
async def test_another_units_name_is_asked_about(play: Stage, typed: str) -> None:
    (_, said), *_ = await play.send(ADMIN, typed)
    assert "现在问的是县教育局，您写的是县财政局" in said.text
    assert await _supplied(play) == set()
    play.since(5)
    await play.send(ADMIN, press="录给县财政局")
    assert await _supplied(play) == {(2, "迟报、错报", "2")}


async def test_or_it_was_meant_for_the_one_that_was_asked(play: Stage) -> None:
    await play.send(ADMIN, "财政局 2")
    play.since(5)
    await play.send(ADMIN, press="录给县教育局")
    assert await _supplied(play) == {(1, "迟报、错报", "2")}


async def test_a_unit_of_the_other_table_is_asked_for_its_row(play: Stage) -> None:
    (_, said), *_ = await play.send(ADMIN, "冢头镇 2")
    assert "要录冢头镇的哪一项" in said.text
    assert await _supplied(play) == set()
    await play.send(ADMIN, "4")
    assert await _supplied(play) == set()  # something else was asked since: one tap first
    play.since(5)
    await play.send(ADMIN, press="是的，就这样")
    assert await _supplied(play) == {(1, "迟报、错报", "4")}


@pytest.mark.parametrize("typed", ["税务局 4", "税务局是4条", "许昌银行 4"])
async def test_a_figure_of_whom_the_list_does_not_name_is_nobody_elses(
    play: Stage, typed: str
) -> None:
    (_, said), *_ = await play.send(ADMIN, typed)
    assert "不在本季度的名单里" in said.text
    assert not any("4 条" in button.label for row in said.buttons for button in row)
    assert await _supplied(play) == set()
    await play.send(ADMIN, "4")
    assert await _supplied(play) == {(1, "迟报、错报", "4")}
