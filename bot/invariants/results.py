"""Results: what follows from the figures follows always, and ranks follow totals.

Nothing of a result is stored before it is announced, so most of these promises are about the data
being fit to be assessed and the assessment giving the same answer whichever way it is asked; the
others hold released editions against themselves and against the figures.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Container, Sequence
from dataclasses import asdict
from decimal import Decimal
from itertools import pairwise

from bot.editions.edition import Result, Table, read
from bot.editions.making import lines_of
from bot.editions.outcome import computed
from bot.forms.form import UnitForm
from bot.invariants.look import Look, invariant, period
from bot.release import open_points
from bot.release.words.unfinished import SAID
from bot.speech.quarters import name as quarter_name
from scoring.assess import FactsError, assess
from scoring.ranking import Standing, apart, compared, rank
from scoring.scheme import Scheme, SchemeError
from storage.database import moment
from storage.queries import editions, frozen, quarters

RELEASED = {"announced": "announced", "published": "published", "archived": "published"}
"""The kind of edition that a released quarter rests on, by its state."""


async def _forms(look: Look, states: Container[str] | None = None) -> AsyncIterator[list[UnitForm]]:
    """The forms of each quarter that can be read at all; ``forms`` names the others."""
    for quarter in await quarters.everyone(look.db):
        if states is not None and quarter.state not in states:
            continue
        kept = {one.group for one in await quarters.schemes(look.db, quarter.id)}
        known = {form.group for form in await quarters.forms(look.db, quarter.id)}
        if known <= kept and not any((quarter.id, group) in look.unreadable for group in kept):
            yield await look.forms(quarter)


@invariant("form-can-be-assessed")
async def assessed(look: Look) -> AsyncIterator[str]:
    """Every form's figures can be assessed by the scheme its quarter keeps."""
    async for forms in _forms(look):
        for form in forms:
            try:
                form.assessment  # noqa: B018 -- computed on first look; raising is what is asked
            except (FactsError, ArithmeticError, ValueError) as fault:
                why = str(fault).splitlines()[0]
                yield f"{look.place(form.form.id)}没法计分：{why}"


@invariant("kept-result-is-what-the-figures-come-to")
async def at_hand(look: Look) -> AsyncIterator[str]:
    """A form's kept result that is not marked stale is what its figures come to now."""
    kept = {row["form_id"]: dict(row) async for row in look.rows(_FRESH)}
    async for forms in _forms(look):
        for form in _fit(forms):
            row = kept.get(form.form.id)
            if row is not None and row != asdict(computed(form)):
                yield f"{look.place(form.form.id)}保存的结果和按现有数据算的不一样。"


_FRESH = """
select form_id, league, place, total, grade, sort, points, missing, unproved, provisional, owed,
  done, begun, heard, returned
from form_results where stale = 0
"""
_COPIED = """
select unit_id, place, grp as group_name, name, short, classification, total, grade, points, rank,
  provisional
from edition_results where publication_id = ? order by unit_id
"""
_COUNTED = """
select grp, "row", points, units from edition_points where publication_id = ?
"""


@invariant("edition-lines-are-the-editions")
async def copied(look: Look) -> AsyncIterator[str]:
    """What questions read of an edition is what its text says."""
    for quarter in await quarters.everyone(look.db):
        for one in await editions.of_quarter(look.db, quarter.id):
            found = await editions.of_number(look.db, quarter.id, one.kind, one.version)
            try:
                edition = read(found.snapshot) if found else None
            except ValueError:
                continue  # another invariant says so
            said = [asdict(line) for line in lines_of(edition)] if edition else []
            kept = [dict(row) async for row in look.rows(_COPIED, one.id)]
            points = {tuple(row)[:3]: row["units"] async for row in look.rows(_COUNTED, one.id)}
            counted = frozen.counted(lines_of(edition)) if edition else {}
            if sorted(said, key=lambda line: line["unit_id"]) != kept or points != counted:
                name = quarter_name(quarter.year, quarter.number)
                yield f"{name}第 {one.version} 版的名次和它的原文不一样。"


