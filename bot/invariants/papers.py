"""Evidence, work reports, their bytes and their receipts.

Whether a paper was written down in the audit chain is ``audited``'s; whether it was handed in by
the right person, and not after the submission, is in ``figures``.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from functools import lru_cache

from bot.forms.receipts import hash_of
from bot.invariants.look import Look, invariant, never
from bot.speech.calendar import in_china
from storage.database import moment
from storage.kinds import KINDS

_AT_ONCE = 200
"""Files looked at per hop to a thread: a hop costs more than a look."""
_NUMBER = re.compile(r"R(\d{6})-(\d{4,})")
_HOUR = len("2026-01-01T00")


@lru_cache(maxsize=1_000)
def _day(hour: str) -> str:
    """The day in China of a stored time, given down to its hour: no offset there has minutes."""
    return in_china(moment(f"{hour}:00:00.000000Z")).strftime("%y%m%d")


@invariant("blob-has-its-bytes")
async def bytes_there(look: Look) -> AsyncIterator[str]:
    """Every file that a row speaks of is in the store with its size; ``deep``: with its hash."""
    batch: list[tuple[str, int]] = []
    async for digest, size in look.rows("select digest, size from blobs order by digest"):
        batch.append((digest, size))
        if len(batch) == _AT_ONCE:
            for fault in await asyncio.to_thread(_bytes_missing, look, batch):
                yield fault
            batch = []
    for fault in await asyncio.to_thread(_bytes_missing, look, batch):
        yield fault


def _bytes_missing(look: Look, files: list[tuple[str, int]]) -> list[str]:
    found = ((digest[:12], _byte_fault(look, digest, size)) for digest, size in files)
    return [f"文件{fault.format(short)}" for short, fault in found if fault]


def _byte_fault(look: Look, digest: str, size: int) -> str:
    try:
        there = look.store.size(digest)
    except ValueError:
        return "记录 {} 的哈希不规范。"
    except OSError:
        return " {} 在库里有记录，磁盘上却没有。"
    if there != size:
        return f" {{}} 应有 {size} 字节，磁盘上是 {there} 字节。"
    if look.deep and not look.store.verify(digest):
        return " {} 的内容与哈希不符。"
    return ""


@invariant("blob-is-of-a-known-kind")
async def kinds(look: Look) -> AsyncIterator[str]:
    """The kind of every file is known, and a picture's fingerprint is 64 bits in hex."""
    sql = """
    select digest, kind, kind in (select value from json_each(?)) as known from blobs
    where kind not in (select value from json_each(?)) or likeness not glob ? order by digest
    """
    kinds = json.dumps(sorted(KINDS))
    async for row in look.rows(sql, kinds, kinds, "[0-9a-f]" * 16):
        if row["known"]:
            yield f"文件 {row['digest'][:12]} 的图片指纹不规范。"
        else:
            yield f"文件 {row['digest'][:12]} 的类型 {row['kind']} 不认识。"


never(
    "evidence-is-a-file-or-a-link",
    "A piece of evidence is either a file or a link, and is called something.",
    """
    select form_id, id from evidence
    where (digest is null) = (url is null) or trim(label) = ''
    """,
    "{place}的第 {id} 号佐证既不是文件也不是链接，或没有名称。",
)


@invariant("evidence-is-under-a-row-of-its-own")
async def filed(look: Look) -> AsyncIterator[str]:
    """Evidence lies under a row that the unit answers itself, or waits for one."""
    sql = """
    select distinct form_id, "row" from evidence where "row" is not null and removed_at is null
    """
    async for one in look.rows(sql):
        try:
            row = look.row(one["form_id"], one["row"])
        except LookupError:
            continue
        if row is None or not row.papers:
            yield f"{look.place(one['form_id'])}的佐证归在 {one['row']}，单位并不填报这一项。"


never(
    "evidence-has-receipt",
    "The receipt of every piece of evidence exists, is the form's own, and lists it.",
    """
    select e.form_id, e.id, e.label, e.receipt from evidence e
    left join receipts r on r.number = e.receipt and r.form_id = e.form_id
      and r.kind in ('evidence', 'carry')
    where r.number is null or not json_valid(r.body) or not exists (
      select 1 from json_each(r.body, '$.files') j
      where json_extract(j.value, '$.digest') = e.digest
      union all select 1 from json_each(r.body, '$.links') j
      where json_extract(j.value, '$.url') = e.url)
    """,
    "{place}的佐证“{label}”（第 {id} 号）在回执 {receipt} 里找不到。",
)
never(
    "report-has-receipt",
    "The receipt of every work report exists, is the form's own, and lists its file.",
    """
    select w.form_id, w.id, w.title, w.receipt from work_reports w
    left join receipts r on r.number = w.receipt and r.form_id = w.form_id and r.kind = 'report'
    where r.number is null or (w.digest is not null and not exists (
      select 1 from json_each(r.body, '$.files') j
      where json_extract(j.value, '$.digest') = w.digest))
    """,
    "{place}的报送“{title}”（第 {id} 号）在回执 {receipt} 里找不到。",
)


