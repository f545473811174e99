"""Making an edition from a quarter's forms, and keeping it with its audit row.

The one place where results become a numbered snapshot. What an edition is and how two differ is
``bot.editions.edition``'s; who may release one, and what is said about it, is the pages'.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from bot.corridor.buttons import HOME
from bot.corridor.turn import Turn, instead
from bot.editions import words as editions_words
from bot.editions.edition import (
    Edition,
    Kind,
    Open,
    Raw,
    Result,
    Table,
    comparable as texts_comparable,
    read,
)
from bot.editions.tables import Place, Table as Ranked, tables_of
from bot.forms.beside import among
from bot.forms.form import UnitForm
from bot.forms.loading import load_quarter
from scoring.exact import plain
from scoring.periods import beside
from storage.database import Session, stamp
from storage.queries import editions, frozen, quarters
from storage.queries.editions import Publication
from storage.queries.frozen import Copied, Copies
from storage.queries.quarters import Quarter

Unfinished = Callable[[Sequence[UnitForm]], Mapping[int, Open]]


async def draft(
    turn: Turn,
    quarter: Quarter,
    kind: Kind,
    changed: UnitForm | None = None,
    unfinished: Unfinished | None = None,
) -> Edition:
    """The next edition of a kind, as the figures stand now; nothing is written.

    ``changed``: one unit's form as it would be after a decision, in place of its own.
    ``unfinished``: says of the forms what of each unit is still open, to be kept in the edition.

    Raises:
        InsteadError: a form's figures cannot be assessed; nothing is released around it.
    """
    forms = await load_quarter(turn.db, quarter)
    if changed is not None:
        forms = [changed if form.form.id == changed.form.id else form for form in forms]
    forms = among(forms, settled=True)
    lost = [f"{form.unit.short}（编号 {form.reference}）" for form in forms if not form.countable]
    if lost:
        raise instead(editions_words.not_countable(lost), HOME)
    left = unfinished(forms) if unfinished else {}
    ranked = tables_of(quarter, await quarters.schemes(turn.db, quarter.id), forms)
    last = await editions.newest(turn.db, quarter.id, kind)
    return Edition(
        kind=kind,
        version=last.version + 1 if last else 1,
        quarter=(quarter.year, quarter.number),
        at=stamp(turn.now),
        supersedes=last.hash if last else "",
        tables=tuple(_table(one, left, quarter.number) for one in ranked),
    )


async def keep(
    turn: Turn,
    quarter: Quarter,
    edition: Edition,
    *,
    proposed_by: int | None,
    reason: str,
    copies: Copies | None = None,
) -> Publication:
    """Freeze an edition under its number, with its hash in the audit chain.

    ``proposed_by`` None: nobody proposed it, it follows from the answer to an appeal. ``copies``:
    its lines, where they are made already.
    """
    made = await editions.add(
        turn.db,
        quarter_id=quarter.id,
        kind=edition.kind,
        version=edition.version,
        snapshot=edition.text,
        hash=edition.hash,
        reason=reason,
        proposed_by=proposed_by,
        confirmed_by=turn.somebody.id,
        now=turn.now,
    )
    copies = copies or Copies(lines_of(edition))
    await frozen.copy(turn.db, made.id, quarter.id, copies)
    after = {
        "quarter": [quarter.year, quarter.number],
        "kind": edition.kind,
        "version": edition.version,
        "hash": edition.hash,
        "proposed_by": proposed_by,
        # Where the office has one admin only, the same person confirmed: said, not hidden.
        "alone": proposed_by == turn.somebody.id,
    }
    before = edition.supersedes or None
    await turn.record(None, "publication.add", f"publication/{made.id}", before, after, reason)
    return made


def lines_of(edition: Edition) -> list[Copied]:
    """An edition unit by unit, as questions read it."""
    return [
        Copied(
            unit_id=one.unit,
            place=place,
            group_name=table.group,
            name=one.name,
            short=one.short,
            classification=one.classification,
            total=plain(one.total),
            grade=one.grade,
            points=_points(one),
            rank=one.rank,
            provisional=int(one.provisional),
        )
        for table in edition.tables
        for place, one in enumerate(table.results, 1)
    ]


def _points(one: Result) -> str:
    given = {row: plain(points) for row, points in one.points.items()}
    return json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


async def newest(db: Session, quarter_id: int, kind: Kind | None = None) -> Edition | None:
    """The edition that counts: the newest published one, else the newest announced one."""
    kinds: tuple[Kind, ...] = (kind,) if kind else ("published", "announced")
    for one in kinds:
        found = await editions.newest(db, quarter_id, one)
        if found is not None:
            return read(found.snapshot)
    return None


async def comparable(db: Session, quarter_id: int, other_id: int, group: str) -> bool:
    """Whether two quarters' results of a group may be set side by side, or are 不可比.

    Each quarter keeps the schemes it was opened with; a group that took part in one of them only
    has nothing to be compared, and nothing that would be incomparable.
    """
    texts = [
        one.text
        for quarter in (quarter_id, other_id)
        for one in await quarters.schemes(db, quarter)
        if one.group == group
    ]
    return len(texts) < 2 or texts_comparable(*texts)


async def before(db: Session, quarter: Quarter) -> Edition | None:
    """The published edition of the quarter before this one."""
    found = await quarters.by_number(db, *beside((quarter.year, quarter.number), -1))
    return await newest(db, found.id, "published") if found else None


def _table(ranked: Ranked, left: Mapping[int, Open], number: int) -> Table:
    scheme = ranked.scheme
    results = tuple(_result(place, left.get(place.form.unit.id, {})) for place in ranked.places)
    return Table(ranked.group, scheme.name, scheme.digest, scheme.text, results, number)


def _result(place: Place, left: Open) -> Result:
    form, standing = place.form, place.standing
    facts: dict[str, dict[str, Raw]] = {}
    sources: dict[str, dict[str, str]] = {}
    for row in form.rows:
        for one in row.inputs:
            figure = form.figure(row, one)
            if figure is not None:
                facts.setdefault(row.id, {})[one.name] = figure[0]
                sources.setdefault(row.id, {})[one.name] = figure[1]
    return Result(
        unit=form.unit.id,
        name=form.unit.name,
        short=form.unit.short,
        classification=standing.classification or "",
        facts=facts,
        sources=sources,
        reasons=_reasons(form),
        total=standing.total,
        grade=standing.grade,
        rank=standing.rank,
        provisional=standing.provisional,
        points={row.id: form.result(row.id).points for row in form.rows},
        returned=_returned(form),
        open=left,
        listed=form.form.listed,
    )


def _returned(form: UnitForm) -> dict[str, dict[str, Raw] | None]:
    """Rows sent back that did not come back, each with what was accepted before, if anything."""
    earlier = {row: form.reviews[row].earlier for row in form.unanswered}
    return {row: None if kept is None else json.loads(kept) for row, kept in earlier.items()}


def _reasons(form: UnitForm) -> dict[str, str]:
    return {
        row.id: ("退回后没有补正：" if row.id in form.unanswered else "")
        + form.reviews[row.id].reason
        for row in form.rows
        if row.id in form.reviews and form.reviews[row.id].reason
    }
