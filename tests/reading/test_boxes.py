"""Of boxes in a picture nobody concludes anything; of boxes in a text what is ticked counts."""

from __future__ import annotations

from datetime import date

import pytest

from bot.extraction.pages import Extract, Line, Page
from bot.extraction.plain import searchable
from bot.reading.boxes import chosen, has_boxes
from bot.reading.doubts import Place, of_row
from bot.reading.facts import facts
from bot.reading.piece import Piece
from bot.reading.wanted import shown
from bot.reading.words import doubts as to_reviewers, told as to_liaisons
from scoring.parts import Want
from scoring.scheme import load

ROW = load("郏县2022-县直单位").row("四.1")
PLACE = Place(ROW, date(2026, 10, 1), date(2026, 12, 31))
FORM = ("信用工作自查表", "已建立信用领导小组", "□未建立信用领导小组", "□有整改报告")
"""As eyes have read it: the first box was ticked and is lost."""


def _piece(*lines: str, source: str = "ocr") -> Piece:
    read = Extract((Page(1, lines=tuple(Line(one, source=source) for one in lines)),), "jpg")  # type: ignore[arg-type] # one of its words
    text = "".join(map(searchable, lines))
    return Piece(1, "自查表.jpg", "jpg", "d", facts=facts(read), text=text, picture=True)


@pytest.mark.parametrize(
    ("line", "boxes"),
    [
        ("□未建立信用领导小组", True),
        ("☐ 否", True),
        ("整改情况：□已整改 □未整改", True),
        ("已整改□ 未整改□", True),
        ("○满意 ○不满意", True),
        ("口是 口否", True),
        ("□□局诚信宣传活动方案", False),
        ("□本报记者 王建国", False),
        ("○一是抓宣传", False),
        ("二○二六年十月", False),
        ("2□26年", False),
        ("口头承诺", False),
        ("已整改", False),
    ],
)
def test_a_line_that_shows_boxes(line: str, boxes: bool) -> None:
    assert has_boxes(line) is boxes


def test_boxes_in_a_picture_are_a_persons_to_look_at() -> None:
    piece = _piece(*FORM)
    (doubt,) = (one for one in of_row(PLACE, [piece], {}) if one.kind == "unclear")
    assert dict(doubt.reason) == {"why": "boxes"}
    assert (doubt.page, doubt.line, doubt.quote) == (1, 3, "□未建立信用领导小组")
    office = to_reviewers.said(doubt.kind, piece.label, doubt.reason, doubt.quote, "", "")
    assert office.startswith("⚠ 看不清：自查表.jpg 里的方框打没打勾，机器看不出来，请看图")
    unit = to_liaisons.doubt(doubt.kind, [piece.label], doubt.reason, doubt.quote)
    assert unit == "请核对：自查表.jpg 里的方框打没打勾，机器看不出来，请看图。"


def test_what_is_printed_beside_boxes_in_a_picture_shows_nothing_for_sure() -> None:
    wants = (Want("领导小组"), Want("媒体报道"))
    found = shown(wants, [_piece(*FORM)])
    assert [one.state for one in found] == ["unclear", "missing"]
    plain = shown(wants, [_piece(*FORM), _piece("已成立信用领导小组")])
    assert [one.state for one in plain] == ["shown", "missing"]


def test_what_stands_on_a_line_with_boxes_is_not_sure() -> None:
    lines = ("宣传活动方案", "□已审 □未审", "活动时间：2026年10月16日 □上午 □下午")
    for source, sure in (("ocr", False), ("text", True)):
        found = {one.kind: one for one in _piece(*lines, source=source).facts}
        assert found["event_date"].sure is sure


def test_boxes_in_a_text_are_read() -> None:
    """The empty choice is not there; no doubt is raised, for the text tells which are ticked."""
    piece = _piece("自查表", "☑有宣传阵地", "□有整改报告", "√有制度", source="text")
    assert piece.boxes is None
    assert "整改报告" not in piece.claims
    assert "宣传阵地" in piece.claims
    assert not [one for one in of_row(PLACE, [piece], {}) if one.kind == "unclear"]
    states = [one.state for one in shown((Want("整改"),), [piece])]
    assert states == ["unclear"]  # a photo might show it


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("☑已建立□未建立√有", "☑已建立\n√有"),
        ("□已建立☑未建立", "\n☑未建立"),
        ("□已建立□未建立", "□已建立□未建立"),  # an empty form chooses nothing
        ("☑已建立□未建立。第二条开展宣传", "☑已建立□未建立。第二条开展宣传"),
        ("■□□局方案■", "■□□局方案■"),
    ],
)
def test_what_an_empty_box_offers_was_not_chosen(text: str, left: str) -> None:
    assert chosen(text) == left
