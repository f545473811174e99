"""Random but possible facts for any scheme, for the properties."""

from decimal import Decimal

from hypothesis import strategies as st

from scoring.model import Row, Scheme
from scoring.parts import Input

RATES = st.decimals("-1", "3", places=4)
COUNTS = st.integers(0, 30)


def values_for(one: Input) -> st.SearchStrategy[object]:
    """Every allowed kind of value of an input, extremes included."""
    if one.kind == "flag":
        return st.booleans()
    if one.kind == "count":
        return st.one_of(st.integers(one.least, 30), st.just(10**9 - 1))
    if one.kind == "rate":
        return RATES if one.signed else st.decimals("0", "3", places=4)
    if one.kind == "amount" and one.maximum.is_finite():
        return st.decimals(one.minimum, one.maximum, places=2)
    if one.kind == "amount":
        return st.decimals("-5" if one.signed else "0", "5000", places=2)
    if one.kind == "named":
        pair = st.tuples(st.sampled_from("甲乙丙"), st.sampled_from([w for w, _ in one.choice]))
        return st.lists(pair.map(list), max_size=5)
    if one.events is not None:
        marks = st.decimals(one.events.least, one.events.most, places=2)
        return st.lists(marks, max_size=4)
    if one.choice:
        return st.sampled_from([points for _, points in one.choice])
    top = one.maximum if one.maximum.is_finite() else Decimal(100)
    return st.decimals(one.minimum, top, places=2)


@st.composite
def row_facts(draw: st.DrawFn, row: Row, *, complete: bool = False) -> dict[str, object]:
    """Facts of one row; unless complete, some inputs are left out."""
    facts: dict[str, object] = {}
    for one in row.inputs:
        if complete or draw(st.booleans()):
            facts[one.name] = draw(values_for(one))
    return facts


@st.composite
def facts_of(draw: st.DrawFn, scheme: Scheme, *, complete: bool = False) -> dict[str, dict]:
    """Facts of one unit."""
    return {row.id: draw(row_facts(row, complete=complete)) for row in scheme.rows}
