"""Sentences of a row changed field by field."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.routes import base
from bot.schemes.fields import Field
from storage.queries.schemes import KeptRow

_ROW = base("schemes", "row")


def show(draft: int, row: KeptRow, fields: Sequence[Field]) -> Message:
    """Each field with what it says, and a button."""
    lines = [
        f"{number}. {one.label}：{one.now or '没有写'}" for number, one in enumerate(fields, 1)
    ]
    buttons = [
        to(f"改第 {number} 项", _ROW, draft, row.place, "field", one.key)
        for number, one in enumerate(fields, 1)
    ]
    rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
    return Message(
        title=f"{row.row} 逐项改",
        text="\n".join([*lines, "算法不同的，请返回用一句话写。"]),
        buttons=(*rows, (back(draft, row), HOME)),
    )


def ask(draft: int, row: KeptRow, field: Field) -> Message:
    """What instead?"""
    number = field.key == "points" or (field.key[-1] in "pm" and field.key[:3] in ("add", "ded"))
    more = "，不封顶的发“不封顶”" if field.key.endswith("m") and number else ""
    how = f"请发一个数{more}。" if number else "请直接发名称或说明，不写的发“没有”。"
    return Message(
        text=f"{row.row} {field.label}，现在是：{field.now or '没有写'}。改成什么？{how}",
        buttons=((to("返回", _ROW, draft, row.place, "fields"), HOME),),
        placeholder="如：2" if number else "如：县工信局",
    )


def back(draft: int, row: KeptRow) -> Button:
    """To the row."""
    return to("返回这一行", _ROW, draft, row.place)
