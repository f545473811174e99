"""乡镇的呢, behind a list about a row of 县直: the row that has that name in the other table.

The same number is another row there, or none. No page of its own.
"""

from __future__ import annotations

from dataclasses import replace

from bot.front import combined
from bot.front.asking import Asking
from bot.questions.combined import Query


async def in_another_table(asking: Asking, of: Query, group: str) -> Query | None:
    """The list for the other table; None: it has no such row, or asks something else of it."""
    rows = {of.row, *(one.row for one in of.tests)} - {""}
    there: dict[str, str] = {}
    for row in rows:
        pairs = dict(one.split("=", 1) for one in row.split(";") if "=" in one)
        there[row] = row if group in pairs else await _named_alike(asking, of.group, row, group)
    own = {one.row for one in of.tests if one.kind == "answer"}  # by what is asked of it there
    if not all(there.values()) or any(there[row] != row for row in own):
        return None
    tests = tuple(replace(one, row=there.get(one.row, "")) for one in of.tests)
    return replace(of, group=group, klass="", units=(), row=there.get(of.row, ""), tests=tests)


async def _named_alike(asking: Asking, group: str, row: str, other: str) -> str:
    """The other table's row of that name, else of the number that was said; empty: neither."""
    here = (group, row.rpartition("=")[2])
    names = (await combined.known(asking)).rows
    both = (dict(one.rows) for one in names if here in one.rows)
    alike = next((one[other] for one in both if other in one), "")
    numbered = "=" not in row and any((other, row) in one.rows for one in names)
    return alike or (row if numbered else "")
