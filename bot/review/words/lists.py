"""Sentences of the review's lists: first page, units, rows, one unit, history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf, side_by_side
from bot.review.words import supplied
from bot.speech.calendar import days_left, say_moment
from bot.speech.periodic import per
from bot.speech.quarters import STATES

ACTIONS: Final = {
    "review.accept": "通过",
    "review.cut": "核减",
    "review.return": "退回补正",
    "review.end": "结束补正",
    "review.doubt": "存疑",
    "review.reopen": "重新审核",
    "review.no-doubt": "说不是疑点",
    "review.doubt-again": "撤回“不是疑点”",
    "review.opinion": "双审，独立意见",
    "review.differ": "双审，两人意见不一样",
    "review.remark": "讨论",
    "review.second": "双审结束",
    "row.resubmit": "补正提交",
}
"""What is done to an item, as its history names it."""
PAPERS: Final = {"evidence.add": "交材料 ", "evidence.remove": "删材料 "}
NOBODY: Final = "系统"
"""Who did what happened by itself."""
BACK = Button(label="审核首页", route="review")


@dataclass(frozen=True, slots=True)
class Counts:
    """A quarter's review in numbers."""

    waiting: int
    """What this reviewer may take."""
    units: int
    doubtful: int
    mine: int
    """Kept for this reviewer: asked by a colleague, or supplemented after an own return."""
    others: int
    """Waiting, but for somebody else."""
    decided: int
    returned: int
    early: int
    """Forms handed in that may still be taken back."""
    missing: int
    """Forms not handed in."""
    far: int = 0
    """Figures of other bodies far from what was before."""
    twice: int = 0
    """Items that two mark, one of whom has."""
    differing: int = 0
    """Of those that may be taken: two have marked them, not alike."""
    clean: int = 0
    """Of those that may be taken: without a doubt, every paper read."""
    unread: int = 0
    """Of those that may be taken: they show no doubt, but papers of theirs wait to be read."""
    aside: int = 0
    """Set aside by this reviewer."""
    uncounted: tuple[str, ...] = ()
    """Forms handed in whose figures cannot be assessed, by unit and number."""


def none() -> Message:
    """No quarter to review."""
    return Message(text=per("现在没有可以审核的季度。"), buttons=((HOME,),))


def menu(
    quarter_id: int,
    quarter: str,
    state: str,
    counts: Counts,
    until: datetime,
    now: datetime,
    others: Sequence[tuple[int, str]],
    may_close: bool,
    remit: str,
) -> Message:
    """Where the review stands, and the ways through it."""
    lines = ([f"您审：{remit}。"] if remit else []) + _standing(counts)
    if counts.far:
        lines.append(supplied.counted(counts.far))
    if state == "review":
        lines.append(f"审核截止 {say_moment(until, now)}，{days_left(until, now)}。")
    rows: list[tuple[Button, ...]] = []
    if counts.waiting:
        lead = "先看转给我的" if counts.mine else "开始审核"
        rows.append((Button(label=lead, route=f"review/next/{quarter_id}/all"),))
    if counts.waiting or counts.decided or counts.returned:
        rows.append(
            (
                Button(label="按单位审", route=f"review/units/{quarter_id}/1"),
                Button(label="按指标审", route=f"review/rows/{quarter_id}/1"),
            )
        )
    if many := _of_many(quarter_id, counts):
        rows.append(many)
    if counts.far:
        label = supplied.button(counts.far)
        rows.append((Button(label=label, route=f"review/supplied/{quarter_id}/1"),))
    if counts.twice:
        rows.append(
            (Button(label=f"双审 {counts.twice} 项", route=f"review/seconds/{quarter_id}"),)
        )
    rows += [(Button(label=f"看{name}", route=f"review/{one}"),) for one, name in others]
    rows.append((Button(label="进度", route=f"progress/{quarter_id}"), HOME))
    if may_close and state == "open":
        # Last: nobody closes a quarter who only wanted to look.
        rows.append((Button(label="截止填报", route=f"close/{quarter_id}"),))
    return Message(
        title=f"{quarter} 审核（{STATES.get(state, state)}）",
        text="\n".join(lines),
        buttons=tuple(rows),
    )


