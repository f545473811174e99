"""What is a ruled line and what only looks like one; tables of which every other row is ruled."""

from __future__ import annotations

from PIL import Image, ImageDraw

from bot.extraction.grid import Rule, rows_of, ruling
from bot.extraction.layout import Piece
from bot.extraction.rules import rules_of

EDGES = (60.0, 90.0, 160.0, 190.0, 430.0)
LINES = (
    ("序号", "考核指标", "分值", "评分标准"),
    ("1", "信息报送", "10", "每报送一篇得2分。"),
    ("2", "宣传活动", "20", "每次得5分。"),
    ("3", "双公示", "30", "迟报一条扣1分。"),
)


def signs(left: float, top: float, text: str) -> list[Piece]:
    """A text of ten points, sign by sign."""
    return [
        Piece(one, left + at * 10, top, left + at * 10 + 9.6, top + 10)
        for at, one in enumerate(text)
    ]


def page() -> list[Piece]:
    found = []
    for row, line in enumerate(LINES):
        for left, cell in zip(EDGES, line, strict=False):
            found += signs(left + 3, 104 + row * 14, cell)
    return found


def flat(at: float) -> Rule:
    return Rule(flat=True, at=at, begin=EDGES[0], end=EDGES[-1])


def upright(at: float, begin: float, end: float) -> Rule:
    return Rule(flat=False, at=at, begin=begin, end=end)


def texts(rules: list[Rule], pieces: list[Piece]) -> list[tuple[str, ...]]:
    found, _ = rows_of(pieces, rules)
    return [tuple(one.text for one in row) for row in found]


def test_stroke_of_a_letter_in_a_low_row_is_no_rule() -> None:
    pieces = page()
    grid = [flat(102 + row * 14) for row in range(5)]
    grid += [upright(x, 102, 158) for x in EDGES]
    strokes = [upright(105.0, 102, 116), upright(128.0, 116, 130)]  # within 核 and 息
    assert texts(ruling(pieces, [*grid, *strokes]), pieces) == list(LINES)
    assert ruling(pieces, [*grid, *strokes]) == grid


def test_table_of_which_every_other_row_is_ruled_is_one() -> None:
    pieces = page()
    rules = [flat(102 + row * 14) for row in range(5)]
    rules += [upright(x, 102 + row * 14, 116 + row * 14) for row in (0, 2) for x in EDGES[1:-1]]
    assert texts(rules, pieces) == list(LINES)


def test_heading_across_such_a_table_stays_one_text() -> None:
    pieces = [*page(), *signs(63, 160, "二、信用监管和信用应用（三十分）")]
    rules = [flat(102 + row * 14) for row in range(6)]
    rules += [upright(x, 102 + row * 14, 116 + row * 14) for row in (0, 2) for x in EDGES[1:-1]]
    assert texts(rules, pieces)[-1][0] == "二、信用监管和信用应用（三十分）"


def test_last_row_that_no_rule_closes_belongs_to_the_table() -> None:
    pieces = page()
    rules = [flat(102 + row * 14) for row in range(4)]
    rules += [upright(x, 102, 144) for x in EDGES]
    assert texts(rules, pieces) == list(LINES)


def test_dark_ground_of_a_heading_has_edges_and_no_rules_between_its_letters() -> None:
    picture = Image.new("L", (600, 200), 255)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((50, 40, 550, 60), fill=0)
    for x in range(60, 200, 12):  # white letters leave dark bars
        pen.rectangle((x, 42, x + 8, 58), fill=255)
    pen.line((50, 100, 550, 100), fill=0)
    found = rules_of(picture, 1.0)
    assert {round(one.at) for one in found if one.flat} >= {40, 60, 100}
    assert {round(one.at) for one in found if not one.flat} <= {50, 550, 551}
