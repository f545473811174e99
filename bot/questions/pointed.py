"""What a sentence points back with: 里面, 他们, 各自, 它, 这项, 当时; and the sentence said whole.

它三季度这项呢 is about a unit, a row and a quarter that were named before. Cut out, the words that
point leave what is asked; put in their place, the names make a sentence that stands by itself and
that the grammars read as any other. Nothing here knows what was said before. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from bot.speech.numbers import figure, plain

Slot = Literal["when", "who", "row", "about"]
"""What may be carried: a quarter, units or a table, a row, what a list was about."""
LONGEST: Final = 30

_SO_MANY: Final = r"(?:些|几[家个]|[0-9一二两三四五六七八九十]{1,3}[家个]|批)"
_MANY: Final = re.compile(
    rf"(?:他们|它们|她们|^(?:这|那|上面|刚才|上边)(?:的)?(?:这|那)?{_SO_MANY})(?:单位)?(?:里[头面边]?|中|当中)?(?:的)?"
    r"|^(?:那|这)?(?:里[头面边](?!长|程)|其中|当中|名单[里上中])(?:的)?|各自(?:的|都)?|分别|挨个|每家(?:都)?"
)
_ONE: Final = re.compile(
    r"(?:那|这)?(?:[它他她]|人家|该单位|该[局镇乡])(?:单位|那边|那儿|家)?(?:的)?|其(?![他它中余实次])"
    r"|^[这那](?:(?:个|家)(?:单位|局|镇|乡)|家|[局镇乡])(?:的)?"
)
_ROW: Final = re.compile(r"[该这那同](?:一)?(?:个)?(?:项|指标|项目)(?:指标)?(?!目)(?:的|上)?")
_THEN: Final = re.compile(r"当时|那(?:个|一)?(?:季度?|时候?|会儿|次|回|阵)")
_LEAD: Final = re.compile(
    r"^(?:那么|那就?(?!些|批|[几两0-9一二三四五六七八九十]{1,3}[家个]|里|其中|[家局镇乡]|个?季|时|会|次|回|阵"
    r"|个(?:单位|局))|所以|还有|再看一?下|再看看?|再|然后|就|又|请|帮我|给我|[,，\s])+"
)
_TAIL: Final = re.compile(r"(?:的)?(?:呢|啊|呀|吧|嘛|呗|来着|[?？。.!！~\s])+$")
_SHORT: Final = 14


@dataclass(frozen=True, slots=True)
class Moved:
    """What is held against another quarter."""

    quarter: str
    """As it was said."""
    measure: Literal["rank", "total", "count"]
    """By places, by points; of a list by how many they are."""


_MOVED: Final = re.compile(
    r"(?:都|名次|排名|得分|分数|是)*(?:比|跟|和|与|较|同)(?P<quarter>(?:去年)?(?:[一二三四]|上一?个?)季度?)(?:的)?"
    r"(?:相比|比较?|来说|对比)?(?:名次|排名|得分|分数|优秀的)*"
    r"(?=.*[升降涨跌掉进退变滑落高低少多差])[是还升降涨跌掉进退变提下滑落差高低少多前后靠动步了得没有化又都]+"
    r"(?:几|多少)?(?P<what>名|位|分|个名次|个|家)?(?:了|没有?|吗)*"
)
"""各自比三季度升了降了几名, of the places; 几分, of the points."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a sentence points at, and what it asks of that."""

    rest: str
    """The sentence without the words that point; empty: the same is asked again."""
    many: bool = False
    """他们, 里面, 各自: several units."""
    count: int = 0
    """这三家: so many of them."""
    one: bool = False
    """它, 该局: one unit."""
    row: bool = False
    then: bool = False
    """当时: the quarter that was spoken of."""
    short: bool = False
    moved: Moved | None = None
    """比三季度升了几名: held against what, and by what."""

    @property
    def needs(self) -> frozenset[Slot]:
        """What it cannot be read without."""
        found: list[Slot] = ["who"] if self.many or self.one else []
        found += ["row"] if self.row else []
        found += ["when"] if self.then else []
        return frozenset(found)

    @property
    def asks(self) -> tuple[str, ...]:
        """What is asked; of a row, what it came to where nothing else is: 三季度这项呢."""
        if not self.rest:
            return (_THE_SAME,)
        return (self.rest, f"{self.rest}{_THE_SAME}") if self.row else (self.rest,)

    @property
    def leans(self) -> bool:
        """Whether it may be about what was said before at all."""
        return bool(self.needs) or self.short


def pointed(text: str) -> Pointed:
    """A sentence with what it points back with cut out."""
    said = plain(text).strip()
    bare = _TAIL.sub("", _LEAD.sub("", said))
    many, row, then = _MANY.search(bare), _ROW.search(bare), _THEN.search(bare)
    rest = bare
    rest = _MANY.sub("", rest)
    for pattern in (_ROW, _THEN):
        rest = pattern.sub("", rest, count=1)
    one = None if many else _ONE.search(rest)
    rest = rest if one is None else rest[: one.start()] + rest[one.end() :]
    return Pointed(
        _NOW.sub("", _NOW.sub("", _TAIL.sub("", rest).strip(" ,，的"))),
        many=many is not None,
        count=_count(many[0]) if many else 0,
        moved=_moved(bare if many is None else rest),
        one=one is not None,
        row=row is not None,
        then=then is not None,
        short=len(bare) <= _SHORT,
    )


_NOW: Final = re.compile(
    r"(?<=季度)(?:现在|目前|眼下|当前)(?:的)?(?:都|又)?|(?<=季)(?:现在|目前)|(?<=季度)(?:都|又)?是(?=多少|几|第几)"
)
"""四季度现在: of that quarter, as it stands; 是多少分 asks what 多少分 asks."""
_HOW_MANY: Final = re.compile(r"(?P<n>[0-9]{1,2}|[两三四五六七八九十])[家个]")


def _count(said: str) -> int:
    """这三家: three; 这几家: nobody says how many."""
    match = _HOW_MANY.search(said)
    return int(figure(match["n"]) or 0) if match else 0


def _moved(said: str) -> Moved | None:
    match = _MOVED.fullmatch(said.strip(" ,，的"))
    if match is None:
        return None
    if match["what"] in ("名", "位", "个名次") or re.search("名次|排名", said):
        return Moved(match["quarter"], "rank")
    more = match["what"] in ("个", "家") or (match["what"] is None and _MORE.search(said))
    return Moved(match["quarter"], "count" if more else "total")


_MORE: Final = re.compile(r"[多少]了?(?:还是|$)")
"""比二季度多了还是少了."""


def wholes(
    of: Pointed, carried: dict[Slot, str], *, must: frozenset[Slot] = frozenset()
) -> Iterator[tuple[str, frozenset[Slot]]]:
    """The sentence said whole, with all that may be carried first, then with less of it.

    ``must``: what is left out of none of them, beside what is pointed at.
    """
    given: list[Slot] = [one for one in _ORDER if carried.get(one)]
    kept = (of.needs | must) & frozenset(given)
    if of.needs - frozenset(given):
        return
    for size in range(len(given), max(len(kept), 1) - 1, -1):
        for those in combinations(given, size):
            if kept <= frozenset(those):
                said = "".join(carried[one] for one in those)
                for asked in of.asks:
                    yield said + asked, frozenset(those)


_ORDER: Final[tuple[Slot, ...]] = ("when", "who", "row", "about")
_THE_SAME: Final = "得分"
