"""The first page: where a quarter stands, for a liaison and for the office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import in_rows, to
from bot.corridor.events import Button
from bot.forms.alive import due
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.speech import quarters as quarter_words
from bot.speech.calendar import days_left, say_moment
from bot.speech.periodic import per
from scoring.exact import UNLIMITED, show
from scoring.sentence import full_mark
from storage.database import moment
from storage.queries.quarters import Quarter
from storage.queries.roster import Unit

_REASONS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a quarter's units have handed in, have begun, and there are."""

    submitted: int
    begun: int
    units: int


def title(form: UnitForm) -> str:
    """县教育局 · 2026年四季度."""
    return f"{form.unit.name} · {quarter_words.name(form.quarter.year, form.quarter.number)}"


def liaison(form: UnitForm, now: datetime) -> list[str]:
    """Deadline, what is done of what is owed, what was sent back, the points so far."""
    lines = [_state(form, now)]
    if form.quarter.state == "planned":
        return lines
    done = sum(form.done(row) for row in form.own_rows)
    others = figures.not_to_fill(form.rows)
    lines.append(f"指标：要填 {len(form.own_rows)} 项，已填 {done} 项{others}")
    lines += _sent_back(form, now)
    if form.unproved and form.may_fill(now):
        lines.append(f"佐证材料：{len(form.unproved)} 项还没有传")
    if loose := len(form.proofs(None)):
        lines.append(f"待归类的材料：{loose} 件")
    return [*lines, _points(form, now)]


def _state(form: UnitForm, now: datetime) -> str:
    state, until = form.quarter.state, say_moment(form.deadline, now)
    if state == "planned":
        return per("这个季度还没有开始填报，开期以后会在这里通知您。")
    if state not in ("open", "review"):
        return f"{per('这个季度')}{quarter_words.STATES.get(state, state)}。"
    left = days_left(form.deadline, now)
    if form.form.state == "submitted":
        at = form.form.submitted_at
        handed = f"{say_moment(moment(at), now)} " if at else ""
        tail = f"，截止 {until} 以前可以撤回修改" if form.in_time(now) else "，正在等审核"
        return f"{handed}已经提交{tail}。"
    if form.may_fill(now):
        extended = "（已延期）" if form.form.extended_to else ""
        return f"填报截止 {until}{extended}，{left}"
    return f"填报已在 {until} 截止，本单位没有提交。要延期请联系县信用办。"


def _sent_back(form: UnitForm, now: datetime) -> list[str]:
    lines = [f"退回补正：{len(form.returned)} 项"] if form.returned else []
    for row in form.returned[:_REASONS_SHOWN]:
        review = form.reviews[row.id]
        due = f"（{say_moment(moment(review.due_at), now)} 以前补正）" if review.due_at else ""
        lines.append(f"  {row.id} {row.name}：{review.reason}{due}")
    return lines


def _points(form: UnitForm, now: datetime) -> str:
    if not form.countable:
        return f"得分未算：填报数据有问题，请把编号 {form.reference} 告诉县信用办。"
    found = form.assessment
    full = "" if form.scheme.full == UNLIMITED else f"（{full_mark(form.scheme)}）"
    if found.provisional:
        still = "先" if form.may_fill(now) else ""
        return f"暂定得分：{show(found.total)} 分{full}，没报的{still}不计分"
    reviewed = all(row.id in form.reviews for row in form.own_rows)
    return f"{'核定' if reviewed else '自评'}得分：{show(found.total)} 分{full}"


def liaison_buttons(
    form: UnitForm, now: datetime, place: str | None, several: bool
) -> tuple[tuple[Button, ...], ...]:
    """One obvious next step, then every page."""
    at = (form.quarter.id, form.unit.id)
    rest = [
        to("佐证材料", "proof", *at),
        to("工作报送", "reports", *at),
        to("全部指标", "rows", *at),
        *([to("还差什么", "owe", *at)] if form.may_fill(now) or form.returned else []),
        to("核对", "check", *at),
        to("得分", "score", *at),
        to("帮助", "help"),
    ]
    if form.quarter.state == "announced":
        rest.insert(0, to("申诉", "appeal", *at))
    if several:
        rest.append(to("换单位", "home", "units"))
    step = _next_step(form, now, place)
    if not step.label.endswith("填报") and form.may_fill(now):
        rest.insert(0, to("填报", "fill", *at))
    return ((step,), *in_rows([one for one in rest if one.route != step.route], 4))


def _next_step(form: UnitForm, now: datetime, place: str | None) -> Button:
    at = (form.quarter.id, form.unit.id)
    if form.returned:
        return to("去补正", "row", *at, form.returned[0].id)
    if not form.may_fill(now):
        return to("看得分", "score", *at) if form.quarter.state != "planned" else to("帮助", "help")
    if not form.gaps:
        return to("核对提交", "check", *at)
    if not form.claims and place is None:
        return to("开始填报", "fill", *at)
    return Button(label="接着填报", route=place or f"fill/{at[0]}/{at[1]}")


