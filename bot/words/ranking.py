"""Sentences of the ranking, as text and around the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from bot.events import Button, File, Message, Recipe
from bot.ranking import End, Place, Table
from bot.sheets.ranking_picture import RankingLine, RankingPicture, pages
from bot.words.calendar import say_moment
from bot.words.paging import ROW, Leaf
from bot.words.quarter import STATES, name
from scoring.exact import UNLIMITED
from scoring.ranking import show
from scoring.sentence import full_mark, ranking_rule

HOME = Button(label="首页", route="home")
PROGRESS = Button(label="进度", route="progress")
SHORT = 5
"""How many 前几名 and 后几名 are offered."""


def title(table: Table, end: End, count: int) -> str:
    """2026年四季度 县直单位前 5 名."""
    ends = {"top": f"前 {count} 名", "bottom": f"后 {count} 名", "all": "排名"}
    return f"{name(table.quarter.year, table.quarter.number)} {table.group}{ends[end]}"


def choose(quarter_name: str, tables: Sequence[Table], rest: str) -> Message:
    """Which table; ``rest`` is the end of the route, such as ``top/5``."""
    rows = tuple(
        (
            Button(
                label=f"{table.group}（{len(table.places)} 个单位）",
                route=f"ranking/{table.quarter.id}/{table.number}/{rest}",
            ),
        )
        for table in tables
    )
    return Message(
        title=f"{quarter_name} 排名",
        text="两张表分开排名，看哪一张？" if len(tables) > 1 else "看哪一张表？",
        buttons=(*rows, (PROGRESS, HOME)),
    )


def listed(
    table: Table, leaf: Leaf[Place], end: End, count: int, others: Sequence[Table]
) -> Message:
    """The ranking as text."""
    lines = [_line(table, place) for place in leaf.items]
    provisional = table.provisional
    notes = [_full(table)]
    if table.quarter.state == "open":
        notes.append("填报还没有截止，按目前填报的计算")
    if provisional:
        notes.append(f"{provisional} 个单位还有未报的项目，得分暂定")
    base = f"ranking/{table.quarter.id}/{table.number}"
    return Message(
        title=title(table, end, count) + _not_final(table) + leaf.mark,
        text="\n".join(lines) + f"\n（{'；'.join(notes)}）",
        detail="\n".join([ranking_rule(table.scheme), *table.scheme.defects]),
        detail_label="怎样排名",
        buttons=(
            *leaf.turning(lambda page: f"{base}/{end}/{count}/{page}"),
            (
                Button(label="发图", route=f"{base}/{end}/{count}/picture"),
                *_others(others, end, count),
            ),
            *_ends(table, end, count),
            (PROGRESS, HOME),
        ),
        replace=leaf.pages > 1,
    )


def _line(table: Table, place: Place) -> str:
    one = place.standing
    klass = f"{one.classification} " if table.scheme.ranking.per_class else ""
    if not place.reported:
        return f"{klass}{one.rank}. {place.form.unit.short} 0 分（还没有填报）"
    points = _points(table, place)
    mark = "，暂定" if one.provisional else ""
    return f"{klass}{one.rank}. {place.form.unit.short} {points} 分（{_grade(table, place)}{mark}）"


def _grade(table: Table, place: Place) -> str:
    """The grade; while the form is still being filled in there is none, only whose figures."""
    if not place.reported:
        return "未填报"
    if table.quarter.state == "open":
        return "自评" if place.form.form.state == "submitted" else "在填"
    return place.standing.grade


def _points(table: Table, place: Place) -> str:
    rules = table.scheme.ranking
    return show(place.standing.total, rules.digits, rules.rounding)


def _not_final(table: Table) -> str:
    """What the heading says while units may still change everything."""
    return "（填报中，暂定）" if table.quarter.state == "open" else ""


def _full(table: Table) -> str:
    return full_mark(table.scheme)


def _ends(table: Table, end: End, count: int) -> tuple[ROW, ...]:
    """The other ends of the table; none where it is as short as an end."""
    if len(table.places) <= SHORT and end == "all":
        return ()
    base = f"ranking/{table.quarter.id}/{table.number}"
    every = (
        ("top", SHORT, f"前 {SHORT} 名"),
        ("bottom", SHORT, f"后 {SHORT} 名"),
        ("all", 0, "全部"),
    )
    row = tuple(
        Button(label=label, route=f"{base}/{key}/{n}")
        for key, n, label in every
        if (key, n) != (end, count) and (key == "all" or len(table.places) > SHORT)
    )
    return (row,) if row else ()


def _others(others: Sequence[Table], end: End, count: int) -> tuple[Button, ...]:
    return tuple(
        Button(
            label=f"看{other.group}",
            route=f"ranking/{other.quarter.id}/{other.number}/{end}/{count}",
        )
        for other in others
    )


NEAR = 2
"""How many neighbours are shown on either side of a unit that is asked for."""


def place_of(table: Table, place: Place) -> Message:
    """One unit's place, among its neighbours."""
    one = place.standing
    own = [
        other
        for other in table.places
        if not table.scheme.ranking.per_class or other.standing.classification == one.classification
    ]
    at = own.index(place)
    near = own[max(0, at - NEAR) : at + NEAR + 1]
    quarter = name(table.quarter.year, table.quarter.number)
    state = _not_final(table) or f"（{STATES.get(table.quarter.state, table.quarter.state)}）"
    base = f"ranking/{table.quarter.id}/{table.number}"
    unit = place.form.unit
    stands = f"第 {one.rank} 名{state}" if place.reported else "还没有填报"
    return Message(
        title=f"{quarter} {unit.short} {stands}",
        text=f"{table.group} {len(own)} 个单位，前后几名是：\n"
        + "\n".join(_line(table, other) for other in near),
        buttons=(
            (
                Button(label="看得分", route=f"score/{table.quarter.id}/{unit.id}"),
                Button(label="扣分原因", route=f"why/{table.quarter.id}/{unit.id}"),
            ),
            (Button(label=f"{table.group}排名", route=f"{base}/all/0"), HOME),
        ),
    )


