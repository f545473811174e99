"""The seams of a title: whether lines that stand under one another are one, and where it is cut.

Pure. A title is certain only where something shows that its lines belong together, that it does not
go on, and that no other reading of its head comes near (`titles` weighs the readings).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.extraction.pages import WHOLE
from bot.reading.anatomy import Paper, is_greeting, is_issue, is_label
from bot.reading.bodies import is_body
from bot.reading.dates import days
from bot.reading.lines import Said

_KINDS: Final = (
    "通知|通报|方案|协议|合同|备忘录|预案|计划|安排|办法|细则|规定|制度|规程|规范|规则|"
    "意见|总结|小结|启事|明细|报告|汇报|简报|专报|函|纪要|批复|请示|决定|公告|公示|通告|"
    "承诺书|责任书|倡议书|协议书|清单|台账|名单|签到表|(?<!注)册|"
    "签到簿|统计表|汇总表|登记表|一览表|情况表|记录|记录表|案例|案例集|做法|"
    "经验|说明|证书|决议|标准|流程|流程图|指南|目录|讲话|致辞|议程|手册|教案|教学设计|测试题|试题|竞赛题|答复|回执|须知|守则|章程|简介|消费令|"
    "问卷|试卷|答卷|授权书|审批表|备案表|申报表|评分表|考核表|材料|稿|(?<![代发外仪])表|"
    "书|要点|公约|民约|草案|红黑榜|光荣榜|曝光台|发言|公开信|慰问信|感谢信|一封信|(?<!作)证明|声明|综述|纪实|周报|月报|季报|年报|处理单|处理笺|呈批件|签报|交办单|通知单|任务单|告知单|提示|汇编|"
    "日志|日记|(?:情况|质量|周|月|季度|形势|案例|问题)分析|职责|预告|稿纸|(?:致歉|道歉|表扬|介绍|推荐|举报|求助|证明)信|的建议|"
    "提纲|主持词|解说词|串词|榜|公报|日报|旬报|快报|大事记|体会|督办单|督查单|(?<![订简菜你我各本该])单"
)
"""What a title ends with: 文种, and what tables and cases are called."""
ENDS: Final = re.compile(rf"(?:{_KINDS})(?:[(（][^()（）]{{1,12}}[)）])?[”\"』]?$")
_KIND_ALONE: Final = 10
"""Signs of a title that is a kind of paper and nothing else: 责令限期改正通知书."""
DASH: Final = re.compile(r"^[—–―-]{1,3}")
"""A subtitle begins with two dashes; readers bring one."""
_ALIKE: Final = 0.15
"""Two lines of one title differ by less; text under it is a size smaller."""
STATE: Final = re.compile(
    r"[(（](?:第[一二三四五六七八九十\d]{1,3}[批期号版辑]|\d{4}年第[一二三四五六七八九十\d]{1,3}[批期]|试行|暂行|修订|修订版|修订稿|征求意见稿|草案|讨论稿|送审稿|\d{4}年?版|20\d\d年?[—–~至-]{1,2}20\d\d年?)[)）]"
)
"""What a title says last, on a line of its own."""

ORDINAL: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．]|第[一二三四五六七八九十]{1,3}[章条节]|图(?:片|表)?[\d一二三四五]{1,2}[:：、]|[●■▪◆•][^●■▪◆•]*$)"
)
"""How the numbered parts of a text begin."""
_ENTRY: Final = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[\u4e00-\u9fff]")
"""A chronicle's line."""
_PARAGRAPHS: Final = frozenset({"docx", "doc", "wps"})
"""Kinds of files that say where a paragraph ends."""

MINUTES: Final = re.compile(r"[\u4e00-\u9fff]{0,16}(?:会议?|办公)纪要")
"""Printed over what was decided, as a 简报 has its name over its articles."""


def joined(lines: Sequence[Said]) -> str:
    """What lines say as one title, without blanks, a subtitle behind two dashes."""
    said = [lines[0].bare, *(DASH.sub("——", one.bare) for one in lines[1:])] if lines else []
    return "".join(said).strip("★☆·_ ")


