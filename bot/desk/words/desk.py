"""What the desk says about papers: what was read, how far, what is doubted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
_UNREAD: Final = {
    "password": "有密码，打不开",
    "damaged": "文件损坏，读不出",
    "too_large": "太大，没有全读",
    "old_format": "旧格式，这里读不了",
    "not_text": "不是文字材料",
    "no_ocr": "是图片，本机没有装识别",
    "time": "太慢，没有读完",
    "memory": "太大，没有读完",
}


def standing(state: str, unread: str, partly: int) -> str:
    """How far a paper has been read; nothing where all of it was."""
    if state == "waiting":
        return "还没有读到"
    if state == "failed":
        return "没能读出来"
    why = _UNREAD.get(unread, unread)
    return f"只读了一部分：{why}" if partly and why else why


def not_asked(a_file: bool) -> str:
    """Nobody has asked for it to be read."""
    return "还没有读到" if a_file else ""


def doubt(kind: str, reason: Mapping[str, object]) -> str:
    """A doubt whose sentence nobody has written yet: its kind and what it rests on."""
    rest = "，".join(str(one) for one in reason.values() if one not in (None, ""))
    return f"{kind}：{rest}" if rest else kind


def held() -> str:
    """A colleague was quicker."""
    return "另一位审核员刚打开这一项，先审别的吧。"


def no_picture(why: str) -> str:
    """A page that cannot be shown as a picture."""
    if why == "old_format":
        return "这种文件要装了 LibreOffice 才能显示成图，下面是读出的文字。"
    said = _UNREAD.get(why, "")
    return (
        f"这一页显示不成图（{said}），下面是读出的文字。"
        if said
        else "这一页显示不成图，下面是读出的文字。"
    )
