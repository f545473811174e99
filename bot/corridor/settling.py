"""Closing an update: its key stays, so that it never acts twice; what was said in it goes.

The inbox needs a text only until the turn is committed. The web chat's log is what people see, and
keeps it; but a code that was typed there is covered (``bot.corridor.codes``).
"""

from __future__ import annotations

import json
from datetime import datetime

from pydantic import ValidationError

from bot.corridor import codes, words
from bot.corridor.events import Incoming, blank, dumps
from storage.database import Session
from storage.queries import corridor, web
from storage.queries.corridor import Received


async def settle(
    db: Session, inbox_id: int, incoming: Incoming, state: str = "done", reference: str = ""
) -> bool:
    """Close an update inside its turn; False when another turn had closed it, or it is not there.

    A turn may begin before its update's keeping is committed. Where that was undone, its number may
    be another update's by now: the key tells.
    """
    kept = blank(incoming)
    return await corridor.finish(db, inbox_id, kept, state, reference, key=incoming.update)


async def settled(db: Session, inbox_id: int, incoming: Incoming) -> None:
    """Close an update that its turn has found to be new."""
    await corridor.finished(db, inbox_id, blank(incoming), incoming.update)


async def set_aside(db: Session, update: Received, reference: str) -> None:
    """Close an update that cannot be carried through, readable or not."""
    try:
        incoming = Incoming.model_validate_json(update.payload)
    except ValidationError:
        kept = json.dumps({"channel": update.channel, "update": update.update_key})
        await corridor.finish(db, update.id, kept, "failed", reference)
        return
    await settle(db, update.id, incoming, "failed", reference)
    await cover(db, incoming, aimed=True)


async def cover(db: Session, incoming: Incoming, *, aimed: bool) -> None:
    """Cover the codes of a text in the log of a channel that keeps one.

    ``aimed``: the text was read as a code.
    """
    if incoming.channel != "web" or not incoming.text:
        return
    kept = codes.covered(incoming.text, aimed=aimed)
    if kept == incoming.text:
        return
    entry = await web.entry_by_key(db, incoming.update)
    if entry is not None:
        said = json.loads(entry.payload) | {"text": kept}
        await web.rewrite_entry(db, entry.seq, json.dumps(said, ensure_ascii=False))


async def say_it_waits(db: Session, number: int, incoming: Incoming, now: datetime) -> None:
    """Tell whoever sent papers that they are not where they are kept yet; once an update."""
    letter = dumps(words.papers_wait())
    reason = f"held/{number}"
    await corridor.post(db, number, incoming.channel, incoming.chat, letter, reason=reason, now=now)
