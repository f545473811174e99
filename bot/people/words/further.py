"""Sentences of a further account: the same person on another phone or in another app."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.people.words.invite import also_in_wecom, own_machine
from bot.speech.calendar import say_moment
from bot.speech.people_names import SURNAMES

ME = Button(label="我的信息", route="me")
CHANNELS = {"web": "网页", "telegram": "Telegram", "wecom": "企业微信"}
"""Channels as people call them."""


def to_open(
    code: str,
    links: Sequence[tuple[str, str]],
    until: datetime,
    now: datetime,
    *,
    office: bool,
    called: str | None = None,
) -> Message:
    """How to come in with another account; ``links``: (channel, address).

    ``called``: the bot's name on WeCom, which has no such address; None where it is no way.
    """
    ways = "\n".join(f"{CHANNELS[channel]}：{address}" for channel, address in links)
    ways = f"打开链接：\n{ways}\n或者在那边" if ways else "在那边私聊考核机器人，"
    wecom = "" if called is None else f"{also_in_wecom(called)}\n"
    return Message(
        title="另一个手机",
        text=f"在另一个手机或电脑上{ways}发送：绑定 {code}\n{wecom}"
        f"{say_moment(until, now)} 前有效，只能用一次，谁用谁就是您，不要转给别人。\n"
        "两边看到的是同一份填报；通知发到您最近用的那一边。"
        + "".join(own_machine(address, office=office) for _, address in links[-1:]),
        buttons=((ME, HOME),),
    )


def privately() -> str:
    """The code would let every reader of the group be this person."""
    return "另一个手机的绑定请在私聊里办，群里别人也看得到。"


def is_it_you(name: str, phone: str) -> Message:
    """Before an account is bound to a person who is bound elsewhere."""
    told = f"（电话 {phone}）" if phone else ""
    return Message(
        title=f"绑定到{name}",
        text=f"{name}{told}已经在别处绑定。确认以后，这里和那边是同一个人，填报接着做。\n您是{name}吗？",
        buttons=(
            (Button(label=f"我是{name}"[:40], route="further/yes"),),
            (Button(label="不是", route="further/no"),),
        ),
    )


_YES = r"(?:是|对+|没错|错不了|嗯+|恩+|确认|正是|好|yes|ok)"
_ME = re.compile(rf"{_YES}*(?:我?[就正也]?是)?我?(?:自己|本人)*")
_NO = r"(?:不对|不|否|no|[搞弄认]?错|了|人)"
_NOT_ME = re.compile(rf"(?=.*(?:不|否|no|错)){_NO}*我?不?是?我?(?:自己|本人)*")
_SMALL = re.compile(r"[\s，,。.！!~～、的啊呀哦吧滴嘛呢哈]")
_SOMEBODY_ELSE = re.compile(rf"(?:不{{0,1}}是{{0,1}},*)我(?:是|叫)[{SURNAMES}][一-鿿]{{1,2}}")


def read_is_it_me(text: str, name: str) -> bool | None:
    """是的，我是; 是我本人; 我就是李敏; 不是我; 我是王强; None: neither."""
    said = _SMALL.sub(",", text.lower()).replace(name or "\0", "")
    said = re.sub(r",+", ",", said).strip(",")
    if not said:
        return (bool(name) and name in text) or None
    joined = said.replace(",", "")
    if joined != "好" and _ME.fullmatch(joined):
        return True
    return False if _NOT_ME.fullmatch(joined) or _SOMEBODY_ELSE.fullmatch(said) else None


def not_you() -> Message:
    """不是: nothing was bound."""
    return Message(text="没有绑定。请用发给您本人的邀请，没有收到请联系县信用办。")


def done(name: str, places: Sequence[str]) -> Message:
    """To the person, on the new account."""
    known = list(dict.fromkeys(places))
    where = "、".join(CHANNELS.get(one, one) for one in known)
    told = f"{where}都可以用了，看到的都一样。"
    return Message(
        title="绑定好了",
        text=f"{name}，{told if len(known) > 1 else '这里可以用了，原来办过的事都在。'}",
        buttons=((HOME, ME),),
    )


def done_elsewhere(channel: str) -> Message:
    """To the person, where they wrote last: somebody came in with their code."""
    return Message(
        text=f"您的账号刚刚又绑定了一处：{CHANNELS.get(channel, channel)}。"
        "如果不是您本人，请马上联系县信用办。"
    )


def same_already(name: str) -> Message:
    """The account is this person's."""
    return Message(text=f"这里已经是{name}的账号，不用再绑。", buttons=((HOME,),))


def somebody_else(mine: str, name: str) -> Message:
    """The account belongs to another entry."""
    return Message(
        text=f"这个账号已经绑定为{mine}，不能再绑到{name}。"
        "如果两边都是您本人，请信用办在管理群发送“合并”，把两处登记合成一个人。",
        buttons=((HOME,),),
    )
