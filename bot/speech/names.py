"""Names of units as people write them: short, by alias, misspelt, misheard.

Here lives recognising a unit in a text, over names handed in by the caller. Where the names come
from, who may see a unit, and how the question "which of the two?" looks do not live here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from bot.speech.bureaus import same_as
from bot.speech.numbers import plain
from bot.speech.people_names import SURNAMES
from bot.speech.sounds import syllables
from bot.speech.spelling import LOWER, SUFFIXES, Spelling, Written, key_of, own_keys, stem_of

_LONGEST: Final = 40  # no unit has a longer name; fuzzy comparison of an essay is wasted
_NEAREST: Final = 3
_CLEAR: Final = 57.0
"""Likeness out of 100 from which a misspelt name is taken: one wrong sign in 教育局 gives 58."""
_MARGIN: Final = 9.0
"""A winner leads the second by at least this much, otherwise the person is asked."""
_TOO_COMMON: Final = {
    "信用",
    "考核",
    "工作",
    "发展",
    "中心",
    "服务",
    "材料",
    "应用",
    "监督",
    "管理",
    "统计",
}
"""Bare stems that are ordinary words in a sentence about this assessment."""


def unquoted(said: str) -> str:
    """A name without the quotation marks in which it was told: 简称改成“振兴局”."""
    return said.strip(" “”‘’\"'「」『』")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit by all its names; ``group`` is its table, such as 县直单位 or 乡镇街道."""

    id: int
    name: str
    short: str
    aliases: tuple[str, ...]
    group: str
    told: tuple[tuple[str, str], ...] = ()
    """Signs whose reading the office said, each with its syllable."""

    @property
    def sounds(self) -> tuple[str, ...]:
        """The short name as it is read: what lists are ordered by."""
        return syllables(self.short or self.name, dict(self.told))


