"""The sample county's papers: drawn, marked 示例, and kept in the real store."""

from __future__ import annotations

import asyncio

from bot.corridor.events import Attachment
from bot.demo import figures
from bot.demo.about import Paper, Picture, Proof, said
from bot.demo.evidence import document, photo, workbook
from storage.evidence import EvidenceStore
from storage.likeness import mark_of


class Desk:
    """Makes papers and puts them in the store, as if a phone had sent them."""

    def __init__(self, store: EvidenceStore) -> None:
        self._store = store

    async def note(self, unit: str, quarter: str, title: str) -> Attachment:
        """A short document."""
        lines = (f"{unit}，{quarter}。", "本文件为示例，内容是虚构的，不代表任何单位的实际工作。")
        return await self._kept(f"{title}.docx", document(title, lines))

    async def proof(self, one: Proof) -> Attachment:
        """A paper that says something, or a photo."""
        if isinstance(one, Picture):
            seed = int(figures.chance(one.key) * 1_000_000)
            drawn = (one.title, one.place, said(one.day), seed)
            data = await asyncio.to_thread(photo, *drawn, dark=one.dark)
            return await self._kept(f"照片{seed % 1000:03d}.jpg", data)
        if isinstance(one, Paper):
            return await self._kept(f"{one.label}.docx", document(one.title, one.lines, one.head))
        return await self._kept(f"{one.label}.xlsx", workbook(one.title, one.header, one.rows))

    async def _kept(self, label: str, data: bytes) -> Attachment:
        stored = await self._store.put_bytes(data)
        likeness = None
        if stored.kind.picture:
            likeness = await asyncio.to_thread(mark_of, self._store.path(stored.digest))
        return Attachment(
            label=label,
            digest=stored.digest,
            size=stored.size,
            kind=stored.kind.code,
            likeness=likeness,
        )
