"""找 …: where a text stands in the papers, by message; each place is one tap away."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import ROUTE_BYTES, Button
from bot.corridor.pages import Role, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.desk import finding
from bot.desk.finding import Scope
from bot.desk.words import find as words
from bot.forms.pages.gates import is_answer
from bot.forms.pages.office import in_the_office
from bot.questions.typed import alone
from bot.review.hall import limits
from storage.queries import readings

LOOKING: tuple[Role, ...] = ("liaison", "admin", "reviewer", "observer")
_AT_ONCE = 6


@page("find", roles=LOOKING, words=alone("find"), opens=("找", "搜", "搜索", "检索", "查找"))
async def find(turn: Turn) -> None:
    """The first places of what stands behind the word; the word alone asks for what."""
    text = turn.text if is_answer(turn, "find") else turn.rest
    if not text:
        turn.say(words.ask_what())
        turn.wait("find")
        return
    await _show(turn, finding.asked(text), 1)


@page("find/{number:int}/{text}", roles=LOOKING)
async def more(turn: Turn, number: int, text: str) -> None:
    """Another page of them."""
    await _show(turn, finding.asked(text), number)


async def _show(turn: Turn, text: str, number: int) -> None:
    if not finding.long_enough(text):
        raise instead(words.too_short(), HOME)
    scope = await _scope(turn)
    found = await finding.find(turn.db, text, scope)
    if number == 1:
        units = sorted({one.unit_id for one in found.places})
        after = {"text": text, "found": len(found.places), "units": units}
        await turn.record(None, "papers.search", f"search/{turn.somebody.id}", None, after)
    if not found.places:
        raise instead(await _nothing(turn, text, scope), HOME)
    shown = leaf(found.places, number, _AT_ONCE)
    looked: dict[str, Button] = {}  # a paper with several places opens once
    for n, one in enumerate(shown.items, shown.first):
        route = _route(one, office=scope.units is None)
        looked.setdefault(route, Button(label=words.button(n, one), route=route))
    buttons = [(one,) for one in looked.values()]
    again = text.replace(" ", "+")
    last = len(link("find", shown.pages, again).encode()) <= ROUTE_BYTES and "/" not in text
    turning = shown.turning(lambda n: link("find", n, again)) if last else ()
    cut = len(found.places) >= finding.MOST
    # How many papers of the county wait is the office's matter, not a liaison's.
    waits = (await readings.backlog(turn.db)).waiting if scope.units is None else 0
    message = words.found(text, found, shown, whole=bool(last), cut=cut, waiting=waits)
    turn.say(message, *buttons, *turning, (HOME,))


async def _nothing(turn: Turn, text: str, scope: Scope) -> str:
    read = await readings.backlog(turn.db)
    own = scope.units is not None
    return words.nothing(text, own=own, waiting=read.waiting, blind=bool(read.no_ocr))


async def _scope(turn: Turn) -> Scope:
    """What this person may find; in a group no unit's papers are shown but to the office."""
    person = turn.somebody.id
    office = in_the_office(turn)
    if turn.has("admin", "reviewer") or (office and turn.world.observers_see_papers):
        return Scope(person, None, await limits(turn.db))
    if turn.units:
        return Scope(person, turn.units, await limits(turn.db))
    raise instead(words.not_for_you(), HOME)


def _route(one: finding.Place, *, office: bool) -> str:
    """Where the paper is opened: as evidence, in the ledger of reports, with its appeal."""
    if one.source == "report":
        return link("reports/see", one.quarter_id, one.unit_id, one.number)
    if one.source == "appeal" and office:
        return link("appeals/see", one.within)
    if one.source == "appeal":
        return link("appeal", one.quarter_id, one.unit_id, one.row)
    return link("proof/see", one.quarter_id, one.unit_id, one.number)
