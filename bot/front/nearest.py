"""What the office is told and offered where no road understood a sentence. No page of its own.

Units that nobody knows, what cannot be known here, what is decided by hand; and what is near: by
its words, by its names, by the signs in it (``offers``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import offers
from bot.front.asking import Asking
from bot.front.lately import Lately, goes_on, keep_named, lately, soon
from bot.front.meanings import route_of
from bot.front.said import Said, said_of
from bot.questions import Arguments, Meaning, words as question_words
from bot.questions.guess import Guess
from bot.questions.not_ours import not_ours, unknown_body, unknown_place
from bot.questions.wished import decides

MOST: Final = 5
"""So many meanings are offered to the office."""
_BY_SIGNS: Final = 3
"""So many of them by the words, names and signs of the sentence; then what was learnt."""
_LIKELY: Final = 0.25
"""How likely a topic must be to have a place among them whatever else is near."""


def stranger(asking: Asking, text: str) -> Message | None:
    """城关镇: a unit that is not on the roster, with whatever of it sounds like one."""
    mentions = [(one.start, one.end) for one in asking.roster.find_in(text)]
    body = unknown_body(text, mentions)
    name = body or ("" if mentions else unknown_place(text, mentions))
    found = asking.roster.find(name) if name else None
    if found is None and body:
        return question_words.not_on_the_roster(name, [])
    if found is None or found.sure:
        return None
    near = [one for one in (found.unit, *found.candidates) if one and one.name[-1] == name[-1]]
    buttons = [(one.short or one.name, link("about", one.id)) for one in near[:MOST]]
    return question_words.not_on_the_roster(name, buttons)


def another(asking: Asking, text: str) -> Message | None:
    """堂街镇这季报了多少, of a liaison: a unit that is not even on the roster is none of theirs."""
    mentions = [(one.start, one.end) for one in asking.roster.find_in(text)]
    name = "" if mentions else unknown_body(text, mentions) or unknown_place(text, mentions)
    return question_words.of_another_unit(name) if name else None


async def deciding(turn: Turn, asking: Asking, text: str) -> Message | None:
    """堂街三.4过, 交通局申诉驳回: where that is decided, with the papers in view."""
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
    r"|照片|材料|乡镇|县直|联络员"
)
"""打印机那一项谁没报 is about a row, whatever it is called."""


async def near_it(turn: Turn, asking: Asking, said: Said, near: Sequence[Guess]) -> dict[str, str]:
    """Route → label of what the office is offered: by its words, its names, its signs."""
    if not said.office:
        return {}
    parts = await offers.by_parts(turn, asking, said.text)
    own = [] if parts else await offers.nearest(asking, said.text)
    named = await _of_named(asking, said)
    spoken = await offers.spoken_of(turn, asking, said.sentence, said.text)
    wished = await offers.wished(turn, asking, said.text, spoken)
    about = [] if wished else await offers.about(asking, said.text)
    found: dict[str, str] = {}
    first = named[:1] if len(said.sentence.units) > 1 or said.sentence.named.row else []
    learnt = offers.learnt(said.tidy, said.text, spoken)
    by_signs = (*parts, *first, *own[:_OWN], *wished, *named, *about)
    said_already: set[str] = set()
    for label, to_named in (*_first_of(by_signs, _BY_SIGNS), *learnt, *by_signs):
        if _core(label) not in said_already and to_named != _HELP:
            said_already.add(_core(label))
            found.setdefault(to_named, label)
    best = next(iter(near), None)
    likely = best is not None and best.likely >= _LIKELY
    offered = [label for label, _ in (*wished[:1], *_first_of(by_signs, _BY_SIGNS), *learnt[:2])]
    await _remembered(turn, said, spoken, list(dict.fromkeys(offered)) if wished else [])
    return dict(list(found.items())[: MOST - 1 if likely else MOST])


_HELP: Final = "help"
"""Stands below every offer."""


def _first_of(offered: Iterable[offers.Offer], most: int) -> list[offers.Offer]:
    """The first few with a label of their own."""
    each: dict[str, offers.Offer] = {}
    for label, to_named in offered:
        each.setdefault(_core(label), (label, to_named))
    return list(each.values())[:most]


def _core(label: str) -> str:
    """What two labels that say the same have in common: 教育局和公安局比较, 比较教育局和公安局."""
    return "".join(sorted(re.sub(r"[\s，、的]|单位$", "", label)))


_OWN = 2
"""Of the nearest questions by its words, so many are offered before those by its signs."""


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
    quarter = None if _AGAINST.search(said.text) else named.quarter
    if any((units, row, quarter, named.group, named.kind)) or (wishes and not on):
        await keep_named(
            turn,
            unit,
            row or of.row,
            wishes or of.wishes,
            quarter=quarter or (of.quarter if on else None),
            group="" if unit else named.group or (of.group if on else ""),
            kind=named.kind or of.kind,
        )


_AGAINST: Final = re.compile(r"比|相较|对照")
"""A quarter that another one is held against is not the one that is asked about."""
_BRIEF: Final = 7
"""Of so few signs, soon after another, a sentence is rather about what that one was about."""


async def _of_named(asking: Asking, said: Said) -> list[tuple[str, str]]:
    """What is offered first because the sentence names it: a unit at a glance, two side by side,
    a row of it.
    """
    every = [one.unit for one in said.sentence.units if one.unit]
    units = list({one.id: one for one in every}.values())
    row = said.sentence.named.row
    meant: list[tuple[str, Meaning]] = []
    if len(units) == 2:  # a pair
        first, second = units
        both = Arguments(unit=first, other=second, quarter=said.sentence.named.quarter)
        meant.append((f"{first.short}和{second.short}比较", Meaning("compare", both)))
    elif len(units) == 1 and row:
        one = Arguments(unit=units[0], row=row, quarter=said.sentence.named.quarter)
        meant.append((f"{units[0].short} {row}", Meaning("why", one)))
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
