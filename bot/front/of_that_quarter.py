"""排第几, behind 上季度多少分: a unit asks of the quarter that it asked about just now. No page."""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.turn import Turn
from bot.front.asking import Asking
from bot.front.lately import lately
from bot.speech import quarters


async def of_that_quarter(turn: Turn, asking: Asking, text: str) -> str:
    """排第几, behind 上季度多少分: a unit asks of the quarter that it asked about just now."""
    if asking.office or not _GOES_ON.fullmatch(text):
        return text
    quarter = (await lately(turn, asking)).quarter
    return text if quarter is None else f"{quarters.name(*quarter)}{_THEN.sub('', text)}"


_THEN: Final = re.compile(r"^(?:那么?|所以|又|都|主要|是)+(?=[排第名丢扣失为])")
_GOES_ON: Final = re.compile(
    r"(?:那么?|所以|又|都|主要|是|我们|[,，\s])*(?:排(?:名|在|到)*(?:第?几|多少|哪[里儿]?)?名?|第几名?|名次(?:呢|是?多少)?"
    r"|(?:都|主要)*(?:丢|扣|失)(?:了)?分?(?:的|了|是|都|主要|丢|扣)*在?(?:哪[里儿几些]?[项里]?|什么地方)(?:了|上)?"
    r"|为(?:什么|啥)(?:扣|丢|少)(?:了)?分?|(?:跟|比|和)第一(?:名)?差(?:多少|几分))(?:呢|了|啊|来着|[?？。])*"
)
"""What asks of a quarter and names none."""
