"""A life of the bot that may end by SIGKILL: what a child process runs.

The corridor is the real one, wired as ``bot.running.app`` wires it: database, store, intake, router
with every page, outbox, web chat. Only the clock stands still, so that a life that was cut short
and one that was not say the same words. A fuse set at one point of the corridor kills the process
there; what it patches is this process alone.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import structlog

from bot.channels.web import Ports, WebChannel, WebSettings, entries
from bot.corridor import pages, presses
from bot.corridor.door import Code, World
from bot.corridor.events import Attachment, Incoming
from bot.corridor.intake import Intake
from bot.corridor.outbox import Outbox
from bot.corridor.router import Router
from bot.corridor.turn import Turn
from bot.corridor.writing import writes
from bot.reminders import due as reminders
from bot.running.heartbeat import Heartbeat
from scoring.scheme import load as load_scheme
from storage import audit, backup, upload
from storage.database import Database, Session, stamp
from storage.evidence import EvidenceStore
from storage.queries import corridor, reminders as queries_reminders, web
from storage.sqlite import copying as copying_of
from storage.writer import Writer
from tests.sample_papers import picture
from tests.stage import MONDAY

pages.open_all()
DRAWN = picture((20, 90, 160))
"""What every picture and document is here: how they are drawn is not the corridor's affair."""
ENTRIES_AT_ONCE = 20
"""Reminders entered in one transaction of a life here."""
SCHEMES = tuple(load_scheme(name) for name in ("郏县2022-县直单位", "郏县2022-乡镇街道"))
"""Read before the children are forked: a life begins in milliseconds."""


@dataclass(frozen=True)
class Sent:
    """What a phone sends, under the key it will use again when it hears nothing."""

    key: str
    who: str
    text: str = ""
    route: str | None = None
    file: tuple[str, bytes] | None = None
    backup: bool = False
    """Nothing is said: the officer makes a backup under this name."""
    remote: bool = False
    """The file still lies with the channel: intake fetches it after the update is kept."""


