"""Sentences of 公示 and 公布: what a release will do, who must still confirm, what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.edition import Change, Edition, Kind, Result, Table
from bot.events import Button, File, Message, Recipe
from bot.sheets import result_book
from bot.sheets.ranking_picture import RankingLine, RankingPicture, pages
from bot.words.buttons import to
from bot.words.calendar import say_moment
from bot.words.quarter import name
from scoring.exact import UNLIMITED, show
from scoring.sentence import full_mark

HOME = Button(label="首页", route="home")
VERBS = {"announced": "公示", "published": "公布", "corrected": "更正"}
"""Kinds of editions and of proposals as people call them."""
ROW = tuple[Button, ...]
_TOP = 3
_CHANGES = 6


@dataclass(frozen=True, slots=True)
class Reach:
    """Who will be told: units with a liaison, and those nobody speaks for."""

    units: int
    unbound: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that waits: who made it, when, and whether it is the reader's own."""

    by: str
    at: datetime
    own: bool
    alone: bool
    """The reader is the only admin there is."""


def heading(edition: Edition) -> str:
    """2026年四季度考核结果."""
    return f"{name(*edition.quarter)}考核结果"


def points(table: Table, one: Result) -> str:
    """A total as the scheme shows it."""
    rules = table.scheme.ranking
    return show(one.total, rules.digits, rules.rounding)


def tally(table: Table, open_items: int) -> str:
    """县直单位 40 个：优秀 5，良好 20，合格 15；暂定 3 个，没审核 12 项."""
    counts = Counter(one.grade for one in table.results)
    grades = "，".join(f"{g.name} {counts[g.name]}" for g in table.scheme.grades if counts[g.name])
    provisional = sum(one.provisional for one in table.results)
    notes = [f"暂定 {provisional} 个"] if provisional else []
    notes += [f"没审核 {open_items} 项"] if open_items else []
    return f"{table.group} {len(table.results)} 个：{grades}" + (
        f"；{'，'.join(notes)}" if notes else ""
    )


def top(table: Table) -> str:
    """The first three, with everybody tied at the edge."""
    shown = [one for one in table.results if one.rank <= _TOP]
    said = "，".join(f"{one.rank}. {one.short} {points(table, one)} 分" for one in shown[:8])
    return f"　前三：{said}" + ("等" if len(shown) > 8 else "")


# -- before ------------------------------------------------------------------------------------


def dry_run(
    edition: Edition,
    open_items: Mapping[str, int],
    changes: Sequence[Change] | None,
    reach: Reach,
    appeal_until: datetime,
    now: datetime,
) -> list[str]:
    """What a release would do, before anything is done. ``changes`` None: the first edition."""
    lines = []
    for table in edition.tables:
        lines += [tally(table, open_items.get(table.group, 0)), top(table)]
    if changes is not None:
        lines += compared(changes)
    told = f"会发到管理群，并逐个通知 {reach.units} 个单位的联络员"
    if reach.unbound:
        some = "、".join(reach.unbound[:3]) + ("等" if len(reach.unbound) > 3 else "")
        told += f"；{some} {len(reach.unbound)} 个单位没有联络员，收不到"
    lines.append(f"{told}。")
    if edition.kind == "announced":
        lines.append(f"公示以后各单位可以申诉到 {say_moment(appeal_until, now)}。")
    else:
        lines.append("公布以后结果冻结成编号的版本，要改只能“更正”，旧版一直保留。")
    if edition.provisional:
        lines.append(f"⚠ {edition.provisional} 个单位的得分还是暂定的，没报的项目按 0 分计。")
    return lines


def compared(changes: Sequence[Change]) -> list[str]:
    """How the results differ from the edition before."""
    if not changes:
        return ["和上一版相比，结果没有变化。"]
    lines = [f"和上一版相比，{len(changes)} 个单位有变化："]
    lines += [change(one) for one in changes[:_CHANGES]]
    if len(changes) > _CHANGES:
        lines.append(f"　……另有 {len(changes) - _CHANGES} 个单位，见表格")
    return lines


