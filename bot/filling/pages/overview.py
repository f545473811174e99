"""核对: the whole form on one page, gaps first, with a button to every gap.

The page says how things are and changes nothing; 提交 is on the next page.
"""

from __future__ import annotations

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.paging import leaf, side_by_side
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling.words import overview as words
from bot.forms.form import Raw, UnitForm
from bot.forms.pages.gates import home
from bot.forms.pages.which import form_of, my_form
from bot.forms.words import carried, figures
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from scoring.exact import show
from scoring.scheme import Input, Row
from scoring.sentence import full_mark
from storage.queries.answers import NOTE

_PER_PAGE = 5
_ORDER = tuple(words.MARKS)


@page("check", roles=("liaison",), words=alone("check"), reads=True)
async def check(turn: Turn) -> None:
    """The form of the unit that is meant."""
    form = await my_form(turn, "check")
    await turn.visit(link("check", form.quarter.id, form.unit.id))


@page("check/{quarter:int}/{unit:int}/{number:int}?", roles=("liaison",), reads=True)
async def whole(turn: Turn, quarter: int, unit: int, number: int | None = None) -> None:
    """One page of the form, gaps first."""
    form = await form_of(turn, quarter, unit)
    rows = sorted(form.rows, key=lambda row: _ORDER.index(mark_of(form, row)))
    shown = leaf(rows, number or 1, _PER_PAGE)
    lines = [] if shown.page > 1 else [words.handed_in(form.form.state) + standing(form)]
    empty = len(form.gaps) == len(form.own_rows) and not (form.unproved or form.returned)
    if lines and empty and form.may_fill(turn.now):
        lines.append(words.owes_no_papers())
    lines += [_line(form, row) for row in shown.items]
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    turn.say(
        Message(
            title=words.title(form.unit.short, name, shown.mark),
            text="\n".join(lines),
            detail=words.legend(),
            detail_label="符号",
            buttons=(
                *side_by_side(_jumps(form, shown.items, turn), 2),
                *shown.turning(lambda n: link("check", quarter, unit, n)),
                tuple(_ends(form, turn)),
            ),
            replace=number is not None,
        )
    )


def mark_of(form: UnitForm, row: Row) -> str:
    """The state of a row, as ``words.MARKS`` has them."""
    if form.is_returned(row.id):
        return "returned"
    if row.by is not None:
        return "waiting" if form.result(row.id).missing else "done"
    if row.ledger or row.takes_all:
        return "done"
    if not form.done(row):
        return "gap"
    return "unproved" if form.wants_proof(row) else "done"


def standing(form: UnitForm) -> str:
    """How much is done, what is missing, what it comes to."""
    own = form.own_rows
    done = words.standing(
        own=len(own),
        gaps=len(form.gaps),
        unproved=len(form.unproved),
        returned=len(form.returned),
        others=figures.not_to_fill(form.rows),
        unfiled=len(form.proofs(None)),
    )
    so_far = form.assessment
    return f"{done}\n{words.total(show(so_far.total), full_mark(form.scheme), so_far.provisional)}"


def _line(form: UnitForm, row: Row) -> str:
    mark = mark_of(form, row)
    points = figures.points(form.result(row.id).points, row.points)
    if mark == "returned":
        more = words.returned(form.reviews[row.id].reason)
    else:
        noted = carried.of_row(form, row)
        more = claim_of(form, row) + (f"（{noted}）" if noted else "")
    return words.row(mark, figures.called(form.scheme, row), points, more)


def claim_of(form: UnitForm, row: Row) -> str:
    """What is claimed or supplied for a row, in one line."""

    def look(input: Input) -> Raw | None:
        found = form.figure(row, input)
        return None if found is None else found[0]

    if row.award and row.by is None:
        note = form.claimed(row.id, NOTE)
        return words.note(str(note or ""), len(form.proofs(row.id)))
    nothing = all(look(one) is None for one in row.inputs)
    said = figures.answers(row, look)
    if row.by is not None:
        if nothing:
            return words.waits_for(row.by, settled=form.settled)
        return words.supplied(said, row.by)
    if row.ledger:
        return said
    if row.takes_all:
        return figures.taken(row, form.figure)
    if nothing:
        return words.not_filled(len(form.proofs(row.id)))
    return words.claim(said, len(form.proofs(row.id)), form.wants_proof(row))


def _jumps(form: UnitForm, rows: tuple[Row, ...], turn: Turn) -> list[Button]:
    """A button to every gap on this page that can still be closed."""
    found = []
    for row in rows:
        mark = mark_of(form, row)
        if not form.may_change(row.id, turn.now):
            continue
        if mark in ("gap", "returned"):
            label = "补正" if mark == "returned" else "填"
            route = link("row", form.quarter.id, form.unit.id, row.id)
            name = figures.called_button(form.scheme, row, f"{label} ")
            found.append(Button(label=name, route=route))
        elif mark == "unproved":
            route = link("proof", form.quarter.id, form.unit.id, row.id)
            name = figures.called_button(form.scheme, row, "传材料 ")
            found.append(Button(label=name, route=route))
    return found


def _ends(form: UnitForm, turn: Turn) -> list[Button]:
    quarter, unit = form.quarter.id, form.unit.id
    ends = [Button(label="看得分", route=link("score", quarter, unit)), home()]
    if form.may_fill(turn.now):
        ends.insert(0, Button(label="提交", route=link("submit", quarter, unit)))
    return ends
