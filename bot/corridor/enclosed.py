"""The files that a letter leaves with: kept bytes are found, pictures and documents are made.

A recipe is carried out in a thread, after the turn. What is ``passing`` (a file that holds codes)
is made anew each time and kept nowhere. When a letter goes and without what: ``outbox``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.corridor.delivering import KEEPS_A_LOG
from bot.corridor.events import File, ReadyFile, Recipe
from storage.database import Database
from storage.evidence import EvidenceStore, Stored
from storage.queries import papers

DRAWING_SECONDS = 120.0
"""A picture or document that takes longer follows its letter."""


class Enclosed:
    """Makes the files of letters ready."""

    def __init__(
        self,
        database: Database,
        store: EvidenceStore,
        make: Callable[[Recipe], bytes | Iterator[bytes]],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._store = store
        self._make = make
        self._clock = clock

    async def ready(self, file: File, channel: str) -> ReadyFile:
        """The bytes of a file, kept by now, as a channel takes them; made where there are none.

        Raises:
            storage.disk.StoreFault: the papers' store is away.
        """
        if file.passing:
            return await self._in_passing(file, channel)
        if file.digest is not None:
            async with self._database.reading(once=True) as db:
                known = await papers.blob(db, file.digest)
            if known is None:
                raise LookupError(f"no bytes known for {file.digest}")
            return _ready_file(file, known)
        if file.download is not None:
            return ReadyFile(
                label=file.label, digest="", kind="zip", size=file.size, download=file.download
            )
        assert file.recipe is not None  # noqa: S101 -- a file has bytes or a recipe
        stored = await self._produced(file.recipe)
        kept = papers.Blob(stored.digest, stored.size, stored.kind.code, None)
        async with self._database.transaction() as db:
            await papers.keep_blob(db, kept, self._clock())
        return _ready_file(file, kept)

    async def _produced(self, recipe: Recipe, *, passing: bool = False) -> Stored:
        async with asyncio.timeout(DRAWING_SECONDS):
            made = await asyncio.to_thread(self._make, recipe)
        if isinstance(made, bytes):
            return await self._store.put_bytes(made, passing=passing)
        return await self._store.put_made(made, passing=passing)

    async def _in_passing(self, file: File, channel: str) -> ReadyFile:
        """A file that is not to be kept: its recipe for a log, else bytes for this letter only."""
        assert file.recipe is not None  # noqa: S101 -- only what is made can be made again
        stored = await self._produced(file.recipe, passing=True)
        # No row speaks of it: should the process die now, the nightly sweep takes it away.
        blob = papers.Blob(stored.digest, stored.size, stored.kind.code, None)
        ready = _ready_file(file, blob)
        if channel not in KEEPS_A_LOG:
            return ready
        await self.let_pass([stored.digest])
        return ready.model_copy(update={"digest": "", "recipe": file.recipe})

    async def let_pass(self, digests: Sequence[str]) -> None:
        """Throw away what was made for one letter only, unless a row speaks of the same bytes."""
        for digest in digests:
            async with self._database.reading(once=True) as db:
                known = await papers.blob(db, digest)
            if known is None:
                await asyncio.to_thread(self._store.discard, digest)

    async def made(self, file: File) -> File:
        """A file whose bytes are there now, or can be made when its letter leaves."""
        ready = await self.ready(file, "")
        if file.passing:
            await self.let_pass([ready.digest])
            return file
        return file.model_copy(update={"digest": ready.digest, "recipe": None})


def _ready_file(file: File, blob: papers.Blob) -> ReadyFile:
    return ReadyFile(
        label=file.label,
        digest=blob.digest,
        kind=blob.kind,
        size=blob.size,
        picture=file.picture,
    )
