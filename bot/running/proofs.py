"""What the audit chain and the store prove: ``python -m bot verify``, as lines to print.

The chain lives in ``storage.audit``. This module asks for nothing that the bot needs to talk: a
proof of many years runs in little memory.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.forms import receipts
from bot.forms.words import receipts as words
from bot.reading import proving
from bot.running import chain
from bot.running.config import Settings
from bot.running.store import open_store
from bot.running.words import no_data
from bot.speech import quarters as quarter_words
from storage.database import Database, Session, moment
from storage.engine import Place
from storage.queries import papers

Report = tuple[list[str], bool]
"""Lines to print, and whether all is well."""


async def verify(settings: Settings) -> Report:
    """The audit chain, every evidence file against its hash, what was read against its lines."""
    database = await existing(settings.place)
    if database is None:
        return [no_data(settings.place, "核验")], False
    store = open_store(settings)
    try:
        async with database.reading() as db:
            certificate = settings.trail.timestamp_certificate
            lines, sound = await chain.whole(
                db, settings.data.folder, store.open, Path(certificate) if certificate else None
            )
            known = await papers.digests(db)
        bad = await asyncio.to_thread(lambda: sorted(d for d in known if not store.verify(d)))
        async with database.reading() as db:
            for digest in bad:
                lines += [
                    f"佐证文件 {name}：缺失或内容与登记不符" for name in await names(db, digest)
                ]
            if not bad:
                lines.append(f"佐证文件：{len(known)} 个，全部与登记一致")
            read, agrees = await _as_read(db)
        return [*lines, *read], sound and not bad and agrees
    finally:
        await database.close()


async def _as_read(db: Session) -> Report:
    """What papers say of themselves and how they are searched, told anew from what was read."""
    proof = await proving.prove(db)
    lines = []
    for said, wrong in (("记下的要点", proof.facts), ("检索用的文字", proof.index)):
        for digest in wrong:
            called = await names(db, digest)
            lines += [f"材料 {name}：{said}与读出的原文不符" for name in called]
    if not lines and (proof.agreed or not proof.others):
        lines.append(f"读出的要点：{proof.agreed} 份材料，全部与读出的原文一致")
    if proof.others:
        lines.append(f"另有 {proof.others} 份是按以前的规则读懂的，启动后会自动重新读，没有核对")
    return lines, not proof.facts and not proof.index


async def verify_anchor(settings: Settings, text: str) -> Report:
    """The audit chain against one anchor that somebody kept."""
    database = await existing(settings.place)
    if database is None:
        return [no_data(settings.place, "核验")], False
    try:
        async with database.reading() as db:
            return await chain.against(db, text)
    finally:
        await database.close()


async def verify_receipt(settings: Settings, number: str) -> Report:
    """What a receipt stands for, recomputed."""
    database = await existing(settings.place)
    if database is None:
        return [no_data(settings.place, "核验")], False
    store = open_store(settings)

    async def holds(digest: str) -> bool:
        return await asyncio.to_thread(store.verify, digest)

    try:
        async with database.reading() as db:
            proof = await receipts.prove(db, receipts.as_typed(number), holds)
    finally:
        await database.close()
    if proof is None:
        return [f"没有编号是 {number} 的回执。编号写在每次收件的回复里，例如 R261123-0007。"], False
    return _receipt_lines(proof), proof.intact


def _receipt_lines(proof: receipts.Proof) -> list[str]:
    body = proof.body
    text = words.proof(
        kind=proof.receipt.kind,
        unit=str(body.get("unit", "")),
        quarter=quarter_words.name(*body["quarter"]) if "quarter" in body else "",
        at=moment(proof.receipt.at),
        by=str(body.get("by", "")),
        hash=proof.receipt.hash,
        intact=proof.intact,
        papers=[(paper.label, paper.size, paper.state) for paper in proof.papers],
        summary="",
    )
    whole = words.full_hash(proof.receipt.hash, proof.anchor)
    return [words.title(proof.receipt.number), text, whole]


async def names(db: Session, digest: str) -> list[str]:
    """What people call a file, with the beginning of its hash."""
    found = [" ".join(filter(None, one)) for one in await papers.called(db, digest)]
    return [f"{name}（{digest[:12]}…）" for name in found or ["没有记录提到的文件"]]


async def existing(place: Place) -> Database | None:
    """The county's database; None where there is none yet."""
    return await Database.open(place) if await place.exists() else None
