"""核减和退回记录，导成表给我带回去: a question, and that its answer is wanted as a workbook.

Only where the question is understood whole without the wish. No page of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.front.asking import Asking
from bot.front.both import Read, reads
from bot.front.changed import as_list
from bot.questions import Meaning
from bot.questions.combined import Query
from bot.questions.meaning import TOLD

_AS_A_SHEET: Final = re.compile(
    r"[\s,，、。]*(?:请|再|并|都|顺便|也|帮我|给我|麻烦)*(?:导|做|弄|整理|汇总|生成|转|列|写|放|存|打)(?:成|为|出|在|到|进|个)*"
    r"(?:一|同一)?[张个份]?(?:[Ee]xcel|EXCEL|电子表|表)(?:格)?(?:里|来|出来)?"
    r"(?:[\s,，]*(?:再)?(?:发?给我|让我)?(?:带回去|带走|拿走|带上|留着|存着|打印|看看?|用)?)?(?:一下|吧|哈|啊)*[。!！]*$"
)


async def booked(asking: Asking, text: str) -> Read | None:
    """The question as a workbook; None: no workbook is wished, or there is none of it."""
    wish = _AS_A_SHEET.search(text)
    if wish is None or wish.start() < _LEAST:
        return None
    read = await reads(asking, text[: wish.start()])
    if isinstance(read, Query):
        return replace(read, form="xlsx") if read.topic in ("units", "appeals") else None
    if isinstance(read, Meaning) and read.name in TOLD:
        return replace(read, arguments=replace(read.arguments, sheet=True))
    return as_list(read.name, read.arguments) if isinstance(read, Meaning) else None


_LEAST: Final = 2
"""So many signs of a question stand before the wish."""
