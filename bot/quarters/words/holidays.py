"""Sentences of a year's holidays: the notice read, what moves with it, kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, File, Message, Recipe
from bot.quarters.announced import Moved
from bot.quarters.sheets.month_picture import MonthPicture
from bot.quarters.words.open import DATES
from bot.speech.calendar import say_day
from bot.speech.holidays import Notice
from bot.speech.quarters import name


def how(known: Sequence[int], announced: Sequence[int], unknown: Sequence[int]) -> Message:
    """What is known of the years, and how a notice is given."""
    lines = []
    if known:
        lines.append(f"已收录：{_years(known)}。")
    if announced:
        lines.append(f"信用办按通知记入：{_years(announced)}。")
    if unknown:
        lines.append(f"还没有：{_years(unknown)}，先按周末和往年的节日避开。")
    lines.append(
        "国务院办公厅的《关于……年部分节假日安排的通知》发布以后，把正文整段粘贴过来，"
        "核对月历后确认，截止日期和提醒就按它算。"
    )
    return Message(title="放假安排", text="\n".join(lines), buttons=((HOME,),))


def _years(years: Iterable[int]) -> str:
    return "、".join(f"{one}年" for one in years)


def no_year() -> str:
    """A notice that does not say of which year."""
    return "没有看出是哪一年的放假安排。请连同标题“关于……年部分节假日安排的通知”一起粘贴。"


def faults(notice: Notice) -> str:
    """Why the notice is not taken."""
    said = "\n".join(f"· {one}。" for one in notice.faults[:6])
    return f"{notice.year}年的通知没有记入，因为：\n{said}\n请核对原文，改好后整段再发一次。"


def ask(
    notice: Notice, moves: Sequence[Moved], days: tuple[int, int], route: str, today: date
) -> Message:
    """What was read, as a picture and in words, and what follows; nothing is kept yet.

    ``days``: how many days of the year are worked by it, and were reckoned with so far.
    """
    lines = [f"{feast}：{_of_feast(notice, feast)}" for feast in dict.fromkeys(notice.off.values())]
    if notice.missing:
        lines.append(f"⚠ 通知里没有提到{'、'.join(notice.missing)}，这些节日仍按原来的算。")
    if notice.left_out:
        left = "、".join(f"{_short(day)}（{feast}）" for day, feast in notice.left_out.items())
        lines.append(f"⚠ {left}是法定节假日，通知里却没有放假，仍按休息算，请核对。")
    lines += follows(moves, today)
    lines.append("还没有记入，请对照原文核对月历。")
    yes = Button(label="核对无误，记入", route=route)
    return Message(
        title=f"{notice.year}年放假安排，请核对",
        text="\n".join(lines),
        files=(_picture(notice, days),),
        buttons=((yes,), (Button(label="先不记", route="home"),)),
    )


def _of_feast(notice: Notice, feast: str) -> str:
    off = sorted(day for day, name in notice.off.items() if name == feast)
    on = sorted(day for day, name in notice.on.items() if name == feast)
    text = f"{_spans(off)}放假" + (f"，共 {len(off)} 天" if len(off) > 1 else "")
    if on:
        text += f"；{'、'.join(map(_short, on))}上班"
    return text


def _spans(days: Sequence[date]) -> str:
    """2月5日至12日, with the days of the week."""
    spans: list[list[date]] = []
    for day in days:
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return "、".join(
        _short(one[0]) + (f"至{_short(one[-1])}" if len(one) > 1 else "") for one in spans
    )


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def _picture(notice: Notice, days: tuple[int, int]) -> File:
    every = sorted({*notice.off, *notice.on})
    drawing = MonthPicture(
        title=f"{notice.year}年放假安排",
        note=f"红底休息，蓝底调休上班；全年工作日 {days[0]} 天，原来按 {days[1]} 天算",
        months=tuple(dict.fromkeys(f"{day:%Y-%m}" for day in every)),
        off=tuple(map(date.isoformat, sorted(notice.off))),
        on=tuple(map(date.isoformat, sorted(notice.on))),
    )
    recipe = Recipe(name="months", data=asdict(drawing))
    return File(label=f"{notice.year}年放假安排.png", recipe=recipe, picture=True)


def follows(moves: Sequence[Moved], today: date) -> list[str]:
    """What moves with the calendar, a line for each date."""
    lines = []
    for one in moves:
        quarter = name(one.quarter.year, one.quarter.number)
        lines += [
            f"{quarter}{DATES[key]}：{say_day(before, today)}改为{say_day(after, today)}"
            for key, (before, after) in one.days.items()
        ]
        if one.forms:
            lines.append(f"{quarter}有 {len(one.forms)} 个单位另有延期，一并顺延")
        if one.reminders:
            said = "、".join(f"{_short(old)}改到{_short(new)}" for old, new in one.reminders[:6])
            lines.append(f"{quarter}自动提醒：{said}")
    return [f"→ {one}。" for one in lines] or ["已定的截止日期都不用改。"]


def overtaken() -> str:
    """The button of a reading that another one replaced, or that is kept already."""
    return "这份通知已经记入，或者后来又收到了新的，请看最近的一条，或重新粘贴。"


def kept(notice: Notice, moves: Sequence[Moved], told: int, today: date) -> Message:
    """It counts from now on."""
    text = "\n".join(["截止日期、延期和提醒都按它算了。", *follows(moves, today)])
    if told:
        text += f"\n已告诉 {told} 位联络员。"
    see = Button(label="看进度", route="progress")
    return Message(title=f"{notice.year}年放假安排已记入", text=text, buttons=((see, HOME),))


def to_unit(moved: Moved, today: date) -> Message:
    """To a liaison: the dates that units report by."""
    quarter = name(moved.quarter.year, moved.quarter.number)
    lines = [
        f"{DATES[key]}改为{say_day(after, today)}，原来的{say_day(before, today)}放假。"
        for key, (before, after) in moved.days.items()
        if key in ("deadline", "reports")
    ]
    owe = Button(label="还差什么", route="owe")
    return Message(title=f"{quarter}截止日期顺延", text="\n".join(lines), buttons=((owe, HOME),))


def to_extended(moved: Moved, day: date, today: date) -> Message:
    """To a liaison of a unit that was granted more time."""
    quarter = name(moved.quarter.year, moved.quarter.number)
    text = f"按放假安排，您单位延期到的日子顺延到{say_day(day, today)}。"
    return Message(title=f"{quarter}延期", text=text, buttons=((HOME,),))


def reason(year: int) -> str:
    """Why a date moved, for the audit chain."""
    return f"{year}年放假安排"


def as_kept(days: Mapping[date, str]) -> list[str]:
    """Days as the audit chain keeps them."""
    return [day.isoformat() for day in sorted(days)]
