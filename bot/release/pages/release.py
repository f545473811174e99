"""公示 and 公布: proposed by one admin after a dry run, confirmed by another, done in one turn.

What an edition holds is ``bot.editions.making``'s; what goes out on release is
``publish_outcome``'s. A proposal names the content that was shown by its mark: when the figures
have changed since, it is void.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.corridor import words as corridor_words
from bot.corridor.behind import none_behind
from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.editions import making as publication
from bot.editions.edition import Edition, Kind, difference
from bot.forms.loading import load_quarter
from bot.forms.pages.office import opened, quarter_of
from bot.quarters import early
from bot.questions.typed import alone
from bot.release.drafting import draft
from bot.release.open_points import still_due
from bot.release.pages import outcome
from bot.release.words import release as words, unfinished as unfinished_words
from bot.reminders.rules import rules_of
from bot.speech import quarters as quarter_words
from storage.database import moment, stamp
from storage.queries import editions, people, quarters
from storage.queries.editions import Proposal
from storage.queries.quarters import Quarter

KINDS: tuple[Kind, ...] = ("announced", "published")
_BEFORE: dict[Kind, tuple[str, ...]] = {
    "announced": ("review", "announced"),
    "published": ("announced",),
}
"""States from which a release of this kind is possible."""


@page("announce", roles=("admin",), words=alone("announce"), reads=True)
async def announce(turn: Turn) -> None:
    """公示, of the quarter that is due."""
    await _visit_due(turn, "announced")


@page("publish", roles=("admin",), words=alone("publish"), reads=True)
async def publish(turn: Turn) -> None:
    """公布, of the quarter that is due."""
    await _visit_due(turn, "published")


async def _visit_due(turn: Turn, kind: Kind) -> None:
    known = await opened(turn)
    due = [one for state in _BEFORE[kind] for one in known if one.state == state]
    await turn.visit(link("release", (due or known)[0].id, kind))


@dataclass(frozen=True)
class Case:
    """A release under way: the edition as it would be now."""

    quarter: Quarter
    edition: Edition
    before: Edition | None
    """The edition results are compared with: the newest one of either kind."""
    appeal_until: datetime
    proposal: Proposal | None
    early: int = 0
    """Days by which it is far before its planned day."""

    @property
    def verb(self) -> str:
        """公示 or 公布."""
        return words.VERBS[self.edition.kind]


async def case_of(turn: Turn, quarter_id: int, kind: str) -> Case:
    """What would be released now; ends with a sentence where nothing may be."""
    quarter = await quarter_of(turn, quarter_id)
    found = next((one for one in KINDS if one == kind), None)
    if found is None:
        raise InsteadError(corridor_words.stale_button())
    _must_be_due(quarter, found)
    edition = await draft(turn, quarter, found)
    before = await publication.newest(turn.db, quarter.id)
    if found == "announced" and before is not None and edition.same_results(before):
        raise instead(words.unchanged_since(), _to_trial(quarter), HOME)
    if found == "published":
        await _must_be_settled(turn, quarter)
    else:
        await _must_not_be_due(turn, quarter)
    until = moment(quarter.appeal_until)
    if found == "announced":
        calendar = (await rules_of(turn)).calendar
        until = early.appeals_until(quarter, turn.now, turn.world.timetable, calendar)
    proposal = await editions.proposal(turn.db, quarter.id)
    days = early.days_early(quarter, turn.now) if quarter.state == "review" else 0
    return Case(quarter, edition, before, until, proposal, days)


def _must_be_due(quarter: Quarter, kind: Kind) -> None:
    if quarter.state in _BEFORE[kind]:
        return
    name = quarter_words.name(quarter.year, quarter.number)
    buttons = (_to_trial(quarter), HOME)
    if quarter.state in ("published", "archived"):
        raise instead(words.over(name, kind), *buttons)
    state = quarter_words.STATES.get(quarter.state, quarter.state)
    raise instead(words.not_yet(name, state, kind), *buttons)


def _to_trial(quarter: Quarter) -> Button:
    return Button(label="试算", route=link("trial", quarter.id))


async def _must_not_be_due(turn: Turn, quarter: Quarter) -> None:
    """Nothing is announced while a supplement may still come in its time."""
    forms = await load_quarter(turn.db, quarter)
    waiting = [(form, row) for form in forms for row in still_due(form, turn.now)]
    if not waiting:
        return
    dues = [form.reviews[row.id].due_at for form, row in waiting]
    latest = max([moment(one) for one in dues if one] or [moment(quarter.review_until)])
    lines = [unfinished_words.back(form, row, turn.now) for form, row in waiting]
    raise instead(
        unfinished_words.still_due("公示", lines, latest, turn.now),
        Button(label="现在结束补正", route=link("returns/end", quarter.id)),
        Button(label="没办完的", route=link("unfinished", quarter.id)),
        HOME,
    )


async def _must_be_settled(turn: Turn, quarter: Quarter) -> None:
    """Nothing is published while somebody may still object or waits for an answer."""
    appeals = await editions.appeals_of_quarter(turn.db, quarter.id)
    open_appeals = sum(one.state == "open" for one in appeals)
    if open_appeals:
        button = Button(label="看申诉", route=link("appeals", quarter.id))
        raise instead(words.appeals_open(open_appeals), button, HOME)
    until = moment(quarter.appeal_until)
    if turn.now <= until:
        raise instead(words.window_open(until, turn.now), _to_trial(quarter), HOME)


@page("release/{quarter:int}/{kind}", roles=("admin",), reads=True)
async def dry_run(turn: Turn, quarter: int, kind: str) -> None:
    """What a release would do; nothing is done."""
    at = await case_of(turn, quarter, kind)
    waiting = None
    if at.proposal is not None:
        await _same_kind(turn, at, at.proposal)
        if at.proposal.mark == at.edition.mark:
            waiting = await _waiting(turn, at.proposal)
    turn.say(words.ask(at.edition, quarter, await _lines(turn, at), waiting, turn.now))


async def _same_kind(turn: Turn, at: Case, proposal: Proposal) -> None:
    if proposal.kind != at.edition.kind:
        by = await name_of(turn, proposal.proposed_by)
        verb = words.VERBS[proposal.kind]
        decline = Button(label="不同意", route=link("release/no", at.quarter.id))
        raise instead(words.another_waits(verb, by), decline, HOME)


async def _waiting(turn: Turn, proposal: Proposal) -> words.Waiting:
    own = proposal.proposed_by == turn.somebody.id
    by = await name_of(turn, proposal.proposed_by)
    alone = own and not await other_admins(turn)
    return words.Waiting(by, moment(proposal.at), own, alone)


async def name_of(turn: Turn, person_id: int | None) -> str:
    """A person's name."""
    found = await people.person(turn.db, person_id or 0)
    return found.name if found else "（已离任）"


