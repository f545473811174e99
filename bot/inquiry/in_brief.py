"""A quarter in a few sentences to be read out: handed in, reviewed, points and grades, appeals.

Each sentence holds counts that other pages hold, too; nothing is judged, and what is not settled is
called so. The words around it stay whoever speaks's.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.editions.making import comparable
from bot.editions.standings import Board
from bot.inquiry.averages import mean
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import Snapshot
from bot.inquiry.finding import before, snapshot
from bot.inquiry.told import Telling, numbered
from bot.review.standing import standing
from bot.review.words import standing as standing_words
from bot.speech.quarters import STATES, name
from scoring.exact import show
from storage.queries import editions

_NAMED: Final = 10
"""So many units without a report are named; of more the number is said."""
_RELEASED: Final = ("published", "archived")


async def in_brief(told: Telling) -> Message:
    """What may be said of a quarter in a meeting."""
    at = told.at
    lines = [await _handed_in(at)]
    if at.quarter.state in ("review", "announced"):
        lines.append(await _reviewed(at))
    lines += await _points(told)
    lines += await _appeals(told)
    done = at.quarter.state in _RELEASED
    state = STATES.get(at.quarter.state, at.quarter.state)
    head = f"{name(*at.key)}　整体情况（{state}{'' if done else '，得分还会变'}）"
    number = at.quarter.id
    ways = [to("排名", "ranking", number), to("等次分布", "grades", number)]
    if not done:
        ways = [to("填报进度", "progress", number), *ways]
    if not done and told.turn.has("admin", "reviewer"):
        ways = [to("没办完的", "unfinished", number), *ways]
    return Message(
        title=head,
        text="\n".join(numbered(lines)),
        buttons=(tuple(ways[:2]), (*ways[2:], HOME)),
    )


async def _handed_in(at: Snapshot) -> str:
    every = list((await at.live()).values())
    handed = [one for one in every if one.state == "submitted"]
    groups = dict.fromkeys(one.group for one in every)
    each = "，".join(
        f"{group} {sum(one.group == group for one in handed)}/"
        f"{sum(one.group == group for one in every)}"
        for group in groups
    )
    silent = [one.short for one in every if one.state != "submitted"]
    said = f"报送：{len(every)} 个单位交了 {len(handed)} 个"
    said += f"（{each}）" if len(groups) > 1 else ""
    if not silent:
        return f"{said}，全部交齐。"
    named = "、".join(silent[:_NAMED]) + ("等" if silent[_NAMED:] else "")
    return f"{said}，没交的 {len(silent)} 个：{named}。"


async def _reviewed(at: Snapshot) -> str:
    """What is decided of what was handed in; what was sent back and not mended is said apart."""
    forms = [one for one in (await at.looked_at()).values() if one.countable]
    cut = sum(
        one.decision == "cut"
        for form in forms
        if form.form.state == "submitted"
        for one in form.reviews.values()
    )
    return f"审核：{standing_words.said(standing(forms, at.now), cut)}"


async def _points(told: Telling) -> list[str]:
    at = told.at
    boards = [one for one in await at.boards() if one.lines]
    if not boards:
        return [f"得分：{name(*at.key)}还没有得分。"]
    try:
        earlier = snapshot(told.county, before(at.key))
        old = {one.group: one for one in await earlier.boards() if one.lines}
    except CannotTellError:
        earlier, old = None, {}
    lines = []
    for board in boards:
        moved = ""
        if earlier is not None and (then := old.get(board.group)) is not None:
            same = await comparable(at.db, at.quarter.id, earlier.quarter.id, board.group)
            moved = _moved(board, then, earlier) if same else "，考核办法变了，和上一次不可比"
        lines.append(f"{board.group}：平均 {show(mean(board))} 分{moved}；{_grades(at, board)}")
    return lines


def _moved(board: Board, then: Board, earlier: Snapshot) -> str:
    gap = mean(board) - mean(then)
    if not gap:
        return f"，和{name(*earlier.key)}一样"
    return f"，比{name(*earlier.key)}{'高' if gap > 0 else '低'} {show(abs(gap))} 分"


def _grades(at: Snapshot, board: Board) -> str:
    """Grades, who is first of each class, and what of it may still change."""
    counts = Counter(one.grade for one in board.lines)
    grades = "，".join(f"{one.name} {counts[one.name]}" for one in board.scheme.grades)
    first = [one.short for one in board.lines if one.rank == 1 and one.total]
    said = f"{grades}。" if at.graded else "还没有等次。"
    said += f"第一：{'、'.join(first)}。" if first else ""
    silent = sum(not one.heard for one in board.lines) if board.edition is None else 0
    notes = [f"{silent} 个还没有报，按现有的分算在平均里"] if silent else []
    notes += [f"{board.provisional} 个暂定"] if board.provisional else []
    return f"{said}（{'，'.join(notes)}）" if notes else said


async def _appeals(told: Telling) -> list[str]:
    every = await editions.appeals_of_quarter(told.turn.db, told.at.quarter.id)
    if not every:
        return ["申诉：没有。"] if told.at.quarter.state == "announced" else []
    waiting = sum(one.state == "open" for one in every)
    changed = sum(one.state == "changed" for one in every)
    left = f"，{waiting} 件等答复" if waiting else ""
    return [f"申诉：{len(every)} 件，改判 {changed} 件{left}。"]
