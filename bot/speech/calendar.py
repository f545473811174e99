"""Quarters and days as people write them, and days and moments as people read them.

Here lives reading and saying only; today comes in by the door and all days are days in China.
Working days, holidays, extensions and what is due when do not live here.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from bot.speech import periodic
from bot.speech.numbers import figure, plain
from bot.speech.spans import RELATIVE_YEARS, YEAR, nearest, spans_in, year_of
from scoring.periods import KINDS, beside, kind_of, name

CHINA: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept one offset without summer time since 1991, so no time-zone database is needed."""
_EARLIEST: Final = 2000
_LATEST: Final = 2099
_STILL_RECENT: Final = 60
"""Days: a date without a year that lies this little behind is meant as past, else as next year."""

Quarter = tuple[int, int]
"""Year and number, such as (2026, 4)."""


class DayFault(ValueError):
    """A text that is no day; ``sentence`` says in Chinese what to write instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def in_form(self, said: str) -> str:
        """What a form says that waits for a day, before it asks once more: no word of how to write
        one, for the form says that itself.
        """
        if not self.sentence.startswith(_UNREAD):
            return self.sentence.removesuffix(_HOW)
        short = said.strip()
        return f"“{short}”不是日期。" if 0 < len(short) <= _SHORT else "这句话不是日期。"


@dataclass(frozen=True, slots=True)
class QuarterMention:
    """A quarter named inside a sentence: what it is, and the places ``start`` to ``end``."""

    quarter: Quarter
    start: int
    end: int


_SPOKEN: Final = re.compile(
    rf"(?:{YEAR})?(?:第?(?P<number>[1-4一二三四])(?:(?<=第.)个)?季(?:度|(?![一-鿿])|(?=的?(?:排名|名次"
    r"|得分|分数|成绩|进度|结果|情况|谁|总结|简报|县直|乡镇|街道|前|后|倒)))"
    r"|(?<![A-Za-z])[Qq](?P<letter>[1-4])(?![0-9A-Za-z]))"
)
_LETTER_FIRST: Final = re.compile(
    r"(?<![A-Za-z])[Qq](?P<letter>[1-4])[ \-/]*(?P<year>20[0-9]{2})(?![0-9])"
)
_BESIDE: Final = re.compile(
    r"(?P<which>上上|上|前|本|这|当前|目前|现在|下)一?个?季(?:度|(?![一-鿿]))"
)
_STEPS: Final = {"上上": -2, "上": -1, "前": -1, "下": 1}


def quarter_of(day: date) -> Quarter:
    """The office's period in which a day lies."""
    return periodic.of_day(day)


def quarter(
    text: str, today: date, known: Iterable[Quarter] = (), *, ahead: bool = False
) -> Quarter | None:
    """The quarter that is all of ``text``: 一季度, Q1, 2026年第1季度, 26年Q1, 上季度, 去年四季度.

    A quarter without a year is the newest of ``known`` with that number, else the last one that
    has begun; with ``ahead`` (开期) the one running or next to come. None when it is no quarter.
    """
    said = plain(text).strip(" \t\r\n。.,!?")
    found = find_quarter(said, today, known, ahead=ahead)
    if found is None or (found.start, found.end) != (0, len(said)):
        return None
    return found.quarter


def find_quarter(
    sentence: str, today: date, known: Iterable[Quarter] = (), *, ahead: bool = False
) -> QuarterMention | None:
    """The first quarter named inside a sentence, read as ``quarter`` reads it."""
    said, every = plain(sentence), tuple(known)
    kinds = dict.fromkeys((periodic.kind(), *(kind_of(one[1]) for one in every), "quarter"))
    found = [*_quarters_in(said, today, every, ahead=ahead)]
    for kind in kinds:
        found += spans_in(said, kind, today, every, ahead=ahead)
    if not found:
        return None
    read, start, end = min(found, key=lambda one: (one[1], -one[2]))
    return QuarterMention(read, start, end) if _EARLIEST <= read[0] <= _LATEST else None


def find_of_any_kind(sentence: str, today: date) -> QuarterMention | None:
    """A period to be opened, also of a kind that the office does not have (yet)."""
    for kind in (periodic.kind(), *KINDS):
        with periodic.within(periodic.Rhythm(kind)):
            if found := find_quarter(sentence, today, ahead=True):
                return found
    return None


def _quarters_in(
    said: str, today: date, known: tuple[Quarter, ...], *, ahead: bool
) -> Iterator[tuple[Quarter, int, int]]:
    for pattern in (_LETTER_FIRST, _SPOKEN, _BESIDE):
        match = pattern.search(said)
        if match is None:
            continue
        named = match.groupdict()
        if which := named.get("which"):
            # 上季度 is the last period of the office, of whatever kind: so our own words say it.
            yield beside(periodic.of_day(today), _STEPS.get(which, 0)), *match.span()
            continue
        number = int(figure(named.get("number") or named.get("letter") or "") or 0)
        year = named.get("year")
        read = (
            (year_of(year, today), number) if year else nearest(number, today, known, ahead=ahead)
        )
        yield read, *match.span()


