"""A question of its own behind another one: 联系电话, 前三个, 没拿满的呢 are of the list before.

It could be asked out of the blue, and would then be about everybody; so soon behind a list it is
about that list's units, table, row and quarter. What only changes the last question is
``going_on``'s. No page of its own.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Final

from bot.corridor.turn import Turn
from bot.front import of_a_list
from bot.front.asking import Asking
from bot.front.changed import as_list, framing, meaning_changed
from bot.front.combined import known
from bot.front.going_on import followed, last_said
from bot.front.lately import SOON, soon
from bot.front.matters import LISTS
from bot.questions import Meaning
from bot.questions.behind import among, behind
from bot.questions.combined import Query, loads
from bot.questions.combined.following import Change, change
from bot.questions.combined.framing import framed
from bot.questions.combined.query import Condition
from storage.database import moment
from storage.queries import inquiries
from storage.queries.inquiries import Inquiry


async def of_the_last(turn: Turn, asking: Asking, query: Query | None, text: str) -> Query | None:
    """联络员电话, 按拼音排, 前三个, behind a list of units: of those, not of everybody."""
    if asking.office and (of_it := await _of_the_office(turn, asking, query, text)) is not None:
        return of_it.query
    if query is None:
        return None
    if placed := await _of_its_quarter(turn, query):
        return placed
    if _bare_end(query, text):
        return await _of_that_end(turn, query)
    return await _of_its_units(turn, asking, query, text)


@dataclass(frozen=True, slots=True)
class _Settled:
    """What a sentence of the office comes to behind the last answer; None: to nothing here."""

    query: Query | None


async def _of_the_office(
    turn: Turn, asking: Asking, query: Query | None, text: str
) -> _Settled | None:
    """What goes on by its own words, or is of the list that stands there; None: neither."""
    if (same := await _looking(turn, asking, text)) is not None:
        return _Settled(same)
    if (found := await of_a_list.asked(turn, asking, text)) is not None:
        return _Settled(found)
    if query is not None and among(text):
        return _Settled(None)  # 里头分最低的, out of the blue: nobody knows among whom
    if _ANOTHER.search(text):  # 四.1呢, behind 三.4谁最多
        on = await followed(turn, asking, text)
        if isinstance(on, Meaning) and (listed := as_list(on.name, on.arguments)):
            return _Settled(replace(listed, form="text"))  # 后十呢, behind 县直前十
        framed_ = on if isinstance(on, Query) else await _of_its_frame(turn, query, text)
        return _Settled(framed_)
    if _HOW_FAR.fullmatch(text) and await _of_averages(turn):
        return _Settled(Query(topic="average"))
    part = behind(text)
    if (_WHAT_IS_LEFT.fullmatch(text) or (part and part.table)) and await _of_the_review(turn):
        table = part.table if part else ""
        group = next((one for one in asking.roster.groups if table and table in one), "")
        counted = "几" in text or "多少" in text
        if part and re.search(r"多少|项", part.rest):
            return _Settled(Query(topic="reviewers"))  # it tells how many rows of either table
        return _Settled(Query(group=group, tests=(Condition("unreviewed"),), counted=counted))
    return None


_ANOTHER: Final = re.compile(r"呢[?？]*$|^那(?!个|些|边|里|家|时|天|几)")
"""What goes on from the sentence before by its own form."""


async def _looking(turn: Turn, asking: Asking, text: str) -> Query | None:
    """名次也带上, 只要单位名, 画个图: the last list so, whatever else the words may ask."""
    to = change(text, await known(asking))
    if to is None or (not to.look and to != Change(form="picture")):
        return None
    on = await followed(turn, asking, text)
    return on if isinstance(on, Query) else None


_EVERYBODY: Final = re.compile(r"全县|全部|所有|各单位|哪些单位")


async def _of_its_frame(turn: Turn, query: Query | None, text: str) -> Query | None:
    """一点都没动的呢, behind 县直谁没报: of that table, that quarter and that row, too."""
    if query is None or _EVERYBODY.search(text) or not await soon(turn):
        return query
    said = await last_said(turn)
    last = framing(said) if "meaning" in said else loads(json.dumps(said)) if said else None
    if last is not None and last.topic != "units":  # 满分的呢, behind 县直三.2平均分
        last = Query(group=last.group, row=last.row, quarters=last.quarters)
    return framed(query, last) if last else query


async def _of_its_units(turn: Turn, asking: Asking, query: Query, text: str) -> Query:
    """What only says how a list is to look, or whose telephone: of the units of the last list."""
    if _their_phone(query) and (unit := await _just_one(turn)):
        return Query(topic="contact", units=(unit,))
    bare = Query(
        form=query.form,
        measure=query.measure,
        sounded=query.sounded,
        descending=query.descending,
    )
    ordered = query.descending is not None and text.startswith(("按", "依"))
    asks = query.measure == "contact" or (query.sounded and not query.measure) or ordered
    if query != bare or not asks or _ALL_OF_THEM.search(text):
        return query
    more = {"measure": query.measure or "", "sounded": query.sounded, "form": query.form}
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    said = json.loads(last.said) if last is not None else {"meaning": ""}
    if last is not None and "meaning" not in said:
        before = loads(last.said)
        if before.topic == "units" and (before.tests or before.units or ordered):
            more["measure"] = query.measure or before.measure
            way = query.descending if ordered else None
            return replace(before, descending=way, first=0, **more)  # type: ignore[arg-type]  # its own fields
    if said.get("meaning") in LISTS and last is not None:
        found = meaning_changed(asking, said, Change(form="xlsx"))
        if isinstance(found, Query):
            way = query.descending if ordered else found.descending
            return replace(found, descending=way, **more)  # type: ignore[arg-type]  # its own fields
    return query


def _their_phone(query: Query) -> bool:
    """电话, and nothing else."""
    return query == Query(measure="contact")


async def _just_one(turn: Turn) -> int:
    """The one unit that was asked about just now; 0: none."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or len(set(last.shown)) != 1 or turn.now - moment(last.at) > SOON:
        return 0
    return last.shown[0]


