"""Sentences of a row changed field by field."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.routes import base
from bot.schemes.among import AMONG, HOW as HOW_AMONG
from bot.schemes.factors import FACTORS, HOW
from bot.schemes.fields import Field
from bot.schemes.marks import HOW as HOW_MARKS, MARKS
from bot.schemes.named import HOW as HOW_NAMED, NAMED
from bot.schemes.sharing import HOW as HOW_SHARED, SHARED
from storage.queries.schemes import KeptRow

_EXAMPLES = {
    "only_if": "如：已成立",
    "factors": "如：屡查屡犯：扣分加倍",
    "named": "如：表彰：国家级 5，省级 3",
    "marks": "如：民主测评：领导 40%，群众 60%",
    "shared": "如：宣传活动：取自 四.1",
    "among": "如：引资额（万元）：前 3 名 5 分",
    "zero_if": "如：弄虚作假",
    "proof": "如：活动照片",
}
_HOWS = {FACTORS: HOW, NAMED: HOW_NAMED, AMONG: HOW_AMONG, MARKS: HOW_MARKS, SHARED: HOW_SHARED}
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
        text="\n".join([*lines, "分档、比率、清单要改的，请返回用一句话写。"]),
        buttons=(*rows, (back(draft, row), HOME)),
    )


def ask(draft: int, row: KeptRow, field: Field) -> Message:
    """What instead?"""
    number = field.key in ("points", "start", "floor") or (
        field.key[-1] in "pm" and field.key[:3] in ("add", "ded")
    )
    more = "，不封顶的发“不封顶”" if field.key.endswith("m") and number else ""
    how = f"请发一个数{more}。" if number else "请直接发名称或说明，不写的发“没有”。"
    if field.key == "start":
        how = "请发一个数；只扣分、本来没有分的行发 0。"
    elif field.key == "floor":
        how = "请发一个数，如 0 或 -5；没有下限的发“不限”。"
    elif field.key in ("only_if", "zero_if"):
        how = "请写一件事（如“已成立”）或一条线（如“完成率 >= 60%”），几件的用分号隔开；"
        how += "没有的发“没有”。"
    elif field.key in _HOWS:
        how = _HOWS[field.key]
    elif field.key[-1] == "k":
        how = "可以发：每次（每项、每起）、做到就计、每 100 万元、审核员评定、每起由审核员评定。"
    elif field.key[-1] == "n" and field.key[:3] in ("add", "ded"):
        how = "请发新的名称。"
    return Message(
        text=f"{row.row} {field.label}，现在是：{field.now or '没有写'}。改成什么？{how}",
        buttons=((to("返回", _ROW, draft, row.place, "fields"), HOME),),
        placeholder="如：2" if number else _EXAMPLES.get(field.key, "如：县工信局"),
    )


def back(draft: int, row: KeptRow) -> Button:
    """To the row."""
    return to("返回这一行", _ROW, draft, row.place)
