"""A clause that differs from today's by its points alone keeps today's rule, with new points."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from bot.schemes.counted import counted
from bot.schemes.draft import keys_of, row_of
from bot.schemes.other_figures import Carried, carried
from bot.schemes.reading import read
from bot.schemes.words.taking import taken
from scoring.scheme import Scheme, load
from scoring.sentence import rule
from tests.scoring.drafting.papers import lines_of, word

_TODAY = load("郏县2022-县直单位")


def _carried(row: str, old: str, new: str, points: str = "") -> Carried | None:
    found = _TODAY.row(row)
    assert old in found.text
    cells = {
        "name": found.name,
        "points": Decimal(points) if points else found.points,
        "text": found.text.replace(old, new),
        "content": found.content,
    }
    return carried(str(cells["text"]), cells, _TODAY)


def test_what_is_asked_and_decided_stays_and_the_points_are_the_new_ones() -> None:
    found = _carried("二.1", "扣 0.5 分", "扣 1 分")
    assert found is not None
    assert found.changes == ("0.5 → 1",)
    body, today = keys_of(found.body), _TODAY.row("二.1")
    assert body["deduct"] == [{"each": "迟报、错报", "unit": "条", "points": 1}]
    assert (body["only_if"], body["by"]) == (["已报送"], today.by)
    assert body["ask"] == dict(today.asks)
    assert "short" not in body
    assert "example" not in body
    assert "reading" not in body


def test_other_points_of_the_row_go_with_its_most() -> None:
    found = _carried("四.1", "最高得5分", "最高得8分", "8")
    assert found is not None
    body = keys_of(found.body)
    assert body["points"] == 8
    assert body["add"][0]["points"] == Decimal("0.5")


@pytest.mark.parametrize(
    ("row", "old", "new", "points"),
    [
        ("三.3", "每应用一项得0.5分", "每应用一项得1分", ""),  # 0.5 stands twice
        ("四.1", "最高得5分", "最高得8分", ""),  # the column says 5 still
        ("三.1a", "最多得7分", "最多得9分", ""),  # 7 of the product stays
        ("四.1", "未开展的不得分", "未开展的扣2分", ""),  # other words
        ("六.3", "1个典型案例", "2个典型案例", ""),  # no points
    ],
)
def test_where_it_is_not_beyond_doubt_the_clause_is_read_anew(
    row: str, old: str, new: str, points: str
) -> None:
    assert _carried(row, old, new, points) is None


def test_a_clause_as_it_was_is_none_of_other_points() -> None:
    assert _carried("四.1", "最高得5分", "最高得5分") is None
    assert carried("每次得1分", {"name": "宣传活动", "points": 5}, None) is None


def _document(today: Scheme) -> bytes:
    lines = [
        tuple(cell.replace("一次的得0.5分", "一次的得1分") for cell in line)
        for line in lines_of(today)
    ]
    return word(["郟信用办〔2026〕9号"], [("县直单位社会信用体系建设工作考核指标", lines)])


def test_the_draft_says_so_of_the_row_and_of_the_file() -> None:
    """The figure of last quarter can be tried on it: it is asked under the same name."""
    found = read(_document(_TODAY), "2027.docx", "郏县", [_TODAY], date(2027, 1, 1))[0]
    row = next(one for one in found.rows if one.row == "四.1")
    assert json.loads(row.doubts) == [
        "和现在的办法只有分数不同（0.5 → 1），沿用现在的规则和提问，换成新的分数。"
    ]
    drafted = row_of(row)
    assert drafted is not None
    assert rule(drafted) == "“宣传活动”每次得 1 分；本行最高 5 分。"
    assert drafted.inputs == _TODAY.row("四.1").inputs
    said = taken([(1, found, counted(found.rows))]).text
    assert "1 行只改了分数，沿用现在的规则、换成新的分数" in said
