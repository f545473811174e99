"""A sentence as a row of words and names, each of a known kind; None where a sign is left over.

Longest first at every place. Names come before words: 教育局, 三.4 or 信用+应用, 上季度. A
stretch of two to four signs that is nothing else may be a person's name; only a rule that wants
a person takes it. What the words mean together is in ``rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Final

from bot.questions.combined.lexicon import WORDS
from bot.questions.combined.spoken import (
    in_each_quarter,
    of_each_class,
    spoken_plainly,
    year_by_quarters,
)
from bot.questions.combined.times import days, quarters
from bot.questions.sentence import find_row
from bot.speech.calendar import Quarter
from bot.speech.first_signs import Signs, first_signs
from bot.speech.names import Roster
from bot.speech.numbers import figure, plain
from bot.speech.people_names import is_name

MOST: Final = 60
"""Signs of a question; a longer text is something to keep."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a name: its kind, what was written, and what it names."""

    kind: str
    said: str
    value: object = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class RowName:
    """A way to name a row by words, and its id in each table that has it."""

    said: str
    rows: tuple[tuple[str, str], ...]
    """(table, row)."""


@dataclass(frozen=True)
class Known:
    """What can be named: units, quarters, rows by name; and the day it is."""

    roster: Roster
    today: date
    quarters: tuple[Quarter, ...] = ()
    rows: tuple[RowName, ...] = ()
    by_start: dict[str, list[RowName]] = field(init=False, default_factory=dict)
    cut: dict[str, list[Word]] = field(init=False, default_factory=dict, compare=False)
    """Sentences that were taken apart already: one is read for an order, a question, an offer."""

    def __post_init__(self) -> None:
        """Row names by their first two signs, the longest first."""
        for one in sorted(self.rows, key=lambda row: -len(row.said)):
            self.by_start.setdefault(one.said[:2], []).append(one)


def read(text: str, known: Known) -> list[Word] | None:
    """The words of a sentence; None where something of it is no word and no name."""
    words = pieces(text, known)
    return _without_stop(words) if words else None


def pieces(text: str, known: Known) -> list[Word]:
    """Every word and what is between them, stray; nothing of an empty or an endless text."""
    if text not in known.cut:
        known.cut[text] = _cut(text, known)
    return list(known.cut[text])


def _cut(text: str, known: Known) -> list[Word]:
    said = year_by_quarters(plain(text).strip(), known.today.year, known.quarters)
    said = _PARTICLES.sub("", spoken_plainly(in_each_quarter(of_each_class(said))))
    if not said or len(said) > MOST:
        return []
    names = {start: (end, word) for start, end, word in _names(said, known)}
    words: list[Word] = []
    place, stray = 0, ""
    while place < len(said):
        end, word = _longest(said, place, names, known)
        if word is None:
            stray += said[place]
            place += 1
            continue
        if stray:
            words.append(Word("stray", stray))
            stray = ""
        words.append(word)
        place = end
    if stray:
        words.append(Word("stray", stray))
    return words


_PARTICLES: Final = re.compile(r"(?<=.)(?:来着|[呀啊哦哈嘛?!。~])+$")
"""What ends a sentence and says nothing."""
_SIGNS: Final = re.compile(r"[\s。.!?~…“”\"'()《》:]+")


_ENDS: Final = re.compile(r"[。.!?…]|\s")
_WHOLE: Final = 4
"""So many signs on either side of a blank are each something said by itself."""


def _ends_something(said: str, place: int, signs: re.Match[str]) -> bool:
    """Whether one thing ends here and another follows: nothing is said across 。 or a blank.

    A blank between short stretches only sets names apart: 教育局 三.4.
    """
    if not _ENDS.search(signs[0]) or place == 0 or signs.end() >= len(said):
        return False
    before, after = said[:place].split()[-1:], said[signs.end() :].split()[:1]
    short = len("".join(before)) < _WHOLE or len("".join(after)) < _WHOLE
    return not (signs[0].isspace() and short)


def _longest(
    said: str, place: int, names: dict[int, tuple[int, Word]], known: Known
) -> tuple[int, Word | None]:
    if signs := _SIGNS.match(said, place):
        apart = _ends_something(said, place, signs)
        return signs.end(), Word("and" if apart else "stop", signs[0])
    end, found = names.get(place, (place, None))
    for row in known.by_start.get(said[place : place + 2].lower(), ()):
        if place + len(row.said) > end and said.lower().startswith(row.said, place):
            end, found = place + len(row.said), Word("rowname", row.said, row.rows)
    for kind, pattern in _beginning(said[place].lower()):
        match = pattern.match(said, place)
        if match and match.end() > end:
            found, end = Word(kind, match[0], n=_number(match)), match.end()
    return end, found


@cache
def _first_signs() -> tuple[Signs, ...]:
    return tuple(first_signs(pattern.pattern) for _, pattern in WORDS)


