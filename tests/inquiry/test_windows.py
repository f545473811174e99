"""Whether a moment lies in the time that a question names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.inquiry.figures import within
from bot.questions.combined.query import Query

_NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Ten in the morning in China."""


def test_so_many_minutes_up_to_now() -> None:
    """近一小时."""
    hour = Query(past=60)
    assert within(_NOW - timedelta(minutes=59), hour, _NOW)
    assert not within(_NOW - timedelta(minutes=61), hour, _NOW)


def test_from_an_hour_of_yesterday_up_to_now() -> None:
    """昨天下午三点以后: this morning, too, and not yesterday's morning."""
    since = Query(since=date(2026, 11, 22), until=date(2026, 11, 23), hours=(15, 48))
    assert within(_NOW - timedelta(hours=1), since, _NOW)
    assert within(datetime(2026, 11, 22, 7, 30, tzinfo=UTC), since, _NOW)
    assert not within(datetime(2026, 11, 22, 6, 30, tzinfo=UTC), since, _NOW)
