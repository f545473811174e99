"""Composed answers, kind by kind: kept at once, shown for a tap, not understood, wrong.

The sentences and what they truly say: ``tests.filling.composed``.
"""

from __future__ import annotations

from collections import Counter

from tests.filling.composed import Verdict, everything, judged


async def run() -> list[str]:
    """The lines of the report."""
    found: dict[str, Counter[Verdict]] = {}
    for one in everything():
        found.setdefault(one.kind, Counter())[judged(one)] += 1
    whole = sum(sum(each.values()) for each in found.values())
    lines = [f"{whole} composed sentences"]
    for kind, each in found.items():
        lines.append(f"    {kind}: " + ", ".join(f"{name} {many}" for name, many in each.items()))
    return lines
