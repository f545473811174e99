"""Kinds of papers and of doubts as people call them."""

from __future__ import annotations

from typing import Final

SORTS: Final = {
    "plan": "方案或通知",
    "summary": "总结",
    "brief": "简报",
    "news": "报道",
    "sign_in": "签到表",
    "photo": "照片",
    "pledge": "承诺书",
    "rules": "制度文件",
    "case": "案例",
    "circular": "通报",
    "table": "清单或台账",
    "minutes": "纪要或记录",
    "letter": "函件",
    "certificate": "证书",
    "screenshot": "截图",
    "chat": "聊天截图",
    "other": "材料",
}
UNCLEAR: Final = {
    "chat": "像聊天列表的截图，不是材料本身",
    "dark": "几乎全黑，看不见内容",
    "damaged": "打不开",
    "password": "有密码，打不开",
    "glyphs": "文字读不出来",
    "boxes": "里的方框打没打勾，机器看不出来，请看图",
}
"""Why nobody can make anything of a paper."""
DOUBTS: Final = {
    "text": "文字雷同",
    "other_unit": "别的单位",
    "number_twice": "文号重复",
    "over": "次数对不上",
    "outside": "日期不在本季度",
    "blank": "模板没填",
    "missing": "材料不全",
    "no_source": "报道没有出处",
    "unclear": "看不清",
}
"""Doubts in one word, for lists and buttons."""


def quoted(text: str, most: int) -> str:
    """The words something rests on, with the quotation marks within them as they are set within."""
    inside = text.replace("“", "‘").replace("”", "’")
    return f"“{inside if len(inside) <= most else f'{inside[: most - 1]}…'}”"
