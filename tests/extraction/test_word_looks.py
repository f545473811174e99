"""How Word's letters are set: through styles and their bases, a run's own marks, line ends."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from bot.extraction.pages import Line
from bot.extraction.reading import read
from bot.reading.facts import facts


def lines(tmp_path: Path, document: Document) -> list[Line]:
    file = tmp_path / "paper.docx"
    document.save(str(file))
    return list(read(file, "docx", None).lines)


def test_a_runs_own_size_and_its_paragraphs_place(tmp_path: Path) -> None:
    document = docx.Document()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("诚信经营，你我同行")
    run.font.size, run.bold = Pt(22), True
    body = document.add_paragraph()
    body.add_run("各商户：").font.size = Pt(16)
    name = document.add_paragraph("某某商会")
    name.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    found = lines(tmp_path, document)
    assert [(one.size, one.bold, one.place) for one in found] == [
        (220, True, "centre"),
        (160, False, ""),
        (110, False, "right"),  # what this document's own defaults say
    ]


def test_a_style_rests_on_another(tmp_path: Path) -> None:
    document = docx.Document()
    first = document.styles.add_style("公文", 1)
    first.base_style = document.styles["Normal"]
    first.font.size = Pt(16)
    second = document.styles.add_style("公文标题", 1)
    second.base_style = first
    second.font.bold = True
    second.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("标题", style="公文标题")
    document.add_paragraph("正文", style="公文")
    assert [(one.size, one.bold, one.place) for one in lines(tmp_path, document)] == [
        (160, True, "centre"),
        (160, False, ""),
    ]


def test_styles_that_rest_on_each_other_end(tmp_path: Path) -> None:
    document = docx.Document()
    one, two = (document.styles.add_style(name, 1) for name in ("甲", "乙"))
    one.base_style, two.base_style = two, one
    one.font.size = Pt(18)
    document.add_paragraph("绕圈", style="甲")
    assert [line.size for line in lines(tmp_path, document)] == [180]


def test_lines_of_one_paragraph_have_each_its_letters(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("大字\n").font.size = Pt(26)
    paragraph.add_run("一").font.size = Pt(30)
    paragraph.add_run("小字占多数").font.size = Pt(12)
    found = lines(tmp_path, document)
    assert [(one.text, one.size) for one in found] == [("大字", 260), ("一小字占多数", 120)]


def test_a_line_under_some_letters_makes_them_no_smaller(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("关于诚").font.size = Pt(22)
    lined = paragraph.add_run("信宣传")
    lined.font.size, lined.underline = Pt(22), True
    paragraph.add_run("的通知书").font.size = Pt(12)
    assert [line.size for line in lines(tmp_path, document)] == [220]


def test_a_tables_row_has_its_largest_cells_letters_and_no_place(tmp_path: Path) -> None:
    document = docx.Document()
    row = document.add_table(1, 2).rows[0]
    for cell, size in zip(row.cells, (12, 14), strict=True):
        cell.paragraphs[0].add_run("格").font.size = Pt(size)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    found = lines(tmp_path, document)
    assert [(one.text, one.size, one.place) for one in found] == [("格\t格", 140, "")]


def test_a_headline_that_says_nothing_of_its_kind_is_known_by_its_letters(tmp_path: Path) -> None:
    document = docx.Document()
    for text, size, centred in (
        ("一碗馄饨里的“良心秤”", 22, True),
        ("城关镇　杜桂芝", 16, True),
        ("清晨六点，南门菜市场边上的馄饨铺已是热气腾腾。店主三十年不缺斤少两。", 16, False),
        ("“秤要准，心更要准。”她笑着说。", 16, False),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).font.size = Pt(size)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    file = tmp_path / "paper.docx"
    document.save(str(file))
    titles = [one.value for one in facts(read(file, "docx", None)) if one.kind == "title"]
    assert titles == ["一碗馄饨里的“良心秤”"]
