"""Sentences of who does a reviewer's work while that one is away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import side_by_side

BACK = Button(label="审核分工", route="remits")


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody has to do that nobody else is offered."""

    open: str = ""
    """The item that lies before the person, by unit and row."""
    kept: int = 0
    """Items that wait for the person: asked by a colleague, or supplemented after an own return."""
    remit: str = ""
    """The part of the tables that is the person's, in words."""
    waiting: int = 0
    """What waits of that part."""


def _lines(name: str, work: Work) -> list[str]:
    lines = []
    if work.remit:
        lines.append(f"分工：{work.remit}（待审 {work.waiting} 项）")
    if work.kept:
        lines.append(f"转给{name}和补正后等{name}复核的：{work.kept} 项")
    if work.open:
        lines.append(f"正打开着：{work.open}")
    if not lines:
        lines.append(f"现在没有专门留给{name}的：没有分工的指标大家都能审，谁打开谁审。")
    return lines


def which(person: int, name: str, work: Work, others: Sequence[tuple[int, str]]) -> Message:
    """Somebody is away: who does it?"""
    if not others:
        return Message(
            text=f"除了{name}没有别的审核员，请先邀请一位。",
            buttons=((to("邀请审核员", "invite", "role", "reviewer"), HOME),),
        )
    each = [to(f"{one}代审", "review", "cover", person, number) for number, one in others[:_MOST]]
    return Message(
        title=f"{name}手上的",
        text="\n".join([*_lines(name, work), "要谁代审，点一下，先给您看。"]),
        buttons=(*side_by_side(each, 2), (BACK, HOME)),
    )


_MOST = 8


def shown(person: int, name: str, cover: int, other: str, work: Work) -> Message:
    """Before somebody stands in."""
    after = (
        f"由{other}代审：{name}的分工、以后转来的和补正后要复核的都到{other}那里，"
        f"{name}打开着的放回待审。已经定的不变。{name}回来了，发“{name}回来了”就还回去。"
    )
    return Message(
        title=f"{name} → {other}，还没有改",
        text="\n".join([*_lines(name, work), after]),
        buttons=((to(f"由{other}代审", "review", "cover", person, cover, "yes"),), (BACK, HOME)),
    )


def done(name: str, other: str, person: int) -> Message:
    """Somebody stands in now."""
    return Message(
        text=f"✓ {name}的审核由{other}代审。",
        buttons=((to("结束代审", "review", "uncover", person), BACK), (HOME,)),
    )


def told(name: str, by: str) -> Message:
    """To whoever stands in."""
    whose = "本人" if by == name else name
    return Message(
        text=f"{by}请您代审{whose}的项目：{name}的分工、转来的和补正后要复核的现在都到您这里。",
        buttons=((to("审核", "review"), HOME),),
    )


def told_away(other: str) -> Message:
    """To whoever is away."""
    return Message(text=f"您不在时，您的审核由{other}代审。", buttons=((HOME,),))


def over_told(name: str) -> Message:
    """To whoever stood in."""
    return Message(text=f"{name}回来了，不用再代审。", buttons=((to("审核", "review"), HOME),))


def ask_end(person: int, name: str, other: str) -> Message:
    """Before the work goes back."""
    return Message(
        text=f"现在由{other}代审{name}的。结束后，还没有定的回到{name}那里；{other}已经定的不变。",
        buttons=((to("结束代审", "review", "uncover", person, "yes"),), (BACK, HOME)),
    )


def ended(name: str) -> Message:
    """The work went back."""
    return Message(text=f"✓ 代审结束，{name}的审核回到本人。", buttons=((BACK, HOME),))


def none(name: str) -> Message:
    """Nobody stands in."""
    return Message(text=f"现在没有人代审{name}的，不用改。", buttons=((BACK, HOME),))


def line(name: str, other: str) -> str:
    """In the list of who reviews what."""
    return f"{name}不在，由{other}代审。"


def not_a_reviewer() -> str:
    """A number that is no reviewer's."""
    return "这个人现在不是审核员。"


def not_yours() -> str:
    """A reviewer who hands over somebody else's work."""
    return "别人手上的由管理员交给谁；您自己的，发“我手上的给某某”。"


def loop(other: str) -> str:
    """Whoever is to stand in is away."""
    return f"{other}自己的审核也由别人代审，请换一位。"


def covers_another(name: str, other: str) -> str:
    """Whoever goes stands in for somebody."""
    return f"{name}正代审{other}的，请先结束那个代审，或者把{other}的交给别人，再来交{name}的。"


def split(name: str, others: Sequence[tuple[int, int, str]]) -> Message:
    """Half of it: what waits is one queue. ``others``: who is away, who could, that one's name."""
    each = [to(f"全由{one}代审", "review", "cover", away, number) for away, number, one in others]
    return Message(
        text=(
            f"待审的是一个队列，谁打开谁审，不按项分给个人，所以分不出“一半”。要分开审，可以按部分或指标分工，"
            f"例如：第三部分交给某某审；要某某全接{name}的，发“{name}手上的给某某”。"
        ),
        buttons=(*side_by_side(each, 2), (BACK, HOME)),
    )
