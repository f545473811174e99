"""What must not be there: what was said and is settled, and codes that still open something."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from pydantic import ValidationError

from bot.corridor.door import code_hash
from bot.corridor.events import Incoming, blank, dumps
from bot.invariants.look import Look, invariant, never
from storage.queries.corridor import NOTHING_SAID

_FOUR = "[A-Za-z0-9]" * 4
_CODE = re.compile(r"(?=([A-Za-z0-9]{4}[- ][A-Za-z0-9]{4}(?:[- ][A-Za-z0-9]{4})?))")


@invariant("settled-update-says-nothing")
async def updates(look: Look) -> AsyncIterator[str]:
    """Of an update that is settled only its origin is kept: no text, no file, no press."""
    async for row in look.rows("select id, payload from inbox where state <> 'new'"):
        try:
            one = Incoming.model_validate_json(row["payload"])
        except ValidationError:
            continue  # another promise tells that
        if dumps(one) != blank(one):
            yield f"第 {row['id']} 号消息已处理，内容却还留着。"


never(
    "settled-letter-says-nothing",
    "Of a letter that was sent, dropped or given up only its key and its fate are kept.",
    f"select id, state from outbox where state <> 'new' and payload <> '{NOTHING_SAID}'",  # noqa: S608 -- a text of our own
    "第 {id} 号待发消息已了结（{state}），内容却还留着。",
)
never(
    "gathered-album-says-nothing",
    "Of the pieces of an album that intake has, only the keys are kept.",
    "select number, album from telegram_pieces where done = 1 and payload <> ''",
    "Telegram 相册的第 {number} 条已收齐，内容却还留着。",
)


@invariant("no-open-code-in-clear")
async def codes(look: Look) -> AsyncIterator[str]:
    """No row holds a code that still opens something, but for a message not yet carried through."""
    opening = {
        row["code_hash"]
        async for row in look.rows(
            "select code_hash from invitations where used_at is null and revoked_at is null"
        )
    }
    if not opening:
        return
    columns = [
        (row["at_table"], row["at_column"])
        async for row in look.rows(
            """
            select m.name as at_table, p.name as at_column
            from sqlite_master m join pragma_table_info(m.name) p
            where m.type = 'table' and upper(p.type) = 'TEXT' order by m.name, p.cid
            """
        )
    ]
    for table, column in columns:
        async for text in _like_a_code(look, table, column):
            if any(code_hash(found) in opening for found in _CODE.findall(text)):
                yield f"表 {table} 的 {column} 里有一个还能用的邀请码。"


async def _like_a_code(look: Look, table: str, column: str) -> AsyncIterator[str]:
    """Texts of a column that may hold a code."""
    # Names of our own tables and columns, read from the database's own list a moment ago.
    sql = f"""select "{column}" as text from "{table}" where "{column}" glob ?"""  # noqa: S608 -- see above
    if table == "inbox":
        sql += " and state <> 'new'"
    elif table == "web_log":
        sql += " and key not in (select update_key from inbox where state = 'new')"
    async for row in look.rows(sql, f"*{_FOUR}[- ]{_FOUR}*"):
        yield row["text"]
