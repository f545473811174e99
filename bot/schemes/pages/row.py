"""A row of a draft: looked at, confirmed, read otherwise, or written in the office's own words."""

from __future__ import annotations

import asyncio
import re
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button
from bot.corridor.pages import Fit, page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.questions.of_a_draft import of_a_draft
from bot.schemes.draft import (
    keys_of,
    mark_of,
    readings_of,
    row_of,
    with_award,
    with_reading,
)
from bot.schemes.keeping import confirm_row, keep_row, leave_out
from bot.schemes.own_words import write
from bot.schemes.pages.drafts import draft_of
from bot.schemes.steps import from_text
from bot.schemes.words import row as words, undo as undo_words
from scoring.drafting import Sample, samples
from scoring.exact import plain
from scoring.sentence import rule
from storage.database import moment
from storage.queries import people, scheme_scans, scheme_tables as tables, schemes
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
        shown = words.choose(kept, row, ways, total, _points(row), str(cells["name"]))
    else:
        shown = words.show(
            kept,
            row,
            read,
            samples(read) if read is not None else (),
            total,
            _points(row),
            str(cells["name"]),
            await _undo(turn, draft, place),
        )
    places = await scheme_scans.places(turn.db, draft)
    scanned = any(one.place == place for one in places)
    turn.say(words.with_original(shown, draft, place) if scanned else shown)


async def _undo(turn: Turn, draft: int, place: int) -> Button | None:
    """To take back what this person did last, where that was at this row."""
    last = await tables.last_step(turn.db, draft, turn.somebody.id)
    if last is None or place not in from_text(last.after).rows:
        return None
    return undo_words.button(draft, last.id, last.said, back=True)


def _ways(row: KeptRow) -> list[tuple[str, tuple[Sample, ...]]]:
    """Every reading of a row in words, with its examples."""
    read = [row_of(one) for one in _readings(row)]
    return [(rule(one), samples(one)) for one in read if one is not None]


async def seen(turn: Turn, draft: int, place: int, mark: str) -> KeptRow | None:
    """The row, where it is as it was shown; None: it is shown anew, with who changed it.

    A button and a form of before there were marks carry none: they are taken as they are.
    """
    _, row, _ = await _found(turn, draft, place)
    if not mark or mark == mark_of(row):
        return row
    turn.say(await who_changed(turn, row))
    await turn.visit(link("schemes/row", draft, place))
    return None


async def who_changed(turn: Turn, row: KeptRow) -> str:
    """That somebody was quicker, and who."""
    by, at = row.changed_by, row.changed_at
    confirmed = row.confirmed_by is not None and (row.confirmed_at or "") >= (at or "")
    if confirmed:
        by, at = row.confirmed_by, row.confirmed_at
    found = await people.person(turn.db, by) if by is not None else None
    name = "您自己" if by == turn.somebody.id else found.name if found is not None else ""
    return words.changed_since(row.row, name, moment(at) if at else None, confirmed=confirmed)


@page("schemes/row/{draft:int}/{place:int}/settle/{number:int}/{mark}?", roles=("admin",))
async def settle(turn: Turn, draft: int, place: int, number: int, mark: str = "") -> None:
    """One of the readings is right: taken and confirmed at once, and on to the next row."""
    row = await seen(turn, draft, place, mark)
    if row is None:
        return
    after = await asyncio.to_thread(with_reading, row, number)
    if after is None or not row.several:  # an old button: what is there now is shown
        await turn.visit(link("schemes/row", draft, place))
        return
    await keep_row(turn, draft, row, after)
    await turn.visit(link("schemes/row", draft, place, "yes"))


def _readings(row: KeptRow) -> list[KeptRow]:
    count = len(readings_of(row).readings)
    found = (with_reading(row, number) for number in range(1, count + 1))
    return [one for one in found if one is not None]


def _points(row: KeptRow) -> str:
    points = keys_of(row.body or row.cells).get("points")
    return f"{plain(points)} 分" if not isinstance(points, str) and points else "不设分值"


