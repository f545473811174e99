"""The way through the rows: what is next, what is passed, what is owed, why not now.

Not here: the card of a row (``bot.filling.words.card``), the questions
(``bot.filling.words.answer``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.speech import quarters as quarter_words
from bot.speech.calendar import days_left, say_moment
from scoring.exact import show
from scoring.scheme import Row

PAGE = 8
"""Rows on one page of the list."""


# -- between rows ------------------------------------------------------------------------------


def welcome(form: UnitForm, now: datetime) -> list[str]:
    """Before the first row of a quarter."""
    until = say_moment(form.deadline, now)
    return [
        f"您要填 {len(form.own_rows)} 项{figures.not_to_fill(form.rows)}。",
        f"每答一题就存好，随时可以停，{until} 以前提交就行。",
    ]


def skipped(row: Row) -> str:
    """A row is left for later."""
    return f"先跳过 {row.id} {row.name}，以后再填（没填的不得分）。"


def first_already() -> str:
    """There is no row before this one."""
    return "已经是第一项了。"


def last_already() -> str:
    """There is no row behind this one."""
    return "后面没有别的指标了。"


def about(form: UnitForm, row: Row, lead: Sequence[str]) -> list[str]:
    """What was said about a row, when another row's title will stand above it."""
    name = figures.called(form.scheme, row)
    return [f"{name}，{line}" if place == 0 else line for place, line in enumerate(lead)]


def papers_later() -> str:
    """The answer stands; what proves it may come at once or in the end."""
    return "佐证材料最后一起传就行；手头有的，按“现在传”。"


def with_papers(message: Message, form: UnitForm, row: Row) -> Message:
    """The next row, with a button for whoever has the papers of the last one at hand."""
    now = to(f"现在传 {row.id} 的材料", "proof", form.quarter.id, form.unit.id, row.id)
    if any(now.route == one.route for line in message.buttons for one in line):
        return message
    rows = (*message.buttons[:-1], (now,), *message.buttons[-1:])
    return message.model_copy(update={"buttons": rows})


def passed(form: UnitForm, rows: Iterable[Row]) -> list[str]:
    """Rows walked past because the unit has nothing to fill in there, in their order."""
    by_body: dict[str, list[Row]] = {}
    for row in rows:
        if not row.papers:
            by_body.setdefault(row.by or row.id, []).append(row)
    lines = []
    for body, those in by_body.items():
        if those[0].takes_all:
            lines.append(f"{body} {those[0].name}用别的项报的数，不用填。")
        elif those[0].ledger:
            count = sum(report.on_time for report in form.reports)
            lines.append(f"{body} {those[0].name}按台账自动计数，现在按时 {count} 篇。")
        else:
            named = figures.called_all(form.scheme, those)
            lines.append(f"{named} 由{body}提供，不用填。")
    return lines


def finished(form: UnitForm, lead: Sequence[str]) -> Message:
    """The end of the walk: what is left, and the check page."""
    at = (form.quarter.id, form.unit.id)
    gaps, unproved = form.gaps, form.unproved
    lines = [*lead]
    rows: list[tuple[Button, ...]] = []
    check = to("核对提交", "check", *at)
    if gaps:
        lines.append(f"走完一遍了，还有 {len(gaps)} 项没有填完：{_named(form, gaps)}。")
        rows.append((to("接着填报", "row", *at, gaps[0].id),))
        rows += in_rows(_jumps(form, gaps[1:]), 2)
    else:
        lines.append("要填的指标都填完了。")
    if unproved:
        lines.append(f"还有 {len(unproved)} 项没有佐证材料：{_named(form, unproved)}。")
        if not gaps:
            rows.append((to("开始传佐证材料", "proof", *at, unproved[0].id),))
    lines += _reports_left(form)
    reports = [to("工作报送", "reports", *at)] if any(r.ledger for r in form.rows) else []
    if gaps or unproved:
        rows.append((check, *reports))
    else:
        rows += [(check,), tuple(reports)] if reports else [(check,)]
    rows.append((to("还差什么", "owe", *at), to("全部指标", "rows", *at), HOME))
    return Message(title=_titled(form), text="\n".join(lines), buttons=tuple(rows))


