"""Sentences of joining two entries of one person, and of taking them apart again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf
from bot.people.words.further import CHANNELS

PEOPLE = Button(label="人员", route="roles")
JOIN = Button(label="返回合并", route="join")


@dataclass(frozen=True, slots=True)
class Account:
    """A person as the list shows them."""

    id: int
    name: str
    phone: str
    """Covered in a group."""
    channels: tuple[str, ...]
    roles: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """李敏，138****0001，县教育局联络员，用网页."""
        where = "、".join(CHANNELS.get(one, one) for one in self.channels) or "没有账号"
        roles = "、".join(self.roles) or "没有角色"
        return f"{self.name}，{self.phone or '没有留电话'}，{roles}，用{where}"


def menu(pairs: Sequence[tuple[Account, Account]], undoable: Sequence[tuple[int, str]]) -> Message:
    """合并 alone: who may be one person, and what can be taken apart again."""
    lines = [f"{a.line}\n　和 {b.line}" for a, b in pairs]
    rows = [
        (Button(label=f"合并 {a.name}和{b.name}"[:40], route=f"join/{a.id}/{b.id}"),)
        for a, b in pairs
    ]
    rows += [
        (Button(label=f"拆开 {name}"[:40], route=f"join/undo/{number}"),)
        for number, name in undoable
    ]
    text = "\n".join(lines) if lines else "没有发现姓名或电话相同的两处登记。"
    return Message(
        title="合并：同一个人的两处登记",
        text=f"{text}\n一个人在网页、企业微信、Telegram 上分别绑定过，就会有两处登记。",
        buttons=(*rows, (Button(label="自己选两个人", route="join/first/1"),), (PEOPLE, HOME)),
    )


def choose(leaf: Leaf[Account], first: Account | None) -> Message:
    """Which person: the one that stays first, then the one that goes into it."""
    numbered = [f"{number}. {one.line}" for number, one in enumerate(leaf.items, leaf.first)]
    ahead = f"join/{first.id}" if first else "join/with"
    tail = "" if first else "/1"
    rows = [
        (Button(label=f"{number} {one.name}", route=f"{ahead}/{one.id}{tail}"),)
        for number, one in enumerate(leaf.items, leaf.first)
    ]
    title = f"把谁并入{first.name}？" if first else "保留哪一处登记？"
    turning = (
        (lambda page: f"join/with/{first.id}/{page}")
        if first
        else (lambda page: f"join/first/{page}")
    )
    return Message(
        title=f"{title}{leaf.mark}",
        text="\n".join(numbered) or "没有别的人。",
        buttons=(*rows, *leaf.turning(turning), (JOIN, HOME)),
        replace=True,
    )


def sure(kept: Account, gone: Account) -> Message:
    """Before two entries become one."""
    return Message(
        title=f"合并：{kept.name}",
        text=f"保留：{kept.line}\n并入：{gone.line}\n"
        f"合并以后是一个人：姓名、电话用保留的一处，账号和角色都归到一起，填报本来就是单位的一份，"
        "不受影响。以前做过的事，留痕里还是原来的登记。合错了可以拆开。",
        buttons=(
            (Button(label="确认合并", route=f"join/{kept.id}/{gone.id}/yes"),),
            (Button(label="换一下，保留另一处", route=f"join/{gone.id}/{kept.id}"),),
            (JOIN, HOME),
        ),
    )


def done(kept: Account, number: int) -> Message:
    """After joining."""
    return Message(
        title="已合并",
        text=f"{kept.line}。",
        buttons=((Button(label="合错了，拆开", route=f"join/undo/{number}"),), (PEOPLE, HOME)),
    )


def told(by: str) -> Message:
    """To the person."""
    return Message(
        text=f"信用办的{by}把您的两处登记合成了一个人：哪个账号登录都一样，通知发到您最近用的一处。"
        "如果另一处不是您，请联系县信用办。"
    )


def office_told(by: str, name: str) -> Message:
    """To the office's group, when it was done in private."""
    return Message(text=f"{by}把{name}的两处登记合成了一个人。")


def sure_undo(number: int, kept: str, gone: str) -> Message:
    """Before taking apart."""
    return Message(
        title="拆开",
        text=f"拆开以后，当时并入{kept}的账号和角色回到{gone}原来的登记，合并期间做的事不变。",
        buttons=(
            (Button(label="确认拆开", route=f"join/undo/{number}/yes"),),
            (JOIN, HOME),
        ),
    )


def undone(kept: str) -> Message:
    """After taking apart."""
    return Message(text=f"已拆开，{kept}和并入的登记又是两处了。", buttons=((PEOPLE, HOME),))


def gone_by_now() -> str:
    """One of the two has no account any more, or was joined meanwhile."""
    return "这两处登记已经变了，请重新选择。"


def the_same() -> str:
    """A person with itself."""
    return "要选两处不同的登记。"


def undone_already() -> str:
    """Taken apart before."""
    return "已经拆开了。"


def proposal_waits(name: str) -> str:
    """A release is confirmed by another person; joining would make one of two."""
    return f"{name}提出的公示、公布还在等另一位确认。请先办完，再合并。"
