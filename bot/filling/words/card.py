"""The card of a row: what it is worth, what counts, what was answered, what it brings.

Not here: the questions (``bot.filling.words.answer``) and the way through the rows
(``bot.filling.words.walk``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button
from bot.filling.words.answer import fits_one_card, open_button
from bot.filling.words.answered import say, say_values, topic
from bot.forms.form import Question, UnitForm
from bot.forms.words import carried, figures as figure_words
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from scoring import sentence
from scoring.exact import UNLIMITED, show
from scoring.scheme import Row
from storage.database import moment

_EXAMPLES = {"count": "3", "rate": "95%", "amount": "3"}
_CELLS = (
    ("考核内容", "content"),
    ("评分标准", "text"),
    ("考核依据", "basis"),
    ("考核方式", "method"),
    ("采用的理解", "reading"),
    ("原文说明", "defect"),
    ("原文印刷", "printed"),
)


def title(row: Row) -> str:
    """三.4 信用+应用场景（10 分）."""
    worth = "" if row.points == UNLIMITED else f"（{show(row.points)} 分）"
    return f"{row.id} {row.name}{worth}"


def position(form: UnitForm, row: Row, named: bool) -> str:
    """第 5 项，共 12 项 that the unit fills; with the unit's name for people who have several."""
    own = [one.id for one in form.own_rows]
    place = f"第 {own.index(row.id) + 1} 项，共 {len(own)} 项" if row.id in own else ""
    return " · ".join(part for part in (form.unit.short if named else "", place) if part)


def card(form: UnitForm, row: Row, named: bool) -> list[str]:
    """Where a row stands in the walk and what counts; what proves it, once it is answered."""
    lines = [line for line in (position(form, row, named), counts(row)) if line]
    if row.section in {one.number for one in form.scheme.of_year}:
        lines.append(per("这一项一年报一次，只计入全年，不计入本季度的总分。"))
    if form.done(row) and row.papers and row.proof:
        lines.append(f"要交的佐证材料：{row.proof}")
    return lines


def counts(row: Row) -> str:
    """What counts, in one plain sentence."""
    return row.short or sentence.rule(row)


def returned(form: UnitForm, row: Row, now: datetime) -> list[str]:
    """Why a row was sent back, and until when it can be put right."""
    review = form.reviews.get(row.id)
    if review is None or not form.is_returned(row.id):
        return []
    due = f"请在 {say_moment(moment(review.due_at), now)} 以前补正。" if review.due_at else ""
    otherwise = f"{sentence.if_unanswered(form.scheme, row)}。"
    return [f"退回原因：{review.reason.rstrip('。')}。{due}{otherwise}"]


def clause(row: Row) -> str:
    """The row's cells as the document prints them, then how they are read.

    Of a scheme that keeps no cells: that it keeps none, and the rule as the machine reads it.
    """
    cells = [f"{name}：{text}" for name, key in _CELLS if (text := getattr(row, key))]
    return "\n".join(cells) or f"方案里没有录入这一行的原文，按这条规则计分：{sentence.rule(row)}"


def answers(form: UnitForm, row: Row) -> list[str]:
    """What the unit has answered, and what the row brings so far."""
    lines = []
    for question in form.questions(row):
        values = {name: form.claimed(row.id, name) for name in question.names}
        if any(raw is not None for raw in values.values()) or form.needed(row, question):
            lines.append(f"{topic(question)}：{say_values(question, values)}")
    if taken_over := carried.of_row(form, row):
        lines.append(f"{taken_over}。")
    lines += _reviewed(form, row)
    if row.award and form.figure(row, row.inputs[0]) is None:
        return [*lines, "得分由审核员评定。"]
    return [*lines, f"得分：{figure_words.explained(form, row)}。"]


def _reviewed(form: UnitForm, row: Row) -> list[str]:
    review = form.reviews.get(row.id)
    words = {"accept": "审核通过", "cut": "审核核减", "resubmitted": "已经补正，等审核员复核"}
    if review is None or review.decision not in words:
        return []
    if review.decision == "resubmitted":
        return [f"{words[review.decision]}。"]
    counted = [
        f"{one.name} {say(one, figure[0])}"
        for one in row.inputs
        if (figure := form.figure(row, one)) and figure[0] != form.claimed(row.id, one.name)
    ]
    changed = f"，按{'、'.join(counted)}计" if counted else ""
    reason = f"：{review.reason.rstrip('。')}" if review.reason else ""
    return [f"{words[review.decision]}{changed}{reason}。"]


def supplied(form: UnitForm, row: Row) -> list[str]:
    """A row that another body fills."""
    lines = [f"这一项由{row.by}提供数据，不用您填。"]
    known = [
        f"{one.name}：{say(one, figure[0])}"
        for one in row.inputs
        if (figure := form.figure(row, one)) is not None
    ]
    if not known:
        return [*lines, "数据还没有来，先不计分。"]
    return [*lines, *known, f"得分：{figure_words.explained(form, row)}。"]


