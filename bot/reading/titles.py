"""A paper's title: which lines of its head, joined, are its name.

Pure. Lines are weighed by what they say, where they stand and how large they are; a title that
won by little is uncertain and said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from bot.reading import numbers
from bot.reading.anatomy import Paper, is_greeting, is_issue, is_label, is_prose
from bot.reading.bodies import is_body, is_mast
from bot.reading.dates import days, only_day
from bot.reading.labelled import on_cover, subject
from bot.reading.lines import Said
from bot.reading.report import is_medium
from bot.reading.seams import (
    DASH,
    ENDS,
    MINUTES,
    ORDINAL,
    STATE,
    goes_on,
    headed,
    is_one,
    joined,
    opened,
    rivals,
    same_size,
    seams,
)

_SHORT: Final = frozenset({"证明", "声明", "通知", "通告", "公告", "公示", "通报", "函", "复函"})
"""All that a title says, where nothing else stands on its line."""
_NOTE: Final = re.compile(r"(?:编者)?按语?[:：]|导读[:：]|核心提示[:：]")
"""An editor's words over the title."""
_LISTS: Final = re.compile(r"(?:清单|台账|名单|名册|表|承诺书)(?:[(（][^()（）]{1,12}[)）])?$")
_META: Final = re.compile(
    r"[□■◆◇●○▲△☆★·]*(?:文/|图/|本[报网台刊]记者|特约|来源|作者|发布时间|发布日期|发布机构|时间|日期|浏览|阅读|点击|记者|通讯员|编辑|字体|字号|原创|责任编辑)"
)
_COLONS: Final = re.compile(r"[\u4e00-\u9fff][:：]")
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}")
_OPENING: Final = re.compile(r"^[的和及与、，。）)》”]|^(?:工作|活动)?(?:的)(?:通知|通报|报告|函)$")
_FIGURE: Final = re.compile(r"图[一二三四五六七八九\d]{1,2}[:：、]")
_ATTACHED: Final = re.compile(r"附(?:件|表|录)[\d一二三四五六七八九十]{0,2}[:：]?")
_EDITION: Final = re.compile(r"(?:第?\d{1,2}版|\d{4}年\d{1,2}月\d{1,2}日星期|首页>|当前位置)")
"""What a newspaper and a site print over everything."""
_BANNER: Final = re.compile(
    r"(?:20\d\d年(?:度)?)?(?:[\u4e00-\u9fff]{2,16}?)?(?:典型|优秀|先进|创新)?(?:案例|经验|做法)(?:申报)?(?:材料|选登|展播|征集|交流|分享)?[一二三四五六七八九十\d]{0,2}"
    r"|(?:[\u4e00-\u9fff]{2,6})?(?:简报|工作信息|政务信息|工作动态)"
)
"""Printed over the title of a case, as 简报 have their name over their articles."""
_SESSION: Final = re.compile(r".{2,24}第.{1,4}届.{1,16}第.{1,3}次(?:全体)?会议")
"""Where something was put before: the head of a delegate's proposal, of a report, of a decision."""
_SLIDES: Final = frozenset({"pptx", "ppt", "dps"})
"""Their first line is what they are called."""
_STANDS_OUT: Final = 1.25
_SMALLER: Final = 0.9
_FEW: Final = 3
"""Lines of a paper that has a head and something under it."""
_MOST: Final = 4
_SURE: Final = 2.0
_CLEAR: Final = 1.5
"""By so much a title has won over every other reading of its head, or it is uncertain."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title without blanks, and the first line it stands in."""

    value: str
    line: Said
    sure: bool


def title(paper: Paper) -> Title | None:
    """The paper's title; None where nothing looks like one.

    Where nothing behind the head is one it stands over the number, as minutes have it; what a
    简报 is called is never the title of what it tells.
    """
    named = subject(paper) or on_cover(paper)
    if named is not None:
        return Title(*named)
    start = _start(paper)
    found = _best(paper, paper.first[start:])
    if start and paper.brief is None and (found is None or not found.sure):
        over = _best(paper, paper.first)
        found = over if over is not None and (found is None or over.sure) else found
    found = found or _standing(paper, paper.first[start:])
    if found is None and paper.brief is not None:
        return Title(joined([paper.brief]), paper.brief, False)  # no article has the page alone
    return found


