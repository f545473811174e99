"""What the office is offered for a sentence nobody understood whole: the nearest questions, to tap.

From near to far: the sentence without a word nobody knows; the two questions it is made of; the
rows of the document its unknown words are printed in; what its known words are about; what
sentences like it were heard to mean. None of it
is answered at once, but a clause that holds the very words a rule is asked about. No page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from bot.corridor.events import ROUTE_BYTES
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import combined, orders
from bot.front.asking import Asking
from bot.front.both import reads
from bot.front.lately import Lately, goes_on, lately, of_that_row, refers, resolved, says_when
from bot.inquiry.words.said import shortly
from bot.questions.clauses import Clause, asked_about, rows_spoken, rows_termed, rows_with, term_in
from bot.questions.combined import Known, Query
from bot.questions.combined.halves import halves
from bot.questions.combined.nearly import nearly
from bot.questions.combined.reading import pieces
from bot.questions.combined.themes import themes
from bot.questions.learnt import commands
from bot.questions.of_list import told_to_the_list
from bot.questions.pointed import pointed
from bot.questions.sentence import Sentence
from bot.questions.topic import topics
from bot.questions.wished import decides
from bot.questions.wishes import Named, wishes
from bot.speech.calendar import Quarter, in_china, say_quarter
from bot.speech.names import Named as Unit

Offer = tuple[str, str]
"""A label, and the route behind it."""


async def by_clause(asking: Asking, text: str) -> Query | None:
    """The clauses that hold, word for word, what a rule is asked about."""
    about = asked_about(text)
    if not about or asking.roster.find_in(text):
        return None
    rows, whole = rows_with(about, await combined.clauses(asking))
    return Query(topic="criteria", row=_pairs(rows)) if rows and whole else None


def _pairs(rows: Sequence[Clause]) -> str:
    return ";".join(f"{one.table}={one.row}" for one in rows)


async def nearest(asking: Asking, text: str) -> list[Offer]:
    """The questions that are nearest to a sentence, by its own words."""
    known = await combined.known(asking)
    clauses = await combined.clauses(asking)
    if by_term := _by_term(asking, text, known, clauses):
        return by_term
    if (about := asked_about(text)) and not asking.roster.find_in(text):
        rows, _ = rows_with(about, clauses)
        if rows:
            return [_criteria(one) for one in rows[:_FEW]]
    two = halves(text, known) or ()
    near = nearly(text, known)
    asks = list(two) if two else [near] if near else []
    asks = [one for one in asks if not (one[1].first and pointed(text).many)]  # 这三家 is no 前三
    named = bool(asking.roster.find_in(text))  # 市监局整份退回去重报 decides, and asks nothing
    return [_asked(asking, *one) for one in asks if not (named and decides(one[0]))]


_FEW = 2


def _asked(asking: Asking, text: str, query: Query) -> Offer:
    today = in_china(asking.now).date()
    return shortly(query, asking.roster.short, today), link("asked", "said", text)


def _criteria(one: Clause) -> Offer:
    return f"{one.table} {one.row} 评分标准", link("asked", "said", f"{one.row}评分标准")


def _by_term(asking: Asking, text: str, known: Known, clauses: Sequence[Clause]) -> list[Offer]:
    """典型案例一篇都没有的单位: the rows that are printed so, in the question or by themselves."""
    strays = [one.said for one in pieces(text, known) if one.kind == "stray"]
    term, rows = next(
        (found for one in strays if (found := term_in(one, clauses, text))[0]), ("", ())
    )
    offers: list[Offer] = []
    for one in rows[:_FEW]:
        said = text.replace(term, f"{one.table}{one.row}", 1)
        near = nearly(said, known) or nearly(text.replace(term, one.row, 1), known)
        if near:
            offers.append(_asked(asking, *near))
        else:
            listed = f"{one.table}{one.row}得分从高到低"
            offers.append((f"{one.table} {one.row} 各单位得分", link("asked", "said", listed)))
    return offers


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a sentence speaks of: by its own names, or of what it goes on from."""

    of: Lately
    named: Named
    rows: tuple[str, ...]
    carried: bool
    """The unit is not named here, nor pointed at; it was asked about before."""
    own_row: bool
    """The row stands in the sentence by its number."""
    on_that_row: bool = False
    """The row is the one that was asked about before."""
    quarter: Quarter | None = None
    """The quarter that is named here, or was named before and is meant still."""


async def spoken_of(turn: Turn, asking: Asking, sentence: Sentence, text: str) -> Spoken:
    """What a sentence speaks of."""
    of = await lately(turn, asking)
    units = list({one.unit.id: one.unit for one in sentence.units if one.unit}.values())
    if not sentence.units and not _OF_ALL.search(text) and goes_on(text):
        units = [of.unit] if of.unit else []
    names = [one.short or one.name for one in units]
    leans = goes_on(text) and not says_when(text) and not _OF_ALL.search(text)
    before = of.group if leans and not units else ""
    table = units[0].group if len(units) == 1 else sentence.named.group or before
    row = sentence.named.row
    rows = [row] if row else await spoken_rows(asking, text, table)
    on_that_row = bool(not rows and of.row and not sentence.units and of_that_row(text))
    if on_that_row:
        rows = [of.row]
    own = None if _of_the_coming(asking, sentence, text) else sentence.named.quarter
    quarter = of.quarter if sentence.named.quarter is None and not says_when(text) else own
    named = Named(
        unit=names[0] if names else "",
        other=names[1] if len(names) == _PAIR else "",
        row=rows[0] if rows else "",
        quarter=say_quarter(own) if own else "",
        group=table if not names else "",
        kind=sentence.named.kind or "",
    )
    carried = bool(names) and not sentence.units and not refers(text)
    return Spoken(of, named, tuple(rows), carried, bool(row), on_that_row, quarter)


