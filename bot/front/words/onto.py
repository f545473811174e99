"""Sentences about what was just shown or done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import ROUTE_BYTES, Button, Message
from bot.speech.calendar import say_moment

_NOT_DONE: Final = {
    "extend": "好，不延了。刚才说的延期没有办，截止时间没有动。",
    "nudge": "好，不催了。刚才那份催报没有发。",
    "plan": "好，不提醒了。刚才那个提醒没有定。",
    "notice": "好，不发了。刚才那份通知没有发出去，谁也没有收到。改主意了先看一遍再发。",
}


def not_done(kind: str) -> str:
    """算了不催了: nothing has been done; empty: it cannot be said."""
    return _NOT_DONE.get(kind, "")


_ON: Final = {"notice": "刚才那份通知", "plan": "刚才说的提醒", "planned": "定好的提醒"}


def only_spoken_of(
    kind: str, rest: str, shown: Sequence[tuple[str, str]], *, denied: bool
) -> Message:
    """A change that was asked about, or denied: nothing is changed, it is one tap away.

    ``shown``: the page's own buttons, which stand below it again.
    """
    of = _ON.get(kind, "刚才说的")
    said = (
        f"好，{of}没有动。"
        if denied
        else f"问一句不会动它，{of}没有变。要这样改的话点一下，改了也还会先给您看："
    )
    change = to(rest[:20], "asked", "said", rest)
    fits = not denied and len(change.route.encode()) <= ROUTE_BYTES
    own = tuple((Button(label=label, route=route),) for label, route in shown[:_OWN])
    return Message(text=said, buttons=(*(((change,),) if fits else ()), *own, (HOME,)))


_OWN = 6


REVIEW: Final = ((to("审核", "review"), HOME),)


def sent_back() -> str:
    """给它们都宽限两天, behind units whose rows went back: another deadline is meant."""
    return (
        "这几家已经提交，等的是退回补正，填报截止不用延。补正期限是退回时定的："
        "要放宽哪一项，请在审核里把那一项再退回一次，写上新的日子。"
    )


def own_words(number: int) -> Message:
    """话说软和点, of what reminds: whose words these are, and how one's own are sent.

    ``number``: the kept list it would go to; 0: none in particular.
    """
    these = "给这几家发通知" if number else "发通知"
    return Message(
        text="提醒的话是系统按每家还差什么写的，各家不一样，措辞不能改；刚才的没有动。"
        "想用自己的话，就发一份通知，发出以前先给您看。",
        buttons=((to(these, "notice", number),), (HOME,)),
    )


def nobody_left() -> str:
    """Without those that were named nobody is left."""
    return "去掉以后就没有单位了，什么也没有办。"


def nobody_such() -> str:
    """只发给没交总结的, and everybody has handed one in."""
    return "现在没有这样的单位，刚才的没有动，还可以接着办。"


def which_reminder() -> str:
    """撤了, below several planned reminders."""
    return "您说的是哪一个提醒？点一个，点了还会再问一次："


def that_reminder(due: datetime, now: datetime) -> str:
    """One of them, on its button."""
    return f"{say_moment(due, now)} 的提醒"
