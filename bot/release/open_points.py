"""What of a quarter is not finished: unit by unit and kind by kind, from forms alone.

Pure. The page before 试算 reads it out, a release around it is confirmed by a second admin, and the
edition keeps it. No sentence is made here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, get_args

from bot.editions.edition import Open
from bot.forms.form import UnitForm
from bot.review.queue import decidable, waits
from bot.review.seconds import live
from scoring.scheme import Row
from storage.database import Session, moment
from storage.queries import editions, opinions, review
from storage.queries.quarters import Quarter

Kind = Literal[
    "silent", "returned", "unreviewed", "seconded", "doubted", "unsupplied", "missing", "appeals"
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""In the order they are read out: a unit that has not handed in; rows sent back that did not come
back; rows nobody has decided on; rows that two mark who are not done, or not of one mind; rows one
reviewer has asked another about; rows whose figures others owe; rows the unit itself left open;
appeals without an answer."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is open beside the forms: rows in doubt, appeals that wait."""

    doubts: Mapping[int, Collection[str]]
    """Form → rows."""
    appeals: Mapping[int, Sequence[int]]
    """Form → numbers of appeals."""
    seconded: Mapping[int, Collection[str]] = field(default_factory=dict)
    """Form → rows that two mark and that are not decided."""


async def known(db: Session, quarter: Quarter) -> Known:
    """Doubts and appeals of a quarter that wait."""
    doubts: dict[int, list[str]] = {}
    for doubt in await review.doubts_of_quarter(db, quarter.id):
        doubts.setdefault(doubt.form_id, []).append(doubt.row)
    appeals: dict[int, list[int]] = {}
    for appeal in await editions.appeals_of_quarter(db, quarter.id):
        if appeal.state == "open":
            appeals.setdefault(appeal.form_id, []).append(appeal.id)
    seconded: dict[int, list[str]] = {}
    for form, row in live(await opinions.of_quarter(db, quarter.id)):
        seconded.setdefault(form, []).append(row)
    return Known(doubts, appeals, seconded)


def of_form(form: UnitForm, beside: Known, now: datetime) -> Open:
    """What of one unit is not finished; kinds without anything are left out."""
    number = form.form.id
    handed_in = form.form.state == "submitted"
    doubted = beside.doubts.get(number, ())
    waiting = _unreviewed(form, now) if handed_in else []
    twice = set(beside.seconded.get(number, ()))
    rows: dict[Kind, list[Row]] = {
        "returned": [row for row in form.rows if row.id in form.unanswered],
        "unreviewed": [row for row in waiting if row.id not in twice],
        "seconded": [row for row in waiting if row.id in twice],
        "doubted": [row for row in form.rows if row.id in doubted],
        "unsupplied": [row for row in form.rows if row.by is not None and _missing(form, row)],
        "missing": [row for row in form.own_rows if handed_in and _left_open(form, row)],
    }
    found = {kind: tuple(row.id for row in several) for kind, several in rows.items()}
    found["silent"] = () if handed_in else (form.form.state,)
    found["appeals"] = tuple(str(one) for one in beside.appeals.get(number, ()))
    return {kind: found[kind] for kind in KINDS if found[kind]}


def of_forms(forms: Sequence[UnitForm], beside: Known, now: datetime) -> dict[int, Open]:
    """The same for every unit that has anything open, by the unit's number."""
    found = {form.unit.id: of_form(form, beside, now) for form in forms if form.countable}
    return {unit: open_ for unit, open_ in found.items() if open_}


def still_due(form: UnitForm, now: datetime) -> tuple[Row, ...]:
    """Rows sent back whose supplement may still come in its time."""
    found = []
    for row in form.returned:
        due = form.reviews[row.id].due_at
        if due is None or now <= moment(due):
            found.append(row)
    return tuple(found)


def _unreviewed(form: UnitForm, now: datetime) -> list[Row]:
    return [
        row
        for row in decidable(form)
        if row.id not in form.unanswered and waits(form, row, now) and not form.unwritten(row)
    ]


def _missing(form: UnitForm, row: Row) -> bool:
    return bool(form.result(row.id).missing)


def _left_open(form: UnitForm, row: Row) -> bool:
    """Nobody ever assesses what was never written, so it is the unit's and not the reviewers'."""
    if row.award and not form.unwritten(row):
        return False
    return row.id not in form.unanswered and _missing(form, row)
