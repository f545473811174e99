"""What the placeholders of answers come to: limits, quarter, grades, the office's contact.

Of the asker's own scheme, so that another county's grades are said where another document holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.corridor.reached import contact
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.forms.coming import coming
from bot.forms.loading import scheme_of
from bot.speech import quarters as quarter_words
from bot.speech.calendar import say_moment
from bot.speech.periodic import kind, per
from scoring.exact import UNLIMITED, show
from scoring.periods import beside, first_day, last_day
from scoring.scheme import Scheme
from scoring.sentence import returned_rule
from storage.database import moment
from storage.queries import quarters, roster
from storage.queries.quarters import Form, Quarter

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as an answer depends on it."""

    schemes: tuple[Scheme, ...]
    """The scheme of the person's own unit, or every table for the office."""
    quarter: Quarter | None
    unit_id: int | None
    contact: str
    classification: str = ""
    """The class of the person's own unit; empty where it has none."""
    report_due: datetime | None = None
    """Until when a work report is on time, of the person's own unit."""

    def has(self, number: str) -> bool:
        """Whether the document of this number is the one that holds."""
        return any(scheme.number == number for scheme in self.schemes)


async def asker(turn: Turn) -> Asker:
    """What answers to this person depend on."""
    unit_id = turn.conversation.unit_id if turn.conversation.unit_id in turn.units else None
    if unit_id is None and turn.units:
        unit_id = turn.units[0]
    quarter = await current_quarter(turn.db, turn.now, unit_id)
    form = await quarters.form(turn.db, quarter.id, unit_id) if quarter and unit_id else None
    schemes = await _schemes(turn, unit_id, quarter, form)
    known = [name for name, _ in schemes[0].classes] if len(schemes) == 1 else []
    own = form.classification if form is not None and form.classification in known else ""
    due = quarter.work_report_due if quarter is not None else None
    if due is not None and form is not None and form.extended_to:
        due = max(due, moment(form.extended_to))
    reached = await contact(turn.db, turn.world)
    return Asker(schemes, quarter, unit_id, reached, own, due)


async def _schemes(
    turn: Turn, unit_id: int | None, quarter: Quarter | None, form: Form | None
) -> tuple[Scheme, ...]:
    if unit_id is not None:
        if quarter is not None and form is not None:
            return (await scheme_of(turn.db, quarter.id, form.group),)
        unit = await roster.by_id(turn.db, unit_id)
        every = await coming(turn.db, turn.world)
        return tuple(one for one in every if unit and one.group == unit.group) or every
    if quarter is not None:
        kept = await quarters.schemes(turn.db, quarter.id)
        return tuple([await scheme_of(turn.db, quarter.id, one.group) for one in kept])
    return await coming(turn.db, turn.world)


_QUARTERS: Final = re.compile("一季度 1—3 月.*?。")
"""Which months a quarter has, where periods are no quarters."""


def fill(text: str, turn: Turn, told: Asker, clause: tuple[str, ...] = ()) -> str:
    """An answer with its placeholders filled in; ``clause``: words of the row it is about."""
    text = per(text if kind() == "quarter" else _QUARTERS.sub("", text))
    if "{" not in text:
        return text
    limits = turn.world.limits
    return text.format(
        mb=limits.file_bytes // _MEGABYTE,
        per_row=limits.papers_per_row,
        quarter=quarter_words.name(told.quarter.year, told.quarter.number)
        if told.quarter
        else per("本季度"),
        months=_months(told.quarter),
        contact=told.contact or "信用办的电话还没有登记在这里。您可以把问题发给信用办，由人答复。",
        grades=_each(told, _grades),
        veto=_each(told, _veto),
        full=_each(told, _full),
        short=_each(told, _short),
        rows=_each(told, _rows),
        unit_class=_class(told),
        returned=_each(told, returned_rule),
        appeal=_appeal(turn, told.quarter),
        report_due=_report_due(turn, told),
        supplier=_supplier(told, clause),
        appeal_days=turn.world.timetable.appeal_days,
        next_opens=_next_opens(turn, told.quarter),
        next_dates=_next_dates(turn, told.quarter),
        hour=turn.world.timetable.deadline_hour,
        invitation_days=limits.invitation_days,
        reminding_hours="、".join(
            f"{begin:%H:%M}—{end:%H:%M}" for begin, end in turn.world.reminding.hours
        ),
    )


def _next_opens(turn: Turn, quarter: Quarter | None) -> str:
    """On which day the quarter behind the one that runs opens by the timetable."""
    if quarter is None:
        return ""
    following = beside((quarter.year, quarter.number), 1)
    opens = turn.world.reminding.calendar.after(first_day(following))
    return f"{quarter_words.name(*following)}照例 {opens.year}年{opens.month}月{opens.day}日 开期。"


