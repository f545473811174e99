"""A sentence that leans on what was just shown or done: 改成三天, 都延两天, 再加上医保局, 撤了.

What was shown is read off its own page (``bot.front.shown``), what the sentence says of it is
``bot.questions.leans``'; here both become the page that shows what would be done then. Where the
page shows several things, it is asked which; where it shows none, the sentence leans on nothing.
Nothing is done here. No page of its own.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.forms.loading import load_quarter
from bot.front import combined, going_on, orders, read_again
from bot.front.another_day import at_another_time, because, reason_there
from bot.front.asking import Asking, Led
from bot.front.given_up import given_up, keep_draft, waits_for_a_tap
from bot.front.reworded import reworded
from bot.front.same_again import of_the_same
from bot.front.shown import SHOWN, Kind, Shown, buttons, shown
from bot.front.words import onto as words
from bot.inquiry import answering
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.often import find
from bot.inquiry.words import found as found_words
from bot.notices.pages.notice import preview
from bot.questions.combined import compose
from bot.questions.combined.query import Query, dumps
from bot.questions.gives_up import drops
from bot.questions.leans import (
    Moved,
    Thing,
    asked_of,
    denied_of,
    moved,
    of_all_put_off,
    takes_back,
    thing_of,
)
from bot.questions.leans_whom import Others, Way, applied, others, whom_said
from bot.questions.orders import Order
from bot.questions.redraft import redraft
from bot.review.put_off import Whom
from bot.speech.calendar import in_china
from storage.database import moment
from storage.queries import inquiries, notices, planned, quarters


async def is_one(turn: Turn, asking: Asking, text: str) -> bool:
    """Whether a text leans on what was shown just now: then no form takes it for its own."""
    if drops(text) and asking.office and await waits_for_a_tap(turn):
        return True
    if not asking.admin:
        return False
    every = [one for one in (text, asked_of(text), denied_of(text)) if one]
    if not any(_says(turn, asking, one) or redraft(one) for one in every):
        return await _described(turn, asking, text) is not None
    things = await shown(turn)
    if not things:
        return False
    return any(_fits(things[0], turn, asking, one) for one in every) or any(
        _redrafts(things[0], one) for one in every[1:]
    )


def _redrafts(of: Shown, text: str) -> bool:
    """Whether a text, asked about or denied, would change the draft that is shown."""
    return of.kind == "notice" and redraft(text) is not None


def _says(turn: Turn, asking: Asking, text: str) -> bool:
    today = in_china(turn.now).date()
    return bool(
        takes_back(text) or drops(text) or others(text, asking.roster) or moved(text, today)
    )


def _fits(of: Shown, turn: Turn, asking: Asking, text: str) -> bool:
    if moved(text, in_china(turn.now).date()):
        to = moved(text, in_china(turn.now).date())
        later = of.kind == "nudge" and to is not None and (to.day is not None or to.hour >= 0)
        return later or of.kind in ("extend", "extended", "plan", "planned")
    if others(text, asking.roster):
        return of.kind in ("extend", "extended", "nudge", "plan", "notice", "sent", "nudged")
    if not (takes_back(text) or drops(text)) or of.kind not in _ONE_OF:
        return False
    return not (named := thing_of(text)) or named == _ONE_OF[of.kind]


_ONE_OF: Final[dict[Kind, Thing]] = {
    "extend": "time", "extended": "time", "nudge": "reminder", "plan": "reminder",
    "planned": "reminder", "notice": "notice", "sent": "notice",
}  # fmt: skip
"""What may be taken back or dropped, and how it is called."""


async def leaned(turn: Turn, asking: Asking, text: str) -> Led | None:
    """What a sentence comes to on what was shown last; None: it leans on nothing there."""
    if drops(text) and (dropped := await _given_up(turn, asking)):
        return dropped
    if not asking.admin:
        return None
    today = in_china(turn.now).date()
    if (to := of_all_put_off(text, today)) and (led := await _list_put_off(turn, asking, to)):
        return led
    if (led := await read_again.once_more(turn, asking, text)) is not None:
        return led
    if not _says(turn, asking, text):
        found = await _for_described(turn, asking, text)
        return found or await _only_spoken_of(turn, asking, text) or await reworded(turn, text)
    things = await shown(turn)
    if not things or not _fits(things[0], turn, asking, text):
        return None
    if takes_back(text) or drops(text):
        return await _back(turn, asking, things)
    if len(things) > 1 and things[0].kind != "sent":
        return await _which(turn, things)
    if named := others(text, asking.roster):
        return await _of_others(turn, asking, things[0], named)
    to = moved(text, today)
    return await at_another_time(turn, things[0], to) if to else None


async def _only_spoken_of(turn: Turn, asking: Asking, text: str) -> Message | None:
    """改成三天行吗, 没说改成三天: what it would be stands on a button; nothing is changed."""
    for rest, denied in ((denied_of(text), True), (asked_of(text), False)):
        if not rest or not (_says(turn, asking, rest) or redraft(rest)):
            continue
        things = await shown(turn)
        if not things or not (_fits(things[0], turn, asking, rest) or _redrafts(things[0], rest)):
            continue
        keep_draft(turn)
        return words.only_spoken_of(things[0].kind, rest, await buttons(turn), denied=denied)
    return None


# -- a list ----------------------------------------------------------------------------------------


async def _list_put_off(turn: Turn, asking: Asking, to: Moved) -> Led | None:
    """都延两天, behind a list: those of it; a list of long ago is none."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or turn.now - moment(last.at) > SHOWN:
        return None
    whom = await going_on.last_list(turn, asking)
    quarter = await current_quarter(turn.db, turn.now)
    if whom is None or quarter is None:
        return None
    if any(one.kind in ("returned", "mended", "mend_late") for one in whom.tests):
        return Message(text=words.sent_back(), buttons=words.REVIEW)
    return await orders.put_off(turn, quarter, whom, Order("extend", day=to.day, days=to.days))


