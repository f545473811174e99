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
_BEFORE: Final = re.compile(
    rf"(?:请问|问一下|那|这里?的?|这个|里面?的?|上面的?|题目?里的?)*(?:{_WHAT}(?:是|叫做?|算是?|样的?(?:才)?(?:是|叫|算))|(?:怎么|咋|如何)理解)(?P<term>.+)"
)
_BEHIND: Final = re.compile(
    rf"(?:请问|问一下|那|这里?的?|这个|里面?的?|上面的?|题目?里的?|说的|写的)*(?P<term>.+?)(?:这个词|这两个字|这一条|那个|这块)?(?:到底|究竟|都)?"
    rf"(?:(?:是|指|指的?是?|是指|代表|包括|算)(?:的)?(?:个)?{_WHAT}(?:意思|东西|玩意儿?|内容|概念)?|{_WHAT}意思|(?:是)?(?:干|做)(?:{_WHAT}|嘛)(?:用)?的?"
    rf"|(?:怎么|咋|如何)(?:理解|解释)|(?:是|指|是指)(?:的)?哪[个些方儿]面?的?|指哪些|要?写谁|(?:是|要)?(?:填|写){_WHAT}|有{_WHAT}(?:说法|讲究|要求|含义)|不(?:太)?(?:懂|明白)(?:是{_WHAT}(?:意思)?)?)"
)
_ENDS: Final = re.compile(r"[呢呀啊吗嘛哦的来着?？。!！\s]+$")
_QUOTES: Final = re.compile(r"[“”\"'《》‘’]")
_NO_WORD: Final = re.compile(
    r"[的了呢吗我你您他她它这那哪谁几多少咋怎不没]|题$|^(?:要|该|应|能|可|还|都)"
)
"""What names nothing that the document could explain: 这一题, 我们填."""


def term_asked(text: str) -> str:
    """The word whose meaning is asked; empty where none is, or more is asked."""
    said = _ENDS.sub("", _QUOTES.sub("", plainly(plain(text)).strip()))
    if len(said) > _LONGEST:
        return ""
    for way in (_BEFORE, _BEHIND):
        match = way.fullmatch(said)
        if match is not None:
            term = _ENDS.sub("", match["term"]).strip()
            return term if _is_word(term) else ""
    return ""


def _is_word(term: str) -> bool:
    return 1 < len(term) <= _LONGEST_TERM and _NO_WORD.search(term) is None


_LONGEST_TERM: Final = 12
