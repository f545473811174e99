"""A sentence that does not stand alone said whole: 它报几项, behind 法院三.4, is 法院三.4报几项.

What it leaves out or points at is taken from the newest frame of the thread that has it; the whole
sentence is read by the grammars that read every other one, and answered only where these account
for every word of it and for all that it points at. So the answer says what was carried. What stays
unread is offered by its whole words. No page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.advice.words import answers as words
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.front import combined
from bot.front.asking import Asking
from bot.front.both import Read, reads
from bot.front.lately import of_that_row, says_when
from bot.front.thread import Frame, frames, so_many
from bot.questions import Arguments, Meaning, Name, command
from bot.questions.combined import Query, compose
from bot.questions.combined.accounted import unheard
from bot.questions.combined.framing import OF_NOW, at_another_time, narrowed
from bot.questions.combined.query import Condition
from bot.questions.pointed import LONGEST, Moved, Pointed, Slot, pointed, wholes
from bot.questions.sentence import Sentence
from bot.speech.calendar import in_china
from bot.speech.quarters import name as quarter_name

_FEW: Final = 4
"""So many units are named in a sentence; more of them are a list."""
OF_ALL: Final = re.compile(
    r"谁|哪[些几]?[家个](?:单位|局|乡|镇)?|全县|所有|各(?!自)|大家|单位|乡镇|县直|全部|[一二三四]类"
)
"""What asks of all units, whatever was asked of one before."""


async def whole(turn: Turn, asking: Asking, text: str) -> Read | None:
    """What a sentence asks with what it leaves out or points at; None: nothing that is read so."""
    if not asking.office or turn.incoming.route is not None or len(text) > LONGEST:
        return None
    of = pointed(text)
    if not of.leans:
        return None
    every = list(await frames(turn, asking))
    if of.count and (several := so_many(every, of.count)) is not None:
        every.insert(0, several)
    for frame in every:
        if not _fits(frame, of):
            continue
        if (read := await _read(asking, frame, of, text)) is not None:
            return read
        if frame.units or frame.of:
            return None  # of whom it is, is known; what is asked is not
    return None


async def rather(
    turn: Turn, asking: Asking, text: str, alone: Query | Meaning | None
) -> Read | Message | None:
    """交了没有, behind one unit: of that unit, though all of it is a question about everybody."""
    if alone is None or command(text) is not None:
        return None
    newest = next(await frames(turn, asking), None)
    if newest is None:
        return None
    if either := await _of_the_row(asking, newest, text, alone):
        return either
    if OF_ALL.search(text):
        return None
    moved = pointed(text).moved is not None
    if asking.office and _of_its_row(newest, alone, text):
        return await _read(asking, newest, replace(pointed(text), row=True), text)
    if newest.row and newest.of and _OF_THE_ROW.fullmatch(text):
        of = replace(pointed(text), row=True)
        return await _of_list(asking, newest, of)  # 扣了几分, behind 双公示谁迟报了
    brief = len(text) <= _BRIEF and _OF_ONE.search(text) is not None
    if _names_somebody(alone) or not newest.named or not (moved or brief):
        return None
    one = len(newest.units) == 1 or (moved and (newest.units or newest.of))
    return await whole(turn, asking, text) if one else None


def _names_somebody(alone: Query | Meaning) -> bool:
    """Whether it says by itself whom it is about, or is about a rule."""
    if isinstance(alone, Meaning):
        return bool(alone.arguments.unit or alone.arguments.group)
    public = alone.topic in combined.PUBLIC
    return public or bool(alone.units or alone.group or alone.person)


async def beside(turn: Turn, asking: Asking, text: str) -> Meaning | None:
    """跟检察院差多少, 比教育局高吗, behind one unit: these two, of that quarter."""
    named = asking.roster.find_in(text) if len(text) <= LONGEST else []
    if len(named) != 1 or named[0].found.unit is None:
        return None
    other = named[0].found.unit
    if _BESIDE.fullmatch(f"{text[: named[0].start]}∙{text[named[0].end :]}".strip()) is None:
        return None
    frame = next(await frames(turn, asking), None)
    if frame is None or not frame.named or not 0 < len(frame.units) <= _PAIR:
        return None
    unit = asking.roster.get(next((one for one in frame.units if one != other.id), 0))
    if unit is None:
        return None
    quarter = frame.quarters[0] if len(frame.quarters) == 1 else None
    return Meaning("compare", Arguments(unit=unit, other=other, quarter=quarter))


_BESIDE: Final = re.compile(
    r"(?:那|要是|它|他|再)*(?:跟|和|与|同|拿)∙(?:相|来|做|之间)*(?:对比|比一比|比比|比较|比|差|差距)"
    r"(?:一下|看看|看|下)*(?:都|是|主要)*(?:差|高|低|多|少|强|弱|好|怎么样|如何|咋样)*(?:了|出|得|有|着)*"
    r"(?:在?哪(?:里|儿|些|几)?(?:个|项|块|分|地方|方面|指标)*(?:上|里)?|(?:多少|几)?分?)(?:呢|吗|啊|了)*[?？]*"
    r"|(?:那|它|他)*比∙(?:还|要|就|是)*(?:差|高|低|多|少|强|弱|好|落后|领先)(?:了|出|得|一?些|一?点)*"
    r"(?:还是(?:差|高|低|多|少|强|弱|好|落后|领先))?(?:多少|几)?分?(?:呢|吗|啊|没有|了)*[?？]*"
    r"|(?:那|它|他)*(?:跟|和|与|同)∙(?:比|相比|比起来|之间)*(?:谁|哪[个家边]?|到底)(?:更|要|还|就|是)*(?:差|高|低|多|少|强|弱|好|落后|领先)"
    r"(?:一?些|一?点)*(?:呢|啊)*[?？]*"
)
"""∙ stands for the other unit."""


def _of_its_row(frame: Frame, alone: Query | Meaning, text: str) -> bool:
    """为什么不是满分, 上季度几分, behind 公安局三.4得几分: of that row alone."""
    if not (frame.named and frame.row and len(frame.units) == 1) or _OF_THE_WHOLE.search(text):
        return False
    if not isinstance(alone, Meaning) or alone.name not in ("why", "score"):
        return False
    named = alone.arguments
    return not (named.unit or named.row or named.group)


_OF_THE_WHOLE: Final = re.compile(r"总|全部|整体|一共|哪[些几]?项|哪[里儿]|等次|排|名")


async def _of_the_row(
    asking: Asking, frame: Frame, text: str, alone: Query | Meaning
) -> Message | None:
    """没报的有多少, behind who reported 工作创新: of that row, or of the form: both, to tap."""
    if not isinstance(alone, Meaning) or alone.name not in _OF_FORMS or _HANDS_IN.search(text):
        return None
    named = replace(alone.arguments, end="all") != Arguments()  # 没报的乡镇 says whose it is
    if not frame.row or frame.units[:1] == frame.units or named:
        return None
    of = f"{frame.group}{frame.row}"
    tries = [f"{of}{text}", *([f"{of}没填的单位"] if _LEFT.search(text) else ())]
    for of_row in tries if len(text) <= LONGEST // 2 else ():
        read = await reads(asking, of_row)
        rows = (read.row, *(one.row for one in read.tests)) if isinstance(read, Query) else ()
        if frame.row in {one.rpartition("=")[2] for one in rows}:
            choices = [(one, link("asked", "said", one)) for one in (of_row, text)]
            return words.offers(choices, None, foreign=False)
    return None


_OF_FORMS: Final = frozenset(("late", "who_not_reported", "who_reported", "who_idle", "progress"))
_LEFT: Final = re.compile(r"(?:没|未)(?:有)?(?:报|填|录)")
_HANDS_IN: Final = re.compile(r"^谁[还都]?没|提交|表|整份|全县|交(?:了|齐)")
_OF_THE_ROW: Final = re.compile(
    r"(?:那|都|各|各自|分别|他们|一共|最后|实际)*(?:被)?(?:扣|丢|失|减|得|拿|给)(?:了|掉|过)?(?:几|多少)分(?:呢|了|啊|[?？])*"
)
"""What a list about a row is asked of its points; alone it would be of every row."""
_OF_ONE: Final = re.compile(
    r"^(?!.*差)(?:.+(?:[了过完]?没有?|吗|么|多少分?|几[分篇份项次名])[的了呢啊?？]*$"
    r"|.*(?:几[点号]|什么时候|哪天))"
)
"""What is asked of one as it is of all: whether, how much, when."""
_BRIEF: Final = 8
"""Of so few signs, a sentence says nothing of whom it is about."""


async def in_words(turn: Turn, asking: Asking, text: str) -> str:
    """The sentence said whole, for what is near it to be offered; the text itself where nobody
    knows of what it is.
    """
    if not asking.office or len(text) > LONGEST:
        return text
    of = pointed(text)
    if not of.leans:
        return text
    frame = next((one for one in await frames(turn, asking) if one.names), None)
    if frame is not None and frame.row and _NOT_FILLED.search(text) and OF_ALL.search(text):
        return f"{frame.row}{text}"  # 还有哪些单位的没录, behind 五.2评分标准
    if frame is None or OF_ALL.search(text):
        return text
    own = _names_units(asking, text)
    if not own and not (frame.named and 0 < len(frame.units) <= _PAIR):
        return text
    carried = _carried(asking, frame, text, alone=bool(frame.units))
    kept: set[Slot] = {"about"} if own else {"who", "row", "about"}
    if len(frame.units) == 1 and not of.one:
        kept -= {"who", "row"}  # 离优秀差多少: it may be asked of everybody as well
    carried = {slot: said for slot, said in carried.items() if slot in kept}
    said = next((one for one, _ in wholes(replace(of, many=False, then=False), carried)), "")
    return said if "who" in carried or (own and said) else text


_PAIR: Final = 2
_NOT_FILLED: Final = re.compile(r"(?:没|未)(?:有)?(?:录|填|报|统计|登)|录|填")


async def of_frame(asking: Asking, frame: Frame, text: str) -> Read | None:
    """What a sentence asks of one frame; None: it is not read so, or the frame lacks something."""
    of = pointed(text)
    return await _read(asking, frame, of, text) if _fits(frame, of) else None


def _names_units(asking: Asking, text: str) -> bool:
    return bool(asking.roster.find_in(text))


def _fits(frame: Frame, of: Pointed) -> bool:
    """Whether a frame has what is pointed at."""
    several = len(frame.units) > 1 or frame.of is not None
    if of.count and len(frame.units) != of.count:
        return False  # 这三家 are none of six
    if (of.many and not several) or (of.one and len(frame.units) != 1):
        return False
    if (of.row and not frame.row) or (of.then and not frame.quarters):
        return False
    return frame.names


async def _read(asking: Asking, frame: Frame, of: Pointed, text: str) -> Read | None:
    """The sentence as a question about a frame: by the names of its units, else as its list."""
    if of.moved is not None:
        return await _moved(asking, frame, of.moved)
    alone = len(frame.units) == 1 and (of.one or not OF_ALL.search(text))
    by_name = alone or (of.many and 1 < len(frame.units) <= _FEW)
    by_name = by_name and not _names_units(asking, text)
    carried = _carried(asking, frame, text, alone=by_name)
    carried.pop("about", None)  # 它排第几, behind the appeals, asks for no appeal
    must = frozenset[Slot]({"who"} if carried.get("who") and by_name else ())
    must |= {"row"} if carried.get("row") and of_that_row(text) else set()
    if by_name or not of.needs - {"row", "when"}:
        for said, slots in wholes(of, carried, must=must):
            read = await reads(asking, said)
            if read is not None and _holds(read, frame, slots, by_name=by_name):
                return _page(asking, read)
    if frame.of is None or not (of.many or not frame.units):
        return None
    return await _of_list(asking, frame, of)


def _page(asking: Asking, read: Read) -> Read:
    """One unit's points or place of one quarter: its page says more than a list of one."""
    if isinstance(read, Meaning) or len(read.units) != 1 or len(read.quarters) > 1:
        return read
    quarter = read.quarters[0] if read.quarters else None
    bare = Query(
        topic=read.topic, units=read.units, quarters=read.quarters, measure=read.measure,
        counted=read.counted,
    )  # fmt: skip
    name: Name | None = {"total": "score", "rank": "ranking"}.get(read.measure)  # type: ignore[assignment]  # two of them
    if read != bare or name is None or read.topic not in ("units", "unit", "quarters"):
        return read
    unit = asking.roster.of(read.units[0])
    return Meaning(name, Arguments(unit=unit, quarter=quarter))


