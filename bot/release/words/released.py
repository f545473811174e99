"""Sentences of a release that is done: to the office the whole, to each unit its own part.

What is said before a release, and how results are told in one line, is in ``publish``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import File, Message, Recipe
from bot.corridor.paging import ROW
from bot.editions.edition import Change, Edition, Result, Table
from bot.editions.movement import Movement, of_table
from bot.forms.words.figures import row_title
from bot.release.sheets import result_book
from bot.release.sheets.result_book import Moves
from bot.release.words.release import VERBS, compared, heading, points, standing, tally, top
from bot.results.sheets.ranking_picture import RankingLine, RankingPicture
from bot.results.words.ranking import against, class_name, drawn, moved
from bot.speech.calendar import say_moment
from bot.speech.quarters import name
from scoring.exact import UNLIMITED, show
from scoring.model import Row, Scheme
from scoring.peers import compares
from scoring.sentence import full_mark, if_unanswered
from scoring.year import counts_yearly

_MOVED: Final = 6
"""So many rows that moved are named in a unit's letter."""


def released_table(
    edition: Edition, table: Table, movement: Movement | None, now: datetime
) -> Message:
    """To the office: one table, as picture and text."""
    verb = VERBS[edition.kind]
    return Message(
        title=f"{heading(edition)}{verb}　{table.group}",
        text=f"{tally(table)}\n{top(table).strip()}",
        detail="\n".join(_line(table, one) for one in table.results),
        detail_label="全部名次",
        files=_pictures(edition, table, movement, now),
    )


def _line(table: Table, one: Result) -> str:
    klass = f"{class_name(one.classification)} " if table.apart else ""
    mark = "，暂定" if one.provisional else ""
    return f"{klass}{one.rank}. {one.short} {points(table, one)} 分（{one.grade}{mark}）"


def _pictures(
    edition: Edition, table: Table, movement: Movement | None, now: datetime
) -> tuple[File, ...]:
    title = f"{name(*edition.quarter)} {table.group}排名"
    best = max([1.0, *(float(one.total) for one in table.results)])
    drawing = RankingPicture(
        title=title,
        subtitle=f"{VERBS[edition.kind]}第 {edition.version} 版，{say_moment(now)}",
        note=full_mark(table.scheme)
        + ("；暂定：还有未报的项目" if any(one.provisional for one in table.results) else "")
        + against(movement)
        + "。",
        lines=tuple(
            RankingLine(
                rank=one.rank,
                name=one.name,
                points_text=points(table, one),
                points=float(one.total),
                grade=one.grade,
                provisional=one.provisional,
                movement=moved(movement, one.unit),
                section=class_name(one.classification) if table.apart else "",
            )
            for one in table.results
        ),
        full=float(table.scheme.full) if table.scheme.full != UNLIMITED else best,
    )
    return drawn(drawing)


def moves_of(edition: Edition, earlier: Edition | None) -> dict[str, Movement]:
    """The movement of each table, by its group; nothing where there is no quarter before."""
    found = {table.group: of_table(earlier, table) for table in edition.tables}
    return {group: one for group, one in found.items() if one is not None}


def book(edition: Edition, earlier: Edition | None, anchor: str = "") -> File:
    """The edition as a workbook; ``earlier``: the published one of the quarter before."""
    title = f"{heading(edition)}（{VERBS[edition.kind]}第 {edition.version} 版）"
    return as_it_stands(edition, earlier, title, anchor)


def as_it_stands(edition: Edition, earlier: Edition | None, title: str, anchor: str = "") -> File:
    """The workbook of an edition under a title, kept or only worked out."""
    moves = {
        group: Moves(
            {str(one.unit): moved(movement, one.unit) for one in table.results},
            against(movement).removeprefix("；"),
        )
        for group, movement in moves_of(edition, earlier).items()
        for table in edition.tables
        if table.group == group
    }
    data = result_book.recipe_data(title, edition, moves, anchor)
    return File(label=f"{title}.xlsx", recipe=Recipe(name="results", data=data))


def anchored(book: File, anchor: str) -> File:
    """The workbook of an edition that is entered now: it names the end of the audit chain."""
    assert book.recipe is not None  # noqa: S101 -- ``book`` gives it one
    data = {**book.recipe.data, "anchor": anchor}
    return book.model_copy(update={"recipe": Recipe(name=book.recipe.name, data=data)})


PROOF = "核验用"


def proof(edition: Edition, anchor: str) -> str:
    """What an edition is checked against later; folded: nobody has to read it today."""
    return f"版本哈希 {edition.hash[:16]}，完整的在表格里\n留痕锚 {anchor}"


def released(
    edition: Edition,
    quarter_id: int,
    lines: Sequence[str],
    told: int,
    *,
    workbook: File,
    left: Sequence[str] = (),
    reason: str = "",
    anchor: str = "",
) -> Message:
    """To the office, last: the edition's number and hash, its workbook, what comes next.

    ``left``: what was still open when it was released.
    """
    verb = VERBS[edition.kind]
    why = [f"更正的原因：{reason}"] if reason else []
    text = [
        *why,
        *lines,
        *left,
        f"已通知 {told} 个单位。",
    ]
    row: ROW = (to("版本", "editions", quarter_id),)
    if edition.kind == "published":
        row = (to("出通报", "circular", quarter_id), *row)
    return Message(
        title=f"{heading(edition)}已{verb}（第 {edition.version} 版）",
        text="\n".join(text),
        detail=proof(edition, anchor),
        detail_label=PROOF,
        files=(anchored(workbook, anchor),),
        buttons=(row, (to("看申诉", "appeals", quarter_id), HOME)),
    )


