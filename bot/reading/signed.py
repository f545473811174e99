"""A paper's own day (成文日期); that of what it tells of is ``happened``'s.

Pure. The last day in a paper is not its own: attachments, quotations and 印发 have days too. What
stands alone under a body's name is; a report's is the day beside its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.reading.anatomy import Paper, is_noise
from bot.reading.bodies import is_body
from bot.reading.dates import PART, Day, days, only_day
from bot.reading.fields import fields
from bot.reading.lines import Said
from bot.reading.sorts import Sort

_LABEL: Final = re.compile(
    r"(?:成文日期|印发日期|发文日期|报送日期|报送时间|填报日期|填报时间|(?:签订|签署|承诺|制表|填表|制定|编制|移交|交接)(?:日期|时间)|发布日期|发布时间|(?:交办|督办|下发|出具|报告生成|生成|发送)(?:日期|时间)|"
    r"颁发日期|日期|编印日期|填表日期|公示日期|公示时间)[:：]"
)
WHEN: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十][)）]|\d[.、])?"
    r"(?:活动|会议|培训|宣传|举办|举行|开展|讲座|竞赛|授课|座谈|签到|拍摄|开会|召开|学习|比赛|颁奖|检查|走访|调研|参观|约谈|谈话)?(?:日期|时间)(?:安排)?(?:[和及与、](?:活动)?地点)?[:：]?"
)
"""What stands before the day of what a paper tells of."""
_SENT: Final = re.compile(r"(?:(?:发送|发件|发信)?(?:时间|日期)|Date|Sent)[:：]", re.I)
"""What mail has before the day it was sent."""
COMMA: Final = re.compile(rf"\s?(?:{PART}|，|,)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and the line it stands in."""

    day: Day
    line: Said
    sure: bool


def own(paper: Paper, sort: Sort) -> Dated | None:
    """The day the paper bears."""
    if sort == "brief":
        found = _in_head(paper) or _under_a_name(paper)
    elif sort == "news":
        found = beside_source(paper) or _labelled(paper) or _under_a_name(paper)
    else:
        found = _under_a_name(paper) or _labelled(paper) or _alone_in_head(paper)
        found = found or _beside_a_name(paper)
    if found is None and sort in ("news", "brief"):
        found = _alone_in_head(paper)
    found = (_sent(paper) if paper.mailed else None) or found
    found = found or _alone_at_end(paper) or _joined_at_end(paper) or _printed(paper)
    return found or _without_year(paper)


def _dated(line: Said, day: Day, *, sure: bool = True) -> Dated:
    return Dated(day, line, sure and day.sure and line.sure and not day.month)


def _under_a_name(paper: Paper) -> Dated | None:
    """Alone on a line under a body's name, or behind one on the same line; the first of them."""
    found: list[Dated] = []
    main = paper.main
    for at, one in enumerate(main):
        day = _own_day(main, at)
        above = main[max(0, at - 3) : at]
        if day is not None and any(is_body(two.bare) or _signature(two.bare) for two in above):
            found.append(_dated(one, day))
        elif day is None and at > 3 and _behind_a_name(one):
            found.append(_dated(one, days(one.text)[-1]))
    if not found:
        return None
    values = {one.day.value for one in found}
    return found[0] if len(values) == 1 else replace(found[0], sure=False)


def _own_day(lines: Sequence[Said], at: int) -> Day | None:
    """The day that is all a line says, unless it is the one that 活动时间 over it announces.

    Nor is the end of a sentence that was broken before its day: …有效期至 / 2028年7月31日。
    """
    day = _all_days(lines[at].text)
    if day is None or day.last is not None or lines[at].bare.endswith(("。", "；", "，")):
        return None
    return None if at and WHEN.fullmatch(lines[at - 1].bare) else day


def _all_days(text: str) -> Day | None:
    """The one day a line says, also where two sign beside each other."""
    told = days(text)
    rest = "".join(text[one.end : two.start] for one, two in pairwise(told))
    one = only_day(text[: told[0].end]) if told else None
    twice = len(told) > 1 and not rest.strip() and len({day.value for day in told}) == 1
    if one is not None and twice and not text[told[-1].end :].strip():
        return one
    return only_day(text)


def _signature(bare: str) -> bool:
    return re.match(
        r"(?:承诺|报送|填报|签订|法定代表)[\u4e00-\u9fff]{0,6}(?:[(（][^()（）]{1,6}[)）])?[:：]",
        bare,
    ) is not None or bool(re.search(r"[(（](?:盖章|公章|签章|签字|签名)[)）]", bare))


def _behind_a_name(one: Said) -> bool:
    found = days(one.text)
    if len(found) != 1 or one.bare.endswith("印发") or len(one.bare) > 50:
        return False
    name = re.sub(r"\s", "", one.text[: found[0].start])
    rest = re.sub(r"\s", "", one.text[found[0].end :])
    if name.startswith(("(", "（")) and rest in (")", "）"):
        name, rest = re.sub(r"^[^:：]{2,6}[:：]", "", name[1:]), ""
    rest = re.sub(r"^[编制]印?发?$", "", rest)
    name = re.sub(r"^[\u4e00-\u9fff]{0,4}单位(?:[(（][^()（）]{1,4}[)）])?[:：]", "", name)
    return not rest and is_body(re.sub(r"[(（](?:盖章|公章|章)[)）]", "", name))


