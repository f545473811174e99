"""What changed between the two quarters that were spoken of: 涨了还是跌了, 为什么会有这样的变化.

The quarters are those of the last answer, or of the last two that were about the same: 交通局三季度
多少分 and then 二季度呢. Of one unit the answer tells its rows; of everybody, table by table. Where
a unit was shown over more quarters than two, nobody knows between which: each step is offered. 再上
一个季度呢 is of the quarter before the one that was spoken of. No page of its own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.advice.words import answers as words
from bot.corridor.events import ROUTE_BYTES, Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front.asking import Asking
from bot.front.thread import Frame, frames
from bot.questions.behind import apart
from bot.questions.combined import Query
from bot.speech.calendar import Quarter
from bot.speech.numbers import plain
from bot.speech.quarters import name as quarter_name
from scoring.periods import beside

_LEAD: Final = (
    r"(?:那么?|这|它|他们?|该单位|到底|是|究竟|总的|整体|总体|两个?季度?|两季|两次|前后|名次|得分|分数"
    r"|平均分?|都|[,，\s])*"
)
_END: Final = r"(?:了|的|呢|啊|吗|[?？。])*"
_WHY: Final = re.compile(
    rf"{_LEAD}(?:为(?:什么|啥|何)|怎么|咋|什么原因|因为(?:什么|啥)|啥原因)(?:会|就|能|导致|造成)*(?:有|出现|产生)?(?:了)?"
    r"(?:这样|这么|这种|这个|那么|如此|这)?(?:的)?(?:大|多|明显)?(?:的)?(?:变化|变动|波动|起伏|差别|差距|落差|变|涨跌|升降)"
    rf"(?:这么|那么)?(?:大|多|明显)?{_END}"
    rf"|{_LEAD}(?:变化|变动|波动|起伏)(?:这么|那么)?(?:大|多)?(?:的)?(?:主要)?(?:原因|缘故)(?:是|在)*(?:什么|啥|哪里?)?{_END}"
)
_HOW_FAR: Final = re.compile(
    rf"{_LEAD}(?:之间)?(?:相)?(?:差|变|变化)(?:了|出|着|有)?(?:几|多少|多大)分?{_END}"
    r"|(?:那么?|它|他们?|到底|总的|整体|总体|平均分?|[,，\s])*是?(?:涨|升|高|进步|提高|好)(?:了)?(?:还是|或者?)"
    rf"(?:跌|降|掉|低|退步|下降|差)(?:了)?{_END}"
    rf"|(?:那么?|它|他们?|到底|整体|总体|[,，\s])*(?:是)?(?:升|涨)是(?:降|跌){_END}"
)
_TWO: Final = re.compile(r"两|前后|之间|涨|升|高|进步|好|变")
"""差多少 alone may be of something else: of two units, of a grade."""


async def moved(turn: Turn, asking: Asking, text: str) -> Query | Message | None:
    """What a sentence asks of two quarters; None: it asks of none, or nobody knows which."""
    said = plain(text).strip()
    where = apart(said) == "where"
    why = where or _WHY.fullmatch(said) is not None
    far = _HOW_FAR.fullmatch(said) is not None and _TWO.search(said) is not None
    if not asking.office or turn.incoming.route is not None or not (why or far):
        return None
    every = [one for one in await frames(turn, asking) if one.names]
    newest = next(iter(every), None)
    if newest is None or len(newest.units) > 1:
        return None
    if where and not (newest.units and newest.against):
        return None
    pair = _pair(every)
    if newest.units and pair:
        return Query(topic="moved", units=newest.units, quarters=pair)
    if newest.units:
        return _each_step(asking, newest)
    if pair and far:
        return Query(topic="overall", group=newest.group, quarters=pair[1:], against=pair[0])
    return None


def _pair(every: list[Frame]) -> tuple[Quarter, ...]:
    """The two quarters, the earlier first; nothing where there are not two."""
    newest = every[0]
    named = {*newest.quarters, *([newest.against] if newest.against else [])}
    for one in every[1:]:
        if len(named) != 1 or one.units != newest.units:
            break
        named |= set(one.quarters) if len(one.quarters) == 1 else set()
    return tuple(sorted(named)) if len(named) == len(("then", "now")) else ()


def _each_step(asking: Asking, frame: Frame) -> Message | None:
    """From each quarter to the next, the newest first."""
    known = sorted((one.year, one.number) for one in asking.quarters if one.state != "planned")
    short = asking.roster.short.get(frame.units[0], "")
    if len(known) < len(("then", "now")) or not short:
        return None
    of = frame.quarters[0] if len(frame.quarters) == 1 else None
    steps = [(then, now) for then, now in pairwise(known) if of in (None, then, now)]
    choices: list[tuple[str, str]] = []
    for then, now in steps[::-1][:_FEW]:
        same = now[0] == then[0] == known[-1][0]
        one, other = (quarter_name(*of)[len("2026年") * same :] for of in (now, then))
        route = link("asked", "said", f"{short}{one}为什么比{other}低")
        if len(route.encode()) <= ROUTE_BYTES:
            choices.append((f"{short}{one}和{other}比变了哪些", route))
    return words.offers(choices, None, foreign=False) if choices else None


_FEW: Final = 3

_ONE_BACK: Final = re.compile(
    r"(?:那么?|然后)*(?:再|往)(?:往)?(?:前|上)(?:面|推|看|数)?(?:的)?(?:一个?|1个?)?季度?(?:的|是)*(?P<rest>.{0,6}?)(?:呢|啊|[?？])*"
    r"|(?:那么?)*(?:它的?)?(?:前一个?|之前那个?)季度?(?:的)?(?P<rest2>.{0,6}?)(?:呢|啊|[?？])*"
)


async def one_back(turn: Turn, asking: Asking, text: str) -> str:
    """再上一个季度呢, behind 三季度: 二季度呢; the text itself where it says no such thing."""
    match = _ONE_BACK.fullmatch(plain(text).strip()) if asking.office else None
    if match is None or turn.incoming.route is not None:
        return text
    frame = next((one for one in await frames(turn, asking) if one.quarters), None)
    if frame is None or len(frame.quarters) != 1:
        return text
    rest = match["rest"] or match["rest2"] or ""
    return f"{quarter_name(*beside(frame.quarters[0], -1))}{rest}{'' if rest else '呢'}"
