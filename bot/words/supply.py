"""Sentences of figures from other bodies: the overview, one row, one unit, one figure.

The spreadsheet's sentences are in ``supply_import``; who may write what is said here too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.events import Button, Message
from bot.sheets.supply_table import Column, Member, Raw
from bot.supply_plan import Standing
from bot.words import figures
from bot.words import quarter as quarter_words
from bot.words.buttons import in_rows, to
from bot.words.calendar import say_moment
from bot.words.paging import ROW, Leaf
from scoring.scheme import Row
from storage.queries.quarters import Quarter

HOME = Button(label="首页", route="home")
ASK_OFFICE = Button(label="请信用办指定", route="supply/ask")
_NAME = 14


def overview_button(quarter: int) -> Button:
    """Back to the overview."""
    return to("数据录入", "supply", quarter)


def quarter_name(quarter: Quarter) -> str:
    """2026年四季度."""
    return quarter_words.name(quarter.year, quarter.number)


# -- the overview --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Count:
    """A row of a table, and for how many of its units the figures are there."""

    group: str
    number: int
    row: Row
    name: str
    """The row's name; its figure's where several rows share a name."""
    there: int
    units: int


@dataclass(frozen=True, slots=True)
class Latest:
    """Who wrote last, when, from whom."""

    who: str
    at: datetime
    body: str


def overview(
    quarter: Quarter,
    rows: Leaf[Count],
    latest: Latest | None,
    now: datetime,
    *,
    open_: bool,
    others: Sequence[Quarter],
    assigns: bool,
) -> Message:
    """How many units' figures are there, row by row."""
    lines: list[str] = []
    group = ""
    for one in rows.items:
        if one.group != group:
            group = one.group
            lines.append(group)
        mark = "✓" if one.there == one.units else "●" if one.there else "○"
        lines.append(f"{mark} {one.row.id} {one.name}：{one.there}/{one.units} 家，{one.row.by}")
    if latest:
        who = latest.who or "系统"
        lines.append(f"最近：{who} {say_moment(latest.at, now)} 录入（{latest.body}）")
    if not open_:
        lines.append(
            f"这个季度{quarter_words.STATES.get(quarter.state, quarter.state)}，只能查看。"
        )
    several = len({one.group for one in rows.items}) > 1
    buttons = [
        to(f"{one.group if several else ''} {one.row.id}".strip(), "supply", "row", quarter.id,
           one.number, one.row.id)
        for one in rows.items
    ]  # fmt: skip
    book = ((to("用表格录入", "supply", "book", quarter.id),),) if open_ else ()
    last = [to(quarter_name(one), "supply", one.id) for one in others]
    last += [to("谁报哪些", "supply", "people")] if assigns else []
    return Message(
        title=f"{quarter_name(quarter)} 部门数据{rows.mark}",
        text="\n".join(lines),
        buttons=(
            *book,
            *in_rows(buttons, 3 if not several else 2),
            *rows.turning(lambda n: f"supply/{quarter.id}/{n}"),
            (*last, HOME),
        ),
    )


def name_of(row: Row) -> str:
    """What tells a row from the others: what it counts, where that is one thing; else its name."""
    return figures.short(row.inputs[0].name if len(row.inputs) == 1 else row.name, _NAME)


# -- one row -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the list of a row: its figures in a line, or nothing yet."""

    unit: int
    short: str
    said: str
    complete: bool


def row_list(
    quarter: Quarter,
    number: int,
    group: str,
    row: Row,
    lines: Leaf[UnitLine],
    there: int,
    *,
    next_unit: UnitLine | None,
    rest: int | None,
    open_: bool,
) -> Message:
    """A row with every unit's figures; ``rest``: the input that all others may be given at once."""
    said = [f"{one.short}：{one.said or '还没有'}" for one in lines.items]
    at = (quarter.id, number, row.id)
    units = [
        to(f"{one.short}{' ✓' if one.complete else ''}", "supply", "unit", quarter.id, one.unit,
           row.id)
        for one in lines.items
    ]  # fmt: skip
    first: list[ROW] = []
    if open_ and next_unit is not None:
        step = to(f"录 {next_unit.short}", "supply", "unit", quarter.id, next_unit.unit, row.id)
        first.append((step,))
        units = [one for one in units if one.route != step.route]
    if open_ and rest is not None:
        first.append((to("还没有的一起填", "supply", "rest", *at, rest),))
    return Message(
        title=f"{figures.row_title(row)} · {group}{lines.mark}",
        text=f"由{row.by}提供，{there}/{lines.total} 家已有。\n" + "\n".join(said),
        detail=_clause(row),
        detail_label="原文",
        buttons=(
            *first,
            *in_rows(units, 3),
            *lines.turning(lambda n: f"supply/row/{quarter.id}/{number}/{row.id}/{n}"),
            (overview_button(quarter.id), HOME),
        ),
        replace=True,
    )


