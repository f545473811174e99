"""One worker: takes its share of the counties, serves them, hands them over.

Exactly one worker writes a county: the county's lease sees to that, whatever is decided here. Once
a second a worker says that it is there and looks who else is. What nobody holds is taken by whoever
has less than its share; who has more (a worker was added) hands one over at a time. A county whose
lease is gone, or of which nobody can say for some seconds whose it is, is dropped at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import math
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import structlog

from bot.channels.wecom.hold import TakenFault
from bot.corridor.codes import KeyFault
from bot.province.counties import Province
from bot.running import leaving, machine, receded, situations
from bot.running.app import Application
from bot.running.config import Settings
from scoring.scheme import SchemeError
from storage.disk import StoreFault
from storage.faults import Busy, Lost, Receded, StorageFault, Taken
from storage.roll import SILENCE, Holder, Peer, Roll, Seen
from storage.schema import SchemaFault

log = structlog.get_logger(__name__)

ROUND = 1.0
"""Seconds between two looks."""
TOGETHER = 8
"""Counties that are started or stopped at once: most of a start is waiting for the server."""
STOOD_STILL = 1.0
"""Seconds between two turns of the loop after which it was not the server that was silent."""
LATER = 15.0
"""Seconds before a county that did not start is tried again."""
SOON = 2.0
"""As above, where only the server was away, or had not noticed yet that a line broke."""

_TOLD = (
    KeyFault, machine.MachineFault, SchemaFault, SchemeError, StorageFault, StoreFault, TakenFault,
)  # fmt: skip
"""Faults of the settings, the data or the machine, that say themselves what is to be done."""


@dataclass(slots=True)
class Served:
    """A county that is served here."""

    application: Application
    address: str
    watch: asyncio.Task[None] | None = None


class Worker:
    """Holds counties."""

    def __init__(self, province: Province, roll: Roll, me: Peer, inner_host: str) -> None:
        self._province = province
        self._roll = roll
        self.me = me
        self._inner_host = inner_host
        self.served: dict[str, Served] = {}
        self.seen = Seen((me,), {})
        self.faults: dict[str, str] = {}
        """Counties that could not be started here, and why."""
        self._later: dict[str, float] = {}
        self._looked = False
        self._looked_at = float("-inf")
        """When the look was begun that ``seen`` is of."""
        self._asks_first = 0.0
        """Until then what is unsure is asked of the server, and kept."""
        self._stopping = False
        self._starting: set[str] = set()
        self._ending: set[asyncio.Task[None]] = set()

    async def run(self, stopped: asyncio.Event) -> None:
        """Until it is to stop; then hand everything over."""
        looking = asyncio.create_task(self._look())
        taking: asyncio.Task[None] | None = None
        awake = _now()
        try:
            while not stopped.is_set():
                if _now() - awake > STOOD_STILL:
                    self._asks_first = _now() + SILENCE
                awake = _now()
                if taking is not None and taking.done():
                    _tell(taking)
                    taking = None
                if self._looked and taking is None:
                    self._looked = False
                    taking = asyncio.create_task(self.round())
                await self._drop_unsure()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stopped.wait(), ROUND / 4)
        finally:
            looking.cancel()
            self._stopping = True
        if taking is not None:
            await asyncio.wait([taking])
            _tell(taking)
        await self.drain()

    async def _look(self) -> None:
        """Say that one is there, and see who else is, however long a county takes to start."""
        silent = False
        while True:
            began = _now()
            try:
                self.seen = await self._roll.beat(self.me, list(self._province.counties))
            except StorageFault as fault:
                if not silent:
                    log.warning("the server does not answer", why=situations.first_line(fault))
                silent = True
            else:
                self._looked, self._looked_at = True, began
                if silent:
                    log.info("the server answers again")
                silent = False
            await asyncio.sleep(ROUND)

    async def round(self) -> None:
        """Take or hand over what follows from the last look."""
        left = iter(self._mine_first())
        await asyncio.gather(*(self._take_some(left) for _ in range(TOGETHER)))
        if len(self.served) > self._share() and not self._stopping:
            await self.hand_over(next(reversed(self.served)))

    async def _take_some(self, left: Iterator[str]) -> None:
        """Take one after another of what is free, up to the share, as both were seen last."""
        for name in left:
            if self._stopping or len(self.served.keys() | self._starting) >= self._share():
                return
            if not self._is_free(name):
                continue
            self._starting.add(name)
            try:
                await self._take(name)
            except Lost as fault:
                self._not_now(name, fault)
                return  # nor are the others to be had
            finally:
                self._starting.discard(name)

    def _not_now(self, name: str, fault: StorageFault) -> None:
        self.faults[name] = machine.words(fault)
        self._later[name] = _now() + SOON

    def _not_started(self, name: str, fault: Exception) -> None:
        """The sentence is told by /health; it is logged once, though it is tried again and again.

        A fault of ours has its whole way beside it, and a number by which the log is found.
        """
        told = str(fault) or type(fault).__name__
        self._later[name] = _now() + LATER
        if self.faults.get(name, "").startswith(told):
            return
        if isinstance(fault, _TOLD):
            self.faults[name] = told
            log.error("county not started", fault=type(fault).__name__)
            return
        reference = secrets.token_hex(4)
        self.faults[name] = f"{told} ({reference})"
        log.error("county not started", reference=reference, exc_info=fault)

    def _share(self) -> int:
        staying = [one for one in self.seen.peers if not one.leaving]
        return math.ceil(len(self._province.counties) / max(1, len(staying)))

    def _mine_first(self) -> list[str]:
        """Each worker begins elsewhere, so that they do not all reach for the same county."""

        def place(name: str) -> bytes:
            return hashlib.sha256(f"{self.me.worker} {name}".encode()).digest()

        return sorted(self._province.counties, key=place)

    def _is_free(self, name: str) -> bool:
        if name in self.served or self._later.get(name, 0.0) > _now():
            return False
        holder = self.seen.holders.get(name)
        return holder is None or not holder.alive

    async def _take(self, name: str) -> None:
        """Serve a county from now on, if it can be.

        Raises:
            Lost: the server is away.
        """
        settings = self._province.counties[name]
        structlog.contextvars.bind_contextvars(county=name)
        try:
            application = await self._started(settings)
        except Receded as fault:
            self.faults[name] = machine.words(fault)
            self._later[name] = _now() + LATER
            return
        except Taken:
            return  # another worker was quicker
        except Lost:
            raise
        except Busy as fault:
            self._not_now(name, fault)
            return
        except Exception as fault:  # noqa: BLE001 -- one county's trouble is not the others'
            self._not_started(name, fault)
            return
        self.faults.pop(name, None)
        served = Served(application, f"{self._inner_host}:{application.web.port}")
        served.watch = asyncio.create_task(self._watch(name, served))
        self.served[name] = served
        try:
            await self._roll.serves(name, self.me.worker, served.address)
        except StorageFault as fault:
            # Nobody else would find it: whoever takes it next says where it is.
            log.warning("nobody was told where the county is", why=situations.first_line(fault))
            await self._drop(name)
            return
        log.info("county served")

    async def _started(self, settings: Settings) -> Application:
        """A county that is ours before anything of it reaches out."""
        web = settings.web.model_copy(update={"host": self._inner_host})
        application = await Application.open(settings.model_copy(update={"web": web}))
        try:
            await application.database.hold()
            await leaving.refuse(application.database)
            await receded.refuse(application.database, settings.data.folder)
            await application.start(taken_over=True)
        except BaseException:
            await application.abandon()
            raise
        return application

    async def _watch(self, name: str, served: Served) -> None:
        why = await served.application.database.lost()
        log.warning("county lost", county=name, fault=type(why).__name__, why=str(why))
        await self._drop(name)

    async def _drop_unsure(self) -> None:
        """Drop what nobody could be asked about for long; whoever stood still itself asks first.

        A machine that is too busy would otherwise start anew all that it serves, and be busier. So
        a county that its own line is late to ask about is kept while the roll says it is ours.
        """
        if _now() < self._asks_first:
            return
        for name, served in list(self.served.items()):
            unsure = served.application.database.unsure_for > SILENCE
            if unsure and not self._is_ours_as_seen(name):
                log.warning("nobody can say whose the county is", county=name)
                task = asyncio.create_task(self._drop(name))
                self._ending.add(task)
                task.add_done_callback(self._ending.discard)

    def _is_ours_as_seen(self, name: str) -> bool:
        """Whether the server said a moment ago that the county's session lives, and is ours."""
        holder = self.seen.holders.get(name)
        return (
            _now() - self._looked_at < SILENCE
            and holder is not None
            and holder.alive
            and holder.worker == self.me.worker
        )

    async def _drop(self, name: str) -> None:
        """Another worker serves it, or may: nothing more is done for it here."""
        served = self.served.pop(name, None)
        if served is None:
            return
        if served.watch is not None and served.watch is not asyncio.current_task():
            served.watch.cancel()
        with structlog.contextvars.bound_contextvars(county=name):
            await served.application.abandon()

    async def hand_over(self, name: str) -> None:
        """Finish what is in hand and let go; the next one goes on from what is on disk."""
        served = self.served.pop(name)
        if served.watch is not None:
            served.watch.cancel()
        self._later[name] = _now() + 3 * ROUND  # for another one to take
        with structlog.contextvars.bound_contextvars(county=name):
            try:
                await served.application.stop()
            except Exception as fault:  # noqa: BLE001 -- as above; the next one goes on from what is on disk
                log.warning("county not stopped in order", fault=type(fault).__name__)
                await served.application.abandon()
            log.info("county handed over")

    async def drain(self) -> None:
        """Hand everything over and take nothing more."""
        self.me = Peer(self.me.worker, self.me.address, leaving=True)
        try:
            await self._roll.beat(self.me, list(self._province.counties))
        except StorageFault:
            log.warning("nobody was told of the leaving")
        while self.served:
            names = list(self.served)[:TOGETHER]
            await asyncio.gather(*(self.hand_over(name) for name in names))
        await asyncio.gather(*self._ending, return_exceptions=True)
        try:
            await self._roll.leave(self.me.worker)
        except StorageFault:
            log.warning("nobody was told of the end")
        await self._roll.close()

    def where(self, name: str) -> str | None:
        """Where a county is served now; None: nowhere that is known."""
        if name in self.served:
            return self.served[name].address
        holder: Holder | None = self.seen.holders.get(name)
        return holder.address if holder and holder.alive and holder.address else None

    def peer_of(self, name: str) -> Peer | None:
        """The worker that serves a county, as far as is known."""
        if name in self.served:
            return self.me
        holder = self.seen.holders.get(name)
        known: Mapping[str, Peer] = {one.worker: one for one in self.seen.peers}
        return known.get(holder.worker) if holder and holder.alive else None


def _tell(taking: asyncio.Task[None]) -> None:
    """What went wrong with a round is told, and no reason to end all that is served here."""
    if (fault := taking.exception()) is not None:
        log.error("round not finished", exc_info=fault)


def _now() -> float:
    return asyncio.get_running_loop().time()
