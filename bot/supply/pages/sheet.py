"""Figures from other bodies by spreadsheet: handed out, taken back, previewed, all or nothing.

The file stays in the store by its digest; at confirmation it is read and compared again, so that
what is written is what was shown.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from bot.corridor.buttons import HOME
from bot.corridor.events import Attachment, Message
from bot.corridor.pages import Fit, page
from bot.corridor.reads_first import REPORTING
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.alive import current_quarter
from bot.forms.pages.gates import is_answer
from bot.speech import quarters as quarter_words
from bot.speech.periods import periods
from bot.supply.desk import Desk, Ready, desk, earlier, ready, roster, usual, write_ready
from bot.supply.history import history
from bot.supply.listed import choice_of, column_at, list_in, remember, remembered
from bot.supply.listing import Listing, read_list, targets, ways
from bot.supply.pages.named import must_be_open
from bot.supply.plan import Plan, compare
from bot.supply.reading import Known, SupplyDraft, open_file, read, stamp_of
from bot.supply.sheets.book import recipe
from bot.supply.table import Stamp
from bot.supply.words import (
    doubts as doubts_words,
    gates,
    listed as listed_words,
    sheet as words,
)
from scoring.cells import Unreadable
from storage.queries import papers, quarters
from storage.queries.papers import Blob

_READ = frozenset({"xlsx", "xlsb", "txt", "xls", "et", "ods", "page", "xmls"})


@page("supply/book/{quarter:int}", roles=("admin", "supplier"), reads=True)
async def hand_out(turn: Turn, quarter: int) -> None:
    """The quarter's workbook with what is there, and wait for it."""
    found = await desk(turn, quarter)
    must_be_open(found)
    one = found.quarter
    stamps = {
        table.group: Stamp(one.id, one.year, one.number, table.digest, turn.now)
        for table in found.tables
    }
    standing = {key: stands.value for key, stands in found.standing.items()}
    carried = {key: raw for key, raw in (await earlier(turn, found)).items() if key not in standing}
    shown = {(c.row.id, c.input.name) for t in found.mine for c in t.columns}
    title = quarter_words.name(one.year, one.number)
    data = recipe(title, found.mine, stamps, standing, carried)
    brought = sum(key[1:] in shown and key[0] in found.members for key in carried)
    turn.say(words.hand_out(one, data, brought))
    turn.wait(link("supply/file", quarter))


async def fits(turn: Turn, quarter: int) -> Fit | None:  # noqa: ARG001 -- the page's own route
    """No text is a spreadsheet; how it is filled in is said here."""
    return Fit("", moves=True) if _how_to_fill(turn.text) else None


def _how_to_fill(text: str) -> bool:
    return "填" in text


@page("supply/file/{quarter:int}", roles=("admin", "supplier"), fits=fits, reads=True)
async def take(turn: Turn, quarter: int) -> None:
    """The spreadsheet: what it would change, or what has to be mended."""
    found = await desk(turn, quarter)
    must_be_open(found)
    files, route = turn.incoming.attachments, link("supply/file", quarter)
    if not files:
        await _text(turn, route, quarter)
        return
    if len(files) > 1:
        raise instead(words.one_file(len(files)), gates.overview_button(quarter), HOME)
    if files[0].refused or files[0].digest is None:
        sentence = words.refused(files[0].refused or "not_fetched")
        raise instead(sentence, gates.overview_button(quarter), HOME)
    await preview(turn, found, _held(files[0]))


async def _text(turn: Turn, route: str, quarter: int) -> None:
    """No text is a sheet: what was typed is followed by itself, and the sheet is waited for on."""
    held = {name: one for name, one in turn.draft.items() if name != "held"}
    if is_answer(turn, route) and turn.text and not _how_to_fill(turn.text):
        await turn.ask(turn.text)
        if turn.conversation.waiting in (None, route) and not turn.dropped:
            turn.wait(route, **held)
        return
    turn.say(words.want_file(quarter))
    turn.wait(route)


