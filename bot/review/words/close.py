"""Sentences of ending the reporting of a quarter, and of letting a unit report later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, side_by_side
from bot.speech.calendar import days_left, in_china, say_day, say_moment
from bot.speech.periodic import per
from storage.database import moment
from storage.queries.quarters import Dates, Quarter

REASONS: Final = (
    "人员变动，重新交接",
    "系统或网络故障",
    "数据要等其他部门提供",
    "自然灾害等特殊情况",
)
_SHOWN = 8


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
        lines.append(f"没有提交：{_names(it.missing)}。截止以后就不能再填了。")
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


def _names(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


def _extended(extended: Sequence[tuple[str, datetime]], now: datetime) -> list[str]:
    said = [f"{name}（到 {say_moment(until, now)}）" for name, until in extended]
    return [f"已延期，截止后仍可填：{'、'.join(said[:_SHOWN])}。"] if said else []


def closed(quarter_id: int, quarter: str, now: datetime, it: Standing, by: str) -> Message:
    """To the office, when reporting has ended; ``by``: who ended it, if it was not the time."""
    lines = [f"由{by}截止。"] if by else []
    lines.append(f"已提交 {it.submitted} 个单位，共 {it.units} 个。")
    if it.missing:
        lines.append(f"没有提交：{_names(it.missing)}。")
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


# -- extensions ------------------------------------------------------------------------------------


def which_unit(quarter_id: int, leaf: Leaf[tuple[int, str, str]]) -> Message:
    """Which unit may report later: (unit, short, what is known)."""
    lines = [f"{n}. {short}{said}" for n, (_, short, said) in enumerate(leaf.items, leaf.first)]
    buttons = [
        Button(label=short[:40], route=f"extend/{quarter_id}/{unit}")
        for unit, short, _ in leaf.items
    ]
    hint = "也可以直接发：延期 教育局 1月8日 原因。"
    return Message(
        title=f"给哪个单位延期？{leaf.mark}",
        text="\n".join([*lines, hint]) if lines else "没有还要填报的单位，不用延期。",
        buttons=(
            *side_by_side(buttons, 3),
            *leaf.turning(lambda n: f"extend/{quarter_id}/list/{n}"),
            *(
                ((Button(label="全部都延", route=f"extend/{quarter_id}/all"), HOME),)
                if lines
                else ((HOME,),)
            ),
        ),
        replace=True,
    )


def until_in_list(until: datetime | None, now: datetime) -> str:
    """A unit's own deadline in the list."""
    return f"，已延期到 {say_moment(until, now)}" if until else ""


def everybody(count: int) -> str:
    """Several units at once."""
    return f"没提交的 {count} 个单位"


def all_handed_in() -> str:
    """延期 全部 when nobody is left."""
    return "各单位都已经提交，不用延期。"


def ask_day(
    route: str,
    quarter: str,
    unit: str,
    now_until: datetime,
    days: Sequence[date],
    now: datetime,
) -> Message:
    """Until when."""
    today = in_china(now).date()
    buttons = [Button(label=say_day(one, today), route=f"{route}/{one:%Y%m%d}") for one in days]
    return Message(
        title=f"{unit} {quarter} 延期",
        text=f"现在的截止时间：{say_moment(now_until, now)}。\n延到哪一天？点一个，或直接发日期。",
        buttons=(tuple(buttons), (HOME,)),
        placeholder="请输入日期",
    )


def ask_reason(
    route: str,
    unit: str,
    until: datetime,
    now: datetime,
    warnings: Sequence[str],
    left: Sequence[str] = (),
) -> Message:
    """Why; ``left``: who of a list is left out, in sentences."""
    warn = "".join(f"\n⚠ {one}" for one in warnings)
    warn += "".join(f"\n{one}" for one in left)
    buttons = tuple((Button(label=said, route=f"{route}/{n}"),) for n, said in enumerate(REASONS))
    return Message(
        title=f"{unit} 延期到 {say_moment(until, now)}",
        text=f"为什么延期？点一个，或直接发原因，单位会看到。{warn}",
        buttons=(*buttons, (Button(label="先不延期", route="home"),)),
        placeholder="请输入原因",
    )


def not_put_off(done: Sequence[str], own: Sequence[str]) -> list[str]:
    """Who of a list is left out: they have handed in, or others must see to them."""
    said = [f"{_names(done)}已经提交，不用延，不在里面。"] if done else []
    return said + ([f"{_names(own)}要请别的管理员延，不在里面。"] if own else [])


def sure(until: datetime, now: datetime) -> str:
    """The button that grants a day all the same."""
    return f"仍然延期到 {say_moment(until, now)}"