def change(one: Change) -> str:
    """One unit's before and after."""
    unit = one.unit.short
    if one.before is None:
        return f"　{unit}：新列入，{_standing(one.after)}"
    if one.after is None:
        return f"　{unit}：不再列入，原 {_standing(one.before)}"
    if not one.comparable:
        return f"　{unit}：考核方案变了，两次不可比"
    if not one.moved:
        return f"　{unit}：总分不变，{'、'.join(one.rows)} 有变化"
    rows = f"（{'、'.join(one.rows)}）" if one.rows else ""
    return f"　{unit}：{_standing(one.before)} → {_standing(one.after)}{rows}"


def _standing(one: Result | None) -> str:
    return f"{show(one.total)} 分第 {one.rank} 名 {one.grade}" if one else ""


def ask(
    edition: Edition, quarter_id: int, lines: Sequence[str], waiting: Waiting | None, now: datetime
) -> Message:
    """The dry run with what can be done next."""
    verb, base = VERBS[edition.kind], f"release/{quarter_id}/{edition.kind}"
    trial = to("看完整的表", "trial", quarter_id)
    rows: tuple[ROW, ...]
    if waiting is None:
        rows = ((to(f"提议{verb}", base, "propose", edition.mark),), (trial, HOME))
        tail = f"{verb}要两位管理员：一位提议，另一位确认。"
    elif waiting.own and waiting.alone:
        rows = (
            (to(f"由我再次确认{verb}", base, "alone", edition.mark),),
            (to("撤回提议", f"release/no/{quarter_id}"), trial, HOME),
        )
        tail = "现在只有您一位管理员，没有第二个人可以确认。由您再确认一次也可以，会照实记下。"
    elif waiting.own:
        rows = ((to("撤回提议", f"release/no/{quarter_id}"), trial, HOME),)
        tail = f"您已在 {say_moment(waiting.at, now)} 提议，等另一位管理员确认。"
    else:
        rows = (
            (to(f"确认{verb}", base, "yes", edition.mark),),
            (to("不同意", f"release/no/{quarter_id}"), trial, HOME),
        )
        tail = f"{waiting.by}在 {say_moment(waiting.at, now)} 提议{verb}，等您确认。"
    return Message(
        title=f"{heading(edition)} {verb}（第 {edition.version} 版，还没有发出）",
        text="\n".join([*lines, tail]),
        buttons=rows,
    )


def proposed(edition: Edition, quarter_id: int, by: str, lines: Sequence[str]) -> Message:
    """To the office: somebody proposes, another is to confirm."""
    verb, base = VERBS[edition.kind], f"release/{quarter_id}/{edition.kind}"
    return Message(
        title=f"{by}提议{verb}{heading(edition)}",
        text="\n".join([*lines, "请另一位管理员核对后确认；确认以前什么都不会发出。"]),
        buttons=(
            (
                to(f"确认{verb}", base, "yes", edition.mark),
                to("不同意", f"release/no/{quarter_id}"),
            ),
            (to("看完整的表", "trial", quarter_id),),
        ),
    )


def proposal_told(edition: Edition, quarter_id: int, *, alone: bool) -> Message:
    """To who proposed, where the office reads elsewhere."""
    verb, base = VERBS[edition.kind], f"release/{quarter_id}/{edition.kind}"
    if alone:
        return Message(
            text="提议记下了。现在只有您一位管理员，没有第二个人可以确认。\n"
            f"请再核对一遍，然后由您再次确认{verb}；会照实记下是同一人确认。",
            buttons=(
                (to(f"由我再次确认{verb}", base, "alone", edition.mark),),
                (to("撤回提议", f"release/no/{quarter_id}"), HOME),
            ),
        )
    return Message(
        text=f"提议已发到管理群，等另一位管理员确认{verb}。确认以前什么都不会发出。",
        buttons=((to("撤回提议", f"release/no/{quarter_id}"), HOME),),
    )