def _carried(asking: Asking, frame: Frame, text: str, *, alone: bool) -> dict[Slot, str]:
    """What of a frame a sentence leaves out, in words."""
    said = _sentence(asking, text)
    short = asking.roster.short
    found: dict[Slot, str] = {}
    if len(frame.quarters) == 1 and not said.named.quarter and not says_when(text):
        found["when"] = quarter_name(*frame.quarters[0])
    if _names_units(asking, text):
        pass
    elif alone:
        found["who"] = "和".join(short[one] for one in frame.units)
    elif frame.group and not said.named.group and not _OF_ALL_TABLES.search(text):
        found["who"] = frame.group
    if frame.row and not said.named.row:
        found["row"] = frame.row
    if frame.subject and frame.subject not in text:
        found["about"] = frame.subject
    return found


_OF_ALL_TABLES: Final = re.compile(r"全县|所有|全部|各单位|县直|乡镇|街道")


def _sentence(asking: Asking, text: str) -> Sentence:
    known = tuple((one.year, one.number) for one in asking.quarters)
    return Sentence.read(text, asking.roster, in_china(asking.now).date(), known, kinds=True)


def _holds(read: Read, frame: Frame, slots: frozenset[Slot], *, by_name: bool) -> bool:
    """Whether what was read is about all that was carried."""
    if isinstance(read, Meaning):
        named = read.arguments
        units = {one.id for one in (named.unit, named.other) if one}
        row, quarters = named.row or "", {named.quarter} if named.quarter else set()
        group = named.group or ""
    else:
        units, group, quarters = set(read.units), read.group, set(read.quarters)
        quarters |= {one.quarter for one in read.tests if one.quarter}
        rows = {read.row, *(one.row for one in read.tests), *(one.row for one in read.also)}
        row = frame.row if frame.row in {one.rpartition("=")[2] for one in rows} else ""
    if "who" in slots and by_name and units != set(frame.units):
        return False
    if "who" in slots and not by_name and group != frame.group:
        return False
    if "row" in slots and row != frame.row:
        return False
    return "when" not in slots or frame.quarters[0] in quarters


