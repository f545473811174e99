"""What is sent in as rules: text boxes, other years, locked files, the same table once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.schemes.reading import Read, Unusable, read, says_the_same
from scoring.scheme import load
from tests.schemes import documents
from tests.schemes.documents import boxed, last_years, new_rules, one_or_two
from tests.scoring.drafting.papers import sheet

TODAY = [load("郏县2022-县直单位"), load("郏县2022-乡镇街道")]


def of(data: bytes, name: str, year: int = 2027) -> Read:
    return read(data, name, "郏县", TODAY, date(year, 1, 1))[0]


def test_table_in_a_text_box_is_read_once() -> None:
    assert of(boxed(), "框.docx").rows == of(new_rules(), "普通.docx").rows


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (documents.locked_word, "a.docx", "打开密码"),
        (documents.locked_old_word, "a.doc", "打开密码"),
        (documents.locked_old_sheet, "a.xls", "打开密码"),
        (documents.locked_ofd, "a.ofd", "打开密码"),
        (documents.locked_pdf, "a.pdf", "打开密码"),
        (documents.half, "a.docx", "没有传完"),
        (documents.picture, "a.jpg", "这是图片"),
        (documents.several_packed, "a.zip", "解压"),
        (documents.ranking, "a.docx", "结果表"),
        (documents.results, "a.xlsx", "结果表"),
        (documents.two_counties, "a.docx", "两个地方的办法"),
        (documents.endless, "a.xlsx", "400 行"),
        (documents.letter, "a.docx", "没有找到考核指标表"),
    ],
)
def test_what_is_no_table_of_rules_says_what_to_send(
    data: Callable[[], bytes], name: str, sentence: str
) -> None:
    with pytest.raises(Unusable, match=sentence) as refused:
        of(data(), name)
    assert "请" in str(refused.value)


def test_a_table_under_headings_nobody_knows_is_taken_and_asked_about() -> None:
    lines = [
        ("甲栏", "乙项", "丙列"),
        ("例会", "60", "每少开1次扣1分"),
        ("台账", "30", "未建台账的扣5分"),
        ("报送", "10", "信息迟报的每次扣0.5分"),
    ]
    found = of(sheet("县直单位信用考核指标表", lines), "a.xlsx")
    assert [row.clause for row in found.rows] == [line[2] for line in lines[1:]]
    assert "“丙列”当作评分标准" in found.head.doubts


@pytest.mark.parametrize(("year", "said"), [(2027, True), (2023, True), (2022, False)])
def test_document_of_another_year_is_named(year: int, said: bool) -> None:
    found = of(last_years(), "办法.docx", year)
    assert bool(found.alarms) is said
    assert all("2022 年" in one and f"{year} 年" in one for one in found.alarms)


def test_draft_is_known_as_its_file_whatever_was_changed_in_it() -> None:
    sent = of(new_rules(), "2027.docx")
    worked = [replace(one, own="每次得 1 分", confirmed_by=1) for one in sent.rows]
    assert says_the_same(sent, worked, file=False)
    assert says_the_same(sent, worked[1:], file=True)  # a row was left out of it
    assert not says_the_same(sent, worked[1:], file=False)
    assert not says_the_same(of(last_years(), "2022.docx"), worked, file=False)


def test_another_file_with_other_points_is_another_document() -> None:
    """It was told to be a draft already, and the new points were lost."""
    (sent,) = read(one_or_two(50), "一.docx", "郏县", [], date(2027, 1, 1))
    (asked,) = read(one_or_two(60), "二.docx", "郏县", [], date(2027, 1, 1), apart=False)
    assert not says_the_same(asked, sent.rows, file=False)
    assert says_the_same(asked, sent.rows, file=True)
