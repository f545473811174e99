"""How somebody becomes the first admin: a code that is good until there is one."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.corridor.codes import Codes, read_key
from bot.corridor.door import code_hash
from bot.running.config import Settings
from storage.database import Database
from storage.queries import people

DAYS = 30


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


def said(code: str, settings: Settings) -> str:
    """How the first admin gets in by this code."""
    return (
        "请用浏览器打开下面的链接，成为第一位管理员：\n"
        f"  {settings.address}/i/{code}\n"
        f"  或者在首页输入设置码：{code}（30 天内有效，只能用一次；再次获取，旧的失效）\n"
    )
