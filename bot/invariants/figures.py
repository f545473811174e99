"""Figures and decisions against the scheme their quarter keeps.

Only what the scheme asks, only by whom it asks, only values that can be scored. A form whose
scheme cannot be read is left out here: ``forms`` names it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from decimal import InvalidOperation

from bot.invariants.look import Look, invariant, never
from bot.review.remits import read
from scoring.facts import FactFault, as_fact, check
from scoring.scheme import Row
from storage.queries.answers import NOTE

_CLAIMS = """select form_id, "row", input, value from claims order by id"""
_NONE = "考核指标表里没有"


def _wrong(row: Row, name: str, raw: object) -> str:
    """Why a figure cannot stand for an input of a row; empty when it can."""
    one = next((one for one in row.inputs if one.name == name), None)
    if one is None:
        return _NONE
    try:
        check(row, one, as_fact(raw) if isinstance(raw, str) else raw)
    except (FactFault, InvalidOperation) as fault:
        return fault.sentence if isinstance(fault, FactFault) else "不是一个数"
    return ""


def _of_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


@invariant("claim-is-asked-for")
async def asked(look: Look) -> AsyncIterator[str]:
    """A claim answers an input of the kept scheme; a row that is marked has a description."""
    async for claim in look.rows(_CLAIMS):
        row = _row(look, claim["form_id"], claim["row"])
        if row is None:
            continue
        asks = {NOTE} if row.award else {one.name for one in row.inputs}
        if claim["input"] not in asks:
            place = look.place(claim["form_id"])
            yield f"{place} {claim['row']} 没有叫“{claim['input']}”的填报项，却有自评数。"


@invariant("claim-can-be-scored")
async def scored(look: Look) -> AsyncIterator[str]:
    """The value of every claim passes the strict door of scoring; a description is a text."""
    async for claim in look.rows(_CLAIMS):
        row = _row(look, claim["form_id"], claim["row"])
        if row is None:
            continue
        raw = _of_json(claim["value"])
        if claim["input"] == NOTE:
            why = "" if isinstance(raw, str) and raw.strip() else "不是文字"
        else:
            why = _wrong(row, claim["input"], raw)
        if why and why != _NONE:
            yield f"{look.place(claim['form_id'])} {claim['row']}“{claim['input']}”：{why}。"


@invariant("claim-is-of-the-units-own-row")
async def own(look: Look) -> AsyncIterator[str]:
    """No unit claims a row that others supply, that the ledger counts, or that is not its own."""
    async for claim in look.rows("""select distinct form_id, "row" from claims"""):
        try:
            row = look.row(claim["form_id"], claim["row"])
        except LookupError:
            continue
        place = look.place(claim["form_id"])
        if row is None:
            yield f"{place}对不适用于本单位的 {claim['row']} 有自评数。"
        elif row.by is not None:
            yield f"{place} {claim['row']} 由{row.by}提供，单位却有自评数。"
        elif row.ledger:
            yield f"{place} {claim['row']} 由报送台账计数，单位却有自评数。"


never(
    "claim-is-older-than-submission",
    "What was handed in has not changed since, unless the row was sent back.",
    """
    with papers as (
      select form_id, "row", at, input as what from claims
      union all
      select form_id, "row", at, label from evidence where "row" is not null)
    select f.id as form_id, p."row", p.what from papers p join forms f on f.id = p.form_id
    where f.state = 'submitted' and p.at > f.submitted_at and not exists (
      select 1 from reviews r where r.form_id = f.id and r."row" = p."row"
        and r.decision in ('return', 'resubmitted'))
    """,
    "{place} {row}“{what}”在提交之后改动过，这一项并没有被退回。",
)
never(
    "unit-is-reported-by-its-liaison",
    "Whoever claimed or handed in for a unit was its liaison at that moment.",
    """
    with done as (
      select form_id, by_person, at, "row" || ' ' || input as what from claims
      union all select form_id, by_person, at, label from evidence
      union all select form_id, by_person, received_at, title from work_reports)
    select d.form_id, d.what, coalesce(p.name, '无名') as name from done d
    join forms f on f.id = d.form_id left join persons p on p.id = d.by_person
    where not exists (select 1 from roles r where r.person_id = d.by_person
      and r.role = 'liaison' and r.unit_id = f.unit_id and r.given_at <= d.at
      and (r.ended_at is null or r.ended_at >= d.at))
    """,
    "{place}“{what}”是 {name} 报的，当时却不是这个单位的联络员。",
)


@invariant("supplied-can-be-scored")
async def supplied(look: Look) -> AsyncIterator[str]:
    """A figure from another body answers an input, can be scored, and names its source."""
    sql = """select form_id, "row", input, value, source from supplied order by id"""
    async for one in look.rows(sql):
        try:
            row = look.row(one["form_id"], one["row"])
        except LookupError:
            continue
        why = _wrong(row, one["input"], _of_json(one["value"])) if row else _NONE
        if not one["source"].strip():
            why = "没有写明由谁提供"
        if why:
            yield f"{look.place(one['form_id'])} {one['row']}“{one['input']}”的提供数：{why}。"


@invariant("review-can-be-scored")
async def reviewed(look: Look) -> AsyncIterator[str]:
    """A standing decision is on a row of the scheme, and what it accepts can be scored."""
    sql = """select form_id, "row", accepted from reviews where superseded_at is null order by id"""
    async for one in look.rows(sql):
        try:
            row = look.row(one["form_id"], one["row"])
        except LookupError:
            continue
        accepted = _of_json(one["accepted"])
        why = _NONE
        if row is not None and isinstance(accepted, dict):
            faults = (_wrong(row, name, raw) for name, raw in accepted.items())
            why = next((fault for fault in faults if fault), "")
        if why:
            yield f"{look.place(one['form_id'])} {one['row']} 的审核意见：{why}。"


never(
    "review-is-by-a-reviewer",
    "Who decides on a row held that office then and was no liaison of the unit; who resubmits was.",
    """
    select r.form_id, r."row", r.decision, coalesce(p.name, '无名') as name from reviews r
    join forms f on f.id = r.form_id left join persons p on p.id = r.by_person
    left join roles h on h.person_id = r.by_person and h.given_at <= r.at
      and (h.ended_at is null or h.ended_at >= r.at)
    group by r.id having (max(h.role = 'liaison' and h.unit_id = f.unit_id) is 1)
        <> (r.decision = 'resubmitted')
      or (r.decision <> 'resubmitted' and max(h.role in ('admin', 'reviewer')) is not 1)
    """,
    "{place} {row} 的审核意见 {decision} 是 {name} 作的，当时没有这个权限。",
)


@invariant("review-is-within-the-remit")
async def within_remit(look: Look) -> AsyncIterator[str]:
    """Whoever was limited to some rows when deciding decided on none but these."""
    sql = """
    select r.form_id, r."row", p.name, group_concat(m.part, char(10)) as parts from reviews r
    join persons p on p.id = r.by_person
    join review_remits m on m.person_id = r.by_person and m.given_at <= r.at
      and (m.ended_at is null or m.ended_at >= r.at)
    where r.decision <> 'resubmitted' and not exists (select 1 from roles h
      where h.person_id = r.by_person and h.role = 'admin' and h.given_at <= r.at
      and (h.ended_at is null or h.ended_at >= r.at))
    group by r.id
    """
    async for one in look.rows(sql):
        row = _row(look, one["form_id"], one["row"])
        if row is None:
            continue
        group = look.places[one["form_id"]].group
        if not any(_covers(part, group, row) for part in one["parts"].split("\n")):
            yield (
                f"{look.place(one['form_id'])} {one['row']} 的审核意见是 {one['name']} 作的，"
                "不在当时的审核分工里。"
            )


never(
    "review-says-what-and-why",
    "A decision is accept, cut, return or resubmitted; a cut or a return has a reason.",
    """
    select form_id, "row", decision from reviews
    where decision not in ('accept', 'cut', 'return', 'resubmitted')
      or (decision in ('cut', 'return') and trim(reason) = '')
    """,
    "{place} {row} 的审核意见 {decision} 不认识，或没有写理由。",
)
never(
    "review-stands-once",
    "One decision stands on a row at a time, and it is the newest.",
    """
    select form_id, "row", count(*) as times from reviews where superseded_at is null
    group by form_id, "row" having count(*) > 1
    union all
    select r.form_id, r."row", 1 from reviews r where r.superseded_at is null and exists (
      select 1 from reviews later where later.form_id = r.form_id and later."row" = r."row"
      and later.id > r.id)
    """,
    "{place} {row} 同时有 {times} 条有效的审核意见，或有效的不是最新的。",
)


def _covers(part: str, group: str, row: Row) -> bool:
    """Whether a kept part of a remit covers a row; one that cannot be read is told elsewhere."""
    try:
        return read(part).covers(group, row)
    except ValueError:
        return False


def _row(look: Look, form_id: int, row: str) -> Row | None:
    """The unit's own row; None where another invariant has something to say."""
    try:
        return look.row(form_id, row)
    except LookupError:
        return None


