"""The office's first page before the first quarter and between its stages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.front.words.home import Tally, office
from storage.queries.quarters import Quarter

NOW = datetime(2026, 12, 1, 2, tzinfo=UTC)
QUARTER = Quarter(
    id=1,
    year=2026,
    number=4,
    state="open",
    opens_on="2026-12-01",
    deadline_at="2027-01-05T10:00:00.000000Z",
    work_report_due_at="2027-01-05T10:00:00.000000Z",
    review_until="2027-01-15T10:00:00.000000Z",
    appeal_until="2027-01-20T10:00:00.000000Z",
)


def _said(state: str | None, *, admin: bool = True, units: int = 0) -> str:
    quarter = None if state is None else replace(QUARTER, state=state)
    return "\n".join(office(quarter, Tally(2, 5, 14), NOW, admin=admin, units=units))


def test_before_the_first_quarter_each_reads_what_is_theirs_to_do() -> None:
    """A director was told to import units, an admin with a list to import it once more."""
    assert "导入单位" in _said(None)
    assert "导入" not in _said(None, units=14)
    assert "14 个单位" in _said(None, units=14)
    assert "导入" not in _said(None, admin=False)


def test_each_stage_says_its_own_date_and_nobody_fills_after_the_deadline() -> None:
    """没开始 12 is no word for a quarter under review."""
    assert "没开始 9" in _said("open")
    assert "截止 2027年1月5日 18:00" in _said("open")
    for state, until in (
        ("review", "审核截止 2027年1月15日"),
        ("announced", "申诉截止 2027年1月20日"),
    ):
        said = _said(state)
        assert until in said
        assert "没提交 12" in said
        assert "没开始" not in said
