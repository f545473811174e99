"""通过没疑点的: items without a doubt, of a unit, a row, a table or all, accepted after a look.

What has papers that nobody has read yet shows no doubt because nobody looked: it is a list apart.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.routes import token
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.words import carried, figures
from bot.review.pages import second
from bot.review.pages.decide import taken_as_said
from bot.review.pages.desk import REVIEWING, Hall, hall_of, parted_clean, refuse_conflict
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
    turn.say(await _shown(turn, await hall_of(turn, quarter), _scope(scope)))


@page("review/clean/unread/{quarter:int}/{scope}", roles=REVIEWING, reads=True)
async def show_unread(turn: Turn, quarter: int, scope: str) -> None:
    """The same of what shows no doubt, but has papers that wait to be read."""
    turn.say(await _shown(turn, await hall_of(turn, quarter), _scope(scope), unread=True))


def _scope(said: str) -> str:
    """A unit's number alone is the unit: letters of before have it so."""
    return f"u{said}" if said.isdigit() else said


async def _shown(
    turn: Turn, hall: Hall, scope: str, first: str = "", *, unread: bool = False
) -> Message:
    clean, others = await _clean(turn, hall, scope, unread=unread)
    now, quarter = clean[:MOST], hall.quarter.id
    left = len(in_scope(hall.mine, scope)) - len(clean) - others
    way = "unread/yes" if unread else "yes"
    yes = f"review/clean/{way}/{quarter}/{scope}/{_mark(now)}"
    rest = clean_words.Rest(left, others, _other_list(quarter, scope, unread=unread), unread)
    if _one_unit(scope):
        lines = [(one.row.id, _line(one)) for one in now]
        form = now[0].form
        message = clean_words.clean(quarter, form.unit.id, form.unit.short, yes, lines, rest)
    else:
        each: dict[str, tuple[list[str], list[str]]] = {}
        for one in now:
            nothing = one.row.award  # of a row to be marked only what nobody reported on is clean
            each.setdefault(one.form.unit.short, ([], []))[nothing].append(one.row.id)
        message = clean_words.clean_many(yes, each, rest, len(clean) - len(now))
    return message.model_copy(update={"text": f"{first}\n{message.text}"}) if first else message


def _other_list(quarter: int, scope: str, *, unread: bool) -> str:
    """From what was read to what was not, and back."""
    return f"review/clean/{quarter}/{scope}" if unread else f"review/clean/unread/{quarter}/{scope}"


def _one_unit(scope: str) -> bool:
    return scope.startswith("u") and "+" not in scope


async def _clean(turn: Turn, hall: Hall, scope: str, *, unread: bool) -> tuple[list[Item], int]:
    """Clean items of a scope that nobody else has on the desk, in the order of the table: those
    whose papers are all read, or those that wait for it; and how many the others are.
    """
    named = next((one for one in hall.forms if f"u{one.unit.id}" == scope), None)
    if _one_unit(scope):
        if named is None:
            raise instead(words.no_such_item(), BACK)
        refuse_conflict(turn, named)
    parted = parted_clean(turn, hall, in_scope(hall.mine, scope))
    found, others = reversed(parted) if unread else parted
    if not found:
        whose = named.unit.short if named else ""
        left = len(in_scope(hall.mine, scope)) - len(others)
        rest = clean_words.Rest(
            left, len(others), _other_list(hall.quarter.id, scope, unread=unread), unread
        )
        raise InsteadError(
            clean_words.no_clean(whose, rest, f"review/next/{hall.quarter.id}/{scope}")
        )
    by_key = {one.key: one for one in found}
    keys = [(form.form.id, row.id) for form in hall.forms for row in form.rows]
    return [by_key[key] for key in keys if key in by_key], len(others)


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
    await _accept(turn, quarter, scope, mark, unread=False)


@page("review/clean/unread/yes/{quarter:int}/{scope}/{mark}", roles=REVIEWING)
async def accept_unread(turn: Turn, quarter: int, scope: str, mark: str) -> None:
    """Accept what was not read yet, as it was shown."""
    await _accept(turn, quarter, scope, mark, unread=True)


async def _accept(turn: Turn, quarter: int, scope: str, mark: str, *, unread: bool) -> None:
    hall, scope = await hall_of(turn, quarter), _scope(scope)
    clean = (await _clean(turn, hall, scope, unread=unread))[0][:MOST]
    if _mark(clean) != mark:
        turn.say(await _shown(turn, hall, scope, clean_words.clean_changed(), unread=unread))
        return
    sealed = 0
    for one in clean:
        given = await second.give(turn, hall, one, "accept", *taken_as_said(one.form, one.row))
        sealed += given in ("sealed", "differed")
        await review.settle(turn.db, one.form.form.id, one.row.id, turn.now)
    await review.leave_desk(turn.db, turn.somebody.id)
    renewed = await hall_of(turn, quarter)
    if _one_unit(scope):
        await _left_at_unit(turn, renewed, clean, sealed, unread=unread)
        return
    await tell_left(turn, None)
    units = len({one.form.unit.id for one in clean})
    more = parted_clean(turn, renewed, in_scope(renewed.mine, scope))[unread]
    again = _other_list(quarter, scope, unread=not unread) if more else ""
    turn.say(clean_words.cleaned_many(units, len(clean), sealed, again, unread=unread))


async def _left_at_unit(
    turn: Turn, hall: Hall, clean: list[Item], sealed: int, *, unread: bool
) -> None:
    """What the unit still has."""
    form = clean[0].form
    rest = in_scope(hall.items, f"u{form.unit.id}")
    await tell_left(turn, form.form.id if rest else None)
    done = clean_words.cleaned(form.unit.short, len(clean), sealed, unread=unread)
    await say_unit(turn, hall, form.unit.id, 1, done)
