"""Units out of a table file of any kind, in either of two layouts.

Wide: 单位, then one column for each input, headed 三.4 取得成效的应用. Long: 单位, 指标, 输入项,
值, one line for each input, the lines of a unit together. Here: cells to raw facts. Not here:
opening the file (`cells`), the strict check (`facts`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from scoring.cells import Cell, Limits, Unreadable, column_letters, lines_of_first_sheet
from scoring.facts import Unusable
from scoring.model import Input, Scheme
from scoring.stream import Doubled, InputError

KINDS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".fods",
                ".htm", ".html", ".xml")  # fmt: skip
_UNIT: Final = ("单位", "单位名称", "name", "unit")
_ROW: Final = ("指标", "行", "编号", "row")
_INPUT: Final = ("输入项", "输入", "input")
_VALUE: Final = ("值", "数值", "value")
_CLASS: Final = ("类别", "class")
_COLUMN: Final = re.compile(r"(?P<row>[^\s/：:]+)[\s/：:]+(?P<input>.+)")
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

Line = tuple[int, Sequence[Cell]]


def units_of_table(path: Path, scheme: Scheme) -> Iterator[dict[str, object]]:
    """Yield the units of the first sheet of a file; its content decides what kind of file it is."""
    kind = path.suffix.lower().removeprefix(".")
    try:
        yield from _units(lines_of_first_sheet(path.read_bytes(), _LIMITS, kind), scheme)
    except Unreadable as reason:
        if "空文件" in str(reason):
            raise InputError("输入是空的") from None
        what = "不是合法的 csv" if kind == "csv" else f"打不开这个 {kind} 文件"
        raise InputError(f"{what}：{reason}") from None


def _units(lines: Iterable[Line], scheme: Scheme) -> Iterator[dict[str, object]]:
    rows = iter(lines)
    _, first = next(rows, (0, ()))
    heads = [cell.text for cell in first]
    while heads and not heads[-1]:
        heads.pop()
    if not heads:
        raise InputError("输入是空的")
    if heads[0] not in _UNIT:
        raise InputError(f"第一列的表头要写“单位”，现在是“{heads[0]}”")
    long = [_place(heads, names) for names in (_ROW, _INPUT, _VALUE)]
    if all(place is not None for place in long):
        yield from _long(rows, [place or 0 for place in long], scheme)
    else:
        yield from _wide(rows, heads, scheme)


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


def _long(rows: Iterator[Line], places: list[int], scheme: Scheme) -> Iterator[dict[str, object]]:
    unit: dict[str, object] = {}
    facts: dict[str, Doubled] = {}
    for number, cells in rows:
        if all(cell.blank or cell.copied for cell in cells):
            continue
        if len(cells) <= max(places[:2]):
            raise InputError(f"“{cells[0].text}”一行的格子不够")
        name, (row, one) = cells[0].text, (cells[at].text for at in places[:2])
        if name != unit.get("name"):
            if unit:
                yield unit
            facts = {}
            unit = {"name": name, "facts": facts}
        known = facts.setdefault(row, Doubled())
        if one in known:
            known.twice = (*known.twice, one)
        place = places[2]
        value = cells[place] if place < len(cells) else Cell()
        known[one] = _raw(scheme, row, one, value, f"{column_letters(place)}{number}")
    if unit:
        yield unit


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
