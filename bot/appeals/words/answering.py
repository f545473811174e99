"""Sentences of 申诉 to the office: who answers it, what it says, 维持 and 改判."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.appeals.words.appeal import STATES_OF_APPEAL
from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, File, Message
from bot.corridor.paging import ROW
from bot.editions.edition import Change
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.release.words.release import compared
from bot.review.words.anew import alone, points_of
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.speech.quarters import STATES
from scoring.exact import show
from scoring.scheme import Row
from scoring.sharing import joined_row
from scoring.shown import digits_apart
from scoring.year import counts_yearly
from storage.database import moment
from storage.queries.editions import Appeal

KEEP_REASONS = (
    "材料不能证明所报的数",
    "按评分标准不能计分",
    "数据以提供部门的统计为准",
    "截止前没有填，公示期不补报",
)
"""The usual reasons to keep a result, as buttons."""


def decided_before(others: Sequence[str]) -> str:
    """To who decided on the row: somebody else answers; ``others``: who could."""
    lead = "这一项您审过，申诉要由没有审过它的人答复。"
    if others:
        return f"{lead}可以由{'、'.join(others)}答复。"
    return f"{lead}现在没有别的人可以答复，请管理员再邀请一位审核员。"


def still(form: UnitForm, row: Row) -> str:
    """What an appeal that is not followed leaves."""
    return f"仍是 {figures.points(form.result(row.id).points, row.points)}。"


def listed(
    quarter: str, quarter_id: int, lines: Sequence[str], waiting: Sequence[Button]
) -> Message:
    """Every appeal of a quarter, and a button to each that waits."""
    text = "\n".join(lines) if lines else "没有申诉。"
    rows = tuple((one,) for one in waiting)
    return Message(
        title=f"{quarter} 申诉",
        text=text,
        buttons=(*rows, (to("试算", "trial", quarter_id), HOME)),
    )


def line(one: Appeal, unit: str) -> str:
    """One appeal in the list."""
    answer = f"：{figures.short(one.answer, 40)}" if one.answer else ""
    return f"第 {one.id} 号 {unit} {one.row}　{STATES_OF_APPEAL[one.state]}{answer}"


def seen(
    form: UnitForm,
    row: Row,
    one: Appeal,
    by: str,
    said: Sequence[str],
    files: Sequence[File],
    now: datetime,
    *,
    may_answer: bool,
) -> Message:
    """One appeal with what it is about."""
    lines = [f"{by}在 {say_moment(moment(one.at), now)} 提出：", one.text, *said]
    if one.state != "open":
        lines.append(f"答复：{STATES_OF_APPEAL[one.state]}。{one.answer}")
    attached = f"附的材料 {len(files)} 份：{'、'.join(one.label for one in files)}"
    lines.insert(2, attached if files else "没有附材料。")
    answer: ROW = (to("维持", "appeals/keep", one.id), to("改判", "appeals/change", one.id))
    proof = to("看填报的材料", "proof/list", form.quarter.id, form.unit.id, row.id)
    rows = ((answer,) if may_answer else ()) + (
        (proof, to("全部申诉", "appeals", form.quarter.id)),
    )
    return Message(
        title=f"申诉第 {one.id} 号　{form.unit.short} {figures.row_title(row)}",
        text="\n".join(lines),
        detail=f"{row.text or row.content}",
        detail_label="原文",
        files=tuple(files),
        buttons=(*rows, (HOME,)),
    )


def state_line(form: UnitForm, row: Row, reason: str) -> list[str]:
    """What the row brings now, by which figures and why."""
    found = figures.points(form.result(row.id).points, row.points)
    whole = joined_row(row)
    said = figures.answers(whole, lambda one: (form.figure(row, one) or (None,))[0])
    own = figures.answers(whole, lambda one: form.claimed(row.id, one.name))
    reported = own != said and any(form.claimed(row.id, one.name) is not None for one in row.inputs)
    lines = [f"单位自报：{own}"] if reported else []
    lines.append(f"现在：{said}，得 {found}")
    return [*lines, f"审核意见：{reason}"] if reason else lines


def own_appeal() -> str:
    """Nobody answers the own appeal, whatever else the person has become since."""
    return "这件申诉是您提的，由别人答复。"


def answered_already(one: Appeal, by: str) -> str:
    """Somebody was faster."""
    return f"这件申诉{by}已经答复：{STATES_OF_APPEAL[one.state]}。{one.answer}"


def no_such_appeal() -> str:
    """A route that leads to nothing."""
    return "没有找到这件申诉。"


def not_now(state: str) -> str:
    """Answering is for the time between 公示 and 公布."""
    return f"{per('这个季度')}现在是“{STATES.get(state, state)}”，申诉只在公示期间答复。"


def ask_keep(one: Appeal) -> Message:
    """Why it is kept."""
    rows = tuple((to(said, "appeals/keep", one.id, n),) for n, said in enumerate(KEEP_REASONS))
    return Message(
        title=f"申诉第 {one.id} 号：维持",
        text="为什么维持？点一个，或者直接发理由（单位会看到）。",
        buttons=(*rows, (to("返回", "appeals/see", one.id), HOME)),
        placeholder="请输入理由",
    )


def confirm_keep(one: Appeal, form: UnitForm, row: Row, reason: str) -> Message:
    """A reason that was typed or said, before the unit is told."""
    return Message(
        title=f"申诉第 {one.id} 号：维持，还没有答复",
        text=f"{form.unit.short} {row.id} {row.name}，维持原来的核定。\n理由：{reason}\n"
        "点一下才答复，单位会看到理由；要换理由，直接发。",
        buttons=(
            (to("维持，就这样答复", "appeals/keep", one.id, 99),),
            (to("返回", "appeals/see", one.id), HOME),
        ),
        placeholder="要换理由，请直接输入",
    )


def needs_second_admin() -> str:
    """改判 without a second admin."""
    return (
        "改判会动全表的结果，要另一位管理员确认，现在没有第二位管理员。"
        "请先邀请一位；单位小、确实没有的，可以由维护人员在 config.toml 里关掉 "
        "office.appeal_second_admin。"
    )


def proposed(
    one: Appeal,
    form: UnitForm,
    row: Row,
    after: UnitForm,
    reason: str,
    changes: Sequence[Change],
    mark: str,
    by: str,
) -> Message:
    """To the admins: somebody proposes another answer, with all it moves."""
    before_, after_ = points_of(form, row), points_of(after, row)
    lines = [f"{figures.row_title(row)}：{before_} → {after_}{alone(form, row)}", f"理由：{reason}"]
    lines += compared(changes) if changes else ["名次和总分都不变。"]
    quarter = form.quarter.id
    return Message(
        title=f"{by}提议改判申诉第 {one.id} 号（{form.unit.short}）",
        text="\n".join([*lines, "请另一位管理员核对后确认；确认以前什么都不会变。"]),
        buttons=(
            (
                to("确认改判", "appeals/confirm", quarter, mark),
                to("不同意", "release/no", quarter),
            ),
            (to("看这件申诉", "appeals/see", one.id), HOME),
        ),
    )


def proposal_told(quarter_id: int) -> Message:
    """To who proposed."""
    return Message(
        text="提议已发给管理员，等另一位管理员确认改判。确认以前什么都不会变。",
        buttons=((to("看提议", "appeals/second", quarter_id), HOME),),
    )


def not_yours_to_withdraw() -> str:
    """Another's proposal."""
    return "这个提议不是您提的，不能撤回。"


