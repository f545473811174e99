"""Sentences of urging those who review: what each has left, and what they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.speech.calendar import days_left, in_china, say_day, say_moment

_SEE = to("审核进度", "asked/said/审核进度")


@dataclass(frozen=True, slots=True)
class Left:
    """How many items a reviewer could decide on now."""

    person: int
    name: str
    count: int


def ask(
    who: str,
    quarter: str,
    left: Sequence[Left],
    until: datetime,
    now: datetime,
    by: date | None = None,
    *,
    shared: bool,
) -> Message:
    """Whom it would go to; nothing has gone out. ``by``: until when the office wants it done."""
    busy = [one for one in left if one.count]
    if not busy:
        names = "、".join(one.name for one in left)
        text = (
            f"{names}手上没有待审的项目，不用催。"
            if names
            else "没有别的审核员有待审的项目，不用催。"
        )
        return Message(text=text, buttons=((_SEE, HOME),))
    lines = [f"{one.name}　待审 {one.count} 项" for one in busy]
    if done := "、".join(one.name for one in left if not one.count):
        lines.append(f"{done}　没有待审的，不催")
    if shared and len(busy) > 1:
        lines.append("（没有分工，这些项目大家都能审，所以数目一样。）")
    lines.append(f"审核截止：{say_moment(until, now)}（{days_left(until, now)}）。")
    if by:
        lines.append(_wanted(by, now))
    lines.append("还没有发，点一下才发。")
    label = f"催{busy[0].name}" if len(busy) == 1 else f"催这 {len(busy)} 位"
    return Message(
        title=f"要催审核员：{quarter}",
        text="\n".join(lines),
        buttons=((to(label, "review/urge", who, "yes", *_stamp(by)),), (_SEE, HOME)),
    )


def _stamp(by: date | None) -> tuple[str, ...]:
    return (f"{by:%Y%m%d}",) if by else ()


def _wanted(by: date, now: datetime) -> str:
    return f"请在 {say_day(by, in_china(now).date())} 以前审完。"


def letter(
    quarter_id: int,
    quarter: str,
    count: int,
    until: datetime,
    now: datetime,
    by: date | None = None,
) -> Message:
    """What a reviewer is told."""
    wanted = f"\n{_wanted(by, now)}" if by else ""
    return Message(
        title=f"{quarter}：还有 {count} 项等您审",
        text=f"县信用办提醒您：审核截止是 {say_moment(until, now)}"
        f"（{days_left(until, now)}）。{wanted}",
        buttons=((to("去审核", "review", quarter_id), HOME),),
    )


def done(told: Sequence[str], lost: Sequence[str]) -> Message:
    """What came of it."""
    lines = [f"已催 {len(told)} 位：{'、'.join(told)}。"] if told else ["没有发出提醒。"]
    if lost:
        lines.append(f"收不到消息的：{'、'.join(lost)}。请打电话。")
    return Message(text="\n".join(lines), buttons=((_SEE, HOME),))


def no_reviewer(names: str) -> Message:
    """Names that no reviewer has."""
    return Message(
        text=f"没有叫{names}的审核员，没有催。",
        buttons=((to("审核分工", "remits"), to("角色", "roles")), (HOME,)),
    )
