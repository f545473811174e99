"""The wiring: which room is given what. Nothing is decided here.

``Application.open`` builds everything from the settings; ``start`` begins to answer; ``stop``
finishes the turn and the letters in hand. Clock and chance enter the bot here.
"""

from __future__ import annotations

import asyncio
import functools
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.channels.web.ports import DemoStep, Ports
from bot.channels.web.server import WebChannel
from bot.corridor import clock, reached, recipes
from bot.corridor.codes import Codes, read_key, reveal
from bot.corridor.intake import Intake
from bot.corridor.joining import Joining
from bot.corridor.outbox import Outbox
from bot.corridor.router import Router
from bot.corridor.taken import TakenLog
from bot.desk.desk import Desk
from bot.editions.freshening import Freshener
from bot.extraction.reader import Reader
from bot.forms.coming import coming
from bot.people import opened
from bot.quarters.new_rules import tell_loaded
from bot.quarters.rhythm import learn
from bot.running import first_admin, interpreter, leaving, machine
from bot.running.anchors import Anchors
from bot.running.believable import Believable
from bot.running.beside import Beside
from bot.running.config import MEGABYTE, Settings
from bot.running.health import Health, Watched
from bot.running.heartbeat import Heartbeat
from bot.running.reading import PROGRAM, Reading
from bot.running.stamps import timestamps_of
from bot.running.store import open_store
from bot.running.understanding import tell_what_is_read, understand
from bot.running.watch import Watch
from bot.schemes.desk import SchemeDesk
from bot.schemes.scanning import Scanning
from bot.speech import periodic
from storage.database import Database, Session
from storage.disk import FaultCode, StoreFault
from storage.evidence import EvidenceStore
from storage.queries import papers

if TYPE_CHECKING:  # what is not in the settings is not loaded, nor what a start can do without
    from bot.archive.downloads import Download
    from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.wecom.channel import WecomChannel
from bot.running.told import (
    bounds_of,
    drawings_of,
    web_settings,
    world_of,
)

log = structlog.get_logger(__name__)

_ABANDONED = 2.0
"""Seconds for each part to end once the county is another process's."""


