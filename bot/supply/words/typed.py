"""Sentences of a figure typed in one line, where something in it is not clear."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import Button, Message
from bot.forms.words import figures
from bot.supply.table import Column, Member, Raw
from bot.supply.words.gates import name_of, overview_button, says
from scoring.scheme import Row


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
    quarter: int, member: Member, choices: Sequence[tuple[Column, Raw | None, str]], said: str
) -> Message:
    """Several indicators fit: a button for each, with what a tap of it writes."""
    asked = f"要把“{said}”录到哪一项" if said else "要录哪一项"
    offered = [(Button(label=_writes(column, raw), route=route),) for column, raw, route in choices]
    return Message(
        text=f"{member.name}有几项都对得上，{asked}？",
        buttons=(*offered, (overview_button(quarter), HOME)),
    )


def _writes(column: Column, raw: Raw | None) -> str:
    title = figures.short(column.title, 30)
    return title if raw is None else f"{title}：{says(column, raw)}"


def figure_of(columns: Sequence[Column], value: str) -> str:
    """What would be written, above the units it may be of."""
    return f"要录的：{columns[0].title} {value}。" if columns and value else ""


def which_unit(whose: str, choices: Sequence[tuple[str, str]], what: str, quarter: int) -> Message:
    """A name that several units have, or that is nobody's; ``what``: the figure a tap writes."""
    return Message(
        text="\n".join(one for one in (whose, f"{what}还没有录。" if what else "") if one),
        buttons=(
            *in_rows([Button(label=name, route=route) for name, route in choices], 2),
            (overview_button(quarter), HOME),
        ),
    )


def taken_as(written_: str, member: Member) -> str:
    """A name that is only like the unit's."""
    return f"“{written_}”认作{member.name}。"
