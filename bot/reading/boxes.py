"""Boxes to be ticked: which a text says are empty, and where only a picture could tell.

Eyes see an empty box and lose a ticked one (findings/rapidocr_ticked_box), so that of a form that
was photographed nothing may be concluded from them. A text has both: what stands behind its empty
box was not chosen. Pure.
"""

from __future__ import annotations

import re
from typing import Final

_EMPTY: Final = "□☐◻⬜▢"
_TICKED: Final = "☑☒√✓✔✅■◼"
_WORDS: Final = re.compile(
    rf"(?<![{_EMPTY}\d一二三四五六七八九〇零])[{_EMPTY}]\s*(?!本报|本刊|本网|记者|通讯员|文/|图/)"
    r"(?=[\u4e00-\u9fffA-Za-z0-9])"
)
"""An empty box before a choice; not □□局, a name left out, and not □ before a byline."""
_BEHIND: Final = re.compile(rf"[\u4e00-\u9fff]\s*[{_EMPTY}](?:\s|[{_EMPTY}{_TICKED}()（）]|$)")
"""An empty box behind a choice: 是□ 否□."""
_RINGS: Final = re.compile(r"(?:^|\s)[○◯](?=\s*[\u4e00-\u9fff])")
"""Round ones; a single one begins a paragraph."""
_MOUTH: Final = re.compile(
    r"(?:^|\s|[:：])口(?=(?:是|否|有|无|已|未|不|同意|合格|基本|满意)(?!\S{8}))"
)
"""What eyes often take a box for."""
_CHOICE: Final = re.compile(
    rf"(?<![{_EMPTY}])[{_EMPTY}][^{_EMPTY}{_TICKED}\n。；;，,]{{1,30}}(?=[{_EMPTY}{_TICKED}])"
)
"""An empty box and its choice up to the next box: a searched text has no ends of lines."""


def has_boxes(text: str) -> bool:
    """Whether a line that eyes have read shows boxes; a ticked one may stand beside, unseen."""
    if _WORDS.search(text) or _BEHIND.search(text) or _MOUTH.search(text):
        return True
    return len(_RINGS.findall(text)) > 1


def chosen(text: str) -> str:
    """A searched text without what stands behind an empty box, where others are ticked."""
    if not any(sign in text for sign in _EMPTY) or not any(sign in text for sign in _TICKED):
        return text
    return _CHOICE.sub("\n", text)
