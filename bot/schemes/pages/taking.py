"""A document that is sent in: kept as drafts, or a sentence what to send instead.

Asked for by a button, said by 办法, or sent by an admin without a word. Whatever was drafted
before stays as it is. Not here: how a document is read (`bot.schemes.reading`), what is in pictures
(`scans`), what a draft is then asked.
"""

from __future__ import annotations

import asyncio

from bot.corridor.events import Attachment
from bot.corridor.pages import no_text, page
from bot.corridor.turn import Turn
from bot.extraction.drawable import PICTURES
from bot.forms.coming import coming
from bot.schemes import taken
from bot.schemes.counted import next_quarter
from bot.schemes.pages import scans
from bot.schemes.papers import Scanned
from bot.schemes.reading import Read, Unusable, read
from bot.schemes.words import taking as words

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
    usable = [one for one in files if not one.refused and one.digest is not None]
    if len(usable) < len(files):
        bad = next(one for one in files if one not in usable)
        await refuse(turn, words.refused(bad.refused or "not_fetched"))
    elif all(one.kind in PICTURES for one in usable):
        await scans.gather(turn, usable)
    elif len(files) > 1:
        await refuse(turn, words.one_file(len(files)))
    else:
        await _take_one(turn, usable[0], str(usable[0].digest))


async def refuse(turn: Turn, sentence: str) -> None:
    """Nothing is drafted; the form waits on, and what was drafted before is named."""
    turn.say(words.unusable(sentence, await taken.known(turn.db)))
    turn.wait(_TAKE)


async def _take_one(turn: Turn, file: Attachment, digest: str) -> None:
    try:
        found = await _read(turn, file, digest)
    except Unusable as refused:
        await refuse(turn, str(refused))
        return
    except Scanned as pictures:
        await scans.begin(turn, file, digest, str(pictures))
        return

    async def record(subject: str, after: object) -> None:
        await turn.record(None, "scheme.draft", subject, None, after, file.label)

    read_of = [(one, ()) for one in found]
    turn.say(
        await taken.keep(turn.db, read_of, (file.label, digest), turn.somebody.id, turn.now, record)
    )


async def _read(turn: Turn, file: Attachment, digest: str) -> tuple[Read, ...]:
    data = await turn.world.read_bytes(digest)
    known = await coming(turn.db, turn.world)
    first = await next_quarter(turn.db, turn.now)
    return await asyncio.to_thread(read, data, file.label, turn.world.county, known, first)
