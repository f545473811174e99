"""Answering an appeal: 维持 with a reason, or 改判 with figures, a reason and a look at what moves.

Never by somebody of the unit, nor by who has decided on the row before. A 改判 moves other units:
another admin confirms it (``bot.appeals.pages.second``), and it is a new edition of the
announcement in that turn, told to every unit it moves; the edition before is kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.appeals.pages import case, second
from bot.appeals.words import answering
from bot.corridor.buttons import HOME, to
from bot.corridor.events import File
from bot.corridor.pages import OFFICE, Role, page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.editions.edition import difference
from bot.forms.form import UnitForm
from bot.forms.pages import twice
from bot.forms.pages.gates import is_answer
from bot.forms.pages.office import quarter_of
from bot.questions.slots import Slot, reason_of
from bot.release.drafting import draft
from bot.release.pages.release import name_of
from bot.release.words import correct as correct_words
from bot.review.marks import Mark
from bot.review.pages import anew, anew_said
from bot.review.pages.anew import At, Decided
from bot.review.pages.desk import refuse_row, remits_of
from bot.review.pages.item import mark_line
from bot.review.queue import conflicted
from bot.review.words import anew as review_anew, asks as review_words
from bot.speech import quarters as quarter_words
from scoring.scheme import Row
from storage.queries import editions, quarters, roster, understood
from storage.queries.editions import Appeal

ANSWERING: tuple[Role, ...] = ("admin", "reviewer")


@page("appeals/{quarter:int}", roles=OFFICE, reads=True)
async def listed(turn: Turn, quarter: int) -> None:
    """Every appeal of a quarter, the open ones as buttons."""
    found = await quarter_of(turn, quarter)
    every = await editions.appeals_of_quarter(turn.db, quarter)
    named = await _named(turn)
    forms = {form.id: named[form.unit_id] for form in await quarters.forms(turn.db, quarter)}
    lines = [answering.line(one, forms[one.form_id]) for one in every]
    waiting = [
        to(f"第 {one.id} 号 {forms[one.form_id]} {one.row}", "appeals/see", one.id)
        for one in every
        if one.state == "open"
    ]
    name = quarter_words.name(found.year, found.number)
    turn.say(answering.listed(name, quarter, lines, waiting[:8]))


async def _named(turn: Turn) -> dict[int, str]:
    return {one.id: one.short for one in await roster.everyone(turn.db)}


async def _to_answer(turn: Turn, number: int) -> tuple[Appeal, UnitForm, Row]:
    """The same, if this person may answer it now."""
    one, form, row = await case.case_of(turn, number)
    back = to("全部申诉", "appeals", form.quarter.id)
    if one.state != "open":
        by = await name_of(turn, one.answered_by)
        raise instead(answering.answered_already(one, by), back, HOME)
    if form.quarter.state != "announced":
        raise instead(answering.not_now(form.quarter.state), back, HOME)
    anew.refuse_own(turn, form, back)
    if one.by_person == turn.somebody.id:
        raise instead(answering.own_appeal(), back)
    refuse_row(turn, await remits_of(turn), form, row)
    if await case.decided_before(turn, form, row):
        raise instead(
            answering.decided_before(await case.may_answer(turn, one, form, row)), back, HOME
        )
    return one, form, row


@page("appeals/see/{number:int}", roles=OFFICE, reads=True)
async def see(turn: Turn, number: int) -> None:
    """One appeal: the text, the papers, what the row brings and why."""
    one, form, row = await case.case_of(turn, number)
    me = turn.somebody.id
    own = one.by_person == me or conflicted(form, me, turn.units)
    limited = not (await remits_of(turn)).may(me, form.form.group, row)
    before = turn.has(*ANSWERING) and await case.decided_before(turn, form, row)
    may = turn.has(*ANSWERING) and not own and not limited and not before
    review = form.reviews.get(row.id)
    said = answering.state_line(form, row, review.reason if review else "")
    if turn.has(*ANSWERING):
        said += await _read(turn, form, row)
    if before and one.state == "open":
        said.append(answering.decided_before(await case.may_answer(turn, one, form, row)))
    files = [
        File(label=paper.label, digest=paper.digest, picture=paper.kind in ("jpg", "png"))
        for paper in await editions.appeal_papers(turn.db, number)
    ]
    by = await name_of(turn, one.by_person)
    may_answer = may and one.state == "open" and form.quarter.state == "announced"
    turn.say(answering.seen(form, row, one, by, said, files, turn.now, may_answer=may_answer))


async def _read(turn: Turn, form: UnitForm, row: Row) -> list[str]:
    """What the machine doubted in the papers of the row: what an answer has to look at again."""
    every = await understood.doubts_of_form(turn.db, form.form.id)
    standing = [one for one in every if one.row == row.id and one.state in _STANDING]
    marks = [Mark(one.kind, paper=one) for one in standing[:_DOUBTS]]  # type: ignore[arg-type] # a doubt's kind is a mark's
    return [await mark_line(turn.db, form, one) for one in marks]


_STANDING = ("open", "upheld")
_DOUBTS = 5
"""So many doubts on the page of an appeal; the row's own page has them all."""
_AS_TYPED = 99
"""The reason that was typed or said, once it was shown."""


