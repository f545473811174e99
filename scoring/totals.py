"""From rows to a total: section caps, rescaling to the full mark, bonus, bounds.

Here: the arithmetic above the rows, as steps. Not here: rows (`rowwise`), grades (`ranking`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.exact import ZERO, quotient
from scoring.model import Scheme, Section, weighted
from scoring.result import RowResult, Step


@dataclass(slots=True)
class Totals:
    """The running account of one unit; `steps` holds every difference to the rows' points."""

    sections: dict[str, Decimal] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    regular: Decimal = ZERO
    bonus: Decimal = ZERO
    total: Decimal = ZERO


Plan = Sequence[tuple[str, bool, int, int]]
"""Of each section its number, whether it is 附加分, and where its rows begin and end."""


def total_of(scheme: Scheme, rows: Mapping[str, RowResult]) -> Totals:
    """Add the rows up as the scheme says. Must run inside the exact context."""
    account = Totals()
    for section in scheme.sections:
        points = _section(section, rows, account)
        if section.weight is not None:
            counted = weighted(section, points)
            step = Step("weight", counted - points, section.number, x=points, points=section.weight)
            account.steps.append(step)
            points = counted
        account.sections[section.number] = points
        if section.yearly:
            if points:
                account.steps.append(Step("yearly", -points, section.number))
            continue
        if section.bonus:
            account.bonus += points
        else:
            account.regular += points
    _rescale(scheme, rows, account)
    _bonus(scheme, account)
    account.total = account.regular + account.bonus
    _bound(scheme, account)
    return account


def plain_sums(
    sections: Plan, points: list[Decimal]
) -> tuple[dict[str, Decimal], Decimal, Decimal]:
    """Return sections, regular and bonus points where nothing is ruled above the rows."""
    found: dict[str, Decimal] = {}
    regular, bonus = ZERO, ZERO
    for number, extra, first, last in sections:
        part = found[number] = sum(points[first + 1 : last], points[first])
        if extra:
            bonus += part
        else:
            regular += part
    return found, regular, bonus


def _section(section: Section, rows: Mapping[str, RowResult], account: Totals) -> Decimal:
    points = sum((rows[row.id].points for row in section.rows), ZERO)
    if section.capped and points > section.points:
        cut = section.points - points
        account.steps.append(Step("section", cut, section.number, cap=section.points))
        return section.points
    return points


def _rescale(scheme: Scheme, rows: Mapping[str, RowResult], account: Totals) -> None:
    """Stretch the ordinary sections over the points of the rows that do not apply."""
    ordinary = [(one, row) for one in _ordinary(scheme) for row in one.rows]
    gone = ((one, row.points) for one, row in ordinary if rows[row.id].absent == "rescale")
    away = sum((weighted(*each) for each in gone), ZERO)
    if not away:
        return
    whole = sum((one.worth for one in _ordinary(scheme)), ZERO)
    if whole <= away:
        return
    stretched = quotient(account.regular * whole, whole - away)
    change = stretched - account.regular
    account.steps.append(Step("rescale", change, x=whole, points=whole - away))
    account.regular = stretched


def _ordinary(scheme: Scheme) -> list[Section]:
    return [one for one in scheme.sections if not one.bonus and not one.yearly]


def _bonus(scheme: Scheme, account: Totals) -> None:
    if scheme.bonus_from is not None and account.regular < scheme.bonus_from and account.bonus > 0:
        account.steps.append(Step("bonus", -account.bonus, x=scheme.bonus_from))
        account.bonus = ZERO
    if scheme.bonus_max is not None and account.bonus > scheme.bonus_max:
        cut = scheme.bonus_max - account.bonus
        account.steps.append(Step("bonus", cut, cap=scheme.bonus_max))
        account.bonus = scheme.bonus_max


def _bound(scheme: Scheme, account: Totals) -> None:
    bounded = account.total
    if scheme.total_max is not None:
        bounded = min(bounded, scheme.total_max)
    if scheme.total_min is not None:
        bounded = max(bounded, scheme.total_min)
    if bounded != account.total:
        account.steps.append(Step("limit", bounded - account.total, cap=bounded))
        account.total = bounded
