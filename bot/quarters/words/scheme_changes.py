"""Sentences of 办法变化: how the rules of one quarter differ from those of the quarter before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf
from bot.speech.periodic import per
from scoring.difference import Change

_LONGEST = 160
"""Signs of one side of a change: a whole clause is read in the table itself."""


def _cut(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def line(group: str, change: Change) -> str:
    """One change: where, what, from what to what."""
    where = f"{group} {change.place}" if change.place != "抬头" else group
    mark = "● " if change.counts else "○ "
    before, after = _cut(change.before), _cut(change.after)
    if not change.before:
        return f"{mark}{where} {change.what}，新增：{after}"
    if not change.after:
        return f"{mark}{where} {change.what}，删去：{before}"
    return f"{mark}{where} {change.what}\n　原来：{before}\n　现在：{after}"


def summary(earlier: str, changed: Sequence[tuple[str, int, int]]) -> str:
    """What is said above the dates of a quarter to be opened: (group, changes, that count)."""
    said = "；".join(
        f"{group} {total} 处" + (f"（{count} 处影响计分）" if count else "（不影响计分）")
        for group, total, count in changed
    )
    tail = "，与以前的结果不可比" if any(count for _, _, count in changed) else ""
    return f"考核办法和{earlier}不同：{said}{tail}"


def shown(
    title: str,
    earlier: str,
    leaf: Leaf[str],
    counting: int,
    turning: tuple[tuple[Button, ...], ...],
    ends: tuple[tuple[Button, ...], ...],
) -> Message:
    """Every change, paged; ● bears on points, grades or ranks, ○ only on wording."""
    head = f"和{earlier}比，共 {leaf.total} 处不同，● {counting} 处影响计分，○ 只是文字。"
    if counting:
        since, others = per("这个季度"), per("以前的季度")
        head += f"\n改了的表从{since}起按新办法计分，与{earlier}不可比；{others}不变。"
    return Message(
        title=f"{title} 办法变化{leaf.mark}",
        text="\n".join([head, *leaf.items]),
        buttons=(*turning, *ends),
    )


def loaded(earlier: str, changed: Sequence[tuple[str, int, int]]) -> Message:
    """To the office's groups after a start: what is loaded is not what the newest quarter has."""
    return Message(
        title="考核办法有变化",
        text=f"系统里现在的{summary(earlier, changed)}。\n"
        f"新办法只用于以后开期的{per('季度')}，已经开期的{per('季度')}不变。请点开核对。",
        buttons=((Button(label="办法变化", route="changes/next/1"), HOME),),
    )


def same(name: str, earlier: str) -> Message:
    """Nothing was changed."""
    return Message(text=f"{name}的考核办法和{earlier}相同。", buttons=((HOME,),))


def none_before(name: str) -> Message:
    """There is nothing to compare with."""
    return Message(text=f"{name}以前没有别的{per('季度')}，没有可比的办法。", buttons=((HOME,),))


def no_quarter() -> Message:
    """No quarter was ever opened."""
    return Message(text=per("还没有开过季度。"), buttons=((HOME,),))


def next_ones() -> str:
    """The rules that are loaded, for the next quarter to be opened."""
    return per("下一个季度")
