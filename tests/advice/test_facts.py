"""What the placeholders of answers come to, in each case that a document or a quarter can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.advice import facts
from bot.advice.facts import Asker
from bot.corridor.door import Reminding, Timetable
from scoring.exact import UNLIMITED
from scoring.parts import Effect
from scoring.scheme import load
from tests.stage import MONDAY

SCHEME = load("郏县2022-县直单位")
DUE = MONDAY + timedelta(days=43)


def _case(name: str) -> Any:
    return f"{name}时"


def _asker(**known: Any) -> Asker:
    return Asker((SCHEME,), None, None, "", **known)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (MONDAY, "本季度的工作总结、简报，2027年1月5日 10:00 以前报的算按时。"),
        (DUE, "本季度的工作总结、简报，1月5日 10:00 以前报的算按时。"),
        (
            DUE + timedelta(seconds=1),
            "本季度的工作总结、简报，1月5日 10:00 以前报的算按时，这个时间已经过了。",
        ),
    ],
)
def test_until_when_work_reports_are_on_time(now: Any, said: str) -> None:
    """Up to the moment itself; who comes later is told that it is over."""
    turn: Any = SimpleNamespace(now=now)
    assert facts._report_due(turn, _asker(report_due=DUE)) == said


def test_where_nothing_runs_work_reports_have_no_date() -> None:
    turn: Any = SimpleNamespace(now=MONDAY)
    assert facts._report_due(turn, _asker()).startswith("现在没有开期；")


def test_a_document_without_grades_vetoes_or_a_full_mark_is_said_to_have_none() -> None:
    """Nothing of another document is told in their place."""
    assert facts._grades(replace(SCHEME, grades=())) == "办法没有按得分分等次。"
    assert facts._veto(SCHEME).startswith("考核指标表里没有一票否决")
    assert facts._full(replace(SCHEME, full=UNLIMITED)) == "指标表没有印满分。"


def test_grades_say_where_the_lowest_begins() -> None:
    """Each with its own mark, the lowest below the last of them."""
    assert facts._grades(SCHEME).startswith("优秀 ")
    *_, last, lowest = SCHEME.grades
    assert f"{last.name} {last.at_least} 分以上（" in facts._grades(SCHEME)
    assert f"，{last.at_least} 分以下为{lowest.name}。" in facts._grades(SCHEME)
    assert facts._grades(replace(SCHEME, grades=SCHEME.grades[:-1])).count("以下为") == 0


def test_every_veto_names_its_row_and_case() -> None:
    """All effects that stand in the table, each by its own name."""
    kinds: tuple[tuple[Any, str], ...] = (
        ("veto", "一票否决"),
        ("bar", "不得评优"),
        ("bar_two", "不得评为前两个等次"),
        ("drop", "降一等次"),
        ("zero", "总分记 0 分"),
    )
    first, *others = SCHEME.sections
    row = replace(first.rows[0], effects=tuple(Effect(_case(kind), kind) for kind, _ in kinds))
    sections = (replace(first, rows=(row, *first.rows[1:])), *others)
    told = facts._veto(replace(SCHEME, sections=sections))
    assert told.splitlines() == [f"{name}：{row.id} {kind}时" for kind, name in kinds]


def test_a_body_that_supplies_a_row_is_named_only_where_the_words_stand() -> None:
    supplied = next(row for row in SCHEME.rows if row.by)
    clause = (supplied.text[:6],)
    assert str(supplied.by) in facts._supplier(_asker(), clause)
    assert facts._supplier(_asker(), ("没有这样的话",)) == "别的部门（原文写着由谁）"
    assert facts._supplier(_asker(), ()) == "别的部门（原文写着由谁）"


def test_the_usual_deadline_is_the_timetables_and_never_on_a_day_off() -> None:
    """Of the quarter that runs what was set for it, of the next one what the rule comes to."""
    world = SimpleNamespace(timetable=Timetable(report_after_end=3), reminding=Reminding())
    turn: Any = SimpleNamespace(now=MONDAY, world=world)
    quarter: Any = SimpleNamespace(year=2026, number=4, deadline=DUE)
    said = facts._next_dates(turn, quarter)
    assert said.startswith("2026年四季度定的是 2027年1月5日 10:00。照例是季度最后一天以后第 3 天")
    assert said.endswith("2027年一季度是 2027年4月6日。")  # 4月3日 a Saturday, 5日 清明
    assert "再过 10 天审核截止，再过 5 天申诉截止。" in said
    assert facts._next_dates(turn, None).startswith("照例是季度最后一天以后第 3 天")
