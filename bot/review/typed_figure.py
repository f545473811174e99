"""A figure that somebody decides instead of the unit: read as it was typed, and held to its row.

Shared by review (核减, 评分), 改判 and 更正, so that all three take the same words and refuse the
same figures. Not here: what the pages do with it.
"""

from __future__ import annotations

from decimal import Decimal

from bot.forms.form import Raw
from bot.review.queue import most
from bot.review.words import asks
from bot.speech import numbers
from bot.speech.numbers import NumberFault
from scoring.exact import plain
from scoring.facts import FactFault, check
from scoring.scheme import Input, Row


def read(one: Input, text: str) -> Raw:
    """What was typed, as it is kept. Raises NumberFault with its sentence."""
    if one.kind == "flag":
        found = numbers.yes_no(text)
        if found is None:
            raise NumberFault(asks.not_yes_or_no())
        return found
    if one.kind == "count":
        return numbers.count(text, one.unit)
    return plain(numbers.ratio(text) if one.kind == "rate" else numbers.points(text))


def refused(row: Row, one: Input, raw: Raw) -> str:
    """Why the row cannot take this figure, as a sentence; empty when it can."""
    try:
        check(row, one, Decimal(raw) if isinstance(raw, str) else raw)
    except FactFault as fault:
        return f"“{one.name}”：{fault.sentence}"
    highest = most(row, one)
    if one.kind == "award" and highest is not None and Decimal(raw) > highest:
        return asks.too_many_points(highest)
    return ""
