"""Whom a condition holds for by what was claimed, filed, reviewed and objected to in its form.

Not here: states, totals, grades and places (``conditions``).
"""

from __future__ import annotations

import operator
from collections.abc import Awaitable, Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Final

from bot.forms.form import UnitForm
from bot.inquiry.facts import Snapshot, row_in, under
from bot.inquiry.few_rows import having, said_on
from bot.inquiry.unproved import unproved
from bot.questions.combined.query import Condition, ConditionKind
from bot.review.queue import decidable, waits
from scoring.facts import NIL
from scoring.scheme import Row
from storage.database import moment
from storage.queries import readings
from storage.queries.papers import WorkReport

Holds = Callable[[Condition, Snapshot], Awaitable[set[int]]]


def compared(value: Decimal, test: Condition) -> bool:
    """Whether a figure is on the side of a condition's amount that is asked for."""
    return compares(test)(value)


def compares(test: Condition) -> Callable[[Decimal], bool]:
    """The same, to be asked of ten thousand figures."""
    return partial(_AMOUNT_IS[test.sign], test.amount)


_AMOUNT_IS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": operator.gt, "<=": operator.ge, ">": operator.lt, ">=": operator.le, "=": operator.eq,
}  # fmt: skip
"""How the amount stands to a figure that is on that side of it."""


async def _doubtful(test: Condition, at: Snapshot) -> set[int]:
    """材料有疑点的: of any kind, or of the one that was named; denied, also whose papers were not
    read: they are not without a doubt, only nobody has looked.
    """
    found = {
        unit
        for unit, every in (await at.doubts()).items()
        if any(test.value in ("", one.kind) for one in every)
    }
    return found | await unread_units(at) if test.not_ else found


async def unread_units(at: Snapshot) -> set[int]:
    """Who has papers that were not read to what a person sees of them."""
    every = await readings.unread_of_rows(at.db, at.quarter.id)
    forms = {form for form, _ in every}
    return {unit for unit, one in (await at.live()).items() if one.form_id in forms}


async def _count(test: Condition, at: Snapshot) -> set[int]:
    """六.3超过5次, 简报两篇以上: by how many are claimed on a row, or were sent."""
    counts: dict[int, Decimal] = {}
    table = {unit: one.group for unit, one in (await at.members()).items()}
    for unit in table:
        if test.value == "佐证材料":
            every = (await at.evidence()).get(unit, [])
            mine = [one for one in every if not test.row or _ids(one.row, test.row, table[unit])]
            counts[unit] = Decimal(len(mine))
        elif test.value:
            sent = (await at.reports()).get(unit, [])
            counts[unit] = Decimal(sum(one.kind == test.value for one in sent))
    if not test.value:
        counts = await counted(at, test.row)
    return {unit for unit, count in counts.items() if compared(count, test)}


async def counted(at: Snapshot, row: str) -> dict[int, Decimal]:
    """What each unit that said something claims on a row, its counts taken together."""
    found: dict[int, Decimal] = {}
    for unit, every in (await said_on(at, row)).items():
        said = [figure for one, figure in every if one.kind in ("count", "amount")]
        known = [one for one in said if one is not None and one not in (NIL, "不适用")]
        if any(one is not None for one in said):
            found[unit] = sum((Decimal(str(one)) for one in known), Decimal(0))
    return found


async def _reports(test: Condition, at: Snapshot) -> set[int]:
    reports = await at.reports()
    sent = {unit for unit, every in reports.items() if any(_counts(one, test) for one in every)}
    return set(await at.members()) - sent if test.kind == "missing" else sent


def _counts(one: WorkReport, test: Condition) -> bool:
    return one.kind == test.value and not (test.kind == "sent_late" and one.on_time)


async def _papers(test: Condition, at: Snapshot) -> set[int]:
    live, evidence = await at.members(), await at.evidence()
    with_papers = {
        unit
        for unit, every in evidence.items()
        if any(not test.row or _ids(one.row, test.row, live[unit].group) for one in every)
    }
    if test.kind == "papers":
        return with_papers
    return {unit for unit in await _having(test, at) if unit not in with_papers}