@lru_cache(maxsize=1 << 11)
def _beginning(sign: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of words that can begin with a sign, in their order: a tenth of all."""
    each = zip(WORDS, _first_signs(), strict=True)
    return tuple(word for word, signs in each if signs is None or sign in signs)


def _number(match: re.Match[str]) -> int:
    named = match.groupdict()
    said = named.get("n") or named.get("n2") or named.get("n3")
    return int(figure(said) or 0) if said else 0


def _without_stop(words: list[Word]) -> list[Word] | None:
    """Small words go; a stray stretch that cannot be a person's name ends it."""
    kept = [one for one in words if one.kind != "stop"]
    stray = [one for one in kept if one.kind == "stray"]
    if len(stray) > 1 or (stray and not is_name(stray[0].said)):
        return None
    return [Word("person", one.said) if one.kind == "stray" else one for one in kept]


# -- names -------------------------------------------------------------------------------------


def _names(said: str, known: Known) -> Iterator[tuple[int, int, Word]]:
    """Units, tables, rows, quarters and days, with their places."""
    for mention in known.roster.find_in(said):
        found = mention.found
        meant = (found.unit,) if found.unit else found.candidates
        yield mention.start, mention.end, Word("unit", said[mention.start : mention.end], meant)
    yield from _groups(said, known.roster)
    for section in _SECTION.finditer(said):
        yield *section.span(), Word("row", section[0], section["s"])
    place = 0
    while match := find_row(said[place:]):
        start, end = place + match.start, place + match.end
        yield start, end, Word("row", said[start:end], match.row)
        place = end
    for start, end, kind, value, number in quarters(said, known.today, known.quarters):
        yield start, end, Word(kind, said[start:end], value, number)
    for start, end, window in days(said, known.today):
        yield start, end, Word("days", said[start:end], window)


_SECTION: Final = re.compile(
    r"第(?P<s>[一二三四五六七八九])(?:大?部分|大项|大块|板块|大类|章)(?:里面?)?"
)
"""第三部分: all rows of a section, and its full mark."""
_GROUPS: Final = (
    (re.compile(

            r"县直(?:各?单位|部门|机关)?|部门(?=(?:跟|和|与|比)(?:乡|镇|街))|"
            r"(?<=[跟和与比])部门|(?<![哪个些么])部门(?=[里中内前后谁哪分最排]|得分|平均|有|"
            r"还|没|第|倒数)|(?:各)?(?:科局|委办局|局委办|部门单位|科级单位)|(?:委办)?局委?(?=$|的|里|谁|有|没|都|和|,)|局委|"
        r"直属单位|(?<=[的个些])局"), "县直"),
    (re.compile(
        r"(?:各)?乡镇(?:[(、和及]+街道[)]*|街道|办(?!事))?|镇街|街道(?:办事处|办(?!理))?|(?:各)?街办|"
        r"(?:各)?办事处|乡镇办|乡里镇里|乡里(?!面)|"
        r"(?<=[哪些几个的])[镇乡](?![镇乡])"), "乡镇"),
)  # fmt: skip


def _groups(said: str, roster: Roster) -> Iterator[tuple[int, int, Word]]:
    for pattern, sign in _GROUPS:
        table = next((group for group in roster.groups if sign in group), "")
        for match in pattern.finditer(said) if table else ():
            yield match.start(), match.end(), Word("group", match[0], table)
    for table in roster.groups:
        if table and (place := said.find(table)) >= 0:
            yield place, place + len(table), Word("group", table, table)


def row_names(tables: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> tuple[RowName, ...]:
    """Ways to name rows: whole names and stretches of at least four signs that fit one row only.

    ``tables``: each table with the id and name of its rows; a name that several rows of a table
    bear names the section's first sign for none of them.
    """
    every = {table: list(rows) for table, rows in tables}
    found: dict[str, dict[str, set[str]]] = {}
    for table, rows in every.items():
        for row, name in rows:
            for said in _stretches(name):
                found.setdefault(said, {}).setdefault(table, set()).add(row)
    names = {(table, row): name for table, rows in every.items() for row, name in rows}
    return tuple(
        RowName(said, _with_its_like(said, [(table, *ids) for table, ids in of.items()], names))  # type: ignore[misc] # one id each, as is asked below
        for said, of in found.items()
        if all(len(ids) == 1 for ids in of.values())
    )


def _with_its_like(
    said: str, pairs: list[tuple[str, str]], names: dict[tuple[str, str], str]
) -> tuple[tuple[str, str], ...]:
    """宣传活动 is 四.1 of one table, and of the other, whose 四.1 is called 诚信宣传教育.

    A name that one table has means its row; the same number of another table is meant, too, where
    it is called by one of the same words.
    """
    if len(pairs) > 1:
        return tuple(pairs)
    ((own, row),) = pairs
    words = {said[at : at + 2] for at in range(len(said) - 1)} - _EVERYWHERE
    like = [
        (table, row)
        for (table, id_), name in names.items()
        if id_ == row and table != own and any(one in name for one in words)
    ]
    return (*pairs, *like)


_EVERYWHERE: Final = frozenset(
    ("信用", "情况", "工作", "落实", "管理", "开展", "建设", "信息", "社会", "政务")
)
"""What so many rows are called by that it tells none apart."""
_JOINTS: Final = re.compile(r"[“”\"'()（）\s]")
_COMMON: Final = re.compile(
    r"(?:.*(?:情况|工作|单位|材料|总结|简报|报送|上报|考核).*)|^[的及和、与].*|.*[的及和、与]$"
)


def _stretches(name: str) -> set[str]:
    bare = _JOINTS.sub("", plain(name)).lower()
    every = _parts(bare) | _parts(bare.replace("+", ""))
    every |= {one for one in _JOINTS.sub(" ", plain(name)).lower().split() if len(one) > 2}
    head = {bare[: bare.index("+") + 1]} if bare.find("+") > 1 else set()  # 信用+
    return every | head | {bare}


def _parts(bare: str) -> set[str]:
    return {
        bare[a:b]
        for a in range(len(bare))
        for b in range(a + _SHORTEST, len(bare) + 1)
        if not _COMMON.fullmatch(bare[a:b])
    }


_SHORTEST: Final = 3
