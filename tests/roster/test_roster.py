"""Reading a list of units: every way of keeping one, and every fault at its cell."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from bot.roster.reading import DEPARTMENTS, TOWNSHIPS, RosterDraft, RosterLine, read, suggest_group

HEAD = ["单位名称", "简称", "别名", "考核表", "分类", "是否考核", "联络员", "联系电话"]


def book(
    *rows: Sequence[Any], change: Callable[[Any], None] | None = None, title: str = "名单"
) -> bytes:
    """An xlsx with these rows from A1 on."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def faults(draft: RosterDraft) -> dict[str, str]:
    return {fault.cell: fault.sentence for fault in draft.faults}


def test_a_whole_line_is_read_with_its_row() -> None:
    row = [
        "县教育局",
        "教育局",
        "教体局、教育体育局",
        "县直单位",
        "一类",
        "是",
        "张三",
        "0375-5151515",
    ]
    draft = read(book(HEAD, row), "xlsx")
    aliases = ("教体局", "教育体育局")
    unit = RosterLine(
        2, "县教育局", "教育局", aliases, DEPARTMENTS, "一类", True, "张三", "0375-5151515"
    )
    assert draft == RosterDraft((unit,), ())


def test_the_column_class_says_the_class_beside_a_table_and_the_table_without_one() -> None:
    """类别 is 一类、二类 in our own form, and 县直、乡镇 in many counties' lists."""
    ours = read(book(["单位名称", "考核表", "类别"], ["县教育局", "县直单位", "一类"]), "xlsx")
    theirs = read(book(["单位名称", "类别"], ["冢头镇", "乡镇"]), "xlsx")
    assert [(one.group, one.classification) for one in ours.lines] == [(DEPARTMENTS, "一类")]
    assert [(one.group, one.classification) for one in theirs.lines] == [(TOWNSHIPS, "")]


@pytest.mark.parametrize("said", ["类型", "单位类型"])
def test_a_column_of_kinds_says_the_table_where_all_it_has_are_tables(said: str) -> None:
    """It was passed over, and a unit whose name says nothing was guessed or asked about."""
    theirs = read(book(["单位名称", said], ["广阔天地", "乡镇"], ["冢头", "街道"]), "xlsx")
    assert [one.group for one in theirs.lines] == [TOWNSHIPS, TOWNSHIPS]
    other = read(book(["单位名称", said], ["县教育局", "行政"], ["冢头镇", "乡镇"]), "xlsx")
    assert [one.group for one in other.lines] == ["", ""]
    assert other.faults == ()
    assert other.notes == (f"没有用到的列：{said}。",)


def test_columns_may_stand_in_any_order_under_titles_and_blank_rows() -> None:
    rows: list[list[Any]] = [
        ["郏县社会信用体系建设考核单位名单"],
        [],
        [None, "2026年"],
        ["序号", "类别", None, "单 位 名 称（必填）"],
        [1, "乡镇", None, "冢头镇"],
        [],
        [2, "街道", None, "龙山街道"],
    ]
    draft = read(book(*rows, change=lambda sheet: sheet.merge_cells("A1:D1")))
    assert [(each.row_number, each.name, each.group) for each in draft.lines] == [
        (5, "冢头镇", TOWNSHIPS),
        (7, "龙山街道", TOWNSHIPS),
    ]
    assert draft.faults == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("县直单位", DEPARTMENTS),
        ("县直", DEPARTMENTS),
        (" 部 门 ", DEPARTMENTS),
        ("县直部门", DEPARTMENTS),
        ("附件１", DEPARTMENTS),
        ("乡镇街道", TOWNSHIPS),
        ("乡镇（街道）", TOWNSHIPS),
        ("乡镇(街道)", TOWNSHIPS),
        ("乡镇、街道", TOWNSHIPS),
        ("乡镇/街道", TOWNSHIPS),
        ("街道", TOWNSHIPS),
        ("镇", TOWNSHIPS),
        (None, ""),
    ],
)
def test_tables_are_understood_as_people_write_them(written: str | None, meant: str) -> None:
    (unit,) = read(book(["单位名称", "考核表"], ["某单位", written])).lines
    assert unit.group == meant


def test_an_unknown_table_is_a_fault_that_names_the_known_ones() -> None:
    draft = read(book(["单位名称", "考核表"], ["某单位", "企业"]))
    assert faults(draft) == {"B2": "不认识“企业”，请填“县直单位”或“乡镇街道”。"}
    assert draft.lines == ()


def test_another_county_brings_its_own_tables() -> None:
    groups = {"开发区": ("园区",)}
    (unit,) = read(book(["单位名称", "考核表"], ["某单位", "园区"]), groups=groups).lines
    assert unit.group == "开发区"


@pytest.mark.parametrize("separator", ["、", "，", ",", ";", "；", "/", " ", "\n", "、 "])
def test_aliases_are_split_at_every_usual_sign(separator: str) -> None:
    (unit,) = read(book(["单位名称", "别名"], ["县教育局", f"教体局{separator}教育体育局"])).lines
    assert unit.aliases == ("教体局", "教育体育局")