# -- back ------------------------------------------------------------------------------------------


async def _back(turn: Turn, asking: Asking, things: tuple[Shown, ...]) -> Led | None:
    """What takes back what was done; of what was only shown, that nothing was done."""
    of = things[0]
    if of.kind == "sent":
        return await orders.obey(turn, asking, Order("recall"))
    if of.kind in ("extended", "planned"):
        if len(things) > 1:
            return await _which(turn, things)
        if of.kind == "planned":
            return link("planned/stop", of.number)
        return link("extend/back", of.quarter, *(("of", of.number) if of.number else (of.unit,)))
    if of.kind == "notice":
        keep_draft(turn)
        again = to("发出", "notice", of.number, "send")
        return Message(text=words.not_done(of.kind), buttons=((HOME, again),))
    turn.dropped = True
    if of.kind == "extend" and (unit := await _has_more_time(turn, of)):
        before = to("收回以前的延期", "extend/back", of.quarter, unit)
        return Message(text=words.not_done(of.kind), buttons=((before,), (HOME,)))
    return Message(text=words.not_done(of.kind), buttons=((HOME,),))


async def _given_up(turn: Turn, asking: Asking) -> Message | None:
    """先搁着吧, at a page that has no words of its own for it."""
    things = await shown(turn)
    own = bool(things) and things[0].kind in _ONE_OF
    return await given_up(turn) if asking.office and not own else None


async def _has_more_time(turn: Turn, of: Shown) -> int:
    """The unit, where it was given more time before."""
    form = await quarters.form(turn.db, of.quarter, of.unit) if of.unit else None
    return of.unit if form and form.extended_to else 0


async def _which(turn: Turn, things: tuple[Shown, ...]) -> Message | None:
    """Several are shown: which is meant."""
    kind = things[0].kind
    if kind != "planned":
        return None
    known = {one.id: one for one in await planned.waiting(turn.db)}
    each = [
        (to(words.that_reminder(moment(one.due_at), turn.now), "planned/stop", one.id),)
        for thing in things
        if (one := known.get(thing.number))
    ]
    return Message(text=words.which_reminder(), buttons=(*each, (HOME,)))


# -- more, fewer, others ---------------------------------------------------------------------------


async def _of_others(turn: Turn, asking: Asking, of: Shown, named: Others) -> Led | None:
    """The same for those that are named besides, without them, or for them alone."""
    before = await _units_of(turn, asking, of)
    named = await of_the_same(turn, of, named)
    meant = _meant(asking, of, before, named)
    if meant is None:
        return None
    if not meant:
        return Message(text=words.nobody_left(), buttons=((HOME,),))
    if of.kind == "extended" and named.way != "also":
        back = [one for one in before if one not in meant]
        return await _taken_from(turn, of, back)
    turn.writes()
    number = await answering.keep(turn, dumps(Query(units=meant)), meant)
    if of.kind in ("extend", "extended"):
        whom = Whom(unit=meant[0]) if len(meant) == 1 else Whom(kept=number)
        when = of.when or await _until_of(turn, of)
        if not when:
            return whom.route(of.quarter)
        return await because(turn, link(whom.route(of.quarter), when), reason_there(turn))
    if of.kind == "plan":
        return link("planned", "ask", number, of.when)
    if of.kind in ("nudge", "nudged"):
        return link("found", number, "nudge")
    return await _notice(turn, of, number)