class Fuse:
    """Kills this process at the ``hit``-th time that ``point`` of the corridor is reached."""

    def __init__(self, point: str, hit: int) -> None:
        self.point, self._left = point, hit
        self.reached: Counter[str] = Counter()

    def at(self, point: str) -> None:
        """Reached."""
        self.reached[point] += 1
        if point == self.point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Life:
    """One process of the bot over a folder, at one moment."""

    def __init__(
        self, database: Database, folder: Path, fuse: Fuse, now: datetime = MONDAY
    ) -> None:
        self.database, self.fuse, self.now = database, fuse, now
        self.store = EvidenceStore(folder / "evidence", 20 * 1024 * 1024, reserve=0)
        self.remote: dict[str, bytes] = {}
        world = World(
            county="郏县",
            schemes=SCHEMES,
            new_code=lambda: Code("CODE", "CODE"),
            read_bytes=self._read,
        )
        self.outbox = Outbox(database, self.store, lambda _: DRAWN, lambda: now)
        router = Router(database, world, lambda: now, lambda: "E1", self._posted)
        carry = self._before(router.turn, "kept")
        self.intake = Intake(database, self.store, carry, lambda: now, self._at_once)
        self.web = WebChannel(self._ports(), WebSettings(port=0))
        self.web.write = self._after(self.web.write, "delivered")  # type: ignore[method-assign] # the fuse
        self.intake.channels = {"web": self}
        self.outbox.channels = {"web": self.web}

    def _at_once(self, incoming: Incoming) -> bool:
        """As in a process that has stood for a while; one that dies in a turn is in its first."""
        return self.fuse.point not in {"kept", "turn"} and writes(incoming)

    async def start(self) -> None:
        """As ``Application.start``: carry on what was left, then answer."""
        await self.intake.recover()
        self.outbox.start()
        await self.web.start()

    async def beat(self) -> None:
        """As the heartbeat does: what has become due by itself, once."""

        async def digests() -> set[str]:
            return set()

        await Heartbeat(
            self.database, self.store, lambda: self.now, self.outbox.posted, digests
        ).beat()

    async def settle(self) -> None:
        """Wait until all is answered and every answer delivered.

        What another process entered and died over is found by the minute's look: it comes sooner.
        """
        began = time.monotonic()
        while True:
            if time.monotonic() - began > 0.5:
                began = time.monotonic()
                self.outbox.posted()
            await self.intake.idle()
            async with self.database.reading() as db:
                if not await corridor.waiting_letters(db):
                    return
            await asyncio.sleep(0.002)

    async def stop(self) -> None:
        """As ``Application.stop``."""
        await self.web.stop()
        await self.intake.stop()
        await self.outbox.stop()
        await self.database.close()

    async def hear(self, sent: Sent) -> None:
        """The way in of the web chat: file to the store, message to the log, update to intake."""
        if sent.backup:
            await self._copy(sent.key)
            return
        said: dict[str, Any] = {"text": sent.text, "files": []}
        if sent.route is not None:
            said |= {"route": sent.route, "root": 1, "label": "x"}
        if sent.file is not None and not sent.remote:
            label, data = sent.file
            kept = await self.store.put_bytes(data)
            kind = kept.kind.code
            said["files"] = [
                {"label": label, "digest": kept.digest, "size": kept.size, "kind": kind}
            ]
        if sent.remote and sent.file is not None:
            # Another channel's: it comes by no log of ours, and is announced until it is kept.
            waiting = Attachment(label=sent.file[0], remote=sent.key)
            announced = Incoming(
                channel="web",
                update=entries.incoming_key(sent.who, sent.key),
                chat=sent.who,
                sender=sent.who,
                private=True,
                received=self.now,
                text=sent.text,
                attachments=(waiting,),
            )
            await self.intake.receive(announced)
            return
        async with self.database.transaction() as db:
            row = await self._log(db, sent, said)
        self.fuse.at("logged")
        await self.intake.receive(entries.as_incoming(row))

    async def _copy(self, name: str) -> None:
        """``bot backup``; one that is there already was made before this process was born."""
        folder = self.database.path.parent
        target = folder / "backups" / f"{name}.tar"
        if target.exists():
            backup.clear_killed(target.parent)
            return
        await backup.backup(self.database.path, folder / "evidence", target, now=self.now)

    async def fetch(self, remote: str, _named: Callable[[str], None]) -> AsyncIterator[bytes]:
        """The bytes of a file that lay with the channel."""
        yield self.remote[remote]

    async def _log(self, db: Session, sent: Sent, said: dict[str, Any]) -> web.EntryRow:
        return await entries.write_incoming(
            db,
            chat=sent.who,
            author=sent.who,
            name=sent.who,
            key=sent.key,
            said=said,
            at=stamp(self.now),
        )

    async def _read(self, digest: str) -> bytes:
        return self.store.path(digest).read_bytes()

    def _posted(self) -> None:
        self.fuse.at("committed")
        self.outbox.posted()

    def _before(
        self, call: Callable[[int, Incoming], Awaitable[None]], point: str
    ) -> Callable[[int, Incoming], Awaitable[None]]:
        async def fused(number: int, incoming: Incoming) -> None:
            self.fuse.at(point)
            await call(number, incoming)

        return fused

    def _after(
        self, call: Callable[..., Awaitable[str]], point: str
    ) -> Callable[..., Awaitable[str]]:
        async def fused(*args: Any) -> str:
            found = await call(*args)
            self.fuse.at(point)
            return found

        return fused

    def _ports(self) -> Ports:
        async def yes(*_: object) -> str:
            return "邀请您"

        async def health() -> dict[str, bool]:
            return {"ok": True}

        return Ports(
            database=self.database,
            store=self.store,
            receive=self.intake.receive,
            receive_written=self.intake.receive_written,
            clock=lambda: self.now,
            random_token=lambda: "t" * 24,
            health=health,
            admit=yes,
        )


