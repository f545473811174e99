"""The one reading of a text typed at a question: every sign of it is accounted for, or it is asked.

``account`` says what a text answers of the question that stands open, whether that is all of it,
what of it was left, and which words of the walk stand beside it (有，去三.4). Counts, yes or no,
ratios, amounts, checklists, descriptions and named things come through here alike. Pure: how each
kind is read is ``bot.filling.reading``'s, what then happens the pages'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.filling import counted
from bot.filling.counted import asks_of, says_nothing
from bot.filling.items_among import dashed, items_among
from bot.filling.other_figures import is_other, of_paper
from bot.filling.others_paper import is_of_others
from bot.filling.reading import read_answer
from bot.filling.shifted import is_relative, more_or_less
from bot.filling.words import accounted as words, doubtful
from bot.forms.form import Question, Raw
from bot.questions.instead import is_asked
from bot.questions.parted import only_said
from bot.speech.colloquial import plainly
from bot.speech.denial import denial
from bot.speech.numbers import FIGURE, NumberFault, figures_in, short
from bot.speech.please import without_please
from bot.speech.yes_no import asks_first, leaning, only_denies
from scoring.facts import NIL
from scoring.scheme import Row

Answer = Mapping[str, Raw | None]
_CLAUSES: Final = re.compile(r"[,，。;；!！、~～…\s]+")
_MOST: Final = 6
"""A text of more clauses tells a story."""


@dataclass(frozen=True, slots=True)
class Accounted:
    """What a text says of a question."""

    answer: Answer | None = None
    """None: nothing of it was read."""
    whole: bool = False
    """Every sign is accounted for: it may be kept without a tap."""
    why: str = ""
    """What is asked above the one tap, or why nothing was read."""
    then: str = ""
    """Words of the walk that stand beside an answer, to be followed when it is kept."""
    adds: bool = False
    """It tells of one more: what waits for a tap already is counted, too."""


def account(row: Row, question: Question, text: str, leads: Callable[[str], bool]) -> Accounted:
    """What a text says of a question; ``leads``: whether words lead on, as 跳过 and 去三.4 do.

    Spoken words are read as they are written; what is said back and kept is as it was typed.
    """
    said = plainly(text)
    if question.kind == "count" and is_relative(said):
        return Accounted(why=doubtful.more_than_what(question))  # 加一次 is no 1
    found = _account(row, question, said, leads)
    if not found.whole and (bare := _without_courtesy(question, said)) is not None:
        told = _account(row, question, bare, leads)
        if told.answer is not None:
            whole = told.whole and not _EXCUSES.search(said)
            why = told.why or words.beside(question, told.answer, "")
            found = replace(told, whole=whole, why=why.replace(short(bare), short(said)))
    if said == text:
        return found
    if question.kind in ("note", "named") and found.whole and found.answer is not None:
        return _account(row, question, text, leads) if NIL not in found.answer.values() else found
    quoted = (said, text) if said in found.why else (short(said), short(text))
    return replace(found, why=found.why.replace(*quoted))


_EXCUSES: Final = re.compile(r"不好意思|对不[起住]|抱歉|sorry", re.IGNORECASE)
"""Whoever excuses himself may put something right."""
_SIGH: Final = re.compile(r"(?:那个|这个|嗯+|呃+|额+|哎+|啊+|哦+)")


def _without_courtesy(question: Question, text: str) -> str | None:
    """您好，没有呢，谢谢 as 没有呢; None: nothing kind stands in it, or nothing else."""
    if question.kind in ("note", "named") or asks_first(text):
        return None
    said = without_please(text)
    clauses = [one for one in _COMMAS.split(said) if one]
    rest = [one for one in clauses if not (only_said(one) or _SIGH.fullmatch(one))]
    if not rest or (len(rest) == len(clauses) and said == text):
        return None
    return "，".join(rest)


_COMMAS: Final = re.compile(r"[,，。;；!！、~～…\s]*[,，。;；!！~～…]+[,，。;；!！、~～…\s]*")


def _account(row: Row, question: Question, text: str, leads: Callable[[str], bool]) -> Accounted:
    try:
        answer = read_answer(row, question, text)
        if question.kind == "note" and answer[question.names[0]] != NIL and says_nothing(text):
            return Accounted({question.names[0]: NIL}, why=words.nothing_done(text))
        return Accounted(answer, whole=True)
    except NumberFault as fault:
        first = fault.with_traceback(None)  # kept with it, it would hold all that was read here
    if question.kind == "note" and says_nothing(text):
        return Accounted({question.names[0]: NIL}, why=words.nothing_done(text))
    if question.kind in ("note", "named"):
        return Accounted(why=first.sentence)
    clauses = [one for one in _CLAUSES.split(text) if one]
    beside = _with_the_walk(row, question, clauses, leads)
    if beside := beside or _beside_another_time(row, question, clauses, leads):
        return beside
    if question.kind == "checklist":
        return _items(question, text, first)
    if question.kind == "flag" and (told := _flag(row, question, text, first, clauses)):
        return told
    if (fewer := _fewer(question, text)) is not None:
        return fewer
    told_of = " ".join(one for one in clauses if not _WHY_SO_MANY.search(one))
    other = question.kind == "count" and is_other(told_of)
    pages = question.kind == "count" and of_paper(told_of, question.inputs[0].unit)
    if first.suggestion is not None and not other and not pages:
        return Accounted(_suggested(question, first), why=first.sentence)
    told = None if other or pages else _one_clause(row, question, clauses)
    told = told or _counted(question, text, clauses, other=other or pages)
    why = words.not_that_figure(question, text) if other and figures_in(text) else first.sentence
    return told or Accounted(why=why)


_ANOTHER_TIME: Final = re.compile(
    rf"(?:上(?:一)?个?季度?|上次|上回|去年(?:同期|这时候?|这会儿|那时候?|四季度)?)(?:是|有|报了?|填了?|搞了?|办了?|才|只|的)*{FIGURE}[一-鿿]{{0,2}}"
    rf"|(?:比|较|跟)(?:上(?:一)?个?季度|上次|上回|去年(?:同期)?)(?:相?比)?(?:又|还|要)?(?:[多少增减]+(?:加|少)?了?{FIGURE}[一-鿿]{{0,2}}|一样|持平)"
)
"""What another time had, and how far from it this one is: neither is so many as there are now."""


def _beside_another_time(
    row: Row, question: Question, clauses: list[str], leads: Callable[[str], bool]
) -> Accounted | None:
    """本季度3次，上季度5次: what is said of now, where another time only stands beside it."""
    beside = [one for one in clauses if _ANOTHER_TIME.fullmatch(one)]
    rest = [one for one in clauses if one not in beside]
    if question.kind != "count" or not beside or not rest:
        return None
    found = account(row, question, "，".join(rest), leads)
    if found.answer is None or _ANOTHER_TIME.search(" ".join(rest)):
        return None
    return Accounted(found.answer, why=words.beside(question, found.answer, "，".join(beside)))


_WHY_SO_MANY: Final = re.compile(r"^(?:因为|由于|另外(?=一|有)|剩下|其余|其他|别的)")
"""5次，另外一次没报道就没算: what is said of others than the ones that were counted."""


def _fewer(question: Question, text: str) -> Accounted | None:
    """Of so many that were told of only some count."""
    name = question.names[0]
    if (part := counted.reported(question, text)) is not None:
        some: Answer = {name: part[1]}
        return Accounted(some, why=words.reported(question, {name: part[0]}, some))
    if (done := counted.carried_out(question, text)) is not None:
        came: Answer = {name: done}
        return Accounted(came, why=words.beside(question, came, ""))
    if (rest := counted.not_all(question, text)) is not None:
        left: Answer = {name: rest[1]}
        return Accounted(left, why=words.not_all(question, {name: rest[0]}, left))
    return None


def _with_the_walk(
    row: Row, question: Question, clauses: list[str], leads: Callable[[str], bool]
) -> Accounted | None:
    """有，去三.4: an answer that is whole, and behind it words that lead on."""
    if not 1 < len(clauses) <= _MOST:
        return None
    for cut in range(len(clauses) - 1, 0, -1):
        then = " ".join(clauses[cut:])
        answer = _read(row, question, " ".join(clauses[:cut])) if leads(then) else None
        if answer is not None:
            return Accounted(answer, whole=True, then=then)
    return None


def _items(question: Question, text: str, fault: NumberFault) -> Accounted:
    told = items_among(question, text)
    if told is None:
        dash = dashed(question, text)
        return Accounted(why=doubtful.dash(text) if dash else fault.sentence)
    lines = words.items(text, told.items, told.left)
    lines += [words.shared(told.shared)] if told.shared else []
    lines += [words.idle(told.idle)] if told.idle else []
    return Accounted(told.items, why="\n".join(lines))


def _suggested(question: Question, fault: NumberFault) -> Answer:
    """The answer that a reader of one kind thought was meant."""
    value = fault.suggestion
    assert value is not None  # noqa: S101 -- asked before
    if question.kind == "flag":
        return {question.names[0]: value > 0}
    return {question.names[0]: int(value) if question.kind == "count" else f"{value:f}"}


def _one_clause(row: Row, question: Question, clauses: list[str]) -> Accounted | None:
    """不改了 就是4: the one clause that answers, with what stands beside it said back."""
    if not 1 < len(clauses) <= _MOST:
        return None
    found: list[Answer] = []
    left: list[str] = []
    for one in clauses:
        answer = None if is_asked(one) else _read(row, question, one)
        if answer is not None:
            found += [answer] if answer not in found else []
        elif not only_said(one):
            left.append(one)
    if len(found) != 1 or (any(found[0].values()) and _takes_back(question, left)):
        return None
    explains = clauses[0] not in left and all(_EXPLAINS.search(one) for one in left[:1])
    if question.kind != "flag" and figures_in("".join(left)) and not explains:
        return None
    return Accounted(found[0], why=words.beside(question, found[0], "，".join(left)))


def _takes_back(question: Question, left: list[str]) -> bool:
    """Whether what stands beside an answer denies it: of a yes every no, of a count a bare one."""
    return any(map(denial if question.kind == "flag" else only_denies, left))


_EXPLAINS: Final = re.compile(
    r"^(?:因为|由于|另外|还有|剩下|其余|其他|别的|有一?[次个项家篇场回件]|那一?[次个项])"
)
"""5次，另外一次没报道就没算: the answer stands first, and why it is that one behind it."""


def _flag(
    row: Row, question: Question, text: str, fault: NumberFault, clauses: list[str]
) -> Accounted | None:
    """A longer answer to a question of yes or no."""
    if _of_another(row, question, clauses) or is_asked(text.rstrip("呢。.!！ ")):
        return Accounted(why=doubtful.yes_or_no())  # 没有会扣分吗 proposes no 否
    if is_of_others(question, text):
        others: Answer = {question.names[0]: False}
        return Accounted(others, why=words.beside(question, others, ""))
    if (told := _by_its_words(question, clauses)) is not None:
        return told
    if fault.suggestion is None and counted.came_about(question, text):
        yes: Answer = {question.names[0]: True}
        return Accounted(yes, why=doubtful.leans(text, likely=True))
    if fault.suggestion is not None or not says_nothing(text):
        return None
    none: Answer = {question.names[0]: False}
    return Accounted(none, why=words.beside(question, none, ""))


_SUBJECT: Final = re.compile(
    r"(?P<what>[一-鿿]{2,6}?)(?:也|都|还|就|已经|其实)*(?:有|没有?)(?:了|的)?"
)
_ANY: Final = re.compile(
    r"[我这那本目现以去今前后上下应好确基大一个都也还就其又早肯当真]|文件|材料|办法|制度|通知|方案|东西|印发|单位"
)
"""What a text may name at any question."""


def _of_another(row: Row, question: Question, clauses: list[str]) -> bool:
    """成果有，刚评了三个: a thing that no word of this row speaks of is another row's."""
    subject = _SUBJECT.fullmatch(clauses[0]) if len(clauses) > 1 else None
    if subject is None or _ANY.search(subject["what"]):
        return False
    what = subject["what"]
    asked = f"{row.name}{row.text}" + "".join(f"{one.name}{one.ask}" for one in question.inputs)
    return not any(what[at : at + 2] in asked for at in range(len(what) - 1))


