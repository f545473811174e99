"""The words with which something is kindly wished, before what is wished: 麻烦改成否, 请帮忙记3次.

Pure. Not here: a kind word that wishes nothing (``bot.questions.kind_words``).
"""

from __future__ import annotations

import re
from typing import Final

_WISHED: Final = (
    r"(?:(?:还|那|就|先)?(?:请|麻烦|劳驾|烦请|有劳|劳烦|拜托|辛苦)(?:您|你|你们|一下|老师|同志|小同志)*"
    r"|帮(?:忙|我们?|个忙)|给我们?|替我们?|(?:您|你)(?:就)?(?=[帮给替]))"
)
_BEFORE: Final = re.compile(
    rf"(?P<before>^|[,，。;；!！、\s])(?:{_WISHED}[,，\s]*)+"
    r"(?=(?:把.{1,16})?(?:[改换填写选记报按算删撤去取加补添更订划清作放移归算]|勾|点))"
)


def without_please(text: str) -> str:
    """The text without its 请, 麻烦, 帮我 before a verb of filling in; else the text itself."""
    return _BEFORE.sub(lambda found: found["before"], text)