def _of_many(quarter_id: int, counts: Counts) -> tuple[Button, ...]:
    """What may be looked at together."""
    found = []
    if counts.clean > 1:
        found.append(to(f"没疑点的 {counts.clean} 项一起看", "review", "clean", quarter_id, "all"))
    elif counts.unread > 1:
        found.append(
            to(unread_label(counts.unread), "review", "clean", "unread", quarter_id, "all")
        )
    if counts.aside:
        found.append(to(aside_label(counts.aside), "review", "asides", quarter_id))
    return tuple(found)


def _within(counts: Counts) -> list[str]:
    """What is particular in what waits."""
    lines = []
    if counts.differing:
        lines.append(f"其中双审意见不一样、请您定的 {counts.differing} 项。")
    if counts.doubtful:
        lines.append(f"其中有疑点 {counts.doubtful} 项。")
    if counts.unread:
        lines.append(f"另有 {counts.unread} 项还没看出疑点，但材料没读完。")
    return lines


def _standing(counts: Counts) -> list[str]:
    lines = []
    if counts.waiting:
        lines.append(f"待审 {counts.waiting} 项（{counts.units} 个单位），有疑点的先审。")
        lines += _within(counts)
    else:
        lines.append("没有等您审的项目。")
    if counts.mine:
        lines.append(f"转给您的和补正后等您复核的 {counts.mine} 项。")
    if counts.others:
        lines.append(f"该由别的审核员审的 {counts.others} 项。")
    done = [f"已审 {counts.decided} 项"] if counts.decided else []
    done += [f"退回待补正 {counts.returned} 项"] if counts.returned else []
    if done:
        lines.append("，".join(done) + "。")
    if counts.early:
        lines.append(f"{counts.early} 个单位已提交，截止以前还可以撤回，截止后再审。")
    if counts.missing:
        lines.append(f"{counts.missing} 个单位没有提交。")
    if counts.uncounted:
        lines.append(
            f"没有列入：{'、'.join(counts.uncounted)}，填报数据有问题，算不出得分，"
            "请把编号告诉系统管理人员。"
        )
    return lines


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the list: what waits and what was decided."""

    unit: int
    short: str
    waiting: int
    doubtful: int
    decided: int
    returned: int
    why_not: str = ""
    """Why it is not to be reviewed now, in two or three words."""


def units(quarter_id: int, quarter: str, leaf: Leaf[UnitLine]) -> Message:
    """Units, those with most left first."""
    lines = [_unit(number, one) for number, one in enumerate(leaf.items, leaf.first)]
    buttons = [
        Button(label=one.short[:40], route=f"review/unit/{quarter_id}/{one.unit}/1")
        for one in leaf.items
    ]
    return Message(
        title=f"{quarter} 按单位审{leaf.mark}",
        text="\n".join(lines) or "没有单位。",
        buttons=(
            *side_by_side(buttons, 3),
            *leaf.turning(lambda n: f"review/units/{quarter_id}/{n}"),
            (BACK, HOME),
        ),
        replace=True,
    )


def _unit(number: int, one: UnitLine) -> str:
    if one.why_not:
        return f"{number}. {one.short}，{one.why_not}"
    said = f"待审 {one.waiting} 项" if one.waiting else "审完了"
    if one.doubtful:
        said += f"（有疑点 {one.doubtful}）"
    if one.decided:
        said += f"，已审 {one.decided}"
    if one.returned:
        said += f"，退回 {one.returned}"
    return f"{number}. {one.short}，{said}"


def rows(quarter_id: int, quarter: str, leaf: Leaf[tuple[str, str, int]]) -> Message:
    """Rows of the tables with what waits under each: (scope, name, count)."""
    buttons = [
        (Button(label=f"{name}（{count}）"[:40], route=f"review/next/{quarter_id}/{scope}"),)
        for scope, name, count in leaf.items
    ]
    text = "点一项指标，把各单位的连着审。" if leaf.items else "没有等您审的项目。"
    return Message(
        title=f"{quarter} 按指标审{leaf.mark}",
        text=text,
        buttons=(
            *buttons,
            *leaf.turning(lambda n: f"review/rows/{quarter_id}/{n}"),
            (BACK, HOME),
        ),
        replace=True,
    )


def unit(
    quarter_id: int,
    quarter: str,
    unit_id: int,
    short: str,
    leaf: Leaf[tuple[str, str]],
    waiting: int,
    together: tuple[int, ...],
    first: str,
) -> Message:
    """One unit's rows with their state: (row id, line).

    ``together``: how many show no doubt, with every paper read, and with papers that wait for it.
    """
    clean, unread = together
    see = [
        Button(label=f"看 {row}", route=f"review/see/{quarter_id}/{unit_id}/{row}")
        for row, _ in leaf.items
    ]
    go = []
    if waiting:
        go.append(
            Button(label=f"逐项审 {waiting} 项", route=f"review/next/{quarter_id}/u{unit_id}")
        )
    if clean:
        go.append(
            Button(label=f"通过没疑点的 {clean} 项", route=f"review/clean/{quarter_id}/{unit_id}")
        )
    elif unread:
        go.append(
            Button(label=unread_label(unread), route=f"review/clean/unread/{quarter_id}/{unit_id}")
        )
    lines = [first] if first else []
    lines += [line for _, line in leaf.items] or ["没有要审的项目。"]
    return Message(
        title=f"审核 {short} {quarter}{leaf.mark}",
        text="\n".join(lines),
        buttons=(
            *(((tuple(go)),) if go else ()),
            *side_by_side(see, 4),
            *leaf.turning(lambda n: f"review/unit/{quarter_id}/{unit_id}/{n}"),
            (Button(label="按单位审", route=f"review/units/{quarter_id}/1"), BACK),
        ),
        replace=True,
    )


def papers_unread() -> str:
    """An item with papers that the machine has not read, or not wholly."""
    return "材料没读完"


def marked_once() -> str:
    """An item this reviewer has marked; another does, too."""
    return "您已审，等双审"


def somebody_elses() -> str:
    """A row that is a colleague's by the division of work."""
    return "分给同事"


