"""A quarter's figures as ``python -m scoring`` takes them: every table in one file of JSON.

What counts at the moment of asking, whoever said it; a row sent back that did not come back is
named as such. Results are not in it: they follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bot.forms.form import UnitForm
from scoring.periods import mark
from storage.queries.quarters import Quarter


def facts_of(quarter: Quarter, forms: Iterable[UnitForm], note: str) -> str:
    """The file's text; ``note`` says when and by whom it was made."""
    units = [_unit(form) for form in forms]
    told = {"quarter": mark(quarter.year, quarter.number), "note": note, "units": units}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _unit(form: UnitForm) -> dict[str, Any]:
    facts: dict[str, dict[str, Any]] = {}
    for row in form.rows:
        for one in row.inputs:
            figure = form.figure(row, one)
            if figure is not None:
                facts.setdefault(row.id, {})[one.name] = figure[0]
    unit: dict[str, Any] = {"name": form.unit.name, "group": form.form.group, "facts": facts}
    if form.classification:
        unit["class"] = form.classification
    if form.unanswered:
        unit["returned"] = {
            row: None if (kept := form.reviews[row].earlier) is None else json.loads(kept)
            for row in form.unanswered
        }
    return unit
