"""等次 and 名次: from totals to grades and a ranking, by the scheme's own rules.

Here: grades, effects on them, order and ties. Not here: totals (`assess`), tables and pictures.
The document: 90 分以上（含本数）为优秀，80 分以上 90 分以下为良好，60 分以上 80 分以下为合格.
Grades and ranks are decided on the exact total unless the scheme says otherwise (READINGS D05,
D06); 先进 and 落后 are named by people (D07), so nothing here names them.

Nobody stands above another by silence: a unit with open answers is placed by the least it can come
to, whatever the answers are. Where open answers can only bring points that is its total; where they
can take points (a floor below 0) or bring a veto it is less. So an honest report never costs a
place to a unit that said nothing, and a place once reached is lost to nobody by answering.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.exact import ONE, ZERO, rounded, show
from scoring.model import Scheme
from scoring.result import Assessment

__all__ = [
    "Standing",
    "apart",
    "class_order",
    "compared",
    "grade",
    "grade_of",
    "in_order",
    "league",
    "placed",
    "rank",
    "rank_standings",
    "show",
    "standing",
]

_COUNTING = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's place: exact `total`, `grade`, shared `rank` from 1, and its class if it has one.

    `key` is what the order was decided on, highest first. `least` is the total the place was
    decided on where open answers may still take points, None where it is `total`; `veto_open` says
    that a veto may still turn up.
    """

    unit: str
    total: Decimal
    grade: str
    rank: int
    provisional: bool
    classification: str | None = None
    key: tuple[Decimal, ...] = ()
    least: Decimal | None = None
    veto_open: bool = False


def apart(scheme: Scheme, classes: Iterable[str | None]) -> bool:
    """Return whether the units, which have these classes, are ranked class by class.

    As the scheme says. Where it says nothing and knows no classes of its own, units have classes
    for no other purpose than to be ranked apart, so any class makes it so.
    """
    if scheme.ranking.per_class is not None:
        return scheme.ranking.per_class
    knows = scheme.classes or any(row.classes for row in scheme.rows)
    return not knows and any(classes)


def league(scheme: Scheme, classification: str | None) -> str:
    """Return whom a unit is ranked with: its class where classes may be ranked apart, else all.

    Known of one unit alone: `apart` holds where the scheme says so, or anybody's is a class.
    """
    rules = scheme.ranking.per_class
    by_class = apart(scheme, [classification]) if rules is None else rules
    return (classification or "") if by_class else ""


def class_order(scheme: Scheme, classes: Iterable[str]) -> list[str]:
    """Return classes in their order: as the scheme lists them, 一类、二类、三类, no class last."""
    listed = [name for name, _ in scheme.classes]

    def key(name: str) -> tuple[bool, int, int, str]:
        place = listed.index(name) if name in listed else len(listed)
        number = _COUNTING.find(name[0]) if name else -1
        return (not name, place, number if number >= 0 else len(_COUNTING), name)

    return sorted(set(classes), key=key)


def compared(scheme: Scheme, total: Decimal) -> Decimal:
    """Return the figure grades and ranks are decided on: exact, or as shown where so ruled."""
    rules = scheme.ranking
    return rounded(total, rules.digits, rules.rounding) if rules.compare == "shown" else total


def grade(scheme: Scheme, total: Decimal) -> str:
    """Return the grade a total earns before any veto; the last grade takes the rest."""
    figure = compared(scheme, total)
    for one in scheme.grades:
        if figure >= one.at_least:
            return one.name
    return scheme.grades[-1].name


def grade_of(scheme: Scheme, assessment: Assessment) -> str:
    """Return a unit's grade after vetoes (last), drops (one lower), bars (not first, or second)."""
    earned = grade(scheme, assessment.total)
    if not assessment.effects:
        return earned
    names = [one.name for one in scheme.grades]
    place = names.index(earned) + assessment.effects.count("drop")
    barred = 2 if "bar_two" in assessment.effects else int("bar" in assessment.effects)
    place = max(place, barred)
    if "veto" in assessment.effects:
        place = len(names) - 1
    return names[min(place, len(names) - 1)]


