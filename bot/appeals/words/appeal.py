"""Sentences of 申诉 to the unit: which row, the draft, what became of it.

Not here: what the office reads (``answering``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import ROW, Leaf
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.speech.quarters import STATES
from scoring.scheme import Row
from storage.database import moment
from storage.queries.editions import Appeal

LEAST, MOST = 10, 1000
"""How long the text of an appeal may be."""
STATES_OF_APPEAL = {"open": "等答复", "upheld": "维持", "changed": "改判"}


def choose_row(form: UnitForm, leaf: Leaf[Row], known: Sequence[Appeal], now: datetime) -> Message:
    """Which row; what was appealed already stands above."""
    lines = [f"　{appeal_line(one)}" for one in known]
    lines = ["已经申诉过的：", *lines] if lines else []
    until = say_moment(moment(form.quarter.appeal_until), now)
    lines.append(f"对哪一项有异议？申诉期到 {until}。")
    at = (form.quarter.id, form.unit.id)
    rows = [(to(_row_label(form, row), "appeal", *at, row.id),) for row in leaf.items]
    turning: tuple[ROW, ...] = leaf.turning(lambda n: f"appeal/page/{at[0]}/{at[1]}/{n}")
    return Message(
        title=f"{form.unit.short} 申诉{leaf.mark}",
        text="\n".join(lines),
        buttons=(*rows, *turning, (to("看扣分原因", "why", *at), HOME)),
        replace=leaf.page > 1,
    )


def appeal_line(one: Appeal) -> str:
    """第 2 号 四.1：维持。理由：…"""
    if one.state == "open":
        return f"第 {one.id} 号 {one.row}：等答复"
    return f"第 {one.id} 号 {one.row}：{STATES_OF_APPEAL[one.state]}。理由：{one.answer}"


def _row_label(form: UnitForm, row: Row) -> str:
    found = figures.points(form.result(row.id).points, row.points)
    return figures.short(f"{row.id} {row.name}", 22) + f"　{found}"


def ask_text(form: UnitForm, row: Row, reason: str) -> Message:
    """Why the unit objects."""
    at = (form.quarter.id, form.unit.id)
    said = f"审核意见：{reason}\n" if reason else ""
    found = figures.points(form.result(row.id).points, row.points)
    return Message(
        title=f"申诉 {figures.row_title(row)}",
        text=f"现在得 {found}。\n{said}请写明为什么有异议、依据是什么（{LEAST} 到 {MOST} 个字），"
        "也可以把材料一起发来。",
        buttons=(
            (to("看这一项怎么算的", "why", *at, row.id),),
            (to("换一项", "appeal", *at), HOME),
        ),
        placeholder="请写申诉理由",
    )


def text_length(count: int) -> str:
    """Too short or too long."""
    if count < LEAST:
        return f"写得太短了（{count} 个字），请写明理由和依据，至少 {LEAST} 个字。"
    return f"写得太长了（{count} 个字），最多 {MOST} 个字，详细内容可以作为材料发来。"


def ready(form: UnitForm, row: Row, text: str, labels: Sequence[str], trouble: str) -> Message:
    """What will be handed in."""
    at = (form.quarter.id, form.unit.id, row.id)
    lines = [trouble] if trouble else []
    lines.append(f"理由：{text}" if text else "还没有写理由，请发文字。")
    lines.append(f"材料 {len(labels)} 份：{'、'.join(labels)}" if labels else "没有附材料。")
    if text:
        lines.append("还有材料、还有要补充的话，请直接发来。提交以后不能再改。")
    send = ((to("提交申诉", "appeal/send", *at),),) if text else ()
    return Message(
        title=f"申诉 {figures.row_title(row)}（还没有提交）",
        text="\n".join(lines),
        buttons=(*send, (to("不申诉了", "appeal", form.quarter.id, form.unit.id), HOME)),
        placeholder="请写申诉理由",
    )


def came_beside(trouble: str, labels: Sequence[str]) -> str:
    """Above two texts of which one is to be chosen: what became of files that came meanwhile."""
    kept = f"收到了，附的材料现在有 {len(labels)} 份：{'、'.join(labels)}。" if labels else ""
    return "\n".join(filter(None, (trouble, kept)))


def sent(number: int, row: Row, files: int) -> Message:
    """The appeal is in."""
    with_files = f"，材料 {files} 份" if files else ""
    return Message(
        text=f"申诉第 {number} 号已收到：{figures.row_title(row)}{with_files}。\n"
        "信用办答复以后会马上通知您。",
        buttons=((HOME,),),
    )


def told_colleagues(form: UnitForm, row: Row, by: str, number: int) -> Message:
    """To the unit's other liaisons."""
    return Message(
        text=f"{by}代表{form.unit.short}对 {figures.row_title(row)} 提出了申诉（第 {number} 号）。",
        buttons=((HOME,),),
    )


