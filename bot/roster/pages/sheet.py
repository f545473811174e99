"""Importing the list of units from a spreadsheet: form, preview, and all or nothing.

The file stays in the store by its digest; between preview and confirmation only the digest is
kept, the file is read again and compared again, so that what is written is what was shown.
"""

from __future__ import annotations

import asyncio
from pathlib import PurePath

from bot.corridor.events import Attachment
from bot.corridor.pages import Fit, page
from bot.corridor.reads_first import REPORTING
from bot.corridor.turn import Turn, instead
from bot.forms.coming import coming
from bot.questions.typed import alone
from bot.roster.likeness import near_doubles
from bot.roster.pages.units import join_open_quarters, liaisons
from bot.roster.plan import Plan, compare
from bot.roster.reading import GROUPS, RosterDraft, read
from bot.roster.words import sheet as words
from bot.roster.writing import Ready, ready, write as write_ready
from storage.queries import roster

_FORM = "units/import/file"


@page("units/import", roles=("admin",), words=alone("units/import"), reads=True)
async def ask(turn: Turn) -> None:
    """Hand out the form and wait for it."""
    turn.say(words.ask())
    turn.wait(_FORM)


async def no_text_fits(turn: Turn) -> Fit | None:  # noqa: ARG001 -- as every form is asked
    """No text is a spreadsheet."""
    return None


@page("units/import/file", roles=("admin",), fits=no_text_fits, reads=True)
async def take(turn: Turn) -> None:
    """The spreadsheet: what it would change, or what has to be mended."""
    files = turn.incoming.attachments
    if not files:
        turn.say(words.want_file())
        turn.wait(_FORM)
        return
    if len(files) > 1:
        raise instead(words.one_file(len(files)), words.LIST)
    if files[0].refused or files[0].digest is None:
        raise instead(words.refused(files[0].refused or "not_fetched"), words.LIST)
    await _preview(turn, files[0].digest, _kind(files[0]))


@page("units/import/yes", roles=("admin",), reads=True, draws=("mark",))
async def write(turn: Turn) -> None:
    """Write everything that was shown, or nothing."""
    shown = turn.draft
    if "digest" not in shown:
        turn.say(words.stale())
        return
    draft, plan = await _plan(turn, shown["digest"], shown["kind"])
    if draft.faults or plan.clashes or plan.mark != shown["mark"]:
        turn.say(words.moved_on())
        await _preview(turn, shown["digest"], shown["kind"])
        return
    made = await ready(turn, plan)
    await turn.if_unchanged(lambda: _write_all(turn, plan, made), besides=REPORTING)


async def _write_all(turn: Turn, plan: Plan, made: Ready) -> None:
    touched = await write_ready(turn, made)
    joined = await join_open_quarters(turn, touched)
    added = sum(change.before is None for change in plan.changes)
    waiting = await roster.not_bound(turn.db)
    turn.say(words.written(added, len(plan.changes) - added, joined, waiting))


async def _preview(turn: Turn, digest: str, kind: str) -> None:
    draft, plan = await _plan(turn, digest, kind)
    if draft.faults or plan.clashes:
        turn.say(words.faults(draft.faults, plan.clashes, len(draft.lines) - len(plan.clashes)))
        turn.wait(_FORM)
    elif not plan.changes:
        turn.say(words.nothing(plan.same))
    else:
        turn.say(words.preview(plan, draft.notes, [*draft.doubts, *await _doubts(turn, plan)]))
        turn.wait(_FORM, digest=digest, kind=kind, mark=plan.mark)


async def _plan(turn: Turn, digest: str, kind: str) -> tuple[RosterDraft, Plan]:
    """The list as it is read, and what it would change now."""
    schemes = await coming(turn.db, turn.world)
    groups = {scheme.group: GROUPS.get(scheme.group, ()) for scheme in schemes}
    data = await turn.world.read_bytes(digest)
    draft = await asyncio.to_thread(read, data, kind, groups)
    known, aliases = await roster.everyone(turn.db), await roster.aliases(turn.db)
    return draft, compare(
        draft.lines, known, aliases, groups, await liaisons(turn), await roster.sounds(turn.db)
    )


async def _doubts(turn: Turn, plan: Plan) -> list[str]:
    """New names that are nearly those of other units, old or new."""
    known = [unit.name for unit in await roster.everyone(turn.db)]
    fresh = [change.after.name for change in plan.changes if change.unit is None]
    return await asyncio.to_thread(near_doubles, fresh, known)


def _kind(file: Attachment) -> str:
    """What the name on the phone promises: a csv is a text file by its content."""
    return PurePath(file.label).suffix.removeprefix(".").lower() or file.kind
