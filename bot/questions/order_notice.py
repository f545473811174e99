"""给乡镇发个通知：周五开会: to whom a notice is said to go, and what it says. Only reading."""

from __future__ import annotations

import re
from typing import Final

from bot.questions.way_sent import SAYS, SENT, says_how_often

_NOTICE: Final = re.compile(
    rf"(?:给|向|对)(?P<whom>.*?){SENT}(?:(?:{SAYS}|[:,])(?P<text>.+))?"
    r"|(?:给|跟|向|和)(?P<whom5>.+?)(?:都)?(?:说|讲|通知|告诉)(?:一声|一下|"
    r"下)[:,]?(?P<text5>.{2,})"
    r"|群发[:,](?P<text8>.+)"
    r"|提醒(?:一下)?(?P<whom9>大家|各单位|所有人|所有单位|全体|各位联络员|所有联络员"
    r"|联络员们?)[:,]?"
    r"(?P<text9>(?!(?:抓紧|赶紧|尽快|按时|快点?)?(?:填报|上报|提交|报送|交材料|交|报"
    r"|填)?(?:一下|材料|数据)?$).{3,})"
    r"|(?:群发|发布?)(?:个|一个|一条|条)?(?:通知|消息|"
    r"公告)(?:给(?P<whom2>[^:,]+))?(?:[:,](?P<text2>.+))?"
    r"|(?:群发|发布?)(?:个|一个|一条|条)(?:通知|消息|公告)"
    r"(?P<text10>(?!了|过|没|的|给|谁|是|在哪|吗|[:,])[^?:]{3,})"
    r"|(?:告诉|转告|告知)(?P<whom7>(?:[^:,]*?(?:联络员|单位|乡镇|街道|部门)|大家|"
    r"所有人)(?:的?联络员)?们?)"
    r"[:,]?(?P<text7>(?!的|是|什么|怎么|谁)[^?]{2,})"
    r"|(?P<text13>[^:]{4,}?)[, ]+(?:请|你|麻烦你?)*通知(?:一下)?"
    r"(?P<whom13>[^:,]*?(?:(?:单位|乡镇|街道|部门)(?:的?联络员)?|联络员)(?:们)?|大家|所有人)(?:都)?"
    r"(?P<more13>(?!的|联络员|是|了|看|收|发|什么|怎么)[^?谁哪]{2,})"
    r"|(?P<whom11>[^:,]+?)(?:都|全)*(?:提醒|通知)(?:一下|一声|一遍)[:,]?(?P<text11>[^谁哪?]{3,})"
    r"|(?P<text12>.{4,}?)[,]?(?:你|请|麻烦你?)*(?:给|跟|向)(?P<whom12>[^,:]+?)(?:都|全)*"
    r"(?:通知|说|讲|发个?(?:通知|消息))(?:一下|一声|下)?(?:[,](?P<more>.+))?"
    r"|(?:通知|转告|告诉|告知|[捎带]个?话给|转达给?)(?:一下)?(?P<whom3>[^:,]+)[:,](?P<text3>.+)"
    r"|通知(?:一下)?(?P<whom4>(?:[^:,]*?(?:联络员|单位|乡镇|街道|局|委|办|镇|乡|部门)|"
    r"大家|所有人)"
    r"(?:的?联络员)?们?)(?:都)?"
    r"(?P<text4>(?!的|是|什么|怎么|谁|了|看|收|发)[^:,?].{2,})"
)
_TO: Final = (
    "whom",
    "whom2",
    "whom3",
    "whom4",
    "whom5",
    "whom7",
    "whom9",
    "whom11",
    "whom12",
    "whom13",
)
_SAID: Final = (
    "text",
    "text2",
    "text3",
    "text4",
    "text5",
    "text7",
    "text8",
    "text9",
    "text10",
    "text11",
    "text12",
    "text13",
)
_WRITTEN: Final = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_HALF_WIDTH: Final = re.compile(r"(?<=[一-鿿])[,;:!?]|[,;:!?](?=[一-鿿])")
"""A notice is sent as people write it, not as it was read."""

_WHETHER: Final = re.compile(r"(?:会不会|要不要|是不是|该不该|用不用|什么时候|几点|怎么|为什么)$")
"""半夜会不会给联络员发消息: what is asked of a notice is none."""


_NOT_TO: Final = re.compile(
    r"[,，](?:乡镇|街道|县直)[^,，]{0,4}?(?:就|先|那边|的)*(?:不用|不要|不必|不发|别|除外)(?:再)?(?:发|通知|管|补|交)?(?:了)?$"
)
"""县直各单位…，乡镇不用: whom it is not for is none of its words."""
_WHOM_AND_WHAT: Final = re.compile(
    r"(?P<whom>.+?(?:单位|乡镇|街道|部门|联络员)(?:的?联络员)?们?)(?P<text>(?![和与及、]).{2,})"
)
"""还没报送的单位抓紧报送: whom it is for, and the first of what they are told."""


def noticed(said: str) -> list[tuple[str, str]]:
    """Whom a notice is for, as it was said, and its text as it is written, in each way it may be
    read, the likeliest first; none: it is no notice.
    """
    match = _NOTICE.fullmatch(said)
    if match is None:
        return []
    whom = next((match[one] for one in _TO if match[one]), "")
    text = next((match[one] for one in _SAID if match[one]), "")
    if match["text12"] and _WHETHER.search(text):
        return []
    if says_how_often(text):
        return [(whom, "")]
    more = match["more"] or match["more13"]
    text = f"{text.strip()}，{more}" if more else text
    ways = [(whom, written(text))]
    if text and (apart := _WHOM_AND_WHAT.fullmatch(whom)):
        ways.append((apart["whom"], written(f"{apart['text']}，{text}")))
    return ways


def written(text: str) -> str:
    """The words of a notice as people write them, without whom it is not for."""
    return _NOT_TO.sub("", _HALF_WIDTH.sub(lambda sign: _WRITTEN[sign[0]], text.strip()))