def _clause(row: Row) -> str:
    parts = [row.text, f"理解：{row.reading}" if row.reading else ""]
    return "\n".join(one for one in parts if one)


def values(columns: Sequence[Column], standing: Mapping[str, Standing]) -> str:
    """已报送 是，迟报、错报 3 条; nothing where nothing is there."""
    found = [
        f"{figures.short(c.input.name, 16)} {figures.value(c.input, standing[c.input.name].value)}"
        for c in columns
        if c.input.name in standing
    ]
    if len(columns) == 1 and found:
        return figures.value(columns[0].input, standing[columns[0].input.name].value)
    return "，".join(found)


# -- one unit ------------------------------------------------------------------------------------


def says(column: Column, raw: Raw) -> str:
    """3 条, 是, 12.5%."""
    return figures.value(column.input, raw)


def written(member: Member, column: Column, raw: Raw) -> str:
    """✓ 教育局 迟报、错报：3 条."""
    return f"✓ {member.short} {figures.short(column.input.name, 20)}：{says(column, raw)}"


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
        text="\n".join(lines) or f"由{row.by}提供，还没有数。",
        detail=_clause(row),
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
        text.append(f"上季度累计 {says(column, carried)}。")
    change = (to("清掉这个数", "supply", "clear", *at),) if now_stands else ()
    more = [to("看这一项", "supply", "row", quarter.id, number, column.row.id), HOME]
    return Message(
        title=f"{member.name} · {column.row.id} {figures.short(column.row.name, _NAME)}",
        text="\n".join(text),
        detail=_clause(column.row),
        detail_label="原文",
        buttons=tuple(
            one for one in ((*answers,), change, (*((skip,) if skip else ()), *more)) if one
        ),
        placeholder=_HINTS[column.input.kind],
    )


_HINTS = {"flag": "请点“是”或“否”", "count": "请输入数字，没有填 0", "rate": "例如 12.5%"}


def _answers(column: Column, at: tuple[object, ...], carried: Raw | None) -> tuple[Button, ...]:
    if column.input.kind == "flag":
        return (to("是", "supply", "put", *at, 1), to("否", "supply", "put", *at, 0))
    if column.input.kind != "count":
        return ()
    found = [to(f"还是 {says(column, carried)}", "supply", "put", *at, carried)] if carried else []
    if column.input.least == 0 and not carried:
        found.append(to(f"0 {column.input.unit}", "supply", "put", *at, 0))
    return tuple(found)


