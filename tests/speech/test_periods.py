"""Which quarter a title speaks of, in the words offices use."""

import pytest

from bot.speech.periods import Period, periods


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("2026年三季度迟报情况", [Period(2026, 3)]),
        ("第三季度", [Period(None, 3)]),
        ("2026 Q3.xlsx", [Period(None, 3)]),
        ("2026年Q3", [Period(2026, 3)]),
        ("2026年7-9月数据", [Period(2026, 3)]),
        ("７月至９月", [Period(None, 3)]),
        ("七至九月份统计", [Period(None, 3)]),
        ("2026年1—9月累计", [Period(2026, 3)]),
        ("截至2026年9月30日", [Period(2026, 3)]),
        ("截止9月底", [Period(None, 3)]),
        ("截至2026.09.30", [Period(2026, 3)]),
        ("十一月份", [Period(None, 4)]),
        ("2026年上半年", [Period(2026, 2)]),
        ("2026年度统计表", []),
        ("制表日期：2027年1月4日", []),
        ("部门数据.xlsx", []),
        ("前三季度", [Period(None, 3)]),
        ("一季度和二季度", [Period(None, 1), Period(None, 2)]),
    ],
)
def test_a_title_names_its_quarter(title: str, found: list[Period]) -> None:
    assert list(periods(title)) == found


def test_a_quarter_without_its_year_can_be_any_years() -> None:
    assert Period(None, 4).is_of(2026, 4)
    assert not Period(2025, 4).is_of(2026, 4)
    assert not Period(None, 3).is_of(2026, 4)
