"""What came in since a moment, and how far the quarter is beside the same moment of another one.

A form keeps when it was last handed in: who took it back and handed it in anew counts by that. The
answers say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.inquiry.asked import Asked
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import Snapshot
from bot.inquiry.figures import lasted, within
from bot.inquiry.finding import snapshot
from bot.speech.calendar import in_china, say_day, say_moment
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.periods import beside
from storage.database import moment
from storage.queries import review

_MOST: Final = 12
"""So many units are named; of more the number is said."""
_BY_HAND: Final = ("accept", "cut", "return")


async def news(asked: Asked) -> Message:
    """What came in within the hours or days that are meant; today, where none are named."""
    quarter = asked.county.current
    if quarter is None:
        raise CannotTellError(per("现在还没有开始考核的季度。"))
    lines: list[str] = []
    alive = [quarter, *asked.county.others]
    for one in alive:
        told = await _came(asked, asked.county.snapshot(one))
        lines += [f"{name(one.year, one.number)}：", *told] if len(alive) > 1 and told else told
    when = _said(asked)
    buttons = ((to("进度", "progress"), to("审核进度", "review"), HOME),)
    if not lines:
        return Message(text=f"{when}没有新交来的，也没有新的审核和申诉。", buttons=buttons)
    return Message(title=f"{when}来了什么", text="\n".join(lines), buttons=buttons)


async def _came(asked: Asked, at: Snapshot) -> list[str]:
    only, group = asked.query.units, asked.query.group
    live = {
        unit: one
        for unit, one in (await at.live()).items()
        if group in ("", one.group) and (not only or unit in only)
    }
    handed = [
        unit
        for unit, one in live.items()
        if one.state == "submitted" and one.submitted_at and _fits(asked, one.submitted_at)
    ]
    pieces = _each(
        asked, live, ((unit, one.at) for unit, of in (await at.evidence()).items() for one in of)
    )
    reports = _each(
        asked,
        live,
        ((unit, one.received_at) for unit, of in (await at.reports()).items() for one in of),
    )
    appeals = _each(
        asked, live, ((unit, one.at) for unit, of in (await at.appeals()).items() for one in of)
    )
    units = {one.form_id: unit for unit, one in live.items()}
    decisions = [
        one
        for one in await review.decisions_of_quarter(asked.turn.db, at.quarter.id)
        if one.form_id in units and _fits(asked, one.at)
    ]
    mended = Counter(units[one.form_id] for one in decisions if one.decision == "resubmitted")
    made = Counter(one.by_name or "系统" for one in decisions if one.decision in _BY_HAND)
    lines = [f"提交 {len(handed)} 家：{_named(asked, handed)}"] if handed else []
    lines += _counted(asked, "补正", mended, "项")
    lines += _counted(asked, "佐证材料", pieces, "份")
    lines += _counted(asked, "工作报送", reports, "篇")
    lines += _counted(asked, "申诉", appeals, "件")
    if made:
        by = "、".join(f"{who} {count} 项" for who, count in made.most_common())
        lines.append(f"审核 {made.total()} 项：{by}")
    return lines


def _each(asked: Asked, live: Container[int], every: Iterable[tuple[int, str]]) -> Counter[int]:
    return Counter(unit for unit, at in every if unit in live and _fits(asked, at))


def _fits(asked: Asked, at: str) -> bool:
    query, now = asked.query, asked.turn.now
    when = moment(at)
    if query.past or query.since:
        return within(when, query, now)
    return in_china(when).date() == in_china(now).date()


def _counted(asked: Asked, what: str, counts: Counter[int], word: str) -> list[str]:
    if not counts:
        return []
    units = [unit for unit, _ in counts.most_common()]
    return [f"{what} {counts.total()} {word}，{len(units)} 家：{_named(asked, units)}"]


def _named(asked: Asked, units: Sequence[int]) -> str:
    shown = "、".join(asked.named(one) for one in units[:_MOST])
    return f"{shown}等" if len(units) > _MOST else shown


def _said(asked: Asked) -> str:
    """Since when, as the answer says it back."""
    query, now = asked.query, asked.turn.now
    if query.past:
        return f"{say_moment(now - timedelta(minutes=query.past), now)} 以来"
    if not query.since or not query.until:
        return "今天"
    today = in_china(now).date()
    days = dict.fromkeys((say_day(query.since, today), say_day(query.until, today)))
    first, last = query.hours
    if last > _DAY:
        return f"{say_day(query.since, today)} {first} 点以来"
    hour = f" {first} 点以后" if first else f" {last} 点以前" if last < _DAY else ""
    return "到".join(days) + hour


_DAY: Final = 24


async def pace(asked: Asked) -> Message:
    """Handed in and decided by now, beside as long before or behind the deadline of then."""
    current = asked.county.current
    if current is None:
        raise CannotTellError(per("现在还没有开始考核的季度。"))
    key = (current.year, current.number)
    then = snapshot(asked.county, asked.query.against or beside(key, -1))
    off = asked.turn.now - current.deadline
    lines = []
    for at in (asked.county.snapshot(current), then):
        until = min(at.quarter.deadline + off, asked.turn.now)
        lines += await _stood(asked, at, until)
    where = "截止以后" if off > timedelta() else "离截止还有"
    note = per(
        "（两个季度都按各自的截止时间对齐。只留有最后一次提交的时间，撤回重交、补正重交的按最后那次算。）"
    )
    title = f"{name(*key)}和{name(*then.key)}，都在{where} {lasted(abs(off))}的时候"
    return Message(
        title=title,
        text="\n".join([*lines, note]),
        buttons=((to("进度", "progress"), to("审核进度", "review"), HOME),),
    )


async def _stood(asked: Asked, at: Snapshot, until: datetime) -> list[str]:
    group = asked.query.group
    live = [one for one in (await at.live()).values() if group in ("", one.group)]
    came = [
        moment(one.submitted_at)
        for one in live
        if one.state == "submitted" and one.submitted_at is not None
    ]
    handed = sum(one <= until for one in came)
    forms = {one.form_id for one in live}
    made: dict[tuple[int, str], datetime] = {}
    for one in await review.decisions_of_quarter(asked.turn.db, at.quarter.id):
        if one.form_id in forms and one.decision in _BY_HAND:
            row, when = (one.form_id, one.row), moment(one.at)
            made[row] = min(when, made.get(row, when))
    decided = sum(one <= until for one in made.values())
    share = f"（{100 * handed / len(live):.0f}%）" if live else ""
    begun = bool(decided) or until > at.quarter.deadline
    reviewed = f"，审定 {decided} 项" if begun else ""
    later = _later(len(came) - handed, len(made) - decided if begun else 0)
    said = f"{name(*at.key)}（{say_moment(until, asked.turn.now)}）：交了 {handed}/{len(live)} 家"
    return [f"{said}{share}{reviewed}{later}"]


def _later(handed: int, decided: int) -> str:
    """What came behind that moment: 0 then is not 0 in the end."""
    every = [f"又交 {handed} 家"] * (handed > 0) + [f"又审定 {decided} 项"] * (decided > 0)
    return f"；那以后{'、'.join(every)}" if every else ""