def taken(form: UnitForm, row: Row) -> list[str]:
    """A row that only counts figures of other rows."""
    homes = "、".join(dict.fromkeys(home for _, home in row.shared))
    return [
        f"这一项不用填：用的是 {homes} 报的数。现在：{figure_words.taken(row, form.figure)}。",
        f"得分：{figure_words.explained(form, row)}。",
    ]


def ledger(form: UnitForm, row: Row) -> list[str]:
    """A row that counts itself from the work reports."""
    on_time = sum(report.on_time for report in form.reports)
    late = len(form.reports) - on_time
    counted = f"现在按时 {on_time} 篇" + (f"，逾期 {late} 篇（不计分）" if late else "")
    return [
        f"这一项不用填数：把总结、简报、稿件发来就自动计数。{counted}。",
        f"得分：{figure_words.explained(form, row)}。",
    ]


def proof_line(form: UnitForm, row: Row, open_: bool) -> str:
    """How much evidence a row has."""
    count = len(form.proofs(row.id))
    if count or not open_:
        return f"佐证材料：{count} 份。" if count else "佐证材料：没有传。"
    return "佐证材料：还没有传，没有材料审核时可能不算。" if form.wants_proof(row) else ""


# -- buttons of a row --------------------------------------------------------------------------


def way(form: UnitForm, row: Row, forward: Button) -> tuple[Button, ...]:
    """Forward, back, the list and home."""
    at = (form.quarter.id, form.unit.id)
    return (forward, to("上一项", "previous", *at, row.id), to("全部指标", "rows", *at), HOME)


def asked(form: UnitForm, row: Row, forward: Button) -> tuple[tuple[Button, ...], ...]:
    """Under a question: on or help, then the way."""
    unsure = to("不会填", "howto", form.quarter.id, form.unit.id, row.id)
    return ((forward, unsure), way(form, row, forward)[1:])


def skip(form: UnitForm, row: Row) -> Button:
    """Leave a row for later."""
    return to("跳过", "skip", form.quarter.id, form.unit.id, row.id)


def onward(form: UnitForm, row: Row) -> Button:
    """To the next row of the table."""
    return to("下一项", "after", form.quarter.id, form.unit.id, row.id)


def done_buttons(form: UnitForm, row: Row, open_: bool) -> tuple[tuple[Button, ...], ...]:
    """Under the card of an answered row: the one next step first."""
    at = (form.quarter.id, form.unit.id, row.id)
    proofs = to(f"佐证材料（{len(form.proofs(row.id))}）", "proof", *at)
    rows: list[tuple[Button, ...]] = []
    if not open_:
        shown = ((proofs,),) if form.proofs(row.id) else ()
        return (*shown, way(form, row, onward(form, row)))
    if form.is_returned(row.id):
        rows.append((to("补正提交", "resubmit", *at),))
    elif form.wants_proof(row):
        rows.append((to("传佐证材料", "proof", *at),))
    forward = not form.is_returned(row.id)
    if forward and not form.wants_proof(row):
        rows.append((to("接着填报", "next", *at),))
    if not form.wants_proof(row) or form.is_returned(row.id):
        rows.append((proofs,))
    questions = form.questions(row)
    change = [
        to("改答案" if len(questions) == 1 else f"改：{topic(one)}", "ask", *at, one.number)
        for one in questions
        if form.answered(row, one) or form.needed(row, one)
    ]
    if fits_one_card(questions):
        change.append(open_button(at, again=True))
    return (*rows, *in_rows(change, 2), way(form, row, onward(form, row)))


def change_buttons(
    form: UnitForm, row: Row, question: Question, mark: str
) -> tuple[tuple[Button, ...], ...]:
    """Under a question that was answered before: leave it, or empty it.

    A checklist is changed with every tap, so there is nothing to leave.
    """
    at = (form.quarter.id, form.unit.id, row.id)
    empty = to("清空这一题", "clear", *at, question.number, mark)
    if question.kind == "checklist":
        return ((empty,),)
    return ((to("保持不变", "row", *at), empty),)


def typed_at_card(form: UnitForm, row: Row, open_: bool) -> str:
    """A text typed while a row without an open question is on the screen."""
    if not open_:
        return "这一项现在不能改。想看别的指标，请回复编号，例如 三.4。"
    if not row.papers:
        return "这一项不用填。想看别的指标，请回复编号，例如 三.4。"
    return (
        f"这句没有看懂，没有改什么。要改答案请按下面的按钮{_by_text(form.questions(row))}；"
        "要补材料，照片、文件、链接直接发过来；想看别的指标，请回复编号，例如 三.4。"
    )


def _by_text(questions: Sequence[Question]) -> str:
    """Whether a bare number would do at a card, or needs the name of what it counts."""
    figures = [one for one in questions if one.kind in _EXAMPLES]
    if not figures:
        return ""
    if len(figures) == 1 and not any(one.kind == "checklist" for one in questions):
        return "，数也可以直接发新的"
    return f"，发新的数要连名称一起写，例如“{named_figure(figures[0])}”"


def named_figure(question: Question) -> str:
    """取得成效的应用 3: a figure that says itself whose it is."""
    return f"{topic(question)} {_EXAMPLES[question.kind]}"
