"""Two wishes in one sentence: the first is answered, the second with it or one tap below.

没交的有谁，都催一遍 is said as two sentences, the second of which leans on the first. A question
about the first one's list is answered with it; an order is only offered, and it is said that
it has not been carried out. No page of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import ROUTE_BYTES, Button, Message
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn
from bot.front import combined, of_a_list, orders
from bot.front.asking import Asking, Led
from bot.front.both import Read, reads
from bot.front.changed import framing
from bot.front.going_on import remember
from bot.front.lately import resolved_to
from bot.front.meanings import route_of
from bot.front.words import two_wishes as words
from bot.questions.behind import asks_phone, behind, invites, urges
from bot.questions.combined import Query
from bot.questions.leans import ASKS, of_all_put_off
from bot.questions.of_list import of_the_list, told_to_the_list
from bot.questions.second_wish import Wishes, wishes
from bot.speech.calendar import in_china


async def two_wishes(turn: Turn, asking: Asking, text: str) -> Message | None:
    """Both wishes; None: the sentence is not two of which the first stands by itself."""
    if not asking.office:
        return None
    for said in wishes(text):
        read = await reads(asking, said.first) or await reads(asking, _LOOK.sub("", said.first))
        if read is not None and (found := await _of_a_question(turn, asking, said, read)):
            return found
        if read is None and (found := await _of_an_order(turn, asking, said)):
            return found
    return None


async def _of_a_question(turn: Turn, asking: Asking, said: Wishes, read: Read) -> Message | None:
    listed = _as_list(read)
    if said.lists and listed is not None and listed.tests:
        return await _shown(turn, await combined.answered(turn, asking, listed))
    if said.split:
        return await _split(turn, asking, read, listed)
    if listed is not None and (more := behind(said.second)) is not None:
        query = await of_a_list.asked_of(asking, listed, more)
        return await _answer(turn, asking, query) if query else None
    if listed is not None and _of_a_list(turn, said.second):
        bare = urges(said.second) == "all"  # 顺手催催: those of the list, and not everybody
        return await _with_a_tap(turn, asking, read, _THESE if bare else said.second)
    if isinstance(read, Query) and read.topic == "duty" and asks_phone(said.second):
        return await _answer(turn, asking, read)  # it tells the telephone, too
    unit = _unit_of(asking, read)
    if unit and (order := await _order_of(turn, asking, said.second, unit)):
        return await _with_a_tap(turn, asking, read, order)
    if not _IF.match(said.second) and await orders.read(turn, asking, said.second) is not None:
        return await _with_a_tap(turn, asking, read, said.second)
    return None


_THESE: Final = "都催一下"


def _as_list(read: Read) -> Query | None:
    """What the first half asks, as a list of units; None: it is none."""
    if isinstance(read, Query):
        return replace(read, counted=False) if read.topic == "units" else None
    named = read.arguments
    every = {
        "quarter": named.quarter,
        "group": named.group,
        "grade": named.grade,
        "kind": named.kind,
    }
    said = {name: value for name, value in every.items() if value}
    unit = named.unit.id if named.unit else None
    found = framing({"meaning": read.name, "unit": unit, "named": said})
    return found if found is not None and (found.tests or found.measure == "rank") else None


def _of_a_list(turn: Turn, text: str) -> bool:
    """Whether a sentence is an order over whoever a list shows."""
    if ASKS.search(text):
        return False
    today = in_china(turn.now).date()
    return bool(
        of_the_list(text)
        or told_to_the_list(text)
        or urges(text)
        or invites(text)
        or of_all_put_off(text, today)
    )


async def _split(turn: Turn, asking: Asking, read: Read, listed: Query | None) -> Message | None:
    """县直乡镇分开说: a list counted by tables; a figure that is told of either, as it is."""
    if listed is not None and listed.tests and not listed.group:
        of_both = replace(listed, share=True, descending=None, first=0)
        return await _answer(turn, asking, of_both)
    of_tables = isinstance(read, Query) and read.topic in _OF_BOTH and not read.group
    if of_tables or (not isinstance(read, Query) and read.name in _TELLS_BOTH):
        return await _answer(turn, asking, read)
    return None


_OF_BOTH: Final = ("average", "reviewers", "grades", "overall", "progress", "stats")
_TELLS_BOTH: Final = ("progress", "grades", "review")
"""What is told of each table by itself anyway."""


_LOOK: Final = re.compile(
    r"^(?:帮我|给我)?(?:看看|查查|看一下|查一下)|(?:看一下|查一下|看看|说一下|发我看看)$"
)


def _unit_of(asking: Asking, read: Read) -> str:
    """The one unit that the first half is about, by its short name."""
    if isinstance(read, Query):
        return asking.roster.short.get(read.units[0], "") if len(read.units) == 1 else ""
    unit = read.arguments.unit
    return (unit.short or unit.name) if unit and not read.arguments.other else ""


async def _order_of(turn: Turn, asking: Asking, text: str, unit: str) -> str:
    """没交就催一下, behind a question about a unit: the order, with its name; empty: none."""
    if ASKS.search(text):
        return ""
    bare = _IF.sub("", text)
    for said in dict.fromkeys((bare, resolved_to(bare, unit), f"{bare}{unit}", f"{unit}{bare}")):
        found = await orders.read(turn, asking, said)
        if found is not None and found.whom is not None and len(found.whom.units) == 1:
            return said
    return ""


_IF: Final = re.compile(
    r"^(?:(?:要是|如果)?(?:还)?(?:没|未)(?:有)?(?:交|报|提交|填)(?:的话)?(?:就)?|不行就|那就|就)"
    r"(?=催|提醒|通知|延|再|给)"
)
"""没交就催一下: the first half's answer says whether."""


