"""What the office is told and offered where no road understood a sentence. No page of its own.

Units that nobody knows, what cannot be known here, what is decided by hand; and what is near: by
its words, by its names, by the signs in it (``offers``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from bot.corridor.events import ROUTE_BYTES, Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import behind_a_menu, combined, correcting, offers, ranked
from bot.front.asking import Asking
from bot.front.in_quarter import in_quarter
from bot.front.lately import Lately, goes_on, keep_named, lately, soon
from bot.front.meanings import route_of
from bot.front.ranked import found
from bot.front.said import Said, said_of
from bot.questions import Arguments, Meaning, words as question_words
from bot.questions.about_rules import about_a_rule
from bot.questions.decisions import decisions
from bot.questions.guess import NOTHING, Guess
from bot.questions.leans import ASKS, TELLS
from bot.questions.leans_whom import without_denied
from bot.questions.not_ours import not_ours, unknown_body, unknown_place
from bot.questions.topic import topics
from bot.questions.wished import decides
from bot.speech.calendar import Quarter
from bot.speech.names import Named
from bot.speech.quarters import name as quarter_name

MOST: Final = 5
"""So many meanings are offered to the office."""
_LIKELY: Final = 0.25
"""How likely a topic must be to have a place among them whatever else is near."""


def stranger(asking: Asking, text: str) -> Message | None:
    """城关镇: a unit that is not on the roster, with whatever of it sounds like one."""
    mentions = [(one.start, one.end) for one in asking.roster.find_in(text)]
    body = unknown_body(text, mentions)
    name = body or ("" if mentions else unknown_place(text, mentions))
    name = name or ("" if mentions else _misspelt(asking, text))
    found = asking.roster.find(name) if name else None
    if found is None and body:
        return question_words.not_on_the_roster(name, [])
    if found is None or found.sure:
        return None
    near = [one for one in (found.unit, *found.candidates) if one and one.name[-1] == name[-1]]
    buttons = [_meant(one.short or one.name, one.id, name, text) for one in near[:MOST]]
    return question_words.not_on_the_roster(name, buttons)


def _meant(short: str, unit: int, name: str, text: str) -> tuple[str, str]:
    """住健局三点四报了几个: the same question of the unit that is meant; alone, the unit."""
    said = text.replace(name, short, 1)
    asks = link("asked", "said", said)
    if said == short or len(asks.encode()) > ROUTE_BYTES:
        return short, link("about", unit)
    return said, asks


def _misspelt(asking: Asking, text: str) -> str:
    """叫育局, whose first sign is a word by itself: what sounds like one unit's name."""
    for match in _BUREAU.finditer(text):
        name = match["name"]
        found = asking.roster.find(name)
        if found.unit is not None and found.alike and not found.sure:
            return name
    return ""


_BUREAU: Final = re.compile(r"(?=(?P<name>[一-鿿]{2,3}[局委镇乡]))")


def another(asking: Asking, text: str) -> Message | None:
    """堂街镇这季报了多少, of a liaison: a unit that is not even on the roster is none of theirs."""
    mentions = [(one.start, one.end) for one in asking.roster.find_in(text)]
    name = "" if mentions else unknown_body(text, mentions) or unknown_place(text, mentions)
    if not name and not mentions and (there := _OVER_THERE.match(text)):
        name = there["name"]
    return question_words.of_another_unit(name) if name else None


_OVER_THERE: Final = re.compile(
    r"(?:听说|打听(?:一?下)?|问(?:一?下)?|看看)?(?P<name>(?![我你咱俺他这那哪]|信用|领导|上面|下面|县里|市里|隔壁|别)[一-鿿]{2,3}?)"
    r"(?:那边|那里|他们|人家)(?=[一-鿿])"
)
"""堂街那边报了几个: a place that nobody would say of the own unit."""


async def _to_correct(
    asking: Asking, unit: Named, row: str, of: tuple[int, int] | None
) -> str | None:
    """三季度发改委四.2应该是4篇: what is published is corrected, and decided no more."""
    released = [one for one in asking.quarters if one.state in ("published", "archived")]
    if not asking.admin or of not in [(one.year, one.number) for one in released]:
        return None
    named = Arguments(unit=unit, row=row, quarter=of)
    route = await route_of(asking, Meaning("correct", named))
    return route if isinstance(route, str) else None


