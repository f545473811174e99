"""Quarters, their kept schemes, and the forms of the units in them."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from datetime import date

from bot.invariants.look import Look, invariant, never, period
from bot.speech.calendar import CHINA
from bot.speech.quarters import STATES
from scoring.periods import is_number
from storage.database import moment


@invariant("quarter-dates-are-in-order")
async def dates(look: Look) -> AsyncIterator[str]:
    """Opening, deadline, review and appeal follow one another; the state is a known one."""
    async for row in look.rows("select * from quarters order by id"):
        name = period(row["year"], row["number"])
        if row["state"] not in STATES or not is_number(row["number"]):
            yield f"{name}的状态 {row['state']} 或期次不认识。"
        opens = date.fromisoformat(row["opens_on"])
        deadline, due = moment(row["deadline_at"]), moment(row["work_report_due_at"])
        if not opens <= min(deadline, due).astimezone(CHINA).date():
            yield f"{name}的截止日早于开期日。"
        if not deadline <= moment(row["review_until"]) <= moment(row["appeal_until"]):
            yield f"{name}的截止、初审、申诉日期先后颠倒。"


@invariant("kept-scheme-is-what-was-opened")
async def schemes(look: Look) -> AsyncIterator[str]:
    """Every kept scheme has the digest of its text, can be read, and is for its table."""
    sql = """
    select s.quarter_id, s.grp, s.name, s.digest, s.text, q.year, q.number from quarter_schemes s
    join quarters q on q.id = s.quarter_id order by s.id
    """
    async for row in look.rows(sql):
        name = f"{period(row['year'], row['number'])}“{row['grp']}”的考核指标表"
        key = (row["quarter_id"], row["grp"])
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["digest"]:
            yield f"{name}被改过，与开期时登记的不符。"
        elif key in look.unreadable:
            yield f"{name}读不出来：{look.unreadable[key]}"
        elif look.schemes[key].group != row["grp"]:
            yield f"{name}其实是给“{look.schemes[key].group}”用的。"


never(
    "form-has-a-scheme",
    "The quarter of every form keeps a scheme for the form's table.",
    """
    select f.id as form_id, f.grp from forms f
    left join quarter_schemes s on s.quarter_id = f.quarter_id and s.grp = f.grp
    where s.id is null
    """,
    "{place}属于“{grp}”，这一期却没有它的考核指标表。",
)
never(
    "form-state-is-known",
    "A form is being filled in, handed in, or sent back.",
    """
    select id as form_id, state from forms
    where state not in ('filling', 'submitted', 'returned')
    """,
    "{place}的状态 {state} 不认识。",
)
never(
    "submitted-form-says-who-and-when",
    "A form that is handed in says by whom and when; one that is being filled in does not.",
    """
    select id as form_id from forms
    where (state = 'submitted' and (submitted_at is null or submitted_by is null))
      or (state = 'filling' and (submitted_at is not null or submitted_by is not null))
    """,
    "{place}的提交人、提交时间与状态对不上。",
)
never(
    "submitted-form-has-receipt",
    "A form that is handed in has a receipt of that moment.",
    """
    select f.id as form_id from forms f where f.state = 'submitted' and not exists (
      select 1 from receipts r where r.form_id = f.id and r.at = f.submitted_at
      and r.kind in ('submission', 'resubmission'))
    """,
    "{place}已提交，却没有提交回执。",
)
never(
    "submission-is-in-time",
    "A form is handed in after its quarter opened; whole forms by the unit's deadline.",
    """
    select f.id as form_id from forms f join quarters q on q.id = f.quarter_id
    where f.submitted_at is not null and (q.state = 'planned' or (
      f.submitted_at > coalesce(f.extended_to, q.deadline_at)
      and not exists (select 1 from reviews r where r.form_id = f.id)))
    """,
    "{place}是在开期之前或截止之后提交的。",
)
never(
    "extension-is-later-and-has-a-reason",
    "A unit's own deadline is later than the quarter's, and says why.",
    """
    select f.id as form_id from forms f join quarters q on q.id = f.quarter_id
    where (f.extended_to is not null and (f.extended_to <= q.deadline_at
      or trim(f.extension_reason) = ''))
      or (f.extended_to is null and f.extension_reason <> '')
    """,
    "{place}的延期没有理由，或并不晚于原截止时间。",
)
never(
    "open-quarter-has-forms",
    "A quarter that is open or over has forms, and none is answered before it opens.",
    """
    select q.year, q.number from quarters q
    where (q.state <> 'planned' and not exists (select 1 from forms f where f.quarter_id = q.id))
      or (q.state = 'planned' and exists (select 1 from forms f join claims c on c.form_id = f.id
        where f.quarter_id = q.id))
    """,
    "{period}没有任何单位的报表，或还没开期就有了自评数。",
)
never(
    "published-quarter-has-publication",
    "A published or archived quarter has a published edition.",
    """
    select q.year, q.number from quarters q
    where q.state in ('published', 'archived')
      and not exists (select 1 from publications p where p.quarter_id = q.id)
    """,
    "{period}已公布，却没有公布的版本。",
)


@invariant("publication-is-unaltered")
async def publications(look: Look) -> AsyncIterator[str]:
    """Published editions hash to what was noted, and are numbered from 1 without a gap."""
    sql = """
    select p.*, q.year, q.number as quarter, row_number() over (
      partition by p.quarter_id, p.kind order by p.version) as place
    from publications p join quarters q on q.id = p.quarter_id order by p.id
    """
    async for row in look.rows(sql):
        name = f"{period(row['year'], row['quarter'])}公布的 {row['kind']} 第 {row['version']} 版"
        if hashlib.sha256(row["snapshot"].encode()).hexdigest() != row["hash"]:
            yield f"{name}与登记的哈希不符。"
        if row["version"] != row["place"]:
            yield f"{name}之前少了版本。"
