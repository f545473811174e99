"""The last question asked once more in full, with one thing of it another: 上个季度平均多少.

Behind 三.4平均多少 it is of that row, too: whoever says the question again and changes when or of
which table it is has not let go of the rest. No page of its own.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Final

from bot.corridor.turn import Turn
from bot.front.asking import Asking
from bot.front.lately import SOON
from bot.front.other_table import in_another_table
from bot.questions.combined import Query, loads
from bot.questions.combined.accounted import unheard
from storage.database import moment
from storage.queries import inquiries

_SHORT: Final = 12
_OF_ALL: Final = re.compile(r"全县|所有|全部|各|大家|都|一共|总共|总分|总的|整体|综合|合计")
"""What says of whom or of what it is, and leaves nothing out."""


async def same_again(turn: Turn, asking: Asking, read: Query | None, text: str) -> Query | None:
    """The question with what it leaves out of the last one; None: it is another question."""
    if read is None or not asking.office or len(text) > _SHORT or _OF_ALL.search(text):
        return None
    if read.row or read.units or not (read.quarters or read.group):
        return None
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or turn.now - moment(last.at) > SOON or "meaning" in json.loads(last.said):
        return None
    before = loads(last.said)
    if not before.row or before.units or _bare(before) != _bare(read):
        return None
    if read.group and read.group != before.group:
        there = await in_another_table(asking, before, read.group)
        found = there if there is not None else replace(before, group=read.group)
    else:
        found = before
    found = replace(found, quarters=read.quarters or before.quarters, form=read.form)
    return None if unheard(found) else found


def _bare(query: Query) -> Query:
    """What is asked, without of which row, table and quarter."""
    tests = tuple(replace(one, row="") for one in query.tests)
    return replace(query, row="", group="", quarters=(), tests=tests, form="text", result=0)
