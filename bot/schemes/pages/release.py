"""A draft becomes the next quarter's table: tried, proposed by one admin, confirmed by another."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.corridor.buttons import HOME, to
from bot.corridor.pages import page
from bot.corridor.routes import base, link
from bot.corridor.turn import Turn, instead
from bot.forms.coming import coming
from bot.forms.form import UnitForm
from bot.forms.loading import load_quarter
from bot.quarters.new_rules import Changed
from bot.quarters.pages.scheme_changes import show
from bot.quarters.words.scheme_changes import line as change_line
from bot.release.pages.release import name_of, other_admins, pass_on
from bot.schemes import trying
from bot.schemes.counted import counted, next_quarter
from bot.schemes.draft import scheme_of, text_of
from bot.schemes.pages.drafts import draft_of, faults_of, nobody_in
from bot.schemes.words import release as words
from bot.schemes.words.drafts import SCHEMES
from bot.speech import quarters as quarter_words
from scoring.difference import difference
from scoring.model import Scheme
from storage.database import moment
from storage.queries import quarters, roster, scheme_tables as tables, schemes
from storage.queries.schemes import KeptDraft

_CHANGES = 6


@dataclass(frozen=True)
class Case:
    """A draft that is ready: its scheme and its mark."""

    draft: KeptDraft
    scheme: Scheme
    mark: str


async def _case(turn: Turn, number: int) -> Case:
    """The draft, ready for release; or a sentence what is missing."""
    draft = await draft_of(turn, number)
    back = to("返回草案", "schemes/draft", number)
    rows = await schemes.rows(turn.db, number)
    faults = await faults_of(turn, draft)
    if not draft.group_name:
        raise instead(words.no_group(), to("定考核对象", "schemes/group", number), back)
    if counted(rows).left or faults:
        on = (to("逐行核对", "schemes/next", number),) if counted(rows).left else ()
        raise instead(words.not_ready(counted(rows).left, len(faults)), *on, back, HOME)
    return await _written(turn, draft, words.FOR_RELEASE)


async def _written(turn: Turn, draft: KeptDraft, what: str) -> Case:
    """The draft as the table it would be, whoever has confirmed its rows; ``what``: cannot be yet.

    Raises:
        InsteadError: rows that nobody has written yet, or what contradicts itself.
    """
    back = to("返回草案", "schemes/draft", draft.id)
    rows = await schemes.rows(turn.db, draft.id)
    if unread := [one for one in rows if not one.body]:
        said = words.not_written([one.row for one in unread], what)
        first = to(f"写 {unread[0].row}", "schemes/row", draft.id, unread[0].place)
        raise instead(said, first, back, HOME)
    found = await asyncio.to_thread(scheme_of, draft, rows)
    if isinstance(found, tuple):
        raise instead(words.contradicts(len(found), what), back, HOME)
    mark = sha256(text_of(draft, rows).encode()).hexdigest()[:8]
    return Case(draft, found, mark)


async def _today(turn: Turn, at: Case) -> Scheme | None:
    every = await coming(turn.db, turn.world)
    return next((one for one in every if one.group == at.scheme.group), None)


async def _lines(turn: Turn, at: Case) -> list[str]:
    """What differs from the table that would count otherwise, and whom nobody is meant by."""
    today = await _today(turn, at)
    alarms = [f"⚠ {one}" for one in await nobody_in(turn, at.draft)]
    if today is None:
        return [f"“{at.scheme.group}”以前没有考核指标表，这是第一张。", *alarms]
    changes = difference(today, at.scheme)
    counting = [one for one in changes if one.counts]
    lines = [f"和现在的比，{len(changes)} 处不同，● {len(counting)} 处影响计分。"]
    lines += [change_line(at.scheme.group, one) for one in counting[:_CHANGES]]
    if len(counting) > _CHANGES:
        lines.append(f"影响计分的还有 {len(counting) - _CHANGES} 处没有列出，点“全部变化”看全。")
    return [*lines, *alarms]


@page("schemes/changes/{draft:int}/{number:int}", roles=("admin",))
async def changes(turn: Turn, draft: int, number: int) -> None:
    """Everything in which the draft differs from the table that would count otherwise."""
    at = await _written(turn, await draft_of(turn, draft), words.FOR_CHANGES)
    today = await _today(turn, at)
    found = {at.scheme.group: difference(today, at.scheme)} if today is not None else {}
    left = counted(await schemes.rows(turn.db, draft)).left
    back = to("返回草案", "schemes/draft", draft)
    ends = ((back if left else to("返回发布", "schemes/release", draft), HOME),)
    shown = Changed("现在的办法", found, at.mark)
    show(turn, at.draft.title, shown, number, base("schemes/changes", draft), ends)


@page("schemes/release/{draft:int}", roles=("admin",))
async def ask(turn: Turn, draft: int) -> None:
    """What a release would change, and who has to say yes."""
    at = await _case(turn, draft)
    waiting, own, alone = None, False, False
    if at.draft.state == "proposed" and at.draft.mark == at.mark:
        own = at.draft.proposed_by == turn.somebody.id
        alone = own and not await other_admins(turn)
        name = await name_of(turn, at.draft.proposed_by)
        waiting = words.waits(name, moment(at.draft.proposed_at or ""), own=own, alone=alone)
    turn.say(
        words.ask(
            draft,
            at.draft.title,
            at.draft.group_name,
            at.scheme.in_force,
            at.mark,
            await _lines(turn, at),
            waiting,
            own=own,
            alone=alone,
        )
    )


@page("schemes/release/{draft:int}/propose/{mark}", roles=("admin",))
async def propose(turn: Turn, draft: int, mark: str) -> None:
    """Let the draft, as it was shown, wait for another admin."""
    at = await _case(turn, draft)
    if mark != at.mark or at.draft.state == "proposed":
        await turn.visit(link("schemes/release", draft))
        return
    await schemes.propose(turn.db, draft, mark, turn.somebody.id, turn.now)
    await turn.record(None, "scheme.propose", f"scheme/{draft}", None, {"mark": mark})
    if not await other_admins(turn):
        await turn.visit(link("schemes/release", draft))
        return
    lines = await _lines(turn, at)
    message = words.proposed(draft, at.draft.title, turn.somebody.name, mark, lines)
    await pass_on(turn, message, words.told(draft), alone=False)


async def _proposed(turn: Turn, draft: int, mark: str) -> Case:
    at = await _case(turn, draft)
    if at.draft.state != "proposed":
        raise instead(words.nothing_waits(), SCHEMES, HOME)
    if at.draft.mark != at.mark or mark != at.mark:
        raise instead(words.changed_since(), to("看草案", "schemes/draft", draft), HOME)
    return at


@page("schemes/release/{draft:int}/yes/{mark}", roles=("admin",))
async def confirm(turn: Turn, draft: int, mark: str) -> None:
    """Another admin's word."""
    at = await _proposed(turn, draft, mark)
    if at.draft.proposed_by == turn.somebody.id:
        if await other_admins(turn):
            raise instead(words.needs_another(), to("撤回提议", "schemes/release", draft, "no"))
        await turn.visit(link("schemes/release", draft))
        return
    await _release(turn, at)


