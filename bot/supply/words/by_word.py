"""Sentences of figures that were said in one sentence: what would be written, and what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.forms.words import figures
from bot.supply.table import Column, Member, Raw
from bot.supply.words.gates import NAME, clause, overview_button, says


@dataclass(frozen=True, slots=True)
class Line:
    """One figure that would be written; ``raw`` None: it is taken back."""

    member: Member
    column: Column
    raw: Raw | None
    before: str
    """What stands now, in words; empty: nothing."""
    parts: str = ""
    odd: tuple[str, ...] = ()


def not_heard() -> str:
    """What was typed below the preview changed nothing of it."""
    return "您刚才那句话我没有听懂，上面的数没有变。要改哪一个，请说“单位＋数”，例如：安良镇是4家。"


def others_stand(count: int) -> str:
    """其余单位都是0条, where units have a figure already: it is not written over unseen."""
    return f"其余单位里有 {count} 家已经录过数，没有动；要改哪一家，请说“单位＋数”。"


def none_left(quarter: int) -> Message:
    """薛店不要了, and no other figure waits."""
    text = "好，不录了。刚才的数一个也没有录，原来的没有动。"
    return Message(text=text, buttons=((overview_button(quarter), HOME),))


_EACH = 12
"""So many units are listed line by line; of more, those with the same value stand together."""


def shown(
    quarter: int, name: str, lines: Sequence[Line], so_already: Sequence[str] = ()
) -> Message:
    """Before they are written: the row, who supplies it, each unit's value.

    ``so_already``: what was said with them and changes nothing.
    """
    columns = list(dict.fromkeys(one.column for one in lines))
    said: list[str] = []
    for column in columns:
        row = column.row
        said.append(
            f"{row.id} {figures.short(row.name, NAME)} · {column.input.name}（{column.body}提供）"
        )
        said += _of(column, [one for one in lines if one.column == column])
    said += [*so_already, "还没有录，点一下才录。"]
    yes = "录入" if len(lines) == 1 else f"录入这 {len(lines)} 个数"
    if all(one.raw is None for one in lines):
        yes = "清掉"
    return Message(
        title=f"{name} 部门数据，还没有录",
        text="\n".join(said),
        detail=clause(columns[0].row) if len(columns) == 1 else "",
        detail_label="原文" if len(columns) == 1 else "",
        buttons=((to(yes, "supply", "by-word", "yes"),), (overview_button(quarter), HOME)),
    )


def _of(column: Column, lines: Sequence[Line]) -> list[str]:
    if len(lines) <= _EACH:
        return [text for one in lines for text in _one(column, one)]
    said: list[str] = []
    groups: dict[Raw | None, list[Line]] = {}
    for one in lines:
        groups.setdefault(one.raw, []).append(one)
    for raw, every in groups.items():
        if len(every) <= _FEW or any(one.before or one.odd for one in every):
            said += [text for one in every for text in _one(column, one)]
            continue
        names = "、".join(one.member.short for one in every)
        said.append(f"· {_value(column, raw)}（{len(every)} 个单位，都还没有数）：{names}")
    return said


_FEW = 3


def _value(column: Column, raw: Raw | None) -> str:
    return "清掉，变回“未报”" if raw is None else says(column, raw)


def _one(column: Column, one: Line) -> list[str]:
    parts = f"（{one.parts}）" if one.parts else ""
    before = f"，现在是“{one.before}”" if one.before else "，现在还没有数"
    said = [f"· {one.member.short}：{_value(column, one.raw)}{parts}{before}"]
    return [*said, *(f"　{why}" for why in one.odd)]


def done(quarter: int, table: int, lines: Sequence[Line], notes: Sequence[str]) -> Message:
    """They were written."""
    first = lines[0]
    if len(lines) == 1:
        text = (
            f"✓ {first.member.short} {first.column.input.name}：{_value(first.column, first.raw)}"
        )
    else:
        text = f"✓ 录好 {len(lines)} 个数。"
    rest = "" if first.raw is None else "别的单位都没有的，可以接着发“别的都没有”。"
    see = to("看这一项", "supply", "row", quarter, table, first.column.row.id)
    return Message(
        text="\n".join([text, *notes, *([rest] if rest and len(lines) == 1 else [])]),
        buttons=((see, overview_button(quarter)), (HOME,)),
    )


def no_such_figure(
    quarter: int, said: str, columns: Sequence[Column], ways: Sequence[tuple[str, str]]
) -> Message:
    """No figure of this name or kind is wanted; ``columns``: those of the row it may mean."""
    lines = [f"没有“{said}”这样一个要录的数。"]
    if columns:
        lines.append("这几项要录的是：")
        lines += [f"· {one.heading}，{one.body}提供" for one in dict.fromkeys(columns)]
    each = [(Button(label=figures.short(label, 30), route=route),) for label, route in ways]
    return Message(text="\n".join(lines), buttons=(*each, (overview_button(quarter), HOME)))


def which(quarter: int, columns: Sequence[Column]) -> Message:
    """Several figures may be meant of several units."""
    lines = ["有几个数都对得上，请写上行号再说一遍，例如：五.2 别的都没有。"]
    lines += [f"· {one.heading}，{one.body}提供" for one in columns]
    return Message(text="\n".join(lines), buttons=((overview_button(quarter), HOME),))


def nothing_open(quarter: int) -> Message:
    """别的都没有, where every unit has its figure."""
    return Message(
        text="别的单位这一项都已经有数了，没有要补的。",
        buttons=((overview_button(quarter), HOME),),
    )


def already(member: Member, column: Column, raw: Raw) -> str:
    """It stands so already."""
    return f"{member.short}的“{column.input.name}”本来就是 {says(column, raw)}，没有变。"


def over() -> str:
    """Pressed when nothing waits any more."""
    return "刚才说的已经录了，或者换了别的事，没有再录。"


def moved() -> str:
    """Somebody has changed one of them meanwhile."""
    return "刚才有人改过其中的数，没有录。请再说一遍。"


def whose_value(said: str) -> str:
    """A value for one of several figures that wait."""
    return f"“{said}”是哪个单位的？请连单位一起说，例如：安良镇是{said}。"


def no_such_value(said: str) -> str:
    """A value that the figure cannot have."""
    return f"“{said}”不是这个数能填的。"
