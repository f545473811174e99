"""Numbers as people write them in a chat: counts, ratios, two amounts, yes or no, points.

Here lives reading only: a text goes in, an exact value comes out, or a ``NumberFault`` whose
sentence can be shown to the person as it is. What a number is worth, whether it is odd beside last
quarter's, and the strict machine check of a fact do not live here (issue 2, §4 and §8).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final, NoReturn

LIMIT: Final = 100_000
"""A count in a chat is below this; what is above is a slip of the thumb or another unit."""
_LONGEST: Final = 24  # no honest figure has more signs; a longer one would be rounded by Decimal
_EXACT: Final = Context(prec=28)

_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    ord("−"): "-",
    ord("–"): "-",
    ord("—"): "-",
    ord("﹣"): "-",
    ord("﹪"): "%",
    ord("郟"): "郏",
}
_FINANCIAL: Final = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟萬億〇两俩兩貳參陸", "一二三四五六七八九十百千万亿零二二二二三六"
)
_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_NUMBER: Final = (
    r"(?:(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
)
_SIGNS: Final = "零〇一二两俩三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸"
# Atomic, because digits can be split in endless ways: without it forty digits take for ever.
_FIGURE: Final = rf"(?>(?:{_NUMBER}|[{_SIGNS}])+(?:点[{_SIGNS}0-9]+)?)"
_SIGNED: Final = re.compile(rf"(?P<minus>-|负)?(?P<figure>{_FIGURE})")

MEASURES: Final = (
    "人次|家次|次|个|家|篇|条|项|件|人|场|份|户|笔|期|名|宗|起|批|张|套|种|类|处|所|册|幅|部"
)
_VAGUE: Final = re.compile(
    r"大约|大概|左右|上下|差不多|将近|接近|估计|可能|大致|至少|最少|最多|超过|不到|不少于|以上|以下|以内"
    r"|好几|十几|几十|[^合签履]约|^约|[0-9十百千万][多余来]|近[0-9一二两三四五六七八九十百]"
)
_SOME: Final = re.compile(r"几|若干|不少|很多|许多|一些|多次|少量")
_NONE: Final = re.compile(
    r"(?:(?:一[^零一二两三四五六七八九十]{1,2}[都也])?(?:本季度|目前|暂时|暂|还|尚|均|都|也)?"
    r"(?:没有|没|无|未)(?:开展|发生|组织|举办|召开|报送|建立|发现|产生|涉及|新增|搞|弄|做|办|开|报|写|发)?过?了?"
    r"|一[次个家篇条项件场份]也?都?没有?|无此项|没有过|零报告|零报送|空)"
)
_LEADING: Final = re.compile(
    r"^(?:本季度|我们?(?=填|报|写|改)|我们|我单位|我局|只有|仅有|填(?!错)|目前|已经|已|一共|总共|共计|合计|总计|累计|共|计(?!划)|有|是|为|就是|就|开展|完成|组织|举办|召开|报送|发布|搞|做|办|弄|开|报|发|了|:|\+)+"
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


@dataclass(frozen=True, slots=True)
class Growth:
    """Two amounts and what lies between them: ``ratio`` = now / before - 1 (0.25 is 25 %)."""

    before: Decimal
    now: Decimal
    ratio: Decimal


def plain(text: str) -> str:
    """The text in half-width signs, with 郏 for 郟, sign by sign, so that places stay the same."""
    return text.translate(_HALF_WIDTH)


def figure(text: str) -> Decimal | None:
    """One unsigned figure in digits or Chinese numerals, exactly; None if it is not one figure.

    Reads 12, 1,200, 1.2万, 十二, 一百零五, 三点五, 一万二 (12000), 二〇二六, 壹佰. Two numerals
    in a row such as 三四 are how people say "three or four", so they are not read as 34.
    """
    text = plain(text).translate(_FINANCIAL).replace("廿", "二十").replace("卅", "三十")
    if not text or len(text) > _LONGEST:
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
    ones = _digit(last)
    if last and not nought and ten is None and (hundred or thousand):
        ones *= 10 if hundred else 100
    tens = 0 if ten is None else _digit(ten) or 1
    return Decimal(_digit(thousand) * 1000 + _digit(hundred) * 100 + tens * 10 + ones)


def _digit(sign: str | None) -> int:
    return _DIGITS.get(sign, 0) if sign in _DIGITS else int(sign or 0)


_WHOLLY: Final = re.compile(r"半|多|余|来|[第天月年元块度]|小时|分钟|未|没|不|无")
_OTHERWISE: Final = re.compile(rf"{_WHOLLY.pattern}|计划|打算|准备|取消|怎么|吗|第")
"""What changes the sense of a figure beside it: then not even a likely reading is offered."""
_ONE_FIGURE: Final = 1


def count(text: str, unit: str = "", limit: int = LIMIT, about: str = "") -> int:
    """How many: a whole number from 0 to below ``limit``, with or without ``unit`` (次, 家, 篇…).

    没有, 无 and 零 are 0 (issue 2 §8: an explicit nil differs from no answer). Every sign of the
    text is accounted for: the figure, its measure, small polite words, and words that the question
    itself uses (``about``; without it any noun behind the measure). Raises NumberFault.
    """
    said = corrected(_tidy(_BESIDE.sub("", plain(text))))
    if not said:
        raise NumberFault(f"没有收到数字。请直接回复数字，例如 3{_sp(unit)}；没有请回复 0。")
    if _NONE.fullmatch(_polite(said)):
        return 0
    said = _LEADING.sub("", _polite(said))
    if re.search(r"%|‰|[百千]分", said):
        raise NumberFault(f"这里要的是数量，不是百分比。请回复整数，例如 3{_sp(unit)}。")
    figures = list(_SIGNED.finditer(said))
    if _VAGUE.search(said) or _SOME.search(said):
        raise NumberFault(f"这里需要确切的数，请数一数再回复，例如 3{_sp(unit)}。")
    if not figures:
        nothing = Decimal(0) if _NOTHING_YET.match(said) else None
        raise NumberFault(_not_read(text, unit), nothing)
    if len(figures) > _ONE_FIGURE:
        raise NumberFault("收到了不止一个数。请只回复一个合计数，例如 3。")
    return _one_count(text, said, figures[0], unit, limit, about)


def one_figure(text: str, please: str) -> tuple[str, re.Match[str] | None]:
    """The one figure of a text and the text without small words; no figure where it says none.

    ``please`` ends every sentence of a NumberFault: what to reply instead.
    """
    said = corrected(_tidy(_BESIDE.sub("", plain(text))))
    if not said:
        raise NumberFault(f"没有收到数字。请直接回复数字，{please}")
    if _NONE.fullmatch(_polite(said)):
        return said, None
    said = _LEADING.sub("", _polite(said))
    if re.search(r"%|‰|[百千]分", said):
        raise NumberFault(f"这里要的是数量，不是百分比。请回复数字，{please}")
    if _VAGUE.search(said) or _SOME.search(said):
        raise NumberFault(f"这里需要确切的数，请核对后回复，{please}")
    figures = list(_SIGNED.finditer(said))
    if not figures:
        raise NumberFault(f"没有看懂“{_short(text)}”。请只回复数字，{please}")
    if len(figures) > _ONE_FIGURE:
        raise NumberFault(f"收到了不止一个数。请只回复一个合计数，{please}")
    return said, figures[0]


def spelled(value: Decimal) -> str:
    """A figure without trailing zeros: 340.5, 120."""
    said = f"{value:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def _not_read(text: str, unit: str) -> str:
    return f"没有看懂“{_short(text)}”。请只回复数字，例如 3{_sp(unit)}；没有请回复 0。"


_BESIDE: Final = re.compile(
    r"[(\[](?:详?见|附|已附|另附|有|含)?(?:附件|附后|材料|佐证材料|佐证|照片|图片|截图|文件|已传|已上传|已发)[)\]]"
)
"""Remarks that say where the papers are, and nothing about the figure."""
_POLITE_ENDS: Final = re.compile(
    r"(?<=.)(?:[,;。.!~\s]*(?:谢谢(?:您|你|了)?|辛苦了|麻烦了|哈|啊|呀|哦|噢|嘞|哒|吧|了吧|的吧|呢|的|(?<=[次回场家篇项条份个件户期])了))+$"
)
_POLITE_STARTS: Final = re.compile(r"^(?:[嗯哦噢额恩]|好的?|您好|你好|老师|领导)+[,;。.!~\s]*(?=.)")
_NOTHING_YET: Final = re.compile(r"(?:目前|现在|暂时|本季度)?(?:还|暂)?(?:没有|没|无|未)")


def _polite(said: str) -> str:
    """Without the small words people put around an answer."""
    return _POLITE_ENDS.sub("", _POLITE_STARTS.sub("", said))


_CORRECTION: Final = re.compile(
    r"(?:(?:刚才|刚刚|前面|上面)?(?:那个|这个|的)?(?:填|写|报|说|点|选|数)错了?[,;。.\s]*)?"
    rf"(?:不是(?:{_FIGURE})[^0-9{_SIGNS},;。.\s是]{{0,3}}[,;。.\s]*)?"
    r"(?:(?:应该|应当|其实|实际|而)*(?:改|更正|修正|换|修改)?(?:成|为|到|是))(?P<now>.+)"
)


def corrected(said: str) -> str:
    """What a correction says now: 改成4, 填错了应该是4次, 不是3次是4次; else the text itself."""
    match = _CORRECTION.fullmatch(said)
    return match["now"] if match else said


def _one_count(
    text: str, said: str, match: re.Match[str], unit: str, limit: int, about: str
) -> int:
    value = figure(match["figure"])
    if value is None and len(match["figure"]) <= _LONGEST:
        raise NumberFault(
            f"“{_short(text)}”可以读成不同的数。请用阿拉伯数字回复，例如 3{_sp(unit)}。"
        )
    if match["minus"]:
        raise NumberFault(
            f"这里不能是负数。请回复 0 或更大的整数，例如 3{_sp(unit)}；没有请回复 0。"
        )
    if value is None or value >= limit:
        raise NumberFault(f"这个数太大了，应当小于 {limit}。请核对有没有多写零，或者把单位看错。")
    _account_for(text, said[: match.start()], said[match.end() :], value, unit, about)
    if value != value.to_integral_value():
        raise NumberFault(f"这里只能是整数，不能带小数。请回复整数，例如 3{_sp(unit)}。")
    return int(value)


_SAME: Final = {
    "次": "回|趟|场次|场",
    "场": "次|回|场次",
    "家": "户|家次",
    "篇": "份|条",
    "项": "件|条|个项目",
}
"""Measure words people use for one another."""


def _account_for(text: str, before: str, after: str, value: Decimal, unit: str, about: str) -> None:
    """Words around the figure: 3家企业 is fine, 3元, 第3次 or 5次未报道 is another thing."""
    noun = r"[一-鿿]{0,8}"
    likes = f"|{_SAME[unit]}" if unit in _SAME else ""
    allowed = f"{re.escape(unit)}{likes}|个" if unit else MEASURES
    found = re.fullmatch(rf"(?:(?P<measure>{allowed})(?P<noun>{noun}))?", after)
    if found and _is_about(before, about) and _is_about(found["noun"] or "", about):
        return
    likely = value if value == value.to_integral_value() else None
    other = re.fullmatch(rf"(?:{MEASURES})(?P<noun>{noun})", after)
    if unit and not before and not found and other and _is_about(other["noun"], about):
        raise NumberFault(
            f"这里按“{unit}”计数，您写的是“{_short(text)}”。"
            f"如果就是 {value:f} {unit}，请只回复 {value:f}。",
            likely,
        )
    left = before + ((found["noun"] or "") if found else after)
    if likely is None or not left or _WHOLLY.search(left):
        raise NumberFault(_not_read(text, unit))
    raise NumberFault(
        f"“{_short(_without_brackets(left, allowed))}”没有看懂。如果就是 {value:f}{_sp(unit)}，"
        f"请只回复 {value:f}；没有请回复 0。",
        likely,
    )


def _without_brackets(left: str, measures: str) -> str:
    """次(含培训 is said back as 含培训: no half a pair of brackets, no measure word before it."""
    bare = re.sub(rf"^(?:{measures})(?=[(（])", "", left)
    return bare.strip("()（）[]【】 ,，") or left


def _is_about(words: str, about: str) -> bool:
    """Whether words beside a figure are the question's own."""
    if not words or words in about:
        return True
    return not about and _OTHERWISE.search(words) is None


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
    said = _tidy(text)
    if not said:
        raise NumberFault("没有收到数字。请回复百分比，例如 12.5%。")
    if said in _LEVEL:
        return Decimal(0)
    if _VAGUE.search(said):
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
    (re.compile(rf"(?P<minus>-|负)?(?P<figure>{_FIGURE})%"), -2),
    (re.compile(rf"(?P<minus>-|负)?百分之(?P<inner>-|负)?(?P<figure>{_FIGURE})"), -2),
    (re.compile(rf"(?P<minus>-|负)?(?P<figure>{_FIGURE})‰"), -3),
    (re.compile(rf"(?P<minus>-|负)?千分之(?P<inner>-|负)?(?P<figure>{_FIGURE})"), -3),
    (re.compile(rf"(?P<minus>-|负)?(?P<figure>{_FIGURE})成"), -1),
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
    if tenths := _TENTHS.fullmatch(said.translate(_FINANCIAL)):
        last = tenths["hundredths"]
        return Decimal(_digit(tenths["tenths"]) * 10 + (5 if last == "半" else _digit(last))) / 100
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
    if len(list(_SIGNED.finditer(said))) > 1:
        raise NumberFault("收到了不止一个数。请只回复一个百分比，例如 12.5%。")
    match = _SIGNED.fullmatch(said)
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
    down = match["minus"] or _DOWN.match(_tidy(text))
    shown = f"{'-' if down else ''}{value:f}%"
    raise NumberFault(
        f"“{_short(text)}”说的是两个百分比相差多少，这里要的是百分比本身。"
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
    return NumberFault(f"没有看懂“{_short(text)}”。请回复百分比，例如 12.5%，下降写作 -3%。")


_BEFORE: Final = r"去年同期|上年同期|去年|上年|上一年|同期|基期|年初|原来"
_NOW: Final = r"今年|本年度|本年|本期|当年|现在|当前|本季度"
_AMOUNT: Final = re.compile(
    rf"(?:(?P<before>{_BEFORE})|(?P<now>{_NOW})|(?P<year>20[0-9]{{2}})年(?:度)?)"
    rf"|(?P<minus>(?<![0-9万亿元])(?:-|负)(?=[0-9.{_SIGNS}]))?(?P<figure>{_FIGURE})"
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
    if _VAGUE.search(said):
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
    if labelled and _OTHERWISE.search(left) is None:
        return
    if not labelled and _TO.fullmatch(left) and not _PART.search(left):
        return
    raise NumberFault(
        f"“{_short(text)}”是占比，还是两年的数？是占比请直接写百分比，例如 95%；"
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
                f"没有看懂“{_short(match['figure'])}”，或者数额太大。" + _AMOUNTS_PLEASE
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


_DONE: Final = (
    "成立|建立|制定|开展|完成|落实|印发|出台|召开|达到|报送|公开|上传"
    "|设立|明确|确定|配备|纳入|编制|编写|编|写|定|建|开|发|搞|弄|办理|签署|签|做|办"
)
_YES: Final = re.compile(
    rf"(?:是|是的|是了|有|有的|有了|已|已经|已有|√|✓|✔|✅|☑|yes|y|true)"
    rf"|(?:我们)?(?:都)?已经?(?:{_DONE})(?:好|完)?了?|(?:我们)?(?:都)?(?:{_DONE})(?:好|完)?(?:了|过)"
)
_NO: Final = re.compile(
    rf"(?:否|不|不是|不对|没有|没|无|未|还没有?|尚未|还未|暂无|×|✗|✘|❌|x|no|n|false)"
    rf"|(?:还|暂|暂时|尚)?(?:没有?|未|尚未|暂未)(?:{_DONE})(?:好|完)?过?"
)
_AGREES: Final = re.compile(r"(?:对|对的|对啊|好|好的|嗯|嗯嗯|行|行的|可以|没问题|ok|okay|👌|👍)")


def yes_no(text: str) -> bool | None:
    """True, False, or None when the text is neither; digits are never a yes or a no.

    好的, 嗯, 对, 可以 are neither: people say them to be polite (``agrees``).
    """
    said = _tidy(text).lower().replace("\ufe0f", "")
    said = said.rstrip("啊呀哦呢吧")
    if _YES.fullmatch(said):
        return True
    return False if _NO.fullmatch(said) else None


def agrees(text: str) -> bool:
    """A word that may be a yes and may be mere politeness."""
    return _AGREES.fullmatch(_tidy(text).lower().replace("\ufe0f", "")) is not None


def leaning(text: str) -> bool | None:
    """Which way a longer answer to a yes-or-no question leans: 没有，正在起草 to no.

    To be shown for one tap, never to be kept unseen.
    """
    if agrees(text):
        return True
    first, mark, _ = re.sub(r"[,;。.!\s]", "\n", plain(text).strip()).partition("\n")
    return yes_no(first) if mark else None


_POINTS_HIGHEST: Final = 1000


def points(text: str) -> Decimal:
    """Points a reviewer gives: 3, 3.5, 3分, 三分半, 半分; two decimals at most, never negative."""
    said = _tidy(text)
    said = re.sub(r"^(?:给予|给|得|评定|核定|打|为|:)+", "", said)
    match = re.fullmatch(
        rf"(?P<minus>-|负)?(?P<figure>{_FIGURE})?(?P<unit>分?)(?P<half>半?)分?", said
    )
    if not said or match is None or not (match["figure"] or match["half"]):
        raise NumberFault(f"没有看懂“{_short(text)}”。请回复分数，例如 3 或 3.5。")
    value = figure(match["figure"]) if match["figure"] else Decimal(0)
    if value is None or value >= _POINTS_HIGHEST:
        raise NumberFault("这个分数太大或者没有看懂。请用阿拉伯数字回复，例如 3 或 3.5。")
    if match["minus"]:
        raise NumberFault("分数不能是负数。请回复 0 或更大的数，例如 3.5。")
    if match["half"]:
        if value != value.to_integral_value():
            raise NumberFault(f"没有看懂“{_short(text)}”。请回复分数，例如 3 或 3.5。")
        value += Decimal("0.5")
    if value != value.quantize(Decimal("0.01")):
        raise NumberFault("分数最多保留两位小数。请重新回复，例如 3.25。")
    return value


def _tidy(text: str) -> str:
    """Half-width, without edge punctuation, and without blanks except between two figures."""
    said = plain(text).strip().strip("。.!?,;、~\"'“”()（） \t\r\n")
    if re.match(r"\.[0-9]", plain(text).strip()):
        said = "." + said  # a leading point belongs to the number
    signs = f"0-9{_SIGNS}"
    return re.sub(rf"(?<![{signs}])\s+|\s+(?![{signs}])", "", said)


def _short(text: str, longest: int = 20) -> str:
    """The person's own words, on one line and short enough to quote back."""
    said = " ".join(text.split())
    return said if len(said) <= longest else said[:longest] + "…"


def _sp(unit: str) -> str:
    return f" {unit}" if unit else ""