def test_an_alias_that_repeats_the_name_or_another_alias_is_dropped() -> None:
    (unit,) = read(book(HEAD, ["县教育局", "教育局", "教育局、县教育局、教体局、教体局"])).lines
    assert unit.aliases == ("教体局",)


def test_words_are_tidied() -> None:
    rows: list[list[Any]] = [
        HEAD,
        [
            " 县 教 育\u200b局\u3000",
            "教育局\n",
            None,
            None,
            None,
            None,
            None,
            "１３８００００００００",
        ],
    ]
    (unit,) = read(book(*rows, ["县法院(本级)"])).lines[:1]
    assert (unit.name, unit.short, unit.phone) == ("县教育局", "教育局", "13800000000")
    assert read(book(HEAD, ["县法院(本级)"])).lines[0].name == "县法院（本级）"


def test_a_phone_kept_as_a_number_keeps_its_figures() -> None:
    (unit,) = read(book(["单位名称", "电话"], ["冢头镇", 13800000000.0])).lines
    assert unit.phone == "13800000000"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("是", True), (None, True), ("√", True), (1, True), ("否", False), ("×", False), (0, False),
     ("不考核", False), (False, False), ("Ｎ", False)],
)  # fmt: skip
def test_whether_a_unit_is_assessed(written: object, meant: bool) -> None:
    (unit,) = read(book(["单位名称", "是否考核"], ["冢头镇", written])).lines
    assert unit.assessed is meant


@pytest.mark.parametrize(
    ("row", "cell", "part"),
    [
        (["", "教育局"], "A2", "没有写单位名称"),
        (["县" * 41], "A2", "41个字，最多40个字"),
        (["123"], "A2", "不像单位名称"),
        (["@县教育局"], "A2", "不像单位名称"),
        (["县教育局", "教" * 21], "B2", "最多20个字"),
        (["县教育局", "", "、".join(f"别名{n}" for n in range(21))], "C2", "最多写20个"),
        (["县教育局", "", "", "", "", "也许"], "F2", "请填“是”或“否”"),
    ],
)
def test_a_fault_is_named_at_its_cell_in_a_sentence(row: list[str], cell: str, part: str) -> None:
    draft = read(book(HEAD, row))
    assert draft.lines == ()
    assert list(faults(draft)) == [cell]
    assert part in faults(draft)[cell]
    assert faults(draft)[cell].endswith("。")


def test_one_reading_reports_all_faults_and_keeps_the_good_lines() -> None:
    rows: list[list[Any]] = [HEAD, ["", "甲"], ["冢头镇"], ["安良镇", "", "", "企业", "", "也许"]]
    draft = read(book(*rows))
    assert list(faults(draft)) == ["A2", "D4", "F4"]
    assert [each.name for each in draft.lines] == ["冢头镇"]


def test_a_double_names_both_rows() -> None:
    draft = read(book(HEAD, ["县教育局"], ["冢头镇"], [" 县 教育局"]))
    assert faults(draft) == {"A4": "与第2行重复，都是“县教育局”。"}
    assert [each.row_number for each in draft.lines] == [2, 3]


def test_a_short_name_or_alias_of_two_units_is_a_fault() -> None:
    draft = read(
        book(
            HEAD, ["县教育局", "教育局", "教体局"], ["县教育体育局", "教育局", "教体局"], ["教体局"]
        )
    )
    assert faults(draft) == {
        "B3": "“教育局”已用于第2行的“县教育局”，请换一个。",
        "C3": "“教体局”已用于第2行的“县教育局”，请换一个。",
        "A4": "与第2行重复，那里是“县教育局”的简称或别名。",
    }


def test_formulas_and_errors_are_faults_only_where_a_column_is_read() -> None:
    rows: list[list[Any]] = [
        ["序号", "单位名称", "简称"],
        ["=ROW()-1", "县教育局", "=LEFT(B2,2)"],
        [None, "=B2"],
    ]
    draft = read(book(*rows, [None, "安良镇", "#REF!"], ["=1", "冢头镇", "冢头"]))
    assert list(faults(draft)) == ["C2", "B3", "C4"]
    assert "公式" in faults(draft)["C2"]
    assert "#REF!" in faults(draft)["C4"]
    assert [each.name for each in draft.lines] == ["冢头镇"]


def test_text_that_only_looks_like_a_formula_is_text() -> None:
    def as_text(sheet: Any) -> None:
        sheet["C2"].value = "=教体"
        sheet["C2"].data_type = "s"

    (unit,) = read(book(HEAD, ["县教育局", None, "x"], change=as_text)).lines
    assert unit.aliases == ("=教体",)


def test_a_table_merged_over_many_rows_counts_for_all_of_them() -> None:
    rows: list[list[Any]] = [
        ["考核表", "单位名称"],
        ["县直", "县教育局"],
        [None, "县公安局"],
        ["乡镇", "冢头镇"],
        [None, "安良镇"],
    ]

    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("A4:A5")

    groups = [each.group for each in read(book(*rows, change=merge)).lines]
    assert groups == [DEPARTMENTS, DEPARTMENTS, TOWNSHIPS, TOWNSHIPS]
    assert [each.group for each in read(book(*rows)).lines] == [DEPARTMENTS, "", TOWNSHIPS, ""]


