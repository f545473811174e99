"""What every page about the answer to an appeal shares: the case, who may not decide it, doing it.

No page lives here.
"""

from __future__ import annotations

from bot.appeals.words import answering, appeal as words
from bot.corridor.buttons import HOME, to
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.editions import making as publication
from bot.editions.edition import difference
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.release.drafting import draft
from bot.release.pages import outcome
from bot.release.pages.release import name_of
from bot.review.pages.anew import At, Decided
from bot.review.pages.decide import decide
from bot.review.pages.desk import remits_of
from bot.review.words import anew as review_anew
from scoring.scheme import Row
from storage.queries import editions, people, quarters, review as reviews
from storage.queries.editions import Appeal


async def case_of(turn: Turn, number: int) -> tuple[Appeal, UnitForm, Row]:
    """An appeal with the form and the row it is about."""
    one = await editions.appeal(turn.db, number)
    kept = await quarters.form_by_id(turn.db, one.form_id) if one else None
    form = await load(turn.db, kept.quarter_id, kept.unit_id) if kept else None
    row = next((row for row in form.rows if one and row.id == one.row), None) if form else None
    if one is None or form is None or row is None:
        raise instead(answering.no_such_appeal(), HOME)
    return one, form, row


async def decided_before(turn: Turn, form: UnitForm, row: Row) -> bool:
    """Whether this person has decided on the row: then somebody else answers its appeal."""
    return turn.somebody.id in await reviews.deciders(turn.db, form.form.id, row.id)


async def may_answer(turn: Turn, one: Appeal, form: UnitForm, row: Row) -> list[str]:
    """Who could answer an appeal, by name: of the office, and neither its unit's nor its judge."""
    barred = {one.by_person, *await reviews.deciders(turn.db, form.form.id, row.id)}
    barred |= {grant.person_id for grant in await people.of_unit(turn.db, form.unit.id)}
    office = [g for role in ("reviewer", "admin") for g in await people.with_role(turn.db, role)]
    able = {g.person_id: g.person_name for g in office if g.person_id not in barred}
    remits = await remits_of(turn)
    return [name for who, name in able.items() if remits.may(who, form.form.group, row)]


def at_of(one: Appeal, form: UnitForm, row: Row) -> At:
    """The appeal as a row that is decided anew."""
    back = to("返回", "appeals/see", one.id)
    title = f"改判 {form.unit.short}"
    return At(form, row, link("appeals/change", one.id), back, title)


async def write_answer(
    turn: Turn,
    one: Appeal,
    form: UnitForm,
    row: Row,
    state: str,
    reason: str,
    lines: list[str],
    by: int | None = None,
) -> None:
    """Write the answer down and tell the unit; ``by``: who proposed what is confirmed now."""
    who = by or turn.somebody.id
    if not await editions.answer_appeal(turn.db, one.id, state, reason, who, turn.now):
        raise instead(answering.no_such_appeal(), HOME)
    await turn.record(form.unit.id, f"appeal.{state}", f"appeal/{one.id}", "open", state, reason)
    done = await editions.appeal(turn.db, one.id)
    assert done is not None  # noqa: S101 -- answered a moment ago, in this transaction
    told = False
    for grant in await people.of_unit(turn.db, form.unit.id):
        if grant.role == "liaison":
            message = words.told_unit(form, row, done, lines)
            told |= await turn.tell(grant.person_id, message, f"appeal.answer:{one.id}")
    every = await editions.appeals_of_quarter(turn.db, form.quarter.id)
    left = sum(other.state == "open" for other in every)
    turn.say(answering.answered(done, form.unit.short, told, left, form.quarter.id))
    if turn.group is None:
        message = answering.told_office_answer(done, form, await name_of(turn, who))
        await turn.tell_office(message, f"appeal.answer:{one.id}")


async def carry_out(
    turn: Turn, one: Appeal, at: At, found: Decided, proposed_by: int | None
) -> None:
    """The figures, the answer, and a new edition of the announcement."""
    form, row = at.form, at.row
    before = await publication.newest(turn.db, form.quarter.id)
    await decide(turn, form, row, found.decision, found.values, found.reason, None)
    await reviews.mark_told(turn.db, form.form.id, turn.now)
    lines = [
        f"{review_anew.points_of(form, row)} → {review_anew.points_of(found.form, row)}",
        answering.total_line(form, found.form, row),
    ]
    await write_answer(turn, one, form, row, "changed", found.reason, lines, proposed_by)
    why = f"申诉第 {one.id} 号改判 {form.unit.short} {row.id}：{found.reason}"
    edition = await draft(turn, form.quarter, "announced")
    await publication.keep(turn, form.quarter, edition, proposed_by=proposed_by, reason=why)
    changes = difference(before, edition)
    await outcome.send_difference(turn, form.quarter, edition, changes, why)
