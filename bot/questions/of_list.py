"""催他们, 给他们说一下，再不交要通报: orders to whoever stands in the last answer. Only reading."""

from __future__ import annotations

import re
from typing import Final

from bot.questions.order_notice import written
from bot.questions.way_sent import BY, says_how_often
from bot.speech.numbers import plain

_HURRY: Final = (
    r"(?:[,，]?(?:让|叫|请)(?:他们|它们)?(?:抓紧|赶紧|尽快|赶快|快点)(?:时间)?$|[,，]?(?:让|叫|请|要求)?(?:他们|她们|它们)?(?:在|于)?"
    r"(?:今天|明天|后天|今晚|下班|(?:这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|[0-9]{1,2}[日号]|"
    r"[0-9一二两三四五]{1,2}[日天]内)?(?:以前|之前|前|内)?"
    r"(?:必须|务必|一定|赶紧|抓紧|尽快|尽早|都|要)*(?:交|报|补|传|送|填|弄)(?:上来|过来|齐"
    r"|到位|完|好|一下|了|啊)*)?"
)
"""By when they are to hand in: a nudge says what is owed and until when."""
_THEM: Final = re.compile(
    r"@?(?:给|把|对|那|你|就)*(?:他们|它们|这些|这几家|那几家|上面(?:这些|的|那些|几家)?"
    r"|名单(?:里|上)的?|剩下的)"
    rf"(?:单位)?(?:都|全部|全)*(?:催催|催一催|催报?|提醒|督促|打个?招呼|提个?醒)(?:一?下|一遍|一次)?(?:吧|啊)?{_HURRY}"
    r"|(?:挨个|都|再|去|先|你|帮我)*(?:催催|催一催|催报?|提醒|督促)(?:一下)?(?:他们|它们|这些|这几家|那几家|上面(?:这些|的|那些|几家)"
    r"|名单(?:里|上)的)"
    rf"(?:单位)?(?:一下)?(?:吧|啊)?{_HURRY}"
)


_TELL_THEM: Final = re.compile(
    r"(?:(?P<says>通知|告诉|提醒)|给|跟|向|对)(?:他们?俩?|它们?|她们?|[这那]家|这些|这几家|那几家|上面(?:这些|的|那些|几家))(?:单位)?(?:都|也|再(?![不没过有次]))*"
    rf"(?P<way>{BY}|(?:(?:说(?!明(?![天早晚后年日]))|讲|通知)?(?:一声|一下|下|一遍)?))"
    r"(?P<colon>[:,])?(?P<text>(?!(?:说|讲|通知)?(?:一声|一下|下)$).{2,})"
)


def told_to_the_list(text: str) -> str:
    """给他们说一下，再不交要通报: what those of the last answer are told; empty: nothing is."""
    if of_the_list(text):
        return ""
    match = _TELL_THEM.fullmatch(_TURNED_ROUND.sub(r"\g<whom>\g<what>", plain(text).strip()))
    if (
        match is None
        or re.search(r"[?谁哪吗]|[行好成]不[行好成]", text)
        or _ACTS.match(match["text"])
    ):
        return ""
    told = _HOW_IT_IS_SAID.match(match["text"])
    if not (match["says"] or match["way"] or match["colon"] or told):
        return ""  # 给他改成3次: something is done to it, and nobody is told anything
    text = _HOW_IT_IS_SAID.sub("", re.sub(rf"^{BY}", "", match["text"]))
    return "" if len(text) < _LEAST or says_how_often(text) else written(text)


_HOW_IT_IS_SAID: Final = re.compile(
    r"^(?:都|也|挨个|逐个|一个个|再)*(?:打个?招呼|提个?醒|提醒|说|讲|带个?话|吱|知会)(?:一?下|一?声|一遍)?[,:]"
    r"(?:就?说|告诉(?:他们?)?)?[,:]?(?=.)"
)
"""打个招呼，材料还没齐: what they are told begins behind it."""


def told_to_one(text: str) -> bool:
    """跟他说 is said of one, 跟他们说 of any number."""
    return _TO_ONE.match(plain(text).strip()) is not None


_TO_ONE: Final = re.compile(r"(?:给|跟|向|对|通知|告诉|提醒)(?:[他她它](?![们俩])|[这那]家)")
_TURNED_ROUND: Final = re.compile(
    r"^(?P<what>(?:再|都|就|也)*(?:发|下)(?:一?[个条份])?(?:通知|消息|短信))"
    r"(?P<whom>给(?:他们|它们|这些|这几家|那几家)(?:单位)?)(?=[:,])"
)
"""发个通知给他们：… is 给他们发个通知：…"""
_LEAST: Final = 2
_ACTS: Final = re.compile(
    r"(?:都|再|先|就|也|全)*(?:延|宽|顺延|推迟|缓|多给|催|退回|打回|通过|核[成减定]|准|批)"
)
"""给他延两天 is an act of the office, and no words to be passed on."""


def of_the_list(text: str) -> bool:
    """催他们: whoever stands in the last answer."""
    return _THEM.fullmatch(plain(text).strip().rstrip("。!,，吧")) is not None
