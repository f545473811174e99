"""What a typed text says of named things: 诚信街区：省级, 省级 诚信街区, 诚信街区（省级）；无.

Pure. What stands already is kept beside it (``added``). Not here: the pages
(``bot.filling.pages.naming``), what such a list is worth (``scoring.named``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.speech.numbers import NumberFault, plain
from bot.speech.periodic import heard
from scoring import named
from scoring.exact import show
from scoring.facts import NIL
from scoring.parts import Input

Raw = bool | int | str
NONE: Final = frozenset({NIL, "没有", "都没有", "本季度没有", "零报送", "零报告", "0", "零"})
_APART: Final = re.compile(r"[;；\n]+")
_LISTED: Final = re.compile(r"[;；、，,\n]+")
_ENDS: Final = "。.！! "


def read_named(one: Input, text: str) -> str:
    """The list a text is, in its one way of being written.

    Raises:
        NumberFault: a part of it has no level, or a name cannot be one.
    """
    said = plain(text).strip().strip(_ENDS)
    if heard(said) in NONE:
        return NIL
    found = _pairs(one, said, _LISTED) or _pairs(one, said, _APART)
    if not found:
        levels = "、".join(word for word, _ in one.choice)
        raise NumberFault(f"没有看懂：每{one.unit}要写“名称：级别”，级别是{levels}。")
    try:
        return named.written(found, one.choice)
    except named.Misnamed as fault:
        raise NumberFault(f"{fault.sentence}。") from fault


def how(one: Input) -> str:
    """How such a list is written."""
    levels = "、".join(f"{word} {show(points)} 分" for word, points in one.choice)
    return (
        f"请逐{one.unit}发“名称：级别”，例如“诚信街区：{one.choice[0][0]}”，"
        f"几{one.unit}用分号隔开，没有就发“无”。{levels}，同一{one.unit}只按最高的级别计一次。"
    )


def level_of(one: Input, text: str) -> str | None:
    """The level a text is, and nothing else."""
    said = plain(text).strip().strip(_ENDS)
    return next((word for word, _ in one.choice if said == word), None)


def bare_name(one: Input, text: str) -> str | None:
    """The one name a text may be, its level not yet said."""
    said = plain(text).strip().strip(_ENDS)
    fits = 1 < len(said) <= named.LONGEST and not re.search(r"[;；:：\n?？]", said)
    return said if fits and level_of(one, said) is None and heard(said) not in NONE else None


def added(stands: Raw | None, more: Raw | None) -> Raw | None:
    """What stands with more behind it; 无 says that there is nothing.

    Raises:
        NumberFault: they are too many.
    """
    if more in (None, NIL) or stands in (None, NIL, more):
        return more
    had = named.parted(str(stands))
    new = [pair for pair in named.parted(str(more)) if pair not in had]
    if len(had) + len(new) > named.MOST:
        raise NumberFault(f"最多 {named.MOST} 件，现在有 {len(had)} 件。")
    return "；".join(f"{name}：{level}" for name, level in (*had, *new))


def without(stands: Raw | None, place: int) -> str | None:
    """What is left when one of them is taken away; None where there is no such."""
    pairs = named.parted(str(stands)) if stands is not None else []
    if not 0 <= place < len(pairs):
        return None
    left = [pair for at, pair in enumerate(pairs) if at != place]
    return "；".join(f"{name}：{level}" for name, level in left) or NIL


def _pairs(one: Input, said: str, apart: re.Pattern[str]) -> list[named.Pair]:
    found = [_pair(one, part.strip()) for part in apart.split(said) if part.strip()]
    return [pair for pair in found if pair is not None] if all(found) else []


def _pair(one: Input, part: str) -> named.Pair | None:
    words = "|".join(re.escape(word) for word, _ in sorted(one.choice, key=lambda x: -len(x[0])))
    ends = re.fullmatch(
        rf"(?P<name>.+?)\s*(?:[:：\s]\s*(?P<a>{words})|[（(](?P<b>{words})[)）])", part
    )
    if ends is not None:
        return ends["name"], ends["a"] or ends["b"]
    begins = re.fullmatch(rf"(?P<level>{words})[:：\s]\s*(?P<name>.+)", part)
    return (begins["name"], begins["level"]) if begins is not None else None
