"""What a message tells of one row's questions: 制度和办法都有，案例一个; 三个有成效 两个只发文.

To be shown for one tap, never to be kept unseen. A clause belongs to the question whose own words
stand in it, a count without any to the one count that is left. Pure. Not here: which row is meant
(``rows_told``, ``row_named``), an answer to the one question that stands open (``accounted``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from bot.filling.items_among import items_among
from bot.filling.reading import read_answer
from bot.filling.things import things_in
from bot.forms.form import Question, Raw
from bot.questions.instead import is_asked
from bot.speech.colloquial import plainly
from bot.speech.numbers import FIGURE, MEASURES, VAGUE, NumberFault, figure, figures_in, plain
from scoring.scheme import Row

Answers = tuple[tuple[Question, dict[str, Raw]], ...]
_LONGEST: Final = 80
_SEVERAL: Final = 2
_CLAUSES: Final = re.compile(r"[,，。.;；!！\s]+")
_OTHER_TIME: Final = re.compile(
    r"[上下](?:半年|个?季度?|个?月|次|回)|去年|前年|明年|其中|里[头面]|当中|改|挪|移|^还有?(?:一|两)?[次回场趟]"
)
_UNSURE: Final = re.compile(
    r"准备|打算|计划|可能|好像|大概|也许|部分|有的(?!$)|有些|一半|个别|不知道|不清楚|不确定|再说|怎么办"
)
_NOT: Final = re.compile(
    r"没(?!问题|错|毛病)|未(?!来)|(?<!有)无(?!偿)|还在|正在|不(?!错|少|断|止)|缺|还差|只有草案"
)
_DONE: Final = re.compile(
    r"有|了|已|印|出台|发|齐|全|建|定|签|编|做|搞|办|用|成立|上传|公[开示]|是|报|见"
)
_COUNT: Final = re.compile(
    rf"(?<!第)(?P<figure>{FIGURE})\s*(?:个项目|{MEASURES}|回|趟|例|样|$|(?<=[俩仨]))"
)
_NONE_OF: Final = re.compile(
    r"一[个次项家篇例件场回]?(?:也|都|还)*没有?|没有?一[个次项家篇例件场回]"
)
_MEANS_NOTHING: Final = re.compile(r"[的了吗几有没不个已还本再上是算这一要到和、（）()？?“”《》]")
"""Signs that stand in any sentence: a pair with one of them tells no question from another."""
_VALUE_LEADS: Final = re.compile(r"(?:都|只|就)?(?:有|没)")
_EACH_LED: Final = re.compile(r"[有没][^有没]{2,5}[有没][^有没]{2,5}$")
"""政务失信有文件有成效: what is said stands before each."""
_BACK: Final = re.compile(r"[没有未无还就都也只是]+$")
_SAID_SO: Final = (
    (re.compile(r"(?:[光只仅](?:是|有|发了?|下了?|印了?)?)?发了?个?文(?!件)"), "只发文件"),
    (re.compile(r"效果|(?<=有)效(?!果)|见效"), "成效"),
)
"""What people call a clause's words: 光发文, 有效果."""
_NOW: Final = re.compile(
    r"^(?:那就?|应该?是?|我?(?:要|想)?)?(?:改|换|更正|写|填)(?:成|为|到|是)?[:：\s]*(?=.)"
)


@dataclass(frozen=True, slots=True)
class OfRow:
    """The answers that were told, and the clauses that were not understood."""

    answers: Answers
    left: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    """Of each answer the words that name it; no word names two."""


def told_of_row(row: Row, asked: tuple[Question, ...], text: str) -> OfRow | None:
    """What a text tells of a row's questions; None where it is not plain."""
    said = _in_its_words(text)
    if len(said) > _LONGEST or is_asked(said) or "://" in said or _OTHER_TIME.search(said):
        return None
    if any(one.kind not in ("flag", "count", "checklist") for one in asked):
        return None
    found: dict[int, dict[str, Raw]] = {}
    words: dict[int, tuple[str, ...]] = {}
    left: list[str] = []
    beside: list[str] = []
    segments = list(_segments(row, asked, said))
    own = [one for one in segments if one.number is not None]
    if not own:
        return None
    for clause, number, name in (*own, *(one for one in segments if one.number is None)):
        question = asked[number] if number is not None else _left_for(row, asked, clause, found)
        answer = None if question is None else _value(row, question, clause)
        if question is None or answer is None:
            left.append(clause)
            continue
        beside += _many_of_a_yes(question, clause)
        if question.kind == "checklist":
            found[question.number] = {**found.get(question.number, {}), **answer}
        elif question.kind == "count" and question.number in found:
            return None  # two figures
        elif found.setdefault(question.number, answer) != answer:
            return None  # said to be there and not to be there
        words[question.number] = (*words.get(question.number, ()), name)
    if not found or not _each_its_own(said, words) or _may_tell_against(asked, found, left):
        return None
    at_ = sorted(found)
    answers = tuple((asked[at], found[at]) for at in at_)
    return OfRow(answers, (*left, *beside), tuple(words[at] for at in at_))


