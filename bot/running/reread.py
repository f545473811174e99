"""Every paper read again from its file and held against what was kept: ``verify --papers``.

Slow on purpose: a photo takes the reader some seconds, so a person asks for it. What another
version of the reader has read, or read with eyes that are not here, is counted and not compared.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final, Literal

from bot.extraction.pages import Extract, Unread
from bot.extraction.reader import Lost, Reader, version
from bot.reading.keeping import kept_extract
from bot.running.config import Settings
from bot.running.proofs import Report, existing, names
from bot.running.store import open_store
from bot.running.words import no_data
from storage.database import Database
from storage.evidence import EvidenceStore
from storage.queries import readings
from storage.queries.readings import Reading

_SLICE: Final = 50

Told = Callable[[str], None]


@dataclass
class _Count:
    same: int = 0
    others: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)


async def again(settings: Settings, told: Told) -> Report:
    """Read all papers anew; ``told`` hears how far it is."""
    database = await existing(settings.place)
    if database is None:
        return [no_data(settings.place, "核验")], False
    count, reader, store = _Count(), Reader(), open_store(settings)
    try:
        after = ""
        while slice_ := await _following(database, after):
            for one in slice_:
                await _look(database, store, reader, one, count)
            after = slice_[-1].sha256
            done = count.same + count.others + count.lost + len(count.wrong)
            told(f"已重读 {done} 份材料……")
        return _said(count), not count.wrong
    finally:
        await reader.close()
        await database.close()


async def _following(database: Database, after: str) -> list[Reading]:
    async with database.reading() as db:
        return await readings.read_after(db, after, _SLICE)


async def _look(
    database: Database, store: EvidenceStore, reader: Reader, one: Reading, count: _Count
) -> None:
    text, pictures = version()
    if one.reader not in (text, f"{text} {pictures}"):
        count.others += 1
        return
    async with database.reading() as db:
        kept = await kept_extract(db, one)
        called = (await names(db, one.sha256))[0]
    if kept.unread is Unread.NO_OCR:
        count.others += 1
        return
    match await _read(store, reader, one):
        case "gone":
            count.wrong.append(f"材料 {called}：文件不在了，不能重读")
        case "lost":
            count.lost += 1
        case Extract() as read:
            where = differs(kept, read)
            count.same += where is None
            count.wrong += [] if where is None else [f"材料 {called}：{where}"]


async def _read(
    store: EvidenceStore, reader: Reader, one: Reading
) -> Extract | Literal["gone", "lost"]:
    try:
        place = await store.here(one.sha256)
    except OSError:
        return "gone"
    if not await asyncio.to_thread(place.exists):
        return "gone"
    try:
        return (await reader.read(place, one.kind))[0]
    except Lost:
        return "lost"


def differs(kept: Extract, read: Extract) -> str | None:
    """Where the text of a paper is another one than was kept; None where it is the same."""
    if kept.unread != read.unread:
        return "能不能读与记下的不同"
    for one, two in zip_longest(kept.pages, read.pages):
        lines = [] if one is None else one.lines
        others = [] if two is None else two.lines
        for number, (line, other) in enumerate(zip_longest(lines, others), 1):
            if line is None or other is None or line.text != other.text:
                page = (one or two).number
                return f"第 {page} 页第 {number} 行重读出来的文字与记下的不同"
    return None


def _said(count: _Count) -> list[str]:
    lines = list(count.wrong)
    if not lines:
        lines.append(f"重读材料：{count.same} 份，文字全部与记下的一致")
    else:
        lines.append(f"重读材料：{count.same} 份的文字与记下的一致，{len(count.wrong)} 份不同")
    if count.others:
        lines.append(f"另有 {count.others} 份是别的版本读的，或要用这里没装的识字部件，没有对照")
    if count.lost:
        lines.append(f"另有 {count.lost} 份这次没能读完，没有对照")
    return lines
