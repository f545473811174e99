"""What is asked or ordered of the list that was just shown: 乡镇有几个, 里头分最低的, 都邀请一遍.

Which list that was is kept with every answer (``storage.queries.inquiries``): a query, a fixed
wording that is a list, or the units it showed. What a sentence says of it is read by
``bot.questions.behind``; here it becomes a query of exactly those units. No page of its own.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.turn import Turn
from bot.front import combined
from bot.front.asking import Asking, Led
from bot.front.changed import framing
from bot.front.going_on import remember
from bot.front.matters import OF_A_UNIT, TOLD_LISTS, WAITING, of_two_quarters, subject_of
from bot.front.meanings import route_of
from bot.front.other_table import in_another_table
from bot.front.shown import SHOWN
from bot.front.words import of_a_list as words
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.often import find
from bot.questions import Arguments, Meaning
from bot.questions.behind import Behind, apart, behind, invites, neighbours, urges, whys
from bot.questions.combined import Query, compose, loads
from bot.questions.combined.following import Change, change, changed
from bot.questions.combined.framing import at_another_time, narrowed
from bot.questions.combined.query import ConditionKind, Measure, Sign
from bot.questions.meaning import Name
from bot.questions.orders import may_be_urged
from bot.speech.quarters import name as quarter_name
from storage.database import moment
from storage.queries import inquiries, people, quarters
from storage.queries.inquiries import Inquiry


async def listed(turn: Turn) -> Query | None:
    """The list that was shown just now, as a query of its units; None: none was."""
    last = await _last(turn)
    return None if last is None else as_query(last)


async def shown_there(turn: Turn) -> tuple[int, ...]:
    """The units that the list before showed, in its order; none: no list stands there."""
    last = await _last(turn)
    return tuple(dict.fromkeys(last.shown)) if last else ()


async def led_to(turn: Turn, asking: Asking, meant: Meaning) -> Led:
    """Where a question leads that was put together here; the next sentence goes on from it."""
    await remember(turn, meant)
    return await route_of(asking, meant)


async def _last(turn: Turn) -> Inquiry | None:
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    every = await inquiries.newest(turn.db, where)
    last = next((one for one in every if not _only_offered(one)), None)
    return last if last is not None and turn.now - moment(last.at) <= SHOWN else None


def _only_offered(one: Inquiry) -> bool:
    """A sentence that was not understood and named nobody: the list before it stands still."""
    said = json.loads(one.said)
    return bool(said.get("wishes")) and not said.get("unit")


def as_query(last: Inquiry) -> Query | None:
    """The list that a question showed, as a query of its units; None: it showed none."""
    said = json.loads(last.said)
    if "meaning" not in said:
        query = loads(last.said)
        if query.topic == "units" and (query.first or query.often):
            return _of_these_units(last, query)
        if query.topic == "units":
            return replace(query, form="text", counted=False, share=False)
        return Query(units=query.units, quarters=query.quarters) if len(query.units) > 1 else None
    found = framing(said) if said["meaning"] else None
    if found is not None and said["meaning"] in TOLD_LISTS:
        return Query(tests=(TOLD_LISTS[said["meaning"]],), quarters=found.quarters)
    if found is not None and (found.tests or found.measure == "rank"):
        return found
    several = tuple(dict.fromkeys(last.shown))
    return Query(units=several) if len(several) > 1 else None


def _of_these_units(last: Inquiry, query: Query) -> Query | None:
    """得分最低的五个: those five, as no condition says which they are."""
    units = tuple(dict.fromkeys(last.shown))
    if not units:
        return None
    return Query(
        units=units,
        quarters=query.quarters,
        measure=query.measure,
        row=query.row,
        descending=query.descending,
    )


async def asked(turn: Turn, asking: Asking, text: str) -> Query | None:
    """What a sentence asks of the list before it; None: nothing, or no list stands there."""
    if asking.office and text == _IN_ONE_SHEET:
        return await _beside(turn, asking)
    said = behind(text) if asking.office else None
    last = await _last(turn) if said else None
    of = as_query(last) if last else None
    if said is None or last is None or of is None:
        return None
    if said.table and not said.within and of.units:
        first = loads(last.said) if "meaning" not in json.loads(last.said) else of
        # 乡镇的呢, behind 县直四.2得分最低的五个: the five of that table
        of = first if first.group and said.table not in first.group else of
    return await asked_of(asking, of, said, tuple(dict.fromkeys(last.shown)))


async def _beside(turn: Turn, asking: Asking) -> Query | None:
    """放一张表里, behind one unit and then another: of all quarters where these stood there."""
    pair, last = tuple(await _the_two_before(turn)), await _last(turn)
    if len(pair) != _TWO or last is None:
        return None
    said = json.loads(last.said)
    if said.get("meaning") == "history":
        every = sorted((one.year, one.number) for one in asking.quarters)
        year = (said.get("named") or {}).get("year") or 0
        those = tuple(one for one in every if one[0] == year) or tuple(every[-_QUARTERS:])
        return Query(topic="quarters", units=pair, measure="total", quarters=those)
    if said.get("topic") == "quarters":
        return replace(loads(last.said), units=pair)
    return Query(topic="beside", units=pair, form="xlsx")


_QUARTERS: Final = 8
_COLUMNS: Final[dict[str, Measure]] = {"填了多少": "done"}
"""What is asked of every unit of a list, whatever it stood there for."""
_DECIDED: Final = "审定了多少"
"""What the review came to on the row that the list was about: its points."""
_IN_ONE_SHEET: Final = "放一张表里"


async def asked_of(
    asking: Asking, of: Query, said: Behind, shown: tuple[int, ...] = ()
) -> Query | None:
    """What is asked of that list; ``shown``: the units that it showed."""
    if said.whole:
        return of
    if said.share:
        return replace(_whole(of), group=of.group, share=True, first=0) if of.tests else None
    if said.others:
        return others(asking, of, shown)
    if said.nearly:
        return _nearly(of)
    if said.table == "each":
        return replace(_whole(of), share=True, descending=None, first=0)
    if said.table or said.klass:
        return await _of_a_part(asking, of, said, shown)
    return await _of_these(asking, of, shown, said.rest)


def others(asking: Asking, of: Query, shown: tuple[int, ...]) -> Query | None:
    """剩下的呢: of the same table, whoever the list left out; by its condition where that has an
    opposite, so that the answer says what they are.
    """
    if len(of.tests) == 1 and not of.first and not of.units:
        (test,) = of.tests
        opposite = _OPPOSITE.get(test.kind)
        if test.kind == "points" and test.sign in _OTHER_SIDE:
            return replace(of, tests=(replace(test, sign=_OTHER_SIDE[test.sign]),))
        if test.kind == "grade":
            return replace(of, tests=(replace(test, not_=not test.not_),))
        if opposite is not None:
            return replace(of, tests=(replace(test, kind=opposite),), measure="")
    among = [one.id for one in asking.roster.units if of.group in ("", one.group)]
    rest = tuple(one for one in among if one not in shown)
    known = bool(shown) and len(rest) < len(among)
    return Query(units=rest, quarters=of.quarters, measure=of.measure) if rest and known else None


_OPPOSITE: Final[dict[ConditionKind, ConditionKind]] = {
    "waiting": "submitted", "submitted": "waiting", "sent": "missing", "missing": "sent",
    "reviewed": "unreviewed", "unreviewed": "reviewed", "seen": "unseen", "unseen": "seen",
    "mended": "returned", "returned": "mended",
    "up": "down", "down": "up", "rank_up": "rank_down", "rank_down": "rank_up",
}  # fmt: skip
_OTHER_SIDE: Final[dict[Sign, Sign]] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _nearly(of: Query) -> Query | None:
    """差一点的是哪些, behind 90分以上: those that miss it by two points at most."""
    if len(of.tests) != 1 or of.tests[0].kind != "points" or of.tests[0].sign not in _MISSED:
        return None
    (test,) = of.tests
    away = -_NEARLY if test.sign in (">", ">=") else _NEARLY
    back: Sign = "<=" if test.sign in ("<", "<=") else ">="
    outside = replace(test, sign=_OTHER_SIDE[test.sign])
    near = (replace(test, sign=back, amount=test.amount + away), outside)
    return replace(of, tests=near if away < 0 else near[::-1], first=0, units=())


_NEARLY: Final = 2
_MISSED: Final[tuple[Sign, ...]] = ("<", "<=", ">", ">=")


def _whole(of: Query) -> Query:
    """The list without the table that it was of: the other one is asked about, too."""
    return replace(of, group="", klass="")


async def _of_a_part(
    asking: Asking, of: Query, said: Behind, shown: tuple[int, ...]
) -> Query | None:
    """乡镇有几个, 三类的呢: those of the list that are of that table or class."""
    group = next((one for one in asking.roster.groups if said.table and said.table in one), "")
    if said.table and not group:
        return None
    if said.within and shown and of.group not in ("", group):
        return Query(units=shown, group=group, quarters=of.quarters)
    if group and of.group not in ("", group):
        return await in_another_table(asking, of, group)
    return replace(of, group=group or of.group, klass=said.klass or of.klass)


async def _of_these(asking: Asking, of: Query, shown: tuple[int, ...], rest: str) -> Query | None:
    """里头分最低的, 他们的电话: a condition, an order or a column, of exactly these units."""
    if rest in _COLUMNS:
        return replace(of, measure=_COLUMNS[rest])
    if rest == _DECIDED:
        row = of.row or next((one.row for one in of.tests if one.row), "")
        of_them = Query(units=shown, quarters=of.quarters, measure="total", row=row)
        return of_them if row and len(shown) > 1 else None
    known = await combined.known(asking)
    to = change(rest, known)
    if to is not None and to.look:
        return changed(of, to)
    if then := await _how_they_stand(asking, of, shown, rest):
        return then
    query = compose(rest, known) or compose(f"{rest}的单位", known)
    if query is None and to is not None and to != Change():
        return changed(of, to)
    if query is None or query.topic != "units" or query.units:
        return None
    if query == Query(measure="contact"):
        return replace(of, measure="contact")
    if shown and at_another_time(query, of):
        return narrowed(query, Query(units=shown))
    if (found := narrowed(query, of)) is not None:
        return found
    return narrowed(query, Query(units=shown, quarters=of.quarters)) if len(shown) > 1 else None


async def _how_they_stand(
    asking: Asking, of: Query, shown: tuple[int, ...], rest: str
) -> Query | None:
    """他们四季度怎么样, 这几个这回咋样: what those units came to then, whoever the list would name.

    A list of 三季度's last five would name five others of 四季度.
    """
    match = _STAND.fullmatch(rest.strip("的都，, "))
    if match is None or not shown:
        return None
    to = change(match["when"], await combined.known(asking), alone_too=True)
    quarters = to.quarters if to else ()
    if not quarters and not _THIS_TIME.fullmatch(match["when"]):
        return None
    measure: Measure = "rank" if of.measure == "rank" else "total"
    return Query(units=shown, quarters=quarters, measure=measure, descending=True)


_STAND: Final = re.compile(
    r"(?P<when>(?:去年|今年)?(?:[一二三四]季度?|上个?季度?|[这本]个?季度?|[这本](?:回|次|期)|现在|目前|眼下|如今))"
    r"(?:的|里|又|都|也|考得?|干得?|弄得?|表现|情况|成绩)*(?:怎么样|咋样|怎样|如何|什么样|啥样|多少分|几分|呢)?"
)
_THIS_TIME: Final = re.compile(r"[这本](?:个?季度?|回|次|期)|现在|目前|眼下|如今")


# -- apart --------


async def led(turn: Turn, asking: Asking, text: str) -> Led | None:
    """Where an order over the list, or 差在哪一项, leads; None: the sentence is neither."""
    if (on := await _invited(turn, asking, text)) is not None:
        return on
    if asking.admin and urges(text) == "list":
        of = await listed(turn)
        if of is not None and not may_be_urged(of):
            return Message(text=words.owes_nothing(), buttons=words.WHO_OWES)
    meant = await _apart_of(turn, asking, text)
    if meant is None:
        return await _why_of_each(turn, asking, text)
    return await led_to(turn, asking, meant)


async def _why_of_each(turn: Turn, asking: Asking, text: str) -> Message | None:
    """都是因为啥, behind units: why each lost points, was sent back, got more time: to tap."""
    last = await _last(turn) if asking.office and whys(text) else None
    units = [one for one in dict.fromkeys(last.shown) if one in asking.roster.short] if last else []
    if last is None or len(units) < _TWO:
        return None
    said = json.loads(last.said)
    of = as_query(last)
    if of is not None and any(one.kind in WAITING for one in of.tests):
        return Message(text=words.reason_unknown(), buttons=words.WHO_WAITS)
    quarter = _quarter_of(said)
    named = quarter_name(*quarter) if quarter else ""
    stem = OF_A_UNIT.get(subject_of(said), "扣分原因")
    short = asking.roster.short
    return words.why_of_each([f"{named}{short[one]}{stem}" for one in units[:_FEW]])


_FEW: Final = 6


async def _apart_of(turn: Turn, asking: Asking, text: str) -> Meaning | None:
    """差在哪一项, behind two units: row by row; behind one: where it lost its points.

    Behind a longer list nobody knows which two are meant.
    """
    which = apart(text) if asking.office else ""
    beside = bool(not which and asking.office and neighbours(text))
    last = await _last(turn) if which or beside else None
    if last is None:
        return None
    said = json.loads(last.said)
    units = list(dict.fromkeys(said.get("units") or last.shown))
    if len(units) == 1 and (which == "how far" or _BOTH.search(text)):
        units = await _the_two_before(turn)  # 俩放一块比比, behind one and then the other
    known = {one.id: one for one in asking.roster.units}
    named = [known[one] for one in units if one in known]
    quarter = _quarter_of(said)
    if beside:
        of = Arguments(unit=named[0], quarter=quarter) if len(named) == 1 else None
        return Meaning("ranking", of) if of else None
    if len(named) == _TWO:
        return Meaning("compare", Arguments(unit=named[0], other=named[1], quarter=quarter))
    if len(named) == 1 and which == "where":
        name: Name = "zeros" if _ZERO.search(text) else "why"
        return Meaning(name, Arguments(unit=named[0], quarter=quarter))
    return None


_BOTH: Final = re.compile(r"俩|两[家个]|[他它]们")
_ZERO: Final = re.compile(r"[零0]分")


async def _the_two_before(turn: Turn) -> list[int]:
    """The last two units that were asked about, each by itself."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    every = await inquiries.newest(turn.db, where)
    soon = [one for one in every if turn.now - moment(one.at) <= SHOWN]
    single = [one.shown[0] for one in soon if len(set(one.shown)) == 1]
    return list(reversed(list(dict.fromkeys(single))[:_TWO]))


