"""Periods of every kind: numbers, days, names, marks, and our own sentences in their words."""

from datetime import date, timedelta

import pytest

from scoring import periods
from scoring.periods import Kind

KINDS: tuple[Kind, ...] = ("month", "quarter", "half", "term", "year")


@pytest.mark.parametrize(
    ("period", "name", "mark", "first", "last"),
    [
        ((2026, 4), "2026年四季度", "2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ((2028, 102), "2028年2月", "2028M2", date(2028, 2, 1), date(2028, 2, 29)),
        ((2026, 112), "2026年12月", "2026M12", date(2026, 12, 1), date(2026, 12, 31)),
        ((2026, 201), "2026年上半年", "2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ((2026, 301), "2026—2027学年第一学期", "2026T1", date(2026, 9, 1), date(2027, 1, 31)),
        ((2026, 302), "2026—2027学年第二学期", "2026T2", date(2027, 2, 1), date(2027, 7, 31)),
        ((2026, 401), "2026年度", "2026Y1", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_a_name_a_mark_and_days(
    period: tuple[int, int], name: str, mark: str, first: date, last: date
) -> None:
    assert periods.name(*period) == name
    assert periods.mark(*period) == mark
    assert periods.marked(mark) == period
    assert (periods.first_day(period), periods.last_day(period)) == (first, last)


@pytest.mark.parametrize("kind", KINDS)
def test_periods_of_a_kind_follow_one_another(kind: Kind) -> None:
    at = periods.of_day(kind, date(2026, 3, 5))
    for steps in range(40):
        after = periods.beside(at, 1)
        assert at < after
        assert periods.beside(after, -1) == at
        assert periods.apart(at, after) == 1
        assert periods.is_number(after[1])
        gap = periods.first_day(after) - periods.last_day(at)
        assert gap == timedelta(days=1) or (kind == "term" and gap.days == 32)  # August
        assert periods.of_day(kind, periods.first_day(after)) == after
        assert periods.of_day(kind, periods.last_day(after)) == after
        assert not periods.overlap(at, after)
        at = after
        assert steps >= 0


def test_kinds_overlap_by_their_days() -> None:
    assert periods.overlap((2026, 4), (2026, 112))
    assert not periods.overlap((2026, 4), (2027, 101))
    assert periods.apart((2026, 4), (2026, 112)) is None


@pytest.mark.parametrize("number", [0, 5, 100, 113, 203, 303, 402, 999])
def test_no_other_number_is_a_period(number: int) -> None:
    assert not periods.is_number(number)


@pytest.mark.parametrize("text", ["2026M13", "2026Q5", "Q4", "2026", "1999Q1", "2026X1"])
def test_no_other_mark_is_a_period(text: str) -> None:
    assert periods.marked(text) is None


@pytest.mark.parametrize(
    ("text", "month", "half", "term", "year"),
    [
        ("和上季度一样", "和上月一样", "和上个半年一样", "和上个学期一样", "和上年度一样"),
        ("本季度没有开展", "本月没有开展", "本半年没有开展", "本学期没有开展", "本年度没有开展"),
        ("这个季度还没有", "这个月还没有", "这个半年还没有", "这个学期还没有", "这个年度还没有"),
        ("下一个季度开期", "下个月开期", "下个半年开期", "下个学期开期", "下一年度开期"),
        ("季度最后一天", "当月最后一天", "半年最后一天", "学期最后一天", "当年最后一天"),
        ("离季度末", "离月末", "离半年末", "离学期末", "离年末"),
        ("没有开过季度", "没有开过月份", "没有开过半年度", "没有开过学期", "没有开过年度"),
        ("连续 3 个季度", "连续 3 个月", "连续 3 个半年", "连续 3 个学期", "连续 3 个年度"),
        ("各季度得分", "各月得分", "各半年得分", "各学期得分", "各年度得分"),
        ("每季度考核", "每月考核", "每半年考核", "每学期考核", "每年度考核"),
        ("开期 2026年四季度。", "开期 2026年12月。", "开期 2026年下半年。",
         "开期 2026—2027学年第二学期。", "开期 2026年度。"),
        ("归档 一季度", "归档 3月", "归档 上半年", "归档 第一学期", "归档 2026年度"),
    ],
)  # fmt: skip
def test_our_own_sentences_speak_of_the_kind_at_hand(
    text: str, month: str, half: str, term: str, year: str
) -> None:
    said = [periods.said(kind, text) for kind in ("month", "half", "term", "year", "quarter")]
    assert said == [month, half, term, year, text]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("month", "和上月有什么不同"), ("half", "和上个半年有什么不同"),
        ("term", "和上个学期有什么不同"), ("year", "和上年度有什么不同"),
    ],
)  # fmt: skip
def test_the_one_before_is_no_example(kind: Kind, said: str) -> None:
    """上一季度 is not what 一季度 names."""
    assert periods.said(kind, "和上一季度有什么不同") == said
