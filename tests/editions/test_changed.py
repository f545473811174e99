"""A table that was put together before: what changed is put in, and all is as if made anew."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from bot.editions.points import Said, columns, columns_again
from bot.editions.running import Runner, in_order, in_order_again
from scoring.scheme import load
from storage.queries.results import UNCOUNTED, Live

SCHEME = load("郏县2022-县直单位")
SIZE, ROUNDS = 40, 60


@dataclass
class _Numbers:
    chance: random.Random

    def said(self, unit: int) -> Said:
        rows = self.chance.choice([("一.1", "三.4")] * 9 + [("一.1",)])
        values = tuple(Decimal(self.chance.randrange(5)) for _ in rows)
        waits = bytes(self.chance.randrange(2) for _ in rows)
        return Said(unit, unit, "县直单位", f"{unit}局", rows, values, waits, ())

    def runner(self, unit: int, league: str) -> Runner:
        place = self.chance.choice([UNCOUNTED, *"aaabbcdefg"])
        live = Live(
            unit, unit, "县直单位", f"县{unit}局", f"{unit}局", league, "", "filling", league,
            place, "1", "", 0, 1, 1,
        )  # fmt: skip
        rest = (unit, live.name, live.short, Decimal(1), "", False, league or None, True, False)
        return Runner(
            f"{place}\0{live.name}", place, league, "县直单位", unit, unit, place != UNCOUNTED,
            live, rest, rest,
        )  # fmt: skip


def test_columns_are_those_of_all_units_after_every_change() -> None:
    numbers = _Numbers(random.Random(3))
    every = [numbers.said(unit)._replace(rows=("一.1", "三.4")) for unit in range(SIZE)]
    every = [one._replace(values=(Decimal(1),) * 2, waiting=bytes(2)) for one in every]
    for _ in range(ROUNDS):
        found, anew = columns_again(("m", -1, "t"), every), columns(every)
        assert list(found) == list(anew)
        assert [one.waits("一.1") for one in found.alike] == [
            one.waits("一.1") for one in anew.alike
        ]
        changed = numbers.chance.sample(range(SIZE), numbers.chance.randrange(4))
        every = [numbers.said(at) if at in changed else one for at, one in enumerate(every)]
        if numbers.chance.random() < 0.4:  # all have the same rows again
            every = [one for one in every if len(one.rows) == 2]
            every += [numbers.said(unit) for unit in range(len(every), SIZE)]


def test_lines_stand_as_if_all_were_sorted_after_every_change() -> None:
    numbers = _Numbers(random.Random(4))
    for leagues in (("",), ("", "一类")):
        every = [numbers.runner(unit, leagues[0]) for unit in range(SIZE)]
        for _ in range(ROUNDS):
            found = in_order_again(("m", -1, leagues), SCHEME, every)
            assert found == in_order(SCHEME, [one for one in every if one.counted])
            changed = numbers.chance.sample(range(SIZE), numbers.chance.randrange(4))
            every = [
                numbers.runner(at, numbers.chance.choice(leagues)) if at in changed else one
                for at, one in enumerate(every)
            ]
