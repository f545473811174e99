"""Pages of a scan together: rows that go on over an end, photos from nearer and farther, places."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.extraction.layout import Piece
from bot.extraction.seen import dim_of, packed, rows_of_pages, unpacked
from tests.extraction.scanned_pages import seen_table

HEAD = ("序号", "考核指标", "分值", "评分标准")
FIRST = (HEAD, ("1", "信息报送", "40", "每报送一篇得2分，最高得40分。"))


def texts(*pages: object) -> list[list[str]]:
    return [[one.text for one in row] for row in rows_of_pages(pages)]  # type: ignore[arg-type]


def test_a_page_is_the_same_after_the_wire() -> None:
    page = replace(seen_table(FIRST, "考核细则"), skew=1.25, turned=90, count=3)
    again = unpacked(json.loads(json.dumps(packed(page))))
    assert (again.skew, again.turned, again.count, again.read) == (1.25, 90, 3, True)
    assert texts(again) == texts(page)


def test_a_row_that_the_page_cuts_is_one_row_with_both_places() -> None:
    page = seen_table((*FIRST, ("2", "按时办结", "60", "办结率每低于目标一个百分点")))
    rest = seen_table((HEAD, ("", "", "", "扣3分，扣完为止。")))
    rows = rows_of_pages([page, rest])
    assert [one.text for one in rows[-1]] == [
        "2",
        "按时办结",
        "60",
        "办结率每低于目标一个百分点扣3分，扣完为止。",
    ]
    assert [place[0] for place in rows[-1][3].places] == [1, 2]


def test_photos_from_nearer_and_farther_are_one_table() -> None:
    near = seen_table((("2", "按时办结", "60", "逾期每件扣5分。"),), stretch=1.1, shift=-25)
    rows = rows_of_pages([seen_table(FIRST), near])
    assert [len(row) for row in rows] == [4, 4, 4]
    page, left, top, right, bottom = rows[-1][0].places[0]
    assert page == 2
    # the place is one of the second photo, not of the first
    assert (round(left), round(top)) == (round(40 * 1.1 - 25), round(100 * 1.1))
    assert (round(right), round(bottom)) == (round(80 * 1.1 - 25), round(140 * 1.1))


def test_what_was_not_read_clearly_is_told_with_its_row_only() -> None:
    page = seen_table(FIRST)
    dim = Piece("每报送", 255, 144, 300, 156, 600)
    page = replace(page, dim=(dim,))
    rows = rows_of_pages([page])
    assert dim_of(rows[1], [page]) == ["每报送"]
    assert dim_of(rows[0], [page]) == []
