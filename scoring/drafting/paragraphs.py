"""What the paragraphs around a table say of marks, ranks and grades, and whether anything takes it.

Every part of a sentence in which a figure or a word counts must be said by the header, the year or
a row; what is left is named for a person. Not here: how grades (`grades`), the year (`year`) and
rules of notes (`beneath`) are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import normalize

from scoring.drafting.beneath import rules_beneath
from scoring.drafting.grades import without_lines
from scoring.drafting.header import without_full_mark
from scoring.drafting.remarks import holds_anyway, sentences_of
from scoring.drafting.year import without_periods, year_of

_COUNTS: Final = re.compile(
    r"[0-9.]+%|(?<![0-9])(?!0分)[0-9.]+分(?!钟|别|为)|百分之|权重|加权|折算|系数|平均|×|倍"
    r"|(?:前|后|末|倒数)第?[一二两三四五六七八九十0-9]+(?:名|位)|第[一二三四五六七八九十0-9]+(?:至第?[一二三四五六七八九十0-9]+)?名|[一二三]等奖"
    r"|并列|四舍五入|小数|封顶|上限|否决|不得评|不得定|取消[^,]{0,12}(?:评优|评先|优秀|先进|资格)|降[^,]{0,6}(?:等次|等级|档)|倒扣|抵扣|不占"
)
"""Words and figures by which a total, a rank or a grade may come out otherwise."""
_NO_MARK: Final = re.compile(
    r"[0-9.]+%的?(?:乡镇|单位|学校|村|企业)?(?:进行)?(?:抽查|抽样|核查|复核)|抽取[0-9.]+%"
)
_MOST: Final = 60
_MANY: Final = 12
"""So many sentences are named one by one; a document of ten pages is read by a person anyway."""


def said_above(lines: Sequence[str]) -> Iterator[str]:
    """A doubt for every paragraph above a table that counts and that nothing takes up."""
    found = [one.clause for one in rules_beneath(lines)]
    composed = year_of("\n".join(lines))[0] is not None
    for one in sentences_of(lines):
        known = any(one.rstrip(",的。") in clause or clause in one for clause in found)
        if not known and _left(one, composed=composed):
            found.append(one)
    for said in found[:_MANY]:
        yield f"正文里的“{_short(said)}”没有算进规则，请看一看"
    if len(found) > _MANY:
        more = len(found) - _MANY
        yield f"正文里还有 {more} 处说到分数、名次或者等次，没有算进规则，请对照原文看一看"


def _left(sentence: str, *, composed: bool) -> bool:
    """Whether a part of a sentence counts, once what the header says is taken off it."""
    text = normalize("NFKC", sentence)
    if composed and re.search("季度", text) and re.search("年度|全年|年终", text):
        return False  # the rule of the year, that stands in the header
    text = _NO_MARK.sub("", without_periods(without_full_mark(without_lines(text))))
    return any(_COUNTS.search(one) and not holds_anyway(one) for one in re.split("[,，]", text))


def _short(said: str) -> str:
    return said if len(said) <= _MOST else f"{said[:_MOST]}……"
