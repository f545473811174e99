"""拖欠企业款那项扣我们没: whether points were taken from the asker's unit, not what a row means.

Both are said in a row's own words; only what stands behind them tells them apart. No page.
"""

from __future__ import annotations

import re
from typing import Final

from bot.front import offers
from bot.front.asking import Asking, Led, of_row, of_unit
from bot.questions import Arguments

_WE: Final = r"(?:我们?|俺们?|咱们?|本)(?:单位|局|镇|乡|街道|办)?"
_HOW_MUCH: Final = r"(?:的)?(?:[几多]?少?分)?(?:了)?"
_OR_NOT: Final = r"(?:没有?|吗|么|不)?[?？。]*$"
_TAKEN: Final = re.compile(
    rf"扣(?:了|过|掉)?{_WE}{_HOW_MUCH}{_OR_NOT}"
    rf"|{_WE}(?:被|给|有|是不是)*扣(?:了|过|掉)?{_HOW_MUCH}{_OR_NOT}"
    r"|被扣(?:了|过|掉)?[几多]?少?分?(?:了)?(?:没有?|吗|么)[?？。]*$"
)


async def taken_from_us(asking: Asking, text: str, row: str) -> Led | None:
    """The row of the own form, or all that was lost; ``row``: as it is numbered in the text."""
    if asking.office or not asking.units or not _TAKEN.search(text):
        return None
    if asking.roster.find_in(text):
        return None
    own = asking.roster.get(asking.units[0])
    spoken = await offers.spoken_rows(asking, text, own.group) if own and not row else []
    rows = [row] if row else spoken
    if len(rows) == 1:
        return await of_row(asking, Arguments(row=rows[0]), "why", "扣分原因")
    return await of_unit(asking, Arguments(), "why", "扣分原因")
