"""The State Council's notice of a year's holidays, read: 关于2027年部分节假日安排的通知.

Pure: a text comes in as it is published, days off and moved working days come out, with every
reason why the text cannot be so. Not here: what follows from it, and how it is said in a picture.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.speech.workdays import Announced, statutory_days

FEASTS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_TITLE = re.compile(r"关于(?:调整)?(20\d\d)年.{0,12}?(?:节假日|假期|放假)")
_YEAR = re.compile(r"(20\d\d)年")
_DAY = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?P<beside>\([^()]*\))?"
)
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_TO = re.compile(r"\s*(?:至|到|-|—|~|－)\s*")
_IN_ALL = re.compile(r"(?:共|放假)(\d{1,2})天")
_LONGEST = timedelta(days=15)


@dataclass
class Notice:
    """What a notice says; ``faults``: sentences why it cannot be taken as it stands."""

    year: int
    off: dict[date, str] = field(default_factory=dict)
    on: dict[date, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Feasts that the notice says nothing of."""
        named = set(self.off.values())
        return [one for one in FEASTS if not any(one in said for said in named)]

    @property
    def left_out(self) -> dict[date, str]:
        """Days that the regulation gives off, of feasts that are named, and the notice does not."""
        named = "".join(self.off.values())
        return {
            day: name
            for day, name in statutory_days(self.year).items()
            if day not in self.off and day.weekday() < 5 and _feast_of(name) in named
        }

    def announced(self, before: Announced | None = None) -> Announced:
        """The days; over those known before, where this notice names some feasts only."""
        off, on = frozenset(self.off), frozenset(self.on)
        if before is None or not self.missing:
            return Announced(self.year, off, on)
        return Announced(self.year, (before.off - on) | off, (before.on - off) | on)


def _feast_of(name: str) -> str:
    return "春节" if name.startswith(("除夕", "春节")) else name


def looks_like_notice(text: str) -> bool:
    """Whether a text is such a notice rather than a sentence about a day off."""
    said = _plain(text)
    days = len(_DAY.findall(said))
    arranges = re.search(r"节假日安排|20\d\d年\w{0,6}放假(?:调休)?安排", said) is not None
    titled = _TITLE.search(said) is not None or (arranges and days > 0)
    arranged = "放假" in said and re.search(r"调休|上班|连休", said) is not None
    feasts = sum(one in said for one in FEASTS)
    return (titled and "放假" in said and days > 0) or (arranged and feasts > 1 and days > 2)


def read(text: str) -> Notice | None:
    """The notice that a text is; None: it does not say of which year."""
    said = _plain(text)
    titled = _TITLE.search(said) or _YEAR.search(said)
    if titled is None:
        return None
    notice = Notice(int(titled[1]))
    for sentence in re.split(r"[。\n]", said):
        _read_sentence(notice, sentence)
    if not notice.off and not notice.faults:
        notice.faults.append("没有读到放假的日子，请把通知的正文整段粘贴过来")
    both = sorted(set(notice.off) & set(notice.on))
    notice.faults += [f"{_say(day)}一处写放假，一处写上班" for day in both]
    odd = [day for day in sorted(notice.on) if day.weekday() < 5]
    notice.faults += [f"{_say(day)}是周{_name(day)}，写成了调休上班，请核对年份" for day in odd]
    return notice


def _plain(text: str) -> str:
    said = unicodedata.normalize("NFKC", text)
    return re.sub(r"[^\S\n]+", "", said).replace("〔", "(").replace("〕", ")")


def _read_sentence(notice: Notice, sentence: str) -> None:
    """One sentence: ``元旦:1月1日至3日放假调休,共3天``; what encourages arranges nothing."""
    first = _DAY.search(sentence)
    head = sentence[: first.start()] if first else ""
    feast = "、".join(one for one in FEASTS if one in head)
    feast = feast or next(reversed(notice.off.values()), "")
    waiting: list[date] = []
    last: list[date] = []
    for clause in re.split(r"[,;]", sentence):
        if "鼓励" in clause:
            return
        if _DAY.search(clause):
            waiting += _days(notice, clause)
        if "放假" in clause:
            notice.off |= dict.fromkeys(waiting, feast)
            waiting, last = [], waiting
        elif "上班" in clause and "起" not in clause:
            notice.on |= dict.fromkeys(waiting, feast)
            waiting = []
        if (count := _IN_ALL.search(clause)) and last and int(count[1]) != len(last):
            whole = f"{_say(last[0])}至{_say(last[-1])}"
            notice.faults.append(f"{feast}写“共{count[1]}天”，{whole}却是 {len(last)} 天")
    if waiting and re.search(r"[假休班]", sentence):
        days = "、".join(map(_say, waiting))
        notice.faults.append(f"没有看懂 {days} 是放假还是上班")


def _days(notice: Notice, clause: str) -> list[date]:
    """The days of a clause, ranges filled in."""
    found: list[date] = []
    end = 0
    for match in _DAY.finditer(clause):
        day = _day(notice, match, found[-1] if found else None)
        if day is None:
            continue
        if found and _TO.fullmatch(clause[end : match.start()]):
            if not timedelta() < day - found[-1] <= _LONGEST:
                notice.faults.append(f"{_say(found[-1])}至{_say(day)}不像一段假期，请核对")
            else:
                span = (day - found[-1]).days
                found += [found[-1] + timedelta(days=n) for n in range(1, span + 1)]
        else:
            found.append(day)
        end = match.end()
    return found


def _day(notice: Notice, match: re.Match[str], before: date | None) -> date | None:
    """A day; without its year it is the notice's, without its month that of the day before it."""
    year = int(match["year"] or (before.year if before else notice.year))
    month = int(match["month"] or (before.month if before else 0))
    try:
        day = date(year, month, int(match["day"]))
    except ValueError:
        notice.faults.append(f"没有“{match[0]}”这一天")
        return None
    said = _WEEKDAY.search(match["beside"] or "")
    if said and said[1].replace("天", "日") != _name(day):
        notice.faults.append(
            f"通知写{day.month}月{day.day}日是周{said[1]}，{day.year}年这一天是周{_name(day)}，请核对年份"
        )
    return day


def _say(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _name(day: date) -> str:
    return "一二三四五六日"[day.weekday()]