def other_form(form: UnitForm, now: datetime) -> str:
    """Below the quarter that is due first: where the unit stands in another one."""
    return f"另有{_name(form.quarter)}：{_state(form, now)}"


def other_stage(quarter: Quarter, now: datetime) -> str:
    """Below the quarter that is due first: where the office stands in another one."""
    state = quarter_words.STATES.get(quarter.state, quarter.state)
    return f"另有{_name(quarter)} {state}，{say_moment(due(quarter), now)} 截止"


def other_quarter(quarter: Quarter, *segments: object) -> Button:
    """To another quarter's first page."""
    return to(f"看{_name(quarter)}", *segments)


def _name(quarter: Quarter) -> str:
    return quarter_words.name(quarter.year, quarter.number)


def which_unit() -> str:
    """To a liaison of several units."""
    return "您负责几个单位，要看哪一个？"


def unit_line(form: UnitForm, now: datetime) -> str:
    """One unit among several."""
    done = sum(form.done(row) for row in form.own_rows)
    handed = (
        "已经提交" if form.form.state == "submitted" else f"已填 {done}/{len(form.own_rows)} 项"
    )
    back = f"，退回 {len(form.returned)} 项" if form.returned else ""
    return f"{form.unit.name}：{handed}{back}，{days_left(form.deadline, now)}"


def unit_buttons(forms: Iterable[UnitForm]) -> tuple[tuple[Button, ...], ...]:
    """A button to each unit's own first page."""
    return in_rows([to(form.unit.short, "home", form.unit.id) for form in forms], 2)


def without_quarter(known: Sequence[Unit]) -> str:
    """Before the first quarter, to a liaison."""
    names = "、".join(unit.name for unit in known)
    return f"您是{names}的联络员。现在还没有开始考核的{per('季度')}，开期以后会在这里通知您。"


def nobody() -> str:
    """To a bound person without any role."""
    return "您现在没有负责的单位。要填报，请用县信用办发的邀请链接绑定单位。"


def group_only_office() -> str:
    """In a group, to somebody who does not work for the office."""
    return "群里只办信用办的事，填报请到私聊里进行。"


# -- the office --------------------------------------------------------------------------------


def office(
    quarter: Quarter | None, tally: Tally, now: datetime, *, admin: bool, units: int
) -> list[str]:
    """Where the quarter stands; before the first, what comes next for whoever reads it.

    ``units``: how many the list has.
    """
    if quarter is None and not admin:
        return [per("现在没有开着的季度，开期以后在这里看进度、排名和得分。")]
    if quarter is None and units:
        return [per(f"现在没有开着的季度。名单里有 {units} 个单位；邀请好联络员，就可以开期。")]
    if quarter is None:
        return [per("现在没有开着的季度。先导入单位、发邀请，再开期。")]
    spoken = quarter_words.name(quarter.year, quarter.number)
    state = quarter_words.STATES.get(quarter.state, quarter.state)
    lines = [f"{spoken} {state}"]
    lines += _until(quarter, now)
    if quarter.state != "open":
        lines.append(
            f"{tally.units} 个单位：已提交 {tally.submitted}，"
            f"没提交 {tally.units - tally.submitted}"
        )
        return lines
    idle = tally.units - tally.begun
    lines.append(
        f"{tally.units} 个单位：已提交 {tally.submitted}，在填 {tally.begun - tally.submitted}，"
        f"没开始 {idle}"
    )
    return lines


def _until(quarter: Quarter, now: datetime) -> list[str]:
    """The date that the stage runs to, where it runs to one."""
    ends = {
        "open": ("", quarter.deadline),
        "review": ("审核", moment(quarter.review_until)),
        "announced": ("申诉", moment(quarter.appeal_until)),
    }
    if quarter.state not in ends:
        return []
    what, at = ends[quarter.state]
    over = what == "申诉" and at < now
    left = "已经过了" if over else days_left(at, now)
    return [f"{what}截止 {say_moment(at, now)}，{left}"]


def office_buttons(
    quarter: Quarter | None, admin: bool, reviewing: bool
) -> tuple[tuple[Button, ...], ...]:
    """The office's pages; what changes things is the admins' alone."""
    reading = []
    if quarter is not None:
        reading = [to("进度", "progress", quarter.id), to("排名", "ranking", quarter.id)]
    if quarter is not None and reviewing:
        review = to("审核", "review")
        reading = [review, *reading] if quarter.state == "review" else [*reading, review]
        if quarter.state in ("review", "announced"):
            reading.append(to("试算", "trial", quarter.id))
        if quarter.state == "announced":
            reading.insert(0, to("申诉", "appeals", quarter.id))
    changing = [
        to("开期", "open"),
        to("单位", "units"),
        to("邀请", "invite"),
        to("人员", "roles"),
    ]
    if quarter is not None and quarter.state not in ("archived", "published"):
        changing = [*changing[1:], changing[0]]
        if quarter.state in ("open", "review"):
            changing.insert(0, to("录入", "supply"))
    return in_rows([*reading, *(changing if admin else []), to("帮助", "help")], 4)
