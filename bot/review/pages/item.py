"""One item of the review on one screen: claim, points, last quarter, papers, doubts, buttons.

No page lives here: the pages that lead to an item show it by ``screen``.
"""

from __future__ import annotations

from bot.corridor.events import Button, File, Message
from bot.corridor.paging import side_by_side
from bot.corridor.routes import link, token
from bot.corridor.turn import Turn
from bot.forms.form import Raw, UnitForm
from bot.forms.words import carried, figures
from bot.review.marks import Mark
from bot.review.pages.remarks import remarks
from bot.review.queue import Item, nothing_claimed
from bot.review.words import item as words, second, talk
from bot.speech import quarters as quarter_words
from scoring.scheme import Input, Row
from storage.database import Session
from storage.kinds import KINDS
from storage.queries import papers, people, quarters, roster
from storage.queries.answers import NOTE
from storage.queries.papers import Evidence

FILES = 6
"""Pieces of evidence on one screen: an album's worth; the others are one tap away."""
_COMPARED = 2
"""Look-alikes from elsewhere that are shown beside them."""


def seen(form: UnitForm, row: Row) -> str:
    """Six signs of what a reviewer was shown: they change with a figure, a paper, a decision."""
    claims = [[name, c.value, c.version] for (id, name), c in form.claims.items() if id == row.id]
    review = form.reviews.get(row.id)
    return token([claims, [one.id for one in form.proofs(row.id)], review.id if review else 0])


def decisions(form: UnitForm, row: Row) -> list[Button]:
    """The buttons that decide on an item as it is now."""
    nothing = nothing_claimed(form, row) and form.result(row.id).points <= 0
    at = (form.quarter.id, form.unit.id, row.id, seen(form, row))
    return [
        Button(label=label, route=link("review", page, *at))
        for label, page in words.decisions(row.award, nothing, form.quarter.state)
    ]


async def screen(
    turn: Turn,
    item: Item,
    earlier: UnitForm | None,
    left: int,
    first: str = "",
    back: Button | None = None,
) -> None:
    """Show an item that may be decided on; the desk-sized page shows it itself.

    ``back`` takes back what ``first`` tells of.
    """
    form, row = item.form, item.row
    if turn.at_desk:
        answer = first or words.on_the_desk(form.unit.short, row)
        turn.say(Message(text=answer, buttons=((back,),) if back else ()))
        return
    lines = [first] if first else []
    for one in item.marks:
        lines.append(await mark_line(turn.db, form, one))
        if one.kind == "differs":
            lines += [second.opinion(said, row) for said in item.opinions]
    lines += facts(form, row, earlier)
    lines += await whose(turn.db, turn.somebody.id, item)
    said = await remarks(turn.db, turn.somebody.id, form, row, item.opinions)
    if said:
        last = await people.person(turn.db, said[-1].actor or 0)
        lines.append(talk.latest(last.name if last else "", said[-1].why, len(said)))
    at = (form.quarter.id, form.unit.id, row.id)
    decide = decisions(form, row)
    more = [
        Button(label="历史", route=link("review", "history", *at)),
        Button(label=talk.button(len(said)), route=link("review", "talk", *at)),
        Button(label="跳过", route=link("review", "skip", *at)),
        Button(label="审核首页", route="review"),
    ]
    if old := proofs_before(row, earlier):
        label = words.papers_before(len(old))
        more.insert(0, Button(label=label, route=link("review", "before", *at, 1)))
    if any(one.paper is not None for one in item.marks):
        more.insert(0, Button(label="不是疑点", route=link("review", "nodoubt", *at)))
    if back:
        more.insert(0, back)
    if len(form.proofs(row.id)) > FILES:
        more.insert(0, Button(label="看更多材料", route=link("review", "more", *at, 2)))
    turn.say(
        Message(
            title=words.item_title(
                form.unit.short, figures.row_title(row), form.quarter.number, left
            ),
            text="\n".join(lines),
            detail=words.clause(row),
            detail_label="原文",
            files=(*attached(form.proofs(row.id)[:FILES]), *_lookalikes(item)),
            buttons=(*side_by_side(decide, 3 if len(decide) == 3 else 2), tuple(more)),
        )
    )


async def whose(db: Session, person: int, item: Item) -> list[str]:
    """Where the row is not this reviewer's own: whose it is."""
    if person in (*item.holders, item.reserved):
        return []
    if item.holders:
        known = [await people.person(db, one) for one in sorted(item.holders)]
        return [words.colleagues_row([one.name for one in known if one])]
    return [words.reviewer(item.row.reviewer)] if item.row.reviewer else []


def _lookalikes(item: Item) -> tuple[File, ...]:
    """The pictures elsewhere that look like one of these, to be compared by eye."""
    uses = {one.use.digest: one.use for one in item.marks if one.kind == "alike" and one.use}
    return tuple(
        File(label=words.lookalike(use.label), digest=use.digest, picture=True)
        for use in list(uses.values())[:_COMPARED]
    )


