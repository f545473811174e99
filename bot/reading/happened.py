"""The day of what a paper tells of (活动时间): as it labels it, as a report says it was done.

Pure. The paper's own day is ``signed``'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Final

from bot.reading.anatomy import Paper, is_noise, is_prose
from bot.reading.dates import PART, Day, days, only_day
from bot.reading.fields import fields
from bot.reading.lines import Said
from bot.reading.signed import COMMA, WHEN, Dated, beside_source
from bot.reading.sorts import Sort

_DID: Final = re.compile(
    r"开展|举办|召开|组织|举行|走进|深入|来到|前往|启动|举(?:行|办)|参加|赴|邀请|联合|宣讲|培训|集中"
)
_NOT_DID: Final = re.compile(
    r"^起|印发|修订|施行|实施|起执行|截至|截止|以来|下发|制定|报送|之前|以前|年度"
)
_ONCE: Final = re.compile(
    r"(?:活动|班会|讲座|宣讲|培训|座谈会|演讲|竞赛|比赛|征文|仪式)(?:班|会|周|月|日)?(?:开展)?(?:情况)?的?(?:总结|小结|报告|汇报|纪实|记录)"
)
_PART: Final = re.compile(rf"\s?{PART}")
_HOUR: Final = re.compile(
    rf"(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?)?{PART}?(?:\d{{1,2}}[:：点时]|[上下]午|拍?摄)"
)
_CAPTION: Final = re.compile(r"(?:图|图片|照片)[\d一二三四五六七八九十]{0,2}[:：]")
"""What stands before the words under a picture."""
_CAMERA: Final = re.compile(r"\d{1,2}:\d{2}|水印|相机|拍摄时间|经度|纬度")
"""What a camera writes beside the day, and no banner does."""
_UNTIL: Final = re.compile(r"\s?(?:[之以]?前|截止|止|起)")
_NEAR: Final = 45


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


def _named_time(paper: Paper, year: int | None, sort: Sort) -> Dated | None:
    lines = paper.main
    if any(re.match(r"发件人[:：]|收件人[:：]", one.bare) for one in paper.first):
        return None  # when a letter was sent
    for at, one in enumerate(lines):
        match = WHEN.match(one.bare)
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
    return (
        _inside_label(lines, year, sort)
        or _in_event_cells(lines, year)
        or _set_for(lines, year, sort)
        or _under_title(paper, year)
        or _taken_on(lines, year)
    )


def _set_for(lines: Sequence[Said], year: int | None, sort: Sort) -> Dated | None:
    """定于9月23日（星期三）下午2:30…: what a notice or an invitation calls to."""
    if sort not in ("plan", "letter", "other"):
        return None
    for one, two in zip_longest(lines, lines[1:]):
        match = re.search(r"(?:定|拟|将|兹定)于(?=\d)", one.bare)
        found = _read(one.bare[match.end() :] + (two.bare if two else ""), year) if match else []
        if found and found[0].start == 0 and (found[0].last is None or found[0].end < 16):
            return _happened(one, found[0])
    return None


def _under_title(paper: Paper, year: int | None) -> Dated | None:
    """（2026年12月2日　上午9:00）: a day with its hour, in brackets over the text."""
    for one in paper.first[1:4]:
        match = re.fullmatch(r"[(（](.+)[)）]", one.bare)
        found = _read(match[1], year) if match else []
        if match and found and found[0].start == 0 and _HOUR.match(match[1], found[0].end):
            return _happened(one, found[0])
    return None


def _taken_on(lines: Sequence[Said], year: int | None) -> Dated | None:
    """2026年10月3日　摄于古城景区; 图1：2026年8月15日，宣传活动现场"""
    for one in lines:
        label = _CAPTION.match(one.bare)
        taken = label or re.search(r"摄于|拍摄[:：]", one.bare)
        found = _read(one.bare, year) if taken and len(one.bare) < _NEAR else []
        if len(found) == 1 and (label is None or found[0].start == label.end()):
            return _happened(one, found[0])
    return None


def _in_event_cells(lines: Sequence[Said], year: int | None) -> Dated | None:
    for one in fields(lines):
        found = _read(one.value, year) if WHEN.fullmatch(one.label) else []
        if found and found[0].start == 0 and not one.label.endswith("日期"):
            return _happened(one.line, found[0])
    return None


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
    own_line = beside_source(paper)
    skipped = {own_line.line.number} if own_line else set()
    for at, one in enumerate(lines):
        text = one.bare + (lines[at + 1].bare if at + 1 < len(lines) else "")
        if one.number in skipped:
            continue
        for day in days(one.bare, year):
            if not is_prose(one.bare) and not COMMA.match(one.bare, day.end):
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
