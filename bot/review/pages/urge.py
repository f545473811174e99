"""催审核员: who reviews and has how much left, shown first; then each is told, once a press."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.review.hall import reviewers, units_of
from bot.review.pages.by_word import reviewed_now
from bot.review.pages.desk import DESK, Hall, hall_of
from bot.review.queue import offered
from bot.review.words import lists, urge as words
from bot.speech import quarters as quarter_words
from storage.database import moment
from storage.queries import review


@page("review/urge/{who}", roles=("admin",), reads=True)
async def ask(turn: Turn, who: str) -> None:
    """Whom it would go to: ``all``, ``slow`` (with the most left) or persons by number."""
    await _ask(turn, who, None)


@page("review/urge/{who}/by/{day:int}", roles=("admin",), reads=True)
async def ask_by(turn: Turn, who: str, day: int) -> None:
    """周五以前审完: the same, with the day by which the office wants it done."""
    await _ask(turn, who, _wanted_by(day))


async def _ask(turn: Turn, who: str, by: date | None) -> None:
    hall = await _hall(turn)
    left = await _left(turn, hall, who)
    shared = not any(one.holders for one in hall.items)
    until = moment(hall.quarter.review_until)
    turn.say(words.ask(who, _name(hall), left, until, turn.now, by, shared=shared))


def _wanted_by(day: int) -> date:
    try:
        return datetime.strptime(str(day), "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        raise instead(lists.none().text, DESK) from None


@page("review/urge/{who}/yes/{day:int}?", roles=("admin",))
async def yes(turn: Turn, who: str, day: int = 0) -> None:
    """Tell each how much waits and until when."""
    hall, by = await _hall(turn), _wanted_by(day) if day else None
    left = [one for one in await _left(turn, hall, who) if one.count]
    told: list[str] = []
    lost: list[str] = []
    for one in left:
        until = moment(hall.quarter.review_until)
        message = words.letter(hall.quarter.id, _name(hall), one.count, until, turn.now, by)
        reason = f"urge:{hall.quarter.id}:{one.person}:{turn.inbox_id}"
        (told if await turn.tell(one.person, message, reason) else lost).append(one.name)
    if told:
        after = {"persons": [one.person for one in left if one.name in told]}
        await turn.record(None, "review.urge", f"quarter/{hall.quarter.id}", None, after)
    turn.say(words.done(told, lost))


def _name(hall: Hall) -> str:
    return quarter_words.name(hall.quarter.year, hall.quarter.number)


async def _hall(turn: Turn) -> Hall:
    quarter = await reviewed_now(turn)
    if quarter is None:
        raise instead(lists.none().text, DESK)
    return await hall_of(turn, quarter.id)


async def _left(turn: Turn, hall: Hall, who: str) -> list[words.Left]:
    """How much each has left, the most first, of as many who decided least; never oneself."""
    done = Counter(
        one.by_person for one in await review.decisions_of_quarter(turn.db, hall.quarter.id)
    )
    found = []
    for person, name in (await reviewers(turn.db)).items():
        items = offered(hall.items, person, await units_of(turn.db, person), hall.remits)
        found.append(words.Left(person, name, len(items)))
    found.sort(key=lambda one: (-one.count, done[one.person], one.person))
    if who in ("all", "slow"):
        others = [one for one in found if one.person != turn.somebody.id and one.count]
        return others if who == "all" else others[:1]
    wanted = {int(one) for one in who.split("-") if one.isdecimal() and len(one) < _DIGITS}
    return [one for one in found if one.person in wanted]


_DIGITS = 10