def _best(paper: Paper, head: Sequence[Said]) -> Title | None:
    end = min(_end(paper, head), 9)
    runs = [
        (_weigh(paper, head, first, last), first, last)
        for first in range(end)
        for last in range(first, min(first + _MOST, end))
    ]
    if not runs:
        return None
    best = max(runs, key=lambda run: run[0])
    weight, first, last = best
    if weight < 1.0:
        return None
    lines = head[first : last + 1]
    clear = weight >= _SURE and all(one.sure for one in lines) and is_one(lines)
    clear = clear and not goes_on(paper, head, last) and not headed(lines)
    sure = clear and all(weight - run[0] >= _CLEAR for run in runs if rivals(head, run, best))
    return Title(joined(lines), lines[0], sure)


def _standing(paper: Paper, head: Sequence[Said]) -> Title | None:
    """The line a paper begins with where nothing says that it is a title, and nothing else it is.

    Whatever its last word: what stands alone over an address, a table, fields or text is what it
    is called. Uncertain.
    """
    if paper.brief is not None or len(head) < _FEW:
        return None
    one, two = head[0], head[1]
    if not 4 <= len(one.bare) <= 40 or one.page != two.page or not one.sure:
        return None
    other = is_prose(one.bare) or is_greeting(one.bare) or is_body(one.bare) or _is_meta(one)
    if other or _against(one) or is_issue(one.bare) or re.search(r"[。；;！!？?，,]$", one.bare):
        return None
    lines = [one, two] if DASH.match(two.bare) else [one]
    return Title(joined(lines), one, False)


def _start(paper: Paper) -> int:
    """Behind the name of the office, the number, and what a 简报 has above its articles."""
    head = paper.first
    found = 0
    for at, one in enumerate(head[:8]):
        if is_mast(one.bare) or _SESSION.fullmatch(one.bare):
            found = at + 1
    found = max(found, _behind_minutes(head))
    number = numbers.own(paper)
    if number is not None:
        found = max(found, next(n for n, one in enumerate(head, 1) if one is number.line))
    if paper.brief is not None:
        at = next(n for n, one in enumerate(head, 1) if one is paper.brief)
        found = max(found, at)
        for n, one in enumerate(head[at : at + 4], at + 1):
            printed = one.bare.endswith(("编", "编印", "主办", "编发"))
            if is_issue(one.bare) or printed or (days(one.text) and not is_prose(one.bare)):
                found = n
    return found


def _behind_minutes(head: Sequence[Said]) -> int:
    """Behind 专题会议纪要, 第11期, who printed it when: what was decided has its own title."""
    for at, (one, two) in enumerate(pairwise(head[:4])):
        if MINUTES.fullmatch(one.bare) and is_issue(two.bare):
            after = head[at + 2] if at + 2 < len(head) else None
            printed = after is not None and days(after.text) and not is_prose(after.bare)
            return at + 3 if printed else at + 2
    return 0


def _end(paper: Paper, head: Sequence[Said]) -> int:
    for at, one in enumerate(head):
        if (paper.larger(one) and one.centred) or _NOTE.match(one.bare):
            continue
        if at + 1 < len(head) and not re.search("[。；;]", one.bare) and _is_meta(head[at + 1]):
            continue
        if is_greeting(one.bare) or (is_prose(one.bare) and not ENDS.search(one.bare)):
            return at
    return len(head)


def _weigh(paper: Paper, head: Sequence[Said], first: int, last: int) -> float:
    lines = head[first : last + 1]
    text = joined(lines)
    weight = -0.6 * first - 0.15 * (last - first)
    weight += 5 if ENDS.search(text) else 0
    weight += 2 if "关于" in text[:24] else 0
    weight += 1 if first == 0 else 0
    first_slide = first == 0 and all(DASH.match(one.bare) for one in lines[1:])
    weight += 3 if first_slide and paper.kind in _SLIDES else 0
    weight -= 4 if re.search(r"[(（]?第\d{1,4}期[)）]?$", text) else 0
    weight -= 9 if DASH.match(head[first].bare) else 0
    weight -= 4 if _OPENING.search(text) or re.search(r"[。；;]", text) else 0
    weight -= 3 if not 4 <= len(text) <= 70 and text not in _SHORT else 0
    weight -= 9 if re.search(r"[\u4e00-\u9fffA-Za-z]{2}", text) is None else 0
    named = [one for one in lines if not STATE.fullmatch(one.bare)] or list(lines)
    weight += sum(_looks(paper, one) for one in named) / len(named)
    weight -= sum(
        _against(one)
        for one in lines
        if not (one is not lines[-1] and _in_title(paper, one))
        and not (one is head[first] and _headline(head, first, last))
    )
    weight += _around(paper, head, first, last)
    over = head[first - 1] if first else None
    if over is not None and headed([over, *lines]) and over.height:
        weight += 4  # set in another size over it, the office's name is the paper's head
    return weight + _set([one for one in head if one not in lines or one in named], named)


