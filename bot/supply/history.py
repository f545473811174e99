"""What other bodies supplied in the quarters before, read for comparison. No page lives here."""

from __future__ import annotations

import json

from bot.supply.outliers import History
from bot.supply.table import Raw
from storage.database import Session
from storage.queries import answers
from storage.queries.quarters import Quarter


async def history(db: Session, quarter: Quarter) -> History:
    """Figures of the two years before a quarter, the newest first."""
    found: dict[tuple[str, str, str], dict[int, list[Raw]]] = {}
    for one in await answers.supplied_before(db, quarter.year, quarter.number):
        by_unit = found.setdefault((one.group, one.row, one.input), {})
        by_unit.setdefault(one.unit_id, []).append(json.loads(one.value))
    return History(found)
