"""A row of one unit with its supplied figures: the card, the unit that comes next, the file behind.

Not here: asking for a figure and writing it (``supply_entry``).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, File, Message
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.supply.desk import Desk, desk
from bot.supply.pages.named import member_of, row_of
from bot.supply.table import Column, Member, concerns
from bot.supply.words import figure as words, gates
from scoring.scheme import Row
from storage.queries import papers


def place_of(found: Desk, column: Column, member: Member) -> int:
    """The place of an input among the supplied ones of its row, as routes carry it."""
    columns = [c for c in found.table_of(member).columns if c.row.id == column.row.id]
    return columns.index(column)


def table_number(found: Desk, member: Member) -> int:
    """The place of a unit's table, from 1, as routes carry it."""
    return found.tables.index(found.table_of(member)) + 1


def show_card(turn: Turn, found: Desk, member: Member, row: Row, lead: Sequence[str] = ()) -> None:
    """Say what stands for a unit's row, who wrote it and when, with a way to change each figure."""
    columns = [c for c in found.table_of(member).columns if c.row.id == row.id]
    lines, changes, files = list(lead), [], False
    for place, column in enumerate(columns):
        if not found.may(column):
            continue
        key = (member.unit, row.id, column.input.name)
        one = found.standing.get(key)
        if one is not None:
            kept = found.supplied[key]
            lines.append(words.stands(column, one, turn.now, kept.source))
            files = files or kept.file_digest is not None
        if found.open:
            at = (found.quarter.id, member.unit, row.id, place)
            changes.append(to(f"改 {column.input.name}", "supply", "unit", *at))
    following = following_unit(found, member, row)
    turn.say(
        words.card(
            found.quarter,
            table_number(found, member),
            member,
            row,
            lines,
            changes,
            files,
            step(found, following, row, "下一家") if following else None,
        )
    )


def step(found: Desk, member: Member, row: Row, word: str) -> Button:
    """The way to another unit's figures of the same row."""
    label = f"{word}：{member.short}"
    return to(label, "supply", "unit", found.quarter.id, member.unit, row.id)


def following_unit(found: Desk, member: Member, row: Row) -> Member | None:
    """The next unit behind this one, then from the top, whose figures are not all there."""
    if not found.open:
        return None
    members = found.table_of(member).members
    at = members.index(member)
    around = (*members[at + 1 :], *members[:at])
    mine = (m for m in around if m.unit not in found.own)
    return next((m for m in mine if concerns(row, m) and not found.complete(m, row)), None)


@page("supply/origin/{quarter:int}/{unit:int}/{row}", roles=("admin", "supplier"), reads=True)
async def origin(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """The file a unit's figures came from."""
    found = await desk(turn, quarter)
    member = member_of(found, unit)
    wanted = row_of(found, found.table_of(member), row)
    kept = [found.supplied.get((unit, row, name)) for name in found.inputs(wanted)]
    digests = dict.fromkeys(one.file_digest for one in kept if one and one.file_digest)
    if not digests:
        raise instead(words.no_origin(), gates.overview_button(quarter), HOME)
    files = []
    for number, digest in enumerate(digests, 1):
        blob = await papers.blob(turn.db, digest)
        label = words.origin_label(number, blob.kind if blob else "xlsx")
        files.append(File(label=label, digest=digest))
    turn.say(
        Message(
            text=words.origin(member, wanted),
            files=tuple(files),
            buttons=((gates.overview_button(quarter), HOME),),
        )
    )
