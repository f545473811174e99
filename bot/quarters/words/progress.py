"""Sentences of the progress of a quarter, as the office sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, side_by_side
from bot.people.words import unreachable
from bot.speech.calendar import days_left, say_moment
from bot.speech.quarters import STATES

KINDS = {
    "waiting": "没有提交",
    "filling": "在填",
    "idle": "没开始",
    "submitted": "已提交",
    "late": "逾期没提交",
    "returned": "被退回",
    "extended": "已延期",
    "unbound": "没有联络员",
}
"""The lists of units and how they are called."""


@dataclass(frozen=True, slots=True)
class Count:
    """One table's figures."""

    group: str
    total: int
    submitted: int
    filling: int
    idle: int


@dataclass(frozen=True, slots=True)
class InList:
    """One unit in a list."""

    unit: int
    short: str
    state: str
    done: int
    owed: int
    at: datetime | None
    liaisons: tuple[str, ...]
    returned: int = 0
    late: bool = False
    """The unit's own deadline is over, and nothing is handed in."""
    extended: datetime | None = None
    contact: str = ""
    """Whom to ring where nobody is bound: the list's liaison and number."""


def summary(
    quarter_id: int,
    quarter: str,
    state: str,
    counts: Sequence[Count],
    numbers: dict[str, int],
    deadline: datetime,
    now: datetime,
    may_invite: bool,
    lost: int,
) -> Message:
    """How far everybody is; ``lost``: so many people are reached by no letter."""
    lines = [
        f"{one.group} {one.total} 个\n"
        f"　已提交 {one.submitted}，在填 {one.filling}，没开始 {one.idle}"
        for one in counts
    ]
    lines.append(f"截止 {say_moment(deadline, now)}，{days_left(deadline, now)}。")
    if numbers["unbound"]:
        lines.append(f"{numbers['unbound']} 个单位还没有联络员，收不到通知。")
    if lost:
        lines.append(unreachable.line(lost))
    buttons = [
        Button(label=f"{label} {numbers[key]}", route=f"progress/{quarter_id}/{key}/0/1")
        for key, label in KINDS.items()
        if numbers[key]
    ]
    buttons += [unreachable.button(lost)] if lost else []
    last = [Button(label="排名", route=f"ranking/{quarter_id}")]
    if may_invite and numbers["unbound"]:
        last.insert(0, Button(label="邀请", route="invite/unbound/1"))
    return Message(
        title=f"{quarter} 填报进度（{STATES.get(state, state)}）",
        text="\n".join(lines),
        buttons=(*side_by_side(buttons), (*last, HOME)),
    )


def listed(
    quarter_id: int,
    quarter: str,
    which: str,
    place: int,
    group: str,
    leaf: Leaf[InList],
    now: datetime,
    may_invite: bool,
) -> Message:
    """One list of units."""
    whose = f"{group} " if group else ""
    base = f"progress/{quarter_id}/{which}/{place}"
    lines = [f"{number}. {_line(one, now)}" for number, one in enumerate(leaf.items, leaf.first)]
    buttons = [_button(quarter_id, which, one, may_invite) for one in leaf.items]
    summary_button = Button(label="总进度", route=f"progress/{quarter_id}")
    if not leaf.total:
        text = f"{quarter}{whose}没有“{KINDS[which]}”的单位。"
        return Message(text=text, buttons=((summary_button, HOME),))
    return Message(
        title=f"{quarter} {whose}{KINDS[which]} {leaf.total} 个{leaf.mark}",
        text="\n".join(lines),
        buttons=(
            *leaf.turning(lambda page: f"{base}/{page}"),
            *side_by_side(buttons),
            (*_nudging(quarter_id, which, place, may_invite), summary_button, HOME),
        ),
        replace=True,
    )


def _nudging(quarter_id: int, which: str, place: int, admin: bool) -> tuple[Button, ...]:
    """From a list of units that owe, the admin goes on to nudge them."""
    if not admin or which not in ("waiting", "filling", "idle", "late", "returned"):
        return ()
    return (Button(label="催报", route=f"remind/owing/{quarter_id}/{place}/1"),)


def _line(one: InList, now: datetime) -> str:
    if one.state == "submitted":
        text = f"{one.short}，{say_moment(one.at, now)} 提交" if one.at else f"{one.short}，已提交"
    elif one.state == "idle":
        text = f"{one.short}，没开始"
    elif not one.done:
        text = f"{one.short}，开始了，一项也没有填完"
    else:
        text = f"{one.short}，已填 {one.done} 项，共 {one.owed} 项"
    if one.returned:
        text += f"，退回 {one.returned} 项"
    if one.extended is not None:
        text += f"，延期到 {say_moment(one.extended, now)}"
    ring = f"，名单上是{one.contact}" if one.contact else ""
    return text + (f"，没有联络员{ring}" if not one.liaisons else f"（{'、'.join(one.liaisons)}）")


def _button(quarter_id: int, which: str, one: InList, may_invite: bool) -> Button:
    if which == "unbound" and may_invite:
        return Button(label=f"邀请 {one.short}"[:40], route=f"invite/{one.unit}")
    if which == "submitted":
        return Button(label=f"{one.short} 得分"[:40], route=f"score/{quarter_id}/{one.unit}")
    return Button(label=one.short[:40], route=f"units/{one.unit}")
