"""The State Council's notices, read: nine years day by day, and texts that cannot be so."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest

from bot.speech import holidays
from bot.speech.holidays import Notice, looks_like_notice, read
from bot.speech.workdays import Announced, Calendar, statutory, statutory_days
from tests.speech.notices import BODIES, LABOUR_2019, notice

PROLONGED = {date(2020, 1, 31), date(2020, 2, 1)}
"""2020 only: a later notice of January prolonged the Spring Festival; of it the library knows."""
SOME_YEARS = [
    year if year in (2019, 2020, max(BODIES)) else pytest.param(year, marks=pytest.mark.slow)
    for year in sorted(BODIES)
]
"""The odd ones and the last at once, the others where everything is run."""


def _read(text: str) -> Notice:
    found = read(text)
    assert found is not None
    return found


@pytest.mark.parametrize("year", SOME_YEARS)
def test_a_year_day_by_day(year: int) -> None:
    """Every day of the year is what the library, whose data were typed by others, says."""
    found = _read(notice(year))
    assert looks_like_notice(notice(year))
    assert (found.year, found.faults, found.missing) == (year, [], [])
    announced = found.announced()
    if year == 2019:
        announced = _read(LABOUR_2019).announced(announced)
    # The notice of the next year may speak of the last days of this one.
    later = [_read(notice(year + 1)).announced()] if year + 1 in BODIES else []
    calendar = Calendar().with_announced([announced, *later])
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    other = {
        day
        for day in days
        if day.year == year and calendar.works(day) != chinese_calendar.is_workday(day)
    }
    assert other == (PROLONGED if year == 2020 else set())


@pytest.mark.parametrize("year", sorted(BODIES))
def test_a_notice_pasted_as_chats_make_it(year: int) -> None:
    """Without its line breaks, with figures of full width, with blanks: the same days."""
    plain = _read(notice(year))
    for text in (
        " ".join(notice(year).split("\n")),
        notice(year).replace("年", " 年 ").replace("月", " 月 "),
        notice(year).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        f"关于{year}年部分节假日安排的通知：" + BODIES[year],
    ):
        again = _read(text)
        assert (again.off, again.on, again.faults) == (plain.off, plain.on, [])


def test_one_feast_of_a_year_is_arranged_anew() -> None:
    """What the notice says of others stays."""
    first = _read(notice(2019)).announced()
    second = _read(LABOUR_2019)
    assert second.missing == [one for one in holidays.FEASTS if one != "劳动节"]
    both = second.announced(first)
    assert date(2019, 5, 3) in both.off
    assert date(2019, 5, 5) in both.on
    assert date(2019, 10, 12) in both.on
    assert both.year == 2019


WRONG = (
    (
        "关于2027年部分节假日安排的通知：元旦：1月1日（周四）至3日放假，共3天。",
        "2027年这一天是周五",
    ),
    ("关于2027年部分节假日安排的通知：元旦：1月1日至3日放假，共4天。", "却是 3 天"),
    ("关于2027年部分节假日安排的通知：春节：2月5日至12日放假调休。2月9日上班。", "一处写上班"),
    ("关于2027年部分节假日安排的通知：春节：2月5日至12日放假调休。2月3日上班。", "写成了调休上班"),
    ("关于2027年部分节假日安排的通知：元旦：2月30日放假。", "没有“2月30日”这一天"),
    ("关于2027年部分节假日安排的通知：春节：2月12日至5日放假调休。", "不像一段假期"),
    ("关于2027年部分节假日安排的通知：一切照旧。", "没有读到放假的日子"),
    (
        "关于2027年部分节假日安排的通知：元旦：1月1日放假。春节：2月6日假期另行通知。",
        "没有看懂 2月6日",
    ),
)


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_a_text_that_cannot_be_so_says_why(text: str, said: str) -> None:
    """Nothing is taken half."""
    assert any(said in fault for fault in _read(text).faults), _read(text).faults


def test_what_the_regulation_gives_and_a_notice_forgot_is_seen() -> None:
    """除夕 2027 is Friday 5 February."""
    found = _read("关于2027年部分节假日安排的通知：春节：2月6日至12日放假调休，共7天。")
    assert found.left_out == {date(2027, 2, 5): "除夕"}
    assert read("春节：2月6日至12日放假调休") is None


@pytest.mark.parametrize(
    "text",
    [
        "国庆节放假吗",
        "春节前能报完吗",
        "元旦放假，春节也放假",
        "延期 教育局 2月5日 春节放假",
        "10月1日上班吗",
    ],
)
def test_a_sentence_about_a_day_off_is_no_notice(text: str) -> None:
    """People speak of holidays, too."""
    assert not looks_like_notice(text)


STATUTORY = {
    2025: "0101 0128 0129 0130 0131 0404 0501 0502 0531 1001 1002 1003 1006",
    2026: "0101 0216 0217 0218 0219 0405 0501 0502 0619 0925 1001 1002 1003",
    2027: "0101 0205 0206 0207 0208 0405 0501 0502 0609 0915 1001 1002 1003",
    2028: "0101 0125 0126 0127 0128 0404 0501 0502 0528 1001 1002 1003",
    2030: "0101 0202 0203 0204 0205 0405 0501 0502 0605 0912 1001 1002 1003",
}


@pytest.mark.parametrize("year", sorted(STATUTORY))
def test_the_days_of_the_regulation(year: int) -> None:
    """By the lunar calendar and the sun's; 2028 中秋 is 国庆节's third."""
    assert " ".join(f"{day:%m%d}" for day in statutory_days(year)) == STATUTORY[year]


def test_a_statutory_day_is_never_a_working_day() -> None:
    """In no year, announced or not; the library's years are on its word."""
    for year in range(2025, 2099):
        for day in statutory_days(year):
            assert not Calendar().works(day), day
            assert statutory(day)
    empty = Calendar().with_announced([Announced(2027, frozenset(), frozenset())])
    assert not empty.works(date(2027, 2, 8))
