"""改判 by two: one person answers an appeal anew, another admin confirms what it moves for all.

Until the second word nothing changes. Carrying it out is ``bot.appeals.pages.case``'s.
"""

from __future__ import annotations

import json

from bot.appeals.pages import case
from bot.appeals.words import answering
from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message, canonical
from bot.corridor.pages import Role, page
from bot.corridor.turn import Turn, instead
from bot.editions.edition import difference
from bot.release.drafting import draft
from bot.release.pages.release import name_of, other_admins, pass_on, submit_proposal, tell_proposer
from bot.release.words import release as release_words
from bot.review.pages import anew
from bot.review.pages.anew import At, Decided
from storage.queries import editions
from storage.queries.editions import Appeal, Proposal

_PROPOSING: tuple[Role, ...] = ("admin", "reviewer")


async def propose(turn: Turn, one: Appeal, at: At, found: Decided, mark: str) -> None:
    """Let it wait for another admin, with what it moves."""
    quarter = at.form.quarter
    waiting = await editions.proposal(turn.db, quarter.id)
    if waiting is not None:
        by = await name_of(turn, waiting.proposed_by)
        verb = release_words.VERBS[waiting.kind]
        raise instead(release_words.another_waits(verb, by), to("待确认", "waiting"), at.back)
    if not await other_admins(turn):
        raise instead(answering.needs_second_admin(), to("邀请", "invite"), at.back)
    payload = {"appeal": one.id, "values": found.values, "reason": found.reason}
    await submit_proposal(turn, quarter, "appeal", mark, canonical(payload))
    message = await _shown(turn, one, at, found, mark, turn.somebody.name)
    await pass_on(turn, message, answering.proposal_told(quarter.id), alone=False)


async def _shown(turn: Turn, one: Appeal, at: At, found: Decided, mark: str, by: str) -> Message:
    now = await draft(turn, at.form.quarter, "announced")
    after = await draft(turn, at.form.quarter, "announced", found.form)
    return answering.proposed(
        one, at.form, at.row, found.form, found.reason, difference(now, after), mark, by
    )


@page("appeals/second/{quarter:int}", roles=_PROPOSING, reads=True)
async def look(turn: Turn, quarter: int) -> None:
    """What waits for a second admin, with what it moves."""
    waiting = await _waiting(turn, quarter)
    one, at, found = await _read(turn, waiting)
    by = await name_of(turn, waiting.proposed_by)
    message = await _shown(turn, one, at, found, waiting.mark, by)
    if waiting.proposed_by == turn.somebody.id:
        back = to("撤回提议", "appeals/withdraw", quarter)
        message = message.model_copy(update={"buttons": ((back, HOME),)})
    turn.say(message)


async def _waiting(turn: Turn, quarter: int) -> Proposal:
    waiting = await editions.proposal(turn.db, quarter)
    if waiting is None or waiting.kind != "appeal":
        raise instead(release_words.nothing_waits(), HOME)
    return waiting


async def _read(turn: Turn, waiting: Proposal) -> tuple[Appeal, At, Decided]:
    kept = json.loads(waiting.payload)
    one, form, row = await case.case_of(turn, kept["appeal"])
    at = case.at_of(one, form, row)
    return one, at, anew.decided(at, kept["values"], kept["reason"])


@page("appeals/confirm/{quarter:int}/{mark}", roles=("admin",))
async def confirm(turn: Turn, quarter: int, mark: str) -> None:
    """Another admin's word: it is done, unless the figures have changed since."""
    waiting = await _waiting(turn, quarter)
    if waiting.mark != mark:
        raise instead(release_words.nothing_waits(), HOME)
    if waiting.proposed_by == turn.somebody.id:
        back = to("撤回提议", "appeals/withdraw", quarter)
        raise instead(release_words.needs_another("改判"), back, HOME)
    one, at, found = await _read(turn, waiting)
    anew.refuse_own(turn, at.form, to("不同意", "release/no", quarter))
    edition = await draft(turn, at.form.quarter, "announced", found.form)
    if edition.mark != mark or one.state != "open" or at.form.quarter.state != "announced":
        await editions.settle(turn.db, waiting.id, "overtaken", turn.somebody.id, turn.now)
        await tell_proposer(turn, waiting, release_words.overtaken("改判"))
        again = to("看这件申诉", "appeals/see", one.id)
        turn.say(release_words.overtaken("改判"), (again, HOME))
        return
    await editions.settle(turn.db, waiting.id, "confirmed", turn.somebody.id, turn.now)
    await tell_proposer(turn, waiting, release_words.agreed("改判", turn.somebody.name))
    await case.carry_out(turn, one, at, found, waiting.proposed_by)


@page("appeals/withdraw/{quarter:int}", roles=_PROPOSING)
async def withdraw(turn: Turn, quarter: int) -> None:
    """Whoever proposed takes it back; nothing has changed."""
    waiting = await _waiting(turn, quarter)
    if waiting.proposed_by != turn.somebody.id:
        raise instead(answering.not_yours_to_withdraw(), to("待确认", "waiting"), HOME)
    await editions.settle(turn.db, waiting.id, "withdrawn", turn.somebody.id, turn.now)
    await turn.record(None, "release.withdrawn", f"quarter/{quarter}", waiting.mark, None)
    said = release_words.declined("改判", turn.somebody.name, own=True)
    turn.say(said, (to("看申诉", "appeals", quarter), HOME))
    if turn.group is None:
        await turn.tell_office(Message(text=said))
