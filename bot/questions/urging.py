"""催一下审核员, 让王芳赶紧审, 没审完的催一下: who of those who review is to be urged. Only reading.

Whether a name is a reviewer's is for whoever knows the people; 催一下王芳 says nothing of review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from bot.speech.numbers import plain
from bot.speech.people_names import is_name


@dataclass(frozen=True, slots=True)
class Urged:
    """Reviewers to be urged: all with something left, the slowest, or these names."""

    who: Literal["all", "slow", "named"]
    names: tuple[str, ...] = ()
    sure: bool = True
    """Review was spoken of; else it may be any person."""
    by: str = ""
    """Until which day they shall be through, as it was said."""


_CALL: Final = (
    r"(?:再|都|也|就|统一|分别)*(?:催一?催|催促|催|提醒|督促)(?!了|过)(?:一?下|一遍|一次)?"
)
_WORK: Final = (
    r"(?:(?:让|叫|请|要)?(?:他们?|大家)?(?:赶紧|抓紧|尽快|赶快|快点?|快些|加快|按时|今天|明天|这周|周[一二三四五六日])*"
    r"(?:之?前|以?前|内)?(?:都|把)*(?:审核?(?:完|掉|好|好了)?|(?:审核)?进度|手[上里]的|[弄办搞做干][完好掉])(?:一下|了|吧)?)"
)
_ALL: Final = (
    r"(?:所有|全体|各位?|每个|几个|那几个)?(?:还)?(?:没|未)?(?:有)?"
    r"(?:审核员|审核人员?|审核的(?:人|同志|同事)|负责审核的(?:人|同志)?|评审员)(?:们)?"
    r"|(?:还)?(?:没有?|未)(?:审核?完|审完|审好|审)(?:的)?(?:审核员|人|同志|同事)|(?:还)?没审完的"
    r"|手[上里](?:还)?有(?:没审(?:完)?的?)?(?:活|件|项目|东西|项)?(?:没审(?:完)?)?的(?:审核员|人)?"
    r"|(?:还)?有(?:没审|待审)(?:完)?(?:项|项目)?的(?:审核员|人)"
)
_SLOW: Final = (
    r"(?:审核?得?(?:最慢|太慢|慢)的?(?:那个|那位|审核员|人)?|压(?:得|着)?最多的(?:审核员|人)?)"
)
_NAMES: Final = r"(?P<names>[一-鿿·]{2,4}?(?:(?:[、和,，]|还有)?[一-鿿·]{2,4}?)*?)"
_READS: Final = (
    (
        "all",
        re.compile(
            rf"{_CALL}(?:{_ALL})[,，]?{_WORK}?|(?:给|把)?(?:{_ALL})(?:都|也)?{_CALL}[,，]?{_WORK}?"
        ),
    ),
    ("all", re.compile(rf"(?:让|叫|请)(?:{_ALL})[,，]?{_WORK}")),
    (
        "all",
        re.compile(
            rf"(?:给|跟|向|和)(?:{_ALL})(?:都|也)?[说讲打提带](?:一声|一?下|个?招呼|个?醒|个?话)"
            rf"[,，]?{_WORK}?"
        ),
    ),
    ("slow", re.compile(rf"{_CALL}{_SLOW}[,，]?{_WORK}?|(?:给|把)?{_SLOW}{_CALL}[,，]?{_WORK}?")),
)
_OF_REVIEW: Final = re.compile(
    rf"(?:让|叫|请|{_CALL}){_NAMES}(?:审核员)?[,，]?(?:都|也|快点?|赶紧|抓紧|尽快)*[,，]?{_WORK}"
    rf"|{_CALL}审核员{_NAMES.replace('names', 'names2')}"
)
_ALONE: Final = re.compile(
    rf"{_CALL}{_NAMES}|(?:给|把)?{_NAMES.replace('names', 'names2')}(?:那边)?{_CALL}"
)
_POLITE: Final = re.compile(
    r"^(?:请|麻烦你?|帮我|帮忙|给我|你|替我)+|(?:吧|啊|哈|好吗|可以吗|[。.!！~])+$"
    r"|[,，]?(?:给他们)?发[个条](?:消息|通知|微信|提醒)(?:给他们)?$"
)
_BY: Final = re.compile(
    r"(?:最晚|最迟|务必|一定)?(?:在|到|赶在)?(?P<day>今天|明天|后天|大后天|(?:这|本|下)?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|(?:[0-9]{1,2}月)?[0-9]{1,2}[日号]|月底)"
    r"(?:早上|上午|中午|下午|晚上|下班)?(?:[0-9一二两三四五六七八九十]{1,3}点半?)?(?:之前|以前|前|之内|内)"
)
_ASKS: Final = re.compile(
    r"[?？吗呢谁哪几怎]|多少|了没|没有催|(?:别|不|没|甭|未)(?:要|用|再|去|给|急着)?(?:催|提醒)"
)


def urged(text: str) -> Urged | None:
    """Who of the reviewers is to be urged; None: nobody, or a word is left over."""
    said = plain(text).strip().replace("那几个", "")
    if len(said) > _LONGEST or not _SPEAKS.search(said) or _ASKS.search(said):
        return None
    while (shorter := _POLITE.sub("", said)) != said:
        said = shorter
    if until := _BY.search(said):
        urges = urged(said[: until.start()] + said[until.end() :])
        return replace(urges, by=until["day"]) if urges and not urges.by else None
    for who, pattern in _READS:
        if pattern.fullmatch(said):
            return Urged("slow" if who == "slow" else "all")
    of_review = _OF_REVIEW.fullmatch(said) if _WORKS.search(said) else None
    if (match := of_review) and (names := _names(match["names"] or match["names2"])):
        return Urged("named", names)
    if (match := _ALONE.fullmatch(said)) and (names := _names(match["names"] or match["names2"])):
        return Urged("named", names, sure=False)
    return None


_LONGEST: Final = 40
_SPEAKS: Final = re.compile(r"催|提醒|督促|[让叫请给跟].*审")
_WORKS: Final = re.compile(r"审|进度|手[上里]")
"""Without these a sentence urges nobody: most are told apart by a glance."""


def _names(said: str) -> tuple[str, ...]:
    parts = [one for one in re.split(r"[、和,，]|还有", said) if one]
    if len(parts) == 1 and len(said) in (4, 6) and not is_name(said):
        half = len(said) // 2
        parts = [said[:half], said[half:]]
    return tuple(parts) if all(is_name(one) for one in parts) else ()
