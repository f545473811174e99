"""Pieces that say the full mark over again: 材料规范得10分 of 10, where the rule only takes.

Such a piece is let off by the account of words where what it asks is told by the names and
questions of the rule; else nobody would be asked for it. Not here: other pieces (`accounts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from scoring.drafting.function_words import ALWAYS
from scoring.drafting.wordings import figures_of, listed

_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_FULL: Final = re.compile(r"(?P<what>.*?)(?:得|计|给|记|加)(?P<points>[0-9]+(?:\.[0-9]+)?)分")
_ASKED_OFTEN: Final = re.compile(
    r"[0-9]+(?:个)?(?:次|场|篇|条|件|份|期|项|天|日|小时|人|名|个|元|分钟|年|月|号|类)"
)
"""每年演练2次得10分, 每少1次扣5分: how often is asked, and what is lacking is counted."""
_AFTERWARDS: Final = re.compile(
    r"(?:并|同时|且)(?:且|同时)?(?:视情况|视情节|视情)?(?:对|在|予以|给予|由|将|严肃|依法|依规)?[^0-9扣加得()各半]{0,24}"
    r"(?:通报|责任|谈话|移交|移送|处理|整改|问责|约谈|检讨|检查)(?:批评)?"
)
_GRADED: Final = re.compile("评优|评先|等次|资格|否决|分值|得分")


def whole_mark(
    piece: str,
    keys: Mapping[str, object],
    points: Decimal | None,
    asked: str,
    frame: re.Pattern[str],
) -> bool:
    """规范得10分 where the row has 10 and the rule only takes; 并通报批评, which is no mark."""
    if _AFTERWARDS.fullmatch(piece) and not _GRADED.search(piece):
        return True
    full = _FULL.fullmatch(piece)
    if full is None or Decimal(full["points"]) != points or ALWAYS.search(full["what"]):
        return False
    lines = {Decimal(one) for one in _NUMBER.findall(full["what"])} - {Decimal(1), Decimal(100)}
    known = set(figures_of(keys))
    if any(not {one, one / 100} & known for one in lines) and not _ASKED_OFTEN.search(full["what"]):
        return False  # 不超过40个单位得50分, where nothing begins at 40
    if not _told(full["what"], asked, frame):
        return False  # 经专家组验收得10分, 每发现1处扣1分: nobody is asked for that
    shares = [one for one in listed(keys.get("add")) if "rate" in one or "ratio" in one]
    return not keys.get("add") or any(one.get("points") == points for one in shares)


_STATE: Final = re.compile(
    r"按照?|要求|规定|标准|计划|任务|目标|时限|制度|工作|全部|全面|全年|均|都|无|未|没有|不|发生|出现|达到|达标|完成|落实|开展|建立|组织|实现|做到|符合|规范|齐全|完整"
    r"|完善|健全|及时|按时|按期|足额|到位|良好|优秀|合格|正常|有效|准确|真实|整洁|有序|保持|得当|明确|清晰|扎实|顺利|较好|满意|认真|积极|严格|履行|情况|问题|现象|[0-9.%]+"
)
"""Words of how things shall be, of which the full mark is said and what is wrong is taken for."""


_MARK: Final = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)分(?!钟|以[上下内])")


def never_reached(
    pieces: list[str], keys: Mapping[str, object], points: Decimal | None
) -> Iterator[str]:
    """正常运行的5分, 不正常的3分, where all that is added never comes to the 5 of the row."""
    added = listed(keys.get("add"))
    if points is None or not added or keys.get("deduct") or not all("if" in one for one in added):
        return
    if sum((Decimal(str(one["points"])) for one in added), Decimal(0)) < points:
        for piece in pieces:
            yield from (piece for one in _MARK.findall(piece)[:1] if Decimal(one) == points)


def _told(what: str, asked: str, frame: re.Pattern[str]) -> bool:
    """Whether what brings the full mark is said by the names and questions of the rule.

    A thing is told of where two signs of it stand in a name; how it shall be is told by what takes.
    """
    for run in re.findall("[\u4e00-\u9fff]+", frame.sub(" ", _STATE.sub(" ", what))):
        pairs = [run[at : at + 2] for at in range(len(run) - 1)]
        if len(run) > 1 and not any(one in asked for one in pairs):
            return False
    return True
