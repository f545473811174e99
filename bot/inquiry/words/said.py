"""Saying back what was understood: whom, what, when, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bot.inquiry.words.conditions import condition, row_name
from bot.questions.combined.query import EVER, Column, Condition, Query
from bot.speech.calendar import say_day
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.periods import named_together

MEASURES = {
    "total": "得分",
    "rank": "名次",
    "lost": "失分",
    "papers": "佐证材料份数",
    "reports": "工作报送篇数",
    "cut": "核减的分",
    "returned": "退回项数",
    "done": "填报进度",
    "at": "提交时间",
    "change": "变化",
    "contact": "联络员和电话",
    "count": "填的数",
    "grade": "等次",
    "overdue": "迟了多久",
    "doubts": "疑点处数",
    "times": "次数",
    "used": "最近一次上来的时间",
    "lying": "退回放了多久",
    "queued": "等审多久",
    "until": "延到什么时候",
    "due": "补正期限",
    "mended": "补正了什么",
    "answers": "填的数",
    "lacking": "缺的样数",
    "where": "扣分最多的项",
}
STATS = {
    "mean": "平均", "max": "最高", "min": "最低", "median": "中位数", "sum": "合计",
}  # fmt: skip


def heading(query: Query, units: Mapping[int, str], today: date) -> str:
    """What was understood, as one line: 乡镇街道，没交工作总结、2026年三季度等次为不合格."""
    named = "、".join(units.get(one, "") for one in query.units[:_NAMED])
    named += f"等 {len(query.units)} 个单位" if len(query.units) > _NAMED else ""
    named += f"里的{query.group}" if named and query.group else ""
    whom = named or query.ending or query.group or ("" if query.klass else "全部单位")
    whom += query.klass + _but(query, units)
    said = [f"{_row_moved(query, one)}{condition(one)}" for one in query.tests]
    often = _often(query)
    parts = [
        whom,
        *(["、".join(said)] if said else []),
        *([often] if often else []),
        *_when(query, today),
        *(() if query.often == "=" else _order(query)),
        *_look(query),
    ]
    return "，".join(parts)


_NAMED = 5
"""So many units are named in a heading; of more it says how many they are."""


def _row_moved(query: Query, one: Condition) -> str:
    """三.4得分上升: of which row it is, where that stands beside the condition."""
    moves = one.kind in ("up", "down", "still") and not (one.row or one.quarter or one.running)
    return row_name(query.row) if moves else ""


def named_quarters(every: Iterable[tuple[int, int]]) -> str:
    """2025年四季度，2026年一、二季度."""
    by_year: dict[int, list[int]] = {}
    for year, number in sorted(set(every)):
        by_year.setdefault(year, []).append(number)
    return "，".join(named_together(year, tuple(of_it)) for year, of_it in by_year.items())


def _often(query: Query) -> str:
    """至少 2 次; what part of all of them."""
    said = ""
    if query.often == "=" and not query.often_count:
        said = "一次也没有"
    elif query.often_count == EVER:
        said = "每个季度都是"
    elif query.often:
        count = f"{query.often_count} 次"
        said = {
            ">=": "有过" if query.often_count == 1 else f"{count}以上", ">": f"超过 {count}",
            "<=": f"{count}以下", "<": f"不到 {count}", "=": f"正好 {count}",
        }[query.often]  # fmt: skip
    return "，".join(one for one in (said, "占多少" if query.share else "") if one)


def measured(query: Query) -> str:
    """三.4失分的平均、最高: what is told of a figure."""
    figure = MEASURES[query.measure or "total"].removesuffix("份数").removesuffix("篇数")
    told = "、".join(STATS[one] for one in query.stats)
    return f"{row_name(query.row)}{query.kind}{figure}的{told}"


def _but(query: Query, units: Mapping[int, str]) -> str:
    """（教育局除外）."""
    left = [units.get(one, "") for one in query.but]
    left += [one for one in (query.but_group, query.but_ending) if one]
    return f"（{'、'.join(left)}除外）" if left else ""


_ABOUT = {
    "average": "平均分", "overall": "和以前比", "sum": "合计", "contact": "联络员和电话",
    "duty": "负责哪个单位", "did": "做了什么", "stage": "现在的阶段", "release": "什么时候公布",
    "objections": "公示还有几天", "threshold": "各等次的分数线", "criteria": "评分标准",
    "vetoes": "一票否决的情形", "appeals": "申诉", "reviewers": "审核进度", "corrections": "更正",
    "alike": "相同的材料", "progress": "填报进度", "about": "情况",
    "grades": "各等次几个", "figure": "填的数",
    "why": "扣分原因", "whyhigh": "逐项得分",
    "spread": "最高和最低差多少", "rates": "得分率", "gap": "离等次差几分", "staff": "谁审核",
    "notices": "通知谁看了", "unit": "报了没有", "quarters": "各季度得分",
    "stats": "平均和最高最低", "beside": "比较", "reasons": "扣分和退回的原因",
    "news": "来了什么", "moved": "和以前比", "rowmost": "哪一项最多", "pace": "和那时比进度",
    "cuts": "核减和退回记录",
}  # fmt: skip
"""What a question is about that is no list of units."""


def shortly(query: Query, units: Mapping[int, str], today: date) -> str:
    """What would be answered, as the label of a button."""
    when = named_quarters(query.quarters)
    if query.topic == "units":
        said = heading(query, units, today).removeprefix("全部单位，")
        bare = query.tests and said.endswith(condition(query.tests[-1]))
        said = f"{said}的单位" if bare and not said.endswith("单位") else said
        return said if not when or when in said else f"{when}{said}"
    named = "、".join(units.get(one, "") for one in query.units) or query.person or query.group
    kind = "" if query.topic == "cuts" else query.kind
    about = row_name(query.row) or kind or query.klass or query.grade
    asked = per(_ABOUT[query.topic])
    if query.topic == "unit" and query.tests:
        asked = f"是不是{'、'.join(condition(one) for one in query.tests)}"
    return "　".join(one for one in (named, when, about, asked) if one)


def _when(query: Query, today: date) -> list[str]:
    if query.past:
        hours, minutes = divmod(query.past, _HOUR)
        return ["最近" + f" {hours} 小时" * (hours > 0) + f" {minutes} 分钟" * (minutes > 0)]
    if query.since and query.until:
        same = query.since == query.until
        if query.since.year < _LONG_AGO:
            return [f"{say_day(query.until, today)}以前"]
        if query.hours[1] > _DAY:  # 昨晚到今早
            first, last = query.hours
            end = f"{last - _DAY} 点" if last < 2 * _DAY else "现在"
            return [
                f"{say_day(query.since, today)} {first} 点到{say_day(query.until, today)} {end}"
            ]
        ends = [say_day(query.since, today), *([] if same else [say_day(query.until, today)])]
        return ["到".join(ends) + _hours(query)]
    return []


_HOUR = 60
_LONG_AGO = 2010
"""之前 begins on a day before any quarter."""


def _hours(query: Query) -> str:
    first, last = query.hours
    if (first, last) == (0, _DAY):
        return ""
    said = f"{first} 点以后" if last == _DAY else f"{last} 点以前"
    return f" {said}" if not first or last == _DAY else f" {first} 点到 {last} 点"


_DAY = 24


def _look(query: Query) -> list[str]:
    """附联络员和电话, 只列单位名, 分表列: how the list looks, where that was asked for."""
    columns = "、".join(_column(one) for one in query.also)
    said = [f"附{columns}"] if columns and not query.bare else []
    if query.bare:
        said = [f"只列单位名和{columns}" if columns else "只列单位名"]
    return [*said, *(["两张表分开列"] if query.split else [])]


def _column(column: Column) -> str:
    parts = (
        name(*column.quarter) if column.quarter else "",
        row_name(column.row),
        MEASURES[column.measure],
    )
    return "".join(parts)


def _order(query: Query) -> list[str]:
    if query.sounded:
        return ["按拼音"]
    about = f"{row_name(query.row)}{query.kind}"
    measure = (
        "篇数" if query.kind and query.measure == "reports" else MEASURES.get(query.measure, "")
    )
    if query.descending is None and query.first and query.tests:
        return [f"按单位名单的先后，前 {query.first} 个"]
    if query.descending is None:
        plain = query.measure in ("", "at", "change") or bool(query.tests)
        return [] if plain else [about + measure]
    falls = any(one.kind in ("down", "rank_down", "grade_down") for one in query.tests)
    way = "降得最多" if falls else "最多在前" if query.descending else "最少在前"
    if query.measure in ("total", "rank", "done"):
        way = "从高到低" if query.descending else "从低到高"
    if query.measure == "at":
        way = "从晚到早" if query.descending else "从早到晚"
    if query.measure == "change" and not falls:
        way = "升得最多"
    count = f"，前 {query.first} 个" if query.first else ""
    if query.measure in _LASTING:
        return [f"{_LASTING[query.measure][query.descending]}{count}"]
    said = f"按{about}{measure}" if query.measure != "change" else ""
    return [f"{said}{way}{count}"]


_LASTING = {
    "used": ("最久没上来的在前", "最近上来的在前"),
    "lying": ("退回最近的在前", "退回最久的在前"),
    "queued": ("等得短的在前", "等得久的在前"),
    "due": ("期限近的在前", "期限远的在前"),
    "times": ("次数少的在前", "次数多的在前"),
}
"""How an order of times reads, the least first and the most first."""
