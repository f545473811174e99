"""Writing what a unit claims: marks against overwriting unseen, the audit row, last quarter's.

No page lives here and no sentence; ``bot.filling.pages.answer`` and ``bot.filling.pages.checklist``
use it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.events import as_json
from bot.corridor.routes import token
from bot.corridor.turn import Turn
from bot.forms.form import Question, Raw, UnitForm
from bot.forms.loading import claimed_ago, load
from scoring.periods import beside
from scoring.scheme import Row
from storage import audit
from storage.database import moment
from storage.queries import answers, people, quarters

Earlier = Mapping[tuple[str, str], Raw]
"""Row and input → what the unit claimed in the quarter before; of a running total what counted."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Who changed an answer after it was shown, and when."""

    who: str
    at: datetime


def mark(form: UnitForm, row: Row, names: Iterable[str]) -> str:
    """Six signs that change whenever one of these answers does; buttons and drafts carry it."""
    stood = [
        [name, claim.value, claim.version, claim.at]
        for name in names
        if (claim := form.claims.get((row.id, name)))
    ]
    return token(stood)


def standing(form: UnitForm, row: Row, question: Question) -> dict[str, Raw | None]:
    """What the unit claims for a question now."""
    return {name: form.claimed(row.id, name) for name in question.names}


def subject(form: UnitForm, row: Row, name: str) -> str:
    """What an audit row about a claim is about."""
    return f"claim/{form.form.id}/{row.id}/{name}"


async def earlier(turn: Turn, form: UnitForm) -> Earlier:
    """What the unit claimed a quarter ago; nothing when it took no part."""
    here = (form.quarter.year, form.quarter.number)
    before = beside(here, -1)
    known = ("claimed a quarter ago", form.form.id)
    if known not in turn.db.memo:
        found = await claimed_ago(turn.db, form)
        said = {(one.row, one.input): json.loads(one.value) for one in found}
        turn.db.memo[known] = {**said, **await _running(turn, form, before)}
    kept: Earlier = turn.db.memo[known]
    return kept


async def _running(turn: Turn, form: UnitForm, before: tuple[int, int]) -> Earlier:
    """Totals that run on from the first day: they start from the figure that counted last."""
    own = [row for row in form.rows if row.by is None and any(i.cumulative for i in row.inputs)]
    then = await quarters.by_number(turn.db, *before) if own else None
    whole = await load(turn.db, then.id, form.unit.id) if then else None
    if whole is None:
        return {}
    known = {row.id: row for row in whole.rows}
    found = {}
    for row in own:
        old = known.get(row.id)
        for one in row.inputs if old is not None else ():
            figure = whole.figure(old, one) if old is not None and one in old.inputs else None
            if one.cumulative and figure is not None:
                found[row.id, one.name] = figure[0]
    return found


async def save(
    turn: Turn,
    form: UnitForm,
    row: Row,
    values: Mapping[str, Raw | None],
    why: str = "",
    carried: str = "",
) -> UnitForm:
    """Keep answers (None: back to not reported), each change with its audit row; the form anew.

    ``carried``: the quarter they were taken over from.
    """
    person = turn.somebody.id
    turn.became = "claim"
    claims = dict(form.claims)
    for name, raw in values.items():
        before = form.claimed(row.id, name)
        # 1 == True in Python: a count and a yes are different answers.
        if (type(before), before) == (type(raw), raw):
            continue
        if raw is None:
            await answers.unclaim(turn.db, form.form.id, row.id, name)
            claims.pop((row.id, name), None)
        else:
            said = form.form.id, row.id, name, as_json(raw), person, turn.now, carried
            stood = claims.get((row.id, name))
            claims[row.id, name] = await answers.claim(turn.db, *said, stood)
        about = subject(form, row, name)
        await turn.record(form.unit.id, "claim.change", about, before, raw, why)
    return form.with_claims(claims)


async def overtaken(
    turn: Turn, form: UnitForm, row: Row, names: Iterable[str], seen: str | None
) -> Overtaken | None:
    """Who else changed one of these answers since the mark ``seen`` was shown; None: nobody."""
    named = tuple(names)
    if seen is None or seen == mark(form, row, named):
        return None
    entries = [
        entry
        for name in named
        for entry in await audit.of_subject(turn.db, subject(form, row, name))
    ]
    last = max(entries, key=lambda entry: entry.id, default=None)
    if last is None or last.actor is None or last.actor == turn.somebody.id:
        return None
    who = await people.person(turn.db, last.actor)
    return Overtaken(who.name if who else "", moment(last.at))