async def _for_described(turn: Turn, asking: Asking, text: str) -> Led | None:
    """光发给没交总结的, behind a notice: those of its people who lack one."""
    found = await _described(turn, asking, text)
    if found is None:
        return None
    of, way, whom = found
    try:
        there = await find(whom, County(turn.db, await quarters.everyone(turn.db), turn.now))
    except CannotTellError as fault:
        return found_words.cannot_tell(str(fault))
    units = tuple(dict.fromkeys(there.units))
    if not units:
        return Message(text=words.nobody_such(), buttons=((HOME,),))
    return await _of_others(turn, asking, of, Others(way, units, described=True))


async def _described(turn: Turn, asking: Asking, text: str) -> tuple[Shown, Way, Query] | None:
    """What is shown, and whom a sentence describes that it is to be for; None: nobody."""
    said = whom_said(text)
    if not said:
        return None
    known = await combined.known(asking)
    for way, named in said:
        whom = compose(named, known) or compose(f"{named}的单位", known)
        if whom is None or whom.topic != "units" or not whom.tests:
            continue
        things = await shown(turn)
        one = things[0] if len(things) == 1 else None
        return (one, way, whom) if one and one.kind in _FOR_SEVERAL else None
    return None


_FOR_SEVERAL: Final[tuple[Kind, ...]] = ("nudge", "plan", "notice", "sent", "extend")


async def _units_of(turn: Turn, asking: Asking, of: Shown) -> list[int]:
    """Whom it was for."""
    if of.unit:
        return [of.unit]
    if of.kind in ("sent", "nudged"):
        return []
    if of.kind == "notice" and not of.number:
        return [one.id for one in asking.roster.units]
    if of.kind == "extend" and not of.number:
        quarter = await quarters.by_id(turn.db, of.quarter)
        forms = await load_quarter(turn.db, quarter) if quarter else []
        return [one.unit.id for one in forms if one.form.state != "submitted"]
    kept = await inquiries.by_id(turn.db, of.number)
    return list(dict.fromkeys(kept.shown)) if kept else []


def _meant(asking: Asking, of: Shown, before: list[int], named: Others) -> tuple[int, ...] | None:
    """Whom it is for then; None: it makes no sense of what was shown."""
    done = of.kind in ("sent", "nudged", "extended")
    if named.way == "also" and done:
        return applied(named, [], asking.roster)
    if (named.way == "only" and done) or not before:
        return None
    return applied(named, before, asking.roster)


async def _taken_from(turn: Turn, of: Shown, units: list[int]) -> Led | None:
    """除了水利局, behind an extension that was granted: of that one it would be taken back."""
    if not units:
        return None
    if len(units) == 1:
        return link("extend/back", of.quarter, units[0])
    turn.writes()
    number = await answering.keep(turn, dumps(Query(units=tuple(units))), units)
    return link("extend/back", of.quarter, "of", number)


async def _until_of(turn: Turn, of: Shown) -> str:
    """The day that was granted just now."""
    unit = of.unit or next(iter(await _granted(turn, of)), 0)
    form = await quarters.form(turn.db, of.quarter, unit) if unit else None
    return f"{in_china(moment(form.extended_to)):%Y%m%d}" if form and form.extended_to else ""


async def _granted(turn: Turn, of: Shown) -> list[int]:
    kept = await inquiries.by_id(turn.db, of.number) if of.number else None
    return kept.shown if kept else []


async def _notice(turn: Turn, of: Shown, number: int) -> Led | None:
    """The same text to these: the draft that waits, or what was sent."""
    if of.kind == "sent":
        sent = await notices.by_id(turn.db, of.number)
        text, before = (sent.text if sent else ""), ()
    else:
        draft = {**turn.aside, **turn.draft}
        text, before = str(draft.get("text", "")), tuple(draft.get("before", ()))
    if not text:
        return None
    said_before = len(turn.said)
    await preview(turn, number, text, before)
    return turn.said.pop() if len(turn.said) > said_before else None
