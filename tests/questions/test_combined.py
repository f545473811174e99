"""Combined questions: every word is accounted for, and what is understood is what was asked.

``phrasings/combined_seen.txt`` was looked at while the words were chosen,
``phrasings/combined_unseen.txt`` was not: the share
of the second that is right is what strangers may expect.
"""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from bot.questions.combined import Condition, Known, Query, compose
from bot.questions.combined.query import Column
from bot.questions.combined.reading import pieces as cut, row_names
from scoring.scheme import load, names
from tests.speech.county import ROSTER, UNITS

TODAY = date(2026, 11, 23)
QUARTERS = tuple((year, number) for year in (2025, 2026) for number in (1, 2, 3, 4))
_TABLES = {"县直单位": "县直单位", "乡镇街道": "乡镇街道"}
KNOWN = Known(
    ROSTER,
    TODAY,
    QUARTERS,
    row_names(
        (scheme.group, [(row.id, row.name) for row in scheme.rows]) for scheme in map(load, names())
    ),
)
_SHORT = {unit.id: unit.short for unit in UNITS}
_FOLDER = Path(__file__).parent / "phrasings"


def _column(one: Column) -> str:
    return one.row + one.measure + ("@{}Q{}".format(*one.quarter) if one.quarter else "")


def short(query: Query | None) -> str:
    """A query in one line."""
    if query is None:
        return "nothing"
    named = [_SHORT[one] for one in query.units]
    parts = [query.topic, *named, *([f"person:{query.person}"] if query.person else [])]
    parts += [f"group:{query.group}"] if query.group else []
    parts += [_test(one) for one in query.tests]
    if query.since and query.until:
        parts.append(f"{query.since:%m-%d}..{query.until:%m-%d}")
    for label, value in (("by", query.measure), ("row", query.row), ("kind", query.kind)):
        parts += [f"{label}:{value}"] if value else []
    parts += [f"also:{_column(one)}" for one in query.also]
    parts += [sign for sign in ("bare", "split") if getattr(query, sign)]
    parts += [f"grade:{query.grade}"] if query.grade else []
    parts += ["@{}Q{}".format(*one) for one in query.quarters]
    parts += [f"last{query.recent}"] if query.recent else []
    parts += ["vs:{}Q{}".format(*query.against)] if query.against else []
    if query.descending is not None:
        parts.append("desc" if query.descending else "asc")
    parts += [f"first:{query.first}"] if query.first else []
    parts += [f"but:{_SHORT[one]}" for one in query.but]
    parts += [f"but:{one}" for one in (query.but_group, query.but_ending) if one]
    parts += [f"of:{one}" for one in (query.ending, *query.endings) if one]
    parts += [f"klass:{query.klass}"] if query.klass else []
    parts += [f"share:{query.by}"] if query.by else []
    parts += ["sounded"] if query.sounded else []
    parts += ["stats:" + "+".join(query.stats)] if query.stats else []
    parts += [f"often:{query.often}{query.often_count}"] if query.often else []
    parts += [f"apart:{query.apart:f}"] if query.apart else []
    parts += ["of-all"] if query.share else []
    parts += ["{}h..{}h".format(*query.hours)] if query.hours != (0, 24) else []
    parts += [f"past:{query.past}"] if query.past else []
    parts += ["count"] if query.counted else []
    parts += [query.form] if query.form != "text" else []
    return " ".join(parts)


def _test(test: Condition) -> str:
    within = test.value + (f"({test.row})" if test.row and not test.sign else "")
    if test.sign:
        within = f"{test.value}{test.row}{test.sign}{test.amount:f}"
    elif test.amount:
        within = f"{test.amount:f}"
    said = ("!" if test.not_ else "") + test.kind
    said += f"({within.strip('()')})" if within else ""
    said += f"x{test.running}" if test.running else ""
    return said + ("@{}Q{}".format(*test.quarter) if test.quarter else "")


def phrasings(name: str) -> list[tuple[str, str]]:
    """Sentences with what they mean."""
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return [(said, meant) for line in lines if line for said, meant in [line.split(" = ")]]


@pytest.mark.parametrize(("said", "meant"), phrasings("combined_seen.txt"))
def test_what_is_asked_in_combination_is_understood(said: str, meant: str) -> None:
    assert short(compose(said, KNOWN)) == meant


@pytest.mark.parametrize("name", ["combined_unseen.txt", "combined_fresh.txt", "combined_last.txt"])
def test_phrasings_that_were_written_before_they_were_tried(name: str) -> None:
    """Every one of them is understood now, and none as something else."""
    wrong = [
        (said, got)
        for said, meant in phrasings(name)
        if (got := short(compose(said, KNOWN))) != meant
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("80分以内的单位", "units points(<=80) by:total"),
        ("离优秀一分以内的单位", "units near(优秀<=1) by:total"),
        ("一分以内的单位", "nothing"),
        ("80分左右的单位", "nothing"),
    ],
)
def test_within_so_many_points(text: str, meant: str) -> None:
    """80分以内 is 80 or less; one point is from a grade's line; how far 左右 is, nobody said."""
    assert short(compose(text, KNOWN)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "教育局三.4报了几项 材料发我",
        "哪个镇一家都没报",
        "教育局交了吗。财政局多少分",
    ],
)
def test_what_is_said_in_two_or_of_something_unnamed_is_no_question(text: str) -> None:
    """Nothing is asked across a blank or a full stop; 一家 counts a row that was not named."""
    assert compose(text, KNOWN) is None


@pytest.mark.parametrize("many", [40, pytest.param(4_000, marks=pytest.mark.slow)])
def test_whatever_words_stand_together_nothing_breaks(many: int) -> None:
    """Pieces of the sentences that are understood, in any order: an answer, or none."""
    dice = random.Random(20261129)
    pieces = sorted(
        {piece.said for said, _ in phrasings("combined_seen.txt") for piece in cut(said, KNOWN)}
    )
    for _ in range(many):
        text = "".join(dice.choice(pieces) for _ in range(dice.randint(1, 6)))
        compose(text, KNOWN)
