"""待确认: what one admin has proposed and another is to confirm, with the way to each."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.pages import Role, page
from bot.corridor.turn import Turn
from bot.front.words import waiting as words
from bot.quarters.pages import reopen
from bot.questions.typed import alone
from storage.database import moment
from storage.queries import editions, people, quarters, schemes
from storage.queries.editions import Proposal
from storage.queries.quarters import Quarter

_SEEING: tuple[Role, ...] = ("admin", "reviewer")


Item = tuple[str, list[Button]]
"""A proposal as a sentence, and the ways to it."""


@page("waiting", roles=_SEEING, words=alone("waiting"), reads=True)
async def waiting(turn: Turn) -> None:
    """Every proposal that waits."""
    found = await items(turn)
    text = "\n".join(said for said, _ in found) or words.nothing()
    rows = [(button,) for _, ways in found for button in ways]
    turn.say(Message(title=words.TITLE, text=text, buttons=(*rows, (HOME,))))


async def items(turn: Turn) -> list[Item]:
    """What waits: editions and appeals, quarters to be opened again, tables of indicators."""
    every = await quarters.everyone(turn.db)
    found = [item for quarter in every for item in await _of_quarter(turn, quarter)]
    for draft in await schemes.open_drafts(turn.db):
        if draft.proposed_by is None or draft.proposed_at is None:
            continue
        by = await _name(turn, draft.proposed_by)
        own, at = draft.proposed_by == turn.somebody.id, moment(draft.proposed_at)
        ways = [to("看考核办法", "schemes/release", draft.id)] if turn.has("admin") else []
        found.append((words.scheme(draft.title, by, at, turn.now, own=own), ways))
    return found


async def _of_quarter(turn: Turn, quarter: Quarter) -> list[Item]:
    found: list[Item] = []
    one = await editions.proposal(turn.db, quarter.id)
    if one is not None:
        own, by = one.proposed_by == turn.somebody.id, await _name(turn, one.proposed_by)
        said = words.line(quarter, one.kind, by, moment(one.at), turn.now, own=own)
        found.append((said, _ways(turn, quarter, one)))
    again = await reopen.proposal(turn, quarter.id) if quarter.state == "review" else None
    if again is not None:
        own, by = again.person == turn.somebody.id, await _name(turn, again.person)
        see = [to(words.see_reopening(quarter), "reopen", quarter.id)] if turn.has("admin") else []
        found.append((words.reopening(quarter, by, again.at, turn.now, own=own), see))
    return found


async def _name(turn: Turn, person: int) -> str:
    found = await people.person(turn.db, person)
    return found.name if found else ""


def _ways(turn: Turn, quarter: Quarter, one: Proposal) -> list[Button]:
    name = words.what(quarter, one.kind)
    if one.kind == "appeal":
        return [to(f"看{name}", "appeals/second", quarter.id)]
    if not turn.has("admin"):
        return []
    if one.kind == "corrected":
        return [to(f"看{name}", "correct/see", quarter.id, one.mark)]
    return [to(f"看{name}", "release", quarter.id, one.kind)]
