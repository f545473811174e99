"""Sentences of inviting: the invitation itself, who is still to be invited, what can be undone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, File, Message, Recipe
from bot.corridor.paging import Leaf, side_by_side
from bot.corridor.words import ROLE_NAMES
from bot.people.words.roles import masked
from bot.speech.calendar import say_moment
from bot.speech.periodic import per

MENU = Button(label="返回邀请", route="invite")
UNITS = Button(label="单位名单", route="units")
INVITED_ROLES = ("reviewer", "admin", "observer", "supplier")
"""Roles of the office and of bodies that supply figures; liaisons are invited to their unit."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A fresh invitation; ``code`` and ``link`` carry the code's mark, ``hashed`` is kept."""

    role: str
    unit: str
    unit_id: int | None
    code: str
    hashed: str
    link: str | None
    expires: datetime
    county: str
    revoked: int
    """How many earlier invitations it made void."""
    way: str = "请私聊考核机器人"
    """How the bot is reached where no link leads to it."""
    also: tuple[str, ...] = ()
    """Further ways in, a line each: through the other channels that are in use."""
    contact: str = ""
    """Whom the list of units names as liaison, and the telephone number."""
    phone: str = ""

    @property
    def whom(self) -> str:
        """县教育局联络员李敏, or 审核员."""
        return f"{self.unit}{ROLE_NAMES[self.role]}{self.contact}"


def sure_unit(unit: int, name: str) -> Message:
    """Before the invitation of a unit without a liaison is made."""
    text = (
        f"{name}现在没有联络员。点一下生成一次性邀请，转给要填报的同事；也可以带上姓名和电话，"
        f"例如：{name}加个联络员 王丽 13800001234。"
    )
    make = Button(label="生成邀请", route=f"invite/{unit}")
    return Message(text=text, buttons=((make,), (MENU, HOME)))


def way(channel: str, called: str) -> str:
    """How the bot is reached where the invitation was asked for; most likely that is shared."""
    return f"请{_in_wecom(called)}" if channel == "wecom" else "请私聊考核机器人"


def _in_wecom(called: str) -> str:
    return f"在企业微信里搜索机器人“{called}”，打开以后" if called else "在企业微信里打开考核机器人"


def also_in_wecom(called: str) -> str:
    """Below a code that was shown elsewhere."""
    return f"也可以{_in_wecom(called)}，发送上面这句绑定。"


def also(channel: str, own: str | None, links: Mapping[str, str], called: str | None) -> list[str]:
    """The ways in through other channels than the one where the invitation was asked for.

    ``links``: channel → address; ``called``: the bot's name on WeCom, None where WeCom is not in
    use. An address that only the machine itself can open is no way for anybody else.
    """
    lines = [
        f"也可以用{'网页' if to == 'web' else ' Telegram '}打开：{address}"
        for to, address in links.items()
        if to != channel and address != own and not own_machine(address)
    ]
    if called is not None and channel != "wecom":
        lines.append(also_in_wecom(called))
    return lines


_JOBS = {
    "liaison": "请绑定后填报社会信用体系建设季度考核。",
    "observer": "绑定以后可以随时看信用考核的进度、排名和扣分原因；只看、只问，不改任何东西。",
    "supplier": "请绑定后报送本部门提供的数据。",
}
"""What the invitation is for, by role."""


def to_forward(issued: Issued, now: datetime) -> Message:
    """What is forwarded as it stands."""
    job = per(_JOBS.get(issued.role, "请绑定后参加信用考核工作。"))
    whom = "" if issued.role == "observer" else issued.whom  # a director is no 观察员 to the face
    page = _first_page(issued.link)
    if page and not issued.also:  # the web alone: there is no chat yet to send anything to
        way = f"点开链接：{issued.link}\n打不开就打开 {page} ，输入邀请码 {issued.code}\n"
    elif issued.link:
        way = f"点开链接：{issued.link}\n打不开就发送：绑定 {issued.code}\n"
    else:
        way = f"{issued.way}，发送：绑定 {issued.code}\n"
    return Message(
        text=f"{whom}您好！我是{issued.county}信用考核机器人，{job}\n{way}"
        + "".join(f"{line}\n" for line in issued.also)
        + f"{say_moment(issued.expires, now)} 前有效，只能用一次，请不要转给无关的人。"
    )


def _first_page(link: str | None) -> str:
    """The page of the web chat that takes a code, of a link that carries one; "" for another."""
    root, carries, _ = (link or "").partition("/i/")
    return root if carries else ""


_OWN_MACHINE = re.compile(r"https?://(?:127\.|localhost|0\.0\.0\.0|\[?::1)")


