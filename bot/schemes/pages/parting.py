"""One table or several: whoever sent it decides with a tap, and the file is read once more so.

What was asked is in the doubts of the draft (`scoring.drafting.apart`). Not here: reading a file
(`bot.schemes.reading`), what else a draft is asked (`drafts`).
"""

from __future__ import annotations

import asyncio
import json

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.forms.coming import coming
from bot.schemes import taken
from bot.schemes.counted import next_quarter
from bot.schemes.pages.drafts import draft_of, drop_draft
from bot.schemes.papers import Scanned
from bot.schemes.reading import Read, Unusable, read
from bot.schemes.words import parting as words
from bot.schemes.words.drafts import back_to
from scoring.drafting import EACH_ONE
from storage.queries import schemes
from storage.queries.schemes import KeptDraft


@page("schemes/part/{draft:int}/{way}/{yes}?", roles=("admin",))
async def part(turn: Turn, draft: int, way: str, yes: str = "") -> None:
    """Read the file once more: each group its own table, or all of them one."""
    found = await draft_of(turn, draft)
    if not words.one_or_several(draft, json.loads(found.doubts)):
        raise instead("这份草案没有要分开、要合起来的表。", back_to(draft), HOME)
    replaced = [found, *await _siblings(turn, found)]
    worked = sum([await _worked(turn, one) for one in replaced])
    if worked and yes != "yes":
        turn.say(words.ask_parting(draft, way, worked))
        return
    tables = await _read(turn, found, apart=way == "apart")
    for one in replaced:
        await drop_draft(turn, one)

    async def record(subject: str, after: object) -> None:
        await turn.record(None, "scheme.draft", subject, None, after, found.source)

    kept = [(one, ()) for one in tables]
    file = found.source, found.digest
    turn.say(await taken.keep(turn.db, kept, file, turn.somebody.id, turn.now, record))


async def _siblings(turn: Turn, draft: KeptDraft) -> list[KeptDraft]:
    """The other tables that were made of the same table of the same file."""
    if not any(EACH_ONE in one for one in json.loads(draft.doubts)):
        return []
    return [
        one
        for one in await schemes.open_drafts(turn.db)
        if one.id != draft.id
        and one.digest == draft.digest
        and any(EACH_ONE in doubt for doubt in json.loads(one.doubts))
    ]


async def _worked(turn: Turn, draft: KeptDraft) -> int:
    """Rows that somebody confirmed or changed."""
    rows = await schemes.rows(turn.db, draft.id)
    return sum(one.confirmed_by is not None or one.changed_by is not None for one in rows)


async def _read(turn: Turn, draft: KeptDraft, *, apart: bool) -> tuple[Read, ...]:
    known = await coming(turn.db, turn.world)
    first = await next_quarter(turn.db, turn.now)
    county = turn.world.county
    try:
        data = await turn.world.read_bytes(draft.digest)
        return await asyncio.to_thread(read, data, draft.source, county, known, first, apart)
    except Unusable as refused:
        raise instead(words.not_again(str(refused)), back_to(draft.id), HOME) from refused
    except (Scanned, OSError) as scan:
        raise instead(words.not_again(""), back_to(draft.id), HOME) from scan
