"""PDFs: what a person sees, in the order a person reads it, with its places."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from bot.extraction.pages import Closed, Unread
from bot.extraction.pdf import Pdf
from bot.extraction.reading import read
from tests.extraction.making_pdf import Sheet, jpeg, pdf

SAID = ["关于开展诚信活动的通知", "信用办〔2026〕5号", "各乡镇人民政府：", "2026年10月30日"]


def opened(tmp_path: Path, *sheets: Sheet) -> Pdf:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(sheets))
    return Pdf(file)


def texts(tmp_path: Path, *sheets: Sheet) -> list[str]:
    return [line.text for line in opened(tmp_path, *sheets).leaf(1).lines]


def filled(sheet: Sheet) -> Sheet:
    for at, line in enumerate(SAID):
        sheet.text(72, 750 - at * 40, line)
    return sheet


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_from_its_first_line(tmp_path: Path, rotate: int) -> None:
    leaf = opened(tmp_path, filled(Sheet(rotate=rotate))).leaf(1)
    assert [line.text for line in leaf.lines] == SAID
    assert leaf.turned == (360 - rotate) % 360
    assert (leaf.width, leaf.height) == ((842, 595) if rotate % 180 else (595, 842))


@pytest.mark.parametrize(
    ("rotate", "first"),
    [
        (0, (1210, 946, 3798, 1113)),
        (90, (8887, 1210, 9054, 3798)),
        (180, (6202, 8887, 8790, 9054)),
        (270, (946, 6202, 1113, 8790)),
    ],
)
def test_places_are_those_of_the_page_as_it_is_shown(
    tmp_path: Path, rotate: int, first: tuple[int, int, int, int]
) -> None:
    box = opened(tmp_path, filled(Sheet(rotate=rotate))).leaf(1).lines[0].box
    assert box is not None
    assert all(abs(one - other) <= 12 for one, other in zip(box, first, strict=True))


def test_a_table_that_lies_on_its_side_is_read_too(tmp_path: Path) -> None:
    sheet = Sheet()
    for at, line in enumerate(SAID):
        sheet.text(100 + at * 40, 100, line, matrix="0 1 -1 0")
    leaf = opened(tmp_path, sheet).leaf(1)
    assert [line.text for line in leaf.lines] == SAID
    assert leaf.turned == 90


def test_letters_that_stand_alone_are_one_line(tmp_path: Path) -> None:
    assert texts(tmp_path, Sheet().letters(72, 700, "⼯作⻅面户⼾关于")) == ["工作见面户户关于"]


def test_what_nobody_sees_is_not_read(tmp_path: Path) -> None:
    sheet = (
        Sheet()
        .text(72, 700, "看得见的一行")
        .text(72, 650, "白字", colour="1 1 1")
        .text(72, 600, "隐形", mode=3)
        .text(-900, 500, "页外")
        .text(72, 450, "被盖住的")
        .white(60, 440, 200, 30)
    )
    assert texts(tmp_path, sheet) == ["看得见的一行"]


def test_values_of_a_form_are_read(tmp_path: Path) -> None:
    sheet = Sheet(fields=[("县教育局填的值", (100, 300, 400, 330))]).text(72, 700, "承诺书")
    assert texts(tmp_path, sheet) == ["承诺书", "县教育局填的值"]


def test_blanks_within_a_date_are_none(tmp_path: Path) -> None:
    assert texts(tmp_path, Sheet().text(72, 700, "2026 年 10 月 30 日")) == ["2026年10月30日"]


def test_strokes_with_nothing_over_them_are_blanks(tmp_path: Path) -> None:
    """As underlined blanks of a word processor are printed."""
    sheet = Sheet().stroke(90, 697, 140, 697).text(140, 700, "单位郑重承诺")
    sheet.text(90, 660, "活动时间：2026年").stroke(235, 657, 265, 657).text(265, 660, "月3日")
    said = texts(tmp_path, sheet)
    assert [one.replace(" ", "") for one in said] == [
        "_______单位郑重承诺",
        "活动时间：2026年____月3日",
    ]


def test_strokes_under_words_beside_headings_and_of_tables_are_no_blanks(tmp_path: Path) -> None:
    sheet = Sheet().text(90, 700, "诚信单位").stroke(88, 697, 150, 697)
    sheet.stroke(60, 645, 190, 645).text(195, 640, "工作简报").stroke(255, 645, 380, 645)
    for x in (90, 200, 300):
        sheet.stroke(x, 575, x, 600)
    for y in (575, 600):
        sheet.stroke(90, y, 200, y).stroke(200, y, 300, y)
    sheet.text(130, 578, "活动地点")
    assert texts(tmp_path, sheet) == ["诚信单位", "工作简报", "活动地点"]


def test_a_scan_needs_eyes_whatever_its_own_text_says(tmp_path: Path) -> None:
    picture = jpeg(Image.new("RGB", (300, 400), (200, 210, 220)))
    sheet = Sheet().picture(picture, 0, 0, 595, 842).text(72, 700, "扫描仪以为的字", mode=3)
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf([sheet, filled(Sheet())]))
    found = read(file, "pdf", None)
    assert found.unread is Unread.NO_OCR
    assert found.partly
    assert [line.text for line in found.lines] == SAID
    assert found.pages[0].pictures == 1


def test_a_photo_with_a_caption_is_no_scan(tmp_path: Path) -> None:
    picture = jpeg(Image.new("RGB", (300, 200), (20, 90, 160)))
    sheet = filled(Sheet()).picture(picture, 72, 100, 450, 300)
    file = tmp_path / "photo.pdf"
    file.write_bytes(pdf([sheet]))
    found = read(file, "pdf", None)
    assert found.unread is Unread.NOTHING
    assert [line.text for line in found.lines] == SAID


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(pdf([filled(Sheet())])[:400])
    with pytest.raises(Closed, match="damaged"):
        Pdf(file)
    assert read(file, "pdf", None).unread is Unread.DAMAGED


def test_a_page_is_drawn_within_bounds(tmp_path: Path) -> None:
    image = opened(tmp_path, filled(Sheet(rotate=90))).picture(1, 500)
    assert image.size[0] == 500
    assert image.size[1] in (353, 354)
    assert image.convert("L").getextrema()[0] < 60