def _of_the_coming(asking: Asking, sentence: Sentence, text: str) -> bool:
    """一季度什么时候能开: of the one that is to be opened no offer of the one before speaks."""
    quarter = sentence.named.quarter
    over = {(one.year, one.number) for one in asking.quarters if one.state != "planned"}
    return quarter in over and _IS_OPENED.search(text) is not None


_IS_OPENED: Final = re.compile(
    r"开期|[能可去来要该]以?开(?!会)|[天号候]开(?:始|填)?|默认|照例|怎么开|自[动己]开"
)
"""What is asked of a quarter that is still to come."""


def learnt(tidy: str, text: str, spoken: Spoken) -> list[tuple[str, str, float]]:
    """What sentences like this one were heard to mean: label, route, how likely."""
    heard = commands(tidy, text, spoken.named, own=not spoken.carried)
    every = [one for one in topics().values() if one.answer and one.fits(True)]
    topic = {one.called(True): one.name for one in every}
    return [
        (said, link("topic", topic[said]) if said in topic else link("asked", "said", said), likely)
        for said, likely in list(heard.items())[:_LEARNT]
    ]


_LEARNT: Final = 7


async def wished(turn: Turn, asking: Asking, text: str, spoken: Spoken) -> list[Offer]:
    """What the sentence wishes by the signs in it, of what it names or goes on from."""
    of, named, rows, carried = spoken.of, spoken.named, spoken.rows, spoken.carried
    one = bool(named.unit) and not named.other
    asks = [f"{named.unit} {row}" for row in rows[:_FEW]] if one and not spoken.own_row else []
    found = list(islice(wishes(text, named), _PAIR if carried or rows[1:] else _WISHED))
    for other in () if named.unit else rows[1:_FEW]:
        found += islice(wishes(text, replace(named, row=other)), _PAIR)
    if of.subject and of.subject not in text and goes_on(text):  # 那个为啥没改, behind the appeals
        found += islice(wishes(f"{of.subject}{text}", named), 1)
        found += islice(wishes(of.subject, named), 1) if named.unit else ()
    if carried:  # it may be about everybody as well
        found += islice(wishes(text, replace(named, unit="", other="")), _PAIR)
    on = await _wish_changed(turn, asking, of, named, text) if of.wish else []
    before = [of.wish] if of.wish and len(text) <= _BRIEF else []
    if carried and of.row and not asks:
        before = [f"{named.unit} {of.row}"]
    every = [*on, *asks, *found[:1], *before, *found[1:]] or ([of.wish] if of.wish else [])
    return [(said, link("asked", "said", said)) for said in every]


async def _wish_changed(
    turn: Turn, asking: Asking, of: Lately, named: Named, text: str
) -> list[str]:
    """只要乡镇的, 都催一遍, 发excel, behind a wish that was offered and not tapped yet: that wish
    so.
    """
    if len(text) > (_TOLD if _CALLS.search(text) else _VERY_SHORT):
        return []
    of_unit = (of.unit.short or of.unit.name) if of.unit else ""
    another = named.unit if named.unit != of_unit and not named.other else ""
    groups = asking.roster.groups if named.group or _APART.search(text) else ()
    tries = [said for wish in of.wishes for said in _changed(wish, groups, named, text)]
    if another and of_unit:  # 黄道镇呢, behind 长桥镇电话
        tries += [one.replace(of_unit, another) for one in of.wishes if of_unit in one]
    tries = [one for one in tries if len(link("asked", "said", one).encode()) <= ROUTE_BYTES]
    alike = sorted(dict.fromkeys(tries), key=lambda one: -len(set(one) & set(text)))
    return [one for one in alike if await whole(turn, asking, one)][:_FEW]


def _changed(wish: str, groups: Sequence[str], named: Named, text: str) -> list[str]:
    """What a wish may be called, with what a short text says of it."""
    bare = _LISTED.sub("", wish)
    of_one = _ABOUT_ONE.sub("", bare)
    of_units = of_one if of_one != bare or bare.endswith("单位") else f"{bare.rstrip('的')}的单位"
    of_units = re.sub(r"(?:占多少|有?几家|有?多少家)(?=的?单位$|$)", "", of_units)
    of_units = of_units.replace("的的", "的")
    tries = [f"催一下{of_units}"] if _CALLS.search(text) else []
    if _APART.search(text):
        tries += [f"{group}{bare}" for group in groups if group not in bare]
    if _HOW_MANY.search(text) and _OF_SOME.search(wish):
        tries.append(f"{wish.removesuffix('的单位')}的有几家")
    if told := told_to_the_list(text):
        tries.append(f"给{wish}发个通知：{told}")
    if named.group or named.quarter:
        for group in groups:
            tries += [wish.replace(group, named.group)] if group in wish else []
            wish = wish.replace(group, "")
        tries += [f"{named.quarter}{named.group}{wish}", f"{named.group}{named.quarter}{wish}"]
    if _AS_A_SHEET.search(text) and _IS_A_LIST.search(wish) and "表格" not in wish:
        tries.append(f"{wish}表格")
    return tries


