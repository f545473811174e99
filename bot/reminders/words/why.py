"""The ledger of reminders as the office reads it: sent, delivered, or silent and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf
from bot.forms.owed import Owed
from bot.reminders.milestones import Milestone
from bot.reminders.words import nudge as remind_office
from bot.speech import quarters as quarter_words
from bot.speech.calendar import in_china, say_day, say_moment
from bot.speech.periodic import per

_SILENCES = {
    "done": "已经报齐，不用提醒",
    "closed": "填报已经截止，不再按截止前的日程提醒",
    "merged": "与后一次合并成一条，没有另发",
    "unbound": "单位还没有联络员，发不出去",
    "blocked": "收不到消息（屏蔽了机器人或停用了账号）",
    "snoozed": "本人选了“明天再提醒我”",
    "nudged": "当天信用办已经催过",
    "opening": "写在下一季度的开期通知里，没有另发",
}
_FATES = {
    "sent": "已送达",
    "new": "排队待发",
    "gone": "没有送到：对方屏蔽了机器人或停用了账号",
    "failed": "没有送到：渠道多次发送失败",
    "": "已发出",
}
_DEADLINES = {"form": "填报", "report": "工作总结", "return": "补正"}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: what it was for, whom it concerned, what became of it."""

    milestone: str
    person: str
    state: str
    reason: str
    at: datetime
    fate: str = ""
    error: str = ""
    """Why the letter was dropped, in a sentence."""


def line(one: Told, now: datetime) -> str:
    """12月21日 08:30 填报截止前 15 天，李敏：已送达."""
    who = f"，{one.person}" if one.person else ""
    return f"{say_moment(one.at, now)} {_occasion(one.milestone, now)}{who}：{_what(one)}"


def _what(one: Told) -> str:
    if one.state == "asked":
        return "到时候再发"
    if one.state == "suppressed":
        return per(_SILENCES.get(one.reason, "没有发"))
    if one.fate == "dropped":
        return f"没有发，{one.error}"
    why = {"late": "（补发）", "moved": "（原定日子放假，移到这天）"}.get(one.reason, "")
    return _FATES.get(one.fate, "已发出") + why


def _occasion(milestone: str, now: datetime) -> str:
    kind, day, *more = milestone.split(":")
    if kind in ("opened", "opening"):
        return "开期通知"
    if kind == "nudge":
        return "信用办催报"
    if kind == "snooze":
        return f"约定 {say_day(date.fromisoformat(day), in_china(now).date())} 再提醒"
    return _beside(_DEADLINES.get(kind, "填报"), int(more[0]))


def _beside(what: str, days: int) -> str:
    """填报截止前 15 天, 填报截止当天, 填报截止后 1 天."""
    if days == 0:
        return f"{what}截止当天"
    return f"{what}截止{'前' if days < 0 else '后'} {abs(days)} 天"


def coming(one: Milestone, now: datetime) -> str:
    """The next reminder, and what a day off did to it."""
    occasion = _beside(_DEADLINES.get(one.kind, "填报"), one.days)
    today = in_china(now).date()
    moved = f"，{say_day(one.usual, today)}放假" if one.moved else ""
    return f"下一次：{say_moment(one.due, now)}（{occasion}{moved}），到时候还欠才发。"


def held(then: datetime, now: datetime) -> str:
    """A reminder is due, but it is no hour for it."""
    return f"有一条到期的提醒，现在不是工作时间，{say_moment(then, now)} 发。"


def nothing_coming() -> str:
    """All milestones are over."""
    return per("这个季度没有后续的自动提醒了，需要时可以催报。")


def ledger(owed: Owed, ahead: str, shown: Leaf[Told], now: datetime, *, may_nudge: bool) -> Message:
    """A unit's ledger, newest first."""
    form = owed.form
    at = (form.quarter.id, form.unit.id)
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    lines = []
    if shown.page == 1:
        whole = "该报的都报了，所以不再提醒。"
        lines.append(f"现在还欠：{remind_office.owes(owed)}。" if owed else whole)
        lines += [ahead] if owed and ahead else []
    lines += [line(one, now) for one in shown.items] or ["还没有提醒过。"]
    nudge = (to(f"催 {form.unit.short}", "remind/nudge", *at),) if owed and may_nudge else ()
    last: tuple[Button, ...] = (to(f"{form.unit.short}的资料", "units", form.unit.id), HOME)
    return Message(
        title=f"{form.unit.short} {name} 提醒记录{shown.mark}",
        text="\n".join(lines),
        buttons=(
            *((nudge,) if nudge else ()),
            *shown.turning(lambda page: f"remind/why/{at[0]}/{at[1]}/{page}"),
            last,
        ),
        replace=shown.page > 1,
    )
