"""The picture of a unit's course: exact figures stand in it, and nothing joins what differs."""

from __future__ import annotations

import io
from dataclasses import asdict, replace

import pytest
from PIL import Image

from bot.corridor.events import Recipe
from bot.corridor.recipes import make
from bot.paper.canvas import Stroke, Text
from bot.results.sheets.trend_picture import MOST, WIDTH, TrendPicture, TrendPoint, arrange, draw

POINTS = tuple(
    TrendPoint(
        "2026年", f"{number}季度", f"{70 + number}.5", 70.5 + number, 10 - number, 12, "良好"
    )
    for number in (1, 2, 3)
)
PICTURE = TrendPicture("教育局 得分和名次", "2026年", "满分 100 分。", POINTS, 100.0)


def _texts(picture: TrendPicture) -> list[str]:
    return [mark.text for mark in arrange(picture).marks if isinstance(mark, Text)]


def test_every_quarter_has_its_exact_points_its_place_and_its_grade() -> None:
    """As text, beside the line: a picture alone can be misread."""
    texts = _texts(PICTURE)
    for one in POINTS:
        assert one.points_text in texts
        assert f"第{one.rank}" in texts
    assert texts.count("良好") == 3
    assert texts.count("共12") == 3


def test_quarters_that_cannot_be_compared_are_not_joined() -> None:
    """不可比 stands in the gap of both panels, and one line less is drawn in each."""
    whole = [m for m in arrange(PICTURE).marks if isinstance(m, Stroke)]
    other = replace(PICTURE, points=(POINTS[0], replace(POINTS[1], alike=False), POINTS[2]))
    lines = [m for m in arrange(other).marks if isinstance(m, Stroke)]
    assert sum(not line.dashed for line in lines) == len(whole) - 2
    assert sum(line.dashed for line in lines) == 2
    assert _texts(other).count("不可比") == 2
    assert "不可比" not in _texts(PICTURE)


@pytest.mark.parametrize("count", [1, MOST])
@pytest.mark.parametrize("points", [0.0, 100.0])
def test_all_texts_stand_within_the_picture(count: int, points: float) -> None:
    """One quarter or eight, at the bottom or at the top."""
    one = replace(POINTS[0], points=points, points_text=f"{points:.2f}", rank=1)
    picture = replace(PICTURE, points=(one,) * count)
    arranged = arrange(picture)
    for mark in arranged.marks:
        if isinstance(mark, Text):
            left, top, right, bottom = mark.box
            assert left >= 0
            assert top >= 0
            assert right <= WIDTH
            assert bottom <= arranged.height


def test_the_recipe_makes_a_picture_for_a_phone() -> None:
    """1080 pixels wide, from plain JSON."""
    data = make(Recipe(name="trend", data=asdict(PICTURE)))
    assert Image.open(io.BytesIO(data)).width == WIDTH


def test_too_many_quarters_and_none_are_refused() -> None:
    """Who calls shows the last eight."""
    for points in ((), (POINTS[0],) * (MOST + 1)):
        with pytest.raises(ValueError, match="quarters"):
            draw(replace(PICTURE, points=points))
