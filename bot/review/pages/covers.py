"""代审: who does a reviewer's work while that one is away. An admin says it, or the reviewer.

Who stands in is offered what is kept for the other and what the other's remit covers
(``bot.review.remits``); whatever was decided stays.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.forms.loading import schemes_of
from bot.people.telling import tell_office
from bot.review.hall import Hall, reviewers
from bot.review.pages.by_word import reviewed_now
from bot.review.pages.desk import REVIEWING, hall_of, remits_of
from bot.review.words import covers as words, remits as remit_words
from storage.queries import review


@page("review/cover/{person:int}", roles=REVIEWING, reads=True)
async def which(turn: Turn, person: int) -> None:
    """What is on somebody's hands, and who could do it."""
    known = await _known(turn, person)
    away = (await remits_of(turn)).covers
    others = [
        (number, name) for number, name in known.items() if number != person and number not in away
    ]
    turn.say(words.which(person, known[person], await _work(turn, person), others))


@page("review/cover/{person:int}/{cover:int}", roles=REVIEWING, reads=True)
async def ask(turn: Turn, person: int, cover: int) -> None:
    """Before somebody stands in."""
    known = await _both(turn, person, cover)
    work = await _work(turn, person)
    turn.say(words.shown(person, known[person], cover, known[cover], work))


@page("review/cover/{person:int}/{cover:int}/yes", roles=REVIEWING)
async def stand_in(turn: Turn, person: int, cover: int) -> None:
    """Somebody stands in from now on; what lay before the other goes back to the queue."""
    known = await _both(turn, person, cover)
    before = (await review.covers(turn.db)).get(person)
    me = turn.somebody
    if before != cover:
        await review.cover(turn.db, person, cover, me.id, turn.now)
        await review.leave_desk(turn.db, person)
        await turn.record(None, "reviewer.cover", f"person/{person}", before, cover)
        if before is not None and before != me.id:
            await turn.tell(before, words.over_told(known[person]))
        if cover != me.id:
            await turn.tell(cover, words.told(known[person], me.name))
        if person != me.id:
            await turn.tell(person, words.told_away(known[cover]))
        await tell_office(turn, words.done(known[person], known[cover], person))
    turn.say(words.done(known[person], known[cover], person))


@page("review/uncover/{person:int}", roles=REVIEWING, reads=True)
async def ask_end(turn: Turn, person: int) -> None:
    """Before the work goes back."""
    known = await _known(turn, person)
    cover = (await review.covers(turn.db)).get(person)
    if cover is None:
        turn.say(words.none(known[person]))
        return
    turn.say(words.ask_end(person, known[person], known.get(cover, "")))


@page("review/uncover/{person:int}/yes", roles=REVIEWING)
async def end(turn: Turn, person: int) -> None:
    """The work goes back."""
    known = await _known(turn, person)
    cover = (await review.covers(turn.db)).get(person)
    if cover is None:
        turn.say(words.none(known[person]))
        return
    await review.end_cover(turn.db, person, turn.now)
    await turn.record(None, "reviewer.cover", f"person/{person}", cover, None)
    if cover != turn.somebody.id:
        await turn.tell(cover, words.over_told(known[person]))
    turn.say(words.ended(known[person]))


async def _known(turn: Turn, person: int) -> dict[int, str]:
    """Who reviews, where this one's work may be handed over by whoever speaks."""
    known = await reviewers(turn.db)
    if person not in known:
        raise instead(words.not_a_reviewer(), words.BACK, HOME)
    if not turn.has("admin") and person != turn.somebody.id:
        raise instead(words.not_yours(), HOME)
    return known


async def _both(turn: Turn, person: int, cover: int) -> dict[int, str]:
    known = await _known(turn, person)
    if cover not in known or cover == person:
        raise instead(words.not_a_reviewer(), words.BACK, HOME)
    now = await review.covers(turn.db)
    if cover in now:
        raise instead(words.loop(known[cover]), words.BACK, HOME)
    away = next((one for one, other in now.items() if other == person and one in known), None)
    if away is not None:
        raise instead(words.covers_another(known[person], known[away]), words.BACK, HOME)
    return known


async def _work(turn: Turn, person: int) -> words.Work:
    """What nobody but this reviewer is offered."""
    quarter = await reviewed_now(turn)
    if quarter is None:
        return words.Work()
    hall = await hall_of(turn, quarter.id)
    parts = hall.remits.parts.get(person, frozenset())
    covered = [
        one
        for one in hall.items
        if any(part.covers(one.form.form.group, one.row) for part in parts)
    ]
    return words.Work(
        _open(hall, person),
        sum(one.reserved == person for one in hall.items),
        remit_words.parts_said(parts, await schemes_of(turn.db, quarter)),
        len(covered),
    )


def _open(hall: Hall, person: int) -> str:
    """What lies before somebody now."""
    key = next((key for key, who in hall.held.items() if who == person), None)
    item = next((one for one in hall.items if one.key == key), None)
    return f"{item.form.unit.short} {item.row.id}" if item else ""
