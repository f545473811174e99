"""What a typed sentence may mean: the names of meanings, and what may be named with one.

Here are only the words that grammar, parser and pages share. Which wordings lead to a meaning is
in ``grammar``; where a meaning leads a person is in ``bot.front.meanings``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from bot.speech.calendar import Quarter
from bot.speech.names import Named

Name = Literal[
    "home", "fill", "progress", "score", "why", "ranking", "report", "evidence", "submit",
    "withdraw", "help", "back", "skip", "previous", "units", "invite", "open_quarter",
    "quarter_status", "who_not_reported", "not_bound", "roles", "receipts", "supply",
    "review", "extend", "close", "nudge", "silence", "trial", "announce", "publish", "appeal",
    "matrix",
    "circular", "correct", "history", "compare", "changes", "losses", "grades", "who_reported",
    "who_filling", "who_idle", "late", "sent_back", "extended", "reports_received",
    "reports_missing", "reports_late", "pack", "rule_changes", "remits", "year", "join",
    "notices", "planned",
    "unreachable", "further", "handover", "check", "rows", "carry", "me", "logins", "log_out",
    "lost_phone", "consults", "strange", "reading",
    "reopen", "clock_right",
    "returns", "decided", "longest", "appealed", "several", "changed", "extensions", "by_day",
    "classes", "zeros", "moved", "self_marked", "lowered", "took", "nudged",
    "unit_reports", "contact", "brief",
    "indicators", "tables_apart", "supplied_rows", "deducting",
]  # fmt: skip
TOLD: Final[frozenset[Name]] = frozenset(
    ("returns", "decided", "longest", "appealed", "several", "changed", "extensions", "by_day",
     "classes", "zeros", "moved", "self_marked", "lowered", "took", "nudged",
     "brief", "indicators", "tables_apart", "supplied_rows", "deducting")
)  # fmt: skip
"""Meanings that tell how something went (``bot.inquiry.pages.told``): who asks for one so, is led
there, and not to where the same thing is done."""
Role = Literal["liaison", "reviewer", "admin", "observer", "supplier"]
"""As whom somebody asks; who holds several asks as the one that may most."""
InvitedRole = Literal["liaison", "reviewer", "admin", "supplier", "observer"]
Slot = Literal[
    "unit", "other", "quarter", "year", "group", "row", "end", "picture", "role", "number",
    "text", "grade", "kind",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a sentence names besides its meaning; what it does not name is None or empty."""

    unit: Named | None = None
    sure: bool = True
    """False when the unit was only recognised by likeness: ask 您是说…？"""
    other: Named | None = None
    """The unit that ``unit`` is compared with."""
    quarter: Quarter | None = None
    year: int | None = None
    """A year that was named without a quarter."""
    half: Literal["", "上", "下"] = ""
    """Which half of ``year`` was named: 上半年."""
    group: str | None = None
    row: str | None = None
    """An indicator such as 三.4."""
    end: Literal["top", "bottom", "all"] = "all"
    n: int | None = None
    picture: bool = False
    sheet: bool = False
    """As a workbook, where a page tells lines."""
    role: InvitedRole | None = None
    grade: str | None = None
    """优秀, 良好, …: as typed, whether the scheme has it or not."""
    kind: str | None = None
    """A kind of work report, such as 工作总结."""
    number: str = ""
    """A receipt's number as typed."""
    text: str = ""
    """What follows 开期 or 录入, for the page to read."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that can be done or shown, with what was named for it."""

    name: Name
    arguments: Arguments = Arguments()


@dataclass(frozen=True, slots=True)
class Choice:
    """A meaning with the words of its button."""

    label: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Ask:
    """Several meanings fit: a sentence to ask with, and a button for each."""

    sentence: str
    candidates: tuple[Choice, ...]
    unknown: str = ""
    """A name that no unit of the roster bears."""
