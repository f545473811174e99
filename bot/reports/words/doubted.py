"""Sentences of what is doubtful about work reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import Leaf, side_by_side
from bot.forms.words.figures import short
from bot.reading.of_reports import Found
from bot.reading.words import doubts, told


@dataclass(frozen=True, slots=True)
class Doubted:
    """A report with its unit and what is doubted, as lines."""

    unit_id: int
    unit: str
    report: int
    kind: str
    title: str
    lines: tuple[str, ...]


def for_the_office(found: Found, label: str, where: str) -> str:
    """A doubt with its reason, quotation and place."""
    one = found.doubt
    place = doubts.place(one.page, one.line)
    return doubts.said(one.kind, short(label, 20), one.reason, one.quote, place, where)


def for_the_unit(found: Found, label: str) -> str:
    """What the unit itself can mend."""
    one = found.doubt
    return told.doubt(one.kind, [label], one.reason, one.quote)


def listed(quarter: int, table: int, whose: str, leaf: Leaf[Doubted], read: int) -> Message:
    """Every report that somebody should look at, with why."""
    head = f"读过的 {read} 份里，{leaf.total} 份请看一眼，由您判断："
    lines = [head if leaf.total else f"读过的 {read} 份里没有疑点。"]
    for number, one in enumerate(leaf.items, leaf.first):
        lines.append(f"{number}. {one.unit} {one.kind}《{short(one.title, 22)}》")
        lines += [f"　{line}" for line in one.lines]
    opens = [
        to(f"看 {number}", "reports/see", quarter, one.unit_id, one.report)
        for number, one in enumerate(leaf.items, leaf.first)
    ]
    return Message(
        title=f"{whose} 工作报送的疑点{leaf.mark}",
        text="\n".join(lines),
        buttons=(
            *side_by_side(opens, 4),
            *leaf.turning(lambda number: f"reported/doubts/{quarter}/{table}/{number}"),
            (to("收到的工作报送", "reported", quarter, table), HOME),
        ),
    )


def joined(text: str, lines: Sequence[str]) -> str:
    """An entry with what is doubted about it."""
    return "\n".join((text, *lines))


def used(unit: str, quarter: str, row: str) -> str:
    """Where the other paper lies."""
    return f"{unit or '本单位'}{quarter}{f' {row}' if row else '的工作报送'}"
