"""What the web chat is given and what it is told: its settings, its collaborators, demo steps.

Only shapes live here. The channel knows no page, no rule and no other channel; the application
fills these in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web

from bot.corridor.events import Incoming, Recipe
from storage.database import Database, Session
from storage.evidence import EvidenceStore

Receive = Callable[[Incoming], Awaitable[bool]]
"""Intake: returns when the update is on disk; False when it was seen before."""

ReceiveWritten = Callable[[Callable[[Session], Awaitable[Incoming]]], Awaitable[bool]]
"""Intake, for an update that is written into the log in the same transaction."""

Admit = Callable[[str], Awaitable[str | None]]
"""What an invitation or setup code that is open now invites to, as a sentence; None: no such code
is open. Looks only: the bot itself redeems it."""

Reveal = Callable[[Session, str], Awaitable[str]]
"""A stored text as it is shown now: codes that are still good in place of their marks."""

Make = Callable[[Recipe], bytes]
"""The bytes of a file that is made anew each time somebody opens it."""


async def _as_it_is(_db: Session, text: str) -> str:
    return text


async def _nobody() -> str:
    return ""


async def _nobody_at(_address: str) -> str:
    return ""


def _makes_nothing(recipe: Recipe) -> bytes:
    raise KeyError(recipe.name)


Download = Callable[[int, str], Awaitable["Packed | str"]]
"""(number, address of the visitor) → an archive that may be fetched now, or a notice's code."""

Calls = Mapping[str, Callable[[web.Request], Awaitable[web.StreamResponse]]]
"""What other servers call at this address: path → what answers a POST there. They show a secret of
their own; no cookie and no page of ours has to do with it."""

Health = Callable[[], Awaitable[Mapping[str, Any]]]
"""State for ``/health``: the key ``ok`` decides between 200 and 503."""


class Packed(Protocol):
    """An archive under way."""

    @property
    def label(self) -> str:
        """What the file is called."""
        ...

    @property
    def pieces(self) -> Iterator[bytes]:
        """Its bytes; each piece is made when it is asked for, and may block."""
        ...


class Shown(Protocol):
    """A stored paper as far as it is handed out."""

    @property
    def label(self) -> str:
        """What the sender called it."""
        ...

    @property
    def kind(self) -> str:
        """Its kind, by its bytes."""
        ...

    @property
    def digest(self) -> str | None:
        """Its bytes' hash."""
        ...


class Desk(Protocol):
    """The reviewer's desk. Asked by the address of a visitor; None is the answer to whoever may
    not, and to whatever is not there.
    """

    async def may(self, address: str) -> bool:
        """Whether there is a desk for this visitor."""
        ...

    async def overview(self, address: str, quarter: int | None) -> dict[str, Any] | None:
        """Every item of a quarter."""
        ...

    async def of_unit(self, address: str, quarter: int, unit: int) -> dict[str, Any] | None:
        """The items of one unit."""
        ...

    async def open(self, address: str, quarter: int, unit: int, row: str) -> dict[str, Any] | None:
        """An item, laid on the visitor's desk."""
        ...

    async def leave(self, address: str) -> None:
        """Nothing lies on the visitor's desk any more."""
        ...

    async def text(self, address: str, name: str) -> list[dict[str, Any]] | None:
        """What was read in a paper."""
        ...

    async def paper(self, address: str, name: str) -> Shown | None:
        """What the bytes of a paper are."""
        ...

    async def file(self, address: str, name: str) -> tuple[Path, Shown] | None:
        """The bytes of a paper."""
        ...

    def drawn(self, paper: Shown) -> Path | None:
        """The picture of a photo, where it was drawn before anybody asked."""
        ...

    async def page(self, address: str, name: str, number: int) -> Path | str | None:
        """The picture of a page, or a sentence why there is none."""
        ...

    async def pages(self, address: str, name: str) -> int | None:
        """How many pages a paper has, as its first was drawn; 0: it was not."""
        ...

    async def search(self, address: str, text: str) -> dict[str, Any] | None:
        """Where a text stands in the papers."""
        ...


