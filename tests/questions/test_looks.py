"""How the last list is to look: what a sentence names is a column, or it is no such sentence."""

from __future__ import annotations

import pytest

from bot.questions.combined.columns import columns_of
from bot.questions.combined.following import change
from bot.questions.combined.looks import Look, looked
from bot.questions.combined.query import Column, Condition, Query, dumps, loads
from bot.questions.combined.reading import read
from tests.questions.test_combined import KNOWN

_THIRD = (2026, 3)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("带上联系人电话", Look(add=(Column("contact"),))),
        ("再加一列上季度得分", Look(add=(Column("total", _THIRD),))),
        ("再加一列三.4得分", Look(add=(Column("total", row="三.4"),))),
        ("把名次也带上", Look(add=(Column("rank"),))),
        ("这些单位的联络员是谁", Look(add=(Column("contact"),))),
        ("电话那一列不要了", Look(drop=(Column("contact"),))),
        ("只要单位名", Look(bare=True)),
        ("只要单位名和电话", Look(add=(Column("contact"),), bare=True)),
        ("县直归县直，乡镇归乡镇", Look(split=True)),
        ("反过来", Look(turned=True)),
        ("只要乡镇的", None),
        ("再加一列天气", None),
        ("加一个单位", None),
        ("不要教育局", None),
    ],
)
def test_a_look_is_heard_only_where_all_of_it_is_understood(said: str, meant: Look | None) -> None:
    to = change(said, KNOWN)
    assert (to.look if to else None) == meant


def test_what_is_dropped_goes_and_the_rest_stays() -> None:
    """电话不要了: of a column, and of the liaison a list shows by itself."""
    waiting = Query(tests=(Condition("waiting"),), also=(Column("contact"), Column("rank")))
    without = looked(waiting, Look(drop=(Column("contact"),)))
    assert without is not None
    assert (without.also, without.bare) == ((Column("rank"),), False)
    own = looked(Query(measure="total"), Look(drop=(Column("contact"),)))
    assert own is not None
    assert (own.also, own.bare) == ((Column("total"),), True)


def test_nothing_is_turned_round_that_has_no_order() -> None:
    """反过来, behind a list that stands in no order."""
    assert looked(Query(tests=(Condition("waiting"),)), Look(turned=True)) is None
    turned = looked(Query(measure="total", descending=True, first=3), Look(turned=True))
    assert turned is not None
    assert (turned.descending, turned.first) == (False, 3)


def test_a_list_that_was_kept_before_columns_had_a_quarter_is_read() -> None:
    """Planned reminders keep their list for weeks."""
    assert loads('{"measure":"total","also":["rank"]}').also == (Column("rank"),)
    query = Query(also=(Column("total", _THIRD, "三.4"),))
    assert loads(dumps(query)) == query


def test_columns_are_of_the_quarter_and_the_row_before_them() -> None:
    words = read("上季度三.4得分和名次", KNOWN)
    assert words is not None
    assert columns_of(words) == (Column("total", _THIRD, "三.4"), Column("rank", _THIRD))
    assert columns_of([*words, *(read("教育局", KNOWN) or ())]) == ()
