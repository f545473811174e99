"""An answer goes into the log of the chat that asked in the turn's own transaction.

So it is durable with what it says, by the same commit, and nothing is left to be delivered. Only
where the channel's log lies in this database (``delivering.Keeps``), nothing else waits to go to
the chat, and no file has to be made; all other letters wait in the outbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.corridor.delivering import Keeps
from bot.corridor.events import Incoming, Letter, Message
from storage.database import Session
from storage.queries import corridor


@dataclass
class AtOnce:
    """What a turn says to its own chat, if that may be said at once."""

    channel: Keeps
    incoming: Incoming
    said: bool = False
    """Whether the chat's streams have something to hear once the turn is committed."""
    _may: bool | None = None

    async def say(
        self,
        db: Session,
        inbox_id: int | None,
        message: Message,
        replaces: str | None,
        at: datetime,
    ) -> bool:
        """Put an answer into the log; False: it has to go by the outbox, with all behind it."""
        chat = self.incoming.chat
        if self._may is None:
            waits = await corridor.waits(db, self.incoming.channel, chat)
            self._may = not waits and await self.channel.has_room(db, chat)
        self._may = self._may and not message.files
        if not self._may:
            return False
        number = await corridor.said_at_once(
            db, inbox_id, self.incoming.channel, chat, replaces=replaces, now=at
        )
        letter = Letter(number=number, chat=chat, message=message, replaces=replaces, created=at)
        await corridor.stands_as(db, number, await self.channel.write_in(db, letter))
        self.said = True
        return True