def only_returned_left(form: UnitForm, lead: Sequence[str]) -> Message:
    """The form is closed but for rows that were sent back, and there is no further one."""
    at = (form.quarter.id, form.unit.id)
    return Message(
        title=_titled(form),
        text="\n".join([*lead, "退回的指标都看过了。改好以后，每一项都要按“补正提交”。"]),
        buttons=(
            *in_rows([to(f"补正 {r.id}", "row", *at, r.id) for r in form.returned], 2),
            (to("看得分", "score", *at), HOME),
        ),
    )


def _titled(form: UnitForm) -> str:
    spoken = quarter_words.name(form.quarter.year, form.quarter.number)
    return f"{form.unit.name} · {spoken}"


def _named(form: UnitForm, rows: Iterable[Row]) -> str:
    return figures.called_all(form.scheme, rows)


def _jumps(form: UnitForm, rows: Iterable[Row]) -> list[Button]:
    at = (form.quarter.id, form.unit.id)
    return [to(figures.called_button(form.scheme, row), "row", *at, row.id) for row in rows]


def _hand_over(form: UnitForm, row: Row) -> Button:
    label = figures.called_button(form.scheme, row, "传材料 ")
    return to(label, "proof", form.quarter.id, form.unit.id, row.id)


def _reports_left(form: UnitForm) -> list[str]:
    lines = []
    for row in form.rows:
        if row.ledger:
            count = sum(report.on_time for report in form.reports)
            found = form.result(row.id)
            lines.append(
                f"工作报送按时 {count} 篇，{row.id} 得 {show(found.points)} 分"
                f"（满分 {show(row.points)} 分）。"
            )
    return lines


# -- what is owed ------------------------------------------------------------------------------


def unfiled(form: UnitForm) -> list[str]:
    """What came and lies nowhere yet."""
    loose = len(form.proofs(None))
    return [f"收到了还没有归类的材料 {loose} 件。"] if loose else []


def to_unfiled(form: UnitForm) -> tuple[tuple[Button, ...], ...]:
    """The way there."""
    return ((to("待归类", "papers", form.quarter.id, form.unit.id),),)


def owed(form: UnitForm, now: datetime, first: Button) -> Message:
    """Everything still owed, with numbers, gaps first."""
    at = (form.quarter.id, form.unit.id)
    open_ = form.may_fill(now)
    gaps = [row for row in form.gaps if open_ and not form.is_returned(row.id)]
    unproved = [row for row in form.unproved if open_ or form.is_returned(row.id)]
    lines = [f"截止 {say_moment(form.deadline, now)}，{days_left(form.deadline, now)}。"]
    if not open_:
        lines = ["填报已经锁定，只有退回的指标还可以改。"]
    if form.returned:
        lines.append(f"退回要补正 {len(form.returned)} 项：{_named(form, form.returned)}")
    if gaps:
        lines.append(f"没有填完 {len(gaps)} 项：")
        lines += [
            f"  {figures.called(form.scheme, row)}{_open_questions(form, row)}" for row in gaps
        ]
    if unproved:
        lines.append(f"没有佐证材料 {len(unproved)} 项：")
        lines += [f"  {figures.called(form.scheme, row)}" for row in unproved]
    lines += unfiled(form)
    lines += _reports_left(form)
    if not form.returned and not gaps and not unproved:
        lines.append("指标和佐证材料都齐了，可以核对提交。")
    rows: list[tuple[Button, ...]] = [(first,)]
    rows += in_rows(_jumps(form, (*form.returned, *gaps)), 2)
    rows += in_rows([_hand_over(form, row) for row in unproved], 2)
    last = [to("待归类材料", "papers", *at)] if form.proofs(None) else []
    rows.append((*last, to("工作报送", "reports", *at), to("核对", "check", *at), HOME))
    return Message(
        title=f"还差什么 · {form.unit.short}", text="\n".join(lines), buttons=tuple(rows)
    )


