"""How one county stands, for the province's overview: reads, and says in its audit who looked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.editions import standings
from bot.editions.standings import Board
from bot.speech import quarters as quarter_words
from bot.speech.calendar import say_moment
from scoring.exact import plain, quotient, show
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
    full: str
    """The full mark of the table's scheme."""
    units: int
    average: str
    exact: str
    """As it is compared: with all its digits."""
    provisional: int


class Period(BaseModel):
    """One period of a county that has begun."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int
    number: int
    name: str
    state: str
    deadline: str
    units: int
    submitted: int
    late: tuple[str, ...] = ()
    averages: tuple[Average, ...] = ()
    frozen: bool = False
    """The averages are those of what was announced or published."""


class Summary(BaseModel):
    """One county."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    county: str
    periods: tuple[Period, ...] = ()
    """What runs, newest first, and the one that was published last."""


@dataclass(frozen=True, slots=True)
class Untold:
    """A county that could not be asked."""

    county: str
    why: str


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
    found = shown(await quarters.everyone(db))
    return Summary(county=county, periods=tuple([await _period(db, one, now) for one in found]))


def shown(known: Sequence[Quarter]) -> list[Quarter]:
    """What is not settled, and the last that is: the next one opens before this one ends."""
    begun = [one for one in known if one.state != "planned"]
    begun.sort(key=lambda its: (its.year, its.number), reverse=True)
    settled = [one for one in begun if one.state in standings.PUBLIC]
    return [one for one in begun if one.state not in standings.PUBLIC or one is settled[0]]


async def _period(db: Session, quarter: Quarter, now: datetime) -> Period:
    forms = await quarters.forms(db, quarter.id)
    boards = await standings.boards(db, quarter)
    return Period(
        year=quarter.year,
        number=quarter.number,
        name=quarter_words.name(quarter.year, quarter.number),
        state=quarter_words.STATES[quarter.state],
        deadline=say_moment(quarter.deadline, now),
        units=len(forms),
        submitted=sum(one.state == "submitted" for one in forms),
        late=await _late(db, quarter, forms, now),
        averages=tuple(_average(board) for board in boards if board.lines),
        frozen=any(board.edition is not None for board in boards),
    )


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
        full=plain(board.scheme.full),
        units=len(totals),
        average=show(average),
        exact=str(average),
        provisional=sum(line.provisional for line in board.lines),
    )


def as_told(found: Summary) -> dict[str, Any]:
    """As one worker tells another."""
    return found.model_dump(mode="json")