class Application:
    """The whole bot in one process."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        store: EvidenceStore,
        steps: tuple[DemoStep, ...] = (),
    ) -> None:
        self.settings = settings
        self.database = database
        self.store = store
        self.codes = Codes(read_key(settings.key_file))
        self.world = world_of(
            settings, store, self.codes, demo=bool(steps), telegram_link=self._telegram_link
        )
        produce = functools.partial(recipes.produce, open_bytes=store.open)
        taken = TakenLog(settings.data.folder / "outbox.sent")
        self.drawings = drawings_of(settings)
        self._reader = Reader(bounds_of(settings), program=PROGRAM)
        self.reading = self._papers()
        self.scanning = Scanning(
            database, store, self._reader.look, self.world, clock.now, lambda: self.outbox.posted()
        )
        self.outbox = Outbox(database, store, produce, clock.now, self._reveal, taken)
        self.believable = Believable(database)
        self.anchors = Anchors(database, settings.data.folder, clock.now)
        self.freshener = Freshener(database)
        self.router = self._router()
        self.intake = Intake(database, store, self.router.turn, clock.now, Joining())
        self.intake.posted = self.outbox.posted
        self.web = WebChannel(self._ports(steps), web_settings(settings))
        self.outbox.channels = {"web": self.web}
        self.router.keeps = {"web": self.web}
        self.beside = Beside(settings, database, store, self.intake, self.outbox)
        self.timestamps = timestamps_of(settings, database, self.outbox.posted)
        self.heartbeat = self._beating()
        self._looks = self._look_after(settings)
        self.watch = Watch(
            database, self._looks, self.outbox.posted, self.beside.says, self.beside.down
        )

    def _router(self) -> Router:
        return Router(
            self.database,
            self.world,
            clock.now,
            lambda: secrets.token_hex(4).upper(),
            self._turned,
            lambda: self.web.signed_out(),
            self.freshener.wanted,
        )

    def _ports(self, steps: tuple[DemoStep, ...]) -> Ports:
        """What the web chat asks of the house."""
        return Ports(
            database=self.database,
            store=self.store,
            receive=self.intake.receive,
            receive_written=self.intake.receive_written,
            clock=clock.now,
            random_token=lambda: secrets.token_urlsafe(24),
            health=self.health,
            admit=self._admit,
            reveal=self._reveal,
            make=recipes.make,
            download=self._download,
            contact=self._contact,
            called=self._called,
            calls=lambda: self.beside.calls(),
            desk=Desk(self.database, self.store, clock.now, self.drawings),
            schemes=SchemeDesk(self.database, clock.now, self.store),
            demo_steps=steps,
        )

    def _beating(self) -> Heartbeat:
        return Heartbeat(
            self.database,
            self.store,
            clock.now,
            self.outbox.posted,
            self.digests,
            self.world.reminding,
            self.outbox.pay,
            self.anchors,
            self.settings.trail.daily_message,
            self.believable,
            self.freshener,
            logins_last=timedelta(days=self.settings.web.session_days),
            learn=self._learn,
        )

    def _papers(self) -> Reading:
        return Reading(
            self.database,
            self.store,
            self._reader,
            clock.now,
            lambda: self.outbox.posted(),
            after=(understand,),
            tell=tell_what_is_read,
            give_way=lambda: self.intake.give_way(),
            drawings=self.drawings,
        )

    def _look_after(self, settings: Settings) -> Health:
        return Health(
            self.database,
            settings.data.folder,
            settings.data.reserve_megabytes * MEGABYTE,
            Watched(
                standing_since=lambda: self.intake.standing_since,
                beaten_at=lambda: self.heartbeat.beaten_at,
                channels=self.beside.down_since,
                halted=lambda: self.believable.halted,
                papers_down=lambda: self.store.down_since,
            ),
            clock.now,
            time.monotonic,
            lambda fault: machine.words(fault, settings.data.folder),
        )

    @property
    def telegram(self) -> TelegramChannel | None:
        """The Telegram channel, where the settings have one."""
        return self.beside.telegram

    @property
    def wecom(self) -> WecomChannel | None:
        """The WeCom channel, where the settings have one."""
        return self.beside.wecom

    def _turned(self) -> None:
        """A turn is over: there may be letters or papers, and the audit chain may have grown."""
        self.reading.woken()
        self.outbox.posted()
        self.anchors.posted()

    @classmethod
    async def open(cls, settings: Settings, steps: tuple[DemoStep, ...] = ()) -> Application:
        """Open the data of these settings.

        Raises:
            storage.schema.SchemaFault: the database is not ours to open.
            bot.corridor.codes.KeyFault: the key file cannot be used.
            scoring.scheme.SchemeError: a scheme has faults.
        """
        database = await Database.open(settings.place)
        try:
            return cls(settings, database, open_store(settings), steps)
        except BaseException:
            await database.close()
            raise

    async def start(self, *, taken_over: bool = False) -> None:
        """Carry on what an earlier process left, then answer.

        ``taken_over``: another process served the county a moment ago, and people wait. A store
        that is away is no reason not to answer, only papers wait for it; nor is what is due each
        minute, which follows at once.

        Raises:
            bot.running.machine.PortFault: the web chat's port is taken.
            bot.running.machine.MachineFault: the county has moved elsewhere.
            bot.channels.wecom.hold.TakenFault: another process runs this WeCom bot.
        """
        interpreter.settle()
        periodic.enter(self.world.rhythm)
        async with self.database.reading() as db:
            await self._learn(db)
        await self._probed(taken_over)
        await leaving.refuse(self.database)
        for channel in self.beside.channels:
            await channel.open()  # before recovery, which may fetch files
        left = await self.intake.recover()
        if left:
            log.info("carrying on", updates=left)
        await self.outbox.recover()
        self.outbox.start()
        await self.web.repeat()
        try:
            await self.web.listen()
        except OSError as fault:
            raise machine.PortFault(f"{machine.port_words(self.settings, fault)}。") from fault
        await self.router.open()
        for channel in self.beside.channels:
            await channel.start()
        async with self.database.transaction() as db:
            told = await tell_loaded(db, await coming(db, self.world), clock.now())
        if told:
            self.outbox.posted()
        self.heartbeat.start()
        if taken_over:
            self.heartbeat.beat_soon()
        else:
            await self.heartbeat.beat()
        self.watch.start()
        self.anchors.start()
        if self.settings.reading.papers:
            self.reading.start()
        self.scanning.start()
        if self.timestamps is not None:
            self.timestamps.start()
        self.freshener.start()
        # Beside the loop, so that nobody's first sentence waits for it.
        asyncio.get_running_loop().run_in_executor(None, _read_learnt)

    async def _probed(self, may_be_away: bool) -> None:
        try:
            await asyncio.to_thread(self.store.probe)
        except StoreFault as fault:
            if not may_be_away or fault.code is not FaultCode.UNREACHABLE:
                raise
            log.warning("the store of the papers is away", fault=fault.detail)

    async def _learn(self, db: Session) -> None:
        await learn(db, self.world)

    async def stop(self) -> None:
        """Take nothing more in, finish what is in hand, close."""
        for end in self._ends():
            await end()

    async def abandon(self) -> None:
        """Another process serves the county: take in, send and write nothing more, and close."""
        self.database.let_go()  # or what is ended would first wait for a server that is cut off
        for end in (self.outbox.drop, self.intake.drop, *self._ends()):
            try:
                async with asyncio.timeout(_ABANDONED):
                    await end()
            except Exception as fault:  # noqa: BLE001 -- whatever it is, the next one ends, too
                log.warning("not ended in order", what=_called(end), fault=type(fault).__name__)

    def _ends(self) -> list[Callable[[], Awaitable[None]]]:
        """What is ended, one after another."""

        async def beat_no_more() -> None:
            self.heartbeat.stop()

        async def save_what_is_lost() -> None:
            await self._looks.belongings.save(self.database, last=True)

        return [
            self.watch.stop,
            self.scanning.stop,
            self.reading.stop,
            beat_no_more,
            *((self.timestamps.stop,) if self.timestamps is not None else ()),
            self.freshener.stop,
            self.web.stop,
            *(channel.stop for channel in self.beside.channels),
            self.intake.stop,
            self.outbox.stop,
            *(channel.close for channel in self.beside.channels),
            self.anchors.stop,
            save_what_is_lost,
            self.database.close,
        ]

    async def needs_setup(self) -> bool:
        """Whether nobody is admin yet."""
        return await first_admin.is_missing(self.database)

    async def setup_code(self) -> str | None:
        """A fresh set-up code while nobody is admin yet; the one before it no longer works."""
        return await first_admin.code(self.database, self.codes, clock.now())

    async def health(self) -> Mapping[str, Any]:
        """Whether the bot works, and if not, why."""
        found = dict((await self._looks.state()).told())
        if self.wecom is not None:
            found["wecom"] = str(self.wecom.link.state.stage)
        return found

    async def digests(self) -> set[str]:
        """Every digest somebody still speaks of: what a sweep must keep."""
        async with self.database.reading() as db:
            known = await papers.digests(db)
        return known | await self.web.digests()

    async def _reveal(self, db: Session, text: str) -> str:
        """A stored text as it is shown now, with the codes that are still good."""
        return await reveal(db, text, self.codes.plain, clock.now())

    async def _contact(self) -> str:
        async with self.database.reading() as db:
            return await reached.contact(db, self.world)

    async def _download(self, number: int, address: str) -> Download | str:
        await self.router.open()
        from bot.archive import downloads

        return await downloads.begin(self.database, self.store, number, address, clock.now())

    def _telegram_link(self, code: str) -> str | None:
        return None if self.telegram is None else self.telegram.link(code)

    async def _called(self, address: str) -> str:
        async with self.database.reading() as db:
            return await opened.called(db, "web", address)

    async def _admit(self, code: str) -> str | None:
        async with self.database.reading() as db:
            return await opened.invites_to(db, self.world, code, clock.now())


def _called(end: Callable[[], Awaitable[None]]) -> str:
    whose = getattr(end, "__self__", None)
    return end.__qualname__ if whose is None else f"{type(whose).__name__}.{end.__name__}"


def _read_learnt() -> None:
    from bot.questions.ready import read_once

    read_once()
