"""A query answered: which answer a topic has, and what of it is kept for the next sentence.

Who may ask is decided by whoever calls (``bot.front.combined``); the pages that buttons of an
answer lead to check again.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.corridor.buttons import to
from bot.corridor.events import Message
from bot.corridor.reads_first import OutdatedError
from bot.corridor.turn import Turn
from bot.inquiry import (
    apart,
    measured,
    moved_why,
    of_news,
    people_asked,
    reasons,
    review_asked,
    rows_most,
    rules_asked,
    shares,
    side_by_side,
    together,
    unit_asked,
)
from bot.inquiry.asked import Asked
from bot.inquiry.columns import whole
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.finding import MOVES
from bot.inquiry.listed import Found
from bot.inquiry.often import find
from bot.inquiry.words import found as words
from bot.questions.combined.query import Query, Topic, dumps, loads
from bot.speech.calendar import in_china
from bot.speech.quarters import name as quarter_name
from storage.queries import inquiries, quarters, roster

Answer = Callable[[Asked], Awaitable[Message]]


async def answer(turn: Turn, query: Query, units: Mapping[int, str]) -> Message:
    """What a query comes to, or why it cannot be told; kept, so that the next sentence goes on."""
    if query.units and query.klass and (others := await _of_another_class(turn, query)):
        message = await answer(turn, replace(query, klass=""), units)
        return message.model_copy(update={"text": f"{others}\n{message.text}"})
    county = County(turn.db, await quarters.everyone(turn.db), turn.now)
    asked = Asked(turn, county, query, units)
    try:
        if query.topic in ("units", "appeals"):
            return await _list(asked)
        message = await _ANSWERS[query.topic](asked)
    except CannotTellError as fault:
        await keep(turn, dumps(query), query.units)
        if county.current is None and turn.has("admin"):
            return words.cannot_tell(str(fault), to("开期", "open"), to("单位名单", "units"))
        own = query.units if any(one.kind in MOVES for one in query.tests) else ()
        return words.cannot_tell(str(fault), *(to("历次得分", "history", one) for one in own[:1]))
    number = await keep(turn, dumps(query), query.units)
    if query.topic in BOOKS and query.form != "xlsx":
        book = (to("发表格", "found", number, "xlsx"), *message.buttons[-1])
        message = message.model_copy(update={"buttons": (*message.buttons[:-1], book)})
    return _or_another_quarter(asked, message, number)


async def _of_another_class(turn: Turn, query: Query) -> str:
    """税务局二类里排多少: that it is of another class, where it is."""
    named = [one for one in await roster.everyone(turn.db) if one.id in query.units]
    others = [one for one in named if one.classification and one.classification != query.klass]
    return "，".join(
        f"{one.short or one.name}是{one.classification}单位，不是{query.klass}" for one in others
    ) + ("。" if others else "")


BOOKS: Final[tuple[Topic, ...]] = ("stats", "beside", "reasons")
"""Answers that are no list of units, and may be had as a file all the same."""


async def _list(asked: Asked) -> Message:
    found = await whole(asked.query, asked.county)
    number = await keep(asked.turn, dumps(_of_its_quarter(asked, found)), found.units)
    return _or_another_quarter(asked, shown(asked, found, number, 1), number)


def _of_its_quarter(asked: Asked, found: Found) -> Query:
    """The query as it was answered: where another quarter had to be looked at, of that one."""
    query, current = asked.query, asked.county.current
    keys = {one.quarter for one in found.sections}
    if query.quarters or query.recent or len(keys) != 1 or current is None:
        return query
    (key,) = keys
    if any(one.quarter for one in query.tests) or key == (current.year, current.number):
        return query
    return replace(query, quarters=(key,))


_OF_A_QUARTER: Final[tuple[Topic, ...]] = ("units", "appeals", "unit", "average", "sum")


def _or_another_quarter(asked: Asked, message: Message, number: int) -> Message:
    """While two quarters are alive: what was asked without naming one, a tap away, of the other."""
    query = asked.query
    named = query.quarters or query.recent or any(one.quarter for one in query.tests)
    if named or query.topic not in _OF_A_QUARTER:
        return message
    others = [
        words.of_another(number, one.id, quarter_name(one.year, one.number))
        for one in asked.county.others
    ]
    if not others:
        return message
    buttons = (*message.buttons[:-1], tuple(others), *message.buttons[-1:])
    return message.model_copy(update={"buttons": buttons})


def shown(asked: Asked, found: Found, number: int, page: int) -> Message:
    """A list as text, or as the file that was asked for."""
    today = in_china(asked.turn.now).date()
    if asked.query.form == "xlsx":
        return words.workbook(found, asked.units, today)
    if asked.query.form == "picture":
        return words.pictures(found, asked.units, today, asked.turn.now)
    return words.listed(found, number, page, asked.units, today)


async def keep(turn: Turn, said: str, units: list[int] | tuple[int, ...]) -> int:
    """Keep what was understood in this chat, after the turn where it only reads; its number."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    if not turn.db.reads_only:
        return await inquiries.keep(turn.db, where, said, list(units), turn.now)
    number = await inquiries.next_number(turn.db) + turn.asked_here
    turn.asked_here += 1

    async def write() -> None:
        if await inquiries.keep(turn.db, where, said, list(units), turn.now) != number:
            raise OutdatedError  # another question took the number meanwhile

    await turn.then(write)
    return number


async def last_of_each(turn: Turn, query: Query) -> list[int]:
    """The unit at the end of each table's list: the third, where three were asked for."""
    county = County(turn.db, await quarters.everyone(turn.db), turn.now)
    try:
        found = await find(query, county)
    except CannotTellError:
        return []
    return [one.lines.units[: query.first][-1] for one in found.sections if one.lines]


async def kept(turn: Turn, number: int) -> Query | None:
    """The query that was kept under a number; None: it is forgotten, or was no such query."""
    found = await inquiries.by_id(turn.db, number)
    if found is None or "meaning" in json.loads(found.said):
        return None
    return loads(found.said)


_ANSWERS: Final[dict[Topic, Answer]] = {
    "unit": unit_asked.unit,
    "quarters": together.quarters,
    "average": together.average,
    "overall": together.overall,
    "sum": together.total,
    "spread": apart.spread,
    "rates": shares.rates,
    "gap": shares.gap,
    "staff": people_asked.staff,
    "grades": together.grades,
    "contact": people_asked.contact,
    "duty": people_asked.duty,
    "did": people_asked.did,
    "cuts": review_asked.cuts,
    "stage": rules_asked.stage,
    "release": rules_asked.release,
    "objections": rules_asked.objections,
    "threshold": rules_asked.threshold,
    "criteria": rules_asked.criteria,
    "vetoes": rules_asked.vetoes,
    "reviewers": review_asked.reviewers,
    "corrections": review_asked.corrections,
    "alike": review_asked.alike,
    "stats": measured.stats,
    "beside": side_by_side.units,
    "reasons": reasons.reasons,
    "moved": moved_why.moved,
    "rowmost": rows_most.most,
    "news": of_news.news,
    "pace": of_news.pace,
}
