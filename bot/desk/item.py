"""One item on the desk: claim, clause, points, last quarter, doubts, decisions, papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from bot.corridor.routes import link
from bot.desk import papers
from bot.desk.beside import beside
from bot.desk.listing import state_of
from bot.desk.who import Sitter
from bot.desk.words.desk import calm
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.review.hall import Hall
from bot.review.pages.item import claim_facts, decisions, mark_line, proofs_before, seen, whose
from bot.review.pages.remarks import remarks
from bot.review.queue import Item
from bot.review.words import item as words, second, talk
from scoring.scheme import Row
from storage.database import Session
from storage.queries import people, review

KEYS: Final = {"ok": "a", "cut": "c", "award": "e", "return": "r", "doubt": "d"}
"""The key of every decision, by its page."""


async def view(
    db: Session, hall: Hall, who: Sitter, form: UnitForm, row: Row, now: datetime
) -> dict[str, Any]:
    """Everything the desk shows of an item, but the pictures of its papers."""
    item = hall.find(form.unit.id, row.id)
    earlier = hall.earlier.get(form.unit.id)
    at = (form.quarter.id, form.unit.id, row.id)
    state = state_of(form, row, item, who.id)
    said = await remarks(db, who.id, form, row, item.opinions if item else ())
    like = await beside(db, who, form, item, form.proofs(row.id))
    shown = await papers.of_item(db, form.proofs(row.id))
    unread = sum(one["unread"] for one in shown)
    return {
        "form": form.form.id,
        "unit": form.unit.id,
        "unit_name": form.unit.name,
        "row": row.id,
        "title": figures.called(form.scheme, row),
        "points": figures.points(form.result(row.id).points, row.points),
        "state": state,
        "seen": seen(form, row),
        "clean": bool(item and item.clean and not unread),
        "clause": [one for one in words.clause(row).split("\n") if one],
        "facts": claim_facts(form, row, earlier),
        "doubts": await _doubts(db, form, row, item),
        "calm": calm(unread),
        "notes": await _notes(db, who, item, said),
        "decided": await _decided(db, form, row, now) if item is None else "",
        "holder": await _holder(db, hall, who, form, row),
        "buttons": _buttons(form, row, item, state, at, len(said)),
        "papers": [one | {"beside": like.get(one["id"], [])} for one in shown],
        "before": await papers.of_item(db, proofs_before(row, earlier)),
    }


async def _doubts(db: Session, form: UnitForm, row: Row, item: Item | None) -> list[str]:
    found = []
    for one in item.marks if item else ():
        found.append(await mark_line(db, form, one))
        if one.kind == "differs" and item:
            found += [second.opinion(said, row) for said in item.opinions]
    return found


async def _notes(db: Session, who: Sitter, item: Item | None, said: Sequence[Any]) -> list[str]:
    """Whose row it is, and what was said of the item last."""
    found = await whose(db, who.id, item) if item else []
    if said:
        last = await people.person(db, said[-1].actor or 0)
        found.append(talk.latest(last.name if last else "", said[-1].why, len(said)))
    if item and item.spoke(who.id):
        found.append(second.spoke_already(item))
    return found


async def _decided(db: Session, form: UnitForm, row: Row, now: datetime) -> str:
    decided = await review.standing(db, form.form.id, row.id)
    if decided is None or decided.decision not in words.DECIDED:
        return ""
    return words.decided_already(row, decided, now)


async def _holder(db: Session, hall: Hall, who: Sitter, form: UnitForm, row: Row) -> str:
    holder = hall.held.get((form.form.id, row.id))
    if holder in (None, who.id):
        return ""
    person = await people.person(db, holder or 0)
    return words.held(person.name if person else "")


def _buttons(
    form: UnitForm,
    row: Row,
    item: Item | None,
    state: str,
    at: tuple[int, int, str],
    said: int,
) -> list[dict[str, str]]:
    """What may be pressed: the same routes as on the phone, each with its key."""
    found: list[dict[str, str]] = []
    if state == "waiting":
        for one in decisions(form, row):
            key = KEYS[one.route.split("/")[1]]
            found.append({"label": one.label, "route": one.route, "key": key})
    elif state in ("decided", "returned"):
        found.append({"label": "重新审核", "route": link("review/open", *at), "key": "o"})
    elif item is not None and not item.differs:
        found.append({"label": "收回我的意见", "route": link("review/unsay", *at), "key": "o"})
    if item is not None and any(one.paper is not None for one in item.marks):
        found.append({"label": "不是疑点", "route": link("review/nodoubt", *at), "key": "b"})
    found.append({"label": "历史", "route": link("review/history", *at), "key": "h"})
    found.append({"label": talk.button(said), "route": link("review/talk", *at), "key": "t"})
    return found
