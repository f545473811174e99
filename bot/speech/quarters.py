"""A quarter and its states as people call them, and what is said when one opens."""

from __future__ import annotations

from scoring.periods import name

__all__ = ["STATES", "name"]

STATES = {
    "planned": "待开期",
    "open": "填报中",
    "review": "审核中",
    "announced": "公示中",
    "published": "已公布",
    "archived": "已归档",
}
"""The states of a quarter (DESIGN §1)."""
