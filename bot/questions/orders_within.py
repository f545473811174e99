"""An order of the office in a text that a form would take for a reason: 顺便群发说一声. Pure."""

from __future__ import annotations

import re
from typing import Final

_ORDERS: Final = re.compile(
    r"(?:^|[，,。；;、\s])(?:再|顺便|先|另外|还有|然后|也)*(?:"
    r"帮我|给我(?=看|发|查|列|导|拉|打|排|统计|出|整|来)|群发|说一声|排个|(?<=[再先便外有后也])看看$"
    r"|(?:催|提醒|通知|告诉|查|看)[查看]?(?:一?下|一[声遍]|他|她|各|大家|所有|全)"
    r"|(?:把.{1,10})?(?:发(?:给?我|一下|群里|个)|导(?:出来|成)|打包(?:发|给|下载|一下)|列(?:一下|出来)))"
)
"""How a clause orders; 另外两个没有盖章, 另外通知上没有公章, 从平台导出的数不对 are reasons."""
_TAKES_BACK: Final = re.compile(
    r"[哦噢啊哎诶唉呀，,\s]*(?:不对|不是|错了|[弄搞说写打点选看记]错了|重来|等等|等一下)[，,。；;!！\s]"
)
"""不对 林业不缓 水利缓; 不是本季度的材料 is a reason."""


def orders_within(text: str) -> bool:
    """Whether a text is rather another order than the reason that is waited for."""
    return _ORDERS.search(text) is not None or _TAKES_BACK.match(text) is not None
