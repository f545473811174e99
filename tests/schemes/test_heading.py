"""The header of a draft, line by line: how the year comes about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.schemes.draft import keys_of, scheme_of
from bot.schemes.heading import changed, said, unsaid
from bot.schemes.reading import read
from scoring.printing import print_scheme
from scoring.scheme import Scheme
from scoring.year import said as said_of_year
from tests.schemes.documents import new_rules
from tests.schemes.test_schemes import NEXT, TODAY, draft_of

FOUND = read(TODAY[0].text.encode(), "方案.toml", "郏县", TODAY, NEXT)[0]


@pytest.mark.parametrize(
    ("line", "kept", "sentence"),
    [
        ("全年：各季度平均", "全年：各季度平均", "是各季度得分的平均；没有参加的季度不算在内"),
        (
            "全年：各季度相加，没参加的季度按 0 分",
            "全年：各季度相加，没参加的季度按 0 分",
            "相加；没有参加的季度按 0 分计",
        ),
        (
            "全年：按权重 10、20、30、40，有季度没参加的不计全年",
            "全年：按权重 10、20、30、40，有季度没参加的不计全年",
            "一季度占 10%、二季度占 20%、三季度占 30%、四季度占 40%；有季度没有参加的，不计全年",
        ),
    ],
)
def test_a_line_says_how_the_year_comes_about(line: str, kept: str, sentence: str) -> None:
    draft = changed(draft_of(FOUND), line)
    assert draft is not None
    assert kept in said(draft)
    scheme = scheme_of(draft, FOUND.rows)
    assert isinstance(scheme, Scheme)
    assert sentence in said_of_year(scheme)
    kept_again = read(print_scheme(scheme).encode(), "方案.toml", "郏县", TODAY, NEXT)[0]
    assert kept in said(draft_of(kept_again))
    again = changed(draft, "全年：不合成")
    assert again is not None
    assert "全年：不合成（只并列各季度）" in said(again)


def test_a_section_may_count_in_the_year_alone() -> None:
    line = "全年：各季度平均，合成的占 80%；第六节只计入全年"
    draft = changed(draft_of(FOUND), line)
    assert draft is not None
    assert line in said(draft)
    again = changed(draft, "全年：各季度平均")
    assert again is not None
    assert "全年：各季度平均" in said(again)
    assert changed(draft, "全年：各季度平均；第九节只计入全年") is None


@pytest.mark.parametrize(
    "line",
    [
        "第一节：政务诚信，20 分，权重 30%，合计封顶",
        "第二节：信用应用，不限，附加分不占满分，由县工信局提供，由县信用办审核",
        "附加分最多：8",
        "附加分门槛：60",
        "总分最高：110",
        "总分最低：-10",
        "满分：不限",
    ],
)
def test_a_line_is_said_back_and_may_be_taken_away(line: str) -> None:
    before = draft_of(FOUND)
    after = changed(before, line)
    assert after is not None
    assert line in said(after)
    label = line.split("：")[0]
    assert len([one for one in said(after) if one.startswith(f"{label}：")]) == 1
    if label in unsaid(before):
        assert label not in unsaid(after)
        gone = changed(after, f"{label}：没有")
        assert gone is not None
        assert said(gone) == said(before)


def test_the_year_has_grades_of_its_own_once_it_is_composed() -> None:
    before = draft_of(FOUND)
    line = "全年等次：优秀 95、合格 60、不合格 0"
    assert changed(before, line) is None
    composed = changed(before, "全年：各季度平均")
    assert composed is not None
    assert "全年等次" in unsaid(composed)
    after = changed(composed, line)
    assert after is not None
    assert line in said(after)
    scheme = scheme_of(after, FOUND.rows)
    assert isinstance(scheme, Scheme)
    assert scheme.year is not None
    assert [one.name for one in scheme.year.grades] == ["优秀", "合格", "不合格"]


@pytest.mark.parametrize("line", ["第一节：20 分，30 分", "第九节：没有的节", "总分最高：很多"])
def test_a_line_of_points_that_says_nothing_changes_nothing(line: str) -> None:
    assert changed(draft_of(FOUND), line) is None


@pytest.mark.parametrize("line", ["全年：看着办", "全年：按权重 20、20、20", "全年：按权重 50、50"])
def test_what_says_nothing_changes_nothing(line: str) -> None:
    assert changed(draft_of(FOUND), line) is None


def test_a_table_of_next_year_is_put_off_until_then() -> None:
    """Sent in autumn it would count from the next quarter on: the day may be a later one."""
    document = TODAY[0].text.replace("2022", "2028").encode()
    found = read(document, "方案.toml", "郏县", TODAY, NEXT)[0]
    draft = changed(draft_of(found), "执行日期：2028年1月1日")
    assert draft is not None
    assert "执行日期：2028年1月1日起开期的季度用，最早是下一个季度" in said(draft)
    assert changed(draft, said(draft)[-1]) is not None  # as it is shown it may be sent back
    scheme = scheme_of(draft, found.rows)
    assert isinstance(scheme, Scheme)
    assert scheme.in_force == date(2028, 1, 1)
    assert changed(draft, "执行日期：明年") is None


def test_a_title_of_a_later_year_says_where_the_day_is_put_off() -> None:
    """发错了 is no advice to who sends next year's rules in time."""
    found = read(new_rules(), "2027.docx", "郏县", TODAY, date(2026, 10, 1))[0]
    (alarm,) = found.alarms
    assert alarm == (
        "标题写的是 2027 年，而草案从 2026 年起用：2027 年才用的，请在“抬头”里把执行日期往后改"
    )
    draft = changed(draft_of(found), "执行日期：2027年1月1日")
    assert draft is not None
    assert "标题写的是" not in draft.doubts
    assert keys_of(draft.header)["name"].startswith("郏县2027-")
