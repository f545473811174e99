"""Second marking: an opinion is given and sealed, two are compared; how often they agree.

Every decision that takes or cuts figures ends here (``give``); sending back ends a pair
(``sent_back``). Who marks what twice, and what agreement is, are rules of ``bot.review.seconds``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Literal

from bot.corridor.behind import none_behind
from bot.corridor.buttons import HOME, to
from bot.corridor.events import canonical
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import Raw
from bot.forms.pages.gates import is_answer
from bot.forms.words import figures
from bot.questions.typed import alone
from bot.review import seconds
from bot.review.pages.decide import decide, subject
from bot.review.pages.desk import DESK, REVIEWING, Hall, colleagues, hall_of, refuse_conflict
from bot.review.queue import Item
from bot.review.seconds import accepted_of, agree, basis
from bot.review.words import asks, second as words
from storage.queries import answers, opinions, quarters, review
from storage.queries.opinions import Opinion

Given = Literal["stands", "agreed", "sealed", "differed"]
_MOST = 6


async def give(
    turn: Turn,
    hall: Hall,
    item: Item,
    decision: str,
    accepted: Mapping[str, Raw],
    reason: str,
) -> Given:
    """Decide on an item, or give one of the two opinions that decide on it."""
    if len(item.opinions) == 1:
        return await _second(turn, hall, item, item.opinions[0], decision, accepted, reason)
    if not item.opinions and await _is_drawn(turn, hall, item, decision, accepted, reason):
        return "sealed"
    if item.differs:
        await _settle(turn, item, "differed")
    await decide(turn, item.form, item.row, decision, accepted, reason, None)
    return "stands"


async def _is_drawn(
    turn: Turn,
    hall: Hall,
    item: Item,
    decision: str,
    accepted: Mapping[str, Raw],
    reason: str,
) -> bool:
    """Whether the item is to be marked twice; then this is the first opinion, sealed."""
    earlier = await opinions.of_item(turn.db, *item.key)
    if any(one.settled_at is None for one in earlier):
        # What it rested on is not there any more.
        await opinions.settle(turn.db, *item.key, "overtaken", turn.now)
        earlier = await opinions.of_item(turn.db, *item.key)
    doubted = any(mark.kind != "late" for mark in item.marks)
    why = seconds.drawn(earlier, turn.world.second_percent, turn.world.chance(), doubted=doubted)
    if why is None or not await colleagues(turn, hall, item):
        return False
    await _keep(turn, item, why, decision, accepted, reason)
    return True


async def _keep(
    turn: Turn,
    item: Item,
    why: opinions.Drawn,
    decision: str,
    accepted: Mapping[str, Raw],
    reason: str,
) -> None:
    """Keep an opinion; the trail says that it was given, and its hash, but not yet what it is."""
    text = canonical(dict(accepted))
    mark = basis(item.form, item.row)
    me = turn.somebody.id
    await opinions.add(turn.db, *item.key, mark, why, decision, text, reason, me, turn.now)
    seal = hashlib.sha256(canonical([decision, text, reason, me]).encode()).hexdigest()
    about = subject(item.form, item.row)
    await turn.record(item.form.unit.id, "review.opinion", about, None, {"seal": seal})


async def _second(
    turn: Turn,
    hall: Hall,
    item: Item,
    first: Opinion,
    decision: str,
    accepted: Mapping[str, Raw],
    reason: str,
) -> Given:
    why: opinions.Drawn = "doubt" if first.drawn == "doubt" else "chance"
    await _keep(turn, item, why, decision, accepted, reason)
    if agree(first, decision, accepted):
        await _settle(turn, item, "agreed")
        both = "；".join(dict.fromkeys(one for one in (first.reason, reason) if one))
        await decide(turn, item.form, item.row, decision, accepted, both, None)
        return "agreed"
    about = subject(item.form, item.row)
    after = [_said(one) for one in await _live(turn, item)]
    await turn.record(item.form.unit.id, "review.differ", about, None, after)
    message = words.told_third(item.form, item.row)
    for number in await colleagues(turn, hall, item):
        if number != first.by_person:
            await turn.tell(number, message, f"differ:{first.id}:{number}")
    return "differed"


async def _live(turn: Turn, item: Item) -> list[Opinion]:
    every = await opinions.of_item(turn.db, *item.key)
    return [one for one in every if one.settled_at is None]


def _said(one: Opinion) -> dict[str, object]:
    """An opinion as the trail keeps it once it is no secret any more."""
    return {
        "by": one.by_person,
        "decision": one.decision,
        "accepted": accepted_of(one),
        "reason": one.reason,
    }


async def _settle(turn: Turn, item: Item, outcome: opinions.Outcome) -> None:
    """End what stands of an item's opinions, and say in the trail what they were."""
    live = await _live(turn, item)
    if not live:
        return
    await opinions.settle(turn.db, *item.key, outcome, turn.now)
    about = subject(item.form, item.row)
    after = {"outcome": outcome, "opinions": [_said(one) for one in live]}
    await turn.record(item.form.unit.id, "review.second", about, None, after)


