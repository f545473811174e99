"""The empty form and the export: text stays text, and what is written is read back."""

import io
import zipfile
from dataclasses import fields

import openpyxl
from hypothesis import given, settings, strategies as st

from bot.roster.reading import (
    DEPARTMENTS,
    GROUPS,
    TOWNSHIPS,
    RosterLine,
    read,
    template,
    write_roster,
)
from bot.roster.sheets.book import COLUMNS, EXAMPLES, FORM_ROWS, GUIDE

LINES = (
    RosterLine(
        row_number=2,
        name="县教育局",
        short="教育局",
        aliases=("教体局", "老教委"),
        group=DEPARTMENTS,
        classification="一类",
        contact="张三",
        phone="0375-5151515",
    ),
    RosterLine(3, "冢头镇", group=TOWNSHIPS, assessed=False, phone="+8613800000000"),
)


def test_the_form_has_headings_two_marked_examples_and_room() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [title for title, _ in COLUMNS]
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == [
        "（示例）县教育局",
        "（示例）冢头镇",
        None,
    ]
    assert sheet.freeze_panes == "B2"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.max_row == FORM_ROWS + 1
    assert [cell.value for cell in book.worksheets[1]["A"]] == list(GUIDE)


def test_every_cell_of_the_form_takes_what_is_typed_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template())).worksheets[0]
    formats = {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row}
    assert formats == {"@"}


def test_the_form_offers_the_tables_and_yes_or_no() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template())).worksheets[0]
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert offered == {
        f"D2:D{FORM_ROWS + 1}": f'"{",".join(GROUPS)}"',
        f"F2:F{FORM_ROWS + 1}": '"是,否"',
    }


def test_the_untouched_form_imports_nothing() -> None:
    draft = read(template(), "xlsx")
    assert draft.lines == ()
    assert "没有单位" in draft.faults[0].sentence
    assert draft.notes == (f"跳过了{len(EXAMPLES)}行示例。",)


def test_the_filled_in_form_is_read_without_its_examples() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    book.worksheets[0]["A4"] = "安良镇"
    book.worksheets[0]["D4"] = "乡镇街道"
    out = io.BytesIO()
    book.save(out)
    draft = read(out.getvalue(), "xlsx")
    assert draft.lines == (RosterLine(4, "安良镇", group=TOWNSHIPS),)
    assert draft.faults == ()


def test_what_is_written_is_read_back() -> None:
    draft = read(write_roster(LINES), "xlsx")
    assert draft.lines == LINES
    assert draft.faults == ()


def test_no_cell_ever_becomes_a_formula_a_link_or_a_number() -> None:
    """Whatever columns there are: all that is a text of a line begins like a formula."""
    texts = [one.name for one in fields(RosterLine) if one.type == "str"]
    told = {"aliases": ("=1+1",), "short": "http://x.cn", "phone": "007"}
    lines = [
        RosterLine(2, **(dict.fromkeys(texts, start + "SUM(A1)") | told)) for start in "=+-@\t"
    ]
    assert {"name", "group", "contact", "sounds"} <= set(texts)
    data = write_roster(lines)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    for row, line in zip(sheet.iter_rows(min_row=2, max_row=6), lines, strict=True):
        assert {cell.data_type for cell in row} == {"s"}
        assert row[0].value == line.name
        assert [cell.hyperlink for cell in row] == [None] * len(COLUMNS)
        assert row[7].value == "007"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_same_lines_make_the_same_bytes() -> None:
    assert write_roster(LINES) == write_roster(LINES)
    assert template() == template()


word = st.text(alphabet="郏县教育局水利城建交通卫健市监甲乙丙丁=+-AZ9", min_size=1, max_size=12)


@given(words=st.lists(word, unique=True, max_size=12), assessed=st.booleans())
@settings(max_examples=25, deadline=None)
def test_any_tidy_list_survives_writing_and_reading(words: list[str], assessed: bool) -> None:
    unique = {word.casefold().replace("-", ""): word for word in words}
    lines = tuple(
        RosterLine(row, f"单位{row}", "", (alias,), TOWNSHIPS, alias[:4], assessed, alias)
        for row, (key, alias) in enumerate(unique.items(), 2)
        if key
    )
    numbered = tuple(
        RosterLine(
            row,
            line.name,
            "",
            line.aliases,
            line.group,
            line.classification,
            assessed,
            line.contact,
        )
        for row, line in enumerate(lines, 2)
    )
    assert read(write_roster(numbered)).lines == numbered
