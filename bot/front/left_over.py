"""What an answer would pass over of a sentence behind another one: then it is offered, not told.

没审的有几项, behind one unit, can be read of everybody and of that unit: where only the first is
read, neither is certain, and both are offered. 审过的不看 is no list of those that were looked
through. A longer sentence that leaves out the quarter or the table before it is answered as it
stands, and what it would be of these stands below. No page of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.corridor.events import ROUTE_BYTES, Button, Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import combined, left_out
from bot.front.asking import Asking, Led
from bot.front.at_once import with_others
from bot.front.beyond import beyond
from bot.front.both import Read, reads
from bot.front.lately import lately, says_when
from bot.front.said_whole import OF_ALL
from bot.front.thread import frames
from bot.inquiry.words.said import shortly
from bot.questions import GRAMMAR, Meaning, Name, command
from bot.questions.combined import Query
from bot.questions.combined.query import ConditionKind, Topic
from bot.questions.combined.settling import MOVES
from bot.speech.calendar import in_china
from bot.speech.numbers import plain
from bot.speech.quarters import name as quarter_name

_SHORT: Final = 10
"""Of so few signs, a sentence says nothing of whom it is about."""
_LONGEST: Final = 20


# -- what shall not be there -----------------------------------------------------------------------

_UNWANTED: Final = re.compile(
    r".{1,10}?(?:的|单位)?(?:都|就|先|全|那些)*(?:不用?看|不要|不用?列|不用?算|不显示|别看|别列|别要|别算"
    r"|去掉|除去|排除|刨去|刨掉|拿掉|滤掉|过滤|不含|不包括|略过|跳过)(?:掉|了|吧|啊)*"
)
"""审过的不看: not those who are named before it."""
_INSTEAD: Final[dict[ConditionKind, ConditionKind]] = {
    "reviewed": "unreviewed", "unreviewed": "reviewed", "submitted": "waiting",
    "waiting": "submitted", "mended": "returned", "seen": "unseen", "unseen": "seen",
    "sent": "missing", "missing": "sent", "papers": "no_papers", "no_papers": "papers",
}  # fmt: skip
"""Who is left where those are not wanted."""


def unwanted(query: Query, text: str) -> Query | None:
    """Those who are left: 审过的不看 asks for whoever was not looked through; None: nobody knows
    who that would be. The query itself where the sentence leaves nobody out.
    """
    said = plain(text).strip("?？。!！,， ")
    if query.topic != "units" or _UNWANTED.fullmatch(said) is None or _heard(query):
        return query
    tests = [one for one in query.tests if one.kind in _INSTEAD]
    if len(tests) != 1 or len(query.tests) != 1 or tests[0].running:
        return None
    return replace(query, tests=(replace(tests[0], kind=_INSTEAD[tests[0].kind]),))


def _heard(query: Query) -> bool:
    """Whether the query leaves somebody or something out by itself."""
    left = query.but or query.but_group or query.but_ending or query.bare or not query.tests
    return bool(left) or any(one.not_ for one in query.tests)


# -- of whom it is ---------------------------------------------------------------------------------

_OF_ONE: Final = re.compile(
    r"[几哪啥]|多少|什么|怎|咋|[吗么]$|没有?$|谁(?:管|在|负责|审|报|填|弄|交)|电话"
)
"""What is asked of one unit as it is of all of them."""
_RULES: Final = re.compile(
    r"优秀|良好|合格|不合格|[满总]分|待审|截止|公布|公示|规定|办法|标准|平均"
)
"""What stands by itself, whoever was spoken of before."""
_MATTERS: Final[frozenset[Name]] = frozenset((
    "progress", "review", "who_not_reported", "who_reported", "who_filling", "who_idle", "late",
    "sent_back", "extended", "reports_received", "reports_missing", "reports_late", "lowered",
    "returns", "appealed", "zeros",
))  # fmt: skip
_TOPICS: Final[frozenset[Topic]] = frozenset(("units", "reviewers", "sum", "reasons", "appeals"))


async def dropped(turn: Turn, asking: Asking, text: str, read: Read) -> Led | None:
    """Both readings, to tap, where one unit was spoken of and only that of everybody was read."""
    if not asking.office or turn.incoming.route is not None or not _may_be_of_one(text, read):
        return None
    frame = next(await frames(turn, asking), None)
    if frame is None or len(frame.units) != 1 or frame.of is not None:
        return None
    short = asking.roster.short.get(frame.units[0], "")
    if not short or asking.roster.find_in(text):
        return None
    told = await beyond(turn, asking, f"{short}{text.removeprefix('那').removeprefix('还')}")
    other = await _by_words(turn, asking, read)
    if not isinstance(told, Message) or other is None:
        return told
    rows = (*told.buttons[:-1], (other,), *told.buttons[-1:])
    return told.model_copy(update={"buttons": rows})


def _may_be_of_one(text: str, read: Read) -> bool:
    said = plain(text).strip("?？。!！,，吧呢啊了 ")
    if not 1 < len(said) <= _SHORT or OF_ALL.search(said) or _RULES.search(said):
        return False
    if command(text) is not None or _OF_ONE.search(said) is None:
        return False
    if isinstance(read, Meaning):
        named = read.arguments
        return read.name in _MATTERS and not (named.unit or named.group or named.row)
    whose = read.units or read.group or read.klass or read.ending or read.person or read.often
    ordered = read.descending is not None and _ORDERS.search(said) is not None
    return read.topic in _TOPICS and not whose and not ordered


_ORDERS: Final = re.compile(r"[最前后排]")


async def _by_words(turn: Turn, asking: Asking, read: Read) -> Button | None:
    """A question as a button that says of whom it is; None: its words would be read otherwise."""
    if isinstance(read, Query):
        said = shortly(read, asking.roster.short, in_china(turn.now).date())
    else:
        line = next((one for one in GRAMMAR if one.name == read.name), None)
        when = quarter_name(*read.arguments.quarter) if read.arguments.quarter else ""
        said = f"{when}{read.arguments.group or ''}{line.label}" if line else ""
    if not said or await reads(asking, said) is None:
        return None
    return _button(said)


def _button(said: str) -> Button | None:
    route = link("asked", "said", said)
    return Button(label=said[:40], route=route) if len(route.encode()) <= ROUTE_BYTES else None


# -- of when, of which table -----------------------------------------------------------------------


async def answered(turn: Turn, asking: Asking, query: Query, text: str) -> Led:
    """The answer; below it, what the sentence is of the quarter and the table that were named
    before, where it names none and is too long to leave them out for certain.
    """
    found = await _carried(turn, asking, query, text)
    other = await _said_of_it(turn, asking, found, text) if found is not None else None
    told = await combined.answered(turn, asking, query)
    if other is None or not isinstance(told, Message):
        return told
    return with_others(told, [other])


async def _said_of_it(turn: Turn, asking: Asking, found: Query, text: str) -> Button | None:
    """The sentence with what it leaves out, else the question in our own words."""
    newest = max((one.year for one in asking.quarters), default=0)
    then = quarter_name(*found.quarters[0]) if len(found.quarters) == 1 else ""
    then = then.removeprefix(f"{newest}年")
    of = next((one for one in asking.roster.groups if one == found.group), "")
    for said in (f"{then}{of}{text}", f"{then}{of[:2]}{text}"):
        if await reads(asking, said) == found and (button := _button(said)) is not None:
            return button
    return await _by_words(turn, asking, found)


async def _carried(turn: Turn, asking: Asking, query: Query, text: str) -> Query | None:
    said = plain(text).strip("?？。!！,，吧呢啊 ")
    leaves = asking.office and turn.incoming.route is None and _SHORT < len(said) <= _LONGEST
    moves = any(one.kind in MOVES for one in query.tests)
    if not leaves or says_when(said) or _ALL.search(said) or moves:
        return None
    return left_out.of_before(query, await lately(turn, asking))


_ALL: Final = re.compile(r"全县|所有|全部|各单位|县直|乡镇|大家|一共|总共")
