"""A word of the document that is asked about: its clause, and what it means in everyday speech.

The row whose question stands open goes first. No page of its own; which word is asked is
``bot.questions.terms``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.advice import clauses
from bot.advice.asking import open_row
from bot.advice.facts import Asker, asker
from bot.advice.glossary import glossary, meaning_of
from bot.advice.words import terms as words
from bot.corridor.events import Message
from bot.corridor.turn import Turn
from bot.questions.guess import NOTHING, Guess
from bot.questions.terms import term_asked, terms_compared
from bot.questions.topic import topics
from scoring.scheme import Row

_FEW: Final = 3
"""A word that stands in more rows is no word of any."""


def knows_it(text: str, near: Sequence[Guess]) -> bool:
    """Whether the likeliest topic explains the very word that is asked about."""
    term = term_asked(text)
    best = next(iter(near), None)
    return bool(term) and best is not None and best.topic != NOTHING and _of_it(best.topic, term)


def _of_it(name: str, term: str) -> bool:
    topic = topics()[name]
    told = topic.label.startswith(term) or (len(term) >= _LONG and term in topic.answer)
    return bool(topic.answer) and told


_LONG: Final = 4
"""A shorter word may stand in an answer that only lists it."""


def _pair(text: str) -> tuple[str, ...]:
    """Two words that are held against each other, where both are known."""
    pair = terms_compared(text)
    return pair if all(meaning_of(one) for one in pair) else ()


def asks_a_term(text: str) -> bool:
    """Whether the meaning of a word is asked, or how two differ."""
    return bool(term_asked(text)) or bool(_pair(text))


async def of_term(turn: Turn, text: str, draft: int | None) -> Message | None:
    """What is said of the word; None: no word of the asker's document is asked about."""
    if pair := _pair(text):
        told = await asker(turn)
        rows = [row for one in pair for row in _rows(turn, told, one)[1]]
        lines = [clauses.within(row, one) for row in rows for one in pair]
        return words.compared(
            pair, list(dict.fromkeys(filter(None, lines))), [meaning_of(one) for one in pair], draft
        )
    term = term_asked(text)
    if not term:
        return None
    told = await asker(turn)
    term, rows = _rows(turn, told, term)
    if not rows and term not in glossary():
        within = [one for one in glossary() if one in term and len(term) - len(one) < _LONG]
        if not within:
            return None
        term, rows = _rows(turn, told, max(within, key=len))  # 创新突破 is looked for as 创新
    lines = [line for row in rows if (line := clauses.within(row, term))]
    row = open_row(turn)
    return words.explained(term, lines, meaning_of(term), draft, row)


def _rows(turn: Turn, told: Asker, term: str) -> tuple[str, list[Row]]:
    """The rows that are printed with a word, the open one first; 有阵地 is looked for as 阵地."""
    here = open_row(turn)
    for said in dict.fromkeys((term, term.removeprefix("有"), term.removesuffix("型"))):
        every = [row for one in told.schemes for row in one.rows if clauses.within(row, said)]
        own = [row for row in every if here and row.id == here[2]]
        if len(said) > 1 and (own or 0 < len(every) <= _FEW):
            return said, own or every
    return term, []
