"""Yes or no, as people answer it: 是, 已经印发了, 还没有; and what may be mere politeness."""

from __future__ import annotations

import re
from typing import Final

from bot.speech.numbers import plain, tidy

_DONE: Final = (
    "成立|建立|制定|开展|完成|落实|印发|出台|召开|达到|报送|公开|上传"
    "|设立|明确|确定|配备|纳入|编制|编写|编|写|定|建|开|发|搞|弄|办理|签署|签|做|办"
)
_YES: Final = re.compile(
    rf"(?:是|是的|是了|有|有的|有了|已|已经|已有|√|✓|✔|✅|☑|yes|y|true)"
    rf"|(?:我们)?(?:都)?已经?(?:{_DONE})(?:好|完)?了?|(?:我们)?(?:都)?(?:{_DONE})(?:好|完)?(?:了|过)"
)
_NO: Final = re.compile(
    rf"(?:否|不|不是|不对|没有|没|无|未|还没有?|尚未|还未|暂无|×|✗|✘|❌|x|no|n|false)"
    rf"|(?:还|暂|暂时|尚)?(?:没有?|未|尚未|暂未)(?:{_DONE})(?:好|完)?过?"
)
_AGREES: Final = re.compile(r"(?:对|对的|对啊|好|好的|嗯|嗯嗯|行|行的|可以|没问题|ok|okay|👌|👍)")


def yes_no(text: str) -> bool | None:
    """True, False, or None when the text is neither; digits are never a yes or a no.

    好的, 嗯, 对, 可以 are neither: people say them to be polite (``agrees``).
    """
    said = tidy(text).lower().replace("\ufe0f", "")
    said = said.rstrip("啊呀哦呢吧")
    if _YES.fullmatch(said):
        return True
    return False if _NO.fullmatch(said) else None


def agrees(text: str) -> bool:
    """A word that may be a yes and may be mere politeness."""
    return _AGREES.fullmatch(tidy(text).lower().replace("\ufe0f", "")) is not None


def leaning(text: str) -> bool | None:
    """Which way a longer answer to a yes-or-no question leans: 没有，正在起草 to no.

    To be shown for one tap, never to be kept unseen.
    """
    if agrees(text):
        return True
    first, mark, _ = re.sub(r"[,;。.!\s]", "\n", plain(text).strip()).partition("\n")
    return yes_no(first) if mark else None
