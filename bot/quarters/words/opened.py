"""Sentences of a quarter's first day: to every unit, with what it still owes of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.forms.owed import Owed
from bot.reminders.words.nudge import owes
from bot.speech.calendar import days_left, say_moment
from bot.speech.quarters import name
from storage.database import moment
from storage.queries.quarters import Quarter


def told_opened(
    quarter: Quarter, now: datetime, unit: int, owed: Sequence[Owed], *, changed: bool
) -> Message:
    """To a unit; ``owed``: what it still owes of quarters that are alive, said first."""
    rows = [(_go_on(one),) for one in owed]
    rows.append((to("开始填报", "fill", quarter.id, unit),))
    news = "\n考核办法有变化，填报以前请看一眼。" if changed else ""
    text = f"{_until(quarter, now)}\n可以分几天填，随时中断，下次接着填。{news}"
    before = [_before(one, now) for one in owed]
    return Message(
        title=_title(quarter),
        text="\n".join([*before, text]),
        buttons=(*rows, *_look(quarter, changed=changed), (HOME,)),
    )


def told_supplier(quarter: Quarter, now: datetime) -> Message:
    """To who reports a body's figures: that the quarter has begun, and until when they count."""
    until = moment(quarter.review_until)
    return Message(
        title=f"{name(quarter.year, quarter.number)}考核开始了",
        text=f"请在 {say_moment(until, now)} 审核截止以前（{days_left(until, now)}）"
        "报齐本部门提供的数据。要报哪几项，按“录入”看；可以分几次报，报过的还能改。",
        buttons=((to("录入", "supply", quarter.id),), (HOME,)),
    )


def told_office(quarter: Quarter, now: datetime, *, changed: bool) -> Message:
    """To the office."""
    news = "\n考核办法有变化。" if changed else ""
    return Message(
        title=_title(quarter),
        text=f"{_until(quarter, now)}{news}",
        buttons=(
            (to("看进度", "progress", quarter.id),),
            *_look(quarter, changed=changed),
            (HOME,),
        ),
    )


def _title(quarter: Quarter) -> str:
    return f"{name(quarter.year, quarter.number)}考核开始填报"


def _until(quarter: Quarter, now: datetime) -> str:
    return f"截止时间：{say_moment(quarter.deadline, now)}（{days_left(quarter.deadline, now)}）。"


def _look(quarter: Quarter, *, changed: bool) -> tuple[tuple[Button, ...], ...]:
    return ((Button(label="办法变化", route=f"changes/{quarter.id}/1"),),) if changed else ()


def _before(owed: Owed, now: datetime) -> str:
    form = owed.form
    until = f"{say_moment(form.deadline, now)} 截止，" if owed.unsubmitted else ""
    spoken = name(form.quarter.year, form.quarter.number)
    return f"⚠ 先办{spoken}：{until}{owes(owed)}。"


def _go_on(owed: Owed) -> Button:
    form = owed.form
    at = (form.quarter.id, form.unit.id)
    spoken = name(form.quarter.year, form.quarter.number)
    if owed.unsubmitted:
        return to(f"接着填{spoken}", "fill", *at)
    if owed.returned:
        return to(f"去补正 {spoken}", "row", *at, owed.returned[0].id)
    return to(f"报{spoken}工作总结", "reports", *at)
