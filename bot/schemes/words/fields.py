"""Sentences of a row changed field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.routes import base
from bot.schemes import figures
from bot.schemes.draft import mark_of
from bot.schemes.fields import Field, term_at
from bot.schemes.lines import BY_KEY
from storage.queries.schemes import KeptRow

_ROW = base("schemes", "row")
_ALWAYS = ("by", "reviewer", "proof")
"""Fields that are asked of every row, whether it says something there or not."""
_EXAMPLES = {"only_if": "已成立", "zero_if": "弄虚作假", "proof": "活动照片", "by": "县工信局"}
_KINDS = ("每次", "做到就计", "百分数", "审核员评定", "每起由审核员评定")
_SHORT = {
    "发生了就本行 0 分的事": "归零的事",
    "由谁提供数据": "由谁提供",
    "最低扣到几分": "扣到几分",
}
_WIDE = 7
"""So many signs of a button fit three times beside one another on a phone."""
_FIGURES = {"r": "达到 80% 得 3 分，达到 95% 得 5 分", "f": "一类：2 分；东镇：3 分"}
_GATE = "请写一件事（如“已成立”）或一条线（如“完成率 >= 60%”），几件的用分号隔开；没有的发“没有”。"
_KIND = (
    "可以发：每次（每项、每起）、做到就计、每 100 万元、审核员评定、每起由审核员评定、百分数、"
    "办结数 ÷ 应办结数。"
)


def show(draft: int, row: KeptRow, fields: Sequence[Field]) -> Message:
    """Each field that says something, with a button; the others a tap further."""
    said = [one for one in fields if one.now or one.key in _ALWAYS]
    lines = [f"{number}. {one.label}：{one.now or '没有写'}" for number, one in enumerate(said, 1)]
    buttons = [
        to(f"{number} {_short(one.label)}", _ROW, draft, row.place, "field", one.key)
        for number, one in enumerate(said, 1)
    ]
    wide = 2 if any(len(one.label) > _WIDE for one in buttons) else 3
    rows = tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))
    more = to("加一样别的", _ROW, draft, row.place, "more")
    return Message(
        title=f"{row.row} 逐项改",
        text="\n".join([*lines, "前提、加倍、等次、各类不同的数、和别的单位比……点“加一样别的”。"]),
        buttons=(*rows, (more,), (back(draft, row), HOME)),
    )


def _short(label: str) -> str:
    """怎么计 of “成立领导小组”怎么计: what a button says beside its number."""
    if label in _SHORT:
        return _SHORT[label]
    bare = re.sub(r"^“.*”的?|（.*", "", label)
    return re.sub(r"^每.{1,6}?(?=[得扣]几分)", "每次", re.split("[、，]", bare)[0])


def choices(key: str) -> tuple[str, ...]:
    """What a field may be set to by a tap; nothing where it has to be written."""
    if re.fullmatch("(?:add|deduct)[0-9]+k", key):
        return _KINDS
    if re.fullmatch("(?:add|deduct)[0-9]+m", key):
        return ("不封顶",)
    return ("0", "不限") if key == "floor" else ("没有",) if key in _ALWAYS else ()


def more(draft: int, row: KeptRow, fields: Sequence[Field]) -> Message:
    """What a row may say besides, each a button."""
    left = [one for one in fields if not one.now and one.key not in _ALWAYS]
    buttons = tuple((to(one.label, _ROW, draft, row.place, "field", one.key),) for one in left)
    return Message(
        title=f"{row.row} 还可以写",
        text="要加哪一样？点开有写法和例子。",
        buttons=(*buttons, (to("返回", _ROW, draft, row.place, "fields"), HOME)),
    )


def ask(draft: int, row: KeptRow, field: Field) -> Message:
    """What instead?"""
    now = f"现在是：{field.now}。改成什么？" if field.now else "现在没有写。"
    taps = [
        to(one, _ROW, draft, row.place, "pick", field.key, number, mark_of(row))
        for number, one in enumerate(choices(field.key))
        if field.now != one and (field.now or one != "没有")
    ]
    rows = tuple(tuple(taps[at : at + 2]) for at in range(0, len(taps), 2))
    return Message(
        title=f"{row.row} {field.label}",
        text=f"{now}{how(row, field.key)}",
        buttons=(
            *rows,
            (to("返回", _ROW, draft, row.place, "fields"), HOME),
        ),
        placeholder=f"如：{example(field.key)}",
    )


def told(draft: int, row: KeptRow, field: Field, said: str, meaning: str) -> Message:
    """A figure that was said in a sentence: what it would make of the row, before one tap."""
    lines = [f"{field.label}：现在 {field.now}，改成 {said} 吗？"]
    lines += [f"改了以后，这一行的意思是：{meaning}"] if meaning else []
    at = (draft, row.place)
    return Message(
        title=f"{row.row} {_short(field.label)}",
        text="\n".join(lines),
        buttons=(
            (to(f"改成 {said}", _ROW, *at, "set", field.key, said, mark_of(row)),),
            (to("逐项改", _ROW, *at, "fields"), back(draft, row), HOME),
        ),
    )


def how(row: KeptRow, key: str) -> str:
    """What may be written into a field."""
    if line := BY_KEY.get(key):
        return line.how
    if key in ("only_if", "zero_if"):
        return _GATE
    if key == "points":
        return "请发一个数；没有上限的发“不限”。"
    if key == "start":
        return "请发一个数：有基础分的发基础分；没有的、只扣分而本来没有分的，发 0。"
    if key == "floor":
        return "请发一个数，如 0 或 -5；没有下限的发“不限”。"
    term = term_at(row, key)
    if term is None:
        return "请直接发名称或说明，不写的发“没有”。"
    return {
        "n": "请发新的名称。",
        "k": _KIND,
        "p": "请发一个数。",
        "m": "请发一个数，不封顶的发“不封顶”。",
        "r": figures.how(term),
        "f": figures.HOW_OWN,
    }[key[-1]]


def example(key: str) -> str:
    """What may be written into a field, at its shortest."""
    if line := BY_KEY.get(key):
        return line.example
    if key in _EXAMPLES or key in ("points", "start", "floor", "reviewer"):
        return _EXAMPLES.get(key, "县信用办" if key == "reviewer" else "2")
    return _FIGURES.get(key[-1], {"n": "宣传活动", "k": "每次"}.get(key[-1], "2"))


def back(draft: int, row: KeptRow) -> Button:
    """To the row."""
    return to("返回这一行", _ROW, draft, row.place)