async def proposer(turn: Turn, person_id: int | None) -> str:
    """Who proposed an edition; empty where it follows from the answer to an appeal."""
    return await name_of(turn, person_id) if person_id is not None else ""


async def other_admins(turn: Turn) -> list[int]:
    """Who else could confirm."""
    grants = await people.with_role(turn.db, "admin")
    return list({one.person_id for one in grants if one.person_id != turn.somebody.id})


async def _lines(turn: Turn, at: Case) -> list[str]:
    changes = None if at.before is None else difference(at.before, at.edition)
    reach = await _reach(turn, at.edition)
    left = unfinished_words.around(at.edition)
    if left and not await other_admins(turn):
        left = [*left, unfinished_words.needs_second(at.verb)]
    said = words.dry_run(at.edition, left, changes, reach, at.appeal_until, turn.now)
    return [*words.early(at.quarter, at.early, at.appeal_until, turn.now), *said]


async def _reach(turn: Turn, edition: Edition) -> words.Reach:
    bound = {one.unit_id for one in await people.with_role(turn.db, "liaison")}
    units = [one for table in edition.tables for one in table.results]
    unbound = tuple(one.short for one in units if one.unit not in bound)
    return words.Reach(len(units) - len(unbound), unbound)


@page("release/{quarter:int}/{kind}/propose/{mark}/{sure:int}?", roles=("admin",), reads=True)
async def propose(turn: Turn, quarter: int, kind: str, mark: str, sure: int = 0) -> None:
    """Let it wait for another admin's word, as it was shown; far too early, asked once more."""
    at = await case_of(turn, quarter, kind)
    if at.proposal is not None:
        await _same_kind(turn, at, at.proposal)
        if at.proposal.mark == at.edition.mark:
            await turn.visit(link("release", quarter, kind))
            return
        await _overtaken(turn, at.proposal)
    if mark != at.edition.mark:
        turn.say(words.ask(at.edition, quarter, await _lines(turn, at), None, turn.now))
        return
    alone = not await other_admins(turn)
    _needs_second(at, alone=alone)
    if at.early and not sure:
        turn.say(words.ask_early(at.edition, at.quarter, at.early, at.appeal_until, turn.now))
        return
    await turn.if_unchanged(
        lambda: submit_proposal(turn, at.quarter, kind, mark, "{}"), quarter=at.quarter.id
    )
    lines = await _lines(turn, at)
    message = words.proposed(at.edition, quarter, turn.somebody.name, lines)
    await pass_on(turn, message, words.proposal_told(at.edition, quarter, alone=alone), alone)


