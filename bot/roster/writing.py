"""Writing a list of units: put together while others write, then kept whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.corridor.turn import Turn
from bot.roster.plan import Change, Plan
from storage.prepared import Happened, Prepared, append
from storage.queries import quarters, roster
from storage.queries.roster import Unit

_WHY = "导入名单"


@dataclass(frozen=True)
class Ready:
    """A list of units as it will be kept."""

    new: Sequence[Change]
    changed: Sequence[tuple[Unit, Change]]
    """Units that are there, as they will be."""
    audit: Prepared
    """Of the changed ones: a new unit has no number yet."""


async def ready(turn: Turn, plan: Plan) -> Ready:
    """What a plan changes."""
    new, changed, happened = [], list[tuple[Unit, Change]](), []
    for one in plan.changes:
        if one.unit is None or one.before is None:
            new.append(one)
            continue
        changed.append((_after(one.unit, one), one))
        before, after = one.before.plain(), one.after.plain()
        about = f"unit/{one.unit.id}"
        happened.append(Happened(one.unit.id, "unit.change", about, before, after, _WHY))
    return Ready(new, changed, await turn.prepared(happened))


def _after(unit: Unit, change: Change) -> Unit:
    after = change.after
    return replace(
        unit,
        short=after.short,
        group=after.group,
        classification=after.classification,
        active=int(after.assessed),
    )


async def write(turn: Turn, made: Ready) -> list[Unit]:
    """Keep all of it; the units it is about, as they are then."""
    added = [(await _added(turn, one), one) for one in made.new]
    await roster.change_all(turn.db, [unit for unit, _ in made.changed])
    for unit, change in (*made.changed, *added):
        await _kept_beside(turn, unit, change)
    every = [*made.changed, *added]
    await quarters.reclassify_all(turn.db, [unit for unit, _ in every])
    for unit, change in added:
        after = change.after.plain()
        await turn.record(unit.id, "unit.add", f"unit/{unit.id}", None, after, _WHY)
    await append(turn.db, made.audit)
    return [unit for unit, _ in every]


async def _added(turn: Turn, change: Change) -> Unit:
    after = change.after
    made = await roster.add(
        turn.db, after.name, after.short, after.group, after.classification, turn.now
    )
    unit = _after(made, change)
    await roster.change(turn.db, unit)
    return unit


async def _kept_beside(turn: Turn, unit: Unit, change: Change) -> None:
    """Other names, how they are read and whom the list names, where they are others."""
    before, after = change.before, change.after
    if after.aliases != (before.aliases if before else ()):
        await roster.rename_aliases(turn.db, unit.id, after.aliases)
    if after.sounds != (before.sounds if before else ()):
        await roster.keep_sounds(turn.db, unit.id, dict(after.sounds))
    told = (after.contact, after.phone)
    if any(told) and told != ((before.contact, before.phone) if before else ("", "")):
        await roster.keep_contact(turn.db, unit.id, *told, turn.now)
