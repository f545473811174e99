"""Sentences of the ranking, as text and around the picture.

``office`` says who reads: the office, which may go on to scores and progress, or a liaison, to
whom a published ranking is all there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, File, Message, Recipe
from bot.corridor.paging import ROW, Leaf
from bot.editions.movement import Movement
from bot.editions.rungs import Place, Rung, Table
from bot.results.sheets.ranking_picture import RankingLine, RankingPicture, pages
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.speech.quarters import STATES, name
from scoring.exact import UNLIMITED, plain
from scoring.peers import compares
from scoring.sentence import full_mark, ranking_rule

PROGRESS = Button(label="进度", route="progress")
End = Literal["top", "bottom", "all"]
SHORT = 5
"""How many 前几名 and 后几名 are offered."""
EDITIONS = {"announced": "公示", "published": "公布"}
NEW = "新"


def moved(movement: Movement | None, unit: int) -> str:
    """↑2, ↓1, — for the same place, 新 for a unit that was not ranked; nothing without a before."""
    if movement is None or not movement.comparable:
        return ""
    gained = movement.of(unit)
    if gained is None:
        return NEW
    return f"↑{gained}" if gained > 0 else f"↓{-gained}" if gained < 0 else "—"


def against(movement: Movement | None) -> str:
    """The footnote: what the arrows compare with, or why there are none."""
    if movement is None:
        return ""
    before = name(*movement.quarter)
    if not movement.comparable:
        return f"；考核办法或分类变了，名次和{before}不可比"
    return f"；箭头是比{before}的名次，“{NEW}”是{before}没有参加或不在同一类"


def class_name(classification: str | None) -> str:
    """一类; 未分类 where units of the same table have classes and this one has none."""
    return classification or "未分类"


def title(board: Table, end: End, count: int) -> str:
    """2026年四季度 县直单位前 5 名."""
    ends = {"top": f"前 {count} 名", "bottom": f"后 {count} 名", "all": "排名"}
    return f"{quarter_name(board)} {board.group}{ends[end]}"


def quarter_name(board: Table) -> str:
    """2026年四季度."""
    return name(board.quarter.year, board.quarter.number)


def choose(
    quarter_name: str, boards: Sequence[Table], rest: str, *, office: bool = True
) -> Message:
    """Which table; ``rest`` is the end of the route, such as ``top/5``."""
    rows = tuple(
        (
            Button(
                label=f"{board.group}（{board.size} 个单位）",
                route=f"ranking/{board.quarter.id}/{board.number}/{rest}",
            ),
        )
        for board in boards
    )
    return Message(
        title=f"{quarter_name} 排名",
        text="两张表分开排名，看哪一张？" if len(boards) > 1 else "看哪一张表？",
        buttons=(*rows, _last(office)),
    )


def listed(
    board: Table,
    leaf: Leaf[Place],
    end: End,
    count: int,
    others: Sequence[Table],
    *,
    office: bool = True,
) -> Message:
    """The ranking as text."""
    base = f"ranking/{board.quarter.id}/{board.number}"
    return Message(
        title=title(board, end, count) + not_final(board) + leaf.mark,
        text="\n".join([*(line(board, one) for one in leaf.items), f"（{_notes(board)}）"]),
        detail="\n".join([ranking_rule(board.scheme, apart=board.apart), *board.scheme.defects]),
        detail_label="怎样排名",
        buttons=(
            *leaf.turning(lambda page: f"{base}/{end}/{count}/{page}"),
            (
                Button(label="发图", route=f"{base}/{end}/{count}/picture"),
                *_others(others, end, count),
            ),
            *_ends(board, end, count),
            _last(office),
        ),
        replace=leaf.pages > 1,
    )


def _last(office: bool) -> ROW:
    return (PROGRESS, HOME) if office else (HOME,)


def _open(board: Table) -> str:
    """Why totals are provisional: with rows that compare, what others report is awaited, too."""
    if compares(board.scheme) and board.edition is None:
        return "还有未报的项目，或者要和其他单位比、其他单位还没报齐审完的"
    return "还有未报的项目"


def _notes(board: Table) -> str:
    notes = [full_mark(board.scheme)]
    if board.quarter.state == "open":
        notes.append("填报还没有截止，按目前填报的计算")
    if board.provisional:
        notes.append(f"{board.provisional} 个单位{_open(board)}，得分暂定")
    if board.uncounted:
        notes.append(uncounted(board))
    if board.edition is not None:
        notes.append(f"{EDITIONS[board.edition.kind]}第 {board.edition.version} 版")
    elif board.quarter.state == "review":
        notes.append("审核中，还没有公示")
    return "；".join(notes)


def uncounted(board: Table) -> str:
    """未算：教育局（编号 F12）: whose figures cannot be assessed, and what to do; else nothing."""
    if not board.uncounted:
        return ""
    named = "、".join(f"{one.short}（编号 {one.reference}）" for one in board.uncounted)
    return f"未算：{named}，填报数据有问题，请把编号告诉系统管理人员"


def not_counted(board: Table, unit: int) -> str:
    """The same of one unit that is asked for; nothing where it is counted."""
    for one in board.uncounted:
        if one.unit == unit:
            return (
                f"{one.short}未算：填报数据有问题，算不出得分和名次。"
                f"请把编号 {one.reference} 告诉系统管理人员。"
            )
    return ""


def line(board: Table, one: Place) -> str:
    """1. 教育局 97.5 分（优秀）."""
    klass = _klass(board, one)
    if not one.heard:
        return f"{klass}{one.rank}. {one.short} 0 分（还没有填报）"
    mark = "，暂定" if one.provisional else ""
    return f"{klass}{one.rank}. {one.short} {points(board, one)} 分（{grade(board, one)}{mark}）"


def grade(board: Table, one: Place) -> str:
    """The grade; while the form is still being filled in there is none, only whose figures."""
    if not one.heard:
        return "未填报"
    if not board.graded:
        return "自评" if one.submitted else "在填"
    return one.grade


def points(board: Table, one: Place | Rung) -> str:
    """A total as this table shows it: with as many decimals as rank and grade need."""
    return plain(board.beside.figure(one))


def not_final(board: Table) -> str:
    """What the heading says while units may still change everything."""
    if board.behind:
        return f"（{board.behind} 个单位正在重算，过一会儿再看）"
    return "（填报中，暂定）" if board.quarter.state == "open" else ""


def _ends(board: Table, end: End, count: int) -> tuple[ROW, ...]:
    """The other ends of the table; none where it is as short as an end."""
    if board.size <= SHORT and end == "all":
        return ()
    base = f"ranking/{board.quarter.id}/{board.number}"
    every = (
        ("top", SHORT, f"前 {SHORT} 名"),
        ("bottom", SHORT, f"后 {SHORT} 名"),
        ("all", 0, "全部"),
    )
    row = tuple(
        Button(label=label, route=f"{base}/{key}/{n}")
        for key, n, label in every
        if (key, n) != (end, count) and (key == "all" or board.size > SHORT)
    )
    return (row,) if row else ()


def _others(others: Sequence[Table], end: End, count: int) -> tuple[Button, ...]:
    return tuple(
        Button(
            label=f"看{other.group}",
            route=f"ranking/{other.quarter.id}/{other.number}/{end}/{count}",
        )
        for other in others
    )


NEAR = 2
"""How many neighbours are shown on either side of a unit that is asked for."""


def place_of(
    board: Table, one: Place, near: Sequence[Place], *, mine: bool, office: bool = True
) -> Message:
    """One unit's place, among its neighbours; ``mine``: the reader may open its score."""
    fellows, same = board.among(one), board.tied(one)
    stands = f"第 {one.rank} 名" if one.heard else "还没有填报"
    state = not_final(board) or f"（{STATES.get(board.quarter.state, board.quarter.state)}）"
    tie = f"（与另外 {same} 个单位并列）" if same and one.heard else ""
    own = (
        Button(label="看得分", route=f"score/{board.quarter.id}/{one.unit}"),
        Button(label="扣分原因", route=f"why/{board.quarter.id}/{one.unit}"),
    )
    more = (
        Button(label="历次得分", route=f"history/{one.unit}"),
        Button(
            label=f"{board.group}排名", route=f"ranking/{board.quarter.id}/{board.number}/all/0"
        ),
    )
    return Message(
        title=f"{quarter_name(board)} {one.short} {stands}{state}",
        text=f"{board.group} {_klass(board, one)}{fellows} 个单位{tie}，前后几名是：\n"
        + "\n".join(line(board, other) for other in near)
        + (f"\n（{uncounted(board)}）" if board.uncounted else ""),
        buttons=(
            *((own,) if mine else ()),
            more if mine else more[1:],
            _last(office),
        ),
    )


