"""Sentences of 延期: a unit may report later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, side_by_side
from bot.review.words.close import SHOWN, few
from bot.speech.calendar import days_left, in_china, say_day, say_moment
from bot.speech.periodic import per

REASONS: Final = (
    "人员变动，重新交接",
    "系统或网络故障",
    "数据要等其他部门提供",
    "自然灾害等特殊情况",
)


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


def still_asked(asked: Message, fault: str) -> Message:
    """What came is no day: what the form waits for, once more, with how to say it."""
    text = f"{fault}还没有延。\n{asked.text.removesuffix('。')}，例如：1月8日、下周五、再给三天。"
    return asked.model_copy(update={"text": text})


def days_or_day(said: str) -> str:
    """大概3: three days, or the third."""
    return f"“{said}”是几天，还是几号？点一个。"


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
    said = [f"{few(done)}已经提交，不用延，不在里面。"] if done else []
    return said + ([f"{few(own)}要请别的管理员延，不在里面。"] if own else [])


def sure(until: datetime, now: datetime) -> str:
    """The button that grants a day all the same."""
    return f"仍然延期到 {say_moment(until, now)}"


def yes(until: datetime, now: datetime) -> str:
    """The button that grants a day for the reason that was typed."""
    return f"延期到 {say_moment(until, now)}"


def confirm(
    unit: str,
    quarter: str,
    until: datetime,
    now: datetime,
    reason: str,
    warnings: Sequence[str],
    yes: Button,
) -> Message:
    """A day and a reason came in one sentence: what one tap would do."""
    warn = "".join(f"\n⚠ {one}" for one in warnings)
    return Message(
        title=f"{unit} 延期到 {say_moment(until, now)}，还没有延",
        text=f"{quarter}，原因：{reason}{warn}\n点一下才延，单位会看到原因。",
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
    return few(names) + ("单位" if len(names) > SHOWN else "")


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
        heard = f"{few(unheard)}没有联络员，请电话通知。"
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
        lines.append(f"{few(own)}没有延：您是它的人或经手过它的填报，请别的管理员办。")
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
