"""A row of a draft: looked at, confirmed, read otherwise, or written in the office's own words."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.corridor.buttons import HOME, to
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.schemes.draft import keys_of, readings_of, row_of, with_award, with_reading
from bot.schemes.own_words import write
from bot.schemes.pages.drafts import draft_of
from bot.schemes.words import row as words
from scoring.drafting import Sample, samples
from scoring.exact import plain
from scoring.sentence import rule
from storage.queries import schemes
from storage.queries.schemes import KeptDraft, KeptRow

_FEW = 2


async def _found(turn: Turn, draft: int, place: int) -> tuple[KeptDraft, KeptRow, int]:
    """The draft, the row of a route, and how many rows there are."""
    kept = await draft_of(turn, draft)
    rows = await schemes.rows(turn.db, draft)
    row = next((one for one in rows if one.place == place), None)
    if row is None:
        raise instead(words.no_such_row(), to("返回草案", "schemes/draft", draft), HOME)
    return kept, row, max(one.place for one in rows)


@page("schemes/next/{draft:int}", roles=("admin",))
async def onward(turn: Turn, draft: int) -> None:
    """The first row nobody has confirmed yet; what is not understood last."""
    await draft_of(turn, draft)
    left = [one for one in await schemes.rows(turn.db, draft) if one.confirmed_by is None]
    if not left:
        await turn.visit(link("schemes/draft", draft))
        return
    await turn.visit(link("schemes/row", draft, left[0].place))


@page("schemes/row/{draft:int}/{place:int}", roles=("admin",))
async def show(turn: Turn, draft: int, place: int) -> None:
    """Clause, meaning, figures."""
    kept, row, total = await _found(turn, draft, place)
    read = row_of(row)
    cells = keys_of(row.cells)
    ways = await asyncio.to_thread(_ways, row) if row.several else []
    if _FEW <= len(ways) <= words.MOST_WAYS:
        turn.say(words.choose(kept, row, ways, total, _points(row), str(cells["name"])))
        return
    turn.say(
        words.show(
            kept,
            row,
            read,
            samples(read) if read is not None else (),
            total,
            _points(row),
            str(cells["name"]),
        )
    )


def _ways(row: KeptRow) -> list[tuple[str, tuple[Sample, ...]]]:
    """Every reading of a row in words, with its examples."""
    read = [row_of(one) for one in _readings(row)]
    return [(rule(one), samples(one)) for one in read if one is not None]


@page("schemes/row/{draft:int}/{place:int}/settle/{number:int}", roles=("admin",))
async def settle(turn: Turn, draft: int, place: int, number: int) -> None:
    """One of the readings is right: taken and confirmed at once, and on to the next row."""
    _, row, _ = await _found(turn, draft, place)
    after = await asyncio.to_thread(with_reading, row, number)
    if after is None or not row.several:  # an old button: what is there now is shown
        await turn.visit(link("schemes/row", draft, place))
        return
    await keep_row(turn, draft, after)
    await turn.visit(link("schemes/row", draft, place, "yes"))


def _readings(row: KeptRow) -> list[KeptRow]:
    count = len(readings_of(row).readings)
    found = (with_reading(row, number) for number in range(1, count + 1))
    return [one for one in found if one is not None]


def _points(row: KeptRow) -> str:
    points = keys_of(row.body or row.cells).get("points")
    return f"{plain(points)} 分" if not isinstance(points, str) and points else "不设分值"


@page("schemes/row/{draft:int}/{place:int}/yes", roles=("admin",))
async def confirm(turn: Turn, draft: int, place: int) -> None:
    """Right: written down as this person's word, and on to the next row."""
    _, row, _ = await _found(turn, draft, place)
    if row.body and row.confirmed_by is None:
        await schemes.confirm_row(turn.db, draft, place, turn.somebody.id, turn.now)
        after = {"row": row.row, "body": row.body}
        await turn.record(None, "scheme.row", f"scheme/{draft}", None, after)
    await turn.visit(link("schemes/next", draft))


@page("schemes/row/{draft:int}/{place:int}/change", roles=("admin",))
async def change(turn: Turn, draft: int, place: int) -> None:
    """The other readings, each with what it would give."""
    _, row, _ = await _found(turn, draft, place)
    found = await asyncio.to_thread(_ways, row)
    if len(found) < _FEW:
        await turn.visit(link("schemes/row", draft, place, "write"))
        return
    turn.say(words.readings(draft, row, found))


@page("schemes/row/{draft:int}/{place:int}/take/{number:int}", roles=("admin",))
async def take(turn: Turn, draft: int, place: int, number: int) -> None:
    """One of the readings, to be confirmed like any other."""
    _, row, _ = await _found(turn, draft, place)
    after = await asyncio.to_thread(with_reading, row, number)
    if after is not None:
        await keep_row(turn, draft, after)
    await turn.visit(link("schemes/row", draft, place))


@page("schemes/row/{draft:int}/{place:int}/award", roles=("admin",))
async def award(turn: Turn, draft: int, place: int) -> None:
    """A reviewer gives the points."""
    _, row, _ = await _found(turn, draft, place)
    await keep_row(turn, draft, with_award(row))
    await turn.visit(link("schemes/row", draft, place))


@page("schemes/row/{draft:int}/{place:int}/write", roles=("admin",))
async def ask_own(turn: Turn, draft: int, place: int) -> None:
    """The form: the rule in plain words."""
    _, row, _ = await _found(turn, draft, place)
    turn.say(words.ask_own(draft, row, _points(row)))
    turn.wait(link("schemes/row", draft, place, "written"))


@page("schemes/row/{draft:int}/{place:int}/written", roles=("admin",))
async def written(turn: Turn, draft: int, place: int) -> None:
    """What was written: read back, or what nobody understood of it."""
    _, row, _ = await _found(turn, draft, place)
    if not turn.text:
        await turn.visit(link("schemes/row", draft, place, "write"))
        return
    found = await asyncio.to_thread(write, row, turn.text)
    if found.row is None:
        turn.say(words.not_read(found.unread))
        await turn.visit(link("schemes/row", draft, place, "write"))
        return
    await keep_row(turn, draft, found.row)
    await turn.visit(link("schemes/row", draft, place))


@page("schemes/row/{draft:int}/{place:int}/drop/{yes}?", roles=("admin",))
async def drop(turn: Turn, draft: int, place: int, yes: str = "") -> None:
    """Leave the row out, after one more tap."""
    _, row, _ = await _found(turn, draft, place)
    if yes != "yes":
        turn.say(words.ask_drop(draft, row))
        return
    await schemes.drop_row(turn.db, draft, place)
    await schemes.reopen(turn.db, draft)
    await turn.record(None, "scheme.row", f"scheme/{draft}", {"row": row.row}, None)
    await turn.visit(link("schemes/next", draft))


async def found_row(turn: Turn, draft: int, place: int) -> KeptRow:
    """The row of a route, while its draft is worked on."""
    _, row, _ = await _found(turn, draft, place)
    return row


async def keep_row(turn: Turn, draft: int, row: KeptRow) -> None:
    """The row says something else now; a proposal that waited is void."""
    await schemes.set_row(turn.db, draft, replace(row, confirmed_by=None))
    await schemes.reopen(turn.db, draft)
