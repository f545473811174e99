"""没办完的: everything of a quarter that is open, by name and number, each with the way to it.

Reading only; ending returns is ``bot.release.pages.returns``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.pages import Role, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.editions.edition import Open
from bot.forms.form import UnitForm
from bot.forms.loading import load_quarter
from bot.forms.pages.office import opened, quarter_of
from bot.forms.words import which as forms_which
from bot.questions.typed import alone
from bot.release import open_points
from bot.release.open_kept import Left, open_of_quarter
from bot.release.open_points import KINDS, Kind
from bot.release.words import unfinished as words
from bot.release.words.unfinished import Line
from bot.review.standing import Standing
from storage.queries.quarters import Quarter

LOOKING: tuple[Role, ...] = ("admin", "reviewer")
_PER_PAGE = 8


@page("unfinished", roles=LOOKING, words=alone("unfinished"), reads=True)
async def newest(turn: Turn) -> None:
    """没办完的, of the quarter that is on its way to a release."""
    await turn.visit(link("unfinished", (await on_its_way(turn)).id))


async def on_its_way(turn: Turn) -> Quarter:
    """The quarter that is nearest to a release: announced or under review, the oldest first."""
    known = await opened(turn)
    due = [one for s in ("review", "announced") for one in reversed(known) if one.state == s]
    return (due or known)[0]


async def open_by_unit(turn: Turn, quarter: Quarter) -> list[tuple[UnitForm, Open]]:
    """Every unit with what of it is open, in the order of the forms."""
    forms = await load_quarter(turn.db, quarter)
    beside = await open_points.known(turn.db, quarter)
    found = open_points.of_forms(forms, beside, turn.now)
    return [(form, found[form.unit.id]) for form in forms if form.unit.id in found]


@page("unfinished/{quarter:int}", roles=LOOKING, reads=True)
async def summary(turn: Turn, quarter: int) -> None:
    """All of it, kind by kind."""
    found = await quarter_of(turn, quarter)
    turn.say(await said(turn, found))


async def said(turn: Turn, quarter: Quarter) -> Message:
    """The page as a message."""
    found = await open_of_quarter(turn.db, quarter, turn.now)
    steps = [to("看试算", "trial", quarter.id)]
    uncounted = [f"{short}（编号 {reference}）" for short, reference in found.uncounted]
    provisional = sum(one.provisional for one in found.left)
    kinds = counted(found.left)
    review = Standing(*map(sum, zip(Standing(), *(one.review for one in found.left), strict=True)))
    return words.summary(quarter, kinds, provisional, uncounted, steps, review)


def counted(every: Iterable[Left]) -> dict[Kind, Mapping[str, Sequence[str]]]:
    """What is open of each kind, by the unit's short name; kinds in their order."""
    found: dict[Kind, dict[str, Sequence[str]]] = {}
    for one in every:
        for kind in KINDS:
            if kind in one.open:
                found.setdefault(kind, {})[one.short] = one.open[kind]
    return {kind: found[kind] for kind in KINDS if kind in found}


@page("unfinished/{quarter:int}/{kind}/{number:int}", roles=LOOKING, reads=True)
async def listed(turn: Turn, quarter: int, kind: str, number: int) -> None:
    """One kind, item by item, each with the way to it."""
    found = await quarter_of(turn, quarter)
    known = next((one for one in KINDS if one == kind), None)
    if known is None:
        raise instead(forms_which.no_such_list(), HOME)
    every = await open_by_unit(turn, found)
    lines = [
        line for form, open_ in every for line in _lines(turn, form, known, open_.get(known, ()))
    ]
    shown = leaf(lines, number, _PER_PAGE)
    turn.say(words.listed(found, known, shown, _ways(turn, found, known, every) if lines else ()))


def _lines(turn: Turn, form: UnitForm, kind: Kind, what: Iterable[str]) -> list[Line]:
    at = (form.quarter.id, form.unit.id)
    if kind == "silent":
        return [_silent(turn, form)] if what else []
    if kind == "appeals":
        return [
            Line(words.appeal(form, one), to(f"看第 {one} 号申诉", "appeals/see", one))
            for one in what
        ]
    rows = [row for row in form.rows if row.id in what]
    label = {row.id: f"{form.unit.short} {row.id}" for row in rows}
    if kind == "returned":
        return [
            Line(words.back(form, row, turn.now), to(label[row.id], "review/see", *at, row.id))
            for row in rows
        ]
    if kind == "unsupplied":
        return [
            Line(words.supplied(form, row), to(label[row.id], _supply(turn), *at, row.id))
            for row in rows
        ]
    page_of = "why" if kind == "missing" else "review/see"
    return [Line(words.row(form, row), to(label[row.id], page_of, *at, row.id)) for row in rows]


def _supply(turn: Turn) -> str:
    """An admin may enter what another body owes; a reviewer reads how the row stands."""
    return "supply/unit" if turn.has("admin") else "why"


def _silent(turn: Turn, form: UnitForm) -> Line:
    at = (form.quarter.id, form.unit.id)
    nudging = turn.has("admin") and form.quarter.state in ("open", "review")
    way = to(f"催 {form.unit.short}", "remind/nudge", *at)
    look = to(f"看 {form.unit.short}", "score", *at)
    return Line(words.silent(form, turn.now), way if nudging else look)


def _ways(
    turn: Turn, quarter: Quarter, kind: Kind, every: Iterable[tuple[UnitForm, Open]]
) -> list[Button]:
    """What is done about the whole kind at once."""
    alive = quarter.state in ("open", "review")
    if kind == "unreviewed":
        return [to("去审核", "review/next", quarter.id, "all")]
    if kind == "appeals":
        return [to("全部申诉", "appeals", quarter.id)]
    if not turn.has("admin"):
        return []
    if kind == "seconded":
        return [to("双审情况", "review/seconds", quarter.id)]
    if kind == "returned":
        if not (alive and any(form.returned for form, _ in every)):
            return []  # all of them are ended: what is left is only said
        return [to("结束补正", "returns/end", quarter.id)]
    if kind in ("silent", "missing") and alive:
        return [to("催报", "remind/owing", quarter.id, 0, 1)]
    if kind == "unsupplied":
        return [to("录入", "supply", quarter.id)]
    return []
