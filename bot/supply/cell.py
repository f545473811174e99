"""One cell of a spreadsheet of figures: the value it stands for, or why it stands for none.

Nothing is guessed: a dash may mean none or not known, so it is asked about; 无 is the nil return of
a count and the no of a yes/no. Not here: whose cell it is (``bot.supply.reading``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from bot.speech.amounts import amount
from bot.speech.averages import several
from bot.speech.counts import LIMIT, count
from bot.speech.named import read_named
from bot.speech.numbers import NumberFault
from bot.speech.ratios import rate
from bot.speech.yes_no import yes_no
from bot.supply.table import Column, Raw
from scoring.averaged import mean
from scoring.cells import Cell
from scoring.exact import plain
from scoring.facts import FactFault, as_fact, check

_DASHES: Final = re.compile(r"^[-—–－―─/\\*·…~]+$")
_IN_BRACKETS: Final = re.compile(r"[（(]\s*([%％‰])\s*[）)]")
"""12.5（%）, as a table without formats of its own writes it."""
_CLEARED: Final = frozenset({"未报", "清空", "清除", "撤销"})
_DIGITS: Final = 15
"""Significant digits a spreadsheet shows; what is behind them is rounding of its own."""


class CellFault(Exception):
    """A cell that stands for no figure; ``sentence`` says in Chinese what to write instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Dash(Exception):
    """A dash, or a 0 that is not shown: none, or not known. Asked once for the whole sheet."""


class Nothing(Enum):
    """A cell without a figure: left empty, or taken back in so many words."""

    BLANK = auto()
    CLEARED = auto()


def read_cell(cell: Cell, column: Column) -> Raw | Nothing:
    """The figure of a cell, or that there is none.

    Raises:
        Dash: it may be none or not known.
        CellFault: no value is stored, it is a date or a picture, a merged area, or no figure of
            this column.
    """
    if cell.blank:
        return Nothing.BLANK
    if cell.copied:
        raise CellFault("这里和别的格子合并了，分不清是谁的数，请取消合并后分别填。")
    if sentence := not_a_figure(cell):
        raise CellFault(sentence)
    if cell.kind == "hidden" or (cell.kind == "text" and _DASHES.match(cell.text)):
        raise Dash
    if cell.text in _CLEARED:
        return Nothing.CLEARED
    if column.input.kind == "flag" and (cell.number == 0 or cell.text == "0"):
        return False  # the sheet itself says so: 没有发生的填 0 或“否”
    return _read_any(cell, column)


def not_a_figure(cell: Cell) -> str:
    """Why a cell holds no figure, whatever its column; empty where it may."""
    if cell.kind == "hidden" and cell.number:
        return f"这一格存着 {plain(cell.number)}，却设成不显示，请让它显示出来或者清空。"
    return {
        "formula": "这里是公式，文件里没有存下结果。请在 Excel 里打开、保存一次，或者改成数。",
        "error": f"这里是错误值 {cell.text}，请改成数。",
        "picture": "这里是图片，请改成数。",
        "date": f"这一格是日期（{cell.text}），请改成数。",
        "time": f"这一格是时间（{cell.text}），请改成数。",
        "struck": "这一格的内容划掉了，请清空，或者改成数。",
    }.get(cell.kind, "")


def _read_any(cell: Cell, column: Column) -> Raw:
    """The first of a cell's readings that is a figure; the fault of the first where none is."""
    faults: list[CellFault] = []
    for reading in cell.readings or (cell.text,):
        try:
            return read_text(reading, column)
        except CellFault as fault:
            faults.append(fault)
    sentence = faults[-1].sentence
    if cell.rounded:
        sentence = f"这一格显示 {cell.text}，实际是 {cell.readings[-1]}。{sentence}"
    raise CellFault(sentence)


def read_text(text: str, column: Column) -> Raw:
    """A figure as written in a cell or typed. Raises CellFault."""
    text = _IN_BRACKETS.sub(r"\1", text)
    if _DASHES.match(text):
        nil = "“否”" if column.input.kind == "flag" else " 0"
        raise CellFault(f"“{text[:4]}”分不清是没有还是不知道：没有请填{nil}，不知道请留空。")
    if text == "不适用":
        raise CellFault("办法没有规定“不适用”怎么计分，请填数，或者留空。")
    try:
        raw = _READERS[column.input.kind](text, column)
    except NumberFault as fault:
        raise CellFault(_for_a_cell(fault.sentence)) from fault
    must_fit(raw, column)
    return raw


def must_fit(raw: Raw, column: Column) -> None:
    """End with a CellFault unless the figure passes the strict door of scoring."""
    try:
        check(column.row, column.input, as_fact(raw))
    except FactFault as fault:
        # What was received stands in the cell or message already: the remark in brackets goes.
        raise CellFault(f"{fault.sentence.partition('（')[0]}。") from fault
    if isinstance(raw, int) and raw >= LIMIT:
        raise CellFault(f"这个数太大了，应当小于 {LIMIT}，请核对。")


def _flag(text: str, _: Column) -> bool:
    found = yes_no(text)
    if found is None:
        raise CellFault(f"不认识“{text[:12]}”，请填“是”或“否”。")
    return found


def _count(text: str, column: Column) -> int:
    about = f"{column.input.name}\n{column.input.ask}\n{column.row.name}"
    return count(text, column.input.unit, about=about)


def _rate(text: str, column: Column) -> str:
    if text in {"无", "没有"}:
        raise CellFault("“无”不是百分比：没有变化请填 0，没有数据请留空。")
    found = _one_or_mean(text, column, rate)
    if found < 0 and not column.input.signed:
        raise CellFault("这里不能是负数。")
    if len(found.as_tuple().digits) > _DIGITS:
        found = Decimal(f"{found:.{_DIGITS}g}")
    return plain(found)


def _amount(text: str, column: Column) -> str:
    about = f"{column.input.name}\n{column.input.ask}\n{column.row.name}"
    one = column.input

    def read(said: str) -> Decimal:
        return amount(said, one.unit, about=about, signed=one.signed)

    return plain(_one_or_mean(text, column, read))


def _one_or_mean(text: str, column: Column, read: Callable[[str], Decimal]) -> Decimal:
    """One figure; the mean of several where the row takes that: 95%、88%."""
    figures = several(text, read) if column.input.averaged else None
    return read(text) if figures is None else mean(figures, column.input.kind)


def _named(text: str, column: Column) -> str:
    return read_named(column.input, text)


def _for_a_cell(sentence: str) -> str:
    """A sentence made for a chat, as said of a cell."""
    return sentence.replace("直接回复", "填").replace("再回复一次", "再填").replace("回复", "填")


_READERS: Final[dict[str, Callable[[str, Column], Raw]]] = {
    "flag": _flag,
    "count": _count,
    "rate": _rate,
    "amount": _amount,
    "named": _named,
}
