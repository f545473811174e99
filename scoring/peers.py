"""Figures of one period held against each other: a place, the mean, the best of all units.

“按引资额排名，前三名得5分”, “高于全县平均的得2分”: a scheme is given what every unit reported
(`with_pool`), and is narrowed to the field that a unit stands in (`met`): its class where the
scheme says so, its own figure as it is asked about now. Here: pools and fields. Not here: what a
figure is in its field (`fields`), what a place is worth (`verbs.among`), where figures come from.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Final, NamedTuple

from scoring.exact import EXACT, ZERO
from scoring.facts import NOT_APPLICABLE, FactFault, check, state
from scoring.model import Row, Scheme
from scoring.parts import Field, Peer, Pool, Term
from scoring.ready import applies
from scoring.sharing import counted, with_shared

Facts = Mapping[str, Mapping[str, object]]
Pools = Mapping[tuple[str, str], Pool]
"""By row and input, what every unit reported."""
_MOST: Final = 64
"""So many narrowed schemes are kept; then it begins anew."""


@dataclass(frozen=True, slots=True)
class Stands:
    """Whose figures go into a pool: a unit with its class, and what it reported."""

    unit: str
    classification: str
    facts: Facts
    unseen: Collection[str] = ()
    """The rows of it that nobody has reviewed."""


def figures_of_returned(
    scheme: Scheme,
    id: str,
    facts: Facts,
    accepted: Mapping[str, object] | None,
) -> Mapping[str, object]:
    """Return what counts of a row that was 退回 and not supplemented, by the scheme's rule."""
    if id not in scheme.by_id:
        return {}
    return counted(scheme.returned_as(scheme.row(id)), facts.get(id, {}), accepted)


def stand(
    scheme: Scheme,
    unit: str,
    classification: str,
    facts: Facts,
    returned: Mapping[str, Mapping[str, object] | None],
    unseen: Collection[str] = (),
) -> Stands:
    """Return a unit as it takes part in comparisons: what was sent back counts by its rule."""
    classed = classification or scheme.class_of(unit) or ""
    back = {id: figures_of_returned(scheme, id, facts, one) for id, one in returned.items()}
    whole = with_shared(scheme, {**facts, **back}, {}) if scheme.shares else {**facts, **back}
    return Stands(unit, classed, whole, unseen)


def compares(scheme: Scheme) -> tuple[tuple[Row, str], ...]:
    """Return the rows and inputs of which all units' figures are held against each other."""
    kept: dict[str, object] = scheme.__dict__
    found = kept.get("compared")
    if not isinstance(found, tuple):
        found = kept["compared"] = tuple(
            dict.fromkeys(
                (row, term.label) for row in scheme.rows for term in row.terms if _among(term)
            )
        )
    return found


def _among(term: Term) -> bool:
    return term.kind == "among"


def pools_of(scheme: Scheme, units: Iterable[Stands], *, settled: bool = False) -> Pools:
    """Return what units reported of each row that compares; `settled`: nothing more comes."""
    everyone = list(units)
    return {
        (row.id, name): Pool(
            tuple(_peer(row, name, one) for one in everyone if _takes_part(row, name, one)), settled
        )
        for row, name in compares(scheme)
    }


def _takes_part(row: Row, name: str, one: Stands) -> bool:
    applied = applies(row, one.unit, one.classification)
    return applied and state(_raw(row, name, one.facts)) is not NOT_APPLICABLE


def _peer(row: Row, name: str, one: Stands) -> Peer:
    figure = _figure(row, name, one.facts)
    seen = figure is not None and row.id not in one.unseen
    return Peer(one.unit, one.classification, figure, seen)


def _figure(row: Row, name: str, facts: Facts) -> Decimal | None:
    raw = _raw(row, name, facts)
    if state(raw) is not None:
        return None
    try:
        return Decimal(check(row, row.input(name), raw))
    except FactFault:
        return None


def _raw(row: Row, name: str, facts: Facts) -> object:
    given = facts.get(row.id)
    return given.get(name) if isinstance(given, Mapping) else None


def with_pool(scheme: Scheme, pools: Pools) -> Scheme:
    """Return the scheme as it counts beside these figures; the last one made is kept with it."""
    if not scheme.compares:
        return scheme
    kept: dict[str, object] = scheme.__dict__
    match kept.get("pooled"):
        case (known, Scheme() as before) if known == pools:
            return before
    found = _changed(scheme, lambda row, term: replace(term, pool=pools.get((row.id, term.label))))
    kept["pooled"] = (pools, found)
    return found


