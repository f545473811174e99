"""扣分原因 and 提分建议: which rows are below their points and why, and what could bring more.

The reasons are ``scoring``'s own steps and clauses; nothing is computed here.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.paging import leaf, side_by_side
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling.pages.overview import claim_of
from bot.forms.form import Raw, UnitForm
from bot.forms.pages.gates import READING, home, row_of
from bot.forms.pages.which import form_of, my_form, spoken_of
from bot.forms.words import figures
from bot.questions.typed import alone
from bot.reports.ledger import is_open
from bot.results.pages.score import reason, source
from bot.results.published import Standing, standing_of
from bot.results.words import score as words
from bot.review.queue import decidable
from bot.speech.quarters import name as quarter_name
from scoring.assess import Room, room
from scoring.exact import plain, show
from scoring.scheme import Input, Row
from scoring.sentence import full_mark
from storage.queries import quarters
from storage.queries.answers import NOTE

_PER_PAGE = 5


@page("why", roles=READING, words=alone("why"), reads=True)
async def why(turn: Turn) -> None:
    """Why the unit that is meant has lost points."""
    form = await my_form(turn, "why") if turn.units else await spoken_of(turn)
    if form is None:
        turn.say(Message(text=words.name_a_unit(), buttons=((home(),),)))
        return
    await _lost(turn, form)


@page("why/{quarter:int}/{unit:int}", roles=READING, reads=True)
async def why_of(turn: Turn, quarter: int, unit: int) -> None:
    """Rows below their points."""
    await _lost(turn, await form_of(turn, quarter, unit))


@page("why/page/{quarter:int}/{unit:int}/{number:int}", roles=READING, reads=True)
async def why_on(turn: Turn, quarter: int, unit: int, number: int) -> None:
    """Rows below their points, a later page."""
    await _lost(turn, await form_of(turn, quarter, unit), number)


def _order(form: UnitForm, row: Row) -> tuple[bool, bool, Decimal]:
    """What was really deducted first, then what the unit has not answered, then the others'."""
    return bool(form.result(row.id).missing), row.by is not None, -form.less(row)


async def _lost(turn: Turn, form: UnitForm, number: int | None = None) -> None:
    quarter, unit = form.quarter.id, form.unit.id
    rows = sorted((r for r in form.rows if form.less(r) > 0), key=lambda r: _order(form, r))
    shown = leaf(rows, number or 1, _PER_PAGE)
    lines = [
        words.lost(
            figures.row_title(row),
            figures.points(form.result(row.id).points, row.points)
            + figures.of_year(form.scheme, row),
            show(form.less(row)),
            reason(form, row),
        )
        for row in shown.items
    ]
    if shown.page == 1:
        lines.insert(0, _sum(form, rows, await standing_of(turn.db, form)))
    buttons = [
        Button(label=f"看 {row.id}", route=link("why", quarter, unit, row.id))
        for row in shown.items
    ]
    gain = Button(label="提分建议", route=link("gain", quarter, unit))
    score = Button(label="看得分", route=link("score", quarter, unit))
    turn.say(
        Message(
            title=words.why_title(form.unit.short, _quarter(form), shown.mark),
            text="\n".join(lines),
            buttons=(
                *side_by_side(buttons, 3),
                *shown.turning(lambda n: link("why/page", quarter, unit, n)),
                (gain, score, home()),
            ),
            replace=number is not None,
        )
    )


def _sum(form: UnitForm, rows: list[Row], stands: Standing) -> str:
    """What it comes to, and how much of what is missing was deducted or only not reported."""
    so_far = form.assessment
    shown = show(so_far.total), full_mark(form.scheme), so_far.provisional
    total = words.total_lost(*shown, stands)
    if not rows:
        return f"{total}{words.nothing_lost()}"
    unreported = sum(bool(form.result(row.id).missing) for row in rows)
    return f"{total}{words.lost_kinds(len(rows) - unreported, unreported, settled=form.settled)}"


