"""Asking an authority for time stamps of the audit chain's end: once a day, kept (RFC 3161).

Off unless ``[trail] timestamp`` names an authority. What is sent is the hash of the anchor and no
more. Nobody waits for the authority: a failure is tried again, later and later, and told to the
office once a day. What is kept and believed is ``timestamps``'.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import structlog
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from bot.corridor.events import dumps
from bot.corridor.going import Going
from bot.running import words
from bot.running.timestamps import FOLDER, StampFault, believed, certificates
from bot.speech.calendar import CHINA
from storage import audit
from storage.audit import Anchor
from storage.database import Database
from storage.queries import corridor, people

log = structlog.get_logger(__name__)

LOOK_EVERY = 60.0
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
TELL_AFTER = 3
"""Failures in a row after which the office hears of it."""
_SECONDS = 30.0
_LARGEST = 256 * 1024


class Timestamps(Going):
    """Asks the authority, day after day."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        address: str,
        certificate: Path,
        clock: Callable[[], datetime],
        posted: Callable[[], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._folder = folder / FOLDER
        self._address = address
        self._certificate = certificate
        self._clock = clock
        self._posted = posted
        self._pause = pause
        self._failures = 0
        self._not_before: datetime | None = None

    async def _run(self) -> None:
        while True:
            try:
                await self.round()
            except Exception:  # the database failed: the next look may do better
                log.exception("time stamp failed")
            await self._pause(LOOK_EVERY)

    async def round(self) -> Path | None:
        """Ask if a time stamp is due; where it is kept."""
        now = self._clock()
        # One that is longer was reckoned from a clock that was wrong.
        if self._not_before is not None and timedelta() < self._not_before - now <= LONGEST_PAUSE:
            return None
        async with self._database.reading() as db:
            end = await audit.end(db)
        if not end.number or self._has(end, now):
            return None
        try:
            answer = await self._asked(end)
            kept = await asyncio.to_thread(self._keep, end, now, answer)
        except (StampFault, aiohttp.ClientError, TimeoutError, OSError, ValueError) as fault:
            await self._failed(now, _said(fault))
            return None
        self._failures, self._not_before = 0, None
        log.info("time stamp", anchor=str(end))
        return kept

    def _has(self, end: Anchor, now: datetime) -> bool:
        """Whether today, or this very end, has its stamp."""
        today = f"{now.astimezone(CHINA):%Y%m%d}-"
        return any(
            file.name.startswith(today) or file.stem.endswith(str(end))
            for file in self._folder.glob("*.tsr")
        )

    async def _asked(self, end: Anchor) -> bytes:
        roots = await asyncio.to_thread(certificates, self._certificate)
        asking = TimestampRequestBuilder().data(str(end).encode())
        request = asking.hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=True).build()
        headers = {"Content-Type": "application/timestamp-query"}
        timeout = aiohttp.ClientTimeout(total=_SECONDS)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self._address, data=request.as_bytes(), headers=headers) as answer,
        ):
            if answer.status != 200:
                raise StampFault(f"对方回答 HTTP {answer.status}")
            body = await answer.content.read(_LARGEST)
        believed(body, end, roots, request.nonce)
        return body

    def _keep(self, end: Anchor, now: datetime, answer: bytes) -> Path:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        file = self._folder / f"{now.astimezone(CHINA):%Y%m%d}-{end}.tsr"
        part = file.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            with part.open("wb") as out:
                out.write(answer)
                out.flush()
                os.fsync(out.fileno())
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        return file

    async def _failed(self, now: datetime, why: str) -> None:
        self._failures += 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self._failures - 1, 10))
        self._not_before = now + pause
        log.warning("no time stamp", why=why, failures=self._failures)
        if self._failures < TELL_AFTER:
            return
        message, day = dumps(words.no_stamp(why)), now.astimezone(CHINA).date()
        async with self._database.transaction() as db:
            for group in await people.groups_for(db, "admin"):
                reason = f"stamp:{day}@{group.channel}:{group.address}"
                await corridor.post(
                    db, None, group.channel, group.address, message, reason=reason, now=now
                )
        self._posted()


def _said(fault: Exception) -> str:
    if isinstance(fault, StampFault):
        return str(fault)
    if isinstance(fault, TimeoutError):
        return "没有回答"
    if isinstance(fault, aiohttp.ClientError):
        return f"连不上（{type(fault).__name__}）"
    return f"{fault}"
