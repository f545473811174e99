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
    return Message(text="要看哪一家的原因？点一下：", buttons=(*each, (HOME,)))


def reason_unknown() -> str:
    """为什么没报, behind those who have not."""
    return (
        "他们为什么没报，我这里没有记：单位没有报就没有理由可查。"
        "能看到的是谁没有联络员、谁一项也没填、提醒过几次、延期时写的理由。"
    )


WHO_WAITS: Final = (
    (to("没有联络员的单位", "asked", "said", "没交的单位里没有联络员的"),),
    (to("催报次数", "asked", "said", "催报次数"), to("延期原因", "asked", "said", "延期原因")),
    (to("催报", "remind"), HOME),
)


def nothing_to_open() -> str:
    """第一个打开, behind a list that nobody is in."""
    return "刚才那份名单里没有单位，没有可以打开的。"


def opened_there(opens: Sequence[tuple[str, str]]) -> Message:
    """第一项打开, behind a page that opens all its rows by one button."""
    each = tuple(Button(label=label, route=route) for label, route in opens)
    return Message(text="这一页的项目在这里逐项打开：", buttons=(each, (HOME,)))


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
