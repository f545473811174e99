"""Parts of questions put together in every way: what is understood holds each of them, or nothing.

A part is what is said and what a query must then say; a query that lacks one of them would answer
another question without a word. How many of the combinations are understood is held, too.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pytest

from bot.inquiry.words.conditions import condition
from bot.inquiry.words.said import heading
from bot.questions.combined import Query, compose
from bot.questions.combined.query import ConditionKind
from bot.speech.calendar import Quarter
from tests.questions.test_combined import _SHORT, KNOWN, TODAY

Says = Callable[[Query], bool]
Part = tuple[str, Says]


def _anything(_: Query) -> bool:
    return True


def _of(group: str) -> Says:
    return lambda query: query.group == group


def _in(*quarters: Quarter) -> Says:
    def says(query: Query) -> bool:
        own = {one.quarter for one in query.tests}
        return query.quarters == quarters or own == set(quarters)

    return says


def _has(kind: ConditionKind, **more: object) -> Says:
    def says(query: Query) -> bool:
        return any(
            one.kind == kind and all(getattr(one, name) == value for name, value in more.items())
            for one in query.tests
        )

    return says


WHOM: tuple[Part, ...] = (
    ("", lambda query: not query.group and not query.klass),
    ("乡镇", _of("乡镇街道")),
    ("县直", _of("县直单位")),
    ("二类单位", lambda query: query.klass == "二类"),
)
WHEN: tuple[Part, ...] = (
    ("", lambda query: not query.quarters and not query.recent),
    ("上季度", _in((2026, 3))),
    ("一季度", _in((2026, 1))),
    ("去年四季度", _in((2025, 4))),
)
WHICH: tuple[Part, ...] = (
    ("优秀的", _has("grade", value="优秀", not_=False)),
    ("没评上优秀的", _has("grade", value="优秀", not_=True)),
    ("不合格的", _has("grade", value="不合格")),
    ("80分以下的", _has("points", sign="<", amount=80, row="")),
    ("得分率低于60%的", _has("rate", sign="<", amount=60)),
    ("垫底的", _has("bottom")),
    ("没交的", _has("waiting")),
    ("三.4低于2分的", _has("points", row="三.4", sign="<", amount=2)),
    ("三.4扣了1分以上的", _has("lost", row="三.4", sign=">=", amount=1)),
    ("三.4满分的", _has("full", row="三.4", not_=False)),
    ("三.4没得满分的", _has("full", row="三.4", not_=True)),
    ("三.4得分不到一半的", _has("rate", row="三.4", sign="<", amount=50)),
    ("退步的", _has("down")),
    ("没传佐证的", _has("no_papers")),
    ("逾期的", _has("late")),
    ("30天没登录的", _has("away", amount=30)),
    ("退回没看的", _has("unseen")),
)
ASKED: tuple[Part, ...] = (
    ("有哪些", lambda query: query.topic in ("units", "appeals")),
    ("有几家", lambda query: query.counted or query.share),
    ("占多少", lambda query: query.share),
    ("导出来", lambda query: query.form == "xlsx"),
    ("平均多少分", lambda query: query.stats == ("mean",)),
    ("从低到高", lambda query: query.descending is False),
)
OFTEN: tuple[Part, ...] = (
    ("今年{}过的", lambda query: (query.often, query.often_count) == (">=", 1)),
    ("今年{}过几次", lambda query: query.measure == "times"),
    ("去年{}两次以上的", lambda query: (query.often, query.often_count) == (">=", 2)),
    ("今年{}次数最多的", lambda query: query.measure == "times" and query.first == 1),
    ("今年从来没{}过的", lambda query: query.often == "=" and not query.often_count),
)
HELD: tuple[Part, ...] = (
    ("优秀", _has("grade", value="优秀", not_=False)),
    ("不合格", _has("grade", value="不合格")),
    ("垫底", _has("bottom")),
)


def _sentences() -> Iterator[tuple[str, tuple[Part, ...]]]:
    for whom, when, which, asked in itertools.product(WHOM, WHEN, WHICH, ASKED):
        yield f"{when[0]}{whom[0]}{which[0]}{asked[0]}", (whom, when, which, asked)
    for whom, often, held in itertools.product(WHOM, OFTEN, HELD):
        yield f"{whom[0]}{often[0].format(held[0])}", (whom, often, held)


EVERY = tuple(_sentences())


def _said_back(query: Query) -> list[str]:
    """What of a query its heading does not say."""
    said = heading(query, _SHORT, TODAY)
    parts = [condition(one) for one in query.tests] + [query.group, query.klass]
    parts += ["占多少"] if query.share else []
    return [one for one in parts if one and one not in said]


@cache
def _composed(text: str) -> Query | None:
    return compose(text, KNOWN)


SOME = random.Random(20261130).sample(EVERY, 400)
_ALL = pytest.param(EVERY, marks=pytest.mark.slow)


@pytest.mark.parametrize("sentences", [SOME, _ALL], ids=["some", "all"])
def test_no_part_of_a_question_is_passed_over(
    sentences: Sequence[tuple[str, tuple[Part, ...]]],
) -> None:
    """Whom, when, which and what: all of it is in the query, or there is none."""
    lost = [
        text
        for text, parts in sentences
        if (query := _composed(text)) and not all(says(query) for _, says in parts)
    ]
    assert lost == []


def test_the_answer_says_back_every_part() -> None:
    queries = [_composed(text) for text, _ in SOME]
    assert [(one, lost) for one in queries if one and (lost := _said_back(one))] == []


def test_nearly_all_combinations_are_understood() -> None:
    """Nothing wrong is said of the others either: they are offered."""
    understood = sum(_composed(text) is not None for text, _ in SOME)
    assert understood / len(SOME) >= 0.98


def test_two_conditions_are_both_kept() -> None:
    dice = random.Random(20261201)
    for _ in range(200):
        (one, says), (other, also) = dice.sample(WHICH, 2)
        joint = dice.choice(["而且", "又", "但是"])
        if {one, other} <= _OF_A_GRADE:
            continue  # nobody is of both: either is meant
        query = compose(f"{one.removesuffix('的')}{joint}{other}", KNOWN)
        assert query is None or (says(query) and also(query)), (one, other)


_OF_A_GRADE = {"优秀的", "不合格的"}