def _held(file: Attachment) -> dict[str, Any]:
    """What is remembered of a file between preview and confirmation."""
    claims = PurePath(file.label).suffix.removeprefix(".").lower() or file.kind
    return {
        "digest": file.digest,
        "size": file.size,
        "kind": file.kind,
        "claims": claims,
        "label": file.label,
    }


@page(
    "supply/keep/{quarter:int}", roles=("admin", "supplier"), reads=True, draws=("digest", "mark")
)
async def keep(turn: Turn, quarter: int) -> None:
    """Write everything that was shown, or nothing."""
    found = await desk(turn, quarter)
    must_be_open(found)
    held = turn.draft
    if "digest" not in held or turn.conversation.waiting != link("supply/file", quarter):
        turn.say(words.stale(quarter))
        return
    draft, plan = await plan_of(turn, found, held)
    if draft.faults or draft.doubts or plan.mark != held.get("mark"):
        turn.say(words.moved_on())
        await preview(turn, found, held)
        return
    listing = await _listing(turn, found, held) if "list" in held else None
    how = f"文件“{held['label']}”（{held['digest'][:12]}）"
    made = await ready(turn, found, plan.changes, how, held["digest"])
    # All that is said is put together here: while it is written nobody else can write.
    said = words.written(found.quarter, plan, held["label"])
    told = None
    if not turn.has("admin"):
        bodies = list(dict.fromkeys(one.column.body for one in plan.changes))
        told = words.told(found.quarter, turn.somebody.name, bodies, len(plan.changes))
    await turn.if_unchanged(
        lambda: _write(turn, found, held, listing, made, (said, told)), besides=REPORTING
    )


async def _write(
    turn: Turn,
    found: Desk,
    held: dict[str, Any],
    listing: Listing | None,
    made: Ready,
    letters: tuple[Message, Message | None],
) -> None:
    await papers.keep_blob(
        turn.db, Blob(held["digest"], held["size"], held["kind"], None), turn.now
    )
    await write_ready(turn, made)
    choice = choice_of(found, listing, held["list"]) if listing else None
    if listing is not None and choice is not None:
        await remember(turn, listing, held["list"], choice)
    said, told = letters
    turn.say(said)
    if told is not None:
        await turn.tell_office(told)


@page(
    "supply/dashes/{quarter:int}/{meaning}",
    roles=("admin", "supplier"),
    reads=True,
    draws=("digest",),
)
async def dashes(turn: Turn, quarter: int, meaning: str) -> None:
    """What the dashes of the sheet mean, said once for all of them."""
    found = await desk(turn, quarter)
    must_be_open(found)
    held = turn.draft
    if "digest" not in held or meaning not in {"nil", "blank"}:
        turn.say(words.stale(quarter))
        return
    await preview(turn, found, held | {"dashes": meaning})


@page("supply/named/{quarter:int}", roles=("admin", "supplier"), reads=True, draws=("digest",))
async def same_quarter(turn: Turn, quarter: int) -> None:
    """The sheet names another quarter and is this one's all the same."""
    found = await desk(turn, quarter)
    must_be_open(found)
    if "digest" not in turn.draft:
        turn.say(words.stale(quarter))
        return
    await preview(turn, found, turn.draft | {"named": True})


async def preview(turn: Turn, found: Desk, held: dict[str, Any]) -> None:
    """What the file would change, what has to be mended, or what must be said of it first."""
    draft, plan = await plan_of(turn, found, held)
    quarter = found.quarter.id
    turn.wait(link("supply/file", quarter))
    if wrong := _other(found, draft):
        turn.say(words.not_kept(quarter, wrong))
    elif await _asks_first(turn, found, held, draft):
        turn.wait(link("supply/file", quarter), **held)
    elif draft.faults and not any(one.cell for one in draft.faults):
        turn.say(words.not_kept(quarter, "\n".join(one.sentence for one in draft.faults)))
    elif draft.faults:
        turn.say(words.faults(quarter, draft.faults, draft.notes, list_too=draft.repeated))
        if draft.repeated:
            turn.wait(link("supply/file", quarter), **held)
    elif not plan.changes:
        turn.say(words.nothing(quarter, plan.same, draft.notes, draft.left_out))
    else:
        turn.say(
            words.preview(found.quarter, plan, draft.guesses, draft.notes, turn.now, draft.left_out)
        )
        turn.wait(link("supply/file", quarter), **held | {"mark": plan.mark})


