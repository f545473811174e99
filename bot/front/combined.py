"""Combined questions and what goes on from them: who may ask, and which answer comes first.

A question of the combined grammar is answered before the fixed wordings where it names more than
they have a place for; otherwise their page, with its buttons, is the better answer. A liaison asks
within the own unit, and for what everybody may read; everything else is refused, the same whatever
there is to see. No page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from bot.corridor.events import Message
from bot.corridor.kept import Kept
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.loading import read_scheme
from bot.front.answered import asked_of_answers, tells_an_answer
from bot.front.asking import Asking, Led
from bot.front.meanings import route_of
from bot.inquiry import answering
from bot.inquiry.facts import row_in
from bot.questions import Arguments, Meaning, Name, command, words
from bot.questions.clauses import Clause
from bot.questions.combined import Known, Query, RowName, compose
from bot.questions.combined.query import Topic
from bot.questions.combined.reading import pieces, read as reading, row_names
from bot.questions.combined.times import ALL_RECENT
from bot.questions.meaning import TOLD
from bot.speech.calendar import in_china
from bot.speech.names import Named
from storage.database import moment
from storage.queries import notices, quarters
from storage.queries.quarters import KeptScheme

PUBLIC: Final[tuple[Topic, ...]] = (
    "stage", "release", "objections", "threshold", "criteria", "vetoes",
)  # fmt: skip
"""What everybody may read: the rules and the dates."""
_OWN: Final = frozenset({"waiting", "submitted", "idle", "filling", "late"})
"""What a liaison may ask of the own unit here; figures have pages of their own."""


async def known(asking: Asking) -> Known:
    """What can be named: units, quarters, rows by their names."""
    if asking.named:
        return asking.named[0]
    today = in_china(asking.now).date()
    every = tuple((one.year, one.number) for one in asking.quarters)
    asking.named.append(Known(asking.roster, today, every, await _rows(asking)))
    return asking.named[0]


async def _rows(asking: Asking) -> tuple[RowName, ...]:
    """Rows by name, of the newest quarter's tables; made anew only when these are others."""
    for quarter in asking.quarters:
        kept = await quarters.schemes(asking.db, quarter.id)
        key = tuple(one.digest for one in kept)
        if kept:
            found = _ROWS.get(key)
            return _ROWS.put(key, _named(kept)) if found is None else found
    return ()


async def clauses(asking: Asking) -> tuple[Clause, ...]:
    """What is printed of every row, of the newest quarter's tables."""
    for quarter in asking.quarters:
        kept = await quarters.schemes(asking.db, quarter.id)
        key = tuple(one.digest for one in kept)
        if kept:
            found = _CLAUSES.get(key)
            return _CLAUSES.put(key, _printed(kept)) if found is None else found
    return ()


def _printed(kept: Sequence[KeptScheme]) -> tuple[Clause, ...]:
    return tuple(
        Clause(one.group, row.id, f"{row.name} {row.text} {row.content}")
        for one in kept
        for row in read_scheme(one).rows
    )


_CLAUSES: Kept[tuple[str, ...], tuple[Clause, ...]] = Kept(4)


def _named(kept: Sequence[KeptScheme]) -> tuple[RowName, ...]:
    return row_names(
        [(one.group, [(row.id, row.name) for row in read_scheme(one).rows]) for one in kept]
    )


_ROWS: Kept[tuple[str, ...], tuple[RowName, ...]] = Kept(4)
_OURS: Final = re.compile(r"我们?|俺们?|咱们?|自己|本单位|我单位|我局|我镇|我乡")


async def read(asking: Asking, text: str) -> Query | None:
    """The query that all of a sentence asks."""
    if asking.role == "supplier":
        return None
    query = compose(text, await known(asking))
    if asking.office and (query is None or tells_an_answer(text) or _counts_on_a_row(query)):
        query = await asked_of_answers(asking, text) or query
    if query is not None and not asking.office and not query.units and _OURS.search(text):
        own = replace(query, units=asking.units[:1])  # 我们 is the own unit, not the county
        return own if refused(asking, own) is None else None
    return query


