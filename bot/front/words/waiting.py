"""Sentences about proposals that wait for a second person."""

from __future__ import annotations

from datetime import datetime

from bot.release.words.release import VERBS
from bot.speech.calendar import say_moment
from bot.speech.quarters import name
from storage.queries.quarters import Quarter

TITLE = "待确认"


def what(quarter: Quarter, kind: str) -> str:
    """2026年四季度公示."""
    return f"{name(quarter.year, quarter.number)}{VERBS.get(kind, kind)}"


def line(quarter: Quarter, kind: str, by: str, at: datetime, now: datetime, *, own: bool) -> str:
    """One proposal: whose, since when, for whom it waits."""
    return _line(what(quarter, kind), by, at, now, own=own)


def scheme(title: str, by: str, at: datetime, now: datetime, *, own: bool) -> str:
    """A table of indicators that waits to be released."""
    return _line(f"发布考核办法《{title}》", by, at, now, own=own)


def reopening(quarter: Quarter, by: str, at: datetime | None, now: datetime, *, own: bool) -> str:
    """A quarter that was closed by mistake waits to be opened again."""
    return _line(f"重新开放{name(quarter.year, quarter.number)}", by, at, now, own=own)


def see_reopening(quarter: Quarter) -> str:
    """Its button."""
    return f"看重新开放{name(quarter.year, quarter.number)}"


def _line(what: str, by: str, at: datetime | None, now: datetime, *, own: bool) -> str:
    who = "您" if own else by
    when = f"在 {say_moment(at, now)} " if at is not None else ""
    waits = "等另一位管理员确认" if own else "等另一位管理员（不是提议的人）确认"
    return f"{who}{when}提议{what}，{waits}。"


def nothing() -> str:
    """No proposal waits."""
    return "没有等确认的提议。"