def told_office(form: UnitForm, row: Row, number: int, text: str, papers: int) -> Message:
    """To the office's group: what is new, what it is about, what is attached, who answers."""
    now = figures.points(form.result(row.id).points, row.points)
    with_papers = f"附材料 {papers} 份" if papers else "没有附材料"
    return Message(
        title=f"收到申诉第 {number} 号　{form.unit.short} {figures.row_title(row)}",
        text=f"{figures.short(text, 120)}\n现在得 {now}，{with_papers}。"
        "由没有审过这一项的人答复，全部答复以后才能公布。",
        buttons=((to("去答复", "appeals/see", number),), (HOME,)),
    )


def nothing_to_appeal(state: str | None) -> str:
    """Outside the state in which appeals are taken."""
    if state is None:
        return "现在没有公示中的考核结果，不用申诉。"
    if state in ("published", "archived"):
        return "结果已经公布，申诉期已过。发现确有错误请联系县信用办更正。"
    return f"{per('这个季度')}现在是“{STATES.get(state, state)}”，公示以后才可以申诉。"


def with_own(known: Sequence[Appeal], trouble: str) -> str:
    """The unit's own appeals with what was answered, above why no new one is taken."""
    lines = ["申诉过的：", *(f"　{appeal_line(one)}" for one in known)] if known else []
    return "\n".join([*lines, trouble])


def not_handed_in(form: UnitForm, row: Row, text: str, labels: Sequence[str]) -> Message:
    """能不能撤回来再想想, while nothing is handed in."""
    lead = "还没有提交，不点“提交申诉”就不算申诉。慢慢想，写的先替您留着；不申诉了点“不申诉了”。"
    return ready(form, row, text, labels, lead)


def window_over(until: datetime, now: datetime) -> str:
    """After the last moment."""
    return f"申诉期已在 {say_moment(until, now)} 结束，不能再申诉。确有错误请联系县信用办。"


def appealed_already(one: Appeal) -> str:
    """One appeal per row."""
    if one.state == "open":
        return f"这一项已经申诉（第 {one.id} 号），正在等答复。"
    return f"这一项的申诉（第 {one.id} 号）已经答复：{STATES_OF_APPEAL[one.state]}。{one.answer}"


def draft_lost() -> str:
    """The text was not kept, because something else was done meanwhile."""
    return "刚才写的申诉没有保留下来，请重新写一次。"


def told_unit(form: UnitForm, row: Row, one: Appeal, lines: Sequence[str]) -> Message:
    """The answer, to the unit."""
    at = (form.quarter.id, form.unit.id)
    said = STATES_OF_APPEAL[one.state]
    return Message(
        title=f"申诉第 {one.id} 号的答复：{said}",
        text="\n".join([figures.row_title(row), f"理由：{one.answer}", *lines]),
        buttons=((to("看这一项怎么算的", "why", *at, row.id), to("得分", "score", *at)), (HOME,)),
    )


def reported_elsewhere(row: Row) -> str:
    """A row counts by figures of others: it is there that they can be put right."""
    homes = "、".join(dict.fromkeys(home for _, home in row.shared))
    return (
        f"{row.id} 用的是 {homes} 报的数，没有自己的数。对这个数有异议，请对 {homes} 申诉；"
        f"{homes} 改判以后，{row.id} 跟着变。"
    )
