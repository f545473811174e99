"""What of a sentence the classifier sees: masked, made plain, in runs of one to three signs.

Training and answering both come through here, so that they see the same. No topic is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.questions.phrasing import PLACES
from bot.speech.colloquial import plainly
from bot.speech.numbers import plain

UNIT, ROW, QUARTER, PERSON = PLACES.values()
LONGEST: Final = 60
"""Signs of a sentence that are read; what is longer is a text and not a question."""
_DIALECT: Final = (
    ("嘛子", "什么"), ("为何", "为什么"), ("为什", "为什么"), ("如何", "怎么"), ("怎样", "怎么"),
    ("图片", "照片"), ("您", "你"), ("登陆", "登录"), ("及格", "合格"),
    ("帐号", "账号"), ("电话号码", "电话"), ("手机号码", "手机号"), ("為什麼", "为什么"),
    ("截至", "截止"),
)  # fmt: skip
"""Words of writing, as the phrasings say them; those of speech are `bot.speech.colloquial`'s."""
_UNSAID: Final = re.compile(
    r"请问一?下?|麻烦(?:问)?一?下?|劳驾|你好|老师|同志|领导好|那个(?=[，, ])"
    r"|[\s,，.。:：;；!！?？~～…“”\"'‘’()（）《》、]"
)
_ENDINGS: Final = "呢呀啊吧哦噢哈嘞呗哩嘛"
_NUMBERS: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ROW: Final = re.compile(
    r"第?(?<![一二三四五六七八九十0-9])[一二三四五六七八九1-9]\s*[.、·．]\s*[0-9]{1,2}[a-d]?(?![0-9%])(?:这一?)?项?"
)
_QUARTER: Final = re.compile(r"(?:20[0-9]{2}年?|今年|去年)?的?第?[一二三四1-4]季度|20[0-9]{2}年")


def mask(text: str, units: Iterable[tuple[int, int]] = ()) -> str:
    """The text with rows and quarters as signs, and units at the places named."""
    said = plain(text)
    for start, end in sorted(units, reverse=True):
        said = said[:start] + UNIT + said[end:]
    said = _ROW.sub(ROW, said)
    return _QUARTER.sub(QUARTER, said)


def tidied(masked: str) -> str:
    """A masked sentence as it is compared: without courtesies and signs, dialect made plain."""
    said = plainly(masked.lower()[: 2 * LONGEST])
    said = _UNSAID.sub("", said).rstrip(_ENDINGS)
    for spoken, written in _DIALECT:
        said = said.replace(spoken, written)
    return _NUMBERS.sub("0", said)[:LONGEST]


def features(tidy: str) -> tuple[str, ...]:
    """The runs of one to three signs, each once, the ends marked."""
    ends = f"^{tidy}$"
    found = dict.fromkeys(tidy)
    for size in (2, 3):
        found |= dict.fromkeys(ends[at : at + size] for at in range(len(ends) - size + 1))
    return tuple(found)
