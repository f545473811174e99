"""A scheme made ready: rows checked, scored and remembered by their own figures.

Most rows of most units have been seen before: the same three activities, the same checklist. So a
row keeps what its figures came to, and a term what its figure is worth. Here: that memory, bounded,
and true to the last sign: 1, True and Decimal(1) are equal in Python and different answers here, so
the types count, too. Not here: the arithmetic (`rowwise`), the sentences about wrong figures
(`values`): whatever is not plainly right goes there.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Final, NamedTuple

from scoring.conditions import holds
from scoring.exact import ZERO
from scoring.facts import (
    LIMIT,
    NOT_APPLICABLE,
    UNREPORTED,
    FactFault,
    FactsError,
    State,
    Value,
    Values,
    check,
    state,
)
from scoring.model import Row, Scheme
from scoring.parts import EffectKind, Input, Term
from scoring.result import Missing, RowResult, Step
from scoring.rowwise import absent_row, score_row, term_step
from scoring.sharing import waiting
from scoring.values import values_of

_MOST: Final = 2048
"""So much is remembered of a row, and of a term; then it begins anew."""
_PLAIN: Final = frozenset((bool, int, str, Decimal, type(None), State))


_UNKNOWN: Final = Step("start", ZERO)


class Known(NamedTuple):
    """What the figures of a row came to, with the mark of their types, and what follows from it."""

    mark: object
    result: RowResult
    missing: tuple[Missing, ...] = ()
    happened: tuple[EffectKind, ...] = ()
    still_open: tuple[EffectKind, ...] = ()
    plain: bool = True
    """Whether nothing follows but points."""


def known_of(row: Row, found: RowResult, values: Values | None, mark: object = None) -> Known:
    """Return what follows from a row's result; `values` is None where the row does not apply."""
    if row.shared and found.missing:
        own = tuple(name for name in found.missing if name not in dict(row.shared))
        found = found._replace(missing=own, waiting=found.waiting or waiting(row, found.missing))
    if not (found.missing or row.effects or found.waiting):
        return Known(mark, found)
    missing = tuple(Missing(row.id, name) for name in found.missing)
    if values is None or NOT_APPLICABLE in values.values():
        return Known(mark, found, missing, plain=not (missing or found.waiting))
    happened = tuple(one.kind for one in row.effects if holds(one.when, values))
    open_ = tuple(one.kind for one in row.effects if holds(one.when, values) is None)
    return Known(
        mark, found, missing, happened, open_, not (missing or happened or open_ or found.waiting)
    )


class Ready:
    """One row; `known` is what it remembers, `open` what it comes to with nothing reported."""

    __slots__ = (
        "_names",
        "_terms",
        "away",
        "count",
        "exact",
        "id",
        "key",
        "known",
        "name",
        "open",
        "row",
        "single",
    )

    def __init__(self, row: Row) -> None:
        self.row, self.id = row, row.id
        names = tuple(one.name for one in row.inputs)
        self.count = len(names)
        self._names = frozenset(names)
        self.name = names[0] if len(names) == 1 else None
        self.key: Callable[[Mapping[str, object]], object] = itemgetter(*names or ("",))
        self.known: dict[object, Known] = {}
        # A decimal keeps its last zero: 0.5 and 0.50 are equal and are shown as they were given.
        self.exact = any(one.kind in ("rate", "amount", "award", "named") for one in row.inputs)
        self.single = self.name is not None and not self.exact
        self._terms: tuple[dict[object, Step | None], ...] = tuple({} for _ in row.terms)
        self.away = known_of(row, absent_row(row), None)
        self.open = self._scored(None, dict.fromkeys(names, UNREPORTED))

    def of(self, given: object) -> Known | None:
        """Return what the row comes to, or None where something in it is not plainly right."""
        if not isinstance(given, Mapping) or not given.keys() <= self._names:
            return None
        raws = tuple(given.get(one.name) for one in self.row.inputs)
        key = raws[0] if self.name is not None else raws
        mark = self.mark(key)
        try:
            found = self.known.get(key)
        except (TypeError, ArithmeticError):  # a list, a signalling NaN
            return None
        return found if found is not None and found.mark == mark else self._learn(key, mark, raws)

    def mark(self, key: object) -> object:
        """Return what else must be the same for equal figures to mean the same."""
        if self.name is not None:
            return (key.__class__, str(key)) if self.exact else key.__class__
        raws = key if isinstance(key, tuple) else ()
        types = tuple(map(type, raws))
        return (*types, *map(str, raws)) if self.exact else types

    def _learn(self, key: object, mark: object, raws: tuple[object, ...]) -> Known | None:
        values: dict[str, Value | State] = {}
        try:
            for one, raw in zip(self.row.inputs, raws, strict=True):
                values[one.name] = _value(self.row, one, raw)
            if NOT_APPLICABLE in values.values():
                values_of(self.row, values)
        except (FactFault, FactsError):
            return None
        found = self._scored(mark, values)
        if all(type(raw) in _PLAIN for raw in raws):
            if len(self.known) >= _MOST:
                self.known.clear()
            self.known[key] = found
        return found

    def _scored(self, mark: object, values: Values) -> Known:
        of_term = term_step if self.exact else self._of_term
        return known_of(self.row, score_row(self.row, values, of_term), values, mark)

    def _of_term(self, place: int, term: Term, values: Values) -> Step | None:
        inputs = term.inputs
        key = values[inputs[0]] if len(inputs) == 1 else tuple([values[name] for name in inputs])
        known = self._terms[place]
        found = known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            if len(known) >= _MOST:
                known.clear()
            found = known[key] = term_step(place, term, values)
        return found


