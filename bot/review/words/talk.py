"""Sentences of what reviewers say to each other about an item."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.corridor.events import Button, Message
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.speech.calendar import say_moment
from scoring.scheme import Row

LONGEST: Final = 200


def button(count: int) -> str:
    """The way to it, with how much was said."""
    return f"讨论 {count}" if count else "讨论"


def latest(who: str, said: str, count: int) -> str:
    """On the item itself: what was said last."""
    more = f"（共 {count} 句）" if count > 1 else ""
    return f"💬 {who}：{figures.short(said, 60)}{more}"


def line(who: str, said: str, at: datetime, now: datetime) -> str:
    """One remark."""
    return f"{say_moment(at, now)} {who}：{said}"


def shown(form: UnitForm, row: Row, lines: Sequence[str], back: Button, *, first: str) -> Message:
    """What was said, and the question for more."""
    said = [first] if first else []
    said += lines or ["还没有人说。"]
    said.append("请直接发一句，审这一项的同事会看到，单位看不到；会留痕。")
    return Message(
        title=f"讨论 {form.unit.short} {figures.short(figures.row_title(row), 24)}",
        text="\n".join(said),
        buttons=((back,),),
        placeholder="请输入一句话",
    )


def kept() -> str:
    """A remark is kept."""
    return "✓ 记下了。"


def told(who: str, form: UnitForm, row: Row, said: str, see: Button) -> Message:
    """To the others who deal with the item."""
    text = f"{who}说 {form.unit.short} {figures.row_title(row)}：\n{said}"
    return Message(text=text, buttons=((see,),))


def length() -> str:
    """Too short or too long."""
    return f"请写 2 到 {LONGEST} 个字。"


def sealed() -> str:
    """Whoever has marked one of two says nothing until the other has."""
    return "这一项是双审，等另一位审完再讨论，免得影响对方。"
