"""A quarter and its states as people call them, and what is said when one opens."""

from __future__ import annotations

_NUMBERS = "一二三四"

STATES = {
    "planned": "待开期",
    "open": "填报中",
    "review": "审核中",
    "announced": "公示中",
    "published": "已公布",
    "archived": "已归档",
}
"""The states of a quarter (DESIGN §1)."""


def name(year: int, number: int) -> str:
    """2026年四季度."""
    return f"{year}年{_NUMBERS[number - 1]}季度"
