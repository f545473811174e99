"""Two questions in one message, each understood wholly: both are answered, the second below.

交通局交了吗，谁审的 leaves out whom the second is about: it is asked of what the first one named.
Where either half is not understood without a guess, nothing is answered here. No page of its own.
"""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.events import Message
from bot.corridor.turn import InsteadError, Turn
from bot.front import combined
from bot.front.asking import Asking, Led
from bot.front.going_on import remember
from bot.front.matters import ASKED
from bot.front.meanings import route_of
from bot.front.words.both import under
from bot.questions import Arguments, Meaning, parse
from bot.questions.combined import Query
from bot.questions.combined.halves import halves
from bot.questions.combined.signs import drops_a_day
from bot.questions.combined.spoken import undictated
from bot.questions.sentence import Sentence
from bot.speech.calendar import in_china
from bot.speech.quarters import name as quarter_name

Read = Meaning | Query
_APART: Final = re.compile(
    r"[,，;；。?？!！]+(?:另外|还有|以及|顺便|同时|并且|再|也)*(?:再)?(?:问一?下|看一?下|查一?下)?"
    r"|(?:还有|以及|另外|顺便(?:问一?下|看一?下|查一?下)?)"
)
_JOINED: Final = re.compile(r"[和跟及、,，]")
_OF_THE_FIRST: Final = re.compile(
    r"他|她|它|其(?![他它])|这|那|该|此|分别|各自|^(?:按|依|带|附|要|不要|除|只|就|但)"
)
"""What makes the second half say something of the first one's answer."""


async def both(turn: Turn, asking: Asking, text: str) -> Message | None:
    """Both answers as one; None: these are not two questions, or one of them is not understood."""
    pair = _of_a_row(asking, text) or await _pair(asking, text)
    if pair is None:
        return None
    said: list[Message] = []
    for one in pair:
        answer = await _answered(turn, asking, one)
        if answer is None:
            return None
        said.append(answer)
    if said[0] == said[1]:
        return said[0]  # 最后给了几分，为啥: one page answers both
    return under(*said)


def asks_twice(text: str) -> bool:
    """Whether either half asks by a word of its own: 谁没报，被退回的有哪些 asks for two lists.

    Not for the units that are in both.
    """
    parts = [one for one in _APART.split(text.strip()) if one]
    return len(parts) == _TWO and all(_ASKS.search(one) for one in parts)


_ASKS: Final = re.compile(r"谁|哪|几|多少|[吗么]|什么|啥|怎|没有?$")


def _of_a_row(asking: Asking, text: str) -> tuple[Read, Read] | None:
    """教育局和公安局三.4比一比差在哪: that row of either, with how its points came about."""
    today = in_china(asking.now).date()
    known = tuple((one.year, one.number) for one in asking.quarters)
    said = Sentence.read(text, asking.roster, today, known, kinds=True)
    units = [one.unit for one in said.units if one.unit]
    named = said.named
    only = said.slots <= {"unit", "other", "row", "quarter"}
    if len(units) != _TWO or not named.row or not only or not _COMPARES.fullmatch(said.rest):
        return None
    one, two = (
        Meaning("why", Arguments(unit=unit, row=named.row, quarter=named.quarter)) for unit in units
    )
    return one, two


_COMPARES: Final = re.compile(
    r"(?:比较|对比|相比|比一?比|比|得分|分数|分|各(?:自)?|[相差]?差(?:距|别|多少|几分|在?哪[里儿]?|什么|啥)?|为(?:什么|啥)|怎么|咋"
    r"|多少|几|这一?[项条]|谁|[高低多少]|怎么算|原因|理由|是|有|不一样|不同|区别|两家|一下|,|，)*"
)
"""What only asks to hold one row of two units against each other."""


async def _pair(asking: Asking, text: str) -> tuple[Read, Read] | None:
    parts = [one for one in _APART.split(text.strip()) if one]
    if len(parts) == _TWO:
        return await _of_parts(asking, *parts)
    if len(parts) != 1 or not _JOINED.search(text):
        return None
    found = halves(text, await combined.known(asking))
    if found is not None:
        return await _of_parts(asking, found[0][0], found[1][0])
    for joint in list(_JOINED.finditer(text))[:_MOST_JOINTS]:  # 退回次数和申诉情况
        pair = await _of_parts(asking, text[: joint.start()], text[joint.end() :])
        if pair is not None:
            return pair
    return None


_MOST_JOINTS: Final = 2


_TWO: Final = 2


async def _of_parts(asking: Asking, first: str, second: str) -> tuple[Read, Read] | None:
    if _OF_THE_FIRST.search(second):
        return None
    one = await reads(asking, first)
    if one is None:
        return None
    two = await reads(asking, second)
    named = _named(asking, one)
    own = _named(asking, two) if two else {}
    missing = {kind: said for kind, said in named.items() if kind not in own}
    if missing:
        two = await reads(asking, f"{''.join(missing.values())}{undictated(second)}")
        if two is None or not named.keys() <= _named(asking, two).keys():
            return None
    return (one, two) if two is not None and two != one else None


async def reads(asking: Asking, text: str) -> Read | None:
    """What a half asks, without a guess; None: it is no question, or says less than one."""
    for said in dict.fromkeys((text, undictated(text))):
        query = await combined.read(asking, said)
        meant = _meaning(asking, said)
        if meant is not None and not (query and combined.precedes(asking, query, meant, said)):
            return meant
        if query is not None and _asks(query):
            return query
    return None


def _meaning(asking: Asking, text: str) -> Meaning | None:
    quarters = [(one.year, one.number) for one in asking.quarters]
    today = in_china(asking.now).date()
    meant = parse(text, asking.roster, today, role=asking.role, known=quarters, guess=False)
    if not isinstance(meant, Meaning) or meant.name not in ASKED or not meant.arguments.sure:
        return None
    return None if drops_a_day(meant, text) else meant


def _asks(query: Query) -> bool:
    """Whether it asks by itself, and does not only say how another answer is to look."""
    whole = query.tests or query.group or query.row or query.units
    return query.topic != "units" or bool(whole and query.form != "xlsx")


def _named(asking: Asking, read: Read) -> dict[str, str]:
    """When and whom it names, in words that can be said before another question."""
    if isinstance(read, Meaning):
        named = read.arguments
        quarters = [named.quarter] if named.quarter else []
        units, group = ([named.unit.id] if named.unit else []), named.group or ""
    else:
        quarters, units, group = list(read.quarters), list(read.units), read.group
    row = (read.arguments if isinstance(read, Meaning) else read).row or ""
    found = {"when": "和".join(quarter_name(*one) for one in quarters)} if quarters else {}
    who = "和".join(asking.roster.short.get(one, "") for one in units) or group
    found |= {"who": who} if who else {}
    return found | ({"row": row} if row and "=" not in row else {})


async def _answered(turn: Turn, asking: Asking, read: Read) -> Message | None:
    """One answer, taken back out of what this turn says."""
    led: Led
    if isinstance(read, Query):
        led = await combined.answered(turn, asking, read)
    else:
        await remember(turn, read)
        led = await route_of(asking, read)
        if isinstance(led, Message):
            return None
    if isinstance(led, Message):
        return led
    before = len(turn.said)
    try:
        await turn.visit(led)
    except InsteadError:
        del turn.said[before:]
        return None
    answers = turn.said[before:]
    del turn.said[before:]
    return answers[0] if len(answers) == 1 else None
