"""重新审核: a decision is taken up again, with a reason, until the result is published. 历史 too.

The decision stays in the history as superseded; the item waits again, on the desk of whoever
reopened it.
"""

from __future__ import annotations

import json

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.pages.gates import is_answer
from bot.forms.words import figures
from bot.review import telling
from bot.review.pages.decide import subject
from bot.review.pages.desk import (
    DESK,
    REVIEWING,
    Hall,
    hall_of,
    no_longer,
    refuse_conflict,
    refuse_row,
    take,
)
from bot.review.pages.item import screen
from bot.review.queue import in_scope
from bot.review.words import asks, item as words, lists, told as told_words
from scoring.scheme import Row
from storage import audit
from storage.audit import AuditRow
from storage.database import moment
from storage.queries import people, review, understood
from storage.queries.review import Decision

OPEN = ("open", "review", "announced")
_LONGEST = 200
_PAPERS = 1000
"""So many of a unit's newest changes are searched for papers."""


@page("review/open/{quarter:int}/{unit:int}/{row}/{n:int}?", roles=REVIEWING)
async def reopen(turn: Turn, quarter: int, unit: int, row: str, n: int = -1) -> None:
    """Why; then the item waits again."""
    hall = await hall_of(turn, quarter, also=[unit])
    form, found = _find(hall, unit, row)
    refuse_conflict(turn, form)
    refuse_row(turn, hall.remits, form, found)
    if hall.quarter.state not in OPEN:
        raise instead(lists.closed_for_good(hall.quarter.state), DESK)
    decided = await review.standing(turn.db, form.form.id, row)
    if decided is None or decided.decision not in words.DECIDED:
        raise await no_longer(turn, hall, unit, row)
    route = link("review/open", quarter, unit, row)
    back = Button(label="不改了", route=link("review/see", quarter, unit, row))
    typed = turn.text if is_answer(turn, route) else ""
    reason = asks.REOPEN_REASONS[n] if 0 <= n < len(asks.REOPEN_REASONS) else typed
    if not reason:
        buttons = [
            (Button(label=s, route=f"{route}/{k}"),) for k, s in enumerate(asks.REOPEN_REASONS)
        ]
        turn.say(Message(text=lists.ask_reopen(), buttons=(*buttons, (back,))))
        turn.wait(route)
        return
    if not 2 <= len(reason) <= _LONGEST:
        raise instead(asks.reason_too_short(), back)
    await take_up(turn, form, found, decided, reason)
    await _show(turn, quarter, unit, row)


def _find(hall: Hall, unit: int, row: str) -> tuple[UnitForm, Row]:
    form = next((one for one in hall.forms if one.unit.id == unit), None)
    found = next((one for one in form.rows if one.id == row), None) if form else None
    if form is None or found is None:
        raise instead(words.no_such_item(), DESK)
    return form, found


async def take_up(turn: Turn, form: UnitForm, row: Row, decided: Decision, reason: str) -> None:
    """The decision stands no longer, and the unit is told if it had been told of it."""
    await review.reopen(turn.db, decided.id, turn.now)
    await understood.reopen_doubts(turn.db, form.form.id, row.id)
    before = {"decision": decided.decision, "accepted": json.loads(decided.accepted)}
    about = subject(form, row)
    await turn.record(form.unit.id, "review.reopen", about, before, None, reason)
    if decided.told_at or decided.decision == "return":
        message = told_words.reopened(form, row, decided.decision == "return", reason)
        key = f"reopened:{decided.id}"
        await telling.post_to_unit(turn.db, form, message, key, turn.now, turn.inbox_id)


async def _show(turn: Turn, quarter: int, unit: int, row: str) -> None:
    hall = await hall_of(turn, quarter, also=[unit])
    item = hall.find(unit, row)
    if item is None:
        raise await no_longer(turn, hall, unit, row)
    await take(turn, hall, item, hall.scope)
    first = lists.reopened(item.form.unit.short, row)
    left = len(in_scope(hall.mine, hall.scope))
    await screen(turn, item, hall.earlier.get(unit), left, first)


@page("review/history/{quarter:int}/{unit:int}/{row}/{number:int}?", roles=REVIEWING, reads=True)
async def history(turn: Turn, quarter: int, unit: int, row: str, number: int = 1) -> None:
    """What happened to an item, newest first: figures, papers, decisions."""
    hall = await hall_of(turn, quarter, also=[unit])
    form, found = _find(hall, unit, row)
    refuse_conflict(turn, form)
    refuse_row(turn, hall.remits, form, found)
    entries = await _of_item(turn, hall, form, found)
    for one in (*(one.name for one in found.inputs), "说明"):
        entries += await audit.of_subject(turn.db, f"claim/{form.form.id}/{row}/{one}")
    newest = await audit.of_stream(turn.db, audit.unit_stream(unit), _PAPERS)
    entries += [one for one in newest if _is_paper_of(one, form, row)]
    entries.sort(key=lambda entry: -entry.id)
    shown = leaf([await _line(turn, found, entry) for entry in entries], number)
    turning = shown.turning(lambda n: link("review/history", quarter, unit, row, n))
    back = Button(label="返回这一项", route=link("review/see", quarter, unit, row))
    name = figures.row_title(found)
    turn.say(lists.history(name, form.unit.short, shown, back, turning))


async def _of_item(turn: Turn, hall: Hall, form: UnitForm, row: Row) -> list[AuditRow]:
    """What was done to an item; while one opinion is sealed, nothing of its maker's."""
    entries = await audit.of_subject(turn.db, subject(form, row))
    item = hall.find(form.unit.id, row.id)
    if item is None or len(item.opinions) != 1:
        return entries
    first = item.opinions[0].by_person
    sealed = ("review.opinion", "review.remark")
    return [
        one
        for one in entries
        if one.action not in sealed or one.actor != first or first == turn.somebody.id
    ]


def _is_paper_of(entry: AuditRow, form: UnitForm, row: str) -> bool:
    """Whether a paper was put under the row or taken from it, since its quarter opened."""
    if entry.action not in ("evidence.add", "evidence.remove"):
        return False
    about = json.loads(entry.after if entry.action == "evidence.add" else entry.before)
    opened = form.quarter.opens_on  # dates and stored times sort together as text
    return bool(about["row"] == row and entry.at >= opened)


async def _line(turn: Turn, row: Row, entry: AuditRow) -> str:
    person = await people.person(turn.db, entry.actor) if entry.actor else None
    who, at = person.name if person else lists.NOBODY, moment(entry.at)
    if entry.action in lists.PAPERS:
        label = json.loads(entry.after)["label"] if entry.after != "null" else ""
        label = label or json.loads(entry.before)["label"]
        what = lists.PAPERS[entry.action] + figures.short(str(label), 24)
        return lists.happened(who, at, turn.now, what, "")
    if entry.action != "claim.change":
        what = lists.ACTIONS.get(entry.action, entry.action)
        return lists.happened(who, at, turn.now, what, entry.why)
    name = entry.subject.split("/")[-1]
    one = next((one for one in row.inputs if one.name == name), None)
    old, new = json.loads(entry.before), json.loads(entry.after)

    def said(raw: bool | int | str | None) -> str:
        if raw is None:
            return "未报"
        return figures.value(one, raw) if one else figures.short(str(raw), 30)

    return lists.claim_change(who, at, turn.now, name, said(old), said(new))
