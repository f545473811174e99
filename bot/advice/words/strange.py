"""Sentences of 没听懂的话: what was not understood, and giving it a meaning."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf
from storage.queries.advice import Strange

LIST = Button(label="没听懂的话", route="strange")
_SIDES = {"unit": "联络员", "office": "信用办"}


def listed(leaf: Leaf[Strange]) -> Message:
    """What waits for a meaning, the most frequent first."""
    lines = [
        f"{place}. {one.shown}（{_SIDES.get(one.side, '')}，{one.times} 次）"
        for place, one in enumerate(leaf.items, leaf.first)
    ]
    buttons = [
        to(str(place), "strange", one.id) for place, one in enumerate(leaf.items, leaf.first)
    ]
    rows = tuple(tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4))
    text = "\n".join(lines) or "没有没听懂的话。"
    how = "\n点编号，给它一个意思，以后就听得懂。姓名、电话、单位名都没有留。" if lines else ""
    return Message(
        title=f"没听懂的话{leaf.mark}",
        text=text + how,
        buttons=(*rows, *leaf.turning(lambda page: f"strange/page/{page}"), (HOME,)),
    )


def one(strange: Strange, guesses: Sequence[tuple[str, str]]) -> Message:
    """One sentence: which of these does it mean? ``guesses``: label and topic."""
    rows = [(to(label, "strange", strange.id, "is", topic),) for label, topic in guesses]
    return Message(
        title=f"“{strange.shown}”",
        text="这句话是什么意思？点一个，以后就这样答；都不是，可以写一句答复。",
        buttons=(
            *rows,
            (
                to("写一句答复", "strange", strange.id, "answer"),
                to("别的意思", "strange", strange.id, "more"),
            ),
            (to("不用管", "strange", strange.id, "drop"), LIST, HOME),
        ),
    )


def more(strange: Strange, leaf: Leaf[tuple[str, str]]) -> Message:
    """Every topic, paged."""
    rows = [(to(label, "strange", strange.id, "is", topic),) for label, topic in leaf.items]
    return Message(
        title=f"“{strange.shown}”是什么意思{leaf.mark}",
        text="点一个。",
        buttons=(
            *rows,
            *leaf.turning(lambda page: f"strange/{strange.id}/more/{page}"),
            (LIST, HOME),
        ),
        replace=leaf.page > 1,
    )


def ask_answer(strange: Strange) -> Message:
    """写一句答复."""
    return Message(
        title=f"“{strange.shown}”",
        text="以后有人这样问，怎么答？请发答复。",
        placeholder="写下答复",
        buttons=((to("不写了", "strange", strange.id), HOME),),
    )


def taught(shown: str, label: str) -> Message:
    """From now on it is known."""
    return Message(text=f"记下了：“{shown}”就是“{label}”。", buttons=((LIST, HOME),))


def dropped(shown: str) -> Message:
    """It needs no meaning."""
    return Message(text=f"“{shown}”不再列出。", buttons=((LIST, HOME),))


def gone() -> str:
    """The number of a sentence there is not."""
    return "这句话已经处理过了。"
