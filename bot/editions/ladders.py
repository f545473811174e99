"""Tables read as their rungs and the few lines a page shows, in the order they are kept in.

Ten thousand units are counted and put in order by the indexes of ``storage.queries.results``. In a
view beside the writer, results that are stale are worked out for the answer (``standings``): what
is kept of those units is left out here, and what they come to now put in its place. Pages that look
at every line read ``standings.boards``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from bot.editions.members import anew_of
from bot.editions.rungs import Part, Place, Rungs, Table
from bot.editions.rungs_kept import Anew, of_edition, of_quarter
from bot.editions.running import class_of
from bot.editions.stale import freshened, worked_anew
from bot.editions.standings import edition_of, frozen_line, uncounted
from bot.forms.loading import read_scheme
from storage.database import Session
from storage.queries import frozen, quarters, results
from storage.queries.frozen import EditionMark
from storage.queries.quarters import KeptScheme, Quarter
from storage.queries.results import Live

Step = tuple[int, str]
"""A unit's number and grade, in the order of a table."""


@dataclass(frozen=True, kw_only=True)
class Ladder(Table):
    """A table of which lines are read as they are needed."""

    stands: Rungs
    anew: Anew = field(default_factory=Anew)
    places: tuple[str, ...] = ()
    """The place each rung is kept by, while the figures themselves are read."""
    counted: int = 0
    """How many units have a line, of a table without rungs."""

    @property
    def rungs(self) -> Rungs:
        """Best first, class by class where these are ranked apart."""
        return self.stands

    @cached_property
    def size(self) -> int:
        """How many units have a line."""
        return self.counted or super().size

    def rank_at(self, named: str, place: str) -> int:
        """The rank of those of a class that are kept at a place."""
        return self.rungs.ranks[bisect_left(self.places, place, *self.by_class[named or None])]

    def place_at(self, named: str | None, rank: int) -> str:
        """Where those of a class that have a rank are kept."""
        return self.places[bisect_left(self.rungs.ranks, rank, *self.by_class[named])]


Standing = tuple[Ladder, Place | None]


async def ladders(
    db: Session, quarter: Quarter, *, public: bool = False, only: Iterable[str] | None = None
) -> list[Ladder]:
    """Every table of a quarter that has units; with ``public`` only what everybody may read.

    ``only``: tables of which more is asked than how many units they have; others have no rungs.
    """
    edition = await edition_of(db, quarter, public=public)
    if edition is None and public:
        return []
    wanted = None if only is None else set(only)
    if edition is not None:
        return await _frozen(db, quarter, edition, wanted)
    await freshened(db, quarter)
    return await _living(db, quarter, wanted)


async def _frozen(
    db: Session, quarter: Quarter, edition: EditionMark, wanted: set[str] | None
) -> list[Ladder]:
    found = []
    for number, kept in enumerate(await quarters.schemes(db, quarter.id), 1):
        scheme, rungs, counted = read_scheme(kept), Rungs(), 0
        if wanted is None or kept.group in wanted:
            rungs = await of_edition(db, edition, kept.group, scheme)
        else:
            counted = await frozen.size_of_edition(db, edition.id, kept.group)
        if rungs or counted:
            found.append(
                Ladder(
                    quarter=quarter, number=number, group=kept.group, scheme=scheme,
                    edition=edition, stands=rungs, counted=counted,
                )
            )  # fmt: skip
    return found


async def _living(db: Session, quarter: Quarter, wanted: set[str] | None) -> list[Ladder]:
    worked = await worked_anew(db, quarter) if wanted is None or wanted else {}
    kept = await results.lines_of_quarter(db, quarter.id, worked) if worked else []
    anew = Anew(tuple(kept), tuple(anew_of(one, worked[one.unit_id]) for one in kept))
    behind = await results.behind_of_quarter(db, quarter.id)
    behind.subtract(one.group for one in kept)
    found = []
    for number, table in enumerate(await quarters.schemes(db, quarter.id), 1):
        if wanted is not None and table.group not in wanted:
            # How many have a line hardly ever changes: nothing is worked out for it.
            units, counted = await results.size_of_quarter(db, quarter.id, table.group)
            if units:
                found.append(
                    Ladder(
                        quarter=quarter, number=number, group=table.group,
                        scheme=read_scheme(table), stands=Rungs(), counted=counted,
                    )
                )  # fmt: skip
            continue
        mine = _of_group(anew, table.group)
        found += await _ladder(db, quarter, number, table, mine, behind[table.group])
    return found


