"""On which rows a condition holds for most units: 哪一项得零分的单位最多."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.inquiry.asked import Asked
from bot.inquiry.conditions import CannotTellError, holds
from bot.inquiry.finding import quarters_of, snapshot
from bot.inquiry.words.conditions import condition
from bot.speech.quarters import name

_MOST: Final = 6
"""So many rows of each table are told."""


async def most(asked: Asked) -> Message:
    """The rows of each table, by how many units a condition holds for there.

    Raises:
        CannotTellError: nobody has points yet.
    """
    query, notes = asked.query, list[str]()
    at = snapshot(asked.county, quarters_of(query, asked.county, notes)[-1])
    (test,) = query.tests
    boards = [one for one in await at.boards() if one.lines and query.group in ("", one.group)]
    if not boards:
        raise CannotTellError(f"{name(*at.key)}还没有得分。")
    lines = list[str]()
    for board in boards:
        counted = []
        for row in board.scheme.rows:
            of_row = replace(test, row=f"{board.group}={row.id}")
            units = board.by_unit.keys() & await holds(of_row, at, asked.county)
            counted.append((len(units), row))
        counted.sort(key=lambda one: -one[0])
        shown = [(count, row) for count, row in counted if count][:_MOST]
        lines += [f"{board.group}（{len(board.by_unit)} 个单位）："] if len(boards) > 1 else []
        lines += [f"{row.id} {row.name}　{count} 个单位" for count, row in shown]
        lines += [] if shown else ["一项也没有。"]
    waits = [] if at.graded else ["还没有报的不算在里面。"]
    said = condition(replace(test, row=""))
    return Message(
        title=f"{name(*at.key)} 哪一项{said}的单位最多" + ("" if at.graded else "（填报中，暂定）"),
        text="\n".join([*lines, *(f"（{one}）" for one in (*notes, *waits))]),
        buttons=((to("失分最多", "losses", at.quarter.id, 0), HOME),),
    )