@page("appeals/keep/{number:int}/{n:int}?", roles=ANSWERING, draws=("reason", twice.TWICE))
async def keep(turn: Turn, number: int, n: int = -1) -> None:
    """维持: the result stands, with a reason; one that was typed or said is shown before."""
    one, form, row = await _to_answer(turn, number)
    route = link("appeals/keep", number)
    if is_answer(turn, route) and twice.asks(turn, "reason", anew.LEAST, anew.MOST):
        return
    typed = reason_of(turn.text) if is_answer(turn, route) else turn.rest
    reason = answering.KEEP_REASONS[n] if 0 <= n < len(answering.KEEP_REASONS) else ""
    if n == _AS_TYPED and turn.draft.get("of") == route:
        reason = str(turn.draft["reason"])
    if not reason:
        if typed and not anew.LEAST <= len(typed) <= anew.MOST:
            raise instead(review_words.reason_too_short(), to("返回", "appeals/see", number))
        turn.say(
            answering.confirm_keep(one, form, row, typed) if typed else answering.ask_keep(one)
        )
        turn.wait(route, **({"reason": typed, "of": route} if typed else {}))
        return
    await case.write_answer(turn, one, form, row, "upheld", reason, [answering.still(form, row)])


@page("appeals/change/{number:int}/{what}?/{n:int}?/{value}?", roles=ANSWERING, reads=True)
async def change(turn: Turn, number: int, what: str = "", n: int = -1, value: str = "") -> None:
    """改判: figure by figure, then the reason, then what it moves."""
    one, form, row = await _to_answer(turn, number)
    await anew.step(turn, case.at_of(one, form, row), what, n, value, _preview)


async def filled(turn: Turn, number: int, given: Mapping[Slot, str]) -> None:
    """A value, a reason or both as a sentence gave them; or what would move by what was chosen."""
    one, form, row = await _to_answer(turn, number)
    await anew_said.filled(turn, case.at_of(one, form, row), given, _preview, _moves)


async def _moves(turn: Turn, at: At, found: Decided) -> list[str]:
    edition = await draft(turn, at.form.quarter, "announced", found.form)
    now = await draft(turn, at.form.quarter, "announced")
    return correct_words.would_move(difference(now, edition))


async def _preview(turn: Turn, at: At, found: Decided) -> None:
    edition = await draft(turn, at.form.quarter, "announced", found.form)
    now = await draft(turn, at.form.quarter, "announced")
    label = "提议改判" if turn.world.appeal_second else "确认改判"
    yes = to(label, at.base.replace("change", "yes"), edition.mark)
    turn.say(
        answering.preview(
            at.title,
            at.row,
            at.form,
            found.form,
            found.reason,
            difference(now, edition),
            ((yes,), (at.button("再改", "menu"), at.back)),
        )
    )


@page("appeals/yes/{number:int}/{mark}", roles=ANSWERING, draws=("reason", twice.TWICE))
async def decide_anew(turn: Turn, number: int, mark: str) -> None:
    """改判 as it was shown: another admin is asked to confirm it, or it is done."""
    one, form, row = await _to_answer(turn, number)
    at = case.at_of(one, form, row)
    found = anew.recalled(turn, at)
    if found is None:
        raise instead(review_words.flow_lost(), at.button("重新改判", "menu"), at.back)
    edition = await draft(turn, form.quarter, "announced", found.form)
    if edition.mark != mark:
        raise instead(review_anew.overtaken(), at.button("重新看", "menu"), at.back)
    if turn.world.appeal_second:
        await second.propose(turn, one, at, found, mark)
        return
    await case.carry_out(turn, one, at, found, None)