def _by_its_words(question: Question, clauses: list[str]) -> Accounted | None:
    """通报没有，成效有: the clause in which the words of a yes-or-no question stand decides."""
    if not 1 < len(clauses) <= _MOST or any(is_asked(one) for one in clauses):
        return None
    own = [one for one in clauses if asks_of(question, one)]
    told = {leaning(one) for one in own} if len(own) < len(clauses) else set()
    if len(told) != 1 or (yes := told.pop()) is None:
        return None
    beside = [one for one in clauses if one not in own]
    if yes and any(map(denial, beside)):
        return None  # 已成立 没有: which of the two?
    left = "，".join(beside)
    answer: Answer = {question.names[0]: yes}
    return Accounted(answer, why=words.beside(question, answer, left))


_WAYS: Final = (
    counted.nothing_of_it,
    counted.by_name,
    counted.by_day,
    counted.twice_told,
    counted.put_right,
)


def _counted(question: Question, text: str, clauses: list[str], *, other: bool) -> Accounted | None:
    """How many, where it is said in a roundabout way: by names, by days, kind by kind.

    ``other``: a word in it may make another thing of a figure, so that only readings count which
    work with that word.
    """
    if question.kind != "count":
        return None
    name = question.names[0]
    for how in _WAYS:
        if (many := how(question, text)) is not None:
            answer: Answer = {name: many}
            said = {counted.by_name: words.listed, counted.by_day: words.by_day}.get(how)
            why = said(question, answer) if said else words.beside(question, answer, "")
            return Accounted(answer, why=why, adds=how is counted.by_day)
    if (some := counted.some_left_out(question, text)) is not None:
        answer = {name: some[0]}
        return Accounted(answer, why=words.beside(question, answer, some[1]))
    if other:
        return None
    if (all_ := counted.adds_up(question, text)) is not None:
        answer = {name: all_}
        return Accounted(answer, why=words.beside(question, answer, ""))
    each = counted.kind_by_kind(question, text) or clauses
    if (every := counted.summed(question, each)) is not None:
        answer = {name: every}
        return Accounted(answer, why=words.summed(question, answer))
    if (one := counted.of_its_words(question, clauses)) is not None:
        answer = {name: one[0]}
        return Accounted(answer, why=words.beside(question, answer, one[1]))
    return None


def shifted(question: Question, text: str, stands: Raw | None) -> Accounted | None:
    """第二个不算，去掉: one fewer than what waits for a tap, or than what stands."""
    by = more_or_less(text) if question.kind == "count" else None
    if by is None or not isinstance(stands, int) or isinstance(stands, bool) or stands + by < 0:
        return None
    answer: Answer = {question.names[0]: stands + by}
    return Accounted(answer, why=words.shifted(question, {question.names[0]: stands}, answer))


def _read(row: Row, question: Question, said: str) -> Answer | None:
    try:
        return read_answer(row, question, said)
    except NumberFault:
        return None