def _of_group(anew: Anew, group: str) -> Anew:
    return Anew(
        tuple(one for one in anew.kept if one.group == group),
        tuple(one for one in anew.now if one.group == group),
    )


async def _ladder(
    db: Session, quarter: Quarter, number: int, table: KeptScheme, anew: Anew, behind: int
) -> list[Ladder]:
    """The table, or none where it has no units."""
    scheme = read_scheme(table)
    rungs, places = await of_quarter(db, quarter, table.group, scheme, anew)
    lost = await _uncounted(db, quarter, table.group, anew)
    if not rungs and not lost:
        return []
    return [
        Ladder(
            quarter=quarter, number=number, group=table.group, scheme=scheme, behind=behind,
            uncounted=uncounted(lost), stands=rungs, anew=anew, places=places,
        )
    ]  # fmt: skip


async def _uncounted(db: Session, quarter: Quarter, group: str, anew: Anew) -> list[Live]:
    """Units whose figures cannot be assessed, in the order of their forms."""
    lost = set(await results.uncounted_of_quarter(db, quarter.id, group))
    lost -= {one.unit_id for one in anew.kept}
    found = await results.lines_of_quarter(db, quarter.id, lost) if lost else []
    found += [one for one in anew.now if not one.counted]
    return sorted(found, key=lambda one: one.form_id)


# -- lines ---------------------------------------------------------------------------------------


async def steps(db: Session, ladder: Ladder, parts: Sequence[Part]) -> list[Step]:
    """The units of some parts of a table, in their order."""
    found: list[Step] = []
    for part in parts:
        if ladder.edition is not None:
            found += await _frozen_steps(db, ladder, ladder.edition, part)
        else:
            found += await _living_steps(db, ladder, part)
    return found


async def _frozen_steps(
    db: Session, ladder: Ladder, edition: EditionMark, part: Part
) -> list[Step]:
    """An edition's lines are numbered through the whole table, class by class."""
    before = _before(ladder, part.classification)
    first, last = before + part.start + 1, before + part.stop
    return await frozen.order_of_edition(db, edition.id, ladder.group, first, last)


async def _living_steps(db: Session, ladder: Ladder, part: Part) -> list[Step]:
    """Lines as they are kept, some more than asked for, without those that are worked out anew;
    these are put between them, and the part is cut out of all.
    """
    named = part.classification or ""
    left = sorted(_key(one) for one in ladder.anew.kept if one.counted and one.league == named)
    put = sorted(
        (*_key(one), one.unit_id, one.grade)
        for one in ladder.anew.now
        if one.counted and one.league == named
    )
    start = max(0, part.start - len(put))
    rows = await results.order_of_quarter(
        db, ladder.quarter.id, ladder.group, named, start, part.stop + len(left) - start
    )
    gone = {one.unit_id for one in ladder.anew.kept}
    first = (rows[0]["place"], rows[0]["name"]) if rows else None
    if start and first is not None:
        # What stands before the first line that was read was counted with those left out there.
        start -= sum(one < first for one in left)
        start += sum(one[:2] < first for one in put)
        put = [one for one in put if one[:2] >= first]
    every = [
        (row["place"], row["name"], row["unit_id"], row["grade"])
        for row in rows
        if row["unit_id"] not in gone
    ]
    if put:
        every = sorted([*every, *put])
    return [(unit, grade) for *_, unit, grade in every[part.start - start : part.stop - start]]


def _key(one: Live) -> tuple[str, str]:
    return one.place, one.name


async def lines(db: Session, ladder: Ladder, units: Sequence[int]) -> list[Place]:
    """The lines of these units, in this order; of those that have one."""
    if ladder.edition is not None:
        kept = await frozen.lines_of_edition(db, ladder.edition.id, units)
        lines = {one.unit_id: frozen_line(one) for one in kept if one.group == ladder.group}
        return [lines[unit] for unit in units if unit in lines]
    anew = {one.unit_id: one for one in ladder.anew.now}
    rest = [unit for unit in units if unit not in anew]
    if rest:
        read = await results.lines_of_quarter(db, ladder.quarter.id, rest)
        anew |= {one.unit_id: one for one in read if one.group == ladder.group}
    found = [anew[unit] for unit in units if unit in anew]
    return [_living_line(ladder, one) for one in found if one.counted]


