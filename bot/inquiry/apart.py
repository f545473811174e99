"""How far units are apart: the best and the last of a table, or two places of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.editions.rungs import Place
from bot.inquiry.asked import Asked
from bot.inquiry.facts import Snapshot
from bot.inquiry.finding import quarters_of, snapshot
from bot.inquiry.together import boards_of
from bot.questions.combined.query import Condition
from bot.speech.quarters import name
from scoring.ranking import show


async def spread(asked: Asked) -> Message:
    """How far the best and the last of each table are apart."""
    notes = list[str]()
    key = quarters_of(asked.query, asked.county, notes)[-1]
    at = snapshot(asked.county, key)
    if asked.query.tests:
        return await _places_apart(asked, at, notes)
    lines = []
    for board in await boards_of(at, asked.query.group):
        heard = sorted((one for one in board.lines if one.heard), key=lambda one: one.total)
        if not heard:
            lines.append(f"{board.group}　还没有得分")
            continue
        low, high = heard[0], heard[-1]
        lines.append(
            f"{board.group}　最高 {asked.named(high.unit)} {show(high.total)} 分，"
            f"最低 {asked.named(low.unit)} {show(low.total)} 分，"
            f"相差 {show(high.total - low.total)} 分"
        )
    return Message(
        title=f"{name(*key)} 最高分和最低分" + ("" if at.graded else "（填报中，暂定）"),
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=((to("排名", "ranking", at.quarter.id), HOME),),
    )


async def _places_apart(asked: Asked, at: Snapshot, notes: list[str]) -> Message:
    """第三名和第五名差几分: the two places of each table, class by class."""
    lines = []
    for board in await boards_of(at, asked.query.group):
        for called in sorted({one.classification or "" for one in board.lines}):
            if asked.query.klass not in ("", called):
                continue
            of_it = [one for one in board.lines if (one.classification or "") == called]
            found = [_at_place(of_it, test) for test in asked.query.tests]
            lines.append(f"{board.group}{called}　{_apart_by(asked, found)}")
    return Message(
        title=f"{name(*at.key)} 名次之间差几分" + ("" if at.graded else "（填报中，暂定）"),
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=((to("排名", "ranking", at.quarter.id), HOME),),
    )


def _at_place(lines: Sequence[Place], test: Condition) -> Place | None:
    """Who has a place, counted from the first or from the last."""
    order = sorted((one for one in lines if one.heard), key=lambda one: one.rank)
    if test.kind == "last_place":
        order.reverse()
    at = int(test.amount) - 1
    return order[at] if 0 <= at < len(order) else None


def _apart_by(asked: Asked, found: Sequence[Place | None]) -> str:
    first, second = found[0], found[-1]
    if first is None or second is None:
        return "没有这么多名次"
    both = "，".join(
        f"第 {one.rank} 名 {asked.named(one.unit)} {show(one.total)} 分" for one in (first, second)
    )
    return f"{both}，相差 {show(abs(first.total - second.total))} 分"
