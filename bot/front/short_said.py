"""A short sentence of the office behind a page, in the words its readers know. No page of its own.

Only where something was shown just now: out of the blue 占几成 leans on nothing.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from bot.corridor.turn import Turn
from bot.front import of_a_list
from bot.front.asking import Asking
from bot.front.lately import Lately, lately
from bot.front.shown import SHOWN
from bot.questions.short_said import of_subject, plainer
from bot.speech.quarters import name as quarter_name
from storage.database import moment
from storage.queries import inquiries

_DID: Final = re.compile(r"^(?:那|他|她)*(?:退|核减|扣|减|打回)(?:回|了|过|掉)*(?:几|多少|哪|谁)")


async def in_known_words(turn: Turn, asking: Asking, text: str) -> str:
    """The sentence as the page before it has it heard; the text itself where none stands there."""
    if not asking.office or turn.incoming.route is not None:
        return text
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or turn.now - moment(last.at) > SHOWN:
        return text
    person = str(json.loads(last.said).get("person") or "")
    if person and _DID.search(text) and not asking.roster.find_in(text):
        return f"{person}核减和退回了哪些"  # 退了几个, behind 王芳审了多少
    of = await lately(turn, asking)
    if (held := _against(text, json.loads(last.said), of)) is not None:
        return held
    said = of_subject(text, of.subject or _offered(of), of.kind)
    if said == text and of.unit is None and await of_a_list.listed(turn) is None:
        return text  # nothing stands there that it could be of
    return said if said != text else plainer(text)


def _offered(of: Lately) -> str:
    """What was offered of a unit's papers is about these, too."""
    return "佐证材料" if any("材料" in one or "疑点" in one for one in of.wishes) else ""


_AHEAD: Final = re.compile(
    r"(?:那|都|各)*(?:比|跟|和)第二(?:名|的)?(?:相?差|高|多|领先|强)(?:出|了)?(?:多少|几)分?(?:呢|啊)?"
)
_AGAINST: Final = re.compile(
    r"(?:那|再|也)*(?:跟|和|与|同|拿)(?P<quarter>(?:去年)?(?:[一二三四]季度?|上个?季度?|上一?季度?))(?:的)?"
    r"(?:来|再|做个?|也)*(?:对照|对比|比较|比对|比)(?:一?[对比]|一下|看看|看)*(?:吧|呢)?"
)


def _against(text: str, said: dict[str, Any], of: Lately) -> str | None:
    """跟二季度对照一下, behind a ranking: the points of both quarters, of that table."""
    if of.unit or of.quarter is None:
        return None
    when = quarter_name(*of.quarter)
    if _AHEAD.fullmatch(text.strip()) and any("第一" in one for one in of.wishes):
        return f"{when}{of.group}第一名和第二名差多少分"
    match = _AGAINST.fullmatch(text.strip())
    if match is None or said.get("meaning") != "ranking":
        return None
    return f"{of.group}{when}和{match['quarter']}得分"
