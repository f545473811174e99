"""A printed document becomes a draft: the known tables, other forms, and what is no document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from scoring.drafting import (
    Draft,
    NotADocument,
    draft_of,
    open_document,
    tables_of,
    text_of,
    understand,
)
from scoring.printing import print_keys
from scoring.scheme import SchemeError, load, loads
from scoring.sentence import rule
from tests.scoring.drafting.measure import measured
from tests.scoring.drafting.papers import HEADS, lines_of, sheet, word

pytestmark = pytest.mark.slow

BODY = (
    "郟信用办〔2022〕4号",
    "关于印发《郟县社会信用体系建设工作季度考核办法》的通知",
    "2022年3月18日",
    (
        "考核得分 90 分以上（含本数，下同）为优秀，80 分以上 90 分以下（不含本数，下同）为良好，"
        "60 分以上 80 分以下为合格，60 分以下为不合格。满分为100分。"
    ),
)


@pytest.fixture(scope="module")
def drafts() -> dict[str, Draft]:
    """Both known tables, from one Word file of several pages."""
    schemes = [load("郏县2022-县直单位"), load("郏县2022-乡镇街道")]
    data = word(BODY, [(f"附件：{one.title}", lines_of(one)) for one in schemes])
    found = tables_of(open_document(data, "办法.docx"))
    assert [one.title for one in found] == [one.title for one in schemes]
    return {
        one.group: draft_of(table, one.group, one.name, date(2027, 1, 1))
        for one, table in zip(schemes, found, strict=True)
    }


def made(draft: Draft) -> str:
    """The text of a draft with the first reading of every row."""
    sections = [
        (
            one.number,
            one.keys,
            [(row.id, print_keys(row.body(row.understood.readings[0]))) for row in one.rows],
        )
        for one in draft.sections
    ]
    return text_of(draft.header, sections)


def test_known_tables_have_their_rows_and_header(drafts: dict[str, Draft]) -> None:
    for group, name in (("县直单位", "郏县2022-县直单位"), ("乡镇街道", "郏县2022-乡镇街道")):
        known, draft = load(name), drafts[group]
        assert [one.id for one in draft.rows] == [one.id for one in known.rows]
        assert [one.cells["points"] for one in draft.rows] == [one.points for one in known.rows]
        assert not [one.id for one in draft.rows if one.understood.unread]
        assert draft.doubts == ()
        assert draft.header["number"] == "郟信用办〔2022〕4号"
        assert draft.header["issued"] == date(2022, 3, 18)
        assert draft.header["grades"] == [
            ["优秀", Decimal(90)], ["良好", Decimal(80)], ["合格", Decimal(60)], ["不合格", 0],
        ]  # fmt: skip


def test_first_table_is_a_scheme_and_says_its_rules(drafts: dict[str, Draft]) -> None:
    scheme = loads(made(drafts["县直单位"]), "草案")
    assert scheme.reachable == scheme.full == 100
    said = {row.id: rule(row) for row in scheme.rows}
    assert said["二.1"].startswith("须“按时按要求报送”，否则本行 0 分；从 7.5 分起，")
    assert said["三.1a"].startswith("“信用贷款规模年增速” × 7 分")
    assert "每家得 0.5 分" in said["三.1c"]
    assert said["三.1c"].startswith("自执行之日起累计")
    assert "“提供具体案例”每个得 4 分（这一项最多 8 分）" in said["六.2"]


@pytest.mark.parametrize(
    ("above", "issued"),
    [
        (("本办法自2026年5月1日起施行。", "2026年3月18日"), date(2026, 3, 18)),
        (("2026年6月2日", "考核期为2026年1月1日至2026年12月31日"), date(2026, 6, 2)),
        (("本办法自2026年5月1日起施行。", "于2026年5月20日前上报"), None),
    ],
)
def test_the_day_of_issue_is_not_the_day_it_comes_into_force(
    above: tuple[str, ...], issued: date | None
) -> None:
    known = load("郏县2022-县直单位")
    data = word(above, [(f"附件：{known.title}", lines_of(known))])
    draft = draft_of(tables_of(open_document(data, "a.docx"))[0], "甲", "乙", date(2027, 1, 1))
    assert draft.header["issued"] == (issued or date(2027, 1, 1))
    assert ("没有找到印发日期，先写执行日期" in draft.doubts) == (issued is None)


def test_contradictions_of_the_second_table_are_the_real_ones(drafts: dict[str, Draft]) -> None:
    with pytest.raises(SchemeError) as found:
        loads(made(drafts["乡镇街道"]), "草案")
    assert [(one.row, one.key) for one in found.value.faults] == [
        ('["三.3"]', "points"),
        ('[section."三"]', "points"),
    ]


def test_sections_in_a_merged_column_and_points_in_words() -> None:
    lines = [
        ("一级指标", "二级指标", "标准分", "评分细则", "得分"),
        ("组织领导（10分）", "领导重视", "6分", "主要领导研究工作得6分。", ""),
        (None, "机构健全", "4分", "缺一项扣1分。", ""),
        ("工作实绩（20分）", "宣传", "20分", "每开展一次活动得2分，最高20分。", ""),
        ("合计", "", "30分", "", ""),
    ]
    table = tables_of(open_document(sheet("某县信用工作考核评分表", lines), "表.xlsx"))[0]
    assert [(one.name, one.points, len(one.rows)) for one in table.sections] == [
        ("组织领导", 10, 2), ("工作实绩", 20, 1),
    ]  # fmt: skip
    assert table.total == 30
    assert [one.points for one in table.rows] == [6, 4, 20]


@pytest.mark.parametrize("name", ["加分扣分", "加减分项", "奖惩", "日常工作"])
def test_where_a_section_adds_and_takes_it_is_asked_where_a_row_begins(name: str) -> None:
    """每次扣2分 of 5 points: from full in a section like any other; beside bonuses nobody knows."""
    lines = [
        ("一级指标", "二级指标", "标准分", "评分细则"),
        (f"{name}（15分）", "通报批评", "5分", "被通报批评的，每次扣2分，扣完为止。"),
        (None, "经验推广", "10分", "每推广一次得2分，最高10分。"),
    ]
    table = tables_of(open_document(sheet("某县信用工作考核评分表", lines), "表.xlsx"))[0]
    taken, given = draft_of(table, "乡镇", "某县", date(2027, 1, 1)).rows
    asked = [one for one in taken.doubts if "从 5 分起扣" in one and "起点改成 0" in one]
    assert bool(asked) == (name != "日常工作")
    assert taken.sure == (name == "日常工作")
    assert given.sure


def test_beside_the_full_mark_what_only_takes_begins_at_nothing() -> None:
    lines = [
        ("一级指标", "二级指标", "标准分", "评分细则"),
        ("加分扣分（不计入总分）", "通报批评", "5分", "被通报批评的，每次扣2分。"),
        (None, "经验推广", "5分", "每推广一次得2分，最高5分。"),
    ]
    table = tables_of(open_document(sheet("某县信用工作考核评分表", lines), "表.xlsx"))[0]
    taken, given = draft_of(table, "乡镇", "某县", date(2027, 1, 1)).rows
    keys = taken.body(taken.understood.readings[0])
    assert taken.sure
    assert given.sure
    assert (keys["points"], keys["floor"]) == (0, -5)


def test_web_page_and_names_that_hold_the_points() -> None:
    html = (
        "<html><body><p>某乡河长制考核标准</p><table><tr><th>考核内容</th><th>评分标准</th></tr>"
        "<tr><td>河长巡河（6分）</td><td>每少一次扣0.5分，扣完为止</td></tr></table></body></html>"
    )
    table = tables_of(open_document(html.encode(), "表.html"))[0]
    draft = draft_of(table, "乡镇", "某乡", date(2027, 1, 1))
    assert [(one.cells["name"], one.cells["points"]) for one in draft.rows] == [("河长巡河", 6)]
    assert draft.rows[0].sure


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7 ...", "a.pdf", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.doc", "旧版"),
        (b"PK\x03\x04 broken", "a.docx", "不完整"),
        (b"", "a.docx", "空文件"),
    ],
)
def test_what_cannot_be_read_says_what_helps(data: bytes, name: str, said: str) -> None:
    with pytest.raises(NotADocument, match=said):
        open_document(data, name)


def test_letter_has_no_table_and_results_are_no_rules() -> None:
    assert tables_of(open_document(word(["各单位：请按时报送。"], []), "信.docx")) == ()
    results = sheet("结果", [("单位", "得分", "名次"), ("县教育局", 90, 1)])
    assert tables_of(open_document(results, "结果.xlsx")) == ()


def test_headings_alone_are_no_table() -> None:
    assert tables_of(open_document(sheet("考核表", [HEADS]), "表.xlsx")) == ()


@pytest.mark.parametrize(
    "clause",
    [
        "发现一次扣1分，两次以上加倍扣分",
        "每迟报1天扣0.5分，超过5天不得分",
        "每项2分，其中省级3分",
        "完成80%以上按比例得分，80%以下不得分",
        "每人次加2分，集体奖加倍",
        "前3次每次得1分，以后每次得0.5分",
        "得分按全县平均分折算",
        "每报送1条得0.1分，被采用再加0.2分",
        "每低于目标值1个百分点扣1分",
        "由县委办、县政府办各按50%评分",
        "一类单位每次得1分，二类单位每项得2分",
        "每新增投资1000万元加1分",
        "排名前三名的得10分，其他得8分",
        "第一季度得2分，其余每季度得3分，连续两次的加扣1分",
        "完成任务得6分，超额完成的每超10%加1分，最多加4分",
    ],
)
def test_what_a_term_cannot_tick_off_is_never_sure(clause: str) -> None:
    assert not understand(clause, Decimal(10), "某项工作").sure


def test_restated_documents_none_silently_wrong() -> None:
    for half, least in (
        ("seen", 0.97), ("unseen", 0.97), ("first", 0.94), ("second", 0.93),
        ("third", 0.95), ("fourth", 0.92), ("fifth", 0.93), ("sixth", 0.9), ("seventh", 0.93),
        ("eighth", 0.85), ("ninth", 0.88), ("tenth", 0.94), ("eleventh", 0.95), ("twelfth", 0.95),
        ("thirteenth", 0.95), ("fourteenth", 0.9), ("fifteenth", 0.85),
        ("sixteenth", 0.92), ("seventeenth", 0.94),
        ("eighteenth", 0.9), ("nineteenth", 0.92), ("twentyfifth", 0.92), ("thirtieth", 0.95),
        ("twentysixth", 0.85), ("twentyseventh", 0.82),
    ):  # fmt: skip
        found, lines = measured(half)
        assert found["silent"] == 0, lines
        right = found["right"] + found["first"] + found["offered"]
        assert right / found.total() >= least, half


@pytest.mark.parametrize("sign", ["1", "扣1分", "得1分/人", "第1名得1分，"])
def test_a_cell_of_one_sign_over_and_over_is_read_at_once(sign: str) -> None:
    assert not understand((sign * 1200)[:1200], Decimal(10), "某项工作").sure
