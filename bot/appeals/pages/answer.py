"""Answering an appeal: 维持 with a reason, or 改判 with figures, a reason and a look at what moves.

Never by somebody of the unit. A 改判 is a new edition of the announcement in the same turn, told to
every unit it moves; the edition before is kept.
"""

from __future__ import annotations

from bot.appeals.words import appeal as words
from bot.corridor.buttons import HOME, to
from bot.corridor.events import File
from bot.corridor.pages import OFFICE, Role, page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.editions import making as publication
from bot.editions.edition import difference
from bot.forms.form import UnitForm, load
from bot.forms.pages.gates import is_answer
from bot.forms.pages.office import quarter_of
from bot.release.drafting import draft
from bot.release.pages import outcome
from bot.release.pages.release import name_of
from bot.review.pages import anew
from bot.review.pages.anew import At, Decided
from bot.review.pages.decide import decide
from bot.review.pages.desk import refuse_row, remits_of
from bot.review.queue import conflicted
from bot.review.words import anew as review_anew, asks as review_words
from bot.speech import quarters as quarter_words
from scoring.scheme import Row
from storage.queries import editions, people, quarters, review as reviews, roster
from storage.queries.editions import Appeal

ANSWERING: tuple[Role, ...] = ("admin", "reviewer")


@page("appeals/{quarter:int}", roles=OFFICE)
async def listed(turn: Turn, quarter: int) -> None:
    """Every appeal of a quarter, the open ones as buttons."""
    found = await quarter_of(turn, quarter)
    every = await editions.appeals_of_quarter(turn.db, quarter)
    named = await _named(turn)
    forms = {form.id: named[form.unit_id] for form in await quarters.forms(turn.db, quarter)}
    lines = [words.line(one, forms[one.form_id]) for one in every]
    waiting = [
        to(f"第 {one.id} 号 {forms[one.form_id]} {one.row}", "appeals/see", one.id)
        for one in every
        if one.state == "open"
    ]
    name = quarter_words.name(found.year, found.number)
    turn.say(words.listed(name, quarter, lines, waiting[:8]))


async def _named(turn: Turn) -> dict[int, str]:
    return {one.id: one.short for one in await roster.everyone(turn.db)}


async def _case(turn: Turn, number: int) -> tuple[Appeal, UnitForm, Row]:
    """An appeal with the form and the row it is about."""
    one = await editions.appeal(turn.db, number)
    kept = await quarters.form_by_id(turn.db, one.form_id) if one else None
    form = await load(turn.db, kept.quarter_id, kept.unit_id) if kept else None
    row = next((row for row in form.rows if one and row.id == one.row), None) if form else None
    if one is None or form is None or row is None:
        raise instead(words.no_such_appeal(), HOME)
    return one, form, row


async def _to_answer(turn: Turn, number: int) -> tuple[Appeal, UnitForm, Row]:
    """The same, if this person may answer it now."""
    one, form, row = await _case(turn, number)
    back = to("全部申诉", "appeals", form.quarter.id)
    if one.state != "open":
        by = await name_of(turn, one.answered_by)
        raise instead(words.answered_already(one, by), back, HOME)
    if form.quarter.state != "announced":
        raise instead(words.not_now(form.quarter.state), back, HOME)
    anew.refuse_own(turn, form, back)
    if one.by_person == turn.somebody.id:
        raise instead(words.own_appeal(), back)
    refuse_row(turn, await remits_of(turn), form, row)
    return one, form, row


@page("appeals/see/{number:int}", roles=OFFICE)
async def see(turn: Turn, number: int) -> None:
    """One appeal: the text, the papers, what the row brings and why."""
    one, form, row = await _case(turn, number)
    me = turn.somebody.id
    own = one.by_person == me or conflicted(form, me, turn.units)
    limited = not (await remits_of(turn)).may(me, form.form.group, row)
    may = turn.has(*ANSWERING) and not own and not limited
    review = form.reviews.get(row.id)
    said = words.state_line(form, row, review.reason if review else "")
    files = [
        File(label=paper.label, digest=paper.digest, picture=paper.kind in ("jpg", "png"))
        for paper in await editions.appeal_papers(turn.db, number)
    ]
    by = await name_of(turn, one.by_person)
    may_answer = may and one.state == "open" and form.quarter.state == "announced"
    turn.say(words.seen(form, row, one, by, said, files, turn.now, may_answer=may_answer))


