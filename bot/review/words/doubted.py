"""Sentences of the list of items that a reviewer handed on to a colleague."""

from __future__ import annotations

from dataclasses import dataclass

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, side_by_side
from bot.forms.words import figures
from scoring.scheme import Row


@dataclass(frozen=True, slots=True)
class Doubted:
    """An item that waits for the colleague's decision."""

    unit_id: int
    unit: str
    row: Row
    by: str
    """Who handed it on."""
    note: str
    to: str
    """Who is to decide; empty: whoever may."""


def listed(quarter_id: int, quarter: str, leaf: Leaf[Doubted]) -> Message:
    """What is in doubt; nothing is good news."""
    lines = [
        f"{number}. {one.unit} {figures.row_title(one.row)}\n"
        f"　{one.by}：{one.note}（{f'转给{one.to}' if one.to else '还没有转给谁'}）"
        for number, one in enumerate(leaf.items, leaf.first)
    ]
    buttons = [
        to(f"看 {one.unit} {one.row.id}", "review/see", quarter_id, one.unit_id, one.row.id)
        for one in leaf.items
    ]
    return Message(
        title=f"{quarter} 存疑{leaf.mark}",
        text="\n".join(lines) if lines else "没有存疑、还没定的项目。",
        buttons=(
            *side_by_side(buttons),
            *leaf.turning(lambda n: f"review/doubted/{quarter_id}/{n}"),
            (Button(label="审核首页", route="review"), HOME),
        ),
    )