class SchemeDesk(Protocol):
    """The drafts of the office's rules, each as one table. Asked by the address of a visitor; None
    is the answer to whoever may not, and to whatever is not there.
    """

    async def may(self, address: str) -> bool:
        """Whether there is a draft for this visitor to look at."""
        ...

    async def drafts(self, address: str) -> dict[str, Any] | None:
        """The drafts that are worked on."""
        ...

    async def table(self, address: str, draft: int) -> dict[str, Any] | None:
        """A draft with all its rows."""
        ...

    async def state(self, address: str, draft: int) -> dict[str, Any] | None:
        """Whether a draft has changed, and who else looks at it."""
        ...

    async def readings(self, address: str, draft: int, place: int) -> dict[str, Any] | None:
        """The ways to read a row."""
        ...

    async def original(self, address: str, draft: int, place: int, number: int) -> bytes | None:
        """A part of the scan a row was read from, counted from 1, as JPEG."""
        ...

    async def leave(self, address: str, draft: int) -> None:
        """The visitor looks at it no more."""
        ...


async def no_downloads(number: int, address: str) -> Packed | str:  # noqa: ARG001 -- the shape of Download
    """No archive is offered."""
    return "not_found"


@dataclass(frozen=True, slots=True)
class Room:
    """A shared room of the web chat; ``chat`` is its address."""

    chat: str
    title: str


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One card of the demo's start page: who a visitor becomes with one click."""

    slug: str
    title: str
    subtitle: str
    address: str
    rooms: tuple[Room, ...] = ()
    """Rooms this person is in; the first one is opened, else the private chat."""
    person: str = ""
    """What this person is called in shared rooms; empty: the title."""
    says: str = ""
    """What is typed for whoever steps in first, so that the card keeps its word."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the web chat is run."""

    host: str = "127.0.0.1"
    port: int = 8080
    """0 lets the system choose; ``WebChannel.port`` says which."""
    public_address: str = ""
    """The address people type, such as ``https://xinkao.example``; empty: whatever they used."""
    name: str = "信考"
    """What the chat calls itself."""
    secure_cookie: bool = False
    """Send cookies over https only. Set it wherever https is in front."""
    behind_proxy: bool = False
    """Trust the last entry of X-Forwarded-For for the remote address."""
    session_days: int = 120
    """A session ends this many days after it was last used."""
    session_days_in_all: int = 400
    """And this many days after it was opened, however much it is used."""
    upload_limit: int = 20 * 1024 * 1024
    """Bytes of one file."""
    upload_day_limit: int = 1024 * 1024 * 1024
    """Bytes one person may upload in 24 hours."""
    messages_per_minute: int = 60
    uploads_per_minute: int = 120
    code_tries: int = 10
    """Wrong invitation codes per remote address in ten minutes."""
    entries_per_ten_minutes: int = 200
    """Right ones: every unit of a county may come in through one address on the same morning."""
    steps_per_minute: int = 30
    """Demo log-ins per remote address and minute."""
    heartbeat: timedelta = field(default=timedelta(seconds=15))
    """Pause between two signs of life on an event stream."""
    idle: timedelta = field(default=timedelta(seconds=30))
    """An upload that sends nothing for this long is given up."""
    slowest: int = 8 * 1024
    """Bytes a second that an upload must come to, after its first ``idle``."""
    uploads_at_once: int = 32
    """More are told to wait: each holds files open."""
    connections: int = 0
    """How many in all; 0: as many as there are descriptors for."""
    connections_from_one: int = 256
    """How many from one address: a whole county may sit behind one."""
    header_seconds: float = 10.0
    """A request's header must be there within this."""
    streams_per_session: int = 8


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything the chat uses and does not make itself."""

    database: Database
    store: EvidenceStore
    receive: Receive
    receive_written: ReceiveWritten
    clock: Callable[[], datetime]
    random_token: Callable[[], str]
    """A fresh unguessable text of at least 22 letters fit for an address."""
    health: Health
    admit: Admit
    reveal: Reveal = _as_it_is
    make: Make = _makes_nothing
    download: Download = no_downloads
    contact: Callable[[], Awaitable[str]] = _nobody
    """How the office is reached, for those who cannot come in; empty: nobody said."""
    called: Callable[[str], Awaitable[str]] = _nobody_at
    """Who visits from an address, and for whom: the head of the page. Empty: nobody bound."""
    calls: Callable[[], Calls] = dict
    desk: Desk | None = None
    """None: nobody reviews here, and the desk's addresses do not exist."""
    schemes: SchemeDesk | None = None
    """None: no rules are written here, and the addresses of their table do not exist."""
    demo_steps: tuple[DemoStep, ...] = ()
    """Empty: no demo, and the demo's addresses do not exist."""
