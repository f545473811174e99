"""Names cut in the middle: 序请假而旷课 of 没按照请假程序请假而旷课, 表彰 of 未获得表彰.

Written apart from the grammar, as `accounts` is: where a name stands in the clause as it is, the
words right before and right behind it must be such as only hold figures and names together, or
stand in another name. Not here: words that went nowhere at all (`accounts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from scoring.drafting.units import UNITS
from scoring.drafting.wordings import NAMES, covered, listed, places, terms_of, words_of

_WHOLE: Final = tuple(one for one in NAMES if one not in ("named", "among", "list", "rank"))
_NOT: Final = "未能|未|没有|没|无|不|尚未|从未"
"""What stands before the name of a condition: 未成立的不得分 asks for 成立."""
_FREE: Final = "无"
"""无乱摊派现象的得15分, 发现一起扣10分: of what is found."""
_BROKEN: Final = re.compile(
    r"^(?:[的或、)）]|及(?!时))|.(?:[及或、(（]|[^欠缺残短][缺未不没])$|^[^(]*\)|\([^)]*$"
)
"""A name that begins or ends in the middle of a word or a bracket."""
_MARKS: Final = re.compile(r"[,;。:\n()《》“”]")
_TAIL: Final = re.compile(
    r"\([^()]*\)$|(?:缺少|超出|低于|高于|超过|相差|少|低|高)[^，]{0,8}的?.{0,4}数$|评定[得扣]分$|[得扣]分$"
)
_BEFORE: Final = re.compile(
    rf"(?:{UNITS}|按规定|按要求|按照|按|根据|依据|以|达到|达|=|×|至少|不少于|严格|认真|积极|主动|凡是|凡|如有|如果|如|若|有|发现|出现|存在|发生|查出|查实|抽查|检查|每年|每季度?|每月|每周|每|全年|年内|年度|当年|本年度|定期|按时"
    r"|对|因|在|于|且|并|但|其中|以及|及|和|或者?|另外?|再|则|由|经|被|将|把|的|者|了|得|扣|加|减|计|分|一|两|其他|其余|均|都|各|连续|累计|获得?|受到?|新"
    r"|年|月|日|周|季度|半年|次|个|条|篇|项|件|起|人|名|户|处|家|期|批|例|份|场|天|级|类|分别|依次|以上|以下|以内|情况|任务|单位|部门"
    r"|完成|达到|符合|做到|能够|能|已|所|本|该|此|上述|、|[0-9.%]|-)*"
)
_BEHIND: Final = re.compile(
    rf"(?:的|者|等|情况|情形|现象|行为|问题|工作|任务|部分|均|都|各|全部|也|且|并|但|及|和|或者?|以及|则|又|再|另|还|每|[一1](?:{UNITS})?"
    r"|达到|达不到|达|未达|不低于|不少于|不得|低于|少于|不足|不到|高于|超过|超出|大于|小于|控制|保持|为|是|在|应|须|要|至少|完成"
    r"|不(?=[足到低少高超得扣计给加]|达标|达到|合格)|未(?=达|完成(?:的|$))|没有(?=完成|达)|缺|少|多"
    r"|得|扣|加|减|计|给|奖|记|按|分别|依次|视|酌情|一律|直接|实行|取消|由|以|经|有|比|较|同比|环比|上升|下降|增长|增加|减少|提高|降低|可|最高|最多|累计|合计"
    r"|查实|属实|经查|本项|该项|此项|齐全|健全|完善|完整|到位|规范|满分|、|[0-9.%/×÷=+]|-).*|"
)


def halved(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """The names of a rule that stand in the clause with a part of their own word left off."""
    names = [str(term[one]) for term in terms_of(keys) for one in _WHOLE if one in term]
    conditions = [
        re.split(r" (?:>=|>|<=|<|=) ", one)[0]
        for several in ("only_if", "zero_if")
        for one in words_of(keys.get(several))
    ]
    done = [str(one["if"]) for one in listed(keys.get("add")) if "if" in one]
    held = covered(text, "；".join((*names, *conditions, *_parts(keys))))
    for name in (*names, *conditions):
        bare = name.replace("（", "(").replace("）", ")")
        bare = bare.removeprefix("已") if name in conditions else _TAIL.sub("", bare)
        loose = bare != name  # 例会缺少的次数: what it is of may be said with more words
        before = _NOT if name in conditions or name in done else _FREE
        at_all = tuple(places(bare, text)) if bare else ()
        if _BROKEN.search(bare) or (
            len(bare) > 1
            and at_all
            and not any(
                _whole(text, held, 0 if loose else at, at + len(bare), before) for at in at_all
            )
        ):
            yield bare


def _parts(keys: Mapping[str, object]) -> Iterator[str]:
    """Lists and levels: each is a name, too."""
    for term in terms_of(keys):
        for several in ("items", "lacking", "ratio", "choice", "levels", "for"):
            yield from words_of(term.get(several))


def _whole(text: str, held: list[bool], start: int, end: int, denied: str) -> bool:
    """Whether nothing of a word hangs over on either side of a name."""
    before = _MARKS.split(text[:start])[-1]
    before = re.sub(f"(?:{denied})$", "", before)
    behind = _MARKS.split(text[end:])[0]
    at = text.rfind(before, 0, start) if before else start
    done = held[at : at + len(before)]
    free = "".join("、" if one else sign for sign, one in zip(before, done, strict=True))
    return bool(_BEFORE.fullmatch(free)) and (bool(_BEHIND.fullmatch(behind)) or held[end])
