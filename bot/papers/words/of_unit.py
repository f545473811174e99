"""Sentences of a unit's evidence as the office asks for it: how many papers under which row."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import Leaf, side_by_side
from bot.forms.words.figures import row_title
from scoring.scheme import Row


def rows(
    at: tuple[int, int],
    short: str,
    quarter: str,
    leaf: Leaf[tuple[Row, int]],
    total: int,
    loose: int,
) -> Message:
    """To the office: how many papers a unit has handed in, row by row."""
    title = f"{short} {quarter} 佐证材料{leaf.mark}"
    if not total:
        return Message(text=f"{short} {quarter}还没有交佐证材料。", buttons=((HOME,),))
    waits = f"，其中 {loose} 份还没有归到指标" if loose else ""
    lines = [f"共 {total} 份，{leaf.total} 项指标有材料{waits}。"] if leaf.page == 1 else []
    lines += [f"{row_title(row)}　{count} 份" for row, count in leaf.items]
    buttons = [to(f"看 {row.id}", "proof/list", *at, row.id) for row, _ in leaf.items]
    return Message(
        title=title,
        text="\n".join(lines),
        buttons=(
            *leaf.turning(lambda number: f"proof/rows/{at[0]}/{at[1]}/{number}"),
            *side_by_side(buttons, 4),
            (to("看得分", "score", *at), HOME),
        ),
        replace=leaf.page > 1,
    )
