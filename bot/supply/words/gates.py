"""Sentences of figures from other bodies that every page of them shares: names, refusals."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.forms.words import figures
from bot.speech import quarters as quarter_words
from bot.speech.periodic import per
from bot.supply.table import Column, Raw
from scoring.scheme import Row
from storage.queries.quarters import Quarter

ASK_OFFICE = Button(label="请信用办指定", route="supply/ask")
NAME = 14
"""Signs of a row's name in a list."""


def overview_button(quarter: int) -> Button:
    """Back to the overview."""
    return to("数据录入", "supply", quarter)


def quarter_name(quarter: Quarter) -> str:
    """2026年四季度."""
    return quarter_words.name(quarter.year, quarter.number)


def name_of(row: Row) -> str:
    """What tells a row from the others: what it counts, where that is one thing; else its name."""
    return figures.short(row.inputs[0].name if len(row.inputs) == 1 else row.name, NAME)


def says(column: Column, raw: Raw) -> str:
    """3 条, 是, 12.5%."""
    return figures.value(column.input, raw)


def clause(row: Row) -> str:
    """The clause as printed, and how it is read."""
    parts = [row.text, f"理解：{row.reading}" if row.reading else ""]
    return "\n".join(one for one in parts if one)


def no_quarter() -> str:
    """No quarter that figures belong to."""
    return per("现在没有可以录入数据的季度，开期以后再来。")


def nothing_to_supply() -> str:
    """No row of the scheme has `by`."""
    return per("这个季度的指标都由各单位自己填报，没有由部门提供的数据。")


def takes_no_part() -> str:
    """A unit outside the quarter."""
    return per("这个单位不参加本季度的考核。")


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


def suppliers(row: Row, bodies: frozenset[str] | None = None) -> str:
    """Who supplies a row's figures: 县工信局; of several assessors 领导、群众, of these alone."""
    return "、".join(one for one in row.suppliers if bodies is None or one in bodies)


def not_your_body(row: str, body: str) -> str:
    """A supplier at another body's row."""
    return f"{row} 由{body}提供，不归您报送。有疑问请联系县信用办。"


def own_unit(unit: str) -> str:
    """Nobody writes figures for the unit that the same person reports for."""
    return f"您是{unit}的联络员，这个单位的部门数据请信用办别的管理员录入。"


def not_assigned() -> str:
    """A supplier whom nobody has told what to supply."""
    return "信用办还没有指定您报送哪个部门的数据，指定以后就可以录入。"


def stale() -> Message:
    """The draft behind a confirmation is gone."""
    return Message(
        text="这一步已经过期，什么都没有写入，请重新来一次。",
        buttons=((Button(label="数据录入", route="supply"), HOME),),
    )
