"""A row of a draft is kept: changed, confirmed, or not confirmed any more, each in the audit chain.

Whichever page it comes from: the phone's, the whole table's, a workbook's. Not here: what a change
does to a row (`cells`, `fields`, `own_words`).
"""

from __future__ import annotations

from dataclasses import replace

from bot.corridor.turn import Turn
from storage.queries import schemes
from storage.queries.schemes import KeptRow


async def keep_row(turn: Turn, draft: int, before: KeptRow, row: KeptRow) -> None:
    """The row says something else now; a proposal that waited is void."""
    if _says(before) == _says(row) and before.confirmed_by is None:
        return
    changed = replace(row, confirmed_by=None)
    await schemes.set_row(turn.db, draft, changed, turn.somebody.id, turn.now)
    await schemes.reopen(turn.db, draft)
    await turn.record(None, "scheme.edit", f"scheme/{draft}", _says(before), _says(row))


def _says(row: KeptRow) -> dict[str, str]:
    """What of a row is kept in the audit chain, with what may still be doubtful about it."""
    said = {"row": row.row, "cells": row.cells, "body": row.body, "doubts": row.doubts}
    return said | ({"own": row.own} if row.own else {})


async def confirm_row(turn: Turn, draft: int, row: KeptRow) -> None:
    """This person's word that a row is right, unless somebody's stands there already."""
    if row.body and row.confirmed_by is None:
        await schemes.confirm_row(turn.db, draft, row.place, turn.somebody.id, turn.now)
        after = {"row": row.row, "body": row.body}
        await turn.record(None, "scheme.row", f"scheme/{draft}", None, after)


async def unconfirm_row(turn: Turn, draft: int, row: KeptRow) -> None:
    """Somebody's word that a row is right is taken back; a proposal that waited is void."""
    if await schemes.doubt_row(turn.db, draft, row.place):
        await schemes.reopen(turn.db, draft)
        before = {"row": row.row, "confirmed_by": row.confirmed_by}
        await turn.record(None, "scheme.unsure", f"scheme/{draft}", before, None)
