"""A notice that the office wants drafted: 拟一个催报通知, 写一份催补正的通知. Only reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.questions.leans_whom import units_or_table
from bot.speech.names import Roster
from bot.speech.numbers import plain

About = Literal["owing", "returned", ""]


@dataclass(frozen=True, slots=True)
class Composed:
    """What a notice is about (empty: that is still to be said), and whom it is for."""

    about: About
    units: tuple[int, ...] = ()
    group: str = ""


LONGEST: Final = 40
_WRITES: Final = (
    r"(?:草拟|拟写|起草|拟|写|弄|编|做|出|准备|来)(?:好|出|一下)?(?:一)?(?:个|份|条|篇|则|封)?"
)
_NOTICE: Final = re.compile(
    rf"(?:请|麻烦你?|帮我|帮忙|给我|你|那|先|再|另外"
    rf"|顺便)*(?:给(?P<whom>[^,，]+?))?{_WRITES}(?P<what>[^,，:：]*?)(?:的)?(?:红头)?(?:通知|函"
    rf"|公告|消息)(?:稿子?|草稿)?"
    r"(?:[,，:：\s]+(?P<more>.+?))?(?:吧|啊|呗|[。.!！~])*"
)
_RETURNED: Final = re.compile(r"退回|补正|打回|补材料|补齐")
_OWING: Final = re.compile(r"催|没[交报填]|未[交报]|还没|抓紧|赶紧|尽快|尽早|报送|填报")
_SENDS: Final = re.compile(r"(?:只)?(?:发给?|给)(?:到)?(?P<whom>[^,，]+?)(?:的)?")
_ASKS: Final = re.compile(r"[?？]|[吗呢]$|谁|怎|什么时候|多少|哪|了没|没有$")
_TOLD: Final = re.compile(
    r"写(?:了|过|的)|(?:拟|起草)(?:了|过|的)|已经|没(?:写|拟|起草)|(?:别|不用|不要)"
)


def composed(text: str, roster: Roster) -> Composed | None:
    """What is to be drafted; None: nothing, or the sentence asks, denies or tells."""
    said = plain(text).strip()
    if not said or len(said) > LONGEST or _ASKS.search(said) or _TOLD.search(said):
        return None
    match = _NOTICE.fullmatch(said)
    if match is None:
        return None
    what, more = match["what"] or "", match["more"] or ""
    sends = [one for one in map(_SENDS.fullmatch, re.split(r"[,，]", more)) if one]
    whom = match["whom"] or next((one["whom"] for one in sends), "")
    units, group = units_or_table(whom, roster) if whom else ((), "")
    left = "" if sends and not re.search(r"[,，]", more) else more
    about: About = (
        "returned"
        if _RETURNED.search(what + left)
        else "owing"
        if _OWING.search(what + left)
        else ""
    )
    if not about and (left or what.strip("的")):
        return None  # what it is to say is said, and is no matter that is known here
    return Composed(about, units, group)
