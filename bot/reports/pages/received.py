"""收到的工作报送: how many reports of each kind came in, from whom, late, and who owes one.

For the office; a unit's own ledger is in ``reports``.
"""

from __future__ import annotations

from collections import defaultdict

from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE, Role, page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn, instead
from bot.editions.members import members
from bot.forms.loading import load_quarter
from bot.forms.pages.office import quarter_of
from bot.forms.words import which as forms_which
from bot.reports import doubted
from bot.reports.words import (
    doubted as doubted_words,
    ledger as report_words,
    received as words,
)
from storage.database import moment
from storage.queries import papers, quarters
from storage.queries.papers import WorkReport
from storage.queries.quarters import Quarter

PER_PAGE = 9
DOUBTS_PER_PAGE = 5
REVIEWING: tuple[Role, ...] = ("admin", "reviewer")
WHICH = ("sent", "missing", "late")


@page("reported/{quarter:int}/{table:int}", roles=OFFICE, reads=True)
async def summary(turn: Turn, quarter: int, table: int) -> None:
    """Every kind in one line."""
    found = await quarter_of(turn, quarter)
    group = await _group(turn, found, table)
    units = await _units(turn, found, group)
    reports = await papers.work_reports_of_quarter(turn.db, quarter)
    counts = []
    for place, kind in enumerate(report_words.KINDS):
        own = [one for one in reports if one.kind == kind and one.form_id in units]
        senders = {one.form_id for one in own}
        late = sum(not one.on_time for one in own)
        counts.append(words.Count(place, kind, len(own), len(senders), late))
    turn.say(words.summary(found, table, group, counts, len(units)))


@page(
    "reported/{quarter:int}/{table:int}/{kind:int}/{which}/{number:int}?", roles=OFFICE, reads=True
)
async def listed(
    turn: Turn, quarter: int, table: int, kind: int, which: str, number: int = 1
) -> None:
    """Who sent a kind, who sent it late, or who has not."""
    if kind >= len(report_words.KINDS) or which not in WHICH:
        raise instead(forms_which.no_such_list(), HOME)
    found = await quarter_of(turn, quarter)
    group = await _group(turn, found, table)
    units = await _units(turn, found, group)
    name = report_words.KINDS[kind]
    by_form: dict[int, list[WorkReport]] = defaultdict(list)
    for one in await papers.work_reports_of_quarter(turn.db, quarter):
        if one.kind == name and one.form_id in units:
            by_form[one.form_id].append(one)
    lines = [
        words.Received(unit, short, [(moment(one.received_at), bool(one.on_time)) for one in sent])
        for form, (unit, short) in units.items()
        if _belongs(which, sent := by_form.get(form, []))
    ]
    if which != "missing":
        lines.sort(key=lambda line: line.sent[0][0])
    every = [one for sent in by_form.values() for one in sent]
    late = sum(not one.on_time for one in every)
    total = words.Count(kind, name, len(every), len(by_form), late)
    shown = leaf(lines, number, PER_PAGE)
    turn.listed = tuple(one.unit for one in lines)
    turn.say(words.listed(found, table, group, total, which, shown, len(units), turn.now))


@page("reported/doubts/{quarter:int}/{table:int}/{number:int}?", roles=REVIEWING, reads=True)
async def doubtful(turn: Turn, quarter: int, table: int, number: int = 1) -> None:
    """Every report whose paper makes somebody look twice, with why."""
    found = await quarter_of(turn, quarter)
    group = await _group(turn, found, table)
    lines: list[doubted_words.Doubted] = []
    read = 0
    for form in await load_quarter(turn.db, found):
        if group not in ("", form.form.group) or form.unit.id in turn.units:
            continue
        reports = [one for one in form.reports if one.digest]
        read += len(reports)
        doubts = await doubted.lines_of(turn.db, form, reports, office=True)
        lines += [
            doubted_words.Doubted(
                form.unit.id, form.unit.short, one.id, one.kind, one.title, doubts[one.id]
            )
            for one in reports
            if one.id in doubts
        ]
    shown = leaf(lines, number, DOUBTS_PER_PAGE)
    whose = words.whose_of(found, group)
    turn.say(doubted_words.listed(quarter, table, whose, shown, read))


def _belongs(which: str, sent: list[WorkReport]) -> bool:
    if which == "missing":
        return not sent
    return bool(sent) and (which == "sent" or any(not one.on_time for one in sent))


async def _group(turn: Turn, quarter: Quarter, table: int) -> str:
    kept = await quarters.schemes(turn.db, quarter.id)
    if table > len(kept):
        raise instead(forms_which.no_such_list(), HOME)
    return kept[table - 1].group if table else ""


async def _units(turn: Turn, quarter: Quarter, group: str) -> dict[int, tuple[int, str]]:
    """Unit and short name by form."""
    return {
        one.form_id: (one.unit_id, one.short)
        for one in (await members(turn.db, quarter)).values()
        if group in ("", one.group)
    }
