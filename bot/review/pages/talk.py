"""讨论: what reviewers say to each other about an item, kept in the trail and nowhere else.

Where two mark an item apart, what the first said is kept from the second until both have marked it.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.events import Button
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.pages.gates import is_answer
from bot.review.pages.decide import subject
from bot.review.pages.desk import DESK, REVIEWING, Hall, hall_of, refuse_conflict, refuse_row
from bot.review.pages.remarks import REMARK, remarks
from bot.review.words import item as item_words, lists, talk as words
from scoring.scheme import Row
from storage.audit import AuditRow
from storage.database import moment
from storage.queries import opinions, people, review

_LIVE = ("open", "review", "announced")
_SHOWN = 12


@page("review/talk/{quarter:int}/{unit:int}/{row}", roles=REVIEWING)
async def talk(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """What was said of an item; a message adds a remark."""
    hall = await hall_of(turn, quarter, also=[unit])
    form, found = _find(hall, unit, row)
    refuse_conflict(turn, form)
    refuse_row(turn, hall.remits, form, found)
    back = Button(label="返回这一项", route=link("review/see", quarter, unit, row))
    if hall.quarter.state not in _LIVE:
        raise instead(lists.closed_for_good(hall.quarter.state), DESK)
    item = hall.find(unit, row)
    if item is not None and not item.differs and item.spoke(turn.somebody.id):
        raise instead(words.sealed(), DESK)
    route = link("review/talk", quarter, unit, row)
    first = ""
    if is_answer(turn, route) and turn.text:
        if not 2 <= len(turn.text) <= words.LONGEST:
            raise instead(words.length(), back)
        await _add(turn, form, found)
        first = words.kept()
    said = await remarks(turn.db, turn.somebody.id, form, found, item.opinions if item else ())
    lines = [await _line(turn, one) for one in said[-_SHOWN:]]
    turn.say(words.shown(form, found, lines, back, first=first))
    turn.wait(route)


def _find(hall: Hall, unit: int, row: str) -> tuple[UnitForm, Row]:
    form = next((one for one in hall.forms if one.unit.id == unit), None)
    found = next((one for one in form.rows if one.id == row), None) if form else None
    if form is None or found is None:
        raise instead(item_words.no_such_item(), DESK)
    return form, found


async def _add(turn: Turn, form: UnitForm, row: Row) -> None:
    """Keep a remark, and tell the others who deal with the item."""
    about = subject(form, row)
    others = await _others(turn, form, row)
    await turn.record(form.unit.id, REMARK, about, None, None, turn.text)
    see = Button(label="讨论", route=link("review/talk", form.quarter.id, form.unit.id, row.id))
    message = words.told(turn.somebody.name, form, row, turn.text, see)
    for person in sorted(others - {turn.somebody.id}):
        await turn.tell(person, message, f"remark:{turn.inbox_id}:{person}")


async def _others(turn: Turn, form: UnitForm, row: Row) -> set[int]:
    """Who deals with an item: decided on it, handed it on or was handed it, has said something."""
    found = await review.deciders(turn.db, form.form.id, row.id)
    for doubt in await review.doubts_of_quarter(turn.db, form.quarter.id):
        if (doubt.form_id, doubt.row) == (form.form.id, row.id):
            found |= {doubt.by_person} | ({doubt.to_person} if doubt.to_person else set())
    every = await opinions.of_item(turn.db, form.form.id, row.id)
    sealed: Sequence[int] = [one.by_person for one in every if one.settled_at is None]
    if len(sealed) == 1:
        found -= set(sealed)
    found |= {
        one.actor
        for one in await remarks(turn.db, turn.somebody.id, form, row, ())
        if one.actor is not None
    }
    return found


async def _line(turn: Turn, entry: AuditRow) -> str:
    person = await people.person(turn.db, entry.actor) if entry.actor else None
    who = person.name if person else lists.NOBODY
    return words.line(who, entry.why, moment(entry.at), turn.now)
