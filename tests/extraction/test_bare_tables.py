"""Tables with few rules or none: read right, or marked so that nobody counts on them."""

from __future__ import annotations

import itertools

import pytest

from bot.extraction.columns import columns_of
from bot.extraction.continued import continued
from bot.extraction.fields import Field, Row, Rule
from bot.extraction.grid import rows_of
from bot.extraction.grounds import Ground, with_grounds
from bot.extraction.layout import Piece
from bot.extraction.sound import looked_at

EDGES = (60.0, 90.0, 160.0, 190.0, 430.0)
HEAD = ("序号", "考核指标", "分值", "评分标准")
ROWS = (
    ("1", "信息报送", "10", ("每报送一篇得2分，", "最高得10分。")),
    ("2", "宣传活动", "20", ("每次得5分。",)),
    ("3", "双公示", "30", ("迟报一条扣1分，", "扣完为止。")),
)
READ = [
    HEAD,
    ("1", "信息报送", "10", "每报送一篇得2分，最高得10分。"),
    ("2", "宣传活动", "20", "每次得5分。"),
    ("3", "双公示", "30", "迟报一条扣1分，扣完为止。"),
]


def signs(left: float, top: float, text: str) -> list[Piece]:
    return [
        Piece(one, left + at * 10, top, left + at * 10 + 9.6, top + 10)
        for at, one in enumerate(text)
    ]


def page(*, middle: bool = False) -> tuple[list[Piece], list[float]]:
    """The table, lines of fourteen points without a gap between rows; where its rows end."""
    found, top, ends = [], 104.0, [102.0]
    for number, line in enumerate((HEAD, *ROWS)):
        clause = line[3] if number else (HEAD[3],)
        drop = 14 * (len(clause) - 1) / 2 if middle else 0.0
        for left, text in zip(EDGES, line[:3], strict=False):
            found += signs(left + 3, top + drop, str(text))
        for at, text in enumerate(clause):
            found += signs(EDGES[3] + 3, top + at * 14, text)
        top += 14 * len(clause)
        ends.append(top - 2)
    return found, ends


def texts(rows: list[Row]) -> list[tuple[str, ...]]:
    return [tuple(one.text for one in row) for row in rows]


def test_rows_without_any_rule_begin_where_their_figures_stand() -> None:
    pieces, _ = page()
    found, _ = columns_of(pieces, [])
    assert texts(found) == READ
    assert not any(one.unsure for row in found for one in row)


def test_figures_in_the_middle_of_rows_without_rules_are_unsure() -> None:
    pieces, _ = page(middle=True)
    found, _ = columns_of(pieces, [])
    assert any(one.unsure for row in found for one in row)


@pytest.mark.parametrize("middle", [False, True])
def test_coloured_bands_divide_rows_as_rules_do(middle: bool) -> None:
    pieces, ends = page(middle=middle)
    grounds = [
        Ground(left, ends[at], right, ends[at + 1], dark=False)
        for at in (0, 2)
        for left, right in itertools.pairwise(EDGES)
    ]
    rules = [Rule(flat=True, at=ends[-1], begin=EDGES[0], end=EDGES[-1])]
    found, _ = rows_of(pieces, with_grounds(rules, grounds, 595, 842))
    assert texts(found) == READ


def row(*cells: str) -> Row:
    return tuple(Field(one) for one in cells)


def test_rest_of_a_row_under_the_heading_that_the_next_page_repeats() -> None:
    before = [row(*HEAD), row("1", "信息报送", "10", "每报送一篇")]
    after = [row(*HEAD), row("", "", "", "得2分。"), row("2", "宣传活动", "20", "每次得5分。")]
    assert texts(continued(before, after)) == [
        HEAD, ("1", "信息报送", "10", "每报送一篇得2分。"), ("2", "宣传活动", "20", "每次得5分。"),
    ]  # fmt: skip


def test_sentence_that_a_page_cuts_and_nothing_continues_is_unsure() -> None:
    before = [row(*HEAD), row("1", "信息报送", "10", "每报送一篇")]
    found = continued(before, [row("得2分。"), row("2", "宣传活动", "20", "每次得5分。")])
    assert all(one.unsure for one in found[1])


@pytest.mark.parametrize(
    "wrong",
    [
        ("4\n5", "联合奖惩\n信用修复", "5\n5", "每个得1分。\n每件得1分。"),
        ("联合奖惩", "5", "每个得1分。", ""),
        ("", "", "", "每个得1分。"),
    ],
    ids=["两行成了一行", "错开一列", "只剩下半行"],
)
def test_rows_whose_figures_do_not_stand_as_in_the_others_are_unsure(
    wrong: tuple[str, ...],
) -> None:
    rows = [row(*one) for one in (*READ, wrong)]
    found = looked_at(rows)
    assert all(one.unsure for one in found[-1])
    assert not any(one.unsure for line in found[:-1] for one in line)
