"""What a sentence says of a list that was just shown: 乡镇有几个, 里头分最低的, 都邀请一遍.

Only reading; which list that was, and what the words come to on it, is the front's to know
(``bot.front.of_a_list``). 其中 and 这几家 are always of it; how many of a table there are is of it
where a list stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.speech.numbers import plain

LONGEST: Final = 30


@dataclass(frozen=True, slots=True)
class Behind:
    """What is asked of a list; which fields are filled depends on the sentence."""

    table: Literal["", "县直", "乡镇", "each"] = ""
    """Those of one table, or how many of either."""
    klass: str = ""
    within: bool = False
    """里头县直几个, 县直占几个: of those alone, whatever table they are of."""
    whole: bool = False
    """哪几家: the list itself, behind its number."""
    share: bool = False
    """占多少: what part of all they are."""
    others: bool = False
    """其余的是哪些: all of the same that the list left out."""
    nearly: bool = False
    """差一点的是哪些: who only just misses what the list asks for."""
    rest: str = ""
    """What is asked of them, without the words that point at them."""


_THEM: Final = (
    r"(?:这|那|上面|刚才|上边)(?:的)?(?:这|那)?(?:些|几[家个]|[0-9一二三四五六七八九十]+[家个]"
    r"|批)(?:单位)?(?:的|里[头面边]?|中|当中)?"
    r"|(?:他们|它们|她们)(?:里[头面边]?|中|当中|之中|的)?|名单(?:里[头面边]?|上|中)(?:的)?"
)
_AMONG: Final = re.compile(
    rf"^(?:那|在|就)?(?:{_THEM}|(?:这|那)?里[头面边]?(?!长|程)|(?:这|那)?其中|当中"
    rf"|之中)(?:的)?[,，]?"
    r"(?!有没有人)"
)
_SIGN: Final = (
    r"(?P<{0}>乡镇(?:街道)?|街道|镇街|县直(?:单位|部门)?|局委|部门|科局|[一二三四]类(?:单位)?)"
    r"(?:的)?(?:单位)?(?:里[头面]?)?"
)
_HOW_MANY: Final = (
    r"(?:有|占|是|又有|一共|总共|还有|还剩)*(?:了)?(?:(?:几|多少)(?:个|家|项)(?:单位)?|多少(?!分))"
)
_COUNTS: Final = re.compile(
    rf"{_SIGN.format('a')}{_HOW_MANY}"
    rf"|(?:有没有|有无|有){_SIGN.format('b')}(?:的)?(?:吗|没有|么)?"
    rf"|(?:有)?(?:几|多少)(?:个|家)(?:是)?{_SIGN.format('c')}"
    rf"|(?:只|就)?(?:看|要|列)?{_SIGN.format('d')}(?:有)?(?:哪些|哪几[家个]|谁)"
    rf"|{_SIGN.format('e')}(?:呢|怎么样|咋样)"
)
_EACH: Final = re.compile(
    r"(?:县直|部门|局委)(?:单位)?[和跟与、,，]?(?:乡镇|镇街)(?:街道)?(?:各|分别|各自)(?:有|占|是)*"
    r"(?:几|多少)(?:个|家)?(?:单位)?"
    r"|(?:乡镇|镇街)(?:街道)?[和跟与、,，]?(?:县直|部门|局委)(?:单位)?(?:各|分别|各自)(?:有|占|是)*"
    r"(?:几|多少)(?:个|家)?(?:单位)?"
    r"|(?:县直|部门|局委)(?:单位)?(?:有|占|是)*(?:几|多少)(?:个|家)[,，、]?(?:乡镇"
    r"|镇街)(?:街道)?(?:有|占|是)*(?:几|多少)(?:个|家)"
    r"|(?:乡镇|镇街)(?:街道)?(?:有|占|是)*(?:几|多少)(?:个|家)[,，、]?(?:县直|部门"
    r"|局委)(?:单位)?(?:有|占|是)*(?:几|多少)(?:个|家)"
)
_WHICH: Final = re.compile(
    r"(?:分别|都|具体|到底)*(?:是|有)?(?:哪(?:几|些)[家个]?(?:单位)?|谁|哪些)(?:呢|啊)?|(?:名单"
    r"|列)(?:给我|列出来|一下|出来|列)+"
)
_WHOSE_PHONE: Final = re.compile(
    r"(?:的)?(?:联络员|联系人|经办人)(?:和|的|及)?(?:电话|手机号?|联系方式)?(?:都|分别|各|一起"
    r"|也)*(?:有|是|叫)?"
    r"(?:谁|哪些人|哪几个人|多少|什么|给我|发我|列出来|列一下)+"
    r"|(?:的)?(?:联系)?(?:电话|手机号?|联系方式)(?:都|分别|各|也|一起)*(?:是)?(?:多少|给我|发我"
    r"|发一下|列一下|列出来)+"
)


_NEIGHBOURS: Final = re.compile(
    r"(?:它|他|她|那|这家|那家)?(?:的)?(?:前|后)(?:头|面|边|一名|一位|后"
    r"|后头)(?:的)?(?:各)?(?:是|都是|有)?(?:谁|哪家|哪几家|哪个)"
    r"(?:[,，]?(?:和|跟)?(?:前|后)(?:头|面|边|一名|一位)(?:的)?(?:是|都是|又是)?(?:谁|哪家|哪个))?"
)


def neighbours(text: str) -> bool:
    """它前头是谁后头是谁: who stands next to the unit that was asked about."""
    return _NEIGHBOURS.fullmatch(_ENDS.sub("", plain(text).strip())) is not None


def asks_phone(text: str) -> bool:
    """电话多少: the telephone of whoever was asked about."""
    return _WHOSE_PHONE.fullmatch(_ENDS.sub("", plain(text).strip())) is not None


_WHYS: Final = re.compile(
    r"(?:那|他们|它们|这几家|都|分别|各自|到底|主要|是)*(?:因为|因|为)?(?:啥|什么|何|咋|怎么)"
    r"(?:原因|事儿?|回事)?(?:扣|丢|掉|低|这么低|落后|退步|垫底|最低|差)?(?:的|了|分)*"
)
_REASON: Final = re.compile(r"[因为]|原因|回事|扣|丢|掉|低|落后|垫底|差")


def whys(text: str) -> bool:
    """都是因为啥: why those that stand there lost their points."""
    said = _ENDS.sub("", plain(text).strip())
    return len(said) > 1 and bool(_WHYS.fullmatch(said)) and bool(_REASON.search(said))


_APART: Final = re.compile(
    r"(?:它们|他们|两家|两个|俩|主要|到底|都|具体|是)*(?:相)?(?:差|输|丢|落|扣|高|强|赢)(?:得"
    r"|的)?(?:分)?(?:最多|多|主要)?(?:的)?(?:是|在|到)*"
    r"(?:哪(?:一|几|些)?(?:个|儿|里|块|项|样|方面|指标)?(?:指标|项|地方|上)?|什么地方|啥地方)(?:上"
    r"|里)?(?:了|呢)?"
    r"|哪(?:一|几|些)?(?:项|个指标|块|里|儿)(?:差|丢|扣|输|落)(?:得|的|了)?(?:分)?(?:最)?(?:多"
    r"|狠|厉害)?(?:分)?"
    r"|(?:(?:零|0)分|没(?:有)?得?分|没(?:有)?(?:拿|得)?满(?:分)?)(?:的)?(?:都)?(?:有|是)?哪(?:几"
    r"|些|一)?(?:项|个指标|些)"
    r"|哪(?:几|些|一)?(?:项|个指标)(?:是|得了?|只得)?(?:(?:零|0)分|没(?:有)?得?分|没(?:有)?(?:拿"
    r"|得)?满(?:分)?)"
    r"|(?:它们|他们|两家|两个|俩|之间)*(?:相)?差(?:了|距|别)?(?:是)?(?:有)?(?:多少|几|多大)(?:分)?"
    r"|(?:它们|他们|(?:这)?两家|(?:这)?两个|(?:他|它)?(?:们)?俩)?(?:逐项|一项一项|放(?:到"
    r"|在)?一[块起]儿?)?"
    r"(?:比一比|比一下|比比|对比一?下?|比较一?下?)(?:看看?|看)?"
)


def apart(text: str) -> Literal["", "where", "how far"]:
    """差在哪一项, 差多少: where two units that stand there differ, or where one lost its points."""
    said = _ENDS.sub(
        "", re.sub(r"^(?:那|它|他|她|这家|那家|该单位)(?!们)", "", plain(text).strip())
    )
    if len(said) > LONGEST or not _APART.fullmatch(said):
        return ""
    return "how far" if re.search(r"多少|几(?!项)|多大|比", said) else "where"


_ENDS: Final = re.compile(r"(?:的|了|啊|呀|来着|[?？。.!！,，\s])+$")


def behind(text: str) -> Behind | None:
    """What a sentence asks of the list before it; None: it points at none."""
    said = _ENDS.sub("", plain(text).strip())
    if not said or len(said) > LONGEST:
        return None
    opened = _AMONG.match(said)
    rest = said[opened.end() :] if opened else said
    if _EACH.fullmatch(rest):
        return Behind(table="each", rest=rest)
    if match := _COUNTS.fullmatch(rest):
        sign = next(one for one in match.groups() if one)
        if "类" in sign:
            return Behind(klass=sign[:2], rest=rest)
        table: Literal["县直", "乡镇"] = "乡镇" if re.match("乡镇|街|镇", sign) else "县直"
        return Behind(table=table, within=bool(opened or "占" in rest), rest=rest)
    if _WHICH.fullmatch(rest):
        return Behind(whole=True)
    if rest == "占多少":
        return Behind(share=True)
    if rest == "其余的是哪些":
        return Behind(others=True)
    if rest == "差一点的是哪些":
        return Behind(nearly=True)
    if _WHOSE_PHONE.fullmatch(rest):
        return Behind(rest="联络员电话")
    return Behind(rest=rest) if opened and rest else None


def among(text: str) -> bool:
    """里头, 其中, 这几家: whether a sentence is of a list by its own words."""
    return _AMONG.match(_ENDS.sub("", plain(text).strip())) is not None


_ALL: Final = r"(?:都|全都?|全部|一起|一块|一并|挨个|逐个|统一|统统|每家|也|再|给我)"
_INVITES: Final = re.compile(
    rf"(?:给|把|向|对)?(?P<them>{_THEM})?(?:单位)?(?P<all>{_ALL}|各|分别)*(?:来|去)?"
    r"(?:(?:发|生成|弄|做|开|出)(?:个|一个|一下|份|张|出)?邀请(?:函|码|链接)?|邀请)(?:一?下|一遍"
    r"|一次)*(?:吧|啊|呗)?"
    rf"|(?:把)?邀请(?:函|码|链接)?(?:都|全)*发(?:给)?(?P<them2>{_THEM})(?:单位)?(?:吧)?"
)


def invites(text: str) -> bool:
    """给他们都发个邀请, 都邀请一遍: those of the list are to be invited."""
    match = _INVITES.fullmatch(_ENDS.sub("", plain(text).strip()))
    return match is not None and any(match[one] for one in ("them", "all", "them2"))


_URGES: Final = re.compile(
    rf"(?:把)?(?:{_ALL}|帮我|先|去)*(?:催一?催|催报|催|提醒)(?:一?下|一遍|一次)?(?:吧|啊|呗)?"
)


def urges(text: str) -> Literal["", "all", "list"]:
    """催一下: those of the list, where it leaves somebody out; 都催一遍: those of it."""
    said = _ENDS.sub("", plain(text).strip())
    if not _URGES.fullmatch(said):
        return ""
    return (
        "list"
        if re.match(rf"(?:把|帮我|先|去)*{_ALL.replace('|给我', '').replace('|再', '')}", said)
        else "all"
    )