async def sent_back(turn: Turn, item: Item) -> None:
    """The item goes back to its unit: what was found of it before rests on what will change."""
    await _settle(turn, item, "sent_back")


async def said(turn: Turn, hall: Hall, item: Item, given: Given, stands: str) -> str:
    """What the reviewer reads after a decision that may be one of two."""
    if given == "sealed":
        return words.sealed(item.form.unit.short, item.row)
    if given == "differed":
        thirds = set(await colleagues(turn, hall, item))
        return words.differed(item.form.unit.short, item.row, between=not thirds)
    return words.agreed(stands) if given == "agreed" else stands


@page("review/unsay/{quarter:int}/{unit:int}/{row}", roles=REVIEWING)
async def unsay(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """收回我的意见, while the second one has not spoken."""
    hall = await hall_of(turn, quarter)
    item = hall.find(unit, row)
    mine = [one for one in item.opinions if one.by_person == turn.somebody.id] if item else []
    if item is None or not mine or item.differs:
        raise instead(words.nothing_to_unsay(), DESK)
    refuse_conflict(turn, item.form)
    await _settle(turn, item, "taken_back")
    see = to("重新审", "review/see", quarter, unit, row)
    turn.say(words.unsaid(item.form.unit.short, item.row), (see, DESK))


# -- how often two agree -------------------------------------------------------------------------


@page("review/seconds", roles=REVIEWING, words=alone("review/seconds"), reads=True)
async def newest(turn: Turn) -> None:
    """双审, of the quarter that is under review, else of the newest."""
    known = [one for one in await quarters.everyone(turn.db) if one.state != "planned"]
    if not known:
        raise instead(words.none_waits(), HOME)
    due = [one for state in ("review", "announced") for one in known if one.state == state]
    await turn.visit(link("review/seconds", (due or known)[0].id))


@page("review/seconds/{quarter:int}", roles=REVIEWING, reads=True)
async def agreement(turn: Turn, quarter: int) -> None:
    """How often two agreed, by row and by reviewer; a reviewer reads the own line only."""
    hall = await hall_of(turn, quarter)
    every = await opinions.of_quarter(turn.db, quarter)
    tables = {form.form.id: form.form.group for form in hall.forms}
    found = seconds.agreement(every, tables)
    several = len(await quarters.schemes(turn.db, quarter)) > 1
    rows = [
        (f"{group[:2]} {row}" if several else row, one)
        for (group, row), one in found.by_row.items()
    ]
    names = {one.by_person: one.by_name for one in every}
    persons = [
        (names[person], one)
        for person, one in found.by_person.items()
        if turn.has("admin") or person == turn.somebody.id
    ]
    differing = [
        to(f"定 {one.form.unit.short} {one.row.id}", "review/see", *_place(one))
        for one in hall.mine
        if one.differs
    ]
    shares = words.Shares(rows, persons)
    percent, may = turn.world.second_percent, turn.has("admin")
    turn.say(words.shown(hall.quarter, found, shares, differing[:_MOST], percent, may_end=may))


def _place(item: Item) -> tuple[int, int, str]:
    return item.form.quarter.id, item.form.unit.id, item.row.id


@page("review/alone/{quarter:int}/{n:int}?", roles=("admin",))
async def not_waited_for(turn: Turn, quarter: int, n: int = -1) -> None:
    """The second ones are not waited for: the first opinions decide, with a reason."""
    hall = await hall_of(turn, quarter)
    waiting = [one for one in hall.items if len(one.opinions) == 1]
    if not waiting:
        raise instead(words.none_waits(), DESK)
    route = link("review/alone", quarter)
    typed = turn.text if is_answer(turn, route) else ""
    reason = words.ALONE_REASONS[n] if 0 <= n < len(words.ALONE_REASONS) else typed
    if not reason:
        lines = [f"{one.form.unit.short} {figures.row_title(one.row)}" for one in waiting]
        turn.say(words.ask_alone(hall.quarter, lines, route))
        turn.wait(route)
        return
    if not 2 <= len(reason) <= asks.LONGEST:
        raise instead(asks.reason_too_short(), to("再等等", "review/seconds", quarter))
    # It ends for all: whatever came before goes first, the second one's own word above all.
    await none_behind(turn, to("再看", "review/alone", quarter))
    for item in waiting:
        await _first_decides(turn, item, reason)
    left = to("没办完的", "unfinished", quarter)
    turn.say(words.ended(len(waiting)), (left, DESK))


async def _first_decides(turn: Turn, item: Item, why: str) -> None:
    first = item.opinions[0]
    await _settle(turn, item, "alone")
    await answers.decide(
        turn.db,
        *item.key,
        first.decision,
        first.accepted,
        first.reason,
        None,
        first.by_person,
        turn.now,
    )
    await review.settle(turn.db, *item.key, turn.now)
    after = {"decision": first.decision, "accepted": accepted_of(first), "by": first.by_person}
    about = subject(item.form, item.row)
    await turn.record(item.form.unit.id, f"review.{first.decision}", about, None, after, why)
