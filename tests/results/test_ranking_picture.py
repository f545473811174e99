"""The picture of a ranking: what is on it, that it fits, and that it can be told apart."""

import io
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image, ImageChops, ImageColor, ImageStat

from bot.paper import fonts
from bot.paper.canvas import Arrow, Pill, Text
from bot.results.sheets.ranking_picture import (
    BAR_RIGHT,
    GRADE_COLOURS,
    MARGIN,
    NAME_LEFT,
    NAME_SIZE,
    PER_PAGE,
    POINTS_SIZE,
    RIGHT,
    TOP_DISC,
    TRACK,
    WIDTH,
    RankingLine,
    RankingPicture,
    arrange,
    draw,
    grade_colour,
    pages,
)

NOTE = "附件2各行合计98分，满分以98计；暂定：尚有未报或未审核项。"
LONGEST = "县先进制造业开发区管理委员会综合协调办公室"


def line(
    rank: int | None, name: str = "冢头镇", points: float = 85.5, **more: object
) -> RankingLine:
    given = {"grade": "良好", "provisional": False, **more}
    return RankingLine(rank, name, f"{points:.2f}", points, **given)  # type: ignore[arg-type]


def picture(*lines: RankingLine, full: float = 98) -> RankingPicture:
    return RankingPicture("2026年第四季度考核排名", "乡镇（街道）", NOTE, lines, full)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    return image.convert("RGB")


def texts(shown: RankingPicture) -> list[str]:
    return [mark.text for mark in arrange(shown).marks if isinstance(mark, Text)]


def bars(shown: RankingPicture) -> list[Pill]:
    """The coloured bars, without the tracks beneath them."""
    pills = (mark for mark in arrange(shown).marks if isinstance(mark, Pill))
    return [pill for pill in pills if pill.box[0] == NAME_LEFT and pill.colour != TRACK]


def near(pixel: tuple[int, ...], colour: str, by: int = 10) -> bool:
    wanted = ImageColor.getrgb(colour)
    return all(abs(one - other) <= by for one, other in zip(pixel, wanted, strict=True))


def test_the_picture_is_1080_wide_and_as_high_as_its_lines_need() -> None:
    one, two = (opened(draw(picture(*[line(1)] * count))) for count in (1, 2))
    assert one.width == two.width == WIDTH
    assert two.height > one.height
    assert near(one.getpixel((2, 2)), "#FFFFFF")  # type: ignore[arg-type]


def test_forty_five_lines_stay_within_what_messengers_take_as_a_photo() -> None:
    """Telegram: width and height together at most 10,000, at most twenty times as high as wide."""
    shown = picture(*(line(number, LONGEST) for number in range(1, PER_PAGE + 1)))
    height = arrange(shown).height
    assert WIDTH + height <= 10_000
    assert height <= 20 * WIDTH


def test_everything_that_was_handed_in_is_written() -> None:
    shown = picture(line(1, "安良镇", 96.5, grade="优秀"), line(None, "渣园乡", 0.0, grade=""))
    written = texts(shown)
    for word in ("2026年第四季度考核排名", "乡镇（街道）", "1", "安良镇", "96.50", "优秀"):
        assert word in written
    assert "—" in written, "a unit without a rank has a dash"
    assert "未定级" in written, "a unit without a grade is said to have none"
    assert NOTE in "".join(written)


def test_units_that_tie_show_the_same_rank_and_the_next_is_skipped() -> None:
    shown = picture(*(line(rank) for rank in (1, 2, 2, 4)))
    marks = [mark for mark in arrange(shown).marks if isinstance(mark, Text)]
    assert [mark.text for mark in marks if mark.align == "middle"] == ["1", "2", "2", "4"]


def test_the_first_three_ranks_stand_on_a_disc_and_the_fourth_does_not() -> None:
    shown = picture(*(line(rank) for rank in (1, 2, 3, 3, 5)))
    discs = [m for m in arrange(shown).marks if isinstance(m, Pill) and m.colour == TOP_DISC]
    assert len(discs) == 4
    image = opened(draw(shown))
    for disc in discs:
        assert near(image.getpixel((int(disc.box[0]) + 8, int(disc.box[1]) + 38)), TOP_DISC)  # type: ignore[arg-type]


def test_the_names_of_the_first_three_are_set_heavier() -> None:
    inks = []
    for rank in (3, 4):
        shown = picture(line(rank))
        (name,) = (m for m in arrange(shown).marks if isinstance(m, Text) and m.size == NAME_SIZE)
        left, top, right, bottom = (int(edge) for edge in name.box)
        inks.append(
            ImageStat.Stat(opened(draw(shown)).crop((left, top, right, bottom)).convert("L")).mean[
                0
            ]
        )
    assert inks[0] < inks[1] - 5, "more ink, so darker on the whole"


