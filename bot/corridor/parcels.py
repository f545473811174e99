"""ZIPs of photos and papers that came with a message, taken apart before the turn.

Each part becomes a file of the message as if it had been sent by itself: kept, or refused with its
own reason. Not here: reading the ZIP (``storage.parcel``), fetching (``intake``), the sentences.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from zipfile import ZipInfo

from bot.corridor.events import Attachment
from storage.disk import FaultCode, StoreFault
from storage.evidence import EvidenceStore, Refused
from storage.kinds import RefusalCode
from storage.parcel import BrokenPartError, Parcel, ParcelTrouble

WITHIN = "parcel_inside"
"""The code of an archive that lies within a ZIP."""


async def taken_apart(
    store: EvidenceStore, files: tuple[Attachment, ...]
) -> tuple[Attachment, ...]:
    """The files with every ZIP replaced by what is in it; the same tuple where there is none."""
    if not any(_is_parcel(store, one) for one in files):
        return files
    found: list[Attachment] = []
    for one in files:
        found += await _parts(store, one) if _is_parcel(store, one) else [one]
    return tuple(found)


def _is_parcel(store: EvidenceStore, file: Attachment) -> bool:
    return file.kind == "zip" and file.digest is not None and store.opens_parcels


async def _parts(store: EvidenceStore, file: Attachment) -> list[Attachment]:
    try:
        parcel = await asyncio.to_thread(Parcel, await store.here(str(file.digest)))
    except ParcelTrouble as trouble:
        refused = {"digest": None, "kind": "", "refused": trouble.code}
        return [file.model_copy(update=refused)]
    try:
        return [await _part(store, parcel, label, entry) for label, entry in parcel.parts]
    finally:
        parcel.close()


async def _part(store: EvidenceStore, parcel: Parcel, label: str, entry: ZipInfo) -> Attachment:
    code = ""
    try:
        stored = await store.put(_stream(parcel, entry))
        return Attachment(
            label=label, digest=stored.digest, size=stored.size, kind=stored.kind.code
        )
    except Refused as refusal:
        code = refusal.refusal.code.value
        code = WITHIN if code == RefusalCode.ARCHIVE.value else code
    except BrokenPartError:
        code = RefusalCode.DAMAGED.value
    except StoreFault as fault:
        if fault.code is not FaultCode.NO_SPACE:
            raise
        code = "no_room"
    return Attachment(label=label, size=entry.file_size, refused=code)


async def _stream(parcel: Parcel, entry: ZipInfo) -> AsyncIterator[bytes]:
    """The bytes of a part, unpacked in a worker thread."""
    pieces = parcel.pieces(entry)
    while piece := await asyncio.to_thread(next, pieces, b""):
        yield piece
