"""Units out of a table file of any kind, in either of two layouts.

Wide: 单位, then one column for each input, headed 三.4 取得成效的应用. Long: 单位, 指标, 输入项,
值, one line for each input, the lines of a unit together; with 退回 and 上次核定 for rows that were
sent back. Headings may stand below a title and in any sheet: so the workbook of results that the
product hands out can be counted again. Here: cells to raw facts. Not here: opening the file
(`cells`), the strict check (`facts`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from scoring.cells import Cell, Limits, Unreadable, column_letters, lines_of_sheet
from scoring.facts import Unusable
from scoring.model import Scheme
from scoring.parts import Input
from scoring.stream import Doubled, InputError

KINDS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".fods",
                ".htm", ".html", ".xml")  # fmt: skip
_UNIT: Final = ("单位", "单位名称", "name", "unit")
_ROW: Final = ("指标", "行", "编号", "row")
_INPUT: Final = ("输入项", "输入", "input")
_VALUE: Final = ("值", "数值", "value")
_CLASS: Final = ("类别", "class")
_COLUMN: Final = re.compile(r"(?P<row>[^\s/：:]+)[\s/：:]+(?P<input>.+)")
_LONG: Final = {
    "row": _ROW,
    "input": _INPUT,
    "value": _VALUE,
    "class": _CLASS,
    "returned": ("退回", "退回未补正"),
    "accepted": ("上次核定",),
}
_YES: Final = ("是", "true", "√", "yes")
_NO: Final = ("否", "false", "×", "no")
_LIMITS: Final = Limits(
    "各单位的数据",
    bytes=1 << 30,
    unpacked=1 << 32,
    rows=1_048_576,
    columns=16_384,
    merged=200_000,
    cells=200_000_000,
)
"""A hundred thousand units are a file of some size; a person at a terminal may wait for it."""

Line = tuple[int, list[Cell]]


def units_of_table(path: Path, scheme: Scheme) -> Iterator[dict[str, object]]:
    """Yield the units of a file; its content decides what kind of file it is.

    Of several sheets the one named for the scheme's group, else the first with headings of units.
    """
    kind = path.suffix.lower().removeprefix(".")
    data = path.read_bytes()
    try:
        titles = [title for title in _titles(data, kind) if scheme.group in title]
        yield from _units(lines_of_sheet(data, _LIMITS, kind, _beginning(titles)), scheme)
    except Unreadable as reason:
        if "空文件" in str(reason):
            raise InputError("输入是空的") from None
        what = "不是合法的 csv" if kind == "csv" else f"打不开这个 {kind} 文件"
        raise InputError(f"{what}：{reason}") from None


def _titles(data: bytes, kind: str) -> list[str]:
    """Return the titles of the sheets in which headings of units stand."""
    found: list[str] = []

    def look(title: str, lines: list[Line]) -> int | None:
        if _start(lines) is not None:
            found.append(title)
        return None

    for _ in lines_of_sheet(data, _LIMITS, kind, look):
        break
    return found


def _beginning(titles: list[str]) -> Callable[[str, list[Line]], int | None]:
    """Return what finds the headings in a sheet, in one of these where there are any."""

    def look(title: str, lines: list[Line]) -> int | None:
        return _start(lines) if not titles or title in titles else None

    return look


def _start(lines: list[Line]) -> int | None:
    return next((at for at, (_, cells) in enumerate(lines) if _layout(_heads(cells))), None)


def _heads(cells: Sequence[Cell]) -> list[str]:
    heads = [cell.text for cell in cells]
    while heads and not heads[-1]:
        heads.pop()
    return heads


def _layout(heads: list[str]) -> str:
    """Return whether headings are long or wide, or nothing when they are no headings of units."""
    if not heads or heads[0] not in _UNIT:
        return ""
    if all(_place(heads, names) is not None for names in (_ROW, _INPUT, _VALUE)):
        return "long"
    rest = [head for head in heads[1:] if head and head not in _CLASS]
    return "wide" if rest and all(_COLUMN.fullmatch(head) for head in rest) else ""


def _units(lines: Iterable[Line], scheme: Scheme) -> Iterator[dict[str, object]]:
    rows = iter(lines)
    _, first = next(rows, (0, ()))
    heads = _heads(first)
    if not heads:
        raise InputError("输入是空的")
    if heads[0] not in _UNIT:
        raise InputError(f"第一列的表头要写“单位”，现在是“{heads[0]}”")
    yield from (_long if _layout(heads) == "long" else _wide)(rows, heads, scheme)


def _place(heads: list[str], names: Sequence[str]) -> int | None:
    return next((at for at, head in enumerate(heads) if head in names), None)


def _wide(rows: Iterator[Line], heads: list[str], scheme: Scheme) -> Iterator[dict[str, object]]:
    columns: list[tuple[str, str] | None] = [None]
    for at, head in enumerate(heads[1:], 2):
        found = _COLUMN.fullmatch(head)
        if not found and head not in _CLASS:
            raise InputError(f"第 {at} 列的表头“{head}”要写成“三.4 取得成效的应用”这样")
        columns.append((found["row"], found["input"]) if found else None)
    doubled = {head for head in heads if heads.count(head) > 1}
    if doubled:
        raise InputError(f"表头重复了：{'、'.join(sorted(doubled))}")
    group = _place(heads, _CLASS)
    for number, cells in rows:
        if all(cell.blank for cell in cells):
            continue
        unit: dict[str, object] = {"name": cells[0].text}
        facts: dict[str, dict[str, object]] = {}
        for place, (column, cell) in enumerate(zip(columns, cells, strict=False)):
            if column:
                raw = _raw(scheme, *column, cell, f"{column_letters(place)}{number}")
                facts.setdefault(column[0], {})[column[1]] = raw
        if any(not cell.blank for cell in cells[len(columns) :]):
            raise InputError(f"“{unit['name']}”一行的格子比表头多")
        if group is not None and group < len(cells) and cells[group].text:
            unit["class"] = cells[group].text
        yield unit | {"facts": facts}


def _long(rows: Iterator[Line], heads: list[str], scheme: Scheme) -> Iterator[dict[str, object]]:
    places = {name: _place(heads, words) for name, words in _LONG.items()}
    least = max(places["row"] or 0, places["input"] or 0)
    found: _LongUnit | None = None
    for number, cells in rows:
        if all(cell.blank or cell.copied for cell in cells):
            continue
        if 1 < len(cells) <= least:
            raise InputError(f"“{cells[0].text}”一行的格子不够")
        if found is None or found.name != cells[0].text:
            if found:
                yield found.raw()
            found = _LongUnit(cells[0].text, scheme)
        found.take({name: _At(cells, at, number) for name, at in places.items()})
    if found:
        yield found.raw()


class _At:
    """A cell of a line with its address; an empty one where the line is too short."""

    __slots__ = ("cell", "name")

    def __init__(self, cells: Sequence[Cell], place: int | None, number: int) -> None:
        there = place is not None and place < len(cells)
        self.cell = cells[place] if place is not None and there else Cell()
        self.name = f"{column_letters(place or 0)}{number}"


@dataclass(slots=True)
class _LongUnit:
    """A unit whose lines are being read, one input each."""

    name: str
    scheme: Scheme
    facts: dict[str, Doubled] = field(default_factory=dict)
    returned: dict[str, dict[str, object] | None] = field(default_factory=dict)
    classed: str = ""

    def take(self, line: dict[str, _At]) -> None:
        """Note one line; one without a row only says that the unit is there."""
        row, one = line["row"].cell.text, line["input"].cell.text
        self.classed = line["class"].cell.text or self.classed
        if not row and not one:
            return
        known = self.facts.setdefault(row, Doubled())
        if one in known:
            known.twice = (*known.twice, one)
        known[one] = self._raw(row, one, line["value"])
        if line["returned"].cell.text.lower() in _YES:
            kept, before = self.returned.get(row), self._raw(row, one, line["accepted"])
            self.returned[row] = kept if before is None else (kept or {}) | {one: before}

    def _raw(self, row: str, one: str, at: _At) -> object:
        return _raw(self.scheme, row, one, at.cell, at.name)

    def raw(self) -> dict[str, object]:
        """Return the unit as every reader gives it."""
        unit: dict[str, object] = {"name": self.name, "facts": self.facts}
        if self.returned:
            unit["returned"] = self.returned
        return unit | ({"class": self.classed} if self.classed else {})


def _raw(scheme: Scheme, row: str, name: str, cell: Cell, at: str) -> object:
    """Return a cell as the fact it stands for; what is not understood goes on as it is."""
    found = scheme.by_id.get(row)
    one = next((i for i in found.inputs if i.name == name), None) if found else None
    if cell.blank:
        return None
    if cell.copied:
        return Unusable(f"{at} 和别的格子合并了，分不清是谁的数，请取消合并后分别填")
    if trouble := _trouble(cell):
        return Unusable(f"{at} {trouble}")
    if cell.kind == "bool":
        return cell.text == "TRUE"
    if one is None:
        return cell.text
    return _number(one, cell, at) if cell.number is not None else _typed(one, cell.text)


def _trouble(cell: Cell) -> str:
    """Why a cell stands for no value, whatever the column."""
    return {
        "formula": "是公式，文件里没有存下结果，请打开、保存一次，或者改成数",
        "error": f"是错误值 {cell.text}，请改正",
        "picture": "是图片，请改成数",
        "date": f"是日期（{cell.text}），请改成数",
        "time": f"是时间（{cell.text}），请改成数",
        "struck": "的内容划掉了，请清空或者改成数",
        "hidden": "存着数却设成不显示，请让它显示出来或者清空",
    }.get(cell.kind, "")


def _number(one: Input, cell: Cell, at: str) -> object:
    """A number as it is shown: 12.5 under 0.0"%" is 12.5 %, and 3 under 0"条（不足5%）" is 3."""
    read = cell.readings[-1]
    if one.kind == "flag" and cell.number == 0:
        return False  # the forms themselves say: 没有填 0
    if one.kind == "rate" and read.endswith("‰"):
        return Decimal(read[:-1]).scaleb(-3)
    if one.kind == "rate" and read.endswith("%"):
        return read
    if not re.fullmatch(r"-?[0-9.]+", read):
        return Unusable(f"{at} 显示的是“{cell.text}”，看不懂，请写成数")
    value = Decimal(read)
    whole = value == value.to_integral_value()
    if one.kind == "count" and cell.rounded:
        return Unusable(f"{at} 显示 {cell.text}，实际是 {read}，请改成整数")
    return int(value) if one.kind == "count" and whole else value


def _typed(one: Input, text: str) -> object:
    if one.kind == "flag":
        lowered = text.lower()
        return True if lowered in _YES else False if lowered in (*_NO, "0") else text
    if one.kind == "count" and re.fullmatch(r"-?[0-9]{1,30}", text):
        return int(text)
    return text
