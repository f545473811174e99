"""Sentences of the rows that lose the most points, and of who loses on one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, side_by_side
from bot.editions.rungs import Table
from bot.forms.words.figures import row_title, short
from bot.results.words import ranking
from scoring.exact import quotient, show
from scoring.periods import named_together
from scoring.scheme import Row
from storage.queries.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Lost:
    """A row over all its units; ``known``: whose figures are there, ``missing``: whose are not."""

    row: Row
    less: Decimal
    losers: int
    known: int
    missing: int


@dataclass(frozen=True, slots=True)
class LostInYear:
    """A row over several quarters; ``losers``: a unit counts once in each of them."""

    row: Row
    less: Decimal
    losers: int


@dataclass(frozen=True, slots=True)
class Loser:
    """A unit below a row's points."""

    unit: int
    short: str
    less: Decimal
    points: Decimal


def listed(board: Table, leaf: Leaf[Lost]) -> Message:
    """A table's rows, the most lost first."""
    base = f"losses/{board.quarter.id}/{board.number}"
    title = f"{ranking.quarter_name(board)} {board.group}失分最多的项目"
    if not leaf.total:
        said = [f"{_whose(board)}没有失分的项目。"] if board.size else []
        return Message(text="\n".join([*said, *_uncounted(board)]), buttons=((HOME,),))
    lines = [f"{number}. {_line(one)}" for number, one in enumerate(leaf.items, leaf.first)]
    return Message(
        title=title + ranking.not_final(board) + leaf.mark,
        text="\n".join([*lines, *_uncounted(board)]),
        buttons=(
            *leaf.turning(lambda number: f"{base}/{number}"),
            *side_by_side([_button(board, one) for one in leaf.items], 4),
            (to("排名", "ranking", board.quarter.id), HOME),
        ),
        replace=leaf.pages > 1,
    )


def brief(found: Sequence[tuple[Table, Sequence[Lost]]]) -> Message:
    """Every table's first few."""
    board = found[0][0]
    lines, buttons = [], []
    for one, lost in found:
        lines.append(f"{one.group}：" + ("" if lost else "没有失分的项目"))
        lines += [f"{place}. {_brief(each)}" for place, each in enumerate(lost, 1)]
        lines += _uncounted(one)
        buttons.append(to(f"{one.group}全部", "losses", one.quarter.id, one.number))
    return Message(
        title=f"{ranking.quarter_name(board)} 失分最多的项目{ranking.not_final(board)}",
        text="\n".join(lines),
        buttons=(tuple(buttons), (to("排名", "ranking", board.quarter.id), HOME)),
    )


def of_the_year(every: Sequence[Quarter], lost: Mapping[str, Sequence[LostInYear]]) -> Message:
    """The rows on which the quarters of a year lose the most together, table by table."""
    if not every:
        return Message(text="还没有公示、公布过结果，全年失分现在算不出。", buttons=((HOME,),))
    lines = []
    for group, rows in lost.items():
        lines.append(f"{group}：" + ("" if rows else "没有失分的项目"))
        lines += [
            f"{place}. {short(row_title(one.row), 18)}　{show(one.less)} 分（{one.losers} 次）"
            for place, one in enumerate(rows, 1)
        ]
    names = named_together(every[0].year, tuple(one.number for one in every))
    buttons = [to(named_together(one.year, (one.number,)), "losses", one.id, 0) for one in every]
    return Message(
        title=f"{names} 失分最多的项目",
        text="\n".join([*lines, "各季度公示、公布的失分加起来；一个单位一个季度算一次。"]),
        buttons=(*side_by_side(buttons, 2), (HOME,)),
    )


def _uncounted(board: Table) -> list[str]:
    return [f"（{ranking.uncounted(board)}）"] if board.uncounted else []


def _brief(one: Lost) -> str:
    name = short(row_title(one.row), 18)
    return f"{name}　{show(one.less)} 分（{one.losers} 个单位）"


def _line(one: Lost) -> str:
    average = show(quotient(one.less, Decimal(one.losers))) if one.losers else "0"
    waits = f"；{one.missing} 个未报" if one.missing else ""
    return (
        f"{row_title(one.row)}\n"
        f"　{one.losers} 个单位共失 {show(one.less)} 分，平均 {average} 分{waits}"
    )


def _button(board: Table, one: Lost) -> Button:
    return to(one.row.id, "losses/row", board.quarter.id, board.number, one.row.id)


def of_row(board: Table, one: Lost, leaf: Leaf[Loser]) -> Message:
    """Who loses on a row."""
    quarter = board.quarter.id
    base = f"losses/row/{quarter}/{board.number}/{one.row.id}"
    waits = f"，{one.missing} 个还没有报齐" if one.missing else ""
    lead = (
        f"{one.known + one.missing} 个单位里有 {one.losers} 个失分，共 {show(one.less)} 分{waits}。"
    )
    lines = [lead] if leaf.page == 1 else []
    full = show(one.row.points)
    lines += [
        f"{number}. {unit.short}　{show(unit.points)}/{full} 分，少 {show(unit.less)} 分"
        for number, unit in enumerate(leaf.items, leaf.first)
    ]
    lines += _uncounted(board)
    buttons = [to(unit.short, "why", quarter, unit.unit, one.row.id) for unit in leaf.items]
    return Message(
        title=f"{ranking.quarter_name(board)} {board.group} {row_title(one.row)}{leaf.mark}",
        text="\n".join(lines),
        buttons=(
            *leaf.turning(lambda number: f"{base}/{number}"),
            *side_by_side(buttons, 4),
            (to("失分最多的项目", "losses", quarter, board.number), HOME),
        ),
        replace=leaf.page > 1,
    )


def which_row(found: Sequence[tuple[Table, Row]]) -> Message:
    """The row stands in both tables, or has rows below it."""
    buttons = [
        to(f"{board.group} {row_title(row)}", "losses/row", board.quarter.id, board.number, row.id)
        for board, row in found
    ]
    return Message(text="您要看哪一项？请点选。", buttons=(*side_by_side(buttons, 1), (HOME,)))


def _whose(board: Table) -> str:
    return f"{ranking.quarter_name(board)}{board.group}"


def no_such_row(row: str) -> str:
    """A row that no table has."""
    return f"考核表里没有“{row}”这一项，请核对编号。"
