"""Going on from the last question of a chat: 那财政局呢, 前三个, 第二个的电话, 催他们, 为什么.

What was asked last is kept as a query or as a meaning of the fixed wordings; here one thing of it
is changed, or the unit that is meant is named, and it is asked again. No page of its own.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any, Final, cast

from bot.corridor.turn import Turn
from bot.front.asking import Asking
from bot.front.changed import meaning_changed
from bot.front.combined import known
from bot.front.lately import SOON, lately, says_when
from bot.front.matters import ASKED
from bot.front.other_table import in_another_table
from bot.inquiry import answering
from bot.questions import Arguments, Meaning, Name, parse
from bot.questions.behind import among
from bot.questions.combined import Query, compose, dumps, loads
from bot.questions.combined.following import Change, change, changed
from bot.speech.calendar import Quarter, in_china
from bot.speech.quarters import name as quarter_name
from storage.database import moment
from storage.queries import inquiries, quarters
from storage.queries.inquiries import Inquiry


async def followed(turn: Turn, asking: Asking, text: str) -> Meaning | Query | str | None:
    """The last question of this chat with one thing changed; a text: a question to read anew."""
    last = await last_asked(turn)
    if last is None:
        return None
    soon = asking.office and turn.now - moment(last.at) <= SOON
    to = change(text, await known(asking), alone_too=soon)
    if to is None:
        return None
    if to.pronoun and turn.now - moment(last.at) > _OF_IT:
        return None
    if not soon and (to.again or among(text)):
        return None  # 一共多少家, 其中乡镇几个, out of the blue
    if to.units and (to.quarters or to.recent or to.days) and not soon:
        return None  # 卫健委这一年怎么样, out of the blue, is a question of its own
    if to.ranked and (of_all := await _of_that_rank(asking, last, to)):
        return of_all
    if to.place:
        listed = await _list_of(turn, to.place, pronoun=to.pronoun, by_place=_WORST.search(text))
        found = _placed(asking, listed, to)
        return await _at_that_time(turn, asking, found) if found else None
    said = json.loads(last.said)
    if "meaning" in said:
        of_them = _of_those_shown(last, said, to, soon=soon)
        return of_them or (meaning_changed(asking, said, to) if said["meaning"] else None)
    query = loads(last.said)
    if to.group and query.group not in ("", to.group) and not to.quarters:
        there = await in_another_table(asking, query, to.group)
        return changed(there, to) if there is not None else None
    return _detailed(query) if to.detail else changed(query, to)


def _of_those_shown(last: Inquiry, said: dict[str, Any], to: Change, *, soon: bool) -> Query | None:
    """一共几个, 发表格, 上季度呢, behind units that no condition tells: of exactly these.

    The last five of each class, and whoever has not read a notice.
    """
    several = tuple(dict.fromkeys(last.shown))
    named = said.get("named") or {}
    ranked = said.get("meaning") == "ranking" and 0 < (named.get("n") or 0) < len(several)
    if not soon or len(several) < _SEVERAL or not (ranked or said.get("meaning") == ""):
        return None
    if to == Change(quarters=to.quarters) and to.quarters and not ranked:
        return Query(units=several, quarters=to.quarters, measure="total")
    if to != Change(again=to.again, form=to.form):
        return None
    then = (tuple(named["quarter"]),) if named.get("quarter") else ()
    down = named.get("end") != "bottom" if ranked else None
    of = Query(units=several, quarters=then, measure="rank" if ranked else "", descending=down)
    return changed(of, to)


_SEVERAL: Final = 2
_OF_IT: Final = timedelta(minutes=15)
"""它 and 他们 are of a question that was asked so lately."""


_WORST: Final = re.compile(r"倒数|垫底|末")


async def _list_of(
    turn: Turn, place: int, *, pronoun: bool, by_place: re.Match[str] | None = None
) -> list[int]:
    """The newest list that has such a place; answers about one unit of it stand between.

    ``by_place``: 倒数第一 is the last of the ranking, wherever the list shows it.
    """
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    for one in await inquiries.newest(turn.db, where):
        if pronoun:
            return one.shown if len(set(one.shown)) == 1 else []
        if len(one.shown) > 1 or (place == 1 and one.shown):
            return one.shown[::-1] if by_place and _from_below(one) else one.shown
        if not one.shown and json.loads(one.said).get("meaning") != "":
            return []  # another question stands between, which was answered and showed no list
    return []


def _from_below(one: Inquiry) -> bool:
    """后三名是谁 shows the last one first."""
    said = json.loads(one.said)
    return said.get("measure") in ("rank", "total") and said.get("descending") is False


async def _at_that_time(turn: Turn, asking: Asking, text: str) -> str:
    """它为什么扣分, behind 上季度…: of the quarter that was asked about, where that is asked."""
    said = await last_said(turn)
    text = await _of_that_row(asking, text, said)
    every = ((said.get("named") or {}).get("quarter"), *(said.get("quarters") or ()))
    named = [one for one in every if one]
    if len(named) != 1:
        return text
    if (against := said.get("against")) and _MOVED.search(text):  # 第一个跌在哪几项上
        return f"{_MOVED.sub('', text)}{quarter_name(*named[0])}为什么比{quarter_name(*against)}低"
    words = await known(asking)
    alone = compose(text, words)
    if alone is not None and alone.quarters:
        return text
    then = f"{quarter_name(*named[0])}{text}"
    return then if compose(then, words) is not None or _worded(asking, then) else text


async def _of_that_row(asking: Asking, text: str, said: dict[str, Any]) -> str:
    """第一家报的什么材料, behind 四.1报得最多的单位: of that row, where that is asked of one."""
    row = str((said.get("named") or {}).get("row") or said.get("row") or "")
    named = next(iter(asking.roster.find_in(text)), None)
    if not row or "=" in row or named is None or not _OF_A_ROW.search(text):
        return text
    of_it = f"{text[: named.end]}{row}{text[named.end :]}"
    words = await known(asking)
    return of_it if compose(of_it, words) is not None or _worded(asking, of_it) else text


_OF_A_ROW: Final = re.compile(
    r"材料|佐证|照片|附件|报(?:的|了)|填(?:的|了)|为(?:什么|啥)|扣|得?几分"
)
"""What is asked of a row as it is of a unit."""


def _worded(asking: Asking, text: str) -> bool:
    """Whether the fixed wordings read all of it: 广阔天地乡扣在哪."""
    known = [(one.year, one.number) for one in asking.quarters]
    today = in_china(asking.now).date()
    meant = parse(text, asking.roster, today, role=asking.role, known=known, guess=False)
    return isinstance(meant, Meaning)


_MOVED: Final = re.compile(
    r"(?:的)?(?:分数?|得分)?(?:主要|都|到底|是)*(?:跌|掉|降|退步?|低|涨|升|丢)(?:了|得|的|分)*(?:在|到)?"
    r"(?:哪|什么|啥|为啥|为什么)?(?:几|些|一)?(?:项|个指标|方面|块儿?|里|儿|地方)*(?:上|里)?(?:了|的|呢|[?？])*$"
)
"""What fell between the two quarters that the list held against each other."""


async def _of_that_rank(asking: Asking, last: Inquiry, to: Change) -> Query | None:
    """第二名都扣在哪儿了, behind the first three of each class: of the second of each; None: the
    list was of one class, and its second is meant.
    """
    said = cast("dict[str, Any]", json.loads(last.said))
    named = said.get("named") or {}
    ranking = said.get("meaning") == "ranking" and named.get("end") != "bottom"
    listed = said.get("measure") == "rank" and said.get("descending")
    first = int((named if ranking else said).get("n" if ranking else "first") or 0)
    if not (ranking or listed) or not 0 < to.place <= first or len(last.shown) < 2 * first:
        return None
    every = [one for one in (named.get("quarter"), *(said.get("quarters") or ())) if one]
    then = quarter_name(*every[0]) if len(every) == 1 else ""
    group = named.get("group") or said.get("group") or ""
    found = compose(f"{then}{group}第{to.place}名", await known(asking))
    if found is None or found.topic != "units":
        return None
    if _PHONE.search(to.rest):
        return replace(found, measure="contact")
    return replace(found, measure="where") if _LOST.search(to.rest) else found


_LOST: Final = re.compile(r"扣|丢|失|差在|低在")
_PHONE: Final = re.compile(r"电话|联系|联络员|手机")


def _placed(asking: Asking, shown: list[int], to: Change) -> str | None:
    """上面第二个单位的得分: asked with the unit's name, which the answer then says."""
    if not 1 <= abs(to.place) <= len(shown):
        return None
    short = asking.roster.short.get(shown[to.place if to.place < 0 else to.place - 1])
    return f"{short}{to.rest or '得分'}" if short else None


