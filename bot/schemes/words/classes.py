"""Sentences about classes of units that a draft names and the roster does not have."""

from __future__ import annotations

from collections.abc import Sequence


def unknown(name: str, rows: Sequence[str], classes: Sequence[str]) -> str:
    """A class or unit that nobody is in."""
    where = "、".join(rows[:5]) + ("等" if len(rows) > 5 else "")
    there = f"名册里的类别有：{'、'.join(classes)}" if classes else "名册里还没有分类别"
    return (
        f"{where} 给“{name}”另定了数，可是单位名册里没有这一类，也没有这个单位，"
        f"就没有谁按它算。{there}。请在单位里改好类别，或者改这几行的写法。"
    )
