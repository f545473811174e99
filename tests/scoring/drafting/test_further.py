"""Rows not printed as such: notes that are rules, the year's end, figures of other rows."""

from __future__ import annotations

from datetime import date

from scoring.drafting import Draft, draft_of, open_document, tables_of, text_of
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
    "本表由县信用办负责解释。",
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
