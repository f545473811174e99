"""What a route of supplied figures names: unit, table, row, input; whether it may be written.

No page lives here. Routes are not to be trusted: what is not there ends in a kind sentence.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.turn import instead
from bot.supply.desk import Desk
from bot.supply.table import Column, Member, Table, concerns
from bot.supply.words import gates
from scoring.scheme import Row


def member_of(found: Desk, unit: int) -> Member:
    """The unit a route names."""
    member = found.members.get(unit)
    if member is None:
        raise instead(gates.takes_no_part(), gates.overview_button(found.quarter.id), HOME)
    return member


def row_of(found: Desk, table: Table, row: str) -> Row:
    """The row a route names, if others supply it and this person is one of them."""
    known = next((one for one in table.rows if one.id == row), None)
    back = (gates.overview_button(found.quarter.id), HOME)
    if known is None:
        raise instead(gates.not_supplied(row), *back)
    if found.bodies is not None and found.bodies.isdisjoint(known.suppliers):
        raise instead(gates.not_your_body(row, "、".join(known.suppliers)), *back)
    return known


def table_at(found: Desk, number: int) -> Table:
    """The table a route names by its place, from 1."""
    if not 1 <= number <= len(found.tables):
        raise instead(gates.no_such_table(), gates.overview_button(found.quarter.id), HOME)
    return found.tables[number - 1]


def column_at(found: Desk, member: Member, row: str, number: int) -> Column:
    """The input a route names by its place in the row."""
    known = row_of(found, found.table_of(member), row)
    if not concerns(known, member):
        raise instead(gates.not_concerned(row, member.name), HOME)
    columns = [c for c in found.table_of(member).columns if c.row.id == row]
    if number >= len(columns):
        raise instead(gates.not_supplied(row), gates.overview_button(found.quarter.id), HOME)
    if not found.may(columns[number]):
        raise instead(gates.not_your_body(row, columns[number].body), HOME)
    return columns[number]


def must_be_open(found: Desk) -> None:
    """End the page unless figures may be written now."""
    if not found.open:
        raise instead(gates.closed(found.quarter), gates.overview_button(found.quarter.id), HOME)
