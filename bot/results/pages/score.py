"""得分: the total, the sections, each row with its reason. The office may open any unit's.

Not here: why points are missing and how more could come (``why``).
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.form import UnitForm
from bot.forms.pages.gates import READING, home
from bot.forms.pages.which import form_of, my_form, spoken_of
from bot.forms.words import figures
from bot.questions.typed import alone
from bot.results.published import Standing, standing_of
from bot.results.words import score as words
from bot.speech import quarters as quarter_words
from scoring.exact import show
from scoring.ranking import compared, grade_of
from scoring.scheme import Row
from scoring.sentence import full_mark
from scoring.wording import step_words

_PER_PAGE = 6
_LONGEST_REASON = 60


@page("score", roles=READING, words=alone("score"), reads=True)
async def score(turn: Turn) -> None:
    """The score of the unit that is meant."""
    form = await my_form(turn, "score") if turn.units else await spoken_of(turn)
    if form is None:
        turn.say(Message(text=words.name_a_unit(), buttons=((home(),),)))
        return
    await _summary(turn, form)


@page("score/{quarter:int}/{unit:int}/{number:int}?", roles=READING, reads=True)
async def score_of(turn: Turn, quarter: int, unit: int, number: int | None = None) -> None:
    """A unit's score: page 0 in sections, the pages after it row by row."""
    form = await form_of(turn, quarter, unit)
    if not number:
        await _summary(turn, form, turning=number is not None)
        return
    shown = leaf(form.rows, number, _PER_PAGE)
    lines = [row_line(form, row) for row in shown.items]
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    turning = shown.turning(lambda n: link("score", quarter, unit, n))
    total = Button(label="看总分", route=link("score", quarter, unit, 0))
    turn.say(
        Message(
            title=words.title(form.unit.short, name, shown.mark),
            text="\n".join(lines),
            buttons=(*turning, (total, *_more(form)), (home(),)),
            replace=True,
        )
    )


async def _summary(turn: Turn, form: UnitForm, *, turning: bool = False) -> None:
    quarter, unit = form.quarter.id, form.unit.id
    rows = Button(label="逐项看", route=link("score", quarter, unit, 1))
    more: tuple[tuple[Button, ...], ...] = ((rows,), _more(form))
    if unit in turn.units and form.may_fill(turn.now) and form.gaps:
        go_on = Button(label="接着填报", route=link("fill", quarter, unit))
        more = ((go_on,), (rows, *_more(form)))
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    turn.say(
        Message(
            title=words.title(form.unit.short, name),
            text="\n".join(_lines(form, await standing_of(turn.db, form))),
            detail="\n".join(form.scheme.defects),
            detail_label="满分说明",
            buttons=(*more, (home(),)),
            replace=turning,
        )
    )


def _lines(form: UnitForm, stands: Standing) -> list[str]:
    """The total, the sections, and why the total is provisional."""
    so_far, rules = form.assessment, form.scheme.ranking
    lines = [
        words.total(
            show(so_far.total, rules.digits, rules.rounding),
            full_mark(form.scheme),
            grade_of(form.scheme, so_far),
            so_far.provisional,
            stands,
            over=form.over,
        )
    ]
    if stands != "never" and (better := _to_go(form)):
        lines.append(words.to_go(better))
    applying = {row.section for row in form.rows}
    for one in form.scheme.sections:
        if one.number in applying:
            points = figures.points(so_far.sections[one.number], one.worth)
            lines.append(words.section(one.number, one.name, points, yearly=one.yearly))
    missing = _missing(form)
    return [*lines, missing] if missing else lines


def _to_go(form: UnitForm) -> list[tuple[str, str, str]]:
    """Every grade above the total with what is lacking to it, never rounded down to nothing."""
    if form.assessment.effects:
        return []  # 一票否决: no points bring the grade
    stands = compared(form.scheme, form.assessment.total)
    return [
        (one.name, show(one.at_least), show((one.at_least - stands).quantize(_CENT, ROUND_CEILING)))
        for one in reversed(form.scheme.grades)
        if one.at_least > stands
    ]


_CENT = Decimal("0.01")


def _more(form: UnitForm) -> tuple[Button, ...]:
    quarter, unit = form.quarter.id, form.unit.id
    return (
        Button(label="提分建议", route=link("gain", quarter, unit)),
        Button(label="扣分原因", route=link("why", quarter, unit)),
    )


def _missing(form: UnitForm) -> str:
    open_rows = [row for row in form.rows if form.result(row.id).missing]
    awards = sum(row.award and row.by is None and not form.unwritten(row) for row in open_rows)
    others = sum(row.by is not None for row in open_rows)
    waits = [form.scheme.row(id) for id in form.assessment.waiting]
    waits = [row for row in waits if not form.result(row.id).missing]
    compared = sum(not row.shared for row in waits)
    taken = len(waits) - compared
    own = len(open_rows) - awards - others
    return words.missing(
        own, others, awards, (compared, taken), over=form.over, settled=form.settled
    )


def row_line(form: UnitForm, row: Row) -> str:
    """A row with its points, whose figure counts, and how the points came."""
    result = form.result(row.id)
    points = figures.points(result.points, row.points)
    return words.row(figures.row_title(row), points, source(form, row), reason(form, row))


def source(form: UnitForm, row: Row) -> str:
    """Whose figures count: 自评, 部门数据 or 核定; a row sent back says so."""
    review = form.reviews.get(row.id)
    if review is not None and review.decision == "return":
        return words.returned() if form.is_returned(row.id) else words.not_supplemented()
    if review is not None and review.decision == "resubmitted":
        return words.resubmitted()
    found = [form.figure(row, one) for one in row.inputs]
    sources = {figure[1] for figure in found if figure is not None}
    return "、".join(text for code, text in figures.SOURCES.items() if code in sources)


def reason(form: UnitForm, row: Row) -> str:
    """How a row's points came about, short enough for a phone."""
    result = form.result(row.id)
    if row.by is not None and result.missing:
        return words.waits_for(form.awaited(row), settled=form.settled)
    if form.unwritten(row) and result.missing:
        return words.not_answered(over=form.over)
    if row.award and result.missing:
        return words.waits_for_award(settled=form.settled)
    if result.missing and len(result.missing) == len(row.inputs):
        return words.not_answered(over=form.over)
    steps = [said for step in result.steps if (said := step_words(row, step))]
    steps += [result.waiting] if result.waiting else []
    return figures.short("；".join(steps), _LONGEST_REASON)
