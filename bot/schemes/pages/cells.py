"""The whole table on a desk-sized page: a cell written in place, a row confirmed, a line above it.

Each route carries the mark of what was shown; where somebody else was quicker, nothing is written
and it is said who. Not here: what the page shows (``bot.schemes.whole``).
"""

from __future__ import annotations

import asyncio

from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.schemes.cells import with_cell
from bot.schemes.counted import counted
from bot.schemes.draft import mark_of
from bot.schemes.heading import changed, mark_of_head
from bot.schemes.keeping import confirm_row, keep_head, keep_row, unconfirm_row
from bot.schemes.pages.drafts import draft_of
from bot.schemes.pages.row import found_row, who_changed
from bot.schemes.words import cells as words
from bot.schemes.words.cells import REFUSED
from storage.queries import people, schemes
from storage.queries.schemes import KeptRow


async def _as_shown(turn: Turn, draft: int, place: int, mark: str) -> KeptRow:
    """The row, where it is as it was shown; or who was quicker."""
    row = await found_row(turn, draft, place)
    if mark != mark_of(row):
        raise instead(await who_changed(turn, row), title=REFUSED)
    return row


@page("schemes/cell/{draft:int}/{place:int}/{key}/{mark}", roles=("admin",))
async def put(turn: Turn, draft: int, place: int, key: str, mark: str) -> None:
    """What was written into a cell."""
    row = await _as_shown(turn, draft, place, mark)
    after = await asyncio.to_thread(with_cell, row, key, turn.text)
    if isinstance(after, str):
        raise instead(after, title=REFUSED)
    await keep_row(turn, draft, row, after)
    turn.say(words.written(row.row, confirmed=row.confirmed_by is not None))


@page("schemes/sure/{draft:int}/{place:int}/{mark}", roles=("admin",))
async def sure(turn: Turn, draft: int, place: int, mark: str) -> None:
    """The row is right as it was shown."""
    row = await _as_shown(turn, draft, place, mark)
    if row.confirmed_by is not None:
        found = await people.person(turn.db, row.confirmed_by)
        raise instead(words.already(found.name if found else ""), title=REFUSED)
    if not row.body or row.several:
        raise instead(words.several() if row.body else words.not_confirmable(), title=REFUSED)
    await confirm_row(turn, draft, row)
    left = counted(await schemes.rows(turn.db, draft)).left
    turn.say(words.confirmed(row.row, left))


@page("schemes/unsure/{draft:int}/{place:int}/{mark}", roles=("admin",))
async def unsure(turn: Turn, draft: int, place: int, mark: str) -> None:
    """A confirmation is taken back; a proposal that waited is void."""
    row = await _as_shown(turn, draft, place, mark)
    await unconfirm_row(turn, draft, row)
    turn.say(words.taken_back(row.row))


@page("schemes/above/{draft:int}/{mark}", roles=("admin",))
async def above(turn: Turn, draft: int, mark: str) -> None:
    """A line of the header, written anew."""
    found = await draft_of(turn, draft)
    if mark != mark_of_head(found):
        raise instead(words.head_changed("另一位管理员"), title=REFUSED)
    after = changed(found, turn.text)
    if after is None:
        raise instead(words.head_not_read(turn.text), title=REFUSED)
    await keep_head(turn, found, after, "改抬头")
    turn.say(words.head_written(turn.text))
