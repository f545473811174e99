"""Sentences of a unit's results over the quarters, and the recipe of their picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from bot.corridor.buttons import HOME, to
from bot.corridor.events import File, Message, Recipe
from bot.corridor.paging import Leaf
from bot.editions.edition import comparable
from bot.results.sheets.trend_picture import TrendPicture, TrendPoint
from bot.speech.periodic import per
from bot.speech.quarters import STATES, name
from scoring.exact import show
from scoring.periods import within_year
from scoring.scheme import Scheme
from scoring.sentence import full_mark
from scoring.shown import digits_apart, figure_of
from storage.queries.quarters import Quarter


@dataclass(frozen=True, slots=True)
class PastQuarter:
    """One quarter of a unit; ``state`` is empty once it is published."""

    quarter: tuple[int, int]
    quarter_id: int
    total: Decimal
    shown: str
    full: str
    most: Decimal
    grade: str
    rank: int
    fellows: int
    provisional: bool
    state: str
    text: str
    """The scheme's text, to tell whether two quarters measure the same."""
    alike: bool = True
    """Whether it can be compared with the quarter before it in the list."""

    @classmethod
    def of(
        cls,
        quarter: Quarter,
        scheme: Scheme,
        text: str,
        *,
        total: str,
        grade: str,
        rank: int,
        fellows: int,
        provisional: bool,
        state: str,
    ) -> PastQuarter:
        """An entry from exact text, shown as its table shows totals."""
        exact = Decimal(total)
        return cls(
            quarter=(quarter.year, quarter.number),
            quarter_id=quarter.id,
            total=exact,
            shown=figure_of(scheme, exact),
            full=full_mark(scheme),
            most=scheme.full,
            grade=grade,
            rank=rank,
            fellows=fellows,
            provisional=provisional,
            state=state,
            text=text,
        )


UNSETTLED = ("填报中", "审核中")
"""States in which a total says little beside a finished quarter's."""


def compared(newest_first: Sequence[PastQuarter]) -> list[PastQuarter]:
    """The entries, each marked whether it measures the same as the one before it in time."""
    older = [*newest_first[1:], None] if newest_first else []
    return [
        replace(one, alike=before is None or comparable(before.text, one.text))
        for one, before in zip(newest_first, older, strict=True)
    ]


def listed(
    short: str,
    unit: int,
    year: int,
    newest: int,
    before: PastQuarter | None,
    leaf: Leaf[PastQuarter],
    years: Mapping[int, str],
) -> Message:
    """Quarter by quarter, above them their year's result; first what became of the last one.

    ``newest``: number of the newest quarter, ``before``: the one before the first that is shown.
    """
    lines = [_latest(leaf.items[0], before)] if leaf.page == 1 else []
    ahead = dict(years)
    for one in leaf.items:
        if whole := ahead.pop(one.quarter[0], ""):
            lines.append(whole)
        lines.append(_line(one))
        if not one.alike:
            lines.append(per("　↑ 考核办法有变，和以前的季度不可比"))
    when = f"{year}年" if year else ""
    return Message(
        title=f"{short} {when}历次得分{leaf.mark}",
        text="\n".join(lines),
        buttons=(
            *leaf.turning(lambda number: f"history/{unit}/{year}/{number}"),
            (to("趋势图", "trend", unit), to("最近一次的得分", "score", newest, unit)),
            (HOME,),
        ),
        replace=leaf.page > 1,
    )


def beside_running(said: Message, newest: PastQuarter, running: Quarter) -> Message:
    """比上季度 while a quarter runs: it has no result yet, and two earlier ones are compared."""
    if newest.quarter >= (running.year, running.number):
        return said
    line = f"{name(running.year, running.number)}还在{STATES[running.state]}，分数没定，先不比。"
    return said.model_copy(update={"text": f"{line}\n{said.text}"})


def _latest(one: PastQuarter, before: PastQuarter | None) -> str:
    """比上一次高 2 分，名次前进 3 名; nothing is compared that does not measure the same."""
    lead = f"{name(*one.quarter)} {one.shown} 分，第 {one.rank} 名"
    if before is None:
        return f"{lead}，只有这{per('一个季度')}。"
    if one.state in UNSETTLED:
        return f"{lead}（{one.state}，会变，先不和上一次比）。"
    if not one.alike:
        return f"{lead}；考核办法有变，和上一次不可比。"
    return f"{lead}，比上一次{_points(one, before)}，{_places(one, before)}。"


def _points(one: PastQuarter, before: PastQuarter) -> str:
    more = one.total - before.total
    if not more:
        return "得分不变"
    digits = digits_apart((one.total, before.total))
    return f"{'高' if more > 0 else '低'} {show(abs(more), digits)} 分"


def _places(one: PastQuarter, before: PastQuarter) -> str:
    up = before.rank - one.rank
    if not up:
        return "名次不变"
    return f"{'前进' if up > 0 else '后退'} {abs(up)} 名"


def _line(one: PastQuarter) -> str:
    marks = [mark for mark in (one.grade, one.state, "暂定" if one.provisional else "") if mark]
    said = f"（{'，'.join(marks)}）" if marks else ""
    return f"{name(*one.quarter)}　{one.shown} 分，{one.rank}/{one.fellows} 名{said}"


def none_yet(short: str, unit: int, year: int = 0, *, office: bool) -> Message:
    """Nothing is released yet (to a liaison), or nothing is there at all."""
    when = f"{year}年" if year else ""
    text = f"{short}{when}还没有{'考核数据' if office else '公布过的结果'}。"
    return Message(
        text=text if office else f"{text}现在的得分可以在“得分”里看。",
        buttons=((*((to("历次得分", "history", unit),) if year else ()), HOME),)
        if office
        else ((to("看得分", "score"), HOME),),
    )


def name_a_unit() -> str:
    """To the office, which is liaison of no unit."""
    return "要看哪个单位的历次得分？请带上单位名，例如：教育局历次得分。"


def picture(short: str, unit: int, oldest_first: Sequence[PastQuarter]) -> Message:
    """The course as a picture."""
    newest = oldest_first[-1]
    title = f"{short} 得分和名次"
    drawing = TrendPicture(
        title=title,
        subtitle=f"{name(*oldest_first[0].quarter)} 至 {name(*newest.quarter)}"
        if len(oldest_first) > 1
        else name(*newest.quarter),
        note=_note(oldest_first),
        points=tuple(_point(one, first=place == 0) for place, one in enumerate(oldest_first)),
        full=float(newest.most) if newest.most.is_finite() else None,
    )
    last = f"{name(*newest.quarter)} {newest.shown} 分，第 {newest.rank} 名。"
    return Message(
        text=f"{title}：{last}",
        files=(
            File(
                label=f"{title}.png",
                recipe=Recipe(name="trend", data=asdict(drawing)),
                picture=True,
            ),
        ),
        buttons=((to("看文字", "history", unit), HOME),),
    )


def _point(one: PastQuarter, *, first: bool) -> TrendPoint:
    year, number = one.quarter
    return TrendPoint(
        year=f"{year}年",
        label=within_year(number),
        points_text=one.shown,
        points=float(one.total),
        rank=one.rank,
        fellows=one.fellows,
        grade=one.grade,
        open=one.provisional or bool(one.state),
        alike=one.alike or first,
    )


def _note(shown: Sequence[PastQuarter]) -> str:
    parts = [shown[-1].full]
    if any(not one.alike for one in shown[1:]):
        parts.append("不可比：考核办法有变，两边的得分和名次不能直接比")
    if any(one.provisional or one.state for one in shown):
        parts.append("空心的点还没有公布")
    return "；".join(parts) + "。"
