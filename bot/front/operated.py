"""What a short sentence wants of what stands before it: 弄个表, 只看乡镇, 几号到期, 第二项打开.

What is wanted is read by ``bot.questions.operations``; what stands there is one of four: a page
with a button that does it, a list of units (its conditions say what it is about), one unit, or a
menu of which nothing was chosen yet. Of a menu's first questions the same is offered and not
answered: a button then bears the name of the list and what is wanted of it. No page here.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.draft_marks import bare
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import combined, of_a_list
from bot.front.asking import Asking, Led
from bot.front.both import Read, reads
from bot.front.changed import as_list, meaning_changed
from bot.front.going_on import followed, kept_words, last_said
from bot.front.lately import lately
from bot.front.matters import OF_A_UNIT, TOLD_LISTS, WAITING
from bot.front.short_said import held_against
from bot.front.shown import OFFERED, SHOWN, buttons
from bot.front.words import of_a_list as words
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.often import find
from bot.questions import Meaning
from bot.questions.behind import behind
from bot.questions.combined import Query, loads
from bot.questions.combined.following import change, changed
from bot.questions.combined.query import Form, Measure
from bot.questions.operations import Operation, added, asks_how, looks_at, operation
from bot.speech.quarters import name as quarter_name
from storage.database import moment
from storage.queries import inquiries, quarters
from storage.queries.inquiries import Inquiry

_BUTTONS: Final = {
    "sheet": re.compile(r"^发表格$"),
    "picture": re.compile(r"^(?:发图|看走势图)$"),
    "乡镇": re.compile(r"^看乡镇街道$"),
    "县直": re.compile(r"^看县直单位$"),
}
"""The button of a page that does what is wanted of it."""
_OF_ROWS: Final = re.compile(r"^看 [一二三四五六七八九十]+[.．]\d+[a-z]?$")
_REVIEWS: Final = re.compile(r"^(?:审核这个单位|开始审核|申诉列表)$")
"""Where the rows of a page are opened that has no button for each."""


async def in_words(turn: Turn, asking: Asking, text: str) -> str:
    """教育局的打开看看, behind doubts: the question of that unit; else the text itself."""
    if not asking.office or turn.incoming.route is not None:
        return text
    wanted = operation(text)
    if wanted is not None and wanted.wanted in ("nudge", "count"):
        subject = (await lately(turn, asking)).subject
        said = {"nudge": "催一下审核员", "count": "审核进度"}[wanted.wanted]
        return said if subject in ("审核员", "审核") else text
    if wanted is not None and (wanted.table or wanted.wanted == "due"):
        subject = (await lately(turn, asking)).subject
        if wanted.table:
            return f"{wanted.table}还没审完的单位" if subject == "审核员" else text
        return "都延到哪天" if subject == "延期" else text
    if wanted is not None and wanted.wanted == "place":
        return await _at_the_place(turn, asking, wanted) or text
    every = [one for one in asking.roster.find_in(text) if one.found.sure and one.found.unit]
    if len(every) != 1:
        return text
    at = (every[0].start, every[0].end)
    how = asks_how(text, at)
    if not (how or looks_at(text, at)):
        return text
    unit = every[0].found.unit
    of = await lately(turn, asking)
    subject = of.subject or of.offer
    stem = "有疑点的材料" if how and subject == "疑点" else OF_A_UNIT.get(subject)
    then = quarter_name(*of.quarter) if how and of.quarter else ""
    return f"{then}{unit.short or unit.name}{stem}" if unit and stem else text


async def _at_the_place(turn: Turn, asking: Asking, wanted: Operation) -> str:
    """第一个打开, behind a list of units: the question of that one."""
    shown = await of_a_list.shown_there(turn)
    if len(shown) < max(wanted.place, _SEVERAL):
        return ""
    short = asking.roster.short.get(shown[wanted.place - 1], "")
    stem = OF_A_UNIT.get((await lately(turn, asking)).subject, "情况")
    return f"{short}{stem}" if short else ""


_SEVERAL: Final = 2


async def led(turn: Turn, asking: Asking, text: str) -> Led | None:
    """Where a sentence leads that wants something of the page, or of the list, before it."""
    if not asking.office or turn.incoming.route is not None:
        return None
    if (named := _NAMED_LIST.fullmatch(text)) is not None:
        return await _of_named(turn, asking, named["of"], named["said"])
    wanted = operation(text)
    if wanted is None:
        return await _with_another(turn, asking, text) if added(text) else None
    if wanted.table and await followed(turn, asking, text) is not None:
        return None  # 换成乡镇的, behind 县直前五名: the first five of the other table
    if (route := await _by_a_button(turn, wanted)) is not None:
        return route
    if wanted.wanted == "place":
        return await _nothing_there(turn)
    of = await of_a_list.listed(turn)
    if of is None or wanted.wanted in _OF_THE_LIST:
        return await _of_list_before(turn, asking, wanted) if await _at_one(turn) else None
    if wanted.wanted == "whys":
        waits = any(one.kind in WAITING for one in of.tests)
        return Message(text=words.reason_unknown(), buttons=words.WHO_WAITS) if waits else None
    query = _of_list(of, wanted)
    return await combined.answered(turn, asking, query) if query is not None else None


_OF_THE_LIST: Final = ("sheet", "picture", "table")
"""What is wanted of a list and never of one unit that was looked at since."""


async def _lately_shown(turn: Turn) -> list[Inquiry]:
    """What was answered lately in this chat, the newest first."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    every = await inquiries.newest(turn.db, where)
    return [one for one in every if turn.now - moment(one.at) <= SHOWN]


