"""A row in the office's own words: one line how it counts, and lines that begin with a word.

“每次得 1 分，最高 5 分”, “分值 6”, “由县工信局提供”, “佐证：照片”. What a line of counting means
is read by the very grammar that reads the document. Not here: what is said of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.schemes.draft import keys_of, readings_of, with_reading
from scoring.printing import print_keys
from storage.queries.schemes import KeptRow

_FIELDS: Final = (
    ("points", r"(?:分值|满分|分数)[:：为是\s]*([0-9]+(?:\.[0-9]+)?)\s*分?"),
    ("name", r"(?:名称|指标名称|考核指标)[:：为是\s]+(.{1,60})"),
    ("by", r"(?:数据)?由(.{2,30}?)(?:提供|报来|报送)(?:数据)?"),
    ("reviewer", r"由(.{2,30}?)(?:审核|评分|考核)|审核(?:单位)?[:：]\s*(.{2,30})"),
    ("proof", r"(?:佐证|材料|证明材料|佐证材料)[:：为是\s]+(.{2,200})"),
)

_COUNTS: Final = re.compile(r"分|比例|评定|否决|酌情")
"""A sentence without any of these says nothing of how points come about."""


@dataclass(frozen=True)
class Written:
    """The row as it was written; ``unread``: what nobody understood, then nothing is changed."""

    row: KeptRow | None
    unread: tuple[str, ...] = ()


def write(kept: KeptRow, text: str) -> Written:
    """The row after a message of the form."""
    cells, extra, counting = keys_of(kept.cells), {}, []
    for line in re.split(r"\n+", text):
        said = line.strip().strip("。")
        key, value = _field(said)
        if key == "points":
            cells["points"] = Decimal(value)
        elif key == "name":
            cells["name"] = value
        elif key:
            extra[key] = value
        elif said:
            counting.append(re.sub(r"^(?:计分|怎么算分|规则|评分标准)[:：]\s*", "", said))
    own = "；".join(counting) or kept.own
    changed = replace(kept, cells=print_keys(cells), own=own)
    if not counting and kept.body:
        body = {**keys_of(kept.body), **extra, "name": cells["name"], "points": cells["points"]}
        return Written(replace(changed, body=print_keys(body), doubts="[]"))
    if not _COUNTS.search(own):
        return Written(None, (own,))
    found = readings_of(changed)
    read = with_reading(changed, 1)
    if read is None:
        return Written(None, found.unread)
    return Written(replace(read, body=print_keys({**keys_of(read.body), **extra})))


def _field(line: str) -> tuple[str, str]:
    for key, pattern in _FIELDS:
        found = re.fullmatch(pattern, line)
        if found is not None:
            return key, next(one for one in found.groups() if one)
    return "", ""