@dataclass(frozen=True, slots=True)
class Found:
    """What a text names.

    ``one``: ``unit`` is set, and ``sure`` is False when it was only recognised by likeness, so that
    a page can ask 您是说…？ Then ``alike`` says that it sounds the same or has one wrong sign,
    so that it can hardly mean another unit. ``several``: ask with ``candidates``, best first.
    ``none``: ``candidates`` are at most three that are near, for a friendly refusal.
    """

    kind: Literal["one", "several", "none"]
    unit: Named | None = None
    sure: bool = False
    candidates: tuple[Named, ...] = ()
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named inside a sentence, at the places ``start`` to ``end``."""

    found: Found
    start: int
    end: int


_TYPED: Final = re.compile(r"[a-z]{2,}")
_ENDINGS: Final = re.compile("|".join(one for one in SUFFIXES if one != "办"))


@lru_cache(maxsize=1 << 15)
def _spelt(key: str, told: tuple[tuple[str, str], ...]) -> Spelling:
    """A name with its sound, which takes a tenth of a millisecond: most stay as they were."""
    return Spelling(key, dict(told))


_REMEMBERED: Final = 256
"""Stretches of sentences that were looked for lately."""


class Roster:
    """All units that can be named; built once from the unit table, read many times."""

    def __init__(self, units: Iterable[Named]) -> None:
        self.units = tuple(units)
        self.groups = tuple(dict.fromkeys(unit.group for unit in self.units))
        """The tables that occur, in the order of the units."""
        self._by_id = {unit.id: unit for unit in self.units}
        self.short = {unit.id: unit.short for unit in self.units}
        self._found: dict[str, Found] = {}
        self._exact: dict[str, dict[int, Named]] = defaultdict(dict)
        self._stems: dict[str, dict[int, Named]] = defaultdict(dict)
        self._spellings: list[tuple[Named, Spelling]] = []
        for unit in self.units:
            for key in dict.fromkeys(
                key for text in (unit.name, unit.short, *unit.aliases) for key in own_keys(text)
            ):
                if key:
                    self._exact[key][unit.id] = unit
                    self._stems[stem_of(key)][unit.id] = unit
                    self._spellings.append((unit, _spelt(key, unit.told)))
        self._every = Written([spelling for _, spelling in self._spellings])
        words = {*self._exact, *(stem for stem in self._stems if stem not in _TOO_COMMON)}
        # By their first two signs, the longest first: the time to find names in a sentence does
        # not grow with the number of units.
        self._in_text: dict[str, list[str]] = defaultdict(list)
        for word in sorted((word for word in words if len(word) > 1), key=len, reverse=True):
            self._in_text[word[:2]].append(word)

    def of(self, unit: int) -> Named:
        """The unit of a number."""
        return self._by_id[unit]

    def get(self, unit: int | None) -> Named | None:
        """The same; None where no unit has that number."""
        return self._by_id.get(unit) if unit is not None else None

    def those(self, units: Iterable[int]) -> list[Named]:
        """The units of these numbers, in their order; numbers that none has are left out."""
        return [self._by_id[unit] for unit in units if unit in self._by_id]

    def find(self, text: str) -> Found:
        """The unit that is all of ``text``: by name, by a part of a name, last by likeness.

        A sentence is understood in several ways, and each asks for the same stretches of it.
        """
        if len(text) > _LONGEST:
            return self._find(text)  # no name, and nothing to keep
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[text] = self._find(text)
        return found

    def _find(self, text: str) -> Found:
        key = key_of(text)
        if not key or key in SUFFIXES:
            return Found("none")
        if units := self._called(key):
            return _decide(units, sure=True)
        asked = Spelling(key[:_LONGEST])
        if (others := same_as(asked.stem) or same_as(asked.key)) is not None:
            return self._bureau(others, asked)
        if len(key) > _LONGEST:
            return Found("none", candidates=self._ranked(asked, _NEAREST))
        if _TYPED.fullmatch(key) and (units := self._typed_as(key)):
            return _decide(units, sure=False)
        return self._by_part(asked.stem) or self._as_part(key) or self._by_likeness(asked)

    def find_in(self, sentence: str) -> tuple[Mention, ...]:
        """The units named inside a sentence, in its order; only by names that stand there as such.

        The longest name wins, so 县教育局 is not also heard as 教育. Likeness is not tried: in a
        sentence nearly everything is like something.
        """
        said = plain(sentence).translate(LOWER)
        mentions = []
        for name, start in self._standing(said):
            end = start + len(name)
            if prefix := re.search(r"(?:郏县|我县|县|郏)$", said[max(0, start - 2) : start]):
                start -= len(prefix[0])
            if ending := _ENDINGS.match(said, end):
                end = ending.end()
            elif name in self._stems and _BEHIND.search(said, 0, start):
                continue
            elif name in self._stems and _GIVEN_NAME.search(said, 0, start):
                continue  # 吴建设 is a person
            elif name in self._stems and _in_a_longer_word(said, start, end):
                continue  # 各乡镇人民政府 names no 民政局
            units = self._called(name) or tuple(self._stems[name].values())
            mentions.append(Mention(_decide(units, sure=True), start, end))
        return tuple(mentions)

    def _standing(self, said: str) -> Iterator[tuple[str, int]]:
        """The names that stand in a text, with their places, none within another."""
        place = 0
        while place < len(said) - 1:
            words = self._in_text.get(said[place : place + 2], ())
            found = next((word for word in words if said.startswith(word, place)), None)
            if found is None:
                place += 1
            else:
                yield found, place
                place += len(found)

    def _typed_as(self, letters: str) -> tuple[Named, ...]:
        """The units whose name is typed with these letters: whole, else by first letters."""
        return self._units(self._every.typed(letters)) or self._units(self._every.initials(letters))

    def _called(self, key: str) -> tuple[Named, ...]:
        """Units with exactly this name, give or take 县, 局, 镇; a bare stem means all that fit."""
        stem = stem_of(key)
        if key != stem and key in self._exact:
            return tuple(self._exact[key].values())
        return tuple({**self._exact.get(key, {}), **self._stems.get(stem, {})}.values())

    def _by_part(self, stem: str) -> Found | None:
        """交通 for 交通运输局; 人社, first signs of words, for 人力资源和社会保障局."""
        if len(stem) < 2:
            return None
        inside = self._units(self._every.containing(stem))
        if inside:
            begins = self._units(self._every.containing(f"\n{stem}"))
            return _decide(tuple(dict.fromkeys(begins + inside)), sure=len(begins) == 1)
        initials = self._units(self._every.abbreviated(stem))
        return _decide(initials, sure=False) if initials else None

    def _as_part(self, key: str) -> Found | None:
        """A longer text that contains one unit's name, such as 县教育局办公室 for 县教育局."""
        units = {m.found.unit for m in self.find_in(key) if m.found.unit is not None}
        return _decide(tuple(units), sure=False) if len(units) == 1 else None

    def _units(self, places: Iterable[int]) -> tuple[Named, ...]:
        """The units of these spellings, each once."""
        found = [self._spellings[one][0] for one in places]
        return tuple({unit.id: unit for unit in found}.values())

    def _bureau(self, stems: frozenset[str], asked: Spelling) -> Found:
        """A bureau that every county has: under another of its own names, or not on the roster."""
        same = self._units(self._every.called(stems)) or self._units(
            self._every.containing(f"\n{asked.stem}")
        )
        if same:
            return _decide(same, sure=len(same) == 1)
        return Found("none", candidates=self._ranked(asked, _NEAREST))

    def _by_likeness(self, asked: Spelling) -> Found:
        near_by = [
            place
            for place in self._every.near(asked)
            if _may_be(asked.key, self._spellings[place][0].name)
        ]
        likeness = self._likeness(asked, near_by)
        best = max(likeness.values(), default=0.0)
        if best < _CLEAR:
            return Found("none")
        near = sum(1 for value in likeness.values() if best - value < _MARGIN)
        found = _decide(self._first(likeness, near), sure=False)
        alike = found.unit is not None and any(
            asked.hardly_differs(self._spellings[place][1])
            for place in near_by
            if self._spellings[place][0] is found.unit
        )
        return replace(found, alike=alike)

    def _likeness(self, asked: Spelling, near_by: Iterable[int]) -> dict[int, float]:
        """How alike the nearest units are, by number; the far ones are not looked at closely."""
        best: dict[int, float] = {}
        for place in near_by:
            unit, spelling = self._spellings[place]
            best[unit.id] = max(best.get(unit.id, 0.0), asked.likeness(spelling))
        return best

    def _ranked(self, asked: Spelling, first: int) -> tuple[Named, ...]:
        """The nearest units, as far as somebody would see the likeness: no town for a bureau."""
        near = [
            place
            for place in self._every.near(asked)
            if _may_be(asked.key, self._spellings[place][0].name)
        ]
        likeness = self._likeness(asked, near)
        return self._first({u: one for u, one in likeness.items() if one >= _CLEAR}, first)

    def _first(self, likeness: dict[int, float], first: int) -> tuple[Named, ...]:
        order = sorted(likeness, key=lambda unit: (-likeness[unit], unit))[:first]
        return tuple(self._by_id[one] for one in order)