def own_machine(link: str | None, *, office: bool = True) -> str:
    """A link that only the machine itself can open: what to set; else nothing.

    ``office``: whoever reads it is of the office; a unit can only tell them.
    """
    if link is None or _OWN_MACHINE.match(link) is None:
        return ""
    if not office:
        return (
            "\n注意：这个链接只有装机器人的那台电脑自己能打开，手机打不开。"
            "请告诉信用办，由他们设好网址；改好以前，到那边发送上面的绑定码。"
        )
    return (
        "\n注意：链接里的地址只有这台电脑自己能打开，手机打不开。请在 config.toml 的 [web] 里把"
        " public_address 设成手机能访问的网址（例如 https://xinkao.example.gov.cn），"
        '前面没有反向代理的，host 也改成 "0.0.0.0"；重启以后重新邀请。'
    )


def issued(made: Issued, now: datetime, own: bool = False) -> Message:
    """To whoever invited, below what is to be forwarded."""
    ready = "先不要转发，原因见下面的“注意”" if own_machine(made.link) else "可以直接转发给"
    text = (
        f"上面这段话{ready}{'' if own_machine(made.link) else made.whom}。\n"
        f"邀请码 {made.code}，有效到 {say_moment(made.expires, now)}，用一次就失效。"
    )
    if made.phone:
        text += f"\n名单上的电话：{masked(made.phone)}，全号在“单位”里看。"
    text += own_machine(made.link)
    if made.revoked:
        text += "\n以前发的、还没用的邀请已经作废，以这个为准。"
    rows: tuple[tuple[Button, ...], ...] = ((HOME,),)
    if not own and made.unit_id is not None:
        more = Button(label="再加一位", route=f"invite/{made.unit_id}/more")
        rows = ((more, Button(label="邀请别的单位", route="invite/unbound/1")), (MENU, HOME))
    elif not own:
        rows = ((MENU, HOME),)
    return Message(title=f"邀请{made.whom}", text=text, buttons=rows)


def no_units() -> Message:
    """Nobody can be invited as a liaison yet."""
    importing = Button(label="导入名单", route="units/import")
    return Message(
        text="名单里还没有单位，先导入名单，再邀请联络员。", buttons=((importing,), (MENU, HOME))
    )


def menu(units: int, unbound: int, waiting: int) -> Message:
    """邀请 alone. ``units``: how many are assessed."""
    state = f"还有 {unbound} 个单位没有联络员" if unbound else "各单位都有联络员了"
    if not units:
        state = "名单里还没有单位，发“单位”先导入名单"
    waits = f"，{waiting} 个邀请发出去还没有用" if waiting else ""
    rows = (
        [(Button(label=f"没绑定的单位（{unbound}）", route="invite/unbound/1"),)] if unbound else []
    )
    rows.append((Button(label="邀请同事", route="invite/roles"),))
    if waiting:
        rows.append((Button(label=f"撤销没用的邀请（{waiting}）", route="invite/open/1"),))
    rows.append((HOME,))
    return Message(
        title="邀请",
        text=f"{state}{waits}。\n也可以直接发：邀请 教育局；邀请 管理员。",
        buttons=tuple(rows),
    )


def unbound(leaf: Leaf[tuple[int, str, bool]]) -> Message:
    """Units without a liaison, a button each; sent: an invitation is under way."""
    if not leaf.total:
        return Message(text="各单位都有联络员了。", buttons=((MENU, HOME),))
    buttons = [
        Button(label=f"邀请 {name}" + ("（已发）" if sent else ""), route=f"invite/{number}")
        for number, name, sent in leaf.items
    ]
    return Message(
        title=f"没有联络员的单位{leaf.mark}",
        text=f"共 {leaf.total} 个，点一个就生成邀请。“已发”的是发过、对方还没有绑定。",
        buttons=(
            *side_by_side(buttons),
            *leaf.turning(lambda page: f"invite/unbound/{page}"),
            *(
                ((Button(label=f"全部生成一张表（{leaf.total}）", route="invite/all"),),)
                if leaf.total > 1
                else ()
            ),
            (MENU, HOME),
        ),
        replace=True,
    )


def sure_all(count: int, sent: int) -> Message:
    """Before inviting every unit that has nobody."""
    again = f"其中 {sent} 个发过邀请还没有用，会作废换新的。" if sent else ""
    return Message(
        title="全部邀请",
        text=f"给 {count} 个没有联络员的单位各生成一个邀请，做成一张表，每行都有可以转发的话。\n"
        f"{again}邀请码只在这张表里出现一次，请保管好。",
        buttons=(
            (Button(label=f"生成 {count} 个邀请", route="invite/all/yes"),),
            (Button(label="先不生成", route="invite"), HOME),
        ),
    )


