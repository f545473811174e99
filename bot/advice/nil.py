"""What a row brings where its unit has nothing to report: the scheme counted with zeros. Pure."""

from __future__ import annotations

from decimal import Decimal

from bot.advice.words import howto as words
from bot.forms.form import UnitForm
from scoring.assess import FactsError, assess
from scoring.exact import UNLIMITED, show
from scoring.scheme import Input, Row


def nothing_to_report(form: UnitForm, row: Row) -> str:
    """How to say that there is none of it, and what the row then brings; empty: cannot be said."""
    questions = form.questions(row)
    if not questions:
        return ""
    full = "" if row.points == UNLIMITED else show(row.points)
    if row.award:
        return words.nothing_to_report(questions[0], "", full)
    points = _points(form, row)
    return words.nothing_to_report(questions[0], points, full) if points else ""


def _points(form: UnitForm, row: Row) -> str:
    if any(one.compare for one in row.inputs):
        return ""  # it depends on what other units report
    facts: dict[str, dict[str, object]] = {row.id: {one.name: _none(one) for one in row.inputs}}
    try:
        found = assess(form.scheme, facts, form.named, form.classification)
    except (FactsError, ArithmeticError, ValueError):
        return ""
    result = found.rows.get(row.id)
    return "" if result is None or result.missing else show(result.points)


def _none(one: Input) -> object:
    return {"count": one.least, "flag": False, "rate": Decimal(0)}.get(one.kind, Decimal(0))
