"""Figures as people write them in a chat: 1,200, 1.2万, 十二, 一百零五, and what is no figure.

Here: one figure's signs and its exact value, the text made even, and the ``NumberFault`` whose
sentence is shown to the person as it is. What is asked for with them stands apart: ``counts``,
``amounts``, ``ratios``, ``growth``, ``marks``, ``yes_no``. What a number is worth, whether it is
odd beside last quarter's, and the strict machine check of a fact do not live here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

LONGEST: Final = 24  # no honest figure has more signs; a longer one would be rounded by Decimal
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    ord("−"): "-",
    ord("–"): "-",
    ord("—"): "-",
    ord("﹣"): "-",
    ord("﹪"): "%",
    ord("郟"): "郏",
    ord("冇"): "没",
}
FINANCIAL: Final = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟萬億〇两俩兩貳參陸仨", "一二三四五六七八九十百千万亿零二二二二三六三"
)
_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_NUMBER: Final = (
    r"(?:(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
)
SIGNS: Final = "零〇一二两俩仨三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸"
# Atomic, because digits can be split in endless ways: without it forty digits take for ever.
FIGURE: Final = rf"(?>(?:{_NUMBER}|[{SIGNS}])+(?:点[{SIGNS}0-9]+)?)"
SIGNED: Final = re.compile(rf"(?P<minus>-|负)?(?P<figure>{FIGURE})")
MEASURES: Final = (
    "人次|家次|次|个|家|篇|条|项|件|人|场|份|户|笔|期|名|宗|起|批|张|套|种|类|处|所|册|幅|部"
)
VAGUE: Final = re.compile(
    r"大约|大概|左右|上下|差不多|将近|接近|估计|可能|大致|至少|最少|最多|超过|不到|不少于|以上|以下|以内"
    r"|好几|十几|几十|[^合签履]约|^约|[0-9十百千万][多余来]|近[0-9一二两三四五六七八九十百]"
)


class NumberFault(ValueError):
    """A text that is not the number asked for.

    ``sentence`` says in Chinese what to do instead; ``suggestion`` is the value the person
    probably meant, to be offered as a button and never taken without asking.
    """

    def __init__(self, sentence: str, suggestion: Decimal | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.suggestion = suggestion


def plain(text: str) -> str:
    """The text in half-width signs, 郏 for 郟, 没 for 冇, sign by sign, so that places stay."""
    return text.translate(_HALF_WIDTH)


def figure(text: str) -> Decimal | None:
    """One unsigned figure in digits or Chinese numerals, exactly; None if it is not one figure.

    Reads 12, 1,200, 1.2万, 十二, 一百零五, 三点五, 一万二 (12000), 二〇二六, 壹佰. Two numerals
    in a row such as 三四 are how people say "three or four", so they are not read as 34.
    """
    text = plain(text).translate(FINANCIAL).replace("廿", "二十").replace("卅", "三十")
    if not text or len(text) > LONGEST:
        return None
    total = Decimal(0)
    rest = text
    above = 0  # the power of the unit just read, for 一万二
    for sign, power in (("亿", 8), ("万", 4)):
        head, found, tail = rest.rpartition(sign)
        if not found:
            continue
        value = _below_ten_thousand(head)
        if value is None:
            return None
        total += value.scaleb(power)
        rest, above = tail, power
    if not rest:
        return total if above else None
    if above and len(rest) == 1 and rest in _DIGITS:
        return total + Decimal(_DIGITS[rest]).scaleb(above - 1)
    value = _below_ten_thousand(rest)
    return None if value is None else total + value


def _below_ten_thousand(text: str) -> Decimal | None:
    """The part before or after 万: digits, a decimal, or numerals with 千百十."""
    if re.fullmatch(_NUMBER, text):
        return Decimal(text.replace(",", ""))
    whole, point, decimals = text.partition("点")
    if point:
        value = _below_ten_thousand(whole)
        if value is None or value != value.to_integral_value() or not decimals:
            return None
        after = "".join(str(_DIGITS[sign]) if sign in _DIGITS else sign for sign in decimals)
        return Decimal(f"{int(value)}.{after}") if re.fullmatch("[0-9]+", after) else None
    if all(sign in _DIGITS for sign in text):
        said_digit_by_digit = len(text) == 1 or len(text) > 2 or "零" in text
        return Decimal("".join(str(_DIGITS[s]) for s in text)) if said_digit_by_digit else None
    return _with_places(text)


_PLACES: Final = re.compile(
    r"(?:([0-9一二三四五六七八九])千)?(?:零?([0-9一二三四五六七八九])百)?"
    r"(?:零?([0-9一二三四五六七八九]?)十)?(?:(零?)([0-9一二三四五六七八九]))?"
)


def _with_places(text: str) -> Decimal | None:
    """Numerals with 千, 百, 十; 一百二 is 120 and 三千五 is 3500, as people say them."""
    text = text.removeprefix("零")
    match = _PLACES.fullmatch(text)
    if match is None or not text:
        return None
    thousand, hundred, ten, nought, last = match.groups()
    ones = digit(last)
    if last and not nought and ten is None and (hundred or thousand):
        ones *= 10 if hundred else 100
    tens = 0 if ten is None else digit(ten) or 1
    return Decimal(digit(thousand) * 1000 + digit(hundred) * 100 + tens * 10 + ones)


def digit(sign: str | None) -> int:
    """One numeral or digit; 0 where there is none."""
    return _DIGITS.get(sign, 0) if sign in _DIGITS else int(sign or 0)


def figures_in(text: str) -> bool:
    """Whether any figure stands in a text."""
    return SIGNED.search(plain(text)) is not None


WHOLLY: Final = re.compile(r"半|多|余|来|[第天月年元块度]|小时|分钟|未|没|不|无")
OTHERWISE: Final = re.compile(rf"{WHOLLY.pattern}|计划|打算|准备|取消|怎么|吗|第")
"""What changes the sense of a figure beside it: then not even a likely reading is offered."""


def spelled(value: Decimal) -> str:
    """A figure without trailing zeros: 340.5, 120."""
    said = f"{value:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def tidy(text: str) -> str:
    """Half-width, without edge punctuation, and without blanks except between two figures."""
    said = plain(text).strip().strip("。.!?,;、~\"'“”()（） \t\r\n")
    if re.match(r"\.[0-9]", plain(text).strip()):
        said = "." + said  # a leading point belongs to the number
    signs = f"0-9{SIGNS}"
    return re.sub(rf"(?<![{signs}])\s+|\s+(?![{signs}])", "", said)


def short(text: str, longest: int = 20) -> str:
    """The person's own words, on one line and short enough to quote back."""
    said = " ".join(text.split())
    return said if len(said) <= longest else said[:longest] + "…"
