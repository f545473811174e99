"""What the way out asks of a channel, and what that may say back. How letters go: ``outbox``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeGuard

from bot.corridor.events import Letter, ReadyFile
from storage.database import Session

KEEPS_A_LOG = frozenset({"web"})
"""Channels that keep what they deliver, and so must not be given what is not to be kept."""


class LaterError(Exception):
    """The channel asks to wait: ``seconds``."""

    def __init__(self, seconds: float, why: str) -> None:
        super().__init__(why)
        self.seconds = seconds


class GoneError(Exception):
    """The chat cannot be reached any more: blocked, left, deleted."""


class Delivers(Protocol):
    """The side of a channel that letters go to."""

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        """Send; the channel's own number of the message.

        Raises:
            LaterError: not now. GoneError: never.
        """
        ...


Beside = Callable[[Session, str], Awaitable[None]]
"""What is written in one transaction with a letter in a channel's log; given its number there."""


class Keeps(Delivers, Protocol):
    """A channel whose log lies in this database: a letter and its mark are one transaction."""

    async def write(self, letter: Letter, files: Sequence[ReadyFile], beside: Beside) -> str:
        """As ``deliver``, with what is written ``beside`` in the same transaction."""
        ...

    async def has_room(self, db: Session, chat: str) -> bool:
        """Whether there is a room of this name to write in."""
        ...

    async def write_in(self, db: Session, letter: Letter) -> str:
        """Write a new letter without files in this transaction; the streams do not hear of it."""
        ...

    def ring(self, chat: str) -> None:
        """What was written in a room's log is committed: its streams may read it."""
        ...


def keeps(channel: Delivers) -> TypeGuard[Keeps]:
    """Whether a channel has its log in this database.

    Asked of its class: an ``isinstance`` of a protocol looks all its members up, for each letter.
    """
    return hasattr(type(channel), "write")
