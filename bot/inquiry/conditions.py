"""Whom a condition holds for: the units of one quarter, or of several one after another.

A condition that nothing is known about raises ``CannotTellError`` with a sentence: while a quarter
is being filled in there are no grades, and nobody is called 不合格.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import compress
from operator import and_, attrgetter, or_
from typing import Final

from bot.editions.points import Alike
from bot.editions.rungs import Place
from bot.editions.standings import Board
from bot.inquiry import of_answers, of_forms, of_use, of_waiting
from bot.inquiry.facts import County, Snapshot, row_in, under
from bot.inquiry.of_forms import Holds, compared, compares
from bot.questions.combined.query import EVER, Condition, ConditionKind
from bot.questions.combined.settling import MOVES
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.exact import quotient
from scoring.joint import short, together
from scoring.periods import beside
from storage.database import moment
from storage.queries.quarters import Quarter


class CannotTellError(Exception):
    """What is asked is not known yet, or cannot be compared; the text says why."""


async def holds(test: Condition, at: Snapshot, county: County) -> set[int]:
    """The units a condition holds for in a quarter (``test.running``: in so many up to it)."""
    if test.running:
        return await _running(test, at, county)
    if test.kind == "answer" and test.not_:
        return await of_answers.denied(test, at)
    found = await _once(test, at, county)
    if not test.not_:
        return found
    asked = await totals(at, test.row) if test.kind == "full" else await at.members()
    return set(asked) - found


async def _running(test: Condition, at: Snapshot, county: County) -> set[int]:
    quarters = (
        _every(test, county)
        if test.running == EVER
        else row_of_quarters(county, test.running, at.quarter)
    )
    alone = Condition(test.kind, test.value, test.row, test.sign, test.amount, not_=test.not_)
    sets = [await holds(alone, county.snapshot(one), county) for one in quarters]
    return set.intersection(*sets)


def _every(test: Condition, county: County) -> list[Quarter]:
    """Every quarter that can tell: of grades and places those with results, of states all."""
    of_results = test.kind in ("grade", "top", "bottom", "full", "points")
    found = county.results if of_results else county.opened
    if not found:
        raise CannotTellError(per("还没有哪个季度有结果。"))
    return found


def row_of_quarters(county: County, count: int, last: Quarter) -> list[Quarter]:
    """So many quarters one after another, ending with the last one that has results.

    Raises:
        CannotTellError: there are not so many in an unbroken row.
    """
    known = [one for one in county.results if (one.year, one.number) <= (last.year, last.number)]
    row = known[:count]
    keys = [(one.year, one.number) for one in row]
    if len(row) < count or keys != [beside(keys[0], -steps) for steps in range(count)]:
        raise CannotTellError(
            f"有结果的连续{per('季度')}还不到 {count} 个，看不出“连续 {count} {per('个季度')}”。"
        )
    return row


async def _once(test: Condition, at: Snapshot, county: County) -> set[int]:
    if test.kind in _BY_STATE:
        return await _state(test, at)
    if test.kind == "unbound":
        bound = await county.liaisons()
        return {unit for unit in await at.members() if not bound.get(unit)}
    if test.kind in MOVES:
        raise LookupError("changes are worked out with both quarters at hand")
    return await _HOLDS[test.kind](test, at)


_BY_STATE: Final[tuple[ConditionKind, ...]] = (
    "waiting", "submitted", "idle", "filling", "late", "returned", "extended",
)  # fmt: skip


async def _state(test: Condition, at: Snapshot) -> set[int]:
    """What a list of progress says, too (``bot.quarters.pages.progress``)."""
    found = set()
    for unit, one in (await at.live()).items():
        idle = one.state == "filling" and not one.begun
        is_ = {
            "waiting": one.state != "submitted",
            "submitted": one.state == "submitted",
            "idle": idle,
            "filling": one.state in ("filling", "returned") and not idle,
            "late": one.state != "submitted" and at.now > at.deadline(one),
            "returned": one.returned > 0,
            "extended": one.extended_to is not None,
        }
        if is_[test.kind]:
            found.add(unit)
    if test.kind == "returned" and test.row:
        lying, live = await at.lying(), await at.live()
        of_it = {
            unit: under(row_in(test.row, live[unit].group), [one.row for one in lying[unit]])
            for unit in found
        }
        return {unit for unit in found if of_it[unit]}
    return found


def _graded(at: Snapshot) -> None:
    if not at.graded:
        raise CannotTellError(f"{name(*at.key)}还在填报，没有等次和名次，等截止以后才有。")


async def _grade(test: Condition, at: Snapshot) -> set[int]:
    _graded(at)
    found = set[int]()
    for board in await at.boards():
        for grade in _grades_meant(test, [one.name for one in board.scheme.grades]):
            found |= board.by_grade.get(grade, frozenset())
    return found


def _grades_meant(test: Condition, names: Sequence[str]) -> Sequence[str]:
    """The grades of a table, which stand best first, that a condition is about."""
    either = test.value.split("、")
    if not set(either) <= set(names):
        return ()
    if len(either) > 1:
        return either
    at = names.index(test.value)
    return {"": names[at : at + 1], ">=": names[: at + 1], "<=": names[at:]}.get(test.sign, ())


async def _points(test: Condition, at: Snapshot) -> set[int]:
    values, within = await totals(at, test.row), compares(test)
    return {unit for unit, value in values.items() if within(value)}


async def totals(at: Snapshot, row: str) -> dict[int, Decimal]:
    """The total, or the points on a row, of every unit that has said something about it."""
    found: dict[int, Decimal] = {}
    for board in await at.boards():
        found.update(await totals_of(at, board, row))
    return found


async def totals_of(at: Snapshot, board: Board, row: str) -> Mapping[int, Decimal]:
    """The same of one table."""
    if not row:
        return board.totals
    row, points, found = row_in(row, board.group), await at.points(board), dict[int, Decimal]()
    for alike in points.alike:
        ids = under(row, list(alike.rows))
        if ids:
            values = [alike.columns[one] for one in ids]
            one_row = values[0] if len(values) == 1 else map(_sum, zip(*values, strict=True))
            heard = _heard_of(alike, row, ids)
            found.update(compress(zip(alike.units, one_row, strict=True), heard))
    there = board.by_unit
    if found.keys() <= there.keys():
        return found
    return {unit: value for unit, value in found.items() if unit in there}


def _sum(points: Iterable[Decimal]) -> Decimal:
    return sum(points, Decimal(0))


def _heard_of(alike: Alike, row: str, ids: Sequence[str]) -> bytes:
    """A byte for each unit: 0 where a row still waits for a figure, or all of a section does."""
    waits = alike.waits(ids[0])
    for one in ids[1:]:
        waits = bytes(map(and_ if "." not in row else or_, waits, alike.waits(one)))
    return waits.translate(_NOT)


_NOT: Final = bytes([1]) + bytes(255)


def full_of(board: Board, row: str) -> Decimal:
    """The full mark of a table, or of a row of it."""
    if not row:
        return board.scheme.full
    rows = [board.scheme.row(one) for one in _ids(board, row)]
    return sum(together((one, one.points) for one in rows).values(), Decimal(0))


def _ids(board: Board, row: str) -> Sequence[str]:
    return under(row_in(row, board.group), [one.id for one in board.scheme.rows])


async def _short_of(at: Snapshot, board: Board, row: str) -> Mapping[int, Decimal]:
    """By how much each is below the full mark of a table or a row.

    Of a row that counts together with others nothing is short where all of them have their most.
    """
    values, ids = await totals_of(at, board, row), _ids(board, row) if row else ()
    bound = board.scheme.most_together.get(ids[0], ()) if len(ids) == 1 else ()
    if not bound:
        full = full_of(board, row)
        return {unit: full - value for unit, value in values.items()}
    others = dict.fromkeys(one for several, _ in bound for one in several)
    points = {one: await totals_of(at, board, one) for one in others}
    own = board.scheme.row(ids[0])
    return {
        unit: short(board.scheme, own, {one: points[one].get(unit, Decimal(0)) for one in others})
        for unit in values
    }


async def _lost(test: Condition, at: Snapshot) -> set[int]:
    """扣分超过20分: of whoever has said something."""
    found = set[int]()
    for board in await at.boards():
        lost = await _short_of(at, board, test.row)
        found |= {unit for unit, value in lost.items() if compared(value, test)}
    return found


async def _rate(test: Condition, at: Snapshot) -> set[int]:
    """得分不到一半: the points as a percentage of the full mark."""
    found = set[int]()
    for board in await at.boards():
        full = full_of(board, test.row)
        values = await totals_of(at, board, test.row) if full > 0 else {}
        found |= {
            unit for unit, value in values.items() if compared(quotient(100 * value, full), test)
        }
    return found


async def _full(test: Condition, at: Snapshot) -> set[int]:
    found = set[int]()
    for board in await at.boards():
        lost = await _short_of(at, board, test.row)
        found |= {unit for unit, value in lost.items() if value <= 0}
    return found


async def among(test: Condition, at: Snapshot) -> set[int]:
    """Who is among the first so many, or of a grade, in a quarter with results."""
    return await (_grade if test.value else _end)(test, at)


async def _leagues(at: Snapshot) -> list[tuple[Place, ...]]:
    """The lines of those that are ranked with each other, best first."""
    _graded(at)
    return [one for board in await at.boards() for one in board.leagues.values() if one]


async def _end(test: Condition, at: Snapshot) -> set[int]:
    found = set[int]()
    for fellows in await _leagues(at):
        count = min(int(test.amount) or 1, len(fellows))
        if test.kind == "top":
            within = fellows[: bisect_right(fellows, fellows[count - 1].rank, key=_RANK)]
        else:
            within = fellows[bisect_left(fellows, fellows[-count].rank, key=_RANK) :]
        found |= {line.unit for line in within}
    return found


async def _placed(test: Condition, at: Snapshot) -> set[int]:
    """第三名, 第五到第十名, 倒数第二: by the place each has in its own table."""
    found = set[int]()
    for fellows in await _leagues(at):
        start = 0
        while start < len(fellows):
            rank = fellows[start].rank
            stop = bisect_right(fellows, rank, start, key=_RANK)
            place = rank if test.kind == "place" else len(fellows) - stop + 1
            if compared(Decimal(place), test):
                found |= {line.unit for line in fellows[start:stop]}
            start = stop
    return found


_RANK: Final = attrgetter("rank")
"""What those that are ranked with each other stand in the order of."""


async def _tied(_: Condition, at: Snapshot) -> set[int]:
    """并列: who shares a place."""
    _graded(at)
    return set().union(*[board.tied_units for board in await at.boards()])


async def _mean(test: Condition, at: Snapshot) -> set[int]:
    """高于平均分: above the average of the own table, which is the one that is told of it.

    An average of totals counts every unit, those that have said nothing with 0 as the ranking does;
    one of a row counts those that have points on it.
    """
    found = set[int]()
    for board in await at.boards():
        every = {one.unit: one.total for one in board.lines}
        own = await totals_of(at, board, test.row) if test.row else every
        if own:
            mean = quotient(sum(own.values(), Decimal(0)), Decimal(len(own)))
            within = compares(replace(test, amount=mean))
            found |= {unit for unit, value in own.items() if within(value)}
    return found


async def _handed_late(_: Condition, at: Snapshot) -> set[int]:
    return {
        unit
        for unit, one in (await at.live()).items()
        if one.state == "submitted"
        and one.submitted_at
        and moment(one.submitted_at) > at.deadline(one)
    }


async def _overdue(_: Condition, at: Snapshot) -> set[int]:
    """Handed in behind the deadline, or still not, behind it."""
    late = await _state(Condition("late"), at)
    return late | await _handed_late(Condition("handed_late"), at)


async def _ready(_: Condition, at: Snapshot) -> set[int]:
    """Filled in to the last row, and not handed in."""
    return {
        unit
        for unit, one in (await at.live()).items()
        if one.state != "submitted" and one.begun and one.done >= one.owed
    }


async def _near(test: Condition, at: Snapshot) -> set[int]:
    found = set[int]()
    for board in await at.boards():
        edge = next((one.at_least for one in board.scheme.grades if one.name == test.value), None)
        if edge is not None:
            found |= {
                unit for unit, value in board.totals.items() if 0 < edge - value <= test.amount
            }
    return found


async def _silent(test: Condition, at: Snapshot) -> set[int]:
    """Whoever has the row and no points on it yet: just those a list of its points leaves out."""
    found = set[int]()
    for board in await at.boards():
        if under(row_in(test.row, board.group), [one.id for one in board.scheme.rows]):
            found |= set(board.by_unit) - set(await totals_of(at, board, test.row))
    return found


_HOLDS: Final[dict[ConditionKind, Holds]] = {
    "silent": _silent,
    "grade": _grade,
    "points": _points,
    "full": _full,
    "top": _end,
    "bottom": _end,
    "near": _near,
    "place": _placed,
    "last_place": _placed,
    "tied": _tied,
    "mean": _mean,
    "lost": _lost,
    "handed_late": _handed_late,
    "overdue": _overdue,
    "ready": _ready,
    "rate": _rate,
    "away": of_use.away,
    "seen": of_use.seen,
    "unseen": of_use.seen,
    "queued": of_waiting.queued,
    "back": of_waiting.back,
    "answer": of_answers.answered,
    "nothing": of_answers.nothing,
    "lacking": of_answers.lacking,
    **of_forms.HOLDS,
}
