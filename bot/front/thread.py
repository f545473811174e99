"""The thread of a chat: what its latest questions, answers and menus were each about.

Every one of them is a frame: units or a list, table, row, quarter, what it was about. A pause of a
quarter of an hour ends the thread. What a sentence makes of it is ``said_whole``'s. No page here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast

from bot.corridor.turn import Turn
from bot.front import of_a_list
from bot.front.asking import Asking
from bot.front.lately import offered_of, subject_of
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
    return _unbroken(turn, asking, await inquiries.newest(turn.db, where))


def _unbroken(turn: Turn, asking: Asking, every: list[Inquiry]) -> Iterator[Frame]:
    before = turn.now
    for one in every:
        at = moment(one.at)
        if before - at > _PAUSE or turn.now - at > _WHOLE:
            return
        yield _frame(asking, one)
        before = at


def _frame(asking: Asking, one: Inquiry) -> Frame:
    said = cast("dict[str, Any]", json.loads(one.said))
    named = said.get("named") or {}
    known = {unit.id for unit in asking.roster.units}
    shown = tuple(unit for unit in dict.fromkeys(one.shown) if unit in known)
    own = tuple(unit for unit in said.get("units") or () if unit in known)
    units = shown or own
    every = [named.get("quarter"), *(said.get("quarters") or ())]
    row = str(named.get("row") or said.get("row") or _row_of(said))
    return Frame(
        units=units,
        of=of_a_list.as_query(one),
        group=str(named.get("group") or said.get("group") or ""),
        row="" if "=" in row else row,
        kind=str(named.get("kind") or said.get("kind") or ""),
        quarters=tuple((key[0], key[1]) for key in every if key),
        against=cast("Quarter | None", tuple(said["against"]) if said.get("against") else None),
        named=bool(own) or said.get("meaning") is not None,
        subject=subject_of(said) or offered_of(said.get("wishes") or ()),
    )


def _row_of(said: dict[str, Any]) -> str:
    """The one row that the conditions of a list are about."""
    rows = {one.get("row") for one in said.get("tests") or () if one.get("row")}
    return rows.pop() if len(rows) == 1 else ""
