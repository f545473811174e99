"""The rules of reminding as they are now: the settings', and the holidays the office confirmed.

A notice of a year's holidays is kept with the settings of the database, so that every process and
every page reckons with it from the turn in which it was confirmed.
Not here: how a notice is read (``bot.speech.holidays``) and confirmed (``bot.quarters``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.corridor.door import Reminding
from bot.corridor.turn import Turn
from bot.speech.workdays import Announced
from storage.database import Session
from storage.queries import corridor

_PREFIX = "holidays:"
"""Settings under which notices are kept: the year follows."""


async def rules_of(turn: Turn) -> Reminding:
    """The rules of this turn's moment."""
    return await rules_now(turn.db, turn.world.reminding)


async def rules_now(db: Session, told: Reminding) -> Reminding:
    """The settings' rules with every year that was announced."""
    told = replace(told, days=await days_now(db, told))
    found = await corridor.settings_like(db, _PREFIX)
    if not found:
        return told
    notices = [_read(key, value) for key, value in found.items()]
    return replace(told, calendar=told.calendar.with_announced(notices))


_DAYS = "reminding.days"
"""On which days from a deadline is reminded, where the office has said so."""


async def days_now(db: Session, told: Reminding) -> tuple[int, ...]:
    """The days as the office said them last, else as the settings have them."""
    kept = await corridor.setting(db, _DAYS)
    return told.days if not kept else tuple(int(one) for one in json.loads(kept))


async def set_days(db: Session, days: Sequence[int]) -> None:
    """From now on these are the days; none: as the settings have them."""
    await corridor.set_setting(db, _DAYS, json.dumps(sorted(set(days))) if days else "")


async def announced(db: Session, year: int) -> Announced | None:
    """The notice of a year that was confirmed."""
    key = f"{_PREFIX}{year}"
    value = await corridor.setting(db, key)
    return None if value is None else _read(key, value)


async def keep(db: Session, notice: Announced) -> None:
    """From now on this is what is off and worked in its year."""
    days = {name: sorted(map(date.isoformat, getattr(notice, name))) for name in ("off", "on")}
    await corridor.set_setting(db, f"{_PREFIX}{notice.year}", json.dumps(days))


def _read(key: str, value: str) -> Announced:
    days = {
        name: frozenset(map(date.fromisoformat, said)) for name, said in json.loads(value).items()
    }
    return Announced(int(key.removeprefix(_PREFIX)), days["off"], days["on"])
