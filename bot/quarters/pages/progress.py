"""进度: who has reported how much, who has not begun, who never bound.

For the office all units; a liaison is led to the own unit's form. Nudging: ``remind_nudge``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from operator import attrgetter

from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.editions import states
from bot.editions.members import Filling, fillings
from bot.editions.states import State
from bot.forms.alive import current_quarter
from bot.forms.pages.office import in_the_office, none_yet, quarter_of
from bot.forms.pages.which import my_form
from bot.forms.words import which as forms_which
from bot.people.words.roles import masked
from bot.quarters.words import progress as words
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from storage.database import moment
from storage.queries import people, quarters, roster
from storage.queries.quarters import Quarter

Standing = State | Filling
"""What decides in which lists a unit is, with or without how far it has come."""


@page("progress", roles=("liaison", *OFFICE), words=alone("progress"), reads=True)
async def mine_or_all(turn: Turn) -> None:
    """进度: of the current quarter."""
    if not in_the_office(turn):
        form = await my_form(turn, "check")
        await turn.visit(link("check", form.quarter.id, form.unit.id))
        return
    await turn.visit(link("progress", (await _current(turn)).id))


@page("progress/waiting", roles=OFFICE, words=alone("progress/waiting"), reads=True)
async def waiting(turn: Turn) -> None:
    """谁没报."""
    await turn.visit(link("progress", (await _current(turn)).id, "waiting", 0, 1))


@page("progress/unbound", roles=OFFICE, words=alone("progress/unbound"), reads=True)
async def unbound(turn: Turn) -> None:
    """谁没绑定; before the first quarter, whom the admin has still to invite."""
    if turn.has("admin") and await current_quarter(turn.db, turn.now) is None:
        await turn.visit("invite/unbound/1")
        return
    await turn.visit(link("progress", (await _current(turn)).id, "unbound", 0, 1))


@page("progress/{quarter:int}", roles=OFFICE, reads=True)
async def summary(turn: Turn, quarter: int) -> None:
    """How far everybody is."""
    found = await quarter_of(turn, quarter)
    counts, by_group, every = (
        [],
        _numbers(turn, found, await states.counted(turn.db, found)),
        Counter[str](),
    )
    for kept in await quarters.schemes(turn.db, quarter):
        own = by_group[kept.group]
        total = own["waiting"] + own["submitted"]
        if total:
            counts.append(
                words.Count(kept.group, total, own["submitted"], own["filling"], own["idle"])
            )
    for numbers in by_group.values():
        every.update(numbers)
    turn.say(
        words.summary(
            quarter,
            quarter_words.name(found.year, found.number),
            found.state,
            counts,
            every,
            found.deadline,
            turn.now,
            turn.has("admin"),
            await _unreached(turn),
        )
    )


@page("progress/{quarter:int}/{which}/{group:int}/{number:int}", roles=OFFICE, reads=True)
async def listed(turn: Turn, quarter: int, which: str, group: int, number: int) -> None:
    """One list of units; group 0 is all tables."""
    found = await quarter_of(turn, quarter)
    kept = await quarters.schemes(turn.db, quarter)
    if which not in words.KINDS or group > len(kept):
        raise instead(forms_which.no_such_list(), HOME)
    table = kept[group - 1].group if group else ""
    every = (await fillings(turn.db, found)).values()
    belongs: Callable[[Filling], bool] = _list(which, turn, found)
    if which == "unbound":
        bound = await people.bound_units(turn.db)
        belongs = lambda one: one.unit_id not in bound  # noqa: E731 -- of a form, not of a state
    tables: dict[str, list[Filling]] = {one.group: [] for one in kept}
    for one in every:
        if table in ("", one.group) and belongs(one):
            tables[one.group].append(one)
    chosen = list(chain.from_iterable(tables.values()))
    if which in ("waiting", "filling"):
        # Who has least comes first: that is whom the office will ring.
        chosen.sort(key=attrgetter("share"))
    turn.listed = tuple([one.unit_id for one in chosen])
    shown = leaf(chosen, number)
    turn.say(
        words.listed(
            quarter,
            quarter_words.name(found.year, found.number),
            which,
            group,
            table,
            shown.of(await _lines(turn, found, shown.items)),
            turn.now,
            turn.has("admin"),
        )
    )


def _numbers(turn: Turn, quarter: Quarter, counted: Mapping[State, int]) -> dict[str, Counter[str]]:
    """How many units are in each list, by table."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for which in words.KINDS:
        belongs: Callable[[State], bool] = _list(which, turn, quarter)
        if which == "unbound":
            belongs = lambda one: not one.bound  # noqa: E731 -- of a state, not of a form
        for state, number in counted.items():
            found[state.group][which] += number * belongs(state)
    return found


def _list(which: str, turn: Turn, quarter: Quarter) -> Callable[[Standing], bool]:
    """Whether a unit in some state belongs to a list."""
    if which == "late":
        return lambda one: _late(turn, quarter, one)
    return _LISTS.get(which, lambda one: _called(one) == which)


_LISTS: Mapping[str, Callable[[Standing], bool]] = {
    "waiting": lambda one: one.state != "submitted",
    "filling": lambda one: _called(one) in ("filling", "returned"),
    "returned": lambda one: one.returned > 0,
    "extended": lambda one: one.extended_to is not None,
}


def _called(one: Standing) -> str:
    """A unit's state; who answered something or sent something has begun."""
    return "idle" if one.state == "filling" and not one.begun else one.state


def _late(turn: Turn, quarter: Quarter, one: Standing) -> bool:
    """The unit's own deadline is over, and nothing is handed in."""
    due = moment(one.extended_to) if one.extended_to else quarter.deadline
    return one.state != "submitted" and turn.now > due


async def _lines(turn: Turn, quarter: Quarter, shown: Sequence[Filling]) -> list[words.InList]:
    """Units as a list shows them, with their liaisons and whom to ring."""
    units = [one.unit_id for one in shown]
    named = await roster.some(turn.db, units)
    liaisons: dict[int, list[str]] = {}
    for unit, name in await people.liaisons_of(turn.db, units):
        liaisons.setdefault(unit, []).append(name)
    contacts = await roster.contacts_of(turn.db, units)
    clear = turn.has("admin") and turn.incoming.private
    ring = {
        unit: f"{one.name} {one.phone if clear else masked(one.phone)}".strip()
        for unit, one in contacts.items()
    }
    return [
        words.InList(
            unit=one.unit_id,
            short=named[one.unit_id].short,
            state=_called(one),
            done=one.done if one.begun else 0,
            owed=one.owed,
            at=moment(one.submitted_at) if one.submitted_at else None,
            liaisons=tuple(liaisons.get(one.unit_id, ())),
            returned=one.returned,
            late=_late(turn, quarter, one),
            extended=moment(one.extended_to) if one.extended_to else None,
            contact=ring.get(one.unit_id, ""),
        )
        for one in shown
    ]


async def _current(turn: Turn) -> Quarter:
    quarter = await current_quarter(turn.db, turn.now)
    if quarter is None:
        raise none_yet(turn)
    return quarter


async def _unreached(turn: Turn) -> int:
    """People whom no letter reaches: blocked everywhere, or logged out where they are."""
    blocked = {one.person_id for one in await people.unreachable(turn.db)}
    over = {one.person_id for one in await people.logged_out(turn.db, turn.now)}
    return len(blocked | over)
