"""What was read in the papers: every paper waits or was read, and what is kept of it is whole.

What lines mean, and the doubts, have a family of their own. Whether the search finds what the
lines say is looked at by ``python -m bot check``, which mends it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from bot.extraction.pages import Unread
from bot.extraction.plain import searchable
from bot.invariants.look import Look, invariant, never

never(
    "paper-waits-to-be-read",
    "Every paper that was handed in waits for the reader or was read, under its own kind.",
    """
    select b.digest, b.kind from blobs b left join readings r on r.sha256 = b.digest
    where (r.sha256 is null and (
        exists (select 1 from evidence e where e.digest = b.digest and e.removed_at is null)
        or exists (select 1 from work_reports w
          where w.digest = b.digest and w.withdrawn_at is null)
        or exists (select 1 from appeal_papers a where a.digest = b.digest)))
      or (r.kind is not null and r.kind <> b.kind)
    """,
    "文件 {digest} 没有排进要读的材料，或类型记错了。",
    mended=True,
)


@invariant("reading-ended-as-it-says")
async def ended(look: Look) -> AsyncIterator[str]:
    """A reading waits, is done or failed; who has ended says when, by which reader, and why not."""
    known = sorted(one.value for one in Unread)
    sql = """
    select * from readings where state not in ('waiting', 'done', 'failed')
      or unread not in (select value from json_each(?))
      or (state <> 'waiting' and (read_at is null or reader = ''))
      or (state = 'failed' and unread = '')
    order by sha256
    """
    async for row in look.rows(sql, json.dumps(known)):
        name = f"材料 {row['sha256'][:12]} 的读取记录"
        over = row["state"] in ("done", "failed")
        if row["state"] not in ("waiting", "done", "failed") or row["unread"] not in known:
            yield f"{name}状态不认识。"
        elif over and (row["read_at"] is None or not row["reader"]):
            yield f"{name}说已读完，却没有时间或版本。"
        elif row["state"] == "failed" and not row["unread"]:
            yield f"{name}说读不了，却没有原因。"


never(
    "reading-line-stands-on-a-page",
    "Every line that was read stands on a page that was read, within it, one after another.",
    """
    select l.sha256, l.page, l.line from reading_lines l
    left join reading_pages p on p.sha256 = l.sha256 and p.page = l.page
    where p.page is null or l.line < 1 or l.page < 1 or l.source not in ('text', 'ocr')
      or l.score not between 0 and 1000
      or (l.x0 is null) + (l.y0 is null) + (l.x1 is null) + (l.y1 is null) not in (0, 4)
      or (l.x0 is not null and not (0 <= l.x0 and l.x0 <= l.x1 and l.x1 <= 10000
        and 0 <= l.y0 and l.y0 <= l.y1 and l.y1 <= 10000))
      or (l.line > 1 and not exists (select 1 from reading_lines o
        where o.sha256 = l.sha256 and o.page = l.page and o.line = l.line - 1))
    """,
    "材料 {sha256} 第 {page} 页第 {line} 行的位置不对。",
)


@invariant("reading-line-is-searched-as-it-reads")
async def searched(look: Look) -> AsyncIterator[str]:
    """The form in which a line is searched is the one its text has."""
    sql = "select sha256, page, line, text, text_search from reading_lines order by id"
    async for row in look.rows(sql):
        if row["text_search"] != searchable(row["text"]):
            place = f"第 {row['page']} 页第 {row['line']} 行"
            yield f"材料 {row['sha256'][:12]} {place}的检索文字与原文不一致。"


never(
    "unread-paper-has-no-lines",
    "A paper that could not be read has no lines of an earlier reading.",
    """
    select distinct r.sha256 from readings r join reading_lines l on l.sha256 = r.sha256
    where r.state = 'failed'
    """,
    "材料 {sha256} 说读不了，却有读出的文字。",
)
