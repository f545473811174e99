"""Look-alikes, blanks and invisible signs."""

from __future__ import annotations

import pytest

from bot.extraction.layout import Piece, as_lines, turned_back
from bot.extraction.plain import mended, searchable


@pytest.mark.parametrize(
    ("printed", "reads"),
    [
        ("⼯作", "工作"),
        ("会⻅", "会见"),
        ("门⼾⽹站", "门户网站"),
        ("⻋⻔⻓⻛⻚⻢⻥⻩⻬⻰", "车门长风页马鱼黄齐龙"),
        ("⽇期：2026 年 10 月 30 日", "日期：2026年10月30日"),
        ("第 3 期　总第 12 期", "第3 期　总第12 期"),
        ("信\u200b用\ufeff中\u00ad国", "信用中国"),
        ("①②⑪", "①②⑪"),
        ("  空 格   很多 ", "空 格 很多"),
    ],
)
def test_a_line_reads_as_it_is_seen(printed: str, reads: str) -> None:
    assert mended(printed) == reads


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("门⼾", "门户"),
        ("诚 信 班 会", "诚信班会"),
        ("ＡＢＣ１２", "abc12"),
        ("信用办〔2026〕5号", "信用办〔2026〕 5 号"),
        ("金", "\uf90a"),
    ],
)
def test_what_reads_alike_is_searched_alike(one: str, other: str) -> None:
    assert searchable(one) == searchable(other)


def test_the_door_is_the_one_of_here() -> None:
    """NFKC alone makes 戶 of it."""
    assert searchable("⼾") == "户"


def pieces(*placed: tuple[str, float, float]) -> list[Piece]:
    return [Piece(text, x, y, x + 10 * len(text), y + 10) for text, x, y in placed]


def texts(*placed: tuple[str, float, float]) -> list[str]:
    return [line.text for line in as_lines(pieces(*placed), 200, 200, "text")]


def test_lines_come_from_where_letters_stand() -> None:
    assert texts(("乙", 20, 51), ("丙", 10, 90), ("甲", 10, 50)) == ["甲乙", "丙"]


def test_a_wide_gap_is_a_blank() -> None:
    assert texts(("甲", 0, 0), ("乙", 10.5, 0), ("丙", 60, 0)) == ["甲乙 丙"]


def test_a_slanted_page_is_read_along_its_slant() -> None:
    """The right end of the first line stands lower than the left end of the second."""
    slope = 0.1
    rows = [
        Piece(
            f"{row}{part}",
            x,
            20.0 * row + slope * x,
            x + 80,
            20.0 * row + slope * x + 12,
            900,
            slope,
        )
        for row in (1, 2, 3)
        for part, x in (("左", 0.0), ("右", 300.0))
    ]
    found = as_lines(rows[::-1], 400, 120, "ocr")
    assert [line.text for line in found] == ["1左 1右", "2左 2右", "3左 3右"]
    assert {line.score for line in found} == {900}


@pytest.mark.parametrize(
    ("turned", "place"),
    [
        (0, (1000, 2000, 3000, 2500)),
        (90, (2000, 7000, 2500, 9000)),
        (180, (7000, 7500, 9000, 8000)),
        (270, (7500, 1000, 8000, 3000)),
    ],
)
def test_places_are_those_of_the_page_before_it_was_turned(
    turned: int, place: tuple[int, int, int, int]
) -> None:
    assert turned_back((1000, 2000, 3000, 2500), turned) == place
