"""更正: after publication two people put a figure right, as a new edition with its difference.

Until the second person's word nothing changes: the figures wait in the proposal, so that nobody
sees a result that is not released.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.corridor.buttons import HOME, to
from bot.corridor.events import canonical
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.editions import making as publication
from bot.editions.edition import Edition, difference
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.pages import twice
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from bot.questions.slots import Slot
from bot.questions.typed import alone
from bot.release.drafting import draft
from bot.release.pages import outcome
from bot.release.pages.release import (
    name_of,
    other_admins,
    pass_on,
    submit_proposal,
    tell_proposer,
)
from bot.release.words import correct as words, release as release_words
from bot.review.pages import anew, anew_said
from bot.review.pages.anew import At, Decided
from bot.review.pages.decide import decide
from bot.review.words import anew as review_anew, asks as review_words
from bot.speech import quarters as quarter_words
from scoring.scheme import Row
from storage.queries import editions, review
from storage.queries.editions import Proposal


@page("correct", roles=("admin",), words=alone("correct"), reads=True)
async def correct(turn: Turn) -> None:  # noqa: ARG001 -- a page is given its turn
    """更正 alone: a unit and a row must be named."""
    raise instead(words.ask_unit(), HOME)


@page("correct/{quarter:int}/{unit:int}", roles=("admin",), reads=True)
async def choose(turn: Turn, quarter: int, unit: int) -> None:
    """Which row of a unit."""
    turn.say(words.choose_row(await _form(turn, quarter, unit)))


async def _form(turn: Turn, quarter: int, unit: int) -> UnitForm:
    """A unit's form in a published quarter; never the reader's own unit."""
    form = await form_of(turn, quarter, unit)
    if form.quarter.state != "published":
        name = quarter_words.name(form.quarter.year, form.quarter.number)
        raise instead(words.not_published(name), HOME)
    anew.refuse_own(turn, form, HOME)
    waiting = await editions.proposal(turn.db, quarter)
    if waiting is not None:
        by = await name_of(turn, waiting.proposed_by)
        decline = to("不同意那个提议", "release/no", quarter)
        raise instead(words.waits(by), decline, HOME)
    return form


def _at(form: UnitForm, row: Row) -> At:
    base = link("correct", form.quarter.id, form.unit.id, row.id)
    back = to("换一项", "correct", form.quarter.id, form.unit.id)
    return At(form, row, base, back, f"更正 {form.unit.short}")


@page(
    "correct/{quarter:int}/{unit:int}/{row}/{what}?/{n:int}?/{value}?", roles=("admin",), reads=True
)
async def change(
    turn: Turn, quarter: int, unit: int, row: str, what: str = "", n: int = -1, value: str = ""
) -> None:
    """Figure by figure, then the reason, then what it moves."""
    form = await _form(turn, quarter, unit)
    await anew.step(turn, _at(form, row_of(form, row)), what, n, value, _preview)


async def filled(turn: Turn, quarter: int, unit: int, row: str, given: Mapping[Slot, str]) -> None:
    """A value, a reason or both as a sentence gave them; or what would move by what was chosen."""
    form = await _form(turn, quarter, unit)
    await anew_said.filled(turn, _at(form, row_of(form, row)), given, _preview, _moves)


async def _moves(turn: Turn, at: At, found: Decided) -> list[str]:
    edition = await draft(turn, at.form.quarter, "published", found.form)
    before = await publication.newest(turn.db, at.form.quarter.id, "published")
    return words.would_move(difference(before, edition))


async def _preview(turn: Turn, at: At, found: Decided) -> None:
    edition = await draft(turn, at.form.quarter, "published", found.form)
    lines = await _lines(turn, at, found, edition)
    turn.say(words.preview(edition, lines, edition.mark, at.base))


async def _lines(turn: Turn, at: At, found: Decided, edition: Edition) -> list[str]:
    before = await publication.newest(turn.db, at.form.quarter.id, "published")
    return words.lines(
        at.form,
        at.row,
        review_anew.points_of(at.form, at.row),
        review_anew.points_of(found.form, at.row),
        found.reason,
        difference(before, edition),
    )


@page(
    "correct/propose/{quarter:int}/{unit:int}/{row}/{mark}",
    roles=("admin",),
    draws=("reason", twice.TWICE),
)
async def propose(turn: Turn, quarter: int, unit: int, row: str, mark: str) -> None:
    """Let it wait for another admin's word, as it was shown."""
    form = await _form(turn, quarter, unit)
    at = _at(form, row_of(form, row))
    found = anew.recalled(turn, at)
    if found is None:
        raise instead(review_words.flow_lost(), at.button("重新更正", "menu"), HOME)
    edition = await draft(turn, form.quarter, "published", found.form)
    if edition.mark != mark:
        raise instead(review_anew.overtaken(), at.button("重新看", "menu"), HOME)
    payload = {"unit": unit, "row": row, "values": found.values, "reason": found.reason}
    await submit_proposal(turn, form.quarter, "corrected", mark, canonical(payload))
    lines = await _lines(turn, at, found, edition)
    message = words.proposed(edition, quarter, turn.somebody.name, lines, mark)
    alone = not await other_admins(turn)
    await pass_on(turn, message, words.proposal_told(quarter, mark, alone=alone), alone)


