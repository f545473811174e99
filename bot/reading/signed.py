"""A paper's own day (成文日期) and the day of what it tells of (活动时间).

Pure. The last day in a paper is not its own: attachments, quotations and 印发 have days too. What
stands alone under a body's name is; a report's is the day beside its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.reading.anatomy import Paper, is_noise, is_prose
from bot.reading.bodies import is_body
from bot.reading.dates import Day, days, only_day
from bot.reading.lines import Said
from bot.reading.sorts import Sort

_LABEL: Final = re.compile(
    r"(?:成文日期|印发日期|发文日期|报送日期|报送时间|填报日期|填报时间|(?:签订|签署|承诺|制表|填表|制定|编制)(?:日期|时间)|发布日期|发布时间|交办(?:日期|时间)|督办(?:日期|时间)|"
    r"颁发日期|日期|编印日期|填表日期|公示日期|公示时间)[:：]"
)
_HAPPENED: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十][)）]|\d[.、])?"
    r"(?:活动|会议|培训|宣传|举办|举行|开展|讲座|竞赛|授课|座谈|签到|拍摄|开会|召开|学习)?(?:日期|时间)(?:安排)?(?:[和及与、](?:活动)?地点)?[:：]?"
)
_DID: Final = re.compile(
    r"开展|举办|召开|组织|举行|走进|深入|来到|前往|启动|举(?:行|办)|参加|赴|邀请|联合|宣讲|培训|集中"
)
_NOT_DID: Final = re.compile(
    r"^起|印发|修订|施行|实施|起执行|截至|截止|以来|下发|制定|报送|之前|以前|年度"
)
_ONCE: Final = re.compile(
    r"(?:活动|班会|讲座|宣讲|培训|座谈会|演讲|竞赛|比赛|征文|仪式)(?:班|会|周|月|日)?(?:开展)?(?:情况)?的?(?:总结|小结|报告|汇报|纪实|记录)"
)
_PART: Final = re.compile(r"\s?(?:上午|下午|清晨|早上|晚上?|中午|当天)")
_CAMERA: Final = re.compile(r"\d{1,2}:\d{2}|水印|相机|拍摄时间|经度|纬度")
"""What a camera writes beside the day, and no banner does."""
_UNTIL: Final = re.compile(r"\s?(?:[之以]?前|截止|止|起)")
_COMMA: Final = re.compile(r"\s?(?:上午|下午|晚上?|晚间|，|,)")
_NEAR: Final = 45


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
        found = _of_report(paper) or _labelled(paper) or _under_a_name(paper)
    else:
        found = _under_a_name(paper) or _labelled(paper) or _alone_in_head(paper)
        found = found or _beside_a_name(paper)
    if found is None and sort in ("news", "brief"):
        found = _alone_in_head(paper)
    return found or _alone_at_end(paper) or _joined_at_end(paper) or _printed(paper)


def happened(paper: Paper, sort: Sort, own_day: date | None) -> Dated | None:
    """The day of what the paper tells of."""
    named = _named_time(paper, _year_of(paper, own_day), sort)
    if named is None and sort in ("summary", "other") and _of_one_day(paper):
        return _told_once(paper, own_day)
    if named is not None or sort not in ("news", "brief", "photo", "screenshot", "minutes"):
        return named
    if sort == "photo":
        return _stamped(paper)
    return _told(paper, own_day)


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
    """The day that is all a line says, unless it is the one that 活动时间 over it announces."""
    day = only_day(lines[at].text)
    if day is None or day.last is not None:
        return None
    return None if at and _HAPPENED.fullmatch(lines[at - 1].bare) else day


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
    return not rest and is_body(re.sub(r"[(（](?:盖章|公章|章)[)）]", "", name))


def _in_head(paper: Paper) -> Dated | None:
    """A 简报's day beside the office that prints it."""
    for one in paper.first[:7]:
        found = days(one.text)
        if len(found) == 1 and len(one.bare) < 50 and not re.search(r"[。；]", one.bare):
            return _dated(one, found[0])
    return None


def _of_report(paper: Paper) -> Dated | None:
    """The day beside the source, under the title of a report."""
    for at, one in enumerate(paper.lines[:12]):
        found = [day for day in days(one.text) if not day.month]
        if not found or len(one.bare) > 90 or re.search(r"[。；]", one.bare):
            continue
        if _COMMA.match(one.text, found[0].end):
            continue  # a sentence, broken before its end
        if (
            at <= 1
            and re.search(r"\d{4}/\d{1,2}/\d{1,2}.{0,3}\d{1,2}:\d{2}", one.text)
            and len(paper.lines) > 4
        ):
            continue  # the day a browser printed it
        return _dated(one, found[0])
    return None


def _labelled(paper: Paper) -> Dated | None:
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