async def _at_one(turn: Turn) -> bool:
    """Whether one unit was told of last, which stood in a list that was shown before."""
    last = next(iter(await _lately_shown(turn)), None)
    if last is None or len(set(last.shown)) != 1:
        return False
    return "meaning" in json.loads(last.said) or loads(last.said).topic != "units"


async def _of_list_before(turn: Turn, asking: Asking, wanted: Operation) -> Led | None:
    """导成表格, 换成乡镇的, at one unit of a list that was looked at: the list so."""
    last, *before = await _lately_shown(turn)
    listed = next((one for one in before if len(set(one.shown)) != 1), None)
    of = of_a_list.as_query(listed) if listed else None
    if listed is None or of is None or wanted.wanted not in _OF_THE_LIST:
        return None
    if last.shown[0] not in listed.shown:
        return None
    worded = "meaning" in json.loads(listed.said)
    if wanted.wanted != "table":
        form: Form = "xlsx" if wanted.wanted == "sheet" else "picture"
        if not worded:
            return link("found", listed.id, form)
        return await combined.answered(turn, asking, replace(of, form=form))
    whole = of if worded else loads(listed.said)
    group = next((one for one in asking.roster.groups if wanted.table in one), "")
    return await combined.answered(turn, asking, replace(whole, group=group, form="text"))


async def _with_another(turn: Turn, asking: Asking, text: str) -> Led | None:
    """把发改委也加上, behind units side by side: with that one."""
    on = await followed(turn, asking, text)
    return await combined.answered(turn, asking, on) if isinstance(on, Query) else None


async def _by_a_button(turn: Turn, wanted: Operation) -> str | None:
    """The page's own button that does it, which only shows; None: it has none, or is a menu."""
    every = await buttons(turn)
    if not every or bare(every[0][1]).startswith(OFFERED):
        return None
    if wanted.wanted == "place":
        rows = [route for label, route in every if _OF_ROWS.match(label)]
        at = wanted.place - 1
        return bare(rows[at]) if at < len(rows) else None
    pattern = _BUTTONS.get(wanted.table or wanted.wanted)
    found = [route for label, route in every if pattern and pattern.match(label)]
    return bare(found[0]) if len(found) == 1 else None


