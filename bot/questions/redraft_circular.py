"""What is to be changed of a 通报 by a sentence: 表扬前三名, 不批评教育局, 不点名. Only reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Which = Literal["praised", "criticised"]
_PRAISE: Final = r"(?:表扬|先进)"
_BLAME: Final = r"(?:通报批评|批评|落后|点名批评|点名)"
_WHOLE: Final = re.compile(
    rf"(?:通报)?(?:里|中)?(?:再|也|就|只)*(?:(?P<praise>{_PRAISE})|(?P<blame>{_BLAME}))(?:名单|单位)?(?:一下|改成|改为|就|是|只要|只|：|:)*"
    r"(?P<whom>[前后末].{1,6}|全部.{2,6}的|一个也不选|都不要|无)(?:吧|就行)?"
    rf"|(?P<whom2>[前后末][0-9一二两三四五六七八九十]{{1,2}}名)(?:单位)?(?:也)?(?:给)?"
    rf"(?:(?P<praise2>{_PRAISE})|(?P<blame2>{_BLAME}|点(?=一下|出来|到|$)))(?:一下|出来|到)?(?:吧)?"
)
_EACH: Final = (
    r"(?:每(?:个|张)?(?:表|类)|各(?:个|张)?(?:表|类)|两(?:张|个)表|各自?|分别|每边|一边)*"
)
_MANY: Final = r"[0-9一二两三四五六七八九十]{1,3}"
_COUNTED: Final = re.compile(
    rf"{_EACH}(?:(?P<praise>{_PRAISE})|(?P<blame>{_BLAME}))(?:名单|单位|的)?"
    rf"(?:{_EACH}|都|只|就|也|取|留|写|列|选|要|改成?|换成?|为|到|放|点)*"
    rf"(?P<end>前|后|末|倒数|最后)?(?P<n>{_MANY})(?:名|家|个|位)?(?:单位)?(?:也|就行|就够|就好|点一下|吧|了)*"
)
_PLACED: Final = re.compile(
    rf"{_EACH}(?:把|将)?(?P<end>前|后|末|倒数|最后)(?P<n>{_MANY})(?:名|家|个|位)(?:单位)?(?:也|就|都|给|再|要|得|拿出来)*"
    rf"(?:(?P<praise>{_PRAISE})|(?P<blame>{_BLAME}|点(?:名|出来|到|一点|一下)?|通报|提))(?:一下|出来|到|一点)*(?:吧)?"
)
"""表扬各取前三, 末两名点一下: so many of each table, in whatever words."""
_LAST_ONES: Final = (
    rf"落后|后进|靠后|后面|末位|垫底|差|(?:最后|倒数|后|末)(?:几|{_MANY})(?:名|家|个|位)"
)
_OF_THOSE: Final = re.compile(
    r"(?:把|将|那|就)*"
    rf"(?:(?P<good>先进|靠前|前面|优秀|前(?:几|{_MANY})(?:名|家|个|位))|{_LAST_ONES})的?(?:单位|那些|那几家|几家|名单)?"
    r"(?:就|先|都|也|那块儿?|这块儿?)*(?:不用|不要|不|别)(?:再|给)?(?:点名|点|提|批评|表扬|通报|写|列|上|公开|出现)(?:名字|名|单|出来|批评)*(?:了|吧)*"
)
"""落后的不点名, 后进的不提了, 后几名别点名."""
_NOT_THOSE: Final = re.compile(
    r"(?:那|就|还是|先|也)*(?:不用|不要|不|别|甭)(?:再|去|给)?"
    r"(?:点名批评|点名|点|提|批评|表扬|通报|写|列|公开)(?:出来?|上)?"
    rf"(?:(?P<good>先进|靠前|前面|优秀|前(?:几|{_MANY})(?:名|家|个|位))|{_LAST_ONES})的?"
    r"(?:单位|那些|那几家|几家|名单|名字)*(?:了|吧)*"
)
"""不要点名后几名: the verb first."""
_WHO_IS_SILENT: Final = r"(?:还|现在)?(?:没有?|未)(?:有)?(?:交|报|提交|填报|上报)(?:材料|数据|表)?"
_SILENT: Final = re.compile(
    r"(?:那|就|还是|先|也)*(?:不用|不要|不|别|甭)(?:再|去)?(?:点名|点|提|写|列|通报|公开|放|带)"
    rf"(?:出来?|上|到|进去?)?{_WHO_IS_SILENT}的?(?:那些|那几家|几家|单位|名单|名字)*(?:了|吧)*"
    rf"|(?:把|将)?{_WHO_IS_SILENT}的?(?:那些|那几家|几家|单位|名单|名字)*(?:就|先|都|也)*"
    r"(?:(?:不用|不要|不|别|甭)(?:再)?(?:点名|点|提|写|列|通报|公开|放|带)(?:出来?|上|进去?)?|去掉|删掉?|拿掉)"
    r"(?:了|吧)*"
)


def silent_out(text: str) -> bool:
    """不列没交的, of a 通报: who handed in nothing is not named in it."""
    return _SILENT.fullmatch(text.strip().rstrip("。！!").replace(" ", "")) is not None


_NOBODY: Final = re.compile(
    rf"(?:都|谁也|一个也)?(?:不|别|不要)(?:再)?(?:(?P<praise>{_PRAISE})|(?P<blame>{_BLAME}))(?:了|吧|谁|任何单位)*"
)
_UNITS: Final = re.compile(
    rf"(?:再|也|把|将)*(?P<not>不|别|不要)?(?:(?P<praise>{_PRAISE})|(?P<blame>{_BLAME}))(?:上|一下)?(?P<units>[^,，。]{{2,40}}?)(?:吧)?"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is to be named: a whole list in words, nobody, or units more or less."""

    which: Which
    whom: str = ""
    """前三名, 全部不合格的; empty: nobody, where no units are named either."""
    units: str = ""
    out: bool = False
    """The units are not to be named."""


