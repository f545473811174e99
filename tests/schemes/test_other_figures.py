"""A clause that differs from today's by its points alone keeps today's rule, with new points."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.schemes.counted import counted
from bot.schemes.draft import keys_of, row_of
from bot.schemes.other_figures import Carried, carried
from bot.schemes.reading import read
from bot.schemes.words.taking import taken
from scoring.row_reading import read_row
from scoring.scheme import Scheme, load
from scoring.sentence import rule
from scoring.table import Faults, Table
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


_EACH = 'add = [{ each = "活动", unit = "次", points = 1 }]'
_LEVELS = '{ named = "表彰", levels = [["国家级", 3], ["市级", 1]] }'
_GROUPED = 'grouped = [{ of = ["活动", "训"], most = 1 }]'
_FALLS = 'deduct = [{ each = "差错", unit = "次", points = 2 }]'


def _own(keys: str, old: str, points: str = "5") -> Scheme:
    """Today's scheme with these rows alone; ``keys`` of several are parted by a line."""
    rows = []
    for at, body in enumerate(keys.split("\n"), 1):
        said = [f'text = "{old}"'] if old else []
        text = "\n".join([f'name = "甲"\npoints = {points}', *said, *body.split("; ")])
        faults = Faults("")
        data = tomllib.loads(text, parse_float=Decimal)
        rows.append(read_row(Table(faults, f'["一.{at}"]', data), f"一.{at}"))
        assert not faults.found
    return replace(_TODAY, sections=(replace(_TODAY.sections[0], rows=tuple(rows)),))


def _with(today: Scheme, new: str, points: object = Decimal(5), name: str = "甲") -> Carried | None:
    return carried(new, {"name": name, "points": points, "text": new}, today)


@pytest.mark.parametrize(
    ("keys", "old", "new", "points"),
    [
        # what changed is not found among the points of the rule
        (_EACH, "每次得1分，市级的得3分", "每次得1分，市级的得4分", "5"),
        # or stands in the rule as something else, too
        (f"{_EACH[:-1]}, {_LEVELS}]", "每次得1分，市级得3分", "每次得2分，市级得3分", "5"),
        (f"{_EACH[:-3]}, over = 1 }}]", "超过一次的每次得1分", "超过一次的每次得2分", "5"),
        (f"{_FALLS}; floor = -2", "每次扣2分", "每次扣3分", "5"),
        (
            f'{_EACH[:-1]}, {{ each = "训", unit = "次", points = 2 }}]; {_GROUPED}',
            "每次得1分",
            "每次得2分",
            "5",
        ),
        # one figure became two
        (
            f'{_EACH[:-1]}, {{ each = "训", unit = "次", points = 1 }}]',
            "活动得1分，训得1分",
            "活动得2分，训得1分",
            "5",
        ),
        # what changed is no points: a number of times, a part of something
        (f"{_EACH[:-3]}, max = 4 }}]", "每年4次，每次得1分", "每年3次，每次得1分", "5"),
        (
            'add = [{ if = "降低", points = 3 }]',
            "降低3分之一的得3分",
            "降低4分之一的得4分",
            "5",
        ),
        # the rule with the new points would be none
        (f"{_EACH[:-3]}, max = 5 }}]", "每次得1分", "每次得0分", "5"),
        # the points of the column are read as what the clause calls them
        ('add = [{ award = "评定", min = 2, max = 5 }]', "给2至5分", "给2至1分", "5"),
        # the printed original is known, and the new one is not
        (f'{_EACH}; printed = "印作每次1分"', "每次得1分", "每次得2分", "5"),
        # no bound of the row is a figure
        (_EACH, "每次得1分", "每次得2分", '"不限"'),
    ],
)
def test_a_figure_that_may_be_something_else_is_read_anew(
    keys: str, old: str, new: str, points: str
) -> None:
    assert _with(_own(keys, old, points), new) is None


def test_two_rows_of_one_name_and_clause_or_another_name_carry_nothing() -> None:
    twice = f"{_EACH}\n{_EACH.replace('活动', '培训')}"
    assert _with(_own(twice, "每次得1分"), "每次得2分") is None
    assert _with(_own(_EACH, "每次得1分"), "每次得2分", name="乙") is None


def test_a_row_without_a_clause_or_without_read_points_carries_nothing() -> None:
    assert _with(_own('add = [{ if = "做到", points = 5 }]', ""), "", Decimal(6)) is None
    assert _with(_own(_EACH, "每次得1分"), "每次得2分", "不限") is None
    unbounded = _own(_EACH, "每次得1分", '"不限"')
    assert _with(unbounded, "每次得2分", Decimal("Infinity")) is None


def test_the_points_of_the_column_alone_are_new() -> None:
    found = _with(_own('add = [{ if = "做到", points = 5 }]', "做到得满分"), "做到得满分", 6)
    assert found is not None
    assert found.changes == ("5 → 6",)
    assert keys_of(found.body)["add"] == [{"if": "做到", "points": 6}]


def test_figures_that_take_each_others_place_are_carried_together() -> None:
    """每次 1 分最多 2 分 becomes 每次 2 分最多 3 分: the new 2 is not the old one."""
    today = _own(f"{_EACH[:-3]}, max = 2 }}]", "每次得1分，最多2分")
    found = _with(today, "每次得2分，最多3分")
    assert found is not None
    [term] = keys_of(found.body)["add"]
    assert (term["points"], term["max"]) == (2, 3)


def test_a_yes_in_the_rule_is_no_figure() -> None:
    today = _own('add = [{ rate = "增速", signed = true, per = 0.01, points = 1 }]', "每点得1分")
    assert _with(today, "每点得2分") is not None


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
