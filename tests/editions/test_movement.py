"""Movement against the quarter before: gained, lost, new, and when nothing can be compared."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from bot.editions.edition import Edition, Result, Table, for_scoring
from bot.editions.movement import of_table, since
from bot.results.words.ranking import against, moved
from scoring.assess import assess
from scoring.ranking import rank
from scoring.scheme import Scheme, load

SCHEME = load("郏县2022-县直单位")
NAMES = ("甲局", "乙局", "丙局", "丁局")


def result(unit: int, place: int, *, of: str = "") -> Result:
    return Result(
        unit, NAMES[unit - 1], NAMES[unit - 1], of, {}, {}, {}, Decimal(0), "合格", place, False, {}
    )


def table(*results: Result, scheme: Scheme = SCHEME) -> Table:
    return Table("县直单位", scheme.name, scheme.digest, scheme.text, results)


def edition(*tables: Table) -> Edition:
    return Edition("published", 1, (2026, 3), "", "", tables)


def test_each_unit_moves_by_its_rank() -> None:
    """Two up, one down, the same place, and one that was not there."""
    before = edition(table(result(1, 1), result(2, 2), result(3, 3)))
    now = table(result(3, 1), result(1, 2), result(2, 2), result(4, 4))
    found = of_table(before, now)
    assert [moved(found, unit) for unit in (3, 1, 2, 4)] == ["↑2", "↓1", "—", "新"]
    assert "比2026年三季度的名次" in against(found)


def test_another_scheme_is_not_comparable() -> None:
    """No arrow at all, and the footnote says why."""
    other = replace(table(result(1, 1)), text=load("郏县2022-乡镇街道").text)
    found = of_table(edition(other), table(result(1, 2)))
    assert found is not None
    assert not found.comparable
    assert moved(found, 1) == ""
    assert "不可比" in against(found)


def test_classes_that_came_or_went_are_not_comparable() -> None:
    """First of fifteen is not first of forty."""
    before = edition(table(result(1, 1), result(2, 2)))
    now = table(result(1, 1, of="一类"), result(2, 1, of="二类"))
    found = of_table(before, now)
    assert found is not None
    assert not found.comparable


def test_a_unit_in_another_class_is_new_there() -> None:
    """Its old place was among others."""
    before = edition(table(result(1, 1, of="一类"), result(2, 1, of="二类")))
    now = table(result(2, 1, of="一类"), result(1, 2, of="一类"))
    assert moved(of_table(before, now), 2) == "新"
    assert moved(of_table(before, now), 1) == "↓1"


def test_without_a_quarter_before_there_is_nothing_to_say() -> None:
    """The first quarter of a county, or the first of a table."""
    assert of_table(None, table(result(1, 1))) is None
    assert since(edition(), "县直单位", SCHEME.text, apart=False, places=[]) is None
    assert moved(None, 1) == against(None) == ""


def test_an_edition_with_classes_is_recomputed_from_its_data_alone(tmp_path: Path) -> None:
    """``python -m scoring score`` comes to the same ranks within the same classes."""
    facts = {n: {"三.4": {"取得成效的应用": n, "仅有通知或文件的应用": 0}} for n in (1, 2, 3, 4)}
    classes = {1: "二类", 2: "一类", 3: "二类", 4: "三类"}
    assessed = [assess(SCHEME, facts[n], NAMES[n - 1], classes[n]) for n in facts]
    numbers = {name: n for n, name in enumerate(NAMES, 1)}
    results = tuple(
        replace(result(numbers[one.unit], one.rank, of=one.classification or ""), facts=facts[n])
        for one in rank(SCHEME, assessed)
        for n in [numbers[one.unit]]
    )
    scheme, data = for_scoring(table(*results))
    (tmp_path / "scheme.toml").write_text(scheme, "utf-8")
    (tmp_path / "input.json").write_text(data, "utf-8")
    command = [sys.executable, "-m", "scoring", "score", "--scheme"]
    files = [str(tmp_path / "scheme.toml"), str(tmp_path / "input.json")]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)["units"]
    assert [(one["name"], one["rank"]) for one in said] == [(r.name, r.rank) for r in results]
    assert [r.rank for r in results] == [1, 1, 2, 1]
