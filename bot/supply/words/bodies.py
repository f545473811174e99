"""Sentences of who reports the figures of which bodies, and help for them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message


def asked_office() -> Message:
    """The office was told that somebody waits."""
    return Message(text="已经告诉信用办，指定以后会通知您。", buttons=((HOME,),))


def please_assign(person: int, name: str) -> Message:
    """To the office: somebody does not know what to supply."""
    return Message(
        text=f"数据报送员{name}还没有指定报送哪个部门的数据。",
        buttons=((to("指定", "supply", "who", person),),),
    )


def suppliers(lines: Sequence[tuple[int, str, Sequence[str]]]) -> Message:
    """Every 数据报送员 and whose figures each reports."""
    said = [f"{name}：{'、'.join(bodies) or '还没有指定'}" for _, name, bodies in lines]
    return Message(
        title="谁报哪些部门的数据",
        text="\n".join(said) or "还没有数据报送员。",
        buttons=(
            *in_rows([to(f"改 {name}", "supply", "who", person) for person, name, _ in lines], 2),
            (to("邀请数据报送员", "invite", "role", "supplier"),),
            (Button(label="数据录入", route="supply"), HOME),
        ),
    )


def invite_for_which(bodies: Sequence[str]) -> Message:
    """Before a 数据报送员 is invited."""
    ways = [to(body[:40], "supply", "invite", place) for place, body in enumerate(bodies, 1)]
    return Message(
        title="邀请数据报送员",
        text="请来报哪个部门的数据？选好以后，对方绑定了就能录入这个部门的数据；"
        "一个人报几个部门的，绑定以后再添。",
        buttons=(
            *in_rows(ways, 1),
            (to("先不定，以后再指定", "supply", "invite", 0),),
            (to("返回邀请", "invite"), HOME),
        ),
    )


def invited_for(body: str) -> Message:
    """Above the invitation that is to be forwarded."""
    return Message(text=f"下面这个邀请是给{body}的数据报送员的，绑定以后只能录入{body}提供的数据。")


def whose(person: int, name: str, bodies: Sequence[tuple[str, bool]]) -> Message:
    """Tick whose figures somebody reports."""
    ticks = [
        to(f"{'☑' if on else '☐'} {body}", "supply", "who", person, place, 0 if on else 1)
        for place, (body, on) in enumerate(bodies)
    ]
    return Message(
        title=f"{name}报哪些部门的数据",
        text="点一下选上，再点一下去掉。只能录入选上的部门的数据。",
        buttons=(*in_rows(ticks, 1), (to("选好了", "supply", "people"), HOME)),
        replace=True,
    )


def no_such_supplier() -> str:
    """A person without the role."""
    return "这个人现在不是数据报送员。"


def you_may(bodies: Sequence[str]) -> Message:
    """To the supplier whose bodies were changed."""
    text = f"信用办指定您报送：{'、'.join(bodies)}。" if bodies else "您报送的部门已被信用办取消。"
    return Message(text=text, buttons=((Button(label="数据录入", route="supply"), HOME),))


def for_suppliers() -> Message:
    """How a 数据报送员 works, in a few lines."""
    return Message(
        title="数据报送员怎么用",
        text="发“录入”看哪些数还没有，按顺序一家一家点着填；\n"
        "或者点“用表格录入”，填好整张表发回来，确认了才写入；\n"
        "也可以一句话录一个数，例如：录入 教育局 迟报、错报 3\n"
        "录错了随时能改，谁改的、改成多少都会留痕。",
        buttons=((Button(label="数据录入", route="supply"), HOME),),
    )
