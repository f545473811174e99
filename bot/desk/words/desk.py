"""What the desk says about papers: what was read, how far, what is doubted."""

from __future__ import annotations

from typing import Final

from bot.reading.words.kinds import SORTS
from bot.reading.words.unread import why

FACTS: Final = {
    "title": "标题",
    "number": "文号",
    "issuer": "落款",
    "date": "成文日期",
    "event_date": "活动时间",
    "sort": "种类",
    "count": "数量",
    "amount": "金额",
    "taken": "拍摄时间",
    "medium": "媒体",
    "address": "网址",
    "pages": "页数",
    "pictures": "照片",
}
"""What is understood of a paper, in a word each."""


def standing(state: str, unread: str, partly: int) -> str:
    """How far a paper has been read; nothing where all of it was."""
    if state == "waiting":
        return "还没有读到"
    if state == "failed":
        return "没能读出来"
    said = why(unread)
    return f"只读了一部分：{said}" if partly and said else said


def not_asked(a_file: bool) -> str:
    """Nobody has asked for it to be read."""
    return "还没有读到" if a_file else ""


def calm(unread: int) -> str:
    """Nothing casts doubt on an item, as far as its papers were read."""
    return f"还没看出疑点，{unread} 份材料机器没读完" if unread else "没有疑点"


def value(kind: str, kept: str) -> str:
    """What was understood, as people say it."""
    return SORTS.get(kept, kept) if kind == "sort" else kept


def held() -> str:
    """A colleague was quicker."""
    return "另一位审核员刚打开这一项，先审别的吧。"


def no_picture(code: str) -> str:
    """A page that cannot be shown as a picture."""
    if code == "old_format":
        return "这种文件要装了 LibreOffice 才能显示成图，下面是读出的文字。"
    said = why(code)
    return (
        f"这一页显示不成图（{said}），下面是读出的文字。"
        if said
        else "这一页显示不成图，下面是读出的文字。"
    )