def sure(
    member: Member, column: Column, raw: Raw, reason: str, at: tuple[int, int, str, int]
) -> Message:
    """Before a figure that stands is changed, or one that looks odd is written."""
    return Message(
        title=f"{member.name} · {column.title}",
        text=f"{reason}\n要写成“{says(column, raw)}”吗？",
        buttons=(
            (to(f"确认 {says(column, raw)}", "supply", "yes", *at),),
            (to("不改了", "supply", "unit", at[0], at[1], at[2]), HOME),
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


def falls(column: Column, earlier: Raw) -> str:
    """A running total that falls."""
    return f"累计数比上季度（{says(column, earlier)}）还少，请核对。"


def want_text() -> str:
    """A file came where a figure was asked for."""
    return "这里要的是一个数。要交整张表，请点“用表格录入”。"


def row_complete(row: Row, units: int) -> str:
    """Every unit's figures of a row are there."""
    return f"{row.id} 的 {units} 家都齐了。"


def nothing_to_clear(member: Member, column: Column) -> str:
    """Nothing stands."""
    return f"{member.name}的“{column.title}”本来就没有数。"


# -- all the others at once ------------------------------------------------------------------------


def rest_which(
    quarter: Quarter, number: int, group: str, column: Column, place: int, names: Sequence[str]
) -> Message:
    """Which figure all units without one are given."""
    at = ("supply", "rest", quarter.id, number, column.row.id, place)
    if column.input.kind == "flag":
        answers: ROW = (to("都填“否”", *at, 0), to("都填“是”", *at, 1))
    else:
        answers = (to(f"都填 0 {column.input.unit}", *at, 0),)
    return Message(
        title=f"{column.title} · {group}",
        text=f"还没有数的 {len(names)} 家：{_listed(names)}。\n{column.input.ask}",
        buttons=(answers, (to("返回", "supply", "row", *at[2:5]), HOME)),
    )


def rest_sure(
    quarter: Quarter,
    number: int,
    group: str,
    column: Column,
    place: int,
    raw: Raw,
    names: Sequence[str],
    mark: str,
) -> Message:
    """Before many figures are written at once."""
    said = says(column, raw)
    at = (quarter.id, number, column.row.id, place, int(raw), mark)
    return Message(
        title=f"{column.title} · {group}",
        text=f"把这 {len(names)} 家都填成“{said}”：{_listed(names)}。\n已经有数的不动。",
        buttons=(
            (to(f"确认，{len(names)} 家都填“{said}”", "supply", "all", *at),),
            (to("不填了", "supply", "row", *at[:3]), HOME),
        ),
    )


def rest_written(column: Column, raw: Raw, count: int) -> str:
    """Many figures were written."""
    return f"✓ {column.input.name}：{count} 家都填成了“{says(column, raw)}”。"


def rest_none(column: Column) -> str:
    """Nobody is left without."""
    return f"“{column.title}”每家都有数了。"


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(names[:12])
    return f"{shown}等" if len(names) > 12 else shown


# -- refusals --------------------------------------------------------------------------------------


def no_quarter() -> str:
    """No quarter that figures belong to."""
    return "现在没有可以录入数据的季度，开期以后再来。"


def nothing_to_supply() -> str:
    """No row of the scheme has `by`."""
    return "这个季度的指标都由各单位自己填报，没有由部门提供的数据。"


def takes_no_part() -> str:
    """A unit outside the quarter."""
    return "这个单位不参加本季度的考核。"


def not_supplied(row: str) -> str:
    """A row the units answer, or none at all."""
    return f"{row} 不是由部门提供数据的指标。"


def not_concerned(row: str, unit: str) -> str:
    """A row that does not count for the unit."""
    return f"{row} 不考核{unit}，不用录入。"


def no_such_table() -> str:
    """A foreign table number."""
    return "没有这张考核表。"


def closed(quarter: Quarter) -> str:
    """Too late to write."""
    state = quarter_words.STATES.get(quarter.state, quarter.state)
    return f"{quarter_name(quarter)}{state}，部门数据不能再改。确有差错，请走申诉更正。"


def not_your_body(row: str, body: str) -> str:
    """A supplier at another body's row."""
    return f"{row} 由{body}提供，不归您报送。有疑问请联系县信用办。"


def not_assigned() -> str:
    """A supplier whom nobody has told what to supply."""
    return "信用办还没有指定您报送哪个部门的数据，指定以后就可以录入。"


def stale() -> Message:
    """The draft behind a confirmation is gone."""
    return Message(
        text="这一步已经过期，什么都没有写入，请重新来一次。",
        buttons=((Button(label="数据录入", route="supply"), HOME),),
    )


def no_origin() -> str:
    """Typed figures come from no file."""
    return "这些数是直接录入的，没有原表。"


def origin_label(number: int, kind: str) -> str:
    """What a kept file is called when it is sent back."""
    return f"部门数据原表{number if number > 1 else ''}.{'csv' if kind == 'txt' else kind}"


def origin(member: Member, row: Row) -> str:
    """The file below is where the figures came from."""
    return f"{member.name} {row.id} 的数来自这份表（收到时的原件）。"


# -- typed in one line -----------------------------------------------------------------------------


def how_to_type() -> Message:
    """A line that says nothing of a figure."""
    return Message(
        text="可以写成：录入 教育局 迟报、错报 3\n（单位、指标、数，用空格隔开）",
        buttons=((Button(label="数据录入", route="supply"), HOME),),
    )


def which_row(quarter: int, member: Member, rows: Sequence[Row], hint: str) -> Message:
    """A unit without an indicator, or with one that is not known."""
    asked = f"没有认出“{hint}”是哪一项。" if hint else ""
    return Message(
        text=f"{asked}要录{member.name}的哪一项？",
        buttons=(
            *in_rows(
                [
                    to(
                        f"{row.id} {name_of(row)}",
                        "supply",
                        "unit",
                        quarter,
                        member.unit,
                        row.id,
                    )
                    for row in rows
                ],
                1,
            ),
            (overview_button(quarter), HOME),
        ),
    )


def which_column(
    quarter: int, member: Member, choices: Sequence[tuple[Column, str]], said: str
) -> Message:
    """Several indicators fit: a button for each."""
    asked = f"要把“{said}”录到哪一项" if said else "要录哪一项"
    return Message(
        text=f"{member.name}有几项都对得上，{asked}？",
        buttons=(
            *(((Button(label=_cut(column.title), route=route),)) for column, route in choices),
            (overview_button(quarter), HOME),
        ),
    )


def _cut(label: str) -> str:
    return figures.short(label, 30)


def which_unit(text: str, choices: Sequence[tuple[str, str]], quarter: int) -> Message:
    """A name that several units have, or that is nobody's."""
    return Message(
        text=f"没有认准“{text}”是哪个单位，您是说：",
        buttons=(
            *in_rows([Button(label=name, route=route) for name, route in choices], 2),
            (overview_button(quarter), HOME),
        ),
    )


def taken_as(written_: str, member: Member) -> str:
    """A name that is only like the unit's."""
    return f"“{written_}”认作{member.name}。"


# -- who reports for which body --------------------------------------------------------------------


def asked_office() -> Message:
    """The office was told that somebody waits."""
    return Message(text="已经告诉信用办，指定以后会通知您。", buttons=((HOME,),))


def please_assign(person: int, name: str) -> Message:
    """To the office: somebody does not know what to supply."""
    return Message(
        text=f"数据报送员{name}还没有指定报送哪个部门的数据。",
        buttons=((to("指定", "supply", "who", person),),),
    )


def suppliers(lines: Sequence[tuple[int, str, Sequence[str]]]) -> Message:
    """Every 数据报送员 and whose figures each reports."""
    said = [f"{name}：{'、'.join(bodies) or '还没有指定'}" for _, name, bodies in lines]
    return Message(
        title="谁报哪些部门的数据",
        text="\n".join(said) or "还没有数据报送员。",
        buttons=(
            *in_rows([to(f"改 {name}", "supply", "who", person) for person, name, _ in lines], 2),
            (to("邀请数据报送员", "invite", "role", "supplier"),),
            (Button(label="数据录入", route="supply"), HOME),
        ),
    )


def whose(person: int, name: str, bodies: Sequence[tuple[str, bool]]) -> Message:
    """Tick whose figures somebody reports."""
    ticks = [
        to(f"{'☑' if on else '☐'} {body}", "supply", "who", person, place, 0 if on else 1)
        for place, (body, on) in enumerate(bodies)
    ]
    return Message(
        title=f"{name}报哪些部门的数据",
        text="点一下选上，再点一下去掉。只能录入选上的部门的数据。",
        buttons=(*in_rows(ticks, 1), (to("选好了", "supply", "people"), HOME)),
        replace=True,
    )


def no_such_supplier() -> str:
    """A person without the role."""
    return "这个人现在不是数据报送员。"


def you_may(bodies: Sequence[str]) -> Message:
    """To the supplier whose bodies were changed."""
    text = f"信用办指定您报送：{'、'.join(bodies)}。" if bodies else "您报送的部门已被信用办取消。"
    return Message(text=text, buttons=((Button(label="数据录入", route="supply"), HOME),))


def for_suppliers() -> Message:
    """How a 数据报送员 works, in a few lines."""
    return Message(
        title="数据报送员怎么用",
        text="发“录入”看哪些数还没有，按顺序一家一家点着填；\n"
        "或者点“用表格录入”，填好整张表发回来，确认了才写入；\n"
        "也可以一句话录一个数，例如：录入 教育局 迟报、错报 3\n"
        "录错了随时能改，谁改的、改成多少都会留痕。",
        buttons=((Button(label="数据录入", route="supply"), HOME),),
    )
