"""From raw facts of one row to its values: every input present, checked or unreported.

Here: unknown inputs, states, and 不适用 that must cover the whole row. Not here: the check of a
single value (`facts`), rows together (`assess`).
"""

import difflib
from collections.abc import Iterable, Mapping

from scoring.facts import (
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
from scoring.model import Row


def values_of(row: Row, given: Mapping[str, object]) -> Values:
    """Return the values of a row's inputs; raise FactsError with every fault."""
    faults: list[FactFault] = []
    known = {one.name for one in row.inputs}
    for name in given:
        if name not in known:
            sentence = f"这一行没有这个输入项{nearest(name, known)}"
            faults.append(FactFault(row.id, str(name), sentence))
    values: dict[str, Value | State] = {}
    for one in row.inputs:
        raw = given.get(one.name)
        found = state(raw)
        try:
            values[one.name] = check(row, one, raw) if found is None else found
        except FactFault as fault:
            faults.append(fault)
            values[one.name] = UNREPORTED
    faults += _absence(row, values)
    if faults:
        raise FactsError(faults)
    return values


def nearest(name: object, known: Iterable[str]) -> str:
    """Return a question naming the nearest known name, or nothing."""
    close = difflib.get_close_matches(str(name), list(known), n=1, cutoff=0.4)
    return f"，是不是“{close[0]}”？" if close else ""


def _absence(row: Row, values: Values) -> list[FactFault]:
    away = [name for name, value in values.items() if value is NOT_APPLICABLE]
    if not away:
        return []
    if row.absent is None:
        sentence = "本办法没有规定这一行“不适用”怎么计分，请填数"
        return [FactFault(row.id, name, sentence) for name in away]
    if any(not isinstance(value, State) for value in values.values()):
        sentence = "同一行里有的填了不适用，有的填了数；不适用要管整行"
        return [FactFault(row.id, away[0], sentence)]
    return []
