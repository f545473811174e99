"""Sentences of what a reviewer has set aside to come back to."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.review.words.lists import BACK, aside_label
from scoring.scheme import Row


def put(unit: str, row: Row) -> str:
    """It was set aside."""
    return f"✓ {unit} {row.id} 先放着：还没有定，排到最后，在“我放着的”里找得到。"


def after(quarter: int, unit: int, row: str) -> tuple[tuple[Button, ...], ...]:
    """What may follow, where no other item does."""
    take_up = to("不放了，现在看", "review", "see", quarter, unit, row)
    return ((take_up, to("我放着的", "review", "asides", quarter)), (BACK, HOME))


def nothing_lies_there(quarter: int, count: int) -> Message:
    """这项先放着, where no item lies before the reviewer."""
    kept = ((to(aside_label(count), "review", "asides", quarter),),) if count else ()
    return Message(
        text="现在没有打开哪一项。要先放着，请打开那一项再说，或者写上单位和指标，例如：教育局三.4先放着。",
        buttons=(*kept, (BACK, HOME)),
    )


def listed(quarter: int, items: Sequence[tuple[int, str, str, str]]) -> Message:
    """(unit, its short name, row, the row's name) of each."""
    if not items:
        return Message(
            text="您没有放着的项目。审到哪一项拿不准，发“这项先放着”就记下来。",
            buttons=((BACK, HOME),),
        )
    lines = [f"· {short} {row} {name}" for _, short, row, name in items[:_MOST]]
    if len(items) > _MOST:
        lines.append(f"……还有 {len(items) - _MOST} 项，这些审完再看。")
    see = [(to(f"看 {short} {row}", "review", "see", quarter, unit, row),)
           for unit, short, row, _ in items[:_MOST]]  # fmt: skip
    return Message(
        title=f"您放着的 {len(items)} 项，都还没有定",
        text="\n".join(lines),
        buttons=(*see, (BACK, HOME)),
    )


_MOST = 12