class Prepared:
    """Every row of a scheme made ready, and how its rows are gathered into sections."""

    __slots__ = (
        "after",
        "always",
        "bound",
        "classes",
        "ids",
        "known_ids",
        "plain",
        "road",
        "rows",
        "sections",
    )

    def __init__(self, scheme: Scheme) -> None:
        self.rows = tuple(Ready(row) for row in scheme.rows)
        self.ids = tuple(row.id for row in scheme.rows)
        self.known_ids = frozenset(self.ids)
        self.road = tuple(
            (one.id, one.count, one.single, one.exact, one.key, one.known, one) for one in self.rows
        )
        self.always = not any(row.units or row.classes for row in scheme.rows)
        self.after = any(row.after for row in scheme.rows)
        self.bound = any(row.joint for row in scheme.rows)
        self.classes = frozenset(name for name, _ in scheme.classes)
        self.sections: list[tuple[str, bool, int, int]] = []
        at = 0
        for one in scheme.sections:
            self.sections.append((one.number, one.bonus, at, at + len(one.rows)))
            at += len(one.rows)
        bounds = (scheme.bonus_max, scheme.bonus_from, scheme.total_max, scheme.total_min)
        self.plain = (
            not any(one.capped or one.yearly or one.weight is not None for one in scheme.sections)
            and all(bound is None for bound in bounds)
            and not any(row.absent == "rescale" for row in scheme.rows)
        )

    def known(self, facts: object, unit: str, classification: str) -> list[Known] | None:
        """Return what each row comes to, or None where something is not plainly right.

        Must run inside the exact context. Its loop calls nothing for a row that is remembered:
        this is the road of a hundred thousand units.
        """
        if not isinstance(facts, Mapping):
            return None
        if self.classes and classification and classification not in self.classes:
            return None
        return (self._every if self.always else self._some)(facts, unit, classification)

    def _every(self, facts: Mapping[str, object], *_: str) -> list[Known] | None:
        """Return the rows where each counts for every unit."""
        found: list[Known] = []
        seen = 0
        get = facts.get
        for id, count, single, exact, key_of, remembered, ready in self.road:
            given = get(id)
            if given is None:
                found.append(ready.open)
                continue
            seen += 1
            one = None
            if given.__class__ is dict and len(given) == count:
                try:
                    key = key_of(given)
                    one = remembered.get(key)
                except (KeyError, TypeError, ArithmeticError):
                    return None
                if one is not None:
                    if single:
                        mark: object = key.__class__
                    else:
                        mark = ready.mark(key) if exact else tuple(map(type, key))  # type: ignore[call-overload]  # a tuple
                    if one[0] != mark:
                        one = None
            one = one or ready.of(given)
            if one is None:
                return None
            found.append(one)
        return found if seen == len(facts) else None

    def _some(
        self, facts: Mapping[str, object], unit: str, classification: str
    ) -> list[Known] | None:
        """Return the same where some rows count only for some units."""
        found: list[Known] = []
        for ready in self.rows:
            given = facts.get(ready.id)
            if not applies(ready.row, unit, classification):
                one = None if given else ready.away
            else:
                one = ready.open if given is None else ready.of(given)
            if one is None:
                return None
            found.append(one)
        return found if facts.keys() <= self.known_ids else None


def prepared(scheme: Scheme) -> Prepared:
    """Return a scheme made ready, kept with the scheme itself for as long as it lives."""
    found: Prepared | None = scheme.__dict__.get("prepared")
    if found is None:
        found = scheme.__dict__["prepared"] = Prepared(scheme)
    return found


def applies(row: Row, unit: str, classification: str) -> bool:
    """Return whether a row counts for this unit: rows name units or classes, or count for all."""
    if not row.units and not row.classes:
        return True
    return unit in row.units or classification in row.classes


def _value(row: Row, one: Input, raw: object) -> Value | State:
    """Return a checked figure; what is most often right is seen at a glance."""
    if raw is True or raw is False:
        if one.kind == "flag":
            return raw
    elif raw.__class__ is int and isinstance(raw, int):
        if one.kind == "count" and one.least <= raw < LIMIT:
            return raw
    elif raw is None:
        return UNREPORTED
    found = state(raw)
    return check(row, one, raw) if found is None else found
