"""Drafts beside the conversation: what a file brings, own words, the table out and in, versions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.forms.coming import coming
from bot.schemes.draft import keys_of, readings_of, row_of, scheme_of, text_of, with_reading
from bot.schemes.own_words import write
from bot.schemes.reading import Read, Unusable, group_of, read
from bot.schemes.trying import all_new, asked
from scoring.difference import difference
from scoring.scheme import Scheme, load, loads
from scoring.sentence import rule
from storage.queries import schemes
from storage.queries.schemes import Head, KeptDraft
from tests.schemes.documents import last_years, new_rules
from tests.scoring.drafting.papers import sheet, word
from tests.stage import stage
from tests.storage.test_kinds import zipped

TODAY = [load("郏县2022-县直单位"), load("郏县2022-乡镇街道")]
NEXT = date(2027, 1, 1)


def draft_of(found: Read) -> KeptDraft:
    """A read table as it would be kept."""
    head = found.head
    return KeptDraft(
        1, head.group, head.title, head.header, head.sections, head.doubts, "", "open", "", 1, "",
        None, None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def new() -> Read:
    """Next year's table."""
    return read(new_rules(), "2027.docx", "郏县", TODAY, NEXT)[0]


def test_row_that_says_the_same_keeps_todays_rule(new: Read) -> None:
    first = new.rows[0]
    row = row_of(first)
    assert row is not None
    assert rule(row) == rule(TODAY[0].row("四.1"))
    assert row.asks == TODAY[0].row("四.1").asks
    assert "一字不差" in first.doubts


@pytest.mark.parametrize("scheme", TODAY, ids=lambda one: one.group)
def test_exported_scheme_comes_back_as_it_was(scheme: object) -> None:
    assert scheme in TODAY
    known = TODAY[TODAY.index(scheme)]  # type: ignore[arg-type] # one of them
    found = read(known.text.encode(), "方案.toml", "郏县", TODAY, NEXT)[0]
    again = loads(text_of(draft_of(found), found.rows), "草案")
    assert difference(known, again) == ()
    assert again.ranking == known.ranking


def test_file_with_faults_names_each() -> None:
    broken = TODAY[0].text.replace("points = 7.5", "points = 8", 1)
    with pytest.raises(Unusable, match="各行分值合计"):
        read(broken.encode(), "方案.toml", "郏县", TODAY, NEXT)


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("乡镇（街道）信用工作考核指标", "乡镇街道"),
        ("县直单位考核指标", "县直单位"),
        ("各成员单位考核细则", "县直单位"),
        ("中小学办学水平评价标准", ""),
    ],
)
def test_whom_a_table_is_for(title: str, group: str) -> None:
    assert group_of(title, ["县直单位", "乡镇街道"]) == group


def test_own_words_say_the_rule_and_the_rest(new: Read) -> None:
    text = "每报送一篇得1分，最高6分\n分值 6\n由县委宣传部提供\n佐证：稿件截图"
    found = write(new.rows[1], text).row
    assert found is not None
    row = row_of(found)
    assert row is not None
    assert (row.points, row.by, row.proof) == (6, "县委宣传部", "稿件截图")
    assert rule(row) == "“信息报送”每篇得 1 分；本行最高 6 分；数据由县委宣传部提供。"
    assert keys_of(found.body)["text"] == "每报送一篇得1分，被省级采用的相应加分。"


def test_what_nobody_understands_changes_nothing(new: Read) -> None:
    found = write(new.rows[1], "酌情加倍计算3分")
    assert found.row is None
    assert found.unread


def test_words_that_went_nowhere_are_to_be_looked_at(new: Read) -> None:
    clause = "除因公出差并履行请假手续外，无故不参加会议的，每人次扣1分。"
    found = write(new.rows[0], clause)
    assert found.row is not None
    assert found.row.doubtful == [
        "看一看：“除因公出差并履行请假手续外”没有全算进规则，核对以后再点“对”。"
    ]
    plain = write(new.rows[0], "无故不参加会议的，每人次扣1分。")
    assert plain.row is not None
    assert not plain.row.doubtful


