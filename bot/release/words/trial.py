"""Sentences of 试算 and of the list of editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, File, Message, Recipe
from bot.corridor.paging import ROW, Leaf
from bot.editions.edition import Edition, Result, Table, for_scoring
from bot.release.words.release import VERBS, heading, points, tally, top
from bot.release.words.released import as_it_stands, book
from bot.speech.calendar import in_china, say_moment
from bot.speech.quarters import STATES, name
from scoring.sentence import full_mark
from storage.queries.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A unit with what keeps its total from being final."""

    result: Result
    missing: int
    """Rows with a figure that nobody has reported."""
    unreviewed: int
    returned: int = 0
    """Rows that were sent back and did not come back."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """An edition in the list."""

    kind: str
    version: int
    hash: str
    at: datetime
    by: str
    """Who proposed and who confirmed it."""
    reason: str


def summary(quarter: Quarter, edition: Edition, steps: Sequence[Button]) -> Message:
    """All tables in brief; ``steps``: what an admin may do next."""
    lines = []
    for table in edition.tables:
        lines += [tally(table), top(table)]
    lines.append("试算只给审核的人看，按现在的数据算，没有发出去。")
    rows = [
        (to(f"看{table.group}全表", "trial", quarter.id, place),)
        for place, table in enumerate(edition.tables, 1)
    ]
    state = STATES.get(quarter.state, quarter.state)
    last: ROW = (to("版本", "editions", quarter.id), HOME)
    if edition.unfinished:
        last = (to("没办完的", "unfinished", quarter.id), *last)
    return Message(
        title=f"{name(quarter.year, quarter.number)} 试算（{state}）",
        text="\n".join(lines),
        buttons=(*rows, *((tuple(steps),) if steps else ()), last),
    )


def matrix(
    quarter: Quarter, edition: Edition, earlier: Edition | None, now: datetime, *, settled: bool
) -> Message:
    """The workbook of every unit by every row; ``settled``: it is what was published."""
    of = name(quarter.year, quarter.number)
    state = "公布的结果" if settled else f"{in_china(now):%-m月%-d日}试算，没有定"
    title = f"{of}各项得分（{state}）"
    file = book(edition, earlier) if settled else as_it_stands(edition, earlier, title)
    counted = "，".join(
        f"{table.group} {len(table.results)} 个单位 × {len(table.scheme.rows)} 项"
        for table in edition.tables
    )
    told = "" if settled else "没有报、没有审的项按现在的数算，会变；这张表只给审核的人看。"
    return Message(
        title=title,
        text="\n".join(one for one in (f"{counted}。", told) if one),
        files=(file,),
        buttons=((to("试算", "trial", quarter.id), to("排名", "ranking", quarter.id), HOME),),
    )


def listed(quarter: Quarter, table: Table, place: int, leaf: Leaf[Unsettled]) -> Message:
    """One table, every unit with what is still open."""
    lines = [_line(table, one) for one in leaf.items]
    lines.append(f"（{full_mark(table.scheme)}）")
    turning: tuple[ROW, ...] = leaf.turning(lambda n: f"trial/{quarter.id}/{place}/{n}")
    return Message(
        title=f"{name(quarter.year, quarter.number)} {table.group} 试算{leaf.mark}",
        text="\n".join(lines),
        detail="\n".join(table.scheme.defects),
        detail_label="满分说明",
        buttons=(*turning, (to("返回试算", "trial", quarter.id), to("审核", "review"), HOME)),
        replace=leaf.pages > 1,
    )


def _line(table: Table, one: Unsettled) -> str:
    found = one.result
    notes = [f"缺 {one.missing} 项"] if one.missing else []
    notes += [f"没审核 {one.unreviewed} 项"] if one.unreviewed else []
    notes += [f"退回没补正 {one.returned} 项"] if one.returned else []
    mark = f"（暂定：{'，'.join(notes)}）" if one.missing else f"（{'，'.join(notes)}）"
    klass = f"{found.classification or '未分类'} " if table.apart else ""
    tail = mark if notes else ""
    return f"{klass}{found.rank}. {found.short} {points(table, found)} 分 {found.grade}{tail}"


def too_early(quarter: str, state: str) -> str:
    """Nothing to compute."""
    return f"{quarter}现在是“{state}”，还没有数据可以试算。"


# -- editions ----------------------------------------------------------------------------------


def editions(quarter: Quarter, found: Sequence[Numbered], now: datetime) -> Message:
    """Every edition of a quarter, newest first."""
    title = f"{name(quarter.year, quarter.number)} 的版本"
    if not found:
        return Message(title=title, text=none_yet(), buttons=((HOME,),))
    newest = {one.kind: one.version for one in found}
    shown = sorted(found, key=lambda one: one.at, reverse=True)
    lines = [_numbered(one, now, superseded=one.version < newest[one.kind]) for one in shown]
    rows = [
        (
            to(
                f"看{VERBS[one.kind]}第 {one.version} 版",
                "editions",
                quarter.id,
                one.kind,
                one.version,
            ),
        )
        for one in shown[:6]
    ]
    return Message(title=title, text="\n".join(lines), buttons=(*rows, (HOME,)))


def none_yet() -> str:
    """Before the first edition."""
    return "还没有公示或公布过。"


def _numbered(one: Numbered, now: datetime, *, superseded: bool) -> str:
    why = f"\n　原因：{one.reason}" if one.reason else ""
    old = "（已被新版替代，仍保留）" if superseded else ""
    verb = VERBS[one.kind]
    when = say_moment(one.at, now)
    return f"{verb}第 {one.version} 版{old}　{when}\n　{one.by}　哈希 {one.hash[:16]}{why}"


def edition(
    quarter_id: int,
    found: Edition,
    kept_hash: str,
    lines: Sequence[str],
    now_state: str,
    earlier: Edition | None,
    anchor: str = "",
) -> Message:
    """One edition with its workbook; ``earlier``: the published one of the quarter before."""
    verb = VERBS[found.kind]
    body = []
    for table in found.tables:
        body += [tally(table), top(table)]
    body += [*lines, f"哈希 {kept_hash}", now_state]
    data = to("复算数据", "editions", quarter_id, found.kind, found.version, "data")
    return Message(
        title=f"{heading(found)} {verb}第 {found.version} 版",
        text="\n".join(body),
        files=(book(found, earlier, anchor),),
        buttons=((data, to("全部版本", "editions", quarter_id)), (HOME,)),
    )


def intact() -> str:
    """The hash was computed again."""
    return "刚才重新核对过：内容与登记的哈希一致。"


def altered() -> str:
    """The hash does not agree."""
    return "⚠ 内容与登记的哈希不一致，请马上运行 .venv/bin/python -m bot verify 并联系维护人员。"


def data(quarter_id: int, found: Edition) -> Message:
    """Scheme and figures of every table, for whoever wants to recompute."""
    files = []
    for table in found.tables:
        scheme, figures = for_scoring(table)
        for ending, text in (("toml", scheme), ("json", figures)):
            label = f"{name(*found.quarter)} {table.group} 第{found.version}版.{ending}"
            files.append(File(label=label, recipe=Recipe(name="text", data={"text": text})))
    return Message(
        text="每张表两个文件：方案（.toml）和数据（.json）。复算：\n"
        "python -m scoring score --scheme 方案.toml 数据.json",
        files=tuple(files),
        buttons=((to("全部版本", "editions", quarter_id), HOME),),
    )


def no_edition() -> str:
    """A number that does not exist."""
    return "没有这个版本。"