def _counts_on_a_row(query: Query) -> bool:
    """三.4报了3次以上的: whether what was done is read as handing in, too."""
    kinds = {one.kind for one in query.tests}
    return bool(query.row) and kinds == {"count", "submitted"}


def says_less(asking: Asking, query: Query, text: str) -> bool:
    """Whether a unit asks, naming nobody: it means itself, and is not refused the county's."""
    if refused(asking, query) is None or query.units or query.group or query.person:
        return False
    return _AMONG.search(_OWN_ROWS.sub("", text)) is None


_AMONG: Final = re.compile(
    r"谁|哪[一几些]*家|几家|多少家|(?:哪[一几些]*个?|几个|多少个?)(?:单位|局|委|部门|乡|镇)|全县|各单位|所有"
    r"|前[0-9一二三四五六七八九十]+名"
    r"|[倒最]后?数?[0-9一二三四五六七八九十]+名|垫底|倒数|平均|单位|排行"
)
"""Words that ask about all units."""
_OWN_ROWS: Final = re.compile(
    r"(?:哪[一几些]*个?|多少|几)(?:项|条|指标|项目|材料|照片|图片|文件|篇|份|张|次|场)|扣分的?是?哪"
)
"""哪些项 asks for rows, wherever it stands beside a word about units."""


def precedes(asking: Asking, query: Query, meant: object, text: str) -> bool:
    """Whether the combined answer is better than the page of a fixed wording."""
    if not isinstance(meant, Meaning):
        return True
    if command(text) is not None or refused(asking, query) is not None:
        return False
    if query.topic == "reasons" and (len(query.quarters) > 1 or query.recent):
        return True  # what is told is of one quarter
    if meant.name in TOLD:
        return False  # it tells the reasons, too
    if query.topic == "quarters" and meant.name == "history" and query.recent in (0, ALL_RECENT):
        return len(query.units) > 1  # one unit's page of all quarters says more
    if query.topic == "reviewers" and meant.name == "review" and "待审" in text:
        return False  # what waits for this reviewer is there to be opened
    if query.topic not in ("units", "unit", "average", "vetoes"):
        return True
    if query.share or query.often or query.measure in _OWN_MEASURES:
        return True  # which no fixed wording has a place for
    if query.first and query.measure == "rank" and not query.group and not query.units:
        return True  # of both tables at once, rather than to ask which
    several = len(query.tests) > 1 or len(query.quarters) > 1 or len(query.units) > 1
    named = query.since or query.recent or query.against or query.form == "xlsx"
    looks = query.bare or query.split or (query.form == "picture" and query.tests)
    looks = looks or any(one.quarter or one.row or one.measure == "contact" for one in query.also)
    return bool(several or named or looks or any(one.running for one in query.tests))


_OWN_MEASURES: Final = ("times", "used", "lying")


def only_asks(query: Query) -> bool:
    """Whether its words can decide nothing, though 退回 or 核减 is among them."""
    told = query.topic in ("reasons", "stats", "beside") or query.measure in _OWN_MEASURES
    return told or any(one.kind in ("seen", "unseen", "away") for one in query.tests)


async def answered(turn: Turn, asking: Asking, query: Query) -> Led:
    """The answer, or why this person gets none; how far the quarter is, has a page of its own."""
    if query.topic == "progress" and refused(asking, query) is None:
        quarter = query.quarters[0] if query.quarters else None
        return await route_of(asking, Meaning("progress", Arguments(quarter=quarter)))
    if query == Query(units=query.units) and len(query.units) == 1 and asking.office:
        return link("about", query.units[0])  # 教育局呢, behind 催他们: nothing is asked of it
    if query.topic == "figure" and refused(asking, query) is None:
        return await route_of(asking, _row_of(asking, query))
    if query.topic in ("why", "whyhigh") and refused(asking, query) is None:
        return await route_of(asking, _why_of(asking, query))
    if query.topic == "notices" and refused(asking, query) is None:
        return await _notice(asking, query)
    if asks_phones(query) and not turn.incoming.private:
        return words.not_in_a_group()
    if query.topic == "quarters" and query.form == "picture" and refused(asking, query) is None:
        unit = asking.roster.of(query.units[0])
        return await route_of(asking, Meaning("history", Arguments(unit=unit, picture=True)))
    return refused(asking, query) or await answering.answer(turn, query, asking.roster.short)


