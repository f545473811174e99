"""The answer that stands somewhere in a long message: 问了科室说是办了3次.

To be shown for one tap, never to be kept unseen; nothing where two clauses may answer. Pure. How a
message is parted is ``bot.questions.parted``'s, how a clause is read ``accounted``'s.
"""

from __future__ import annotations

import re
from typing import Final

from bot.filling.accounted import Answer, account
from bot.filling.counted import asks_of
from bot.filling.described import describes
from bot.filling.items_among import items_among
from bot.forms.form import Question
from bot.questions.parted import clauses
from bot.speech.denial import denial
from bot.speech.numbers import figures_in
from scoring.scheme import Row


def within(row: Row, question: Question, told: str) -> Answer | None:
    """What the told part of a message answers of a question; None where that is not plain."""
    if not told:
        return None
    if question.kind == "note":
        return {question.names[0]: told} if describes(_WE.sub("", told)) else None
    if question.kind == "checklist":
        return _items(question, told)
    parts = [one for one in clauses(told) if not _OF_OTHERS.search(one)]
    if question.kind == "count":
        parts = [one for one in parts if not _only_dated(one)]
    read = [(one, _answer(row, question, one)) for one in parts]
    found = [(one, answer) for one, answer in read if answer is not None]
    own = [one for one in found if asks_of(question, one[0])] or found
    each: list[Answer] = []
    each += [answer for _, answer in own if answer not in each]
    if len({str(answer) for answer in each}) != 1:
        return None
    beside = [one for one, answer in read if answer is None]
    if question.kind == "flag":
        return None if any(each[0].values()) and any(map(denial, beside)) else each[0]
    return None if any(figures_in(one) for one in beside) else each[0]


def _only_dated(clause: str) -> bool:
    """10月20日那场在广场, 按冢政12号文办的: its figures count nothing."""
    return bool(figures_in(clause)) and not figures_in(_DATES.sub("", clause))


_OF_OTHERS: Final = re.compile(
    r"^(?:听说)?(?:他们|别的|人家|隔壁|[^我本俺咱,，]{1,3}(?:局|镇|乡)(?=有|办|搞))"
)
_DATES: Final = re.compile(
    r"(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]?)?|[0-9]{1,3}号|〔[0-9]+〕|[0-9]{4}年?|一[次场]"
)
"""10月20日, 冢政12号: figures that count nothing."""


_WE: Final = re.compile(r"^我们(?=[0-9在组开举于])")
_WHOSE: Final = re.compile(
    r"^(?:这个?|那个?)?(?:[一-鿿]{0,4}(?:文件|办法|制度|方案|通知))?(?:我们?|俺们?|咱们?)(?:镇|乡|局|单位|街道|办)?里?(?:是|早就|早)?(?=.)"
)
"""文件我们镇是发了的: whose it is says nothing of whether it is there."""


def _answer(row: Row, question: Question, clause: str) -> Answer | None:
    answer = account(row, question, clause, lambda _: False).answer
    if answer is None and question.kind == "flag":
        bare = _WHOSE.sub("", clause).rstrip("的")
        answer = account(row, question, bare, lambda _: False).answer if bare else None
    if answer is None or all(raw is None for raw in answer.values()):
        return None
    if question.kind in ("count", "amount", "rate") and not figures_in(clause):
        nothing = all(raw == 0 for raw in answer.values())
        return answer if nothing and len(clause) > 1 else None
    return answer


def _items(question: Question, told: str) -> Answer | None:
    found = items_among(question, told)
    return None if found is None else found.items
