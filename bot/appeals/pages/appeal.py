"""申诉 by the unit: which row, why, with which papers; within the window and once per row.

The text and the papers gather in the draft until the unit hands them in; what becomes of an appeal
is ``appeal_answer``'s.
"""

from __future__ import annotations

import re
from typing import Any, Final

from bot.appeals.words import appeal as words
from bot.corridor.buttons import HOME, to
from bot.corridor.events import Attachment, Message
from bot.corridor.pages import Fit, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.form import UnitForm
from bot.forms.pages import twice
from bot.forms.pages.gates import is_answer, row_of
from bot.forms.pages.office import opened
from bot.forms.pages.which import form_of
from bot.forms.words import which as which_words
from bot.papers import filing
from bot.papers.words import evidence as evidence_words
from bot.questions.typed import alone
from bot.release.pages import outcome
from scoring.scheme import Row
from storage.database import moment
from storage.queries import editions, people, quarters, roster
from storage.queries.editions import Appeal
from storage.queries.quarters import Quarter

_PER_PAGE = 7
_FILES = 20


@page("appeal", roles=("liaison", "admin", "reviewer"), words=alone("appeal"), reads=True)
async def appeal(turn: Turn) -> None:
    """申诉: the unit's own for a liaison, the list for the office."""
    known = [one for one in await quarters.everyone(turn.db) if one.state != "planned"]
    announced = [one for one in known if one.state == "announced"]
    if turn.has("admin", "reviewer") and (not turn.units or turn.group is not None):
        await turn.visit(link("appeals", (announced or await opened(turn))[0].id))
        return
    found = await _mine(turn, announced)
    if not found:
        trouble = words.nothing_to_appeal(known[0].state if known else None)
        raise instead(words.with_own(await _answered(turn, known), trouble), HOME)
    if len(found) == 1:
        await turn.visit(link("appeal", *found[0]))
        return
    named = {one.id: one.short for one in await roster.everyone(turn.db)}
    rows = tuple((to(named[unit], "appeal", quarter, unit),) for quarter, unit in found)
    raise InsteadError(Message(text=which_words.which_unit(), buttons=(*rows, (HOME,))))


async def _mine(turn: Turn, announced: list[Quarter]) -> list[tuple[int, int]]:
    return [
        (quarter.id, unit)
        for quarter in announced[:1]
        for unit in turn.units
        if await quarters.form(turn.db, quarter.id, unit)
    ]


_LATELY: Final = 2
"""Quarters whose appeals are still told of."""


async def _answered(turn: Turn, known: list[Quarter]) -> list[Appeal]:
    """The unit's own appeals of late, whatever the state of their quarter is now."""
    found: list[Appeal] = []
    for quarter in [one for one in known if one.state in ("published", "archived")][:_LATELY]:
        for unit in turn.units:
            if form := await quarters.form(turn.db, quarter.id, unit):
                found += await editions.appeals_of_form(turn.db, form.id)
    return found


