"""What a change of something shown is counted from: 再多一天, 县直的也捎上. No page of its own.

So many days more are more than the day that is shown; a table that comes to a list of those who owe
comes with those of it that owe. What is changed is ``onto``'s.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from bot.corridor.turn import Turn
from bot.front.shown import Shown
from bot.inquiry import answering
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.often import find
from bot.questions.leans_whom import Others
from storage.queries import quarters

_MORE: Final = re.compile(r"(?:那|就|还是|不行|不够|[,，\s])*(?:再|多|还要)")


def since_when(of: Shown, deadline: date, text: str) -> date:
    """The day that 再多一天 is counted from: the one that is shown, else the deadline."""
    if of.kind != "extend" or not of.when or not _MORE.match(text.strip()):
        return deadline
    return datetime.strptime(of.when, "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone


async def of_the_same(turn: Turn, of: Shown, named: Others) -> Others:
    """县直的也捎上: those of that table of which the same is true as of whom is shown."""
    also = named.way == "also" and named.group and of.kind in ("nudge", "plan")
    query = await answering.kept(turn, of.number) if also and of.number else None
    if query is None or not query.tests:
        return named
    whom = replace(query, group=named.group, units=())
    try:
        found = await find(whom, County(turn.db, await quarters.everyone(turn.db), turn.now))
    except CannotTellError:
        return named
    return Others("also", tuple(dict.fromkeys(found.units)))
