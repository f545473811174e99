"""Figures of other bodies as a person says them: 交通局有一笔拖欠，记上; 安良镇信易贷4家. Pure.

Which figures are meant, of which units, with what value. Nothing is guessed: every sign of the
sentence is a unit, the figure's name, a value or a small word, else it is none of ours. Writing is
``bot.supply.pages.by_word``'s, behind a tap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.speech.names import Roster
from bot.speech.numbers import figure, plain
from bot.supply.table import Column, key

_N: Final = r"(?:[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百]+)"
_VALUE: Final = re.compile(
    r"(?P<clear>(?:[记录弄搞填写报]错|看错|看花眼)?了?[,，]?(?:请|先|把它|给)?(?:去掉|删[掉了除]|清[掉空]|撤[掉了]|作废|抹掉))"
    rf"|百分之(?P<of>{_N}|百)"
    rf"|(?P<share>{_N})\s*[%％]"
    rf"|(?P<count>{_N})\s*(?P<measure>[条家笔件次户个起项])(?!(?<=一次)(?:性|[录填登记]))"
    r"|(?P<none>(?:都|均|也|全部?|一律|是)*(?:没有过?|没得|没|未|无|不存在|不涉及|填?0(?![0-9.])|为?0(?![0-9.])|填?零|否)(?:一?[家条笔个件次户起项])?)"
    r"|(?P<there>(?:是|确实)?有(?!没有)|出现了?|发生了?|存在)"
)
_ROW: Final = re.compile(r"[一二三四五六七八九]\.[0-9]{1,2}[a-z]?项?")
_BODIES: Final = (
    r"(?:上面|市里|县里|省里|上级|银行|人行|银保监局?|金融机构|法院|各?部门|平台)"
    r"(?:那边|那儿|那里)?"
)
_CHECKED: Final = (
    r"(?:都|已经|全部?)?(?:查|核|核实|核对|核查|统计|反馈|比对)(?:过|完|好|回来|过来|下来)*了?(?=[,，。:：\s]|$)"
    rf"|{_BODIES}?(?:已经)?(?:反馈|给|报|发|送|传|来)(?:过来|来)?(?:了)?的?(?:数据?|结果|名单)?了?(?=[,，。:：\s]|$)"
    rf"|^{_BODIES}(?=[,，:：\s]|查|核|反馈)"
)
"""查完了, 市里给数了: that somebody has looked, before what was found."""
_SOFT: Final = re.compile(
    rf"^(?:{_CHECKED}|一次性?(?=录|填|登|记)|统一|[这那]一?[块项](?!数)|(?:录|登|填|记)(?:进[去来]|到里面)|登上|登一下|增长"
    r"|来数了?|市信用办|信用办|[来给报]数了|它(?=[一二两0-9])|(?:涉及的?)?(?:户|家)的"
    r"|就[这那他它]一?[家个]|[那这][条笔家个]|把|将|请|麻烦你?|帮我|给我|给|那个?|就|先|的|了|吧|啊|是|为|成|录入|录上|录成|录|记上|记成|记一下|记为|记录|记|登记"
    r"|填上|填成|填|报了|上报了?|报来了?|累计|共|一共|总共|截至|目前|这季度|本季度|这次|数据|数|情况|单位|款|账款|企业|欠款"
    r"|说|来数了?|来了|市信用办|信用办|一下|改成|改为|应该是|应为|过来|再加上?|还有|加上|另外|也|不对|哎|等等|我?(?:刚才|刚)?[写记弄搞说报填打录看]错了|错了|应该|应当|才对|就[这他它]一[家个]|[那这][条笔家个]|比?率|[,，。、:：;；\s])"
)
_OTHERS: Final = re.compile(
    r"(?:别的?|其他|其它|其余|剩下|另外)(?:的)?(?:各家|单位|几家|家|局|乡镇)?(?:的)?"
    r"|(?:全县|各|所有的?|全部的?|每个)(?:单位|乡镇(?:街道)?|街道|局|部门)(?:的)?|(?:全县|乡镇|大家)(?:的)?"
)
_ASKS: Final = re.compile(
    r"[?？吗呢谁哪怎咋]|多少|几(?![一-鿿]*[0-9])|了没|有没有|是否|什么|先别|不要|别(?!的)|不用|不是|听说|好像|可能|大概"
)
_NOT_SO: Final = re.compile(
    rf"[,，]?(?:而)?不是\s*{_N}\s*[%％条家笔件次户个起项]|(?<=[条家笔%％])[,，]?(?:原来|之前|上次)(?:是|报的?|录的?)?\s*{_N}\s*[%％条家笔件次户个起项]"
)
"""是4家不是3家: what it is not."""
LONGEST: Final = 120
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one unit, or of all that have none yet (``unit`` None)."""

    unit: int | None
    said: str
    """As a cell would have it: 3, 95%, 是, 否."""
    group: str = ""
    """县直, 乡镇: only these, where all others are meant."""
    parts: str = ""
    """迟报4条错报1条: what one figure is the sum of."""
    more: bool = False
    """Whether it comes to what is there already."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a sentence says of supplied figures."""

    hints: tuple[str, ...]
    """What the figure is called; none: the one that was spoken of before."""
    row: str
    figures: tuple[Figure, ...]
    orders: bool = False
    """Whether it is said in so many words that it is to be written: 记上, 录入."""