@page("appeals/keep/{number:int}/{n:int}?", roles=ANSWERING)
async def keep(turn: Turn, number: int, n: int = -1) -> None:
    """维持: the result stands, with a reason."""
    one, form, row = await _to_answer(turn, number)
    route = link("appeals/keep", number)
    typed = turn.text if is_answer(turn, route) else ""
    reason = words.KEEP_REASONS[n] if 0 <= n < len(words.KEEP_REASONS) else typed
    if not reason:
        turn.say(words.ask_keep(one))
        turn.wait(route)
        return
    if not anew.LEAST <= len(reason) <= anew.MOST:
        raise instead(review_words.reason_too_short(), to("返回", "appeals/see", number))
    await _answer(turn, one, form, row, "upheld", reason, [])


async def _answer(
    turn: Turn, one: Appeal, form: UnitForm, row: Row, state: str, reason: str, lines: list[str]
) -> None:
    """Write the answer down and tell the unit."""
    if not await editions.answer_appeal(turn.db, one.id, state, reason, turn.somebody.id, turn.now):
        raise instead(words.no_such_appeal(), HOME)
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
    turn.say(words.answered(done, form.unit.short, told, left, form.quarter.id))
    if turn.group is None:
        message = words.told_office_answer(done, form, turn.somebody.name)
        await turn.tell_office(message, f"appeal.answer:{one.id}")


def _at(one: Appeal, form: UnitForm, row: Row) -> At:
    back = to("返回", "appeals/see", one.id)
    title = f"改判 {form.unit.short}"
    return At(form, row, link("appeals/change", one.id), back, title)


@page("appeals/change/{number:int}/{what}?/{n:int}?/{value}?", roles=ANSWERING)
async def change(turn: Turn, number: int, what: str = "", n: int = -1, value: str = "") -> None:
    """改判: figure by figure, then the reason, then what it moves."""
    one, form, row = await _to_answer(turn, number)
    await anew.step(turn, _at(one, form, row), what, n, value, _preview)


async def _preview(turn: Turn, at: At, found: Decided) -> None:
    edition = await draft(turn, at.form.quarter, "announced", found.form)
    now = await draft(turn, at.form.quarter, "announced")
    yes = to("确认改判", at.base.replace("change", "yes"), edition.mark)
    turn.say(
        words.preview(
            at.title,
            at.row,
            review_anew.points_of(at.form, at.row),
            review_anew.points_of(found.form, at.row),
            found.reason,
            difference(now, edition),
            ((yes,), (at.button("再改", "menu"), at.back)),
        )
    )


@page("appeals/yes/{number:int}/{mark}", roles=ANSWERING)
async def decide_anew(turn: Turn, number: int, mark: str) -> None:
    """改判 is done: the figures, the answer, and a new edition of the announcement."""
    one, form, row = await _to_answer(turn, number)
    at = _at(one, form, row)
    found = anew.recalled(turn, at)
    if found is None:
        raise instead(review_words.flow_lost(), at.button("重新改判", "menu"), at.back)
    edition = await draft(turn, form.quarter, "announced", found.form)
    if edition.mark != mark:
        raise instead(review_anew.overtaken(), at.button("重新看", "menu"), at.back)
    before = await publication.newest(turn.db, form.quarter.id)
    await decide(turn, form, row, found.decision, found.values, found.reason, None)
    await reviews.mark_told(turn.db, form.form.id, turn.now)
    why = f"申诉第 {number} 号改判 {form.unit.short} {row.id}：{found.reason}"
    edition = await draft(turn, form.quarter, "announced")
    await publication.keep(turn, form.quarter, edition, proposed_by=None, reason=why)
    lines = [
        f"{review_anew.points_of(form, row)} → {review_anew.points_of(found.form, row)}",
        words.total_line(form, found.form),
    ]
    await _answer(turn, one, form, row, "changed", found.reason, lines)
    changes = difference(before, edition)
    await outcome.send_difference(turn, form.quarter, edition, changes, why)
