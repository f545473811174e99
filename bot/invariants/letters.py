"""The corridor: what came in, where conversations stand, what goes out."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from datetime import timedelta

from pydantic import ValidationError

from bot.corridor.events import Incoming, Message
from bot.corridor.intake import MOST_ATTEMPTS as MOST_TURNS
from bot.corridor.outbox import MOST_ATTEMPTS as MOST_DELIVERIES
from bot.corridor.pages import page_at
from bot.invariants.look import Look, invariant, never
from storage.database import stamp

_PATIENCE = timedelta(days=1)

never(
    "update-is-new-done-or-failed",
    "An update is new, done or failed, and only a failed one has a reference number.",
    """
    select id, state from inbox where state not in ('new', 'done', 'failed')
      or (state = 'failed') <> (reference <> '')
    """,
    "第 {id} 号消息的状态 {state} 不认识，或失败编号不对。",
)


@invariant("update-is-readable")
async def updates(look: Look) -> AsyncIterator[str]:
    """Every update on disk can be read again, and is of the chat it is kept under."""
    async for row in look.rows("select id, channel, update_key, chat, payload from inbox"):
        try:
            one = Incoming.model_validate_json(row["payload"])
        except ValidationError:
            yield f"第 {row['id']} 号消息读不出来。"
            continue
        if (one.channel, one.update, one.chat) != (row["channel"], row["update_key"], row["chat"]):
            yield f"第 {row['id']} 号消息的内容与登记的渠道、编号或会话不符。"


@invariant("waiting-update-has-its-files")
async def files_waiting(look: Look) -> AsyncIterator[str]:
    """The files of an update that is still to be carried through are in the store."""
    async for row in look.rows("select id, payload from inbox where state = 'new'"):
        try:
            one = Incoming.model_validate_json(row["payload"])
        except ValidationError:
            continue
        for file in one.attachments:
            if file.digest and not _there(look, file.digest):
                yield f"第 {row['id']} 号消息还没处理，它的文件“{file.label}”却不在磁盘上。"


def _there(look: Look, digest: str) -> bool:
    return look.store.has(digest)


never(
    "updates-are-carried-through-in-order",
    "No update waits behind a later one of the same chat, nor beyond its last attempt.",
    f"""
    select i.id, i.channel from inbox i where i.state = 'new' and (i.attempts > {MOST_TURNS}
      or exists (select 1 from inbox later where later.channel = i.channel
        and later.chat = i.chat and later.id > i.id and later.state <> 'new'))
    """,  # noqa: S608 -- a number of our own
    "第 {id} 号消息（{channel}）被落下了，重新启动后会补上。",
    mended=True,
)
never(
    "done-update-left-its-conversation",
    "A turn that was carried through kept where the person stands.",
    """
    select i.id, i.channel from inbox i where i.state = 'done' and not exists (
      select 1 from conversations c where c.channel = i.channel and c.chat = i.chat
        and c.sender = json_extract(i.payload, '$.sender'))
    """,
    "第 {id} 号消息（{channel}）已处理，却没有留下会话位置。",
)
never(
    "failed-update-was-apologised-for",
    "A turn that failed left an answer with its number.",
    """
    select i.id, i.reference from inbox i where i.state = 'failed'
      and not exists (select 1 from outbox o where o.inbox_id = i.id
        and (o.state <> 'new' or instr(o.payload, i.reference) > 0))
    """,
    "第 {id} 号消息处理失败（编号 {reference}），却没有告诉本人。",
)
never(
    "letter-has-a-turn-or-a-reason",
    "Every letter came from a turn that is closed, or has a reason of its own.",
    """
    select o.id, o.channel from outbox o left join inbox i on i.id = o.inbox_id
    where (o.inbox_id is null and o.reason is null) or i.state = 'new'
    """,
    "第 {id} 号待发消息（{channel}）不知从何而来。",
)
never(
    "letter-is-sent-or-not",
    "A sent letter has its time and the channel's number; others have neither; not sent: a reason.",
    """
    select id, state from outbox where state not in ('new', 'sent', 'gone', 'failed', 'dropped')
      or (state = 'sent') <> (sent_at is not null) or (state = 'sent') <> (external is not null)
      or (state in ('gone', 'failed', 'dropped') and error = '') or sent_at < created_at
    """,
    "第 {id} 号待发消息的状态 {state} 与发送记录不符。",
)
never(
    "letters-leave-in-order",
    "No letter was sent before an earlier one of the same chat, and none is tried for ever.",
    f"""
    select o.id, o.channel from outbox o where o.state = 'new' and (
      o.attempts >= {MOST_DELIVERIES} or exists (
        select 1 from outbox later where later.channel = o.channel and later.chat = o.chat
        and later.id > o.id and later.state = 'sent'))
    """,  # noqa: S608 -- a number of our own
    "第 {id} 号待发消息（{channel}）被后面的消息越过，或早该放弃。",
)
never(
    "letter-has-an-address",
    "Every letter that waits is for a chat somebody wrote from, is bound at, or claimed.",
    """
    select o.id, o.channel from outbox o where o.state = 'new' and not exists (
      select 1 from identities i where i.channel = o.channel and i.address = o.chat
      union all select 1 from groups g where g.channel = o.channel and g.address = o.chat
      union all select 1 from inbox u where u.channel = o.channel and u.chat = o.chat)
    """,
    "第 {id} 号待发消息（{channel}）的会话没人认识。",
)


@invariant("letter-is-readable")
async def letters(look: Look) -> AsyncIterator[str]:
    """Every letter is a message whose buttons fit and lead to a page, and whose files are known."""
    known = {row["digest"] async for row in look.rows("select digest from blobs")}
    offered = {row["id"] async for row in look.rows("select id from archives")}
    async for row in look.rows("select id, payload from outbox order by id"):
        try:
            message = Message.model_validate_json(row["payload"])
        except ValidationError:
            yield f"第 {row['id']} 号待发消息读不出来。"
            continue
        stray = astray(button.route for line in message.buttons for button in line)
        if stray is not None:
            yield f"第 {row['id']} 号待发消息的按钮通向没有的页面：{stray}。"
        for file in message.files:
            if file.download is not None:
                if file.download not in offered:
                    yield f"第 {row['id']} 号待发消息的下载“{file.label}”没有登记。"
            elif file.digest is None and file.recipe is None:
                yield f"第 {row['id']} 号待发消息的附件“{file.label}”没有内容。"
            elif file.digest is not None and file.digest not in known:
                yield f"第 {row['id']} 号待发消息的附件“{file.label}”没有文件记录。"


@invariant("conversation-leads-to-pages")
async def conversations(look: Look) -> AsyncIterator[str]:
    """Where a conversation waits, stands and may be answered leads to declared pages."""
    sql = "select id, channel, waiting, place, draft, choices from conversations order by id"
    async for row in look.rows(sql):
        name = f"第 {row['id']} 号会话（{row['channel']}）"
        try:
            draft, choices = json.loads(row["draft"]), json.loads(row["choices"])
            routes = [str(route) for _, route in choices]
        except (ValueError, TypeError):
            yield f"{name}的草稿或选项读不出来。"
            continue
        if not isinstance(draft, dict):
            yield f"{name}的草稿读不出来。"
        stray = astray([*(r for r in (row["waiting"], row["place"]) if r is not None), *routes])
        if stray is not None:
            yield f"{name}停在没有的页面：{stray}。"


def astray(routes: Iterable[str]) -> str | None:
    """The first route that leads to no declared page."""
    return next((r for r in routes if page_at(r) is None), None)


@invariant("nothing-waits-for-days", mended=True)
async def stuck(look: Look) -> AsyncIterator[str]:
    """No update waits for its turn, and no letter for its channel, longer than a day."""
    if look.now is None:
        return
    before = stamp(look.now - _PATIENCE)
    sql = "select id, channel from inbox where state = 'new' and received_at < ?"
    async for row in look.rows(sql, before):
        yield f"第 {row['id']} 号消息（{row['channel']}）一天多没有处理。"
    sql = "select id, channel from outbox where state = 'new' and created_at < ?"
    async for row in look.rows(sql, before):
        yield f"第 {row['id']} 号待发消息（{row['channel']}）一天多没有发出。"
