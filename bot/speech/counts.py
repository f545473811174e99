"""How many, as people answer it: 3, 三次, 没有, 填错了应该是4次, and what is no count.

A whole number from 0; every sign of the text is accounted for. A quantity with decimals is read by
``amounts``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from bot.speech.counts_among import SAME, changes_it, count_among, without_parts
from bot.speech.numbers import (
    FIGURE,
    LONGEST,
    MEASURES,
    OTHERWISE,
    SIGNED,
    SIGNS,
    VAGUE,
    WHOLLY,
    NumberFault,
    figure,
    plain,
    short,
    tidy,
)
from bot.speech.periodic import per
from bot.speech.sounds import sound

LIMIT: Final = 100_000
"""A count in a chat is below this; what is above is a slip of the thumb or another unit."""
_SOME: Final = re.compile(r"几|若干|不少|很多|许多|一些|多次|少量")
_US: Final = "(?:(?:我们?|俺们?|咱们?)(?:单位|局|镇|乡|街道|办|这)?)"
_NONE: Final = re.compile(
    r"(?:(?:一[^零一二两三四五六七八九十]{1,2}[都也])?"
    rf"(?:(?:这个|这项|这一项|这)?{_US}?(?:这个?|本)季度?|(?:这个|这项|这一项)?{_US})?"
    r"(?:目前|暂时|暂|还|尚|均|都|也|确实)?"
    r"(?:没有|没|无|未曾?|木有|么有|莫得|没得|冇)"
    r"(?:(?:开展|发生|组织|举办|召开|报送|建立|发现|产生|涉及|新增|搞|弄|做|办|开|报|写|发)"
    r"过?(?:(?:这个?|这项|这类|此类|这种)(?:活动)?)?|过)?了?"
    r"|一[次个家篇条项件场份]也?都?没有?|无此项|没有过|零报告|零报送|空)"
)
_PERHAPS_UNFILLED: Final = re.compile(r"[没未无有](?:弄|做|搞|办|填|写|报|发)了?$")
"""没弄: it never took place, or nobody has come to fill it in; 没搞过 is only the first."""
_LEADING: Final = re.compile(
    r"^(?:本季度|截[至止]到?目前|到目前(?:为止)?|至今|迄今|那就?|(?:那|就|还是|先)*(?:写|算|按|记|选)(?:成|个|上)?|我们?(?=填|报|写|改)|我们|我单位|我局|就这|只有|仅有|填(?!错|了)|目前|已经|已|一共|统共|拢共|总共|共计|合计|总计|累计|共|计(?!划)|有|是|为|就是|就|开展|完成|组织|举办|召开|报送|发布|搞|做|办|弄|开|报|发|了|:|\+)+"
)
_ONE_FIGURE: Final = 1


def count(text: str, unit: str = "", limit: int = LIMIT, about: str = "") -> int:
    """How many: a whole number from 0 to below ``limit``, with or without ``unit`` (次, 家, 篇…).

    没有, 无 and 零 are 0 (issue 2 §8: an explicit nil differs from no answer). Every sign of the
    text is accounted for: the figure, its measure, small polite words, and words that the question
    itself uses (``about``; without it any noun behind the measure). Raises NumberFault; where the
    count is one word among others (``counts_among``), it suggests it.
    """
    try:
        value = _count(text, unit, limit, about)
    except NumberFault as fault:
        told = _with_its_parts(text, unit, limit, about)
        if told is None and fault.suggestion is None:
            told = count_among(text, unit)
        said = plain(text)
        if told is None and _NOT_NOW.search(said) and SIGNED.search(said):
            raise NumberFault(_other_time(text, unit)) from fault
        if told is None or told >= limit:
            raise
        raise NumberFault(_is_it(text, told, unit), Decimal(told)) from fault
    if _HEDGED.search(plain(text).strip()):
        raise NumberFault(_is_it(text, value, unit), Decimal(value))
    return value


def _is_it(text: str, value: int, unit: str) -> str:
    return f"“{short(text)}”，那就填 {value}{_sp(unit)}，对吗？还没有存，请点一下。"


_HEDGED: Final = re.compile(
    r"^(?:嗯+|[,，。\s])*(?:应该|应当|可能|大概|估计|好像|差不多|八成|印象中|记得)(?:就)?(?:是|有)?[^,，]{1,8}吧[。.!！]*$"
)
"""应该是6次吧: whoever says so does not know for certain."""


_NOT_NOW: Final = re.compile(
    r"计划|打算|准备(?!了|工作)|拟|[下后]个?(?:季|月|半年|周|星期)|明[年天]|后天|年底前|去年|前年|往年|历年"
    r"|上(?:半年|个?季)|如果|要是|假如|万一"
    r"|正在(?!用|使)|还在(?!用|使|职)|(?<![现正内存放站])在(?:谈|办(?!公|事)|筹|审|建(?!材|设)|起草)|(?:还[没未]|[没未]|尚未)(?:播|登(?!记)|刊|见报|发出来|办完|弄完|做完)"
)
"""What is planned, supposed, under way or of another time: its figure is not even offered."""


def _other_time(text: str, unit: str) -> str:
    return per(
        f"“{short(text)}”说的不像是本季度已经办了的，没有记。"
        f"请只回复本季度办成的数，例如 3{_sp(unit)}；没有请回复 0。"
    )


def _with_its_parts(text: str, unit: str, limit: int, about: str) -> int | None:
    """7（含国旗下讲话3次）: the number before what is only a part of it."""
    whole = plain(text).strip()
    bare = without_parts(whole)
    part = whole[len(bare) :]
    if not SIGNED.search(part) or changes_it(part):
        return None
    try:
        return _count(bare, unit, limit, about)
    except NumberFault:
        return None


def _count(text: str, unit: str, limit: int, about: str) -> int:
    said = corrected(tidy(_AS_BEFORE.sub("", _BESIDE.sub("", plain(text)))))
    if not said:
        raise NumberFault(f"没有收到数字。请直接回复数字，例如 3{_sp(unit)}；没有请回复 0。")
    if _NONE.fullmatch(_polite(said)):
        if _PERHAPS_UNFILLED.search(_polite(said)):
            raise NumberFault(
                f"“{short(text)}”是说没有办过，还是还没有填？没有办过，就填 0；"
                "还没有填的，先按“跳过”。",
                Decimal(0),
            )
        return 0
    said = _LEADING.sub("", _polite(said))
    if re.search(r"%|‰|[百千]分", said):
        raise NumberFault(f"这里要的是数量，不是百分比。请回复整数，例如 3{_sp(unit)}。")
    figures = list(SIGNED.finditer(said))
    if VAGUE.search(said) or _SOME.search(said):
        raise NumberFault(f"这里需要确切的数，请数一数再回复，例如 3{_sp(unit)}。")
    if not figures:
        nothing = Decimal(0) if _NOTHING_YET.match(said) else None
        raise NumberFault(_not_read(text, unit), nothing)
    if len(figures) > _ONE_FIGURE:
        raise NumberFault("收到了不止一个数。请只回复一个合计数，例如 3。")
    return _one_count(text, said, figures[0], unit, limit, about)


def says_none(text: str) -> bool:
    """Whether a text says that there was nothing of it: 没搞过, 我们镇这个季度没有办."""
    said = _polite(tidy(plain(text)))
    return _NONE.fullmatch(said) is not None and _PERHAPS_UNFILLED.search(said) is None


def not_done(text: str) -> bool:
    """Whether a text says no more than that something was not done: 没弄, 还没搞."""
    said = _polite(tidy(plain(text)))
    return _NONE.fullmatch(said) is not None and _PERHAPS_UNFILLED.search(said) is not None


def one_figure(text: str, please: str) -> tuple[str, re.Match[str] | None]:
    """The one figure of a text and the text without small words; no figure where it says none.

    ``please`` ends every sentence of a NumberFault: what to reply instead.
    """
    said = corrected(tidy(_BESIDE.sub("", plain(text))))
    if not said:
        raise NumberFault(f"没有收到数字。请直接回复数字，{please}")
    if _NONE.fullmatch(_polite(said)):
        return said, None
    said = _LEADING.sub("", _polite(said))
    if re.search(r"%|‰|[百千]分", said):
        raise NumberFault(f"这里要的是数量，不是百分比。请回复数字，{please}")
    if VAGUE.search(said) or _SOME.search(said):
        raise NumberFault(f"这里需要确切的数，请核对后回复，{please}")
    figures = list(SIGNED.finditer(said))
    if not figures:
        raise NumberFault(f"没有看懂“{short(text)}”。请只回复数字，{please}")
    if len(figures) > _ONE_FIGURE:
        raise NumberFault(f"收到了不止一个数。请只回复一个合计数，{please}")
    return said, figures[0]


def _not_read(text: str, unit: str) -> str:
    return f"没有看懂“{short(text)}”。请只回复数字，例如 3{_sp(unit)}；没有请回复 0。"


_BESIDE: Final = re.compile(
    r"[(\[](?:详?见|附|已附|另附|有|含)?(?:附件|附后|材料|佐证材料|佐证|照片|图片|截图|文件|已传|已上传|已发)[)\]]"
)
"""Remarks that say where the papers are, and nothing about the figure."""
_AS_BEFORE: Final = re.compile(
    r"^(?:[跟和与同])?上(?:次|个?季度?|回)(?:的)?(?:一样|相同|持平)"
    rf"(?:(?:[,，\s]*(?:还|也|仍)?(?:是|有|报|填)|[,，\s]+)?(?={FIGURE}))"
)
"""跟上次一样还是5次: so many, whatever it is like."""
_POLITE_ENDS: Final = re.compile(
    r"(?<=.)(?:[,;。.!~\s]*(?:谢谢(?:您|你|了)?|辛苦了|麻烦了|哈|呗|啊|呀|哦|噢|嘞|哒|吧|了吧|的吧|呢|的|(?<=[次回场家篇项条份个件户期])了))+$"
)
_POLITE_STARTS: Final = re.compile(
    r"^(?:[嗯哦噢额恩]|好的?|您好|你好|老师|领导|(?:[行中对]的?|可以|收到)(?=[,;。.!~\s]))+[,;。.!~\s]*(?=.)"
)
_NOTHING_YET: Final = re.compile(
    r"(?:目前|现在|暂时|本季度)?(?:还|暂)?(?:没有|没(?!有)|无|未)"
    r"(?=$|[,;。.!~\s]|(?:怎么|真|再|能|顾[上得]|来得及)?(?:开展|发生|组织|举办|搞|弄|做|办|开|进行|安排|涉及|新增)"
    r"|活动|宣传|啥|什么|相关|这[个项类种次]|此[项类]|该项|任何|[一1][次场个项回家篇件])"
)
"""没搞, 没有这类活动: of the deed itself; 没照片, 没上报纸 say nothing of how often."""


def _polite(said: str) -> str:
    """Without the small words people put around an answer."""
    return _POLITE_ENDS.sub("", _POLITE_STARTS.sub("", said))


_CORRECTION: Final = re.compile(
    r"(?:[哦噢啊呃诶]|哎呀?)?[,;。.\s]*(?:不对[,;。.\s]*)?"
    r"(?:(?:刚才|刚刚|前面|上面)?(?:那个|这个|的)?(?:填|写|报|说|点|选|数|打|按|输|弄|搞|记)错了?[,;。.\s]*)?"
    rf"(?:不是(?:{FIGURE})[^0-9{SIGNS},;。.\s是]{{0,3}}[,;。.\s]*)?"
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
    if value is None and len(match["figure"]) <= LONGEST:
        raise NumberFault(
            f"“{short(text)}”可以读成不同的数。请用阿拉伯数字回复，例如 3{_sp(unit)}。"
        )
    if match["minus"]:
        raise NumberFault(
            f"这里不能是负数。请回复 0 或更大的整数，例如 3{_sp(unit)}；没有请回复 0。"
        )
    if value is None or value >= limit:
        raise NumberFault(f"这个数太大了，应当小于 {limit}。请核对有没有多写零，或者把单位看错。")
    if value != value.to_integral_value():
        raise NumberFault(f"这里只能是整数，不能带小数。请回复整数，例如 3{_sp(unit)}。")
    if _IN_A_WORD.match(said, match.end()) and not _sounds_like(said[match.end()], unit):
        raise NumberFault(_not_read(text, unit))
    _account_for(text, said[: match.start()], said[match.end() :], value, unit, about)
    return int(value)


_IN_A_WORD: Final = re.compile(
    rf"(?<=[{SIGNS}])(?:起(?![案事诉])|次性|(?!{MEASURES}|回|趟|例|样|天|届|轮|[吧了的呢啊哈,，。都就已全])[一-鿿])"
)
"""一般, 两难, 三思, 四处, 一起: a sign of a figure begins a word that counts nothing."""


def _sounds_like(sign: str, unit: str) -> bool:
    """五词 was said of 五次."""
    return bool(unit) and bool(sign) and sound(sign) == sound(unit[:1])


_A_SENTENCE: Final = 4
"""Around 一 so many signs speak of something else: 给我念一遍, 最前头那一页."""


def _account_for(text: str, before: str, after: str, value: Decimal, unit: str, about: str) -> None:
    """Words around the figure: 3家企业 is fine, 3元, 第3次 or 5次未报道 is another thing."""
    noun = r"[一-鿿]{0,8}"
    likes = f"|{SAME[unit]}" if unit in SAME else ""
    allowed = f"{re.escape(unit)}{likes}|个" if unit else MEASURES
    found = re.fullmatch(rf"(?:(?P<measure>{allowed})(?P<noun>{noun}))?", after)
    if found and _is_about(before, about) and _is_about(found["noun"] or "", about):
        return
    likely = value if value == value.to_integral_value() else None
    other = re.fullmatch(rf"(?:{MEASURES})(?P<noun>{noun})", after)
    if unit and not before and not found and other and _is_about(other["noun"], about):
        raise NumberFault(
            f"这里按“{unit}”计数，您写的是“{short(text)}”。"
            f"如果就是 {value:f} {unit}，请只回复 {value:f}。",
            likely,
        )
    left = before + ((found["noun"] or "") if found else after)
    once = value == 1 and text.count("一") == 1 and len(left) > _A_SENTENCE
    if likely is None or not left or once or WHOLLY.search(left):
        raise NumberFault(_not_read(text, unit))
    if not re.search(r"[一-鿿]", left.removeprefix(unit)):
        raise NumberFault(
            f"“{short(text)}”没有看懂。如果就是 {value:f}{_sp(unit)}，请只回复 {value:f}。", likely
        )
    raise NumberFault(
        f"“{short(text)}”，是填 {value:f}{_sp(unit)}吗？别的话没有记。还没有存，请点一下。", likely
    )


def _is_about(words: str, about: str) -> bool:
    """Whether words beside a figure are the question's own.

    One sign alone is nobody's: the 没 of 2个没 stands in a question's 没有, too, and asks.
    """
    if not words:
        return True
    if OTHERWISE.search(words):
        return False
    return words in about and len(words) > 1 if about else True


def _sp(unit: str) -> str:
    return f" {unit}" if unit else ""