@invariant("total-is-the-same-however-asked")
async def same(look: Look) -> AsyncIterator[str]:
    """Assessing the same facts in another order gives the same total, from the rows' points."""
    async for forms in _forms(look):
        for form in _fit(forms):
            turned = {
                row: dict(reversed(list(given.items())))
                for row, given in reversed(list(form.facts.items()))
            }
            again = assess(form.scheme, turned, form.named, form.classification, form.unanswered)
            if again.total != form.assessment.total or not _adds_up(form):
                yield f"{look.place(form.form.id)}两次计分的结果不一样，或各项相加不等于总分。"


def _adds_up(form: UnitForm) -> bool:
    """Whether each row's steps add up to its points, and no row is above its 分值."""
    return all(
        sum((step.value for step in row.steps), Decimal(0)) == row.points <= row.max
        for row in form.assessment.rows.values()
    )


def _fit(forms: Sequence[UnitForm]) -> list[UnitForm]:
    found = []
    for form in forms:
        try:
            form.assessment  # noqa: B018 -- computed on first look; the others are told above
        except (FactsError, ArithmeticError, ValueError):
            continue
        found.append(form)
    return found


@invariant("rank-follows-total")
async def ranked(look: Look) -> AsyncIterator[str]:
    """In each table a higher total never ranks lower, and equal ones share a rank."""
    async for forms in _forms(look):
        by_group: dict[str, list[UnitForm]] = {}
        for form in _fit(forms):
            by_group.setdefault(form.form.group, []).append(form)
        for group in by_group.values():
            scheme = group[0].scheme
            for one, other in misplaced(scheme, rank(scheme, [f.assessment for f in group])):
                name = look.place(group[0].form.id).rsplit(" ", 1)[-1]
                yield f"{name} {one.unit}与{other.unit}的名次与总分不符。"


def misplaced(scheme: Scheme, standings: Sequence[Standing]) -> list[tuple[Standing, Standing]]:
    """Neighbours of one class whose ranks do not follow what the scheme decides by."""
    found = []
    by_class = apart(scheme, (one.classification for one in standings))
    for one, other in pairwise(standings):
        if by_class and one.classification != other.classification:
            continue
        higher = compared(scheme, one.total) > compared(scheme, other.total)
        vetoed = scheme.ranking.vetoed == "last" and one.key[0] != other.key[0]
        if vetoed:
            continue
        if (one.rank == other.rank) != (one.key == other.key) or (
            one.rank > other.rank or (not higher and one.total < other.total)
        ):
            found.append((one, other))
    return found


@invariant("edition-follows-from-its-figures")
async def recomputed(look: Look) -> AsyncIterator[str]:
    """Every edition can be read, and its totals and points follow from its own text alone."""
    async for row in look.rows(_EDITIONS):
        place = f"{period(row['year'], row['number'])} {row['kind']} 第 {row['version']} 版"
        try:
            edition = read(row["snapshot"])
            units = [(table, one) for table in edition.tables for one in table.results]
            wrong = [one.name for table, one in units if not _follows(table, one)]
        except (SchemeError, FactsError, ArithmeticError, ValueError) as fault:
            yield f"{place}读不了：{str(fault).splitlines()[0]}"
            continue
        for name in wrong:
            yield f"{place}里{name}的得分与它的数据不符。"


_EDITIONS = """
select p.kind, p.version, p.snapshot, p.at, p.quarter_id, q.year, q.number
from publications p join quarters q on q.id = p.quarter_id
where p.kind in ('announced', 'published') order by p.id
"""


def _follows(table: Table, one: Result) -> bool:
    found = table.assessment(one)
    points = {row: found.rows[row].points for row in one.points}
    return found.total == one.total and points == dict(one.points)


@invariant("no-edition-rests-on-an-unanswered-return")
async def unanswered(look: Look) -> AsyncIterator[str]:
    """A row that was sent back and did not come back counts in an edition by the scheme's rule."""
    async for form, one in _released(look):
        if one.returned != (kept := _kept_returns(form)):
            rows = "、".join(row for row in kept if row not in one.returned) or "、".join(kept)
            yield f"{look.place(form.form.id)}的 {rows} 退回没有补正，公布的版本没有按规定计。"