def needs_another(verb: str) -> str:
    """To who proposed and presses confirm as well."""
    return f"{verb}要由另一位管理员确认，提议的人不能自己确认。"


def overtaken(verb: str) -> str:
    """The figures changed between look and press."""
    return f"提议以后数据有了变化，原来的提议作废，没有{verb}。请看过现在的结果再提议。"


def nothing_waits() -> str:
    """No proposal is there to confirm or decline."""
    return "现在没有等待确认的提议，可能已经确认、撤回或者作废了。"


def another_waits(verb: str, by: str) -> str:
    """A proposal of another kind waits for this quarter."""
    return f"{by}提议的{verb}还没有确认，先处理它。"


def declined(verb: str, by: str, *, own: bool) -> str:
    """A proposal was ended without a release."""
    return (
        f"{by}撤回了{verb}的提议，什么都没有发出。"
        if own
        else (f"{by}不同意{verb}，提议作废，什么都没有发出。")
    )


def not_yet(quarter: str, state: str, kind: Kind) -> str:
    """The quarter is in another state."""
    if kind == "published":
        return f"{quarter}现在是“{state}”。要先公示，申诉期过了才能公布。"
    return f"{quarter}现在是“{state}”，填报截止、进入审核以后才能公示。"


def over(quarter: str, kind: Kind) -> str:
    """Released already."""
    if kind == "published":
        return f"{quarter}已经公布了。要改请用“更正”，例如：更正 教育局 三.4。"
    return f"{quarter}已经公布，不用再公示。"


def unchanged_since() -> str:
    """A second announcement that would say the same."""
    return "已经公示，从那以后结果没有变化，不用再公示。申诉期过了可以公布。"


def appeals_open(count: int) -> str:
    """Publication waits for answers."""
    return f"还有 {count} 件申诉没有答复，答复以后才能公布。"


def window_open(until: datetime, now: datetime) -> str:
    """Publication waits for the end of the window."""
    return f"申诉期到 {say_moment(until, now)} 为止，过了才能公布。"


def no_quarter() -> str:
    """Nothing was ever opened."""
    return "还没有可以公布的季度。"


# -- after -------------------------------------------------------------------------------------


def released_table(
    edition: Edition, table: Table, movement: Mapping[int, int], now: datetime
) -> Message:
    """To the office: one table, as picture and text."""
    verb = VERBS[edition.kind]
    return Message(
        title=f"{heading(edition)}{verb}　{table.group}",
        text=f"{tally(table, 0)}\n{top(table).strip()}",
        detail="\n".join(_line(table, one) for one in table.results),
        detail_label="全部名次",
        files=_pictures(edition, table, movement, now),
    )


def _line(table: Table, one: Result) -> str:
    klass = f"{one.classification} " if table.scheme.ranking.per_class else ""
    mark = "，暂定" if one.provisional else ""
    return f"{klass}{one.rank}. {one.short} {points(table, one)} 分（{one.grade}{mark}）"


def _pictures(
    edition: Edition, table: Table, movement: Mapping[int, int], now: datetime
) -> tuple[File, ...]:
    title = f"{name(*edition.quarter)} {table.group}排名"
    best = max([1.0, *(float(one.total) for one in table.results)])
    drawing = RankingPicture(
        title=title,
        subtitle=f"{VERBS[edition.kind]}第 {edition.version} 版，{say_moment(now)}",
        note=full_mark(table.scheme)
        + ("；暂定：还有未报的项目。" if any(one.provisional for one in table.results) else "。"),
        lines=tuple(
            RankingLine(
                rank=one.rank,
                name=one.name,
                points_text=points(table, one),
                points=float(one.total),
                grade=one.grade,
                provisional=one.provisional,
                movement=movement.get(one.unit),
            )
            for one in table.results
        ),
        full=float(table.scheme.full) if table.scheme.full != UNLIMITED else best,
    )
    parts = pages(drawing)
    return tuple(
        File(
            label=f"{title}{f'（{number}）' if len(parts) > 1 else ''}.png",
            recipe=Recipe(name="ranking", data=asdict(part)),
            picture=True,
        )
        for number, part in enumerate(parts, 1)
    )


