"""The sample county's papers say what they ought to, on whatever day somebody looks at it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.demo import telling
from bot.demo.evidence import document
from bot.extraction.reading import read
from bot.reading.facts import Fact, facts
from tests.reading.measuring import first_of

DAYS = (date(2027, 1, 1), date(2028, 2, 29), date(2026, 10, 20), date(2026, 12, 31))


def said(folder: Path, paper: telling.Paper) -> dict[str, Fact]:
    file = folder / f"{paper.label}.docx"
    file.write_bytes(document(paper.title, paper.lines))
    return first_of(facts(read(file, "docx", None)))


@pytest.mark.parametrize("day", DAYS)
def test_a_good_unit_s_papers_are_its_own_and_of_the_day(tmp_path: Path, day: date) -> None:
    notice, news = (said(tmp_path, one) for one in telling.papers(telling.TEACHES, day))
    assert (notice["issuer"].value, notice["event_date"].value) == (telling.TEACHES, str(day))
    assert notice["title"].value == "关于开展诚信宣传活动的通知"
    assert news["title"].value == "审计干部走上广场讲信用"
    assert (news["sort"].value, news["event_date"].value) == ("news", str(day))
    assert "blank" not in notice


@pytest.mark.parametrize("day", DAYS)
def test_the_others_have_what_a_reviewer_is_to_see(tmp_path: Path, day: date) -> None:
    copied = said(tmp_path, telling.papers(telling.COPIES, day)[0])
    assert copied["issuer"].value == telling.TEACHES
    old = said(tmp_path, telling.papers(telling.OLD, day)[0])
    assert old["event_date"].value.startswith(str(day.year - 1))
    assert old["blank"].value == "××科"
    assert [one.label for one in telling.papers(telling.LACKS, day)] == ["活动通知"]
    assert telling.papers("县财政局", day) == ()


def test_two_units_hand_in_one_summary() -> None:
    one, two = (
        telling.report(unit, "工作总结", DAYS[2]) for unit in (telling.TEACHES, telling.COPIES)
    )
    assert one is not None
    assert two is not None
    assert one.lines[1:3] == two.lines[1:3]
    assert telling.report(telling.TEACHES, "工作简报", DAYS[2]) is None