def _each_its_own(said: str, words: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether every answer has a stretch of the text to itself: nothing unsaid is offered."""
    every = (name for names in words.values() for name in names)
    for one in sorted(every, key=len, reverse=True):
        if not one or one not in said:
            return False
        said = said.replace(one, "\n", 1)
    return True


def _many_of_a_yes(question: Question, clause: str) -> list[str]:
    """承诺书签了3份, where it is only asked whether there is one: the figure is not kept."""
    counted = _COUNT.search(clause) if question.kind == "flag" else None
    number = figure(counted["figure"]) if counted else None
    return [counted[0]] if counted and number is not None and number > 1 else []


def _may_tell_against(
    asked: tuple[Question, ...], found: Mapping[int, Mapping[str, Raw]], left: list[str]
) -> bool:
    """Whether what was not understood may be about what was.

    县里发的文件 我们镇没单独出: a clause that says no beside a yes; a figure where one is owed.
    """
    yes = any(asked[at].kind == "flag" and any(told.values()) for at, told in found.items())
    owed = any(one.kind == "count" and one.number not in found for one in asked)
    return any((yes and _NOT.search(one)) or (owed and figures_in(one)) for one in left)


def _in_its_words(text: str) -> str:
    """A text with the clause's words for what people call them."""
    said = _NOW.sub("", plainly(plain(text)).strip())
    for way, word in _SAID_SO:
        said = way.sub(word, said)
    return said


def _left_for(
    row: Row, asked: tuple[Question, ...], clause: str, found: Mapping[int, object]
) -> Question | None:
    """The question a clause without any question's words is left for: the one count, the list."""
    counts = [one for one in asked if one.kind == "count" and one.number not in found]
    if things_in(row, clause):
        return next((one for one in counts if one.number == 0), None)
    lists = [one for one in asked if one.kind == "checklist"]
    if lists:
        return lists[0]
    return counts[0] if _COUNT.search(clause) and len(counts) == 1 else None


class _Segment(NamedTuple):
    """A piece of a text, the question whose words stand in it, and those words."""

    text: str
    number: int | None
    name: str


def _segments(row: Row, asked: tuple[Question, ...], said: str) -> Iterator[_Segment]:
    """Pieces of a text, each with the question whose words stand in it.

    制度和办法都印了 is two: what only names waits for what is said of the next.
    """
    waiting: list[tuple[str, int]] = []
    for clause in (one for one in _CLAUSES.split(said) if one):
        for text, number in _pieces(row, asked, clause):
            of_flag = number is not None and asked[number].kind == "flag"
            if number is not None and of_flag and _only_names(text):
                waiting.append((text, number))
                continue
            if of_flag:
                yield from (_Segment(text, one, name) for name, one in waiting)
                waiting = []
            yield _Segment(text, number, text)
    yield from (_Segment(text, None, text) for text, _ in waiting)


def _only_names(text: str) -> bool:
    return not any(one.search(text) for one in (_DONE, _NOT, _COUNT))


def _pieces(row: Row, asked: tuple[Question, ...], clause: str) -> Iterator[tuple[str, int | None]]:
    """A clause, cut where another question's words begin, or another figure."""
    for part in _by_figures(clause):
        own = _own_pairs(row, asked)
        if _COUNT.search(part):
            own = {pair: at for pair, at in own.items() if _may_count(asked[at], pair)}
        marks: list[tuple[int, int]] = []
        for at in range(len(part) - 1):
            number = own.get(part[at : at + 2])
            if number is not None and _titled(part, at, own, number):
                continue
            if number is not None and (not marks or marks[-1][1] != number):
                marks.append((at, number))
        if len({number for _, number in marks}) < len(marks):
            marks = [_strongest(part, own)]
        if not marks:
            yield part, None
            continue
        # 有文件没成效, 出了文件还没成效: what is said stands before.
        leads = _VALUE_LEADS.match(part) or _EACH_LED.search(part) or _last_is_led(part, marks)
        cuts = [len(_BACK.sub("", part[:at])) if leads else at for at, _ in marks[1:]]
        for (_, number), low, high in zip(marks, (0, *cuts), (*cuts, len(part)), strict=True):
            yield part[low:high], number


_TITLE: Final = re.compile(r"(?P<what>[一-鿿]{4,}?)(?:办法|制度|细则|方案|规定)")


def _titled(part: str, at: int, own: Mapping[str, int], number: int) -> bool:
    """学生资助诚信管理办法 is some paper's title: its last word is not this question's."""
    end = at + 2
    start = max((one.end() for one in _BREAKS.finditer(part, 0, end)), default=0)
    title = _TITLE.fullmatch(part, start, end)
    if title is None:
        return False
    what = title["what"]
    return not any(own.get(what[i : i + 2]) == number for i in range(len(what) - 1))


_BREAKS: Final = re.compile(r"[^一-鿿]|[和跟与及有没出印了个]")


def _last_is_led(part: str, marks: list[tuple[int, int]]) -> bool:
    """Whether what is said of the last question stands before its words, and nothing behind."""
    at = marks[-1][0]
    behind = part[at + 2 :]
    said = any(one.search(behind) for one in (_DONE, _NOT, _COUNT))
    return not said and _LED.search(part[:at]) is not None


_LED: Final = re.compile(r"[没有无][没有无还就都也只是]*$")


def _by_figures(clause: str) -> list[str]:
    """三个有成效两个只发文 is two, 案例2个办法有 is, too."""
    found = list(_COUNT.finditer(clause))
    if len(found) < _SEVERAL:
        return [clause]
    first = found[0]
    if first.start() == 0:
        places = [0, *(one.start() for one in found[1:]), len(clause)]
    else:
        places = [0, *(one.end() for one in found), len(clause)]
    parts = [clause[low:high] for low, high in pairwise(places)]
    return [one for one in parts if one]


def _may_count(question: Question, pair: str) -> bool:
    """Whether a clause with a figure may tell of a question: 许可事项里用了九项 names no paper."""
    return question.kind != "flag" or any(pair in name for name in question.names)


def _strongest(clause: str, own: Mapping[str, int]) -> tuple[int, int]:
    """The question most of whose words stand in a clause that goes to and fro between two."""
    hits = [own[clause[at : at + 2]] for at in range(len(clause) - 1) if clause[at : at + 2] in own]
    return 0, max(hits, key=hits.count)


@cache
def _own_pairs(row: Row, asked: tuple[Question, ...]) -> dict[str, int]:
    """Two neighbouring signs → the one question of the row that uses them; its name goes first."""
    found: dict[str, int] = {}
    for of_name in (True, False):
        said = {one.number: _words(one, of_name=of_name) for one in asked}
        pairs = {number: _pairs(text) for number, text in said.items()}
        spoken = {one.number: _pairs(_listed(one)) for one in asked}
        for number, own in pairs.items():
            others = set().union(*(pairs[one] | spoken[one] for one in pairs if one != number))
            for pair in own - others - _pairs(row.name):
                found.setdefault(pair, number)
    return found


def _listed(question: Question) -> str:
    """What a question lists in brackets: 几项信用产品（信用承诺、信用报告等） are its own words."""
    return "\n".join(
        inside for one in question.inputs for inside in re.findall("（([^）]*)）", one.ask)
    )


def _words(question: Question, *, of_name: bool) -> str:
    names = "\n".join(question.names)
    if of_name or question.kind == "checklist":
        return names
    return "\n".join((names, *(one.ask for one in question.inputs)))


def _pairs(text: str) -> set[str]:
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return {one for one in pairs if not _MEANS_NOTHING.search(one) and "\n" not in one}


def _value(row: Row, question: Question, clause: str) -> dict[str, Raw] | None:
    """What a clause says of its question; None: nothing plain."""
    if question.kind == "checklist":
        return _items(row, question, clause)
    if _UNSURE.search(clause):
        return None
    if question.kind == "flag":
        if counted := _COUNT.search(clause):
            return {question.names[0]: figure(counted["figure"]) != 0}
        denied = _NOT.search(clause) is not None
        there = denied or _DONE.search(clause) is not None
        return {question.names[0]: not denied} if there else None
    many = _how_many(row, clause)
    try:
        return None if many is None else read_answer(row, question, str(many))
    except NumberFault:
        return None


def _items(row: Row, question: Question, clause: str) -> dict[str, Raw] | None:
    try:
        return read_answer(row, question, clause)
    except NumberFault:
        told = items_among(question, clause)
        return None if told is None or told.left else told.items


def _how_many(row: Row, clause: str) -> int | None:
    if _NONE_OF.search(clause):
        return 0
    if VAGUE.search(clause):
        return None
    counted = [figure(one["figure"]) for one in _COUNT.finditer(clause)]
    if _NOT.search(clause):
        return None if counted or things_in(row, clause) else 0
    if len(counted) == 1 and counted[0] is not None:
        return int(counted[0])
    return None if counted else things_in(row, clause) or None


_EVERY: Final = re.compile(
    rf"(?:这|那|我们?)*(?P<number>{FIGURE})[个项样条题]?(?:都|全|也)+"
    r"(?:是的?|有|做了?|齐|(?P<no>没有?|不是|否|没[弄做搞办]))了?[。.!！]?"
)


def all_of_them(asked: tuple[Question, ...], text: str) -> Answers | None:
    """两个都是: the questions of yes or no of a row, where it has just so many."""
    match = _EVERY.fullmatch(plain(text).strip())
    flags = [one for one in asked if one.kind == "flag"]
    if match is None or len(flags) < _SEVERAL or figure(match["number"]) != len(flags):
        return None
    return tuple((one, dict.fromkeys(one.names, match["no"] is None)) for one in flags)


def question_of_words(row: Row, asked: tuple[Question, ...], text: str) -> int | None:
    """Which of a row's questions the words of a text are: 只发文那边; None: none, or several."""
    own = _own_pairs(row, asked)
    hits = {own[text[at : at + 2]] for at in range(len(text) - 1) if text[at : at + 2] in own}
    return hits.pop() if len(hits) == 1 else None
