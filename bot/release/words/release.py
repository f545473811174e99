"""Sentences of 公示 and 公布 before they happen: what a release will do and who confirms it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.editions.edition import Change, Edition, Kind, Result, Table
from bot.release import naming
from bot.speech.calendar import say_moment
from bot.speech.quarters import name
from scoring.exact import plain, show
from scoring.shown import figure_in
from storage.database import moment
from storage.queries.quarters import Quarter

VERBS = {"announced": "公示", "published": "公布", "corrected": "更正", "appeal": "改判"}
"""Kinds of editions and of proposals as people call them."""
ROW = tuple[Button, ...]
_MOST = 24
"""So many names are read in one line; more are counted, and all stand in the full table."""
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
    """A total as the table shows it: with as many decimals as rank and grade need."""
    return plain(figure_in(table.scheme, table.results, one))


def tally(table: Table) -> str:
    """县直单位 40 个：优秀 5，良好 20，合格 15；暂定 3 个，没审核 12 项，退回没补正 1 项."""
    counts = Counter(one.grade for one in table.results)
    grades = "，".join(f"{g.name} {counts[g.name]}" for g in table.scheme.grades if counts[g.name])
    provisional = sum(one.provisional for one in table.results)
    notes = [f"暂定 {provisional} 个"] if provisional else []
    for kind, said in (("unreviewed", "没审核"), ("returned", "退回没补正")):
        number = sum(len(one.open.get(kind, ())) for one in table.results)
        notes += [f"{said} {number} 项"] if number else []
    return f"{table.group} {len(table.results)} 个：{grades}" + (
        f"；{'，'.join(notes)}" if notes else ""
    )


def top(table: Table) -> str:
    """The first three (of each class), with everybody tied at the edge.

    Who handed in nothing is not held up, and it is said so.
    """
    shown = naming.shown_first(table)
    left_out = len(naming.first_three(table)) - len(shown)
    lines: dict[str, list[str]] = {}
    for one in shown[:_MOST]:
        klass = (one.classification or "未分类") if table.apart else ""
        line = f"{one.rank}. {one.short} {points(table, one)} 分"
        lines.setdefault(klass, []).append(line)
    said = "；".join(f"{klass} {'，'.join(own)}".strip() for klass, own in lines.items())
    said += f"等 {len(shown)} 个" if len(shown) > _MOST else ""
    if left_out:
        why = f"{left_out} 个没有提交或者没有得分，不列"
        said = f"{said}（另有 {why}）" if said else f"暂时没有（{why}）"
    return f"　前三：{said}"


# -- before ------------------------------------------------------------------------------------


def dry_run(
    edition: Edition,
    left: Sequence[str],
    changes: Sequence[Change] | None,
    reach: Reach,
    appeal_until: datetime,
    now: datetime,
) -> list[str]:
    """What a release would do, before anything is done. ``changes`` None: the first edition.

    ``left``: what of the quarter is still open.
    """
    lines = []
    for table in edition.tables:
        lines += [tally(table), top(table)]
    if changes is not None:
        lines += compared(changes, edition)
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
    return [*lines, *left]


def early(quarter: Quarter, days: int, until: datetime, now: datetime) -> list[str]:
    """That an announcement comes far before its day, and what moves up with it."""
    if not days:
        return []
    planned, appeals = moment(quarter.review_until), moment(quarter.appeal_until)
    moved = f"申诉截止跟着提前：{say_moment(appeals, now)} → {say_moment(until, now)}。"
    first = f"⚠ 比原定的 {say_moment(planned, now)} 早 {days} 天公示。"
    return [first + (moved if until < appeals else "")]


def ask_early(
    edition: Edition, quarter: Quarter, days: int, until: datetime, now: datetime
) -> Message:
    """Once more, before an announcement far before its day is proposed."""
    base = f"release/{quarter.id}/{edition.kind}"
    return Message(
        title=f"再确认一次：{heading(edition)} 提前公示",
        text="\n".join(
            [*early(quarter, days, until, now), "各单位的审核、补正时间随之结束。确实现在公示吗？"]
        ),
        buttons=(
            (to("确实提前公示", base, "propose", edition.mark, 1),),
            (to("等到原定的日子", f"unfinished/{quarter.id}"), HOME),
        ),
    )


def compared(changes: Sequence[Change], edition: Edition | None = None) -> list[str]:
    """How the results differ from the edition before: before the first 公布 that is a 公示."""
    first = edition is not None and (edition.kind, edition.version) == ("published", 1)
    than = "公示的最后一版" if first else "上一版"
    if not changes:
        return [f"和{than}相比，结果没有变化。"]
    lines = [f"和{than}相比，{len(changes)} 个单位有变化："]
    lines += [change(one) for one in changes[:_CHANGES]]
    if len(changes) > _CHANGES:
        lines.append(f"　……另有 {len(changes) - _CHANGES} 个单位，见表格")
    return lines


def change(one: Change) -> str:
    """One unit's before and after."""
    unit = one.unit.short
    if one.before is None:
        return f"　{unit}：新列入，{standing(one.after)}"
    if one.after is None:
        return f"　{unit}：不再列入，原 {standing(one.before)}"
    if not one.comparable:
        return f"　{unit}：考核方案变了，两次不可比"
    if not one.moved:
        return f"　{unit}：总分不变，{'、'.join(one.rows)} 有变化"
    rows = f"（{'、'.join(one.rows)}）" if one.rows else ""
    return f"　{unit}：{standing(one.before)} → {standing(one.after)}{rows}"


def standing(one: Result | None) -> str:
    """80 分第 2 名 良好; nothing for nobody."""
    return f"{show(one.total)} 分第 {one.rank} 名 {one.grade}" if one else ""


def ask(
    edition: Edition, quarter_id: int, lines: Sequence[str], waiting: Waiting | None, now: datetime
) -> Message:
    """The dry run with what can be done next."""
    verb, base = VERBS[edition.kind], f"release/{quarter_id}/{edition.kind}"
    trial = to("看完整的表", "trial", quarter_id)
    if edition.unfinished:
        trial = to("没办完的", "unfinished", quarter_id)
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


def agreed(verb: str, by: str) -> str:
    """To who proposed: another has confirmed it."""
    return f"您提议的{verb}，{by}已经确认，办好了。"


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


def nothing_announced() -> Message:
    """公示先撤下来, where nothing is announced."""
    return Message(
        text="现在没有在公示的结果，没有什么要撤的。公示要管理员提议、再确认才发，不点就不会发。",
        buttons=((HOME,),),
    )
