"""What the office teaches and whom it calls beside the liaisons, in one sentence. Pure.

新加一条常见问答：…？答：…; 提醒工信局的数据报送员尽快录.
"""

from __future__ import annotations

import re
from typing import Final

from bot.questions.decisions import UNIT
from bot.questions.jobs.job import Job
from bot.questions.jobs.said import Said
from bot.questions.redraft_circular import namings_of, silent_out

_TEACHES: Final = re.compile(
    r"\s*(?:请|麻烦你?|帮我|给我|再|新|你)*(?:加|增加|新增|添加|添|补|记|写|录)(?:上|进|入)?(?:[一1]?[条个])?"
    r"(?:新的)?(?:常见)?(?:的)?(?:问答|问题|答复)[\s，,：:。]*(?:问(?:题)?(?:[：:]|是|就是))?\s*"
    r"(?P<asked>[^\n]{2,80}?)\s*(?:[?？。；;，,\s]+)(?:答(?:案|复)?|回答|回复)(?:[：:]|是|就是|就写|写)\s*"
    r"(?P<answer>.{1,500})",
    re.DOTALL,
)


def answer(text: str) -> Job | None:
    """新加一条常见问答：…？答：…: as it is written, for it is kept as it is written."""
    match = _TEACHES.fullmatch(text)
    if match is None:
        return None
    asked = match["asked"].strip(' ?？“”"')
    return Job("teach", text=f"{asked}？\n{match['answer'].strip()}")


_OF_A_CIRCULAR: Final = re.compile(
    r"(?:请|麻烦你?|帮我|给我|那|就|在)*(?:出|写|拟|发|做|起草|弄|生成)?(?:一?[份个])?"
    r"(?P<when>(?:[0-9]{4}年)?(?:第?[一二三四1-4]季度|上个?季度|本季度|这季度))?(?:的)?通报(?:稿子?|文件)?(?:的)?"
    r"(?:时候?|里面?|里头|中|上)?[,，:：\s]*(?P<said>.{3,30})"
)


def circular(text: str) -> Job | None:
    """通报里后几名别点名: the 通报 with that change of it, shown."""
    match = _OF_A_CIRCULAR.fullmatch(text.strip())
    if match is None or not (namings_of(match["said"]) or silent_out(match["said"])):
        return None
    return Job("circular", group=match["when"] or "", text=match["said"])


_CALLS: Final = re.compile(
    rf"(?:请|麻烦你?|帮我|再|给|跟|让|叫|把)*(?:催一?催|催促|催|提醒|督促|通知)?(?:一?下|一声|一遍)?(?:{UNIT}(?:的|那边的?)?)?"
    r"(?:各|所有|全部|几个)?(?:部门的?)?(?:数据报送员|报送员|报数员|报数的(?:人|同志)?|供数的(?:人|同志)?|报数据的(?:人|同志)?)们?"
    r"(?:催|提醒|催促|说)?(?:一?下|一声|一遍)?(?:赶紧|抓紧|尽快|赶快|快点?|按时)*(?:把)?(?:数据?|拖欠的?数据?)?"
    r"(?:录|报|交|填|给)?(?:数据?|数|上来|一下|了|进来|上)*(?:吧|啊)?"
)
_CALLED: Final = re.compile(r"催|提醒|督促|通知|说一?[下声]")


def supplier(said: Said) -> Job | None:
    """提醒工信局的数据报送员: who reports figures of a body is no liaison of it."""
    if said.rows or said.people or not _CALLED.search(said.signs):
        return None
    return Job("call_supplier", said.units) if _CALLS.fullmatch(said.signs) else None
