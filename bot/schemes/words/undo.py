"""Sentences of taking back a step in a draft, and of doing it again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.schemes.words.cells import REFUSED, WRITTEN


def _act(*, back: bool) -> str:
    return "撤销" if back else "重做"


def button(draft: int, step: int, said: str, *, back: bool) -> Button:
    """The step a person took last, or took back."""
    act = _act(back=back)
    return to(f"{act}：{said}"[:24], f"schemes/{'undo' if back else 'redo'}", draft, step)


def turned_over(
    draft: int, said: str, left: Sequence[str], again: Button, *, back: bool
) -> Message:
    """A step was taken back, or done again; ``left``: what others changed since."""
    stays = f" {'、'.join(left)} 之后又改过，没有动。" if left else ""
    return Message(
        title=WRITTEN,
        text=f"{_act(back=back)}了：{said}。{stays}",
        buttons=((again,), (to("返回草案", "schemes/draft", draft), HOME)),
    )


def overtaken(draft: int, said: str, name: str, *, back: bool) -> Message:
    """All of it was changed since."""
    who = f"{name}又改过" if name else "又改过"
    act = _act(back=back)
    return Message(
        title=REFUSED,
        text=f"“{said}”以后，{who}同一处，{act}会盖掉，所以没有{act}。再按一次，{act}更早的一步。",
        buttons=((to("返回草案", "schemes/draft", draft), HOME),),
    )


def not_the_last() -> str:
    """The page was behind, or there is nothing left."""
    return "没有可以撤销的了，或者刚有新的改动。请看现在的，再按一次。"
