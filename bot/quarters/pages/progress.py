"""进度: who has reported how much, who has not begun, who never bound.

For the office all units; a liaison is led to the own unit's form. Nudging: ``remind_nudge``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.editions.standings import living
from bot.forms.alive import current_quarter
from bot.forms.pages.office import in_the_office, quarter_of
from bot.forms.pages.which import my_form
from bot.forms.words import which as forms_which
from bot.people.words.roles import masked
from bot.quarters.words import progress as words
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from storage.database import moment
from storage.queries import people, quarters, roster
from storage.queries.quarters import Quarter
from storage.queries.results import Live


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
    """谁没绑定."""
    await turn.visit(link("progress", (await _current(turn)).id, "unbound", 0, 1))


@page("progress/{quarter:int}", roles=OFFICE, reads=True)
async def summary(turn: Turn, quarter: int) -> None:
    """How far everybody is."""
    found = await quarter_of(turn, quarter)
    lines = [(form.group, line) for form, line in await _lines(turn, found)]
    counts, by_group, every = [], _numbers(lines), Counter[str]()
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
    every = await _lines(turn, found)
    lines = [
        line
        for one in kept
        for form, line in every
        if form.group == one.group and table in ("", one.group)
    ]
    chosen = [one for one in lines if _is(which, one)]
    if which in ("waiting", "filling"):
        # Who has least comes first: that is whom the office will ring.
        chosen.sort(key=lambda one: one.done / one.owed if one.owed else 1)
    turn.listed = tuple(one.unit for one in chosen)
    turn.say(
        words.listed(
            quarter,
            quarter_words.name(found.year, found.number),
            which,
            group,
            table,
            leaf(chosen, number),
            turn.now,
            turn.has("admin"),
        )
    )


def _numbers(lines: Iterable[tuple[str, words.InList]]) -> dict[str, Counter[str]]:
    """How many units are in each list, by table; a unit's states are few, so that each is asked
    once in which lists it is.
    """
    alike: Counter[tuple[str, str, bool, bool, bool, bool]] = Counter()
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    last: dict[tuple[str, str, bool, bool, bool, bool], words.InList] = {}
    for group, one in lines:
        kind = (group, one.state, one.late, bool(one.returned), not one.liaisons, not one.extended)
        alike[kind] += 1
        last[kind] = one
    for kind, number in alike.items():
        for which in words.KINDS:
            found[kind[0]][which] += number * _is(which, last[kind])
    return found


async def _lines(turn: Turn, quarter: Quarter) -> list[tuple[Live, words.InList]]:
    """Every unit's state, with its liaisons."""
    liaisons: dict[int, list[str]] = {}
    for grant in await people.with_role(turn.db, "liaison"):
        if grant.unit_id is not None:
            liaisons.setdefault(grant.unit_id, []).append(grant.person_name)
    forms = await living(turn.db, quarter)
    contacts = await roster.contacts(turn.db)
    shown = turn.has("admin") and turn.incoming.private
    ring = {
        unit: f"{one.name} {one.phone if shown else masked(one.phone)}".strip()
        for unit, one in contacts.items()
    }
    late = turn.now > quarter.deadline
    return [
        (
            one,
            _line(
                one,
                liaisons.get(one.unit_id, ()),
                ring.get(one.unit_id, ""),
                turn.now > moment(one.extended_to) if one.extended_to else late,
            ),
        )
        for one in forms
    ]


def _line(form: Live, liaisons: Sequence[str], contact: str, late: bool) -> words.InList:
    """A unit's state; who answered something or sent something has begun."""
    state = form.state
    if state == "filling" and not form.begun:
        state = "idle"
    return words.InList(
        unit=form.unit_id,
        short=form.short,
        state=state,
        done=form.done if form.begun else 0,
        owed=form.owed,
        at=moment(form.submitted_at) if form.submitted_at else None,
        liaisons=tuple(liaisons),
        returned=form.returned,
        late=state != "submitted" and late,
        extended=moment(form.extended_to) if form.extended_to else None,
        contact=contact,
    )


def _is(which: str, line: words.InList) -> bool:
    """Whether a unit belongs to a list."""
    if which == "unbound":
        return not line.liaisons
    if which == "waiting":
        return line.state != "submitted"
    if which == "filling":
        return line.state in ("filling", "returned")
    if which == "late":
        return line.late
    if which == "returned":
        return line.returned > 0
    if which == "extended":
        return line.extended is not None
    return line.state == which


async def _current(turn: Turn) -> Quarter:
    quarter = await current_quarter(turn.db, turn.now)
    if quarter is None:
        raise InsteadError(forms_which.none_open(turn.has("admin")))
    return quarter


async def _unreached(turn: Turn) -> int:
    """People whom no letter reaches: blocked everywhere, or logged out where they are."""
    blocked = {one.person_id for one in await people.unreachable(turn.db)}
    over = {one.person_id for one in await people.logged_out(turn.db, turn.now)}
    return len(blocked | over)
