"""The next edition as it stands, with what of each unit is still open: what any release shows."""

from __future__ import annotations

from bot.corridor.turn import Turn
from bot.editions import making
from bot.editions.edition import Edition, Kind
from bot.forms.form import UnitForm
from bot.release import open_points
from storage.queries.quarters import Quarter


async def draft(
    turn: Turn, quarter: Quarter, kind: Kind, changed: UnitForm | None = None
) -> Edition:
    """The next edition of a kind, nothing written; ``changed``: one form as it would be.

    Raises:
        InsteadError: a form's figures cannot be assessed.
    """
    beside = await open_points.known(turn.db, quarter)
    return await making.draft(
        turn,
        quarter,
        kind,
        changed,
        lambda forms: open_points.of_forms(forms, beside, turn.now),
    )
