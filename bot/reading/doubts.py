"""What makes a person look twice at a paper, each with its reason and the words it rests on.

Pure: papers, the place they lie at and what is like them come in. A doubt decides nothing. It is
raised only where the reading is sure; what a reader may have misread is no doubt of the unit's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

from bot.extraction.plain import searchable
from bot.reading.cities import county_city
from bot.reading.facts import Fact
from bot.reading.piece import Piece
from bot.reading.proved import proved
from bot.reading.spans import before, opening
from bot.reading.strangers import stranger
from bot.reading.wanted import shown, wanted_of
from scoring.model import Row

Kind = Literal[
    "text", "other_unit", "number_twice", "over", "outside", "blank", "missing", "no_source",
    "unclear",
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = (
    "text", "other_unit", "number_twice", "over", "outside", "blank", "missing", "no_source",
    "unclear",
)  # fmt: skip
"""The gravest first."""
_LASTING: Final = frozenset({"rules", "pledge"})
"""What is in force from the day it was made."""
_OF_A_TIME: Final = frozenset({"circular", "summary", "brief"})
"""What tells of a time that was, and is in force at none."""
_LATER: Final = timedelta(days=25)
"""A report on the quarter may be written so long after its end."""
_EARLIER: Final = timedelta(days=45)
"""A plan or notice may be so much older than what it announces."""
_ENDS: Final = 400
_FOREIGN: Final = re.compile(r"([\u4e00-\u9fff]{1,3}(?:县|区|旗))")
_INNER: Final = re.compile(r"(?<=[局院])(?:办公室|机关|党组)$")
"""What signs for its bureau."""
_ABOVE: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,3}省)?(?:[\u4e00-\u9fff]{2,3}市)?(?=[\u4e00-\u9fff]{1,3}[县区旗])"
)
"""Province and city before a county's name."""
_TOWN: Final = re.compile(
    r"(?<=[镇乡道])(?:(?:人民政府|政府|办事处|党委|党工委)(?:办公室)?|(?:党政|综合|党建|宣传|经济|便民|社会)[^镇乡县]{0,6}(?:办公室|办|中心))$"
)
"""What a town's paper is headed with is the town, whatever of it the roster says."""
_NO_COUNTY: Final = re.compile(
    r"(?:开发|示范|高新|集聚|聚集|园|城|社|景|辖|林|校|街|片|地|专|保税|产业|工业|新|矿|郊|自治|行政)区$|^(?:各|本|全|我|该|县|省|市|区)"
)


_SPACE: Final = re.compile(r"[_＿\s]+|(?:20\d{0,2}|二〇)?[_＿\s]*年[_＿\s]*月[_＿\s]*日")
"""Room for a name or a day, as forms have it."""


@dataclass(frozen=True)
class Place:
    """Where papers lie: unit, row and quarter, and who else there is."""

    row: Row
    first: date
    last: date
    county: str = ""
    names: tuple[str, ...] = ()
    """What the unit itself is called."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Full names of the roster's other units, with what they are called."""
    claimed: Mapping[str, object] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether the row is about what happened in the quarter, and not about what is in force."""
        return self.row.award or any(one.kind == "count" for one in self.row.inputs)

    def in_force(self, sort: str) -> bool:
        """Whether such a paper may be of any day: the row asks whether there is one."""
        asked = any(one.kind == "flag" for one in self.row.inputs)
        return not self.counts or self.row.cumulative or (asked and sort in _LASTING)


@dataclass(frozen=True, slots=True)
class Alike:
    """Another paper with the same text or number: whose, when, where."""

    evidence: int
    unit: int
    own: bool
    same_quarter: bool
    same_row: bool
    whole: bool
    percent: int
    number: str = ""
    """The 文号 both bear, though their texts differ."""
    foreign: bool = False
    """Both are a third body's paper, which anybody may hand in."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look twice: about which paper, and the words and the place it rests on."""

    kind: Kind
    piece: Piece
    reason: Mapping[str, object] = field(default_factory=dict)
    quote: str = ""
    page: int | None = None
    line: int | None = None
    other: int | None = None


def of_row(
    place: Place, pieces: Sequence[Piece], alike: Mapping[int, Sequence[Alike]]
) -> tuple[Doubt, ...]:
    """Every doubt about the papers of one row, the gravest first."""
    found = [one for piece in pieces for one in of_paper(place, piece, alike.get(piece.id, ()))]
    if any(_sourced(one) and one.sort == "news" for one in pieces):
        found = [one for one in found if one.kind != "no_source" or _is_sort_sure(one.piece)]
    found += _of_all(place, pieces)
    return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))


