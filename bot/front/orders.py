"""Orders by sentence: where each leads. Nothing is done here; every page asks first."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import side_by_side
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.front import combined, of_a_list
from bot.front.asking import Asking, Led
from bot.front.lately import lately, soon
from bot.inquiry import answering
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.often import find
from bot.inquiry.words import found as found_words, orders as words
from bot.notices.pages.notice import preview
from bot.questions import Arguments, Ask, Meaning, words as question_words
from bot.questions.behind import urges
from bot.questions.combined.query import Condition, Query, dumps
from bot.questions.of_list import of_the_list, told_to_one, told_to_the_list
from bot.questions.orders import Order, last_day, may_be_urged, order
from bot.questions.urging import urged
from bot.review.hall import reviewers
from bot.review.put_off import Whom, from_when
from bot.review.words import urge as urge_words
from bot.speech.calendar import CHINA, DayFault, day, in_china
from bot.speech.quarters import name as quarter_name
from scoring.periods import beside
from storage.database import moment
from storage.queries import inquiries, notices, people, quarters
from storage.queries.quarters import Quarter

_CALLED = {
    "nudge": "催报", "spare": "催报", "unplan": "计划提醒",
    "plan": "计划提醒", "extend": "延期", "notice": "发通知", "swap": "换联络员",
    "often": "计划提醒", "recall": "发通知", "person": "换联络员", "reviewers": "催审核员",
}  # fmt: skip


async def read(turn: Turn, asking: Asking, text: str) -> Order | None:
    """The order that a sentence is; only the office gives orders."""
    if not asking.office:
        return None
    if of_the_list(text) and (whom := await _them(turn, asking)):
        whom = _who_is_left(asking, whom) if _LEFT.match(text) else whom
        if may_be_urged(whom):
            return Order("nudge", whom)
    if urges(text) == "list" and (listed := await of_a_list.listed(turn)):
        return Order("nudge", listed) if may_be_urged(listed) else None
    if _THE_OTHERS.fullmatch(text) and (others := await _without_more_time(turn, asking)):
        return Order("nudge", others)
    if told := told_to_the_list(text):
        one = told_to_one(text) and len(await of_a_list.shown_there(turn)) > 1
        whom = None if one else await _them(turn, asking)  # 跟他说, behind several: to whom?
        if whom is not None:
            return Order("notice", whom, text=told)
    if found := await _of_reviewers(asking, text):
        return found
    return await _of_the_page(turn, asking, text, order(text, await combined.known(asking)))


_LEFT: Final = re.compile(r"(?:那|把|给|就)*剩下")
_DONE: Final = frozenset(("submitted", "sent", "mended", "reviewed", "seen"))


def _who_is_left(asking: Asking, whom: Query) -> Query:
    """剩下的催催, behind those who have mended: who has not; behind those who owe: these."""
    if len(whom.tests) != 1 or whom.tests[0].kind not in _DONE:
        return whom
    return of_a_list.others(asking, whom, ()) or whom


_THE_OTHERS: Final = re.compile(
    r"(?:那|就|把|给|催|其余|剩下)*(?:没|未|不)(?:有)?(?:给)?(?:批|准|同意|延期?|宽限)(?:过|了)?(?:延期)?的?"
    r"(?:那|这)?(?:几[家个]|些)?(?:单位)?(?:再|都|也|先|给|它们?|他们?)*(?:催一?催?|提醒)?(?:一?下|一遍)?(?:吧|呗)?"
)
"""没批的那几家给它催催, behind who was given more time."""


async def _without_more_time(turn: Turn, asking: Asking) -> Query | None:
    """Who has not handed in and was given no more time, where that was spoken of."""
    of = await lately(turn, asking)
    if "催" not in turn.text and "提醒" not in turn.text:
        return None
    if of.subject != "延期" and not any("延" in one for one in of.wishes):
        return None
    county = County(turn.db, await quarters.everyone(turn.db), turn.now)
    given = await find(Query(tests=(Condition("extended"),)), county)
    return Query(tests=(Condition("waiting"),), but=tuple(dict.fromkeys(given.units)))


_EVERYBODY: Final = re.compile(r"全|所有|各|每|大家|都|统一|一律|截止|单位")


async def _them(turn: Turn, asking: Asking) -> Query | None:
    """The list that was asked for last, or the one unit that was."""
    if (whom := await of_a_list.listed(turn)) is not None:
        return whom
    unit = (await lately(turn, asking)).unit
    return Query(units=(unit.id,)) if unit else None


async def _of_the_page(turn: Turn, asking: Asking, text: str, found: Order | None) -> Order | None:
    """再延两天, behind a unit or a list: for that one, for those; never for the whole county."""
    names_nobody = found is not None and found.kind == "extend" and found.whom is None
    if found is None or not names_nobody or _EVERYBODY.search(text) or not await soon(turn):
        return found
    of = await lately(turn, asking)
    if of.unit is not None:
        return replace(found, whom=Query(units=(of.unit.id,)))
    listed = await of_a_list.listed(turn)
    return replace(found, whom=listed) if listed is not None else found


async def _of_reviewers(asking: Asking, text: str) -> Order | None:
    """催一下审核员, 催一下王芳: who of those that review; a name alone if it is a reviewer's."""
    who = urged(text)
    if who is None:
        return None
    until = _until_when(who.by, asking)
    if who.by and until is None:
        return None
    if who.who != "named":
        return Order("reviewers", gone=who.who, day=until)
    known = {name: number for number, name in (await reviewers(asking.db)).items()}
    found = [known[one] for one in who.names if one in known]
    if len(found) < len(who.names) and not who.sure:
        return None
    strange = "、".join(one for one in who.names if one not in known)
    return Order("reviewers", gone="-".join(map(str, found)), text=strange, day=until)