async def deciding(turn: Turn, asking: Asking, text: str) -> Message | str | None:
    """堂街三.4过, 交通局申诉驳回: where that is decided, with the papers in view."""
    if asking.admin and (corrected := await correcting.said(turn, asking, text)) is not None:
        return corrected
    if not asking.office or not decides(text):
        return None
    said = said_of(turn, asking, text)
    units = {one.unit.id: one.unit for one in said.sentence.units if one.unit}
    row, appeals = said.sentence.named.row, "申诉" in text
    of = Lately() if units else await lately(turn, asking)
    if of.unit is not None and (goes_on(text) or of.row):
        units, row = {of.unit.id: of.unit}, row or of.row
    if len(units) != 1 or not (row or appeals or not said.sentence.units):
        return None
    (unit,) = units.values()
    short = unit.short or unit.name
    meant: list[tuple[str, Meaning]] = [
        (f"审核 {short}", Meaning("review", Arguments(unit=unit))),
        (f"{short}申诉情况", Meaning("appealed", Arguments(unit=unit))),
    ]
    if row and (route := await _to_correct(asking, unit, row, said.sentence.named.quarter)):
        return await correcting.opened(turn, asking, route, text)
    if row:
        meant.insert(0, (f"{short} {row}", Meaning("why", Arguments(unit=unit, row=row))))
    meant = [meant[-1], *meant[:-1]] if appeals else meant
    led_to = [(label, await route_of(asking, one)) for label, one in meant]
    await keep_named(turn, unit, row or "", ())
    return question_words.decided_by_hand(
        [(label, route) for label, route in led_to if isinstance(route, str)], appeals=appeals
    )


def truth_of(said: Said) -> tuple[str, bool]:
    """Why what the office asks cannot be known here, and whether nothing else is near it."""
    found = not_ours(said.text) if said.office else None
    if found is None or (found.alone and _OF_OURS.search(said.text)):
        return "", False
    return found.said, found.alone and not said.sentence.units


_OF_OURS: Final = re.compile(
    r"谁没|哪些单位|得分|扣分|指标|[这那]一?项|评分|没[报交填]|佐证|通知|提醒|催|延期|截止|往后[推延]"
    r"|照片|材料|乡镇|县直|联络员|的(?:单位|部门|局)"
)
"""打印机那一项谁没报 is about a row, whatever it is called."""


async def near_it(
    turn: Turn, asking: Asking, said: Said, near: Sequence[Guess]
) -> tuple[dict[str, str], ranked.Weighed]:
    """Route → label of what the office is offered: by its words, its names, its signs; and how
    much of it is believed.
    """
    if not said.office:
        return {}, []
    text, gone = without_denied(said.text, asking.roster)
    said = said_of(turn, asking, text) if text != said.text else said
    parts = [one for one in await offers.by_parts(turn, asking, said.text) if one[0][_FEW:]]
    own = [] if parts else await offers.nearest(asking, said.text)
    spoken = await offers.spoken_of(turn, asking, said.sentence, said.text)
    named = await _of_named(asking, said, spoken.quarter)
    wished = await offers.wished(turn, asking, said.text, spoken)
    about = [] if wished else await offers.about(asking, said.text)
    whom = [] if said.sentence.units else await ranked.of_reviewers(turn, said.text)
    leant = await behind_a_menu.completed(turn, asking, said.text)
    learnt = offers.learnt(said.tidy, said.text, spoken)
    if ASKS.search(said.text) or TELLS.search(said.text):
        known = await combined.known(asking)  # 检察院一.1通过了没: the act is no answer to it
        learnt = [one for one in learnt if not decisions(one[0], known)]
    rule = about_a_rule(said.tidy)
    of_figures = 1 - rule / 2
    by_signs = [
        *found(leant, _LEANT), *found(parts, _PARTS), *found(named, _NAMED), *found(whom, _WHOM),
        *found(own, _OWN, of_figures), *found(wished, _WISHED, of_figures),
        *found(about, _ABOUT, of_figures),
    ]  # fmt: skip
    every = [*by_signs, *(ranked.Found(*one) for one in learnt), *_of_topics(near, rule)]
    every = [one for one in every if one.route not in _HELP]
    spared = [asking.roster.short[one] for one in gone]
    every = [
        one
        for one in every
        if not ranked.does_to(one.label, spared) and not (gone and one.label == _TO_ALL)
    ]
    weighed = ranked.weighed(
        every,
        said.text,
        spoken.named,
        own=bool(said.sentence.units),
        own_row=spoken.own_row,
        carried=spoken.carried,
    )
    best = ranked.ordered(weighed, said.text)
    offered = [label for label, _ in (*wished[:1], *best[:_GONE_ON])]
    await _remembered(turn, said, spoken, list(dict.fromkeys(offered)) if wished else [])
    topic = next(iter(near), None)
    likely = topic is not None and topic.likely >= _LIKELY
    most = MOST - 1 if likely else MOST
    shown = ranked.with_room([one[:2] for one in learnt[:_HEARD]], best, most)
    shown = await in_quarter(asking, shown, spoken.quarter)
    # What leans on the page before it is a guess, however much it is believed.
    return {route: label for label, route in shown}, [] if leant else weighed


