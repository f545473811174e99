"""A query to what it comes to: lists of units by quarter, each with its figure.

Which quarter a question means that names none, and against which it is compared, is decided here
and said back; so is what could not be told. Sentences are ``bot.inquiry.words``'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.forms.roster import roster_of
from bot.inquiry import besides
from bot.inquiry.conditions import CannotTellError, holds
from bot.inquiry.facts import County, Snapshot, has_row, row_in, under
from bot.inquiry.figures import figures, moved, moved_each_time
from bot.inquiry.listed import Figures, Found, Lines, Section
from bot.inquiry.meant import of_table
from bot.inquiry.of_use import NOTE
from bot.inquiry.ordering import class_by_class, ordered
from bot.inquiry.unproved import unproved
from bot.questions.combined.query import Condition, ConditionKind, Measure, Query
from bot.questions.combined.times import ALL_RECENT
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring import periods as spans
from scoring.periods import beside

MOVES: Final[tuple[ConditionKind, ...]] = (
    "up", "down", "rank_up", "rank_down", "still", "rank_still", "grade_up", "grade_down",
    "grade_still", "entered", "left",
)  # fmt: skip
_SETTLED: Final[tuple[ConditionKind, ...]] = (
    "grade", "top", "bottom", "place", "last_place", "tied", *MOVES
)  # fmt: skip
"""Conditions that only a quarter with results can answer."""
_SHOWN: Final[dict[ConditionKind, Measure]] = {
    "ready": "done", "waiting": "done", "idle": "done", "filling": "done", "late": "done",
    "submitted": "at",
    "returned": "returned", "grade": "total", "points": "total", "top": "rank", "bottom": "rank",
    "near": "total", "full": "total", "cut": "cut", "vetoed": "rank", "papers": "papers",
    "place": "rank", "last_place": "rank", "tied": "rank", "mean": "total", "handed_late": "at",
    "mended": "mended", "mend_late": "due", "grade_up": "change", "grade_down": "change",
    "grade_still": "change",
    "up": "change", "down": "change", "rank_up": "change", "rank_down": "change",
    "entered": "change", "left": "change", "overdue": "overdue", "doubtful": "doubts",
    "rate": "total", "lost": "lost", "away": "used", "seen": "lying", "unseen": "lying",
    "extended": "until", "queued": "queued", "back": "lying",
}  # fmt: skip
"""What a list shows beside the name where nothing was asked for."""


async def find(query: Query, county: County) -> Found:
    """The units a query asks for, quarter by quarter.

    Raises:
        CannotTellError: nothing is known yet that could answer it.
    """
    found = Found(query)
    for at, earlier in await _times(query, county, found.notes):
        if query.measure == "count" and not await _counts_anything(query, at):
            found.notes.append(f"{_row(query)}不数个数，这里按得分排。")
            query = found.query = replace(query, measure="total")
        for table in await _tables(query, at):
            within = replace(query, group=table or query.group)
            section = await _section(within, at, earlier, county, found.notes)
            found.sections.append(replace(section, table=table))
    if _of_use(query):
        found.notes.append(NOTE)
    if len(found.sections) > 1:
        found.sections = [one for one in found.sections if one.lines] or found.sections[:1]
    return found


def _of_use(query: Query) -> bool:
    """Whether the list says when somebody was here."""
    return _shown(query, None) in ("used", "lying")


async def _tables(query: Query, at: Snapshot) -> list[str]:
    """Each table by itself where places are told; else all of them together."""
    if query.group or query.units:
        return [""]
    if query.split:
        return list(dict.fromkeys(one.group for one in (await at.members()).values())) or [""]
    if _shown(query, None) != "rank":
        return [""]
    return [one.group for one in await at.boards()] or [""]


async def _times(
    query: Query, county: County, notes: list[str]
) -> list[tuple[Snapshot, Snapshot | None]]:
    """The quarters a query is about, each with the one it is compared with."""
    meant = tuple(quarters_of(query, county, notes))
    return await pairs(replace(query, quarters=meant), county)


async def pairs(query: Query, county: County) -> list[tuple[Snapshot, Snapshot | None]]:
    """The quarters that a query names, each with the one it is compared with."""
    moves = any(one.kind in MOVES for one in query.tests) or query.against is not None
    return [await _pair(county, one, query, moves=moves) for one in query.quarters]


def quarters_of(query: Query, county: County, notes: list[str]) -> list[tuple[int, int]]:
    """The quarters that are meant, those that there are, in order of time."""
    own = [one.quarter for one in query.tests if one.quarter]
    named = list(query.quarters)
    if query.recent:
        settled = county.results[: query.recent]
        if not settled:
            raise CannotTellError(per("还没有哪个季度有结果。"))
        if len(settled) < query.recent != ALL_RECENT:
            notes.append(f"有结果的只有这 {len(settled)} {per('个季度')}。")
        return sorted((one.year, one.number) for one in settled)
    if not named and own:
        open_ = [one for one in query.tests if not one.quarter]
        current = _default(replace(query, tests=tuple(open_)), county, notes)
        return [current if open_ else max(own)]
    if not named:
        return [_default(query, county, notes)]
    there = [one for one in named if (found := county.of(one)) and found.state != "planned"]
    lost = _named([one for one in named if one not in there])
    if not there:
        raise CannotTellError(f"{lost}还没有开期，没有数据可看。")
    if lost:
        notes.append(f"{lost}没有考核数据。")
    if len(named) > 1 and query.measure in ("total", "rank") and not query.units:
        notes.append(per("办法没有规定全年怎么算，各季度分开列，不相加。"))
    return sorted(there)


def _named(quarters: Sequence[tuple[int, int]]) -> str:
    """2024年, 2026年一、二季度."""
    by_year: dict[int, list[int]] = {}
    for year, number in sorted(quarters):
        by_year.setdefault(year, []).append(number)
    return "，".join(_of_year(year, tuple(numbers)) for year, numbers in by_year.items())


def _of_year(year: int, numbers: tuple[int, ...]) -> str:
    whole = len(numbers) > 1 and numbers == spans.numbers(spans.kind_of(numbers[0]))
    return f"{year}年" if whole else spans.named_together(year, numbers)


def _default(query: Query, county: County, notes: list[str]) -> tuple[int, int]:
    """The quarter of a question that names none: one with results where only that can answer."""
    current = county.current
    if current is None:
        raise CannotTellError(per("现在还没有开始考核的季度。"))
    settled = query.against is not None or query.measure == "grade"
    settled = settled or any(one.kind in _SETTLED for one in query.tests)
    if settled and current.state == "open":
        if not county.results:
            at = name(current.year, current.number)
            raise CannotTellError(f"{at}还在填报，还没有等次和名次，以前也没有结果可看。")
        newest = county.results[0]
        notes.append(
            f"{name(current.year, current.number)}还在填报，没有结果；"
            f"这里看的是{name(newest.year, newest.number)}。"
        )
        return newest.year, newest.number
    return _of_a_run(query, county, notes) or (current.year, current.number)


def _of_a_run(query: Query, county: County, notes: list[str]) -> tuple[int, int] | None:
    """连着涨了两季, 连着三季垫底: counted back from the newest settled quarter; that is said."""
    runs = any(one.running and one.kind in _SETTLED and not one.quarter for one in query.tests)
    newest = next(iter(county.results), None)
    if not runs or newest is None or newest.state != "review":
        return None
    settled = next((one for one in county.results if one.state != "review"), None)
    if settled is None:
        return None
    then, open_ = (name(one.year, one.number) for one in (settled, newest))
    notes.append(f"{open_}还在审核，得分没有定，没有算；从{then}往前数。")
    return settled.year, settled.number


async def _pair(
    county: County, key: tuple[int, int], query: Query, *, moves: bool
) -> tuple[Snapshot, Snapshot | None]:
    at = snapshot(county, key)
    if not moves:
        return at, None
    against = query.against if query.against and query.against != key else before(key)
    earlier = county.of(against)
    if earlier is None or earlier.state in ("planned", "open"):
        raise CannotTellError(f"{name(*against)}没有结果，比不了。")
    return at, county.snapshot(earlier)


def before(key: tuple[int, int]) -> tuple[int, int]:
    """The quarter before."""
    return beside(key, -1)


def snapshot(county: County, key: tuple[int, int]) -> Snapshot:
    """The facts of a quarter.

    Raises:
        CannotTellError: it was never opened.
    """
    quarter = county.of(key)
    if quarter is None or quarter.state == "planned":
        raise CannotTellError(f"{name(*key)}还没有开期，没有数据可看。")
    return county.snapshot(quarter)


async def _section(
    query: Query, at: Snapshot, before_: Snapshot | None, county: County, notes: list[str]
) -> Section:
    query = await class_by_class(query, at)
    chosen = await chosen_units(query, at, before_, county)
    notes += await besides.told(query, at, chosen)
    notes += await _all_of_them(query, at, before_, county, chosen)
    shown = _shown(query, before_)
    figured = await figures(replace(query, measure=shown), at, before_)
    if _needs_figure(query):
        chosen = list(filter(figured.values.__contains__, chosen))
    if query.first and query.descending and shown in _COUNTED:
        chosen = [unit for unit in chosen if figured.has(unit)]  # 最多 is not whoever has none
    chosen = await _read_out(chosen, county) if query.sounded else ordered(query, chosen, figured)
    members = await at.members()
    extra = await _extra(query, at, county)
    heads = tuple(one for one in (_head(query, shown), extra[0]) if one)
    lines = Lines(chosen, members, lambda unit: _cells(unit, figured, shown, extra))
    standing = await at.boards() if shown in ("total", "rank", "lost", "change") else []
    universe = await _universe(query, at)
    tables = Counter(members[unit].group for unit in universe) if query.share else Counter[str]()
    return Section(
        at.key, heads, lines, len(universe), tables=tuple(tables.items()),
        provisional=not at.graded and any(one.provisional for one in standing),
        against=before_.key if before_ else None,
    )  # fmt: skip


def _needs_figure(query: Query) -> bool:
    """Whether who has no such figure is left out: not of those who are asked for by their state."""
    if query.hours != _ALL_DAY or query.past or query.since:
        return True
    states = bool(query.tests) and all(one.kind in _STATES and not one.row for one in query.tests)
    return bool(query.measure) and not (states and not query.first and query.measure != "at")


_STATES: Final[tuple[ConditionKind, ...]] = ("waiting", "idle", "filling", "late", "unbound")
"""没交的扣了几分: who has no points yet is one of them all the same."""


async def _universe(query: Query, at: Snapshot) -> list[int]:
    """The units to choose from: of a row those that have it, and nobody who is left out."""
    every = await of_table(replace(query, units=()), at)
    rows = {one.row for one in query.tests if one.row}
    if not query.share or len(rows) != 1:
        return every
    lines, (row,) = await at.lines(), rows
    return [unit for unit in every if has_row(lines, unit, row)]


async def _all_of_them(
    query: Query, at: Snapshot, before_: Snapshot | None, county: County, chosen: Sequence[int]
) -> list[str]:
    """后五名都交了没: whether all of those have, and who has not."""
    asked = next((one for one in query.tests if one.kind in _WHETHER and not one.not_), None)
    others = tuple(one for one in query.tests if one != asked)
    if asked is None or not others or query.first or query.since:
        return []
    every = await chosen_units(replace(query, tests=others), at, before_, county)
    yes, no = _WHETHER[asked.kind]
    short = {unit: one.short for unit, one in (await at.members()).items()}
    left = [short[unit] for unit in every if unit not in chosen]
    if not left:
        return [f"一共 {len(every)} 个，{yes}。"] if every else []
    more = "……" if len(left) > _NAMED else ""
    return [f"一共 {len(every)} 个，{no} {len(left)} 个：{'、'.join(left[:_NAMED])}{more}。"]


_WHETHER: Final[dict[ConditionKind, tuple[str, str]]] = {
    "submitted": ("都交了", "还没交的"), "reviewed": ("都审完了", "还没审完的"),
}  # fmt: skip
_NAMED: Final = 10


async def chosen_units(
    query: Query, at: Snapshot, before_: Snapshot | None, county: County
) -> list[int]:
    """The units of a table, or those named, for whom every condition holds."""
    chosen = await of_table(query, at)
    for test in query.tests:
        held = await _held(test, at, before_, county, query)
        chosen = list(filter(held.__contains__, chosen))
    return chosen


async def _held(
    test: Condition, at: Snapshot, before_: Snapshot | None, county: County, query: Query
) -> set[int]:
    where = snapshot(county, test.quarter) if test.quarter else at
    if test.kind in MOVES and test.running:
        return await moved_each_time(test, where, county, query)
    if test.kind in MOVES:
        return await moved(test, where, before_, query)
    return await holds(test, where, county)


def _shown(query: Query, before_: Snapshot | None) -> Measure:
    """What stands beside each name: what was asked, else what fits the first condition."""
    if query.measure:
        return query.measure
    if query.row and any(one.kind == "count" for one in query.tests):
        return "count"
    if before_ is not None:
        return "change"
    here = [one for one in query.tests if one.quarter is None]
    return next((_SHOWN[one.kind] for one in here if one.kind in _SHOWN), "")


async def _counts_anything(query: Query, at: Snapshot) -> bool:
    """Whether the row asks for a number of something in any table."""
    return any(
        one.kind in ("count", "amount")
        for board in await at.boards()
        for id_ in under(row_in(query.row, board.group), [one.id for one in board.scheme.rows])
        for one in board.scheme.row(id_).inputs
    )


def _row(query: Query) -> str:
    return query.row.split(";")[0].rpartition("=")[2]


async def _read_out(chosen: list[int], county: County) -> list[int]:
    """按拼音: in the order of how the names are read."""
    read = {one.id: one.sounds for one in (await roster_of(county.db)).units}
    return sorted(chosen, key=lambda unit: read.get(unit, ()))


_COUNTED: Final[tuple[Measure, ...]] = (
    "papers", "reports", "cut", "returned", "lost", "count", "overdue", "doubts",
)  # fmt: skip
"""Figures of which having none is no place in the order of the most."""
_ALL_DAY: Final = (0, 24)


_TO_RING: Final[frozenset[ConditionKind]] = frozenset((
    "waiting", "ready", "idle", "missing", "late", "unbound", "returned", "filling", "mend_late",
))  # fmt: skip
"""Who owes something: somebody may have to ring there."""
Extra = tuple[str, Callable[[int], str]]
"""What stands above a second cell, and the cell of each unit."""


async def _extra(query: Query, at: Snapshot, county: County) -> Extra:
    """A second cell: whom to ring where somebody has not handed in, which rows are meant."""
    kinds = {one.kind for one in query.tests}
    if kinds & _TO_RING and query.measure != "contact":  # whose first cell says who it is
        bound = await county.liaisons()

        def liaison(unit: int) -> str:
            named = "、".join(one.person_name for one in bound.get(unit, ()))
            return f"联络员 {named}" if named else "还没有联络员"

        return "联络员", liaison
    if "unproved" in kinds:
        lacking = await unproved(at)
        return "没有佐证材料的指标", lambda unit: "、".join(lacking.get(unit, ()))
    if kinds & {"appealed", "won", "refused"}:
        appeals = await at.appeals()
        return "申诉的指标", lambda unit: "、".join(
            dict.fromkeys(one.row for one in appeals.get(unit, ()))
        )
    return "", lambda _: ""


def _cells(unit: int, figured: Figures, shown: Measure, extra: Extra) -> tuple[str, ...]:
    cells = [figured.text(unit)] if shown else []
    return (*cells, extra[1](unit)) if extra[0] else tuple(cells)


def _head(query: Query, shown: Measure) -> str:
    if not shown:
        return ""
    label = {
        "total": "得分", "rank": "名次和得分", "lost": "失分", "papers": "佐证材料",
        "reports": query.kind or "工作报送", "cut": "核减", "returned": "退回", "done": "填报进度",
        "at": "提交时间", "change": "变化", "contact": "联络员和电话", "count": "填报数",
        "grade": "等次", "overdue": "迟了多久", "doubts": "疑点", "times": "次数",
        "used": "最近一次上来", "lying": "退回多久", "queued": "等审多久", "until": "延到",
        "due": "补正到哪天", "mended": "补正", "answers": "填的内容", "lacking": "缺什么",
        "where": "扣在哪几项",
    }[shown]  # fmt: skip
    return f"{_row(query)} {label}" if query.row else label