def _needs_second(at: Case, *, alone: bool) -> None:
    """What is open is released around by two people or not at all."""
    if alone and at.edition.unfinished:
        left = Button(label="没办完的", route=link("unfinished", at.quarter.id))
        invite = Button(label="邀请", route="invite")
        raise instead(unfinished_words.needs_second(at.verb), left, invite, HOME)


async def submit_proposal(turn: Turn, quarter: Quarter, kind: str, mark: str, payload: str) -> None:
    """Write a proposal down, with its audit row."""
    person = turn.somebody.id
    await editions.propose(turn.db, quarter.id, kind, mark, payload, person, turn.now)
    after = {"kind": kind, "mark": mark}
    await turn.record(None, "release.propose", f"quarter/{quarter.id}", quarter.state, after)


async def pass_on(turn: Turn, message: Message, own: Message, alone: bool) -> None:
    """Show a proposal to who may confirm it: in the office's group, else to each admin."""
    if alone:
        turn.say(own)
    elif turn.group is not None:
        turn.say(message)
    else:
        turn.say(own)
        if not await turn.tell_office(message):
            for person in await other_admins(turn):
                await turn.tell(person, message)


async def tell_proposer(turn: Turn, proposal: Proposal, said: str) -> None:
    """What became of a proposal, to who made it and may not read the group."""
    if proposal.proposed_by != turn.somebody.id:
        await turn.tell(proposal.proposed_by, Message(text=said, buttons=((HOME,),)))


@page("release/{quarter:int}/{kind}/yes/{mark}", roles=("admin",), reads=True)
async def confirm(turn: Turn, quarter: int, kind: str, mark: str) -> None:
    """Another admin's word: it is released."""
    at = await _proposed(turn, quarter, kind, mark)
    if at is None or at.proposal is None:
        return
    if at.proposal.proposed_by == turn.somebody.id:
        if await other_admins(turn):
            back = Button(label="撤回提议", route=link("release/no", quarter))
            raise instead(words.needs_another(at.verb), back, HOME)
        turn.say(words.proposal_told(at.edition, quarter, alone=True))
        return
    await _release(turn, at, at.proposal)


@page("release/{quarter:int}/{kind}/alone/{mark}", roles=("admin",), reads=True)
async def confirm_alone(turn: Turn, quarter: int, kind: str, mark: str) -> None:
    """The only admin's second word, written down as such."""
    at = await _proposed(turn, quarter, kind, mark)
    if at is None or at.proposal is None:
        return
    if at.proposal.proposed_by != turn.somebody.id:
        await turn.visit(link("release", quarter, kind, "yes", mark))
        return
    if await other_admins(turn):
        raise instead(words.needs_another(at.verb), HOME)
    _needs_second(at, alone=True)
    await _release(turn, at, at.proposal)