never(
    "opinions-are-of-two-people",
    "An item is marked by two and no more: two different people, until it is settled.",
    """
    select form_id, "row", count(*) as times from review_opinions where settled_at is null
    group by form_id, "row" having count(*) > 2 or count(distinct by_person) < count(*)
    """,
    "{place} {row} 有 {times} 份没有了结的双审意见，或者是同一个人的。",
)
never(
    "sealed-opinion-decides-nothing",
    "While an opinion on an item is not settled, no decision to take or cut it stands.",
    """
    select o.form_id, o."row" from review_opinions o
    join reviews r on r.form_id = o.form_id and r."row" = o."row" and r.superseded_at is null
      and r.decision in ('accept', 'cut') and r.at >= o.at
    where o.settled_at is null group by o.form_id, o."row"
    """,
    "{place} {row} 的双审还没有了结，却已经有了审核意见。",
)
never(
    "agreed-opinions-are-the-decision",
    "Where two agreed, that is what was decided at that moment: the same figures, taken or cut.",
    """
    select o.form_id, o."row" from review_opinions o
    left join reviews r on r.form_id = o.form_id and r."row" = o."row" and r.at = o.settled_at
      and r.decision = o.decision
    where o.outcome = 'agreed' group by o.form_id, o."row"
    having count(r.id) < count(*) or count(*) < 2 or count(distinct o.decision) > 1
    """,
    "{place} {row} 双审两人意见一致，审核意见却不是那样。",
)
never(
    "opinion-has-audit",
    "Every opinion was written down, sealed, when it was given.",
    """
    select o.form_id, o."row", o.at from review_opinions o
    left join audit a on a.at = o.at and a.action = 'review.opinion'
      and a.subject = 'review/' || o.form_id || '/' || o."row"
    where a.id is null
    """,
    "{place} {row} 在 {at} 的双审意见没有留痕。",
)
