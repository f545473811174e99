"""办法: the tables that count next, and a draft as a whole: for whom, header, faults, its end.

Not here: a document that is sent in (`taking`), a row (`row`, `fields`), the release (`release`).
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace

from bot.corridor.buttons import HOME
from bot.corridor.events import Button
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.coming import coming
from bot.questions.typed import alone
from bot.schemes.classes import unknown
from bot.schemes.counted import counted
from bot.schemes.draft import declarable, faults_in, keys_of, with_defect
from bot.schemes.heading import changed, said, unsaid
from bot.schemes.keeping import declare_row, keep_head
from bot.schemes.words import drafts as words, undo as undo_words
from bot.schemes.words.drafts import SCHEMES
from scoring.faults import Fault
from scoring.printing import print_keys
from storage.queries import roster, scheme_scans, scheme_tables as tables, schemes
from storage.queries.schemes import KeptDraft, KeptRow

_GROUP_SIGNS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()、]{2,12}")


@page("schemes", roles=("admin",), words=alone("schemes"))
async def overview(turn: Turn) -> None:
    """What counts next and what is being drafted."""
    versions = {one.group_name: one for one in await schemes.versions(turn.db)}
    now = [
        (one.group, one.title, "本机构发布" if one.group in versions else "方案文件")
        for one in await coming(turn.db, turn.world)
    ]
    drafts = [
        (one.id, one.title, counted(await schemes.rows(turn.db, one.id)))
        for one in await schemes.open_drafts(turn.db)
    ]
    unused = [
        (one.id, group)
        for group, one in versions.items()
        if not await schemes.opened_with(turn.db, one)
    ]
    turn.say(words.overview(now, drafts, unused, await _at_work(turn)))
    turn.wait("schemes/take")


async def _at_work(turn: Turn) -> list[tuple[int, str, int, int]]:
    """The scans that are being read: number, name, pages read, pages."""
    found = []
    for one in await scheme_scans.at_work(turn.db):
        pages = await scheme_scans.pages(turn.db, one.id)
        found.append((one.id, one.label, sum(bool(page.seen) for page in pages), len(pages)))
    return found


async def draft_of(turn: Turn, number: int) -> KeptDraft:
    """The draft of a route, while it is worked on; or a sentence that it is not any more."""
    found = await schemes.draft(turn.db, number)
    if found is None or found.state not in ("open", "proposed"):
        raise instead(words.gone(), SCHEMES, HOME)
    return found


async def faults_of(turn: Turn, draft: KeptDraft) -> list[Fault]:
    """What the draft contradicts, once every row is understood."""
    return await asyncio.to_thread(faults_in, draft, await schemes.rows(turn.db, draft.id))


async def nobody_in(turn: Turn, draft: KeptDraft) -> list[str]:
    """What rows say of classes and units that the roster does not have."""
    units = await roster.everyone(turn.db)
    return unknown(draft, await schemes.rows(turn.db, draft.id), units)


@page("schemes/draft/{draft:int}", roles=("admin",))
async def status(turn: Turn, draft: int) -> None:
    """How far a draft is, and what comes next."""
    found = await draft_of(turn, draft)
    turn.say(
        words.status(
            draft,
            found.title,
            found.group_name,
            counted(await schemes.rows(turn.db, draft)),
            [*json.loads(found.doubts), *await nobody_in(turn, found)],
            await faults_of(turn, found),
            await steps_of(turn, draft),
            proposed=found.state == "proposed",
        )
    )


async def steps_of(turn: Turn, draft: int) -> list[Button]:
    """What this person did last, to be taken back; what was taken back, to be done again."""
    last = await tables.last_step(turn.db, draft, turn.somebody.id)
    undone = await tables.undone_step(turn.db, draft, turn.somebody.id)
    found = [(last, True), (undone, False)]
    return [
        undo_words.button(draft, one.id, one.said, back=back)
        for one, back in found
        if one is not None
    ]


@page("schemes/group/{draft:int}/{number:int}?", roles=("admin",))
async def group(turn: Turn, draft: int, number: int = 0) -> None:
    """Whom the table is for: tapped, or asked."""
    found = await draft_of(turn, draft)
    groups = [one.group for one in await coming(turn.db, turn.world)]
    if 1 <= number <= len(groups):
        await _set_group(turn, found, groups[number - 1])
        return
    turn.say(words.ask_group(draft, found.title, groups))
    turn.wait(link("schemes/grouped", draft))


@page("schemes/grouped/{draft:int}", roles=("admin",))
async def grouped(turn: Turn, draft: int) -> None:
    """Whom the table is for: typed."""
    if turn.incoming.attachments:
        await turn.visit("schemes/take")
        return
    found = await draft_of(turn, draft)
    if not _GROUP_SIGNS.fullmatch(turn.text):
        turn.say(words.group_taken(turn.text), (words.back_to(draft), HOME))
        turn.wait(link("schemes/grouped", draft))
        return
    await _set_group(turn, found, turn.text)


async def _set_group(turn: Turn, draft: KeptDraft, name: str) -> None:
    header = {**keys_of(draft.header), "group": name}
    header["name"] = f"{turn.world.county}{header['in_force'].year}-{name}"
    after = replace(draft, group_name=name, header=print_keys(header))
    await keep_head(turn, draft, after, "定考核对象")
    await turn.visit(link("schemes/draft", draft.id))


@page("schemes/head/{draft:int}", roles=("admin",))
async def head(turn: Turn, draft: int) -> None:
    """The header, line by line."""
    found = await draft_of(turn, draft)
    turn.say(words.head(draft, said(found), unsaid(found)))
    turn.wait(link("schemes/headed", draft))


@page("schemes/headed/{draft:int}", roles=("admin",))
async def headed(turn: Turn, draft: int) -> None:
    """A line of the header, written anew."""
    if turn.incoming.attachments:
        await turn.visit("schemes/take")
        return
    found = await draft_of(turn, draft)
    after = changed(found, turn.text)
    if after is None:
        turn.say(words.head_not_read(turn.text), (words.back_to(draft), HOME))
        turn.wait(link("schemes/headed", draft))
        return
    await keep_head(turn, found, after, "改抬头")
    await turn.visit(link("schemes/head", draft))


@page("schemes/faults/{draft:int}", roles=("admin",))
async def faults(turn: Turn, draft: int) -> None:
    """What the table contradicts, with the ways out."""
    found = await draft_of(turn, draft)
    left = await faults_of(turn, found)
    if not left:
        await turn.visit(link("schemes/draft", draft))
        return
    rows = await schemes.rows(turn.db, draft)
    places = {f'["{one.row}"]': one.place for one in rows}
    turn.say(words.faults(draft, found.title, [(one, places.get(one.row, 0)) for one in left]))


@page("schemes/faults/{draft:int}/{number:int}/{mark}", roles=("admin",))
async def as_printed(turn: Turn, draft: int, number: int, mark: str) -> None:
    """The document is so: declared, and counted as it is printed."""
    found = await draft_of(turn, draft)
    left = await faults_of(turn, found)
    one = left[number - 1] if 1 <= number <= len(left) else None
    if one is not None and declarable(one) and words.mark_of(one) == mark:
        rows = await schemes.rows(turn.db, draft)
        after = with_defect(found, rows, one)
        if isinstance(after, KeptRow):
            before = next(row for row in rows if row.place == after.place)
            await declare_row(turn, draft, before, after)
        else:
            await keep_head(turn, found, after, "照原表用")
        subject = f"scheme/{draft}"
        await turn.record(None, "scheme.defect", subject, None, {"what": one.sentence})
    await turn.visit(link("schemes/faults", draft))


@page("schemes/drop/{draft:int}/{yes}?", roles=("admin",))
async def drop(turn: Turn, draft: int, yes: str = "") -> None:
    """Delete a draft, after one more tap."""
    found = await draft_of(turn, draft)
    if yes != "yes":
        done = counted(await schemes.rows(turn.db, draft)).confirmed
        turn.say(words.ask_drop(draft, found.title, done))
        return
    await drop_draft(turn, found)
    turn.say(words.dropped(found.title))


async def drop_draft(turn: Turn, draft: KeptDraft) -> None:
    """The draft is worked on no more; it stays in the audit chain."""
    await schemes.settle(turn.db, draft.id, "dropped", turn.now)
    await tables.forget(turn.db, draft.id)
    await turn.record(None, "scheme.drop", f"scheme/{draft.id}", draft.title, None)


@page("schemes/files", roles=("admin",))
async def files(turn: Turn) -> None:
    """Every table that counts next, as the file it is."""
    found = await coming(turn.db, turn.world)
    turn.say(words.files([(one.name, one.text) for one in found]))
