"""Sentences of 申诉, to the unit and to the office, and of a figure that is decided anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, File, Message
from bot.corridor.paging import ROW, Leaf
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

LEAST, MOST = 10, 1000
"""How long the text of an appeal may be."""
STATES_OF_APPEAL = {"open": "等答复", "upheld": "维持", "changed": "改判"}
KEEP_REASONS = (
    "材料不能证明所报的数",
    "按评分标准不能计分",
    "数据以提供部门的统计为准",
    "截止前没有填，公示期不补报",
)
"""The usual reasons to keep a result, as buttons."""


# -- the unit ----------------------------------------------------------------------------------


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


# -- the office --------------------------------------------------------------------------------


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


def reported_elsewhere(row: Row) -> str:
    """A row counts by figures of others: it is there that they can be put right."""
    homes = "、".join(dict.fromkeys(home for _, home in row.shared))
    return (
        f"{row.id} 用的是 {homes} 报的数，没有自己的数。对这个数有异议，请对 {homes} 申诉；"
        f"{homes} 改判以后，{row.id} 跟着变。"
    )


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


# -- figures decided anew ------------------------------------------------------------------------


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
