"""Sentences of opening a quarter: the dates proposed, the dates changed, the quarter opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.speech.calendar import Quarter, say_day
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.periods import Kind, said

DATES: Mapping[str, str] = {
    "opens": "开始填报",
    "deadline": "填报截止",
    "reports": "工作报送截止",
    "review": "审核截止",
    "appeal": "申诉截止",
}
"""The five dates of a quarter, in the order of its life."""


def quarter_name(quarter: Quarter) -> str:
    """2026年四季度."""
    return name(*quarter)


def choose(free: Sequence[Quarter], running: Sequence[tuple[str, str]]) -> Message:
    """Which quarter to open."""
    text = per("要开哪个季度？也可以直接发，例如：开期 2027年一季度。")
    if running:
        text = "；".join(f"{one}{state}" for one, state in running) + f"。\n{text}"
    rows = tuple(
        (Button(label=f"开 {quarter_name(one)}", route=f"open/{one[0]}/{one[1]}"),) for one in free
    )
    return Message(title="开期", text=text, buttons=(*rows, (HOME,)))


def plan(
    quarter: Quarter,
    dates: Mapping[str, date],
    hour: int,
    units: Sequence[tuple[str, int, str]],
    warnings: Sequence[str],
    route: str,
    today: date,
    put_off: Mapping[str, date],
    *,
    changed: bool,
) -> Message:
    """The dates, each to be changed, and what else the quarter opens with.

    ``put_off``: where a date would be, had that not been a day off. ``changed``: the rules are not
    those of the quarter before, and are shown before anything is opened.
    """
    lines = [
        f"{label}：{say_day(dates[key], today)}（周{_weekday(dates[key])}{_why(put_off.get(key))}）"
        for key, label in DATES.items()
    ]
    lines.append(f"各项截止都在当天 {hour}:00。")
    lines += [f"⚠ {warning}。" for warning in warnings]
    detail = [f"{group}：{count} 个单位，按《{scheme}》考核" for group, count, scheme in units]
    total = sum(count for _, count, _ in units)
    change = [
        Button(label=f"改{label}", route=f"{route}/set/{key}") for key, label in DATES.items()
    ]
    later = dates["opens"] > today
    yes = f"确认，{say_day(dates['opens'], today)}自动开始" if later else "确认开期，马上通知"
    if changed:
        yes = "先看办法变化，再确认"
    return Message(
        title=f"开期 {quarter_name(quarter)}",
        text="\n".join(lines) + f"\n参加考核 {total} 个单位。还没有开期，请核对。\n"
        "要改也可以直接说：截止往后推两天、申诉期给7天。",
        detail="\n".join(detail),
        detail_label="单位和考核办法",
        buttons=(
            (Button(label=yes, route=f"{route}/yes"),),
            (change[1], change[0]),
            (change[2],),
            (change[3], change[4]),
            (Button(label="先不开期", route="home"),),
        ),
    )


def _why(usual: date | None) -> str:
    """That a day off moved a date on."""
    return f"，{usual.month}月{usual.day}日休息，顺延" if usual else ""


def under_new_rules() -> str:
    """The button that opens a quarter under other rules than the one before."""
    return "看过了，按新办法开期"


def _weekday(day: date) -> str:
    return "一二三四五六日"[day.weekday()]


def unknown_calendar(years: Sequence[int]) -> str:
    """Holidays of these years are not known yet."""
    said = "、".join(str(year) for year in years)
    return f"{said}年的放假安排还没有收录，先按周末和往年的节日避开，请对照国务院通知核对"


def rest_day(label: str) -> str:
    """A date on a day off."""
    return f"{label}那天是休息日"


def feast(label: str, name: str) -> str:
    """A date on a day that the regulation on holidays gives off in every year."""
    return f"{label}那天是法定节假日（{name}）"


def before_the_end(label: str) -> str:
    """Reporting ends before the quarter does."""
    return f"{label}早于{per('季度最后一天')}"


def ask_date(key: str, current: date, route: str, today: date) -> Message:
    """Which day instead."""
    return Message(
        text=f"{DATES[key]}现在是 {say_day(current, today)}。\n"
        "请发新的日期，例如：1月8日、下周五、月底。",
        placeholder="请输入日期",
        buttons=((Button(label="不改", route=route),),),
    )


def which_date() -> str:
    """A day without the word of which of the five it is."""
    return "开期有五个日子，请说是哪一个，例如：截止放到4月8号、申诉截止往后推两天。"


def bad_order(key: str, other: str, day: date, today: date) -> str:
    """Dates that cannot stand in this order."""
    return f"{DATES[key]}不能早于{DATES[other]}（{say_day(day, today)}），请另发一个日期。"


def too_early(first: date, today: date) -> str:
    """Opening before the quarter begins."""
    return f"开始填报不能早于{per('季度第一天')}（{say_day(first, today)}），请另发一个日期。"


def past(key: str) -> str:
    """A deadline that is over."""
    return f"{DATES[key]}已经过去了，请发今天以后的日期。"


def too_late(key: str) -> str:
    """A date that is certainly a slip."""
    return f"{DATES[key]}离{per('季度末')}超过一年，请检查年份后再发。"


def exists(quarter: Quarter, state: str) -> str:
    """The quarter was opened before."""
    return f"{quarter_name(quarter)}已经有了，现在{state}，不用再开。"


def several_kinds(tables: Sequence[tuple[str, Kind]]) -> str:
    """Tables that are assessed at different lengths."""
    each = "，".join(f"{group}{said(kind, '每季度')}考核一次" for group, kind in tables)
    return f"{each}：各张考核表的周期要一样，才能一起开期。"


def other_kind(quarter: Quarter, kind: Kind) -> str:
    """A quarter is asked for where the tables speak of months, or the other way round."""
    example = said(kind, "2026年四季度")
    return (
        f"考核表写的是{said(kind, '每季度')}考核一次，不能开{quarter_name(quarter)}。"
        f"请写成：开期 {example}。"
    )


def in_the_way(quarter: Quarter, other: Quarter) -> str:
    """A period of another kind takes its days, or would stand before it."""
    return (
        f"{quarter_name(quarter)}和已经有的{quarter_name(other)}考核的时间连不上或有重叠，不能开。"
        "改考核周期，请从下一年起。"
    )


def no_units() -> str:
    """Nobody to assess."""
    return "名单里还没有参加考核的单位，请先导入单位名单。"


def no_scheme(group: str, count: int) -> str:
    """Units without a table."""
    return (
        f"{group}的 {count} 个单位没有对应的考核办法，不能开期。"
        "请改单位的考核表，或联系维护人员加考核办法。"
    )


def not_in_force(scheme: str, since: date) -> str:
    """A scheme that is younger than the quarter."""
    return f"《{scheme}》自 {say_day(since)} 起施行，{per('这个季度')}还不能用它考核。"


def not_understood() -> str:
    """开期 with something that is no quarter."""
    return per("没有看懂要开哪个季度。请写成：开期 2026年四季度。")


def opened(quarter: Quarter, units: int, told: int, unbound: int) -> Message:
    """The quarter is open."""
    text = f"{units} 个单位可以填报了，已通知 {told} 位联络员。"
    rows: list[tuple[Button, ...]] = []
    if unbound:
        text += f"\n还有 {unbound} 个单位没有联络员，收不到通知。"
        rows.append((Button(label="邀请没绑定的单位", route="invite/unbound/1"),))
    rows.append((Button(label="看进度", route="progress"), HOME))
    return Message(title=f"{quarter_name(quarter)}已开期", text=text, buttons=tuple(rows))


def planned(quarter: Quarter, opens: date, units: int, today: date) -> Message:
    """The quarter will open by itself."""
    return Message(
        title=f"{quarter_name(quarter)}已排好",
        text=f"{say_day(opens, today)}自动开始填报，{units} 个单位参加，到时通知各联络员。",
        buttons=((Button(label="单位名单", route="units"), HOME),),
    )