async def _moved(asking: Asking, frame: Frame, moved: Moved) -> Query | None:
    """各自比三季度升了几名: the places of both quarters, of each."""
    current = await current_quarter(asking.db, asking.now)
    running = (current.year, current.number) if current else None
    of = frame.quarters[0] if len(frame.quarters) == 1 else running
    then = _sentence(asking, moved.quarter).named.quarter
    of = running if then == of else of
    if of is None or then is None or then == of:
        return None
    both = tuple(sorted((then, of)))
    if moved.measure == "count":
        counts = frame.of is not None and frame.of.tests and not frame.of.units
        return replace(frame.of, quarters=both, counted=True) if frame.of and counts else None
    if not 0 < len(frame.units) <= _MOST:
        return None
    return Query(topic="quarters", units=frame.units, measure=moved.measure, quarters=both)


_MOST: Final = 20
"""So many units are told quarter by quarter."""


# -- a list ----------------------------------------------------------------------------------------


async def _of_list(asking: Asking, frame: Frame, of: Pointed) -> Query | None:
    """What is asked of a list of more units than a sentence names."""
    if frame.of is None:
        return None
    known = await combined.known(asking)
    for said in _of_them(frame, of):
        query = compose(said, known)
        if query is None or query.topic not in ("units", "unit") or query.units or query.group:
            continue
        if frame.row in said and of.row and not _about(query, frame.row):
            continue
        if (found := _narrowed(query, frame)) is not None:
            return found
    return None


def _about(query: Query, row: str) -> bool:
    return row in (query.row, *(one.row for one in query.tests))


def _of_them(frame: Frame, of: Pointed) -> Iterator[str]:
    rows = [frame.row] if of.row else [frame.row, ""] if frame.row else [""]
    for row in rows:
        if not row and not of.rest:
            return
        for asked in of.asks:
            yield f"{row}{asked}"
            yield f"{row}{asked}的单位"


def _narrowed(query: Query, frame: Frame) -> Query | None:
    """A question of those units: within the list's own conditions, or, at another time, of them."""
    listed = frame.of
    if listed is None:
        return None
    elsewhen = at_another_time(query, listed) or (
        query.quarters and query.quarters != listed.quarters
    )
    if frame.units and (elsewhen or query.row or query.measure):
        whom = replace(query, units=frame.units)
        if not query.quarters and not _of_now(query.tests) and not elsewhen:
            whom = replace(whom, quarters=frame.quarters)
        return None if unheard(whom) else whom
    return narrowed(query, listed)


def _of_now(tests: tuple[Condition, ...]) -> bool:
    return bool(tests) and {one.kind for one in tests} <= OF_NOW
