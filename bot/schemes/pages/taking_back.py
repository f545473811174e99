"""A released table is taken back before any quarter was opened with it; its draft is open again.

One admin is enough: what counts then counted before, and two admins had confirmed that. Not here:
how it was released (`release`).
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.forms.coming import coming
from bot.schemes.words import taking_back as words
from bot.schemes.words.drafts import SCHEMES
from storage.queries import schemes
from storage.queries.schemes import KeptDraft, Version


async def _found(turn: Turn, number: int) -> tuple[Version, KeptDraft]:
    """The version of a route and its draft, while it may be taken back; or why it may not."""
    every = await schemes.versions(turn.db)
    version = next((one for one in every if one.id == number), None)
    if version is None:
        raise instead(words.gone(), SCHEMES, HOME)
    draft = await schemes.draft(turn.db, version.draft_id)
    assert draft is not None  # noqa: S101 -- a version points at its draft
    if await schemes.opened_with(turn.db, version):
        raise instead(words.in_use(draft.title), SCHEMES, HOME)
    if any(one.id > number and one.group_name == version.group_name for one in every):
        raise instead(words.followed(draft.title), SCHEMES, HOME)
    return version, draft


@page("schemes/back/{number:int}", roles=("admin",))
async def ask(turn: Turn, number: int) -> None:
    """What would count instead."""
    version, draft = await _found(turn, number)
    turn.say(words.ask(number, draft.title, version.group_name, await _instead(turn, version)))


async def _instead(turn: Turn, version: Version) -> str:
    """The title of what counts once a version is gone; empty: nothing."""
    every = await schemes.versions(turn.db)
    older = [one for one in every if one.group_name == version.group_name and one.id < version.id]
    if older:
        draft = await schemes.draft(turn.db, older[-1].draft_id)
        return draft.title if draft is not None else older[-1].name
    own = next((one for one in turn.world.schemes if one.group == version.group_name), None)
    return own.title if own is not None else ""


@page("schemes/back/{number:int}/yes", roles=("admin",))
async def take_back(turn: Turn, number: int) -> None:
    """Done: what counted before counts next, and the draft is open again."""
    version, draft = await _found(turn, number)
    await schemes.end_version(turn.db, number, turn.now)
    await schemes.revive(turn.db, draft.id)
    before = {"group": version.group_name, "digest": version.digest, "in_force": version.in_force}
    await turn.record(None, "scheme.back", f"scheme/{number}", before, None)
    counts = next(
        (one.title for one in await coming(turn.db, turn.world) if one.group == version.group_name),
        "",
    )
    message = words.taken_back(
        draft.id, draft.title, version.group_name, turn.somebody.name, counts
    )
    turn.say(message)
    if turn.group is None:
        await turn.tell_office(message)