def answered(one: Appeal, unit: str, told: bool, left: int, quarter_id: int) -> Message:
    """To who answered."""
    reach = f"已通知{unit}。" if told else f"{unit}没有联络员，没有通知到。"
    more = f"还有 {left} 件等答复。" if left else "申诉都答复了。"
    return Message(
        text=f"申诉第 {one.id} 号：{STATES_OF_APPEAL[one.state]}。{reach}{more}",
        buttons=((to("下一件" if left else "看申诉", "appeals", quarter_id), HOME),),
    )


def told_office_answer(one: Appeal, form: UnitForm, by: str) -> Message:
    """To the office's group, when it was answered in private."""
    return Message(
        text=f"{by}答复了申诉第 {one.id} 号（{form.unit.short} {one.row}）："
        f"{STATES_OF_APPEAL[one.state]}。{one.answer}",
        buttons=((to("看申诉", "appeals", form.quarter.id), HOME),),
    )


def preview(
    title: str,
    row: Row,
    before: UnitForm,
    after: UnitForm,
    reason: str,
    changes: Sequence[Change],
    buttons: tuple[ROW, ...],
) -> Message:
    """What would change, for every unit it moves, before it is done."""
    moved = f"{points_of(before, row)} → {points_of(after, row)}{alone(before, row)}"
    lines = [f"{figures.row_title(row)}：{moved}", f"理由：{reason}"]
    lines += compared(changes) if changes else ["名次和总分都不变。"]
    return Message(title=f"{title}：先看会变什么", text="\n".join(lines), buttons=buttons)


def total_line(before: UnitForm, after: UnitForm, row: Row) -> str:
    """The unit's own total, before and after."""
    if counts_yearly(before.scheme, row.id):
        return per("这一项只计入全年，本季度的总分不变。")
    old, new = before.assessment.total, after.assessment.total
    digits = digits_apart((old, new))
    return f"总分 {show(old, digits)} → {show(new, digits)}。"
