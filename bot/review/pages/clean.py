"""通过没疑点的: items without a doubt, of a unit, a row, a table or all, accepted after a look."""

from __future__ import annotations

from typing import Final

from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.routes import token
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.words import carried, figures
from bot.review.pages import second
from bot.review.pages.decide import taken_as_said
from bot.review.pages.desk import REVIEWING, Hall, hall_of, refuse_conflict
from bot.review.pages.item import seen
from bot.review.pages.ways import say_unit
from bot.review.queue import Item, in_scope
from bot.review.telling import tell_left
from bot.review.words import clean as clean_words, item as words
from bot.review.words.lists import BACK
from storage.queries import review

MOST: Final = 100
"""So many are accepted by one tap; the others are shown then."""


@page("review/clean/{quarter:int}/{scope}", roles=REVIEWING, reads=True)
async def show(turn: Turn, quarter: int, scope: str) -> None:
    """What would be accepted: of a unit, or of any other part of the queue."""
    turn.say(_shown(turn, await hall_of(turn, quarter), _scope(scope)))


def _scope(said: str) -> str:
    """A unit's number alone is the unit: letters of before have it so."""
    return f"u{said}" if said.isdigit() else said


def _shown(turn: Turn, hall: Hall, scope: str, first: str = "") -> Message:
    clean = _clean(turn, hall, scope)
    now, quarter = clean[:MOST], hall.quarter.id
    left = len(in_scope(hall.mine, scope)) - len(clean)
    yes = f"review/clean/yes/{quarter}/{scope}/{_mark(now)}"
    if _one_unit(scope):
        lines = [(one.row.id, _line(one)) for one in now]
        form = now[0].form
        message = clean_words.clean(quarter, form.unit.id, form.unit.short, yes, lines, left)
    else:
        each: dict[str, tuple[list[str], list[str]]] = {}
        for one in now:
            nothing = one.row.award  # of a row to be marked only what nobody reported on is clean
            each.setdefault(one.form.unit.short, ([], []))[nothing].append(one.row.id)
        message = clean_words.clean_many(yes, each, left, len(clean) - len(now))
    return message.model_copy(update={"text": f"{first}\n{message.text}"}) if first else message


def _one_unit(scope: str) -> bool:
    return scope.startswith("u") and "+" not in scope


def _clean(turn: Turn, hall: Hall, scope: str) -> list[Item]:
    """Clean items of a scope that nobody else has on the desk, in the order of the table."""
    named = next((one for one in hall.forms if f"u{one.unit.id}" == scope), None)
    if _one_unit(scope):
        if named is None:
            raise instead(words.no_such_item(), BACK)
        refuse_conflict(turn, named)
    me = turn.somebody.id
    found = {
        one.key: one
        for one in in_scope(hall.mine, scope)
        if one.clean and hall.held.get(one.key, me) == me
    }
    if not found:
        whose = named.unit.short if named else ""
        left = len(in_scope(hall.mine, scope))
        raise InsteadError(
            clean_words.no_clean(whose, left, f"review/next/{hall.quarter.id}/{scope}")
        )
    keys = [(form.form.id, row.id) for form in hall.forms for row in form.rows]
    return [found[key] for key in keys if key in found]


def _line(one: Item) -> str:
    name = figures.row_title(one.row)
    proofs = len(one.form.proofs(one.row.id))
    points = figures.points(one.form.result(one.row.id).points, one.row.points)
    if one.row.award:
        return clean_words.clean_line(name, clean_words.nothing_claimed(), points, 0)
    said = figures.answers(one.row, lambda cell: one.form.claimed(one.row.id, cell.name))
    noted = carried.says(one.form.carried(one.row))
    return clean_words.clean_line(name, f"{said}（{noted}）" if noted else said, points, proofs)


def _mark(clean: list[Item]) -> str:
    return token([[*one.key, seen(one.form, one.row)] for one in clean])


@page("review/clean/yes/{quarter:int}/{scope}/{mark}", roles=REVIEWING)
async def accept_all(turn: Turn, quarter: int, scope: str, mark: str) -> None:
    """Accept them as they were shown."""
    hall, scope = await hall_of(turn, quarter), _scope(scope)
    clean = _clean(turn, hall, scope)[:MOST]
    if _mark(clean) != mark:
        turn.say(_shown(turn, hall, scope, clean_words.clean_changed()))
        return
    sealed = 0
    for one in clean:
        given = await second.give(turn, hall, one, "accept", *taken_as_said(one.form, one.row))
        sealed += given in ("sealed", "differed")
        await review.settle(turn.db, one.form.form.id, one.row.id, turn.now)
    await review.leave_desk(turn.db, turn.somebody.id)
    renewed = await hall_of(turn, quarter)
    if _one_unit(scope):
        await _left_at_unit(turn, renewed, clean, sealed)
        return
    await tell_left(turn, None)
    units = len({one.form.unit.id for one in clean})
    more = any(one.clean for one in in_scope(renewed.mine, scope))
    again = f"review/clean/{quarter}/{scope}" if more else ""
    turn.say(clean_words.cleaned_many(units, len(clean), sealed, again))


async def _left_at_unit(turn: Turn, hall: Hall, clean: list[Item], sealed: int) -> None:
    """What the unit still has."""
    form = clean[0].form
    rest = in_scope(hall.items, f"u{form.unit.id}")
    await tell_left(turn, form.form.id if rest else None)
    done = clean_words.cleaned(form.unit.short, len(clean), sealed)
    await say_unit(turn, hall, form.unit.id, 1, done)