def met(
    scheme: Scheme,
    facts: Facts,
    unit: str,
    classification: str,
) -> Scheme:
    """Return the scheme narrowed to the fields one unit stands in."""
    common: dict[object, _Common] = scheme.__dict__.setdefault("common", {})
    fields = {
        (row.id, term.label, term.within, term.less, term.missing): _field(
            row, term, facts, unit, classification, common
        )
        for row in scheme.rows
        for term in row.terms
        if _among(term)
    }
    known = scheme.__dict__.setdefault("met", {})
    key: tuple[object, ...] = tuple(fields.values())
    shared = {id(one.field) for one in common.values()}
    if all(id(one) in shared for one in fields.values()):
        key = tuple(map(id, fields.values()))  # kept as long as the scheme: nothing is hashed
    if key not in known:
        if len(known) >= _MOST:
            known.clear()
        known[key] = _changed(
            scheme,
            lambda row, term: replace(
                term,
                field=fields[row.id, term.label, term.within, term.less, term.missing],
                pool=None,
            ),
        )
    found: Scheme = known[key]
    return found


def in_field(
    row: Row, given: Mapping[str, object], others: Mapping[str, Iterable[object]]
) -> Row | str:
    """Return a row beside made-up figures of others, or what is wrong with one of these."""
    terms = list(row.terms)
    for place, term in enumerate(terms):
        if not _among(term):
            continue
        peers = [Peer("", "", _figure(row, term.label, {row.id: given}), settled=True)]
        for raw in others.get(term.label, ()):
            try:
                figure = Decimal(check(row, row.input(term.label), raw))
            except FactFault as fault:
                return str(fault)
            peers.append(Peer(str(len(peers)), "", figure, settled=True))
        pooled = replace(term, pool=Pool(tuple(peers), settled=True), within="")
        field = _field(row, pooled, {row.id: given}, "", "")
        terms[place] = replace(term, field=field)
    return replace(row, terms=tuple(terms))


def _changed(scheme: Scheme, change: Callable[[Row, Term], Term]) -> Scheme:
    def whole(row: Row, term: Term) -> Term:
        if not _among(term):
            return term
        own = tuple((name, change(row, one)) for name, one in term.own)
        return replace(change(row, term), own=own)

    sections = tuple(
        replace(
            one,
            rows=tuple(
                replace(row, terms=tuple(whole(row, term) for term in row.terms))
                if any(map(_among, row.terms))
                else row
                for row in one.rows
            ),
        )
        for one in scheme.sections
    )
    return replace(scheme, sections=sections)


class _Common(NamedTuple):
    """The field of everybody whose figure stands in the pool as it is asked about."""

    field: Field
    own: Mapping[str, Decimal | None]
    """By unit; one that stands there twice is left out."""


def _field(
    row: Row,
    term: Term,
    facts: Facts,
    unit: str,
    classification: str,
    common: dict[object, _Common] | None = None,
) -> Field | None:
    """Return the figures a unit's own stands among, best first; None while nobody's are known.

    `common` keeps what most units share, so that ten thousand of them are sorted once.
    """
    if term.pool is None:
        return None
    mine = _figure(row, term.label, facts)
    if common is not None:
        within = classification if term.within == "class" else None
        key = (row.id, term.label, within, term.less, term.missing, id(term.pool))
        if key not in common:
            common[key] = _common(term, classification)
        known = common[key]
        if unit in known.own and known.own[unit] == mine:
            return known.field
        return _field(row, term, facts, unit, classification)
    peers = [
        replace(one, figure=mine) if one.unit == unit else one
        for one in term.pool.peers
        if term.within != "class" or one.classification == classification
    ]
    if mine is not None and all(one.unit != unit for one in peers):
        peers.append(Peer(unit, classification, mine, settled=True))
    return _of_peers(term, peers, settled=term.pool.settled)


def _common(term: Term, classification: str) -> _Common:
    peers = [
        one
        for one in (term.pool.peers if term.pool else ())
        if term.within != "class" or one.classification == classification
    ]
    times = Counter(one.unit for one in peers)
    own = {one.unit: one.figure for one in peers if times[one.unit] == 1}
    settled = term.pool is not None and term.pool.settled
    return _Common(_of_peers(term, peers, settled=settled), own)


def _of_peers(term: Term, peers: list[Peer], *, settled: bool) -> Field:
    silent = sum(one.figure is None for one in peers)
    unseen = sum(one.figure is not None and not one.settled for one in peers)
    figures = [one.figure for one in peers if one.figure is not None]
    if term.missing == "zero":
        figures += [ZERO] * silent
    figures.sort(reverse=not term.less)
    with localcontext(EXACT):
        total = sum(figures, ZERO)
    return Field(tuple(figures), silent, unseen, settled, total)
