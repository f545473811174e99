"""What is said of orders over the list that was just shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import side_by_side


def why_of_each(questions: Sequence[str]) -> Message:
    """都是因为啥, behind a few units."""
    each = tuple((to(one, "asked", "said", one),) for one in questions)
    return Message(text="要看哪一家为什么扣分？点一下：", buttons=(*each, (HOME,)))


def owes_nothing() -> str:
    """都催一遍, behind those who have handed in."""
    return (
        "刚才名单里的单位都已经提交，不欠什么，没有要催的。"
        "要催还没交的，说“催一下没报的”；要催审核，说“催一下审核员”。"
    )


WHO_OWES: Final = ((to("催报", "remind"), HOME),)


def to_be_invited(count: int, lacking: Sequence[str]) -> str:
    """Which of the units of a list have no liaison yet."""
    if not lacking:
        return (
            f"刚才这 {count} 个单位都已经有联络员了，不用再邀请。"
            "要换人、要加第二位，说“换联络员”或者“邀请”。"
        )
    return (
        f"刚才这 {count} 个单位里，{len(lacking)} 个还没有联络员，点一个就生成它的邀请；"
        "别的已经有了。"
    )


def invitations(lacking: Sequence[tuple[int, str]]) -> Sequence[tuple[Button, ...]]:
    """A button for each unit that lacks a liaison; of many the page of all of them."""
    if not lacking:
        return ((to("邀请", "invite"),),)
    each = [to(f"邀请 {short}", "invite", unit) for unit, short in lacking[:_MOST]]
    more = [to("没有联络员的单位", "invite", "unbound", 1)] if len(lacking) > _MOST else []
    return side_by_side([*each, *more])


_MOST: Final = 8
