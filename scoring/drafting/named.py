"""Things that have a name and a level: 国家级加5分、省级加3分, 同一事项就高不重复.

Here: when the terms of a clause are levels of one and the same thing, and what the thing and each
level are called. Not here: levels of which one counts for the whole row (`whole`, `together`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import GET, LOSE, Keys, N, State, clean, safe

_TWO: Final = 2
_LONG: Final = 24
_LEADING: Final = re.compile(
    r"^(?:荣获|获得|获(?!评)|受到|被|得到|在|经|每(?:个|项|次|篇|条)?|新)+(?=.{2})"
)
_PLAIN: Final = {"each", "if", "unit", "points"}
_OWN_UNIT: Final = re.compile(r"同一?(?P<unit>个|件|项|篇|条|人|类)|同一?(?:信息|稿件|文章)")


def as_named(state: State) -> bool:
    """Make one term of named things out of all that is added; False: they are no such levels."""
    said = [one for at, sign, one in state.placed if sign > 0 and at <= state.same_in]
    before = [one for one in state.add if any(one is each for each in said)]
    before = before if len(before) >= _TWO else state.add
    terms = [one for one in before if set(one) <= _PLAIN]
    if len(terms) < _TWO or len(terms) != len(before) or state.within is not None:
        return False
    labels = [str(one.get("each", one.get("if"))) for one in terms]
    units = {str(one["unit"]) for one in terms if "unit" in one}
    thing, levels = _parted(labels)
    if not levels or len(units) > 1 or any(set(one) & set(":：;；\n") for one in levels):
        return False
    spoken = len(thing) > _TWO or thing in ("表彰", "荣誉", "奖励")
    name = thing if spoken else f"{_about(state)}{thing}"
    if thing and thing in _about(state):
        name = _about(state)
    unit = next(iter(units), "") or _unit_of(state.same)
    pairs = [[level, Decimal(str(one["points"]))] for level, one in zip(levels, terms, strict=True)]
    term: Keys = {"named": name, "levels": pairs}
    if unit not in ("项", "次"):
        term["unit"] = unit
    first = next(at for at, one in enumerate(state.placed) if one[2] is terms[0])
    sentence = state.placed[first][0]
    gone = {id(one) for one in terms}
    state.placed = [one for one in state.placed if id(one[2]) not in gone]
    state.placed.insert(first, (sentence, 1, term))
    state.caps = [(*one[:4], term if id(one[4]) in gone else one[4]) for one in state.caps]
    state.heard[id(term)] = state.heard.get(id(terms[0]), [])
    state.add[:] = [term, *(one for one in state.add if id(one) not in gone)]
    state.notes.append("同一件事只按最高的一级计一次，不同的相加")
    return True


_AGAIN: Final = re.compile(
    rf"(?P<what>[^,0-9每、]{{2,12}}?)(?:的)?(?:分别|依次)(?P<verb>{GET}|{LOSE})(?P<list>{N}分?(?:[、,/]{N}分?)+)"
)
_HELD: Final = re.compile(r"(?:中央|国家|省部|省|市|县|区|镇|乡)级?(?:及以上)?")


def same_levels(state: State, piece: str) -> bool:
    """理论调研类分别计20分、30分、50分 behind 区级、市级、省级: at the same levels."""
    found = _AGAIN.fullmatch(piece)
    if found is None:
        return False
    points, sign = re.findall(N, found["list"]), state.sign(found["verb"])
    before = state.placed[-len(points) :]
    ranks = [_HELD.search(str(one.get("each", ""))) for _, _, one in before]
    held = [one[0] for one in ranks if one is not None]
    plainly = all(side == sign and set(one) <= _PLAIN for _, side, one in before)
    if not plainly or len(set(held)) != len(points) or not safe(found["what"]):
        return False
    for rank, (_, _, one), worth in zip(held, before, points, strict=True):
        name = f"{clean(found['what'])}（{rank}）"
        state.put(sign, {"each": name, "unit": one["unit"], "points": Decimal(worth)})
    return True


def _unit_of(said: str) -> str:
    found = _OWN_UNIT.search(said)
    return (found["unit"] or "篇") if found is not None else "项"


def _about(state: State) -> str:
    name = clean(state.name)
    return name if _TWO <= len(name) <= _LONG else "加分事项"


_RANK: Final = re.compile(
    r"(?:被|获得|获评|获|受到|在|入选|得到)?(?:中央|全国|国家|国办|全?省|全?市|全?县|区)"
)


def _led(labels: list[str]) -> tuple[str, list[str]]:
    """工作经验, and 被国办推广 of 工作经验被国办推广, where the next is 被省里推广."""
    first, *others = labels
    found = _RANK.search(first)
    if found is None or not found.start() or not all(_RANK.match(one) for one in others):
        return "", labels
    return first[: found.start()], [first[found.start() :], *others]


def _shared(words: list[str]) -> str:
    """What all of them begin with."""
    alike = 0
    for signs in zip(*words, strict=False):
        if len(set(signs)) > 1:
            break
        alike += 1
    return words[0][:alike]


def _parted(labels: list[str]) -> tuple[str, list[str]]:
    """表彰, and 国家级, 省级 of 国家级表彰, 省级表彰; no levels: the names are not told apart."""
    lead, labels = _led(labels)
    before = re.sub("[全国省市县区乡镇一二三]+$", "", _shared(labels))
    after = _shared([one[len(before) :][::-1] for one in labels])[::-1]
    after = re.sub("^级", "", after)
    middles = [one[len(before) : len(one) - len(after)] for one in labels]
    own = clean(_LEADING.sub("", before + after))
    thing = clean(re.sub("(?:被|获|在|受|的)+$", "", lead) + own).replace("（）", "")
    levels = [_LEADING.sub("", clean(one)) for one in middles]
    if len(thing) < _TWO or not all(0 < len(one) <= _LONG for one in levels):
        thing, levels = "", [_LEADING.sub("", one) for one in labels]
    sound = len(set(levels)) == len(levels) and all(0 < len(one) <= _LONG for one in levels)
    return (thing, levels) if sound else ("", [])
