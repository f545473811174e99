"""Several rows told of in one message: 三.4 3项 四.1 5次, 三.4 六.3 都没有, 推介会2次 创新1次.

To be shown for one tap, never to be kept unseen; every part is answered, or said not to be kept.
Pure. Not here: an answer to the question that stands open (``bot.filling.reading``), how a message
is cut where it calls rows by their names (``rows_called``), descriptions, which are not told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from bot.filling.accounted import account, shifted
from bot.filling.items_among import items_among
from bot.filling.of_row import told_of_row
from bot.filling.rows_called import CALLED, Part, may_be_called, rows_called
from bot.filling.shifted import is_relative
from bot.forms.form import Question, Raw, UnitForm
from bot.questions.instead import is_asked
from bot.speech.colloquial import plainly
from bot.speech.denial import denial
from bot.speech.numbers import FIGURE, figures_in, plain
from bot.speech.yes_no import agrees
from scoring.scheme import Row

Shown = Mapping[tuple[str, str], Raw]
_LONGEST: Final = 120
ROW: Final = re.compile(r"[一二三四五六七八九十]\s?[.．]\s?[0-9]{1,2}[a-z]?")
_SPOKEN: Final = re.compile(
    r"(?<![零一二两三四五六七八九十点0-9])([一二三四五六七八九])点([一二三四五六七八九])"
    r"(?:(?=[零一二两三四五六七八九十]{1,2}[次场回个项家篇份])|(?![零一二三四五六七八九十点分刻半]))"
)


def written(text: str) -> str:
    """四点一 as it is printed: 四.1. Only where rows are told of; elsewhere it is an hour."""
    return _SPOKEN.sub(lambda one: f"{one[1]}.{_NUMERALS.index(one[2])}", text)


_NUMERALS: Final = "零一二三四五六七八九"
_BEGINS: Final = re.compile(
    r"^(?:先别[交提报]\S{0,2}[,，。\s]*)?(?:(?:不对|错了|等等|等一?下|对了|哦?对|哦|噢|啊|哎呀?)[,，。!！\s]*)*(?:把)?"
    rf"(?={ROW.pattern})"
)
_EDGES: Final = " ,，。;；:：、!！"
_BECOMES: Final = re.compile(
    r"^(?:(?:我)?(?:填|写|报|点|弄|打|说)?(?:错了?|不对)(?:[,，。\s]+|(?=应|其实|是|改)))?(?:也|还|就|再)*(?:其实)?(?:应该?|要)?(?:改|填|写|记|算|换)?(?:成|为|到|是|上|作)?[:：\s]*"
)
_REST: Final = re.compile(
    r"[,，。;；\s]*(?:别的|其他|其它|其余|另外的?)(?:都)?(?:不[动变改用]|照旧|不用改)了?$"
)
_VALUE: Final = re.compile(rf"{FIGURE}|改|有|没|无|[都全]|是|否")
_NONE: Final = re.compile(r"(?:都|全|也|还)*(?:没有?|无|没搞|没做|没弄|没开展|0)(?:过|了|的)?")
_ALL: Final = re.compile(
    r"(?:[一二三四五六七八九0-9]+[项样个])?(?:都|全|也)+(?:有|齐|做到|完成)?了?"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A row with the answers told of it; none: what was told of it could not be read."""

    row: Row
    answers: tuple[tuple[Question, dict[str, Raw]], ...] = ()
    left: tuple[str, ...] = ()
    """Clauses that nothing was made of."""


def may_tell(text: str) -> bool:
    """Whether a message may tell of rows, before it is known whose form it is about."""
    said = written(plain(text).strip())
    if len(said) > _LONGEST or is_asked(said):
        return False
    if _BEGINS.match(said) is not None:
        return _VALUE.search(ROW.sub("", said)) is not None
    return _VALUE.search(said) is not None and CALLED.search(said) is not None


def rows_told(
    form: UnitForm, text: str, here: Row | None = None, shown: Shown = MappingProxyType({})
) -> tuple[Told, ...]:
    """What a message tells of rows by numbers or names; nothing where it asks.

    ``here``: the row whose question stands open; what is said before any row is named is its.
    ``shown``: row and input → what waits for a tap; 再加一次 is one more than that.
    """
    said = written(_REST.sub("", plainly(plain(text)).strip()))
    if len(said) > _LONGEST or is_asked(said) or "://" in said:
        return ()
    if not _BEGINS.match(said):
        return _by_name(form, said, here, shown)
    found: list[Told] = []
    waiting: list[Row] = []
    for row_id, value in _parts(said):
        row = next((one for one in form.rows if one.id == row_id), None)
        if row is None:
            return ()
        waiting.append(row)
        if value:
            found += [_told(form, one, value, shown) for one in waiting]
            waiting = []
    return tuple(found) if any(one.answers for one in found) and not waiting else ()


def _parts(said: str) -> Iterator[tuple[str, str]]:
    places = list(ROW.finditer(said))
    for place, after in zip(places, [*places[1:], None], strict=True):
        value = said[place.end() : after.start() if after else len(said)]
        yield re.sub(r"\s", "", place[0]).replace("．", "."), value.strip(_EDGES).removesuffix("和")