def _detailed(query: Query) -> Query | Meaning | None:
    """再详细点: the whole list as a file; of one unit its score, row by row."""
    if query.topic in ("units", "appeals"):
        return replace(query, form="xlsx")
    return None


async def carried(turn: Turn, asking: Asking, meant: Meaning) -> Meaning:
    """为什么, behind 教育局多少分: the office means the unit it asked about last."""
    named = meant.arguments
    if not asking.office and meant.name in ("why", "losses") and named == Arguments():
        last = await last_asked(turn)  # 丢分在哪, behind 上季度多少分
        soon = last is not None and turn.now - moment(last.at) <= SOON
        quarter = (await lately(turn, asking)).quarter if soon else None
        return Meaning(meant.name, replace(named, quarter=quarter)) if quarter else meant
    if asking.office and meant == Meaning("ranking", Arguments(picture=True)):
        on = await followed(turn, asking, turn.text)  # 发图, behind 县直排名
        return on if isinstance(on, Meaning) else meant
    asks_place = meant.name == "ranking" and re.search(
        r"第几|几名|多少名|排哪|^(?:名次|排名)呢", turn.text
    )
    of_it = meant.name in ("why", *_OF_A_UNIT) or asks_place
    if meant.name in _OF_A_UNIT and named.unit is None and not _ALL_OF_THEM.search(turn.text):
        return await _of_that_unit(turn, asking, meant)
    if not asking.office or named != Arguments() or not (of_it or meant.name == "losses"):
        return meant
    if meant.name == "losses" and _ALL_OF_THEM.search(turn.text):
        return meant
    last = await last_asked(turn)
    if last is None or len(last.shown) != 1:
        return meant
    if meant.name == "losses" and turn.now - moment(last.at) > SOON:
        return meant
    unit = asking.roster.get(last.shown[0])
    name: Name = "why" if meant.name == "losses" else meant.name
    return await _then(turn, asking, Meaning(name, replace(named, unit=unit))) if unit else meant


