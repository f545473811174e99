"""连续三个季度上升: who rose in each of them, and not who rose in the last one alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.inquiry import figures, finding
from bot.inquiry.conditions import CannotTellError
from bot.questions.combined import Condition, Query
from bot.questions.combined.query import EVER

_QUARTERS = [SimpleNamespace(year=2026, number=number) for number in (4, 3, 2, 1)]
_ROSE = {(4, 3): {1, 2, 3}, (3, 2): {1, 2}, (2, 1): {1, 4}}
"""Who rose, from one quarter to the next."""


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    async def moved(test: Condition, now: Any, then: Any, query: Query) -> set[int]:
        assert test.running == 0
        return _ROSE[now.number, then.number]

    monkeypatch.setattr(figures, "moved", moved)


async def _held(running: int) -> set[int]:
    county: Any = SimpleNamespace(results=_QUARTERS, snapshot=lambda one: one)
    at: Any = SimpleNamespace(quarter=_QUARTERS[0])
    return await figures.moved_each_time(Condition("up", running=running), at, county, Query())


@pytest.mark.parametrize(("running", "held"), [(2, {1, 2}), (3, {1}), (EVER, {1})])
async def test_who_rose_each_time(running: int, held: set[int]) -> None:
    assert await _held(running) == held


async def test_so_many_quarters_and_one_more_are_needed() -> None:
    with pytest.raises(CannotTellError):
        await _held(4)


async def test_a_list_asks_for_each_time_and_not_for_the_last_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def each(test: Condition, at: Any, county: Any, query: Query) -> set[int]:
        return {2}

    async def members() -> dict[int, str]:
        return {1: "", 2: "", 3: ""}

    monkeypatch.setattr(finding, "moved_each_time", each)
    at: Any = SimpleNamespace(members=members)
    county: Any = SimpleNamespace()
    query = Query(tests=(Condition("up", running=2),))
    assert await finding.chosen_units(query, at, None, county) == [2]
