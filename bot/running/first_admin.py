"""How somebody becomes the first admin, and how an admin whom nobody can let in comes back.

The first by a code that is good until there is one; the other by a log-in of the same person,
given to whoever may read the data anyway, and written into the audit chain.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.corridor.codes import Codes, read_key
from bot.corridor.door import code_hash
from bot.people.words.roles import masked
from bot.running.config import Settings
from storage import audit
from storage.database import Database, Session, stamp
from storage.queries import people

DAYS = 30
BACK = timedelta(days=3)
"""How long the link is good by which an admin comes back."""


class NotOneAdminError(Exception):
    """No admin goes by that name, or several do; the text says who there is."""


async def is_missing(database: Database) -> bool:
    """Whether nobody is admin yet."""
    async with database.reading() as db:
        return not await people.with_role(db, "admin")


async def code(database: Database, codes: Codes, now: datetime) -> str | None:
    """A fresh set-up code while nobody is admin yet; the one before it no longer works."""
    async with database.transaction() as db:
        if await people.with_role(db, "admin"):
            return None
        await people.revoke_invitations(db, "admin", None, now)
        plain = codes.fresh().plain
        await people.invite(
            db, code_hash(plain), "admin", None, None, now, now + timedelta(days=DAYS)
        )
    return plain


async def beside(settings: Settings, now: datetime) -> str | None:
    """As ``code``, whether or not the bot is running."""
    codes = Codes(read_key(settings.key_file))
    database = await Database.open(settings.place, guest=True)
    try:
        return await code(database, codes, now)
    finally:
        await database.close()


async def who(settings: Settings) -> list[str]:
    """The admins there are, each with the end of the phone number."""
    database = await Database.open(settings.place, guest=True)
    try:
        async with database.reading() as db:
            return [f"{one} {masked(phone)}".rstrip() for _, one, phone in await _admins(db)]
    finally:
        await database.close()


async def back(settings: Settings, now: datetime, whom: str) -> str:
    """A code by which the admin of this name (or phone) comes in again, as the same person.

    Raises:
        NotOneAdminError: the name says no admin, or several.
    """
    codes = Codes(read_key(settings.key_file))
    database = await Database.open(settings.place, guest=True)
    try:
        async with database.transaction() as db:
            every = await _admins(db)
            found = [number for number, *names in every if whom in names]
            if len(found) != 1:
                known = "、".join(f"{one} {masked(phone)}".rstrip() for _, one, phone in every)
                raise NotOneAdminError(f"管理员里没有认准“{whom}”。现在的管理员：{known}。")
            return await _let_back(db, codes, found[0], now)
    finally:
        await database.close()


async def _admins(db: Session) -> list[tuple[int, str, str]]:
    held = {one.person_id: one for one in await people.with_role(db, "admin")}
    return [(number, one.person_name, one.person_phone) for number, one in held.items()]


async def _let_back(db: Session, codes: Codes, person: int, now: datetime) -> str:
    plain, until = codes.fresh().plain, now + BACK
    hashed = code_hash(plain)
    await people.revoke_further(db, person, now)
    await people.invite(db, hashed, people.FURTHER, None, None, now, until, person)
    await audit.record(
        db,
        audit.OFFICE,
        actor=None,
        action="invitation.give",
        subject=f"invitation/{hashed[:12]}",
        before=None,
        after={"role": people.FURTHER, "person": person, "until": stamp(until)},
        why="在运行程序的机器上给出",
        now=now,
    )
    return plain


def said_back(code: str, settings: Settings) -> str:
    """How an admin comes in again by this code."""
    return (
        "请本人用浏览器打开下面的链接，回到原来的身份：\n"
        f"  {settings.address}/i/{code}\n"
        f"  或者在首页输入：{code}（{BACK.days} 天内有效，只能用一次；已记入留痕）\n"
    )


def said(code: str, settings: Settings) -> str:
    """How the first admin gets in by this code."""
    return (
        "请用浏览器打开下面的链接，成为第一位管理员：\n"
        f"  {settings.address}/i/{code}\n"
        f"  或者在首页输入设置码：{code}（30 天内有效，只能用一次；再次获取，旧的失效）\n"
    )
