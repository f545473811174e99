"""A figure that somebody decides instead of the unit: read as it was typed, and held to its row.

Shared by review (核减, 评分), 改判 and 更正, so that all three take the same words and refuse the
same figures. Not here: what the pages do with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.forms.form import Raw
from bot.review.queue import most
from bot.review.words import asks
from bot.speech.amounts import amount
from bot.speech.averages import several
from bot.speech.counts import count
from bot.speech.marks import points
from bot.speech.named import read_named
from bot.speech.numbers import MEASURES, NumberFault
from bot.speech.ratios import ratio
from bot.speech.yes_no import yes_no
from scoring.averaged import mean
from scoring.exact import plain
from scoring.facts import FactFault, as_fact, check
from scoring.parts import Events
from scoring.scheme import Input, Row

_BEFORE: Final = (
    r"(?:这一?项|这里|(?:佐证)?材料(?:里|上|中|能证明的?)?|能证明的?"
    r"|我|先|就|只能?|仅|可以|应该?|应当|按|给)*"
)
_AROUND: Final = re.compile(
    rf"{_BEFORE}(?P<verb>核减|核[定实算准]?|认[定可]?|少[算计记给认]?|砍[掉去]?|去掉|减[掉去]?|扣[掉除]?|降|调|改|计|算|评|打|给|有|是)?"
    r"(?P<to>[成为到至作是有]|的是)?[:：]?\s*"
    r"(?P<figure>(?P<number>[0-9０-９零〇一二两三四五六七八九十百点.]+)"
    rf"(?:\s*(?:(?!部分)(?:{MEASURES})[一-鿿]{{0,4}}|分|[%％]))?)"
    r"(?:[,，;；。]\s*|\s+|$)(?P<reason>.*)"
)
_LISTED: Final = re.compile(r"[0-9%分]\s*[、,，]\s*[\u4e00-\u9fff]*[0-9]")
"""95%、88%: each of several, and no figure with a reason behind it."""
_LESS: Final = (
    "核减", "减", "减掉", "减去", "扣", "扣掉", "扣除", "降", "少", "少算", "少计", "少记", "少给",
    "少认", "砍", "砍掉", "砍去", "去掉",
)  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """A reviewer's sentence about a figure: 核2个，另一个没有盖章."""

    figure: str
    """What is left of it for ``read``."""
    number: str = ""
    """The figure without its measure; empty where none was heard."""
    reason: str = ""
    by: bool = False
    """减2项 may say to what and may say by how much."""


_MARK: Final = r"[0-9０-９]+(?:[.．][0-9０-９]+)?\s*分?"
_MARKS: Final = re.compile(
    rf"(?:逐[件起次]?|分别|给|评|扣|计|得)*[:：]?\s*(?P<figure>{_MARK}(?:\s*[、,，+＋和]\s*{_MARK})*)"
    r"(?:[;；。,，]?\s*(?P<reason>[^0-9０-９].*))?"
)


def spoken(text: str, one: Input | None = None) -> Spoken:
    """The figure in a reviewer's words, and the reason behind it; else the text as it is."""
    if one is not None and one.events is not None and (marks := _MARKS.fullmatch(text.strip())):
        return Spoken(marks["figure"], reason=(marks["reason"] or "").strip())
    if one is not None and (one.kind == "named" or (one.averaged and _LISTED.search(text))):
        return Spoken(text)
    match = _AROUND.fullmatch(text.strip())
    if match is None:
        return Spoken(text)
    return Spoken(
        match["figure"],
        match["number"],
        match["reason"].strip(),
        match["verb"] in _LESS and not match["to"],
    )


def read(one: Input, text: str) -> Raw:
    """What was typed, as it is kept. Raises NumberFault with its sentence.

    A count and an amount account for every sign as the unit's own answer does: beside the figure
    stand its measure, small words and the question's own, or it is asked.
    """
    about = f"{one.name}\n{one.ask}"
    if one.kind == "flag":
        found = yes_no(text)
        if found is None:
            raise NumberFault(asks.not_yes_or_no())
        return found
    if one.kind == "count":
        return count(text, one.unit, about=about)
    figures = several(text, lambda said: _measured(one, said)) if one.averaged else None
    if figures is not None:
        return plain(mean(figures, one.kind))
    if one.kind == "amount":
        return plain(_measured(one, text))
    if one.kind == "named":
        return read_named(one, text)
    if one.events is not None:
        return _marks(one.events, text)
    for word, worth in sorted(one.choice, key=lambda pair: -len(pair[0])):
        if re.fullmatch(rf"(?:评为|评|定为|是|给)?{re.escape(word)}(?:等次?|档)?", text.strip()):
            return plain(worth)
    return plain(ratio(text) if one.kind == "rate" else points(text))


def _measured(one: Input, text: str) -> Decimal:
    if one.kind == "rate":
        return ratio(text)
    return amount(text, one.unit, about=f"{one.name}\n{one.ask}", signed=one.signed)


def _marks(each: Events, text: str) -> Raw:
    """2、1.5、3: the marks of several events, added up; one figure may be their sum."""
    parts = [part for part in re.split(r"[、,，+＋和\s]+", text.strip()) if part]
    if text.strip() in ("无", "没有", "没有发生"):
        return "0"
    marks = [points(part) for part in parts]
    if len(marks) > 1 and any(not each.least <= mark <= each.most for mark in marks):
        raise NumberFault(f"有的分数超出了范围：{asks.marks_of(each)}")
    return plain(sum(marks, Decimal(0)))


def refused(row: Row, one: Input, raw: Raw) -> str:
    """Why the row cannot take this figure, as a sentence; empty when it can."""
    try:
        check(row, one, as_fact(raw))
    except FactFault as fault:
        return f"“{one.name}”：{fault.sentence}"
    highest = most(row, one) if one.events is None else None
    if one.kind == "award" and highest is not None and Decimal(raw) > highest:
        return asks.too_many_points(highest)
    return ""