def test_another_rank_changes_the_picture_only_in_the_column_of_ranks() -> None:
    first, second = (opened(draw(picture(line(rank)))) for rank in (5, 8))
    changed = ImageChops.difference(first, second).getbbox()
    assert changed is not None
    assert changed[0] >= MARGIN - 10
    assert changed[2] <= NAME_LEFT


@pytest.mark.parametrize("grade", list(GRADE_COLOURS))
def test_a_bar_has_the_colour_of_its_grade_and_the_grade_is_named(grade: str) -> None:
    shown = picture(line(4, grade=grade))
    (bar,) = bars(shown)
    middle = (int(bar.box[0] + bar.box[2]) // 2, int(bar.box[1] + bar.box[3]) // 2)
    assert near(opened(draw(shown)).getpixel(middle), GRADE_COLOURS[grade])  # type: ignore[arg-type]
    assert texts(shown).count(grade) == 1


def test_a_bar_is_as_long_as_the_points_and_never_longer_than_its_track() -> None:
    shown = picture(*(line(4, points=points) for points in (98, 49, 0, -3, 120)))
    lengths = [bar.box[2] - bar.box[0] for bar in bars(shown)]
    track = BAR_RIGHT - NAME_LEFT
    assert lengths == [track, pytest.approx(track / 2), track]


def test_a_provisional_line_says_so_and_its_bar_is_hatched() -> None:
    sure, open_ = picture(line(4)), picture(line(4, provisional=True))
    assert "暂定" not in texts(sure)
    assert texts(open_).count("暂定") == 1
    (bar,) = bars(open_)
    image = opened(draw(open_))
    row = int(bar.box[1] + bar.box[3]) // 2
    across = [image.getpixel((x, row)) for x in range(NAME_LEFT + 40, NAME_LEFT + 240)]
    assert any(near(pixel, GRADE_COLOURS["良好"]) for pixel in across)  # type: ignore[arg-type]
    assert any(near(pixel, TRACK, 16) for pixel in across)  # type: ignore[arg-type]


def test_movement_is_an_arrow_with_the_number_of_places() -> None:
    shown = picture(line(4, movement="↑2"), line(5, movement="↓11"), line(6, movement="—"), line(7))
    assert [mark.up for mark in arrange(shown).marks if isinstance(mark, Arrow)] == [True, False]
    assert {"2", "11", "—"} <= set(texts(shown))


def test_each_class_has_its_heading_once() -> None:
    """The ranks begin anew below it."""
    classes = ("一类", "一类", "二类")
    lines = [replace(line(n), section=name) for n, name in zip((1, 2, 1), classes, strict=True)]
    shown = texts(picture(*lines))
    assert [text for text in shown if text in {"一类", "二类"}] == ["一类", "二类"]
    assert not {"一类", "二类"} & set(texts(picture(line(1))))


def test_a_long_name_is_shortened_visibly_and_a_short_one_is_not() -> None:
    shown = picture(line(4, LONGEST * 2, provisional=True, movement="↓13"), line(5, "冢头镇"))
    names = [m.text for m in arrange(shown).marks if isinstance(m, Text) and m.size == NAME_SIZE]
    assert names[0].endswith("…")
    assert LONGEST.startswith(names[0][:8])
    assert names[1] == "冢头镇"


def _overlaps(shown: RankingPicture) -> list[tuple[str, str]]:
    """Pairs of texts whose ink meets, from left to right, on the same baseline."""
    marks = [mark for mark in arrange(shown).marks if isinstance(mark, Text) and mark.text]
    lines: dict[float, list[Text]] = {}
    for mark in marks:
        lines.setdefault(round(mark.y / 12), []).append(mark)
    found = []
    for row in lines.values():
        ordered = sorted(row, key=lambda mark: mark.box[0])
        found += [(a.text, b.text) for a, b in pairwise(ordered) if a.box[2] > b.box[0]]
    return found


names = st.text(alphabet=st.sampled_from("郏县人民法院执行局（本级）·WMil19\t\n "), max_size=40)
lines = st.builds(
    line,
    rank=st.none() | st.integers(min_value=1, max_value=999),
    name=names,
    points=st.floats(min_value=-99, max_value=10_000),
    grade=st.sampled_from(["优秀", "良好", "合格", "不合格", "", "基本合格（整改）"]),
    provisional=st.booleans(),
    movement=st.sampled_from(["", "—", "新", "↑1", "↓99", "↑12"]),
    section=st.sampled_from(["", "一类", "未分类"]),
)


@given(shown=st.lists(lines, max_size=6), title=names, subtitle=names)
@settings(max_examples=40, deadline=None)
def test_all_text_stays_on_the_sheet_and_nothing_covers_anything(
    shown: list[RankingLine], title: str, subtitle: str
) -> None:
    whole = replace(picture(*shown), title=title, subtitle=subtitle)
    arranged = arrange(whole)
    for mark in arranged.marks:
        if isinstance(mark, Text) and mark.text:
            left, top, right, bottom = mark.box
            assert left >= MARGIN - 24, mark
            assert right <= RIGHT + 4, mark
            assert top >= 0, mark
            assert bottom <= arranged.height, mark
    assert _overlaps(whole) == []


def test_points_end_at_the_right_margin() -> None:
    shown = picture(line(4, points=7.5), line(5, points=100), line(6, points=88.88))
    marks = [m for m in arrange(shown).marks if isinstance(m, Text) and m.size == POINTS_SIZE]
    assert [(mark.align, mark.x) for mark in marks] == [("end", RIGHT)] * 3
    assert all(RIGHT - 6 <= mark.box[2] <= RIGHT + 2 for mark in marks)


def test_text_is_large_enough_for_a_phone() -> None:
    """A third of the size is what a phone 360 pixels wide shows: nothing under 9.5, names 15."""
    shown = picture(line(1, provisional=True, movement="↑3"))
    sizes = [mark.size / 3 for mark in arrange(shown).marks if isinstance(mark, Text)]
    assert min(sizes) > 9.5
    assert NAME_SIZE / 3 >= 15


def _as_seen(colour: str, matrix: tuple[tuple[float, float, float], ...]) -> tuple[float, ...]:
    linear = [(value / 255) ** 2.2 for value in ImageColor.getrgb(colour)]
    mixed = (sum(f * v for f, v in zip(row, linear, strict=True)) for row in matrix)
    return tuple(255 * max(0.0, min(1.0, value)) ** (1 / 2.2) for value in mixed)


@pytest.mark.parametrize(
    "matrix",
    [
        (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.01182, 0.04294, 0.968881),
        ),
        (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.3039),
        ),
    ],
    ids=["protanopia", "deuteranopia", "tritanopia"],
)
def test_grades_differ_for_every_colour_vision(
    matrix: tuple[tuple[float, float, float], ...],
) -> None:
    """Machado, Oliveira and Fernandes 2009, severity 1."""
    for one, other in combinations(GRADE_COLOURS.values(), 2):
        a, b = _as_seen(one, matrix), _as_seen(other, matrix)
        assert sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 > 60, (one, other)