def takes_no_part() -> str:
    """A unit without a form in that quarter."""
    return "这个单位没有参加这个季度的考核，没有名次。"


def picture(table: Table, shown: Sequence[Place], end: End, count: int, now: datetime) -> Message:
    """The ranking as one picture, or several where it is long."""
    state = STATES.get(table.quarter.state, table.quarter.state)
    open_items = "；暂定：还有未报的项目" if table.provisional else ""
    drawing = RankingPicture(
        title=title(table, end, count),
        subtitle=f"{state}，截至 {say_moment(now)}",
        note=_full(table) + open_items + "。",
        lines=tuple(
            RankingLine(
                rank=place.standing.rank,
                name=place.form.unit.name,
                points_text=_points(table, place),
                points=float(place.standing.total),
                grade=_grade(table, place),
                provisional=place.standing.provisional,
            )
            for place in shown
        ),
        full=_bar(table, shown),
    )
    base = f"ranking/{table.quarter.id}/{table.number}"
    heading = title(table, end, count)
    parts = pages(drawing)
    files = tuple(
        File(
            label=f"{heading}{f'（{number}）' if len(parts) > 1 else ''}.png",
            recipe=Recipe(name="ranking", data=asdict(part)),
            picture=True,
        )
        for number, part in enumerate(parts, 1)
    )
    return Message(
        text=f"{heading}（{state}）",
        files=files,
        buttons=(
            (Button(label="看文字", route=f"{base}/{end}/{count}"),),
            *_ends(table, end, count),
            (PROGRESS, HOME),
        ),
    )


def _bar(table: Table, shown: Sequence[Place]) -> float:
    """The points that fill a bar: the full mark, or the best total where there is none."""
    if table.scheme.full != UNLIMITED:
        return float(table.scheme.full)
    return max([1.0, *(float(place.standing.total) for place in shown)])


def no_table() -> str:
    """A table that the quarter does not have."""
    return "这个季度没有这张表。"


def nobody() -> str:
    """A quarter without units."""
    return "这个季度还没有参加考核的单位，没有排名。"


def not_published(quarter: str | None) -> Message:
    """To a liaison before the ranking is published."""
    lead = f"{quarter}的排名还没有公布。" if quarter else "还没有公布过排名。"
    return Message(
        text=f"{lead}公布以后可以在这里看到本单位的名次；现在可以先看本单位的得分。",
        buttons=((Button(label="看得分", route="score"),), (HOME,)),
    )
