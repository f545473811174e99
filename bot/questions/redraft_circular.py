"""What is to be changed of a 通报 by a sentence: 表扬前三名, 不批评教育局, 不点名. Only reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

_PRAISE: Final = r"(?:表扬|先进)"
_BLAME: Final = r"(?:通报批评|批评|落后|点名批评|点名)"
_WHOLE: Final = re.compile(
    rf"(?:通报)?(?:里|中)?(?:再|也|就|只)*(?:(?P<praise>{_PRAISE})|(?P<blame>{_BLAME}))(?:名单|单位)?(?:一下|改成|改为|就|是|只要|只|：|:)*"
    r"(?P<whom>[前后末].{1,6}|全部.{2,6}的|一个也不选|都不要|无)(?:吧|就行)?"
    rf"|(?P<whom2>[前后末][0-9一二两三四五六七八九十]{{1,2}}名)(?:单位)?(?:也)?(?:给)?"
    rf"(?:(?P<praise2>{_PRAISE})|(?P<blame2>{_BLAME}|点(?=一下|出来|到|$)))(?:一下|出来|到)?(?:吧)?"
)
_NOBODY: Final = re.compile(
    rf"(?:都|谁也|一个也)?(?:不|别|不要)(?:再)?(?:(?P<praise>{_PRAISE})|(?P<blame>{_BLAME}))(?:了|吧|谁|任何单位)*"
)
_UNITS: Final = re.compile(
    rf"(?:再|也|把|将)*(?P<not>不|别|不要)?(?:(?P<praise>{_PRAISE})|(?P<blame>{_BLAME}))(?:上|一下)?(?P<units>[^,，。]{{2,40}}?)(?:吧)?"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is to be named: a whole list in words, nobody, or units more or less."""

    which: Literal["praised", "criticised"]
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
    if match := _WHOLE.fullmatch(said):
        praised = match["praise"] or match["praise2"]
        return Naming("praised" if praised else "criticised", match["whom"] or match["whom2"])
    if match := _NOBODY.fullmatch(said):
        return Naming("praised" if match["praise"] else "criticised")
    if match := _UNITS.fullmatch(said):
        which: Literal["praised", "criticised"] = "praised" if match["praise"] else "criticised"
        return Naming(which, units=match["units"], out=bool(match["not"]))
    return None