async def _asks_first(turn: Turn, found: Desk, held: dict[str, Any], draft: SupplyDraft) -> bool:
    """Ask what must be known before the figures can be shown; the sheet waits meanwhile."""
    quarter = found.quarter.id
    if (said := _names_another(found, draft, held)) and not held.get("named"):
        turn.say(words.which_quarter(said, found.quarter))
    elif _may_be_list(draft, held) and await _asks_of_list(turn, found, held):
        pass
    elif draft.strangers:
        turn.say(listed_words.strangers(quarter, draft.strangers))
    elif draft.doubts:
        turn.say(doubts_words.ask(quarter, draft.doubts))
    elif draft.dashes:
        turn.say(words.dashes(quarter, draft.dashes))
    else:
        return False
    return True


async def plan_of(turn: Turn, found: Desk, held: dict[str, Any]) -> tuple[SupplyDraft, Plan]:
    """The file as it is read, and what it would change now."""
    data = await turn.world.read_bytes(held["digest"])
    dashes = held.get("dashes", "")
    names = held.get("names", {})
    known = Known(found.tables, await roster(turn, found), found.bodies, dashes, names)
    draft = await asyncio.to_thread(read, data, held["claims"], known)
    if "list" in held and _may_be_list(draft, held):
        listing = await list_in(data, held["claims"], known.roster)
        choice = choice_of(found, listing, held["list"]) if listing else None
        if listing is not None and choice is not None:
            table = found.mine[held["list"]["table"]]
            draft = await asyncio.to_thread(read_list, listing, table, choice, known.roster)
            said = listed_words.said(listing, choice, table.group)
            draft = replace(draft, left_out=(f"{said}。", *draft.left_out))
    plan = compare(
        draft.entries,
        found.members,
        found.columns,
        found.standing,
        earlier=await earlier(turn, found),
        decided=found.decided,
        handed_out=draft.stamp.at if draft.stamp else None,
        usual=await usual(turn, found),
        past=await history(turn.db, found.quarter),
    )
    return _without_own(found, draft, plan)


def _without_own(found: Desk, draft: SupplyDraft, plan: Plan) -> tuple[SupplyDraft, Plan]:
    """Figures of units that this person reports for are left to a colleague, and said so."""
    own = [one for one in plan.changes if one.member.unit in found.own]
    if not own:
        return draft, plan
    names = dict.fromkeys(one.member.short for one in own)
    notes = [gates.own_unit(name) for name in names]
    kept = tuple(one for one in plan.changes if one.member.unit not in found.own)
    return replace(
        draft, notes=(*notes, *draft.notes), left_out=(*notes, *draft.left_out)
    ), replace(plan, changes=kept)


def _may_be_list(draft: SupplyDraft, held: dict[str, Any]) -> bool:
    """Whether a file is a supplier's own list: by itself, or because the sender says so."""
    return draft.none_of_ours or (draft.repeated and "list" in held)


async def _asks_of_list(turn: Turn, found: Desk, held: dict[str, Any]) -> bool:
    """Ask the next thing about a supplier's own list. False: the file is no list."""
    data = await turn.world.read_bytes(held["digest"])
    listing = await list_in(data, held["claims"], await roster(turn, found))
    if listing is None:
        return False
    quarter, chosen = found.quarter.id, held.get("list", {})
    column = column_at(found, chosen.get("table", -1), chosen.get("place", -1))
    offered = targets(found.mine)
    if not offered:
        raise instead(listed_words.nothing_fits(), gates.overview_button(quarter), HOME)
    if column is None:
        before = [
            listed_words.said(listing, choice, one["group"])
            for one in await remembered(turn, found, listing)
            if (choice := choice_of(found, listing, one)) is not None
        ]
        turn.say(listed_words.which(quarter, listing, found.mine, offered, before))
    elif chosen.get("unit") not in listing.units:
        turn.say(listed_words.which_unit(quarter, listing))
    else:
        turn.say(listed_words.what_counts(quarter, listing, column, ways(column)))
    return True


