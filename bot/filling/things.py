"""Things named where it is asked how many: 信易贷，信易医，还有信易行; 广场那次，进企业那次.

Pure: how many a text names; whether that is the answer is shown for one tap. Not here: figures
(``bot.speech.counts``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.questions.instead import is_asked
from bot.speech.numbers import FIGURE, MEASURES, figures_in, plain
from scoring.scheme import Row

_SEVERAL: Final = 2
_JOINS: Final = re.compile(r"[、，,;；。\s]+|还有一?个?|以及|[和跟与](?=[《“”\"]?[一-鿿])")
_ALL: Final = re.compile(
    r"(?:(?:这|那|等)+(?:几|[两二三四五六七八九十])?[个项样次场家件]?|等等?|这些)(?:都是|都有|吧|了)*$"
)
_THING: Final = re.compile(r"[《“\"]?[一-鿿A-Za-z0-9+＋]{2,18}[》”\"]?")
_UNSAID: Final = re.compile(r"没|未|不|无|计划|准备|打算|取消|除|改|挪|删")
_SAID: Final = re.compile(
    r"[我你您他咱俺]|今天|明天|[再先][填报说传]|谢|领导|一共|总共|都有|都是|[了吧呢啊]$"
)
"""Signs of a sentence that is said to somebody."""
_OF_THE_KIND: Final = re.compile(
    r"[那这][次场个项回家]|信用|诚信|信易|宣[传讲]|活动|讲座|培训|推介|对接|案例|进\S{1,4}$"
)
_ALIKE: Final = re.compile(r"信易[一-鿿]|信用[+＋][一-鿿]{2,4}|诚信[一-鿿]{2}")
_COUNTED: Final = re.compile(rf"[0-9]|{FIGURE}(?:{MEASURES}|回|趟|场)")
_QUOTED: Final = re.compile(r"“([^“”]{2,14})”")


def listed(text: str) -> int | None:
    """How many things a text lists and says nothing else; None: it is no list of several."""
    said = _ALL.sub("", plain(text).strip("。.!！ "))
    if is_asked(said) or _UNSAID.search(said):
        return None
    named = [one for one in _JOINS.split(said) if one]
    if len(named) < _SEVERAL or not all(_THING.fullmatch(one) for one in named):
        return None
    only_joined = not re.search(r"[，,;；。\s]", said)
    if only_joined and not figures_in(said) and not _SAID.search(said):
        return len(named)
    return len(named) if _of_one_kind(named) else None


def _of_one_kind(named: list[str]) -> bool:
    """Whether each of them is plainly a thing of the sort that is counted."""
    if any(_SAID.search(one) or _COUNTED.search(one) for one in named):
        return False
    if len({one.strip('《“"')[:2] for one in named}) == 1:
        return True
    return all(_OF_THE_KIND.search(one) for one in named)


def things_in(row: Row, clause: str) -> int:
    """How many of the things that the row's clause names stand in a text, run together or not."""
    said = plain(clause)
    starts = {one[:5] if "+" in one else one[:3] for one in _named_by(row)}
    pattern = "|".join(
        (*(re.escape(one) for one in sorted(starts, key=len, reverse=True)), _ALIKE.pattern)
    )
    return len({found[0] for found in re.finditer(pattern, said)})


def _named_by(row: Row) -> list[str]:
    """What the clause puts into quotation marks: “信易行”、“信用+公务员管理”."""
    every = _QUOTED.findall(plain(f"{row.content}{row.text}"))
    return [one for one in every if re.match(r"信易.|信用\+", one)]
