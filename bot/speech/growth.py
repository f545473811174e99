"""Last year's and this year's amount, and what lies between them: 去年1200万 今年1500万.

A ratio that is written as one is read by ``ratios``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from bot.speech.numbers import FIGURE, OTHERWISE, SIGNS, VAGUE, NumberFault, figure, plain, short

_EXACT: Final = Context(prec=28)


@dataclass(frozen=True, slots=True)
class Growth:
    """Two amounts and what lies between them: ``ratio`` = now / before - 1 (0.25 is 25 %)."""

    before: Decimal
    now: Decimal
    ratio: Decimal


_BEFORE: Final = r"去年同期|上年同期|去年|上年|上一年|同期|基期|年初|原来"
_NOW: Final = r"今年|本年度|本年|本期|当年|现在|当前|本季度"
_AMOUNT: Final = re.compile(
    rf"(?:(?P<before>{_BEFORE})|(?P<now>{_NOW})|(?P<year>20[0-9]{{2}})年(?:度)?)"
    rf"|(?P<minus>(?<![0-9万亿元])(?:-|负)(?=[0-9.{SIGNS}]))?(?P<figure>{FIGURE})"
    r"(?P<money>元|块|户|家|笔|吨|人)?"
)
_AMOUNT_HIGHEST: Final = Decimal(10) ** 15
_AMOUNTS_PLEASE: Final = "请回复去年和今年两个数，例如：去年1200万，今年1500万。"


def growth(text: str) -> Growth:
    """Last year's and this year's amounts: 去年1200万 今年1500万, 1200 1500, 1200→1500.

    Without words the first is last year's. Raises NumberFault, also when last year's is 0: then
    no ratio exists and the reviewer has to give the value.
    """
    said = re.sub(r"[，、；;]", " ", text)
    said = plain(said).strip()
    if "%" in said or "百分之" in said:
        raise NumberFault("这里要的是两个数额，不是百分比。" + _AMOUNTS_PLEASE)
    if VAGUE.search(said):
        raise NumberFault("这里需要确切的数额。" + _AMOUNTS_PLEASE)
    amounts = _labelled(said)
    if len(amounts) != 2:
        raise NumberFault(f"需要正好两个数，收到了 {len(amounts)} 个。" + _AMOUNTS_PLEASE)
    _account_for_years(text, _AMOUNT.sub("", said), labelled=all(one[0] for one in amounts))
    before, now = _in_order(*amounts)
    if before == 0:
        raise NumberFault("去年的数是 0，算不出增长率。请在说明里写清情况，由审核员核定数值。")
    return Growth(before, now, _EXACT.subtract(_EXACT.divide(now, before), Decimal(1)))


_TO: Final = re.compile(
    r"(?:从|由|自|至|到|和|与|再到|[,;.。:\s→>=-]|(?:增长|增加|增|上升|提高|升|涨|下降|减少|降|减|变)[至到为])*"
)
"""What may stand between two amounts that carry no year: 1200→1500, 从1200万增长到1500万."""
_PART: Final = re.compile(r"[/:比÷]|分之")


def _account_for_years(text: str, left: str, *, labelled: bool) -> None:
    """Words beside two amounts: with both years named a noun may stand there, else nothing.

    19/20 and 应办20件办结19件 are a share of something, and no growth from 20 to 19.
    """
    if labelled and OTHERWISE.search(left) is None:
        return
    if not labelled and _TO.fullmatch(left) and not _PART.search(left):
        return
    raise NumberFault(
        f"“{short(text)}”是占比，还是两年的数？是占比请直接写百分比，例如 95%；"
        "是两年的数，请写成：去年1200万，今年1500万。"
    )


def _labelled(said: str) -> list[tuple[str, Decimal, bool, bool]]:
    """Every amount with the label before it, and whether it carries a scale word and a unit."""
    label, amounts = "", []
    for match in _AMOUNT.finditer(said):
        if match["figure"] is None:
            label = "before" if match["before"] else "now" if match["now"] else match["year"]
            continue
        value = figure(match["figure"])
        if match["minus"]:
            raise NumberFault("数额不能是负数。" + _AMOUNTS_PLEASE)
        if value is None or value >= _AMOUNT_HIGHEST:
            raise NumberFault(
                f"没有看懂“{short(match['figure'])}”，或者数额太大。" + _AMOUNTS_PLEASE
            )
        scaled = any(sign in "万亿萬億" for sign in match["figure"])
        amounts.append((label, value, scaled, bool(match["money"])))
        label = ""
    return amounts


def _in_order(
    first: tuple[str, Decimal, bool, bool], second: tuple[str, Decimal, bool, bool]
) -> tuple[Decimal, Decimal]:
    """Last year's amount first; refuses labels that agree and scales that do not."""
    for one, other in ((first, second), (second, first)):
        if one[2] and not other[2] and not other[3] and other[1] != 0:
            raise NumberFault(
                "两个数的单位不一样。请两个都写明单位，例如：去年1200万，今年1500万。"
            )
    labels = (first[0], second[0])
    if labels[0] and labels[0] == labels[1]:
        raise NumberFault("两个数写成了同一年。" + _AMOUNTS_PLEASE)
    if labels[0] == "now" or labels[1] == "before" or (all(labels) and labels[0] > labels[1] > "2"):
        first, second = second, first
    return first[1], second[1]
