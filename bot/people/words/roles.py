"""Sentences of the list of people: who has which role, and taking one away."""

from __future__ import annotations

from collections.abc import Mapping

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, side_by_side
from bot.corridor.words import ROLE_NAMES

MENU = Button(label="返回人员", route="roles")


def menu(counts: Mapping[str, int]) -> Message:
    """How many have each role."""
    text = "、".join(f"{ROLE_NAMES[role]} {counts.get(role, 0)} 人" for role in ROLE_NAMES)
    buttons = [
        Button(label=f"{name} {counts[role]}", route=f"roles/{role}/1")
        for role, name in ROLE_NAMES.items()
        if counts.get(role)
    ]
    return Message(
        title="人员和角色",
        text=f"{text}。\n点角色看名单，收回角色也在那里。",
        buttons=(
            *side_by_side(buttons),
            (
                Button(label="邀请同事", route="invite/roles"),
                Button(label="审核分工", route="remits"),
            ),
            (
                Button(label="合并登记", route="join"),
                HOME,
            ),
        ),
    )


def no_such_role() -> str:
    """A role that is none."""
    return "没有这个角色。"


def listed(role: str, leaf: Leaf[tuple[int, str, str, str]]) -> Message:
    """People of a role: (grant, name, unit, phone), with a button to take it away."""
    lines = [
        f"{number}. {name}{f'（{unit}）' if unit else ''} {phone or '没有留电话'}"
        for number, (_, name, unit, phone) in enumerate(leaf.items, leaf.first)
    ]
    buttons = [
        Button(label=f"收回 {name}{f' {unit}' if unit else ''}"[:40], route=f"roles/end/{grant}")
        for grant, name, unit, _ in leaf.items
    ]
    return Message(
        title=f"{ROLE_NAMES[role]}{leaf.mark}",
        text="\n".join(lines) if lines else f"现在没有{ROLE_NAMES[role]}。",
        buttons=(
            *leaf.turning(lambda page: f"roles/{role}/{page}"),
            *side_by_side(buttons),
            (MENU, HOME),
        ),
        replace=True,
    )


def masked(phone: str) -> str:
    """A phone as it is shown in a group: 138****0001; of several numbers the first."""
    first = phone.partition("、")[0]
    return f"{first[:3]}****{first[-4:]}" if first else ""


def of_unit(unit_id: int, unit: str, people: tuple[tuple[int, str], ...]) -> Message:
    """换人: which of the liaisons goes."""
    rows = tuple(
        (Button(label=f"换掉 {name}"[:40], route=f"roles/swap/{grant}"),) for grant, name in people
    )
    return Message(
        text=f"{unit}要换下哪一位？换下的人马上不能再填报，已填的内容都留在单位。"
        if people
        else f"{unit}现在没有联络员。",
        buttons=(*rows, (Button(label="单位情况", route=f"units/{unit_id}"), HOME)),
    )


def gone() -> str:
    """The role was taken away before."""
    return "这个角色已经收回了，名单可能已经更新。"


def sure(grant: int, name: str, what: str, swap: bool, alone: bool) -> Message:
    """Before taking a role away."""
    verb = "换人" if swap else "收回"
    text = f"{verb}以后，{name}不再是{what}，以前点过的按钮也都失效。历史记录不变。"
    if alone:
        text += "\n这个单位就没有联络员了，" + (
            "换人以后马上生成新的邀请。" if swap else "请随后邀请新的联络员。"
        )
    return Message(
        title=f"{verb}：{name}（{what}）",
        text=text,
        buttons=(
            (Button(label=f"确认{verb}", route=f"roles/{'swap' if swap else 'end'}/{grant}/yes"),),
            (Button(label="先不换" if swap else "不收回", route="roles"), HOME),
        ),
    )


def last_admin() -> str:
    """There must always be an admin."""
    return "这是最后一位管理员，不能收回。请先邀请一位新的管理员，等对方绑定以后再收回。"


def ended(name: str, what: str) -> Message:
    """After taking a role away."""
    return Message(text=f"已收回，{name}不再是{what}。", buttons=((MENU, HOME),))


def told(what: str) -> Message:
    """To the person whose role was taken away."""
    return Message(text=f"信用办调整了人员：您不再是{what}。如有疑问请联系县信用办。")


def others_told(name: str, unit: str) -> Message:
    """To the other liaisons of the unit."""
    return Message(text=f"信用办调整了人员：{name}不再是{unit}的联络员。")


def office_told(name: str, what: str, by: str) -> Message:
    """To the office's group."""
    return Message(text=f"{by}调整了人员：{name}不再是{what}。")


def what(role: str, unit: str) -> str:
    """县教育局联络员, or 审核员."""
    return f"{unit}{ROLE_NAMES[role]}"
