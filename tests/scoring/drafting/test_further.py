"""Rows not printed as such: notes that are rules, the year's end, figures of other rows."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.cells import Cell
from scoring.drafting import Draft, draft_of, open_document, tables_of, text_of
from scoring.drafting.document import Part
from scoring.drafting.grades import grades_in
from scoring.printing import print_keys
from scoring.scheme import Scheme, loads
from scoring.sentence import rule
from tests.scoring.drafting.papers import sheet

HEADS = ("序号", "考核指标", "分值", "评分标准")
ROWS = (
    ("一、基础工作（50分）",),
    ("1", "宣传活动", "20", "每开展一场宣传活动得2分，最高20分。"),
    ("2", "招商引资", "30", "年终一次性考核，完成任务得30分，每少1个扣2分，扣完为止。"),
    ("二、业务工作（50分）",),
    ("3", "信息报送", "30", "每报送1篇得3分，最高30分。"),
    ("4", "宣传基础", "20", "以第1项的场次为准，不足4场的，每少1场扣5分。"),
)
NOTES = (
    "注：1.同一事项就高计分。2.发生重大安全事故的，实行一票否决。",
    "二、加分项",
    "1.获国家级表彰的加3分，省级加2分，市级加1分。",
    "加分合计不超过5分。",
    "三、被市级以上通报批评的，每次扣1分。",
    "有下列情形之一的，年度考核定为不合格：",
    "（一）发生较大以上安全生产责任事故的；",
    "（二）班子成员因违纪违法被立案查处的。",
    "（三）本表由县信用办负责解释。",
)


def drafted(*notes: str) -> Draft:
    lines = [HEADS, *((*one, *[""] * (4 - len(one))) for one in (*ROWS, *((n,) for n in notes)))]
    (table,) = tables_of(open_document(sheet("某县考核指标表", lines), "a.xlsx"))
    return draft_of(table, "各单位", "某县2027", date(2027, 1, 1))


def scheme_of(draft: Draft) -> Scheme:
    sections = [
        (
            one.number,
            one.keys,
            [(row.id, print_keys(row.body(row.understood.readings[0]))) for row in one.rows],
        )
        for one in draft.sections
    ]
    text = text_of(draft.header, sections)
    if draft.year is not None:
        text += "\n[year]\n" + print_keys(draft.year)
    return loads(text, "草案")


def test_notes_under_a_table_become_rows_that_are_asked() -> None:
    draft = drafted(*NOTES)
    rows = {str(row.cells["name"]): row for row in draft.rows if "表下" in _section(draft, row.id)}
    assert list(rows) == [
        "获表彰", "被市级以上通报批评", "发生重大安全事故", "发生较大以上安全生产责任事故",
        "班子成员因违纪违法被立案查处",
    ]  # fmt: skip
    assert all("来自表下面的说明" in row.doubts[0] for row in rows.values())
    assert draft.header["bonus_max"] == 5
    assert not [one for one in draft.doubts if "表下面的说明" in one]
    scheme = scheme_of(draft)
    sentences = {row.name: rule(row) for row in scheme.rows}
    assert "一票否决" in sentences["发生重大安全事故"]
    assert "一票否决" in sentences["班子成员因违纪违法被立案查处"]
    assert "国家级得 3 分、省级得 2 分、市级得 1 分，同一项只按" in sentences["获表彰"]
    assert "每次扣 1 分" in sentences["被市级以上通报批评"]


def _section(draft: Draft, row: str) -> str:
    number = row.partition(".")[0]
    return next(str(one.keys["name"]) for one in draft.sections if one.number == number)


def test_a_note_that_nobody_understands_is_still_said() -> None:
    draft = drafted("注：受到市级以上通报的，视情节扣减总分，扣2分起。")
    assert any("扣2分" in one for one in draft.doubts) or any(
        "扣2分" in row.clause for row in draft.rows
    )


def test_rows_of_the_years_end_count_in_the_year_alone() -> None:
    draft = drafted()
    scheme = scheme_of(draft)
    (section,) = scheme.of_year
    (row,) = section.rows
    assert (row.name, row.points) == ("招商引资", 30)
    assert draft.header["full"] == 70 == scheme.full
    assert draft.year == {"compose": "mean"}
    (asked,) = [one for one in draft.rows if one.cells["name"] == "招商引资"]
    assert "表上是 一.2" in asked.doubts[0]
    assert any("只计入全年" in one for one in draft.doubts)


def test_a_figure_of_another_row_is_asked_once() -> None:
    draft = drafted()
    (row,) = [one for one in draft.rows if one.cells["name"] == "宣传基础"]
    assert row.understood.readings[0].keys["shared"] == {"开展宣传活动": "一.1"}
    assert any("取自 一.1" in one for one in row.doubts)
    (kept,) = [one for one in scheme_of(draft).rows if one.name == "宣传基础"]
    assert "不到 4 场" in rule(kept)
    assert [one.name for one in kept.borrowed] == ["开展宣传活动"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("优秀(90分(含)以上)、良好(75分(含)至90分)、一般(60分至75分)、较差(60分以下)",
         "优秀90 良好75 一般60 较差0"),
        ("90分以上为A等,80-89分为B等,60-79分为C等,60分以下为D等", "A等90 B等80 C等60 D等0"),
        ("优秀:90分及以上;良好:80-90分;合格:60-80分;不合格:60分以下",
         "优秀90 良好80 合格60 不合格0"),
        ("优秀等次(≥90分)、良好等次(80分≤得分<90分)、一般(<80分)", "优秀90 良好80 一般0"),
        ("95分以上的为一等,85分以上的为二等,85分以下的为三等", "一等95 二等85 三等0"),
    ],
)  # fmt: skip
def test_lines_of_grades_in_every_order(text: str, lines: str) -> None:
    found, asked = grades_in(text)
    assert " ".join(f"{name}{line}" for name, line in found) == lines
    assert bool(asked) == ("89" in text)


def test_a_line_of_a_grade_that_is_left_out_is_asked() -> None:
    _, asked = grades_in("90分以上为优秀,80分以上为良好,70分以上另行规定,60分以下为不合格")
    assert any("没有全读出来" in one for one in asked)


def _lines(*rows: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Lines of cells; ^ is covered by the cell above, < by the one before."""
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = []
        for at, text in enumerate(row):
            over = lines[-1][at].text if text == "^" else cells[-1].text if text == "<" else text
            cells.append(Cell(over, copied=text in ("^", "<"), across=text == "<"))
        lines.append(tuple(cells))
    return tuple(lines)


