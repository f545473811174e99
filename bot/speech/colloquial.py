"""How people of the county speak, in the words of writing: 俺弄哩咋样 is 我弄的怎么样.

What reads an answer, a question or a command reads this form of it; what is kept or said back stays
as it was typed. A word stands here only where it can mean nothing else, and no word for 'not' is
ever dropped: 木有, 冇, 没得 are 没有. Only 不 behind a verb at the end (能改不) is no denial but
asks, and becomes 吗. Here: the words and their places. Not here: what a sentence means.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.speech.misheard import put_right

_END: Final = r"(?=[?？。.!！,，;；~～…\s]*$)"
_STOP: Final = r"(?=[?？。.!！,，;；~～…\s]|$)"
_FIGURE: Final = "零一二两三四五六七八九十几半0-9"
_AT_THE_END: Final = ((f"[哩嘞]{_STOP}", ""),)
_BETWEEN: Final = (
    ("(?<![好中行成妥得])[哩嘞](?=[一-鿿])", "的"),
    ("早起(?=[0-9一二两三四五六七八九十]{1,3}[点:：时])", "早上"),
)
_SPOKEN: Final = (
    ("俺们?(?=[几两三四五]个)|咱俩|俺俩", "我们"),
    ("俺们|咱们", "我们"),
    ("俺(?=[一-鿿]{0,3}(?:单位|局|镇|乡|委|办|科|村|街道))", "我们"),
    ("俺", "我"),
    ("咱", "我们"),
    ("恁(?=[多大长高难麻晚早])", "这么"),
    ("恁", "你"),
    (f"(?:木|么|冇)有|莫得|没得(?![{_FIGURE}分过到满优奖了上多少])", "没有"),
    ("[冇木](?=[弄搞做办报交写填传开印发])", "没"),
    ("冇", "没"),
    ("莫(?=[要弄搞填报交写传])", "不"),
    ("甭", "不用"),
    (rf"(?:(?<=[一-鿿\s,，])|^)(?<!集)(?<!其)(?:中不中|照不照|管不管|成不成){_END}", "行吗"),
    (rf"(?<![集其当之手])[中成行]不{_END}", "行吗"),
    (rf"(?<=[能会算要用行让给得有改进交传填报看懂好写补拿])不{_END}", "吗"),
    (f"不(?:中|照)的?(?:[哩嘞啊呀])?{_STOP}", "不行"),
    (rf"(?:^|(?<=[,，。;；\s]))中(?:的|哩|嘞)?{_STOP}", "行"),
    (rf"咋(?:弄|整|办|搞|着)[哩嘞呀啊呢]?{_STOP}", "怎么办"),
    ("咋(?:着|个)?(?=[填传写报交算弄改进叫查看找])", "怎么"),
    ("咋样", "怎么样"),
    ("(?<!咋)咋(?!咋)", "怎么"),
    ("啥(?:时候|时间|会儿?|时)|几时|多咱", "什么时候"),
    ("啥", "什么"),
    ("哪(?:儿|嗒|达|块儿)", "哪里"),
    ("这(?:儿|嗒)(?!童|子|女)", "这里"),
    ("那(?:儿|嗒)(?!童|子|女)", "那里"),
    ("搁(?=[哪这那手家群网里])", "在"),
    ("晓得", "知道"),
    ("今(?:儿个?|个儿?)(?![月年季])", "今天"),
    ("明(?:儿个?|个儿)", "明天"),
    ("昨(?:儿个?|个儿?)(?![月年季])", "昨天"),
    ("后儿个?", "后天"),
    ("前儿个?", "前天"),
    ("礼拜(?=[一二三四五六日天])", "星期"),
    ("([上下这])个?礼拜", r"\1周"),
    ("礼拜", "星期"),
    ("(?<![他你我们])俩(?![个次家项人])", "两个"),
    ("(?<![他你我们])仨(?![个次家项人])", "三个"),
    ("[拢统]共", "一共"),
    ("([前后里外])头(?!衔|疼|痛|发|脑|目)", r"\1面"),
    ("下(?:边|头)", "下面"),
    ("相片", "照片"),
    *_AT_THE_END,
    (f"(?<=[有好是对行要会能])滴{_STOP}", ""),
    *_BETWEEN,
    ("([说写打弄念讲记看搞点选])瞎(?=了)", r"\1错"),
    (f"(?<=[就也])中(?:了|哩|嘞)?{_STOP}", "行"),
)  # fmt: skip
"""A way of speaking, and how it is written; in this order."""
_OF: Final = tuple((re.compile(spoken), written) for spoken, written in (*_AT_THE_END, *_BETWEEN))


def as_written(text: str) -> str:
    """没交嘞有谁 is 没交的有谁: only what stands for another word in every sentence."""
    for way, written in _OF:
        text = way.sub(written, text)
    return text


_WAYS: Final = tuple((re.compile(spoken), written) for spoken, written in _SPOKEN)
_PERHAPS: Final = re.compile(
    r"[瞎俺咱恁木冇么莫没甭中照成行不咋啥几多哪这那搁晓儿个礼俩仨拢统头边相哩嘞滴早]"
)
"""A text without one of these signs is written as it is said."""


@lru_cache(maxsize=512)
def plainly(text: str) -> str:
    """The text in the words of writing; the text itself where nothing of it is spoken."""
    text = put_right(text)
    if _PERHAPS.search(text) is None:
        return text
    for way, written in _WAYS:
        text = way.sub(written, text)
    return text
