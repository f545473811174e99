"""Sentences of one figure of one unit: asked, written, changed, taken back, where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message
from bot.forms.words import figures
from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.supply.outliers import Odd
from bot.supply.plan import Standing
from bot.supply.table import Column, Member, Raw
from bot.supply.words.gates import NAME, clause, overview_button, says, suppliers
from scoring.scheme import Row
from storage.queries.quarters import Quarter


def written(member: Member, column: Column, raw: Raw) -> str:
    """✓ 教育局 迟报、错报：3 条."""
    return f"✓ {member.short} {figures.short(column.input.name, 20)}：{says(column, raw)}"


def at_unit(member: Member, column: Column, raw: Raw) -> str:
    """A figure with its place, inside a sentence."""
    return f"把{member.short}的“{column.input.name}”录成 {says(column, raw)} "


def still_counts(row: Row) -> str:
    """A reviewer has decided: the new figure does not change the score by itself."""
    return f"{row.id} 已经审核核定，得分仍按核定的数算；要改得分请到审核里改。"


def taken_back(member: Member, column: Column) -> str:
    """A figure was taken back."""
    return f"✓ {member.short} {column.input.name}：已清掉，现在是“未报”。"


def stands(column: Column, one: Standing, now: datetime, source: str) -> str:
    """迟报、错报：3 条（县信用办平台，赵主任 11月23日 10:00 录入）."""
    who = f"{one.who} " if one.who else ""
    return (
        f"{column.input.name}：{says(column, one.value)}"
        f"（{source}，{who}{say_moment(one.at, now)} 录入）"
    )


def card(
    quarter: Quarter,
    number: int,
    member: Member,
    row: Row,
    lines: Sequence[str],
    changes: Sequence[Button],
    files: bool,
    next_unit: Button | None,
) -> Message:
    """A row of a unit whose figures are all there."""
    last = [to("看这一项", "supply", "row", quarter.id, number, row.id)]
    last.append(overview_button(quarter.id))
    origin = (
        ((to("看原表", "supply", "origin", quarter.id, member.unit, row.id),),) if files else ()
    )
    return Message(
        title=f"{member.name} · {figures.row_title(row)}",
        text="\n".join(lines) or f"由{suppliers(row)}提供，还没有数。",
        detail=clause(row),
        detail_label="原文",
        buttons=(
            *(((next_unit,),) if next_unit else ()),
            *in_rows(list(changes), 2),
            *origin,
            (*last, HOME),
        ),
    )


def question(
    quarter: Quarter,
    number: int,
    member: Member,
    column: Column,
    place: int,
    mark: str,
    lead: Sequence[str],
    now_stands: str,
    carried: Raw | None,
    skip: Button | None,
) -> Message:
    """Ask for one figure of one unit."""
    at = (quarter.id, member.unit, column.row.id, place, mark)
    answers = _answers(column, at, carried)
    text = [*lead, column.input.ask]
    if now_stands:
        text.append(f"现在：{now_stands}")
    if carried is not None:
        text.append(f"{per('上季度')}累计 {says(column, carried)}。")
    change = (to("清掉这个数", "supply", "clear", *at),) if now_stands else ()
    more = [to("看这一项", "supply", "row", quarter.id, number, column.row.id), HOME]
    return Message(
        title=f"{member.name} · {column.row.id} {figures.short(column.row.name, NAME)}",
        text="\n".join(text),
        detail=clause(column.row),
        detail_label="原文",
        buttons=tuple(
            one for one in ((*answers,), change, (*((skip,) if skip else ()), *more)) if one
        ),
        placeholder=_HINTS[column.input.kind],
    )


_HINTS = {
    "flag": "请点“是”或“否”",
    "count": "请输入数字，没有填 0",
    "rate": "例如 12.5%",
    "amount": "请输入数字，可以带小数，没有填 0",
    "named": "例如 诚信街区：省级，没有填 无",
}


def _answers(column: Column, at: tuple[object, ...], carried: Raw | None) -> tuple[Button, ...]:
    if column.input.kind == "flag":
        return (to("是", "supply", "put", *at, 1), to("否", "supply", "put", *at, 0))
    if column.input.kind != "count":
        return ()
    found = [to(f"还是 {says(column, carried)}", "supply", "put", *at, carried)] if carried else []
    if column.input.least == 0 and not carried:
        found.append(to(f"0 {column.input.unit}", "supply", "put", *at, 0))
    return tuple(found)


def nothing_written() -> str:
    """The figure that was asked about is not wanted."""
    return "没有写入，刚才那个数不要了。"


def what_to_change() -> str:
    """录错了, while nothing waits for a tap."""
    return "要改哪个数，请点下面的“改”。"


def as_it_is(member: Member, column: Column, raw: Raw) -> str:
    """The figure that was told stands there already."""
    return f"{member.short}“{column.input.name}”本来就是 {says(column, raw)}，没有改。"


def sure(
    member: Member, column: Column, raw: Raw, reason: str, at: tuple[int, int, str, int]
) -> Message:
    """Before a figure that stands is changed, or one that looks odd is written."""
    return Message(
        title=f"{member.name} · {column.title}",
        text="\n".join(
            [*([reason] if reason else []), f"要写成“{says(column, raw)}”吗？还没有写。"]
        ),
        buttons=(
            (to(f"确认 {says(column, raw)}", "supply", "yes", *at),),
            (to("不改了", "supply", "unit", at[0], at[1], at[2]), HOME),
        ),
    )


def whose(
    column: Column, raw: Raw, asked: Member, choices: Sequence[tuple[Member, str]]
) -> Message:
    """A figure that names another unit than the one asked about."""
    named = choices[0][0]
    return Message(
        title=f"{column.row.id} {figures.short(column.row.name, NAME)}",
        text=f"现在问的是{asked.name}，您写的是{named.name}。"
        f"“{says(column, raw)}”录给谁？还没有录。",
        buttons=(
            *((Button(label=f"录给{one.name}"[:40], route=route),) for one, route in choices),
            (HOME,),
        ),
    )


def stands_already(one: Standing, column: Column, now: datetime) -> str:
    """Another figure is there."""
    who = f"{one.who} " if one.who else ""
    return f"现在是“{says(column, one.value)}”，{who}{say_moment(one.at, now)} 录入的。"


def changed_meanwhile(one: Standing | None, column: Column, now: datetime) -> str:
    """Somebody else was faster."""
    if one is None:
        return "刚才有人把这个数清掉了。"
    who = one.who or "有人"
    return f"刚才{who}在 {say_moment(one.at, now)} 写成了“{says(column, one.value)}”。"


def far_above(column: Column, raw: Raw, most: int) -> str:
    """A count far above all that is known."""
    known = f"以往最多 {says(column, most)}" if most else "以往没有这么多"
    return f"{says(column, raw)}比以往多得多（{known}），请核对有没有多打一位。"


def unusual(column: Column, raw: Raw, why: Odd) -> str:
    """A figure far from what is known: 40 条，本单位以往是 2 到 4 条."""
    low, high = says(column, why.low), says(column, why.high)
    span = low if why.low == why.high else f"{low} 到 {high}"
    whose = "本单位以往是" if why.of == "unit" else "全表各单位的数是"
    return f"{says(column, raw)}，{whose} {span}，差得多"


def falls(column: Column, earlier: Raw) -> str:
    """A running total that falls."""
    return f"累计数比{per('上季度')}（{says(column, earlier)}）还少，请核对。"


def want_text() -> str:
    """A file came where a figure was asked for."""
    return "这里要的是一个数。要交整张表，请点“用表格录入”。"


def row_complete(row: Row, units: int) -> str:
    """Every unit's figures of a row are there."""
    return f"{row.id} 的 {units} 家都齐了。"


def nothing_to_clear(member: Member, column: Column) -> str:
    """Nothing stands."""
    return f"{member.name}的“{column.title}”本来就没有数。"


def no_origin() -> str:
    """Typed figures come from no file."""
    return "这些数是直接录入的，没有原表。"


def origin_label(number: int, kind: str) -> str:
    """What a kept file is called when it is sent back."""
    return f"部门数据原表{number if number > 1 else ''}.{'csv' if kind == 'txt' else kind}"


def origin(member: Member, row: Row) -> str:
    """The file below is where the figures came from."""
    return f"{member.name} {row.id} 的数来自这份表（收到时的原件）。"
