"""Which line above a table is its title: 附件2：乡镇考核细则, and not 考核对象：各乡镇.

Here: text only. Not here: the rest of what stands above (`header`), where a table begins
(`printed`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

TITLE: Final = re.compile(r"考核|考评|评价|评分|指标|细则|标准|测评|计分")
MOST_TITLE: Final = 60
_FULL: Final = re.compile(r"\s*[(（](?:满分|总分|共计?|合计)[^()（）]{0,12}分[)）]$")
"""A note about the full mark that stands behind a title on the same line."""


def title_of(lines: Sequence[str]) -> str:
    """Return the last line that reads like a title; a note such as （满分 100 分） is none."""
    bare = [re.sub(r"^附[件表]\s*[0-9一二三四五六]*\s*[:：]?\s*", "", one.strip()) for one in lines]
    bare = [_FULL.sub("", one) or one for one in bare]
    plain = [one for one in bare if not re.search(r"[。；;，,:：]", one)]
    for one in (*reversed(plain), *reversed(bare)):  # a sentence is a title where nothing else is
        if len(one) <= MOST_TITLE and TITLE.search(one) and not one.startswith(("(", "（")):
            return one
    return ""