def _until_when(said: str, asking: Asking) -> date | None:
    """周五以前: until which day the reviewers shall be through."""
    try:
        return day(said, in_china(asking.now).date()) if said else None
    except DayFault:
        return None


async def given(turn: Turn, asking: Asking, text: str, meant: Meaning | Ask | None) -> Order | None:
    """The order of a sentence that is no fixed wording, or of 催 alone behind a list."""
    if not isinstance(meant, Meaning):
        return await read(turn, asking, text)
    bare = meant.name == "nudge" and meant.arguments == Arguments()
    return await _to_the_last(turn, asking, text) if bare else None


async def _to_the_last(turn: Turn, asking: Asking, text: str) -> Order | None:
    """催 alone, behind a list that leaves somebody out: those of the list, and not everybody."""
    which = urges(text) if asking.office else ""
    if which == "all" and (unit := (await lately(turn, asking)).unit):
        return Order("nudge", Query(units=(unit.id,)))  # 催一下, behind 水利局交了吗
    if which == "list":  # 都催一遍: those that were shown, whoever they are
        listed = await of_a_list.listed(turn)
        return Order("nudge", listed) if listed and may_be_urged(listed) else None
    whom = await of_a_list.listed(turn) if which else None
    everybody = whom is None or whom == Query(tests=whom.tests)
    return None if everybody or whom is None else Order("nudge", whom)


async def obey(turn: Turn, asking: Asking, given: Order) -> Led:
    """The page that shows what would be done."""
    if not asking.admin:
        return question_words.for_others_of_the_office(_CALLED[given.kind], {"admin"})
    if given.kind == "unplan":
        return "planned"
    if leads := _BY_KIND.get(given.kind):
        return await leads(turn, asking, given)
    if given.kind == "notice" and given.whom is None:
        return await _notice(turn, 0, given.text)
    return await _of_units(turn, asking, given)