_WHAT_IS_LEFT: Final = re.compile(
    r"(?:还|现在)*(?:剩下?|差|有)(?:的)?(?:是)?(?:哪几[家个]|哪些|谁|几[家个]|多少[家个]?)(?:单位)?(?:没审)?(?:的|了|啊|呢)*[?？]?"
)


_HOW_FAR: Final = re.compile(
    r"(?:那|它们|两个|两边)*(?:之间)?(?:相?差|差距)(?:了|有)?(?:多少|几)分?(?:呢|啊)?[?？]?"
)
"""差多少, behind the averages: of the two tables."""


async def _of_averages(turn: Turn) -> bool:
    said = await last_said(turn)
    return said.get("topic") in ("average", "overall") or said.get("meaning") == "grades"


async def _of_the_review(turn: Turn) -> bool:
    """Whether the last question was how far the review is."""
    said = await last_said(turn)
    return said.get("topic") == "reviewers" or said.get("meaning") == "review"


async def _of_its_quarter(turn: Turn, query: Query) -> Query | None:
    """第三名是谁, behind 上季度排名: of that quarter and that table."""
    bare = Query(tests=query.tests, measure=query.measure)
    placed = len(query.tests) == 1 and query.tests[0].kind in (
        "place",
        "last_place",
        "top",
        "bottom",
    )
    if query != bare or not placed or query.tests[0].quarter or query.tests[0].running:
        return None
    said = await last_said(turn)
    named = said.get("named") or {}
    if said.get("meaning") != "ranking" or not (named.get("quarter") or named.get("group")):
        return None
    quarter = named.get("quarter")
    return replace(
        query, group=named.get("group") or "", quarters=(tuple(quarter),) if quarter else ()
    )


def _bare_end(query: Query, text: str) -> bool:
    """前三个, 后五家: only how many, without a word of what they are ordered by."""
    bare = Query(measure=query.measure, first=query.first, descending=query.descending)
    plain = query.measure in ("", "rank", "total") and not re.search(r"[名强排位分]", text)
    return query == bare and bool(query.first) and plain


async def _of_that_end(turn: Turn, query: Query) -> Query | None:
    """The last ordered list, cut there."""
    last = await _last_of_several(turn)
    if last is None:
        return query
    said = json.loads(last.said)
    if said.get("wishes"):
        return None  # 最多的前三, behind a wish that was only offered
    if said.get("meaning") == "ranking" and (ranked := framing(said)) is not None:
        return replace(ranked, first=query.first, descending=query.descending, form="text")
    if "meaning" in said:  # 最低的三个, behind 四.1各单位得分
        row = (said.get("named") or {}).get("row") or ""
        listed = framing(said)
        if listed is None or not listed.tests:
            return replace(query, row=row, measure="total") if row else query
        return _first_of(listed, query)
    before = loads(last.said)
    if before.topic == "units" and before.descending is None and before.tests:
        return _first_of(before, query)
    if before.topic != "units" or before.descending is None:
        return query
    if before.measure in ("total", "rank", "done") and _LAST.search(turn.text):
        return replace(before, first=query.first, descending=False, form="text")
    same = before.descending if query.descending else not before.descending
    return replace(before, first=query.first, descending=same, form="text")


async def _last_of_several(turn: Turn) -> Inquiry | None:
    """What was asked last that is not about one unit: 后三名, behind a ranking and its second."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    every = await inquiries.newest(turn.db, where)
    soon = (one for one in every if turn.now - moment(one.at) <= SOON)
    return next((one for one in soon if not _of_one(one)), next(iter(every), None))


def _of_one(last: Inquiry) -> bool:
    """Whether it was asked of one unit; a list of one was not."""
    said = json.loads(last.said)
    return said.get("unit") is not None or len(said.get("units") or ()) == 1


_PLACES: Final = frozenset(("top", "bottom", "place", "last_place"))


def _first_of(listed: Query, query: Query) -> Query:
    """前十个就行, behind a list that nobody asked an order for: as it stood; 后十个: by points."""
    listed = replace(listed, tests=tuple(one for one in listed.tests if one.kind not in _PLACES))
    if listed.measure in ("total", "rank", "done", "at"):
        way = bool(query.descending) if listed.measure != "at" else not query.descending
        return replace(listed, first=query.first, descending=way, form="text")
    if query.descending and query.measure in ("", "rank"):
        return replace(listed, first=query.first, form="text")
    way = bool(query.descending)  # 哪个最高: by what they came to
    return replace(listed, first=query.first, measure="total", descending=way, form="text")


_LAST: Final = re.compile(r"倒数|垫底|最后|末")
"""倒数的十个 are the last ones of the table, whichever way round it was shown."""
_ALL_OF_THEM: Final = re.compile(r"全|所有|各|每|都|单位|乡镇|县直|通讯录|电话本|联系表")
