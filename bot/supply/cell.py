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

from bot.paper.grid import Cell
from bot.speech import numbers
from bot.supply.table import Column, Raw
from scoring.exact import plain
from scoring.facts import FactFault, check

_DASHES: Final = re.compile(r"^[-—–－―─/\\*·…~]+$")
_CLEARED: Final = frozenset({"未报", "清空", "清除", "撤销"})
_DIGITS: Final = 15
"""Significant digits a spreadsheet shows; what is behind them is rounding of its own."""


class CellFault(Exception):
    """A cell that stands for no figure; ``sentence`` says in Chinese what to write instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Nothing(Enum):
    """A cell without a figure: left empty, or taken back in so many words."""

    BLANK = auto()
    CLEARED = auto()


def read_cell(cell: Cell, column: Column) -> Raw | Nothing:
    """The figure of a cell, or that there is none.

    Raises:
        CellFault: a formula, an error, a merged area, a dash, or no figure of this column.
    """
    if cell.kind == "formula":
        raise CellFault("这里是公式，请改成数（复制后选择性粘贴为数值）。")
    if cell.kind == "error":
        raise CellFault(f"这里是错误值 {cell.text}，请改成数。")
    text = cell.text.strip()
    if not text:
        return Nothing.BLANK
    if cell.copied:
        raise CellFault("这里和别的格子合并了，分不清是谁的数，请取消合并后分别填。")
    if text in _CLEARED:
        return Nothing.CLEARED
    return read_text(text, column)


def read_text(text: str, column: Column) -> Raw:
    """A figure as written in a cell or typed. Raises CellFault."""
    if _DASHES.match(text):
        nil = "“否”" if column.input.kind == "flag" else " 0"
        raise CellFault(f"“{text[:4]}”分不清是没有还是不知道：没有请填{nil}，不知道请留空。")
    if text == "不适用":
        raise CellFault("办法没有规定“不适用”怎么计分，请填数，或者留空。")
    try:
        raw = _READERS[column.input.kind](text, column)
    except numbers.NumberFault as fault:
        raise CellFault(_for_a_cell(fault.sentence)) from fault
    must_fit(raw, column)
    return raw


def must_fit(raw: Raw, column: Column) -> None:
    """End with a CellFault unless the figure passes the strict door of scoring."""
    try:
        check(column.row, column.input, Decimal(raw) if isinstance(raw, str) else raw)
    except FactFault as fault:
        # What was received stands in the cell or message already: the remark in brackets goes.
        raise CellFault(f"{fault.sentence.partition('（')[0]}。") from fault
    if isinstance(raw, int) and raw >= numbers.LIMIT:
        raise CellFault(f"这个数太大了，应当小于 {numbers.LIMIT}，请核对。")


def _flag(text: str, _: Column) -> bool:
    found = numbers.yes_no(text)
    if found is None:
        raise CellFault(f"不认识“{text[:12]}”，请填“是”或“否”。")
    return found


def _count(text: str, column: Column) -> int:
    return numbers.count(text, column.input.unit)


def _rate(text: str, column: Column) -> str:
    if text in {"无", "没有"}:
        raise CellFault("“无”不是百分比：没有变化请填 0，没有数据请留空。")
    found = numbers.ratio(text)
    if found < 0 and not column.input.signed:
        raise CellFault("这里不能是负数。")
    if len(found.as_tuple().digits) > _DIGITS:
        found = Decimal(f"{found:.{_DIGITS}g}")
    return plain(found)


def _for_a_cell(sentence: str) -> str:
    """A sentence made for a chat, as said of a cell."""
    return sentence.replace("直接回复", "填").replace("再回复一次", "再填").replace("回复", "填")


_READERS: Final[dict[str, Callable[[str, Column], Raw]]] = {
    "flag": _flag,
    "count": _count,
    "rate": _rate,
}
