"""A ratio as people write it: 12.5%, 百分之十二点五, 下降3%, 九成半, 翻一番.

Two amounts from which one follows are read by ``growth``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NoReturn

from bot.speech.growth import growth
from bot.speech.numbers import (
    FIGURE,
    FINANCIAL,
    SIGNED,
    VAGUE,
    NumberFault,
    digit,
    figure,
    plain,
    short,
    tidy,
)

_UP: Final = re.compile(
    r"^(?:同比|环比|比去年|比上年|较上年|较去年|增长率|增长|增幅|增加|提高|上升|上涨|为|是|约为|了|:|\+)+"
)
_DOWN: Final = re.compile(
    r"^(?:同比|环比|比去年|比上年|较上年|较去年)?(?:下降|减少|降低|下滑|下跌|负增长)了?"
)
_DOUBLED: Final = {
    "翻一番": 1,
    "翻番": 1,
    "翻了一番": 1,
    "翻倍": 1,
    "翻了一倍": 1,
    "翻两番": 3,
    "翻了两番": 3,
}
_LEVEL: Final = {
    "持平",
    "没有变化",
    "没变化",
    "不变",
    "没变",
    "无变化",
    "没有增长",
    "没增长",
    "零增长",
}
_RATIO_HIGHEST: Final = 1000


def ratio(text: str) -> Decimal:
    """A ratio where 1 is 100 %: 12.5%, 百分之十二点五, 0.125, -3%, 下降3%, 翻一番.

    A bare 12.5 is not guessed at: NumberFault asks and carries 0.125 as ``suggestion``.
    """
    said = tidy(text).rstrip("吧啊呀哈呢哦嘞")
    if not said:
        raise NumberFault("没有收到数字。请回复百分比，例如 12.5%。")
    if said in _LEVEL:
        return Decimal(0)
    if VAGUE.search(said):
        raise NumberFault("这里需要确切的百分比，请核对后回复，例如 12.5%。")
    down = _DOWN.match(said) is not None
    said = _UP.sub("", _DOWN.sub("", said))
    if said in _DOUBLED and not down:
        return Decimal(_DOUBLED[said])
    value = _share(text, said)
    value = value.copy_negate() if down and value else value
    if value >= _RATIO_HIGHEST:
        raise NumberFault("这个百分比太大了。请核对后再回复，例如 12.5%。")
    if value < -1:
        raise NumberFault("下降不会超过 100%。请核对后再回复，例如 -3%。")
    return value


_SHARES: Final = (
    (re.compile(rf"(?P<minus>-|负)?(?P<figure>{FIGURE})%"), -2),
    (re.compile(rf"(?P<minus>-|负)?百分之(?P<inner>-|负)?(?P<figure>{FIGURE})"), -2),
    (re.compile(rf"(?P<minus>-|负)?(?P<figure>{FIGURE})‰"), -3),
    (re.compile(rf"(?P<minus>-|负)?千分之(?P<inner>-|负)?(?P<figure>{FIGURE})"), -3),
    (re.compile(rf"(?P<minus>-|负)?(?P<figure>{FIGURE})成"), -1),
)
_TENTHS: Final = re.compile(
    r"(?P<tenths>[零一二两三四五六七八九]|[0-9])成(?P<hundredths>[一二三四五六七八九半]|[0-9])"
)
"""九成五 is 95 %, 九成半 as well."""
_WHOLE: Final = frozenset({"百分百", "百分之一百", "百分之百", "百分之壹佰"})
_POINTS: Final = re.compile(r"(?P<minus>-|负)?(?P<figure>.{1,20}?)个?百分点")


def _share(text: str, said: str) -> Decimal:
    if said in _WHOLE:
        return Decimal(1)
    if tenths := _TENTHS.fullmatch(said.translate(FINANCIAL)):
        last = tenths["hundredths"]
        return Decimal(digit(tenths["tenths"]) * 10 + (5 if last == "半" else digit(last))) / 100
    if points := _POINTS.fullmatch(said):
        _ask_points(text, points)
    for pattern, power in _SHARES:
        if match := pattern.fullmatch(said):
            shown = match["figure"]
            value = Decimal(100) if shown == "百" and power == -2 else figure(shown)
            if value is None:
                raise _unclear_ratio(text)
            minus = match["minus"] or match.groupdict().get("inner")
            return value.scaleb(power) * (-1 if minus else 1)
    if len(list(SIGNED.finditer(said))) > 1:
        raise NumberFault("收到了不止一个数。请只回复一个百分比，例如 12.5%。")
    match = SIGNED.fullmatch(said)
    value = None if match is None else figure(match["figure"])
    if match is None or value is None:
        raise _unclear_ratio(text)
    if value >= 1:
        _ask_percent(value, bool(match["minus"]))
    return -value if match["minus"] and value else value


def _ask_percent(value: Decimal, minus: bool) -> NoReturn:
    sign = "-" if minus else ""
    meant = value.scaleb(-2) * (-1 if minus else 1)
    shown = f"{sign}{value:f}%"
    raise NumberFault(f"您是说 {shown} 吗？请带上百分号再回复一次，例如 {shown}。", meant)


def _ask_points(text: str, match: re.Match[str]) -> NoReturn:
    """Percentage points say how far two percentages lie apart, and not what either of them is."""
    value = figure(match["figure"])
    if value is None:
        raise _unclear_ratio(text)
    down = match["minus"] or _DOWN.match(tidy(text))
    shown = f"{'-' if down else ''}{value:f}%"
    raise NumberFault(
        f"“{short(text)}”说的是两个百分比相差多少，这里要的是百分比本身。"
        f"如果就是 {shown}，请写成 {shown}。",
        value.scaleb(-2) * (-1 if down else 1),
    )


def rate(text: str, digits: int = 12) -> Decimal:
    """A ratio, or the growth between last year's and this year's amounts: 去年1200万 今年1500万.

    ``digits`` are kept of a growth: beyond a millionth of a millionth nothing can change a point.
    """
    try:
        return ratio(text)
    except NumberFault as fault:
        said = plain(text)
        two = len(re.findall(r"[0-9]+(?:\.[0-9]+)?", said)) > 1 or "年" in said
        if fault.suggestion is not None or not two or "%" in said or "百分" in said:
            raise
        found = growth(text).ratio
        return found.quantize(Decimal(1).scaleb(-digits)).normalize()


def _unclear_ratio(text: str) -> NumberFault:
    return NumberFault(f"没有看懂“{short(text)}”。请回复百分比，例如 12.5%，下降写作 -3%。")
