"""Sentences of deciding a row's figures anew, for 改判 and 更正."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.corridor.events import Button, Message
from bot.forms.form import Raw, UnitForm
from bot.forms.words import figures
from bot.review.words import asks
from bot.speech.named import how
from bot.speech.periodic import per
from scoring.exact import show
from scoring.scheme import Input, Row
from scoring.year import counts_yearly


def own_unit(unit: str) -> str:
    """Conflicting interest."""
    return f"您是{unit}的人或经手过它的填报，这件事由别人办。"


def ask_figures(
    title: str,
    row: Row,
    said: str,
    points: str,
    buttons: Sequence[Button],
    *,
    changed: bool,
    first: str = "",
) -> Message:
    """Which figure is changed; when one is, the reason may be written at once.

    ``first``: what is to be said of the words that came.
    """
    text = f"现在是：{said}，计 {points}。\n要改哪一个？"
    if changed:
        text = f"改成：{said}，计 {points}。\n再改一个，或者直接发理由（单位会看到）。"
    return Message(
        title=f"{title} {figures.row_title(row)}",
        text=f"{first}\n{text}" if first else text,
        buttons=tuple((one,) for one in buttons),
        placeholder="请输入理由" if changed else "",
    )


def ask_figure(title: str, row: Row, one: Input, raw: Raw | None, most: Decimal | None) -> str:
    """Which figure instead, or which points."""
    now = "现在没有报" if raw is None else f"现在是 {figures.value(one, raw)}"
    span = f"（0 到 {show(most)} 分，可以带小数）" if one.kind == "award" and most else ""
    if one.events is not None:
        span = f"（{asks.marks_of(one.events)}）"
    if one.kind == "named":
        first = f"{title} {figures.row_title(row)}\n“{one.name}”{now}。哪一件不认？点一下；"
        return f"{first}别的改动，把认定的全部重新发一遍。{how(one)}"
    if one.choice:
        span = f"（{'、'.join(f'{word} {show(points)} 分' for word, points in one.choice)}）"
    return f"{title} {figures.row_title(row)}\n“{one.name}”{now}，改成多少？{span}请直接发数。"


def taken(row: Row) -> str:
    """A row has no figures of its own: they are decided where they are reported."""
    homes = "、".join(dict.fromkeys(home for _, home in row.shared))
    return f"{row.id} 用的是 {homes} 报的数，没有自己的数。请到 {homes} 去改，这一行跟着变。"


def no_such_figure() -> str:
    """A route that leads to no figure of the row."""
    return "这一项没有这个数，请从列表里选。"


def nothing_changed() -> str:
    """The figures are what they were."""
    return "数没有改，没什么可以改判的。要维持原结果请点“维持”。"


def overtaken() -> str:
    """Figures changed between look and press."""
    return "刚才别处的数据有了变化，请重新看一遍再确认。"


def alone(form: UnitForm, row: Row) -> str:
    """Behind what a row comes to anew: that it counts in the year, and moves no total now."""
    return per("（只计入全年，本季度的总分不变）") if counts_yearly(form.scheme, row.id) else ""


def points_of(form: UnitForm, row: Row) -> str:
    """4/10 分."""
    return figures.points(form.result(row.id).points, row.points)


def reason_kept(reason: str) -> str:
    """A reason came before any figure: it waits."""
    return f"理由记下了：{reason}。改成多少还没有说；选了以后一起给您看。"


def nothing_chosen() -> str:
    """改完名次变不变, where no figure was chosen yet."""
    return "还没有说改成多少，名次变不变现在算不出来。说了以后先给您看谁变、变多少，再由您提。"


def no_such_value(said: str) -> str:
    """No figure of the row is counted so."""
    return f"这一项没有能填“{said}”的数，没有改。"


def not_heard() -> str:
    """Typed where a figure is chosen, and no figure of it."""
    return "这句话没看懂是改哪个数，没有改。"
