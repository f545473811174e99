"""Files on their way out: uploaded once, then known to WeCom by a number for three days."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.channels.wecom.faults import Meaning, RefusedFault, UnansweredFault
from bot.channels.wecom.pace import UPLOAD_LANE, UPLOADS
from bot.channels.wecom.paced import PacedLink
from bot.channels.wecom.ports import WecomPorts
from bot.channels.wecom.upload import UploadKind, upload
from bot.corridor.delivering import LaterError
from bot.corridor.events import ReadyFile
from storage.queries import wecom as queries

RATE_SECONDS = 60.0
_MARGIN = timedelta(hours=1)
"""A number that is about to expire is not used any more."""


class OutgoingFiles:
    """The files of one bot."""

    def __init__(self, ports: WecomPorts, paced: PacedLink, bot_id: str) -> None:
        self._ports = ports
        self._paced = paced
        self._bot = bot_id

    async def known(self, file: ReadyFile, shape: UploadKind) -> str | None:
        """WeCom's number of a file that was sent before in this shape, while it is good."""
        async with self._ports.database.reading(once=True) as db:
            return await queries.media(
                db, self._bot, file.digest, _kept_as(file, shape), self._ports.clock()
            )

    async def forget(self, file: ReadyFile, shape: UploadKind) -> None:
        """WeCom no longer knows the number."""
        async with self._ports.database.transaction() as db:
            await queries.forget_media(db, self._bot, file.digest, _kept_as(file, shape))

    async def upload(self, file: ReadyFile, shape: UploadKind) -> str:
        """Take a file to WeCom; its number there. Uploading again doubles nothing.

        Raises:
            LaterError: the pace, or no answer. UploadFault: never so. LinkFault: as ``faults``.
        """
        await self._paced.turn(UPLOAD_LANE, UPLOADS)
        content = await asyncio.to_thread(self._ports.store.open, file.digest)
        try:
            done = await upload(self._paced.link, content, shape, file.label)
        except UnansweredFault:
            raise LaterError(5.0, "upload unanswered") from None
        except RefusedFault as fault:
            if fault.meaning is not Meaning.RATE:
                raise
            self._paced.told_to_wait(UPLOAD_LANE, RATE_SECONDS)
            raise LaterError(RATE_SECONDS, "upload rate") from None
        finally:
            content.close()
        kept, until = _kept_as(file, shape), done.until - _MARGIN
        async with self._ports.database.transaction() as db:
            await queries.keep_media(db, self._bot, file.digest, kept, done.media_id, until)
        return done.media_id


def _kept_as(file: ReadyFile, shape: UploadKind) -> str:
    """What tells one kept file from another: a document comes with the name it first had."""
    return shape if shape == "image" else f"{shape}/{file.label}"
