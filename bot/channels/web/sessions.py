"""Who is behind a cookie: opening, recognising and ending sessions.

A session lives under its own path ``/c/<public>/``, so one browser holds several side by side.
The cookie's secret is stored only as its SHA-256. What a person may do is not decided here.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from bot.channels.web.notices import Refused
from bot.channels.web.ports import Ports, Room, WebSettings
from storage.database import Session as Transaction, moment, stamp
from storage.queries import web as queries

COOKIE = "xinkao"
_TOUCH_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A recognised session."""

    session: int
    public: str
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just made: where to go and the secret for its cookie."""

    public: str
    address: str
    secret: str

    @property
    def path(self) -> str:
        """The chat page of this session, and the cookie's path."""
        return f"/c/{self.public}/"


class Sessions:
    """Opens and recognises sessions."""

    def __init__(self, ports: Ports, settings: WebSettings) -> None:
        self._ports = ports
        self._settings = settings
        self._under_way: dict[int, set[asyncio.Task[object]]] = defaultdict(set)

    async def open(
        self,
        *,
        address: str | None = None,
        name: str = "",
        rooms: Sequence[Room] = (),
        agent: str = "",
        remote: str = "",
    ) -> Opened:
        """A new session: of a new person, or of the person at ``address``.

        The person gets a private chat with the bot and a place in each of ``rooms``. ``agent`` and
        ``remote`` say on what and from where, for the person to recognise.
        """
        token = self._ports.random_token
        opened = Opened(token(), address or f"w{token()}", token())
        now = self._ports.clock()
        at = stamp(now)
        async with self._ports.database.transaction() as db:
            await queries.add_session(
                db,
                public=opened.public,
                token_hash=_hashed(opened.secret),
                address=opened.address,
                person_name=name,
                agent=agent,
                remote=remote,
                at=at,
                expires_at=stamp(now + min(self._lasting, self._longest)),
            )
            await queries.put_room(db, opened.address, self._settings.name, at, private=True)
            await queries.add_member(db, opened.address, opened.address, at)
            for room in rooms:
                await queries.put_room(db, room.chat, room.title, at, private=False)
                await queries.add_member(db, room.chat, opened.address, at)
        return opened

    async def visitor(self, request: web.Request) -> Visitor:
        """Who sent this request.

        Raises:
            Refused: no session, a wrong secret, one that ended or expired (all look the same).
        """
        public = request.match_info["public"]
        secret = request.cookies.get(COOKIE, "")
        async with self._ports.database.reading(once=True) as db:
            row = await queries.find_session(db, public)
        now = self._ports.clock()
        if (
            row is None
            or not hmac.compare_digest(row.token_hash, _hashed(secret))
            or row.ended_at is not None
            or moment(row.expires_at) <= now
        ):
            raise Refused("signed_out")
        if now - moment(row.seen_at) > _TOUCH_EVERY:
            async with self._ports.database.transaction() as db:
                last = moment(row.created_at) + self._longest
                until = stamp(min(now + self._lasting, last))
                await queries.touch_session(db, row.id, seen_at=stamp(now), expires_at=until)
        return Visitor(row.id, row.public, row.address, row.person_name)

    @contextmanager
    def during(self, visitor: Visitor) -> Iterator[None]:
        """What takes a while ends with the log-in it was begun under."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 -- a request is handled in one
        tasks = self._under_way[visitor.session]
        tasks.add(task)
        try:
            yield
        finally:
            tasks.discard(task)
            if not tasks:
                self._under_way.pop(visitor.session, None)

    async def end_what_is_over(self) -> None:
        """Break off streams and downloads whose log-in has ended since they began."""
        if not self._under_way:
            return
        async with self._ports.database.reading(once=True) as db:
            ended = await queries.over(db, self._under_way)
        for session in ended:
            for task in tuple(self._under_way.get(session, ())):
                task.cancel()

    async def end(self, visitor: Visitor) -> None:
        """Log this browser out."""
        async with self._ports.database.transaction() as db:
            await queries.end_session(db, visitor.session, stamp(self._ports.clock()))
        await self.end_what_is_over()

    def remember(self, response: web.StreamResponse, path: str, secret: str) -> None:
        """Set (or prolong) the cookie of one session."""
        response.set_cookie(
            COOKIE,
            secret,
            path=path,
            max_age=int(self._lasting.total_seconds()),
            httponly=True,
            secure=self._settings.secure_cookie,
            samesite="Lax",
        )

    def forget(self, response: web.StreamResponse, path: str) -> None:
        """Take the cookie back."""
        response.del_cookie(
            COOKIE, path=path, httponly=True, secure=self._settings.secure_cookie, samesite="Lax"
        )

    @property
    def _longest(self) -> timedelta:
        return timedelta(days=self._settings.session_days_in_all)

    @property
    def _lasting(self) -> timedelta:
        return timedelta(days=self._settings.session_days)


async def room_of(db: Transaction, visitor: Visitor, chat: str) -> queries.RoomRow:
    """The room, when the visitor is in it.

    Raises:
        Refused: it is not theirs, or does not exist (both look the same).
    """
    if "\0" in chat:  # no room is called so, and PostgreSQL does not even look
        raise Refused("not_found")
    room = await queries.membership(db, chat, visitor.address)
    if room is None:
        raise Refused("not_found")
    return room


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
