"""The web chat's log, rooms, sessions and uploads."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from bot.invariants.look import Look, invariant, never
from bot.invariants.people import is_sha256

never(
    "sent-letter-is-in-the-log",
    "Every letter the web chat took is in its log once, under its number, in its room.",
    """
    select o.id from outbox o left join web_log l on l.key = 'out:' || o.id
    where o.channel = 'web' and o.state = 'sent'
      and (l.seq is null or l.chat <> o.chat or l.direction <> 'out'
        or cast(l.seq as text) <> o.external)
    """,
    "第 {id} 号消息标为已发出，网页聊天记录里却没有，或位置不符。",
)
never(
    "log-entry-is-a-letter",
    "Every entry of the bot in the log is a letter that was posted to that room.",
    """
    select l.seq, l.key from web_log l
    left join outbox o on o.id = cast(substr(l.key, 5) as integer)
    where l.direction = 'out' and (
      l.key not glob 'out:[0-9]*'
      or (o.id is null and cast(substr(l.key, 5) as integer) >
        coalesce((select seq from sqlite_sequence where name = 'outbox'), 0))
      or o.chat <> l.chat or o.channel <> 'web' or o.state not in ('new', 'sent'))
    """,
    "网页聊天第 {seq} 条（{key}）不是发出过的消息。",
)
never(
    "log-entry-is-its-authors",
    "What somebody said in the web chat is kept under their own name and key.",
    """
    select l.seq from web_log l where l.direction = 'in'
      and l.key <> 'in:' || l.author || substr(l.key, length(l.author) + 4)
    """,
    "网页聊天第 {seq} 条的编号与说话的人不符。",
)
never(
    "log-entry-reached-intake",
    "What somebody said in the web chat came in by the door, once.",
    """
    select l.seq from web_log l left join inbox i on i.channel = 'web' and i.update_key = l.key
    where l.direction = 'in' and i.id is null and json_extract(l.payload, '$.shown') is null
      and l.at >= (select min(received_at) from inbox)
    """,
    "网页聊天第 {seq} 条说过的话没有进入处理，重新启动后会补上。",
    mended=True,
)
never(
    "log-entry-replaces-a-first-one",
    "An entry takes the place of a first entry of the bot in the same room, never of another.",
    """
    select l.seq from web_log l left join web_log r on r.seq = l.replaces
    where l.replaces is not null and (r.seq is null or r.chat <> l.chat or r.seq >= l.seq
      or r.direction <> 'out' or r.replaces is not null)
    """,
    "网页聊天第 {seq} 条替换了不该替换的一条。",
)


@invariant("log-is-readable")
async def readable(look: Look) -> AsyncIterator[str]:
    """Every entry can be shown, its room exists, and its files are in the store."""
    sql = """
    select l.seq, l.direction, l.payload, r.chat as room from web_log l
    left join web_rooms r on r.chat = l.chat order by l.seq
    """
    async for row in look.rows(sql):
        try:
            payload = json.loads(row["payload"])
            digests = [file.get("digest") for file in payload["files"]]
            if row["direction"] == "out":
                payload["message"]["text"]
        except (ValueError, TypeError, KeyError, AttributeError):
            yield f"网页聊天第 {row['seq']} 条读不出来。"
            continue
        if row["room"] is None or row["direction"] not in ("in", "out"):
            yield f"网页聊天第 {row['seq']} 条所在的房间不存在。"
        for digest in digests:
            if digest and not _there(look, digest):
                yield f"网页聊天第 {row['seq']} 条的文件不在磁盘上。"


def _there(look: Look, digest: str) -> bool:
    return look.store.has(digest)


@invariant("session-keeps-no-secret")
async def sessions(look: Look) -> AsyncIterator[str]:
    """A session keeps the SHA-256 of its secret, never the secret; and it lasts some time."""
    async for row in look.rows("select id, token_hash, created_at, expires_at from web_sessions"):
        if not is_sha256(row["token_hash"]):
            yield f"第 {row['id']} 号网页登录没有按哈希保存密钥。"
        elif row["expires_at"] <= row["created_at"]:
            yield f"第 {row['id']} 号网页登录的期限不对。"


never(
    "private-room-has-one-member",
    "A private chat is its person's, as their wide pages are; every member's room exists.",
    """
    select m.chat from web_members m left join web_rooms r on r.chat = m.chat
    where r.chat is null or (r.private = 1
      and m.chat not in (m.address, 'desk:' || m.address, 'desk:table:' || m.address))
    """,
    "网页聊天房间 {chat} 有不该在里面的人，或房间不存在。",
)
never(
    "office-room-is-for-the-office",
    "Only who holds an office role sees the office's room of the web chat.",
    """
    select m.chat, m.address from web_members m
    join groups g on g.channel = 'web' and g.address = m.chat and g.purpose = 'admin'
      and g.ended_at is null
    where not exists (select 1 from identities i join roles r on r.person_id = i.person_id
      where i.channel = 'web' and i.address = m.address and r.ended_at is null
      and r.role in ('admin', 'reviewer', 'observer'))
    """,
    "没有管理角色的人（{address}）看得到管理群 {chat}。",
)


@invariant("upload-is-kept-or-refused")
async def uploads(look: Look) -> AsyncIterator[str]:
    """An uploaded file is either in the store or was refused with a code, not both."""
    async for row in look.rows("select id, label, digest, refused from web_uploads"):
        if (row["digest"] is None) == (row["refused"] is None):
            yield f"上传的“{row['label']}”既没有保存也没有拒绝，或两者都有。"
        elif row["digest"] is not None and not _there(look, row["digest"]):
            yield f"上传的“{row['label']}”不在磁盘上。"
