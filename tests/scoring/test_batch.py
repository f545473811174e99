"""Many units: read one by one, steps on disk, only what ranks them in memory."""

import io
import json
from collections.abc import Iterator
from tempfile import TemporaryFile

import pytest

from scoring.assess import assess
from scoring.batch import run
from scoring.exact import plain
from scoring.facts import FactFault
from scoring.scheme import Scheme
from scoring.stream import InputError, json_units
from scoring.units import Unit


@pytest.mark.slow
def test_the_first_unit_comes_before_the_text_has_been_read() -> None:
    units = [{"name": f"单位{n}", "facts": {"三.1b": {"宣传活动": n}}} for n in range(20_000)]
    source = io.StringIO(json.dumps({"units": units}, ensure_ascii=False))
    found = json_units(source)
    assert next(found) == units[0]
    assert source.tell() < len(source.getvalue()) / 10
    assert list(found) == units[1:]


def test_units_come_back_in_their_order_with_their_rank(departments: Scheme) -> None:
    units = [Unit(f"单位{n}", {"三.1b": {"宣传活动": n % 4}}) for n in range(9)]
    ticks: list[int] = []
    with TemporaryFile("w+b") as spool:
        batch = run(departments, units, spool, lambda: ticks.append(1))
        found = list(batch.units())
    assert [one["name"] for one in found] == [one.name for one in units]
    assert [one["rank"] for one in found] == [7, 5, 3, 1, 7, 5, 3, 1, 7]
    assert len(ticks) == len(units)
    for one, given in zip(found, units, strict=True):
        assert one["total"] == plain(assess(departments, given.facts).total)


def test_what_breaks_off_is_a_fault_beside_the_others(departments: Scheme) -> None:
    def breaking() -> Iterator[Unit | FactFault]:
        yield Unit("甲", {"三.1b": {"宣传活动": -1}})
        yield FactFault("", "", "重名", "乙")
        raise InputError("第 7 行起不是合法的 JSON")

    with TemporaryFile("w+b") as spool:
        batch = run(departments, breaking(), spool)
        assert [str(fault).split("：")[0] for fault in batch.faults] == [
            "甲 三.1b“宣传活动”",
            "乙",
            "第 7 行起不是合法的 JSON",
        ]
        assert spool.tell() == 0
