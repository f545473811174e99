"""What the office is offered for a sentence nobody understood whole: the nearest questions, to tap.

From near to far: the sentence without a word nobody knows; the two questions it is made of; the
rows of the document its unknown words are printed in; what its known words are about. None of it
is answered at once, but a clause that holds the very words a rule is asked about. No page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import combined
from bot.front.asking import Asking
from bot.front.lately import goes_on, lately, of_that_row, refers
from bot.inquiry.words.said import shortly
from bot.questions.clauses import Clause, asked_about, rows_spoken, rows_with, term_in
from bot.questions.combined import Known, Query
from bot.questions.combined.halves import halves
from bot.questions.combined.nearly import nearly
from bot.questions.combined.reading import pieces
from bot.questions.combined.themes import themes
from bot.questions.sentence import Sentence
from bot.questions.wishes import Named, wishes
from bot.speech.calendar import in_china, say_quarter

Offer = tuple[str, str]
"""A label, and the route behind it."""


async def by_clause(asking: Asking, text: str) -> Query | None:
    """The clauses that hold, word for word, what a rule is asked about."""
    about = asked_about(text)
    if not about or asking.roster.find_in(text):
        return None
    rows, whole = rows_with(about, await combined.clauses(asking))
    return Query(topic="criteria", row=_pairs(rows)) if rows and whole else None


def _pairs(rows: Sequence[Clause]) -> str:
    return ";".join(f"{one.table}={one.row}" for one in rows)


async def nearest(asking: Asking, text: str) -> list[Offer]:
    """The questions that are nearest to a sentence, by its own words."""
    known = await combined.known(asking)
    clauses = await combined.clauses(asking)
    if by_term := _by_term(asking, text, known, clauses):
        return by_term
    if (about := asked_about(text)) and not asking.roster.find_in(text):
        rows, _ = rows_with(about, clauses)
        if rows:
            return [_criteria(one) for one in rows[:_FEW]]
    if two := halves(text, known):
        return [_asked(asking, *half) for half in two]
    if near := nearly(text, known):
        return [_asked(asking, *near)]
    return []


_FEW = 2


def _asked(asking: Asking, text: str, query: Query) -> Offer:
    today = in_china(asking.now).date()
    return shortly(query, asking.roster.short, today), link("asked", "said", text)


def _criteria(one: Clause) -> Offer:
    return f"{one.table} {one.row} 评分标准", link("asked", "said", f"{one.row}评分标准")


def _by_term(asking: Asking, text: str, known: Known, clauses: Sequence[Clause]) -> list[Offer]:
    """典型案例一篇都没有的单位: the rows that are printed so, in the question or by themselves."""
    strays = [one.said for one in pieces(text, known) if one.kind == "stray"]
    term, rows = next((found for one in strays if (found := term_in(one, clauses))[0]), ("", ()))
    offers: list[Offer] = []
    for one in rows[:_FEW]:
        said = text.replace(term, f"{one.table}{one.row}", 1)
        near = nearly(said, known) or nearly(text.replace(term, one.row, 1), known)
        if near:
            offers.append(_asked(asking, *near))
        else:
            listed = f"{one.table}{one.row}得分从高到低"
            offers.append((f"{one.table} {one.row} 各单位得分", link("asked", "said", listed)))
    return offers


async def wished(turn: Turn, asking: Asking, sentence: Sentence, text: str) -> list[Offer]:
    """What the sentence wishes by the signs in it, of what it names or goes on from."""
    of = await lately(turn, asking)
    units = list({one.unit.id: one.unit for one in sentence.units if one.unit}.values())
    if not sentence.units and not _OF_ALL.search(text) and goes_on(text):
        units = [of.unit] if of.unit else []
    names = [one.short or one.name for one in units]
    table = units[0].group if len(units) == 1 else sentence.named.group or ""
    rows = [sentence.named.row] if sentence.named.row else await _spoken_rows(asking, text, table)
    if not rows and of.row and not sentence.units and of_that_row(text):
        rows = [of.row]
    quarter = sentence.named.quarter
    named = Named(
        unit=names[0] if names else "",
        other=names[1] if len(names) == _PAIR else "",
        row=rows[0] if rows else "",
        quarter=say_quarter(quarter) if quarter else "",
        group=table if not names else "",
        kind=sentence.named.kind or "",
    )
    asks = [f"{names[0]} {row}" for row in rows[:_FEW]] if len(names) == 1 else []
    asks = [] if sentence.named.row else asks
    carried = bool(names) and not sentence.units and not refers(text)
    found = list(islice(wishes(text, named), _PAIR if carried else _WISHED))
    if carried:  # it may be about everybody as well
        found += islice(wishes(text, replace(named, unit="", other="")), _PAIR)
    every = [*asks, *found] or ([of.wish] if of.wish else [])
    return [(said, link("asked", "said", said)) for said in every]


_PAIR = 2


async def _spoken_rows(asking: Asking, text: str, table: str) -> list[str]:
    """诚信活动: the rows of the table that are spoken of by parts of what is printed of them."""
    every = await combined.clauses(asking)
    own = [one for one in every if one.table == table]
    found = rows_spoken(text, own) or rows_spoken(text, every)
    return list(dict.fromkeys(one.row for one in found))[:_FEW]


_WISHED = 4
_OF_ALL = re.compile(
    r"谁|哪[一几些]*[家个]|哪些(?:单位|乡|局|部门)|几家|多少家|各[单乡镇局县类审]|全县|全部"
    r"|所有|都有|乡镇|县直|单位|[一二三四]类"
)
"""What asks of all units, whatever was asked of one before."""


async def about(asking: Asking, text: str) -> list[Offer]:
    """Questions about what the known words of the sentence speak of."""
    found = themes(text, await combined.known(asking))
    return [(said, link("asked", "said", said)) for said in dict.fromkeys(found)][:_FEW]