async def told(turn: Turn, asking: Asking, found: Query | Message) -> Led:
    """The answer to a query, or what is asked instead of it."""
    return found if isinstance(found, Message) else await answered(turn, asking, found)


def asks_phones(query: Query) -> bool:
    """Whether telephones are shown, which belong into no group."""
    return query.measure == "contact" or any(one.measure == "contact" for one in query.also)


async def _notice(asking: Asking, query: Query) -> str:
    """Who has read the newest notice, or the newest of the days that were named."""
    for one in await notices.latest(asking.db, _NOTICES):
        day = in_china(moment(one.at)).date()
        if query.since is None or query.since <= day <= (query.until or day):
            return link("notice", one.id, "seen")
    return "notices"


_NOTICES: Final = 20


def _row_of(asking: Asking, query: Query) -> Meaning:
    """A row of a unit, by the number it has in the unit's own table."""
    unit = asking.roster.of(query.units[0])
    quarter = query.quarters[0] if query.quarters else None
    row = row_in(query.row, unit.group)
    return Meaning("why", Arguments(unit=unit, row=row or query.row, quarter=quarter))


def _why_of(asking: Asking, query: Query) -> Meaning:
    """财政局怎么掉这么多分, 文旅局凭什么排第一: where the points went, or where they come from."""
    if query.row:
        return _row_of(asking, query)
    unit = asking.roster.of(query.units[0])
    quarter = query.quarters[0] if query.quarters else None
    name: Name = "why" if query.topic == "why" else "score"
    return Meaning(name, Arguments(unit=unit, quarter=quarter))


def refused(asking: Asking, query: Query) -> Message | None:
    """Why this person may not ask this; the same whatever there is to see."""
    if asking.office or query.topic in PUBLIC:
        return None
    for one in query.units:
        unit = asking.roster.get(one)
        if refusal := asking.foreign(unit):
            return refusal
    asks_state = query.measure == "at" or bool(query.tests)
    within = all(one.kind in _OWN and not one.row and not one.quarter for one in query.tests)
    if query.topic == "unit" and query.units and asks_state and within and not query.row:
        return None
    if query.units:
        return words.own_unit_apart(query.units[0])
    return words.for_the_office("全县的情况")


async def asks_something(asking: Asking, text: str) -> bool:
    """帮我找下长桥镇的联络员电话: what is to be found stands in no paper."""
    return any(one.kind in _NO_PAPERS for one in pieces(text, await known(asking)))


_NO_PAPERS: Final = frozenset(("liaison", "phone", "rank", "hand", "unhanded", "who", "howmany"))


async def at_a_glance(asking: Asking, text: str) -> int:
    """The one unit that a sentence asks about in known words that make no question; 0: none.

    林业局还缺啥材料, 检察院离优秀还差多远, 长桥镇名次往前走了还是往后掉了: all of it stands on the
    unit's page. A day, a row or a quarter does not, and an order is none of it.
    """
    words_ = reading(text, await known(asking)) or []
    units = {
        one.id
        for word in words_
        if word.kind == "unit"
        for one in cast("tuple[Named, ...]", word.value)
    }
    kinds = {word.kind for word in words_}
    fits = len(units) == 1 and len(words_) > 1 and kinds <= _AT_A_GLANCE
    return units.pop() if fits else 0


_AT_A_GLANCE: Final = frozenset(
    ("unit", "who", "howmany", "now", "and", "lacks", "whole", "average", "total", "rank",
     "done", "gradename", "gradeword", "below", "above", "points", "places", "until", "near",
     "almost", "within", "most", "least", "not", "yet", "hand", "handed", "unhanded", "fill",
     "filling", "whole_form", "figures", "papers", "upload", "blank", "whichrow", "items", "mend",
     "returned", "up", "down", "orelse", "differ", "need", "line", "how", "course", "versus",
     "howmuch", "get", "full", "zero", "also", "yet", "remain", "only", "liaison", "phone",
     "whoisit", "contact", "join", "overall", "each", "swing", "stage", "end", "criteria")
)  # fmt: skip
"""Kinds of words that ask for what a unit's page at a glance says."""