@page("schemes/release/{draft:int}/alone/{mark}", roles=("admin",))
async def confirm_alone(turn: Turn, draft: int, mark: str) -> None:
    """The only admin's second word, written down as such."""
    at = await _proposed(turn, draft, mark)
    if at.draft.proposed_by != turn.somebody.id or await other_admins(turn):
        raise instead(words.needs_another(), SCHEMES)
    await _release(turn, at)


async def _release(turn: Turn, at: Case) -> None:
    since = await _not_running(turn, at.scheme.in_force)
    await schemes.settle(turn.db, at.draft.id, "released", turn.now)
    await tables.forget(turn.db, at.draft.id)
    rows = await schemes.rows(turn.db, at.draft.id)
    text = text_of(at.draft, rows)
    if since != at.scheme.in_force:
        text = text.replace(
            f"in_force = {at.scheme.in_force.isoformat()}", f"in_force = {since.isoformat()}", 1
        )
    scheme, digest = at.scheme, sha256(text.encode()).hexdigest()
    number = await schemes.add_version(
        turn.db, at.draft, scheme.name, digest, text, since, turn.somebody.id, turn.now
    )
    after = {
        "group": scheme.group,
        "digest": digest,
        "in_force": since.isoformat(),
        "proposed_by": at.draft.proposed_by,
        "alone": at.draft.proposed_by == turn.somebody.id,
    }
    await turn.record(None, "scheme.release", f"scheme/{number}", None, after)
    message = words.released(at.draft.title, scheme.group, since)
    turn.say(message)
    if turn.group is None:
        await turn.tell_office(message)


