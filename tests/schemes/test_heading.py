"""The header of a draft, line by line: how the year comes about."""

from __future__ import annotations

import pytest

from bot.schemes.draft import scheme_of
from bot.schemes.heading import changed, said
from bot.schemes.reading import read
from scoring.printing import print_scheme
from scoring.scheme import Scheme
from scoring.year import said as said_of_year
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


@pytest.mark.parametrize("line", ["全年：看着办", "全年：按权重 20、20、20", "全年：按权重 50、50"])
def test_what_says_nothing_changes_nothing(line: str) -> None:
    assert changed(draft_of(FOUND), line) is None
