"""A row of a draft changed field by field: 改 as a form on a phone."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.schemes.draft import mark_of, row_of
from bot.schemes.fields import Field, fields_of, with_field
from bot.schemes.keeping import keep_row
from bot.schemes.pages.row import found_row, seen
from bot.schemes.words import fields as words
from scoring.sentence import rule
from storage.queries.schemes import KeptRow


@page("schemes/row/{draft:int}/{place:int}/fields", roles=("admin",))
async def show(turn: Turn, draft: int, place: int) -> None:
    """Every field with what it says now."""
    row = await found_row(turn, draft, place)
    if not row.body:
        await turn.visit(link("schemes/row", draft, place, "write"))
        return
    turn.say(words.show(draft, row, fields_of(row)))


@page("schemes/row/{draft:int}/{place:int}/more", roles=("admin",))
async def more(turn: Turn, draft: int, place: int) -> None:
    """What the row may say besides."""
    row = await found_row(turn, draft, place)
    if not row.body:
        await turn.visit(link("schemes/row", draft, place, "write"))
        return
    turn.say(words.more(draft, row, fields_of(row)))


def _field(row: KeptRow, key: str) -> Field | None:
    return next((one for one in fields_of(row) if one.key == key), None)


@page("schemes/row/{draft:int}/{place:int}/field/{key}", roles=("admin",))
async def ask(turn: Turn, draft: int, place: int, key: str) -> None:
    """One field: what instead?"""
    row = await found_row(turn, draft, place)
    field = _field(row, key)
    if field is None:
        await turn.visit(link("schemes/row", draft, place, "fields"))
        return
    turn.say(words.ask(draft, row, field))
    turn.wait(link("schemes/row", draft, place, "put", key), seen=mark_of(row))


@page("schemes/row/{draft:int}/{place:int}/put/{key}", roles=("admin",))
async def put(turn: Turn, draft: int, place: int, key: str) -> None:
    """What was typed: the row as it counts now, to be confirmed."""
    if turn.incoming.attachments:
        await turn.visit("schemes/take")
        return
    row = await seen(turn, draft, place, str(turn.draft.get("seen", "")))
    if row is None:
        return
    if not turn.text or not row.body or _field(row, key) is None:
        await turn.visit(link("schemes/row", draft, place, "fields"))
        return
    after = with_field(row, key, turn.text)
    if isinstance(after, str):
        turn.wait(link("schemes/row", draft, place, "put", key), seen=mark_of(row))
        raise instead(after, words.back(draft, row), HOME)
    await keep_row(turn, draft, row, after)
    await turn.visit(link("schemes/row", draft, place))


@page("schemes/row/{draft:int}/{place:int}/pick/{key}/{choice:int}/{mark}", roles=("admin",))
async def pick(turn: Turn, draft: int, place: int, key: str, choice: int, mark: str) -> None:
    """What was tapped instead of typed: the row as it counts now, to be confirmed."""
    row = await seen(turn, draft, place, mark)
    if row is None:
        return
    said = words.choices(key)
    if not row.body or _field(row, key) is None or choice >= len(said):
        await turn.visit(link("schemes/row", draft, place, "fields"))
        return
    after = with_field(row, key, said[choice])
    if isinstance(after, str):
        raise instead(after, words.back(draft, row), HOME)
    await keep_row(turn, draft, row, after)
    await turn.visit(link("schemes/row", draft, place))


@page("schemes/row/{draft:int}/{place:int}/set/{key}/{said}/{mark}?", roles=("admin",))
async def told(turn: Turn, draft: int, place: int, key: str, said: str, mark: str = "") -> None:
    """满分改成10分: the figure that was said, shown in its field; one tap writes it."""
    row = await (seen(turn, draft, place, mark) if mark else found_row(turn, draft, place))
    if row is None:
        return
    field = _field(row, key)
    if field is None:
        await turn.visit(link("schemes/row", draft, place, "fields"))
        return
    after = with_field(row, key, said)
    if isinstance(after, str):
        raise instead(after, words.back(draft, row), HOME)
    if mark:
        await keep_row(turn, draft, row, after)
        await turn.visit(link("schemes/row", draft, place))
        return
    read = row_of(after)
    turn.say(words.told(draft, row, field, said, rule(read) if read is not None else ""))
