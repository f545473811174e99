"""A long message in its parts: what only greets or excuses, what is told, what is asked.

您好，我是教育局老李，眼神不好，活动办了6次，照片要一张一张发吗: told 活动办了6次, asked the rest.
Pure. What is told of the question that stands open is ``bot.filling.within``'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.questions.instead import is_asked
from bot.questions.kind_words import courtesy

_CLAUSES: Final = re.compile(r"[,，。;；!！?？、~～…\s]*[,，。;；!！?？~～…\s]+")
_ENDS: Final = re.compile(r"[?？]")
_WHO: Final = (
    r"(?:各位|尊敬的)?"
    r"(?:领导|老师|主任|科长|局长|同志|小同志|师傅|管理员|大姐|大哥|老弟|信用办的?)*"
)
_ONLY_SAID: Final = re.compile(
    rf"(?:{_WHO}(?:您们?|你们?|大家)?(?:上午|中午|下午|晚上|早上|早)?好[啊呀哦]?|{_WHO}"
    r"|不好意思|对不起|抱歉|见谅|(?:实在|真是|很|十分|说来)*(?:惭愧|见笑)了?|没错|确认无误|情况属实|多?多?(?:包涵|谅解|指教|关照)|打扰(?:了|一下|您了?|你了?)?|(?:给|让)?(?:您|你|你们|信用办)?添麻烦了?"
    r"|(?:麻烦|劳驾)(?:您|你)?(?:了|问一下|看一下|看看)?|(?:请|想|再|我|顺便|跟您|向您)*(?:问一?[下句问]|咨询一?下|请教一?下|打听一?下)|请问"
    r"|(?:您|你|同志们?|大家|领导)*辛苦(?:了|您了?|你了?)?|谢谢(?:您|你|了|啊)*|受累|费心了?"
    r"|(?:我们?|这里|这边)(?:就)?(?:是|叫|姓)[^0-9,，是]{1,10}(?:老|小)?[一-鿿]{0,3}|(?:我)?(?:是)?新(?:来|接手?)的"
    r"|(?:我)?(?:人)?(?:年纪|岁数|上了?年纪)大?了?[^0-9,，]{0,6}|(?:我)?(?:快|都|也)*(?:退休|[五六]十(?:多|几|来)?岁?)的?(?:人)?了?"
    r"|(?:我)?(?:眼神|眼睛|视力|耳朵|记性|脑子)(?:也)?(?:不太?|有点)?(?:好使?|行|花|灵|清|背)了?|老花眼?|看不清字?"
    r"|(?:我)?(?:手机|电脑|微信|智能机|这个?东西|打字)(?:也)?(?:用|玩|使|弄|打)?(?:得)?(?:不(?:太|大)?(?:好|会|懂|熟|利索|灵光?|明白|来)|慢)[^0-9,，]{0,4}|不(?:太|大)?会(?:用|打字|玩)(?:手机|电脑|微信)?"
    r"|(?:还有|另外|再|我)*(?:有|还)?(?:一?个|点|几个)?(?:小)?(?:问题|疑问|事情?)(?:想|要)?(?:问|请教|咨询)?(?:一?下|您|你)?"
    r"|好不容易[^0-9,，]{0,10}|(?:刚|才|刚才?)(?:开完会|下乡|回来|忙完|看[到见]|出差)[^0-9,，]{0,10}|(?:前阵子|最近|这阵子|这几天|上周|昨天)?(?:一直|都|在)*(?:住院|出差|休假|请假|下乡|开会|陪护|培训|太忙|忙|忙着[^0-9,，]{1,6})了?(?:几天|来着)?"
    r"|(?:报|回|交|填|看)(?:得)?晚了?[^0-9,，]{0,6}|(?:我们?)?(?:局|镇|单位|这边|科室)?(?:今年)?(?:人手|人)(?:紧张?|少|不够)"
    r"|(?:我)?(?:先)?把?(?:我们?的?)?(?:情况|事情?)(?:跟您|给您|向您)?(?:说|讲|汇报|报告|反映)(?:一?[下遍])?|(?:情况|事情?)?(?:是)?(?:这样的?|这么回事)"
    r"|(?:我)?(?:去|已经|刚)?问(?:了|过)(?:一下)?(?:科室|同事|领导|他们|办公室|下面|经办人?)?(?:的?人)?|(?:让|叫)(?:您|你)(?:久等|笑话|操心)了?|别(?:的)?我?(?:也)?(?:不懂|不会|不知道)(?:了)?|(?:我)?(?:也)?不(?:太)?懂)+[了啊呀哈的]*"
)
"""A clause that says nothing of what is asked: who speaks, how the eyes are, that it is late."""
_LEANS: Final = re.compile(
    r"(?:那|就|请问|不知道|不知)?(?:这样|那样|这么|这|那|它|他)(?:子)?[^这那]{0,8}"
    r"|(?:那|就|请问|不知道|不知)?(?:还|也|就)?(?:行|够|可以|算|能算|中|成|对|合适|要紧|有事)(?:不|没)?(?:行|够|可以|算|中|成|对|合适|要紧|有事)?(?:有|没有)?(?:几[次项个]|数|满分)?[吗么不啊呀呢没？]*"
    r"|(?:那|这|就|该|应该?|能|可以)*(?:算|按)(?:是|成|为)?[^,，]{1,6}(?:还是|或者?)[^,，]{1,6}"
    r"|(?:那|这)?(?:该)?(?:怎么|咋|如何)(?:填|办|弄|整|算|写|报|搞)[呀啊呢？]*"
    r"|(?:那|就|请问|还|是否|是不是|要不要|需不需要|用不用|需要|还用|要|得|必须|应该?)+(?:(?:重新|再次?|另外|另行)(?:[印下]?发文?|制定|出台|盖章|备案|公示|填报?)|更新|修订)[^,，]{0,4}[吗么不啊呀呢没？]*"
)
"""够不够, 这样行不行, 咋弄, 需要重新印发吗: asks of what was said before it."""


@dataclass(frozen=True, slots=True)
class Parted:
    """What a message tells, and what it asks; either may be empty."""

    told: str
    asked: str
    leans: bool = False
    """文件是前年发的，能算吗: what is told is what is asked about."""
    doubts: bool = False
    """领导换了还没发文，算有吗; 有，不知道废没废: whether that counts is asked, or not known."""


_DOUBTS: Final = re.compile(
    r"^(?:那|就|这|这样|这种|这个|它|请问|还|也|都|应该|到底|能|可以|是|不知道?|不?晓得)*"
    r"(?:算(?!到|进|几|出|成)|作数|行(?![业政])|可以(?!改|交|传|晚)|够|符合|有效|废|过期|管用|作废|能用|能算|合(?:规|格|不)|中(?![间学])|[勾打]上|[打]?[勾钩](?!几|哪))"
    r"[^怎咋几]*$"
)
"""算有吗, 这样行不行, 不知道废没废: whether what was told before it counts."""


def parted(text: str) -> Parted:
    """The parts of a message; what only greets is in neither."""
    told: list[str] = []
    asked: list[str] = []
    on_it = doubts = False
    for clause in clauses(text):
        if only_said(clause):
            continue
        if is_asked(clause):
            leans = told and not asked and _LEANS.fullmatch(clause)
            on_it = on_it or bool(leans)
            doubts = doubts or (bool(told) and _DOUBTS.search(clause) is not None)
            asked.append(f"{told[-1]}，{clause}" if leans else clause)
        else:
            told.append(clause)
    return Parted("，".join(told), "，".join(asked), on_it, doubts)


_ROW: Final = re.compile(r"[一二三四五六七八九十1-9]\s?[.．]\s?[0-9]{1,2}")


def is_row(told: str) -> bool:
    """Whether what is told names a row: 四.1 为什么扣分 asks of that one."""
    return _ROW.search(told) is not None


def clauses(text: str) -> list[str]:
    """The clauses of a message; a question mark stays with what it asks."""
    marked = _ENDS.sub("？\n", text)
    parts = [one for line in marked.splitlines() for one in _split(line)]
    return [one for one in parts if one.strip("？")]


def _split(line: str) -> list[str]:
    asks = line.endswith("？")
    parts = [one for one in _CLAUSES.split(line) if one]
    if asks and parts:
        parts[-1] = f"{parts[-1]}？"
    return parts


def only_said(clause: str) -> bool:
    """好, 不好意思, 惭愧: whether a clause says nothing of what is asked or told."""
    return courtesy(clause) is not None or _ONLY_SAID.fullmatch(clause) is not None