def proofs_before(row: Row, earlier: UnitForm | None) -> tuple[Evidence, ...]:
    """Last quarter's papers of the same row."""
    old = row_before(row, earlier)
    return earlier.proofs(old.id) if earlier is not None and old is not None else ()


def row_before(row: Row, earlier: UnitForm | None) -> Row | None:
    """The row as it was a quarter ago; None where it was another or was not there."""
    rows = earlier.rows if earlier else ()
    return next((one for one in rows if (one.id, one.name) == (row.id, row.name)), None)


def claim_facts(form: UnitForm, row: Row, earlier: UnitForm | None) -> list[str]:
    """What is claimed, what it brings, what it was a quarter ago."""
    lines = [_claim(form, row)]
    if taken_over := carried.of_row(form, row):
        lines.append(words.taken_over(taken_over))
    if found := _settled(form, row):
        lines.append(words.settled(found))
    if not row.award or found:
        lines.append(words.points(figures.explained(form, row)))
    if before := _before(row, earlier):
        lines.append(before)
    return lines


def facts(form: UnitForm, row: Row, earlier: UnitForm | None) -> list[str]:
    """What is claimed, what it brings, what it was a quarter ago, what is shown for it."""
    lines = claim_facts(form, row, earlier)
    proofs = form.proofs(row.id)
    lines.append(words.papers(len(proofs), min(len(proofs), FILES), _by_kind(proofs)))
    lines += [
        words.paper(one.label, one.url, carried.with_caption(one.caption, one.carried))
        for one in proofs[:FILES]
        if one.url or one.caption or one.carried
    ]
    return lines


def _settled(form: UnitForm, row: Row) -> str:
    """The figures that were accepted, where a decision stands that accepts some."""
    review = form.reviews.get(row.id)
    if review is None or review.decision not in ("accept", "cut"):
        return ""

    def look(input: Input) -> Raw | None:
        found = form.figure(row, input)
        return None if found is None else found[0]

    return figures.answers(row, look)


def _claim(form: UnitForm, row: Row) -> str:
    if row.award:
        return words.note(str(form.claimed(row.id, NOTE) or ""))
    return words.claim(figures.answers(row, lambda one: form.claimed(row.id, one.name)))


def _before(row: Row, earlier: UnitForm | None) -> str:
    """Last quarter's figures that counted, where the row was there then."""
    old = row_before(row, earlier)
    if earlier is None or old is None:
        return ""

    def look(input: Input) -> Raw | None:
        found = earlier.figure(old, input)
        return None if found is None else found[0]

    if all(look(one) is None for one in old.inputs):
        return ""
    points = figures.points(earlier.result(old.id).points, old.points)
    return words.before(figures.answers(old, look), points)


def _by_kind(proofs: tuple[Evidence, ...]) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for one in proofs:
        name = figures.kind(one.kind)
        counted[name] = counted.get(name, 0) + 1
    return list(counted.items())


def attached(proofs: tuple[Evidence, ...]) -> tuple[File, ...]:
    """The files themselves, pictures to be seen at once."""
    return tuple(
        File(
            label=one.label,
            digest=one.digest,
            picture=bool((kind := KINDS.get(one.kind)) and kind.picture),
        )
        for one in proofs
        if one.digest
    )


async def mark_line(db: Session, form: UnitForm, mark: Mark) -> str:
    """A doubt in words; recycled evidence says where it serves elsewhere."""
    return words.mark(mark, await mark_place(db, form, mark))


async def mark_place(db: Session, form: UnitForm, mark: Mark) -> str:
    """Where the paper serves that a doubt says another is like."""
    where = ""
    if mark.paper is not None and mark.paper.other_evidence_id is not None:
        where = await _other_place(db, form, mark.paper.other_evidence_id)
    if mark.use is not None:
        unit = await roster.by_id(db, mark.use.unit_id)
        quarter = await quarters.by_id(db, mark.use.quarter_id)
        name = quarter_words.name(quarter.year, quarter.number) if quarter else ""
        where = words.place(
            unit.short if unit and unit.id != form.unit.id else "",
            name if mark.use.quarter_id != form.quarter.id else "",
            mark.use.row,
        )
    return where


async def _other_place(db: Session, form: UnitForm, evidence: int) -> str:
    """Where the paper serves that this one is like."""
    other = await papers.evidence_by_id(db, evidence)
    kept = await quarters.form_by_id(db, other.form_id) if other else None
    unit = await roster.by_id(db, kept.unit_id) if kept else None
    quarter = await quarters.by_id(db, kept.quarter_id) if kept else None
    if other is None or unit is None or quarter is None:
        return ""
    return words.place(
        unit.short if unit.id != form.unit.id else "",
        quarter_words.name(quarter.year, quarter.number) if quarter.id != form.quarter.id else "",
        f"{other.row or ''}《{figures.short(other.label, 16)}》",
    )
