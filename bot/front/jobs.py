"""Jobs of the office ordered by a sentence: where each leads. Every page shows before it does."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Final, Literal

from bot.corridor.buttons import HOME, to
from bot.corridor.draft_marks import bare
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn
from bot.front import combined, office_jobs
from bot.front.asking import Asking, Led
from bot.front.lately import lately
from bot.front.shown import buttons, one_unit
from bot.questions import words as question_words
from bot.questions.decisions import Rows
from bot.questions.jobs import Job, job
from bot.questions.jobs.reviewing import no_fault
from bot.questions.slots import puts
from bot.review.hall import REVIEWING, Hall, reviewers
from bot.review.pages import asides, remits_by_word, taken_back
from bot.review.pages.by_word import reviewed_now
from bot.review.pages.desk import colleagues, hall_of, no_longer
from bot.review.pages.item import seen
from bot.review.queue import Item, row_scope, table_scope
from bot.review.words import asks, clean as clean_words, covers as cover_words, lists, waived
from bot.speech.people_names import is_name
from storage.queries.quarters import Quarter

_REVIEW: Final = frozenset(
    {"clean", "take_back", "no_doubt", "aside", "asides", "hand_one", "cover", "back"}
)
_ADMIN: Final[tuple[Literal["admin"], ...]] = ("admin",)
_CALLED: Final = {
    "contact": "信用办电话", "give_role": "角色", "end_role": "角色", "more": "邀请",
    "leaves": "角色", "uninvite": "邀请", "nobody": "角色",
    "teach": "问答", "call_supplier": "部门数据", "circular": "通报", "rings": "角色",
    "remits": "审核分工", "away": "代审", "split": "审核分工",
}  # fmt: skip


async def read(asking: Asking, text: str) -> Job | None:
    """The job that a sentence orders; only the office orders any."""
    if not asking.office:
        return None
    return job(text, await combined.known(asking), await reviewers(asking.db))


_ONE_MORE: Final = re.compile(
    r"(?:那)?(?:就|给(?:它|他们)?)?(?:再)?(?:加|补|配|添)(?:一?个|上|一位|位)?(?:联络员)?[\s:：,，]*"
    r"(?P<who>[一-鿿·]{2,4}?)[\s,，]*(?:电话|手机)?[\s:：]*(?P<phone>1[0-9]{10})(?:吧|[。.])?"
)
"""加个 王丽 13803750011, of the unit that was spoken of."""


async def read_here(turn: Turn, asking: Asking, text: str) -> Job | None:
    """What a sentence orders of the unit that was spoken of just now."""
    if (stands_in := await _who_stands_in(turn, asking, text)) is not None:
        return stands_in
    if asking.office and no_fault(text):
        of = await lately(turn, asking)
        if "疑点" in (of.subject, of.offer) or any("疑点" in one for one in of.wishes):
            return Job("no_doubt", (of.unit.id,) if of.unit else ())
    if kept := await _of_this_unit(turn, asking, text):
        return kept
    match = _ONE_MORE.fullmatch(text.strip())
    if match is None or not asking.admin or not is_name(match["who"]):
        return None
    unit = (await lately(turn, asking)).unit
    return Job("more", (unit.id,), text=f"{match['who']} {match['phone']}") if unit else None


_TO_THEM: Final = re.compile(
    r"(?:算了|那就?|就|都|先|还是|干脆|改成?|不|[,，\s])*(?:全部?|都|统统|手[上里]的|他的|她的|这些|剩下的)*"
    r"(?:分给|转给|交给|给|让|由|叫|请|换成?)(?:P[和跟与、]?)+(?:都|来|先|去)*(?:代审|代|审|接手?|顶上?|管|做)?(?:一下|吧|呗|了|[。.])*"
)
"""全给孙倩, 由孙倩代; each P is somebody who reviews."""
_STANDS_IN: Final = re.compile(r"review/cover/(?P<person>\d+)/\d+(?:/yes)?")


async def _who_stands_in(turn: Turn, asking: Asking, text: str) -> Job | None:
    """全给孙倩, below who is away: that one's work; to several it cannot be dealt out."""
    routes = [bare(route) for _, route in await buttons(turn)]
    away = next((one for one in map(_STANDS_IN.fullmatch, routes) if one), None)
    if away is None:
        return None
    names = {name: number for number, name in (await reviewers(asking.db)).items()}
    each = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)) or "(?!)")
    who = [names[one[0]] for one in each.finditer(text)]
    if not who or _TO_THEM.fullmatch(each.sub("P", text.strip())) is None:
        return None
    return Job("cover" if len(who) == 1 else "split", people=(int(away["person"]), *who))


