"""Taking back one's own last step in a draft, and doing it again; after a reload, too.

What somebody else has changed since stays as it is, and is named. Not here: which changes are steps
(`bot.schemes.keeping`).
"""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.schemes.keeping import says
from bot.schemes.pages.drafts import draft_of
from bot.schemes.steps import Shot, from_text, head_of, same_row
from bot.schemes.words import undo as words
from bot.schemes.words.cells import REFUSED
from storage.queries import people, scheme_tables as tables, schemes
from storage.queries.schemes import KeptDraft, KeptRow


@page("schemes/undo/{draft:int}/{step:int}", roles=("admin",))
async def undo(turn: Turn, draft: int, step: int) -> None:
    """The last step of this person, as the page showed it, is taken back."""
    found = await tables.last_step(turn.db, draft, turn.somebody.id)
    await _turn_over(turn, draft, step, found, back=True)


@page("schemes/redo/{draft:int}/{step:int}", roles=("admin",))
async def redo(turn: Turn, draft: int, step: int) -> None:
    """What was taken back is done again."""
    found = await tables.undone_step(turn.db, draft, turn.somebody.id)
    await _turn_over(turn, draft, step, found, back=False)


async def _turn_over(
    turn: Turn, number: int, shown: int, step: tables.Step | None, *, back: bool
) -> None:
    draft = await draft_of(turn, number)
    if step is None or step.id != shown:
        raise instead(words.not_the_last(), title=REFUSED)
    before, after = from_text(step.before), from_text(step.after)
    have, want = (after, before) if back else (before, after)
    kept = {one.place: one for one in await schemes.rows(turn.db, number)}
    free = [place for place in want.rows if same_row(kept.get(place), have.rows[place])]
    other = [kept.get(place) or have.rows[place] for place in want.rows if place not in free]
    head = want.head is not None and head_of(draft) == have.head
    names = [one.row for one in other if one is not None]
    names += ["抬头"] if want.head is not None and not head else []
    if not free and not head:
        await tables.drop_step(turn.db, step.id)
        turn.say(words.overtaken(number, step.said, await _by(turn, other), back=back))
        return
    for place in free:
        await _put(turn, number, kept.get(place), want.rows[place])
    if head and want.head is not None:
        await schemes.set_head(turn.db, number, want.head)
    await schemes.reopen(turn.db, number)
    await tables.set_undone(turn.db, step.id, undone=back)
    await _record(turn, draft, have, want, free, back=back)
    again = words.button(number, step.id, step.said, back=not back)
    turn.say(words.turned_over(number, step.said, names, again, back=back))


async def _by(turn: Turn, rows: list[KeptRow | None]) -> str:
    """Who changed the first of these rows last."""
    by = next((one.changed_by or one.confirmed_by for one in rows if one is not None), None)
    found = await people.person(turn.db, by) if by is not None else None
    return found.name if found is not None else ""


async def _put(turn: Turn, draft: int, now: KeptRow | None, want: KeptRow | None) -> None:
    if want is None:
        if now is not None:
            await schemes.drop_row(turn.db, draft, now.place)
        return
    if now is None:
        await schemes.add_row(turn.db, draft, want)
    await schemes.put_row(turn.db, draft, want, turn.somebody.id, turn.now)


async def _record(
    turn: Turn, draft: KeptDraft, have: Shot, want: Shot, places: list[int], *, back: bool
) -> None:
    """In the audit chain: every row as it was and as it is again."""
    was, now = (
        [says(row) for place in places if (row := shot.rows[place]) is not None]
        for shot in (have, want)
    )
    action = "scheme.undo" if back else "scheme.redo"
    subject = f"scheme/{draft.id}"
    title = {"title": want.head.title} if want.head is not None else {}
    await turn.record(None, action, subject, {"rows": was}, {"rows": now, **title})