def spoken(text: str, roster: Roster, names: Sequence[str]) -> Spoken | None:
    """What a sentence says; None: it asks, denies, or a word is left over.

    ``names``: how the figures and their rows are called.
    """
    said = _OWES.sub(_owing, _NOT_SO.sub("", plain(text).strip().rstrip("。!！")))
    if not said or len(said) > LONGEST or _ASKS.search(said) or not _VALUE.search(said):
        return None
    words = _Words(said, roster, names)
    if words.stray:
        return None
    found = words.told()
    return None if found is None else replace(found, orders=_WRITES.search(said) is not None)


_OWES: Final = re.compile(
    r"(?P<no>没有|没|未|不)?(?:拖)?欠(?:了|着)?(?:中小微?|民营)?企业(?:的)?(?:工程)?(?:钱|款项?|账款?)(?:了|的)?"
)


def _owing(found: re.Match[str]) -> str:
    """欠中小企业钱 is 有拖欠."""
    return "没有拖欠" if found["no"] else "有拖欠"


_NOBODY: Final = 0
_TELLS: Final = re.compile(
    r"(?:那边|那儿|的同志|的人|刚才?|今天|昨天|又)*(?:(?:来电话?|打来?电话|来函)?(?:说|反映|告诉我们?|通知我们?|通报)(?:是|了)?[,，:：]?"
    r"|(?:报|发|送|传|给|交)?(?:过)?来(?:的?数据?|的?数字|了|的)*[,，:：]"
    r"|(?:都|已经)?(?:核实|核对|核查|核|查|统计|比对|反馈)(?:过|完|好)*了[,，:：])"
)
_WRITES: Final = re.compile(
    r"记上|记一下|记录|录|登记|登上|登一下|登进|填[上成0]|[来给]数了|(?:再|又)[加扣记](?:它)?[一二两三四五六七八九十0-9]"
)
_MORE: Final = re.compile(
    r"(?:再|又)(?:给)?(?:加|扣|记|添|多)上?(?:它|他们?)?(?=[0-9一二两三四五六七八九十])"
)
"""再加2条 comes to what is there; 改成2条 takes its place."""


