"""待确认: what one admin has proposed and another is to confirm, with the way to each."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.pages import Role, page
from bot.corridor.turn import Turn
from bot.front.words import waiting as words
from bot.questions.typed import alone
from storage.database import moment
from storage.queries import editions, people, quarters, schemes
from storage.queries.editions import Proposal
from storage.queries.quarters import Quarter

_SEEING: tuple[Role, ...] = ("admin", "reviewer")


@page("waiting", roles=_SEEING, words=alone("waiting"), reads=True)
async def waiting(turn: Turn) -> None:
    """Every proposal that waits."""
    lines, rows = [], []
    for quarter, one in await proposals(turn):
        lines.append(await line(turn, quarter, one))
        rows += [(button,) for button in _ways(turn, quarter, one)]
    for draft in await schemes.open_drafts(turn.db):
        if draft.proposed_by is None or draft.proposed_at is None:
            continue
        by = await people.person(turn.db, draft.proposed_by)
        own, at = draft.proposed_by == turn.somebody.id, moment(draft.proposed_at)
        name = by.name if by else ""
        lines.append(words.scheme(draft.title, name, at, turn.now, own=own))
        if turn.has("admin"):
            rows.append((to("看考核办法", "schemes/release", draft.id),))
    text = "\n".join(lines) or words.nothing()
    turn.say(Message(title=words.TITLE, text=text, buttons=(*rows, (HOME,))))


async def proposals(turn: Turn) -> list[tuple[Quarter, Proposal]]:
    """What waits, quarter by quarter."""
    found = []
    for quarter in await quarters.everyone(turn.db):
        one = await editions.proposal(turn.db, quarter.id)
        if one is not None:
            found.append((quarter, one))
    return found


async def line(turn: Turn, quarter: Quarter, one: Proposal) -> str:
    """Who proposed what and when, and for whom it waits."""
    by = await people.person(turn.db, one.proposed_by)
    own = one.proposed_by == turn.somebody.id
    return words.line(quarter, one.kind, by.name if by else "", moment(one.at), turn.now, own=own)


def _ways(turn: Turn, quarter: Quarter, one: Proposal) -> list[Button]:
    name = words.what(quarter, one.kind)
    if one.kind == "appeal":
        return [to(f"看{name}", "appeals/second", quarter.id)]
    if not turn.has("admin"):
        return []
    if one.kind == "corrected":
        own = one.proposed_by == turn.somebody.id
        confirm = [] if own else [to(f"确认{name}", "correct/yes", quarter.id, one.mark)]
        return [*confirm, to("撤回提议" if own else "不同意", "release/no", quarter.id)]
    return [to(f"看{name}", "release", quarter.id, one.kind)]
