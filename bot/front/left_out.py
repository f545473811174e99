"""What a short question leaves out is of the last one: 谁第一, behind 上个季度考得咋样.

The quarter, the table and the row that were named before, whether that was answered or only
offered; the answer says of what it is. Where it is open what somebody lacks (还差谁, behind
部门数据), both are offered. No page of its own.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Final

from bot.advice.words import answers as words
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.front import offers
from bot.front.asking import Asking
from bot.front.lately import Lately, lately
from bot.questions import Arguments, Ask, Meaning, Name
from bot.questions.combined import Query
from bot.questions.combined.accounted import unheard
from bot.questions.combined.of_rows import of_that_row
from bot.questions.combined.settling import MOVES
from bot.speech.numbers import plain
from bot.speech.quarters import name as quarter_name

_SHORT: Final = 10
"""A longer sentence says by itself what it is about."""
_BY_ITSELF: Final = re.compile(
    r"现在|目前|今[天日]|昨[天日]|[这本]个?季|[这本]次|[这本]期|当前|全县|所有|全部|各|单位|大家|都|一共|总共"
)
"""What says of when or of whom it is, and leaves nothing out."""
_LACKS: Final = re.compile(
    r"(?!差(?:了|距)?(?:多少|几)分?$)(?:那|现在|目前)*(?:还)?(?:[差缺欠剩]|(?:有)?没(?:弄|给|来|齐|到|完))(?:下|着)?(?:的)?(?:是|有)?"
    r"(?:谁|哪|几|多少).{0,5}|(?:那|现在)*(?:还有)?(?:谁|哪.{0,3})(?:还)?(?:[差缺欠]|没(?:弄|给|来|齐|到|完))(?:的|了)?"
)
"""还差谁: of what, it does not say."""
_RESULTS: Final = frozenset(("total", "rank", "lost", "change", "grade"))
_OF_RESULTS: Final = frozenset(
    ("grade", "points", "top", "bottom", "place", "last_place", "near", "tied", "mean", "full",
     "up", "down", "rank_up", "rank_down", "lost", "appealed", "won", "refused")
)  # fmt: skip
"""Conditions of what a quarter came to; who still owes is asked of the quarter that runs."""
_TOPICS: Final = frozenset(
    ("average", "overall", "grades", "spread", "rates", "appeals", "sum", "corrections")
)
_MEANINGS: Final[frozenset[Name]] = frozenset(
    ("ranking", "grades", "losses", "changes", "circular", "zeros", "moved", "appealed", "lowered")
)
_BARE: Final = frozenset(
    ("topic", "tests", "measure", "also", "descending", "first", "counted", "form", "by", "detail")
)
"""What a query may say and still leave out of whom and of when it is."""
_PLACE: Final = re.compile(r"排|第几|名次|几名")


async def completed(
    turn: Turn, asking: Asking, text: str, read: Query | Meaning | None
) -> Query | Meaning | Message | None:
    """A short question with what it leaves out; None: it leaves out nothing that is known."""
    said = plain(text).strip("?？。!！,，吧呢啊 ")
    if asking.office and not turn.incoming.route and _GRADE_END.fullmatch(said):
        before = await lately(turn, asking)
        then = quarter_name(*before.quarter) if before.quarter else ""
        return _either(*(f"{then}{before.group}{one}的单位" for one in ("不合格", "合格")))
    if not asking.office or turn.incoming.route or len(said) > _SHORT:
        return None
    of = await lately(turn, asking)
    if of.unit is not None and _HOW_FAR.fullmatch(said):
        short = of.unit.short or of.unit.name
        return _either(f"{short}离优秀差多少", f"{short}离第一差多少", f"{short}第几名")
    if read is None:
        return None
    if _LACKS.fullmatch(said):
        return _of_what(of, read)
    if of == Lately() or _BY_ITSELF.search(said):
        return None
    found = of_before(read, of) if isinstance(read, Query) else _meaning(read, of, said)
    if of.offered and found is None and _of_results(read) and _YEARS.search("".join(of.wishes)):
        running = await current_quarter(turn.db, turn.now)
        now = quarter_name(running.year, running.number) if running else ""
        return _either("年度汇总", f"{now}{said.removeprefix('那')}")
    return found


_GRADE_END: Final = re.compile(
    r"(?:那|其中|里头|就)*最(?:差|低|末|下面?|靠后)(?:的)?(?:那|这)?(?:一)?(?:个)?(?:等次?|档次?|级别?|类等次)(?:的|里)*"
    r"(?:都|是|有)*(?:哪些|谁|哪几[家个]|哪[家个])?(?:单位)?"
)
"""最差那一等的: which that is, nobody has to know: the last, and the last but one."""
_HOW_FAR: Final = re.compile(r"(?:那|它|还|相)*差(?:了|距)?(?:有)?(?:多少|几)分?")
"""差多少, behind one unit: from what, it does not say."""
_YEARS: Final = re.compile(r"年度|全年")


def _of_results(read: Query | Meaning) -> bool:
    if isinstance(read, Meaning):
        return read.name in _MEANINGS and read.arguments.quarter is None
    return not read.quarters and (read.measure in _RESULTS or read.topic in _TOPICS)


def _either(*said: str) -> Message:
    """Each reading, to tap."""
    choices = [(one, link("asked", "said", one)) for one in said]
    return words.offers(choices, None, foreign=False)


async def of_another_unit(turn: Turn, asking: Asking, ask: Ask) -> Message | None:
    """黄道镇呢, behind 长桥镇谁在弄，电话给我: that of 黄道镇 first, where it was only offered."""
    of = await lately(turn, asking) if asking.office else Lately()
    units = {one.meaning.arguments.unit for one in ask.candidates}
    unit = units.pop() if len(units) == 1 else None
    if of.unit is None or not of.offered or unit in (None, of.unit):
        return None
    before, now = (one.short or one.name for one in (of.unit, unit) if one)
    of_it = [one.replace(before, now) for one in of.wishes if before in one]
    found = [one for one in dict.fromkeys(of_it) if await offers.whole(turn, asking, one)]
    every = dict.fromkeys((*found, *(one.label for one in ask.candidates)))
    choices = [(one, link("asked", "said", one)) for one in list(every)[:_MOST]]
    return words.offers(choices, None, foreign=False) if found else None


_MOST: Final = 5


def _of_what(of: Lately, read: Query | Meaning) -> Query | Meaning | Message | None:
    """还差谁, behind what has its own who and what: that first, then who has not handed in."""
    if of.group and not (of.row or of.kind or of.offered):
        return _of_that_table(of.group, read)
    group = read.group if isinstance(read, Query) else read.arguments.group or ""
    row = "" if "=" in of.row else of.row  # of each table another one
    if (row or of.kind) and not of.wish:
        wish = f"没交{of.kind}的单位" if of.kind else f"{row}没填的单位"
        before = [f"{group or of.group}{wish}"]
    elif of.offered and of.wish:
        before = [of.wish, *([f"{group}{row}没填的单位"] if row else [])]
    else:
        return None
    every = dict.fromkeys((*before, f"{group}还没提交的单位"))
    choices = [(one, link("asked", "said", one)) for one in every]
    return words.offers(choices, None, foreign=False)


def _of_that_table(group: str, read: Query | Meaning) -> Query | Meaning | None:
    """还差谁, behind 县直谁没报."""
    if isinstance(read, Query):
        return None if read.group or read.units else replace(read, group=group)
    if read.arguments.group or read.arguments.unit:
        return None
    return Meaning(read.name, replace(read.arguments, group=group))


def of_before(read: Query, of: Lately) -> Query | None:
    """A query of results, of the quarter, the table and the row before."""
    named = {one.name for one in fields(read) if getattr(read, one.name) != one.default}
    results = read.topic in _TOPICS or read.measure in _RESULTS
    results = results or any(one.kind in _OF_RESULTS for one in read.tests)
    of_itself = any(one.row or one.quarter or one.running for one in read.tests)
    if named - _BARE - {"against", "klass"} or of_itself:
        return None
    if not results:  # 缺得多的排前头, behind the progress of one table
        ordered = read.descending is not None and not read.tests and of.group and of.unit is None
        return _if_heard(replace(read, group=of.group), read) if ordered else None
    found = _held_against(read, of)
    if of.quarter and of.quarter != found.against:
        found = _if_heard(replace(found, quarters=(of.quarter,)), found)
    if of.group and not found.klass:
        found = _if_heard(replace(found, group=of.group), found)
    of_all = of.unit is None or read.topic == "average"  # nobody asks for one unit's average
    row = of.row if of_all else ""
    if row and not read.tests and read.measure in ("", "total"):
        found = _if_heard(replace(found, row=row), found)
    elif row and read.tests and (of_it := of_that_row(read, row)):
        found = replace(found, tests=of_it.tests, row=row)
    elif row and read.measure == "rank" and read.first:
        found = _if_heard(replace(found, row=row, measure="total"), found)
    return found if found != read else None


def _held_against(read: Query, of: Lately) -> Query:
    """谁进步最多, behind 三季度比一季度退步的: of the same two quarters."""
    moves = any(one.kind in MOVES for one in read.tests)
    if read.against or not moves or not of.against:
        return read
    return replace(read, against=of.against)


def _if_heard(with_it: Query, without: Query) -> Query:
    """The query with one thing more, if its answer makes use of that."""
    return without if unheard(with_it) else with_it


def _meaning(read: Meaning, of: Lately, said: str) -> Meaning | Query | None:
    """A fixed wording of results, of the quarter, the table and the row before."""
    named = read.arguments
    looks = replace(named, end="all", n=None, picture=False, sheet=False, grade=None)
    bare = looks == Arguments()
    if read.name not in _MEANINGS or not bare:
        return None
    if read.name == "ranking" and of.row and of.unit is None and named.end != "all":
        return Query(
            row=of.row,
            group=of.group,
            quarters=(of.quarter,) if of.quarter else (),
            measure="total",
            first=named.n or 1,
            descending=named.end == "top",
        )
    unit = (
        of.unit if read.name == "ranking" and named.end == "all" and _PLACE.search(said) else None
    )
    group = None if unit else of.group or None
    found = replace(named, quarter=of.quarter, group=group, unit=unit)
    return Meaning(read.name, found) if found != named else None