@invariant("receipt-proves-its-body")
async def proves(look: Look) -> AsyncIterator[str]:
    """Every receipt's hash is that of its body, and the body names the receipt, kind and time."""
    sql = """
    select form_id, number, hash, body, case when json_valid(body) then
      json_extract(body, '$.number') is number and json_extract(body, '$.kind') is kind
      and json_extract(body, '$.at') is at end as fine from receipts order by number
    """
    async for form, number, hash, body, fine in look.rows(sql):
        if hash_of(body) != hash:
            yield f"{look.place(form)}的回执 {number}内容被改过，与哈希不符。"
        elif not fine:
            yield f"{look.place(form)}的回执 {number}的编号、类别或时间与内容不符。"


@invariant("receipt-names-its-unit")
async def named(look: Look) -> AsyncIterator[str]:
    """The quarter in a receipt's body is that of its form, and its files are known."""
    sql = """
    select r.form_id, r.number, r.body, q.year, q.number as quarter from receipts r
    join forms f on f.id = r.form_id join quarters q on q.id = f.quarter_id
    where json_extract(r.body, '$.quarter[0]') is not q.year
      or json_extract(r.body, '$.quarter[1]') is not q.number
      or coalesce(json_extract(r.body, '$.unit'), '') = ''
      or exists (select 1 from json_each(r.body, '$.files') j left join blobs b
        on b.digest = json_extract(j.value, '$.digest') where b.digest is null)
    """
    async for row in look.rows(sql):
        name = f"{look.place(row['form_id'])}的回执 {row['number']}"
        yield f"{name}写的考核期、单位不符，或列有不存在的文件。"


@invariant("receipts-are-numbered-without-a-gap")
async def numbered(look: Look) -> AsyncIterator[str]:
    """Receipts are R, the day in China, and 0001, 0002, … without a gap, as the counter says."""
    async for number, at in look.rows("select number, at from receipts order by number"):
        found = _NUMBER.fullmatch(number)
        if not found or found[1] != _day(at[:_HOUR]):
            yield f"回执编号 {number} 不规范，或与日期不符。"
    sql = """
    with days as (
      select substr(number, 2, 6) as day, count(*) as times,
        max(cast(substr(number, 9) as integer)) as last from receipts group by 1)
    select d.day, d.times, d.last, s.value from days d
    left join settings s on s.key = 'receipt:' || d.day
    where d.times <> d.last or cast(coalesce(s.value, '0') as integer) <> d.last
    """
    async for row in look.rows(sql):
        count = row["value"] or "没有"
        yield f"{row['day']} 的回执有 {row['times']} 张，编到 {row['last']} 号，计数器是 {count}。"


never(
    "report-is-on-time-or-late",
    "A work report is on time exactly when it was received by the date that held for it.",
    """
    select form_id, id, title from work_reports
    where on_time <> (received_at <= due_at) or trim(title) = '' or trim(kind) = ''
    """,
    "{place}的报送“{title}”（第 {id} 号）按时与否与收到时间不符，或没有标题、类别。",
)


@invariant("unit-is-within-its-quota")
async def quota(look: Look) -> AsyncIterator[str]:
    """No unit's papers of a quarter take more than the quota, the same bytes counted once."""
    if look.unit_bytes is None:
        return
    sql = """
    select form_id, sum(size) as used from (
      select e.form_id, b.digest, b.size from evidence e join blobs b on b.digest = e.digest
      where e.removed_at is null
      union
      select w.form_id, b.digest, b.size from work_reports w join blobs b on b.digest = w.digest
      where w.withdrawn_at is null)
    group by form_id having sum(size) > ?
    """
    async for row in look.rows(sql, look.unit_bytes):
        used = f"{row['used'] / 1024 / 1024:.0f} MB"
        yield f"{look.place(row['form_id'])}的材料共 {used}，超过了上限。"
