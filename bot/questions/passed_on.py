"""A question that somebody shall put to the office: 帮我问一声 材料要不要原件, 请转告王科长.

Pure: whether a text wants that, and the question itself. 麻烦问下 alone asks the bot. Not here: how
it is sent (``bot.advice``).
"""

from __future__ import annotations

import re
from typing import Final

_LEAST: Final = 4
"""A question has so many signs."""
_WHOM: Final = (
    r"(?:你们|恁|咱们?|我们|那边|县|他们)*"
    r"(?:信用办|办公室|科里|主任|领导|科长|老师|上级|管理员|[一-鿿](?:科长?|主任|老师))(?:那边|一?声|一?下)?"
)
_ASK: Final = r"(?:问(?:问|一?下|一?声)?|打听(?:一?下)?)"
_PASSED_ON: Final = re.compile(
    r"^(?:麻烦|请|我|您|你们?|能不能|想|再|先|,|，|\s)*"
    rf"(?:(?:帮忙?|替|代|给)(?:我们?|俺们?|咱们?)?(?:去|再)?{_ASK}(?:{_WHOM})?"
    rf"|(?:转告|转给|转达|反映给?|捎(?:个|句)?话给?|问(?:问|一?下|一?声)?|跟){_WHOM}"
    r"(?:说(?:一?[下声])?|反映(?:一?下)?)?"
    rf"|(?:帮忙?|替|代)(?:我们?|俺们?|咱们?)?(?:去|再)?(?:跟|和|给|向)(?:一下)?{_WHOM}(?:说|讲|反映|汇报|报告|解释)(?:一?[下声])?"
    r")(?:一?[下声])?[,，:：。\s]*(?=.)"
)


def bare(text: str) -> str:
    """The question without the words that pass it on."""
    return _PASSED_ON.sub("", text)


def passes_on(text: str) -> bool:
    """Whether a text wants a question to be put to the office."""
    return _PASSED_ON.match(text) is not None and len(bare(text)) >= _LEAST
