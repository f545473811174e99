"""What happens to the office's group: moved, left, silenced. Kept with its audit row, told aloud.

A lost group is told to the admins in private: the group itself can no longer say it.
"""

from __future__ import annotations

from datetime import datetime

from bot.channels.telegram import words
from bot.corridor.events import Message, dumps
from storage import audit
from storage.database import Session
from storage.queries import corridor, people, telegram as queries


async def moved(db: Session, old: str, new: str, now: datetime) -> None:
    """A group became a supergroup: everything kept under the old number is under the new one."""
    if await queries.move_chat(db, old, new, now):
        await _record(db, "group.move", "群升级为超级群，换了编号", now)


async def left(db: Session, chat: str, now: datetime) -> bool:
    """The bot is out of a group; if it was the office's, the admins hear of it. True: it was."""
    if not await queries.leave_group(db, chat, now):
        return False
    await _record(db, "group.leave", "机器人被移出了群", now)
    await _tell_admins(db, words.group_lost(), f"telegram:group-lost:{chat}:{now:%Y%m%d%H%M}", now)
    return True


async def silenced(db: Session, chat: str, reason: str, now: datetime) -> None:
    """The bot is in the office's group and may not write there."""
    if await people.group(db, "telegram", chat) is not None:
        await _tell_admins(db, words.group_silenced(), reason, now)


async def _tell_admins(db: Session, message: Message, reason: str, now: datetime) -> None:
    told = set()
    for grant in await people.with_role(db, "admin"):
        identity = await people.reached_at(db, grant.person_id)
        if identity is None or grant.person_id in told:
            continue
        told.add(grant.person_id)
        key = f"{reason}@{identity.channel}:{identity.address}"
        place = (identity.channel, identity.address)
        await corridor.post(db, None, *place, dumps(message), reason=key, now=now)


async def _record(db: Session, action: str, why: str, now: datetime) -> None:
    await audit.record(
        db,
        audit.OFFICE,
        actor=None,
        action=action,
        subject="group/telegram",
        before=None,
        after=None,
        why=why,
        now=now,
    )
