"""What a paper's own fields say that it is called: the subject of mail, the name on a cover.

Pure. A title without blanks, the line it stands in, and whether it is certain. What a title is
where no field says so is ``titles``'.
"""

from __future__ import annotations

import re
from typing import Final

from bot.reading.anatomy import Paper, is_label
from bot.reading.lines import Said
from bot.reading.seams import opened

Named = tuple[str, Said, bool]
_SUBJECT: Final = re.compile(r"(?:邮件)?(?:主题|标题|Subject)[:：](.{2,80})", re.I)
_CALLED: Final = re.compile(r"(?:材料|文件|资料|报告|案例)(?:名称|题目|标题)[:：](.{4,80})")
"""What a cover has before the name of what lies under it."""
_FIELDS: Final = 3
"""Fields that make a cover."""


def subject(paper: Paper) -> Named | None:
    """What a letter of mail says that it is about, among who sent it to whom."""
    if not paper.mailed:
        return None
    told = ((one, _SUBJECT.match(one.bare)) for one in paper.first[:8])
    return next(((match[1], one, one.sure) for one, match in told if match), None)


def on_cover(paper: Paper) -> Named | None:
    """材料名称：… on a cover, beside who hands it in and when."""
    head = paper.first[:6]
    told = [(at, one, match) for at, one in enumerate(head) if (match := _CALLED.match(one.bare))]
    if len(told) != 1 or sum(is_label(one.bare) for one in head) < _FIELDS:
        return None
    at, one, match = told[0]
    whole = at + 1 < len(head) and is_label(head[at + 1].bare)
    return match[1], one, one.sure and whole and not opened(match[1])