def _told(form: UnitForm, row: Row, value: str, shown: Shown) -> Told:
    questions = form.questions(row)
    if more := _more_of_it(form, row, value, shown):
        return Told(row, (more,))
    if any(one.kind in ("note", "named") for one in questions):
        return Told(row)
    bare = _BECOMES.sub("", value) or value
    for how, yes in ((_NONE, False), (_ALL, True)):
        if how.fullmatch(bare):
            asked = [one for one in questions if not yes or one.kind in ("flag", "checklist")]
            return Told(row, tuple((one, _wholly(one, yes=yes)) for one in asked))
    if len(questions) == 1:
        return _of_the_one(row, questions[0], bare)
    if (told := told_of_row(row, questions, bare)) is not None:
        return Told(row, told.answers, told.left)
    first = _read(row, questions[0], bare) if questions else None
    return Told(row, ((questions[0], first),) if first else ())


def _more_of_it(
    form: UnitForm, row: Row, value: str, shown: Shown
) -> tuple[Question, dict[str, Raw]] | None:
    """再加一次: one more than what waits or stands of the one count of a row."""
    counts = [one for one in form.questions(row) if one.kind == "count"]
    if len(counts) != 1 or not is_relative(value):
        return None
    name = counts[0].names[0]
    stands = shown.get((row.id, name), form.claimed(row.id, name))
    told = shifted(counts[0], value, stands)
    many = (told.answer or {}).get(name) if told else None
    return None if many is None else (counts[0], {name: many})


def _wholly(question: Question, *, yes: bool) -> dict[str, Raw]:
    value: Raw = yes if question.kind in ("flag", "checklist") else 0
    return dict.fromkeys(question.names, value)


def _of_the_one(row: Row, question: Question, said: str) -> Told:
    """What is said of a row's only question; of a list with what of it was not understood."""
    if question.kind == "checklist" and (items := items_among(question, said)) is not None:
        return Told(row, ((question, items.items),), items.left)
    clauses = said.split("，")
    read = [(one, _read(row, question, one)) for one in clauses]
    answers = [answer for _, answer in read if answer]
    if len(clauses) > 1 and len(answers) == 1:
        left = tuple(one for one, answer in read if not answer)
        if question.kind == "count" and any(figures_in(one) and denial(one) for one in left):
            only = _read(row, question, said)  # 3次里头有1次没报道: the 3 is not what counts
            return Told(row, ((question, only),)) if only else Told(row)
        return Told(row, ((question, answers[0]),), left)
    only = _read(row, question, said)
    return Told(row) if only is None else Told(row, ((question, only),))


def _read(row: Row, question: Question, said: str) -> dict[str, Raw] | None:
    """What is likely meant: it is shown before it is kept."""
    found = account(row, question, said, lambda _: False)
    if agrees(said) or (question.kind == "count" and not found.whole and not figures_in(said)):
        return None  # 还没统计 is no 0
    return {name: raw for name, raw in (found.answer or {}).items() if raw is not None} or None


def _by_name(form: UnitForm, said: str, here: Row | None, shown: Shown) -> tuple[Told, ...]:
    """推介会2次，信用村出了文件还没成效，七有都有: each row with what is said of it."""
    parts, before = rows_called(form, said, here)
    if not parts:
        may = may_be_called(form, said)
        return () if here in may else tuple(Told(row) for row in may)
    found: list[Told] = []
    for part in parts:
        told = _told(form, part.row, part.said, shown)
        if told.answers or part.sure or part.row.by is not None or part.row.ledger:
            found.append(told)
        elif found:
            found[-1] = replace(found[-1], left=(*found[-1].left, part.said))
        else:
            before.append(part.said)
    of_here = _told(form, here, "，".join(before), shown) if before and here is not None else None
    if of_here is not None and of_here.answers and here not in [one.row for one in found]:
        found.insert(0, of_here)
    elif (
        before
        and len(found) == 1
        and _is_one_count(form, found[0])
        and figures_in(" ".join(before))
    ):
        found[0] = _told(form, found[0].row, said, shown)  # 搞了4次有1次没报道: the 4 belongs to it
    elif before and found:
        found[0] = replace(found[0], left=(*before, *found[0].left))
    if not any(one.answers for one in found):
        return _only_called(found, parts, here)
    return _alone(found[0], parts, here) if len(found) == 1 else tuple(found)


def _is_one_count(form: UnitForm, told: Told) -> bool:
    return [one.kind for one in form.questions(told.row)] == ["count"]


def _alone(told: Told, parts: list[Part], here: Row | None) -> tuple[Told, ...]:
    """The one row that is told of, where that is plainly what the message is about."""
    part = next((one for one in parts if one.row == told.row), None)
    if part is None or part.row == here:
        return ()
    # 推介会办了3场，行业内没有: the figure is shown, the rest is not kept
    plainly_ = part.counted if told.left else part.that or part.plainly
    return (told,) if plainly_ or _many_items(told) else ()


def _only_called(found: list[Told], parts: list[Part], here: Row | None) -> tuple[Told, ...]:
    """Of one row a figure is told that it does not take, or not so: it is opened, or said why."""
    if len(parts) != 1 or not found or parts[0].row == here:
        return ()
    (part,) = parts
    filed = part.counted and (part.row.ledger or part.row.by is not None)
    unread = here is not None and part.sure and re.search(FIGURE, part.bare) is not None
    return tuple(found) if filed or unread else ()


def _many_items(told: Told) -> bool:
    """Several items of a list were told of: that is plainly about it."""
    return any(one.kind == "checklist" and len(answer) > 1 for one, answer in told.answers)
