"""What a unit is told of its review: decisions gathered, a row sent back, a decision reopened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.speech import quarters as quarter_words
from bot.speech.calendar import days_left, say_moment
from scoring.assess import assess
from scoring.exact import show
from scoring.facts import as_fact
from scoring.scheme import Row
from scoring.sentence import if_unanswered
from storage.queries.review import Decision

_LISTED = 12


def told(form: UnitForm, decisions: Sequence[Decision], left: int) -> Message:
    """What was decided since the unit was last told: cuts with their reason, the rest in a line."""
    rows = {row.id: row for row in form.rows}
    order = {row: n for n, row in enumerate(rows)}
    decisions = sorted(decisions, key=lambda one: order[one.row])
    passed = [one for one in decisions if one.decision == "accept" and not rows[one.row].award]
    said = [one for one in decisions if one not in passed]
    lines = [_said(form, rows[one.row], one) for one in said]
    if passed:
        names = [one.row for one in passed]
        shown = "、".join(names[:_LISTED]) + ("等" if len(names) > _LISTED else "")
        lines.append(f"通过 {len(names)} 项：{shown}。")
    lines.append(_left(form, left))
    at = (form.quarter.id, form.unit.id)
    score = Button(label="看得分", route=f"score/{at[0]}/{at[1]}")
    why = tuple(
        Button(label=f"看 {one.row}", route=f"why/{at[0]}/{at[1]}/{one.row}") for one in said[:3]
    )
    return Message(
        title=f"{form.unit.short} {_name(form)} 审核结果",
        text="\n".join(line for line in lines if line),
        buttons=tuple(row for row in ((score,), why, (HOME,)) if row),
    )


def _said(form: UnitForm, row: Row, one: Decision) -> str:
    points = figures.points(form.result(row.id).points, row.points)
    reason = f"\n　{one.reason}" if one.reason else ""
    if row.award:
        return f"{figures.row_title(row)}　评定 {points}{reason}"
    before = show(_claimed(form, row))
    return f"{figures.row_title(row)}　核减，自评 {before} 分，核定 {points}{reason}"


def _claimed(form: UnitForm, row: Row) -> Decimal:
    """What the row would bring as the unit claimed it."""
    own = {
        one.name: _value(json.loads(claim.value))
        for one in row.inputs
        if (claim := form.claims.get((row.id, one.name)))
    }
    facts = {**form.facts, row.id: own}
    return assess(form.scheme, facts, form.named, form.classification).rows[row.id].points


def _value(raw: bool | int | str) -> object:
    return as_fact(raw)


def _left(form: UnitForm, left: int) -> str:
    waiting = len(form.returned)
    parts = [f"还有 {left} 项在审"] if left else []
    parts += [f"{waiting} 项等您单位补正"] if waiting else []
    return "，".join(parts) + "。" if parts else "本单位的项目都审完了。"


def _name(form: UnitForm) -> str:
    return quarter_words.name(form.quarter.year, form.quarter.number)


def returned(form: UnitForm, row: Row, reason: str, due: datetime, now: datetime) -> Message:
    """A row came back: why, until when, and the button to supplement it."""
    go = Button(label="去补正", route=f"row/{form.quarter.id}/{form.unit.id}/{row.id}")
    papers = Button(label="补材料", route=f"proof/{form.quarter.id}/{form.unit.id}/{row.id}")
    return Message(
        title=f"{form.unit.short} {_name(form)} 退回补正",
        text=f"{figures.row_title(row)}\n退回原因：{reason}\n"
        f"请在 {say_moment(due, now)} 以前补正（{days_left(due, now)}），只有这一项可以改。\n"
        f"{if_unanswered(form.scheme, row)}。",
        buttons=((go, papers), (HOME,)),
    )


def reopened(form: UnitForm, row: Row, was_return: bool, reason: str) -> Message:
    """A decision the unit knew of no longer stands."""
    what = "不用补正了，由审核员重新审核" if was_return else "重新审核，结果出来再通知您"
    return Message(
        text=f"{form.unit.short}{_name(form)}的 {figures.row_title(row)} {what}。\n原因：{reason}",
        buttons=(
            (
                Button(label="看得分", route=f"score/{form.quarter.id}/{form.unit.id}"),
                HOME,
            ),
        ),
    )
