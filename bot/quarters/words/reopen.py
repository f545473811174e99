"""Sentences of opening a quarter again that was closed by mistake, and of a clock that jumped."""

from __future__ import annotations

from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.speech.calendar import say_moment
from bot.speech.periodic import per


def none_closed() -> str:
    """No quarter is under review."""
    return per("现在没有已经截止、正在审核的季度，不用重新开放。")


def not_closed(name: str, state: str) -> str:
    """A quarter that is open still, or released already."""
    return f"{name}现在是“{state}”，不能重新开放填报。公示以后要改，请用申诉或更正。"


def time_is_over(name: str, deadline: datetime, now: datetime) -> str:
    """Opened now it would close by itself at once."""
    return (
        f"{name}的截止时间 {say_moment(deadline, now)} 已经过了，重新开放会马上又截止。"
        "要让单位补报，请用延期：例如 延期 教育局 1月8日 原因。"
    )


def ask(name: str, deadline: datetime, now: datetime) -> Message:
    """What it means; the reason is typed."""
    return Message(
        title=f"重新开放 {name}",
        text="截错了才用：重新开放以后，各单位可以继续填报，"
        f"到 {say_moment(deadline, now)} 自动截止。"
        "已经提交的还是已提交，审核过的项目保持原样。要两位管理员同意，原因记入留痕，并通知所有人一次。\n"
        "请发原因。",
        buttons=((HOME,),),
        placeholder="例如：服务器时间错了，提前截止了",
    )


def why_so_short() -> Message:
    """No reason."""
    return Message(text="请写清楚原因，会记入留痕。", buttons=((HOME,),))


def proposed(quarter: int, name: str, by: str, why: str) -> Message:
    """To the other admins."""
    return Message(
        title=f"{by}提议重新开放 {name}",
        text=f"原因：{why}\n同意以后，各单位可以继续填报，审核过的项目保持原样。",
        buttons=(
            (
                Button(label="同意", route=f"reopen/{quarter}/yes"),
                Button(label="不同意", route=f"reopen/{quarter}/no"),
            ),
        ),
    )


def waits(quarter: int, name: str, by: str, why: str, *, mine: bool) -> Message:
    """A proposal stands."""
    withdraw = Button(label="不开放了", route=f"reopen/{quarter}/no")
    if mine:
        text = f"已提议重新开放 {name}，等另一位管理员同意。\n原因：{why}"
        return Message(text=text, buttons=((withdraw, HOME),))
    return proposed(quarter, name, by, why)


def another_admin() -> str:
    """The one who proposed does not agree with themselves."""
    return "这是您自己提议的，要另一位管理员同意。"


def not_proposed() -> str:
    """Nothing waits (any more)."""
    return "没有等待同意的重新开放，可能已经办过了。"


def stays_closed() -> Message:
    """It was declined or withdrawn."""
    return Message(text="好的，不重新开放，保持截止。", buttons=((HOME,),))


def opened(name: str, deadline: datetime, why: str, now: datetime) -> Message:
    """To everybody, once."""
    return Message(
        title=f"{name}重新开放填报",
        text=f"之前截止有误（{why}），现在可以继续填报，到 {say_moment(deadline, now)} 截止。"
        "已经提交的不用再提交；审核过的项目保持原样。",
        buttons=((Button(label="填报", route="fill"), HOME),),
    )


def done(name: str, told: int, *, alone: bool) -> Message:
    """To the admin who agreed."""
    by = "（只有一位管理员，由您一人确认，已如实记入留痕）" if alone else ""
    return Message(text=f"{name}已重新开放填报{by}，已通知 {told} 人。", buttons=((HOME,),))


def is_it_now(now: datetime) -> tuple[str, str]:
    """Before 时间没错 holds: what it means, and what the button says."""
    text = (
        f"现在是 {say_moment(now, None)}，对吗？"
        "对的话，到了时候的开期、截止和提醒一分钟内照办，会发出去。"
    )
    return text, "对，时间没错"


def clock_right(now: datetime) -> Message:
    """After 时间没错."""
    return Message(
        text=f"好的，现在就按 {say_moment(now, None)} 算。开期、截止、提醒一分钟内恢复。",
        buttons=((HOME,),),
    )
