"""Units out of csv and xlsx, in either of two layouts.

Wide: 单位, then one column for each input, headed 三.4 取得成效的应用. Long: 单位, 指标, 输入项,
值, one line for each input, the lines of a unit together. Here: cells to raw facts. Not here:
the strict check (`facts`).
"""

import csv
import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from scoring.model import Input, Scheme
from scoring.stream import Doubled, InputError

_UNIT: Final = ("单位", "单位名称", "name", "unit")
_ROW: Final = ("指标", "行", "编号", "row")
_INPUT: Final = ("输入项", "输入", "input")
_VALUE: Final = ("值", "数值", "value")
_CLASS: Final = ("类别", "class")
_COLUMN: Final = re.compile(r"(?P<row>[^\s/：:]+)[\s/：:]+(?P<input>.+)")
_YES: Final = ("是", "true", "√", "yes")
_NO: Final = ("否", "false", "×", "no")

Cells = Sequence[object]


def csv_units(path: Path, scheme: Scheme) -> Iterator[dict[str, object]]:
    """Yield units of a csv file, UTF-8 or the GB18030 that office programs here write."""
    encoding = "utf-8-sig" if _is_utf8(path) else "gb18030"
    try:
        with path.open(encoding=encoding, newline="") as source:
            yield from _units(csv.reader(source, strict=True), scheme)
    except UnicodeDecodeError:
        raise InputError("看不懂文件的编码，请另存为 UTF-8") from None
    except csv.Error as error:
        raise InputError(f"不是合法的 csv（{error}）") from None


def _is_utf8(path: Path) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as raw:
        try:
            for block in iter(lambda: raw.read(1 << 20), b""):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def xlsx_units(path: Path, scheme: Scheme) -> Iterator[dict[str, object]]:
    """Yield units of the first sheet of a workbook."""
    from openpyxl import load_workbook  # costs 0.3 s: only for those who bring a workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever a broken zip makes it
        raise InputError(f"打不开这个 xlsx 文件（{type(error).__name__}）") from None
    try:
        yield from _units(book.worksheets[0].iter_rows(values_only=True), scheme)
    finally:
        book.close()


def _units(lines: Iterable[Cells], scheme: Scheme) -> Iterator[dict[str, object]]:
    rows = iter(lines)
    heads = [str(cell or "").strip() for cell in next(rows, ())]
    if not any(heads):
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


def _wide(rows: Iterator[Cells], heads: list[str], scheme: Scheme) -> Iterator[dict[str, object]]:
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
    for cells in rows:
        if all(cell in (None, "") for cell in cells):
            continue
        unit: dict[str, object] = {"name": _name(cells[0])}
        facts: dict[str, dict[str, object]] = {}
        for column, cell in zip(columns, cells, strict=False):
            if column:
                facts.setdefault(column[0], {})[column[1]] = _raw(scheme, *column, cell)
        if any(cell not in (None, "") for cell in cells[len(columns) :]):
            raise InputError(f"“{unit['name']}”一行的格子比表头多")
        if group is not None and group < len(cells) and cells[group] not in (None, ""):
            unit["class"] = _name(cells[group])
        yield unit | {"facts": facts}


def _long(rows: Iterator[Cells], places: list[int], scheme: Scheme) -> Iterator[dict[str, object]]:
    unit: dict[str, object] = {}
    facts: dict[str, Doubled] = {}
    for cells in rows:
        if all(cell in (None, "") for cell in cells):
            continue
        if len(cells) <= max(places):
            raise InputError(f"“{_name(cells[0])}”一行的格子不够")
        name, (row, one) = _name(cells[0]), (_name(cells[at]) for at in places[:2])
        if name != unit.get("name"):
            if unit:
                yield unit
            facts = {}
            unit = {"name": name, "facts": facts}
        known = facts.setdefault(row, Doubled())
        if one in known:
            known.twice = (*known.twice, one)
        known[one] = _raw(scheme, row, one, cells[places[2]])
    if unit:
        yield unit


def _name(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _raw(scheme: Scheme, row: str, name: str, cell: object) -> object:
    """Return a cell as the fact it stands for; what is not understood goes on as it is."""
    found = scheme.by_id.get(row)
    one = next((i for i in found.inputs if i.name == name), None) if found else None
    if isinstance(cell, float):
        # repr is what the person typed; a workbook keeps 0.1 as a binary number.
        return Decimal(repr(cell))
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if not text:
        return None
    return _typed(one, text) if one else text


def _typed(one: Input, text: str) -> object:
    if one.kind == "flag":
        return True if text.lower() in _YES else False if text.lower() in _NO else text
    if one.kind == "count" and re.fullmatch(r"-?[0-9]{1,30}", text):
        return int(text)
    return text