def _set(head: Sequence[Said], lines: Sequence[Said]) -> float:
    """A headline is what is set largest; an office's name may be larger."""
    own = min(one.height for one in lines)
    others = [one.height for one in head if one not in lines and not is_body(one.bare)]
    most = max(others, default=0)
    if not own or not most:
        return 0.0
    return 2.0 if own >= _STANDS_OUT * most else -2.0 if most >= _STANDS_OUT * own else 0.0


def _headline(head: Sequence[Said], first: int, last: int) -> bool:
    """渔阳：信用贷款“贷”动乡村振兴, in one line or two, over the one that says whose it is."""
    lines = head[first : last + 1]
    after = head[last + 1] if last + 1 < len(head) else None
    one = all(same_size(lines[0], other) for other in lines[1:]) and len(lines) <= len("二行")
    place = re.match(r"[\u4e00-\u9fff]{2,6}[:：].{6,}", joined(lines))
    known = _META.match(lines[0].bare) or _EDITION.match(lines[0].bare)
    return one and after is not None and place is not None and not known and _is_meta(after)


def _looks(paper: Paper, one: Said) -> float:
    return (2.0 if paper.larger(one) else 0.0) + (0.7 if one.centred else 0.0)


def _in_title(paper: Paper, one: Said) -> bool:
    """A line set as a title that ends in a colon: 县教育局：…"""
    return paper.larger(one) and one.centred and one.bare.endswith((":", "："))


def _against(one: Said) -> float:
    """What a line of a title never is."""
    found = 12.0 if len(one.cells) > 1 or _bracketed(one) else 0.0
    found += 6 if _is_cells(one) and not ENDS.search(one.bare) else 0
    found += (
        4
        if is_medium(one.bare) or is_issue(one.bare) or numbers.quoted(one.text) or _says_a_day(one)
        else 0
    )
    found += 8 if _is_imprint(one) or _FIGURE.match(one.bare) else 0
    found += 4 if _ATTACHED.fullmatch(one.bare) or _EDITION.match(one.bare) else 0
    found += 3 if _is_byline(one.bare) else 6 if _is_by_whom(one) else 0
    found += 4 if len(_COLONS.findall(one.text)) > 1 and not _in_quotes(one.bare) else 0
    found += 3 if _labels(one.bare) or _META.match(one.bare) or ORDINAL.match(one.bare) else 0
    found += 3 if one.bare.endswith((":", "：", "，", ",")) else 0
    found += 3 if one.bare.endswith(("——", "—")) else 0  # a kicker: the title begins under it
    return found


def _is_cells(one: Said) -> bool:
    """Cells whose rules were not read; what stands beside a figure is no cell's edge."""
    parts = re.split(r"(?<![\dA-Za-z(（])\s+(?![\dA-Za-z)）])", one.text)
    return one.crowded and sum(len(part) > 1 for part in parts) > len(("two", "parts"))


def _is_imprint(one: Said) -> bool:
    """中共县教育局党组　2026年10月21日: who printed it and when."""
    found = days(one.text)
    if len(found) != 1 or found[0].month or not found[0].start:
        return False
    return not one.text[found[0].end :].strip() and is_body(one.bare[: _day_at(one)])


def _day_at(one: Said) -> int:
    """Where the day begins in the line without blanks."""
    return len("".join(one.text[: days(one.text)[0].start].split()))


def _in_quotes(bare: str) -> bool:
    return bare.count("《") + bare.count("“") > 0


def _bracketed(one: Said) -> bool:
    """（石桥镇人民政府　2026年9月）, as it stands under a title."""
    match = re.fullmatch(r"[(（](.+)[)）]", one.bare)
    return match is not None and (bool(days(match[1])) or is_body(match[1]))


def _is_byline(bare: str) -> bool:
    """渔阳日报记者 王建国"""
    return len(bare) <= 30 and re.search(r"记者|通讯员", bare) is not None


