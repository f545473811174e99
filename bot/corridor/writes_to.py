"""Letters of a turn to whom it may concern: to one person, to many, to the office's groups.

Each goes where its reader wrote last, and once per reason. Part of a turn (``bot.corridor.turn``).
Not here: the answer in the turn's own chat, which the turn itself says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.addressed import Addressed, addressed
from bot.corridor.door import World
from bot.corridor.events import Message, write
from bot.corridor.reached import with_contact
from bot.corridor.reads_first import ReadsFirst
from storage.queries import corridor, people


class WritesTo(ReadsFirst):
    """A turn as it writes to others."""

    now: datetime
    world: World
    inbox_id: int | None

    async def tell(self, person_id: int, message: Message, reason: str | None = None) -> bool:
        """Write to somebody else, where they wrote last; once per reason. False: nowhere."""
        identity = await people.reached_at(self.db, person_id)
        if identity is None:
            return False
        key = f"{reason}@{identity.channel}:{identity.address}" if reason else None
        await self._post(identity.channel, identity.address, message, reason=key)
        return True

    async def addressed(self, letters: Sequence[tuple[int, Message, str]]) -> list[Addressed]:
        """Letters to many people, each with its reason, ready for ``tell_all``."""
        return await addressed(self.db, self.world, letters)

    async def tell_all(self, letters: Sequence[Addressed]) -> None:
        """Write to many people, each once per reason."""
        told = [corridor.ToPost(one.channel, one.chat, one.payload, one.reason) for one in letters]
        await self.then(lambda: corridor.post_all(self.db, self.inbox_id, told, self.now))

    async def tell_on(self, channel: str, person_id: int, message: Message) -> bool:
        """Write to somebody on this channel, for what no other can carry. False: not there."""
        for identity in await people.identities_of(self.db, person_id):
            if identity.channel == channel and identity.state == "ok":
                await self._post(identity.channel, identity.address, message)
                return True
        return False

    async def tell_office(self, message: Message, reason: str | None = None) -> bool:
        """Write to the office's groups. False: there is none."""
        groups = await people.groups_for(self.db, "admin")
        for group in groups:
            key = f"{reason}@{group.channel}:{group.address}" if reason else None
            await self._post(group.channel, group.address, message, reason=key)
        return bool(groups)

    async def _post(
        self,
        channel: str,
        chat: str,
        message: Message,
        *,
        replaces: str | None = None,
        reason: str | None = None,
    ) -> None:
        async def post() -> None:
            await corridor.post(
                self.db,
                self.inbox_id,
                channel,
                chat,
                write(await with_contact(self.db, self.world, message)),
                replaces=replaces,
                reason=reason,
                now=self.now,
            )

        await self.then(post)
