"""An edition can be recomputed from itself alone, and two editions tell what moved."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from bot.editions.edition import Edition, Result, Table, comparable, difference, for_scoring, read
from scoring.assess import assess
from scoring.exact import plain
from scoring.ranking import rank
from scoring.scheme import Scheme, load

DEPARTMENTS = load("郏县2022-县直单位")
Facts = dict[str, dict[str, bool | int | str]]


def _result(unit: int, name: str, facts: Facts) -> Result:
    return Result(
        unit=unit, name=name, short=name, classification="", facts=facts,
        sources={row: dict.fromkeys(of, "accepted") for row, of in facts.items()}, reasons={},
        total=Decimal(0), grade="", rank=0, provisional=True, points={},
    )  # fmt: skip


def _table(scheme: Scheme, given_facts: dict[str, Facts]) -> Table:
    """A table as ``bot.editions.making`` makes it, from facts alone."""
    bare = Table(scheme.group, scheme.name, scheme.digest, scheme.text, ())
    named = {n: _result(k, n, facts) for k, (n, facts) in enumerate(given_facts.items(), 1)}
    found = {name: bare.assessment(one) for name, one in named.items()}
    results = tuple(
        replace(
            named[place.unit],
            total=place.total,
            grade=place.grade,
            rank=place.rank,
            provisional=place.provisional,
            points={row: one.points for row, one in found[place.unit].rows.items()},
        )
        for place in rank(scheme, found.values())
    )
    return replace(bare, results=results)


def _edition(table: Table, version: int = 1) -> Edition:
    return Edition("published", version, (2026, 3), "2026-10-20T02:00:00.000000Z", "", (table,))


FACTS: dict[str, Facts] = {
    "县教育局": {"三.4": {"取得成效的应用": 3, "仅有通知或文件的应用": 1}},
    "县财政局": {"三.4": {"取得成效的应用": 2, "仅有通知或文件的应用": 3}},
    "县交通运输局": {"三.2": {"已出台实施办法": True}},
}


def test_the_command_line_comes_to_the_same_totals_from_the_edition_alone(tmp_path: Path) -> None:
    """``python -m scoring score`` on what an edition holds: totals, grades, ranks, points."""
    kept = read(_edition(_table(DEPARTMENTS, FACTS)).text)
    scheme, figures = for_scoring(kept.tables[0])
    (tmp_path / "s.toml").write_text(scheme, "utf-8")
    (tmp_path / "d.json").write_text(figures, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "scoring", "score", "--scheme", "s.toml", "d.json"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"},
    )  # fmt: skip
    printed = json.loads(done.stdout)
    assert printed["digest"] == kept.tables[0].digest == DEPARTMENTS.digest
    units = {one["name"]: one for one in printed["units"]}
    assert len(units) == 3
    for one in kept.tables[0].results:
        found = units[one.name]
        assert (found["total"], found["grade"], found["rank"], found["provisional"]) == (
            plain(one.total), one.grade, one.rank, one.provisional,
        )  # fmt: skip
        points = {row: of["points"] for row, of in found["rows"].items()}
        assert points == {row: plain(of) for row, of in one.points.items()}


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["甲局", "乙局", "丙局", "丁局"]),
        st.fixed_dictionaries(
            {
                "取得成效的应用": st.integers(0, 9),
                "仅有通知或文件的应用": st.integers(0, 9),
            }
        ),
        min_size=1,
    )
)
def test_what_is_kept_reads_back_and_recomputes(figures: dict[str, dict[str, int]]) -> None:
    """Canonical text → edition → text is the same; every total follows from the kept facts."""
    table = _table(DEPARTMENTS, {name: {"三.4": dict(one)} for name, one in figures.items()})
    edition = _edition(table)
    again = read(edition.text)
    assert again.text == edition.text
    assert again.hash == edition.hash
    for one in again.tables[0].results:
        assert again.tables[0].assessment(one).total == one.total
        assert assess(DEPARTMENTS, one.facts, one.name).total == one.total


def test_time_and_number_do_not_change_the_mark_but_a_figure_does() -> None:
    """A proposal is void when the content has changed, and only then."""
    first = _edition(_table(DEPARTMENTS, FACTS))
    later = replace(first, version=2, at="2026-11-01T00:00:00.000000Z", supersedes=first.hash)
    assert later.mark == first.mark
    assert later.hash != first.hash
    more: Facts = {"三.4": {"取得成效的应用": 4, "仅有通知或文件的应用": 1}}
    assert _edition(_table(DEPARTMENTS, {**FACTS, "县教育局": more})).mark != first.mark


def test_a_difference_names_every_unit_that_moved_and_nobody_else() -> None:
    """Who overtakes moves another; the third stays."""
    before = _edition(_table(DEPARTMENTS, FACTS))
    more: Facts = {"三.4": {"取得成效的应用": 1, "仅有通知或文件的应用": 1}}
    after = _edition(_table(DEPARTMENTS, {**FACTS, "县教育局": more}), 2)
    changes = {one.unit.name: one for one in difference(before, after)}
    assert set(changes) == {"县教育局"} | {
        one.name
        for one in after.tables[0].results
        if one.rank != next(o.rank for o in before.tables[0].results if o.name == one.name)
    }
    assert changes["县教育局"].rows == ("三.4",)
    assert difference(before, before) == ()
    assert difference(None, before) == ()


def test_another_scheme_makes_two_totals_incomparable() -> None:
    """不可比 is said, not a difference of points."""
    before = _edition(_table(DEPARTMENTS, FACTS))
    other = _table(DEPARTMENTS, {**FACTS, "县教育局": {}})
    rule = '"取得成效的应用", unit = "项", points = 2'
    assert rule in DEPARTMENTS.text
    example = '"取得成效的应用" = 3, "仅有通知或文件的应用" = 1 }, score = '
    text = DEPARTMENTS.text.replace(rule, f"{rule[:-1]}3").replace(f"{example}7", f"{example}10")
    after = _edition(replace(other, text=text, digest="0" * 64), 2)
    (change,) = [one for one in difference(before, after) if one.unit.name == "县教育局"]
    assert not change.comparable


def test_reworded_explanations_leave_results_comparable() -> None:
    """Only what bears on points, grades or ranks makes two quarters 不可比."""
    text = DEPARTMENTS.text.replace("short ", "# 只是一条注释\nshort ", 1)
    assert text != DEPARTMENTS.text
    assert comparable(DEPARTMENTS.text, text)
    assert not comparable(DEPARTMENTS.text, load("郏县2022-乡镇街道").text)


def test_a_unit_that_joins_or_leaves_is_a_change() -> None:
    """One side is missing then."""
    before = _edition(_table(DEPARTMENTS, FACTS))
    fewer = {name: facts for name, facts in FACTS.items() if name != "县交通运输局"}
    after = _edition(_table(DEPARTMENTS, fewer), 2)
    assert [one.unit.name for one in difference(before, after) if one.after is None] == [
        "县交通运输局"
    ]
    (joined,) = [one for one in difference(after, before) if one.before is None]
    assert joined.moved
    assert joined.rows == ()


@pytest.mark.parametrize("text", ["{}", '{"format": 2}', "[]", '{"format": 1}', "nothing"])
def test_a_text_that_is_no_edition_is_refused(text: str) -> None:
    """With a ValueError, never with a half-read edition."""
    with pytest.raises(ValueError, match=r"."):
        read(text)
