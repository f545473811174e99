"""Effects of words that say since when, for how long, and at the same moment of another quarter.

Rows of the table of ``rules_since`` say which words have which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, cast

from bot.questions.combined import whom
from bot.questions.combined.draft import Draft, Effect, Unclear, one_of
from bot.questions.combined.query import ConditionKind, Measure
from bot.questions.combined.reading import Word
from bot.speech.calendar import Quarter
from bot.speech.numbers import figure


def waits(kind: ConditionKind, measure: Measure) -> Effect:
    """等了三天以上没审的, 退回去超过三天还没补的: so many days, and the longest first."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        word = words[0]
        sign = ">" if "超" in word.said else ">="
        draft.test(kind, sign=sign, amount=Decimal(word.n))
        draft.say("measure", measure)
        draft.descending = True

    return effect


_A_WHILE: Final = 120
"""我开会这一会儿: so long, as the answer says back."""
_HALF: Final = 30
_HOUR: Final = 60
_LONGEST: Final = 3 * 24 * _HOUR
"""Longer ago one names a day."""


def past(draft: Draft, words: Sequence[Word]) -> None:
    """近一小时, 刚才半个小时里, 最近90分钟."""
    said = words[0].said
    number = figure(match[0]) if (match := _NUMBER.search(said)) else None
    unit = 1 if "分钟" in said else _HOUR
    minutes = int((number or 0) * unit) + _HALF * ("半" in said and unit == _HOUR)
    if number is None and "半" not in said:
        minutes = _A_WHILE
    if not 0 < minutes <= _LONGEST:
        raise Unclear(said)
    draft.say("past", minutes)


_NUMBER: Final = re.compile(r"[0-9]{1,4}|[一二两三四五六七八九十]{1,3}")


def news(draft: Draft, _: Sequence[Word]) -> None:
    """有什么新情况, 又来了什么."""
    draft.say("topic", "news")


def same_moment(draft: Draft, words: Sequence[Word]) -> None:
    """跟上季度这时候比, 上季度这个时候交了几家."""
    named = one_of(words, "quarter")
    draft.say("topic", "pace")
    draft.say("against", cast("Quarter", named.value) if named else None)


def why_moved(draft: Draft, _: Sequence[Word]) -> None:
    """怎么比上季度掉了三名: the rows on which the unit has other points than then."""
    draft.say("topic", "moved")
    draft.moved_why = True


def why_than(draft: Draft, words: Sequence[Word]) -> None:
    """二季度为什么比一季度低: of one unit, or of everybody."""
    now, then = (cast("Quarter", one.value) for one in words if one.kind == "quarter")
    if now == then:
        raise Unclear("the same quarter")
    why_moved(draft, words)
    whose = [one for one in words if one.kind in ("unit", "group")]
    if whose:
        (whom.unit if whose[0].kind == "unit" else whom.group_n)(draft, whose)
    draft.in_quarter(now)
    draft.say("against", then)
    draft.moved_all = True


def until_when(draft: Draft, _: Sequence[Word]) -> None:
    """延到哪天: beside who was given more time.

    Raises:
        Unclear: nobody's extension was asked about.
    """
    if not any(one.kind == "extended" for clause in draft.clauses for one in clause.tests):
        raise Unclear("until when of what")
    draft.say("measure", "until")
