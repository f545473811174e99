"""The thread of a chat: what its latest questions, answers and menus were each about.

Every one of them is a frame: units or a list, table, row, quarter, what it was about. A pause of a
quarter of an hour ends the thread. What a sentence makes of it is ``said_whole``'s. No page here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import Any, Final, cast

from bot.corridor.pages import page_at
from bot.corridor.turn import Turn
from bot.front import of_a_list
from bot.front.asking import Asking
from bot.front.matters import TELLS, of_two_quarters, offered_of, subject_of
from bot.front.shown import one_unit
from bot.inquiry import answering
from bot.questions.combined import Query
from bot.speech.calendar import Quarter
from storage.database import moment
from storage.queries import inquiries
from storage.queries.inquiries import Inquiry

_PAUSE: Final = timedelta(minutes=15)
_WHOLE: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Frame:
    """What one question, answer or menu was about; empty where it named none."""

    units: tuple[int, ...] = ()
    """Whom it named, or its answer showed, in that order."""
    of: Query | None = None
    """The list as a query of its units."""
    group: str = ""
    row: str = ""
    kind: str = ""
    quarters: tuple[Quarter, ...] = ()
    against: Quarter | None = None
    named: bool = False
    """The units stand in the question itself, and are no list's."""
    subject: str = ""
    """申诉, 退回, 疑点: what it told."""

    @property
    def names(self) -> bool:
        """Whether anything of it can be carried."""
        return bool(self.units or self.of or self.group or self.row or self.quarters)


async def frames(turn: Turn, asking: Asking) -> Iterator[Frame]:
    """The frames of this chat's thread, the newest first."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    every = await inquiries.newest(turn.db, where)
    page = await _of_the_page(turn, asking, every[0] if every else None)
    return chain(page, _unbroken(turn, asking, every))


async def _of_the_page(turn: Turn, asking: Asking, last: Inquiry | None) -> list[Frame]:
    """What a page is about that a button opened behind the last question: the one unit, the row
    and the quarter of all its buttons.
    """
    about = await one_unit(turn)
    if about is None or about.unit not in {unit.id for unit in asking.roster.units}:
        return []
    if last is not None and (about.unit in last.shown[:1] and len(last.shown) == 1):
        return []  # the answer's own page: the question says more of it
    known = {one.id: (one.year, one.number) for one in asking.quarters}
    quarters = (known[about.quarter],) if about.quarter in known else ()
    return [Frame(units=(about.unit,), row=about.row, quarters=quarters, named=True)]


async def keep_page(turn: Turn, asking: Asking, route: str) -> None:
    """What a page is about that a sentence led to, where nothing of the sentence was kept."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if turn.asked_here or (last is not None and moment(last.at) == turn.now):
        return
    found = page_at(route) if route.partition("/")[0] in TELLS else None
    if found is None:
        return
    carried = found[1]
    unit, row = carried.get("unit"), str(carried.get("row", ""))
    if not isinstance(unit, int) or asking.roster.get(unit) is None:
        return
    known = {one.id: (one.year, one.number) for one in asking.quarters}
    named = {"row": row, "quarter": known.get(int(carried.get("quarter", 0)))}
    said = {
        "meaning": "why" if row else "score",
        "unit": unit,
        "named": {name: one for name, one in named.items() if one},
    }
    await answering.keep(turn, json.dumps(said, ensure_ascii=False), (unit,))


def so_many(every: Iterable[Frame], count: int) -> Frame | None:
    """这三家, behind one unit and then two more: those three, the newest that make so many."""
    found: list[tuple[int, ...]] = []
    for frame in every:
        if not frame.units:
            return None
        found.insert(0, frame.units)
        units = tuple(dict.fromkeys(unit for units in found for unit in units))
        if len(units) >= count:
            several = len(units) == count
            return replace(frame, units=units, of=None, named=True) if several else None
    return None


def _unbroken(turn: Turn, asking: Asking, every: list[Inquiry]) -> Iterator[Frame]:
    before = turn.now
    for one in every:
        at = moment(one.at)
        if before - at > _PAUSE or turn.now - at > _WHOLE:
            return
        yield _frame(asking, one)
        before = at


def _frame(asking: Asking, one: Inquiry) -> Frame:
    said = of_two_quarters(cast("dict[str, Any]", json.loads(one.said)))
    named = said.get("named") or {}
    known = {unit.id for unit in asking.roster.units}
    shown = tuple(unit for unit in dict.fromkeys(one.shown) if unit in known)
    own = tuple(unit for unit in said.get("units") or () if unit in known)
    units = shown or own
    every = [named.get("quarter"), *(said.get("quarters") or ())]
    row = str(named.get("row") or said.get("row") or _row_of(said))
    group = str(named.get("group") or said.get("group") or "")
    row, group = _of_table(row, group)
    return Frame(
        units=units,
        of=of_a_list.as_query(one),
        group=group,
        row=row,
        kind=str(named.get("kind") or said.get("kind") or ""),
        quarters=tuple((key[0], key[1]) for key in every if key),
        against=cast("Quarter | None", tuple(said["against"]) if said.get("against") else None),
        named=bool(own) or said.get("meaning") is not None,
        subject=subject_of(said) or offered_of(said.get("wishes") or ()),
    )


def _of_table(row: str, group: str) -> tuple[str, str]:
    """A row told by its name, and its table: 县直单位=四.2; none: each table has another one."""
    if "=" not in row:
        return row, group
    pairs = [one.partition("=") for one in row.split(";")]
    own = [(id_, table) for table, _, id_ in pairs if len(pairs) == 1 or table == group]
    return own[0] if own else ("", group)


def _row_of(said: dict[str, Any]) -> str:
    """The one row that the conditions of a list are about."""
    rows = {one.get("row") for one in said.get("tests") or () if one.get("row")}
    return rows.pop() if len(rows) == 1 else ""
