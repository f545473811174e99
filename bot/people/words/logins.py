"""Sentences of log-ins: where one is logged in, leaving everywhere, a lost phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import side_by_side
from bot.people.words.further import CHANNELS, ME
from bot.speech.calendar import say_moment

OUT = Button(label="退出所有设备", route="logins/out")


def privately() -> str:
    """Where people are logged in is nothing for a group."""
    return "登录记录只在私聊里看和改，群里别人也看得到。"


def login(
    *, on: str, where: str, since: datetime, seen: datetime, over: bool, now: datetime
) -> str:
    """One log-in of the web chat."""
    what = "，".join(part for part in (on or "网页", where) if part)
    state = "（已退出）" if over else ""
    return f"· {what}：{say_moment(since, now)} 登录，最近 {say_moment(seen, now)}{state}"


def account(channel: str) -> str:
    """An account on another channel: its own log-ins are its own affair."""
    name = CHANNELS.get(channel, channel)
    return f"· {name}：已绑定（{name}自己在哪些设备上登录，请在{name}里看）"


def shown(lines: Sequence[str]) -> Message:
    """One's own."""
    return Message(
        title="登录记录",
        text="\n".join(lines or ["还没有登录记录。"])
        + "\n有不认识的，请马上退出所有设备，并告诉信用办。",
        buttons=((OUT, ME), (HOME,)),
    )


def sure_out(count: int, elsewhere: bool) -> Message:
    """Before leaving everywhere."""
    here = "" if elsewhere else "，包括现在这一处"
    return Message(
        title="退出所有设备",
        text=f"网页有 {count} 处登录，会全部退出{here}。\n"
        "再进来要一个新的码：发“另一个手机”先拿一个，或者请信用办发。",
        buttons=(
            (Button(label="全部退出", route="logins/out/yes"),),
            (Button(label="先拿一个码", route="further"), HOME),
        ),
    )


def left(count: int) -> Message:
    """Everywhere, done."""
    return Message(text=f"网页的 {count} 处登录已全部退出。", buttons=((HOME,),))


def of_unit(unit: int, name: str, told: Sequence[tuple[str, Sequence[str]]]) -> Message:
    """To an admin: where the people of a unit are logged in."""
    parts = [f"{who}\n" + ("\n".join(lines) or "· 没有登录过") for who, lines in told]
    return Message(
        title=f"{name} 登录记录",
        text="\n".join(parts),
        buttons=((Button(label="手机丢了", route=f"logins/lost/{unit}"), HOME),),
    )


def whose(unit: int, name: str, there: Sequence[tuple[int, str]]) -> Message:
    """Several liaisons: whose phone."""
    buttons = [
        Button(label=who[:40], route=f"logins/lost/{unit}/{number}") for number, who in there
    ]
    return Message(text=f"{name}有 {len(there)} 位联络员，谁的手机丢了？",
                   buttons=(*side_by_side(buttons), (HOME,)))  # fmt: skip


def sure_lost(unit: int, person: int, name: str, channels: Sequence[str]) -> Message:
    """Before ending the log-ins of a lost phone."""
    where = "、".join(CHANNELS.get(one, one) for one in channels) or "没有绑定任何渠道"
    return Message(
        title=f"结束{name}的登录",
        text=f"{name}现在绑定在：{where}。确认以后，网页登录全部退出，Telegram、企业微信解除绑定，"
        "没发出的消息不再发到那里。角色和填报都不变，本人用新的码再进来。",
        buttons=(
            (Button(label="确认结束", route=f"logins/lost/{unit}/{person}/yes"),),
            (HOME,),
        ),
    )


def ended(unit: int, person: int, name: str) -> Message:
    """To the admin, done."""
    return Message(
        text=f"{name}的登录已全部结束，已记入留痕。本人换好手机以后，给他一个码就能再进来。",
        buttons=((Button(label="给他一个码", route=f"logins/back/{unit}/{person}"), HOME),),
    )


def code_privately() -> str:
    """Whoever uses the code is this person."""
    return "谁用这个码谁就是本人，请到私聊里再点一次。"


def to_come_back(name: str, code: str, link: str | None, until: datetime, now: datetime) -> Message:
    """The code that lets somebody in again, to be read out to them."""
    ways = f"打开链接 {link}，或者" if link else ""
    return Message(
        title=f"{name}重新进入",
        text=f"请只告诉{name}本人：{ways}在考核机器人里发送：绑定 {code}\n"
        f"{say_moment(until, now)} 前有效，只能用一次，谁用谁就是{name}。请先打电话核实。",
        buttons=((HOME,),),
    )


def nobody(name: str) -> str:
    """The unit has no liaison."""
    return f"{name}现在没有联络员。"


def not_theirs() -> str:
    """The person does not belong to the unit (any more)."""
    return "这个人不是（或已经不是）这个单位的联络员。"


def not_of_the_office() -> str:
    """The person holds no role of the office (any more)."""
    return "这个人现在没有信用办这边的身份，不用给码。"


def office_told_of_code(name: str, role: str, by: str) -> Message:
    """To the office's groups: a code lets its bearer act as a colleague."""
    return Message(text=f"{by}给{role}{name}发了一个重新登录的码。不是{name}自己要的，请马上查问。")


def others_told(name: str, unit: str) -> Message:
    """To the unit's other people."""
    return Message(text=f"信用办已结束{unit}{name}在各处的登录（手机丢失）。填报不受影响。")


def office_told(name: str, unit: str, by: str) -> Message:
    """To the office's groups."""
    return Message(text=f"{by}结束了{unit}{name}的全部登录（手机丢失）。")