async def _proposed(turn: Turn, quarter_id: int, kind: str, mark: str) -> Case | None:
    """The release that was proposed, unless the figures have changed; then that is shown."""
    waiting = await editions.proposal(turn.db, quarter_id)
    if waiting is None or waiting.kind != kind or waiting.mark != mark:
        raise instead(words.nothing_waits(), HOME)
    at = await case_of(turn, quarter_id, kind)
    if at.edition.mark == mark:
        return at
    await _overtaken(turn, waiting)
    again = Button(label="看现在的结果", route=link("release", quarter_id, kind))
    turn.say(words.overtaken(at.verb), (again, HOME))
    return None


async def _overtaken(turn: Turn, proposal: Proposal) -> None:
    async def settle() -> None:
        await editions.settle(turn.db, proposal.id, "overtaken", turn.somebody.id, turn.now)
        await tell_proposer(turn, proposal, words.overtaken(words.VERBS[proposal.kind]))

    await turn.then(settle)


async def _release(turn: Turn, at: Case, proposal: Proposal) -> None:
    again = link("release", at.quarter.id, at.edition.kind)
    await none_behind(turn, Button(label=f"再看{at.verb}", route=again))
    ends = stamp(at.appeal_until) if at.edition.kind == "announced" else at.quarter.appeal_until
    coming = replace(at.quarter, appeal_until=ends)
    if at.edition.kind == "published":
        coming = replace(coming, state="published")  # letters wait for nobody's figures any more
    ready = await outcome.made_ready(turn, coming, at.edition, at.before)
    await turn.if_unchanged(lambda: _write(turn, at, proposal, ready), quarter=at.quarter.id)


async def _write(turn: Turn, at: Case, proposal: Proposal, ready: outcome.Ready) -> None:
    await editions.settle(turn.db, proposal.id, "confirmed", turn.somebody.id, turn.now)
    await tell_proposer(turn, proposal, words.agreed(at.verb, turn.somebody.name))
    quarter = await enter_state(turn, at.quarter, at.edition.kind, at.appeal_until)
    await publication.keep(
        turn, quarter, at.edition, proposed_by=proposal.proposed_by, reason="", copies=ready.copies
    )
    await outcome.send(turn, quarter, at.edition, ready, proposal.proposed_by)


async def enter_state(turn: Turn, quarter: Quarter, kind: Kind, appeal_until: datetime) -> Quarter:
    """The quarter in its new state, with the date until which appeals are taken."""
    if quarter.state != kind:
        await quarters.move(turn.db, quarter.id, quarter.state, kind)
        subject = f"quarter/{quarter.id}"
        await turn.record(None, f"quarter.{kind}", subject, quarter.state, kind)
    if kind == "announced" and stamp(appeal_until) != quarter.appeal_until:
        dates = early.announced_now(quarter, turn.now, appeal_until)
        await quarters.set_dates(turn.db, quarter.id, dates)
        subject = f"quarter/{quarter.id}"
        after = stamp(appeal_until)
        await turn.record(None, "quarter.appeal_until", subject, quarter.appeal_until, after)
    found = await quarters.by_id(turn.db, quarter.id)
    assert found is not None  # noqa: S101 -- it was there a moment ago, in this transaction
    return found


@page("release/no/{quarter:int}", roles=("admin",))
async def decline(turn: Turn, quarter: int) -> None:
    """End a proposal without a release: its maker takes it back, or somebody disagrees."""
    waiting = await editions.proposal(turn.db, quarter)
    if waiting is None:
        raise instead(words.nothing_waits(), HOME)
    own = waiting.proposed_by == turn.somebody.id
    what = "withdrawn" if own else "declined"
    await editions.settle(turn.db, waiting.id, what, turn.somebody.id, turn.now)
    await turn.record(None, f"release.{what}", f"quarter/{quarter}", waiting.mark, None)
    verb = words.VERBS[waiting.kind]
    said = words.declined(verb, turn.somebody.name, own=own)
    turn.say(said, (HOME,))
    if turn.group is None:
        await turn.tell_office(Message(text=said))
    await tell_proposer(turn, waiting, said)
