"""A stored value as its cell shows it, and the figure a person reads there.

Here: numbers under a format: sections, conditions, percent and thousands, literals between the
figures. What is shown is meant: 12.5 under 0.0"%" is 12.5 %, and 3 under 0"条（不足5%）" is 3.
Not here: the format's code (``format_code``), dates (``moments``), where values come from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from typing import Final

from scoring.cells.book import Cell
from scoring.cells.format_code import Piece, Section, sections
from scoring.cells.moments import is_time, show_moment

_SIGNIFICANT: Final = Context(prec=15, rounding=ROUND_HALF_UP)
"""A workbook keeps 0.1 as a binary number; fifteen figures are what the program shows at most."""
_DASHES: Final = re.compile(r"[\s\-—–－―─/]+")
_SCALE: Final = re.compile(r"[\s（(]*(%|％|‰|个?百分点|[十百千]?[万亿]|万亿|千|百|成)")
_MAGNITUDE: Final = {"％": "%"}
_NOTHING: Final = re.compile(r"[\s¥￥$€£（(+]*")
_FIGURE: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+")
_NUMERALS: Final = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}
_UNITS: Final = {1: "十百千万亿", 2: "拾佰仟万亿"}


@lru_cache(maxsize=50_000)
def show_number(value: float | Decimal, code: str, *, from_1904: bool = False) -> Cell:
    """The cell of a stored number under a format."""
    number = exact(value)
    if code == "General":
        text = plain(number)
        return Cell(text, "number", number, (text,))
    section, minus = _choose(sections(code), number)
    if section is None:
        return Cell("", "hidden", number)
    if section.moment:
        return _moment(section, number, from_1904)
    if section.has("text"):
        section = Section((Piece("general", "General"),))
    if not section.has("general", "digit"):
        return _literal(section, number)
    return _figures(section, number, minus)


def show_text(text: str, code: str) -> Cell:
    """The cell of a stored text: a format may hide it or write something around it."""
    found = sections(code)
    section = found[3] if len(found) > 3 else found[-1] if found[-1].has("text") else None
    if section is None or section.has("digit", "general", "moment"):
        return Cell(text)
    return Cell("".join(text if p.kind == "text" else p.text for p in section.pieces).strip())


def exact(value: float | Decimal) -> Decimal:
    """The stored number with the figures that it was typed with."""
    number = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return Decimal(plain(_SIGNIFICANT.plus(number)))


def _choose(found: tuple[Section, ...], number: Decimal) -> tuple[Section | None, bool]:
    """The section for a number, and whether a minus is written before it."""
    numeric = [one for one in found[:3] if not (one.has("text") and len(found) > 1)] or [found[0]]
    if any(one.condition for one in numeric):
        return _by_condition(numeric, number)
    if len(numeric) == 1:
        return numeric[0], number < 0
    if number > 0 or (number == 0 and len(numeric) == 2):
        return numeric[0], False
    return (numeric[1], False) if number < 0 else (numeric[2], False)


def _by_condition(numeric: list[Section], number: Decimal) -> tuple[Section | None, bool]:
    for place, one in enumerate(numeric):
        condition = one.condition
        if condition is None and place == 1 and len(numeric) == 3:
            condition = ("<", Decimal(0))
        if condition is None or _meets(number, *condition):
            only_below = condition is not None and condition[0][0] == "<" and condition[1] <= 0
            return one, number < 0 and not only_below
    return None, False


def _meets(number: Decimal, sign: str, other: Decimal) -> bool:
    return {
        "<": number < other,
        "<=": number <= other,
        "=": number == other,
        ">=": number >= other,
        ">": number > other,
        "<>": number != other,
    }[sign]


def _moment(section: Section, number: Decimal, from_1904: bool) -> Cell:
    text = show_moment(section, number, from_1904)
    if text is None:
        return Cell(plain(number), "number", number, (plain(number),))
    return Cell(text, "time" if is_time(section) else "date")


def _literal(section: Section, number: Decimal) -> Cell:
    """A section without places for figures: 是 for 1, a dash or nothing at all for 0."""
    text = "".join(piece.text for piece in section.pieces).strip()
    if not text:
        return Cell("", "hidden", number)
    if _DASHES.fullmatch(text):
        return Cell(text, "number", number, (plain(number),))
    return Cell(text)


# -- figures -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where a section's figures are."""

    before: str
    """Literals before the first figure, without the minus sign that is written by itself."""
    after: str
    """Literals behind the last one, the percent sign among them."""
    scale: int
    """The power of ten that the section multiplies by: 2 for %, -3 for each comma at the end."""


