"""A figure that is asked once and counts in several rows: `shared = { "宣传活动" = "四.1" }`.

Here: reading it, the rows as they are scored (the figure among their own) and the facts that go
with them. Not here: what a row asks (`inputs`): a figure it takes from another is none of that.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from scoring.facts import Unusable
from scoring.model import Returned, Row, Scheme
from scoring.parts import Input
from scoring.table import Faults, Table

Facts = Mapping[str, Mapping[str, object]]
Back = Mapping[str, Mapping[str, object] | None]


def read_shared(table: Table) -> Iterator[tuple[str, str]]:
    """Yield the figures a row takes from others: name and row."""
    listed = table.table("shared")
    if "shared" in table.data and not listed.data:
        table.fault("shared", '要写成 { "宣传活动" = "四.1" } 这样：输入项和它所在的行')
    for name in listed.data:
        yield name, listed.text(name, required=True)


def parted(
    inputs: tuple[Input, ...], shared: Iterable[tuple[str, str]]
) -> tuple[tuple[Input, ...], tuple[Input, ...]]:
    """Return what a row asks itself, and what it takes from others."""
    taken = {name for name, _ in shared}
    own = tuple(one for one in inputs if one.name not in taken)
    return own, tuple(one for one in inputs if one.name in taken)


def resolved(rows: list[Row], faults: Faults) -> list[Row]:
    """Return the rows with every taken figure as the row that asks it knows it."""
    by_id = {row.id: row for row in rows}
    return [_resolved(row, by_id, faults) if row.shared else row for row in rows]


def _resolved(row: Row, by_id: Mapping[str, Row], faults: Faults) -> Row:
    taken = []
    for name, home in row.shared:
        wrong, found = _taken(row, by_id.get(home), name, home)
        if wrong:
            faults.add(f'["{row.id}"]', "shared", wrong)
        elif found is not None:
            taken.append(found)
    # Where nothing is asked nobody supplies anything, whatever the section says of its rows.
    return replace(row, borrowed=tuple(taken), by=row.by if row.inputs else None)


def _taken(row: Row, home: Row | None, name: str, id: str) -> tuple[str, Input | None]:
    """Return what is wrong with taking a figure from a row, or the figure."""
    mine = next((one for one in row.borrowed if one.name == name), None)
    theirs = next((one for one in home.inputs if one.name == name), None) if home else None
    if home is None:
        return f"没有“{id}”这一行", None
    if mine is None:
        return f"本行的加扣分和条件里没有“{name}”", None
    if theirs is None:
        return f"“{id}”没有叫“{name}”的输入项，要取自真正报这个数的那一行", None
    if home.absent is not None or home.units or home.classes:
        return f"“{id}”可以不适用，它的数不能给别的行用", None
    if theirs.kind == "award":
        return f"“{name}”由审核员评定，它的数不能给别的行用", None
    termed = any(name in term.inputs for term in row.terms)
    kinds = [(one.kind, one.unit, one.signed, one.averaged) for one in (mine, theirs)]
    alike = kinds[0] == kinds[1]
    if (termed and not alike) or (mine.kind == "flag") != (theirs.kind == "flag"):
        return f"“{name}”在“{id}”里的种类或单位不一样", None
    return "", replace(theirs, checklist=None)


def joined_row(row: Row) -> Row:
    """Return the row as it is scored: what it takes is among its inputs."""
    return replace(row, inputs=(*row.inputs, *row.borrowed), borrowed=()) if row.borrowed else row


def joined(scheme: Scheme) -> Scheme:
    """Return the scheme as it is scored; kept with the scheme."""
    kept: dict[str, object] = scheme.__dict__
    found = kept.get("joined")
    if not isinstance(found, Scheme):
        sections = tuple(
            replace(one, rows=tuple(map(joined_row, one.rows))) for one in scheme.sections
        )
        found = kept["joined"] = replace(scheme, sections=sections)
    return found


def with_shared(scheme: Scheme, facts: Facts, returned: Back, away: Collection[str] = ()) -> Facts:
    """Return the facts with what rows take from others; a row itself does not say it again.

    Rows that are `away`, for they do not apply to the unit, take nothing.
    """
    found = dict(facts)
    for row in scheme.rows:
        if not row.shared or row.id in away:
            continue
        given = facts.get(row.id) or {}
        if isinstance(given, Mapping):
            found[row.id] = {**given, **dict(_drawn(scheme, row, given, facts, returned))}
    return found


def _drawn(
    scheme: Scheme, row: Row, given: Mapping[str, object], facts: Facts, returned: Back
) -> Iterator[tuple[str, object]]:
    for name, home in row.shared:
        if name in given:
            yield name, Unusable(f"这个数取自 {home}，在那一行报，不在这里填")
            continue
        theirs = facts.get(home) or {}
        if home in returned and home in scheme.by_id:
            rule = scheme.returned_as(scheme.row(home))
            theirs = counted(rule, theirs, returned[home])
        if isinstance(theirs, Mapping) and theirs.get(name) is not None:
            yield name, theirs[name]


def back_with_shared(scheme: Scheme, facts: Facts, returned: Back) -> Back:
    """Return rows that were 退回 with what they take from others, which was not sent back."""
    found = dict(returned)
    for id, accepted in returned.items():
        row = scheme.by_id.get(id)
        if row is not None and row.shared and accepted is not None:
            given = {key: raw for key, raw in accepted.items() if key not in dict(row.shared)}
            found[id] = {**given, **dict(_drawn(scheme, row, given, facts, returned))}
    return found


def counted(
    rule: Returned, claimed: Mapping[str, object], accepted: Mapping[str, object] | None
) -> Mapping[str, object]:
    """Return what counts of a row that was 退回 and not supplemented."""
    if rule == "claimed":
        return claimed
    return accepted or {} if rule == "last_accepted" else {}


def said(row: Row) -> Iterator[str]:
    """Yield where a row takes its figures from."""
    homes: dict[str, list[str]] = {}
    for name, home in row.shared:
        homes.setdefault(home, []).append(f"“{name}”")
    yield from (f"{'、'.join(names)}取自 {home}，不另报" for home, names in homes.items())


def waiting(row: Row, missing: Iterable[str]) -> str:
    """Return what of a row's missing figures another row still owes, in words."""
    homes = dict(row.shared)
    owed = [f"{homes[name]} 的“{name}”" for name in missing if name in homes]
    return f"{'、'.join(owed)}还没有报" if owed else ""
