"""When: quarters, years, days and feasts as a sentence names them, each with its place in it.

What is asked of them is ``rules``'; how a form's day is written is ``bot.speech.calendar``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from bot.speech import periodic
from bot.speech.calendar import Quarter, find_quarter
from bot.speech.numbers import figure
from bot.speech.workdays import statutory_days
from scoring.periods import numbers, within

_SPAN: Final = re.compile(
    r"(?P<year>今年|这一年|本年度?|去年|上年|前年|"
    r"20[0-9]{2}年?)(?:度)?前(?P<first>[两二三])个?季度?"
    r"|(?P<year2>今年|这一年|本年度?|去年|上年|前年|20[0-9]{2}年?)(?:度)?(?:全年度?|一年|整年|"
    r"一整年)?(?:的)?"
    r"(?:(?P<half>[上下])半年|(?P<every>每个?季度?|各个?季度|四个季度|逐季度?))?"
    r"|(?:今年|本年)?(?P<half2>[上下])半年|(?P<whole>全年|一年来|一年[里内中]|一年之内)"
)
_RECENT: Final = re.compile(
    r"(?:最?近|过去|前|这|最后|头)(?P<n>[0-9]|[一二两三四五六七八九]|几)个?季度?"
    r"|(?P<n2>[0-9]|[两三四五六七八])个季度(?:以?来)?|(?P<all>历次|历季|历史|"
    r"各个?季度|每个?季度|逐季度?|往期|历年|以往)"
)
_SAME: Final = re.compile(r"去年同期|上年同期|同期|去年(?:的)?(?:这个|同一|本)季度?")


Named = tuple[int, int, str, object, int]
"""Where it stands, the kind of word, what it names, and its number."""


def quarters(said: str, today: date, known: tuple[Quarter, ...]) -> Iterator[Named]:
    """Every quarter that is named, and every row of quarters."""
    now = max(known, default=None) or periodic.of_day(today)
    taken: list[tuple[int, int]] = []
    for match in _SAME.finditer(said):
        taken.append(match.span())
        yield *match.span(), "quarter", (now[0] - 1, now[1]), 0
    for match in _SPAN.finditer(said):
        rest = find_quarter(said[match.start() :], today, known)
        whole = (
            match["first"] or match["half"] or match["half2"] or match["every"] or match["whole"]
        )
        if rest and rest.start == 0 and not whole:
            continue  # 去年四季度 is one quarter
        if _free(match, taken):
            taken.append(match.span())
            yield *match.span(), "span", _span(match, today), 0
    for match in _MONTHS.finditer(said):
        taken.append(match.span())
        found = tuple(
            dict.fromkeys(_of_month(one, today) for one in _MONTH_NAMED.findall(match[0]))
        )
        yield *match.span(), "months", found, 0
    for match in _RECENT.finditer(said):
        if _free(match, taken) and not _RUNNING.search(said[: match.start()]):
            taken.append(match.span())
            number = match["n"] or match["n2"]
            count = 0 if number in (None, "几") else int(figure(str(number)) or 0)
            kind = "running" if count and _EACH.match(said, match.end()) else "recent"
            yield *match.span(), kind, None, count or ALL_RECENT
    single = list(_single(said, today, known, taken))
    yield from single
    if single or taken:  # 上季度不合格的这次交了没: beside another one, the quarter that runs
        for match in _THIS.finditer(said):
            yield *match.span(), "quarter", now, 0


_MONTH_NAMED: Final = re.compile(r"([0-9]{1,2}|十[一二]?|[一二三四五六七八九])月")
_MONTHS: Final = re.compile(
    r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?(?:[、和跟与到至-]?"
    r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?)+"
)
"""9月和10月."""


def _of_month(said: str, today: date) -> Quarter:
    """The quarter that the latest month of this number lies in."""
    number = int(figure(said) or 1)
    if not 1 <= number <= _DECEMBER:
        return periodic.of_day(today)
    return periodic.of_day(date(today.year - (number > today.month), number, 1))


_THIS: Final = re.compile(r"这一?次|这一?回|[本此]次|这一?期|本期")
ALL_RECENT: Final = 8
"""历次, 各季度: so many of the latest, two years."""
_RUNNING: Final = re.compile(r"(?:连续|接连|一连|连着|连)$")


_EACH: Final = re.compile(r"(?:以?来)?[都均全](?!县)")
"""三个季度都是优秀: each of them, and not the three one after another."""


def _free(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return all(match.end() <= start or match.start() >= end for start, end in taken)


def _span(match: re.Match[str], today: date) -> tuple[Quarter, ...]:
    named = match["year"] or match["year2"] or ""
    steps = {"去年": -1, "上年": -1, "前年": -2}.get(named.rstrip("度"), 0)
    year = int(named[:4]) if named[:4].isdecimal() else today.year + steps
    half = match["half"] or match["half2"]
    if match["first"]:
        every = numbers(periodic.kind())[: 3 if match["first"] == "三" else 2]
    else:
        every = within(numbers(periodic.kind()), half or "")
    return tuple((year, number) for number in every)


def _single(
    said: str, today: date, known: tuple[Quarter, ...], taken: list[tuple[int, int]]
) -> Iterator[Named]:
    """Every quarter that is named by itself."""
    place = 0
    while found := find_quarter(said[place:], today, known):
        start, end = place + found.start, place + found.end
        place = end
        if all(end <= a or start >= b for a, b in taken) and not _RUNNING.search(said[:start]):
            yield start, end, "quarter", found.quarter, 0


_DAY: Final = re.compile(
    r"(?P<since>从|自)?(?:(?P<which>上|这|本)?个?(?:周|星期|"
    r"礼拜)(?P<weekday>[一二三四五六日天])|(?P<name>今天|今日|今早|今晨|昨天|昨日|"
    r"昨晚|前天|大前天|这周|本周|这个星期|"
    r"上周|上个星期|上周末|周末|星期末|这个月|本月|当月|上个月|上月)"
    r"|(?:最?近|这|过去)(?P<n>[0-9]{1,2}|[一二两三四五六七八九十几])(?P<unit>天|周|个星期|个月)"
    r"|(?P<whole>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|(?P<ten>[上中下])旬|(?=以来|之后|以后|之前|以前|起|开始|至今|到现在|到今天))"
    r"|(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]?|(?P<alone>[0-9]{1,2})[日号])"
    r"(?:(?P<on>以来|至今|到现在|到今天|开始|起|之后|以后)|(?P<before>之前|以前|"
    r"前(?![0-9一二三四五六七八九十])))?"
)


def days(said: str, today: date) -> Iterator[tuple[int, int, tuple[date, date]]]:
    """今天, 昨天到现在, 这周, 国庆节前: the first and the last day."""
    for match in _DAY.finditer(said):
        first, last = _window(match, today)
        if match["since"] or match["on"]:
            last = today
        if match["before"]:
            first, last = LONG_AGO, first - timedelta(days=1)
        yield *match.span(), (first, last)
    yield from _edges(said, today)
    for match in _NIGHT.finditer(said):
        yield *match.span(), (today - timedelta(days=1), today)
    yield from _feasts(said, today)


_EDGE: Final = re.compile(
    r"(?P<name>上个?月|(?:这个|本|当)月|上周|上个星期|(?:这|本)周|[0-9]{1,2}月份?|十[一二]?月份?|[一二三四五六七八九]月份?)"
    r"(?:的|里)?(?:(?P<last>最后一天|最末一天|末尾那天)|(?:第一天|头一天|首日))"
)
_NIGHT: Final = re.compile(
    r"(?:从)?昨(?:天)?(?:晚上?|夜里?|儿?晚)(?:上)?(?:到|至|-|~)"
    r"(?:今(?:天)?(?:早上?|晨|上午|一早|一大早)|(?P<now>现在|目前|这会儿|刚才))"
)


def _edges(said: str, today: date) -> Iterator[tuple[int, int, tuple[date, date]]]:
    """上个月最后一天, 9月的第一天."""
    for match in _EDGE.finditer(said):
        first, last = _around(match["name"], today)
        day = last if match["last"] else first
        yield *match.span(), (day, day)


def _around(name: str, today: date) -> tuple[date, date]:
    bare = name.removesuffix("份").removesuffix("月")
    if (number := figure(bare)) is not None:
        return _whole_month(int(number), today)
    called = {"上": "上个月", "上个": "上个月", "这个": "这个月", "本": "本月", "当": "本月"}
    return _named_days(called.get(bare, name), today)


def part_named(said: str) -> tuple[int, int] | None:
    """The hours of a day that its name says: 昨晚, 今早; 昨晚到今早 ends on the next day."""
    if match := _NIGHT.fullmatch(said):
        return (_EVENING, 2 * _DAY_HOURS if match["now"] else _DAY_HOURS + _NOON)
    if said.startswith(("昨晚", "昨夜")) and said in ("昨晚", "昨夜"):
        return (_EVENING, _DAY_HOURS)
    return (0, _NOON) if said in ("今早", "今晨") else None


_EVENING: Final = 18
_NOON: Final = 12
_DAY_HOURS: Final = 24


LONG_AGO: Final = date(2000, 1, 1)
"""之前 begins before there was any quarter."""


def _window(match: re.Match[str], today: date) -> tuple[date, date]:
    if match["month"]:
        try:
            day = date(today.year, int(match["month"]), int(match["day"]))
        except ValueError:
            return today, today
        day = day if day <= today else day.replace(year=day.year - 1)
        return day, day
    if match["whole"]:
        first, last = _whole_month(int(figure(match["whole"]) or 0), today)
        return _ten_days(first, last, match["ten"])
    if match["alone"]:
        return _latest(int(match["alone"]), today)
    if match["weekday"]:
        return _weekday(match, today)
    if match["n"]:
        count = 3 if match["n"] == "几" else int(figure(match["n"]) or 1)
        days = {"天": 1, "周": 7, "个星期": 7, "个月": 30}[match["unit"]]
        return today - timedelta(days=count * days - 1), today
    return _named_days(match["name"], today)


def _whole_month(number: int, today: date) -> tuple[date, date]:
    """10月份: the latest month of that number."""
    if not 1 <= number <= _DECEMBER:
        return today, today
    first = date(today.year - (number > today.month), number, 1)
    last = (first + timedelta(days=_MONTH)).replace(day=1) - timedelta(days=1)
    return first, min(last, today)


def _ten_days(first: date, last: date, part: str | None) -> tuple[date, date]:
    """十月下旬: the third part of a month."""
    if part == "上":
        return first, min(last, first.replace(day=10))
    if part == "中":
        return first.replace(day=11), max(first.replace(day=11), min(last, first.replace(day=20)))
    return (
        (max(first.replace(day=21), first), max(last, first.replace(day=21)))
        if part
        else (first, last)
    )


_DECEMBER: Final = 12
_MONTH: Final = 32
"""Days that reach into the next month from any first day."""


def _latest(number: int, today: date) -> tuple[date, date]:
    """20号: the latest day of that number."""
    behind = (today - timedelta(days=one) for one in range(_TWO_MONTHS))
    day = next((one for one in behind if one.day == number), today)
    return day, day


_TWO_MONTHS: Final = 62


def _weekday(match: re.Match[str], today: date) -> tuple[date, date]:
    """上周五, 这周一; 周五 alone is the latest one."""
    number = "一二三四五六日".index("日" if match["weekday"] == "天" else match["weekday"])
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=number - (7 if match["which"] == "上" else 0))
    if not match["which"] and day > today:
        day -= timedelta(days=7)
    return day, day


def _named_days(name: str, today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    one = {
        "今天": 0, "今日": 0, "今早": 0, "今晨": 0, "昨天": 1, "昨日": 1, "昨晚": 1, "前天": 2,
        "大前天": 3,
    }  # fmt: skip
    if name in one:
        day = today - timedelta(days=one[name])
        return day, day
    if name in ("这周", "本周", "这个星期"):
        return monday, today
    if name in ("周末", "星期末", "上周末"):
        saturday = monday - timedelta(days=2)
        return saturday, saturday + timedelta(days=1)
    if name in ("上周", "上个星期"):
        return monday - timedelta(days=7), monday - timedelta(days=1)
    return (first, today) if name in ("这个月", "本月", "当月") else (before, first - timedelta(1))


_FEAST: Final = re.compile(
    r"(?P<name>元旦|春节|过年|大年|除夕|清明|五一|劳动节|端午|中秋|十一(?=长?假|节|[前后])|国庆)(?:节|小?长?假期?)*"
    r"(?:(?P<on>以后|之后|过后|后)|(?P<before>之前|以前|前)|期间|当天)"
)
_CALLED: Final = {
    "过年": "春节", "大年": "春节", "除夕": "春节", "五一": "劳动节", "十一": "国庆节",
}  # fmt: skip


def _feasts(said: str, today: date) -> Iterator[tuple[int, int, tuple[date, date]]]:
    """国庆节前, 春节后: up to the day before the days off, or from the day behind them."""
    for match in _FEAST.finditer(said):
        name = _CALLED.get(match["name"], match["name"])
        first, last = _feast(name, today, ahead=not match["on"])
        if match["on"]:
            yield *match.span(), (last + timedelta(days=1), max(today, last + timedelta(days=1)))
        elif match["before"]:
            yield *match.span(), (LONG_AGO, first - timedelta(days=1))
        else:
            yield *match.span(), (first, last)


def _feast(name: str, today: date, *, ahead: bool) -> tuple[date, date]:
    """The days off of the feast that is nearest; of the past ones where ``ahead`` is not meant."""
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        off = [day for day, said in statutory_days(year).items() if _is_of(said, name)]
        if off and (ahead or max(off) < today):
            near.append((min(off), max(off)))
    return min(near, key=lambda one: abs(one[0] - today))


def _is_of(said: str, name: str) -> bool:
    return said.startswith(name) or (name == "春节" and said == "除夕")
