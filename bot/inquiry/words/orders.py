"""Sentences around orders: what would be done, for whom, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.speech.calendar import in_china, say_moment
from bot.speech.periodic import per
from storage.database import moment
from storage.queries.notices import Notice
from storage.queries.planned import Planned

PLANNED = to("计划的提醒", "planned")
_SHOWN = 30
_DAYS = "一二三四五六日"


def named(units: Sequence[str]) -> str:
    """教育局、财政局…."""
    return "、".join(units[:_SHOWN]) + ("…" if len(units) > _SHOWN else "")


def of_quarters(meant: str, others: Sequence[str]) -> str:
    """Where two quarters are open: which one an order is about, and how to mean the other."""
    if not others:
        return ""
    return (
        f"\n说的是{meant}。另有{'、'.join(others)}也在填报，"
        f"要催{per('那个季度')}，请说：催{others[0]}没报的。"
    )


def ask_nudge(
    number: int,
    said: str,
    units: Sequence[str],
    then: datetime | None,
    now: datetime,
    which: str = "",
) -> Message:
    """Whom a nudge would go to; ``then``: it is no hour to write, so from when on it is.

    ``which``: ``of_quarters``.
    """
    buttons = [to(f"催这 {len(units)} 家", "found", number, "nudge", "yes")]
    late = ""
    if then is not None:
        late = f"\n现在不是上班时间，最近的是 {say_moment(then, now)}。"
        buttons = [
            to("到时候再催", "planned", "new", number, stamp_of(then)),
            to("现在就催", "found", number, "nudge", "yes"),
        ]
    return Message(
        title=f"要催：{said}",
        text=f"{len(units)} 个单位：{named(units)}。{which}{late}\n"
        "还没有发，点一下才发；今天提醒过的不再催。",
        buttons=(*((one,) for one in buttons), (HOME,)),
    )


def spared(number: int, named: str) -> Message:
    """法院不用催: nothing goes by itself but the reminders of the plan; the others in one tap."""
    who = named or "谁"
    others = (
        ((to(f"催其他没报的（不含{named}）"[:40], "found", number, "nudge"),),) if number else ()
    )
    return Message(
        text=f"好，不催{named or '了'}。催报只在您点了以后才发，现在没有在催{who}。\n"
        "到日子的自动提醒照发，还没交的都会收到；另外定的提醒在“计划的提醒”里，可以取消。",
        buttons=(*others, (PLANNED, HOME)),
    )


def nobody(said: str, which: str = "") -> Message:
    """No unit fits; ``which``: ``of_quarters``."""
    text = f"没有这样的单位，不用催。{which}"
    return Message(title=f"要催：{said}", text=text, buttons=((HOME,),))


def stamp_of(when: datetime) -> str:
    """202611240900, as a route carries it."""
    return f"{in_china(when):%Y%m%d%H%M}"


def ask_plan(
    number: int, said: str, when: datetime, units: Sequence[str], now: datetime, which: str = ""
) -> Message:
    """A reminder that is to be planned; ``which``: ``of_quarters``."""
    weekday = _DAYS[in_china(when).weekday()]
    return Message(
        title=f"计划提醒：{say_moment(when, now)}（周{weekday}）",
        text=f"提醒：{said}。现在有 {len(units)} 个单位：{named(units) or '没有'}。{which}\n"
        "到时候按当时的名单发，已经交了的不会收到。还没有定下。",
        buttons=((to("定下", "planned", "new", number, stamp_of(when)),), (PLANNED, HOME)),
    )


def planned(number: int, when: datetime, now: datetime) -> Message:
    """It is planned."""
    return Message(
        text=f"定下了，{say_moment(when, now)} 提醒。",
        buttons=((to("取消这次提醒", "planned", "drop", number), PLANNED), (HOME,)),
    )


def ask_move(number: int, said: str, before: datetime, when: datetime, now: datetime) -> Message:
    """A planned reminder that is to go out at another time."""
    weekday = _DAYS[in_china(when).weekday()]
    return Message(
        title=f"改计划提醒：{say_moment(when, now)}（周{weekday}），还没有改",
        text=f"提醒：{said}。原来定的是 {say_moment(before, now)}。点一下才改。",
        buttons=(
            (to("改到这个时间", "planned", "moved", number, stamp_of(when)),),
            (to("取消这次提醒", "planned", "drop", number), PLANNED, HOME),
        ),
    )


def ask_drop(number: int, said: str, when: datetime, now: datetime) -> Message:
    """A planned reminder that is to be cancelled."""
    return Message(
        title=f"取消 {say_moment(when, now)} 的提醒，还没有取消",
        text=f"提醒：{said}。点一下才取消。",
        buttons=((to("取消这次提醒", "planned", "drop", number),), (PLANNED, HOME)),
    )


def listed(found: Sequence[tuple[Planned, str]], now: datetime) -> Message:
    """Reminders that are still to come."""
    lines = [
        f"{place}. {say_moment(moment(one.due_at), now)}　{said}"
        for place, (one, said) in enumerate(found, 1)
    ]
    buttons = tuple(
        (to(f"取消第 {place} 个", "planned", "drop", one.id),)
        for place, (one, _) in enumerate(found, 1)
    )
    return Message(
        title="计划的提醒",
        text="\n".join(lines) or "没有计划中的提醒。可以说：明天上午九点提醒没交的。",
        buttons=(*buttons, (to("自动提醒", "rhythm"), HOME)),
    )


def dropped() -> Message:
    """One was cancelled."""
    return Message(text="取消了，到时候不会提醒。", buttons=((PLANNED, HOME),))


def over() -> str:
    """It was sent or cancelled before."""
    return "这个提醒已经发过或者取消了。"


def went_out(told: Sequence[str]) -> Message:
    """To whoever planned it, when it has gone out."""
    text = (
        f"计划的提醒发出了，{len(told)} 家：{named(told)}。"
        if told
        else "计划的提醒到时间了，没有要提醒的单位。"
    )
    return Message(text=text, buttons=((HOME,),))


def past() -> str:
    """A moment that is over."""
    return "这个时间已经过了，请说以后的时间，例如：明天上午九点提醒没交的。"


def after_deadline() -> str:
    """Nothing is reminded of in a quarter that takes no reports."""
    return per("现在没有在填报或审核的季度，没有什么要提醒的。")


def of_the_next(spoken: str, running: str, *, by_its_day: bool = False) -> Message:
    """A deadline is to be moved, and a quarter is meant that has not begun.

    ``by_its_day``: nobody spoke of it, but by that day the running one has long been reviewed.
    """
    meant = f"那时{running}早审完了，您说的是{spoken}的截止吧？{spoken}" if by_its_day else ""
    return Message(
        text=f"{meant or f'您刚才说的是{spoken}，它'}还没有开期，截止日在“开期”那一页定。"
        f"{running}的截止没有动；要给{running}延期，点“延期”。",
        buttons=((to("开期", "open"), to("延期", "asked", "said", "延期")), (HOME,)),
    )


def nobody_yet(unit: str, comes: str) -> str:
    """加个王丽, of a unit that has no liaison."""
    who = comes or "一位联络员"
    return f"{unit}还没有联络员。要加{who}，点一下生成邀请，把邀请发给本人，本人点开就绑定。"


def who_goes(unit: str, names: Sequence[str], gone: str, new: str) -> str:
    """换联络员 before it is done; ``gone``: who was named of them."""
    goes = f"把{gone}" if gone in names and len(names) > 1 else ""
    comes = f"{goes}换成{new}" if new else f"换下{gone}" if goes else "换人"
    return f"{unit}现在的联络员：{'、'.join(names) or '没有'}。要{comes}："


def only_once(number: int, first: datetime, now: datetime) -> Message:
    """A reminder every day: what can be planned instead."""
    return Message(
        title="自动重复的提醒现在定不了",
        text="一次提醒可以定一个时间，到时候按当时的名单发，已经交了的不会收到；要几天就定几次。"
        "开始填报和截止前后，系统本来就会自动提醒没交的。还什么都没有定。",
        buttons=(
            (to(f"先定一次：{say_moment(first, now)}", "planned", "ask", number, stamp_of(first)),),
            (PLANNED, HOME),
        ),
    )


def cannot_call_back(sent: Notice, number: int, read: int, every: int, now: datetime) -> Message:
    """A notice that went out; ``number``: to whom the correction goes."""
    return Message(
        title="发出去的通知撤不回来",
        text=f"最近一条是 {say_moment(moment(sent.at), now)} 发的，"
        f"{every} 人里已有 {read} 人看过：\n"
        f"{sent.text}\n——\n写错了，可以给同样的人再发一条更正，发出以前会先给您看。",
        buttons=(
            (to("发更正通知", "notice", number),),
            (to("谁看过了", "notice", sent.id, "seen"), HOME),
        ),
    )


def no_liaison(name: str) -> str:
    """Nobody of that name reports for a unit."""
    return f"没有叫{name}的联络员，什么都没有改。可以说单位：把教育局联络员换成（姓名）。"


def of_several_units(name: str, units: Sequence[str]) -> str:
    """One name, several units."""
    return f"叫{name}的联络员有 {len(units)} 处：{named(units)}。要换哪一处？换以前还会再问一次。"
