"""A word of the document that is asked about by itself: 阵地是啥意思, 啥叫奖惩, 承办单位写谁.

Pure: which word it is. What the document says of it, or that it does not say, is
``bot.front.terms``'s.
"""

from __future__ import annotations

import re
from typing import Final

from bot.speech.colloquial import plainly
from bot.speech.numbers import plain

_LONGEST: Final = 24
_WHAT: Final = r"(?:什么|啥|甚么)"
_LED: Final = (
    r"(?:请问|问一下|那|这里?的?|这个|里面?的?|上面的?|题目?里?的?|说的|写的|讲的|咱|我们)*"
)
_SURELY: Final = r"(?:到底|究竟|具体|主要|都|一般|又|算)*"
_BEFORE: Final = re.compile(
    rf"{_LED}(?:{_WHAT}(?:是|叫做?|才?叫|算是?|样的?(?:才)?(?:是|叫|算))|(?:怎么|咋|如何)(?:理解|解释)|(?:给)?(?:我)?(?:讲讲|说说|解释(?:一?下)?){_WHAT}(?:是|叫))(?P<term>.+)"
)
_BEHIND: Final = re.compile(
    rf"{_LED}(?P<term>.+?)(?:这个词|这[两三四五六几]个字|这一条|那个|这块|这东西|这个?说法)?{_SURELY}"
    rf"(?:(?:是|指|指的?是?|是指|代表|包括|包含|含|算)(?:的)?{_SURELY}(?:些|个)?{_WHAT}(?:意思|东西|玩意儿?|内容|概念|事儿?|样|贷款|名单|平台|机构)?|{_WHAT}(?:意思|概念)"
    rf"|(?:是)?(?:弄|搞|干|做)(?:{_WHAT}|嘛)(?:用)?的?|(?:是)?怎么(?:一)?(?:回事|个?(?:分|算|弄|说|讲|评)法)"
    rf"|(?:怎么|咋|如何)(?:理解|解释)|(?:是|指|是指|包括|包含)(?:的)?(?:哪[个些方儿几]面?(?:[些样种个事]?)|哪里)的?(?:事儿?)?|指哪些|要?写谁|(?:是|要)?(?:填|写){_WHAT}"
    rf"|有{_WHAT}(?:说法|讲究|要求|含义)|不(?:太)?(?:懂|明白)(?:是{_WHAT}(?:意思)?)?)"
)
_BESIDE: Final = re.compile(
    r"(?:[我你您]们?)?(?:也|都|还|真|可)*(?:不(?:太)?(?:懂|明白|会)|没听(?:说|懂)过?|听不懂|弄不(?:懂|清)|看不懂)(?:是[一-鿿]{0,4})?"
    r"|(?:你|您|麻烦|请)?(?:给|帮)?(?:我|我们)?(?:说说|讲讲|解释(?:一?下)?|说一?下|说一声|讲一?下)"
    r"|[跟和与][^,，。\s]{2,6}(?:是)?(?:一回事|一样|一码事)(?:吗|不|么)?"
)
"""俺不懂, 你给说说: said beside the word, and asks of nothing else."""
_ENDS: Final = re.compile(r"[呢呀啊吗嘛哦的来着?？。!！\s]+$")
_QUOTES: Final = re.compile(r"[“”\"'《》‘’]")
_CLAUSES: Final = re.compile(r"[,，。;；!！、\s]+")
_NO_WORD: Final = re.compile(
    r"[的了呢吗我你您他她它这那哪谁几多少咋怎不没]|题$|^(?:要|该|应|能|可|还|都)"
)
"""What names nothing that the document could explain: 这一题, 我们填."""


_TWO: Final = re.compile(
    rf"{_LED}(?P<first>[一-鿿+]{{2,8}}?)[和跟与同](?P<second>[一-鿿+]{{2,8}}?)(?:之间|这两[个样项])?{_SURELY}"
    rf"(?:有|是)?(?:{_WHAT}|哪些)?(?:区别|分别|不同|两样|差别|不一样|一回事|一样)(?:在哪里?|是什么|吗|不|的)?"
)


def terms_compared(text: str) -> tuple[str, ...]:
    """阵地和载体有啥分别: the two words; empty where not two are held against each other."""
    said = _ENDS.sub("", _QUOTES.sub("", plainly(plain(text)).strip()))
    match = _TWO.fullmatch(said) if len(said) <= _LONGEST else None
    every = (match["first"], match["second"]) if match else ()
    return every if all(_is_word(one) for one in every) else ()


def term_asked(text: str) -> str:
    """The word whose meaning is asked; empty where none is, or more is asked."""
    said = _ENDS.sub("", _QUOTES.sub("", plainly(plain(text)).strip()))
    if len(said) > _LONGEST:
        return ""
    clauses = [one for one in _CLAUSES.split(said) if one]
    own = [one for one in clauses if not _BESIDE.fullmatch(_ENDS.sub("", one))]
    said = _ENDS.sub("", own[0]) if len(own) == 1 else said
    for way in (_BEFORE, _BEHIND):
        match = way.fullmatch(said)
        if match is not None:
            term = _ENDS.sub("", match["term"]).strip()
            return term if _is_word(term) else ""
    return ""


def _is_word(term: str) -> bool:
    return 1 < len(term) <= _LONGEST_TERM and _NO_WORD.search(term) is None


_LONGEST_TERM: Final = 12
