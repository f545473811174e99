"""What comes in by the door beside time and the database: the office's settings, codes, links.

Plain data and two callables. The application fills it from ``config.toml``; a test fills it by
hand. Nothing here reads a file, a clock or an environment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import time

from bot.corridor.events import Attachment
from bot.speech.periodic import Rhythm
from bot.speech.workdays import Calendar
from scoring.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come in. Sizes in bytes."""

    file_bytes: int = 20 * 1024 * 1024
    unit_bytes: int = 500 * 1024 * 1024
    """All papers of a unit in one quarter together."""
    papers_per_row: int = 60
    text_characters: int = 2000
    sends: Mapping[str, int] = field(
        default_factory=lambda: {"telegram": 49 * 1024 * 1024, "wecom": 19 * 1024 * 1024}
    )
    """How large a file a channel can send, with a little room for the wrapping. A channel that is
    not named here hands out downloads of any size."""
    invitation_days: int = 14


@dataclass(frozen=True, slots=True)
class Timetable:
    """When things are due, in days; an opened quarter keeps the dates it was opened with."""

    report_after_end: int = 5
    """Reports are due this many days after the quarter's last day (18:00)."""
    work_report_after_end: int = 5
    review_days: int = 10
    appeal_days: int = 5
    deadline_hour: int = 18


@dataclass(frozen=True, slots=True)
class Reminding:
    """When the bot reminds by itself: days from a deadline, decent hours, working days.

    The notice on the opening day is the opening's own; it is entered in the ledger as such.
    """

    days: tuple[int, ...] = (-15, -7, -3, -1, 0, 1, 3)
    """Days from the deadline; those before it are negative."""
    hours: tuple[tuple[time, time], ...] = (
        (time(8, 30), time(11, 30)),
        (time(14, 30), time(17, 30)),
    )
    """From and until, on a clock in China, in the order of the day."""
    calendar: Calendar = field(default_factory=Calendar)


def no_link(channel: str, code: str) -> str | None:  # noqa: ARG001 -- the shape of World.link
    """No link leads to this channel."""
    return None


def no_chance() -> float:
    """The middle, each time: a test's own chance says otherwise."""
    return 0.5


async def no_bytes(digest: str) -> bytes:
    """No store stands behind the door."""
    raise LookupError(digest)


async def not_kept(data: bytes, label: str) -> Attachment:
    """No store stands behind the door."""
    return Attachment(label=label, size=len(data), refused="no_room")


@dataclass(frozen=True, slots=True)
class Code:
    """A fresh invitation code, and the mark that stands for it wherever a letter is kept."""

    plain: str
    mark: str


@dataclass(frozen=True)
class World:
    """What the pages are given beside the turn itself."""

    county: str
    schemes: tuple[Scheme, ...]
    """The schemes a new quarter opens with, one per group."""
    new_code: Callable[[], Code]
    """A fresh invitation code, hard to guess, easy to type. Pages say only its mark."""
    link: Callable[[str, str], str | None] = no_link
    """(channel, code or mark) → address that opens the chat with this invitation; None: none."""
    called: Mapping[str, str] = field(default_factory=dict)
    """What the bot is called on a channel in use where people have to look for it by its name."""
    read_bytes: Callable[[str], Awaitable[bytes]] = no_bytes
    """The bytes of a small stored file (a spreadsheet that was handed in), by digest."""
    keep_bytes: Callable[[bytes, str], Awaitable[Attachment]] = not_kept
    """Put bytes that were made here into the store, under a label; refused where it is full. For a
    page that only reads: a transaction waits for nothing."""
    limits: Limits = field(default_factory=Limits)
    timetable: Timetable = field(default_factory=Timetable)
    reminding: Reminding = field(default_factory=Reminding)
    contact: str = ""
    """How the office is reached, as the settings say; its own message goes before."""
    rhythm: Rhythm = field(default_factory=Rhythm)
    """How long the office's periods are, as far as it is known; the one thing here that moves."""
    demo: bool = False
    reads_pictures: bool = False
    """Whether what reads pictures is installed here."""
    circular_copies: str = ""
    """To whom a 通报 goes as well, as the settings say; what is said by message goes before."""
    circular_template: bytes | None = None
    """The office's own template of the 通报, checked at the start; None: the built-in one."""
    observers_see_papers: bool = False
    """Whether the office lets observers open single papers, beside results and progress."""
    appeal_second: bool = True
    """Whether a second admin confirms what a 改判 moves for all units."""
    second_percent: int = 0
    """Of a hundred reviewed items, how many are marked by a second reviewer, too."""
    chance: Callable[[], float] = no_chance
    """A number from 0 to below 1, another each time: which items those are."""

    def scheme(self, group: str) -> Scheme:
        """The scheme a new quarter uses for a group.

        Raises:
            KeyError: no scheme is for this group.
        """
        for scheme in self.schemes:
            if scheme.group == group:
                return scheme
        raise KeyError(group)


def code_hash(code: str) -> str:
    """What is stored of an invitation code. Case, spaces and dashes do not matter to people."""
    plain = code.upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(f"xinkao-invitation:{plain}".encode()).hexdigest()
