"""What counts otherwise for a class or for one unit: other points, another target, another quota.

Here: a scheme as one unit meets it, each term with the figures that are its own (`for` in a scheme
file). Not here: whether a row applies to a unit at all (`ready.applies`), the arithmetic.
"""

from collections.abc import Iterator
from dataclasses import replace

from scoring.model import Row, Scheme, Term


def names_of(row: Row) -> tuple[str, ...]:
    """Return the classes and units for which something of a row is otherwise."""
    return tuple(dict.fromkeys(name for term in row.terms for name, _ in term.own))


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
