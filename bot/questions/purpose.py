"""周五要给局长汇报，出个审核进度表: what an answer is for says why, and never when. Only reading.

A day within such a clause is the day of the meeting: no condition of what is wished. The clause is
left out and the wish is read alone. An order that goes to others keeps its clause: there it is a
reason, or the very words that are to be sent.
"""

from __future__ import annotations

import re
from typing import Final

_WHEN: Final = (
    r"(?:(?:今天|明天|后天|大后天|今晚|明早|明晚|(?:这|下|本)?个?(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|(?:[0-9一二三四五六七八九十]{1,3}月)?[0-9一二三四五六七八九十]{1,3}[日号]|月底|季末|年底"
    r"|(?:一|待)会儿?|马上|过两天|过几天|上午|下午|晚上)"
    r"(?:的|早上|上午|下午|晚上|中午|一早|[0-9一二两三四五六七八九十]{1,3}点(?:半|钟)?|之前|以前|前)*)"
)
_WHO: Final = (
    r"(?:我们?|咱们?|局里|办里|县里|市里|省里|上面"
    r"|(?:分管|主要)?(?:县?领导|局长|主任|书记|县长|市长))"
)
_MUST: Final = r"(?:就|又|还|也|那天|要|得|须|必须|需要?|准备|等着|急着|让|叫|有个?|有一个|来|去)"
_TO: Final = r"(?:(?:给|向|跟|到|去|在|对)[^,，]{1,8}?)"
_DOES: Final = (
    r"(?:(?:听|看)?(?:汇报|报告)|述职|发言|开(?:个|一个)?[^,，]{0,4}会|(?:调度|工作|推进|部署|专题)?例?会(?:议)?|上会"
    r"|检查|督查|考核|调度|上报|报(?:给|到|送)?|交(?:给|到)?|看|听|用|要)"
)
_BEHIND: Final = rf"(?:{_WHO}|工作|情况|进度|进展|材料|数据|数|一下|一趟|的)*"
_WHY: Final = (
    rf"(?:因为|是)?{_WHO}*{_WHEN}+{_WHO}*(?:{_MUST})+{_TO}?{_MUST}*{_DOES}{_BEHIND}"
    rf"|(?:因为|是)?{_WHO}*{_WHEN}+{_WHO}*开(?:个|一个)?[^,，]{{0,4}}会{_BEHIND}"
    rf"|(?:因为|是)?{_WHO}+(?:{_MUST})*{_WHEN}+(?:{_MUST})+{_TO}?{_DOES}{_BEHIND}"
)
_FOR: Final = re.compile(rf"(?:{_WHY})[,，。;；\s]+(?P<wish>.{{2,}})")
_BEHIND_IT: Final = re.compile(rf"(?P<wish>.{{2,}}?)[,，。;；\s]+(?:{_WHY})[。.!！]*")
_FOR_OTHERS: Final = re.compile(
    r"通知|告诉|转告|提醒|群发|说一?[声下]|发个?(?:消息|短信)|打个?招呼|[催延宽缓推撤退]|审|核(?!减)|录|邀请"
)
_OF_REVIEW: Final = re.compile(r"审核?(?:的)?(?:进度|情况|结果|分工|到哪|完|了)|审核?员")
"""审核进度 is asked for; 审一下 is an act."""


def wish_alone(text: str) -> str:
    """The sentence without the clause that says what it is for; else as it is."""
    for pattern in (_FOR, _BEHIND_IT):
        match = pattern.fullmatch(text.strip())
        if match and not _FOR_OTHERS.search(_OF_REVIEW.sub("", match["wish"])):
            return match["wish"].strip()
    return text
