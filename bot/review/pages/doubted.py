"""存疑, asked for: what reviewers handed on to each other and nobody has decided yet."""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.turn import InsteadError, Turn
from bot.forms.pages.office import opened
from bot.questions.typed import alone
from bot.review.pages.desk import REVIEWING, hall_of
from bot.review.queue import Item
from bot.review.words import doubted as words, lists
from bot.speech import quarters as quarter_words
from storage.queries import people

_PER_PAGE = 8


@page("review/doubted", roles=REVIEWING, words=alone("review/doubted"), reads=True)
async def newest(turn: Turn) -> None:
    """Of the quarter under review."""
    known = await opened(turn)
    found = next((one for one in reversed(known) if one.state == "review"), None)
    if found is None:
        raise InsteadError(lists.none())
    await turn.visit(f"review/doubted/{found.id}/1")


@page("review/doubted/{quarter:int}/{number:int}", roles=REVIEWING, reads=True)
async def listed(turn: Turn, quarter: int, number: int) -> None:
    """Who handed which item on, to whom, and why; each is one tap away."""
    hall = await hall_of(turn, quarter)
    called = await people.names(turn.db)
    lines = [
        _line(item, called)
        for item in hall.items
        if hall.remits.may(turn.somebody.id, item.form.form.group, item.row)
        and any(mark.kind == "asked" for mark in item.marks)
    ]
    name = quarter_words.name(hall.quarter.year, hall.quarter.number)
    turn.say(words.listed(quarter, name, leaf(lines, number, _PER_PAGE)))


def _line(item: Item, called: dict[int, str]) -> words.Doubted:
    mark = next(one for one in item.marks if one.kind == "asked")
    return words.Doubted(
        unit_id=item.form.unit.id,
        unit=item.form.unit.short,
        row=item.row,
        by=mark.who,
        note=mark.label,
        to=called.get(item.reserved or 0, ""),
    )
