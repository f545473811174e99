"""A unit's forms as they are read from storage: one, some, or a whole quarter's at once.

Not here: what a form says of itself (``bot.forms.form``); nothing is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from bot.corridor.kept import Kept
from bot.forms.beside import among, beside, pools_among, rows_compared, stand_of
from bot.forms.form import UnitForm, class_in
from scoring.own import own_scheme
from scoring.peers import Pools, Stands, compares
from scoring.periods import beside as beside_period
from scoring.scheme import Row, Scheme, loads
from scoring.year import in_period
from storage.database import Session
from storage.queries import answers, papers, quarters, results, roster
from storage.queries.answers import Claim, Review, Supplied
from storage.queries.papers import Evidence, WorkReport
from storage.queries.quarters import Form, KeptScheme, Quarter
from storage.queries.roster import Unit
from storage.queries.whole import Ago, whole

Record = TypeVar("Record", Claim, Supplied, Review, Evidence, WorkReport)


@lru_cache(maxsize=64)
def _scheme(text: str, name: str) -> Scheme:
    return loads(text, name)


_read: dict[tuple[str, str], Scheme] = {}
"""Scheme versions by name and hash: what is read once need not even be fetched again."""


def read_scheme(kept: KeptScheme) -> Scheme:
    """A kept scheme version, parsed once per process."""
    return _scheme(kept.text, kept.name)


async def scheme_of(db: Session, quarter_id: int, group: str) -> Scheme:
    """The scheme version a group is assessed by in a quarter."""
    return await _marked(db, quarter_id, group, await quarters.scheme_mark(db, quarter_id, group))


async def _marked(db: Session, quarter_id: int, group: str, mark: tuple[str, str]) -> Scheme:
    if mark not in _read:
        kept = {one.group: one for one in await quarters.schemes(db, quarter_id)}
        _read[mark] = read_scheme(kept[group])
    return _read[mark]


async def schemes_of(db: Session, quarter: Quarter) -> list[Scheme]:
    """Every table of a quarter, as it is in force in it."""
    kept = await quarters.schemes(db, quarter.id)
    return [in_period(read_scheme(one), quarter.number) for one in kept]


async def rows_ever(db: Session, unit_id: int) -> dict[str, Row]:
    """Every row that a unit ever had to fill in, as the newest scheme prints it.

    Quarters under the same scheme are asked once: years make no difference, new schemes do.
    """
    found: dict[str, Row] = {}
    seen: set[tuple[int, str]] = set()
    for quarter, number, group, digest in await quarters.schemes_of_unit(db, unit_id):
        if (number, digest) not in seen:
            seen.add((number, digest))
            scheme = in_period(await scheme_of(db, quarter, group), number)
            for row in scheme.rows:
                found.setdefault(row.id, row)
    return found


async def load(db: Session, quarter_id: int, unit_id: int, *, ago: bool = False) -> UnitForm | None:
    """One unit's form; None when the unit takes no part in the quarter.

    ``ago``: what it claimed a quarter ago will be asked for, too (``claimed_ago``).
    """
    all_of_it = await whole(db, quarter_id, unit_id, ago=ago)
    if all_of_it is None:
        return None
    form = all_of_it.form
    if ago:
        db.memo[_AGO, form.id] = all_of_it.ago
    found = _build(
        all_of_it.quarter,
        all_of_it.unit,
        form,
        await _marked(db, quarter_id, form.group, all_of_it.scheme),
        all_of_it.claims,
        all_of_it.supplied,
        all_of_it.reviews,
        all_of_it.evidence,
        all_of_it.reports,
    )
    return (await _among(db, all_of_it.quarter, [found]))[0]


_AGO = "claims of a quarter ago, of a form"


async def claimed_ago(db: Session, form: UnitForm) -> list[Claim]:
    """What the unit claimed in the quarter before a form's; read with the form where it was said
    to be wanted.
    """
    before = beside_period((form.quarter.year, form.quarter.number), -1)
    if (_AGO, form.form.id) not in db.memo:
        return await answers.claims_then(db, *before, form.unit.id)
    kept: Ago | None = db.memo[_AGO, form.form.id]
    return kept.claims if kept is not None and kept.period == before else []


async def load_quarter(db: Session, quarter: Quarter) -> list[UnitForm]:
    """Every unit's form of a quarter, with one query per family of rows.

    A form in which nothing was written since it was last read so is the very same object, with
    all that was worked out on it: points, facts, rows.
    """
    kept = {one.group: one for one in await quarters.schemes(db, quarter.id)}
    known = {unit.id: unit for unit in await roster.everyone(db)}
    forms = await quarters.forms(db, quarter.id)
    rows = _Rows(
        _by_form(await answers.claims_of_quarter(db, quarter.id)),
        _by_form(await answers.supplied_of_quarter(db, quarter.id)),
        _by_form(await answers.reviews_of_quarter(db, quarter.id)),
        _by_form(await papers.evidence_of_quarter(db, quarter.id)),
        _by_form(await papers.work_reports_of_quarter(db, quarter.id)),
    )
    return [_as_before(one) for one in among(_built(quarter, forms, known, kept, rows))]


async def load_units(db: Session, quarter: Quarter, units: Sequence[int]) -> list[UnitForm]:
    """The same of some units alone; of those that take part."""
    forms = await quarters.forms_of_units(db, quarter.id, units)
    named = await roster.some(db, [form.unit_id for form in forms])
    return [_as_before(one) for one in await load_several(db, quarter, forms, named)]


def _as_before(form: UnitForm) -> UnitForm:
    """The equal form that was read before, if there is one: it never changes, so it serves on."""
    before = _BEFORE.get(form.form.id)
    return _BEFORE.put(form.form.id, form) if before is None or before != form else before


def forget() -> None:
    """Begin anew, as after a start: for measurements and for tests that tamper with a form."""
    _BEFORE.clear()
    _POOLS.clear()
    _STOOD.clear()


_BEFORE: Kept[int, UnitForm] = Kept(600)
"""The forms read last, by their number: a county's two quarters that are alive at once."""


