"""Sentences of taking a released table back before a quarter was opened with it."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.schemes.words.drafts import SCHEMES
from bot.speech.periodic import per


def _then(group: str, title: str) -> str:
    if not title:
        return f"“{group}”就没有考核指标表了，开期以前要另发一张。"
    return f"{per('下一个季度')}开期，{group}仍按以前的《{title}》考核。"


def ask(number: int, title: str, group: str, counts: str) -> Message:
    """What would count instead."""
    return Message(
        title="收回已发布的办法",
        text=f"《{title}》已经发布，还没有{per('季度')}按它开期，可以收回。\n"
        f"收回以后：{_then(group, counts)}草案还在，每一行的确认都保留，可以接着改，再提请发布。",
        buttons=((to("收回", "schemes/back", number, "yes"), SCHEMES), (HOME,)),
    )


def taken_back(draft: int, title: str, group: str, name: str, counts: str) -> Message:
    """It does not count next; the draft is open again."""
    return Message(
        title="考核办法已收回",
        text=f"{name}收回了《{title}》。{_then(group, counts)}草案还在。",
        buttons=((to("看草案", "schemes/draft", draft), SCHEMES), (HOME,)),
    )


def gone() -> str:
    """It was taken back before."""
    return "这一版已经收回，不再用了。"


def in_use(title: str) -> str:
    """A quarter was opened with it."""
    return (
        f"{per('已经有季度')}按《{title}》开期，收不回了。"
        f"要改的，另发新的办法，从{per('下一个季度')}起用。"
    )


def followed(title: str) -> str:
    """A newer table of the same group was released since."""
    return f"《{title}》后面又发布了新的一版，请先收回新的一版。"
