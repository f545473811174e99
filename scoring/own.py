"""What counts otherwise for a class or for one unit: other points, another target, another quota.

Here: a scheme as one unit meets it, each term with the figures that are its own (`for` in a scheme
file). Not here: whether a row applies to a unit at all (`ready.applies`), the arithmetic.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scoring.model import Row, Scheme
from scoring.parts import Term


def names_of(row: Row) -> tuple[str, ...]:
    """Return the classes and units for which something of a row is otherwise."""
    return tuple(dict.fromkeys(name for term in row.terms for name, _ in term.own))


def lists(scheme: Scheme, unit: str) -> bool:
    """Return whether a scheme names a unit: in a class, in a row, with a figure of its own."""
    kept: dict[str, object] = scheme.__dict__
    names = kept.get("listing")
    if not isinstance(names, frozenset):
        classed = (name for _, units in scheme.classes for name in units)
        rows = (name for row in scheme.rows for name in (*row.units, *names_of(row)))
        names = kept["listing"] = frozenset((*classed, *rows))
    return unit in names


def listed_as(scheme: Scheme, unit: str, others: Iterable[str]) -> str:
    """Return under which of its other names a scheme lists a unit; empty: under none, or its own.

    A unit that was renamed is still meant by the name it had when the scheme was written.
    """
    if lists(scheme, unit):
        return ""
    return next((name for name in others if lists(scheme, name)), "")


def own_row(row: Row, unit: str, classification: str) -> Row:
    """Return a row with the figures of a unit: its own ones, else those of its class."""
    if not any(term.own for term in row.terms):
        return row
    return replace(row, terms=tuple(_own(term, unit, classification) for term in row.terms))


def _own(term: Term, unit: str, classification: str) -> Term:
    if not term.own:
        return term
    known = dict(term.own)
    found = known.get(unit) or (known.get(classification) if classification else None)
    return found or replace(term, own=())


def own_scheme(scheme: Scheme, unit: str, classification: str) -> Scheme:
    """Return the scheme as a unit meets it: itself where it holds nothing of anybody's own.

    What was made is kept with the scheme, once for all units that share the same figures.
    """
    kept: dict[str, object] = scheme.__dict__
    names = kept.get("owners")
    if not isinstance(names, frozenset):
        names = kept["owners"] = frozenset(_names(scheme))
    if not names:
        return scheme
    known = kept.setdefault("owned", {})
    if not isinstance(known, dict):
        raise TypeError
    key = (unit if unit in names else "", classification if classification in names else "")
    found = known.get(key)
    if not isinstance(found, Scheme):
        sections = tuple(
            replace(one, rows=tuple(own_row(row, *key) for row in one.rows))
            for one in scheme.sections
        )
        found = known[key] = replace(scheme, sections=sections)
    return found


def _names(scheme: Scheme) -> Iterator[str]:
    for row in scheme.rows:
        yield from names_of(row)
