"""The papers of an item beyond its first screen, and those of the same row a quarter ago."""

from __future__ import annotations

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.words import figures
from bot.forms.words.carried import with_caption
from bot.review.pages.desk import DESK, REVIEWING, refuse_conflict, refuse_row, remits_of
from bot.review.pages.item import FILES, attached, row_before
from bot.review.words import item as words, lists
from scoring.periods import beside
from scoring.scheme import Row
from storage.queries import quarters


@page("review/more/{quarter:int}/{unit:int}/{row}/{number:int}", roles=REVIEWING, reads=True)
async def more(turn: Turn, quarter: int, unit: int, row: str, number: int) -> None:
    """Further evidence of an item, as files."""
    form, found = await _item(turn, quarter, unit, row)
    title = lists.more_title(form.unit.short, figures.row_title(found))
    _show(turn, form, row, number, title, ("more", quarter, unit, row))


@page("review/before/{quarter:int}/{unit:int}/{row}/{number:int}", roles=REVIEWING, reads=True)
async def before(turn: Turn, quarter: int, unit: int, row: str, number: int) -> None:
    """Last quarter's evidence of the same row."""
    form, found = await _item(turn, quarter, unit, row)
    earlier = await _earlier(turn, form)
    old = row_before(found, earlier)
    if earlier is None or old is None or not earlier.proofs(old.id):
        back = Button(label="返回这一项", route=link("review/see", quarter, unit, row))
        raise instead(words.nothing_before(), back, DESK)
    title = lists.before_title(form.unit.short, figures.row_title(found))
    _show(turn, earlier, old.id, number, title, ("before", quarter, unit, row))


async def _item(turn: Turn, quarter: int, unit: int, row: str) -> tuple[UnitForm, Row]:
    """A row of a form this reviewer may look at."""
    form = await load(turn.db, quarter, unit)
    found = next((one for one in form.rows if one.id == row), None) if form else None
    if form is None or found is None:
        raise instead(words.no_such_item(), DESK)
    refuse_conflict(turn, form)
    refuse_row(turn, await remits_of(turn), form, found)
    return form, found


async def _earlier(turn: Turn, form: UnitForm) -> UnitForm | None:
    here = (form.quarter.year, form.quarter.number)
    found = await quarters.by_number(turn.db, *beside(here, -1))
    return await load(turn.db, found.id, form.unit.id) if found else None


def _show(
    turn: Turn,
    form: UnitForm,
    row: str,
    number: int,
    title: str,
    at: tuple[str, int, int, str],
) -> None:
    """One album of a row's evidence."""
    shown = leaf(form.proofs(row), number, FILES)
    lines = [
        words.paper(one.label, one.url, with_caption(one.caption, one.carried))
        for one in shown.items
    ]
    turning = shown.turning(lambda n: link("review", *at, n))
    back = Button(label="返回这一项", route=link("review/see", *at[1:]))
    turn.say(
        Message(
            title=f"{title}{shown.mark}",
            text="\n".join(lines),
            files=attached(shown.items),
            buttons=(*turning, (back, DESK)),
        )
    )