_APART: Final = re.compile(r"[,，、;；\s]+(?:再|然后|另外)?")


def namings_of(text: str) -> tuple[Naming, ...]:
    """表扬前三名、批评后五名: what each clause says of the lists; or all of it, of one."""
    parts = [one for one in _APART.split(text.strip()) if one]
    each = [naming_of(one) for one in parts]
    if len(parts) > 1 and all(each):
        return tuple(one for one in each if one)
    whole = naming_of(text)
    return (whole,) if whole else ()


def naming_of(text: str) -> Naming | None:
    """What a sentence says of the lists; None: nothing, or it asks or denies something else."""
    said = text.strip().rstrip("。！!").replace(" ", "")
    if not said or re.search(r"[?？]|吗|呢$|谁(?!$)|哪|几个|多少|怎|为什么", said):
        return None
    which: Which
    if match := _WHOLE.fullmatch(said):
        praised = match["praise"] or match["praise2"]
        return Naming("praised" if praised else "criticised", match["whom"] or match["whom2"])
    for counted in (_COUNTED, _PLACED):
        if (match := counted.fullmatch(said)) and (many := match["n"]):
            which = "praised" if match["praise"] else "criticised"
            end = match["end"] or ("前" if match["praise"] else "后")
            return Naming(which, f"{'前' if end == '前' else '后'}{many}名")
    if match := _OF_THOSE.fullmatch(said) or _NOT_THOSE.fullmatch(said):
        return Naming("praised" if match["good"] else "criticised")
    if match := _NOBODY.fullmatch(said):
        return Naming("praised" if match["praise"] else "criticised")
    if match := _UNITS.fullmatch(said):
        which = "praised" if match["praise"] else "criticised"
        return Naming(which, units=match["units"], out=bool(match["not"]))
    return None