async def _not_running(turn: Turn, since: date) -> date:
    """The day it counts from: never within a quarter that was opened while it was drafted."""
    return max(since, await next_quarter(turn.db, turn.now))


@page("schemes/release/{draft:int}/no", roles=("admin",))
async def decline(turn: Turn, draft: int) -> None:
    """Take the proposal back, or disagree; the draft stays."""
    found = await draft_of(turn, draft)
    if not await schemes.reopen(turn.db, draft):
        raise instead(words.nothing_waits(), SCHEMES, HOME)
    own = found.proposed_by == turn.somebody.id
    await turn.record(None, "scheme.decline", f"scheme/{draft}", {"mark": found.mark}, None)
    message = words.declined(found.title, turn.somebody.name, own=own)
    turn.say(message)
    if turn.group is None:
        await turn.tell_office(message)
    elif not own and found.proposed_by is not None:
        await turn.tell(found.proposed_by, message)


@page("schemes/trial/{draft:int}/{unit:int}?", roles=("admin",))
async def trial(turn: Turn, draft: int, unit: int = 0) -> None:
    """The draft on the figures of the newest quarter that has some; of one unit with the why."""
    await _tried(turn, draft, unit)


@page("schemes/trial/{draft:int}/page/{number:int}", roles=("admin",))
async def trial_page(turn: Turn, draft: int, number: int) -> None:
    """Another page of the units."""
    await _tried(turn, draft, 0, number)


async def _tried(turn: Turn, draft: int, unit: int, number: int = 1) -> None:
    found = await draft_of(turn, draft)
    scheme = (await _written(turn, found, words.FOR_TRIAL)).scheme
    back = to("返回草案", "schemes/draft", draft)
    quarter, forms = await _figures(turn, found.group_name)
    if not forms:
        raise instead(words.nothing_to_try(found.group_name), back, HOME)
    today = forms[0].scheme
    if unit and not trying.all_new(scheme, today):
        await _trial_of(turn, found, scheme, (quarter, forms), unit)
        return
    tried = words.Tried(
        quarter,
        await asyncio.to_thread(trying.moved, scheme, forms),
        trying.lost(scheme, today),
        trying.asked(scheme, today),
        all_new=trying.all_new(scheme, today),
    )
    turn.say(words.trial(draft, found.title, tried, number))


async def _trial_of(
    turn: Turn, draft: KeptDraft, scheme: Scheme, on: tuple[str, list[UnitForm]], unit: int
) -> None:
    """What one unit would have had, row by row."""
    quarter, forms = on
    moved = await asyncio.to_thread(trying.moved, scheme, forms)
    named = next((one.unit.name for one in forms if one.unit.id == unit), "")
    one = next((each for each in moved if each.name == named), None)
    if one is None:
        known = await roster.by_id(turn.db, unit)
        said = words.not_in_trial(known.name if known else "这个单位", draft.group_name)
        raise instead(said, to("全部单位", "schemes/trial", draft.id), HOME)
    turn.say(words.trial_of(draft.id, draft.title, quarter, one))


async def _figures(turn: Turn, group: str) -> tuple[str, list[UnitForm]]:
    for quarter in await quarters.everyone(turn.db):
        if quarter.state == "planned":
            continue
        forms = [
            one
            for one in await load_quarter(turn.db, quarter)
            if one.form.group == group and one.countable
        ]
        if any(one.claims or one.supplied or one.reviews for one in forms):
            return quarter_words.name(quarter.year, quarter.number), forms
    return "", []
