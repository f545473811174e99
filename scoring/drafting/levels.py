"""Who or how high, and not what: 省级的加1分 behind 创建国家级单位的加2分.

Here: the name such a term has, of what was named before it. Not here: what was said (`state`).
"""

from __future__ import annotations

import re
from typing import Final

_LEVEL: Final = re.compile(
    r"(?:中央|全国|国家|部|全?省部?|全?市|全?县|区|镇|乡|村|(?:院|校|集团|公司|厂|街道)级)(?:级)?(?:及)?(?:以上|以下)?(?:主流)?(?:媒体|采用|表彰|单位|报刊)?"
    r"|(?:单位|部门|科室|学校|乡镇|村)?(?:党政)?(?:主要|分管)(?:负责人|领导)|负责人|责任人|(?:单位|集体|个人|班子)"
    r"|(?:一般|较大|重大|严重|特别严重)?(?:问题|情况|事故|的)?"
)
"""Who or how high, and not what."""
_MEDIUM: Final = re.compile(
    r"(?:中央|全国|国家|省部|省|市|县|区|镇|乡)级?(?:及以上)?(?:主流)?(媒体|报刊|会议|刊物)"
)
_RANKED: Final = re.compile(
    r"(?:中央|全国|国家|省部|全省|省|全市|市|全县|县|区|镇|乡|村|院|校|集团|公司|厂|街道)级"
)

_OR_HIGHER: Final = re.compile(rf"(?:{_RANKED.pattern})(?:及其?|或)?(?:以上)?")


def leveled(own: str, before: str, said: str) -> str:
    """省级 of 创建国家级单位的加2分、省级的加1分 is 创建省级单位; 主要负责人: of what was said."""
    if not own or not _LEVEL.fullmatch(own):
        return own
    bracket = re.fullmatch(r"(?P<what>.+)（(?P<level>[^（）]+)）", before)
    if len(said) > 1:
        return f"{said}（{own}）"
    if bracket is not None and _LEVEL.fullmatch(bracket["level"]):
        return f"{bracket['what']}（{own}）"
    where = _MEDIUM.fullmatch(own)
    if where is not None and _MEDIUM.findall(before) == [where[1]]:
        return _MEDIUM.sub(own, before)  # 在中央媒体刊发, 省级媒体
    if where is not None and not _MEDIUM.search(before):
        return own  # 校级公众号每更新一篇, 县级媒体每篇: not of what the school itself prints
    rank, place = _RANKED.match(own), _RANKED.search(before)
    if rank and place and own[rank.end() :] and before[place.end() :] == own[rank.end() :]:
        return before[: place.start()] + own  # 获国家级表彰, 省级表彰
    if _RANKED.match(own) and len(_RANKED.findall(before)) == 1 and _RANKED.fullmatch(own):
        return _OR_HIGHER.sub(own, before)  # 省级以上媒体, 市级: not 市级以上
    if before and not _LEVEL.fullmatch(before) and own not in before:
        stem = _RANKED.sub("", before) if _RANKED.search(before) else before
        return f"{stem}（{own}）" if len(stem) > 1 and _RANKED.match(own) else own
    return own
