"""What happens to the office's group: left by the bot. Kept with its audit row, told aloud.

A lost group is told to the admins in private: the group itself can no longer say it.
"""

from __future__ import annotations

from datetime import datetime

from bot.channels.wecom import words
from bot.corridor.events import dumps
from storage import audit
from storage.database import Session
from storage.queries import corridor, people, wecom as queries


async def left(db: Session, chat: str, now: datetime) -> bool:
    """The bot is out of a group; if it was the office's, the admins hear of it. True: it was."""
    if not await queries.leave_group(db, chat, now):
        return False
    await audit.record(
        db,
        audit.OFFICE,
        actor=None,
        action="group.leave",
        subject="group/wecom",
        before=None,
        after=None,
        why="机器人被移出了群",
        now=now,
    )
    letter = dumps(words.group_lost())
    for person in sorted({grant.person_id for grant in await people.with_role(db, "admin")}):
        identity = await people.reached_at(db, person)
        if identity is not None:
            reason = f"wecom:group-lost:{chat}:{now:%Y%m%d%H%M}@{identity.address}"
            await corridor.post(
                db, None, identity.channel, identity.address, letter, reason=reason, now=now
            )
    return True
