"""Searching the text of all papers: where a text stands, for somebody who may see those papers.

The office finds everywhere, a reviewer with a remit in the rows of it, a liaison in the papers of
the own unit only; the sentence that is given back is a line of a paper, so nobody reads more of it
than they may open. The index is ``storage.queries.search``'s.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.extraction.plain import searchable
from bot.forms.loading import scheme_of
from bot.review.remits import Remits
from scoring.scheme import Row
from storage.database import Session
from storage.queries import quarters, readings, roster, search
from storage.queries.readings import ReadLine
from storage.queries.search import Hit

MOST: Final = 2000
"""Pages that are looked at; who finds more looks for a longer text."""
_LONGEST: Final = 100
_CUT: Final = 8
"""Letters of a text that is cut in two where it stands nowhere; more is a sentence."""
_BETWEEN: Final = re.compile(r"[\s+＋]+")
_MARKS: Final = " “”\"'‘’「」《》：:，,。？?！!"
_SAID: Final = (
    re.compile(
        r"(?:请|帮我|麻烦)?(?:在材料里|材料里|从材料里)?(?:找|搜|搜索|检索|查找)(?:一下|一找|找)?"
        r"(?:材料里的?|材料中的?)?(?P<text>(?!.{0,2}(?:真人|人工|客服|工作人员|活人|人说|"
        r"人问|人聊|领导"
        r"|管理员|信用办|你们|个人)).{2,})"
    ),
    re.compile(
        r"(?:哪些|哪份|哪个|哪几份|谁的)(?:单位的?)?(?:佐证)?材料(?:里|中|上)?(?:面)?"
        r"(?:有|提到|写了|写到|说到|含有?|出现)了?(?P<text>.{2,})"
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a text: whose paper, under which row, on which page, and the line itself."""

    unit_id: int
    unit: str
    quarter_id: int
    quarter: tuple[int, int]
    group: str
    row: str
    row_name: str
    source: str
    number: int
    within: int
    label: str
    kind: str
    page: int
    line: int
    said: str

    @property
    def name(self) -> int | str:
        """The paper as the desk asks for it (``who.paper``)."""
        before = {"report": "w", "appeal": "p"}.get(self.source)
        return f"{before}{self.number}" if before else self.number


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody may find: ``units`` None is every unit's, ``remits`` narrows it to rows."""

    person: int
    units: tuple[int, ...] | None
    remits: Remits


@dataclass(frozen=True, slots=True)
class Found:
    """Where something stands: ``words`` is the text itself, or its words on one page."""

    words: tuple[str, ...]
    places: list[Place]

    @property
    def apart(self) -> bool:
        """Whether the text stands nowhere as it was written."""
        return len(self.words) > 1


def asked(text: str) -> str:
    """A text as it is looked for: without the marks people put around it, a blank between words."""
    words = map(searchable, _BETWEEN.split(text.strip(_MARKS)))
    return " ".join(filter(None, words))[:_LONGEST].strip()


def looked_for(text: str) -> str:
    """What a sentence such as 哪些材料里提到诚信班会 looks for; empty: it asks for none."""
    found = next((one for said in _SAID if (one := said.fullmatch(text))), None)
    return _AROUND.sub("", found["text"]) if found else ""


_AROUND = re.compile(
    r"^(?:里面?)?(?:有没有)?(?:提到|写到|写着|说到|出现)(?:过|了)?|(?<=[”\"』」》])的$"
)
"""搜一下材料里提到“信易贷”的: what only says how it stands there."""


def long_enough(text: str) -> bool:
    """Whether a text can be looked for."""
    return len(text.replace(" ", "")) >= search.SHORTEST


async def find(db: Session, text: str, scope: Scope) -> Found:
    """Every place of a text, as ``asked`` gives it, that this person may see, the newest first.

    Where it stands nowhere, pages on which its words stand, 诚信班会 as 诚信 and 班会, too.
    """
    whole = text.replace(" ", "")
    if long_enough(text) and scope.units != ():
        for words in _ways(text):
            places = await _find(db, words, scope)
            if places:
                return Found(words, places)
    return Found((whole,), [])