async def _nothing_there(turn: Turn) -> Message | None:
    """第一项打开, where no row and no unit stands: how its rows are opened, or that none is."""
    every = await buttons(turn)
    if every and bare(every[0][1]).startswith(OFFERED):
        return None
    opens = [(label, bare(route)) for label, route in every if _REVIEWS.match(label)]
    if opens:
        return words.opened_there(opens)
    said = await last_said(turn)
    empty = "meaning" not in said and said.get("topic", "units") in ("units", "appeals")
    there = empty and not await of_a_list.shown_there(turn)
    return Message(text=words.nothing_to_open(), buttons=((HOME,),)) if there else None


# -- a list ----------------------------------------------------------------------------------------


def _of_list(of: Query, wanted: Operation) -> Query | None:
    """The list with what is wanted of it beside each name, or in that order."""
    kinds = {one.kind for one in of.tests}
    measure: Measure | None = None
    if wanted.wanted == "each":
        measure = "where"
    elif wanted.wanted == "due" and kinds & {"returned", "mend_late"}:
        measure = "due"
    elif wanted.wanted == "cut" and "cut" in kinds:
        return replace(of, measure="cut", descending=True, first=0)
    if measure is None:
        return None
    way = False if measure == "due" else None
    return replace(of, measure=measure, descending=way, first=0, also=(), form="text")


def _list_of(read: Read) -> Query | None:
    if isinstance(read, Query):
        return replace(read, form="text", counted=False) if read.topic == "units" else None
    named = read.arguments
    if named.unit is not None:
        return None
    if read.name in TOLD_LISTS:
        quarter = (named.quarter,) if named.quarter else ()
        return Query(tests=(TOLD_LISTS[read.name],), quarters=quarter)
    found = as_list(read.name, named)
    return replace(found, form="text") if found else None


# -- a menu ----------------------------------------------------------------------------------------

_NAMED_LIST: Final = re.compile(r"(?P<of>[^：:，,]{2,20})：(?P<said>[^：:]{1,10})")
"""核减和退回记录：按核减的分排, as a button says it."""


def named_list(stem: str, text: str) -> tuple[str, str]:
    """How a button says what is wanted of a list that was only offered: its label, its sentence."""
    wanted = operation(text)
    said = wanted.short if wanted else text.strip("?？。！! ")
    label = (wanted.label if wanted else "") or said
    return f"{stem}，{label}", f"{stem}：{said}"


async def of_named(turn: Turn, asking: Asking, stem: str, said: str) -> Read | None:
    """What a sentence comes to behind a list that is named; None: nothing, or no more than it."""
    read = await reads(asking, stem)
    if read is None:
        return None
    found = await _of_read(turn, asking, read, said)
    return found if found != read else None


async def _of_read(turn: Turn, asking: Asking, read: Read, said: str) -> Read | None:
    wanted, of = operation(said), _list_of(read)
    if of and of.measure in ("rank", "total") and not of.tests:
        quarter = of.quarters[0] if len(of.quarters) == 1 else None
        both_of = await held_against(turn, said, of.group, quarter)
        if both_of is not None:
            return await reads(asking, both_of)
    if wanted and of and (query := _of_list(of, wanted)) is not None:
        return query
    to = change(said, await combined.known(asking), alone_too=True)
    if to is not None and not to.place and not to.detail:
        if isinstance(read, Query):
            on: Read | None = changed(read, to)
        else:
            on = meaning_changed(asking, kept_words(read), to)
        if on is not None:
            return on
    if of is None or (part := behind(said)) is None:
        return None
    return await of_a_list.asked_of(asking, of, part, await _units(turn, of))


async def _units(turn: Turn, of: Query) -> tuple[int, ...]:
    try:
        found = await find(of, County(turn.db, await quarters.everyone(turn.db), turn.now))
    except CannotTellError:
        return ()
    return tuple(dict.fromkeys(found.units))


async def _of_named(turn: Turn, asking: Asking, stem: str, said: str) -> Led | None:
    found = await of_named(turn, asking, stem, said)
    if isinstance(found, Query):
        return await combined.answered(turn, asking, found)
    if isinstance(found, Meaning):
        return await of_a_list.led_to(turn, asking, found)
    return None