@page("why/{quarter:int}/{unit:int}/{row}", roles=READING, reads=True)
async def why_row(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """One row: the figures, the steps, the reviewer's reason, the clause."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    lines = [*_figures(form, found), _explained(form, found)]
    if _unreviewed(form, found):
        lines.insert(0, words.not_reviewed(handed=form.form.state == "submitted"))
    if unit not in turn.units:
        lines += await _compared(turn, form, found)
    review = form.reviews.get(row)
    if review is not None:
        lines.append(words.review(review.decision, review.reason))
    lines.append(words.clause(found.text, found.content))
    mine = {one.id for one in form.own_rows}
    buttons = [
        Button(label="扣分原因", route=link("why", quarter, unit)),
        Button(label="看得分", route=link("score", quarter, unit)),
        home(),
    ]
    if unit in turn.units and form.may_change(row, turn.now) and row in mine:
        buttons.insert(0, Button(label="看这一项", route=link("row", quarter, unit, row)))
    elif found.ledger:
        buttons.insert(0, Button(label="看台账", route=link("reports", quarter, unit)))
    elif unit not in turn.units and form.proofs(row):
        label = f"看材料 {len(form.proofs(row))} 份"
        buttons.insert(0, Button(label=label, route=link("proof/list", quarter, unit, row)))
    turn.say(
        Message(
            title=words.why_row_title(
                "" if unit in turn.units else form.unit.short, figures.row_title(found)
            ),
            text="\n".join(lines),
            detail=words.reading(found.reading, found.defect),
            detail_label="条款的理解",
            buttons=side_by_side(buttons, 2),
        )
    )


def _unreviewed(form: UnitForm, row: Row) -> bool:
    """Whether what is shown is only what the unit says itself, and somebody still decides on it."""
    undecided = form.quarter.state in _UNDECIDED and row.id not in form.reviews
    return undecided and any(one.id == row.id for one in decidable(form))


_UNDECIDED = ("open", "review", "announced")


def _explained(form: UnitForm, row: Row) -> str:
    """The steps; where everything still waits for somebody else, for whom."""
    result = form.result(row.id)
    if result.missing and row.by is not None:
        return words.waits_for(form.awaited(row), settled=form.settled)
    if result.missing and form.unwritten(row):
        return words.not_answered(over=form.over)
    if result.missing and row.award:
        return words.waits_for_award(settled=form.settled)
    return figures.explained(form, row)


async def _compared(turn: Turn, form: UnitForm, row: Row) -> list[str]:
    """What every unit reported where they are held against each other; for the office alone."""
    terms = {term.label: term for term in row.terms if term.pool is not None}.values()
    names = await quarters.renamed(turn.db, form.quarter.id) if terms else {}
    classed = form.classification or form.scheme.class_of(form.named) or ""
    found = []
    for term in terms:
        peers = [
            replace(one, unit=names.get(one.unit, one.unit))
            for one in (term.pool.peers if term.pool is not None else ())
            if term.within != "class" or one.classification == classed
        ]
        known = [(one.figure, one.unit) for one in peers if one.figure is not None]
        known.sort(key=lambda pair: pair[0], reverse=not term.less)
        said = [f"{unit} {figures.value(row.input(term.label), plain(one))}" for one, unit in known]
        found.append(words.compared(said, [one.unit for one in peers if one.figure is None]))
    return found


def _figures(form: UnitForm, row: Row) -> list[str]:
    """The figures behind the points; where a reviewer changed them, both."""
    lines = [words.claim(claim_of(form, row), source(form, row))]
    accepted = [form.figure(row, one) for one in row.inputs]
    if any(found is not None and found[1] == "accepted" for found in accepted):
        said = figures.answers(row, lambda one: _accepted(form, row, one))
        lines = [words.claim(said, figures.SOURCES["accepted"])]
        if row.papers and not row.award:
            own = figures.answers(row, lambda one: form.claimed(row.id, one.name))
            lines.append(words.claimed(own))
    if note := str(form.claimed(row.id, NOTE) or "").strip():
        lines.append(words.described(note))
    return lines


def _accepted(form: UnitForm, row: Row, input: Input) -> Raw | None:
    found = form.figure(row, input)
    return None if found is None else found[0]


@page("gain", roles=("liaison",), words=alone("gain"), reads=True)
async def gain(turn: Turn) -> None:
    """Advice for the unit that is meant."""
    _gain(turn, await my_form(turn, "gain"))


@page("gain/{quarter:int}/{unit:int}/{number:int}?", roles=READING, reads=True)
async def gain_of(turn: Turn, quarter: int, unit: int, number: int | None = None) -> None:
    """What could still bring points, own rows first."""
    _gain(turn, await form_of(turn, quarter, unit), number)


def _quarter(form: UnitForm) -> str:
    return quarter_name(form.quarter.year, form.quarter.number)


def _gain(turn: Turn, form: UnitForm, number: int | None = None) -> None:
    quarter, unit = form.quarter.id, form.unit.id
    found = room(form.scheme, form.facts, form.named, form.classification)
    by_id = {row.id: row for row in form.rows}
    found.sort(key=lambda one: (by_id[one.row].by is not None, by_id[one.row].award))
    shown = leaf(found, number or 1, _PER_PAGE)
    lines = [_advice(form, by_id[one.row], one) for one in shown.items]
    if found and shown.page == 1:
        more = sum((one.points for one in found), Decimal(0))
        lines.insert(0, words.gain_total(show(form.assessment.total), show(more)))
        if not form.may_fill(turn.now):
            lines.insert(1, words.gain_closed())
    buttons = _ways(turn, form, [by_id[one.row] for one in shown.items])
    why_lost = Button(label="扣分原因", route=link("why", quarter, unit))
    score = Button(label="看得分", route=link("score", quarter, unit))
    turn.say(
        Message(
            title=words.gain_title(form.unit.short, _quarter(form), shown.mark),
            text="\n".join(lines) or words.nothing_to_gain(),
            buttons=(
                *side_by_side(buttons, 3),
                *shown.turning(lambda n: link("gain", quarter, unit, n)),
                (score, why_lost, home()),
            ),
            replace=number is not None,
        )
    )


def _ways(turn: Turn, form: UnitForm, rows: list[Row]) -> list[Button]:
    """To the liaison, a button to each row where something can be done now."""
    quarter, unit = form.quarter.id, form.unit.id
    found = []
    for row in rows if unit in turn.units else ():
        if row.ledger and is_open(form):
            found.append(Button(label="去报送", route=link("reports", quarter, unit)))
        elif row.papers and form.may_change(row.id, turn.now):
            found.append(Button(label=f"去填 {row.id}", route=link("row", quarter, unit, row.id)))
    return found


def _advice(form: UnitForm, row: Row, found: Room) -> str:
    name, points = figures.row_title(row), show(found.points)
    if row.by is not None:
        return words.supplied_gain(name, points, row.by)
    if row.ledger:
        return words.ledger_gain(name, points)
    if row.award:
        noted = bool(form.claimed(row.id, NOTE))
        return words.award_gain(name, points, noted, len(form.proofs(row.id)))
    inputs = found.unreported or found.improvable
    return words.own_gain(name, points, inputs, answered=not found.unreported)
