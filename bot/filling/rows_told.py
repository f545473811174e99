"""Several rows told of in one message: 三.4 3项 四.1 5次, 六.2文件有案例2个, 三.4 六.3 都没有.

To be shown for one tap, never to be kept unseen. Pure. Not here: an answer to the question that
stands open (``bot.filling.reading``), descriptions, which are not told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.filling.items_among import items_among, own_parts
from bot.filling.reading import read_answer
from bot.forms.form import Question, Raw, UnitForm
from bot.questions.instead import is_asked
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


def may_tell(text: str) -> bool:
    """Whether a message may tell of rows, before it is known whose form it is about."""
    said = plain(text).strip()
    begins = len(said) <= _LONGEST and _BEGINS.match(said) is not None
    value = _ROW.sub("", said)
    return begins and _VALUE.search(value) is not None and not is_asked(said)


def rows_told(form: UnitForm, text: str) -> tuple[Told, ...]:
    """What a message tells of rows by their numbers; nothing where it begins otherwise or asks."""
    said = _REST.sub("", plain(text).strip())
    if len(said) > _LONGEST or not _BEGINS.match(said) or is_asked(said) or "://" in said:
        return ()
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
    named = [(one, found) for one in questions if (found := _named(row, one, questions, bare))]
    if not named and questions:
        first = _read(row, questions[0], bare)
        named = [] if first is None else [(questions[0], first)]
    return Told(row, tuple(named))


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


def _named(
    row: Row, question: Question, asked: tuple[Question, ...], said: str
) -> dict[str, Raw] | None:
    """The answer to one of a row's questions, where its own words stand: 文件有, 案例2个."""
    if len(asked) == 1:
        return _read(row, question, said)
    if question.kind == "checklist":
        return _items(question, said)
    every = tuple(name for one in asked for name in one.names)
    words = "|".join(sorted(own_parts(every, question.names[0]), key=len, reverse=True))
    if not words:
        return None
    if question.kind == "flag":
        near = re.search(
            rf"(?P<before>没有?|未|无|有)?(?:{words})(?P<after>都?(?:没有?|有|无))?", said
        )
        sides = ("after", "before") if re.match(words, said) else ("before", "after")
        told = near and (near[sides[0]] or near[sides[1]])
        return {question.names[0]: "有" in told and "没" not in told} if told else None
    near = re.search(
        rf"(?P<a>{FIGURE})[个项次件条家篇份]?(?:{words})|(?:{words})(?:有|是|改成?)?(?P<b>{FIGURE})",
        said,
    )
    return _read(row, question, near["a"] or near["b"]) if near else None
