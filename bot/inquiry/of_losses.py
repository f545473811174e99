"""Where points were lost: the rows that cost a unit most, and what the review took away."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.forms.form import UnitForm
from bot.inquiry.facts import Snapshot
from bot.inquiry.listed import Figure
from bot.questions.combined.query import Query
from scoring.joint import short
from scoring.ranking import show

_FEW: Final = 3
"""So many rows of each unit are told in a list."""


async def where(_: Query, at: Snapshot) -> dict[int, Figure]:
    """The rows on which each unit lost most; ordered by what it lost on all of them."""
    found = {}
    for board in await at.boards():
        rows = {one.id: one for one in board.scheme.rows}
        for of in await at.points(board):
            got = {row: value for row, value in of.points.items() if row in rows}
            lost = {
                row: short(board.scheme, rows[row], got) for row in got if row not in of.missing
            }
            worst = sorted((row for row in lost if lost[row] > 0), key=lambda row: -lost[row])
            said = "，".join(f"{row} 少 {show(lost[row])}" for row in worst[:_FEW])
            more = f"，另有 {len(worst) - _FEW} 项" if len(worst) > _FEW else ""
            open_ = f"（{len(of.missing)} 项还没有得分）" if of.missing else ""
            whole = sum(lost.values(), Decimal(0))
            found[of.unit] = Figure(whole, f"{said or '没有少分的项'}{more}{open_}")
    return found


async def cuts(_: Query, at: Snapshot) -> dict[int, Figure]:
    """What the review took away from each unit: the points first, then on how many rows."""
    found = {}
    for unit, form in (await at.looked_at()).items():
        rows = [row for row, one in form.reviews.items() if one.decision == "cut"]
        if rows:
            gone = _taken(form, rows)
            said = f"少 {show(gone)} 分，{len(rows)} 项：{'、'.join(rows)}"
            found[unit] = Figure(gone, said, more=len(rows))  # of as many points more rows first
    return found


def _taken(form: UnitForm, rows: list[str]) -> Decimal:
    """The points the claims would come to there without the cuts, less what they come to."""
    before = {row: one for row, one in form.reviews.items() if row not in rows}
    return replace(form, reviews=before).assessment.total - form.assessment.total
