"""今天退回的都撤回来: which decisions several are taken up again from. Shown by ``by_word``.

What is taken up again, why, and who is told is the same as for one row.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Literal

from bot.corridor.events import Message
from bot.corridor.turn import Turn
from bot.review.pages import by_word
from bot.review.pages.planned import Told
from bot.review.words import by_word as words, item as item_words
from bot.speech.calendar import in_china
from storage.database import moment
from storage.queries import quarters, review
from storage.queries.review import Decision

MOST: Final = 20
"""So many are shown and taken back by one tap."""
Since = Literal["", "today", "yesterday", "now"]


async def show(
    turn: Turn, whose: int, which: str, since: Since, units: tuple[int, ...]
) -> Message | None:
    """Show what would be taken back; a message: there is nothing."""
    quarter = await by_word.reviewed_now(turn)
    every = await review.decisions_of_quarter(turn.db, quarter.id) if quarter else []
    form_units = {
        one.id: one.unit_id
        for one in (await quarters.forms(turn.db, quarter.id) if quarter else ())
    }
    found = [
        one
        for one in every
        if one.by_person == whose
        and one.superseded_at is None
        and one.decision in item_words.DECIDED
        and (not which or one.decision == _KEPT.get(which, which))
        and (not units or form_units.get(one.form_id) in units)
    ]
    found = _of_time(turn, found, since)
    if not found:
        return Message(text=words.nothing_to_take_back(), buttons=(words.WAYS,))
    newest = sorted(found, key=lambda one: -one.id)
    told = [Told(form_units[one.form_id], one.row, "reopen") for one in newest[:MOST]]
    first = words.some_of(len(found), MOST) if len(found) > MOST else ""
    await by_word.show(turn, told, first)
    return None


_KEPT: Final = {"award": "accept"}
"""A mark that a reviewer gave is kept as accepted."""


def _of_time(turn: Turn, found: list[Decision], since: Since) -> list[Decision]:
    """Of today, of yesterday, or of the one moment in which the last ones were decided."""
    if since == "now" and found:
        last = max(one.at for one in found)
        return [one for one in found if one.at == last]
    if since in ("today", "yesterday"):
        today = in_china(turn.now).date()
        day = today if since == "today" else today - timedelta(days=1)
        return [one for one in found if in_china(moment(one.at)).date() == day]
    return found
