"""Whose deadline is moved: a unit's, that of a list's units, everybody's; from when days count.

No page of its own: ``bot.review.pages.extend`` moves it, ``unextend`` takes it back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.roster import roster_of
from bot.questions.how_long import another
from bot.review.words import extend as words
from bot.speech.calendar import DayFault, day, in_china
from bot.speech.numbers import FIGURE, figure, plain
from storage.queries import inquiries, quarters


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose deadline is moved: a unit's, that of the units of a list that was kept, or of all."""

    unit: int = 0
    kept: int = 0

    def route(self, quarter: int) -> str:
        """Where the day is asked for."""
        if self.kept:
            return link("extend", quarter, "of", self.kept)
        return link("extend", quarter, self.unit or "all")


def from_when(deadline: datetime, now: datetime) -> date:
    """From when 两天 are counted: the deadline that holds, or today where that is over."""
    return max(in_china(deadline).date(), in_china(now).date())


_A_YEAR: Final = 366
_UNITS: Final = r"天|周|个?星期|个?礼拜"
_MORE: Final = re.compile(
    r"(?:那就?|就|再|先|给|往后|向后|多)*(?:延长?期?|推迟?|晚|宽限|顺延|加|给|改|换|定|成|为)*(?:后|他们?|它)?"
    rf"(?P<n>{FIGURE})(?P<unit>{_UNITS})(?:的?时间)?(?:吧|就行|就好|好了|够了)?[。.!！]?"
)
"""推迟两天, 再给一周: counted from the deadline that holds, as 教育局延期两天 is."""
_DAYS_ON: Final = re.compile(
    rf"(?:那就?|就|往后|向后|给)*(?:延长?期?|推迟?|晚|宽限|顺延|再|多|加)+(?P<n>{FIGURE})(?P<unit>日)吧?"
)
"""延期5日: five days, where 延到5日 is the fifth."""
_BY_SO_MUCH: Final = re.compile(rf"[+](?P<n>{FIGURE})(?P<unit>{_UNITS})")
_NUMBER: Final = re.compile(
    rf"(?:大概|大约|差不多|可能|估计|约|就|那就?|延期?|再|给)*(?P<n>{FIGURE})(?:左右|吧|个)*[。.!！]?"
)

_OF_A_MONTH: Final = re.compile(
    r"(?:(?:改|换|定|延期?|推迟?|放)?(?:到|成|为|在)|那就?|就|改|定)*[0-9]{1,2}[日号](?:吧|就行|就好)?"
)
"""8日, of a deadline on the fifth of January said in December: the eighth that follows it."""


def day_said(turn: Turn, forms: Sequence[UnitForm], text: str) -> date:
    """The day, or so many days more, that a text says of a deadline. Raises DayFault."""
    today = in_china(turn.now).date()

    def reads(clause: str) -> str | None:
        try:
            _read(turn, forms, clause, today)
        except DayFault:
            return None
        return clause

    told = another(text, reads)
    return _read(turn, forms, told.day if told and told.day else text, today)


def _read(turn: Turn, forms: Sequence[UnitForm], text: str, today: date) -> date:
    said = plain(text).strip()
    more = _MORE.fullmatch(said) or _DAYS_ON.fullmatch(said) or _BY_SO_MUCH.fullmatch(said)
    number = figure(more["n"]) if more else None
    if more is not None and number is not None and number == int(number) and number < _A_YEAR:
        days = int(number) * (1 if more["unit"] in ("天", "日") else 7)
        return from_when(max(form.deadline for form in forms), turn.now) + timedelta(days=days)
    held = from_when(max(form.deadline for form in forms), turn.now)
    return beyond(said, day(text, today), held)


def beyond(said: str, found: date, held: date) -> date:
    """The day of a month that follows the deadline that holds, where only its number was said."""
    return day(said, held) if found <= held and _OF_A_MONTH.fullmatch(plain(said)) else found


def day_or_days(turn: Turn, forms: Sequence[UnitForm], text: str) -> list[date]:
    """大概3: so many days more, and the day of the month of that number; nothing if it is none."""
    match = _NUMBER.fullmatch(plain(text).strip())
    found = list[date]()
    for said in (f"{match['n']}天", f"{match['n']}号") if match else ():
        try:
            found.append(day_said(turn, forms, said))
        except DayFault:
            continue
    held = from_when(max(form.deadline for form in forms), turn.now)
    return sorted({one for one in found if one > held})


async def kept_units(turn: Turn, number: int) -> frozenset[int]:
    """The units of a kept list, or a sentence instead."""
    kept = await inquiries.by_id(turn.db, number)
    if kept is None:
        raise instead(words.list_gone(), HOME)
    return frozenset(kept.shown)


async def left_of(turn: Turn, whom: Whom, forms: Sequence[UnitForm]) -> list[str]:
    """Those of a list that are not put off: they have handed in, or are others' to put off."""
    kept = await inquiries.by_id(turn.db, whom.kept) if whom.kept else None
    if kept is None or not forms:
        return []
    there = {form.unit.id for form in forms}
    left = set(kept.shown) - there
    short = (await roster_of(turn.db)).short if left else {}
    every = await quarters.forms(turn.db, forms[0].quarter.id) if left else []
    done = [one.unit_id for one in every if one.state == "submitted" and one.unit_id in left]
    own = [one.unit_id for one in every if one.unit_id in left and one.unit_id not in done]
    return words.not_put_off([short[one] for one in done], [short[one] for one in own])


async def way_back(turn: Turn, quarter: int, moved: Sequence[UnitForm]) -> str:
    """Where all of it is taken back: a unit's own page, or that of those that were moved."""
    if len(moved) == 1:
        return link("extend/back", quarter, moved[0].unit.id)
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    units = [form.unit.id for form in moved]
    said = json.dumps({"meaning": ""})
    return link(
        "extend/back", quarter, "of", await inquiries.keep(turn.db, where, said, units, turn.now)
    )