def _ways(text: str) -> Iterator[tuple[str, ...]]:
    """The text itself, its words, and a short one without blanks cut in two, the middle first."""
    words = tuple(text.split(" "))
    whole = "".join(words)
    yield (whole,)
    if len(words) > 1:
        yield words
    elif re.fullmatch(r"[\u4e00-\u9fff]+", whole) and len(whole) <= _CUT:
        cuts = range(search.SHORTEST, len(whole) - search.SHORTEST + 1)
        for at in sorted(cuts, key=lambda one: abs(2 * one - len(whole))):
            yield whole[:at], whole[at:]


async def _hits(db: Session, words: Sequence[str], units: Sequence[int] | None) -> list[Hit]:
    """Pages on which every word stands."""
    hits = await search.hits(db, words[0], units, MOST)
    for word in words[1:]:
        there = {_page(one) for one in await search.hits(db, word, units, MOST)} if hits else set()
        hits = [one for one in hits if _page(one) in there]
    return hits


def _page(hit: Hit) -> tuple[str, int, str, int]:
    return hit.sha256, hit.page, hit.source, hit.number


async def _find(db: Session, words: Sequence[str], scope: Scope) -> list[Place]:
    hits = await _hits(db, words, scope.units)
    names = {one.id: one for one in await roster.everyone(db)}
    known = {one.id: (one.year, one.number) for one in await quarters.everyone(db)}
    may = await _may(db, hits, scope)
    lines = _Lines(db)
    found = []
    for hit in sorted(hits, key=lambda one: (known[one.quarter_id], -one.unit_id), reverse=True):
        row = may(hit)
        if row is None:
            continue
        for line, said in _places(await lines.of(hit), words):
            found.append(
                Place(
                    unit_id=hit.unit_id,
                    unit=names[hit.unit_id].short,
                    quarter_id=hit.quarter_id,
                    quarter=known[hit.quarter_id],
                    group=hit.grp,
                    row=hit.row,
                    row_name=row,
                    source=hit.source,
                    number=hit.number,
                    within=hit.within,
                    label=hit.label,
                    kind=hit.kind,
                    page=hit.page,
                    line=line,
                    said=said,
                )
            )
    return found


class _Lines:
    """The lines of pages, each page read once: the same bytes may serve in many places."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._known: dict[tuple[str, int], list[ReadLine]] = {}

    async def of(self, hit: Hit) -> list[ReadLine]:
        """The lines of the page of a hit."""
        key = hit.sha256, hit.page
        if key not in self._known:
            self._known[key] = await readings.lines_on(self._db, *key)
        return self._known[key]


def _places(lines: Sequence[ReadLine], words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Lines in which a text begins; of several words those with all, else the first of each."""
    if len(words) == 1:
        yield from _begins(lines, words[0])
        return
    every = [one for one in lines if all(word in one.text_search for word in words)]
    if every:
        yield from ((one.line, one.text) for one in every)
        return
    firsts = (next(_begins(lines, word), None) for word in words)
    yield from sorted({one for one in firsts if one is not None})


def _begins(lines: Sequence[ReadLine], text: str) -> Iterator[tuple[int, str]]:
    """Lines in which a text begins; where it goes on in the next one, both are said."""
    page = "".join(one.text_search for one in lines)
    begins, at = [], 0
    for one in lines:
        begins.append(at)
        at += len(one.text_search)
    found = page.find(text)
    told = -1
    while found >= 0:
        first = max(n for n, begin in enumerate(begins) if begin <= found)
        last = max(n for n, begin in enumerate(begins) if begin < found + len(text))
        if first > told:
            yield lines[first].line, "".join(one.text for one in lines[first : last + 1])
            told = first
        found = page.find(text, found + 1)


async def _may(db: Session, hits: Sequence[Hit], scope: Scope) -> Callable[[Hit], str | None]:
    """Given a hit: the name of its row where this person may see it, else None."""
    rows: dict[tuple[int, str], dict[str, Row]] = defaultdict(dict)
    for quarter, group in {(one.quarter_id, one.grp) for one in hits}:
        scheme = await scheme_of(db, quarter, group)
        rows[quarter, group] = {row.id: row for row in scheme.rows}

    def may(hit: Hit) -> str | None:
        every = rows[hit.quarter_id, hit.grp]
        ledger = next((one for one in every.values() if one.ledger), None)
        row = ledger if hit.source == "report" else every.get(hit.row)
        limited = scope.units is None and scope.person in scope.remits.parts
        if limited and (row is None or not scope.remits.may(scope.person, hit.grp, row)):
            return None
        return row.name if row else ""

    return may
