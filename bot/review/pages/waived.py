"""不是疑点: a reviewer says that a doubt is none, for a row or for its kind in the quarter.

Whoever said so takes it back with one tap. Here also: how right the doubts of each kind were, for
the admin, who takes back what anybody said for a quarter.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.pages.office import opened
from bot.forms.words import figures
from bot.questions.typed import alone
from bot.reading.words.kinds import DOUBTS
from bot.review.pages.desk import (
    DESK,
    REVIEWING,
    Hall,
    hall_of,
    no_longer,
    refuse_conflict,
    refuse_row,
    take,
)
from bot.review.pages.item import screen
from bot.review.queue import Item, in_scope
from bot.review.words import waived as words
from bot.speech import quarters as quarter_words
from storage.queries import quarters, understood
from storage.queries.quarters import Quarter

_STATES = ("review", "open", "announced")


@page("review/nodoubt/{quarter:int}/{unit:int}/{row}", roles=REVIEWING)
async def ask(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """Which of an item's doubts is none."""
    hall = await hall_of(turn, quarter, also=[unit])
    item = await _item(turn, hall, unit, row)
    kinds = _kinds(item)
    if not kinds:
        raise instead(words.none_here(), _look(quarter, unit, row), DESK)
    at = (quarter, unit, row)
    buttons = [
        (
            Button(label=words.one_label(one), route=link("review/nodoubt/one", *at, one)),
            Button(label=words.all_label(one), route=link("review/nodoubt/all", *at, one)),
        )
        for one in kinds
    ]
    said = words.ask(item.form.unit.short, figures.row_title(item.row), kinds)
    turn.say(Message(text=said, buttons=(*buttons, (_look(quarter, unit, row),))))


@page("review/nodoubt/one/{quarter:int}/{unit:int}/{row}/{kind}", roles=REVIEWING)
async def one(turn: Turn, quarter: int, unit: int, row: str, kind: str) -> None:
    """This doubt is none, for this row."""
    item = await _doubted(turn, quarter, unit, row, kind)
    await understood.waive_doubts(turn.db, item.form.form.id, row, kind)
    subject = f"review/{item.form.form.id}/{row}"
    await turn.record(unit, "review.no-doubt", subject, kind, None)
    first = words.one_done(item.form.unit.short, row, kind)
    await _again(turn, quarter, unit, row, first, _back("one", quarter, unit, row, kind))


@page("review/nodoubt/all/{quarter:int}/{unit:int}/{row}/{kind}", roles=REVIEWING)
async def every(turn: Turn, quarter: int, unit: int, row: str, kind: str) -> None:
    """This kind of doubt is none in this quarter."""
    await _doubted(turn, quarter, unit, row, kind)
    found = await understood.doubts_of_quarter(turn.db, quarter)
    rows = {(one.form_id, one.row) for one in found if one.kind == kind}
    if await understood.waive(turn.db, quarter, kind, turn.somebody.id, turn.now):
        await turn.record(None, "review.waive", f"quarter/{quarter}", None, kind)
    back = _back("all", quarter, unit, row, kind)
    await _again(turn, quarter, unit, row, words.all_done(kind, len(rows)), back)


@page("review/doubtagain/one/{quarter:int}/{unit:int}/{row}/{kind}", roles=REVIEWING)
async def one_again(turn: Turn, quarter: int, unit: int, row: str, kind: str) -> None:
    """What was said to be none for a row is a doubt once more."""
    item = await _item(turn, await hall_of(turn, quarter, also=[unit]), unit, row)
    if not await understood.doubt_again(turn.db, item.form.form.id, row, kind):
        raise instead(words.nothing_back(), _look(quarter, unit, row), DESK)
    subject = f"review/{item.form.form.id}/{row}"
    await turn.record(unit, "review.doubt-again", subject, None, kind)
    await _again(turn, quarter, unit, row, words.one_back(item.form.unit.short, row, kind))


@page("review/doubtagain/all/{quarter:int}/{unit:int}/{row}/{kind}", roles=REVIEWING)
async def every_again(turn: Turn, quarter: int, unit: int, row: str, kind: str) -> None:
    """A kind counts again in a quarter, for whoever had said that it is none there."""
    await _item(turn, await hall_of(turn, quarter, also=[unit]), unit, row)
    waivers = await understood.waivers(turn.db, quarter)
    found = next((one for one in waivers if one.kind == kind), None)
    if found is None:
        raise instead(words.nothing_back(), _look(quarter, unit, row), DESK)
    if found.by_person != turn.somebody.id:
        raise instead(words.not_yours(found.by_name), _look(quarter, unit, row), DESK)
    await understood.unwaive(turn.db, quarter, kind)
    await turn.record(None, "review.restore", f"quarter/{quarter}", kind, None)
    await _again(turn, quarter, unit, row, words.restored(kind))


@page("review/precision", roles=("admin",), words=alone("review/precision"))
async def precision(turn: Turn) -> None:
    """How right the doubts of each kind were."""
    known = [one for one in await quarters.everyone(turn.db) if one.state in _STATES]
    if not known:
        await opened(turn)
        raise instead(words.no_such_quarter(), HOME)
    await _say_precision(turn, min(known, key=lambda one: _STATES.index(one.state)))


@page("review/restore/{quarter:int}/{kind}", roles=("admin",))
async def restore(turn: Turn, quarter: int, kind: str) -> None:
    """A kind of doubt counts again."""
    found = await quarters.by_id(turn.db, quarter)
    if found is None or kind not in DOUBTS:
        raise instead(words.no_such_quarter())
    if await understood.unwaive(turn.db, quarter, kind):
        await turn.record(None, "review.restore", f"quarter/{quarter}", kind, None)
    turn.say(words.restored(kind))
    await _say_precision(turn, found)


async def _say_precision(turn: Turn, quarter: Quarter) -> None:
    name = quarter_words.name(quarter.year, quarter.number)
    found = await understood.precision(turn.db, quarter.id)
    waivers = await understood.waivers(turn.db, quarter.id)
    turn.say(words.precision(quarter.id, name, found, waivers))


async def _doubted(turn: Turn, quarter: int, unit: int, row: str, kind: str) -> Item:
    item = await _item(turn, await hall_of(turn, quarter, also=[unit]), unit, row)
    if kind not in _kinds(item):
        raise instead(words.none_here(), _look(quarter, unit, row), DESK)
    return item


async def _item(turn: Turn, hall: Hall, unit: int, row: str) -> Item:
    item = hall.find(unit, row)
    if item is None:
        raise await no_longer(turn, hall, unit, row)
    refuse_conflict(turn, item.form)
    refuse_row(turn, hall.remits, item.form, item.row)
    return item


def _kinds(item: Item) -> list[str]:
    return list(dict.fromkeys(one.kind for one in item.marks if one.paper is not None))


def _look(quarter: int, unit: int, row: str) -> Button:
    return Button(label="返回这一项", route=link("review/see", quarter, unit, row))


def _back(how: str, quarter: int, unit: int, row: str, kind: str) -> Button:
    return Button(label="撤回", route=link("review/doubtagain", how, quarter, unit, row, kind))


async def _again(
    turn: Turn, quarter: int, unit: int, row: str, first: str, back: Button | None = None
) -> None:
    """The item as it stands now."""
    hall = await hall_of(turn, quarter, also=[unit])
    item = await _item(turn, hall, unit, row)
    scope = hall.scope if item in in_scope(hall.mine, hall.scope) else f"u{unit}"
    await take(turn, hall, item, scope)
    await screen(turn, item, hall.earlier.get(unit), len(in_scope(hall.mine, scope)), first, back)