@page("appeal/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def choose(turn: Turn, quarter: int, unit: int) -> None:
    """Which row."""
    await _choose(turn, quarter, unit, 1)


@page("appeal/page/{quarter:int}/{unit:int}/{number:int}", roles=("liaison",), reads=True)
async def choose_on(turn: Turn, quarter: int, unit: int, number: int) -> None:
    """Which row, a later page."""
    await _choose(turn, quarter, unit, number)


async def _choose(turn: Turn, quarter: int, unit: int, number: int) -> None:
    form = await _open_form(turn, quarter, unit)
    known = await editions.appeals_of_form(turn.db, form.form.id)
    appealed = {one.row for one in known}
    rows = [row for row in form.rows if row.id not in appealed]
    below = sorted(rows, key=lambda row: outcome.doubtful(form, row))
    turn.say(words.choose_row(form, leaf(below, number, _PER_PAGE), known, turn.now))


async def _open_form(turn: Turn, quarter: int, unit: int) -> UnitForm:
    """The unit's form, while appeals are taken."""
    form = await form_of(turn, quarter, unit)
    if form.quarter.state != "announced":
        raise instead(words.nothing_to_appeal(form.quarter.state), HOME)
    until = moment(form.quarter.appeal_until)
    if turn.now > until:
        score = to("看得分", "score", quarter, unit)
        raise instead(words.window_over(until, turn.now), score, HOME)
    return form


async def _case(turn: Turn, quarter: int, unit: int, row: str) -> tuple[UnitForm, Row]:
    form = await _open_form(turn, quarter, unit)
    found = row_of(form, row)
    if found.shared and not found.inputs:
        homes = dict.fromkeys(home for _, home in found.shared)
        ways = [to(f"申诉 {home}", "appeal", quarter, unit, home) for home in homes]
        raise instead(words.reported_elsewhere(found), *ways, to("换一项", "appeal", quarter, unit))
    for one in await editions.appeals_of_form(turn.db, form.form.id):
        if one.row == row:
            raise instead(words.appealed_already(one), to("换一项", "appeal", quarter, unit), HOME)
    return form, found


async def fits(turn: Turn, quarter: int, unit: int, row: str) -> Fit | None:  # noqa: ARG001 -- the route's
    """Whatever is written is a reason, but 能不能撤回来再想想: that takes nothing in."""
    retracts = len(turn.text) <= _SHORT and _RETRACTS.search(turn.text)
    return Fit("", moves=True) if retracts else Fit("", sure=False)


_RETRACTS: Final = re.compile(
    r"撤回?来?[,，]?(?:再|让我|我)*(?:想|考虑|琢磨)|(?:再|先|让我)+(?:想想|想一想|考虑(?:一下|考虑)?|琢磨)"
    r"|(?:先|还是)?(?:不|别)(?:申诉|提|告)了|(?:算了|不申了)"
)
_SHORT: Final = 16


@page("appeal/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True, fits=fits)
async def write(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """Why: the text and the papers come as messages; each is shown back."""
    form, found = await _case(turn, quarter, unit, row)
    route = link("appeal", quarter, unit, row)
    if not is_answer(turn, route):
        others = _others(turn, route)
        kept = others.pop(route, _nothing())
        if kept["text"] or kept["files"]:
            turn.say(words.ready(form, found, kept["text"], _labels(kept), ""))
        else:
            review = form.reviews.get(row)
            turn.say(words.ask_text(form, found, review.reason if review else ""))
        turn.wait(route, item=route, others=others, **kept)
        return
    kept = {**_draft(turn, route), "others": turn.draft.get("others", {})}
    if len(turn.text) <= _SHORT and _RETRACTS.search(turn.text):
        turn.wait(route, item=route, **kept)
        turn.say(words.not_handed_in(form, found, kept["text"], _labels(kept)))
        return
    more = bool(kept["text"])
    trouble = _take(turn, kept)
    turn.wait(route, item=route, **kept, **twice.pending(turn))
    came = words.came_beside(trouble, _labels(kept) if turn.incoming.attachments else [])
    if not (more and twice.asks(turn, "text", words.LEAST, words.MOST, "\n", came)):
        turn.say(words.ready(form, found, kept["text"], _labels(kept), trouble))


def _draft(turn: Turn, route: str) -> dict[str, Any]:
    """What was written so far for this row."""
    kept = turn.draft
    if kept.get("item") != route:
        return _nothing()
    return {"text": kept.get("text", ""), "files": list(kept["files"])}


def _nothing() -> dict[str, Any]:
    return {"text": "", "files": []}


def _others(turn: Turn, route: str) -> dict[str, dict[str, Any]]:
    """What was written for this unit's rows and not handed in, by the row's route.

    The command sent again, or for another row, comes beside the form that waits.
    """
    kept = turn.draft if "item" in turn.draft else turn.aside
    whole = route.rpartition("/")[0]
    found = dict(kept.get("others", {}))
    if str(kept.get("item", "")).startswith(f"{whole}/"):
        found[kept["item"]] = {"text": kept.get("text", ""), "files": list(kept["files"])}
    return found


def _labels(kept: dict[str, Any]) -> list[str]:
    return [str(file["label"]) for file in kept["files"]]


def _take(turn: Turn, kept: dict[str, Any]) -> str:
    """Take a message into the draft; what could not be taken, as a sentence."""
    lines = []
    if turn.text and not kept["text"]:
        if words.LEAST <= len(turn.text) <= words.MOST:
            kept["text"] = turn.text
        else:
            lines.append(words.text_length(len(turn.text)))
    limits = filing.limits_of(turn)
    for file in turn.incoming.attachments:
        code = filing.refusal(file)
        if code is None and len(kept["files"]) >= _FILES:
            code = "row_full"
        if code is not None:
            lines.append(f"{file.label}：{evidence_words.refusal(code, limits)}")
        elif all(file.digest != one["digest"] for one in kept["files"]):
            kept["files"].append(file.model_dump(exclude_defaults=True))
    return "\n".join(lines)


@page(
    "appeal/send/{quarter:int}/{unit:int}/{row}",
    roles=("liaison",),
    draws=("text", "files", twice.TWICE),
)
async def send(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """Hand the appeal in."""
    form, found = await _case(turn, quarter, unit, row)
    kept = _draft(turn, link("appeal", quarter, unit, row))
    text = str(kept["text"])
    if not text:
        again = to("重新写", "appeal", quarter, unit, row)
        raise instead(words.draft_lost(), again, HOME)
    person = turn.somebody
    number = await editions.add_appeal(turn.db, form.form.id, row, text, person.id, turn.now)
    files = [Attachment.model_validate(file) for file in kept["files"]]
    for file in files:
        await filing.keep_bytes(turn, file)
        digest = str(file.digest)
        await editions.add_appeal_paper(turn.db, number, digest, file.label, person.id, turn.now)
    after = {"row": row, "text": text, "files": [file.digest for file in files]}
    await turn.record(unit, "appeal.add", f"appeal/{number}", None, after)
    turn.say(words.sent(number, found, len(files)))
    await turn.tell_office(
        words.told_office(form, found, number, text, len(files)), f"appeal:{number}"
    )
    for grant in await people.of_unit(turn.db, unit):
        if grant.role == "liaison" and grant.person_id != person.id:
            message = words.told_colleagues(form, found, person.name, number)
            await turn.tell(grant.person_id, message, f"appeal:{number}")
