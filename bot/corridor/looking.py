"""What is looked at in an update's files before its turn: ZIPs, and how a picture looks.

Not here: how the files came (``intake``), what becomes of them (the pages).
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.corridor.events import Attachment, Incoming
from bot.corridor.parcels import taken_apart
from storage.evidence import EvidenceStore
from storage.kinds import KINDS


async def looked_at(store: EvidenceStore, incoming: Incoming) -> Incoming:
    """The update with every ZIP taken apart and the fingerprint of every picture.

    A phone's photo takes a twentieth of a second: in a thread, before the turn holds the
    database. What dies here is looked at again when the update is carried on.
    """
    whole = await taken_apart(store, incoming.attachments)
    found = [await _look(store, a) for a in whole]
    return incoming.model_copy(update={"attachments": tuple(found)}) if found else incoming


async def _look(store: EvidenceStore, attachment: Attachment) -> Attachment:
    kind = KINDS.get(attachment.kind)
    if attachment.digest is None or attachment.likeness or kind is None or not kind.picture:
        return attachment
    path = await store.here(attachment.digest)
    return attachment.model_copy(update={"likeness": await asyncio.to_thread(_mark, path)})


def _mark(path: Path) -> str | None:
    """A picture's fingerprint: in a thread, where the first one may bring the library along."""
    from storage.likeness import mark_of

    return mark_of(path)
