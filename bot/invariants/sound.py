"""The database as such: sound pages, references that lead somewhere, times that are times."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from bot.invariants.look import Look, invariant
from storage import audit

_MOMENT = "????-??-??T??:!?:!?.??????Z".replace("?", "[0-9]").replace("!", "[0-5]")
"""The form of ``storage.database.stamp``."""
_CHAIN = {"missing": "少了一条", "cut": "与上一条接不上", "altered": "内容被改过"}


@invariant("database-is-sound")
async def sound(look: Look) -> AsyncIterator[str]:
    """The database file itself is whole: pages, indexes, unique and not-null columns."""
    async for row in look.rows("pragma integrity_check(20)"):
        if row[0] != "ok":
            yield f"数据库文件损坏：{row[0]}。"


@invariant("references-lead-somewhere")
async def references(look: Look) -> AsyncIterator[str]:
    """Every reference from one row to another leads to a row that is there."""
    async for row in look.rows("pragma foreign_key_check"):
        yield f"表 {row['table']} 第 {row['rowid']} 行指向的 {row['parent']} 记录不存在。"


@invariant("audit-chain-is-unbroken")
async def chain(look: Look) -> AsyncIterator[str]:
    """Each stream of the audit chain is numbered without a gap and hashes link by link."""
    for one in await audit.broken(look.db):
        stream = "全部" if one.stream == audit.ALL else one.stream
        yield f"留痕链 {stream} 第 {one.seq} 条{_CHAIN[one.fault]}。"


@invariant("audit-is-readable")
async def readable(look: Look) -> AsyncIterator[str]:
    """What a change was from and to is JSON, and its stream is a unit's or the office's."""
    sql = """
    with streams as materialized (select 'unit:' || id as name from units union select ?)
    select id, stream, seq, json_valid(before) and json_valid(after) as fine from audit
    where not (json_valid(before) and json_valid(after))
      or stream not in (select name from streams)
    """
    async for row in look.rows(sql, audit.OFFICE):
        why = "属于不存在的单位" if row["fine"] else "前后内容读不出来"
        yield f"留痕 {row['stream']} 第 {row['seq']} 条{why}。"


@invariant("times-are-utc")
async def times(look: Look) -> AsyncIterator[str]:
    """Every stored time is a UTC moment in the one form that sorts as text."""
    columns = [
        (row["at_table"], row["at_column"], "row_number() over ()" if row["wr"] else "rowid")
        async for row in look.rows(
            """
            select m.name as at_table, p.name as at_column, l.wr
            from sqlite_master m join pragma_table_info(m.name) p
            join pragma_table_list(m.name) l
            where m.type = 'table' and (p.name = 'at' or p.name like '%\\_at' escape '\\'
              or p.name in ('not_before', 'until', 'review_until', 'appeal_until', 'extended_to'))
            order by m.name, p.cid
            """
        )
    ]
    for table, column, number in columns:  # a table without a rowid is counted through
        # Names of our own tables and columns, read from the database's own list a moment ago.
        # Writing the moment again turns a day that does not exist into one that does; before the
        # 29th, and below 24 o'clock, there is none.
        sql = f"""
        select {number} as number, "{column}" as at from "{table}" where "{column}" is not null
          and ("{column}" not glob ? or ((substr("{column}", 9, 2) not between '01' and '28'
              or substr("{column}", 6, 2) not between '01' and '12'
              or substr("{column}", 12, 2) > '23')
            and substr("{column}", 1, 19) is not
              strftime('%Y-%m-%dT%H:%M:%S', substr("{column}", 1, 19), '+0 days')))
        """  # noqa: S608 -- see above
        async for row in look.rows(sql, _MOMENT):
            place = f"表 {table} 第 {row['number']} 行的 {column}"
            yield f"{place} 不是规范的 UTC 时间：{row['at']}。"


@invariant("settings-are-readable")
async def settings(look: Look) -> AsyncIterator[str]:
    """A receipt counter is a number; a hand-over names a person."""
    sql = "select key, value from settings where key like 'receipt:%' or key like 'handover:%'"
    async for row in look.rows(sql):
        if row["key"].startswith("receipt:"):
            fine = row["value"].isdecimal()
        else:
            fine = _names_a_person(row["value"])
        if not fine:
            yield f"设置 {row['key'][:40]} 的内容读不出来。"


def _names_a_person(text: str) -> bool:
    try:
        return isinstance(json.loads(text)["person"], int)
    except (ValueError, TypeError, KeyError):
        return False
