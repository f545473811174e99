"""The newest changes as lines of a sheet: who, when, of whom, from what to what."""

from __future__ import annotations

from typing import Final

from bot.corridor.events import Message
from bot.inquiry.told import Telling, numbered
from bot.trail.pages import lines_of, may_see
from bot.trail.words import SHOWN
from storage import audit

_MOST: Final = 500
"""So many of the newest changes stand in a sheet."""


async def trail(told: Telling) -> Message:
    """The newest changes of a unit, or of all; whoever may only look sees no names and none."""
    if not may_see(told.turn):
        return told.said("改动记录", [], "改动记录只有管理员和审核员能看。")
    db = told.turn.db
    if told.unit is not None:
        stream = audit.unit_stream(told.unit.unit_id)
        found = await audit.changes(db, stream, SHOWN, most=_MOST)
    else:
        found = await audit.newest(db, SHOWN, _MOST)
    lines = await lines_of(told.turn, found)
    return told.said(f"最近 {len(lines)} 条改动", numbered(lines), "还没有改动。")