def _in_head(paper: Paper) -> Dated | None:
    """A 简报's day beside the office that prints it."""
    for one in paper.first[:7]:
        found = days(one.text)
        if len(found) == 1 and len(one.bare) < 50 and not re.search(r"[。；]", one.bare):
            return _dated(one, found[0])
    return None


def beside_source(paper: Paper) -> Dated | None:
    """The day beside the source, under the title of a report."""
    for at, one in enumerate(paper.lines[:12]):
        found = [day for day in days(one.text) if not day.month]
        if not found or len(one.bare) > 90 or re.search(r"[。；]", one.bare):
            continue
        if COMMA.match(one.text, found[0].end):
            continue  # a sentence, broken before its end
        if (
            at <= 1
            and re.search(r"\d{4}/\d{1,2}/\d{1,2}.{0,3}\d{1,2}:\d{2}", one.text)
            and len(paper.lines) > 4
        ):
            continue  # the day a browser printed it
        return _dated(one, found[0])
    return None


def _sent(paper: Paper) -> Dated | None:
    """When a letter of mail was sent, as its head has it."""
    for one in paper.first[:8]:
        match = _SENT.match(one.bare)
        found = days(one.text) if match else []
        if len(found) == 1 and not found[0].month:
            return _dated(one, found[0])
    return None


def _labelled(paper: Paper) -> Dated | None:
    return _behind_label(paper) or _in_cells(paper)


def _in_cells(paper: Paper) -> Dated | None:
    """下发日期 | 2026年10月17日, as a ruled table has it."""
    for one in fields(paper.main):
        found = days(one.value) if _LABEL.match(f"{one.label}:") else []
        if found and found[0].start == 0:
            return _dated(one.line, found[0])
    return None


def _behind_label(paper: Paper) -> Dated | None:
    main = paper.main
    for at, one in enumerate(main):
        match = _LABEL.search(one.bare)
        found = days(one.bare[match.end() :]) if match else []
        if match and not any(not day.month for day in found) and at + 1 < len(main):
            whole = days(one.bare[match.end() :] + main[at + 1].bare)  # broken behind the month
            found = [
                day for day in whole if not day.month and day.end > len(one.bare) - match.end()
            ]
            found = found or whole
        if found and found[0].start <= 2:
            return _dated(one, found[0])
    return None


def _alone_in_head(paper: Paper) -> Dated | None:
    for at, one in enumerate(paper.first[:8]):
        following = paper.first[at + 1].bare if at + 1 < len(paper.first) else ""
        day = _own_day(paper.first, at) or _passed(one.bare) or _passed(one.bare + following)
        if day is not None:
            return _dated(one, day)
    return None


def _beside_a_name(paper: Paper) -> Dated | None:
    """As minutes have it in their head: the office at one end of a line, the day at the other."""
    for one in paper.first[:6]:
        if _behind_a_name(one):
            return _dated(one, days(one.text)[0])
    return None


def _passed(bare: str) -> Day | None:
    """（2026年7月11日局党组会议通过）"""
    found = days(bare) if bare.startswith(("(", "（")) else []
    if len(found) != 1 or found[0].last is not None or found[0].month:
        return None
    passed = re.fullmatch(r"[(（].{8,40}(?:通过|印发|制定|修订|发布)[)）]", bare)
    return found[0] if passed else None


def _alone_at_end(paper: Paper) -> Dated | None:
    said = [one for one in paper.main if not is_noise(one.bare)]
    for at in range(len(said) - 1, max(-1, len(said) - 6), -1):
        day = _own_day(said, at)
        if day is not None and (not day.month or at == len(said) - 1):
            return _dated(said[at], day)
    return None


def _without_year(paper: Paper) -> Dated | None:
    """9月25日 alone under a name, of a year that the paper's head names."""
    main = [one for one in paper.main if not is_noise(one.bare)]
    years = re.findall(r"(20\d\d)年", "".join(one.bare for one in paper.first[:4]))
    for name, one in list(pairwise(main))[-3:]:
        found = days(one.bare, int(years[0])) if len(set(years)) == 1 else []
        alone = len(found) == 1 and (found[0].start, found[0].end) == (0, len(one.bare))
        if alone and found[0].yearless and is_body(name.bare) and found[0].last is None:
            return _dated(one, found[0], sure=False)
    return None


def _joined_at_end(paper: Paper) -> Dated | None:
    """A day that a reader broke over two lines."""
    main = paper.main
    for at in range(len(main) - 1, max(len(main) - 8, 0), -1):
        day = only_day(main[at - 1].bare + main[at].bare)
        if day is not None and only_day(main[at].text) is None and main[at - 1].bare[:1].isdigit():
            return _dated(main[at - 1], day, sure=False)
    return None


def _printed(paper: Paper) -> Dated | None:
    """The day of 印发 alone says something, if not for certain."""
    for one in reversed(paper.lines):
        found = days(one.text)
        if found and re.search(r"印发[)）]?$", one.bare):
            return _dated(one, found[-1], sure=False)
    return None
