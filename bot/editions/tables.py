"""The ranking that is about to be released: whole forms, table by table, with every figure.

Each form is assessed by the scheme its quarter keeps and ranked within its table. Questions are
answered from ``bot.editions.standings``, which is made for any number of units. No sentence is made
here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.forms.form import UnitForm
from bot.forms.loading import load_quarter, read_scheme
from scoring.ranking import Standing, apart, rank
from scoring.scheme import Scheme
from storage.database import Session
from storage.queries import quarters
from storage.queries.quarters import KeptScheme, Quarter


@dataclass(frozen=True, slots=True)
class Place:
    """One unit's place with the form it comes from."""

    standing: Standing
    form: UnitForm

    @property
    def reported(self) -> bool:
        """Whether the unit or anybody else has said anything yet."""
        form = self.form
        return bool(form.claims or form.supplied or form.reviews or form.reports)


@dataclass(frozen=True, slots=True)
class Table:
    """One table's ranking; ``number`` is its place in the quarter, from 1, as routes carry it."""

    quarter: Quarter
    number: int
    group: str
    scheme: Scheme
    places: tuple[Place, ...]

    @property
    def apart(self) -> bool:
        """Whether classes are ranked apart."""
        return apart(self.scheme, (one.standing.classification for one in self.places))

    @property
    def provisional(self) -> int:
        """How many totals are provisional."""
        return sum(place.standing.provisional for place in self.places)

    def of_unit(self, unit_id: int) -> Place | None:
        """A unit's place."""
        return next((one for one in self.places if one.form.unit.id == unit_id), None)


async def tables(db: Session, quarter: Quarter) -> list[Table]:
    """Every table of a quarter that has units, in the order of the quarter's schemes."""
    forms = await load_quarter(db, quarter)
    return tables_of(quarter, await quarters.schemes(db, quarter.id), forms)


def tables_of(
    quarter: Quarter, schemes: Sequence[KeptScheme], forms: Sequence[UnitForm]
) -> list[Table]:
    """The same from forms that are at hand, such as forms as they would be after a decision."""
    found = []
    for number, kept in enumerate(schemes, 1):
        scheme = read_scheme(kept)
        own = {form.unit.name: form for form in forms if form.form.group == kept.group}
        standings = rank(scheme, [form.assessment for form in own.values()])
        places = tuple(Place(one, own[one.unit]) for one in standings)
        if places:
            found.append(Table(quarter, number, kept.group, scheme, places))
    return found
