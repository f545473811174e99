"""Sentences of the work reports that the office has received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import Leaf, side_by_side
from bot.speech.calendar import say_moment
from bot.speech.quarters import name
from storage.queries.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Count:
    """One kind: how many came, from how many units, how many of them late."""

    kind: int
    name: str
    received: int
    units: int
    late: int


@dataclass(frozen=True, slots=True)
class Received:
    """A unit with when each of its reports came and whether in time."""

    unit: int
    short: str
    sent: Sequence[tuple[datetime, bool]]


def summary(
    quarter: Quarter, table: int, group: str, counts: Sequence[Count], units: int
) -> Message:
    """Every kind in one line, those that came as buttons."""
    total = sum(one.received for one in counts)
    lines = [f"{whose_of(quarter, group)}收到 {total} 份，参加考核的有 {units} 个单位。"]
    lines += [f"{one.name}　{_count(one)}" for one in counts]
    buttons = [
        to(f"{one.name} {one.received}", "reported", quarter.id, table, one.kind, "sent")
        for one in counts
        if one.received
    ]
    doubts = (to("看疑点", "reported/doubts", quarter.id, table),) if total else ()
    missing = to(f"谁没交{counts[0].name}", "reported", quarter.id, table, 0, "missing")
    return Message(
        title=f"{whose_of(quarter, group)} 工作报送",
        text="\n".join(lines),
        buttons=(*side_by_side(buttons), (missing, *doubts, HOME)),
    )


def _count(one: Count) -> str:
    if not one.received:
        return "0 份"
    late = f"，逾期 {one.late} 份" if one.late else ""
    return f"{one.received} 份，{one.units} 个单位{late}"


def listed(
    quarter: Quarter,
    table: int,
    group: str,
    total: Count,
    which: str,
    leaf: Leaf[Received],
    units: int,
    now: datetime,
) -> Message:
    """First how many, then who."""
    whose = whose_of(quarter, group)
    heads = {
        "sent": f"收到{total.name} {_count(total)}，还有 {units - total.units} 个单位没交。",
        "missing": f"{leaf.total} 个单位没交{total.name}，已交 {total.units} 个。",
        "late": f"{leaf.total} 个单位的{total.name}逾期。",
    }
    lines = [heads[which]] if leaf.page == 1 else []
    lines += [f"{number}. {_line(one, now)}" for number, one in enumerate(leaf.items, leaf.first)]
    base = f"reported/{quarter.id}/{table}/{total.kind}"
    others = [
        to(label, base, key)
        for key, label in (("sent", "谁交了"), ("missing", "谁没交"), ("late", "谁逾期"))
        if key != which and (key != "late" or total.late)
    ]
    opens = [to(one.short, "reports", quarter.id, one.unit) for one in leaf.items if one.sent]
    return Message(
        title=f"{whose} {total.name}{leaf.mark}",
        text="\n".join(lines),
        buttons=(
            *leaf.turning(lambda number: f"{base}/{which}/{number}"),
            *side_by_side(opens, 4),
            (*others, HOME),
        ),
        replace=leaf.page > 1,
    )


def _line(one: Received, now: datetime) -> str:
    if not one.sent:
        return one.short
    at, on_time = one.sent[0]
    more = f"，共 {len(one.sent)} 份" if len(one.sent) > 1 else ""
    return f"{one.short}　{say_moment(at, now)} {'按时' if on_time else '逾期'}{more}"


def whose_of(quarter: Quarter, group: str) -> str:
    """2026年四季度县直单位"""
    return f"{name(quarter.year, quarter.number)}{group}"
