"""Sentences of ending the reporting of a quarter. Not here: a unit that may report later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.speech import quarters
from bot.speech.calendar import days_left, say_moment
from bot.speech.periodic import per
from storage.database import moment
from storage.queries.quarters import Dates, Quarter

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has handed in when reporting ends."""

    submitted: int
    units: int
    missing: tuple[str, ...]
    """Units that have not, and were not let report later."""
    extended: tuple[tuple[str, datetime], ...]
    """Units that may still report, and until when."""


def nothing_open() -> str:
    """截止 without an open quarter."""
    return per("现在没有正在填报的季度。")


def closed_already(quarter: str, state: str) -> str:
    """截止 of a quarter that is beyond it."""
    return f"{quarter}现在{state}，填报早已截止。"


def moves(quarter: Quarter, dates: Dates, now: datetime) -> list[str]:
    """What moves up with an early end: what was planned, and what follows now."""
    pairs = (
        ("审核截止", moment(quarter.review_until), dates.review_until),
        ("申诉截止", moment(quarter.appeal_until), dates.appeal_until),
    )
    moved = [
        f"{label} {say_moment(before, now)} → {say_moment(after, now)}"
        for label, before, after in pairs
        if after < before
    ]
    return [f"后面的日期跟着提前：{'，'.join(moved)}。"] if moved else []


def ask_again(
    quarter_id: int,
    quarter: str,
    deadline: datetime,
    now: datetime,
    it: Standing,
    moves: Sequence[str],
) -> Message:
    """Once more, before reporting ends before its time."""
    lines = [f"真的现在就截止吗？比原定的 {say_moment(deadline, now)} 早 {_early(deadline, now)}。"]
    if it.missing:
        lines.append(f"{len(it.missing)} 个单位还没有提交，截止以后就不能再填了。")
    return Message(
        title=f"再确认一次：{quarter} 提前截止",
        text="\n".join([*lines, *moves]),
        buttons=(
            (Button(label="确实提前截止", route=f"close/yes/{quarter_id}/1"),),
            (Button(label="先不截止", route=f"progress/{quarter_id}"), HOME),
        ),
    )


def _early(deadline: datetime, now: datetime) -> str:
    left = deadline - now
    return f"{left.days} 天" if left.days else f"{max(left.seconds // 3600, 1)} 个小时"


def ask(
    quarter_id: int,
    quarter: str,
    deadline: datetime,
    now: datetime,
    it: Standing,
    moves: Sequence[str] = (),
) -> Message:
    """Before reporting is ended early; ``moves``: the dates that move up with it."""
    lines = [f"已提交 {it.submitted} 个单位，共 {it.units} 个。"]
    if now <= deadline:
        lines.append(f"原定 {say_moment(deadline, now)} 截止（{days_left(deadline, now)}）。")
    if it.missing:
        lines.append(f"没有提交：{few(it.missing)}。截止以后就不能再填了。")
    lines += _extended(it.extended, now)
    lines.append("截止以后进入审核，已提交的不能再撤回。")
    lines += moves
    yes = "提前截止，开始审核" if now <= deadline else "确认截止，开始审核"
    return Message(
        title=f"{quarter} 截止填报",
        text="\n".join(lines),
        buttons=(
            (
                Button(label="先不截止", route=f"progress/{quarter_id}"),
                Button(label=yes, route=f"close/yes/{quarter_id}"),
            ),
            (Button(label="延期", route=f"extend/{quarter_id}/list/1"), HOME),
        ),
    )


def few(names: Sequence[str]) -> str:
    """Units by name, the first of many and how many they are."""
    more = f"等 {len(names)} 个" if len(names) > SHOWN else ""
    return "、".join(names[:SHOWN]) + more


def _extended(extended: Sequence[tuple[str, datetime]], now: datetime) -> list[str]:
    said = [f"{name}（到 {say_moment(until, now)}）" for name, until in extended]
    return [f"已延期，截止后仍可填：{'、'.join(said[:SHOWN])}。"] if said else []


def closed(quarter_id: int, quarter: str, now: datetime, it: Standing, by: str) -> Message:
    """To the office, when reporting has ended; ``by``: who ended it, if it was not the time."""
    lines = [f"由{by}截止。"] if by else []
    lines.append(f"已提交 {it.submitted} 个单位，共 {it.units} 个。")
    if it.missing:
        lines.append(f"没有提交：{few(it.missing)}。")
    lines += _extended(it.extended, now)
    return Message(
        title=f"{quarter}填报已截止，开始审核",
        text="\n".join(lines),
        buttons=(
            (Button(label="开始审核", route=f"review/{quarter_id}"),),
            (Button(label="进度", route=f"progress/{quarter_id}"), HOME),
        ),
    )


def closed_early(
    quarter: str, unit: str, planned: datetime, now: datetime, *, handed_in: bool
) -> Message:
    """To a unit's liaisons: reporting ended before the date they were told."""
    what = (
        "已经提交，现在不能再撤回；审核结果、退回补正都会在这里通知您。"
        if handed_in
        else "没有提交，现在不能再填了；还要报的，请尽快联系信用办。"
    )
    return Message(
        title=f"{quarter}填报提前截止了",
        text=f"原定 {say_moment(planned, now)} 截止，信用办现在截止，开始审核。\n{unit}{what}",
        buttons=((HOME,),),
    )


def closed_early_for_supplier(quarter: Quarter, until: datetime, now: datetime) -> Message:
    """To who reports a body's figures: the day they were told at the opening has moved up."""
    spoken = quarters.name(quarter.year, quarter.number)
    return Message(
        title=f"{spoken}部门数据要提前报齐",
        text=f"填报提前截止了，审核截止也提前：{say_moment(moment(quarter.review_until), now)} → "
        f"{say_moment(until, now)}（{days_left(until, now)}）。请在这以前报齐本部门提供的数据；"
        "已经报齐的，不用再报。",
        buttons=((to("录入", "supply", quarter.id),), (HOME,)),
    )
