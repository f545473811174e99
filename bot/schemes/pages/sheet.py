"""The whole draft as a workbook, out and in: what comes back is written wholly or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.corridor.buttons import HOME
from bot.corridor.events import File, Message, Recipe
from bot.corridor.pages import no_text, page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.schemes.draft import text_of
from bot.schemes.filled import Filled, filled
from bot.schemes.keeping import confirm_row, keep_head, keep_row, unconfirm_row
from bot.schemes.pages.drafts import draft_of
from bot.schemes.table import head_of, kept_of, line_of, ways_to_write
from bot.schemes.words import drafts as words
from bot.schemes.words.taking import refused as refused_for
from scoring.cells import Unreadable
from storage.queries import people, schemes
from storage.queries.schemes import KeptDraft, KeptRow


@page("schemes/sheet/{draft:int}", roles=("admin",))
async def sheet(turn: Turn, draft: int) -> None:
    """The whole draft as a workbook and as the file it would be."""
    found = await draft_of(turn, draft)
    rows = await schemes.rows(turn.db, draft)
    lines = await asyncio.to_thread(lambda: [[*line_of(one), kept_of(one)] for one in rows])
    data = {
        "title": found.title,
        "lines": lines,
        "head": head_of(found),
        "ways": ways_to_write(),
    }
    recipe = Recipe(name="scheme draft", data=data)
    text = Recipe(name="text", data={"text": text_of(found, rows)})
    turn.say(
        Message(
            title=found.title,
            text=words.sheet_said(),
            files=(
                File(label=f"{found.title}草案.xlsx", recipe=recipe),
                File(label=f"{found.title}草案.toml", recipe=text),
            ),
            buttons=((words.back_to(draft), HOME),),
        )
    )
    turn.wait(link("schemes/filled", draft))


@page("schemes/filled/{draft:int}", roles=("admin",), fits=no_text)
async def fill(turn: Turn, draft: int) -> None:
    """The workbook that comes back: all of it is written, or nothing."""
    kept = await draft_of(turn, draft)
    files = turn.incoming.attachments
    if len(files) != 1:
        raise instead(words.want_sheet(), words.back_to(draft), HOME)
    if files[0].refused or files[0].digest is None:
        said = refused_for(files[0].refused or "not_fetched")
        raise instead(said, words.back_to(draft), HOME)
    data = await turn.world.read_bytes(files[0].digest)
    rows, names = await schemes.rows(turn.db, draft), await people.names(turn.db)
    try:
        found = await asyncio.to_thread(filled, data, files[0].label, kept, rows, names)
    except Unreadable as refused:
        turn.say(words.not_our_sheet(draft, str(refused)))
        turn.wait(link("schemes/filled", draft))
        return
    if found.faults:
        turn.say(words.sheet_faults(draft, found.faults))
        turn.wait(link("schemes/filled", draft))
        return
    await _write(turn, kept, rows, found, files[0].label)
    head = found.head is not None
    turn.say(words.sheet_taken(draft, len(found.changed), len(found.confirmed), head=head))


async def _write(
    turn: Turn, kept: KeptDraft, rows: Sequence[KeptRow], found: Filled, label: str
) -> None:
    """Every row of a workbook as on the phone: changed, confirmed, not confirmed any more."""
    draft = kept.id
    if found.head is not None:
        await keep_head(turn, kept, found.head, "改抬头")
    known = {one.place: one for one in rows}
    for one in found.changed:
        await keep_row(turn, draft, known[one.place], one)
        known[one.place] = replace(one, confirmed_by=None)
    for place in found.confirmed:
        await confirm_row(turn, draft, known[place])
    for place in found.withdrawn:
        await unconfirm_row(turn, draft, known[place])
    after = {"changed": [one.row for one in found.changed], "confirmed": list(found.confirmed)}
    await turn.record(None, "scheme.sheet", f"scheme/{draft}", None, after, label)