@page("schemes/row/{draft:int}/{place:int}/yes/{mark}?", roles=("admin",))
async def confirm(turn: Turn, draft: int, place: int, mark: str = "") -> None:
    """Right: written down as this person's word, and on to the next row."""
    row = await seen(turn, draft, place, mark)
    if row is None:
        return
    await confirm_row(turn, draft, row)
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


@page("schemes/row/{draft:int}/{place:int}/take/{number:int}/{mark}?", roles=("admin",))
async def take(turn: Turn, draft: int, place: int, number: int, mark: str = "") -> None:
    """One of the readings, to be confirmed like any other."""
    row = await seen(turn, draft, place, mark)
    if row is None:
        return
    after = await asyncio.to_thread(with_reading, row, number)
    if after is not None:
        await keep_row(turn, draft, row, after)
    await turn.visit(link("schemes/row", draft, place))


@page("schemes/row/{draft:int}/{place:int}/award/{mark}?", roles=("admin",))
async def award(turn: Turn, draft: int, place: int, mark: str = "") -> None:
    """A reviewer gives the points."""
    row = await seen(turn, draft, place, mark)
    if row is None:
        return
    await keep_row(turn, draft, row, with_award(row))
    await turn.visit(link("schemes/row", draft, place))


@page("schemes/row/{draft:int}/{place:int}/write", roles=("admin",))
async def ask_own(turn: Turn, draft: int, place: int) -> None:
    """The form: the rule in plain words."""
    _, row, _ = await _found(turn, draft, place)
    turn.say(words.ask_own(draft, row, _points(row)))
    turn.wait(link("schemes/row", draft, place, "written"), seen=mark_of(row))


_A_RULE: Final = re.compile(
    r"[0-9]\s*分|[得扣加减计打评]分|不得分|满分|评定|酌情|分值|封顶|最[高多]|[×÷=]"
    r"|由.{2,}(?:提供|审核)|(?:佐证|名称|前提|证明)[:：]"
)
"""What a rule in own words has in it; 谁受影响最大 has none of it."""


async def fits(turn: Turn, draft: int, place: int) -> Fit | None:  # noqa: ARG001 -- the route's
    """A rule is an answer; what is asked of the draft is not, whatever else it may be."""
    if of_a_draft(turn.text, shown=True) is not None:
        return None
    return Fit("", sure=_A_RULE.search(turn.text) is not None)


@page("schemes/row/{draft:int}/{place:int}/written", roles=("admin",), fits=fits)
async def written(turn: Turn, draft: int, place: int) -> None:
    """What was written: read back, or what nobody understood of it."""
    if turn.incoming.attachments:
        await turn.visit("schemes/take")
        return
    row = await seen(turn, draft, place, str(turn.draft.get("seen", "")))
    if row is None:
        return
    if not turn.text:
        await turn.visit(link("schemes/row", draft, place, "write"))
        return
    found = await asyncio.to_thread(write, row, turn.text)
    if found.row is None:
        turn.say(words.not_read(found.unread))
        await turn.visit(link("schemes/row", draft, place, "write"))
        return
    await keep_row(turn, draft, row, found.row)
    await turn.visit(link("schemes/row", draft, place))


@page("schemes/row/{draft:int}/{place:int}/drop/{yes}?", roles=("admin",))
async def drop(turn: Turn, draft: int, place: int, yes: str = "") -> None:
    """Leave the row out, after one more tap."""
    _, row, _ = await _found(turn, draft, place)
    if yes != "yes":
        turn.say(words.ask_drop(draft, row))
        return
    await leave_out(turn, draft, row)
    await turn.visit(link("schemes/next", draft))


async def found_row(turn: Turn, draft: int, place: int) -> KeptRow:
    """The row of a route, while its draft is worked on."""
    _, row, _ = await _found(turn, draft, place)
    return row
