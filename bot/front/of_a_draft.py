"""A sentence about next year's rules while they are drafted becomes the draft's own page.

What it says is ``bot.questions.of_a_draft``'s. Which draft is meant: the one that is shown, the one
whose table is named, the only one there is; else it is asked. Nothing is done here: what deletes or
changes leads to the page that shows it first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.corridor.draft_marks import bare
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front.asking import Asking, Led
from bot.front.shown import buttons
from bot.questions.of_a_draft import OfADraft, of_a_draft
from bot.schemes.counted import counted, next_quarter
from bot.schemes.draft import keys_of
from bot.schemes.fields import fields_of
from bot.schemes.words import asked as words
from storage.queries import schemes
from storage.queries.schemes import KeptDraft, KeptRow

_ROUTE: Final = re.compile(
    r"schemes/(?:row|draft|head|next|trial|release|sheet|faults|changes|drop|group)/(?P<draft>\d+)(?:/(?P<place>\d+))?(?P<rest>/.*)?"
)
_OF_ALL: Final = {
    "status": "schemes/draft", "next": "schemes/next", "head": "schemes/head",
    "release": "schemes/release", "trial": "schemes/trial", "export": "schemes/sheet",
    "drop": "schemes/drop",
}  # fmt: skip
_OF_A_ROW: Final = {
    "row": "",
    "wrong": "change",
    "write": "write",
    "cells": "fields",
    "remove": "drop",
}


@dataclass(frozen=True, slots=True)
class _Page:
    draft: int = 0
    place: int = 0


async def led(turn: Turn, asking: Asking, text: str) -> Led | None:
    """Where a sentence about a draft leads; None: it is about something else."""
    if not asking.admin:
        return None
    page = await _shown(turn)
    wish = of_a_draft(text, shown=page.draft > 0)
    if wish is None:
        return None
    open_ = await schemes.open_drafts(turn.db)
    if wish.way == "now" or (not open_ and wish.way in ("renew", "amend")):
        return "schemes"
    if not open_:
        named = of_a_draft(text, shown=False)
        return words.none_open() if named is not None and "草案" in text else None
    if wish.way == "unit" and asking.roster.find(wish.unit).unit is None:
        return None
    meant = _meant(open_, page, text)
    if len(meant) > 1 and (wish.way != "unit" or wish.place or wish.row):
        ways = [(one.title, await _route(turn, asking, wish, one, page)) for one in meant]
        return words.which([(title, to) for title, to in ways if isinstance(to, str)])
    return await _route(turn, asking, wish, meant[0], page)


async def is_one(turn: Turn, asking: Asking, text: str) -> bool:
    """Whether a text leans on the draft that was shown just now, whatever form waits there.

    That the rules are to be changed is said of none, too.
    """
    wish = of_a_draft(text, shown=True) if asking.admin else None
    if wish is None:
        return False
    return wish.way in ("renew", "amend") or (await _shown(turn)).draft > 0


async def _shown(turn: Turn) -> _Page:
    """The draft, and the one row, that the page shown just now is about."""
    routes = [_ROUTE.fullmatch(bare(route)) for _, route in await buttons(turn)]
    found = [one for one in routes if one is not None]
    drafts = {int(one["draft"]) for one in found}
    rows = [one for one in found if one[0].startswith("schemes/row/") and one["rest"]]
    places = {int(one["place"]) for one in rows if one["place"]}
    if len(drafts) != 1:
        return _Page()
    return _Page(drafts.pop(), places.pop() if len(places) == 1 else 0)


def _meant(open_: list[KeptDraft], page: _Page, text: str) -> list[KeptDraft]:
    here = [one for one in open_ if one.id == page.draft]
    named = [one for one in open_ if one.group_name and one.group_name[:2] in text]
    return here or named or open_


async def _route(turn: Turn, asking: Asking, wish: OfADraft, draft: KeptDraft, page: _Page) -> Led:
    if wish.way in _OF_ALL:
        return link(_OF_ALL[wish.way], draft.id)
    rows = await schemes.rows(turn.db, draft.id)
    if wish.way in _OF_A_ROW:
        return _of_a_row(wish, draft, rows, page)
    if wish.way == "changes":
        return link("schemes/changes", draft.id, 1)
    if wish.way == "unit" and (unit := asking.roster.find(wish.unit).unit) is not None:
        return link("schemes/trial", draft.id, unit.id)
    if wish.way == "holds":
        said = [_called(one) for one in rows if wish.what in f"{one.clause}{one.own}{one.cells}"]
        return words.holds(draft.id, draft.title, wish.what, said)
    if wish.way == "amend":
        return words.which_row(draft.id, draft.title)
    if wish.way == "add":
        return words.another_row(draft.id, draft.title)
    if wish.way == "left":
        waiting = [one for one in rows if one.confirmed_by is None]
        unread = [_called(one) for one in waiting if not one.body]
        return words.left(draft.id, draft.title, unread, [_called(r) for r in waiting if r.body])
    day = _day(draft) or await next_quarter(turn.db, turn.now)
    ready = words.ready(counted(rows).left, proposed=draft.state == "proposed")
    return words.since(
        draft.id, draft.title, max(day, await next_quarter(turn.db, turn.now)), ready
    )


def _of_a_row(wish: OfADraft, draft: KeptDraft, rows: list[KeptRow], page: _Page) -> Led:
    """The page of the row that is named or shown."""
    named = bool(wish.row or wish.place)
    found = next(
        (one for one in rows if one.row == wish.row or one.place == wish.place), None
    ) if named else next((one for one in rows if one.place == page.place), None)  # fmt: skip
    if found is not None and wish.figure and (key := _field(found, wish.field)):
        return link("schemes/row", draft.id, found.place, "set", key, wish.figure)
    if found is not None:
        rest = _OF_A_ROW[wish.way]
        return link("schemes/row", draft.id, found.place, *([rest] if rest else []))
    if not named:
        return (
            link("schemes/head", draft.id)
            if wish.way == "cells"
            else words.which_row(draft.id, draft.title)
        )
    said = f"“{wish.row}”" if wish.row else f"第 {wish.place} 行"
    return words.no_such_row(draft.id, draft.title, said, [_called(one) for one in rows])


def _field(row: KeptRow, said: str) -> str:
    """The field a figure was said for; empty: the row has none such, or several."""
    if said == "points":
        return said
    found = [one.key for one in fields_of(row) if re.fullmatch(rf"{said}[0-9]+p", one.key)]
    return found[0] if row.body and len(found) == 1 else ""


def _called(row: KeptRow) -> words.Row:
    return row.place, row.row, str(keys_of(row.body or row.cells).get("name", ""))


def _day(draft: KeptDraft) -> date | None:
    found = keys_of(draft.header).get("in_force")
    return found if isinstance(found, date) else None
