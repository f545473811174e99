"""The workbook for figures from elsewhere: what is protected, offered, noted, and known again."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from bot.corridor.events import Recipe
from bot.corridor.recipes import make
from bot.supply.sheets.book import FIRST_ROW, HEAD_ROW, recipe
from bot.supply.table import Column, Member, Stamp, Table, called, columns_of, key
from scoring.scheme import load
from tests.supply.supply_papers import DEPARTMENTS, HANDED_OUT, TOWNS, form, tables

HEAD, FIRST = HEAD_ROW + 1, FIRST_ROW + 1


def sheet(data: bytes, title: str = DEPARTMENTS) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(data))[title]
    assert isinstance(found, Worksheet)
    return found


def headings(data: bytes, title: str) -> list[object]:
    return [cell.value for cell in sheet(data, title)[HEAD]]


def test_each_table_has_its_sheet_with_the_rows_others_supply() -> None:
    """Units down, inputs across, in the order of the document."""
    assert headings(form(), DEPARTMENTS) == [
        "单位名称",
        "二.1 已报送（是或否）",
        "二.1 迟报、错报（条）",
        "二.2 已上报（是或否）",
        "二.2 漏报、错报（条）",
        "三.1a 信用贷款规模年增速（%）",
        "三.1c 上报并通过审验的企业（家）",
        "五.1 被列入失信被执行人或联合惩戒对象（是或否）",
        "五.2 违约拖欠中小微企业款项（是或否）",
    ]
    assert headings(form(), TOWNS)[1] == "二.2 成功上报的企业（家）"
    assert [row[0].value for row in sheet(form()).iter_rows(min_row=FIRST)] == [
        "县教育局",
        "县财政局",
        "县交通运输局",
    ]


def test_what_a_reviewer_awards_and_the_unit_answers_is_not_in_it() -> None:
    for group in (DEPARTMENTS, TOWNS):
        scheme = load(group)
        assert {one.row.id for one in columns_of(scheme)} == {
            row.id for row in scheme.rows if row.by and not row.award
        }


def test_headings_and_names_are_locked_and_figures_are_free() -> None:
    page = sheet(form())
    assert page.protection.sheet
    assert page.cell(HEAD, 2).protection.locked
    assert page.cell(FIRST, 1).protection.locked
    free = [page.cell(row, column) for row in range(FIRST, FIRST + 3) for column in range(2, 10)]
    assert not any(cell.protection.locked for cell in free)


def test_yes_and_no_are_offered_and_counts_are_whole() -> None:
    rules = {
        str(rule.sqref): (rule.type, rule.formula1)
        for rule in sheet(form()).data_validations.dataValidation
    }
    assert rules["B6:B8"] == ("list", '"是,否"')
    assert rules["C6:C8"] == ("whole", "0")
    assert sheet(form()).cell(FIRST, 6).number_format == "@"


def test_every_heading_has_its_clause_as_a_note_and_its_body_above() -> None:
    page = sheet(form())
    for column in range(2, 10):
        note = page.cell(HEAD, column).comment
        assert note is not None
        assert "评分标准" in note.text
        assert page.cell(HEAD - 1, column).value
    assert page.cell(HEAD - 1, 9).value == "县工信局"


def test_a_hidden_cell_says_which_quarter_and_scheme() -> None:
    """Last quarter's file is known by it, and by the moment what was left blank since."""
    page = sheet(form(quarter=(12, 2026, 3)))
    assert page.row_dimensions[1].hidden
    stamp = Stamp.find(str(page["A1"].value))
    assert stamp == Stamp(12, 2026, 3, load(DEPARTMENTS).digest[:12], HANDED_OUT)


def test_a_text_that_only_looks_like_a_stamp_is_none() -> None:
    assert Stamp.find("信考部门数据 1 2026-4 0123456789ab 20269999T999999Z") is None
    assert Stamp.find("单位名称") is None


def test_figures_there_already_are_filled_in_and_old_totals_stand_apart() -> None:
    standing = {(1, "二.1", "已报送"): True, (1, "三.1a", "信用贷款规模年增速"): "0.125"}
    data = form(standing, {(2, "三.1c", "上报并通过审验的企业"): 7})
    page = sheet(data)
    assert page["B6"].value == "是"
    assert page["F6"].value == "12.5%"
    assert page["G7"].value == 7
    assert page["G7"].font.i
    assert not page["B6"].font.i


def test_a_row_for_other_units_is_shut() -> None:
    """A row that is only for named units has a locked grey cell for the others."""
    [departments, _] = tables()
    row = departments.columns[0].row
    only = Column(type(row)(**_fields(row) | {"units": ("县教育局",)}), row.inputs[0])
    table = Table(DEPARTMENTS, departments.digest, (only,), departments.members)
    stamps = {DEPARTMENTS: Stamp(1, 2026, 4, table.digest, HANDED_OUT)}
    page = sheet(make(Recipe(name="supply", data=recipe("季度", (table,), stamps, {}, {}))))
    assert not page.cell(FIRST, 2).protection.locked
    assert page.cell(FIRST + 1, 2).protection.locked


def _fields(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__}  # type: ignore[attr-defined] # a slotted dataclass


def test_a_unit_name_never_runs_as_a_formula() -> None:
    member = Member(1, '=HYPERLINK("http://x")', "x", DEPARTMENTS, "", 1)
    [departments, _] = tables()
    table = Table(DEPARTMENTS, departments.digest, departments.columns, (member,))
    stamps = {DEPARTMENTS: Stamp(1, 2026, 4, table.digest, HANDED_OUT)}
    data = make(Recipe(name="supply", data=recipe("季度", (table,), stamps, {}, {})))
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_the_recipe_survives_the_outbox() -> None:
    """It is plain JSON: what was true when it was asked for is drawn at delivery."""
    stamps = {one.group: Stamp(1, 2026, 4, one.digest, HANDED_OUT) for one in tables()}
    data = recipe("2026年四季度", tables(), stamps, {(1, "二.1", "已报送"): False}, {})
    kept = Recipe.model_validate_json(Recipe(name="supply", data=data).model_dump_json())
    assert make(kept) == make(Recipe(name="supply", data=data))
    assert json.loads(json.dumps(data)) == data


def test_it_prints_on_a4_with_its_headings_on_every_page() -> None:
    page = sheet(form())
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.freeze_panes == "B6"
    assert page.print_title_rows == "$4:$5"


def test_headings_are_known_by_id_name_or_both() -> None:
    """A name that two rows share stays a question."""
    [departments, _] = tables()
    meanings = called(departments.columns)

    def meant(text: str) -> list[str]:
        return [one.title for one in meanings.get(key(text), ())]

    assert meant("二.1  迟报错报（条数）") == ["二.1 迟报、错报"]
    assert meant("违约拖欠中小微企业款项") == ["五.2 违约拖欠中小微企业款项"]
    assert meant("五．２") == ["五.2 违约拖欠中小微企业款项"]
    assert meant("政府守信践诺") == [
        "五.1 被列入失信被执行人或联合惩戒对象",
        "五.2 违约拖欠中小微企业款项",
    ]
    assert meant("二.1") == []


def test_a_stamp_reads_back_to_itself() -> None:
    stamp = Stamp(123456789, 2031, 1, "ab" * 32, datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC))
    assert Stamp.find(f"x {stamp} y") == Stamp(123456789, 2031, 1, "ab" * 6, stamp.at)