def yes(until: datetime, now: datetime) -> str:
    """The button that grants a day for the reason that was typed."""
    return f"延期到 {say_moment(until, now)}"


def confirm(
    unit: str, until: datetime, now: datetime, reason: str, warnings: Sequence[str], yes: Button
) -> Message:
    """A day and a reason came in one sentence, and the day wants a second look."""
    warn = "".join(f"\n⚠ {one}" for one in warnings)
    return Message(
        title=f"{unit} 延期到 {say_moment(until, now)}，还没有延",
        text=f"原因：{reason}{warn}\n点一下才延，单位会看到原因。",
        buttons=((yes,), (Button(label="先不延期", route="home"),)),
        placeholder="要换原因，请直接输入",
    )


def beyond_review() -> str:
    """A date after the review's last day."""
    return "这已经过了审核截止日。"


def not_understood() -> str:
    """延期 with something that cannot be read."""
    return "没有看懂。请写成：延期 教育局 1月8日 原因。"


def no_such_unit() -> str:
    """A unit without a form."""
    return per("这个单位没有参加这个季度的考核。")


def handed_in(unit: str) -> str:
    """The unit has handed in."""
    return f"{unit}已经提交，不用延期。要它改某一项，请在审核时退回那一项。"


def over(quarter: str, state: str) -> str:
    """The quarter takes no reports any more."""
    return f"{quarter}{state}，不能再延期。"


def own_unit(unit: str) -> str:
    """Nobody extends the own unit's deadline."""
    return f"您是{unit}的人或经手过它的填报，这个单位的延期请别的管理员办。"


def not_later(until: datetime, now: datetime) -> str:
    """An extension that is none."""
    return f"延期要晚于现在的截止时间（{say_moment(until, now)}），也要在今天以后，请另发一个日期。"


def too_far() -> str:
    """A slip of the year."""
    return "这个日期太远了，请检查以后再发。"


def reason_needed() -> str:
    """A reason is mandatory."""
    return "延期原因请写 2 到 100 个字。"


def several(names: Sequence[str]) -> str:
    """Units by name, as far as they are few."""
    return _names(names) + ("单位" if len(names) > _SHOWN else "")


def all_of_them_handed_in() -> str:
    """延期 for a list of which nobody is left."""
    return "名单里的单位都已经提交，不用延期。"


def list_gone() -> str:
    """A list that is kept no longer."""
    return "这份名单已经找不到了，请重新问一次，再说延期。"


def sooner(held: datetime, now: datetime) -> str:
    """A unit that was given more time before."""
    return f"原来延到 {say_moment(held, now)}，这样是改早。"


def done(
    back: str,
    quarter_id: int,
    quarter: str,
    unit: str,
    until: datetime,
    now: datetime,
    unheard: Sequence[str],
) -> Message:
    """To the admin; ``unheard`` are units without a liaison, ``back`` takes all of it back."""
    heard = "已通知联络员。"
    if unheard:
        heard = f"{_names(unheard)}没有联络员，请电话通知。"
    when = f"{say_moment(until, now)}，{days_left(until, now)}"
    more = Button(label="再延一个", route=f"extend/{quarter_id}/list/1")
    return Message(
        text=f"✓ {unit}{quarter}延期到 {when}。\n{heard}",
        buttons=((more, Button(label="收回延期", route=back)), (HOME,)),
    )


def with_more(message: Message, own: Sequence[str], warnings: Sequence[str]) -> Message:
    """``own``: units others must see to; ``warnings`` that were not shown before."""
    lines = [message.text]
    if own:
        lines.append(f"{_names(own)}没有延：您是它的人或经手过它的填报，请别的管理员办。")
    lines += [f"⚠ {one}" for one in warnings]
    return message.model_copy(update={"text": "\n".join(lines)})


def told_unit(
    quarter_id: int,
    unit_id: int,
    unit: str,
    quarter: str,
    until: datetime,
    reason: str,
    now: datetime,
) -> Message:
    """To the unit's liaisons."""
    return Message(
        title=f"{unit} {quarter} 延期",
        text=f"截止时间改为 {say_moment(until, now)}（{days_left(until, now)}），"
        f"工作报送也按这个时间算按时。\n原因：{reason}",
        buttons=((Button(label="接着填", route=f"fill/{quarter_id}/{unit_id}"), HOME),),
    )


def told_office(
    by: str, unit: str, quarter: str, until: datetime, reason: str, now: datetime
) -> str:
    """To the office's group, one line."""
    return f"{by}把{unit}{quarter}的截止时间延到 {say_moment(until, now)}。原因：{reason}"


def day_chosen(chosen: date) -> str:
    """A day that was typed, inside a sentence."""
    return f"延期到 {chosen.month}月{chosen.day}日"
