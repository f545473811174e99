"""Persons, roles, groups and invitations: who may what is well formed and unambiguous."""

from __future__ import annotations

import string
from collections.abc import AsyncIterator
from typing import get_args

from bot.corridor.events import ChannelName
from bot.corridor.pages import Role
from bot.invariants.look import Look, invariant, never
from bot.review.remits import read as read_remit

_HEX = frozenset(string.hexdigits.lower())


def is_sha256(text: object) -> bool:
    """Whether a text is a SHA-256 in lower-case hex."""
    return isinstance(text, str) and len(text) == 64 and set(text) <= _HEX


@invariant("roles-and-channels-are-known")
async def known(look: Look) -> AsyncIterator[str]:
    """Every role is one of ours, every address and group belongs to a channel of ours."""
    async for row in look.rows("select id, role from roles"):
        if row["role"] not in get_args(Role):
            yield f"第 {row['id']} 号角色 {row['role']} 不认识。"
    async for row in look.rows("select id, channel, state from identities"):
        if row["channel"] not in get_args(ChannelName) or row["state"] not in ("ok", "blocked"):
            yield f"第 {row['id']} 号聊天账号的渠道 {row['channel']} 或状态 {row['state']} 不认识。"
    async for row in look.rows("select id, channel, purpose from groups"):
        if row["channel"] not in get_args(ChannelName) or row["purpose"] != "admin":
            yield f"第 {row['id']} 号群的渠道 {row['channel']} 或用途 {row['purpose']} 不认识。"


never(
    "liaison-has-unit",
    "A liaison is liaison of a unit; the office's roles are for no unit.",
    """
    select r.id, r.role, p.name from roles r join persons p on p.id = r.person_id
    where (r.role = 'liaison' and r.unit_id is null)
      or (r.role in ('admin', 'reviewer', 'observer') and r.unit_id is not null)
    """,
    "{name} 的角色 {role}（第 {id} 号）与单位对不上。",
)
never(
    "role-is-held-once",
    "Nobody holds the same role for the same unit twice at a time.",
    """
    select p.name, r.role, count(*) as times from roles r join persons p on p.id = r.person_id
    where r.ended_at is null group by r.person_id, r.role, coalesce(r.unit_id, 0)
    having count(*) > 1
    """,
    "{name} 的角色 {role} 同时有 {times} 条。",
)
never(
    "role-ends-after-it-began",
    "A role ends no earlier than it was given.",
    """
    select r.id, r.role, p.name from roles r join persons p on p.id = r.person_id
    where r.ended_at < r.given_at
    """,
    "{name} 的角色 {role}（第 {id} 号）结束得比授予还早。",
)
never(
    "office-has-an-admin",
    "Once a group is claimed for the office, somebody is admin.",
    """
    select g.title from groups g where g.ended_at is null and g.purpose = 'admin'
      and not exists (select 1 from roles r where r.role = 'admin' and r.ended_at is null)
    """,
    "管理群“{title}”已认领，却没有一位管理员。",
)
never(
    "person-can-be-reached",
    "Whoever holds a role has a chat account, and everybody has a name.",
    """
    select distinct p.id, p.name from persons p
    left join roles r on r.person_id = p.id and r.ended_at is null
    left join identities i on i.person_id = p.id
    where trim(p.name) = '' or (r.id is not null and i.id is null)
    """,
    "第 {id} 号人员“{name}”没有姓名，或有角色却没有聊天账号。",
)
never(
    "remit-is-a-reviewers",
    "Whoever is limited to some rows is a reviewer; a remit ends with the role.",
    """
    select distinct p.id, p.name from review_remits m join persons p on p.id = m.person_id
    where m.ended_at is null and not exists (select 1 from roles r where r.person_id = m.person_id
      and r.role = 'reviewer' and r.ended_at is null)
    """,
    "第 {id} 号人员“{name}”不是审核员，却还有审核分工。",
)
never(
    "remit-has-audit",
    "A reviewer's remit is what the audit chain says last about it.",
    """
    with told as (
      select subject, max(id) as id from audit where action in ('reviewer.remit', 'role.end')
        and (action = 'reviewer.remit' or json_extract(before, '$.role') = 'reviewer')
      group by subject)
    select distinct p.id, p.name, m.part from review_remits m join persons p on p.id = m.person_id
    left join told t on t.subject = 'person/' || p.id left join audit a on a.id = t.id
    where m.ended_at is null and (a.id is null or a.action = 'role.end' or m.part not in (
      select value from json_each(a.after)))
    """,
    "第 {id} 号人员“{name}”的审核分工 {part} 没有留痕。",
)


