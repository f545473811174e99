"""Facts in, exact points out, with every step.

Here: one unit against one scheme; everything wrong with its facts is found in one run. Not
here: a row's arithmetic (`rowwise`), grades and ranks (`ranking`), words (`sentence`), files
(`units`). A missing input never earns a point, and a total without it is provisional.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from functools import lru_cache
from types import MappingProxyType

from scoring.conditions import holds
from scoring.exact import EXACT
from scoring.facts import NOT_APPLICABLE, UNREPORTED, FactFault, FactsError, Value, check
from scoring.model import EffectKind, Row, Scheme
from scoring.result import Assessment, Least, Missing, RowResult, Step
from scoring.room import Room, room_of
from scoring.rowwise import absent_row, returned_row, score_row
from scoring.terms import Values
from scoring.totals import total_of
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
    classification = unit_class or scheme.class_of(unit) or ""
    values = _checked(scheme, facts, unit, classification)
    accepted = _accepted(scheme, returned, unit, classification)
    with localcontext(EXACT):
        rows = {row.id: _row(scheme, row, values, accepted) for row in scheme.rows}
        account = total_of(scheme, rows)
        least = _lowest(scheme, rows)
    missing = tuple(Missing(id, name) for id, row in rows.items() for name in row.missing)
    return Assessment(
        unit=unit,
        total=account.total,
        provisional=bool(missing),
        missing=missing,
        rows=MappingProxyType(rows),
        sections=MappingProxyType(account.sections),
        regular=account.regular,
        bonus=account.bonus,
        steps=tuple(account.steps),
        effects=_effects(scheme, values, True),
        classification=classification or None,
        open_effects=_effects(scheme, values, None),
        least=least,
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


def _row(
    scheme: Scheme, row: Row, values: Mapping[str, Values], accepted: Mapping[str, Values | None]
) -> RowResult:
    if row.id not in values:
        return absent_row(row)
    if row.id in accepted:
        return returned_row(row, scheme.returned_as(row), values[row.id], accepted[row.id])
    return _scored(_Case(row, values[row.id]))


class _Case:
    """A row with its values, equal only to the very same row with the very same values.

    1, True and 1.0 are equal in Python and different answers here; so the types count, too.
    """

    __slots__ = ("mark", "row", "values")

    def __init__(self, row: Row, values: Values) -> None:
        self.row, self.values = row, values
        self.mark = tuple(
            (value.__class__, str(value) if value.__class__ is Decimal else value)
            for value in values.values()
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Case) and self.row is other.row and self.mark == other.mark

    def __hash__(self) -> int:
        return hash((id(self.row), self.mark))


@lru_cache(maxsize=8192)
def _scored(case: _Case) -> RowResult:
    """What a row brings; kept, for whoever changes one row leaves the others as they were."""
    return score_row(case.row, case.values)


def applies(row: Row, unit: str, classification: str) -> bool:
    """Return whether a row counts for this unit: rows name units or classes, or count for all."""
    if not row.units and not row.classes:
        return True
    return unit in row.units or classification in row.classes


def room(scheme: Scheme, facts: Facts, unit: str = "", unit_class: str = "") -> list[Room]:
    """Return, greatest first, the rows that can still bring points, and through which inputs.

    Raises FactsError like `assess`. Rows supplied by others are included; ask `Row.by`.
    """
    classification = unit_class or scheme.class_of(unit) or ""
    values = _checked(scheme, facts, unit, classification)
    with localcontext(EXACT):
        found = [room_of(scheme.row(id), one) for id, one in values.items()]
    return sorted((one for one in found if one), key=lambda one: -one.points)


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


def _lowest(scheme: Scheme, rows: Mapping[str, RowResult]) -> Least | None:
    """Return what the unit may come down to, where open answers can still take points."""
    if all(row.least is None for row in rows.values()):
        return None
    low = {
        id: row if row.least is None else replace(row, points=row.least) for id, row in rows.items()
    }
    account = total_of(scheme, low)
    return Least(account.total, MappingProxyType(account.sections))


def _effects(
    scheme: Scheme, values: Mapping[str, Values], happened: bool | None
) -> tuple[EffectKind, ...]:
    """Return the effects whose event happened, or with None those that may still turn up."""
    return tuple(
        effect.kind
        for id, one in values.items()
        for effect in scheme.row(id).effects
        if not _away(one) and holds(effect.when, one) is happened
    )


def _away(values: Values) -> bool:
    return any(value is NOT_APPLICABLE for value in values.values())
