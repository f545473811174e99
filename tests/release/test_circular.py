"""The 通报 as Word opens it: the form of an official paper, every unit in the annex."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

import bot.release.sheets.circular  # noqa: F401 -- the recipe is declared there
from bot.corridor.recipes import make
from bot.release.words import circular as words
from scoring.scheme import load
from tests.editions.test_edition import FACTS, _edition, _table

EDITION = _edition(_table(load("郏县2022-县直单位"), FACTS))
BEST = EDITION.tables[0].results[0]
LAST = EDITION.tables[0].results[-1]


@pytest.fixture(scope="module")
def paper() -> Doc:
    """The document of three departments, one praised and one criticised."""
    return Document(io.BytesIO(_bytes()))


def _bytes(
    praised: tuple[int, ...] = (BEST.unit,), criticised: tuple[int, ...] = (LAST.unit,)
) -> bytes:
    file = words.document(EDITION, "郏县", praised, criticised, date(2026, 10, 25))
    assert file.recipe is not None
    recipe = file.recipe.model_copy(update={"data": json.loads(json.dumps(file.recipe.data))})
    return make(recipe)


def _first(*silent: int) -> str:
    """What the results say of the first three where these units handed in nothing."""
    table = EDITION.tables[0]
    results = tuple(
        replace(one, open={"silent": ("empty",)}) if one.unit in silent else one
        for one in table.results
    )
    edition = replace(EDITION, tables=(replace(table, results=results),))
    file = words.document(edition, "郏县", (), (), date(2026, 10, 25))
    assert file.recipe is not None
    return str(file.recipe.data)


def test_who_handed_in_nothing_is_not_among_the_first_three() -> None:
    """They stood there with 0 points, and among the criticised two lines below."""
    assert f"前三名依次为：{BEST.name}" in _first()
    told = _first(*(one.unit for one in EDITION.tables[0].results[1:]))
    assert "前三名依次为" not in told
    assert f"前三名中提交填报并有得分的：{BEST.name}（7分）。" in told
    assert "前三名" not in _first(*(one.unit for one in EDITION.tables[0].results))


def _texts(paper: Doc) -> list[str]:
    return [one.text for one in paper.paragraphs]


def test_it_says_who_is_praised_and_criticised_and_leaves_the_number_open(paper: Doc) -> None:
    """Full names, as the admin confirmed them; 〔〕 empty."""
    text = "\n".join(_texts(paper))
    assert "郏信用办〔　　〕　　号" in text
    assert "关于2026年三季度社会信用体系建设\n工作考核情况的通报" in text
    assert f"对{BEST.name}给予表扬" in text
    assert f"对{LAST.name}给予通报批评" in text
    assert f"前三名依次为：{BEST.name}" in text
    assert "郏县社会信用体系建设领导小组办公室" in text
    assert "2026年10月25日" in text


def test_without_names_it_says_so() -> None:
    """No empty 对给予表扬."""
    text = "\n".join(_texts(Document(io.BytesIO(_bytes((), ())))))
    assert "本季度不作表扬和通报批评" in text
    assert "对给予" not in text


def test_the_page_is_that_of_an_official_paper(paper: Doc) -> None:
    """A4, margins 37/35/28/26 mm, 28 points a line."""
    page = paper.sections[0]
    sizes = (page.page_width, page.page_height, page.top_margin, page.bottom_margin)
    sides = (page.left_margin, page.right_margin)
    for found, expected in zip((*sizes, *sides), (210, 297, 37, 35, 28, 26), strict=True):
        assert found is not None
        assert abs(found - Mm(expected)) < Mm(0.1)
    assert {one.paragraph_format.line_spacing for one in paper.paragraphs} == {Pt(28)}


def test_fonts_are_named_for_chinese(paper: Doc) -> None:
    """Word takes the East Asian font, which python-docx does not set by itself."""
    runs = [run for one in paper.paragraphs for run in one.runs]
    named = {_east_asian(run) for run in runs}
    assert named == {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"}
    body = [run for run in runs if _east_asian(run) == "仿宋_GB2312" and len(run.text) > 20]
    assert body
    assert {run.font.size for run in body} <= {Pt(16), Pt(14)}


def _east_asian(run: Any) -> str:
    return str(run._element.rPr.rFonts.get(qn("w:eastAsia")))


def test_the_annex_ranks_every_unit_with_heads_on_every_page(paper: Doc) -> None:
    """名次, 单位, 得分, 等次."""
    (table,) = paper.tables
    lines = [[cell.text for cell in row.cells] for row in table.rows]
    assert lines[0] == ["名次", "单位", "得分", "等次"]
    assert [line[1] for line in lines[1:]] == [one.name for one in EDITION.tables[0].results]
    marks: Any = table.rows[0]._tr.trPr
    assert marks.find(qn("w:tblHeader")) is not None


def test_the_same_words_make_the_same_bytes() -> None:
    """A zip otherwise carries the hour it was made."""
    assert _bytes() == _bytes()


def test_the_problems_name_the_weakest_rows_and_who_was_silent() -> None:
    """Proposed from the rows that lost most; a person's text takes its place, line by line."""
    silent = replace(EDITION.tables[0].results[-1], open={"silent": ("filling",)})
    table = replace(EDITION.tables[0], results=(*EDITION.tables[0].results[:-1], silent))
    edition = replace(EDITION, tables=(table,))
    said = words.lost_most(edition)
    assert said.startswith("县直单位：失分较多的是")
    assert f"没有提交填报的单位 1 个：{silent.name}" in said
    written = words.document(
        edition, "郏县", (), (), date(2026, 10, 25), problems="第一段。\n第二段。"
    )
    assert written.recipe is not None
    part = next(one for one in written.recipe.data["parts"] if one["head"] == "三、存在问题")
    assert [text for _, text in part["paragraphs"]] == ["第一段。", "第二段。"]


def test_the_annex_says_what_is_provisional() -> None:
    """As the table does."""
    table = replace(
        EDITION.tables[0],
        results=tuple(replace(one, provisional=True) for one in EDITION.tables[0].results),
    )
    file = words.document(replace(EDITION, tables=(table,)), "郏县", (), (), date(2026, 10, 25))
    assert file.recipe is not None
    (annex,) = file.recipe.data["tables"]
    assert all("（暂定）" in line[3] for line in annex["lines"])


@pytest.mark.parametrize(
    ("slot", "said", "part"),
    [
        ("docno", "19号", {"number": "郏信用办〔2026〕19号"}),
        ("docno", "郏信用办〔2027〕3号", {"number": "郏信用办〔2027〕3号"}),
        ("sign", "12月29日", {"date": "2026年12月29日"}),
        ("sign", "县信用办", {"unit": "县信用办"}),
        ("title", "关于三季度的通报", {"title": "关于三季度的通报"}),
    ],
)
def test_what_is_said_of_its_head_stands_in_the_paper(
    slot: str, said: str, part: dict[str, str]
) -> None:
    """A number alone is the office's own of the year; a day is the paper's and the imprint's."""
    head = words.head_of(slot, said, "郏县", date(2026, 12, 16))
    assert head == part
    file = words.document(EDITION, "郏县", (), (), date(2026, 12, 16), head=head)
    assert file.recipe is not None
    data = file.recipe.data
    assert all(data[one] == kept for one, kept in part.items())
    if "date" in part:
        assert data["printed"] == "2026年12月29日印发"
    assert words.head_lines(head)[0].endswith(next(iter(part.values())))