async def _of_units(turn: Turn, asking: Asking, given: Order) -> Led:
    """An order over units, which are kept as they are now."""
    turn.writes()  # the pages below look for what is kept here
    try:
        number = await keep(turn, given.whom or Query())
    except CannotTellError as fault:
        return found_words.cannot_tell(str(fault))
    if given.kind == "notice":
        return await _notice(turn, number, given.text)
    if given.kind == "spare":
        return words.spared(number if given.whom else 0, _out(asking, given))
    if given.kind == "nudge":
        return link("found", number, "nudge")
    clock = time(given.hour, given.minute)
    when = datetime.combine(given.day or in_china(turn.now).date(), clock, CHINA)
    if given.kind == "often":
        return words.only_once(number, when, turn.now)
    return link("planned", "ask", number, words.stamp_of(when))


def _out(asking: Asking, given: Order) -> str:
    """Whom a nudge would leave out, in words."""
    query = given.whom or Query()
    named = [asking.roster.short.get(one, "") for one in query.but]
    return "、".join(one for one in (*named, query.but_group, query.but_ending) if one)


async def keep(turn: Turn, query: Query) -> int:
    """Keep whom an order is for, with the units it is for now."""
    county = County(turn.db, await quarters.everyone(turn.db), turn.now)
    found = await find(query, county)
    return await answering.keep(turn, dumps(query), found.units)


async def _notice(turn: Turn, number: int, text: str) -> Led:
    if not text:
        return link("notice", number)
    before = len(turn.said)
    await preview(turn, number, text)
    return turn.said.pop() if len(turn.said) > before else link("notice", number)


async def _urge(turn: Turn, asking: Asking, given: Order) -> Led:  # noqa: ARG001 -- as the others
    """催审核员: who has how much left; a name that no reviewer has is said."""
    if given.text:
        return urge_words.no_reviewer(given.text)
    by = (f"{given.day:%Y%m%d}",) if given.day else ()
    return link("review/urge", given.gone, *(("by", *by) if by else ()))


async def _recall(turn: Turn, asking: Asking, given: Order) -> Led:  # noqa: ARG001 -- as the others
    """What went out stays where it is: a correction goes to the same people."""
    latest = await notices.latest(turn.db, 1)
    if not latest:
        return "notices"
    sent = latest[0]
    readers = await notices.readers(turn.db, sent.id)
    got = {one.person_id for one in readers}
    liaisons = await people.with_role(turn.db, "liaison")
    units = tuple(dict.fromkeys(one.unit_id for one in liaisons if one.person_id in got))
    known = tuple(one for one in units if one is not None)
    number = 0
    if {one.person_id for one in liaisons} != got and known:
        turn.writes()
        number = await keep(turn, Query(units=known))
    read = sum(one.state == "read" for one in readers)
    return words.cannot_call_back(sent, number, read, len(readers), turn.now)


async def _person(turn: Turn, asking: Asking, given: Order) -> Led:
    """李敏调走了: which unit that is; nothing is done before a tap and its own question."""
    every = await people.with_role(turn.db, "liaison")
    found = [one for one in every if one.person_name == given.gone]
    if len(found) == 1:
        whom = Query(units=(found[0].unit_id or 0,))
        return await _swap(turn, asking, replace(given, kind="swap", whom=whom))
    if not found:
        return Message(text=words.no_liaison(given.gone), buttons=((to("角色", "roles"), HOME),))
    short = asking.roster.short
    each = [
        to(f"{short.get(one.unit_id or 0, '')}换下{one.person_name}", "roles", "swap", one.id)
        for one in found[:_OFFERED]
    ]
    text = words.of_several_units(given.gone, [short.get(one.unit_id or 0, "") for one in found])
    return Message(text=text, buttons=(*side_by_side(each, 2), (HOME,)))


