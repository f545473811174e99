"""What is said below a list so that nobody reads it for more than it is: who is not in it, and why.

Who has said nothing is not counted among the low ones; of those that were sent back some are
mended and some are not; of the last five some have handed in and some have not.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.inquiry.averages import counted, mean
from bot.inquiry.conditions import totals
from bot.inquiry.facts import Snapshot, in_table
from bot.inquiry.of_answers import silent
from bot.inquiry.of_forms import unread_units
from bot.inquiry.words.conditions import row_name
from bot.questions.combined.query import Condition, Query
from bot.questions.combined.settling import MOVES
from bot.speech.quarters import name
from scoring.ranking import show


async def told(query: Query, at: Snapshot, chosen: Sequence[int]) -> list[str]:
    """Each such sentence that a list needs."""
    said = [await one(query, at) for one in _NOTES]
    return [one for one in [*said, await _by_classes(query, at, chosen)] if one]


async def _unheard(query: Query, at: Snapshot) -> str:
    """Who has not said anything is not counted among the low ones; it is said that they are not."""
    low = any(_leaves_out(one) for one in query.tests)
    if not low and not any(one.kind in _OF_FIGURES for one in query.tests):
        return ""
    members = await at.members()
    within = {unit for unit, one in members.items() if query.group in ("", one.group)}
    heard = await totals(at, query.row)
    lines = await at.lines()
    left = within - set(heard)
    silent = len(left)
    if query.row:
        having = {one.group for one in await at.boards() if in_table(one, query.row)}
        silent = sum(1 for unit in left if unit in lines and lines[unit][0].group in having)
    named = query.row.split(";")[0].rpartition("=")[2]
    said = f"{named} 还没有得分（没报、没录或者没评）" if query.row else "还没有报"
    return f"{silent} 个单位{said}，没有算在里面。" if silent else ""


def _leaves_out(test: Condition) -> bool:
    """没拿满分, 不到5次: who has said nothing may be among them, and is not counted."""
    few = test.kind == "count" and not test.value and test.sign in ("<", "<=")
    return few or (test.kind == "full" and test.not_)


_OF_FIGURES: Final = ("points", "near", "lost", "rate", "grade_up", "grade_down")


async def _of_returns(query: Query, at: Snapshot) -> str:
    """退回的几家补上了: how many have not, so that nobody takes one half for all of it."""
    if not any(one.kind == "mended" for one in query.tests):
        return ""
    left = [unit for unit, one in (await at.live()).items() if one.returned]
    if left:
        return f"退回了还没有补正的有 {len(left)} 个单位。"
    return "退回的都补正了。" if await at.mended() else "没有退回过。"


async def _not_handed(query: Query, at: Snapshot) -> str:
    """一项都没审: who has not handed in cannot be reviewed, and is none of them."""
    if not any(one.kind == "untouched" for one in query.tests):
        return ""
    left = [one for one in (await at.live()).values() if one.state != "submitted"]
    return f"还没有提交的 {len(left)} 个单位没法审，没有算在里面。" if left else ""


async def _unsaid(query: Query, at: Snapshot) -> str:
    """没电脑的: who has answered nothing on the row is neither a yes nor a no, and is named."""
    rows = [one.row for one in query.tests if one.kind in _OF_ANSWERS and one.row]
    if not rows:
        return ""
    members = await at.members()
    left = [
        members[unit].short
        for unit in await silent(rows[0], at)
        if unit in members and query.group in ("", members[unit].group)
    ]
    if not left:
        return ""
    more = f"等 {len(left)} 个" if len(left) > _NAMED else ""
    return f"{row_name(rows[0])}还没有填的：{'、'.join(left[:_NAMED])}{more}，没有算在里面。"


async def _not_settled(query: Query, at: Snapshot) -> str:
    """名次掉得最多: while a quarter is reviewed, who rose or fell may still change."""
    moves = [one for one in query.tests if one.kind in MOVES and not one.running]
    if at.quarter.state != "review" or not (moves or query.measure == "change"):
        return ""
    left = [one for one in (await at.live()).values() if one.state != "submitted"]
    waits = f"，{len(left)} 个单位还没有提交" if left else ""
    return f"{name(*at.key)}还在审核{waits}：升降是暂定的。"


_OF_ANSWERS: Final = ("answer", "nothing", "lacking")
_NAMED: Final = 10


async def _average(query: Query, at: Snapshot) -> str:
    """低于平均分的: which average it is, and whom it counts."""
    if query.row or not any(one.kind == "mean" and not one.row for one in query.tests):
        return ""
    boards = [one for one in await at.boards() if one.lines and query.group in ("", one.group)]
    said = [f"{one.group}平均 {show(mean(one))} 分{counted(one.lines)}" for one in boards]
    return "；".join(said) + "。" if said else ""


async def _not_read(query: Query, at: Snapshot) -> str:
    """材料没有疑点的: of whose papers not all were read, nobody knows."""
    if not any(one.kind == "doubtful" and one.not_ for one in query.tests):
        return ""
    members = await at.members()
    within = {unit for unit, one in members.items() if query.group in ("", one.group)}
    left = within & await unread_units(at)
    return f"{len(left)} 个单位的材料机器还没读完，有没有疑点不知道，没有算在里面。" if left else ""


_NOTES: Final[tuple[Callable[[Query, Snapshot], Awaitable[str]], ...]] = (
    _unheard, _of_returns, _not_handed, _unsaid, _not_settled, _average, _not_read,
)  # fmt: skip


async def _by_classes(query: Query, at: Snapshot, chosen: Sequence[int]) -> str:
    """后五名, of a table with classes: of each class so many."""
    ends = [one for one in query.tests if one.kind in ("top", "bottom")]
    if not ends or query.klass or not chosen:
        return ""
    lines = await at.lines()
    classes = {lines[unit][1].classification for unit in chosen if unit in lines} - {None, ""}
    count, end = int(ends[0].amount) or 1, "前" if ends[0].kind == "top" else "后"
    return f"分了类的单位各类分开排，每类各取{end} {count} 名。" if len(classes) > 1 else ""
