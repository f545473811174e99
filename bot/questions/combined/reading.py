"""A sentence as a row of words and names, each of a known kind; None where a sign is left over.

Longest first at every place. Names come before words: 教育局, 三.4 or 信用+应用, 上季度. A
stretch of two to four signs that is nothing else may be a person's name; only a rule that wants
a person takes it. What the words mean together is in ``rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from bot.questions.combined.lexicon import WORDS, spoken_plainly
from bot.questions.sentence import find_row
from bot.speech import periodic
from bot.speech.calendar import Quarter, find_quarter
from bot.speech.names import Roster
from bot.speech.numbers import figure, plain
from bot.speech.people_names import is_name
from scoring.periods import numbers, within

MOST: Final = 60
"""Signs of a question; a longer text is something to keep."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a name: its kind, what was written, and what it names."""

    kind: str
    said: str
    value: object = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class RowName:
    """A way to name a row by words, and its id in each table that has it."""

    said: str
    rows: tuple[tuple[str, str], ...]
    """(table, row)."""


@dataclass(frozen=True)
class Known:
    """What can be named: units, quarters, rows by name; and the day it is."""

    roster: Roster
    today: date
    quarters: tuple[Quarter, ...] = ()
    rows: tuple[RowName, ...] = ()
    by_start: dict[str, list[RowName]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Row names by their first two signs, the longest first."""
        for one in sorted(self.rows, key=lambda row: -len(row.said)):
            self.by_start.setdefault(one.said[:2], []).append(one)


def read(text: str, known: Known) -> list[Word] | None:
    """The words of a sentence; None where something of it is no word and no name."""
    words = pieces(text, known)
    return _without_stop(words) if words else None


def pieces(text: str, known: Known) -> list[Word]:
    """Every word and what is between them, stray; nothing of an empty or an endless text."""
    said = _PARTICLES.sub("", spoken_plainly(plain(text).strip()))
    if not said or len(said) > MOST:
        return []
    names = {start: (end, word) for start, end, word in _names(said, known)}
    words: list[Word] = []
    place, stray = 0, ""
    while place < len(said):
        end, word = _longest(said, place, names, known)
        if word is None:
            stray += said[place]
            place += 1
            continue
        if stray:
            words.append(Word("stray", stray))
            stray = ""
        words.append(word)
        place = end
    if stray:
        words.append(Word("stray", stray))
    return words


_PARTICLES: Final = re.compile(r"(?<=.)(?:来着|[呀啊哦哈嘛?!。~])+$")
"""What ends a sentence and says nothing."""
_SIGNS: Final = re.compile(r"[\s。.!?~…“”\"'()《》:]+")


def _longest(
    said: str, place: int, names: dict[int, tuple[int, Word]], known: Known
) -> tuple[int, Word | None]:
    if signs := _SIGNS.match(said, place):
        return signs.end(), Word("stop", signs[0])
    end, found = names.get(place, (place, None))
    for row in known.by_start.get(said[place : place + 2].lower(), ()):
        if place + len(row.said) > end and said.lower().startswith(row.said, place):
            end, found = place + len(row.said), Word("rowname", row.said, row.rows)
    for kind, pattern in WORDS:
        match = pattern.match(said, place)
        if match and match.end() > end:
            found, end = Word(kind, match[0], n=_number(match)), match.end()
    return end, found


def _number(match: re.Match[str]) -> int:
    named = match.groupdict()
    said = named.get("n") or named.get("n2") or named.get("n3")
    return int(figure(said) or 0) if said else 0


def _without_stop(words: list[Word]) -> list[Word] | None:
    """Small words go; a stray stretch that cannot be a person's name ends it."""
    kept = [one for one in words if one.kind != "stop"]
    stray = [one for one in kept if one.kind == "stray"]
    if len(stray) > 1 or (stray and not is_name(stray[0].said)):
        return None
    return [Word("person", one.said) if one.kind == "stray" else one for one in kept]


# -- names -------------------------------------------------------------------------------------


def _names(said: str, known: Known) -> Iterator[tuple[int, int, Word]]:
    """Units, tables, rows, quarters and days, with their places."""
    for mention in known.roster.find_in(said):
        found = mention.found
        meant = (found.unit,) if found.unit else found.candidates
        yield mention.start, mention.end, Word("unit", said[mention.start : mention.end], meant)
    yield from _groups(said, known.roster)
    place = 0
    while match := find_row(said[place:]):
        start, end = place + match.start, place + match.end
        yield start, end, Word("row", said[start:end], match.row)
        place = end
    yield from _quarters(said, known)
    yield from _days(said, known.today)


_GROUPS: Final = (
    (re.compile(

            r"县直(?:各?单位|部门|机关)?|部门(?=(?:跟|和|与|比)(?:乡|镇|街))|"
            r"(?<=[跟和与比])部门|(?<![哪个些么])部门(?=[里中内前后谁哪分最排]|得分|平均|有|"
            r"还|没|第|倒数)|(?:委办)?局委?(?=$|的|里|谁|有|没|都|和|,)|局委|"
        r"直属单位|(?<=[的个些])局"), "县直"),
    (re.compile(
        r"(?:各)?乡镇(?:[(、和及]*街道[)]*|办)?|镇街|街道(?!办)|乡镇办|乡里(?!面)|"
        r"(?<=[哪些几个的])[镇乡](?![镇乡])"), "乡镇"),
)  # fmt: skip


def _groups(said: str, roster: Roster) -> Iterator[tuple[int, int, Word]]:
    for pattern, sign in _GROUPS:
        table = next((group for group in roster.groups if sign in group), "")
        for match in pattern.finditer(said) if table else ():
            yield match.start(), match.end(), Word("group", match[0], table)
    for table in roster.groups:
        if table and (place := said.find(table)) >= 0:
            yield place, place + len(table), Word("group", table, table)


_SPAN: Final = re.compile(
    r"(?P<year>今年|这一年|本年度?|去年|上年|前年|"
    r"20[0-9]{2}年?)(?:度)?前(?P<first>[两二三])个?季度?"
    r"|(?P<year2>今年|这一年|本年度?|去年|上年|前年|20[0-9]{2}年?)(?:度)?(?:全年度?|一年|整年|"
    r"一整年)?(?:的)?"
    r"(?:(?P<half>[上下])半年|(?P<every>每个?季度?|各个?季度|四个?季度|逐季度?))?"
    r"|(?:今年|本年)?(?P<half2>[上下])半年|(?P<whole>全年|一年来)"
)
_RECENT: Final = re.compile(
    r"(?:最?近|过去|前|这|最后|头)(?P<n>[0-9]|[一二两三四五六七八九]|几)个?季度?"
    r"|(?P<n2>[0-9]|[两三四五六七八])个季度(?:以?来)?|(?P<all>历次|历季|历史|"
    r"各个?季度|每个?季度|逐季度?|往期|历年|以往)"
)
_SAME: Final = re.compile(r"去年同期|上年同期|同期|去年(?:的)?(?:这个|同一|本)季度?")


def _quarters(said: str, known: Known) -> Iterator[tuple[int, int, Word]]:
    now = max(known.quarters, default=None) or periodic.of_day(known.today)
    taken: list[tuple[int, int]] = []
    for match in _SAME.finditer(said):
        taken.append(match.span())
        yield *match.span(), Word("quarter", match[0], (now[0] - 1, now[1]))
    for match in _SPAN.finditer(said):
        rest = find_quarter(said[match.start() :], known.today, known.quarters)
        whole = (
            match["first"] or match["half"] or match["half2"] or match["every"] or match["whole"]
        )
        if rest and rest.start == 0 and not whole:
            continue  # 去年四季度 is one quarter
        if _free(match, taken):
            taken.append(match.span())
            yield *match.span(), Word("span", match[0], _span(match, known.today))
    for match in _RECENT.finditer(said):
        if _free(match, taken) and not _RUNNING.search(said[: match.start()]):
            taken.append(match.span())
            number = match["n"] or match["n2"]
            count = 0 if number in (None, "几") else int(figure(str(number)) or 0)
            kind = "running" if count and _EACH.match(said, match.end()) else "recent"
            yield *match.span(), Word(kind, match[0], n=count or ALL_RECENT)
    single = list(_single(said, known, taken))
    yield from single
    if single or taken:  # 上季度不合格的这次交了没: beside another one, the quarter that runs
        for match in _THIS.finditer(said):
            yield *match.span(), Word("quarter", match[0], now)


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
    year = int(named[:4]) if named[:4].isdigit() else today.year + steps
    half = match["half"] or match["half2"]
    if match["first"]:
        every = numbers(periodic.kind())[: 3 if match["first"] == "三" else 2]
    else:
        every = within(numbers(periodic.kind()), half or "")
    return tuple((year, number) for number in every)


def _single(
    said: str, known: Known, taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int, Word]]:
    """Every quarter that is named by itself."""
    place = 0
    while found := find_quarter(said[place:], known.today, known.quarters):
        start, end = place + found.start, place + found.end
        place = end
        if all(end <= a or start >= b for a, b in taken) and not _RUNNING.search(said[:start]):
            yield start, end, Word("quarter", said[start:end], found.quarter)


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