def test_a_name_merged_over_two_rows_is_one_unit_and_what_is_left_out_is_said() -> None:
    rows: list[list[Any]] = [
        ["单位名称", "联络员"],
        ["县教育局", "张三"],
        [None, "王五"],
        ["冢头镇", "李四"],
    ]
    draft = read(book(*rows, change=lambda sheet: sheet.merge_cells("A2:A3")))
    assert [(each.name, each.contact) for each in draft.lines] == [
        ("县教育局", "张三"),
        ("冢头镇", "李四"),
    ]
    assert draft.faults == ()
    assert draft.notes == ("第3行和上一行合并成了一个单位，只取第一行的内容。",)


def test_hidden_sheets_are_not_read_and_that_is_said() -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["说明"])
    hidden = workbook.create_sheet("旧名单")
    hidden.append(["单位名称"])
    hidden.append(["已撤销的单位"])
    hidden.sheet_state = "veryHidden"
    out = io.BytesIO()
    workbook.save(out)
    draft = read(out.getvalue())
    assert draft.lines == ()
    assert "隐藏的工作表不读取：旧名单" in faults(draft)[""]


def test_two_sheets_named_after_their_tables_are_read_together() -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = "县直单位"
    towns = workbook.create_sheet("乡镇（街道）")
    for sheet, names in ((workbook.worksheets[0], ["县教育局"]), (towns, ["冢头镇", "县教育局"])):
        sheet.append(["单位名称"])
        for name in names:
            sheet.append([name])
    out = io.BytesIO()
    workbook.save(out)
    draft = read(out.getvalue())
    assert [(each.name, each.group) for each in draft.lines] == [
        ("县教育局", DEPARTMENTS),
        ("冢头镇", TOWNSHIPS),
    ]
    assert faults(draft) == {"乡镇（街道）!A3": "与“县直单位”第2行重复，都是“县教育局”。"}


def test_sums_remarks_and_repeated_headings_are_not_units() -> None:
    rows: list[list[Any]] = [
        HEAD,
        ["冢头镇"],
        HEAD,
        ["安良镇"],
        ["合计"],
        ["共2个单位"],
        ["填表人：张三"],
    ]
    draft = read(book(*rows))
    assert [each.name for each in draft.lines] == ["冢头镇", "安良镇"]
    assert draft.faults == ()
    assert draft.notes[0] == "第5行“合计”不像单位名称，没有导入。"
    assert len(draft.notes) == 3


@pytest.mark.parametrize("merged", [True, False])
def test_titles_between_the_units_are_passed_over_and_named(merged: bool) -> None:
    title = ["一、县直单位（1个）", None] if merged else [None, "一、县直单位（1个）"]
    rows: list[list[Any]] = [["序号", "单位名称"], title, [1, "县教育局"]]

    def merge(sheet: Any) -> None:
        if merged:
            sheet.merge_cells("A2:B2")

    draft = read(book(*rows, change=merge))
    assert [each.name for each in draft.lines] == ["县教育局"]
    assert draft.faults == ()
    assert draft.notes == ("第2行“一、县直单位（1个）”不像单位名称，没有导入。",)


def test_columns_that_are_not_understood_are_named() -> None:
    draft = read(book(["序号", "单位名称", "法人代表", "邮编"], [1, "冢头镇", "张三", "某路"]))
    assert draft.notes == ("没有用到的列：法人代表、邮编。",)


def test_the_better_heading_wins_where_two_mean_the_name() -> None:
    draft = read(book(["单位", "单位名称"], ["镇", "冢头镇"]))
    assert [each.name for each in draft.lines] == ["冢头镇"]
    assert draft.notes == ("没有用到的列：单位。",)


def test_two_thousand_units_are_read_and_one_more_is_said_to_be_too_many() -> None:
    text = "单位名称\n" + "".join(f"第{number}单位\n" for number in range(2001))
    draft = read(text.encode())
    assert len(draft.lines) == 2000
    assert "超过 2000 行" in faults(draft)[""]
    fits = read(text.rsplit("第2000单位")[0].encode())
    assert (len(fits.lines), fits.faults) == (2000, ())


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("冢头镇", TOWNSHIPS),
        ("姚庄回族乡", TOWNSHIPS),
        ("龙山街道办事处", TOWNSHIPS),
        ("渣园乡人民政府", TOWNSHIPS),
        ("县教育局", DEPARTMENTS),
        ("国家税务总局郏县税务局", DEPARTMENTS),
        ("乡村振兴局", DEPARTMENTS),
        ("某某公司", ""),
    ],
)
def test_a_name_suggests_its_table(name: str, group: str) -> None:
    assert suggest_group(name) == group


@given(rows=st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_text_table_makes_the_reader_raise(rows: list[list[str]]) -> None:
    """Every row below the headings is a line, has a fault, or was passed over."""
    text = "\n".join(",".join(row) for row in [HEAD, *rows])
    draft = read(text.encode("utf-8", "ignore"))
    assert draft.lines or draft.faults
    for fault in draft.faults:
        assert fault.sentence.endswith("。")