async def _of_this_unit(turn: Turn, asking: Asking, text: str) -> Job | None:
    """类别定为二类, 别名再加一个供销联社, at a unit's own page: of that unit."""
    said = puts(text) if asking.admin else ()
    page = await one_unit(turn) if len(said) == 1 and said[0].slot in ("class", "alias") else None
    if page is None or asking.roster.get(page.unit) is None:
        return None
    kind: Literal["class", "alias"] = "class" if said[0].slot == "class" else "alias"
    return Job(kind, (page.unit,), text=said[0].said)


async def obey(turn: Turn, found: Job) -> Led | None:
    """The page that shows what would be done; None: it is said otherwise after all."""
    may = REVIEWING if found.kind in _REVIEW else _ADMIN
    if not turn.has(*may):
        if found.kind == "plainly":
            return None  # the grammar knows who may
        called = _CALLED.get(found.kind, "审核" if found.kind in _REVIEW else "单位名单")
        return question_words.for_others_of_the_office(called, frozenset(may))
    before = len(turn.said)
    try:
        led_to = await _LEADS[found.kind](turn, found)
    except InsteadError as refused:
        return refused.message
    return turn.said.pop() if len(turn.said) > before else led_to


# -- reviewing -------------------------------------------------------------------------------------


async def _clean(turn: Turn, found: Job) -> Led | None:
    quarter = await reviewed_now(turn)
    if quarter is None:
        return lists.none()
    hall = await hall_of(turn, quarter.id)
    scope = _scope(hall, found)
    if not scope:
        return clean_words.no_clean("", clean_words.Rest(0, 0, "", unread=False), "")
    if len(scope.encode()) > _LONGEST:
        return Message(text=clean_words.too_many_named(), buttons=((lists.BACK,),))
    return link("review/clean", quarter.id, scope)


_LONGEST: Final = 40


def _scope(hall: Hall, found: Job) -> str:
    """The part of the queue that is named; empty: nothing of it waits."""
    named = [f"u{unit}" for unit in found.units]
    items = [one for one in hall.mine if found.group in one.form.form.group]
    if found.rows:
        wanted = {pair for rows in found.rows for pair in rows}
        named += [
            row_scope(one) for one in items if _named(one.form.form.group, one.row.id, wanted)
        ]
    elif found.group:
        named += [table_scope(one) for one in items]
    if not named and not (found.rows or found.group):
        return "all"
    return "+".join(dict.fromkeys(named))


def _named(group: str, row: str, wanted: set[tuple[str, str]]) -> bool:
    return ("", row) in wanted or (group, row) in wanted


async def _take_back(turn: Turn, found: Job) -> Led | None:
    whose = next(iter(found.people), 0) or turn.somebody.id
    return await taken_back.show(turn, whose, found.text, found.since, found.units)


async def _aside(turn: Turn, found: Job) -> Led | None:
    quarter = await reviewed_now(turn)
    if quarter is None:
        return lists.none()
    if not found.units:
        led_to = await asides.lying(turn, quarter.id)
        return f"{led_to}/1" if found.on and isinstance(led_to, str) else led_to
    row = await _row(turn, quarter, found.units[0], found.rows[0])
    return link("review/aside", quarter.id, found.units[0], row, *([1] if found.on else []))


async def _row(turn: Turn, quarter: Quarter, unit: int, rows: Rows) -> str:
    """The row of a unit's own table that is named."""
    hall = await hall_of(turn, quarter.id, unit)
    group = next((one.form.group for one in hall.forms), "")
    return next((id_ for of, id_ in rows if of in ("", group)), rows[0][1])