def _is_by_whom(one: Said) -> bool:
    """县委党校　温如玉: where somebody works, and who."""
    parts = one.text.split()
    named = len(parts) == 2 and re.fullmatch(r"[\u4e00-\u9fff]{2,3}", parts[1]) is not None
    return named and is_body(parts[0]) and not is_body(parts[1])


def _says_a_day(one: Said) -> bool:
    return any(not day.month for day in days(one.text))


def _labels(bare: str) -> bool:
    return is_label(bare) and not is_body(re.split(r"[:：]", bare)[0])


def _around(paper: Paper, head: Sequence[Said], first: int, last: int) -> float:
    """What stands before and behind: a title is not cut in two, nor does it swallow a name."""
    found = 0.0
    after = head[last + 1] if last + 1 < len(head) else None
    found -= 9 if _is_banner(head, last) else 0
    found -= 4 if opened(joined(head[first : last + 1])) else 0
    found -= (
        6
        if any(
            _is_account(*head[at - 1 : at + 2])
            for at in range(first + 1, last + 1)
            if head[at + 1 :]
        )
        else 0
    )
    if after is not None:
        found += 4 if _is_meta(after) else 0
        found += 1.5 if is_prose(after.bare) or is_greeting(after.bare) else 0
        found -= 4 if _OPENING.search(after.bare) else 0
        text = is_prose(after.bare) or is_greeting(after.bare)
        begun = text or is_label(after.bare) or ORDINAL.match(after.bare) is not None
        cut = not begun and not ENDS.search(joined(head[first : last + 1]))
        found -= 2 if cut and same_size(head[last], after) else 0
        found += 0.8 if after.bare.startswith(("——", "--", "—")) is False else -1.5
    before = head[first - 1] if first else None
    found += 1.2 if before is not None and _says_a_day(before) else 0
    found += 3 if first and _is_banner(head, first - 1) else 0
    names = len(list(takewhile(lambda one: is_body(one.bare), head[first : last + 1])))
    under = head[first + max(names, 1) : last + 1]
    if any(is_body(one.bare) or only_day(one.text) for one in under):
        found -= 5  # whose it is, and when, stands under it
    name = is_body(head[first].bare)
    if name and last == first:
        return found - 4
    if name and _LISTS.search(head[last].bare):
        found -= 3  # a list's own name begins below the office's
    elif name and before and is_body(before.bare) and same_size(before, head[first]):
        found -= 3  # of several that issue it together all belong to the title, or none
    elif name and _said_before(paper, head[first]):
        found += float(names)  # said again under the head, it belongs to the title
    elif name:
        found += 0.5 if not paper.larger(head[first]) or paper.larger(head[first + 1]) else -3
    elif first > 0 and is_body(head[first - 1].bare) and same_size(head[first - 1], head[first]):
        found -= 1.2
    return found - seams(paper, head[first : last + 1])


def _said_before(paper: Paper, one: Said) -> bool:
    """Whether the office's name stands over it already, as a red head or alone."""
    over = [two for two in paper.first[:5] if (two.page, two.number) < (one.page, one.number)]
    return any(is_mast(two.bare) or two.bare == one.bare for two in over)


def _is_banner(head: Sequence[Said], at: int) -> bool:
    """Whether a line only says that a case follows, and the next one is what it is called."""
    if at + 1 >= len(head) or not _BANNER.fullmatch(head[at].bare):
        return False
    after = head[at + 1].bare
    if is_prose(after) or is_label(after) or is_body(after) or ORDINAL.match(after):
        return False
    return len(after) >= 6 and not is_greeting(after) and not days(after)


def _is_account(over: Said, one: Said, after: Said) -> bool:
    """Whose article it is: smaller than the title, on a line of its own over day and hour."""
    named = re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9]{3,14}", one.bare) is not None
    timed = bool(days(after.text)) and _CLOCK.search(after.bare) is not None
    return named and timed and one.height < _SMALLER * over.height


def _is_meta(one: Said) -> bool:
    """The line under a report's title."""
    if is_medium(one.bare):
        return True
    if re.search("[。；;]", one.bare):
        return False
    found = days(one.text)
    if found:
        named = re.fullmatch(
            r"[\u4e00-\u9fff]{2,16}", re.sub(r"\s", "", one.text[: found[0].start])
        )
        ends = named is not None and found[0].end == len(one.text) and not is_body(named[0])
        return ends or bool(_META.search(one.bare) or _CLOCK.search(one.bare))
    return _is_byline(one.bare) or _META.match(one.bare) is not None
