"""Whether a unit's figures of a quarter are a result: the one place that decides it for every page.

得分, 扣分原因 and 历次得分 say the same of a quarter that is over: ``published`` where a release
has the unit in it, ``never`` where the quarter is over and none has.
"""

from __future__ import annotations

from typing import Literal

from bot.forms.form import UnitForm
from storage.database import Session
from storage.queries import frozen

Standing = Literal["running", "published", "never"]


async def standing_of(db: Session, form: UnitForm) -> Standing:
    """What the figures of a form are: still running, a published result, or never published."""
    if not form.settled:
        return "running"
    released = form.quarter.id in await frozen.released_of_unit(db, form.unit.id)
    return "published" if released else "never"
