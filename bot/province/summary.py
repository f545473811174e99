"""How one county stands, for the province's overview: reads, and says in its audit who looked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.editions import standings
from bot.editions.standings import Board
from bot.speech import quarters as quarter_words
from bot.speech.calendar import say_moment
from scoring.exact import quotient, show
from storage import audit
from storage.database import Database, Session
from storage.engine import Work
from storage.queries import quarters, roster
from storage.queries.quarters import Form, Quarter

LOOKED = "province.look"
"""What a look is called in the audit."""


class Average(BaseModel):
    """One table's average."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str
    units: int
    average: str
    exact: str
    """As it is compared: with all its digits."""
    provisional: int


class Summary(BaseModel):
    """One county."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    county: str
    quarter: str = ""
    state: str = ""
    deadline: str = ""
    units: int = 0
    submitted: int = 0
    late: tuple[str, ...] = ()
    averages: tuple[Average, ...] = ()
    frozen: bool = False
    """The averages are those of what was announced or published."""


Reads = Callable[[Work[Summary]], Awaitable[Summary]]
"""Does some work in one view of the county."""


async def look(
    database: Database, county: str, who: str, now: datetime, reads: Reads | None = None
) -> Summary:
    """How a county stands now; ``who`` is noted in its audit before anything is shown.

    ``reads``: as somebody else than the one who serves the county.
    """
    async with database.transaction() as db:
        await audit.record(
            db,
            audit.OFFICE,
            actor=None,
            action=LOOKED,
            subject="province/overview",
            before=None,
            after={"who": who},
            now=now,
        )
    return await (reads or database.beside)(lambda db: _read(db, county, now))


async def _read(db: Session, county: str, now: datetime) -> Summary:
    quarter = _current(await quarters.everyone(db))
    if quarter is None:
        return Summary(county=county)
    forms = await quarters.forms(db, quarter.id)
    boards = await standings.boards(db, quarter)
    return Summary(
        county=county,
        quarter=quarter_words.name(quarter.year, quarter.number),
        state=quarter_words.STATES[quarter.state],
        deadline=say_moment(quarter.deadline, now),
        units=len(forms),
        submitted=sum(one.state == "submitted" for one in forms),
        late=await _late(db, quarter, forms, now),
        averages=tuple(_average(board) for board in boards if board.lines),
        frozen=any(board.edition is not None for board in boards),
    )


def _current(known: Sequence[Quarter]) -> Quarter | None:
    """The newest quarter that has begun."""
    begun = [one for one in known if one.state != "planned"]
    return max(begun, key=lambda one: (one.year, one.number), default=None)


async def _late(
    db: Session, quarter: Quarter, forms: Sequence[Form], now: datetime
) -> tuple[str, ...]:
    names = {one.id: one.name for one in await roster.everyone(db)}
    late = [one for one in forms if one.state == "filling" and one.deadline(quarter) < now]
    return tuple(names.get(one.unit_id, "") for one in late)


def _average(board: Board) -> Average:
    totals = [line.total for line in board.lines]
    average = quotient(sum(totals, Decimal(0)), Decimal(len(totals)))
    return Average(
        group=board.group,
        units=len(totals),
        average=show(average),
        exact=str(average),
        provisional=sum(line.provisional for line in board.lines),
    )


def as_told(found: Summary) -> dict[str, Any]:
    """As one worker tells another."""
    return found.model_dump(mode="json")
