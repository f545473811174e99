"""A document that is sent in: kept as drafts, or a sentence what to send instead.

Asked for by a button, said by 办法, or sent by an admin without a word. Whatever was drafted
before stays as it is. Not here: how a document is read (`bot.schemes.reading`), what a
draft is then asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.corridor.events import Attachment
from bot.corridor.pages import no_text, page
from bot.corridor.turn import Turn
from bot.forms.coming import coming
from bot.schemes.pages.drafts import counted, next_quarter
from bot.schemes.reading import Read, Unusable, read, says_the_same
from bot.schemes.words import taking as words
from storage.queries import schemes
from storage.queries.schemes import KeptDraft

_TAKE = "schemes/take"


@page("schemes/file", roles=("admin",))
async def ask(turn: Turn) -> None:
    """Wait for the document."""
    turn.say(words.ask_file())
    turn.wait(_TAKE)


@page("schemes/take", roles=("admin",), fits=no_text)
async def take(turn: Turn) -> None:
    """The document: kept as drafts, or a sentence why not."""
    files = turn.incoming.attachments
    if not files:
        turn.say(words.want_file())
        turn.wait(_TAKE)
        return
    if len(files) > 1:
        await _refuse(turn, words.one_file(len(files)))
        return
    if files[0].refused or files[0].digest is None:
        await _refuse(turn, words.refused(files[0].refused or "not_fetched"))
        return
    try:
        found = await _read(turn, files[0], files[0].digest)
    except Unusable as refused:
        await _refuse(turn, str(refused))
        return
    await _keep(turn, files[0], found)


async def _refuse(turn: Turn, sentence: str) -> None:
    """Nothing is drafted; the form waits on, and what was drafted before is named."""
    turn.say(words.unusable(sentence, await _known(turn)))
    turn.wait(_TAKE)


async def _read(turn: Turn, file: Attachment, digest: str) -> tuple[Read, ...]:
    data = await turn.world.read_bytes(digest)
    known = await coming(turn.db, turn.world)
    first = await next_quarter(turn)
    return await asyncio.to_thread(read, data, file.label, turn.world.county, known, first)


async def _keep(turn: Turn, file: Attachment, found: Sequence[Read]) -> None:
    """Each table a draft, unless it is one already."""
    before = await schemes.open_drafts(turn.db)
    again, kept = [], []
    for one in found:
        if (known := await _same(turn, before, one, file.digest)) is not None:
            again.append(known)
            continue
        number = await schemes.add_draft(
            turn.db, one.head, one.rows, file.label, turn.somebody.id, turn.now, file.digest or ""
        )
        after = {"title": one.head.title, "group": one.head.group, "rows": len(one.rows)}
        await turn.record(None, "scheme.draft", f"scheme/{number}", None, after, file.label)
        kept.append((number, one, counted(one.rows)))
    if not kept:
        turn.say(words.again([await _far(turn, one) for one in again]))
        return
    groups = {one.head.group for _, one, _ in kept} - {""}
    beside = [one for one in before if one.group_name in groups or one in again]
    turn.say(words.taken(kept, [await _far(turn, one) for one in beside]))


async def _same(
    turn: Turn, drafts: Sequence[KeptDraft], table: Read, digest: str | None
) -> KeptDraft | None:
    """The draft that was made of this very table, whatever was confirmed or changed since."""
    for one in drafts:
        rows = await schemes.rows(turn.db, one.id)
        if says_the_same(table, rows, file=one.digest == digest):
            return one
    return None


async def _known(turn: Turn) -> list[words.Far]:
    return [await _far(turn, one) for one in await schemes.open_drafts(turn.db)]


async def _far(turn: Turn, draft: KeptDraft) -> words.Far:
    return words.Far(
        draft.id,
        draft.title,
        draft.group_name,
        counted(await schemes.rows(turn.db, draft.id)),
        proposed=draft.state == "proposed",
    )