_ABOUT_ONE: Final = re.compile(
    r"的?(?:情况|得分|名次|联络员电话|电话|扣分原因|材料包|佐证材料|工作报送|提醒记录|交了吗)$"
)
"""What is asked of one unit: whoever is urged then is the unit."""
_VERY_SHORT, _TOLD = 16, 24
_BRIEF: Final = 8
"""Of so few signs, a sentence may ask for what was offered before once more."""
_APART: Final = re.compile(r"县直.{0,4}(?:归|一[份张]|分开|单独)|分开(?:列|排|看)|[归分].{0,3}县直")
"""县直归县直，乡镇归乡镇: the same of each table."""
_IS_A_LIST: Final = re.compile(
    r"单位|名单|排名|得分|名次|前.名|后.名|谁|情况|进度|记录|台账|没交|没报"
)
"""What a sheet can be made of: 什么时候公布 is none."""
_OF_SOME: Final = re.compile(r"没|未|的单位$|迟|逾期|退回|优秀|合格|申诉")
"""What some units are and others are not: so many can be counted."""
_HOW_MANY: Final = re.compile(r"(?:几|多少)[家个]")
_LISTED: Final = re.compile(r"的?(?:列一下|列出来|列个表|列)$")
_CALLS: Final = re.compile(r"催|提醒|打个?招呼|提个?醒")
_AS_A_SHEET: Final = re.compile(r"表|excel|xls|导", re.IGNORECASE)


async def whole(turn: Turn, asking: Asking, text: str) -> bool:
    """Whether all of a text is a question or an order, without a guess."""
    if await reads(asking, text) is not None:
        return True
    return await orders.read(turn, asking, text) is not None


PARTS: Final = re.compile(r"[,，。;；!！?？\s]+")


async def by_parts(turn: Turn, asking: Asking, text: str) -> list[Offer]:
    """长桥镇网坏了，给他们宽限到周五: the part that is understood whole, of whom the other names.

    What the rest says is a reason, or more than is understood: so it is shown and tapped.
    """
    parts = [one for one in PARTS.split(text) if one]
    if not 1 < len(parts) <= _MOSTPARTS:
        return []
    offers: list[Offer] = []
    for place, part in enumerate(parts):
        others = [one for at, one in enumerate(parts) if at != place]
        unit = next((one for other in others for one in _units(asking, other)), None)
        of = Lately(unit) if unit else await lately(turn, asking)
        named = resolved(part, of)
        tries = [named] if _units(asking, named) or unit is None else []
        tries += [f"{unit.short or unit.name}{part}"] if unit and not tries else []
        said = tries[0] if tries and await whole(turn, asking, tries[0]) else ""
        if said and len(link("asked", "said", said).encode()) <= ROUTE_BYTES:
            offers.append((said, link("asked", "said", said)))
    return offers[:_FEW]


_MOSTPARTS: Final = 4


def _units(asking: Asking, text: str) -> list[Unit]:
    """The units a text names for certain."""
    return [one.found.unit for one in asking.roster.find_in(text) if one.found.unit]


_PAIR = 2


async def spoken_rows(asking: Asking, text: str, table: str) -> list[str]:
    """诚信活动: the rows of the table that are spoken of by parts of what is printed of them."""
    every = await combined.clauses(asking)
    own = [one for one in every if one.table == table]
    for unit in reversed(asking.roster.find_in(text)):
        text = f"{text[: unit.start]} {text[unit.end :]}"
    spoken = rows_spoken(text, own) or rows_spoken(text, every)
    found = spoken or rows_termed(text, own or every)
    alike = {one.row for one in found if sum(one.row == row.row for row in found) > 1}
    several = len({one.table for one in found}) > 1
    names = [
        f"{one.table}{one.row}" if several and one.row not in alike else one.row for one in found
    ]
    return list(dict.fromkeys(names))[:_FEW]


_WISHED = 4
_OF_ALL = re.compile(
    r"谁|哪[一几些]*[家个]|哪些(?:单位|乡|局|部门)|几家|多少家|各[单乡镇局县类审]|全县|全部"
    r"|所有|都有|乡镇|县直|单位|[一二三四]类"
)
"""What asks of all units, whatever was asked of one before."""


async def about(asking: Asking, text: str) -> list[Offer]:
    """Questions about what the known words of the sentence speak of."""
    found = themes(text, await combined.known(asking))
    return [(said, link("asked", "said", said)) for said in dict.fromkeys(found)][:_FEW]