async def _listing(turn: Turn, found: Desk, held: dict[str, Any]) -> Listing | None:
    data = await turn.world.read_bytes(held["digest"])
    return await list_in(data, held["claims"], await roster(turn, found))


def _other(found: Desk, draft: SupplyDraft) -> str:
    """Why the file is another quarter's or another scheme's; empty when it is this one's."""
    here = found.quarter
    stamp = draft.stamp
    if stamp is not None:
        if (stamp.quarter, stamp.year, stamp.number) != (here.id, here.year, here.number):
            return words.other_quarter(quarter_words.name(stamp.year, stamp.number), here)
        if all(not table.digest.startswith(stamp.digest) for table in found.tables):
            return words.other_scheme(here)
    return ""


def _names_another(found: Desk, draft: SupplyDraft, held: dict[str, Any]) -> str:
    """A title or file name that speaks of another quarter and not of this one; else nothing."""
    if draft.stamp is not None:
        return ""
    here = found.quarter
    for text in (*draft.titles, held["label"]):
        named = periods(text)
        if named and not any(one.is_of(here.year, here.number) for one in named):
            return str(text)
    return ""


async def came(turn: Turn) -> bool:
    """A table of figures sent while nothing waited for it: taken, by those who may. True: done.

    Our own form is known by its stamp, wherever it is sent; somebody's own table by its headings,
    in the office's group, and in private from a person who has no papers of a unit to send. A list
    of units is one only in private: in the group anything may be lying about.
    """
    files = turn.incoming.attachments
    if files and await _can_only_supply(turn):
        await turn.visit(link("supply/file", (await desk(turn)).quarter.id))
        return True
    if len(files) != 1 or not turn.has("admin", "supplier"):
        return False
    held = _held(files[0])
    if held["digest"] is None or held["kind"] not in _READ:
        return False
    data = await turn.world.read_bytes(held["digest"])
    stamp = await asyncio.to_thread(_stamp, data)
    if stamp is not None:
        named = await quarters.by_number(turn.db, stamp.year, stamp.number)
        ours = named is not None and named.id == stamp.quarter
        quarter = stamp.quarter if ours else (await desk(turn)).quarter.id
    elif _may_be_figures(turn) and await current_quarter(turn.db, turn.now):
        found = await desk(turn)
        if not await _speaks_of_figures(turn, found, data, held["claims"]):
            return False
        quarter = found.quarter.id
    else:
        return False
    await turn.visit(link("supply/file", quarter))
    return True


def _may_be_figures(turn: Turn) -> bool:
    return not turn.units if turn.incoming.private else turn.group is not None


async def _can_only_supply(turn: Turn) -> bool:
    """Whether a file of this person can be nothing but figures: a supplier without a unit."""
    alone = turn.has("supplier") and not turn.has("admin") and not turn.units
    return alone and turn.incoming.private and bool(await current_quarter(turn.db, turn.now))


async def _speaks_of_figures(turn: Turn, found: Desk, data: bytes, claims: str) -> bool:
    known = Known(found.tables, await roster(turn, found), found.bodies)
    draft = await asyncio.to_thread(read, data, claims, known)
    if draft.none_of_ours and turn.incoming.private:
        listing = await list_in(data, claims, known.roster)
        if listing is not None and (listing.repeated or await remembered(turn, found, listing)):
            return True
    return bool(draft.entries or draft.dashes or draft.doubts) or any(
        one.cell for one in draft.faults
    )


def _stamp(data: bytes) -> Stamp | None:
    try:
        book = open_file(data)
    except Unreadable:
        return None
    return next((found for sheet in book.sheets if (found := stamp_of(sheet))), None)