_TWO: Final = 2


def _quarter_of(said: dict[str, Any]) -> tuple[int, int] | None:
    """The one quarter that was asked about."""
    said = of_two_quarters(said)
    every = [*(said.get("quarters") or ()), (said.get("named") or {}).get("quarter")]
    named = [(one[0], one[1]) for one in every if one]
    return named[0] if len(named) == 1 else None


# -- invited ---------------------------------------------------------------------------------------


async def _invited(turn: Turn, asking: Asking, text: str) -> Led | None:
    """都邀请一遍, 给他们都发个邀请: those of the list who have no liaison yet."""
    if not asking.admin or not invites(text):
        return None
    of = await listed(turn)
    if of is None:
        return None
    if any(one.kind == "unbound" for one in of.tests):
        return _UNBOUND
    try:
        found = await find(of, County(turn.db, await quarters.everyone(turn.db), turn.now))
    except CannotTellError:
        return None
    bound = {one.unit_id for one in await people.with_role(turn.db, "liaison")}
    lacking = [one for one in dict.fromkeys(found.units) if one not in bound]
    short = [asking.roster.short.get(one, "") for one in lacking]
    return Message(
        text=words.to_be_invited(len(found.units), short),
        buttons=(*words.invitations(list(zip(lacking, short, strict=True))), (HOME,)),
    )


_UNBOUND: Final = "invite/all"
