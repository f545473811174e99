"""A filled-in file is read to exactly its figures, or every bad cell is named with a reason."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from bot.speech.names import Named, Roster
from bot.supply.cell import CellFault, read_text
from bot.supply.plan import Plan, Standing, compare
from bot.supply.reading import Figure, Known, SupplyDraft, read
from bot.supply.table import Column, Key, Raw
from scoring.facts import check
from tests.supply.supply_papers import (
    DEPARTMENTS,
    HANDED_OUT,
    TOWNS,
    changed,
    form,
    own,
    saved,
    tables,
)

TABLES = tables()
MEMBERS = {one.unit: one for table in TABLES for one in table.members}
COLUMNS = {(t.group, c.row.id, c.input.name): c for t in TABLES for c in t.columns}
ALIASES = {1: ("教体局",), 5: ("龙山街道办事处",)}
ROSTER = Roster(
    Named(one.unit, one.name, one.short, ALIASES.get(one.unit, ()), one.group)
    for one in MEMBERS.values()
)
KNOWN = Known(TABLES, ROSTER)
LATE = (1, "二.1", "迟报、错报")
RATE = (1, "三.1a", "信用贷款规模年增速")


def figures(draft: SupplyDraft) -> dict[Key, Raw | None]:
    assert draft.faults == ()
    return {(e.unit, e.row, e.input): e.value for e in draft.entries if not e.blank}


def csv(text: str, encoding: str = "utf-8") -> dict[Key, Raw | None]:
    return figures(read(text.encode(encoding), "csv", KNOWN))


def faults(data: bytes, known: Known = KNOWN, kind: str = "xlsx") -> dict[str, str]:
    return {one.cell: one.sentence for one in read(data, kind, known).faults}


def test_the_filled_form_reads_to_what_was_filled_in() -> None:
    cells = {f"{DEPARTMENTS}!B6": "是", f"{DEPARTMENTS}!C6": 3, f"{TOWNS}!B7": "12"}
    assert figures(read(changed(form(), cells), "xlsx", KNOWN)) == {
        (1, "二.1", "已报送"): True,
        LATE: 3,
        (5, "二.2", "成功上报的企业"): 12,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_any_usual_encoding(encoding: str) -> None:
    assert csv("单位名称,二.1 迟报、错报\n县教育局,3\n", encoding) == {LATE: 3}


def test_our_form_saved_as_csv_is_still_ours() -> None:
    """Excel saves one sheet and keeps the hidden row with the stamp."""
    page = openpyxl.load_workbook(io.BytesIO(changed(form(), {f"{DEPARTMENTS}!C6": 3})))
    rows = page[DEPARTMENTS].iter_rows(values_only=True)
    text = "\n".join(",".join("" if one is None else str(one) for one in row) for row in rows)
    draft = read(text.encode("gb18030"), "csv", KNOWN)
    assert draft.stamp is not None
    assert draft.stamp.quarter == 1
    assert figures(draft) == {LATE: 3}


def test_the_forms_own_guide_is_not_worth_a_remark() -> None:
    assert read(changed(form(), {f"{DEPARTMENTS}!C6": 3}), "xlsx", KNOWN).notes == ()


def test_columns_may_stand_in_any_order_under_any_of_their_names() -> None:
    text = "备注,二.2漏报错报,三.1a,单位,违约拖欠中小微企业款项,序号\n,2,0.125,教体局,否,1\n"
    assert csv(text) == {
        (1, "二.2", "漏报、错报"): 2,
        RATE: "0.125",
        (1, "五.2", "违约拖欠中小微企业款项"): False,
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.125", "0.125"),
        ("12.5%", "0.125"),
        ("百分之十二点五", "0.125"),
        ("-3%", "-0.03"),
        ("下降3%", "-0.03"),
        ("０．１２５", "0.125"),
        ("130%", "1.3"),
        ("0", "0"),
        ("持平", "0"),
    ],
)
def test_a_ratio_as_people_write_it(written: str, value: str) -> None:
    assert csv(f"单位名称,三.1a\n教育局,{written}\n") == {RATE: value}


@pytest.mark.parametrize(
    ("value", "shown", "read_as"),
    [
        (0.125, "0.0%", "0.125"),
        (1.3, "0%", "1.3"),
        (0.07, "0.00%", "0.07"),
        (0.1 + 0.2, "General", "0.3"),
    ],
)
def test_a_number_cell_is_read_as_the_program_shows_it(
    value: float, shown: str, read_as: str
) -> None:
    """130 % is kept as 1.3 in a percent cell; 0.1 + 0.2 is not 0.30000000000000004 to anybody."""
    book = openpyxl.load_workbook(io.BytesIO(form()))
    book[DEPARTMENTS]["F6"].value = value
    book[DEPARTMENTS]["F6"].number_format = shown
    assert figures(read(saved(book), "xlsx", KNOWN)) == {RATE: read_as}


def test_none_is_zero_for_a_count_and_no_for_a_question() -> None:
    text = "单位名称,二.1 已报送,二.1 迟报、错报\n教育局,无,无\n财政局,没有,零\n"
    assert csv(text) == {
        (1, "二.1", "已报送"): False,
        LATE: 0,
        (2, "二.1", "已报送"): False,
        (2, "二.1", "迟报、错报"): 0,
    }


@pytest.mark.parametrize(
    ("column", "written", "why"),
    [
        ("二.1 迟报、错报", "-1", "不能是负数"),
        ("二.1 迟报、错报", "2.5", "只能是整数"),
        ("二.1 迟报、错报", "12.5%", "不是百分比"),
        ("二.1 迟报、错报", "约3", "确切的数"),
        ("二.1 迟报、错报", "100000", "太大"),
        ("二.1 迟报、错报", "=1+1", "公式"),
        ("二.1 迟报、错报", "不适用", "留空"),
        ("二.1 已报送", "1", "请填“是”或“否”"),
        ("三.1a", "12.5", "12.5% 吗"),
        ("三.1a", "无", "不是百分比"),
        ("三.1a", "很高", "没有看懂"),
    ],
)
def test_a_bad_cell_is_named_with_a_reason(column: str, written: str, why: str) -> None:
    data = f"单位名称,{column}\n教育局,{written}\n".encode()
    [(cell, sentence)] = faults(data, kind="csv").items()
    assert cell == "B2"
    assert why in sentence
    assert "回复" not in sentence


def test_one_bad_cell_keeps_all_the_others_out() -> None:
    draft = read("单位名称,二.1 迟报、错报\n教育局,3\n财政局,三四\n".encode(), "csv", KNOWN)
    assert len(draft.faults) == 1
    assert draft.entries == ()


def test_a_formula_is_refused_with_its_address() -> None:
    data = changed(form(), {f"{DEPARTMENTS}!C7": "=SUM(C6:C6)", f"{DEPARTMENTS}!A8": "=A6"})
    found = faults(changed(data, {f"{DEPARTMENTS}!C8": 1}))
    assert "公式" in found[f"{DEPARTMENTS}!C7"]
    assert "公式" in found[f"{DEPARTMENTS}!A8"]


def test_merged_figures_are_refused_because_nobody_can_tell_whose_they_are() -> None:
    book = openpyxl.load_workbook(io.BytesIO(changed(form(), {f"{DEPARTMENTS}!C6": 3})))
    book[DEPARTMENTS].merge_cells("C6:C7")
    [(cell, sentence)] = faults(saved(book)).items()
    assert cell == f"{DEPARTMENTS}!C7"
    assert "合并" in sentence


def test_a_name_merged_over_two_rows_is_refused() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(own([["单位名称", "五.2"], ["教育局", "否"], ["财政局", "是"]]))
    )
    book["Sheet1"].merge_cells("A2:A3")
    assert "合并" in faults(saved(book))["A3"]


def test_a_misspelt_unit_is_named_before_anything_is_written() -> None:
    draft = read("单位名称,五.2\n县教肓局,否\n".encode(), "csv", KNOWN)
    assert [(one.place, one.written, one.unit) for one in draft.guesses] == [
        ("第 2 行", "县教肓局", "县教育局")
    ]
    assert figures(draft) == {(1, "五.2", "违约拖欠中小微企业款项"): False}


def test_an_unknown_unit_with_figures_is_asked_about_and_the_rest_waits() -> None:
    """Nobody's, or like another's: a question with the near ones, and no fault of the sheet."""
    sheet = "单位名称,五.2\n县教育局,否\n县水利局,是\n县财务局,是\n".encode()
    draft = read(sheet, "csv", KNOWN)
    assert not draft.faults
    assert [(one.place, one.written, one.figures) for one in draft.doubts] == [
        ("第 3 行", "县水利局", "是"),
        ("第 4 行", "县财务局", "是"),
    ]
    assert figures(draft) == {(1, "五.2", "违约拖欠中小微企业款项"): False}
    said = replace(KNOWN, names={"县水利局": 0, "县财务局": 2})
    settled = read(sheet, "csv", said)
    assert not settled.doubts
    assert [one.split("“")[0] for one in settled.left_out] == ["第 3 行"]
    assert figures(settled)[2, "五.2", "违约拖欠中小微企业款项"] is True


def test_a_unit_twice_is_refused() -> None:
    found = faults("单位名称,五.2\n教育局,否\n县教育局,是\n".encode(), kind="csv")
    assert found == {"A3": "“县教育局”在A2已经有一行。"}


def test_the_same_figure_on_two_sheets_must_agree() -> None:
    book = openpyxl.Workbook()
    for title, value in (("甲", "否"), ("乙", "是")):
        page = book.create_sheet(title)
        page.append(["单位名称", "五.2"])
        page.append(["教育局", value])
    assert "填了另一个数" in faults(saved(book))["乙!B2"]


def test_a_column_twice_or_of_two_meanings_is_refused() -> None:
    twice = faults("单位名称,五.2,违约拖欠中小微企业款项\n教育局,否,否\n".encode(), kind="csv")
    assert "有两列" in twice["C1"]
    vague = faults("单位名称,政府守信践诺\n教育局,否\n".encode(), kind="csv")
    assert "请写上指标编号" in vague["B1"]


def test_sums_remarks_and_titles_are_passed_over() -> None:
    text = "某某统计表,\n单位名称,五.2\n教育局,否\n合计,1\n注：以工信局口径为准,\n"
    assert csv(text) == {(1, "五.2", "违约拖欠中小微企业款项"): False}


def test_a_foreign_sheet_is_passed_over_and_a_foreign_file_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(changed(form(), {f"{DEPARTMENTS}!I6": "否"})))
    book.create_sheet("通讯录").append(["姓名", "电话"])
    draft = read(saved(book), "xlsx", KNOWN)
    assert "工作表“通讯录”不是部门数据，没有读。" in draft.notes
    assert len(figures(draft)) == 1
    assert "没有认出部门数据" in faults(own([["姓名", "电话"], ["张三", 1]]))[""]


def test_a_figure_in_a_column_of_the_other_table_is_refused() -> None:
    found = faults("单位名称,五.2\n冢头镇,否\n".encode(), kind="csv")
    assert "不是乡镇街道的指标" in found["B2"]
    assert "不用填" in found["B2"]


def test_a_town_is_told_the_row_of_the_same_thing_in_its_own_table() -> None:
    found = faults("单位名称,三.1c\n冢头镇,3\n".encode(), kind="csv")
    assert found["B2"].endswith("冢头的填在 二.2 那一列。")


def test_a_supplier_fills_the_assigned_columns_alone() -> None:
    known = Known(TABLES, ROSTER, frozenset({"县工信局"}))
    draft = read("单位名称,五.1,五.2\n教育局,是,否\n".encode(), "csv", known)
    assert figures(draft) == {(1, "五.2", "违约拖欠中小微企业款项"): False}
    assert draft.notes == ("由信用办（查询公开网站）提供的列不归您报，没有读。",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "空文件"),
        (b"%PDF-1.4", "不是表格"),
        (b"PK\x03\x04junk", "不完整"),
        ("单位名称,五.2\n教育局,\n".encode(), "还没有填数"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(data: bytes, why: str) -> None:
    [sentence] = faults(data, kind="").values()
    assert why in sentence


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "xlsx", "csv"]))
def test_garbage_is_refused_in_a_sentence_and_never_raises(data: bytes, kind: str) -> None:
    draft = read(data, kind, KNOWN)
    assert draft.entries == () or draft.faults == ()
    assert draft.entries or draft.faults


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.sampled_from(list(COLUMNS.values())))
def test_any_text_is_a_figure_that_scores_or_a_refusal(text: str, column: Column) -> None:
    """Nothing else comes out of a cell, whatever stands in it."""
    with suppress(CellFault):
        raw = read_text(text, column)
        check(column.row, column.input, Decimal(raw) if isinstance(raw, str) else raw)


VALUES = {
    "flag": st.booleans(),
    "count": st.integers(0, 99_999),
    "rate": st.integers(-100, 5000).map(lambda n: f"{n / 1000:g}"),
}


@st.composite
def standings(draw: st.DrawFn) -> dict[Key, Raw]:
    found: dict[Key, Raw] = {}
    for member in MEMBERS.values():
        for (group, row, name), column in COLUMNS.items():
            if group == member.group and draw(st.booleans()):
                found[member.unit, row, name] = draw(VALUES[column.input.kind])
    return found


@settings(max_examples=15, deadline=None)
@given(standings())
def test_what_is_handed_out_comes_back_the_same(standing: dict[Key, Raw]) -> None:
    """Handing the untouched form back changes nothing, whatever figures stand in it."""
    draft = read(form(standing), "xlsx", KNOWN)
    if standing:
        assert figures(draft) == standing
    before = {key: Standing(raw, 1, "", HANDED_OUT) for key, raw in standing.items()}
    plan = _compare(draft.entries, before)
    assert plan == Plan((), len(standing))


def _compare(entries: tuple[Figure, ...], standing: dict[Key, Standing]) -> Plan:
    return compare(
        entries,
        MEMBERS,
        COLUMNS,
        standing,
        earlier={(1, "三.1c", "上报并通过审验的企业"): 7},
        decided=frozenset({(1, "二.1")}),
        handed_out=HANDED_OUT,
    )


def test_an_emptied_cell_takes_its_figure_back_but_not_one_written_since() -> None:
    blank = (Figure(*LATE, None, "C6", blank=True),)
    old = Standing(3, 1, "", HANDED_OUT - timedelta(hours=1))
    new = Standing(3, 1, "", HANDED_OUT + timedelta(hours=1))
    assert [one.kind for one in _compare(blank, {LATE: old}).changes] == ["cleared"]
    assert _compare(blank, {LATE: new}).changes == ()
    assert _compare(blank, {}).changes == ()


def test_taking_back_in_so_many_words_holds_whenever_it_was_written() -> None:
    [entry] = read("单位名称,二.1 迟报、错报\n教育局,清空\n".encode(), "csv", KNOWN).entries
    new = Standing(3, 1, "", HANDED_OUT + timedelta(hours=1))
    assert [one.kind for one in _compare((entry,), {LATE: new}).changes] == ["cleared"]


def test_a_figure_changed_since_and_a_total_that_falls_are_pointed_out() -> None:
    total = (1, "三.1c", "上报并通过审验的企业")
    plan = _compare(
        (Figure(*LATE, 5, "C6"), Figure(*total, 6, "G6")),
        {LATE: Standing(3, 2, "李四", HANDED_OUT + timedelta(hours=1))},
    )
    late, fallen = plan.changes
    assert (late.kind, late.later, late.decided) == ("changed", True, True)
    assert (fallen.kind, fallen.lower) == ("new", 7)


def test_yes_is_not_one() -> None:
    """In Python True == 1; a figure that changes its kind is a change."""
    plan = _compare((Figure(*LATE, 1, "C6"),), {LATE: Standing(True, 1, "", HANDED_OUT)})
    assert len(plan.changes) == 1


def test_plans_with_the_same_figures_have_the_same_mark_until_somebody_writes() -> None:
    entries = (Figure(*LATE, 5, "C6"),)
    first = _compare(entries, {LATE: Standing(3, 1, "", HANDED_OUT)})
    again = _compare(entries, {LATE: Standing(3, 1, "王", HANDED_OUT)})
    later = _compare(entries, {LATE: Standing(3, 2, "", HANDED_OUT)})
    assert first.mark == again.mark != later.mark
