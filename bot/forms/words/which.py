"""Sentences around the choice of a unit and a quarter."""

from __future__ import annotations

from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.speech.quarters import name
from storage.database import moment
from storage.queries.quarters import Quarter


def no_unit() -> str:
    """To a person who is liaison of no unit."""
    return "您现在不是任何单位的联络员。要填报，请用信用办发的邀请链接绑定单位。"


def no_quarter() -> str:
    """While no quarter has been opened."""
    return per("现在还没有开始考核的季度，开期以后会在这里通知您。")


def not_taking_part() -> str:
    """For a unit that is not assessed in the quarter."""
    return per("本单位没有参加这个季度的考核。如有疑问请联系县信用办。")


def meant(quarter: Quarter, now: datetime) -> str:
    """Of two quarters that are alive, which one a page is of, and until when."""
    ends = {"review": quarter.review_until, "announced": quarter.appeal_until}
    stage = {"open": "填报截止", "review": "审核截止", "announced": "申诉截止"}[quarter.state]
    until = moment(ends[quarter.state]) if quarter.state in ends else quarter.deadline
    return f"（{name(quarter.year, quarter.number)}，{stage} {say_moment(until, now)}）"


def which_unit() -> str:
    """To a liaison of several units."""
    return "您负责几个单位，这次要办哪一个？"


def no_such_list() -> str:
    """A list that is none."""
    return "没有这一份名单。"


def no_such_quarter() -> str:
    """A route to a quarter that is not there."""
    return per("没有找到这个季度。")


def not_opened(quarter: str) -> Message:
    """A quarter that was named but never opened."""
    return Message(
        text=f"{quarter}还没有开期，没有数据可看。",
        buttons=((Button(label="看进度", route="progress"), HOME),),
    )


def none_open(may_open: bool) -> Message:
    """Before the first quarter."""
    rows = ((Button(label="开期", route="open"),),) if may_open else ()
    return Message(text=per("还没有开期的季度。"), buttons=(*rows, (HOME,)))