async def _of_an_order(turn: Turn, asking: Asking, said: Wishes) -> Message | None:
    """教育局延三天，再通知他们一声: the first is shown as it is alone, the second offered."""
    first = await orders.read(turn, asking, said.first)
    if first is None or first.whom is None or len(first.whom.units) != 1:
        return None
    unit = asking.roster.short.get(first.whom.units[0], "")
    second = await orders.read(turn, asking, said.second)
    label = said.second if second else await _order_of(turn, asking, said.second, unit)
    if not label:
        return None
    shown = await _shown(turn, await orders.obey(turn, asking, first))
    return _below(shown, label) if shown else None


async def _with_a_tap(turn: Turn, asking: Asking, read: Read, second: str) -> Message | None:
    answer = await _answer(turn, asking, read)
    return _below(answer, second) if answer else None


def _below(answer: Message, second: str) -> Message:
    """The answer, that the second has not been carried out, and its button."""
    route = link("asked", "said", second)
    fits = len(route.encode()) <= ROUTE_BYTES
    rows = [((Button(label=second[:_LABEL], route=route)),)] if fits else []
    return answer.model_copy(
        update={
            "text": f"{answer.text}\n\n{words.not_yet(second, tap=fits)}".strip(),
            "buttons": (*rows, *(answer.buttons or ((HOME,),))),
        }
    )


_LABEL: Final = 20


async def _answer(turn: Turn, asking: Asking, read: Read) -> Message | None:
    if isinstance(read, Query):
        return await _shown(turn, await combined.answered(turn, asking, read))
    await remember(turn, read)
    return await _shown(turn, await route_of(asking, read))


async def _shown(turn: Turn, led: Led) -> Message | None:
    """The one message that a page says, taken back out of what this turn says."""
    if isinstance(led, Message):
        return led
    before = len(turn.said)
    try:
        await turn.visit(led)
    except InsteadError as refused:
        del turn.said[before:]
        return refused.message
    answers = turn.said[before:]
    del turn.said[before:]
    return answers[0] if len(answers) == 1 else None