def _of_topics(near: Sequence[Guess], rule: float) -> list[ranked.Found]:
    """What explains how things go, as far as the sentence asks after that and not after figures."""
    every = [(topics()[one.topic], one.likely) for one in near if one.likely >= _SLIGHT]
    return [
        ranked.Found(one.called(True), link("topic", one.name), rule * math.sqrt(likely))
        for one, likely in every
        if one.answer and one.name != NOTHING
    ]


_SLIGHT: Final = 0.05
"""So likely, a topic may be offered to who asks after a rule."""


_FEW: Final = 3
"""为啥, 还差啥 is no part of a sentence that says what it is about."""
_LEANT: Final = (0.93, 0.8)
_PARTS: Final = (0.7, 0.6)
_OWN: Final = (0.42, 0.3)
_WISHED: Final = (0.4, 0.32, 0.24, 0.2)
_NAMED: Final = (0.3, 0.25)
_ABOUT: Final = (0.25, 0.2)
_WHOM: Final = (0.7, 0.6, 0.5)
"""How much is believed what each road finds, by its place; what was learnt says so itself."""
_HEARD: Final = 2
"""So many of what was learnt have a place among the offers, whatever else is near."""
_GONE_ON: Final = 5
"""So many of the offers are what the next sentence may go on from."""
_TO_ALL: Final = "催报"
"""Goes to whoever owes: to those, too, whom a sentence denies."""
_HELP: Final = ("help", "asked/said/帮助")
"""Stands below every offer."""


async def _remembered(turn: Turn, said: Said, spoken: offers.Spoken, wishes: list[str]) -> None:
    """What it names and wishes is what the next sentence may go on from."""
    units = {one.unit.id: one.unit for one in said.sentence.units if one.unit}
    unit = next(iter(units.values())) if len(units) == 1 else None
    if not units and spoken.named.unit:
        unit = spoken.of.unit
    named = said.sentence.named
    row = named.row or ("" if spoken.on_that_row else next(iter(spoken.rows), ""))
    on = len(said.text) <= _BRIEF and await soon(turn)
    of = spoken.of if not (units or row) and goes_on(said.text) else Lately()
    against = _AGAINST.search(said.text)
    quarter = None if against else named.quarter
    several = tuple(units) if unit is None else ()
    if any((units, row, quarter, named.group, named.kind)) or (wishes and not on):
        await keep_named(
            turn,
            unit,
            row or of.row,
            wishes or of.wishes,
            quarter=quarter or (None if against else spoken.quarter),
            group="" if unit else named.group or (of.group if on or of.row else ""),
            kind=named.kind or of.kind,
            several=several,
        )


_AGAINST: Final = re.compile(r"比|相较|对照")
"""A quarter that another one is held against is not the one that is asked about."""
_BRIEF: Final = 7
"""Of so few signs, soon after another, a sentence is rather about what that one was about."""


async def _of_named(asking: Asking, said: Said, of: Quarter | None) -> list[tuple[str, str]]:
    """What is offered first because the sentence names it: a unit at a glance, two side by side,
    a row of it; ``of``: the quarter that is spoken of, which the offer then names.
    """
    every = [one.unit for one in said.sentence.units if one.unit]
    units = list({one.id: one for one in every}.values())
    row, quarter = said.sentence.named.row, said.sentence.named.quarter or of
    known = {(one.year, one.number) for one in asking.quarters if one.state != "planned"}
    quarter = quarter if quarter in known else None
    when = quarter_name(*quarter) if quarter else ""
    meant: list[tuple[str, Meaning]] = []
    if len(units) == 2:  # a pair
        first, second = units
        both = Arguments(unit=first, other=second, quarter=quarter)
        meant.append((f"{when}{first.short}和{second.short}比较", Meaning("compare", both)))
    elif len(units) == 1 and row:
        one = Arguments(unit=units[0], row=row, quarter=quarter)
        meant.append((f"{when}{units[0].short} {row}", Meaning("why", one)))
        if _LOWERS.search(said.text):
            reviewed = Arguments(unit=units[0])
            meant.append((f"审核 {units[0].short}", Meaning("review", reviewed)))
    led_to = [(label, await route_of(asking, one)) for label, one in meant]
    found = [(label, route) for label, route in led_to if isinstance(route, str)]
    if len(units) == 1:
        found.append((f"{units[0].short}的情况", link("about", units[0].id)))
    elif not units and row:
        listed = f"{row}得分从高到低"
        found.append((f"{row} 各单位得分", link("asked", "said", listed)))
        found.append((f"{row} 评分标准", link("asked", "said", f"{row}评分标准")))
    return found


_LOWERS: Final = re.compile(r"核减|扣|减|改[成为到]|退回|通过")
