"""Quarters and days are read as people write them, with today coming in by the door."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.speech.calendar import (
    DayFault,
    day,
    days_left,
    find_quarter,
    quarter,
    quarter_of,
    say_day,
    say_moment,
    say_quarter,
)

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "meant"),
    {
        "一季度": (2026, 1),
        "第四季度": (2026, 4),
        "Q1": (2026, 1),
        "q3": (2026, 3),
        "2季度": (2026, 2),
        "2026年第1季度": (2026, 1),
        "2026年一季度": (2026, 1),
        "２０２６年４季度": (2026, 4),
        "26年Q1": (2026, 1),
        "2026Q1": (2026, 1),
        "2026-Q4": (2026, 4),
        "2026 Q3": (2026, 3),
        "Q1 2026": (2026, 1),
        "二〇二六年四季度": (2026, 4),
        "上季度": (2026, 3),
        "上个季度": (2026, 3),
        "上上季度": (2026, 2),
        "本季度": (2026, 4),
        "这个季度": (2026, 4),
        "下季度": (2027, 1),
        "去年四季度": (2025, 4),
        "明年一季度": (2027, 1),
        " 三季度。": (2026, 3),
    }.items(),
)
def test_a_quarter_is_understood(text: str, meant: tuple[int, int]) -> None:
    assert quarter(text, TODAY) == meant


@pytest.mark.parametrize(
    "text", ["", "季度", "五季度", "20261季度", "一季度谁没报", "四季花城", "3"]
)
def test_other_texts_are_no_quarter(text: str) -> None:
    assert quarter(text, TODAY) is None


def test_a_quarter_without_year_is_the_known_one_else_the_last_begun() -> None:
    february = date(2026, 2, 1)
    assert quarter("四季度", february) == (2025, 4)
    assert quarter("四季度", february, [(2024, 4), (2026, 4), (2027, 1)]) == (2026, 4)


def test_opening_looks_ahead() -> None:
    assert quarter("四季度", TODAY, ahead=True) == (2026, 4)
    assert quarter("一季度", TODAY, ahead=True) == (2027, 1)


def test_a_quarter_is_found_inside_a_sentence_at_its_place() -> None:
    sentence = "看看2026年一季度谁还没报"
    found = find_quarter(sentence, TODAY)
    assert found is not None
    assert sentence[found.start : found.end] == "2026年一季度"


def test_quarters_at_the_turn_of_the_year() -> None:
    assert quarter("上季度", date(2026, 1, 1)) == (2025, 4)
    assert quarter_of(date(2026, 3, 31)) == (2026, 1)
    assert quarter_of(date(2026, 4, 1)) == (2026, 2)


@pytest.mark.parametrize(
    ("text", "meant"),
    {
        "2026-12-31": "2026-12-31",
        "2026/1/5": "2026-01-05",
        "2026年12月31日": "2026-12-31",
        "2026年 12月 31日": "2026-12-31",
        "20261231": "2026-12-31",
        "到12月31日下班前": "2026-12-31",
        "不是12月30日，是12月31日": "2026-12-31",
        "26年12月31日": "2026-12-31",
        "12月31日": "2026-12-31",
        "12月31号": "2026-12-31",
        "12.31": "2026-12-31",
        "12-31": "2026-12-31",
        "十二月三十一日": "2026-12-31",
        "１２月３１日": "2026-12-31",
        "12月31日（周四）": "2026-12-31",
        "12月31日前": "2026-12-31",
        "二〇二六年十二月三十一日": "2026-12-31",
        "明年1月5日": "2027-01-05",
        "1月5日": "2027-01-05",
        "6月1日": "2027-06-01",
        "11月1日": "2026-11-01",
        "今天": "2026-11-23",
        "明天": "2026-11-24",
        "后天": "2026-11-25",
        "大后天": "2026-11-26",
        "昨天": "2026-11-22",
        "3天后": "2026-11-26",
        "两周后": "2026-12-07",
        "周五": "2026-11-27",
        "周一": "2026-11-23",
        "本周五": "2026-11-27",
        "下周五": "2026-12-04",
        "星期天": "2026-11-29",
        "31号": "2026-12-31",
        "30号": "2026-11-30",
        "5号": "2026-12-05",
        "下月5号": "2026-12-05",
        "月底": "2026-11-30",
        "下月底": "2026-12-31",
        "12月底": "2026-12-31",
        "年底": "2026-12-31",
        "季度末": "2026-12-31",
    }.items(),
)
def test_a_day_is_understood(text: str, meant: str) -> None:
    assert day(text, TODAY).isoformat() == meant


@pytest.mark.parametrize(
    ("text", "part"),
    {
        "": "没有收到日期",
        "abc": "没有看懂",
        "九" * 300: "没有看懂",
        "13月1日": "没有 13 月",
        "2月30日": "没有 30 日",
        "2月29日": "2027年2月没有 29 日",
        "32号": "没有 32 号",
        "0月0日": "没有 0 月",
        "13月底": "没有 13 月",
        "12月": "没有看懂",
        "1231": "没有看懂",
        "2026年13月1日": "没有 13 月",
    }.items(),
)
def test_what_is_no_day_gets_a_sentence(text: str, part: str) -> None:
    with pytest.raises(DayFault, match=part) as caught:
        day(text, TODAY)
    assert "12月31日" in caught.value.sentence


def test_29_february_of_a_leap_year_exists() -> None:
    assert day("2月29日", date(2027, 12, 20)) == date(2028, 2, 29)
    assert day("明天", date(2028, 2, 28)) == date(2028, 2, 29)


def test_a_date_of_last_month_stays_past_over_the_new_year() -> None:
    assert day("12月30日", date(2027, 1, 3)) == date(2026, 12, 30)


def test_days_and_moments_are_said_in_chinas_time() -> None:
    now = datetime(2026, 11, 23, 16, 20, tzinfo=UTC)  # past midnight in China
    assert say_moment(now, now) == "11月24日 00:20"
    assert say_moment(now) == "2026年11月24日 00:20"
    assert say_moment(now - timedelta(days=365), now) == "2025年11月24日 00:20"
    assert (say_day(TODAY, TODAY), say_day(TODAY)) == ("11月23日", "2026年11月23日")
    assert say_quarter((2026, 4)) == "2026年第四季度"
    with pytest.raises(ValueError, match="time zone"):
        say_moment(datetime(2026, 11, 23))  # noqa: DTZ001 -- the naive moment is the point


def test_days_left_are_days_of_china() -> None:
    now = datetime(2026, 11, 23, 15, 59, tzinfo=UTC)  # 23:59 in China
    assert days_left(date(2026, 11, 26), now) == "还有 3 天"
    assert days_left(date(2026, 11, 23), now) == "今天截止"
    assert days_left(date(2026, 11, 21), now) == "已过截止 2 天"
    assert days_left(now + timedelta(minutes=1), now) == "还有 1 天"
    assert days_left(now - timedelta(hours=1), now) == "今天已截止"