def unit_row(name: str, state: str, points: str) -> str:
    """A row in a unit's list."""
    return f"{state} {name}　{points}"


def unread_label(count: int) -> str:
    """The way to what shows no doubt only because it was not read."""
    return f"看没读完的 {count} 项"


def aside_label(count: int) -> str:
    """The way to what this reviewer has set aside."""
    return f"我放着的 {count} 项"


def history(
    name: str, short: str, leaf: Leaf[str], back: Button, turning: tuple[tuple[Button, ...], ...]
) -> Message:
    """What happened to an item, newest first."""
    return Message(
        title=f"{short} {name} 的历史{leaf.mark}",
        text="\n".join(leaf.items) or "还没有记录。",
        buttons=(*turning, (back, BACK)),
        replace=True,
    )


def claim_change(who: str, at: datetime, now: datetime, name: str, old: str, new: str) -> str:
    """A figure changed."""
    return f"{say_moment(at, now)} {who} {name}：{old} → {new}"


def happened(who: str, at: datetime, now: datetime, what: str, why: str) -> str:
    """A decision, a supplement, a doubt."""
    because = f"：{why}" if why else ""
    return f"{say_moment(at, now)} {who} {what}{because}"


def more_title(short: str, name: str) -> str:
    """Head of further evidence."""
    return f"{short} {name} 材料"


def before_title(short: str, name: str) -> str:
    """Head of last quarter's evidence."""
    return f"{short} {name} {per('上季度')}材料"


def read_only(short: str, name: str) -> str:
    """Head of an item that is decided."""
    return f"{short} {name}"


def ask_reopen() -> str:
    """Why a decision is taken up again."""
    return "为什么重新审核？点一个，或直接发原因。原来的意见会留在历史里。"


def reopened(short: str, row: str) -> str:
    """A decision stands no longer."""
    return f"✓ {short} {row} 已重新打开。"


def closed_for_good(state: str) -> str:
    """After publication."""
    return f"{per('这个季度')}{STATES.get(state, '已经结束')}，审核意见不能再改，更正请走申诉。"