def _next_dates(turn: Turn, quarter: Quarter | None) -> str:
    """The rule of the timetable for the end of reporting, and to which day it comes next time."""
    table, after = turn.world.timetable, turn.world.reminding.calendar.after
    rule = per(
        f"照例是季度最后一天以后第 {table.report_after_end} 天截止填报，再过 {table.review_days}"
        f" 天审核截止，再过 {table.appeal_days} 天申诉截止。"
    )
    if quarter is None:
        return rule
    following = beside((quarter.year, quarter.number), 1)
    day = after(last_day(following) + timedelta(days=table.report_after_end))
    until = say_moment(quarter.deadline, turn.now)
    return (
        f"{quarter_words.name(quarter.year, quarter.number)}定的是 {until}。{rule}"
        f"照这样算，{quarter_words.name(*following)}是 {day.year}年{day.month}月{day.day}日。"
    )


def _appeal(turn: Turn, quarter: Quarter | None) -> str:
    """Until when the notice and the appeals of the quarter that runs are planned, or ran."""
    if quarter is None:
        return ""
    until = say_moment(moment(quarter.appeal_until), turn.now)
    return f"{quarter_words.name(quarter.year, quarter.number)}的公示和申诉到 {until}。"


def _report_due(turn: Turn, told: Asker) -> str:
    """The moment itself, where a quarter runs."""
    if told.report_due is None:
        return "现在没有开期；开期以后，“工作报送”上面写着几号几点以前报的算按时。"
    until = say_moment(told.report_due, turn.now)
    if turn.now > told.report_due:
        return per(f"本季度的工作总结、简报，{until} 以前报的算按时，这个时间已经过了。")
    return per(f"本季度的工作总结、简报，{until} 以前报的算按时。")


def _supplier(told: Asker, clause: tuple[str, ...]) -> str:
    """Which body supplies the row in which the words stand, as the document names it."""
    rows = (row for scheme in told.schemes for row in scheme.rows if row.by is not None)
    named = {row.by: None for row in rows if clause and all(one in row.text for one in clause)}
    return "、".join(filter(None, named)) or "别的部门（原文写着由谁）"


def _months(quarter: Quarter | None) -> str:
    if quarter is None:
        return per("这个季度") if kind() != "quarter" else "这三个月"
    first, last = (one((quarter.year, quarter.number)).month for one in (first_day, last_day))
    return f"{first} 月" if first == last else f"{first}—{last} 月"


def _rows(scheme: Scheme) -> str:
    own = sum(1 for row in scheme.rows if row.papers)
    others = sum(1 for row in scheme.rows if row.by is not None)
    supplied = f"另外 {others} 项由别的部门提供，不用填。" if others else ""
    return f"本单位要填 {own} 项，{supplied}"


def _class(told: Asker) -> str:
    """By which table a unit is assessed, and in which class."""
    table = f"本单位用的是“{told.schemes[0].group}”这张表。" if len(told.schemes) == 1 else ""
    if told.classification:
        return f"{table}本单位是{told.classification}。"
    return table + per("本季度的单位名单里没有给本单位分类。")


def _each(told: Asker, say: Callable[[Scheme], str]) -> str:
    """One sentence for all tables where they agree, else one for each."""
    said = {scheme.group: say(scheme) for scheme in told.schemes}
    if len(set(said.values())) == 1:
        return str(next(iter(said.values())))
    return "\n".join(f"{group}：{text}" for group, text in said.items())


def _grades(scheme: Scheme) -> str:
    grades = [one for one in scheme.grades if one.at_least > 0]
    if not grades:
        return "办法没有按得分分等次。"
    lines = [f"{one.name} {show(one.at_least)} 分以上" for one in grades]
    lowest = next((one.name for one in scheme.grades if one.at_least <= 0), "")
    rest = f"，{show(grades[-1].at_least)} 分以下为{lowest}" if lowest else ""
    return f"{'，'.join(lines)}（都含本数）{rest}。按没有取整的总分定等次。"


def _veto(scheme: Scheme) -> str:
    names = {
        "veto": "一票否决", "bar": "不得评优", "bar_two": "不得评为前两个等次", "drop": "降一等次",
        "zero": "总分记 0 分",
    }  # fmt: skip
    found = [
        f"{names[effect.kind]}：{row.id} {effect.when}"
        for row in scheme.rows
        for effect in row.effects
    ]
    if not found:
        return "考核指标表里没有一票否决，也没有降等次的规定，等次只看总分。"
    return "\n".join(found)


_MARKED: Final = re.compile(r"^[A-Z][0-9]+(?:、[A-Z][0-9]+)*：")
"""D01：, by which a contradiction is found in the readings."""


def _short(scheme: Scheme) -> str:
    """Why a table cannot bring its full mark: what does not add up as it is printed."""
    if scheme.full == UNLIMITED or scheme.reachable >= scheme.full:
        return f"满分 {show(scheme.full)} 分，各行加起来正好。" if scheme.full != UNLIMITED else ""
    why = "；".join(_MARKED.sub("", one).rstrip("。") for one in scheme.defects)
    text = f"满分 {show(scheme.full)} 分，各行分值加起来 {show(scheme.reachable)} 分"
    return f"{text}：{why}。" if why else f"{text}。"


def _full(scheme: Scheme) -> str:
    if scheme.full == UNLIMITED:
        return "指标表没有印满分。"
    text = f"满分 {show(scheme.full)} 分，共 {len(scheme.rows)} 项"
    if scheme.reachable < scheme.full:
        text += f"；各行分值加起来，最高能得 {show(scheme.reachable)} 分"
    return text + "。"
