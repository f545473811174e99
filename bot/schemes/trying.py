"""A draft tried on a quarter's real figures: figures go with their row and the input's name.

Here: totals, ranks and grades under both tables, and what is asked anew. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.forms.form import UnitForm
from bot.schemes.other_figures import bare
from bot.schemes.words.release import Moved, RowMoved
from scoring.assess import Assessment, assess
from scoring.facts import FactsError
from scoring.own import lists
from scoring.peers import pools_of, stand, with_pool
from scoring.ranking import Standing, rank
from scoring.scheme import Scheme


def moved(scheme: Scheme, forms: Sequence[UnitForm]) -> list[Moved]:
    """Every unit under its own table and under the draft, the draft's best first."""
    today = forms[0].scheme
    before = _ranked(today, [one.assessment for one in forms])
    under = _under(scheme, forms)
    after = _ranked(scheme, under)
    was = {one.unit: one for one in (form.assessment for form in forms)}
    now, homes = {one.unit: one for one in under}, _homes(scheme, today)
    new = set(asked(scheme, today))
    return [
        Moved(
            name=name,
            before=before[name].total,
            after=one.total,
            rank_before=before[name].rank or 0,
            rank_after=one.rank or 0,
            grade_before=before[name].grade,
            grade_after=one.grade,
            rows=_rows(scheme, today, homes, new, (was.get(name), now.get(name))),
        )
        for name, one in after.items()
    ]


def _rows(
    scheme: Scheme,
    today: Scheme,
    homes: dict[str, str],
    new: set[str],
    of: tuple[Assessment | None, Assessment | None],
) -> tuple[RowMoved, ...]:
    """The rows in which a unit has other points, those that move it most first."""
    was, now = of
    if was is None or now is None:
        return ()
    found = []
    for row in scheme.rows:
        home = homes.get(row.id, "")
        before = was.rows[home].points if home in was.rows else None
        after = now.rows[row.id].points if row.id in now.rows else None
        found.append(RowMoved(row.id, row.name, before, after, unreported=row.id in new))
    gone = [one for one in today.rows if one.id not in homes.values() and one.id in was.rows]
    found += [RowMoved(one.id, one.name, was.rows[one.id].points, None) for one in gone]
    return tuple(
        sorted((one for one in found if one.change), key=lambda one: abs(one.change), reverse=True)
    )


def _ranked(scheme: Scheme, assessments: Sequence[Assessment]) -> dict[str, Standing]:
    return {one.unit: one for one in rank(scheme, list(assessments))}


def _under(scheme: Scheme, forms: Sequence[UnitForm]) -> list[Assessment]:
    """The units under the draft, beside each other where it compares them."""
    given = [_fitting(scheme, one) for one in forms]
    stands = [
        stand(scheme, _named(scheme, one), one.classification, facts, {})
        for one, facts in zip(forms, given, strict=True)
    ]
    beside = with_pool(scheme, pools_of(scheme, stands, settled=True))
    return [
        assess(beside, facts, _named(scheme, one), one.classification)._replace(unit=one.unit.name)
        for one, facts in zip(forms, given, strict=True)
    ]


def _named(scheme: Scheme, form: UnitForm) -> str:
    """The name under which the draft lists a unit, or else today's scheme does."""
    return form.unit.name if lists(scheme, form.unit.name) else form.named


def _fitting(scheme: Scheme, form: UnitForm) -> dict[str, dict[str, object]]:
    """Figures of one unit that fit the draft's rows, the rest 未报."""
    facts: dict[str, dict[str, object]] = {}
    homes = _homes(scheme, form.scheme)
    for row in scheme.rows:
        given = form.facts.get(homes.get(row.id, ""), {})
        names = {one.name for one in row.inputs}
        if kept := {name: value for name, value in given.items() if name in names}:
            facts[row.id] = kept
    try:
        assess(scheme, facts, _named(scheme, form), form.classification)
    except FactsError as error:
        for fault in error.faults:
            facts.pop(fault.row, None)
    return facts


def _homes(scheme: Scheme, today: Scheme) -> dict[str, str]:
    """Where each row of a table stands in another: by clause, for numbers move; else by number."""
    clauses: dict[str, list[str]] = {}
    for row in today.rows:
        clauses.setdefault(bare(row.text or row.content), []).append(row.id)
    found = {}
    for row in scheme.rows:
        same = clauses.get(bare(row.text or row.content), [])
        if len(same) == 1:
            found[row.id] = same[0]
        elif row.id in today.by_id and today.row(row.id).name == row.name:
            found[row.id] = row.id
    return found


def asked(scheme: Scheme, today: Scheme) -> list[str]:
    """Rows of the draft with an input that today's table does not have in the same row."""
    known = _known(scheme, today)
    return [
        row.id for row in scheme.rows if any(one.name not in known[row.id] for one in row.inputs)
    ]


def all_new(scheme: Scheme, today: Scheme) -> bool:
    """Whether no figure of today's table finds a place in the draft: nothing can be compared."""
    known = _known(scheme, today)
    return not any(one.name in known[row.id] for row in scheme.rows for one in row.inputs)


def _known(scheme: Scheme, today: Scheme) -> dict[str, set[str]]:
    """What today's table asks in the row that is each of the draft's."""
    homes = _homes(scheme, today)
    return {
        row.id: {one.name for one in today.row(homes[row.id]).inputs} if row.id in homes else set()
        for row in scheme.rows
    }


def lost(scheme: Scheme, today: Scheme) -> list[str]:
    """Rows of today's table whose figures the draft has no place for."""
    return asked(today, scheme)
