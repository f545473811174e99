"""Units and the names people call them by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("roster")


@dataclass(frozen=True, slots=True)
class Unit:
    """An assessed unit; ``group`` is the table it is assessed by (县直单位, 乡镇街道)."""

    id: int
    name: str
    short: str
    group: str
    classification: str
    active: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the list of units names as a unit's liaison, bound or not."""

    unit_id: int
    name: str
    phone: str


async def by_id(db: Session, unit_id: int) -> Unit | None:
    """The unit of this number."""
    return await db.one(_sql.by_id, Unit, unit_id=unit_id)


async def everyone(db: Session) -> list[Unit]:
    """All units, by group, in the order of the roster."""
    return await db.wide(_sql.everyone, Unit)


async def some(db: Session, unit_ids: Sequence[int]) -> dict[int, Unit]:
    """The units of these numbers, by number."""
    found = await db.all(_sql.some, Unit, ids=json.dumps(unit_ids))
    return {unit.id: unit for unit in found}


async def aliases(db: Session) -> dict[int, tuple[str, ...]]:
    """Other names, by unit number."""
    found: dict[int, list[str]] = {}
    for row in await db.wide_rows(_sql.aliases):
        found.setdefault(row["unit_id"], []).append(row["alias"])
    return {unit: tuple(names) for unit, names in found.items()}


async def add(
    db: Session, name: str, short: str, group: str, classification: str, now: datetime
) -> Unit:
    """A new unit on the roster."""
    added = await db.one(
        _sql.add,
        Unit,
        name=name,
        short=short,
        group_name=group,
        classification=classification,
        now=stamp(now),
    )
    assert added is not None  # noqa: S101 -- "insert … returning" gives its row or raises
    return added


async def change(db: Session, unit: Unit) -> None:
    """Write short name, group, classification and whether the unit is assessed."""
    await _sql.change(
        db,
        unit_id=unit.id,
        short=unit.short,
        group_name=unit.group,
        active=unit.active,
    )
    await _sql.classify(db, unit_id=unit.id, classification=unit.classification)


async def change_all(db: Session, units: Sequence[Unit]) -> None:
    """The same for many."""
    told = [
        {"unit_id": one.id, "short": one.short, "group_name": one.group, "active": one.active}
        for one in units
    ]
    await db.executemany(_sql.change.sql, told)
    classes = [{"unit_id": one.id, "classification": one.classification} for one in units]
    await db.executemany(_sql.classify.sql, classes)


async def rename(db: Session, unit_id: int, name: str) -> None:
    """Write the full name. Raises storage.faults.Clash where another unit has it."""
    await _sql.rename(db, unit_id=unit_id, name=name)


async def rename_aliases(db: Session, unit_id: int, names: tuple[str, ...]) -> None:
    """The other names of a unit, replacing those it had."""
    await _sql.drop_aliases(db, unit_id=unit_id)
    for name in names:
        await _sql.add_alias(db, unit_id=unit_id, alias=name)


async def contacts(db: Session) -> dict[int, Contact]:
    """Whom the list names, by unit number."""
    return {one.unit_id: one for one in await db.wide(_sql.contacts, Contact)}


async def contacts_of(db: Session, units: Iterable[int]) -> dict[int, Contact]:
    """Whom the list names for these units."""
    found = await db.all(_sql.contacts_of, Contact, units=json.dumps(list(units)))
    return {one.unit_id: one for one in found}


async def not_bound(db: Session) -> int:
    """For how many assessed units somebody is named whom the unit has not for its liaison yet."""
    rows = await db.wide_rows(_sql.not_bound)
    return int(rows[0]["units"])


async def contact(db: Session, unit_id: int) -> Contact | None:
    """Whom the list names for a unit."""
    return await db.one(_sql.contact, Contact, unit_id=unit_id)


async def keep_contact(db: Session, unit_id: int, name: str, phone: str, now: datetime) -> None:
    """Write down whom the list names for a unit."""
    await _sql.keep_contact(db, unit_id=unit_id, name=name, phone=phone, now=stamp(now))


async def sounds(db: Session) -> dict[int, dict[str, str]]:
    """How signs of a unit's name are read where the office said it: unit → sign → syllable."""
    found: dict[int, dict[str, str]] = {}
    for row in await db.wide_rows(_sql.sounds):
        found.setdefault(row["unit_id"], {})[row["sign"]] = row["sound"]
    return found


async def keep_sounds(db: Session, unit_id: int, said: Mapping[str, str]) -> None:
    """How signs of a unit's name are read, replacing what was said before."""
    await _sql.drop_sounds(db, unit_id=unit_id)
    for sign, sound in said.items():
        await _sql.add_sound(db, unit_id=unit_id, sign=sign, sound=sound)