@invariant("open-points-are-in-the-edition")
async def told(look: Look) -> AsyncIterator[str]:
    """What was not finished when a quarter was released stands in its edition, unit by unit."""
    beside: dict[int, open_points.Known] = {}
    async for form, one in _released(look):
        quarter = form.quarter
        if quarter.id not in beside:
            beside[quarter.id] = await open_points.known(look.db, quarter)
        # Until it is published a decision may be taken up again, and that is no new edition.
        over = quarter.state in ("published", "archived")
        now = open_points.of_form(form, beside[quarter.id], moment(quarter.appeal_until))
        more = [kind for kind in _DECIDED_BY_THEN if over and kind in now]
        missing = [
            said
            for kind, wrong, said in (
                ("silent", form.form.state != "submitted", "没有提交"),
                ("returned", bool(form.unanswered), "退回没有补正"),
                ("unsupplied", one.provisional and _awaits_others(form), "部门没有报来数据"),
            )
            if wrong and kind not in one.open
        ]
        missing += [SAID[kind] for kind in more if kind not in one.open]
        if missing:
            yield f"{look.place(form.form.id)}{'、'.join(missing)}，公布的版本里没有写明。"


_DECIDED_BY_THEN: tuple[open_points.Kind, ...] = (
    "unreviewed", "seconded", "doubted", "missing", "appeals",
)  # fmt: skip
"""Kinds that may be open again after an announcement, and not after the publication."""


def _kept_returns(form: UnitForm) -> dict[str, dict[str, object] | None]:
    earlier = {row: form.reviews[row].earlier for row in form.unanswered}
    return {row: None if kept is None else json.loads(kept) for row, kept in earlier.items()}


def _awaits_others(form: UnitForm) -> bool:
    return any(row.by is not None and form.result(row.id).missing for row in form.rows)


async def _released(look: Look) -> AsyncIterator[tuple[UnitForm, Result]]:
    """Forms of released quarters with their result in the newest edition, if that tells so much."""
    async for forms in _forms(look, RELEASED):
        if not forms:
            continue
        quarter = forms[0].quarter
        kept = await editions.newest(look.db, quarter.id, RELEASED[quarter.state])
        try:
            edition = read(kept.snapshot) if kept else None
        except ValueError:
            continue  # edition-follows-from-its-figures says so
        for form in _fit(forms) if edition and edition.form > 1 else ():
            found = edition.of_unit(form.unit.id) if edition else None
            if found is not None:
                yield form, found[1]


@invariant("no-appeal-is-decided-by-its-first-reviewer")
async def appealed(look: Look) -> AsyncIterator[str]:
    """Whoever answers an appeal had not decided on its row before."""
    since: dict[int, str] = {}
    async for row in look.rows(_EDITIONS):
        if json.loads(row["snapshot"]).get("format", 1) > 1:
            since.setdefault(row["quarter_id"], row["at"])
    async for row in look.rows(_SELF_ANSWERED):
        if row["answered_at"] >= since.get(row["quarter_id"], "9"):
            where = f"{look.place(row['form_id'])} {row['row']}"
            yield f"申诉第 {row['id']} 号（{where}）由原审核人答复。"


_SELF_ANSWERED = """
select a.id, a.form_id, a."row", a.answered_at, f.quarter_id
from appeals a join forms f on f.id = a.form_id
where a.answered_by is not null and exists (
  select 1 from reviews r where r.form_id = a.form_id and r."row" = a."row"
    and r.by_person = a.answered_by and r.at < a.answered_at
    and r.decision in ('accept', 'cut', 'return')
  union all select 1 from review_opinions o where o.form_id = a.form_id and o."row" = a."row"
    and o.by_person = a.answered_by and o.at < a.answered_at)
order by a.id
"""


@invariant("published-figures-are-the-editions")
async def released(look: Look) -> AsyncIterator[str]:
    """What a published quarter's figures come to is what its newest edition says."""
    async for forms in _forms(look, ("published", "archived")):
        if not forms:
            continue
        kept = await editions.newest(look.db, forms[0].quarter.id, "published")
        if kept is None:
            continue  # published-quarter-has-publication says so
        try:
            edition = read(kept.snapshot)
        except ValueError:
            continue  # edition-follows-from-its-figures says so
        for form in _fit(forms):
            found = edition.of_unit(form.unit.id)
            if found is None or found[1].total != form.assessment.total:
                yield f"{look.place(form.form.id)}的得分与公布第 {edition.version} 版不符。"