def _figures(section: Section, number: Decimal, minus: bool) -> Cell:
    shape = _shape(section)
    seen = number.scaleb(shape.scale)
    shown, short = _show_digits(section, abs(seen))
    sign = "-" if minus and number else ""
    text = f"{sign}{shown}".strip()
    if not text:
        return Cell("", "hidden", number)
    if _DASHES.fullmatch(text):
        return Cell(text, "number", number, (plain(number),))
    if section.numerals or not _says(text, abs(seen), short):
        return Cell(text)  # figures that stand for another number: 1.2万 by 0!.0,"万"
    readings = bare_readings(shape.before, shape.after, seen, "-" if seen < 0 else "")
    return Cell(text, "number", seen, readings, rounded=abs(seen) != short)


def bare_readings(before: str, after: str, seen: Decimal, sign: str) -> tuple[str, ...]:
    """How a shown number can be read: with all that stands around it, then by itself."""
    whole = f"{sign}{before}{plain(abs(seen))}{after}".strip()
    if not _NOTHING.fullmatch(before):
        return (whole,)
    found = _SCALE.match(after)
    unit = _MAGNITUDE.get(found[1], found[1]) if found else ""
    return tuple(dict.fromkeys((whole, f"{plain(seen)}{unit}")))


def _shape(section: Section) -> _Shape:
    pieces = section.pieces
    places = [at for at, piece in enumerate(pieces) if piece.kind in {"digit", "general", "point"}]
    first, last = places[0], places[-1]
    commas = 0
    point = next((at for at, piece in enumerate(pieces) if piece.kind == "point"), len(pieces))
    for end in {point, last + 1}:
        digits_end = max(
            (at for at in places if at < end and pieces[at].kind != "point"), default=-1
        )
        run = takewhile(lambda piece: piece.kind == "comma", pieces[digits_end + 1 :])
        commas = max(commas, sum(1 for _ in run))
    percent = sum(piece.kind == "percent" for piece in pieces)
    before = "".join(p.text for p in pieces[:first] if p.kind in {"literal", "percent"})
    after = "".join(p.text for p in pieces[last + 1 :] if p.kind in {"literal", "percent"})
    return _Shape(before.rstrip("-"), after, 2 * percent - 3 * commas)


def _says(text: str, seen: Decimal, short: Decimal) -> bool:
    """Whether the figures in the text are those of the number."""
    if "E+" in text or "E-" in text or "/" in text:
        return True
    digits = "".join(sign for sign in text if sign.isdigit() or sign == ".")
    expected = f"{short:f}"
    return expected.strip("0").rstrip(".") in digits if short else bool(digits) or not seen


def _show_digits(section: Section, number: Decimal) -> tuple[str, Decimal]:
    """The text of a number that is not negative, and the number that is written there."""
    if section.has("general"):
        shown = _numerals(plain(number), section.numerals)
        return "".join(shown if p.kind == "general" else p.text for p in section.pieces), number
    if section.has("exponent"):
        return _scientific(section, number)
    if section.has("slash"):
        return _fraction(section, number)
    point = next((at for at, p in enumerate(section.pieces) if p.kind == "point"), None)
    whole = section.pieces if point is None else section.pieces[:point]
    parts = () if point is None else section.pieces[point + 1 :]
    places = sum(piece.kind == "digit" for piece in parts)
    short = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _wide(number))
    digits, _, decimals = f"{short:f}".partition(".")
    text = _whole(whole, digits if int(digits) else "")
    if point is not None:
        text += "." + _decimals(parts, decimals)
    return _numerals(text, section.numerals), short


def _wide(number: Decimal) -> Context:
    return Context(prec=max(60, number.adjusted() + 40))


def _whole(pieces: tuple[Piece, ...], digits: str) -> str:
    """Figures from the right into their places; what is too many goes before the first one."""
    grouped = _grouped(pieces)
    left = list(digits)
    places = sum(piece.kind == "digit" for piece in pieces)
    out: list[str] = []
    written = 0
    for piece in reversed(pieces):
        if piece.kind in {"literal", "percent"}:
            out.append(piece.text)
        if piece.kind != "digit":
            continue
        places -= 1
        fresh = [left.pop()] if left else [_filler(piece.text)]
        while places == 0 and left:
            fresh.append(left.pop())
        for sign in filter(None, fresh):
            if grouped and written and written % 3 == 0 and sign != " ":
                out.append(",")
            out.append(sign)
            written += 1
    return "".join(reversed(out))


