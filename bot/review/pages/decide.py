"""Writing any decision down: the row, the audit, the points it comes to. No page lives here.

Taking and cutting come through ``second.give``, where two may have to mark one item; sending back
and what follows an appeal come here at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from bot.corridor.turn import Turn
from bot.forms.form import Raw, UnitForm
from bot.forms.words import figures
from bot.review.pages.desk import Case, fresh
from bot.review.words import clean as clean_words
from scoring.scheme import Row
from storage.queries import answers, understood


def claimed(form: UnitForm, row: Row) -> dict[str, Raw]:
    """What the unit claims on a row."""
    found = {one.name: form.claimed(row.id, one.name) for one in row.inputs}
    return {name: raw for name, raw in found.items() if raw is not None}


def taken_as_said(form: UnitForm, row: Row) -> tuple[dict[str, Raw], str]:
    """What is accepted where all is taken as the unit says it, and the reason.

    On a row that a reviewer marks this is nothing for nothing: who claims nothing gets no points.
    """
    if row.award:
        marked = (one.name for one in row.inputs if one.kind == "award")
        return dict.fromkeys(marked, "0"), clean_words.nothing_claimed()
    return claimed(form, row), ""


async def decide(
    turn: Turn,
    form: UnitForm,
    row: Row,
    decision: str,
    accepted: Mapping[str, Raw],
    reason: str,
    due: datetime | None,
) -> None:
    """Write a decision and its audit row; what stood before is kept as superseded."""
    before = form.reviews.get(row.id)
    text = json.dumps(dict(accepted), ensure_ascii=False, sort_keys=True)
    person = turn.somebody.id
    await answers.decide(
        turn.db, form.form.id, row.id, decision, text, reason, due, person, turn.now
    )
    upheld = decision in ("cut", "return")
    await understood.settle_doubts(turn.db, form.form.id, row.id, upheld=upheld)
    after: dict[str, object] = {"decision": decision, "accepted": dict(accepted)}
    if due is not None:
        after["due"] = due.isoformat()
    await turn.record(
        form.unit.id,
        f"review.{decision}",
        subject(form, row),
        before.decision if before else None,
        after,
        reason,
    )


def subject(form: UnitForm, row: Row) -> str:
    """What an audit row about a decision is about."""
    return f"review/{form.form.id}/{row.id}"


async def brought(turn: Turn, at: Case) -> str:
    """What the row comes to, now that it is decided."""
    form = await fresh(turn, at.form)
    return figures.points(form.result(at.row.id).points, at.row.points)