def book(edition: Edition) -> File:
    """The edition as a workbook."""
    title = f"{heading(edition)}（{VERBS[edition.kind]}第 {edition.version} 版）"
    data = result_book.recipe_data(title, edition)
    return File(label=f"{title}.xlsx", recipe=Recipe(name="results", data=data))


def released(
    edition: Edition, quarter_id: int, lines: Sequence[str], told: int, *, reason: str = ""
) -> Message:
    """To the office, last: the edition's number and hash, the workbook, what comes next."""
    verb = VERBS[edition.kind]
    why = [f"更正的原因：{reason}"] if reason else []
    text = [*why, *lines, f"已通知 {told} 个单位。版本哈希 {edition.hash[:16]}，完整的在表格里。"]
    row: ROW = (to("版本", "editions", quarter_id),)
    if edition.kind == "published":
        row = (to("出通报", "circular", quarter_id), *row)
    return Message(
        title=f"{heading(edition)}已{verb}（第 {edition.version} 版）",
        text="\n".join(text),
        files=(book(edition),),
        buttons=(row, (to("看申诉", "appeals", quarter_id), HOME)),
    )


def superseded(
    edition: Edition, quarter_id: int, changes: Sequence[Change], told: int, why: str
) -> Message:
    """To the office: a new edition in place of the last one, with its difference."""
    verb = VERBS[edition.kind]
    lines = [
        why,
        *compared(changes),
        f"已通知 {told} 个有变化的单位。版本哈希 {edition.hash[:16]}。",
    ]
    return Message(
        title=f"{heading(edition)}{verb}第 {edition.version} 版（替代第 {edition.version - 1} 版）",
        text="\n".join(lines),
        files=(book(edition),),
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
    change_line: str = "",
) -> Message:
    """To a unit's liaisons: the own result with its reasons, and nobody else's."""
    verb = VERBS[edition.kind]
    result = f"{points(table, one)} 分（{full_mark(table.scheme)}），{one.grade}"
    lines = [f"{result}，{place(table, one)}。"]
    lines += [change_line] if change_line else []
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
    """县直单位 40 个单位中第 12 名; within its class, where classes are ranked apart."""
    of = [
        other
        for other in table.results
        if not table.scheme.ranking.per_class or other.classification == one.classification
    ]
    same = sum(other.rank == one.rank for other in of) - 1
    tie = f"（与另外 {same} 个单位并列）" if same else ""
    return f"{table.group} {len(of)} 个单位中第 {one.rank} 名{tie}"


def own_place(edition: Edition, quarter_id: int, table: Table, one: Result) -> Message:
    """To a liaison who asks: the own unit's place in the newest edition, and nobody else's."""
    state = "公示中，公布以前可能因申诉变动" if edition.kind == "announced" else "已公布"
    return Message(
        title=f"{name(*edition.quarter)} {one.name}",
        text=f"{place(table, one)}，{points(table, one)} 分，{one.grade}。\n"
        f"（{state}，第 {edition.version} 版）",
        buttons=((to("看得分和理由", "score", quarter_id, one.unit),), (HOME,)),
    )


def lost_row(row: str, now_points: str, reason: str) -> str:
    """One row below its points."""
    return f"　{row} {now_points}：{reason}"


def moved_line(one: Change) -> str:
    """What became of the unit itself since the edition before."""
    if one.before is None:
        return ""
    if not one.comparable:
        return "考核方案变了，和上一版不可比。"
    return f"上一版：{_standing(one.before)}。"