async def load_several(
    db: Session, quarter: Quarter, forms: Sequence[Form], named: Mapping[int, Unit]
) -> list[UnitForm]:
    """Some forms of a quarter, their units handed in, with one query per family of rows."""
    ids = [form.id for form in forms]
    kept = {one.group: one for one in await quarters.schemes(db, quarter.id)}
    rows = _Rows(
        _by_form(await answers.claims_of_forms(db, ids)),
        _by_form(await answers.supplied_of_forms(db, ids)),
        _by_form(await answers.reviews_of_forms(db, ids)),
        _by_form(await papers.evidence_of_forms(db, ids)),
        _by_form(await papers.work_reports_of_forms(db, ids)),
    )
    return await _among(db, quarter, _built(quarter, forms, named, kept, rows))


async def _among(db: Session, quarter: Quarter, found: list[UnitForm]) -> list[UnitForm]:
    """The forms beside all others of their tables, where a scheme compares units."""
    groups = dict.fromkeys(one.form.group for one in found if compares(one.scheme))
    if not groups:
        return found
    return beside(found, {group: await _pools(db, quarter, group) for group in groups})


async def _pools(db: Session, quarter: Quarter, group: str) -> Pools:
    """What the units of a table reported of the rows that compare; read when that has changed."""
    mark = await quarters.compared_mark(db, quarter.id, group)
    key = (mark or "", await results.roster_mark(db))
    kept = _POOLS.get(key) if mark is not None else None
    return kept if kept is not None else _POOLS.put(key, await _read_pools(db, quarter, group))


async def _read_pools(db: Session, quarter: Quarter, group: str) -> Pools:
    """Everybody's rows of a table that compare, and what they come to.

    A unit of which nothing of that has changed is not worked out anew.
    """
    scheme = read_scheme(
        next(one for one in await quarters.schemes(db, quarter.id) if one.group == group)
    )
    compared = rows_compared(scheme)
    known = {unit.id: unit for unit in await roster.everyone(db)}
    claims = _by_form(await answers.claims_of_rows(db, quarter.id, compared))
    supplied = _by_form(await answers.supplied_of_rows(db, quarter.id, compared))
    reviews = _by_form(await answers.reviews_of_rows(db, quarter.id, compared))
    before = _STOOD.get((quarter.id, group)) or {}
    stood: dict[int, _Stood] = {}
    for form in await quarters.forms(db, quarter.id):
        if form.group != group:
            continue
        of = claims.get(form.id, []), supplied.get(form.id, []), reviews.get(form.id, [])
        unit, last = known[form.unit_id], before.get(form.id)
        rests_on = (quarter, scheme.digest, unit, form, *of)
        if last is None or last.rests_on != rests_on:
            stands = stand_of(_build(quarter, unit, form, scheme, *of, [], []))
            last = _Stood(rests_on, stands)
        stood[form.id] = last
    _STOOD.put((quarter.id, group), stood)
    return pools_among(scheme, quarter, [one.stands for one in stood.values()])


@dataclass(frozen=True, slots=True)
class _Stood:
    """A unit as it takes part in comparisons, and all that rests on."""

    rests_on: tuple[object, ...]
    stands: Stands


_STOOD: Kept[tuple[int, str], dict[int, _Stood]] = Kept(8)
"""By quarter and table, how its units stood when they were last held against each other."""
_POOLS: Kept[tuple[str, str], Pools] = Kept(8)
"""By the marks of a table and of the roster, which change with whatever is in it."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """What was written in several forms, by the number of the form."""

    claims: Mapping[int, Sequence[Claim]]
    supplied: Mapping[int, Sequence[Supplied]]
    reviews: Mapping[int, Sequence[Review]]
    evidence: Mapping[int, Sequence[Evidence]]
    reports: Mapping[int, Sequence[WorkReport]]


def _built(
    quarter: Quarter,
    forms: Sequence[Form],
    named: Mapping[int, Unit],
    kept: Mapping[str, KeptScheme],
    rows: _Rows,
) -> list[UnitForm]:
    return [
        _build(
            quarter,
            named[form.unit_id],
            form,
            read_scheme(kept[form.group]),
            rows.claims.get(form.id, []),
            rows.supplied.get(form.id, []),
            rows.reviews.get(form.id, []),
            rows.evidence.get(form.id, []),
            rows.reports.get(form.id, []),
        )
        for form in forms
    ]


def _by_form(records: Iterable[Record]) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        found[record.form_id].append(record)
    return found


def _build(
    quarter: Quarter,
    unit: Unit,
    form: Form,
    scheme: Scheme,
    claims: Iterable[Claim],
    supplied: Iterable[Supplied],
    reviews: Iterable[Review],
    evidence: Iterable[Evidence],
    reports: Iterable[WorkReport],
) -> UnitForm:
    classed = class_in(scheme, form.classification)
    return UnitForm(
        quarter=quarter,
        unit=unit,
        form=form,
        scheme=own_scheme(
            in_period(scheme, quarter.number),
            form.listed or unit.name,
            classed or scheme.class_of(form.listed or unit.name) or "",
        ),
        claims={(one.row, one.input): one for one in claims},
        supplied={(one.row, one.input): one for one in supplied},
        reviews={one.row: one for one in reviews},
        evidence=tuple(evidence),
        reports=tuple(reports),
    )
