"""A picture or document that could not be made when its letter left: owed, tried again, given up.

The letter's text goes without it, so that nobody's chat waits for a drawing. What is owed is kept
with the settings, written in the transaction that marks the letter sent; each beat of the clockwork
tries once more. Making and keeping the bytes is the outbox's.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.corridor import words
from bot.corridor.events import File, Message, dumps
from storage.database import Database, Session
from storage.queries import corridor
from storage.queries.corridor import Posted

log = structlog.get_logger(__name__)

PREFIX = "owed:"
"""Settings under which owed files are kept: the letter's number follows."""
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Owed:
    """The files that a letter went without; as they stand in the outbox, marks and all."""

    letter: int
    channel: str
    chat: str
    files: tuple[File, ...]
    tries: int = 0

    def dump(self) -> str:
        """As it is kept."""
        kept = {"channel": self.channel, "chat": self.chat, "tries": self.tries}
        files = [json.loads(dumps(file)) for file in self.files]
        return json.dumps({**kept, "files": files}, ensure_ascii=False)

    @classmethod
    def load(cls, key: str, value: str) -> Owed:
        """As it was kept.

        Raises:
            ValueError, TypeError, KeyError: it was not kept by us.
        """
        kept = json.loads(value)
        files = tuple(File.model_validate(one) for one in kept["files"])
        number = int(key.removeprefix(PREFIX))
        return cls(number, str(kept["channel"]), str(kept["chat"]), files, int(kept["tries"]))


async def owe(db: Session, posted: Posted, files: Sequence[File]) -> None:
    """Note that a letter goes without these files."""
    owed = Owed(posted.id, posted.channel, posted.chat, tuple(files))
    await corridor.set_setting(db, f"{PREFIX}{posted.id}", owed.dump())


async def pay(
    database: Database, make: Callable[[File], Awaitable[File]], clock: Callable[[], datetime]
) -> int:
    """Try once more to make what is owed; how many letters were posted for it.

    ``make``: a file whose bytes are there; raises where it still cannot be made.
    """
    async with database.reading(once=True) as db:
        kept = await corridor.settings_like(db, PREFIX)
    posted = 0
    for key, value in kept.items():
        posted += await _pay_one(database, Owed.load(key, value), make, clock)
    return posted


async def _pay_one(
    database: Database,
    owed: Owed,
    make: Callable[[File], Awaitable[File]],
    clock: Callable[[], datetime],
) -> bool:
    try:
        files = tuple([await make(file) for file in owed.files])
    except Exception:  # whatever keeps it from being drawn
        log.warning("file not made", letter=owed.letter, tries=owed.tries + 1, exc_info=True)
        if owed.tries + 1 < MOST_TRIES:
            async with database.transaction() as db:
                later = replace(owed, tries=owed.tries + 1)
                await corridor.set_setting(db, f"{PREFIX}{owed.letter}", later.dump())
            return False
        log.error("file given up", letter=owed.letter)  # noqa: TRY400 -- its trace stands above
        message = words.never_drawn([file.label for file in owed.files], f"L{owed.letter}")
    else:
        message = words.drawn_after_all(files)
    await _post(database, owed, message, clock())
    return True


async def _post(database: Database, owed: Owed, message: Message, now: datetime) -> None:
    async with database.transaction() as db:
        await corridor.drop_setting(db, f"{PREFIX}{owed.letter}")
        reason = f"drawn:{owed.letter}@{owed.channel}:{owed.chat}"
        await corridor.post(
            db, None, owed.channel, owed.chat, dumps(message), reason=reason, now=now
        )
