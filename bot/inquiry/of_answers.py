"""Whom a condition about the answers inside a row holds for, and what was answered.

What counts is told (``UnitForm.figure``): the accepted figure, else the supplied, else the claimed
one. Whoever has said nothing on the row meets none of these conditions, not even a no.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from bot.forms.form import Raw
from bot.inquiry.facts import Snapshot
from bot.inquiry.few_rows import said_on
from bot.inquiry.listed import Figure
from bot.inquiry.of_forms import compared
from bot.questions.combined.query import Condition, Query
from scoring.facts import NIL
from scoring.scheme import Input

_NOT_OURS: Final = "不适用"
_COUNTED: Final = ("count", "amount")


def _amount(asked: Input, said: Raw) -> Decimal:
    """A yes is 1; nil and what does not apply are nothing."""
    if isinstance(said, bool):
        return Decimal(int(said))
    counted = asked.kind in _COUNTED and said not in (NIL, _NOT_OURS, "")
    return Decimal(str(said)) if counted else Decimal(0)


async def answered(test: Condition, at: Snapshot) -> set[int]:
    """信用村有文件, 双公示迟报3条以上, 没出台实施办法."""
    names = test.value.split("|")
    found = set[int]()
    for unit, every in (await said_on(at, test.row)).items():
        said = [(a, of) for a, of in every if a.name in names and of is not None]
        if not said or any(of == _NOT_OURS for _, of in said):
            continue
        amount = sum((_amount(asked, of) for asked, of in said), Decimal(0))
        if test.sign and compared(amount, test):
            found.add(unit)
        if not test.sign and bool(amount):
            found.add(unit)
    return found


async def denied(test: Condition, at: Snapshot) -> set[int]:
    """Whoever answered with a no: not whoever has not answered."""
    names, yes = test.value.split("|"), await answered(test, at)
    return {
        unit
        for unit, every in (await said_on(at, test.row)).items()
        if unit not in yes
        and any(a.name in names and of is not None and of != _NOT_OURS for a, of in every)
    }


async def nothing(test: Condition, at: Snapshot) -> set[int]:
    """Something was said on the row, and all of it is a no."""
    found = set[int]()
    for unit, every in (await said_on(at, test.row)).items():
        said = [(a, of) for a, of in every if of is not None]
        if said and not any(_amount(asked, of) for asked, of in said):
            found.add(unit)
    return found


async def lacking(test: Condition, at: Snapshot) -> set[int]:
    """七有缺两样以上: by how many items of a checklist are not met."""
    found = set[int]()
    for unit, every in (await said_on(at, test.row)).items():
        gone = _gone(every)
        if gone is not None and compared(Decimal(len(gone)), test):
            found.add(unit)
    return found


def _gone(said: Sequence[tuple[Input, Raw | None]]) -> list[str] | None:
    """The items that are not met; None where nothing was said of them."""
    items = [(a, of) for a, of in said if a.checklist]
    if not any(of is not None for _, of in items):
        return None
    return [asked.name for asked, of in items if of is not True]


async def silent(row: str, at: Snapshot) -> list[int]:
    """The units that have the row and have said nothing on it."""
    return [
        unit
        for unit, every in (await said_on(at, row)).items()
        if all(of is None for _, of in every)
    ]


async def figures(query: Query, at: Snapshot) -> dict[int, Figure]:
    """What each unit answered, as far as it is asked; ordered by the numbers."""
    names = {name for one in query.tests if one.kind == "answer" for name in one.value.split("|")}
    found = {}
    for unit, every in (await said_on(at, query.row)).items():
        said = [
            (asked, of)
            for asked, of in every
            if of is not None and (not names or asked.name in names)
        ]
        if said:
            whole = sum((_amount(asked, of) for asked, of in said), Decimal(0))
            found[unit] = Figure(whole, "，".join(_said(asked, of) for asked, of in said))
    return found


def _said(asked: Input, said: Raw) -> str:
    if isinstance(said, bool):
        return f"{asked.name} {'有' if said else '没有'}"
    return f"{asked.name} {said if said != NIL else 0} {asked.unit}".rstrip()


async def lacks(query: Query, at: Snapshot) -> dict[int, Figure]:
    """缺 2 样：有阵地、有载体."""
    found = {}
    for unit, every in (await said_on(at, query.row)).items():
        gone = _gone(every)
        if gone is not None:
            text = f"缺 {len(gone)} 样：{'、'.join(gone)}" if gone else "一样不缺"
            found[unit] = Figure(Decimal(len(gone)), text)
    return found
