"""A list that was asked for: its next page, and the same as a file. For the office only."""

from __future__ import annotations

from dataclasses import replace

from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE, page
from bot.corridor.turn import InsteadError, Turn, instead
from bot.inquiry import answering
from bot.inquiry.columns import whole
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.listed import Found
from bot.inquiry.words import found as words
from bot.questions.combined.query import Query
from bot.speech.calendar import in_china
from storage.queries import quarters, roster


@page("found/{number:int}/{leaf:int}", roles=OFFICE, reads=True)
async def listed(turn: Turn, number: int, leaf: int) -> None:
    """One page of the list, worked out anew."""
    found = await _found(turn, number)
    names = {one.id: one.short for one in await roster.everyone(turn.db)}
    turn.say(words.listed(found, number, leaf, names, in_china(turn.now).date()))


@page("found/{number:int}/xlsx", roles=OFFICE, reads=True)
async def workbook(turn: Turn, number: int) -> None:
    """The whole list as a workbook."""
    query = await _query(turn, number)
    if query.topic in answering.BOOKS:
        short = {one.id: one.short for one in await roster.everyone(turn.db)}
        turn.say(await answering.answer(turn, replace(query, form="xlsx"), short))
        return
    found = await _found(turn, number)
    names = {one.id: one.short for one in await roster.everyone(turn.db)}
    turn.say(words.workbook(found, names, in_china(turn.now).date()))


@page("found/{number:int}/picture", roles=OFFICE, reads=True)
async def picture(turn: Turn, number: int) -> None:
    """The list as pictures, to be forwarded."""
    found = await _found(turn, number)
    names = {one.id: one.short for one in await roster.everyone(turn.db)}
    turn.say(words.pictures(found, names, in_china(turn.now).date(), turn.now))


@page("found/{number:int}/of/{quarter:int}", roles=OFFICE, reads=True)
async def of_another(turn: Turn, number: int, quarter: int) -> None:
    """The same of another quarter: where two are alive, none of them is out of reach."""
    query = await _query(turn, number)
    meant = next((one for one in await quarters.everyone(turn.db) if one.id == quarter), None)
    if meant is None:
        raise instead(words.too_old(), HOME)
    names = {one.id: one.short for one in await roster.everyone(turn.db)}
    asked = replace(query, quarters=((meant.year, meant.number),))
    turn.say(await answering.answer(turn, asked, names))


async def _query(turn: Turn, number: int) -> Query:
    query = await answering.kept(turn, number)
    if query is None:
        raise instead(words.too_old(), HOME)
    return query


async def _found(turn: Turn, number: int) -> Found:
    query = await _query(turn, number)
    county = County(turn.db, await quarters.everyone(turn.db), turn.now)
    try:
        return await whole(query, county)
    except CannotTellError as fault:
        raise InsteadError(words.cannot_tell(str(fault))) from fault