_BEHIND: Final = re.compile(
    r"(?:宣传|诚信|信用|道德|守法|普法|法治|法制|警示|廉政|廉洁|安全|思想|素质|再|受|文化|科普)$"
)
"""What takes the bare stem behind it as its second half: 宣传教育 is no bureau."""
_LONGER_WORDS: Final = re.compile(
    r"人民政府|[中高]级(?:人民)?法院|(?:电子|跨境)商务|商务诚信|司法公信|政务诚信"
    r"|(?:信用|体系|制度|项目|平台|队伍|能力|作风|党风|工程|阵地|环境|法治|诚信|文明|基础)建设|建设(?:项目|工程|进度|资金|用地)"
    r"|农业(?:生产|补贴|保险)|气象(?:灾害|条件|预警)|交通(?:违法|事故|工具|出行|肇事)|科技(?:创新|成果|型)"
    r"|教育(?:培训|引导|基地)|医保(?:基金|卡|缴费)|社保卡|财政(?:资金|补贴|拨款|预算|收入)|消防安全|文化(?:活动|墙|广场)"
    r"|审计报告|卫生(?:院|室|间|城市)|水利工程|应急(?:预案|演练|物资)|金融(?:机构|产品)|环保督察"
)
"""Fixed words in which a bureau's bare stem stands by chance, or as a field and no office."""


_OTHER_BODIES: Final = re.compile(
    r"(?:工商|农业|建设|交通)银行|工商业?联(?:合会)?|[一-鿿]{2,4}(?:学会|协会|工会|基金会|研究所|研究院)|(?:文化|科技|体育|档案)(?:馆|宫|站)"
)
"""Bodies whose names begin as a bureau's does: 工商联 is no 市场监管局 that was once 工商局."""


def _in_a_longer_word(said: str, start: int, end: int) -> bool:
    return any(
        one.start() <= start and end <= one.end() for one in _LONGER_WORDS.finditer(said)
    ) or any(one.start() <= start and end < one.end() for one in _OTHER_BODIES.finditer(said))


_A_SURNAME: Final = re.sub("[和与单查全时安平管解师党农官方]", "", SURNAMES)
_GIVEN_NAME: Final = re.compile(rf"(?:^|[^一-鿿]|[叫是换成为由加添个位名拉员])[{_A_SURNAME}]$")
"""A surname by itself before the bare stem: 吴建设 is a person, 住建局 is not meant."""
_TOWN: Final = re.compile(r"(?:镇|乡|街道(?:办事处|办)?)$")
_BODY: Final = re.compile(r"(?:局|委|委员会|院|部|厅|中心|支行|公司|联|会|办)$")


def _may_be(said: str, name: str) -> bool:
    """Whether a misspelt name may be this unit's: 城关镇 is a town, and no 城管局."""
    if _TOWN.search(said):
        return _TOWN.search(name) is not None
    return not (_BODY.search(said) and _TOWN.search(name))


def _decide(units: Sequence[Named], *, sure: bool) -> Found:
    if len(units) == 1:
        return Found("one", units[0], sure)
    return Found("several", candidates=tuple(units))