def opened(text: str) -> bool:
    """Whether a bracket is open at the end: the line goes on in running text."""
    return any(text.count(one) > text.count(two) for one, two in ("《》", "〔〕", "（）", "“”"))


def same_size(one: Said, two: Said, near: float = 0.25) -> bool:
    """Whether two lines are set in one size, as far as places are known."""
    if not one.height or not two.height:
        return True
    return abs(one.height - two.height) <= near * max(one.height, two.height)


def goes_on(paper: Paper, head: Sequence[Said], last: int) -> bool:
    """Whether the line behind is set just so, and says neither whose it is nor when."""
    one, two = head[last], head[last + 1] if last + 1 < len(head) else None
    if two is None or not (one.height and two.height and same_size(one, two)):
        return False
    own = is_body(two.bare) or is_label(two.bare) or is_greeting(two.bare) or bool(days(two.text))
    return one.centred and two.centred and paper.larger(two) and not own and not is_issue(two.bare)


def is_one(lines: Sequence[Said]) -> bool:
    """Whether something shows at every seam that these lines are one title."""
    whole = joined(lines)
    return all(_held(lines, at, whole) for at in range(1, len(lines)))


def _held(lines: Sequence[Said], at: int, whole: str) -> bool:
    """Set alike in the middle or wrapped at the edge, or a phrase that is not over yet."""
    one, two = lines[at - 1], lines[at]
    before = joined(lines[:at])
    if (
        DASH.match(two.bare)
        or STATE.fullmatch(two.bare)
        or opened(before)
        or (is_body(one.bare) and ENDS.search(whole))
    ):
        return True
    if one.box is not None and two.box is not None and same_size(one, two, _ALIKE):
        wrapped = one.box[2] - one.box[0] >= 0.6 * WHOLE and not one.centred
        text = re.search(r"[，,]", two.bare) is not None and ENDS.search(whole) is None
        return ((one.centred and two.centred) or wrapped) and not text
    return "关于" in before and ENDS.search(before) is None and ENDS.search(whole) is not None


def headed(lines: Sequence[Said]) -> bool:
    """Whether an office's name stands over what is only a kind of paper, and not in one size.

    县人民法院 over 司法建议书 is its head; 县教育局 over 2026年工作总结 belongs to the title.
    """
    if len(lines) != len(("office", "kind")) or not is_body(lines[0].bare):
        return False
    kind = lines[1].bare
    if len(kind) > _KIND_ALONE or not ENDS.search(kind) or re.search(r"\d|关于|总结|汇报", kind):
        return False
    one, two = lines[0].height, lines[1].height
    return not one or not two or abs(one - two) > 0.08 * min(one, two)


def rivals(head: Sequence[Said], run: tuple[float, int, int], best: tuple[float, int, int]) -> bool:
    """Whether another run says something else, not the same with or without the office's name.

    A part of lines that are shown to be one title says nothing against it.
    """
    _, first, last = best
    if run is best or (first <= run[1] and run[2] <= last):
        return False
    if run[2] != last:
        return True
    over = head[run[1] : first]
    return not all(is_body(one.bare) for one in over) or is_body(head[first].bare)


def seams(paper: Paper, lines: Sequence[Said]) -> float:
    """What stands against these lines being one title, between each and the next."""
    found = 0.0
    for one, two in pairwise(lines):
        if ORDINAL.match(two.bare) or _ENTRY.match(two.bare):
            found += 4
        if ENDS.search(one.bare) and not two.bare.startswith(("(", "（", "—", "-")):
            found += 2.5
        handed_on = one.bare.startswith(("转发", "批转", "印发"))
        if two.bare.startswith("关于") and not is_body(one.bare) and not handed_on:
            found += 4  # a page's own head stands over it, or a slogan
        whole = paper.kind in _PARAGRAPHS and re.search(r"[，,].", one.bare) is not None
        if whole and not DASH.match(two.bare):
            found += 3  # a paragraph that is whole by itself
        if STATE.fullmatch(two.bare):
            found -= 3
        elif not same_size(one, two):
            found += 2
        if one.centred and not two.centred and paper.larger(one) and not paper.larger(two):
            found += 3
    return found
