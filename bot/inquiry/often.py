"""In how many of several quarters something held: 今年优秀过几次, 垫底两次以上的.

A list like the others (``finding``), over all these quarters at once; ``find`` here is what every
caller asks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.editions.members import Member
from bot.inquiry import finding
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County, Snapshot
from bot.inquiry.finding import MOVES, before, chosen_units, quarters_of
from bot.inquiry.listed import Found, Lines, Section
from bot.inquiry.of_forms import compared
from bot.inquiry.words.said import named_quarters
from bot.questions.combined.query import EVER, Condition, ConditionKind, Query
from bot.speech.calendar import Quarter
from bot.speech.periodic import per
from bot.speech.quarters import name

_OF_RESULTS: Final[frozenset[ConditionKind]] = frozenset(
    ("grade", "top", "bottom", "place", "last_place", "points", "full", "rate", "mean", "lost",
     *MOVES)
)  # fmt: skip
"""What a quarter that is being filled in does not tell."""
_MOVING: Final = ("review", "announced")
"""States in which results are there and may still change."""


async def find(query: Query, county: County) -> Found:
    """The units a query asks for: quarter by quarter, or over all of them where it counts these.

    Raises:
        CannotTellError: nothing is known yet that could answer it.
    """
    return await (_often if query.measure == "times" else finding.find)(query, county)


async def _often(query: Query, county: County) -> Found:
    found = Found(query)
    every = await _quarters(query, county, found.notes)
    held: defaultdict[int, list[Quarter]] = defaultdict(list)
    units: dict[int, Member] = {}
    for at, earlier in every:
        there = await at.members()
        chosen = await chosen_units(replace(query, tests=()), at, earlier, county)
        units.update(there if len(chosen) == len(there) else {one: there[one] for one in chosen})
        for unit in await chosen_units(query, at, earlier, county):
            held[unit].append(at.key)
    if query.often_count == EVER:
        query = replace(query, often_count=len(every))
    enough = {count for count in range(len(every) + 1) if _enough(query, count)}
    # Most units are where nothing held; they are looked at one by one only if that is asked for.
    chosen = [unit for unit in units if unit in held or 0 in enough]
    chosen = [unit for unit in chosen if len(held.get(unit, ())) in enough]
    if not query.often and not query.units:
        none = len(units) - len(chosen)
        found.notes += [f"另外 {none} 个单位一次也没有。"] if none else []
    order = sorted(
        chosen, key=lambda unit: len(held.get(unit, ())), reverse=query.descending is not False
    )
    if query.first:
        order = _first(order, held, query.first)
    lines = Lines(order, units, lambda unit: (_said(held.get(unit, ())),))
    keys = [at.key for at, _ in every]
    tables = Counter(one.group for one in units.values()) if query.share else Counter[str]()
    found.sections = [
        Section(
            keys[-1], ("次数",), lines, len(units), provisional=False, beside=tuple(keys[:-1]),
            over=True, tables=tuple(tables.items()),
        )
    ]  # fmt: skip
    return found


def _enough(query: Query, count: int) -> bool:
    if query.often:
        test = Condition("count", sign=query.often, amount=Decimal(query.often_count))
        return compared(Decimal(count), test)
    return bool(query.units) or count > 0


def _first(order: Sequence[int], held: Mapping[int, Sequence[Quarter]], count: int) -> list[int]:
    """The first so many; who equals the last of them is shown as well."""
    if len(order) <= count:
        return list(order)
    edge = len(held.get(order[count - 1], ()))
    return [unit for at, unit in enumerate(order) if at < count or len(held.get(unit, ())) == edge]


def _said(keys: Sequence[Quarter]) -> str:
    return f"{len(keys)} 次" + (f"：{named_quarters(keys)}" if keys else "")


async def _quarters(
    query: Query, county: County, notes: list[str]
) -> list[tuple[Snapshot, Snapshot | None]]:
    """The quarters that are looked at, each with the one before where it is compared with that."""
    named = query.quarters or query.recent
    keys = (
        quarters_of(replace(query, measure=""), county, notes)
        if named
        else sorted((one.year, one.number) for one in county.opened)
    )
    settled = any(one.kind in _OF_RESULTS for one in query.tests)
    moves = any(one.kind in MOVES for one in query.tests)
    found: list[tuple[Snapshot, Snapshot | None]] = []
    for key in keys:
        at = finding.snapshot(county, key)
        if settled and not at.graded:
            notes.append(f"{name(*key)}还在填报，没有结果，没有算在里面。")
            continue
        if settled and at.quarter.state in _MOVING:
            notes.append(f"{name(*key)}还没有公布，按现在暂定的也算在里面。")
        earlier = county.of(before(key)) if moves else None
        if moves and (earlier is None or earlier.state in ("planned", "open")):
            notes.append(f"{name(*before(key))}没有结果，{name(*key)}没有可比的，没有算在里面。")
            continue
        found.append((at, county.snapshot(earlier) if earlier else None))
    if not found:
        raise CannotTellError(per("还没有哪个季度有结果，数不出次数。"))
    return found
