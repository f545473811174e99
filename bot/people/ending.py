"""Log-ins on the web chat that end soon: the office's groups hear of each before it ends.

Whoever is in nowhere else would be locked out without a word on the day a quarter opens. Once a
day the heartbeat calls ``warn``; a log-in is told when its end comes within ``soon``, and once:
one that is used goes on and is told again only when its new end is near. The list itself, with a
code for each, is the page ``unreachable``. Not here: how long a log-in lasts (the channel's).
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.corridor.events import dumps
from bot.people.words import roles as people_words, unreachable as words
from bot.speech.calendar import CHINA, in_china
from storage.database import Database, Session, moment, stamp
from storage.queries import corridor, people, roster

SOON = timedelta(days=14)
"""A log-in that ends so soon is told before it does."""
_TOLD = "logins:told"
"""Setting: log-ins that end until then have been told."""


def soon(lasts: timedelta) -> timedelta:
    """How long before its end a log-in is told that lasts so long without being used."""
    return min(SOON, lasts / 4)


async def warn(database: Database, now: datetime, ahead: timedelta) -> int:
    """Tell the office's groups whose log-in ends within ``ahead``; how many letters."""
    until = datetime.combine(in_china(now).date() + timedelta(days=1), time(), CHINA) + ahead
    async with database.reading() as db:
        told = await corridor.setting(db, _TOLD)
    if told is not None and told >= stamp(until):
        return 0
    ending = await database.beside(lambda db: _ending(db, told or "", until))
    message = dumps(words.ending(ending, now)) if ending else ""
    posted = 0
    async with database.transaction() as db:
        if await corridor.setting(db, _TOLD) != told:
            return 0  # another process was quicker
        await corridor.set_setting(db, _TOLD, stamp(until))
        for group in await people.groups_for(db, "admin") if message else ():
            reason = f"logins:{stamp(until)}@{group.channel}:{group.address}"
            posted += await corridor.post(
                db, None, group.channel, group.address, message, reason=reason, now=now
            )
    return posted


async def _ending(db: Session, told: str, until: datetime) -> list[words.LoggedOut]:
    """Whose log-in ends until then; those that end until ``told`` were told before."""
    names = {one.id: one.short for one in await roster.everyone(db)}
    return [
        words.LoggedOut(
            one.person_name,
            people_words.what(one.role, names.get(one.unit_id or 0, "")),
            moment(one.until),
            None,
        )
        for one in await people.logged_out(db, until)
        if one.until is not None and one.until > told
    ]
