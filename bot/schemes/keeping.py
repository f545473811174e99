"""A draft is changed: a row or the header, each in the audit chain and as a step to be taken back.

Whichever page it comes from: the phone's, the whole table's, a workbook's. A proposal that waited
for the second admin is void by each of them. Not here: what a change does to a row (`cells`,
`fields`, `own_words`), taking a step back (`pages.undo`).
"""

from __future__ import annotations

from dataclasses import replace

from bot.corridor.turn import Turn
from bot.schemes.steps import Shot, as_text, from_text, head_of
from storage.database import stamp
from storage.queries import scheme_tables as tables, schemes
from storage.queries.schemes import KeptDraft, KeptRow


async def keep_row(turn: Turn, draft: int, before: KeptRow, row: KeptRow) -> None:
    """The row says something else now; a proposal that waited is void."""
    if says(before) == says(row) and before.confirmed_by is None:
        return
    changed = replace(row, confirmed_by=None, confirmed_at=None)
    await schemes.set_row(turn.db, draft, changed, turn.somebody.id, turn.now)
    await schemes.reopen(turn.db, draft)
    await turn.record(None, "scheme.edit", f"scheme/{draft}", says(before), says(row))
    await _step(turn, draft, f"改 {row.row}", before, changed)


def says(row: KeptRow) -> dict[str, str]:
    """What of a row is kept in the audit chain, with what may still be doubtful about it."""
    said = {"row": row.row, "cells": row.cells, "body": row.body, "doubts": row.doubts}
    return said | ({"own": row.own} if row.own else {})


async def confirm_row(turn: Turn, draft: int, row: KeptRow) -> None:
    """This person's word that a row is right, unless somebody's stands there already."""
    if row.body and row.confirmed_by is None:
        await schemes.confirm_row(turn.db, draft, row.place, turn.somebody.id, turn.now)
        after = {"row": row.row, "body": row.body}
        await turn.record(None, "scheme.row", f"scheme/{draft}", None, after)
        sure = replace(row, confirmed_by=turn.somebody.id, confirmed_at=stamp(turn.now))
        await _step(turn, draft, f"确认 {row.row}", row, sure)


async def unconfirm_row(turn: Turn, draft: int, row: KeptRow) -> None:
    """Somebody's word that a row is right is taken back; a proposal that waited is void."""
    if await schemes.doubt_row(turn.db, draft, row.place):
        await schemes.reopen(turn.db, draft)
        before = {"row": row.row, "confirmed_by": row.confirmed_by}
        await turn.record(None, "scheme.unsure", f"scheme/{draft}", before, None)
        unsure = replace(row, confirmed_by=None, confirmed_at=None)
        await _step(turn, draft, f"收回 {row.row} 的确认", row, unsure)


async def leave_out(turn: Turn, draft: int, row: KeptRow) -> None:
    """The row is not in the table any more."""
    await schemes.drop_row(turn.db, draft, row.place)
    await schemes.reopen(turn.db, draft)
    before = {"row": row.row, "cells": row.cells, "body": row.body}
    await turn.record(None, "scheme.row", f"scheme/{draft}", before, None)
    await _step(turn, draft, f"不用 {row.row}", row, None)


async def declare_row(turn: Turn, draft: int, before: KeptRow, row: KeptRow) -> None:
    """The row's contradiction is the document's own; whoever had confirmed it has so still."""
    await schemes.set_row(turn.db, draft, row, turn.somebody.id, turn.now)
    await schemes.reopen(turn.db, draft)
    after = replace(row, confirmed_by=None, confirmed_at=None)
    if row.confirmed_by is not None:
        await schemes.confirm_row(turn.db, draft, row.place, turn.somebody.id, turn.now)
        after = replace(row, confirmed_by=turn.somebody.id, confirmed_at=stamp(turn.now))
    await _step(turn, draft, f"{row.row} 照原表用", before, after)


async def keep_head(turn: Turn, before: KeptDraft, after: KeptDraft, said: str) -> None:
    """The lines above the rows say something else; a proposal that waited is void."""
    await schemes.set_head(turn.db, after.id, head_of(after))
    await schemes.reopen(turn.db, after.id)
    await turn.record(None, "scheme.head", f"scheme/{after.id}", None, {"title": after.title})
    await note(turn, after.id, said, Shot(head=head_of(before)), Shot(head=head_of(after)))


async def _step(turn: Turn, draft: int, said: str, before: KeptRow, after: KeptRow | None) -> None:
    await note(turn, draft, said, Shot({before.place: before}), Shot({before.place: after}))


async def note(turn: Turn, draft: int, said: str, before: Shot, after: Shot) -> None:
    """Keep what was changed, so that it can be taken back; all of one turn is one step."""
    last = await tables.last_step(turn.db, draft, turn.somebody.id)
    number = turn.inbox_id or 0
    if last is None or not number or last.turn != number:
        texts = as_text(before), as_text(after)
        await tables.add_step(turn.db, draft, turn.somebody.id, number, turn.now, said, *texts)
        return
    before = from_text(last.before).over(before)
    after = after.over(from_text(last.after))
    many = f"改 {after.count} 处" if after.count > 1 else said
    await tables.grow_step(turn.db, last.id, many, as_text(before), as_text(after))