def of_paper(place: Place, piece: Piece, alike: Sequence[Alike]) -> Iterator[Doubt]:
    """The doubts about one paper by itself."""
    yield from _texts(place, piece, alike)
    yield from _numbers(piece, alike)
    yield from _foreign(place, piece)
    yield from _outside(place, piece)
    for fact in piece.facts:
        if fact.kind == "blank" and not _to_be_signed(place, piece, fact):
            yield _on(piece, "blank", fact, {"blank": fact.value})
            break
    yield from _unclear(piece)
    if piece.sort == "news" and piece.clear and not _sourced(piece):
        yield Doubt("no_source", piece, quote=piece.title)


def _to_be_signed(place: Place, piece: Piece, fact: Fact) -> bool:
    """A pledge drawn up for others to sign, under a row that asks for its text and no signature."""
    return piece.sort == "pledge" and not _signs(place) and _SPACE.fullmatch(fact.value) is not None


def _signs(place: Place) -> bool:
    """Whether the unit itself is to sign a pledge, and not those it deals with."""
    return "签署" in f"{place.row.text}{''.join(one.name for one in place.row.inputs)}"


def _sourced(piece: Piece) -> bool:
    return bool(piece.url or piece.says("medium") or piece.says("address"))


def _is_sort_sure(piece: Piece) -> bool:
    """What only tells like a report is one's own account where a printed one lies beside it."""
    sort = piece.firsts.get("sort")
    return sort is None or sort.sure


def _on(piece: Piece, kind: Kind, fact: Fact, reason: Mapping[str, object]) -> Doubt:
    return Doubt(kind, piece, reason, fact.shown, fact.page, fact.line)


def _texts(place: Place, piece: Piece, alike: Sequence[Alike]) -> Iterator[Doubt]:
    """The nearest of the papers with the same text, another unit's before the own."""
    known = [one for one in alike if not one.number and not one.foreign]
    known = [one for one in known if _matters(place, piece, one)]
    best = min(known, key=lambda one: (one.own, not one.whole, -one.percent), default=None)
    if best is not None:
        reason = {"whole": best.whole, "percent": best.percent, "own": best.own}
        yield Doubt("text", piece, reason, other=best.evidence)


def _matters(place: Place, piece: Piece, one: Alike) -> bool:
    if not one.own:
        return piece.sort not in ("pledge", "sign_in", "table")
    if one.same_quarter:
        return not one.same_row
    return place.counts and piece.sort not in ("pledge", "sign_in", "rules")


def _numbers(piece: Piece, alike: Sequence[Alike]) -> Iterator[Doubt]:
    number = piece.firsts.get("number")
    other = next((one for one in alike if one.number), None)
    if number is not None and number.sure and other is not None:
        reason = {"number": number.value, "own": other.own}
        doubt = _on(piece, "number_twice", number, reason)
        yield Doubt(doubt.kind, piece, reason, doubt.quote, doubt.page, doubt.line, other.evidence)


def _foreign(place: Place, piece: Piece) -> Iterator[Doubt]:
    """Another unit of the roster, or another county, at the head or the foot."""
    if piece.sort == "news":
        return
    named = [fact for fact in piece.facts if fact.kind == "issuer"]
    ends = piece.text[:_ENDS] + piece.text[-_ENDS:]
    for fact in named:  # 叶县畜牧局 names no 县畜牧局
        ends = ends.replace(searchable(fact.value), "")
    if len(named) == 1 and any(name in ends for name in place.names):
        return  # a paper of several offices, of which this is one
    for fact in named:
        if any(_same(fact.value, name, place.county) for name in place.names):
            continue
        called = next(
            (say for full, say in place.others.items() if _same(fact.value, full, place.county)), ""
        )
        county = (
            ""
            if called or _overprinted(fact.value, place.names)
            else _county(fact.value, place.county)
        )
        unknown = (
            ""
            if called or county
            else stranger(fact, piece, place.names, place.county, signs=_signs(place))
        )
        if called or county or unknown:
            yield _on(
                piece, "other_unit", fact, {"unit": called, "county": county, "unknown": unknown}
            )
            return


def _same(name: str, other: str, county: str) -> bool:
    """郏县教育局 and 县教育局, 郟县 and 郏县, 冢头镇政府 and 冢头镇; not 市教育局 and 教育局."""
    said = (text.replace("郟", "郏") for text in (name, other, county))
    one, two, here = (_ABOVE.sub("", _INNER.sub("", _TOWN.sub("", text))) for text in said)
    if one == two:
        return True
    longer, shorter = max(one, two, key=len), min(one, two, key=len)
    before = longer.removesuffix(shorter)
    return len(shorter) >= 3 and before in (here, here[-1:], here[:-1]) and before != longer