def read_year(text: str, today: date) -> int | None:
    """2025, 2025年, 25年, 今年, 去年; None where it is none of these, or no year of ours."""
    said = plain(text).strip().removesuffix("年")
    if f"{said}年" in RELATIVE_YEARS or said in RELATIVE_YEARS:
        return year_of(said if said in RELATIVE_YEARS else f"{said}年", today)
    if not re.fullmatch(r"20[0-9]{2}|[0-9]{2}", said):
        return None
    return year_of(said, today)


_NUMERAL: Final = r"[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3}"
_FULL: Final = re.compile(
    r"(?P<y>20[0-9]{2}|[0-9]{2}(?=年))[-/.年 ](?P<m>[0-9]{1,2})[-/.月 ](?P<d>[0-9]{1,2})[日号]?"
)
_TOGETHER: Final = re.compile(r"(?P<y>20[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_MONTH_DAY: Final = re.compile(
    rf"(?:(?P<y>今年|本年|明年|去年|[二][零〇][零〇一二三四五六七八九]{{2}}年))?"
    rf"(?:(?P<m>{_NUMERAL})月(?P<d>{_NUMERAL})[日号]?|(?P<m2>[0-9]{{1,2}})[-/.](?P<d2>[0-9]{{1,2}}))"
)
_DAY_ONLY: Final = re.compile(rf"(?P<month>本月|这个月|当月|下个?月)?(?P<d>{_NUMERAL})[日号]")
_WEEKDAY: Final = re.compile(
    r"(?P<which>下下|下|本|这|上)?个?(?:周|星期|礼拜)(?P<d>[一二三四五六日天末1-7])"
)
_DAYS_ON: Final = re.compile(
    r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>天|日|周|个?星期)(?:之)?后"
)
_NEAR: Final = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0}
_NEAR_AHEAD: Final = {"明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_UNREAD: Final = "没有看懂"
_SHORT: Final = 20
_HOW: Final = "请写成 12月31日 或 2026-12-31 这样。"


_SMALL_WORDS: Final = re.compile(
    r"^(?:(?:那就|那|就|嗯+|好的?|延期?|推迟?|改|定)(?:到|成|为|在)?|到)[,，\s]*(?=[0-9一二三十本下明后这今大周星礼月年])"
    r"|(?:[,，\s]*(?:吧|就行|就好|好了|谢谢|之?前吧|那天|下班(?:之?前|时候?|的时候)?))+$"
)
"""那就1月10日吧, 到周五下班: what people put around a day."""
_RATHER: Final = re.compile(r"(?:不对[,，\s]*)?不是[^,，是]{2,12}[,，\s]*(?:而|应该)?是(?=.{2})")
"""不是1月8日，是1月10日: the second is meant."""


def day(text: str, today: date) -> date:
    """A day: 2026-12-31, 12月31日, 12.31, 31号, 明天, 下周五, 月底. Raises DayFault.

    Without a year the date to come is meant, unless it lies less than two months behind: then the
    past one is returned, so that the page can say that it is over instead of waiting a year.
    """
    said = _RATHER.sub("", plain(text).strip(" \t\r\n。,!?"), count=1)
    said = re.sub(r"(?:之前|以前|截止|为止|前)$", "", said)
    said = _SMALL_WORDS.sub("", said)
    said = re.sub(r"\s*([年月日号])\s*", r"\1", said)
    said = re.sub(r"[(][周星期一二三四五六日天]+[)]$", "", said)
    if not said:
        raise DayFault("没有收到日期。" + _HOW)
    if len(said) > 20:
        raise DayFault("没有看懂这个日期。" + _HOW)
    near = _NEAR.get(said, _NEAR_AHEAD.get(said))
    if near is not None:
        return today + timedelta(days=near)
    found = _end_of(said, today) or _weekday(said, today) or _days_on(said, today)
    return found or _calendar_day(said, today)


def _end_of(said: str, today: date) -> date | None:
    """The last day of a month, a quarter or a year."""
    if said in {"年底", "今年年底", "本年底", "年末"}:
        return date(today.year, 12, 31)
    if said in {"季度末", "本季度末", "季末", "本季度底", "季度底"}:
        return _last(today.year, (today.month + 2) // 3 * 3)
    if said in {"月底", "本月底", "月末", "本月末", "这个月底"}:
        return _last(today.year, today.month)
    if said in {"下月底", "下个月底", "下月末", "下个月末"}:
        return _last(*_month_on(today, 1))
    match = re.fullmatch(rf"(?P<m>{_NUMERAL})月[底末]", said)
    month = _small(match["m"]) if match else 0
    if not match:
        return None
    if not 1 <= month <= 12:
        raise DayFault(f"没有 {month} 月。" + _HOW)
    return _last(today.year if month >= today.month else today.year + 1, month)


def _weekday(said: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(said)
    if match is None:
        return None
    names = "一二三四五六日"
    sign = match["d"].replace("天", "日").replace("末", "六")
    wanted = names.index(sign) if sign in names else int(sign) - 1
    monday = today - timedelta(days=today.weekday())
    weeks = {"下": 1, "下下": 2, "上": -1}.get(match["which"] or "", 0)
    found = monday + timedelta(days=wanted, weeks=weeks)
    if match["which"] is None and found < today:
        return found + timedelta(weeks=1)  # a bare 周五 is the one to come
    return found


def _days_on(said: str, today: date) -> date | None:
    match = _DAYS_ON.fullmatch(said)
    if match is None:
        return None
    length = 7 if match["unit"] in {"周", "星期", "个星期"} else 1
    return today + timedelta(days=_small(match["n"]) * length)


def _calendar_day(said: str, today: date) -> date:
    if match := _FULL.fullmatch(said) or _TOGETHER.fullmatch(said):
        return _date(year_of(match["y"], today), int(match["m"]), int(match["d"]))
    if match := _MONTH_DAY.fullmatch(said):
        month, number = _small(match["m"] or match["m2"]), _small(match["d"] or match["d2"])
        if match["y"]:
            return _date(
                year_of(
                    match["y"].removesuffix("年") if match["y"][0] == "二" else match["y"], today
                ),
                month,
                number,
            )
        return _nearest_year(month, number, today)
    if match := _DAY_ONLY.fullmatch(said):
        return _day_of_month(match["month"], _small(match["d"]), today)
    raise DayFault(f"没有看懂日期“{said}”。" + _HOW)


def _nearest_year(month: int, number: int, today: date) -> date:
    """This year's date, or next year's when this year's is long past."""
    if (month, number) == (2, 29) and not calendar.isleap(today.year):
        return _date(today.year if today.month <= 2 else today.year + 1, month, number)
    found = _date(today.year, month, number)
    if (today - found).days > _STILL_RECENT:
        return _date(today.year + 1, month, number)
    if (found - today).days > 365 - _STILL_RECENT:
        return _date(today.year - 1, month, number)  # 12月30日, said on 3 January
    return found


def _day_of_month(month: str | None, number: int, today: date) -> date:
    """31号 is this month's, or the next month's that has such a day when this one is over."""
    if month is not None:
        year, wanted = _month_on(today, 1) if month.startswith("下") else (today.year, today.month)
        return _date(year, wanted, number)
    if not 1 <= number <= 31:
        raise DayFault(f"没有 {number} 号。" + _HOW)
    for steps in range(3):
        year, wanted = _month_on(today, steps)
        if number <= calendar.monthrange(year, wanted)[1]:
            found = date(year, wanted, number)
            if found >= today:
                return found
    raise DayFault("没有看懂这个日期。" + _HOW)


def _month_on(today: date, steps: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + steps
    return index // 12, index % 12 + 1


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _small(text: str) -> int:
    """A day, month or distance; 0, which no date has, when the numerals make no number."""
    return int(figure(text) or 0)


def _date(year: int, month: int, number: int) -> date:
    if not _EARLIEST <= year <= _LATEST:
        raise DayFault(f"年份 {year} 不对。" + _HOW)
    if not 1 <= month <= 12:
        raise DayFault(f"没有 {month} 月。" + _HOW)
    if not 1 <= number <= calendar.monthrange(year, month)[1]:
        raise DayFault(f"{year}年{month}月没有 {number} 日。" + _HOW)
    return date(year, month, number)


def say_quarter(spoken: Quarter) -> str:
    """2026年第四季度; of another kind as it is called."""
    ordinal = kind_of(spoken[1]) == "quarter"
    return f"{spoken[0]}年第{'零一二三四'[spoken[1]]}季度" if ordinal else name(*spoken)


def say_day(spoken: date, today: date | None = None) -> str:
    """12月31日; with the year when it is not today's, or when today is not given."""
    year = "" if today is not None and today.year == spoken.year else f"{spoken.year}年"
    return f"{year}{spoken.month}月{spoken.day}日"


def say_moment(moment: datetime, now: datetime | None = None) -> str:
    """11月23日 15:20 in China; with the year when it is not now's, or when now is not given.

    Raises ValueError for a moment without a time zone: nobody could say which hour it is.
    """
    local = in_china(moment)
    return f"{say_day(local.date(), in_china(now).date() if now else None)} {local:%H:%M}"


def days_left(deadline: date | datetime, now: datetime) -> str:
    """还有 3 天, 今天截止, 已过截止 2 天: counted in days of China, not in spans of 24 hours.

    A deadline with a time that has passed earlier today is 今天已截止.
    """
    is_moment = isinstance(deadline, datetime)
    last = in_china(deadline).date() if isinstance(deadline, datetime) else deadline
    left = (last - in_china(now).date()).days
    if left > 0:
        return f"还有 {left} 天"
    if left < 0:
        return f"已过截止 {-left} 天"
    return "今天已截止" if is_moment and deadline < now else "今天截止"


def in_china(moment: datetime) -> datetime:
    """The same moment on a clock in China; ValueError when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(CHINA)
