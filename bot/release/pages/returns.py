"""结束补正: the office stops waiting for supplements, with a reason that each unit reads.

What such a row counts then is the scheme's rule. Sending a row back is the review's.
"""

from __future__ import annotations

from bot.corridor.behind import none_behind
from bot.corridor.buttons import HOME, to
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.loading import load_quarter
from bot.forms.pages.gates import is_answer
from bot.forms.pages.office import quarter_of
from bot.release.words import unfinished as words
from bot.review import telling
from bot.review.pages.decide import subject
from bot.review.queue import conflicted
from storage.queries import answers
from storage.queries.quarters import Quarter

_LEAST, _MOST = 2, 200


@page("returns/end/{quarter:int}/{n:int}?", roles=("admin",))
async def end(turn: Turn, quarter: int, n: int = -1) -> None:
    """Every return of a quarter that could still come back; first why."""
    found = await quarter_of(turn, quarter)
    waiting = await _waiting(turn, found)
    if not waiting:
        raise instead(words.none_to_end(), to("没办完的", "unfinished", quarter), HOME)
    route = link("returns/end", quarter)
    typed = turn.text if is_answer(turn, route) else ""
    reason = words.END_REASONS[n] if 0 <= n < len(words.END_REASONS) else typed
    if not reason:
        lines = [words.back(form, row, turn.now) for form in waiting for row in form.returned]
        turn.say(words.ask_end(found, lines, route))
        turn.wait(route)
        return
    if not _LEAST <= len(reason) <= _MOST:
        raise instead(words.told_reason(reason), to("重新写", route), HOME)
    await _end(turn, found, waiting, reason)


async def _waiting(turn: Turn, quarter: Quarter) -> list[UnitForm]:
    """Forms with rows that may still be supplemented; never the admin's own unit's."""
    if quarter.state not in ("open", "review"):
        return []
    return [
        form
        for form in await load_quarter(turn.db, quarter)
        if form.returned and not conflicted(form, turn.somebody.id, turn.units)
    ]


async def _end(turn: Turn, quarter: Quarter, waiting: list[UnitForm], reason: str) -> None:
    await none_behind(turn, to("结束补正", "returns/end", quarter.id))
    lines, unheard = [], []
    for form in waiting:
        for row in form.returned:
            review = form.reviews[row.id]
            await answers.close_return(turn.db, review.id, turn.now)
            before = {"due": review.due_at}
            about = subject(form, row)
            await turn.record(form.unit.id, "review.end", about, before, None, reason)
        rows = form.returned
        lines += [f"　{words.row(form, row)}" for row in rows]
        message = words.told_ended(form, rows, reason)
        key = f"returns.ended:{form.reviews[rows[0].id].id}"
        told = await telling.post_to_unit(turn.db, form, message, key, turn.now, turn.inbox_id)
        unheard += [] if told else [form.unit.short]
    turn.say(words.ended(quarter.id, lines, unheard))
