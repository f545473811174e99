"""Sentences of items without a doubt, accepted together after a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import side_by_side
from bot.review.words.lists import BACK


def clean(
    quarter_id: int,
    unit_id: int,
    short: str,
    yes: str,
    lines: Sequence[tuple[str, str]],
    left: int,
) -> Message:
    """Every item of a unit without a doubt, before all of them are accepted: (row id, line)."""
    see = [
        Button(label=f"看 {row}", route=f"review/see/{quarter_id}/{unit_id}/{row}")
        for row, _ in lines
    ]
    rest = f"\n另有 {left} 项有疑点或要评分，要一项项看。" if left else ""
    return Message(
        title=f"{short} 没有疑点的 {len(lines)} 项",
        text="\n".join(line for _, line in lines) + rest,
        buttons=(
            (Button(label=f"确认通过这 {len(lines)} 项", route=yes),),
            *side_by_side(see, 4),
            (Button(label="返回单位", route=f"review/unit/{quarter_id}/{unit_id}/1"), BACK),
        ),
    )


_UNITS: Final = 40
"""So many units are listed line by line; the others are counted."""


def clean_many(
    yes: str, each: Mapping[str, tuple[Sequence[str], Sequence[str]]], left: int, more: int
) -> Message:
    """What is without a doubt of several units, unit by unit; ``more``: what the tap leaves.

    ``each``: a unit's rows with something reported, and those to be marked with nothing.
    """
    count = sum(len(told) + len(nothing) for told, nothing in each.values())
    lines = [f"· {short}：{_rows(*rows)}" for short, rows in [*each.items()][:_UNITS]]
    if len(each) > _UNITS:
        lines.append(f"……还有 {len(each) - _UNITS} 个单位")
    if more:
        lines.append(f"一次先定 {count} 项，另外 {more} 项接着再看。")
    if left:
        lines.append(f"另有 {left} 项有疑点或要评分，要一项项看，不在里面。")
    lines.append("还没有定，点一下才通过；定了也可以撤回。")
    return Message(
        title=f"没有疑点的 {count} 项（{len(each)} 个单位）",
        text="\n".join(lines),
        buttons=(
            (Button(label=f"确认通过这 {count} 项", route=yes),),
            (BACK, HOME),
        ),
    )


def _rows(told: Sequence[str], nothing: Sequence[str]) -> str:
    empty = [f"{'、'.join(nothing)}（{nothing_claimed()}）"] if nothing else []
    return "；".join(filter(None, ("、".join(told), *empty)))


def cleaned_many(units: int, count: int, sealed: int, again: str) -> Message:
    """They are accepted; ``again``: where the others are."""
    twice = f"其中 {sealed} 项抽中双审，另一位审核员也审完才定。" if sealed else ""
    on = ((Button(label="接着看没疑点的", route=again),),) if again else ()
    return Message(
        text=f"✓ {units} 个单位没有疑点的 {count} 项已通过。{twice}要撤回，发“刚才通过的都撤回”。",
        buttons=(*on, (BACK, HOME)),
    )


def clean_line(name: str, said: str, points: str, papers: int) -> str:
    """An item without a doubt."""
    shown = f"，材料 {papers} 份" if papers else ""
    return f"· {name}　{points}\n　{said}{shown}"


def nothing_claimed() -> str:
    """A row to be marked on which the unit says and shows nothing."""
    return "没有申报，评 0 分"


def cleaned(short: str, count: int, sealed: int = 0) -> str:
    """All clean ones are accepted; ``sealed``: those another reviewer marks as well."""
    twice = f"其中 {sealed} 项抽中双审，另一位审核员也审完才定。" if sealed else ""
    return f"✓ {short}没有疑点的 {count} 项已通过。{twice}"


def no_clean(short: str, left: int, go: str) -> Message:
    """Nothing to accept at once; ``left``: what waits all the same, one by one at ``go``."""
    where = short or "这里"
    if not left:
        text = f"{where}没有等您审的项目，不用再通过。"
        return Message(text=text, buttons=((BACK, HOME),))
    return Message(
        text=f"{where}没有可以一起通过的项目：待审的 {left} 项都有疑点或要评分，请一项项看。",
        buttons=((Button(label=f"逐项审 {left} 项", route=go),), (BACK, HOME)),
    )


def too_many_named() -> str:
    """More units or rows than one button can carry."""
    return "一次说的单位太多了，请分几次说，或者按县直、乡镇，或者全部一起看。"


def clean_changed() -> str:
    """The list is not what was shown."""
    return "刚才有变化，请再看一眼。"
