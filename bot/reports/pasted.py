"""The text of a work report, pasted into the chat instead of sent as a file. Pure.

Here: whether a long text reads like a paper, whether its head names a kind of report, its title.
Not here: what is asked about it (``bot.reports.pages.pasted``), the file made of it
(``bot.reports.sheets.pasted``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.speech.links import LONGEST_TITLE

LEAST: Final = 60
"""Signs of a text that may be a paper: a shorter one is a remark."""
_HEAD: Final = 45
_NAMED: Final = re.compile(
    r"总结|小结|简报|信息|动态|稿件|宣传稿|报道|先进做法|典型做法|经验做法|经验材料|汇报|情况报告"
)
_ASKED: Final = re.compile(r"[?？]|请问|(?:吗|呢|么)[。.!！~～ ]*$")
_STOPS: Final = re.compile(r"[。；;！!\n]")
_CLAUSES: Final = re.compile(r"[。；;！!\n，,、：:]")
_ENDS: Final = re.compile(r"[。；;！!？?：:\n]")
_LONGEST_LINE: Final = 40


def is_paper(text: str) -> bool:
    """Whether a text reads like a paper's: long, in clauses, and asking nothing."""
    if len(text) < LEAST or _ASKED.search(text):
        return False
    return len(_STOPS.findall(text)) >= 3 or len(_CLAUSES.findall(text)) >= 5


def names_a_report(text: str) -> bool:
    """Whether the beginning says what it is: ……工作总结, 关于……情况的汇报."""
    return _NAMED.search(text[:_HEAD]) is not None


def title_of(text: str) -> str:
    """What the paper is called: its first line, as far as the first stop."""
    first = _ENDS.split(text.strip(), maxsplit=1)[0].strip(" 　《》“”\"'")
    if len(first) <= _LONGEST_LINE:
        return first[:LONGEST_TITLE] or "工作报送"
    named = _NAMED.search(first)
    if named is not None and named.end() <= _LONGEST_LINE:
        return first[: named.end()]
    return first.split("，")[0][:_LONGEST_LINE]
