"""Sentences of items without a doubt, accepted together after a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import side_by_side
from bot.review.words.lists import BACK, unread_label


@dataclass(frozen=True, slots=True)
class Rest:
    """What of a part of the queue is not in the list that is shown."""

    left: int
    """Items with a doubt, or to be marked: each is looked at by itself."""
    others: int
    """Items of the other list: of those not read, beside those read, or the other way round."""
    other_list: str
    """Its route."""
    unread: bool
    """The list shown is that of what was not read."""

    def lines(self) -> list[str]:
        """What is said of it below the list."""
        found = []
        if self.others and not self.unread:
            found.append(f"另有 {self.others} 项还没看出疑点，但材料没读完，不在里面。")
        if self.left:
            found.append(f"另有 {self.left} 项有疑点或要评分，要一项项看，不在里面。")
        return found

    def ways(self) -> tuple[tuple[Button, ...], ...]:
        """Where the other list is."""
        if not self.others:
            return ()
        label = f"没疑点的 {self.others} 项一起看" if self.unread else unread_label(self.others)
        return ((Button(label=label, route=self.other_list),),)


def _headed(count: int, *, unread: bool) -> str:
    return f"没读完材料的 {count} 项" if unread else f"没有疑点的 {count} 项"


_UNREAD: Final = (
    "这些项有材料机器没读完（还没轮到、读不出来，或只读了一部分），所以看不出疑点；"
    "请先点开看过再通过。"
)


def clean(
    quarter_id: int,
    unit_id: int,
    short: str,
    yes: str,
    lines: Sequence[tuple[str, str]],
    left: Rest,
) -> Message:
    """Every item of a unit without a doubt, before all of them are accepted: (row id, line)."""
    see = [
        Button(label=f"看 {row}", route=f"review/see/{quarter_id}/{unit_id}/{row}")
        for row, _ in lines
    ]
    said = [line for _, line in lines] + left.lines()
    return Message(
        title=f"{short} {_headed(len(lines), unread=left.unread)}",
        text="\n".join([_UNREAD, *said] if left.unread else said),
        buttons=(
            (Button(label=f"确认通过这 {len(lines)} 项", route=yes),),
            *left.ways(),
            *side_by_side(see, 4),
            (Button(label="返回单位", route=f"review/unit/{quarter_id}/{unit_id}/1"), BACK),
        ),
    )


_UNITS: Final = 40
"""So many units are listed line by line; the others are counted."""


def clean_many(
    yes: str, each: Mapping[str, tuple[Sequence[str], Sequence[str]]], left: Rest, more: int
) -> Message:
    """What is without a doubt of several units, unit by unit; ``more``: what the tap leaves.

    ``each``: a unit's rows with something reported, and those to be marked with nothing.
    """
    count = sum(len(told) + len(nothing) for told, nothing in each.values())
    lines = [_UNREAD] if left.unread else []
    lines += [f"· {short}：{_rows(*rows)}" for short, rows in [*each.items()][:_UNITS]]
    if len(each) > _UNITS:
        lines.append(f"……还有 {len(each) - _UNITS} 个单位")
    if more:
        lines.append(f"一次先定 {count} 项，另外 {more} 项接着再看。")
    lines += left.lines()
    lines.append("还没有定，点一下才通过；定了也可以撤回。")
    return Message(
        title=f"{_headed(count, unread=left.unread)}（{len(each)} 个单位）",
        text="\n".join(lines),
        buttons=(
            (Button(label=f"确认通过这 {count} 项", route=yes),),
            *left.ways(),
            (BACK, HOME),
        ),
    )


def _rows(told: Sequence[str], nothing: Sequence[str]) -> str:
    empty = [f"{'、'.join(nothing)}（{nothing_claimed()}）"] if nothing else []
    return "；".join(filter(None, ("、".join(told), *empty)))


def cleaned_many(
    units: int, count: int, sealed: int, again: str, *, unread: bool = False
) -> Message:
    """They are accepted; ``again``: where the others are."""
    twice = f"其中 {sealed} 项抽中双审，另一位审核员也审完才定。" if sealed else ""
    on = (
        ((Button(label="接着看没读完的" if unread else "接着看没疑点的", route=again),),)
        if again
        else ()
    )
    done = f"✓ {units} 个单位{_headed(count, unread=unread)}已通过。"
    return Message(
        text=f"{done}{twice}要撤回，发“刚才通过的都撤回”。",
        buttons=(*on, (BACK, HOME)),
    )


def clean_line(name: str, said: str, points: str, papers: int) -> str:
    """An item without a doubt."""
    shown = f"，材料 {papers} 份" if papers else ""
    return f"· {name}　{points}\n　{said}{shown}"


def nothing_claimed() -> str:
    """A row to be marked on which the unit says and shows nothing."""
    return "没有申报，评 0 分"


def cleaned(short: str, count: int, sealed: int = 0, *, unread: bool = False) -> str:
    """All clean ones are accepted; ``sealed``: those another reviewer marks as well."""
    twice = f"其中 {sealed} 项抽中双审，另一位审核员也审完才定。" if sealed else ""
    return f"✓ {short}{_headed(count, unread=unread)}已通过。{twice}"


def no_clean(short: str, rest: Rest, go: str) -> Message:
    """Nothing to accept at once; ``rest``: what waits all the same, one by one at ``go``."""
    where = short or "这里"
    if not rest.left and not rest.others:
        text = f"{where}没有等您审的项目，不用再通过。"
        return Message(text=text, buttons=((BACK, HOME),))
    if rest.unread:
        return Message(
            text=f"{where}没有还没读完材料的项目了。", buttons=(*rest.ways(), (BACK, HOME))
        )
    if rest.others:
        text = f"{where}没有可以一起通过的项目：{rest.others} 项还没看出疑点，但材料没读完"
        text += f"；{rest.left} 项有疑点或要评分，请一项项看。" if rest.left else "。"
        return Message(text=text, buttons=(*rest.ways(), *_one_by_one(rest, go), (BACK, HOME)))
    return Message(
        text=f"{where}没有可以一起通过的项目：待审的 {rest.left} 项都有疑点或要评分，请一项项看。",
        buttons=(*_one_by_one(rest, go), (BACK, HOME)),
    )


def _one_by_one(rest: Rest, go: str) -> tuple[tuple[Button, ...], ...]:
    every = rest.left + rest.others
    return ((Button(label=f"逐项审 {every} 项", route=go),),)


def too_many_named() -> str:
    """More units or rows than one button can carry."""
    return "一次说的单位太多了，请分几次说，或者按县直、乡镇，或者全部一起看。"


def clean_changed() -> str:
    """The list is not what was shown."""
    return "刚才有变化，请再看一眼。"
