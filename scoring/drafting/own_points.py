"""The row's own points where a clause says them in words: 得满分, 得一半, 标准分×完成率.

Here: text to text. Not here: what the pieces then mean (`recognise`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.signs import FULL
from scoring.exact import plain

_MARK: Final = r"(?:标准分|基本分|标准分值|本项分值|该项分值|本项标准分|分值|满分)"
_HALF: Final = re.compile(
    rf"(?<=[%)上下内])(?:的)?(?:得|计)(?:{_MARK}的)?(?:一半|半分)(?:分)?(?=[,。;、\n)]|$)"
    rf"|(?:得|计|按){_MARK}的(?:一半|50%)(?:得分|计分|计)?(?=[,。;、\n)]|$)"
)
"""Behind a line of a figure; 省级得2分, 市级得一半 is half of what stands before."""
_MOST_IS_IT: Final = re.compile(
    rf"(?:最高|最多|累计|合计)*(?:不(?:得)?超过|以|得|计)(?:本项|该项)?{_MARK}(?:为限|封顶|为止)?(?=[,。;\n)]|$)"
)


def of_the_mark(text: str, points: Decimal) -> str:
    """Return a folded clause with the points of the row for the words that mean them."""
    text = re.sub(rf"(?<=[=×*÷/(]){_MARK}(?=[×*÷/)])|(?<=[×*÷/]){_MARK}", plain(points), text)
    text = _MOST_IS_IT.sub(f"最高{plain(points)}分", FULL.sub(f"得{plain(points)}分", text))
    return _HALF.sub(f"得{plain(points / 2)}分", text)