def all_issued(made: Sequence[tuple[Issued, str]], now: datetime) -> Message:
    """Every invitation as a line of one sheet; with each its table."""
    lines = [
        {
            "unit": one.unit,
            "group": group,
            "contact": one.contact,
            "phone": one.phone,
            "code": one.code,
            "link": one.link or "",
            "until": say_moment(one.expires, now),
            "text": to_forward(one, now).text,
        }
        for one, group in made
    ]
    warning = own_machine(made[0][0].link)
    return Message(
        title=f"已生成 {len(lines)} 个邀请",
        text=f"有效到 {say_moment(made[0][0].expires, now)}，每个只能用一次。\n"
        f"请按表逐个转发；对方绑定以后这里会有通知。{warning}",
        files=(
            File(
                label="联络员邀请.xlsx",
                recipe=Recipe(
                    name="invitations", data={"lines": lines, "warning": warning.strip()}
                ),
                passing=True,
            ),
        ),
        buttons=((Button(label="看进度", route="progress"), MENU, HOME),),
    )


def roles() -> Message:
    """Which role a colleague gets."""
    tells = {
        "reviewer": "看材料、审核",
        "admin": "全部管理",
        "observer": "只看进度和排名",
        "supplier": "报外部数据",
    }
    rows = tuple(
        (Button(label=f"{ROLE_NAMES[role]}（{tells[role]}）", route=f"invite/role/{role}"),)
        for role in INVITED_ROLES
    )
    return Message(text="邀请同事担任哪个角色？", buttons=(*rows, (MENU, HOME)))


def no_such_role() -> Message:
    """A role that nobody is invited to in this way."""
    return Message(text="没有这个角色。联络员请按单位邀请，例如：邀请 教育局。", buttons=((MENU,),))


def has_liaisons(unit_id: int, unit: str, names: tuple[str, ...]) -> Message:
    """The unit has somebody already: one more, or somebody else?"""
    return Message(
        title=f"{unit}已有联络员",
        text=f"现在是{'、'.join(names)}。要再加一位，还是换人？",
        buttons=(
            (Button(label="再加一位", route=f"invite/{unit_id}/more"),),
            (Button(label="换人", route=f"roles/unit/{unit_id}"),),
            (MENU, HOME),
        ),
    )


def not_assessed(unit: str) -> Message:
    """The unit is no longer on the list."""
    return Message(
        text=f"{unit}已经停用，不参加考核，不用邀请。要恢复请到“单位”里操作。",
        buttons=((Button(label="单位", route="units"), HOME),),
    )


def no_unit() -> str:
    """A route to a unit that is not there."""
    return "没有找到这个单位，名单可能改过了。"


def open_ones(leaf: Leaf[tuple[str, str, datetime]], now: datetime) -> Message:
    """Invitations nobody has used: (route to revoke, whom, until when)."""
    if not leaf.total:
        return Message(text="没有发出去还没用的邀请。", buttons=((MENU, HOME),))
    lines = [f"{whom}，有效到 {say_moment(until, now)}" for _, whom, until in leaf.items]
    rows = tuple((Button(label=f"撤销 {whom}"[:40], route=route),) for route, whom, _ in leaf.items)
    return Message(
        title=f"还没用的邀请{leaf.mark}",
        text="\n".join(lines),
        buttons=(*rows, *leaf.turning(lambda page: f"invite/open/{page}"), (MENU, HOME)),
        replace=True,
    )


def dropped(whom: str, count: int) -> Message:
    """After 撤销."""
    text = f"{whom}的邀请已经撤销。" if count else f"{whom}没有可以撤销的邀请，可能已经用掉了。"
    return Message(text=text, buttons=((MENU, HOME),))


def invites_you(county: str, role: str, unit: str) -> str:
    """On the page that a link opens, before anybody has come in."""
    if unit:
        return f"{county}信用办邀请您担任{unit}的{ROLE_NAMES[role]}，填报社会信用季度考核。"
    return f"{county}信用办邀请您担任社会信用季度考核的{ROLE_NAMES[role]}。"


def at_head(name: str, works: Sequence[tuple[str, str]]) -> str:
    """Who sits here, and for whom; ``works``: (role, unit or empty). One line of a phone."""
    units = [unit for role, unit in works if unit and role == "liaison"]
    shown = "、".join(units[:2]) + (f"等 {len(units)} 个单位" if len(units) > 2 else "")
    said = [f"{shown}{ROLE_NAMES['liaison']}"] if units else []
    said += [ROLE_NAMES[role] for role in dict.fromkeys(one for one, unit in works if not unit)]
    return f"{name}　{'、'.join(said)}" if said else name


def another_phone(county: str) -> str:
    """On the page that opens a further account: it gives nobody a role."""
    return f"打开以后，这台手机或电脑也能用您在{county}信用考核的账号。"


def whom(role: str, unit: str) -> str:
    """县教育局联络员."""
    return f"{unit}{ROLE_NAMES.get(role, role)}"