async def _asides(turn: Turn, found: Job) -> Led | None:  # noqa: ARG001 -- as the others
    quarter = await reviewed_now(turn)
    return lists.none() if quarter is None else link("review/asides", quarter.id)


async def _no_doubt(turn: Turn, found: Job) -> Led | None:
    """Which doubt is none: of the item that lies there, or of those that are named."""
    quarter = await reviewed_now(turn)
    if quarter is None:
        return lists.none()
    hall = await hall_of(turn, quarter.id)
    wanted = {pair for rows in found.rows for pair in rows}
    doubted = [
        one
        for one in hall.mine
        if any(mark.paper is not None for mark in one.marks)
        and (not found.units or one.form.unit.id in found.units)
        and (not wanted or _named(one.form.form.group, one.row.id, wanted))
    ]
    if not (found.units or found.rows):
        lying = (hall.desk.form_id, hall.desk.row) if hall.desk else None
        on_desk = [one for one in doubted if one.key == lying]
        if not on_desk:
            return waived.which_doubt(len(doubted))
        doubted = on_desk
    if len(doubted) == 1:
        item = doubted[0]
        return link("review/nodoubt", quarter.id, item.form.unit.id, item.row.id)
    each = [to(f"{one.form.unit.short} {one.row.id}", *_no_doubt_of(one)) for one in doubted]
    return waived.several_doubted(each[:_DOUBTED], len(doubted))


def _no_doubt_of(item: Item) -> tuple[str, int, int, str]:
    return "review/nodoubt", item.form.quarter.id, item.form.unit.id, item.row.id


_DOUBTED: Final = 8


# -- whose work it is ------------------------------------------------------------------------------


async def _hand_one(turn: Turn, found: Job) -> Led | None:
    quarter = await reviewed_now(turn)
    if quarter is None:
        return lists.none()
    unit, who = found.units[0], found.people[0]
    row = await _row(turn, quarter, unit, found.rows[0])
    hall = await hall_of(turn, quarter.id, also=[unit])
    item = hall.find(unit, row)
    if item is None:
        raise await no_longer(turn, hall, unit, row)
    name = (await reviewers(turn.db))[who]
    at = (quarter.id, unit, row)
    if who not in await colleagues(turn, hall, item):
        see = to("看这一项", "review", "see", *at)
        text = asks.cannot_hand_on(item.form.unit.short, item.row, name)
        return Message(text=text, buttons=((see, HOME),))
    ask = to(f"交给{name}", "review", "ask", *at, seen(item.form, item.row), who)
    see = to("看这一项", "review", "see", *at)
    return Message(
        text=asks.hand_on(item.form.unit.short, item.row, name), buttons=((ask,), (see, HOME))
    )


def _people(turn: Turn, found: Job) -> list[int]:
    return [one or turn.somebody.id for one in found.people]


async def _cover(turn: Turn, found: Job) -> Led | None:
    person, cover = _people(turn, found)
    return link("review/cover", person, cover)


async def _away(turn: Turn, found: Job) -> Led | None:
    return link("review/cover", *_people(turn, found))


async def _back(turn: Turn, found: Job) -> Led | None:
    return link("review/uncover", *_people(turn, found))


async def _split(turn: Turn, found: Job) -> Led | None:
    names, (away, *others) = await reviewers(turn.db), _people(turn, found)
    every = [(away, one, names[one]) for one in others if one in names]
    return cover_words.split(names.get(away, ""), every)


async def _remits(turn: Turn, found: Job) -> Led | None:
    await remits_by_word.propose(turn, found.given)
    return None


_Lead = Callable[[Turn, Job], Awaitable[Led | None]]
_LEADS: Final[dict[str, _Lead]] = {
    "clean": _clean, "take_back": _take_back, "no_doubt": _no_doubt,
    "aside": _aside, "asides": _asides,
    "hand_one": _hand_one, "cover": _cover, "away": _away, "back": _back, "split": _split,
    "remits": _remits, **office_jobs.LEADS,
}  # fmt: skip