async def _then(turn: Turn, asking: Asking, meant: Meaning) -> Meaning:
    """分扣在哪里了, behind 他们三季度多少分: of that quarter, where the sentence says no other."""
    quarter = (await lately(turn, asking)).quarter
    if meant.arguments.quarter or quarter is None or says_when(turn.text):
        return meant
    return Meaning(meant.name, replace(meant.arguments, quarter=quarter))


_OF_A_UNIT: Final[tuple[Name, ...]] = ("score", "history", "evidence", "unit_reports")
"""What is told of one unit: 跟三季度比呢, behind 教育局多少分, is of that one."""


async def _of_that_unit(turn: Turn, asking: Asking, meant: Meaning) -> Meaning:
    """The unit that was asked about just now."""
    of = await lately(turn, asking)
    if not asking.office or of.unit is None:
        return meant
    if meant.name == "score" and meant.arguments.quarter and _BESIDE.match(turn.text):
        meant = Meaning("history", Arguments())  # 跟三季度比: of all quarters, one below the other
    found = Meaning(meant.name, replace(meant.arguments, unit=of.unit))
    return found if meant.name == "history" else await _then(turn, asking, found)


_BESIDE: Final = re.compile(r"(?:那|它|他)?(?:跟|和|与|同|比|较)")
_ALL_OF_THEM: Final = re.compile(r"全|所有|各|每|都|单位|乡镇|县直|通讯录|电话本|联系表")


async def last_asked(turn: Turn) -> Inquiry | None:
    """What was asked last in this chat, with the units that were shown."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    return await inquiries.last(turn.db, where)


async def last_said(turn: Turn) -> dict[str, Any]:
    """What was asked last in this chat, as it is kept."""
    last = await last_asked(turn)
    return cast("dict[str, Any]", json.loads(last.said)) if last else {}


_BETWEEN: Final[frozenset[Name]] = frozenset(("home", "help", "back"))
"""What is said between two questions and asks nothing."""


async def remember(turn: Turn, meant: Meaning) -> None:
    """Keep a question of the fixed wordings, so that the next sentence may go on from it.

    Where none can go on from it, none goes on from the one before it either.
    """
    if meant.name not in ASKED:
        if both := _side_by_side(meant):
            await answering.keep(turn, dumps(both), both.units)
        elif meant.name not in _BETWEEN:
            ahead = await _not_begun(turn, meant.arguments.quarter)
            page = {"meaning": "", "page": kept_words(meant)}
            page |= {"named": {"quarter": ahead}} if ahead else {}
            await answering.keep(turn, json.dumps(page, ensure_ascii=False), ())
        return
    unit = meant.arguments.unit.id if meant.arguments.unit else None
    said = json.dumps(kept_words(meant), ensure_ascii=False)
    await answering.keep(turn, said, (unit,) if unit else ())


async def _not_begun(turn: Turn, quarter: Quarter | None) -> Quarter | None:
    """下季度几号截止: what is said next is not of the quarter that runs."""
    if quarter is None:
        return None
    known = {(one.year, one.number) for one in await quarters.everyone(turn.db)}
    return None if quarter in known else quarter


def kept_words(meant: Meaning) -> dict[str, Any]:
    """A question of the fixed wordings as it is kept: what it means and what it named."""
    named = {
        one.name: value
        for one in fields(Arguments)
        if (value := getattr(meant.arguments, one.name)) not in (None, "", False)
        and one.name not in ("unit", "other", "sure", "text", "number", "sheet")
    }
    unit = meant.arguments.unit.id if meant.arguments.unit else None
    return {"meaning": meant.name, "unit": unit, "named": named}


def _side_by_side(meant: Meaning) -> Query | None:
    """只看差两分以上的, behind two units that were compared: of these."""
    named = meant.arguments
    if meant.name != "compare" or named.unit is None or named.other is None or not named.sure:
        return None
    quarters = (named.quarter,) if named.quarter else ()
    return Query(topic="beside", units=(named.unit.id, named.other.id), quarters=quarters)


async def keep_list(turn: Turn) -> None:
    """Keep the units of a list that a page showed, with the question it belongs to."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)

    async def write() -> None:
        await inquiries.show(turn.db, where, turn.listed, turn.now)

    await turn.then(write)