@invariant("remit-is-readable")
async def readable_remit(look: Look) -> AsyncIterator[str]:
    """Every part of a remit is a body, a section or a row."""
    async for row in look.rows("select id, part from review_remits"):
        try:
            read_remit(row["part"])
        except ValueError:
            yield f"第 {row['id']} 号审核分工 {row['part']} 读不懂。"


never(
    "used-invitation-names-its-user",
    "A used invitation says by whom and when; an unused one says neither.",
    "select id, role from invitations where (used_at is null) <> (used_by is null)",
    "第 {id} 号邀请（{role}）的使用人和使用时间不全。",
)
never(
    "revoked-invitation-is-unused",
    "An invitation is not both used and revoked, and was used before it expired.",
    """
    select id, role from invitations
    where (used_at is not null and revoked_at is not null) or used_at >= expires_at
      or expires_at <= created_at
    """,
    "第 {id} 号邀请（{role}）在撤销或过期之后还被使用。",
)
never(
    "invitation-became-a-role",
    "Whoever used an invitation was given its role, for its unit.",
    """
    select i.id, i.role, p.name from invitations i join persons p on p.id = i.used_by
    where i.person_id is null and not exists (select 1 from roles r where r.person_id = i.used_by
      and r.role = i.role and r.unit_id is i.unit_id)
    """,
    "{name} 使用了第 {id} 号邀请，却没有得到角色 {role}。",
)


never(
    "own-invitation-is-used-by-its-person",
    "An invitation to a further account is its person's own, an admin's or for an admin, given on "
    "the machine; it opens that person alone.",
    """
    select i.id, p.name from invitations i join persons p on p.id = i.person_id
    where i.person_id is not null and (i.role <> 'self'
      or (i.created_by is not i.person_id and not exists (
        select 1 from roles r
        where r.person_id = coalesce(i.created_by, i.person_id) and r.role = 'admin'))
      or (i.used_by <> i.person_id and not exists (
        select 1 from person_joins j where j.gone = i.person_id)))
    """,
    "{name} 给自己的第 {id} 号邀请被别人用了，或登记不符。",
)
never(
    "joined-person-holds-nothing",
    "Whoever was joined to another entry holds neither account nor role of their own.",
    """
    select p.name, j.gone as id from person_joins j join persons p on p.id = j.gone
    where j.undone_at is null and (
      exists (select 1 from identities i where i.person_id = j.gone)
      or exists (select 1 from roles r where r.person_id = j.gone and r.ended_at is null))
    """,
    "{name}（第 {id} 号登记）已并入别处，却还有账号或角色。",
)


@invariant("codes-are-kept-as-hashes")
async def hashed(look: Look) -> AsyncIterator[str]:
    """An invitation code is stored as a SHA-256, never as itself; a liaison's names a unit."""
    async for row in look.rows("select id, role, unit_id, code_hash from invitations"):
        if not is_sha256(row["code_hash"]):
            yield f"第 {row['id']} 号邀请的邀请码没有按哈希保存。"
        elif (row["role"] == "liaison") != (row["unit_id"] is not None):
            yield f"第 {row['id']} 号邀请（{row['role']}）与单位对不上。"


never(
    "unit-is-told-apart",
    "No two units share a full or short name, and every unit has a table.",
    """
    with names as (
      select id, name as word from units union select id, short from units)
    select word, count(*) as times from names group by word
    having count(*) > 1 or trim(word) = ''
    union all select name, 0 from units where trim(grp) = ''
    """,
    "单位名称“{word}”不止一个单位在用，或单位没有所属的表。",
)