async def _having(test: Condition, at: Snapshot) -> set[int]:
    """The units that have the row in their table; without a row all."""
    return await having(at, test.row) if test.row else set(await at.members())


def _ids(row: str | None, wanted: str, group: str) -> list[str]:
    return under(row_in(wanted, group), [row] if row else [])


async def _unproved(test: Condition, at: Snapshot) -> set[int]:
    """Something is claimed on a row (on any), and nothing shows it."""
    every, table = await unproved(at), await at.members()
    if not test.row:
        return set(every)
    return {
        unit
        for unit, rows in every.items()
        if under(row_in(test.row, table[unit].group), list(rows))
    }


async def _blank(test: Condition, at: Snapshot) -> set[int]:
    """Nothing, or nil, is said on a row."""
    found = set()
    for unit, every in (await said_on(at, test.row)).items():
        if all(one is None or one in ("0", False, "", NIL, "不适用") for _, one in every):
            found.add(unit)
    return found


async def _review(test: Condition, at: Snapshot) -> set[int]:
    """Handed in, and every row decided on, some or none of them; of a row, that one."""
    found = set()
    for unit, form in (await at.looked_at()).items():
        asked = _rows_under(form, test.row)
        if form.form.state != "submitted" or (test.row and not asked):
            continue
        open_ = any(waits(form, row, at.now) for row in asked)
        begun = any(row in form.reviews for row in ([one.id for one in asked] or form.reviews))
        is_ = {
            "reviewed": not open_, "unreviewed": open_,
            "untouched": open_ and not begun, "underway": open_ and begun,
        }  # fmt: skip
        if is_[test.kind]:
            found.add(unit)
    return found


def _rows_under(form: UnitForm, row: str) -> list[Row]:
    """What a reviewer decides on, of a row or of the whole form."""
    every = decidable(form)
    ids = under(row_in(row, form.form.group), [one.id for one in every]) if row else []
    return [one for one in every if one.id in ids] if row else list(every)


async def _mended(test: Condition, at: Snapshot) -> set[int]:
    """Something was sent back, and came again."""
    live = await at.live()
    return {
        unit
        for unit, every in (await at.mended()).items()
        if not test.row or any(_ids(one.row, test.row, live[unit].group) for one in every)
    }


async def _appeals(test: Condition, at: Snapshot) -> set[int]:
    # In the table “upheld” says that the office's figure was: the appeal was refused.
    wanted = {"appealed": None, "won": "changed", "refused": "upheld"}[test.kind]
    return {
        unit
        for unit, every in (await at.appeals()).items()
        if any(wanted is None or one.state == wanted for one in every)
    }


async def _cut(test: Condition, at: Snapshot) -> set[int]:
    """核减过的: on any row, or on the one that was named."""
    found = set()
    for unit, form in (await at.looked_at()).items():
        cut = [row for row, one in form.reviews.items() if one.decision == "cut"]
        if under(row_in(test.row, form.form.group), cut) if test.row else cut:
            found.add(unit)
    return found


async def _mend_late(_: Condition, at: Snapshot) -> set[int]:
    """Something was sent back, is not mended, and its day is over."""
    return {
        unit
        for unit, rows in (await at.lying()).items()
        if any(one.due_at and moment(one.due_at) < at.now for one in rows)
    }


async def _vetoed(_: Condition, at: Snapshot) -> set[int]:
    forms = await at.forms()
    return {
        unit for unit, form in forms.items() if form.countable and "veto" in form.assessment.effects
    }


HOLDS: Final[Mapping[ConditionKind, Holds]] = {
    "count": _count,
    "doubtful": _doubtful,
    "sent": _reports,
    "missing": _reports,
    "sent_late": _reports,
    "papers": _papers,
    "no_papers": _papers,
    "unproved": _unproved,
    "blank": _blank,
    "unreviewed": _review,
    "reviewed": _review,
    "untouched": _review,
    "underway": _review,
    "mended": _mended,
    "appealed": _appeals,
    "won": _appeals,
    "refused": _appeals,
    "cut": _cut,
    "mend_late": _mend_late,
    "vetoed": _vetoed,
}