def test_points_alone_keep_the_rule(new: Read) -> None:
    found = write(new.rows[0], "分值：8").row
    assert found is not None
    row = row_of(found)
    assert row is not None
    assert row.points == 8
    assert row.terms == TODAY[0].row("四.1").terms


def test_contradiction_of_the_table_is_a_fault_until_declared(new: Read) -> None:
    rows = [
        one if one.body else write(one, "每报送一篇得1分，最高10分").row or one for one in new.rows
    ]
    found = scheme_of(draft_of(new), rows)
    assert isinstance(found, tuple)
    assert [one.row for one in found] == ['[section."二"]']


def test_readings_are_offered_and_taken(new: Read) -> None:
    row = next(one for one in new.rows if one.row == "二.1")
    assert len(readings_of(row).readings) == 2
    other = with_reading(row, 2)
    assert other is not None
    read_ = row_of(other)
    assert read_ is not None
    assert read_.only_if == ()
    assert read_.reading == "没有前提：一律从满分起扣。"
    assert with_reading(row, 3) is None


async def test_released_table_goes_before_the_file_from_its_day(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        text = TODAY[0].text.replace('name = "组织建设情况"', 'name = "组织建设"', 1)
        head = Head("县直单位", "标题", "", "[]", "[]")
        async with play.database.transaction() as db:
            number = await schemes.add_draft(db, head, (), "办法.docx", 1, play.now)
            await schemes.propose(db, number, "m", 1, play.now)
            draft = await schemes.draft(db, number)
            assert draft is not None
            digest = loads(text, "").digest
            version = await schemes.add_version(db, draft, "新", digest, text, NEXT, 1, play.now)
            before = await coming(db, play.world, date(2026, 12, 31))
            after = await coming(db, play.world, date(2027, 3, 31))
            assert before == play.world.schemes
            assert after[0].row("一.1").name == "组织建设"
            assert after[1] == play.world.schemes[1]
            await schemes.end_version(db, version, play.now)
            assert await coming(db, play.world) == play.world.schemes


def test_head_is_json_and_rows_keep_their_clause(new: Read) -> None:
    sections = json.loads(new.head.sections)
    assert [one["number"] for one in sections] == ["一", "二"]
    assert keys_of(sections[1]["keys"])["points"] == Decimal(85)
    kept = replace(new.rows[3], own="")
    assert kept.clause.startswith("按时办结率95%以上")


async def test_a_table_that_a_quarter_was_opened_with_is_not_taken_back(tmp_path: Path) -> None:
    async with stage(tmp_path, before=["role 王强 admin"]) as play:
        async with play.database.transaction() as db:
            numbers = []
            for text in (TODAY[0].text, TODAY[0].text + "\n# 新的一版"):
                head = Head("县直单位", "县直指标", "", "[]", "[]")
                number = await schemes.add_draft(db, head, (), "办法.docx", 1, play.now)
                await schemes.propose(db, number, "m", 1, play.now)
                draft = await schemes.draft(db, number)
                assert draft is not None
                digest = loads(text, "").digest
                version = await schemes.add_version(
                    db, draft, "新", digest, text, NEXT, 1, play.now
                )
                await schemes.settle(db, number, "released", play.now)
                numbers.append(version)
        said = [
            (await play.send("赵主任", route=f"schemes/back/{number}/yes"))[-1][1].text
            for number in (numbers[0], numbers[1], numbers[1])
        ]
        assert "已经有季度按《县直指标》开期，收不回了" in said[0]
        assert "收回了《县直指标》。下一个季度开期，县直单位仍按以前的" in said[1]
        assert said[2] == "这一版已经收回，不再用了。"


def test_section_whose_heading_prints_no_points_has_what_its_rows_come_to(new: Read) -> None:
    draft = draft_of(new)
    sections = json.loads(draft.sections)
    sections[1]["keys"] = sections[1]["keys"].replace("（85分）", "（不计入总分）")
    rows = [
        one if one.body else write(one, "每报送一篇得1分，最高10分").row or one for one in new.rows
    ]
    text = text_of(replace(draft, sections=json.dumps(sections)), rows)
    assert keys_of(text)["section"]["二"]["points"] == 80
    assert keys_of(text_of(draft, rows))["section"]["二"]["points"] == 85


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            [
                ("考核指标", "分值", "得分", "备注"),
                ("组织领导", 5, 5, ""),
                ("归集", 10, 8, "少2条"),
            ],
            "这像是一张结果表",
        ),
        (
            [("单位", "组织领导", "信息归集", "总分", "名次"), ("县教育局", 5, 30, 92, 1)],
            "这像是一张结果表",
        ),
        (
            [("序号", "单位名称", "组织领导（10分）", "得分"), (1, "县教育局", 9.5, 9.5)],
            "这像是一张结果表",
        ),
    ],
)
def test_marks_without_a_word_how_they_come_about_are_results(
    lines: list[tuple[object, ...]], said: str
) -> None:
    with pytest.raises(Unusable, match=said):
        read(sheet("一季度考核结果", lines), "结果.xlsx", "郏县", TODAY, NEXT)


