"""What a sentence that makes no question is at least about: questions in its known words, to tap.

Each theme is some kinds of words and a question of the lists that holds the figures they speak of,
with the unit, table and quarter of the sentence in it. Never an answer: the rest of the sentence is
passed over, so the person is shown the question and taps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from bot.questions.combined.reading import Known, Word, pieces
from bot.speech.names import Named

_PLACES: Final = (
    "rank top bottom firstn lastn nth nthrange last_nth place most least first_ worst_ rear head "
    "tied highish lowish running"
)
_OF_A_UNIT: Final[tuple[tuple[str, str], ...]] = (
    ("urge", "{unit}提醒记录"),
    ("returned mend", "被退回的单位"),
    ("whylow lost", "{unit}扣分原因"),
    ("papers", "{unit}佐证材料"),
    ("rank top bottom firstn lastn nth", "{unit}名次"),
    ("up down course recent versus entered left", "{unit}历次得分"),
    ("total points full zero gradename gradeword near line average most least", "{unit}得分"),
    ("liaison phone whoisit person name", "{unit}联络员电话"),
    ("hand handed unhanded fill filling begin done when late overdue kind", "{unit}交了吗"),
)
_OF_ALL: Final[tuple[tuple[str, str], ...]] = (
    ("reviewers pending slow", "审核进度"),
    ("review did times cut", "审核进度"),
    ("urge", "提醒记录"),
    ("altered", "改动记录"),
    ("handed_again", "逾期的单位"),
    ("returned returned_ever mend handed_again", "被退回的单位"),
    ("appealed succeed fail", "申诉"),
    ("same others", "谁的材料和别人一样"),
    ("whichrow lost_by", "{quarter}哪项失分最多"),
    ("spread differ", "{quarter}最高分和最低分差多少"),
    ("average overall mean better", "{quarter}{group}平均分"),
    ("circular", "通报"),
    ("bands graderate gradename gradeword line", "{quarter}等次分布"),
    ("kind", "没交{kind}的单位"),
    ("late overdue ontime", "{quarter}{group}逾期的单位"),
    ("down lost_by left", "{group}退步最多的五个单位"),
    ("up gained entered swing course versus", "{group}进步最多的五个单位"),
    ("lost whylow vetoed", "{quarter}{group}扣分最多的五个单位"),
    ("papers", "{quarter}{group}没传佐证材料的单位"),
    (_PLACES, "{quarter}{group}排名"),
    ("total points full zero near figure", "{quarter}{group}得分从高到低"),
    ("hand handed share handrate lacks done filling fill whole_form unhanded", "填报进度"),
    ("hand handed unhanded drag others_ lacks begin", "{group}还没提交的单位"),
    ("publish outcome", "什么时候公布"),
    ("notice", "公示还有几天"),
    ("bind liaison phone unmanned book", "{group}联络员电话"),
    ("stage end remain", "现在是什么阶段"),
)


def themes(text: str, known: Known) -> Iterator[str]:
    """Questions about what the sentence speaks of, the nearest first."""
    words = pieces(text, known)
    kinds = {one.kind for one in words}
    units = [one for one in words if one.kind == "unit" and len(_units(one)) == 1]
    if len({_units(one)[0].id for one in units}) > 1:
        return
    named = {
        "unit": units[0].said if units else "",
        "group": _first(words, "group"),
        "quarter": _first(words, "quarter"),
        "kind": _first(words, "kind"),
    }
    for about, question in _OF_A_UNIT if units else _OF_ALL:
        if kinds.intersection(about.split()):
            yield question.format(**named)


def every() -> tuple[str, ...]:
    """Each question as it is written here: a test asks every one."""
    return tuple(question for _, question in (*_OF_A_UNIT, *_OF_ALL))


def _units(word: Word) -> tuple[Named, ...]:
    return cast("tuple[Named, ...]", word.value)


def _first(words: list[Word], kind: str) -> str:
    return next((one.said for one in words if one.kind == kind), "")
