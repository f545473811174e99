"""A table's points as columns say what each unit's own dictionary says."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from decimal import Decimal

import pytest

from bot.editions.points import Points, Rows, Said, columns, said_of, settled
from storage.queries.results import RowPoints


@pytest.mark.parametrize("made", [columns, settled])
def test_columns_say_what_each_unit_says(made: Callable[[Iterable[Said]], Points]) -> None:
    """Units with other rows, rows that wait, a unit without any."""
    chance = random.Random(3)
    kept = []
    for unit in range(60):
        rows = [row for row in ("一.1", "三.1a", "三.1b", "六.3") if chance.random() < 0.8]
        points = {row: str(chance.choice(["0", "2.50", "-1", "7"])) for row in rows}
        missing = [row for row in rows if chance.random() < 0.2]
        kept.append(RowPoints(unit, f"第{unit}局", json.dumps(points), json.dumps(missing)))
    kept.append(RowPoints(60, "空", "{}", "[]"))
    found = made(map(said_of, kept))
    assert len(found) == len(kept)
    every = {one.unit: one for one in found}
    for one in kept:
        exact = {row: Decimal(text) for row, text in json.loads(one.points).items()}
        said = Rows(one.unit_id, one.short, exact, frozenset(json.loads(one.missing)))
        assert every[one.unit_id] == said == found.of_unit(one.unit_id)
    assert found.of_unit(61) is None
    assert not made([]).alike