def superseded(
    edition: Edition,
    quarter_id: int,
    changes: Sequence[Change],
    told: int,
    why: str,
    earlier: Edition | None = None,
    anchor: str = "",
) -> Message:
    """To the office: a new edition in place of the last one, with its difference."""
    verb = VERBS[edition.kind]
    lines = [
        why,
        *compared(changes, edition),
        f"已通知 {told} 个有变化的单位。",
    ]
    return Message(
        title=f"{heading(edition)}{verb}第 {edition.version} 版（替代第 {edition.version - 1} 版）",
        text="\n".join(lines),
        detail=proof(edition, anchor),
        detail_label=PROOF,
        files=(book(edition, earlier, anchor),),
        buttons=((to("版本", "editions", quarter_id), to("申诉", "appeals", quarter_id)), (HOME,)),
    )


def confirmed_by(proposer: str, confirmer: str) -> str:
    """Who released it; without a proposer it follows from the answer to an appeal."""
    if not proposer:
        return f"{confirmer}答复申诉时形成。"
    if proposer == confirmer:
        return f"{proposer}提议并再次确认（只有一位管理员）。"
    return f"{proposer}提议，{confirmer}确认。"


def until_line(until: datetime, now: datetime) -> str:
    """How long appeals are taken."""
    return f"申诉期到 {say_moment(until, now)}。"


def told_unit(
    edition: Edition,
    quarter_id: int,
    table: Table,
    one: Result,
    lost: Sequence[str],
    appeal_until: datetime | None,
    now: datetime,
    changed: Sequence[str] = (),
) -> Message:
    """To a unit's liaisons: the own result with its reasons, and nobody else's."""
    verb = VERBS[edition.kind]
    result = f"{points(table, one)} 分（{full_mark(table.scheme)}），{one.grade}"
    open_rows = "其中没有报的项目按 0 分计。" if one.provisional else ""
    lines = [f"{result}，{place(table, one)}。{open_rows}"]
    lines += changed
    lines += ["主要失分：", *lost] if lost else ["没有失分的项目。"]
    row = [to("看扣分原因", "why", quarter_id, one.unit), to("得分", "score", quarter_id, one.unit)]
    if appeal_until is not None:
        lines.append(f"有异议请在 {say_moment(appeal_until, now)} 以前申诉。")
        row.insert(1, to("申诉", "appeal", quarter_id, one.unit))
    edition_mark = f"（第 {edition.version} 版）" if edition.version > 1 else ""
    return Message(
        title=f"{one.name} {heading(edition)}{verb}{edition_mark}",
        text="\n".join(lines),
        buttons=(tuple(row), (HOME,)),
    )


def place(table: Table, one: Result) -> str:
    """县直 40 个单位里排第 12; within its class, where classes are ranked apart."""
    of = [
        other
        for other in table.results
        if not table.apart or other.classification == one.classification
    ]
    klass = f"{class_name(one.classification)} " if table.apart else ""
    same = sum(other.rank == one.rank for other in of) - 1
    tie = f"（与另外 {same} 个单位并列）" if same else ""
    group = table.group.removesuffix("单位")
    return f"{group} {klass}{len(of)} 个单位里排第 {one.rank}{tie}"


def lost_row(row: str, now_points: str, reason: str) -> str:
    """One row below its points."""
    return f"　{row} {now_points}：{reason}"


def not_supplemented(reason: str, scheme: Scheme, row: Row, *, open: bool) -> str:
    """Why a row that was sent back and did not come back lacks points; ``open``: it still may."""
    rule = if_unanswered(scheme, row).removeprefix("不补正，本项")
    if open:
        return f"退回待补正，补正以前先{rule}（退回原因：{reason}）"
    return f"退回后没有补正，{rule}（退回原因：{reason}）"


def moved_lines(one: Change, table: Table) -> list[str]:
    """What became of the unit itself since the edition before, and through which rows.

    Nobody's figure but its own: where another's moved it, that is all that is said.
    """
    if one.before is None or one.after is None:
        return []
    if not one.comparable:
        return ["考核方案变了，和上一版不可比。"]
    lines = [f"上一版：{standing(one.before)}。"]
    if not one.rows:
        return [*lines, "本单位各项的得分没有变，是别的单位变了。"]
    lines += ["和上一版不同的："]
    lines += [_moved_row(table.scheme, one.before, one.after, row) for row in one.rows[:_MOVED]]
    if len(one.rows) > _MOVED:
        lines.append(f"　……另有 {len(one.rows) - _MOVED} 项")
    return lines


def _moved_row(scheme: Scheme, before: Result, after: Result, id: str) -> str:
    row = scheme.by_id.get(id)
    title = row_title(row) if row else id
    old, new = (show(one.points[id]) if id in one.points else "没有" for one in (before, after))
    why = _moved_by(scheme, before, after, id)
    alone = "（只计入全年）" if counts_yearly(scheme, id) else ""
    return f"　{title} {old} → {new} 分{alone}{f'：{why}' if why else ''}"


def _moved_by(scheme: Scheme, before: Result, after: Result, id: str) -> str:
    """Why a row brings other points: what was decided, another row's figure, other units'."""

    def other(row: str) -> bool:
        return (before.facts.get(row), before.returned.get(row)) != (
            after.facts.get(row),
            after.returned.get(row),
        )

    if other(id):
        return after.reasons.get(id, "")
    row = scheme.by_id.get(id)
    homes = [home for _, home in row.shared if other(home)] if row else []
    if homes:
        return f"用的是 {'、'.join(dict.fromkeys(homes))} 报的数，那里变了"
    if any(one.id == id for one, _ in compares(scheme)):
        return "这一项和其他单位比，别的单位的数变了，本单位的数没有变"
    return ""