def _klass(board: Table, one: Place) -> str:
    return f"{class_name(one.classification)} " if board.apart else ""


def own_place(board: Table, one: Place, *, public: bool) -> Message:
    """To a liaison who asks: the own unit's place in the newest edition.

    ``public``: the ranking is published, and one tap leads to all of it.
    """
    fellows, same = board.among(one), board.tied(one)
    tie = f"（与另外 {same} 个单位并列）" if same else ""
    state = "已公布" if public else "公示中，公布以前可能因申诉变动"
    version = board.edition.version if board.edition else 1
    ranking = Button(label="看排名", route=f"ranking/{board.quarter.id}")
    return Message(
        title=f"{quarter_name(board)} {one.name}",
        text=f"{board.group}{_klass(board, one)}共 {fellows} 家，第 {one.rank} 名{tie}，"
        f"{points(board, one)} 分，{one.grade}。\n（{state}，第 {version} 版）",
        buttons=(
            (Button(label="看得分和理由", route=f"score/{board.quarter.id}/{one.unit}"),),
            (*((ranking,) if public else ()), HOME),
        ),
    )


def takes_no_part() -> str:
    """A unit without a form in that quarter."""
    return per("这个单位没有参加这个季度的考核，没有名次。")


def drawn(drawing: RankingPicture) -> tuple[File, ...]:
    """A ranking's picture as files to be made, a page each where it is long."""
    parts = pages(drawing)
    return tuple(
        File(
            label=f"{drawing.title}{f'（{number}）' if len(parts) > 1 else ''}.png",
            recipe=Recipe(name="ranking", data=_plain(part)),
            picture=True,
        )
        for number, part in enumerate(parts, 1)
    )