def arm(fuse: Fuse) -> None:
    """Set the fuse inside the storage, around the shared commit and inside the turn."""
    seal, put, close = upload.Upload.seal, EvidenceStore._put, Turn.close

    def sealing(upload: Any) -> str:
        fuse.at("half a file")
        return seal(upload)

    async def putting(store: EvidenceStore, *args: Any, **more: Any) -> Any:
        kept = await put(store, *args, **more)
        fuse.at("bytes")
        return kept

    async def closing(turn: Turn) -> None:
        await close(turn)
        fuse.at("turn")

    record, enter = audit.record, queries_reminders.enter

    async def recording(*args: Any, **more: Any) -> None:
        await record(*args, **more)
        fuse.at("recorded")

    forget_ends = audit.forget_ends

    def laid_down(*args: Any) -> None:
        forget_ends(*args)
        fuse.at("recorded")  # all the rows of a file, at once

    async def entering(*args: Any) -> None:
        await enter(*args)
        fuse.at("entered")

    audit.record = recording  # type: ignore[assignment] # as below
    audit.forget_ends = laid_down
    queries_reminders.enter = entering  # type: ignore[assignment] # as below
    reminders.AT_ONCE = ENTRIES_AT_ONCE  # type: ignore[misc] # a small storm in several transactions
    left, commit = Writer._left, Writer._commit

    async def leaving(writer: Writer, batch: Any) -> None:
        fuse.at("released")
        await left(writer, batch)

    async def committing(writer: Writer, batch: Any) -> None:
        settle = batch.settle

        def settling(fault: BaseException | None = None) -> None:
            fuse.at("synced")
            settle(fault)

        batch.settle = settling
        await commit(writer, batch)

    Writer._left = leaving  # type: ignore[method-assign] # as below
    Writer._commit = committing  # type: ignore[method-assign] # as below
    upload.Upload.seal = sealing  # type: ignore[method-assign] # this process is there to die
    EvidenceStore._put = putting  # type: ignore[method-assign] # as above
    Turn.close = closing  # type: ignore[method-assign] # as above
    _arm_backups(fuse)


def _arm_backups(fuse: Fuse) -> None:
    copy, write = copying_of.copy_database, backup.write

    def copying(*args: Any) -> None:
        copy(*args)
        fuse.at("copied")

    def writing(part: Path, *args: Any) -> Any:
        kept = write(part, *args)
        with part.open("r+b") as file:
            whole = file.read()
            file.truncate(len(whole) // 2)
            fuse.at("half a copy")
            file.seek(0)
            file.write(whole)
        return kept

    copying_of.copy_database = copying  # type: ignore[assignment] # as below
    backup.write = writing  # type: ignore[attr-defined] # as below


def live(
    folder: Path,
    updates: list[Sent],
    point: str,
    hit: int,
    one_by_one: bool,
    line: Connection,
    now: datetime = MONDAY,
    beats: int = 0,
) -> None:
    """A child's whole life: carry on, hear the updates, answer, stop; unless the fuse goes off.

    ``beats``: how often the clockwork beats after that.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    presses.READ = timedelta(0)  # type: ignore[misc] # the clock stands still: nobody reads here
    fuse = Fuse(point, hit)
    arm(fuse)
    asyncio.run(_live(folder, updates, fuse, one_by_one, line, now, beats))


async def _live(
    folder: Path,
    updates: list[Sent],
    fuse: Fuse,
    one_by_one: bool,
    line: Connection,
    now: datetime,
    beats: int,
) -> None:
    life = Life(await Database.open(folder / "xinkao.db"), folder, fuse, now)
    for sent in updates:
        # The channel still has what it announced before this process was born.
        if sent.remote and sent.file is not None:
            life.remote[sent.key] = sent.file[1]
    await life.start()
    for sent in updates:
        await life.hear(sent)
        line.send(sent.key)
        if one_by_one:
            await life.settle()
    for _ in range(beats):
        await life.beat()
    await life.settle()
    await life.stop()
    line.send(fuse.reached)
