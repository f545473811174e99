"""What a reviewer's words say of a row's figures where it is asked which one is changed.

没有奖惩和评比 denies two items, 只有文件 all the others, 减到 8 分 whatever brings the row to 8
points if there is one way only. Shared by 核减, 改判 and 更正; nothing is settled here, the page
shows what was heard before it is confirmed. A single number is read by ``typed_figure``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from bot.forms.form import Raw
from bot.review import typed_figure
from bot.review.typed_figure import Spoken
from bot.review.words import asks
from bot.speech import numbers
from scoring.scheme import Input, Row

Values = Mapping[str, Raw]

_APART: Final = re.compile(r"[，,、；;。.！!\s]+|(?<=.)(?:和|及|与|还有|以及)(?=.)")
_OFF: Final = (
    r"(?:没有做到|没有|没做到|没|未能?|无|缺少|缺了?|少了?|不认可?|不算|不计|不给|不含|去掉|取消|划掉|删掉|删去"
    r"|核减|减掉|减去|扣掉|扣除|扣|除去)"
)
_OFF_BEFORE: Final = re.compile(rf"^(?:把|将)?{_OFF}(?:的是)?")
_OFF_AFTER: Final = re.compile(
    r"(?:这一?项)?(?:也|都|还|应|要|应该)*"
    r"(?:改[为成]|算|是|填)?(?:否|没有|没做到|没做|没|不[认算计行]|不是|不对|不属实|不成立|不符合?|无效|去掉|取消)"
    r"(?P<lacking>(?:佐证)?(?:证明|材料|佐证|文件|照片|依据|盖章)?(?:不足)?)(?:了|的)?$"
)
_ON_AFTER: Final = re.compile(r"(?:改[为成]|算|是|填)(?:是|有|对)$")
_ON_BEFORE: Final = re.compile(
    r"^(?:把|将)?(?:补?认可?|应该?算|也?算|恢复|补上|加上|确实?有|现在有|已经?有?|有)"
)
_ONLY: Final = re.compile(r"^(?:只认可?|只有|只算|只计|仅有?|只做到了?|只保留|保留)")
_LACKING: Final = re.compile(r"(?:的)?(?:佐证)?(?:证明|材料|佐证|依据|照片)(?:不足)?$")
_EVERY: Final = re.compile(
    rf"^(?:全部?|全都|都|一项都?|一项也){_OFF}.{{0,3}}$|^(?:全部?|都)改[为成]否$"
)
_BARE_NO: Final = ("否", "不是", "没有", "不认", "不算", "无", "改为否", "改成否")
_MOST_FLAGS: Final = 12
_MOST_COUNT: Final = 500
_MOST_RISE: Final = 50


@dataclass(frozen=True)
class Heard:
    """Figures as the words would have them, and the words again where they tell a reason."""

    values: dict[str, Raw]
    reason: str = ""


@dataclass(frozen=True)
class Points:
    """Points were named; ``ways`` are the smallest changes that bring exactly those."""

    points: Decimal
    ways: tuple[dict[str, Raw], ...]


@dataclass(frozen=True)
class _Part:
    name: str | None
    value: bool | None
    only: bool
    tells: bool
    """Says more than a name: may be the reason too."""


def items(row: Row, standing: Values, text: str) -> Heard | None:
    """The yes-or-no figures the words name; None where they name none.

    A name alone is what its button does: what stands as yes becomes no. A word of denial holds
    for the names after it, too (少了奖惩和评比).
    """
    flags = [one for one in row.inputs if one.kind == "flag"]
    said = text.strip()
    stand = [one.name for one in flags if standing.get(one.name)]
    if _EVERY.match(said) or (said.rstrip("。") in _BARE_NO and len(stand) == 1):
        return Heard(dict.fromkeys(stand, False)) if stand else None
    parts = _parts(flags, said)
    named = {one.name: one for one in parts if one.name is not None}
    kept = [name for name, one in named.items() if one.only]
    values: dict[str, Raw] = dict.fromkeys(stand, False) if kept else {}
    for name, one in named.items():
        values[name] = one.value if one.value is not None else not standing.get(name)
    values = {name: raw for name, raw in values.items() if name not in kept}
    tells = any(one.tells or one.name is None for one in parts)
    return Heard(values, said if tells else "") if values else None


def _parts(flags: list[Input], said: str) -> list[_Part]:
    found: list[_Part] = []
    value: bool | None = None
    only = False
    for part in filter(None, _APART.split(said)):
        one = _part(flags, part)
        if one.name is not None and one.value is None and not one.only:
            one = _Part(one.name, value, only, one.tells)
        value, only = one.value, one.only
        found.append(one)
    return found


def _part(flags: list[Input], part: str) -> _Part:
    if name := _named(flags, part):
        return _Part(name, None, only=False, tells=False)
    if match := _ONLY.match(part):
        return _Part(_named(flags, part[match.end() :]), True, only=True, tells=False)
    if match := _ON_AFTER.search(part):
        return _Part(_named(flags, part[: match.start()]), True, only=False, tells=False)
    if match := _OFF_AFTER.search(part):
        name = _named(flags, part[: match.start()])
        if name is not None:
            return _Part(name, False, only=False, tells=bool(match["lacking"]))
    if match := _OFF_BEFORE.match(part):
        rest = part[match.end() :]
        core = _LACKING.sub("", rest)
        name = _named(flags, rest) or _named(flags, core)
        return _Part(name, False, only=False, tells=core != rest)
    if match := _ON_BEFORE.match(part):
        return _Part(_named(flags, part[match.end() :]), True, only=False, tells=False)
    return _Part(None, None, only=False, tells=True)


def _named(flags: list[Input], words: str) -> str | None:
    """The one item with this name, or of whose name this is an evident part."""
    core = re.sub(r"^[把将]", "", words).strip("“”\"'《》的这那两项 ")
    whole = [one.name for one in flags if core in (one.name, asks.bare_name(one.name))]
    if whole:
        return whole[0]
    like = [one.name for one in flags if len(core) > 1 and core in one.name]
    return like[0] if len(like) == 1 else None


def fitting(row: Row, said: Spoken) -> tuple[int, ...]:
    """The figures, by place, that a number can be: by its measure, else all that are numbers."""
    spoken = [n for n, one in enumerate(row.inputs) if one.kind != "flag" and is_figure(said, one)]
    by_unit = [n for n in spoken if row.inputs[n].unit and said.figure.endswith(row.inputs[n].unit)]
    return tuple(by_unit if len(by_unit) == 1 else spoken)


_TAIL: Final = re.compile(
    r"(?:(?:是|有|能|可以?|才|算|可)+(?:佐证)?(?:材料|证明|盖章|认定|照片|数|的)*|属实|成立|有效|合格|达标)$"
)


def by_name(row: Row, text: str) -> tuple[int, str] | None:
    """A number said with its figure's name (案例1个, 只有一个案例有材料): which figure, the number.

    None where no figure's name, or more than one equally well, stands in the text.
    """
    said = text.strip().rstrip("。.！!")
    shared = [
        (_shared(one.name, said), n) for n, one in enumerate(row.inputs) if one.kind != "flag"
    ]
    longest = max((len(word) for word, _ in shared), default=0)
    best = [(word, n) for word, n in shared if len(word) == longest and longest > 1]
    if len(best) != 1:
        return None
    n = best[0][1]
    rest = said
    while word := _shared(row.inputs[n].name, rest):
        rest = rest.replace(word, "", 1)
    for left in dict.fromkeys((_TAIL.sub("", rest), rest)):
        if is_figure(typed_figure.spoken(left), row.inputs[n]):
            return n, left
    return None


def _shared(name: str, said: str) -> str:
    """The longest run of Chinese signs that a figure's name and a text have in common."""
    runs = (
        name[start:end]
        for start in range(len(name))
        for end in range(len(name), start + 1, -1)
        if re.fullmatch("[\u4e00-\u9fff]+", name[start:end]) and name[start:end] in said
    )
    return max(runs, key=len, default="")


