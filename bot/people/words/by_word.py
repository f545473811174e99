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


def several(role: str, unit: str = "", route: str = "") -> Message:
    """再多要一个: a link lets one person in; another tap makes another."""
    text = "一个邀请链接只能进一个人；要几位，就点几下，每点一下出一个新的，先前的照常用。"
    if unit:
        text = f"{unit}：{text}"
    make = (to(f"邀请{ROLE_NAMES[role]}", route or f"invite/role/{role}"),)
    said = f"{text}\n{ROLE_NAMES[role]}的邀请还没有生成，没有改。"
    return Message(text=said, buttons=(make, (HOME,)))


def has_role(name: str, role: str) -> Message:
    """Somebody has the role already."""
    text = f"{name}已经是{ROLE_NAMES[role]}了，不用再加。说的是另一个人，就发邀请给他本人。"
    another = to(f"邀请另一位{ROLE_NAMES[role]}", "invite", "role", role)
    return Message(text=text, buttons=((another,), (to("角色", "roles"), HOME)))


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


def no_call_to_suppliers(short: str, names: Sequence[str]) -> Message:
    """Who reports figures is told when a quarter opens, and called by nobody but people."""
    of = f"{short}的" if short else ""
    invite = to("邀请数据报送员", "supply", "invite")
    see = to("部门数据", "supply")
    if not names:
        text = (
            f"{short or '各部门'}还没有数据报送员，没有人可提醒；它提供的数现在由管理员录。"
            "请打电话要数，或者邀请一位，以后开期时会自动通知他。"
        )
        return Message(text=text, buttons=((see, invite), (HOME,)))
    text = (
        f"{of}数据报送员：{'、'.join(names)}。\n"
        "开期时会自动通知他；平时没有给数据报送员的催报，请打个电话。还差谁的数，在“部门数据”里看。"
    )
    return Message(text=text, buttons=((see, to("数据报送员", "supply", "people")), (HOME,)))


def rings_anew(unit: int, short: str, people: Sequence[str], phone: str) -> Message:
    """A liaison has another number: only that person changes it. ``unit``: 0 where none is known.

    ``people``: the unit's liaisons, with the number that is known of each.
    """
    now = f"{short}的联络员：{'、'.join(people)}。\n" if people else ""
    number = f"（{phone}）" if phone else ""
    text = (
        f"{now}联络员的手机号只有本人能改，我不替人改：请他在自己的对话里发“我的信息”，点“改电话”，"
        f"填上新号{number}，这里马上跟着变。账号还是他的，不用换人，也不用重新邀请。"
    )
    ways = (
        (to("手机丢了", "logins", "lost", unit), to("换联络员", "roles", "unit", unit))
        if unit
        else (to("单位名单", "units"),)
    )
    return Message(text=text, buttons=(ways, (HOME,)))