def _overprinted(name: str, own: Sequence[str]) -> bool:
    """The own name behind signs of its stamp: 某县某用县口腔院; 叶县口腔院 is another county's."""
    said = searchable(name)
    before = [said.removesuffix(one) for one in own if said.endswith(one)]
    return any(re.search("[县区旗].", one) for one in before)


def _county(name: str, own: str) -> str:
    """The county a body's name begins with, where it is another one."""
    match = _FOREIGN.match(_ABOVE.sub("", name))
    called = county_city(name) or (match[1] if match else "")
    if not called or not own:
        return ""
    found, mine = called.replace("郟", "郏"), own.replace("郟", "郏")
    if found in mine or mine in found or _NO_COUNTY.search(found):
        return ""
    return called


def _outside(place: Place, piece: Piece) -> Iterator[Doubt]:
    """A day that lies outside the quarter, as far as the row asks for the quarter's own."""
    event, own, taken = (piece.firsts.get(kind) for kind in ("event_date", "date", "taken"))
    title = piece.firsts.get("title")
    said = _of_before(place, piece, title, own) if title is not None else ""
    if title is not None and said:
        yield _on(piece, "outside", title, {"day": said, "what": "period"})
        return
    for fact, kind in ((event, "event"), (own, "own"), (taken, "taken")):
        if fact is None or not fact.sure:
            continue
        first, last = _span(fact.value)
        if first is None or last is None:
            continue
        if _lies_outside(place, piece, kind, first, last):
            yield _on(piece, "outside", fact, {"day": fact.value, "what": kind})
        return


def _of_before(place: Place, piece: Piece, title: Fact, own: Fact | None) -> str:
    """The time before the quarter that a paper's title says it is about."""
    if piece.sort not in _OF_A_TIME or place.row.cumulative or place.row.ledger:
        return ""
    written = _span(own.value)[0] if own is not None and own.sure else None
    texts = (title.value, opening(piece.text, searchable(title.value)))
    return before(texts, place.first, written)


def _span(value: str) -> tuple[date | None, date | None]:
    """The first and the last day of a fact's value; a month is all its days."""
    first, _, last = value[:21].partition("/")
    try:
        if re.fullmatch(r"\d{4}-\d\d", value):
            start = date.fromisoformat(f"{value}-01")
            return start, start + timedelta(days=27)
        start = date.fromisoformat(first[:10])
        return start, date.fromisoformat(last) if last else start
    except ValueError:
        return None, None


def _lies_outside(place: Place, piece: Piece, kind: str, first: date, last: date) -> bool:
    if place.in_force(piece.sort):
        return first > place.last + (_LATER if kind == "own" else timedelta())
    if kind == "own":
        early = _EARLIER if piece.sort in ("plan", "rules", "letter") else timedelta()
        return last < place.first - early or first > place.last + _LATER
    return last < place.first or first > place.last


def _unclear(piece: Piece) -> Iterator[Doubt]:
    if piece.sort == "chat":
        yield Doubt("unclear", piece, {"why": "chat"})
    elif "dark" in {one.value for one in piece.facts if one.kind == "look"}:
        yield Doubt("unclear", piece, {"why": "dark"})
    elif piece.unread in ("damaged", "password", "glyphs"):
        yield Doubt("unclear", piece, {"why": piece.unread})
    elif piece.boxes is not None:
        yield _on(piece, "unclear", piece.boxes, {"why": "boxes"})


# -- of all the papers of a row -------------------------------------------------------------------


def _of_all(place: Place, pieces: Sequence[Piece]) -> Iterator[Doubt]:
    if not pieces or any(one.state == "waiting" for one in pieces):
        return
    wants = wanted_of(place.row, place.claimed.get) if place.claimed else place.row.wants
    lacking = [one.want.text for one in shown(wants, pieces, place.names) if one.state == "missing"]
    if lacking:
        yield Doubt("missing", pieces[0], {"wants": lacking})
    counts = {
        name: int(value) for name, value in place.claimed.items()
        if isinstance(value, int) and not isinstance(value, bool)
    }  # fmt: skip
    for one in proved(place.row, counts, pieces, (place.first, place.last)):
        reason = {
            "input": one.input.name, "unit": one.input.unit, "claimed": one.claimed,
            "most": one.most, "days": list(one.days),
        }  # fmt: skip
        yield Doubt("over", pieces[0], reason)