def test_a_grade_of_another_scheme_is_grey_and_still_named() -> None:
    shown = picture(line(4, grade="基本合格"))
    assert "基本合格" in "".join(texts(shown)).replace("…", "格")
    assert grade_colour("基本合格") not in GRADE_COLOURS.values()


def test_the_key_counts_the_units_of_each_grade_from_best_to_worst() -> None:
    shown = picture(*(line(4, grade=grade) for grade in ("合格", "优秀", "合格", "特等")))
    assert [text for text in texts(shown) if " " in text] == ["优秀 1", "合格 2", "特等 1"]


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (45, [45]), (46, [23, 23]), (100, [34, 33, 33])]
)
def test_long_rankings_are_paged_evenly_and_in_order(count: int, sizes: list[int]) -> None:
    whole = picture(*(line(number, f"单位{number}") for number in range(1, count + 1)))
    parts = pages(whole)
    assert [len(part.lines) for part in parts] == sizes
    assert tuple(each for part in parts for each in part.lines) == whole.lines
    if len(parts) > 1:
        assert parts[1].subtitle == f"乡镇（街道）（第2张，共{len(parts)}张）"
        assert {part.grades for part in parts} == {(("良好", count),)}


def test_an_empty_ranking_says_that_there_is_nothing_to_rank() -> None:
    assert "没有可排名的单位。" in texts(picture())
    assert opened(draw(picture())).height > 300


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="46 lines"):
        draw(picture(*[line(1)] * 46))
    for full in (0, -1, float("nan")):
        with pytest.raises(ValueError, match="not positive"):
            draw(picture(line(1), full=full))


def test_the_same_ranking_makes_the_same_bytes() -> None:
    shown = picture(line(1), line(2, provisional=True))
    assert draw(shown) == draw(shown)
    assert fonts.sans(40) is fonts.sans(40)
