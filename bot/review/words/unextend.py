"""Sentences of taking an extension back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.forms.form import UnitForm
from bot.speech.calendar import days_left, say_moment
from bot.speech.periodic import per


def ask(form: UnitForm, quarter: str, until: datetime, own: datetime, now: datetime) -> Message:
    """What stands, and what would hold then."""
    short = form.unit.short
    why = f"（{form.form.extension_reason}）" if form.form.extension_reason else ""
    return Message(
        title=f"收回 {short} {quarter} 的延期，还没有收回",
        text=f"现在延到 {say_moment(until, now)}{why}。\n"
        f"收回以后截止时间是 {say_moment(own, now)}（{days_left(own, now)}）。"
        f"{_then(form, own, now)}\n点一下才收回，单位会收到通知。",
        buttons=(
            (to("收回延期", "extend/back", form.quarter.id, form.unit.id, "yes"),),
            (to("改到另一天", "extend", form.quarter.id, form.unit.id), HOME),
        ),
    )


def _then(form: UnitForm, own: datetime, now: datetime) -> str:
    if own > now or form.form.state == "submitted":
        return ""
    return "\n⚠ 这个时间已经过了，它还没有提交，收回以后就不能再填。"


def done(form: UnitForm, quarter: str, own: datetime, now: datetime, *, heard: bool) -> Message:
    """It is taken back."""
    told = "单位已收到通知。" if heard else "这个单位没有联络员，请电话通知。"
    return Message(
        text=f"✓ 收回了{form.unit.short}{quarter}的延期，截止时间是 {say_moment(own, now)}。{told}",
        buttons=((to("再延期", "extend", form.quarter.id, form.unit.id), HOME),),
    )


def told_unit(form: UnitForm, quarter: str, own: datetime, now: datetime) -> Message:
    """To the unit's liaisons."""
    return Message(
        title=f"{form.unit.short} {quarter} 延期已收回",
        text=f"截止时间改回 {say_moment(own, now)}（{days_left(own, now)}）。",
        buttons=((to("接着填", "fill", form.quarter.id, form.unit.id), HOME),),
    )


def told_office(by: str, unit: str, quarter: str, own: datetime, now: datetime) -> str:
    """To the office's group, one line."""
    return f"{by}收回了{unit}{quarter}的延期，截止时间改回 {say_moment(own, now)}。"


def none(unit: str, own: datetime, now: datetime) -> str:
    """It was given no more time."""
    return f"{unit}没有延期，截止时间就是 {say_moment(own, now)}，没有什么要收回的。"


def own_unit(unit: str) -> str:
    """Nobody decides about the own unit."""
    return f"您是{unit}的人或经手过它的填报，这个单位的延期请别的管理员收回。"


def over(quarter: str) -> str:
    """It takes no reports any more."""
    return f"{quarter}已经不再填报，延期不用收回。"


def not_taking_part() -> str:
    """No form."""
    return per("这个单位没有参加这个季度的考核。")


def ask_several(
    quarter_id: int,
    number: int,
    quarter: str,
    named: Sequence[tuple[str, datetime]],
    own: datetime,
    now: datetime,
) -> Message:
    """Several units: what stands, and what would hold then."""
    lines = [f"{short}，现在延到 {say_moment(until, now)}" for short, until in named]
    late = "\n⚠ 这个时间已经过了，没有提交的收回以后就不能再填。" if own <= now else ""
    return Message(
        title=f"收回 {len(named)} 个单位 {quarter} 的延期，还没有收回",
        text="\n".join(lines) + f"\n收回以后截止时间是 {say_moment(own, now)}。{late}\n"
        "点一下才收回，单位会收到通知。",
        buttons=(
            (to(f"收回这 {len(named)} 家的延期", "extend/back", quarter_id, "of", number, "yes"),),
            (HOME,),
        ),
    )


def done_several(
    named: Sequence[str], quarter: str, own: datetime, now: datetime, unheard: Sequence[str]
) -> Message:
    """They are taken back."""
    told = "单位已收到通知。"
    if unheard:
        told = f"{'、'.join(unheard)}没有联络员，请电话通知。"
    return Message(
        text=f"✓ 收回了{'、'.join(named)}{quarter}的延期，"
        f"截止时间是 {say_moment(own, now)}。{told}",
        buttons=((HOME,),),
    )


def none_of_them() -> str:
    """None of a list has more time any more."""
    return "这些单位现在都没有延期，没有什么要收回的。"
