"""The list on the desk: every item of a quarter that a reviewer may look at, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from bot.corridor.routes import link
from bot.desk.who import Sitter
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.review.hall import Hall
from bot.review.marks import ORDER
from bot.review.pages.item import seen
from bot.review.queue import Item, Key, decidable, reviewable
from bot.review.words.item import SHORT
from bot.speech import quarters as quarter_words
from bot.speech.periodic import per
from scoring.scheme import Row
from storage.queries.quarters import Quarter

REVIEWED: Final = ("review", "open", "announced")
"""States of a quarter in which items are decided on, the likeliest first."""


def under_review(known: Iterable[Quarter]) -> list[Quarter]:
    """Quarters that may be reviewed, the one in review first, the older before the newer."""
    found = [one for one in known if one.state in REVIEWED]
    return sorted(found, key=lambda one: (REVIEWED.index(one.state), one.year, one.number))


def quarter_line(one: Quarter) -> dict[str, Any]:
    """A quarter as the desk's head names it."""
    state = quarter_words.STATES.get(one.state, one.state)
    return {"id": one.id, "name": quarter_words.name(one.year, one.number), "state": state}


def lines(
    hall: Hall,
    who: Sitter,
    names: Mapping[int, str],
    now_reviewable: Mapping[int, bool],
    unread: Mapping[Key, int],
) -> list[dict[str, Any]]:
    """Every item, the waiting ones first in the order of the queue, then the decided ones.

    ``unread``: papers that wait to be read, by item: what has no doubt yet may have one then.
    """
    place = {one.key: number for number, one in enumerate(hall.items)}
    waiting = {one.key: one for one in hall.items}
    offered = {one.key for one in hall.mine}
    found = [
        {
            **_line(form, row, waiting.get((form.form.id, row.id)), hall, who, names, offered),
            "unread": unread.get((form.form.id, row.id), 0),
        }
        for form, row in _rows(hall, who, now_reviewable)
    ]
    last = len(place)
    found.sort(key=lambda one: place.get((one["form"], one["row"]), last))
    return found


def _rows(
    hall: Hall, who: Sitter, now_reviewable: Mapping[int, bool]
) -> Iterator[tuple[UnitForm, Row]]:
    for form in hall.forms:
        if not now_reviewable.get(form.form.id) or not form.countable:
            continue
        for row in decidable(form):
            if who.may(form, row):
                yield form, row


def _line(
    form: UnitForm,
    row: Row,
    item: Item | None,
    hall: Hall,
    who: Sitter,
    names: Mapping[int, str],
    offered: set[Key],
) -> dict[str, Any]:
    holder = hall.held.get((form.form.id, row.id))
    review = form.reviews.get(row.id)
    whose = sorted(item.holders) if item else []
    if item is not None and item.reserved is not None:
        whose = [item.reserved]
    elif item is None and review is not None and review.by_person is not None:
        whose = [review.by_person]
    return {
        "form": form.form.id,
        "unit": form.unit.id,
        "short": form.unit.short,
        "group": form.form.group,
        "row": row.id,
        "name": row.name,
        "place": form.scheme.rows.index(row),
        "state": state_of(form, row, item, who.id),
        "marks": list(dict.fromkeys(one.kind for one in item.marks)) if item else [],
        "accept": _accept(form, row) if item and item.clean else "",
        "mine": (form.form.id, row.id) in offered,
        "holder": names.get(holder, "") if holder not in (None, who.id) else "",
        "whose": [names[one] for one in whose if one in names],
        "points": figures.points(form.result(row.id).points, row.points),
        "papers": len(form.proofs(row.id)),
    }


def _accept(form: UnitForm, row: Row) -> str:
    """The route that accepts an item as it stands in the list, for several at once."""
    return link("review/ok", form.quarter.id, form.unit.id, row.id, seen(form, row))


def state_of(form: UnitForm, row: Row, item: Item | None, person: int) -> str:
    """waiting, spoke (marked by this person, the second one is waited for), returned or decided."""
    if item is not None:
        return "spoke" if item.spoke(person) else "waiting"
    review = form.reviews.get(row.id)
    return "returned" if review is not None and review.decision == "return" else "decided"


def reviewable_now(hall: Hall, now: datetime) -> dict[int, bool]:
    """Which forms may be decided on."""
    return {form.form.id: reviewable(form, now) for form in hall.forms}


def marks_named() -> dict[str, str]:
    """Kinds of doubt in a word each, the gravest first."""
    return {kind: per(SHORT[kind]) for kind in ORDER}
