"""Several rows told of in one message: 三.4 3项 四.1 5次, 三.4 六.3 都没有, 推介会2次 创新1次.

To be shown for one tap, never to be kept unseen. Pure. Not here: an answer to the question that
stands open (``bot.filling.reading``), descriptions, which are not told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.filling.items_among import items_among
from bot.filling.of_row import told_of_row
from bot.filling.reading import read_answer
from bot.filling.row_named import row_of_words
from bot.forms.form import Question, Raw, UnitForm
from bot.questions.instead import is_asked
from bot.speech.colloquial import plainly
from bot.speech.numbers import FIGURE, NumberFault, plain
from scoring.scheme import Row

_LONGEST: Final = 120
_ROW: Final = re.compile(r"[一二三四五六七八九十]\s?[.．]\s?[0-9]{1,2}[a-z]?")
_BEGINS: Final = re.compile(rf"^(?:先别[交提报]\S{{0,2}}[,，。\s]*)?(?:把)?(?={_ROW.pattern})")
_EDGES: Final = " ,，。;；:：、!！"
_BECOMES: Final = re.compile(r"^(?:应该?|要)?(?:改|填|写|记|算|换)?(?:成|为|到|是|上|作)?[:：\s]*")
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
    said = plain(text).strip()
    if len(said) > _LONGEST or is_asked(said):
        return False
    if _BEGINS.match(said) is not None:
        return _VALUE.search(_ROW.sub("", said)) is not None
    clauses = [one for one in _APART.split(said) if one]
    return len(clauses) > 1 and all(_NAMED.fullmatch(one) for one in clauses)


def rows_told(form: UnitForm, text: str) -> tuple[Told, ...]:
    """What a message tells of rows by their numbers; nothing where it begins otherwise or asks."""
    said = _REST.sub("", plainly(plain(text)).strip())
    if len(said) > _LONGEST or is_asked(said) or "://" in said:
        return ()
    if not _BEGINS.match(said):
        return _by_name(form, said)
    found: list[Told] = []
    waiting: list[Row] = []
    for row_id, value in _parts(said):
        row = next((one for one in form.rows if one.id == row_id), None)
        if row is None:
            return ()
        waiting.append(row)
        if value:
            found += [_told(form, one, value) for one in waiting]
            waiting = []
    return tuple(found) if any(one.answers for one in found) and not waiting else ()


def _parts(said: str) -> Iterator[tuple[str, str]]:
    places = list(_ROW.finditer(said))
    for place, after in zip(places, [*places[1:], None], strict=True):
        value = said[place.end() : after.start() if after else len(said)]
        yield re.sub(r"\s", "", place[0]).replace("．", "."), value.strip(_EDGES).removesuffix("和")


def _told(form: UnitForm, row: Row, value: str) -> Told:
    questions = form.questions(row)
    if any(one.kind in ("note", "named") for one in questions):
        return Told(row)
    bare = _BECOMES.sub("", value) or value
    for how, yes in ((_NONE, False), (_ALL, True)):
        if how.fullmatch(bare):
            asked = [one for one in questions if not yes or one.kind in ("flag", "checklist")]
            return Told(row, tuple((one, _wholly(one, yes=yes)) for one in asked))
    if len(questions) == 1:
        only = _read(row, questions[0], bare)
        return Told(row, ((questions[0], only),) if only else ())
    if (told := told_of_row(row, questions, bare)) is not None:
        return Told(row, told.answers, told.left)
    first = _read(row, questions[0], bare) if questions else None
    return Told(row, ((questions[0], first),) if first else ())


def _wholly(question: Question, *, yes: bool) -> dict[str, Raw]:
    value: Raw = yes if question.kind in ("flag", "checklist") else 0
    return dict.fromkeys(question.names, value)


def _read(row: Row, question: Question, said: str) -> dict[str, Raw] | None:
    try:
        return read_answer(row, question, said)
    except NumberFault:
        return _items(question, said) if question.kind == "checklist" else None


def _items(question: Question, said: str) -> dict[str, Raw] | None:
    told = items_among(question, said)
    return None if told is None or told.left else told.items


_NAMED: Final = re.compile(
    r"(?:另外|还有|以及|和)?(?P<name>[一-鿿+]{2,10}?)(?:那|这)?[项个题]?(?:的|是|报|填|写)?"
    rf"(?P<value>(?:[搞办开用做弄]了|有|共)?{FIGURE}[一-鿿]{{0,3}}|(?:都|也)?(?:没有?|无|没[搞办开用做弄])(?:过|了)?)"
)
_APART: Final = re.compile(r"[,，。;；、!！\s]+")


def _by_name(form: UnitForm, said: str) -> tuple[Told, ...]:
    """推介会2次，宣传活动3次，创新1次: every clause names a row of its own and its value."""
    found: list[Told] = []
    for clause in (one for one in _APART.split(said) if one):
        match = _NAMED.fullmatch(clause)
        row = row_of_words(form, match["name"]) if match else None
        if match is None or row is None:
            return ()
        found.append(_told(form, row, re.sub(r"^[搞办开用做弄]了", "", match["value"])))
    rows = {one.row.id for one in found}
    return tuple(found) if len(rows) == len(found) > 1 and all(one.answers for one in found) else ()
