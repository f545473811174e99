"""Sentences of roles and invitations that were said in one sentence, before a tap."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.words import ROLE_NAMES


def invite(role: str, name: str) -> Message:
    """A colleague is to have a role: by an invitation, which is used once."""
    whom = f"给{name}" if name else ""
    called = ROLE_NAMES[role]
    text = (
        f"{called}要本人用一次性邀请进来：点一下生成链接，转{'给' + name if name else '给本人'}，"
        "打开就登记好了。"
    )
    if role == "supplier":
        text = f"{whom or '给'}数据报送员发邀请，先选报哪个部门的数；由谁提供哪一项写在考核办法里。"
    route = ("supply", "invite") if role == "supplier" else ("invite", "role", role)
    return Message(text=text, buttons=((to(f"邀请{called}", *route),), (to("角色", "roles"), HOME)))


def has_role(name: str, role: str) -> Message:
    """Somebody has the role already."""
    text = f"{name}已经是{ROLE_NAMES[role]}了，不用再加。"
    return Message(text=text, buttons=((to("角色", "roles"), HOME),))


def has_not(name: str, role: str, others: Sequence[str]) -> Message:
    """Somebody has no such role."""
    now = f"{name}现在是{'、'.join(ROLE_NAMES[one] for one in others)}。" if others else ""
    text = f"{name}现在不是{ROLE_NAMES[role]}，不用收回。{now}"
    return Message(text=text, buttons=((to("角色", "roles"), HOME),))


def one_more(unit: int, short: str, names: Sequence[str], new: str) -> Message:
    """A further liaison of a unit."""
    now = f"{short}现在的联络员：{'、'.join(names)}。" if names else f"{short}还没有联络员。"
    who = new or "新的联络员"
    text = f"{now}\n点一下给{who}生成一次性邀请，原来的照常用。"
    button = to(f"邀请{who}"[:20], "invite", unit, "more")
    return Message(text=text, buttons=((button,), (to("看单位", "units", unit), HOME)))


def uninvite(unit: int, short: str) -> Message:
    """Before the invitations to a unit become void."""
    text = f"{short}没用过的邀请全部作废？已经进来的联络员不受影响。"
    button = to("作废邀请", "invite", "drop", unit)
    return Message(text=text, buttons=((button,), (to("发出的邀请", "invite", "open", 1), HOME)))