async def _extend(turn: Turn, asking: Asking, given: Order) -> Led:
    quarter = await current_quarter(turn.db, turn.now)
    if quarter is None:
        return Message(text=words.after_deadline(), buttons=((HOME,),))
    if (ahead := await _spoken_ahead(turn, asking, quarter, given)) is not None:
        return ahead
    if given.whom is None:
        return await _until(turn, quarter, given, Whom())
    if len(given.whom.units) == 1:
        return await _until(turn, quarter, given, Whom(given.whom.units[0]))
    return await put_off(turn, quarter, given.whom, given)


_LONG_AFTER: Final = timedelta(days=30)


async def _spoken_ahead(
    turn: Turn, asking: Asking, running: Quarter, given: Order
) -> Message | None:
    """截止改到3月20日, where 下季度 is spoken of: the quarter that runs is not meant.

    Nor is it by 截止挪到4月8号, when its review has long been over by then.
    """
    spoken = (await lately(turn, asking)).quarter
    now = (running.year, running.number)
    over = in_china(moment(running.review_until)).date() + _LONG_AFTER
    if given.whom is None and given.day is not None and given.day > over:
        coming = beside(now, 1)
        spoken_of = spoken is not None and spoken > now
        if not spoken_of and await quarters.by_number(turn.db, *coming) is None:
            ahead, running_now = quarter_name(*coming), quarter_name(*now)
            return words.of_the_next(ahead, running_now, by_its_day=True)
    if spoken is None or spoken <= now or asking.roster.find_in(turn.text):
        return None
    names = [quarter_name(*one) for one in (spoken, now)]
    return words.of_the_next(*names) if given.whom is None else None


async def put_off(turn: Turn, quarter: Quarter, whom: Query, given: Order) -> Led:
    """都延两天: those of a list who have not handed in, kept as they are now."""
    turn.writes()
    try:
        number = await keep(turn, whom)
    except CannotTellError as fault:
        return found_words.cannot_tell(str(fault))
    kept = await inquiries.by_id(turn.db, number)
    units = set(kept.shown) if kept else set()
    forms = [one for one in await quarters.forms(turn.db, quarter.id) if one.unit_id in units]
    held = [one.deadline(quarter) for one in forms if one.state != "submitted"]
    until = last_day(from_when(min(held, default=quarter.deadline), turn.now), given)
    return link(Whom(kept=number).route(quarter.id), f"{until:%Y%m%d}")


async def _until(turn: Turn, quarter: Quarter, given: Order, whom: Whom) -> str:
    """Where a deadline is moved: a unit's own, that of several, or everybody's.

    So many days more are counted from the deadline, or from today where it is over.
    """
    deadline = quarter.deadline
    if whom.unit:
        form = await quarters.form(turn.db, quarter.id, whom.unit)
        deadline = form.deadline(quarter) if form else deadline
    until = last_day(from_when(deadline, turn.now), given)
    return link(whom.route(quarter.id), f"{until:%Y%m%d}")


_OFFERED = 8


async def _swap(turn: Turn, asking: Asking, given: Order) -> Led:
    (unit,) = given.whom.units if given.whom else (0,)
    grants = [one for one in await people.of_unit(turn.db, unit) if one.role == "liaison"]
    short = asking.roster.short.get(unit, "")
    going = [one for one in grants if one.person_name == given.gone] or grants
    buttons = [(to(f"换下{one.person_name}", "roles", "swap", one.id),) for one in going]
    invite = (to(f"邀请{given.text or '新的联络员'}"[:20], "invite", unit),)
    if not grants:
        return Message(text=words.nobody_yet(short, given.text), buttons=(invite, (HOME,)))
    text = words.who_goes(short, [one.person_name for one in grants], given.gone, given.text)
    said = "换下旧的，会同时给出邀请新联络员的链接；新旧都留着，就只发邀请。"
    return Message(text=f"{text}\n{said}", buttons=(*buttons, invite, (HOME,)))


_BY_KIND: Final[dict[str, Callable[[Turn, Asking, Order], Awaitable[Led]]]] = {
    "swap": _swap, "person": _person, "recall": _recall, "extend": _extend,
    "reviewers": _urge,
}  # fmt: skip
