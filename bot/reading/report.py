"""Whose report it is: the medium that printed it, and the address it can be looked up at.

Pure. A report without either cannot be found again by anybody; that is a doubt (`doubts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.reading.anatomy import Paper
from bot.reading.bodies import TAIL, is_body
from bot.reading.lines import Said

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[\w./?=&%#:~+\-]{3,}|\b[\w-]+\.(?:gov|com|cn|net|org)(?:\.cn)?(?:/[\w./?=&%#\-]*)?",
    re.I,
)
_SOURCE: Final = re.compile(
    r"(?:来源|转自|稿源|发布机构|信息来源)[:：]([\u4e00-\u9fff“”A-Za-z0-9·（）()]{2,24})"
)
_KNOWN: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:日报|晚报|晨报|时报|商报|早报|都市报|法[制治]报|青年报|工人报|经济报|农村版|周刊|新闻网|信息网|信用网|政府网|门户网|人民网|新华网|电视台|广播|融媒(?:体中心)?|"
    r"发布|在线|先锋|微讯|头条|之声|网)(?![\u4e00-\u9fff]{0,2}(?:站|络|上|页|格|点))(?![球吧红购贷约签民友课店箱具眼线路])|信用中国(?:[(（][\u4e00-\u9fff]{2,6}[)）])?|学习强国|今日头条|大河网|抖音"
)
_NEAREST: Final = re.compile(_KNOWN.pattern.replace("{1,8}", "{2,8}?", 1))
"""Of 东津融媒东津发布, as some printers run author and account together, each."""
_FIELD: Final = re.compile(
    r"20\d\d|责任编辑|责编|记者|通讯员|审核|校对|作者|发布|浏览|时间|日期|阅读|编辑|点击|"
    r"字体|字号|分享|字$"
)
_ORIGINAL: Final = re.compile(
    r"^(?:原创)?\s*(?:[\u4e00-\u9fff]{2,14}\s+)?([\u4e00-\u9fff]{2,14}?)\s*\1?\s*"
    r"20\d\d[年.-]\d{1,2}[月.-]\d{1,2}日?"
    r"\s*\d{1,2}:\d{2}\s*(?:发表于)?(?:[\u4e00-\u9fff]{2,4})?\s*$"
)

_ACCOUNT: Final = re.compile(
    r"(?:原创\s+)?(?:[\u4e00-\u9fff]{2,4}\s+)?([\u4e00-\u9fffA-Za-z0-9]{3,14})\s+"
    r"20\d\d[年.-]\d{1,2}[月.-]\d{1,2}日?\s*"
)
"""平安郏县　2026-11-19, as an account has it under its title."""
_POSTED: Final = re.compile(
    r"(?:来自|发布于)\s?((?:微博|抖音|快手|视频号|小红书|头条)[\u4e00-\u9fff]{0,4})"
)
"""Under an account's name on a platform."""
_AT: Final = re.compile(rf"@([\u4e00-\u9fffA-Za-z0-9]{{1,16}}?(?:{TAIL}|发布))")
"""The account of a film: @县市场监管局诚信经营…"""
_MOMENT: Final = re.compile(
    r"(?:(?:20\d\d[年.-])?\d{1,2}[月.-]\d{1,2}日?|[昨今前]天)\d{1,2}:\d{2}"
    r"(?:(?P<sent>(?:来自|发布于)\S{2,16})|(?:发表于)?(?P<place>[\u4e00-\u9fff]{2,4}))?(?:已编辑)?"
)
_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{3,14}")
_WHEN: Final = re.compile(r"20\d\d[年.-]\d{1,2}[月.-]\d{1,2}日?\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Report:
    """The medium and the address, each with its line."""

    medium: tuple[str, Said] | None
    address: tuple[str, Said] | None


def is_medium(bare: str) -> bool:
    """Whether a line is the name of a medium and nothing else."""
    return _KNOWN.fullmatch(bare) is not None


def names_medium(one: Said) -> bool:
    """Whether a line begins with a medium, as a cutting does: 平顶山晚报 2026年10月20日 第4版."""
    return any(_KNOWN.match(part) is not None for part in one.text.split()[:2])


def report(paper: Paper) -> Report:
    """Where a report was printed."""
    return Report(_medium(paper), _address(paper))


def _medium(paper: Paper) -> tuple[str, Said] | None:
    near = (*paper.lines[:8], *paper.lines[-5:])
    for one in near:
        match = _ORIGINAL.search(one.text)
        if match:
            return match[1], one
    account = _byline(paper) or _over_moment(paper) or _dated_account(paper)
    if account is not None:
        return account
    for at, one in enumerate(paper.lines):
        match = _SOURCE.search(one.bare)
        if match:
            name = _FIELD.split(match[1])[0].rstrip("0123456789")
            if match.end() == len(one.bare) and not (is_body(name) or _KNOWN.fullmatch(name)):
                name = _whole(name, paper.lines[at + 1 : at + 2])
            if len(name) >= 2:
                return name, one
    found = (_known(one) or _posted(one) for one in near)
    return next((one for one in found if one is not None), None)


def _posted(one: Said) -> tuple[str, Said] | None:
    match = _POSTED.search(one.text) or _AT.search(one.bare)
    return (match[1], one) if match else None


def _known(one: Said) -> tuple[str, Said] | None:
    """星期三　云汀日报　第3版: each part for itself."""
    for part in (*one.text.split(), one.bare):
        name = part.removeprefix("原创")
        match = _KNOWN.search(name)
        if match is not None:
            names = _NEAREST.findall(match[0])
            return (names[-1] if "".join(names) == name else match[0]), one
    return None


def _byline(paper: Paper) -> tuple[str, Said] | None:
    """原创 小信 信用沂阳, over the line that says when: the last name is the account's."""
    for one, two in pairwise(paper.lines[:8]):
        names = one.text.split()
        if names[0] == "原创" and len(names) > 1 and _WHEN.match(two.bare):
            return names[-1], one
    return None


def _over_moment(paper: Paper) -> tuple[str, Said] | None:
    """An account's name alone over when it posted, and from where: 2026-11-19 08:30 河南.

    A post on a platform has no title over it, and says with what it was sent.
    """
    for at, (one, two) in enumerate(pairwise(paper.lines[:8])):
        match = _MOMENT.fullmatch(two.bare)
        name = one.bare.removeprefix("原创")
        half = len(name) // 2
        name = name[half:] if name[:half] == name[half:] else name  # the author's and the account's
        if match is None or not _NAME.fullmatch(name) or _FIELD.search(name):
            continue
        if (not at and not match["sent"]) or _POSTED.search(two.text):
            continue
        if match["place"] or match["sent"] or not is_body(name):
            return name, one
    return None


def _dated_account(paper: Paper) -> tuple[str, Said] | None:
    """An account's name and the day, alone under the title; an office there is no medium."""
    for one in paper.lines[1:3]:
        match = _ACCOUNT.fullmatch(one.text.strip())
        if match is not None and not is_body(match[1]) and not _FIELD.search(match[1]):
            return match[1], one
    return None


def _whole(name: str, following: Sequence[Said]) -> str:
    """A name that a reader broke at the end of a line."""
    rest = _FIELD.split(re.split(r"\s", following[0].text)[0])[0] if following else ""
    whole = name + rest
    return whole if rest and (is_body(whole) or _KNOWN.fullmatch(whole)) else name


def _address(paper: Paper) -> tuple[str, Said] | None:
    for one in paper.lines:
        match = _ADDRESS.search(one.text)
        if match:
            return match[0], one
    return None
