"""The sample county's papers: drawn, marked 示例, and kept in the real store."""

from __future__ import annotations

import asyncio

from bot.corridor.events import Attachment
from bot.demo import figures
from bot.demo.evidence import document, photo
from bot.demo.telling import Paper
from storage.evidence import EvidenceStore
from storage.likeness import mark_of

PLACES = ("县政务服务中心", "文化广场", "机关会议室", "便民服务大厅")


class Desk:
    """Makes papers and puts them in the store, as if a phone had sent them."""

    def __init__(self, store: EvidenceStore) -> None:
        self._store = store

    async def picture(self, unit: str, quarter: str, title: str) -> Attachment:
        """A photo of an invented activity."""
        place = PLACES[int(figures.chance(unit, title) * len(PLACES))]
        seed = int(figures.chance(unit, quarter, title) * 1_000_000)
        data = await asyncio.to_thread(photo, title, f"{unit} · {place}", quarter, seed)
        return await self._kept(f"{title}.jpg", data)

    async def note(self, unit: str, quarter: str, title: str) -> Attachment:
        """A short document."""
        lines = (f"{unit}，{quarter}。", "本文件为示例，内容是虚构的，不代表任何单位的实际工作。")
        return await self._kept(f"{title}.docx", document(title, lines))

    async def telling(self, paper: Paper) -> Attachment:
        """A document that says something."""
        return await self._kept(f"{paper.label}.docx", document(paper.title, paper.lines))

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
