"""The web chat as a channel: wiring, starting, stopping, delivering.

Letters come from the outbox and go into the log, where the streams find them. What a request
does lives beside this file: ``doors`` (pages, log-in), ``chat`` (say, read), ``stream`` (news),
``uploads``, ``files``; who may is ``sessions`` and ``security``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from aiohttp import web

from bot.channels.web import entries
from bot.channels.web.chat import Chat
from bot.channels.web.desk import DeskDoors
from bot.channels.web.doors import Doors
from bot.channels.web.files import Files
from bot.channels.web.gates import Allowed, room
from bot.channels.web.listener import Listener
from bot.channels.web.ports import Ports, WebSettings
from bot.channels.web.previews import Previews
from bot.channels.web.scheme_desk import SchemeDoors
from bot.channels.web.security import guard, set_headers
from bot.channels.web.sessions import Sessions
from bot.channels.web.stream import Bell, Stream
from bot.channels.web.uploads import Uploads
from bot.corridor.delivering import Beside
from bot.corridor.events import ChannelName, Letter, ReadyFile
from storage.database import Session as Transaction, stamp
from storage.queries import web as queries

_BODY_LIMIT = 256 * 1024
"""Bytes of a request that is not an upload."""
_REPEATED = timedelta(days=80)
"""Intake forgets after ninety days what it has carried through: older is not looked at again."""


class WebChannel:
    """The web chat."""

    name: ChannelName = "web"

    def __init__(self, ports: Ports, settings: WebSettings) -> None:
        self._ports = ports
        self._settings = settings
        self._bell = Bell()
        self._sessions = Sessions(ports, settings)
        self._ending: set[asyncio.Task[None]] = set()
        self._listener: Listener | None = None

    def application(self) -> web.Application:
        """The aiohttp application: for ``start``, and for tests."""
        ports, settings = self._ports, self._settings
        sessions = self._sessions
        calls = ports.calls()
        by_guard = guard(
            settings.public_address, behind_proxy=settings.behind_proxy, called=calls.keys()
        )
        app = web.Application(client_max_size=_BODY_LIMIT, middlewares=[by_guard])
        for path, answers in calls.items():
            app.router.add_post(path, answers)
        app.on_response_prepare.append(set_headers(secure=settings.secure_cookie))
        doors = Doors(ports, settings, sessions)
        _add_doors(app.router, doors, demo=bool(ports.demo_steps))
        chat = Chat(ports, settings, sessions, self._bell)
        previews = Previews()
        files = Files(ports, sessions, previews)
        router, base = app.router, "/c/{public:[A-Za-z0-9_-]{8,64}}"
        router.add_get(f"{base}/", doors.chat)
        router.add_get(f"{base}/manifest.webmanifest", doors.manifest)
        router.add_get(f"{base}/rooms", chat.rooms)
        router.add_get(f"{base}/history", chat.history)
        router.add_get(f"{base}/events", Stream(ports, settings, sessions, self._bell).events)
        router.add_post(f"{base}/send", chat.send)
        router.add_post(f"{base}/leave", chat.leave)
        router.add_post(f"{base}/upload", Uploads(ports, settings, sessions).upload)
        place = r"{seq:\d{1,15}}/{n:\d{1,3}}"
        router.add_get(f"{base}/file/{place}", files.file)
        router.add_get(f"{base}/thumb/{place}", files.thumb)
        if ports.desk is not None:
            DeskDoors(ports, settings, sessions, self._bell, previews).add_to(router, base)
        if ports.schemes is not None:
            SchemeDoors(ports, settings, sessions, self._bell).add_to(router, base)
        return app

    async def start(self) -> None:
        """Offer intake what it may have missed, then listen.

        Raises:
            OSError: the port is taken, or not ours to take.
        """
        await self.repeat()
        await self.listen()

    async def listen(self) -> None:
        """Answer at the port.

        Raises:
            OSError: the port is taken, or not ours to take.
        """
        settings = self._settings
        allowed = Allowed(
            settings.connections or room(),
            settings.connections_from_one,
            settings.header_seconds,
            settings.behind_proxy,
        )
        self._listener = Listener(self.application(), allowed)
        await self._listener.open(self._settings.host, self._settings.port)

    async def stop(self) -> None:
        """End the streams, finish the requests in hand, close."""
        self._bell.close()
        if self._listener is not None:
            await self._listener.close()

    @property
    def port(self) -> int:
        """The port in use; 0 while not listening."""
        return 0 if self._listener is None else self._listener.port

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile] = ()) -> str:
        """Put a letter into its room; the same letter again changes nothing.

        Returns the number to name when a later letter replaces this one.

        Raises:
            GoneError: there is no such room.
        """

        async def nothing(_: Transaction, __: str) -> None:
            return

        return await self.write(letter, files, nothing)

    async def write(self, letter: Letter, files: Sequence[ReadyFile], beside: Beside) -> str:
        """As ``deliver``, with what is written beside it in the same transaction."""
        at = stamp(self._ports.clock())
        async with self._ports.database.transaction() as db:
            seq, new = await entries.write_outgoing(db, letter, files, at)
            await beside(db, str(seq))
        if new:
            self._bell.ring(letter.chat)
        return str(seq)

    async def has_room(self, db: Transaction, chat: str) -> bool:
        """Whether there is a room of this name."""
        return await queries.room_exists(db, chat)

    async def write_in(self, db: Transaction, letter: Letter) -> str:
        """Write a new letter in this transaction; its entry's number."""
        seq, _ = await entries.write_outgoing(db, letter, (), stamp(self._ports.clock()), new=True)
        return str(seq)

    def ring(self, chat: str) -> None:
        """A room's streams may read what is new."""
        self._bell.ring(chat)

    async def fetch(self, remote: str) -> bytes:
        """Files of this channel are in the store before intake hears of them.

        Raises:
            LookupError: always.
        """
        raise LookupError(f"the web chat keeps no files elsewhere: {remote}")

    async def join(self, chat: str, person: str) -> None:
        """Let a person see a shared room; twice is once."""
        async with self._ports.database.transaction() as db:
            await queries.add_member(db, chat, person, stamp(self._ports.clock()))
        self._bell.ring_all()

    async def part(self, chat: str, person: str) -> None:
        """Take a shared room away from a person."""
        async with self._ports.database.transaction() as db:
            await queries.remove_member(db, chat, person)
        self._bell.ring_all()

    async def name_person(self, person: str, name: str) -> None:
        """How a person is called in shared rooms from now on."""
        async with self._ports.database.transaction() as db:
            await queries.name_person(db, person, name)

    def signed_out(self) -> None:
        """Log-ins have ended, as the tables say: what was open under them ends now."""
        self._bell.ring_all()
        task = asyncio.create_task(self._sessions.end_what_is_over())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def digests(self) -> set[str]:
        """Digests the chat still shows: a sweep of the store must keep them."""
        async with self._ports.database.reading() as db:
            kept = await queries.upload_digests(db)
            for payload in await queries.payloads_with_files(db):
                kept |= entries.digests_in(payload)
        return kept

    async def repeat(self) -> None:
        """What is in the log and never came to intake: a crash may have come between the two, where
        they are no single commit (a card's word, and what versions before this one logged).

        All of it, in its order. Without this, a phone that was put away at that moment would show
        a message that nobody ever answers.
        """
        since = stamp(self._ports.clock() - _REPEATED)
        async with self._ports.database.reading() as db:
            rows = await queries.never_taken_in(db, since)
        for row in rows:
            if entries.is_replayable(row):
                await self._ports.receive(entries.as_incoming(row))


def _add_doors(router: web.UrlDispatcher, doors: Doors, *, demo: bool) -> None:
    router.add_get("/", doors.start)
    router.add_get(r"/i/{code:[^/]{1,64}}", doors.invitation)
    router.add_post("/enter", doors.enter)
    if demo:
        router.add_post(r"/step/{slug:[a-z0-9-]{1,40}}", doors.step)
        router.add_get("/side", doors.side)
    router.add_get("/manifest.webmanifest", doors.manifest)
    router.add_get("/favicon.ico", doors.icon)
    router.add_get("/health", doors.health)
    router.add_get(r"/static/{version:[0-9a-f]+}/{name:.+}", doors.static)