def _plain(drawing: RankingPicture) -> dict[str, Any]:
    """As plain data: of thousands of lines, ``asdict`` would copy every text."""
    return {**vars(drawing), "lines": tuple(vars(one) for one in drawing.lines)}


def picture(
    board: Table,
    shown: Sequence[Place],
    end: End,
    count: int,
    now: datetime,
    movement: Movement | None,
) -> Message:
    """The ranking as one picture, or several where it is long."""
    if not shown:
        return Message(text=f"{uncounted(board)}。", buttons=((HOME,),))
    heading = title(board, end, count)
    state = STATES.get(board.quarter.state, board.quarter.state)
    drawing = RankingPicture(
        title=heading,
        subtitle=_as_of(board, state, now),
        note=full_mark(board.scheme)
        + (f"；暂定：{_open(board)}" if board.provisional else "")
        + (f"；未算：{'、'.join(one.short for one in board.uncounted)}" if board.uncounted else "")
        + against(movement)
        + "。",
        lines=tuple(
            RankingLine(
                rank=one.rank,
                name=one.name,
                points_text=points(board, one),
                points=float(one.total),
                grade=grade(board, one),
                provisional=one.provisional,
                movement=moved(movement, one.unit),
                section=class_name(one.classification) if board.apart else "",
            )
            for one in shown
        ),
        full=_bar(board, shown),
    )
    base = f"ranking/{board.quarter.id}/{board.number}"
    return Message(
        text=f"{heading}（{state}）",
        files=drawn(drawing),
        buttons=(
            (Button(label="看文字", route=f"{base}/{end}/{count}"),),
            *_ends(board, end, count),
            (HOME,),
        ),
    )


def too_long(board: Table, count: int, most: int) -> Message:
    """A picture of more units than a phone can scroll through."""
    base = f"ranking/{board.quarter.id}/{board.number}"
    return Message(
        text=f"{board.group}有 {count} 个单位，一次画不下（最多 {most} 个），可以只画前后几名。",
        buttons=(
            (
                Button(label="前 40 名的图", route=f"{base}/top/40/picture"),
                Button(label="后 40 名的图", route=f"{base}/bottom/40/picture"),
            ),
            (Button(label="看文字", route=f"{base}/all/0"), HOME),
        ),
    )


def _as_of(board: Table, state: str, now: datetime) -> str:
    if board.edition is None:
        return f"{state}，截至 {say_moment(now)}"
    return f"{state}，{EDITIONS[board.edition.kind]}第 {board.edition.version} 版"


def _bar(board: Table, shown: Sequence[Place]) -> float:
    """The points that fill a bar: the full mark, or the best total where there is none."""
    if board.scheme.full != UNLIMITED:
        return float(board.scheme.full)
    return max([1.0, *(float(one.total) for one in shown)])


def no_table() -> str:
    """A table that the quarter does not have."""
    return per("这个季度没有这张表。")


def nobody() -> str:
    """A quarter without units."""
    return per("这个季度还没有参加考核的单位，没有排名。")


def not_published(quarter: str | None) -> Message:
    """To a liaison before the ranking is published."""
    lead = f"{quarter}的排名还没有公布。" if quarter else "还没有公布过排名。"
    return Message(
        text=f"{lead}公布以后可以在这里看到；现在可以先看本单位的得分。",
        buttons=((Button(label="看得分", route="score"),), (HOME,)),
    )