def standing(scheme: Scheme, assessment: Assessment) -> Standing:
    """Return a unit's standing with rank 0: all that `rank_standings` needs to keep of it."""
    rules = scheme.ranking
    veto_open = "veto" in assessment.open_effects and "veto" not in assessment.effects
    last = rules.vetoed == "last" and (veto_open or "veto" in assessment.effects)
    breakers = [_part(assessment, name) for name in rules.break_by]
    lowest = assessment.total if assessment.least is None else assessment.least.total
    return Standing(
        unit=assessment.unit,
        total=assessment.total,
        grade=grade_of(scheme, assessment),
        rank=0,
        provisional=assessment.provisional,
        classification=assessment.classification,
        key=(ZERO if last else ONE, compared(scheme, lowest), *breakers),
        least=lowest if lowest != assessment.total else None,
        veto_open=veto_open and rules.vetoed == "last",
    )


def rank(scheme: Scheme, assessments: Iterable[Assessment]) -> list[Standing]:
    """Return the standings of a group, best first; equal keys share a rank (1, 2, 2, 4).

    Where classes are ranked apart they follow one another, each ranked from 1.
    """
    return rank_standings(scheme, [standing(scheme, one) for one in assessments])


def rank_standings(scheme: Scheme, standings: Sequence[Standing]) -> list[Standing]:
    """Return unranked standings in order, with their ranks; names decide the order of equals."""
    keys = [one.key for one in standings]
    ranks = placed(scheme, keys, [one.classification for one in standings])
    ranked = [_at(one, rank) for one, rank in zip(standings, ranks, strict=True)]
    return in_order(scheme, ranked)


def _at(one: Standing, rank: int) -> Standing:
    """A standing with its rank: `replace`, at a third of what it takes for ten thousand units."""
    return Standing(
        one.unit,
        one.total,
        one.grade,
        rank,
        one.provisional,
        one.classification,
        one.key,
        one.least,
        one.veto_open,
    )


def in_order(scheme: Scheme, ranked: Sequence[Standing]) -> list[Standing]:
    """Return ranked standings best first, class by class where these are ranked apart."""
    # Two sorts, the second stable: highest key first, and equals by name in rising order.
    found = sorted(ranked, key=lambda one: one.unit)
    found.sort(key=lambda one: one.key, reverse=True)
    classes = [one.classification or "" for one in ranked]
    if apart(scheme, classes):
        places = {name: place for place, name in enumerate(class_order(scheme, classes))}
        found.sort(key=lambda one: places[one.classification or ""])
    return found


def placed(
    scheme: Scheme,
    keys: Sequence[tuple[Decimal, ...]] | Sequence[Decimal],
    classes: Sequence[str | None],
) -> list[int]:
    """Return the rank of each key, in the given order; equal keys share one."""
    by_class = apart(scheme, classes)
    groups: dict[str, list[int]] = {}
    for at, name in enumerate(classes):
        groups.setdefault((name or "") if by_class else "", []).append(at)
    ranks = [0] * len(keys)
    for members in groups.values():
        members.sort(key=keys.__getitem__, reverse=True)
        number, before = 0, None
        for place, at in enumerate(members, 1):
            if before is None or keys[at] != keys[before]:
                number = number + 1 if scheme.ranking.ties == "dense" else place
            ranks[at], before = number, at
    return ranks


def _part(assessment: Assessment, name: str) -> Decimal:
    """Return the points of a section or a row that are sure, for breaking ties."""
    least = assessment.least
    sections = assessment.sections if least is None else least.sections
    if name in sections:
        return sections[name]
    row = assessment.rows[name]
    return row.points if row.least is None else row.least
