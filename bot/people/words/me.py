"""Sentences of a person's own entry: who I am here, and mending name or phone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.people.words.further import CHANNELS

_LABELS = {"name": "姓名", "phone": "电话"}
ME = Button(label="我的信息", route="me")
LOGINS = Button(label="登录记录", route="logins")


def shown(
    name: str,
    phone: str,
    roles: Sequence[str],
    liaison: bool,
    channels: Sequence[str],
    beside: Sequence[str] = (),
) -> Message:
    """Name, phone, roles, fellow liaisons and accounts; the phone only in a private chat."""
    lines = [f"姓名：{name}"]
    lines += [f"电话：{phone}"] if phone else []
    lines += [f"身份：{'、'.join(roles) or '现在没有'}"]
    lines += [f"本单位其他联络员：{'、'.join(dict.fromkeys(beside))}"] if beside else []
    if len(channels) > 1:
        where = "、".join(CHANNELS.get(one, one) for one in dict.fromkeys(channels))
        lines.append(f"账号：{len(channels)} 个，{where}")
    rows: list[tuple[Button, ...]] = [
        (Button(label="改姓名", route="me/name"), Button(label="改电话", route="me/phone"))
    ]
    more = Button(label="另一个手机", route="further")
    handover = Button(label="交接给同事", route="handover")
    rows.append((more, LOGINS))
    if liaison:
        rows.append((handover,))
    return Message(title="我的信息", text="\n".join(lines), buttons=(*rows, (HOME,)))


def ask(what: str) -> Message:
    """Which name, or which number."""
    texts = {
        "name": ("请发正确的姓名。", "请输入姓名"),
        "phone": ("请发新的电话，手机号或者带区号的座机。", "请输入电话"),
    }
    text, placeholder = texts[what]
    back = (Button(label="不改了", route="me"),)
    return Message(text=text, placeholder=placeholder, buttons=(back,))


def would_be(what: str, value: str) -> str:
    """What would change, behind 您是要."""
    return f"把{_LABELS[what]}改成“{value}”"


def changed(what: str, value: str) -> Message:
    """After the change."""
    return Message(text=f"{_LABELS[what]}已改为：{value}。", buttons=((ME, HOME),))


def privately() -> str:
    """A phone number is nothing for a group."""
    return "个人信息请在私聊里看和改。"
