"""A 'not' somewhere in a text that else says yes: 文件有 章没盖, 印发了但是作废了, 有，不算正式.

Whoever reads a yes, an item or a count out of a longer text asks here first whether something in it
denies: such a text is asked about, its no is never dropped. Not here: a plain yes or no
(``bot.speech.yes_no``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.speech.numbers import plain

_NO: Final = re.compile(
    r"没|冇|未|不|无|否|非|莫|勿|甭|别|缺|欠|丢|撤|取消|废|失效|过期|到期|停|退|免|漏|失败|泡汤|黄了|假的?$|弃"
    r"|除(?!了?[^,，]{1,8}(?:还|也))|差(?!不多)|少(?!数|儿|年|先)"
)
_NO_DENIAL: Final = re.compile(
    r"(?:没有?|未|不|无)(?:曾|再|怎么)?(?:变|改(?!革)|错|误|疑|断|少|止|过期|过时|失效|作废|废止|取消|撤|停|问题|毛病|意见|关系|事(?!实|业|项)"
    r"|说的|几天|多久|多长时间|好意思|客气|用谢|管|论|仅|但(?=[^,，]*也)|光|动产|文明|良|合格产品|成年|障碍|纳|接触|见面)"
    r"|(?<=得)不|没的说|不过|差不多|[缺差]一不可|对不[起住]|必不可少|来不及说|[要用]不着|忙不过来|非(?:常|遗|公|机动|营利|税|但|要)|别(?:的|处|样|说|名|墅|人)"
    r"|未来|无锡|无偿|无人机|无纸化|无证明|否则|是否|退(?:休|役|伍|耕)|免(?:费|检|税|押|审|申)|停车|丢失率|差(?:评|别|异)|少(?:年|儿|数|先)"
    r"|(?:还|就|也|都)?没有?(?:来得及|时间|空)?(?:上?传|拍|发(?=照|图|过来|给)|扫描?|整理|照片|材料|图片?|佐证|附件|截图)"
)
"""没变, 差不多, 照片还没传: there is a word of no in it, and nothing of what is asked is denied."""


def denial(text: str) -> str:
    """The clause of a text that denies something; none: the empty text."""
    for clause in re.split(r"[,，。;；!！、~～…\s]+", plain(text)):
        if _NO.search(_NO_DENIAL.sub("", clause)):
            return clause
    return ""