def is_figure(said: Spoken, one: Input) -> bool:
    """Whether what was said is a number for this figure; points are one where points are given."""
    if said.figure.endswith("分") and one.kind != "award" and one.unit != "分":
        return False
    bare = said.number or said.figure.rstrip(f"{one.unit}分%％ ")
    return numbers.figure(bare) is not None


def counts_a_thing(said: Spoken, one: Input) -> bool:
    """Whether the number stands before a thing that the figure does not count (一张照片)."""
    counted = said.figure.removeprefix(said.number).strip()
    if not said.number or re.fullmatch(rf"(?:{numbers.MEASURES}|分|[%％])?", counted):
        return False
    try:
        typed_figure.read(one, said.figure)
    except numbers.NumberFault:
        return True
    return False


def how_many(row: Row, text: str) -> bool:
    """Whether a number of items is said, of a row that has only yes-or-no figures (只有3项)."""
    said = typed_figure.spoken(text)
    return bool(said.number) and all(one.kind == "flag" for one in row.inputs)


def points(
    row: Row,
    standing: Values,
    text: str,
    points_of: Callable[[Values], Decimal],
    *,
    more: bool = False,
) -> Points | None:
    """Points named for a row whose figures make its points; None where none are named.

    ``more``: figures may also rise, as at 改判.
    """
    said = typed_figure.spoken(text)
    if not said.figure.rstrip().endswith("分") or any(one.kind == "award" for one in row.inputs):
        return None
    number = numbers.figure(said.number)
    if number is None:
        return None
    wanted = points_of(standing) - number if said.by else Decimal(number)
    rise = more and wanted > points_of(standing)
    for changes in _changes(row, standing, rise=rise):
        found = tuple(one for one in changes if points_of({**standing, **one}) == wanted)
        if found:
            return Points(wanted, found)
    return Points(wanted, ())


def _changes(row: Row, standing: Values, *, rise: bool) -> Iterator[list[dict[str, Raw]]]:
    """One figure lowered (or raised), then ever more yes-or-no ones; the nearest comes first."""
    flags = [
        one.name
        for one in row.inputs
        if one.kind == "flag" and bool(standing.get(one.name)) is not rise
    ]
    single: list[dict[str, Raw]] = [{name: rise} for name in flags]
    for one in row.inputs:
        now = standing.get(one.name) or 0
        if one.kind == "count" and isinstance(now, int) and now <= _MOST_COUNT:
            others = range(now + 1, now + _MOST_RISE) if rise else range(now - 1, -1, -1)
            single += [{one.name: other} for other in others]
    yield single
    if len(flags) <= _MOST_FLAGS:
        for size in range(2, len(flags) + 1):
            yield [dict.fromkeys(names, rise) for names in combinations(flags, size)]