def test_marks_beside_the_rules_are_a_form_and_no_results() -> None:
    lines = [("考核指标", "考核内容", "分值", "得分"), ("宣传", "每次得1分，最高5分", 5, "")]
    found = read(sheet("县直单位考核指标", lines), "表.xlsx", "郏县", TODAY, NEXT)
    assert found[0].rows[0].body


def test_two_counties_are_told_apart_by_their_titles_alone() -> None:
    tables = [(f"{county}2027年社会信用考核指标", [_LINE]) for county in ("甲县", "乙县")]
    with pytest.raises(Unusable, match="有两个地方的办法（乙县、甲县）"):
        read(word([], tables), "办法.docx", "郏县", TODAY, NEXT)
    tables = [(f"{county}县直单位考核指标", [_LINE]) for county in ("甲县", "乙县")]
    with pytest.raises(Unusable, match="有两个地方的办法（乙县、甲县）"):
        read(word([], tables), "办法.docx", "郏县", TODAY, NEXT)
    for titles in (
        ("甲市甲县县直单位考核指标", "甲县乡镇考核指标"),
        ("全县县直单位考核指标", "甲县县直单位考核指标"),
    ):
        tables = [(title, [_LINE]) for title in titles]
        assert len(read(word([], tables), "办法.docx", "郏县", TODAY, NEXT)) == 2


_LINE = ("1", "宣传", "100", "", "每次得1分，最高100分。", "", "")


def test_an_empty_file_is_said_to_be_empty_and_no_scan() -> None:
    for data, name in ((sheet("", [("", "")]), "表.xlsx"), (word([], []), "办法.docx")):
        with pytest.raises(Unusable, match="这个文件是空的：里面没有字，也没有图"):
            read(data, name, "郏县", TODAY, NEXT)


def test_picture_is_answered_with_what_may_be_sent() -> None:
    with pytest.raises(Unusable, match="这是图片，不是表格。请发 Word（docx）、表格"):
        read(b"\xff\xd8\xff\xe0" + bytes(2000), "办法.docx", "郏县", TODAY, NEXT)


def test_nothing_is_compared_where_every_figure_is_new() -> None:
    found = read(last_years(), "2022.docx", "郏县", TODAY, NEXT)[0]
    scheme = scheme_of(draft_of(found), found.rows)
    assert isinstance(scheme, Scheme)
    assert all_new(scheme, TODAY[0])
    assert len(asked(scheme, TODAY[0])) == len(scheme.rows)
    assert not all_new(TODAY[0], TODAY[0])


def test_text_of_open_document_is_answered_with_what_may_be_sent() -> None:
    data = zipped({"content.xml": b"<office:text/>", "mimetype": b"text"})
    with pytest.raises(Unusable, match="OpenDocument 文档，不是表格。请发 Word（docx）"):
        read(data, "办法.odt", "郏县", TODAY, NEXT)
