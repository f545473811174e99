"""Sentences of reminders: what a unit still owes, to its liaison; and the nudge of the office.

Not here: what the office reads about reminders (``remind_office``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.forms.owed import Owed, report_due
from bot.speech import quarters as quarter_words
from bot.speech.calendar import days_left, say_moment
from scoring.scheme import Row
from scoring.sentence import if_unanswered
from storage.database import moment

_SHOWN = 6
"""Rows named in one line; who owes more sees them behind 还差什么."""


def reminder(owed: Owed, *, snooze: bool) -> Message:
    """One message for everything a unit owes, with the way to it. ``snooze``: it can wait."""
    return message(owed, "", snooze=snooze)


def nudge(owed: Owed, *, snooze: bool) -> Message:
    """The same, at the word of the office."""
    return message(owed, "县信用办提醒您：", snooze=snooze)


def message(owed: Owed, lead: str, *, snooze: bool) -> Message:
    """Head, what is owed line by line, what to do, buttons."""
    form = owed.form
    lines = [lead] if lead else []
    lines += [*_of_form(owed), *_returned(owed), *_report(owed)]
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    return Message(
        title=f"{form.unit.short} {name}：{_head(owed)}",
        text="\n".join(lines),
        buttons=_buttons(owed, snooze=snooze),
    )


def _head(owed: Owed) -> str:
    """How urgent it is."""
    if owed.unsubmitted:
        if owed.fillable or owed.now > owed.form.deadline:
            return f"填报{days_left(owed.form.deadline, owed.now)}"
        return "填报已截止"
    return "有指标要补正" if owed.returned else "还没有报工作总结"


def _of_form(owed: Owed) -> list[str]:
    if not owed.unsubmitted:
        return []
    until = say_moment(owed.form.deadline, owed.now)
    lines = []
    if owed.gaps:
        which = f"：{ids(owed.gaps)}" if owed.begun else "（一项也没有填）"
        lines.append(f"没填完 {len(owed.gaps)} 项{which}")
    if owed.unproved:
        lines.append(f"缺佐证材料 {len(owed.unproved)} 项：{ids(owed.unproved)}")
    if owed.fillable:
        whole = not owed.gaps and not owed.unproved
        lines.append(
            f"指标和佐证材料都齐了，还没有提交。请在 {until} 以前核对提交。"
            if whole
            else f"请在 {until} 以前填好并提交。"
        )
    else:
        lines.append(f"填报在 {until} 截止，没有提交。要补报，请联系县信用办申请延期。")
    return lines


def _returned(owed: Owed) -> list[str]:
    if not owed.returned:
        return []
    lines = [f"退回补正 {len(owed.returned)} 项："]
    for row in owed.returned[:3]:
        due = owed.form.reviews[row.id].due_at
        until = f"（{say_moment(moment(due), owed.now)} 以前，{_left(owed, due)}）" if due else ""
        otherwise = if_unanswered(owed.form.scheme, row)
        lines.append(f"  {row.id} {row.name}{until}，{otherwise}")
    if len(owed.returned) > 3:
        lines.append(f"  另有 {len(owed.returned) - 3} 项")
    return lines


def _left(owed: Owed, due: str) -> str:
    return days_left(moment(due), owed.now)


def _report(owed: Owed) -> list[str]:
    if not owed.report:
        return []
    due = report_due(owed.form.quarter, owed.form.form)
    if owed.now > due:
        return [f"工作总结没有报，{say_moment(due, owed.now)} 已截止；现在报记为逾期。"]
    return [f"工作总结还没有报：{say_moment(due, owed.now)} 以前报算按时。"]


def ids(rows: Sequence[Row]) -> str:
    """三.1a、三.4 等: the first few rows."""
    named = "、".join(row.id for row in rows[:_SHOWN])
    return named + (" 等" if len(rows) > _SHOWN else "")


def _buttons(owed: Owed, *, snooze: bool) -> tuple[tuple[Button, ...], ...]:
    """The way to what is owed first, then putting it off."""
    at = (owed.form.quarter.id, owed.form.unit.id)
    ways = [to(f"补正 {row.id}", "row", *at, row.id) for row in owed.returned[:1]]
    if owed.fillable:
        label = ("接着填报" if owed.begun else "开始填报") if owed.gaps else "核对提交"
        ways.append(to(label, "fill" if owed.gaps else "check", *at))
    if owed.report:
        ways.append(to("报工作总结", "reports", *at))
    if not ways:
        ways = [to("看得分", "score", *at)]
    rows: list[tuple[Button, ...]] = [(way,) for way in ways]
    if snooze:
        rows.append((to("明天再提醒我", "remind/snooze", *at), to("还差什么", "owe", *at)))
    else:
        rows.append((to("还差什么", "owe", *at), HOME))
    return tuple(rows)


# -- 明天再提醒我 --------------------------------------------------------------------------------


def snoozed(unit: str, at: datetime, now: datetime) -> Message:
    """It is put off."""
    return Message(
        text=f"好的，{say_moment(at, now)} 再提醒您{unit}的填报。在那以前报完了，就不再提醒。",
        buttons=((HOME,),),
    )


def nothing_owed(unit: str) -> str:
    """Pressed on an old message: all is done."""
    return f"{unit}该报的都报了，不会再提醒。"


def cannot_wait(deadline: datetime, now: datetime) -> str:
    """Tomorrow would be too late."""
    if now > deadline:
        return f"{say_moment(deadline, now)} 已经截止，不能再往后推。"
    return f"{say_moment(deadline, now)} 就截止了，到下一个工作日再提醒就晚了，请今天报完。"
