"""Facts in, exact points out, with every step.

Here: one unit against one scheme; everything wrong with its facts is found in one run. Not
here: a row's arithmetic (`rowwise`), grades and ranks (`ranking`), words (`sentence`), files
(`units`). A missing input never earns a point, and a total without it is provisional.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from types import MappingProxyType

from scoring.beside import beside
from scoring.exact import EXACT, ZERO
from scoring.facts import NOT_APPLICABLE, UNREPORTED, FactFault, FactsError, Value, Values, check
from scoring.model import Row, Scheme, weighted
from scoring.own import own_scheme
from scoring.peers import figures_of_returned, met
from scoring.ready import Known, applies, known_of, prepared
from scoring.result import Assessment, Least, Missing, RowResult, Step
from scoring.room import Room, room_of
from scoring.rowwise import absent_row, returned_row, score_row
from scoring.sharing import back_with_shared, joined, with_shared
from scoring.totals import plain_sums, total_of
from scoring.values import nearest, values_of

__all__ = [
    "NOT_APPLICABLE",
    "UNREPORTED",
    "Assessment",
    "FactFault",
    "FactsError",
    "Missing",
    "Room",
    "RowResult",
    "Step",
    "Value",
    "applies",
    "assess",
    "check",
    "room",
]

Facts = Mapping[str, Mapping[str, object]]


Back = Mapping[str, Mapping[str, object] | None]
"""Rows that were 退回 and not supplemented, each with the figures accepted before, if any."""


def assess(
    scheme: Scheme,
    facts: Facts,
    unit: str = "",
    unit_class: str = "",
    returned: Back = MappingProxyType({}),
) -> Assessment:
    """Return the exact result of one unit, or raise FactsError with every fault of its facts.

    `facts` is row → input → value; an input that is absent, None or UNREPORTED is 未报.
    `unit_class` is the unit's class where the scheme does not list its units itself. `returned`
    are the rows that were 退回 and not supplemented: row → what a reviewer accepted of it before,
    None where nobody did. They count as `Scheme.returned_as` says, with a step that says so.
    """
    classification = unit_class or (scheme.class_of(unit) if scheme.classes else "") or ""
    scheme, facts, returned = as_met(scheme, facts, unit, classification, returned)
    ready = prepared(scheme)
    with localcontext(EXACT):
        known = None if returned else ready.known(facts, unit, classification)
        if known is not None:
            return _assessment(scheme, known, unit, classification)
    return _carefully(scheme, facts, unit, classification, returned)


def as_met(
    scheme: Scheme, facts: Facts, unit: str, classification: str, returned: Back
) -> tuple[Scheme, Facts, Back]:
    """Return all three as the unit meets them.

    The figures are its own, those that rows take from each other are there, and those of others
    that its own are held against.
    """
    scheme = own_scheme(scheme, unit, classification)
    if not isinstance(facts, Mapping):
        return scheme, facts, returned
    if scheme.shares:
        back = back_with_shared(scheme, facts, returned)
        away = {row.id for row in scheme.rows if not applies(row, unit, classification)}
        facts = with_shared(scheme, facts, returned, away)
        scheme, returned = joined(scheme), back
    if scheme.compares:
        counted = {id: figures_of_returned(scheme, id, facts, one) for id, one in returned.items()}
        scheme = met(scheme, {**facts, **counted}, unit, classification)
    return scheme, facts, returned


def _carefully(
    scheme: Scheme, facts: Facts, unit: str, classification: str, returned: Back
) -> Assessment:
    """Assess row by row without any memory: every fault is found, every row explained alike."""
    values = _checked(scheme, facts, unit, classification)
    accepted = _accepted(scheme, returned, unit, classification)
    with localcontext(EXACT):
        known = [_known(scheme, row, values, accepted) for row in scheme.rows]
        return _assessment(scheme, known, unit, classification)


def _assessment(scheme: Scheme, known: list[Known], unit: str, classification: str) -> Assessment:
    """Add up what the rows came to. Must run inside the exact context."""
    ready = prepared(scheme)
    if ready.after or ready.bound:
        met_by = beside(scheme, {one[1].id: one[1] for one in known})
        known = [one._replace(result=met_by[one[1].id]) for one in known]
    results = [one[1] for one in known]
    rows = dict(zip(ready.ids, results, strict=True))
    if ready.plain:
        sections, regular, bonus = plain_sums(ready.sections, [one[1] for one in results])
        whole = regular + bonus
        steps: tuple[Step, ...] = ()
    else:
        account = total_of(scheme, rows)
        sections, regular, bonus = account.sections, account.regular, account.bonus
        whole, steps = account.total, tuple(account.steps)
    further = [one for one in known if not one[5]]
    if further and whole > 0 and any("zero" in one.happened for one in further):
        steps, whole = (*steps, Step("void", -whole)), ZERO
    missing = tuple([open_ for one in further for open_ in one.missing]) if further else ()
    open_ = bool(missing) or any(one.result.waiting for one in further)
    return Assessment(
        unit,
        whole,
        open_,
        missing,
        MappingProxyType(rows),
        MappingProxyType(sections),
        regular,
        bonus,
        steps,
        tuple([kind for one in further for kind in one.happened]) if further else (),
        classification or None,
        tuple([kind for one in further for kind in one.still_open]) if further else (),
        _lowest(scheme, rows, further) if missing else None,
    )


def _accepted(
    scheme: Scheme, returned: Back, unit: str, classification: str
) -> dict[str, Values | None]:
    """Return what was accepted before of each row that was 退回, checked like any fact."""
    if not returned:
        return {}
    given = {id: one or {} for id, one in returned.items()}
    values = _checked(scheme, given, unit, classification)
    return {id: None if one is None else values[id] for id, one in returned.items() if id in values}


def _known(
    scheme: Scheme, row: Row, values: Mapping[str, Values], accepted: Mapping[str, Values | None]
) -> Known:
    given = values.get(row.id)
    if given is None:
        return known_of(row, absent_row(row), None)
    if row.id in accepted:
        rule = scheme.returned_as(row)
        return known_of(row, returned_row(row, rule, given, accepted[row.id]), given)
    return known_of(row, score_row(row, given), given)


def room(scheme: Scheme, facts: Facts, unit: str = "", unit_class: str = "") -> list[Room]:
    """Return, greatest first, the rows that can still bring points, and through which inputs.

    Raises FactsError like `assess`. Rows supplied by others are included; ask `Row.by`.
    """
    classification = unit_class or scheme.class_of(unit) or ""
    scheme, facts, _ = as_met(scheme, facts, unit, classification, {})
    values = _checked(scheme, facts, unit, classification)
    with localcontext(EXACT):
        rows = {row.id: _known(scheme, row, values, {}).result for row in scheme.rows}
        found = [room_of(scheme.row(id), one) for id, one in values.items()]
        counted = _counted(scheme, rows, {one.row: one for one in found if one})
    return sorted(counted, key=lambda one: -one.points)


def _counted(
    scheme: Scheme, rows: dict[str, RowResult], found: Mapping[str, Room]
) -> Iterator[Room]:
    """Yield what each row can bring beside the others: by how much more the unit would stand.

    A row that looks at others comes after them, what the unit itself can do before what others
    supply, so that what two rows can only bring together is promised once. No row is said to bring
    more than it prints: what it sets free in rows that wait for it is theirs.
    """
    bonus = {row.id for one in scheme.sections if one.bonus for row in one.rows}
    sections = {one.number: one for one in scheme.sections}
    now, rows, free = beside(scheme, rows), dict(rows), ZERO
    stands = _stands(scheme, rows)
    ordered = sorted(
        (row for row in scheme.rows if row.id in found),
        key=lambda row: (row.id in bonus, bool(row.after), row.by is not None, row.award),
    )
    for row in ordered:
        own = rows[row.id]
        rows[row.id] = own._replace(points=own.points + found[row.id].points, missing=())
        better = _stands(scheme, rows)
        brings = better - stands + (free if row.after or row.id in bonus else ZERO)
        most = weighted(sections[row.section], row.points - now[row.id].points)
        if (counted := min(brings, most)) > 0:
            yield replace(found[row.id], points=counted)
        stands, free = better, free + better - stands - max(counted, ZERO)
        free = max(free, ZERO)


def _stands(scheme: Scheme, rows: Mapping[str, RowResult]) -> Decimal:
    """Where these rows bring the unit, with what counts in the year only."""
    account = total_of(scheme, beside(scheme, rows))
    return account.total + sum((account.sections[one.number] for one in scheme.of_year), ZERO)


def _checked(scheme: Scheme, facts: Facts, unit: str, classification: str) -> dict[str, Values]:
    """Return the values of every row that applies; raise FactsError with all faults."""
    faults: list[FactFault] = []
    if not isinstance(facts, Mapping):
        raise FactsError([FactFault("", "", "facts 要是一个以指标编号为键的对象", unit)])
    classes = [name for name, _ in scheme.classes]
    if classification and classes and classification not in classes:
        # A misspelt class would silently take the unit's own rows away.
        sentence = f"方案里没有“{classification}”这一类{nearest(classification, classes)}"
        faults.append(FactFault("", "", sentence))
    values: dict[str, Values] = {}
    faults += [
        FactFault(str(id), "", f"没有这一行{nearest(id, scheme.by_id)}")
        for id in facts
        if id not in scheme.by_id
    ]
    for row in scheme.rows:
        given = facts.get(row.id)
        if not applies(row, unit, classification):
            if given:
                faults.append(FactFault(row.id, "", "这一行不适用于本单位，不能填数"))
        elif given is not None and not isinstance(given, Mapping):
            faults.append(FactFault(row.id, "", "这一行要写成“输入项：值”的对象"))
        else:
            try:
                values[row.id] = values_of(row, given or {})
            except FactsError as error:
                faults.extend(error.faults)
    if faults:
        raise FactsError(replace(fault, unit=unit) for fault in faults)
    return values


def _lowest(
    scheme: Scheme, rows: Mapping[str, RowResult], further: Sequence[Known]
) -> Least | None:
    """Return what the unit may come down to, where open answers can still take points."""
    void = any("zero" in (*one.happened, *one.still_open) for one in further)
    if not void and all(row.least is None for row in rows.values()):
        return None
    low = {
        id: row if row.least is None else row._replace(points=row.least) for id, row in rows.items()
    }
    account = total_of(scheme, low)
    total = min(account.total, ZERO) if void else account.total
    return Least(total, MappingProxyType(account.sections))