def _open_questions(form: UnitForm, row: Row) -> str:
    questions = form.questions(row)
    left = sum(form.needed(row, one) for one in questions)
    return "" if left == len(questions) else f"（还差 {left} 题）"


# -- the list ----------------------------------------------------------------------------------


def mark_of(form: UnitForm, row: Row) -> str:
    """✓ done, ○ open, ↩ sent back, · not the unit's to fill."""
    if form.is_returned(row.id):
        return "↩"
    if not row.papers:
        return "·"
    return "✓" if form.done(row) else "○"


def rows_page(form: UnitForm, page: int, place: str | None) -> Message:
    """One page of the list of rows; ``place`` leads back into the walk."""
    at = (form.quarter.id, form.unit.id)
    pages = -(-len(form.rows) // PAGE)
    page = min(max(page, 1), pages)
    shown = form.rows[(page - 1) * PAGE : page * PAGE]
    buttons = [
        (to(f"{mark_of(form, row)} {figures.called(form.scheme, row)}", "row", *at, row.id),)
        for row in shown
    ]
    turning = [to("上一页", "rows", *at, page - 1)] if page > 1 else []
    turning += [to("下一页", "rows", *at, page + 1)] if page < pages else []
    done = sum(form.done(row) for row in form.own_rows)
    to_fill = f"fill/{at[0]}/{at[1]}"
    return Message(
        title=f"全部指标 · {form.unit.short}（{page}/{pages}）",
        text=f"要填 {len(form.own_rows)} 项，已填 {done} 项。\n"
        "✓ 已填　○ 没填完　↩ 退回　· 不用填\n点选一项，或者回复编号，例如 三.4。",
        buttons=(*buttons, (*turning, HOME), (to("接着填报", place or to_fill),)),
        placeholder="指标编号，例如 三.4",
    )


def no_such_row(text: str, at: tuple[int, int]) -> Message:
    """A jump to a row that does not exist."""
    return Message(
        text=f"没有找到“{text[:20]}”这一项。请回复编号，例如 三.4，或者从全部指标里点选。",
        buttons=((to("全部指标", "rows", *at), HOME),),
    )


# -- why not -----------------------------------------------------------------------------------


def closed(form: UnitForm, now: datetime) -> tuple[str, tuple[Button, ...]]:
    """Why the form cannot be changed now, until when, and what is possible instead."""
    at = (form.quarter.id, form.unit.id)
    spoken = quarter_words.name(form.quarter.year, form.quarter.number)
    until = say_moment(form.deadline, now)
    fix = tuple(to(f"补正 {r.id}", "row", *at, r.id) for r in form.returned)
    score = to("看得分", "score", *at)
    state = form.quarter.state
    if state == "planned":
        return f"{spoken}还没有开始填报，开期以后会在这里通知您。", (HOME,)
    if state not in ("open", "review"):
        named = quarter_words.STATES.get(state, state)
        return f"{spoken}{named}，填报内容不能再改。对得分有疑问，请联系县信用办。", (score, HOME)
    if fix:
        return "现在只能改退回的指标，其他内容已经锁定。", (*fix, HOME)
    if state == "open" and form.form.state == "submitted" and now <= form.deadline:
        return (
            f"{spoken}已经提交。要修改，可以在截止（{until}）以前先撤回。",
            (score, to("撤回", "withdraw", *at), HOME),
        )
    if form.form.state == "submitted":
        return f"{spoken}已经提交，填报在 {until} 截止，正在等审核。", (score, HOME)
    return (
        f"{spoken}的填报已在 {until} 截止，不能再填。确有特殊情况，请联系县信用办申请延期。",
        (score, HOME),
    )