# -- what it tells of ----------------------------------------------------------------------------


def _named_time(paper: Paper, year: int | None, sort: Sort) -> Dated | None:
    lines = paper.main
    for at, one in enumerate(lines):
        match = _HAPPENED.match(one.bare)
        if match is not None and _not_its_time(match[0], sort):
            continue
        if match is None or re.match(r"报送|截止|填报|发布|成文|印发|公示", one.bare):
            continue
        labelled = match[0].endswith((":", "："))
        rest = one.bare[match.end() :]
        found = _read(rest, year) if labelled or not rest else []
        if found and found[0].start <= 12:
            return _happened(one, found[0])
        if not rest.strip() and not match[0][:1].isdigit():
            following = _following(lines, at)
            found = _read(following.bare, year) if following else []
            if following is not None and found and found[0].start <= 12:
                return _happened(following, found[0])
    return _inside_label(lines, year, sort)


def _not_its_time(label: str, sort: Sort) -> bool:
    """日期 is a paper's own day but on a register; a report's 时间 is when it was printed."""
    bare = label.lstrip("一二三四五六七八九十、（(1234567890.)）")
    if sort == "news":
        return bare[:2] in ("时间", "日期")
    return bare.startswith("日期") and sort not in ("sign_in", "photo", "screenshot")


def _inside_label(lines: Sequence[Said], year: int | None, sort: Sort) -> Dated | None:
    """活动时间 that stands behind something else on its line, as in a table."""
    named = "?" if sort == "sign_in" else ""
    for one in lines:
        match = re.search(
            rf"(?:活动|会议|培训|举办|宣传|签到|拍摄|开会|召开|学习){named}(?:日期|时间)[:：|丨]?",
            one.bare,
        )
        found = _read(one.bare[match.end() :], year) if match else []
        if found and found[0].start <= 4:
            return _happened(one, found[0])
    return None


def _happened(line: Said, day: Day) -> Dated:
    return Dated(day, line, day.sure and line.sure)


def _following(lines: Sequence[Said], at: int) -> Said | None:
    return next((one for one in lines[at + 1 : at + 3] if not is_noise(one.bare)), None)


def _read(text: str, year: int | None) -> list[Day]:
    """Days on which something is done; until when is another thing."""
    return [one for one in days(text, year) if not _UNTIL.match(text, one.end)]


def _year_of(paper: Paper, own_day: date | None) -> int | None:
    if own_day is not None:
        return own_day.year
    for one in paper.lines:
        match = re.search(r"(20\d\d)年", one.bare)
        if match:
            return int(match[1])
    return None


def _told(paper: Paper, own_day: date | None) -> Dated | None:
    """The first day of which the text says that something was done on it."""
    lines = paper.main
    year = _year_of(paper, own_day)
    own_line = _of_report(paper)
    skipped = {own_line.line.number} if own_line else set()
    for at, one in enumerate(lines):
        text = one.bare + (lines[at + 1].bare if at + 1 < len(lines) else "")
        if one.number in skipped:
            continue
        for day in days(one.bare, year):
            if not is_prose(one.bare) and not _COMMA.match(one.bare, day.end):
                continue
            after = text[day.end : day.end + _NEAR]
            before = one.bare[max(0, day.start - 6) : day.start]
            opens = day.start == 0 and _PART.match(one.bare, day.end)
            if (
                (_DID.search(after) or opens)
                and not _NOT_DID.search(after[:14])
                and not _NOT_DID.search(before)
            ):
                return _happened(one, _in_year(day, own_day))
    return None


def _of_one_day(paper: Paper) -> bool:
    """Whether its title says that it tells of one activity."""
    return any(_ONCE.search(one.bare) for one in paper.first[:4] if not is_prose(one.bare))


def _told_once(paper: Paper, own_day: date | None) -> Dated | None:
    """The one day on which a paper says that something was done; of several none."""
    year = _year_of(paper, own_day)
    found = {
        day.value for one in paper.main for day in days(one.bare, year)
        if not day.month and only_day(one.text) is None
    }  # fmt: skip
    return _told(paper, own_day) if len(found) == 1 else None


def _in_year(day: Day, own_day: date | None) -> Day:
    """A day without a year lies before the paper that tells of it."""
    if not day.yearless or own_day is None or day.first <= own_day:
        return day
    if (day.first - own_day).days < 60:
        return day
    return replace(day, first=day.first.replace(year=day.first.year - 1), last=None)


def _stamped(paper: Paper) -> Dated | None:
    """The day that a camera wrote into the picture, or that a banner says."""
    camera = any(_CAMERA.search(one.bare) for one in paper.lines)
    for one in paper.lines:
        found = [day for day in days(one.text) if not day.month]
        if found:
            return Dated(found[0], one, camera and one.sure and found[0].sure)
    return None
