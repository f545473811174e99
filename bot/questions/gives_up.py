"""A sentence that gives up what was shown: 算了不延了, 先搁着吧 不发. Only reading.

Whether anything waits there to be done is the front's to know (``bot.front.onto``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.questions.leans import ASKS, LONGEST, drops_plainly
from bot.speech.numbers import plain


def drops(text: str) -> bool:
    """算了不延了, 等等 我先打电话: what was shown is not to be done, or what was done is to be
    undone. Whatever else is said is only what the person does instead.
    """
    if drops_plainly(text):
        return True
    said = plain(text).strip()
    clauses = [one for one in _CLAUSES.split(said) if one]
    if not clauses or len(said) > LONGEST or ASKS.search(said):
        return False
    told = [_GIVES_UP.fullmatch(one) is not None for one in clauses]
    return any(told) and all(
        up or _DOES_ELSE.fullmatch(one) for up, one in zip(told, clauses, strict=True)
    )


_CLAUSES: Final = re.compile(r"[,，.。;；!！~、\s]+")
_IT: Final = r"(?:他们?|它们?|她们|这个|那个|这事儿?|那事儿?|这条|那条|这份|那份|通知|消息|大家)*"
_ACT: Final = (
    r"(?:延期?|宽限?|缓|催|提醒|发|通知|弄|办|挪|改|动|定|设|录|记|报|退|核|扣|减|搞|要|推|换|加"
    r"|邀请|公布|公示|管|归档|打包|打|开期|开|生成|导出|导|更正|通过)"
)
_GIVES_UP: Final = re.compile(
    r"(?:(?:那|就|还是|哎|唉|嗯|好|行|不对|先|暂时|这次|这回|今天|都|全|也|你|给我|把)*"
    r"(?:算了|算球|算啦|算逑|得了|拉倒|罢了|作罢|免了|不必了?"
    rf"|{_IT}(?:先|就|还是|暂时|暂且)*(?:搁|放|压|缓|停|等|留|摆|晾)(?:着|住|一?[搁放压缓停等]"
    rf"|一?下|一?会儿?|一放|几天|两天)*{_IT}"
    rf"|{_IT}(?:先|就|还是|暂时|都|全)*(?:不用|不要|不必|不|别|甭|莫)(?:再|先|急着|忙着|着急"
    rf"|给)?{_IT}{_ACT}{_IT}(?:出去|出来|了)*"
    r"|(?:回头|以后|过(?:两天|几天|会儿)|明天|晚点|等等)?(?:再说|再议|再看)"
    r"|等等|等一?下|等会儿?|慢着?|停|打住|取消)"
    r"(?:吧|了|啊|呗|啦|再说|球|逑|哈|它|他们)*){1,3}"
)
"""A clause that gives up what was shown."""
_DOES_ELSE: Final = re.compile(
    r"(?:我|俺|咱|我们|领导|局长|主任|他们|它们|人家)[^,，]{0,4}(?:自己|先|亲自|再|打|问|看|想"
    r"|核|商量|请示|汇报|去|来|有|说了)[^,，]{0,10}"
    r"|(?:已经)?(?:说好|打过电话|联系上|沟通过|交上来|问过)了?"
)
"""我自己打电话: what is done instead of it."""