def _living_line(ladder: Ladder, one: Live) -> Place:
    return Place(
        unit=one.unit_id,
        name=one.name,
        short=one.short,
        total=Decimal(one.total),
        grade=one.grade,
        rank=ladder.rank_at(one.league, one.place),
        provisional=bool(one.provisional),
        # Of those that are behind, the class they were ranked in, and not what they became since.
        classification=one.league or None if ladder.apart else class_of(ladder.scheme, one),
        heard=bool(one.heard),
        submitted=one.state == "submitted",
    )


async def of_parts(db: Session, ladder: Ladder, parts: Sequence[Part]) -> list[Place]:
    """The lines of some parts of a table."""
    return await lines(db, ladder, [unit for unit, _ in await steps(db, ladder, parts)])


async def of_unit(
    db: Session, quarter: Quarter, unit: int, *, public: bool = False
) -> Standing | None:
    """A unit's line with its table; no line where its figures cannot be assessed; None: no part."""
    return (await of_units(db, quarter, [unit], public=public))[0]


async def of_units(
    db: Session, quarter: Quarter, units: Sequence[int], *, public: bool = False
) -> list[Standing | None]:
    """The same of several."""
    groups = [await _group_of(db, quarter, unit, public=public) for unit in units]
    only = {group for group in groups if group}
    every = await ladders(db, quarter, public=public, only=only) if only else []
    by_group = {one.group: one for one in every}
    found: list[Standing | None] = []
    for unit, group in zip(units, groups, strict=True):
        ladder = by_group.get(group or "")
        line = await lines(db, ladder, [unit]) if ladder else []
        found.append((ladder, line[0] if line else None) if ladder else None)
    return found


async def _group_of(db: Session, quarter: Quarter, unit: int, *, public: bool) -> str | None:
    edition = await edition_of(db, quarter, public=public)
    if edition is not None:
        kept = await frozen.lines_of_edition(db, edition.id, [unit])
        return kept[0].group if kept else None
    form = None if public else await quarters.form(db, quarter.id, unit)
    return form.group if form else None


async def best(db: Session, ladder: Ladder, line: Place) -> Place:
    """Who has the highest total of those a unit is ranked with; of several the first."""
    named, rungs = ladder.league(line), ladder.rungs
    first, last = ladder.span(named)
    top = rungs.ranks[max(range(first, last), key=rungs.totals.__getitem__)]
    start = sum(rungs.units[first : bisect_left(rungs.ranks, top, first, last)])
    stop = sum(rungs.units[first : bisect_right(rungs.ranks, top, first, last)])
    # A rank may be decided on more than the total, so others may stand on it as well.
    return max(await of_parts(db, ladder, [Part(named, start, stop)]), key=lambda one: one.total)


async def near(db: Session, ladder: Ladder, line: Place, many: int) -> list[Place]:
    """So many lines on either side of a unit's, and its own."""
    at = await position(db, ladder, line) - _before(ladder, ladder.league(line))
    stop = min(ladder.among(line), at + many + 1)
    return await of_parts(db, ladder, [Part(ladder.league(line), max(0, at - many), stop)])


async def position(db: Session, ladder: Ladder, line: Place) -> int:
    """How many lines of its table stand before a unit's."""
    named = ladder.league(line)
    if ladder.edition is not None:
        (kept,) = await frozen.lines_of_edition(db, ladder.edition.id, [line.unit])
        return kept.place - 1
    first, last = ladder.span(named)
    ahead = sum(ladder.rungs.units[: bisect_left(ladder.rungs.ranks, line.rank, first, last)])
    league_, place = named or "", ladder.place_at(named, line.rank)
    ahead += await results.before_in_quarter(
        db, ladder.quarter.id, ladder.group, league_, place, line.name
    )
    for sign, every in ((-1, ladder.anew.kept), (1, ladder.anew.now)):
        ahead += sign * sum(
            one.counted and (one.league, one.place) == (league_, place) and one.name < line.name
            for one in every
        )
    return ahead


def _before(ladder: Ladder, named: str | None) -> int:
    """How many lines of other classes stand before a class's."""
    return sum(ladder.rungs.units[: ladder.span(named)[0]])
