"""Buttons to choose a row by, for papers that want one: rows that lack papers come first.

No page lives here.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.corridor.events import Button
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn
from bot.forms.form import UnitForm
from bot.forms.words import figures
from scoring.scheme import Row

_PER_PAGE = 6


def open_rows(form: UnitForm, turn: Turn) -> list[Row]:
    """The unit's own rows that may be changed now, those that lack papers first.

    The row that the person's walk stands at comes before all others; of those that lack papers
    the one that was answered last: its papers are what is sent now.
    """
    rows = [row for row in form.own_rows if form.may_change(row.id, turn.now)]
    here = (turn.conversation.place or "").split("/")
    lacking = {row.id for row in form.unproved}
    answered: dict[str, str] = {}
    for (row_id, _), claim in form.claims.items():
        answered[row_id] = max(answered.get(row_id, ""), "" if claim.carried else claim.at)
    rows.sort(key=lambda row: answered.get(row.id, "") if row.id in lacking else "", reverse=True)
    return sorted(rows, key=lambda row: (row.id not in here, row.id not in lacking))


def row_choice(
    form: UnitForm,
    turn: Turn,
    number: int,
    *,
    to: Callable[[str], str],
    turning: Callable[[int], str],
    without: str | None = None,
) -> tuple[tuple[Button, ...], ...]:
    """One button per row, paged."""
    shown = leaf([r for r in open_rows(form, turn) if r.id != without], number, _PER_PAGE)
    buttons = tuple(
        (Button(label=figures.called_button(form.scheme, row), route=to(row.id)),)
        for row in shown.items
    )
    return (*buttons, *shown.turning(turning))
