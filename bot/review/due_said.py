"""By when a row that goes back is supplemented, said behind it: 让他20号之前补, 给他三天. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from bot.speech.calendar import DayFault, day
from bot.speech.numbers import plain

_DUE: Final = re.compile(
    r"(?:那|就|再|还是|最晚|最迟|[,，\s])*(?:把|将)?(?:补正|补报|补)?(?:的)?(?:期限|截止|时间|日期)*"
    r"(?:(?:让|叫|请|要求|限|给|告诉)(?:他们?|它们?|对方|单位)?)?(?:在|于|改到|改成|改为|放到|定在|定到|延到|宽限到|到)?"
    r"(?P<day>[^,，让叫请不别没吗呢?？谁]{2,10}?)(?:的?时间)?(?:之前|以前|前|之内|以内|内|截止)*"
    r"(?:必须|务必|一定|要|再|重新?|把材料)*(?:补正|补报|补|报|交|改|传|弄|做|搞|填|拍|换|整)?(?:上来|上|齐|完|好|过来|回来|来)*(?:吧|就行|即可|啊)*"
)
_SO_LONG: Final = re.compile(r"[0-9一二两三四五六七八九十]{1,3}(?:天|日|个?星期|周)")


_CLAUSES: Final = re.compile(r"[,，;；。\s]+")
_PUT_AS: Final = re.compile(r"^(?:就|跟他们?|给他们?|和他们?)*说(?:是|他们)?(?=.{2})")
"""说佐证看不清: how the reason is told, and none of it."""
_BY_THEN: Final = re.compile(
    r"前|内|补|截止|期限|^(?:给|限|宽限)(?:他们?)?[0-9一二两三四五六七八九十]+[天日个周]"
)
"""What makes a clause of a reason a day to be kept, and not a day that the reason speaks of."""


def without_due(reason: str, today: date) -> tuple[str, date | None]:
    """缺使用数据，19号前补: the reason, and the day that is set behind it or before it."""
    clauses = _CLAUSES.split(reason)
    for at in dict.fromkeys((len(clauses) - 1, 0)):
        one = clauses[at].strip()
        due = due_said(one, today) if _BY_THEN.search(one) else None
        if due is not None:
            kept = [clause.strip() for place, clause in enumerate(clauses) if place != at]
            return _PUT_AS.sub("", "，".join(filter(None, kept))), due
    return reason, None


def due_said(text: str, today: date) -> date | None:
    """The day that is said, and nothing besides; None: another sentence, or no day at all."""
    said = plain(text).strip().rstrip("。!！~")
    match = _DUE.fullmatch(said)
    if match is None:
        return None
    named = match["day"]
    try:
        return day(f"{named}后" if _SO_LONG.fullmatch(named) else named, today)
    except DayFault:
        return None
