"""Of several questions each proposed answer has words of its own, and no word feeds two of them.

Over composed sentences and over everything strangers said: what was never said is never proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from typing import Final

import pytest

from bot.filling.of_row import OfRow, _in_its_words, told_of_row
from bot.filling.things import things_in
from bot.forms.form import Question, UnitForm
from bot.speech.numbers import figures_in
from scoring.scheme import Row, load
from tests.bench._heard_liaison import signed
from tests.bench.hearing import HEARD
from tests.filling.test_walk_thumbs import empty_form

FORMS: Final = tuple(empty_form(load(f"郏县2022-{one}")) for one in ("县直单位", "乡镇街道"))
_SAID: Final = {
    "flag": ("{}有", "{}没有", "{}已经印发", "{}还没单独制定", "没有{}", "{}"),
    "count": ("{}2个", "{}一个没有", "2个{}", "{}"),
}


def several() -> Iterator[tuple[UnitForm, Row, tuple[Question, ...]]]:
    """Every row that asks several questions of yes or no and counts."""
    for form in FORMS:
        for row in form.rows:
            asked = form.questions(row)
            if len(asked) > 1 and all(one.kind in ("flag", "count") for one in asked):
                yield form, row, asked


def composed() -> Iterator[tuple[Row, tuple[Question, ...], str]]:
    """Each question in each wording, alone and beside each other one; and what it lists."""
    for _, row, asked in several():
        for one in asked:
            for way in _SAID[one.kind]:
                yield row, asked, way.format(one.names[0])
        for first, then in permutations(asked, 2):
            for one, two, between in product(_SAID[first.kind], _SAID[then.kind], ("，", "和")):
                yield (
                    row,
                    asked,
                    f"{one.format(first.names[0])}{between}{two.format(then.names[0])}",
                )


def heard() -> Iterator[str]:
    """What strangers said as liaisons."""
    for path in sorted(HEARD.glob("liaison*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if " | " in line and not line.startswith("#"):
                _, text = signed(line.partition(" | ")[2])
                yield from (one.strip(" »") for one in text.split("⇒"))


def untraceable(row: Row, asked: tuple[Question, ...], text: str) -> str:
    """Why an answer that would be proposed was not said; empty: every one was."""
    told = told_of_row(row, asked, text)
    if told is None:
        return ""
    if len(told.words) != len(told.answers):
        return "an answer without words"
    left = _in_its_words(text)
    for one in sorted((word for words in told.words for word in words), key=len, reverse=True):
        if not one or one not in left:
            return f"{one} feeds two"
        left = left.replace(one, "\n", 1)
    return next(
        filter(None, (_unsaid(row, asked, told, at) for at in range(len(told.answers)))), ""
    )


def _unsaid(row: Row, asked: tuple[Question, ...], told: OfRow, at: int) -> str:
    question, _ = told.answers[at]
    said = "".join(told.words[at])
    if question.kind == "count":
        counted = figures_in(said) or any(sign in said for sign in "没无未不俩仨")
        return "" if counted or things_in(row, said) else f"no figure in {said}"
    others = "".join("".join((*one.names, *_brackets(one))) for one in asked if one is not question)
    own = "".join((*question.names, *(one.ask for one in question.inputs)))
    pairs = {said[i : i + 2] for i in range(len(said) - 1)}
    named = any(pair in own and pair not in others for pair in pairs)
    return "" if named else f"{question.names[0]} is not named in {said}"


def _brackets(question: Question) -> list[str]:
    return [one.ask.partition("（")[2].partition("）")[0] for one in question.inputs]


def test_every_composed_answer_has_words_of_its_own() -> None:
    """And of two questions that are named, one does not stand for the other."""
    every = list(composed())
    assert len(every) > 1000
    assert [
        (text, why) for row, asked, text in every if (why := untraceable(row, asked, text))
    ] == []


def test_everything_heard_is_proposed_by_its_own_words() -> None:
    """At every row that asks several things, whatever was said elsewhere."""
    wrong = [
        (row.id, text, why)
        for text in heard()
        for _, row, asked in several()
        if (why := untraceable(row, asked, text))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("row", "said"),
    [("三.3", "信用承诺和信用报告，共2项"), ("六.2", "学生资助诚信管理办法已经出台")],
)
def test_a_word_of_a_list_or_a_title_is_no_answer_to_another_question(row: str, said: str) -> None:
    """信用承诺 is a product that is counted, no 承诺书; a paper's title ends in 办法."""
    found = FORMS[0].scheme.row(row)
    assert told_of_row(found, FORMS[0].questions(found), said) is None