class _Words:
    """The sentence from left to right: units, hints, values."""

    def __init__(self, said: str, roster: Roster, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self.hints: list[str] = []
        self.row = ""
        self.stray = False
        self._found: list[tuple[str, object]] = []
        spans = {
            one.start: (one.end, one.found.unit.id)
            for one in roster.find_in(said)
            if one.found.sure and one.found.unit
        }
        self._who_says(said, spans)
        place = 0
        while place < len(said) and not self.stray:
            place = self._take(said, place, spans)

    @staticmethod
    def _who_says(said: str, spans: dict[int, tuple[int, int]]) -> None:
        """工信局说住建局有拖欠: who tells of another unit is not the one it is told of."""
        for start in sorted(spans):
            end, _ = spans[start]
            last = start == max(spans) and not _OTHERS.search(said, end)
            if not last and (tells := _TELLS.match(said, end)):
                spans[start] = (tells.end(), _NOBODY)

    def _take(self, said: str, place: int, spans: dict[int, tuple[int, int]]) -> int:
        if place in spans:
            end, unit = spans[place]
            if unit != _NOBODY:
                self._found.append(("unit", unit))
            return end
        if match := _ROW.match(said, place):
            self.row = match.group().removesuffix("项")
            return match.end()
        if match := _MORE.match(said, place):
            self._found.append(("more", True))
            return match.end()
        if match := _OTHERS.match(said, place):
            self._found.append(("others", match.group()))
            return match.end()
        hint, match = self._hint(said[place:]), _VALUE.match(said, place)
        if match and match.end() - match.start() >= len(hint):
            self._found.append(("value", match))
            return match.end()
        if hint:
            self.hints.append(hint)
            self._found.append(("hint", hint))
            return place + len(hint)
        if soft := _SOFT.match(said[place:]):
            return place + soft.end()
        self.stray = True
        return place

    def _hint(self, said: str) -> str:
        """The longest beginning that is a part of a figure's name."""
        for length in range(min(len(said), 20), _LEAST - 1, -1):
            part = said[:length]
            if (
                len(key(part)) >= _LEAST
                and part[-1] not in ",，、:： "
                and _names_one(part, self._names)
            ):
                return part
        return ""

    def told(self) -> Spoken | None:
        """The values with their units."""
        found: list[Figure] = []
        waiting: list[tuple[int | None, str]] = []
        last: list[tuple[int | None, str]] = []
        before_all: list[str] = []  # 错报2条记上，财政局的: said before anybody was named
        named = False  # whether a name of a figure stands between two values
        more = any(kind == "more" for kind, _ in self._found)
        for kind, what in self._found:
            if kind == "unit" and isinstance(what, int):
                waiting.append((what, ""))
            elif kind == "others":
                waiting.append((None, "乡镇" if "乡镇" in str(what) else ""))
            elif kind == "hint":
                named = True
            elif isinstance(what, re.Match):
                whose = waiting or last
                value = _value(what)
                before_all += [] if whose else [value]
                before = [] if waiting else [one for one in found if (one.unit, one.group) in whose]
                again = _again(before, value, named=named)
                if again is None:
                    return None
                found = [one for one in found if one not in before]
                found += [Figure(unit, again[0], group, again[1], more) for unit, group in whose]
                last, waiting, named = whose, [], False
        if waiting and not found and _alone(before_all) and self.hints:
            found = [Figure(unit, before_all[0], group, "", more) for unit, group in waiting]
            waiting = []
        if waiting or not found or _unclear(found):
            return None
        return Spoken(tuple(dict.fromkeys(self.hints)), self.row, tuple(found))


def _alone(values: Sequence[str]) -> bool:
    """Whether it is one count: 没报的乡镇 asks, and says of nobody that there is none."""
    return len(values) == 1 and _COUNTED.fullmatch(values[0]) is not None


def _unclear(found: Sequence[Figure]) -> bool:
    """Of several figures, which of them come to what is there is not said; only counts can."""
    return found[0].more and (len(found) > 1 or not _COUNTED.fullmatch(found[0].said))


_COUNTED: Final = re.compile(r"[1-9][0-9]*[条家笔件次户个起项]")


def _again(of: Sequence[Figure], value: str, *, named: bool) -> tuple[str, str] | None:
    """A second value of a unit: 有一笔 says one thing, 迟报4条错报1条 is a sum."""
    if not of:
        return value, ""
    before = of[0]
    if before.said in (value, "是") and not named:
        return value, ""
    first, second = (re.fullmatch(r"([0-9]+)(\D)", one) for one in (before.said, value))
    if not named or not first or not second or first[2] != second[2]:
        return None
    parts = f"{before.parts or before.said}＋{value}"
    return f"{int(first[1]) + int(second[1])}{first[2]}", parts


def _names_one(part: str, names: Iterable[str]) -> bool:
    wanted = key(part)
    return any(wanted in one for one in names)


def _value(match: re.Match[str]) -> str:
    if match["clear"]:
        return ""
    if match["none"]:
        return "无"
    if match["there"]:
        return "是"
    if match["of"] or match["share"]:
        read = "100" if match["of"] == "百" else figure(match["of"] or match["share"])
        return f"{read}%"
    return f"{figure(match['count'])}{match['measure']}"


def said_value(said: str) -> str:
    """A value by itself, as a cell would have it: 两条 is 2条; empty: it is none."""
    match = _VALUE.fullmatch(said)
    return "" if match is None or match["clear"] else _value(match)


def meant(said: Spoken, columns: Iterable[Column]) -> list[Column]:
    """The columns that the words may mean: all hints are in the name, the name of the row or what
    the row is about.
    """
    found = []
    for one in columns:
        if said.row and one.row.id != said.row:
            continue
        name = "|".join((key(f"{one.row.id}{one.row.name}{one.input.name}"), *_terms(one)))
        if all(key(hint) in name for hint in said.hints):
            found.append(one)
    own = [one for one in found if any(key(h) in key(one.input.name) for h in said.hints)]
    return own or found


def names_of(columns: Iterable[Column]) -> Iterator[str]:
    """How figures and their rows are called, as ``spoken`` wants them."""
    for one in columns:
        yield key(one.input.name)
        yield key(one.row.name)
        yield from _terms(one)


def _terms(column: Column) -> list[str]:
    """What the document itself calls the row in inverted commas: “双公示”."""
    return [key(one) for one in _QUOTED.findall(f"{column.row.text}{column.row.content}")]


_QUOTED: Final = re.compile(r"“([一-鿿+＋A-Za-z]{2,8})”")
