"""Named things, each with a level: 诚信案例：省级；示范街区：市级, and what they are worth.

Here: reading such a list, its one way of being written, and which of it counts: a name that is
told twice counts once, at its highest level. Not here: the verb that scores it (`verbs.named`), the
door for facts (`facts`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.exact import ZERO, plain

Level = tuple[str, Decimal]
Pair = tuple[str, str]
MOST: Final = 100
LONGEST: Final = 60
NONE: Final = "无"
_APART: Final = re.compile(r"[;；\n]+")
_COLON: Final = re.compile(r"[:：]")
_SIGNS: Final = re.compile(r"[\s《》〈〉“”‘’\"'「」『』]+")


class Misnamed(Exception):
    """A list that cannot be read; `sentence` says what is wrong with it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def parted(text: str) -> list[Pair]:
    """Return the names and levels of a written list. Raises Misnamed."""
    if text.strip() in (NONE, ""):
        return []
    found = []
    for part in (one.strip() for one in _APART.split(text) if one.strip()):
        pieces = [one.strip() for one in _COLON.split(part)]
        if len(pieces) != 2:
            raise Misnamed(f"“{part[:30]}”要写成“名称：级别”，几件用分号隔开")
        found.append((pieces[0], pieces[1]))
    return found


def written(pairs: Sequence[Pair], levels: Sequence[Level]) -> str:
    """Return the list in its one way of being written. Raises Misnamed."""
    known = [word for word, _ in levels]
    if len(pairs) > MOST:
        raise Misnamed(f"最多 {MOST} 件")
    for name, level in pairs:
        if not same(name) or len(name) > LONGEST or _APART.search(name) or _COLON.search(name):
            raise Misnamed(f"名称要有 1 到 {LONGEST} 个字，里面不能有冒号和分号")
        if level not in known:
            raise Misnamed(f"“{name}”的级别只能是{'、'.join(known)}")
    return "；".join(f"{name}：{level}" for name, level in pairs) or NONE


def same(name: str) -> str:
    """Return what two ways of writing one name have in common."""
    return _SIGNS.sub("", normalize("NFKC", name)).casefold()


def counted(pairs: Iterable[Pair], levels: Sequence[Level]) -> list[tuple[str, str, int]]:
    """Return each name once with its best level, and how often it was told; in their order."""
    worth: Mapping[str, Decimal] = dict(levels)
    best: dict[str, tuple[str, str, int]] = {}
    for name, level in pairs:
        first, had, often = best.get(same(name), (name, level, 0))
        best[same(name)] = (first, max(had, level, key=lambda one: worth[one]), often + 1)
    return list(best.values())


def worth_of(text: str, levels: Sequence[Level]) -> Decimal:
    """Return what the list comes to."""
    worth = dict(levels)
    return sum((worth[level] for _, level, _ in counted(parted(text), levels)), ZERO)


def said(text: str, levels: Sequence[Level]) -> str:
    """Return what counts of the list: 甲 省级 3 分（“甲”报了 2 次，只按最高的计一次）."""
    worth = dict(levels)
    found = counted(parted(text), levels)
    listed = "、".join(f"{name} {level} {plain(worth[level])} 分" for name, level, _ in found)
    twice = [f"“{name}”报了 {often} 次" for name, _, often in found if often > 1]
    return listed + (f"（{'、'.join(twice)}，只按最高的计一次）" if twice else "")