def _filler(place: str) -> str:
    return {"0": "0", "?": " "}.get(place, "")


def _grouped(pieces: tuple[Piece, ...]) -> bool:
    """A comma between two places groups by thousands; one behind the last only scales."""
    kinds = [piece.kind for piece in pieces if piece.kind in {"digit", "comma"}]
    return "comma" in kinds and "digit" in kinds[kinds.index("comma") :] and kinds[0] == "digit"


def _decimals(pieces: tuple[Piece, ...], digits: str) -> str:
    needed = len(digits.rstrip("0"))
    out, at = [], 0
    for piece in pieces:
        if piece.kind == "digit":
            sign = digits[at] if at < len(digits) else "0"
            out.append(sign if at < needed or piece.text == "0" else _filler(piece.text))
            at += 1
        elif piece.kind in {"literal", "percent"}:
            out.append(piece.text)
    return "".join(out)


def _scientific(section: Section, number: Decimal) -> tuple[str, Decimal]:
    at = next(at for at, p in enumerate(section.pieces) if p.kind == "exponent")
    mantissa = section.pieces[:at]
    places = 0
    if any(piece.kind == "point" for piece in mantissa):
        after = mantissa[[p.kind for p in mantissa].index("point") :]
        places = sum(piece.kind == "digit" for piece in after)
    said = f"{number:.{places}E}"
    head, _, power = said.partition("E")
    width = sum(piece.kind == "digit" for piece in section.pieces[at + 1 :])
    sign = "-" if power.startswith("-") else "+"
    return f"{head}E{sign}{power.lstrip('+-').zfill(width)}", Decimal(said)


def _fraction(section: Section, number: Decimal) -> tuple[str, Decimal]:
    """1 1/2 under # ?/?: the nearest fraction that the places allow."""
    at = next(at for at, p in enumerate(section.pieces) if p.kind == "slash")
    below = "".join(p.text for p in section.pieces[at + 1 :] if p.kind in {"digit", "literal"})
    below = below.strip()
    fixed = int(below) if below.isdecimal() and int(below) else 0
    whole, rest = divmod(Fraction(number), 1)
    if fixed:
        part = Fraction(round(rest * fixed), fixed)
        shown = f"{round(rest * fixed)}/{fixed}"
    else:
        part = rest.limit_denominator(10 ** max(1, below.count("?") + below.count("#")) - 1)
        shown = f"{part.numerator}/{part.denominator}"
    if part == 1:
        whole, part = whole + 1, Fraction(0)
    text = f"{whole} {shown}".removeprefix("0 ") if part else str(whole)
    near = whole + part
    return text, Decimal(near.numerator) / Decimal(near.denominator)


def _numerals(text: str, way: int) -> str:
    """Figures in Chinese: 一百二十三 for [DBNum1], 壹佰贰拾叁 for [DBNum2], full-width for 3."""
    if not way:
        return text
    return _FIGURE.sub(lambda found: _spell(found[0].replace(",", ""), way), text)


def _spell(figure: str, way: int) -> str:
    signs = _NUMERALS[way]
    whole, point, decimals = figure.partition(".")
    tail = (("." if way == 3 else "点") if point else "") + "".join(signs[int(d)] for d in decimals)
    if way == 3:
        return "".join(signs[int(sign)] for sign in whole) + tail
    return _in_words(int(whole), signs, _UNITS[way]) + tail


def _in_words(number: int, signs: str, units: str) -> str:
    if number < 10:
        return signs[number]
    for power, unit in ((8, units[4]), (4, units[3]), (3, units[2]), (2, units[1]), (1, units[0])):
        step = 10**power
        if number >= step:
            head, rest = divmod(number, step)
            zero = signs[0] if rest and rest < step // 10 else ""
            return (
                _in_words(head, signs, units)
                + unit
                + zero
                + (_in_words(rest, signs, units) if rest else "")
            )
    return ""


def plain(number: Decimal) -> str:
    """Every figure, without an exponent and without zeros behind the point."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