def _days(said: str, today: date) -> Iterator[tuple[int, int, Word]]:
    """今天, 昨天到现在, 这周: the first and the last day."""
    for match in _DAY.finditer(said):
        first, last = _window(match, today)
        if match["since"] or match["on"]:
            last = today
        if match["before"]:
            first, last = LONG_AGO, first - timedelta(days=1)
        yield *match.span(), Word("days", match[0], (first, last))


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


def row_names(tables: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> tuple[RowName, ...]:
    """Ways to name rows: whole names and stretches of at least four signs that fit one row only.

    ``tables``: each table with the id and name of its rows; a name that several rows of a table
    bear names the section's first sign for none of them.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for table, rows in tables:
        for row, name in rows:
            for said in _stretches(name):
                found.setdefault(said, {}).setdefault(table, set()).add(row)
    return tuple(
        RowName(said, tuple((table, *ids) for table, ids in every.items()))  # type: ignore[misc] # one id each, as is asked below
        for said, every in found.items()
        if all(len(ids) == 1 for ids in every.values())
    )


_JOINTS: Final = re.compile(r"[“”\"'()（）\s]")
_COMMON: Final = re.compile(
    r"(?:.*(?:情况|工作|单位|材料|总结|简报|报送|上报|考核).*)|^[的及和、与].*|.*[的及和、与]$"
)


def _stretches(name: str) -> set[str]:
    bare = _JOINTS.sub("", plain(name)).lower()
    every = _parts(bare) | _parts(bare.replace("+", ""))
    head = {bare[: bare.index("+") + 1]} if bare.find("+") > 1 else set()  # 信用+
    return every | head | {bare}


def _parts(bare: str) -> set[str]:
    return {
        bare[a:b]
        for a in range(len(bare))
        for b in range(a + _SHORTEST, len(bare) + 1)
        if not _COMMON.fullmatch(bare[a:b])
    }


_SHORTEST: Final = 3
