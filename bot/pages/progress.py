"""进度: who has reported how much, who has not begun, who never bound.

For the office all units; a liaison is led to the own unit's form. Nudging: ``remind_nudge``.
"""

from __future__ import annotations

from bot.form import UnitForm, current_quarter, load_quarter
from bot.pages.office import in_the_office, quarter_of
from bot.pages.which import my_form
from bot.turn import OFFICE, InsteadError, Turn, instead, link, page
from bot.words import progress as words
from bot.words import quarter as quarter_words
from bot.words.paging import leaf
from storage.database import moment
from storage.queries import people, quarters
from storage.queries.people import Grant
from storage.queries.quarters import Quarter


@page("progress", roles=("liaison", *OFFICE), words=("进度", "填报进度"))
async def mine_or_all(turn: Turn) -> None:
    """进度: of the current quarter."""
    if not in_the_office(turn):
        form = await my_form(turn, "check")
        await turn.visit(link("check", form.quarter.id, form.unit.id))
        return
    await turn.visit(link("progress", (await _current(turn)).id))


@page("progress/waiting", roles=OFFICE, words=("谁没报", "未报名单"))
async def waiting(turn: Turn) -> None:
    """谁没报."""
    await turn.visit(link("progress", (await _current(turn)).id, "waiting", 0, 1))


@page("progress/unbound", roles=OFFICE, words=("谁没绑定", "未绑定"))
async def unbound(turn: Turn) -> None:
    """谁没绑定."""
    await turn.visit(link("progress", (await _current(turn)).id, "unbound", 0, 1))


@page("progress/{quarter:int}", roles=OFFICE)
async def summary(turn: Turn, quarter: int) -> None:
    """How far everybody is."""
    found = await quarter_of(turn, quarter)
    grants = await people.with_role(turn.db, "liaison")
    forms = await load_quarter(turn.db, found)
    lines = [(form.form.group, _line(form, grants)) for form in forms]
    counts = []
    for kept in await quarters.schemes(turn.db, quarter):
        own = _numbers([line for group, line in lines if group == kept.group])
        total = own["waiting"] + own["submitted"]
        if total:
            counts.append(
                words.Count(kept.group, total, own["submitted"], own["filling"], own["idle"])
            )
    turn.say(
        words.summary(
            quarter,
            quarter_words.name(found.year, found.number),
            found.state,
            counts,
            _numbers([line for _, line in lines]),
            found.deadline,
            turn.now,
            turn.has("admin"),
            len({one.person_id for one in await people.unreachable(turn.db)}),
        )
    )


@page("progress/{quarter:int}/{which}/{group:int}/{number:int}", roles=OFFICE)
async def listed(turn: Turn, quarter: int, which: str, group: int, number: int) -> None:
    """One list of units; group 0 is all tables."""
    found = await quarter_of(turn, quarter)
    kept = await quarters.schemes(turn.db, quarter)
    if which not in words.KINDS or group > len(kept):
        raise instead(words.no_such_list(), words.HOME)
    table = kept[group - 1].group if group else ""
    grants = await people.with_role(turn.db, "liaison")
    forms = await load_quarter(turn.db, found)
    lines = [
        _line(form, grants)
        for one in kept
        for form in forms
        if form.form.group == one.group and table in ("", one.group)
    ]
    chosen = [one for one in lines if _is(which, one)]
    if which in ("waiting", "filling"):
        # Who has least comes first: that is whom the office will ring.
        chosen.sort(key=lambda one: one.done / one.owed if one.owed else 1)
    turn.say(
        words.listed(
            quarter,
            quarter_words.name(found.year, found.number),
            which,
            group,
            table,
            leaf(chosen, number),
            turn.now,
            turn.has("admin"),
        )
    )


def _numbers(lines: list[words.Line]) -> dict[str, int]:
    return {key: sum(_is(key, line) for line in lines) for key in words.KINDS}


def _line(form: UnitForm, grants: list[Grant]) -> words.Line:
    """A unit's state; who answered something or sent something has begun."""
    owed = len(form.own_rows)
    done = owed - len(form.gaps)
    sent = bool(form.claims or form.evidence or form.reports)
    state = form.form.state
    if state == "filling" and not sent:
        state = "idle"
    return words.Line(
        unit=form.unit.id,
        short=form.unit.short,
        state=state,
        done=done if sent else 0,
        owed=owed,
        at=moment(form.form.submitted_at) if form.form.submitted_at else None,
        liaisons=tuple(one.person_name for one in grants if one.unit_id == form.unit.id),
        returned=len(form.returned),
    )


def _is(which: str, line: words.Line) -> bool:
    """Whether a unit belongs to a list."""
    if which == "unbound":
        return not line.liaisons
    if which == "waiting":
        return line.state != "submitted"
    if which == "filling":
        return line.state in ("filling", "returned")
    return line.state == which


async def _current(turn: Turn) -> Quarter:
    quarter = await current_quarter(turn.db)
    if quarter is None:
        raise InsteadError(words.none_open(turn.has("admin")))
    return quarter