@dataclass(frozen=True)
class _Waiting:
    """A correction that waits, read from its proposal."""

    proposal: Proposal
    at: At
    found: Decided


async def _waiting(turn: Turn, quarter: int, mark: str) -> _Waiting:
    waiting = await editions.proposal(turn.db, quarter)
    if waiting is None or waiting.kind != "corrected" or waiting.mark != mark:
        raise instead(release_words.nothing_waits(), HOME)
    kept = json.loads(waiting.payload)
    form = await load(turn.db, quarter, kept["unit"])
    if form is None or form.quarter.state != "published":
        raise instead(release_words.nothing_waits(), HOME)
    anew.refuse_own(turn, form, to("不同意", "release/no", quarter))
    at = _at(form, row_of(form, kept["row"]))
    return _Waiting(waiting, at, anew.decided(at, kept["values"], kept["reason"]))


@page("correct/see/{quarter:int}/{mark}", roles=("admin",), reads=True)
async def see(turn: Turn, quarter: int, mark: str) -> None:
    """What a correction that waits would change, before anybody confirms it."""
    waiting = await _waiting(turn, quarter, mark)
    at, found, proposal = waiting.at, waiting.found, waiting.proposal
    edition = await draft(turn, at.form.quarter, "published", found.form)
    lines = await _lines(turn, at, found, edition)
    by = await name_of(turn, proposal.proposed_by)
    own = proposal.proposed_by == turn.somebody.id
    alone = own and not await other_admins(turn)
    turn.say(words.proposed(edition, quarter, by, lines, mark, own=own, alone=alone))


@page("correct/yes/{quarter:int}/{mark}", roles=("admin",))
async def confirm(turn: Turn, quarter: int, mark: str) -> None:
    """Another admin's word: it is done."""
    waiting = await _waiting(turn, quarter, mark)
    if waiting.proposal.proposed_by == turn.somebody.id:
        if await other_admins(turn):
            back = to("撤回提议", "release/no", quarter)
            raise instead(release_words.needs_another("更正"), back, HOME)
        turn.say(words.proposal_told(quarter, mark, alone=True))
        return
    await _do(turn, waiting)


@page("correct/alone/{quarter:int}/{mark}", roles=("admin",))
async def confirm_alone(turn: Turn, quarter: int, mark: str) -> None:
    """The only admin's second word, written down as such."""
    waiting = await _waiting(turn, quarter, mark)
    if waiting.proposal.proposed_by != turn.somebody.id or not await other_admins(turn):
        await _do(turn, waiting)
        return
    raise instead(release_words.needs_another("更正"), HOME)


async def _do(turn: Turn, waiting: _Waiting) -> None:
    at, found, proposal = waiting.at, waiting.found, waiting.proposal
    quarter = at.form.quarter
    edition = await draft(turn, quarter, "published", found.form)
    if edition.mark != proposal.mark:
        await editions.settle(turn.db, proposal.id, "overtaken", turn.somebody.id, turn.now)
        await tell_proposer(turn, proposal, release_words.overtaken("更正"))
        turn.say(release_words.overtaken("更正"), (HOME,))
        return
    before = await publication.newest(turn.db, quarter.id, "published")
    await editions.settle(turn.db, proposal.id, "confirmed", turn.somebody.id, turn.now)
    await tell_proposer(turn, proposal, release_words.agreed("更正", turn.somebody.name))
    await decide(turn, at.form, at.row, found.decision, found.values, found.reason, None)
    await review.mark_told(turn.db, at.form.form.id, turn.now)
    why = f"更正 {at.form.unit.short} {at.row.id}：{found.reason}"
    edition = await draft(turn, quarter, "published")
    await publication.keep(turn, quarter, edition, proposed_by=proposal.proposed_by, reason=why)
    changes = difference(before, edition)
    await outcome.send_difference(turn, quarter, edition, changes, why)
    if turn.group is None:
        turn.say(words.done(edition, quarter.id))
