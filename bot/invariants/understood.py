"""What was understood of the papers: facts stand where they were read, doubts are about papers.

Whether a paper was read at all, and whether its lines are whole, is ``readings``'.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Final, get_args

from bot.invariants.look import Look, invariant, never
from bot.reading import doubts, facts

_STATES: Final = ("open", "waived", "upheld", "passed")

never(
    "fact-stands-where-it-was-read",
    "What a paper says of itself was read from a line that is kept, of a paper that was read.",
    """
    select f.sha256, f.kind from reading_facts f join readings r on r.sha256 = f.sha256
    left join reading_lines l on l.sha256 = f.sha256 and l.page = f.page and l.line = f.line
    where (f.line is not null and l.id is null) or f.sure not in (0, 1)
    """,
    "材料 {sha256} 的“{kind}”找不到出处。",
)


@invariant("fact-is-of-a-known-kind")
async def known(look: Look) -> AsyncIterator[str]:
    """Facts are of the kinds there are."""
    kinds = set(get_args(facts.Kind))
    async for row in look.rows("select distinct sha256, kind from reading_facts order by sha256"):
        if row["kind"] not in kinds:
            yield f"材料 {row['sha256'][:12]} 有一条不认识的“{row['kind']}”。"


@invariant("doubt-has-its-reason")
async def reasons(look: Look) -> AsyncIterator[str]:
    """A doubt is of a known kind and state, with its reason, about a paper under a row."""
    sql = """
    select d.id, d.kind, d.state, d.reason, e.form_id, e."row" from paper_doubts d
    join evidence e on e.id = d.evidence_id order by d.id
    """
    async for row in look.rows(sql):
        name = f"{look.place(row['form_id'])}的第 {row['id']} 号疑点"
        if row["kind"] not in doubts.KINDS or row["state"] not in _STATES:
            yield f"{name}类别或状态不认识。"
        elif not _is_object(row["reason"]):
            yield f"{name}没有可读的理由。"


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


never(
    "doubt-names-another-paper",
    "The paper that a doubt says another is like is another one.",
    """
    select d.id, e.form_id from paper_doubts d join evidence e on e.id = d.evidence_id
    where d.other_evidence_id = d.evidence_id
    """,
    "{place}的第 {id} 号疑点说一份材料与它自己雷同。",
)
never(
    "doubt-is-waived-once",
    "A kind of doubt is waived at most once in a quarter, by somebody, and is a known one.",
    f"""
    select w.kind, q.year, q.number from doubt_waivers w join quarters q on q.id = w.quarter_id
    where w.kind not in ({", ".join(f"'{one}'" for one in doubts.KINDS)})
      or exists (select 1 from doubt_waivers o where o.quarter_id = w.quarter_id
        and o.kind = w.kind and o."row" is w."row" and o.id < w.id)
    """,  # noqa: S608 -- kinds of our own
    "{period}的“{kind}”疑点撤了两次，或不认识。",
)
never(
    "papers-are-spoken-of-once",
    "What was said of papers that are spoken of is kept nowhere but in the chat.",
    """
    select b.receipt, b.form_id from reading_batches b
    where b.told_at is not null and b.said <> ''
    """,
    "{place}的回执 {receipt} 已经说过，还留着没有说的话。",
)