def test_points_of_each_class_have_rows_of_their_own() -> None:
    clause = "普及率达到85%（山区70%）得满分，每低1个百分点扣0.5分。"
    rows = _lines(
        ("类别", "考核项目", "标准分", "<", "计分办法"),
        ("^", "^", "平原乡镇", "山区乡镇", "^"),
        ("厕所革命", "卫生厕所", "60", "57", clause),
        ("^", "粪污利用", "40", "40", "建立服务站的得40分。"),
        ("加分项", "现场会", "不超过4分", "<", "承办市级现场会每次加2分。"),
    )
    (table,) = tables_of((Part("", rows),))
    draft = draft_of(table, "乡镇", "某县2027", date(2027, 1, 1))
    assert [(one.id, str(one.cells["points"])) for one in draft.rows] == [
        ("一.1a", "60"), ("一.1b", "57"), ("一.2", "40"), ("二.1", "4"),
    ]  # fmt: skip
    scheme = scheme_of(draft)
    plain, hills = scheme.sections[0].rows[:2]
    assert (plain.classes, hills.classes) == (("平原乡镇",), ("山区乡镇",))
    assert "不到 85%" in rule(plain)
    assert "不到 70%" in rule(hills)
    assert "分值按类分" in draft.rows[0].doubts[0]


def test_the_most_of_the_total_and_a_school_year() -> None:
    heads = ("项目", "考核要点", "满分", "考核细则")
    rows = (
        ("考核评分表", "", "", ""),
        ("考核周期为一学年，加分后总分最高不超过105分。", "", "", ""),
        heads,
        ("党建（100分）", "制度", "60", "制度健全得60分。"),
        ("党建（100分）", "会议", "40", "每召开一次得10分，最高40分。"),
    )
    (table,) = tables_of(open_document(sheet("某校考核评分表", rows), "a.xlsx"))
    draft = draft_of(table, "学校", "某县2027", date(2027, 1, 1))
    assert draft.header["total_max"] == 105
    assert draft.header["period"] == "year"
    assert [one.keys["name"] for one in draft.sections] == ["党建"]
