"""办法变化: how a quarter's rules differ from the quarter before it, for everybody it concerns.

A quarter keeps the schemes it was opened with; what the settings name now applies from the next
one. Asking before a quarter opens under other rules is ``open_quarter``'s, by what stands here.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Button
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.routes import base, link
from bot.corridor.turn import Turn
from bot.forms.coming import coming
from bot.forms.loading import read_scheme
from bot.forms.pages.office import none_yet
from bot.quarters.new_rules import Changed, changed_since, loaded
from bot.quarters.words import scheme_changes as words
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from scoring.periods import beside
from storage.queries import quarters, roster

_PER_PAGE = 6


@page("changes", words=alone("changes"), reads=True)
async def newest(turn: Turn) -> None:
    """For the office what the next quarter would bring, if anything; else the newest quarter's."""
    known = [one for one in await quarters.everyone(turn.db) if one.state != "planned"]
    if turn.has(*OFFICE):
        newest_ = (known[0].year, known[0].number) if known else (0, 1)
        schemes = await coming(turn.db, turn.world)
        after = await changed_since(turn.db, beside(newest_, 1), schemes)
        if after is not None and after.tables:
            _say(turn, words.next_ones(), after, 1, base("changes/next"))
            return
    if not known:
        raise none_yet(turn)
    await turn.visit(link("changes", known[0].id, 1))


@page("changes/next/{number:int}", roles=OFFICE, reads=True)
async def of_next(turn: Turn, number: int) -> None:
    """What the tables that are loaded change against the newest quarter."""
    found = await loaded(turn.db, await coming(turn.db, turn.world))
    if found is None:
        turn.say(words.no_quarter())
    else:
        _say(turn, words.next_ones(), found, number, base("changes/next"))


@page("changes/{quarter:int}/{number:int}", reads=True)
async def of_quarter(turn: Turn, quarter: int, number: int) -> None:
    """What changed with a quarter; a liaison reads of the own units' tables."""
    found = await quarters.by_id(turn.db, quarter)
    if found is None or (found.state == "planned" and not turn.has(*OFFICE)):
        turn.say(words.no_quarter())
        return
    schemes = [read_scheme(one) for one in await quarters.schemes(turn.db, quarter)]
    if turn.units and not turn.has(*OFFICE):
        groups = {one.group for one in await roster.everyone(turn.db) if one.id in turn.units}
        schemes = [one for one in schemes if one.group in groups]
    name = quarter_words.name(found.year, found.number)
    changed = await changed_since(turn.db, (found.year, found.number), schemes)
    if changed is None:
        turn.say(words.none_before(name))
    else:
        _say(turn, name, changed, number, base("changes", quarter))


def _say(turn: Turn, name: str, found: Changed, number: int, route: str) -> None:
    if not found.tables:
        turn.say(words.same(name, found.earlier))
        return
    show(turn, name, found, number, route, ((HOME,),))


def show(
    turn: Turn,
    name: str,
    found: Changed,
    number: int,
    route: str,
    ends: tuple[tuple[Button, ...], ...],
) -> None:
    """The changes, paged by ``route``/number, with the buttons that end the page."""
    shown = leaf(found.lines, number, _PER_PAGE)
    turning = shown.turning(lambda n: link(route, n))
    turn.say(words.shown(name, found.earlier, shown, found.counting, turning, ends))
