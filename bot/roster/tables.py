"""The tables in a sheet of a list of units: where the headings are, and what each column is.

Offices put two lists below or beside each other, repeat the headings on each page, and divide
headings in two rows (联络员 over 姓名 and 电话). Not here: what a row says (``bot.roster.row``),
what the words are (``bot.roster.headings``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.roster.headings import (
    EITHER,
    HEADINGS,
    KINDS,
    WEAK_NAMES,
    Groups,
    group_of,
    heading,
    same,
)
from scoring.cells import Cell, Sheet

HEADING_WITHIN: Final = 30
"""The first headings must stand within so many filled rows; above them may be titles."""
_NUMBERS: Final = frozenset({"序号", "编号", "NO.", "No.", "#"})


@dataclass(frozen=True)
class Table:
    """One list with its headings understood."""

    sheet: Sheet
    columns: Mapping[str, int]
    """Field to column, counted from 0."""
    ignored: tuple[str, ...]
    start: int
    """Index of the first row below the headings."""
    end: int = 1_000_000
    """Index behind its last row: there the next table begins."""
    group: str = ""
    """The group that the heading of the names is, where it is one."""

    @property
    def rows(self) -> Sequence[tuple[int, tuple[Cell, ...]]]:
        """The rows below the headings."""
        return self.sheet.rows[self.start : self.end]


def tables_of(sheet: Sheet, groups: Groups) -> tuple[Table, ...]:
    """Every table of a sheet, from the top and from the left; none where nothing is headed."""
    for names in (HEADINGS["name"], WEAK_NAMES):
        heads = _heads(sheet, groups, names)
        if heads:
            ends = [*(index for index, _ in heads[1:]), len(sheet.rows)]
            return tuple(
                replace(one, end=end)
                for (_, found), end in zip(heads, ends, strict=True)
                for one in found
            )
    return ()


def _heads(
    sheet: Sheet, groups: Groups, names: Sequence[str]
) -> list[tuple[int, tuple[Table, ...]]]:
    """The rows with headings, and the tables below each."""
    heads: list[tuple[int, tuple[Table, ...]]] = []
    for index, (_, cells) in enumerate(sheet.rows):
        if not heads and index >= HEADING_WITHIN:
            break
        texts = ["" if cell.copied else heading(cell.text) for cell in cells]
        found = tuple(_tables(sheet, index, texts, groups, names))
        again = not heads or any(len(one.columns) > 1 for one in found)
        if found and (again or _same_place(found, heads[-1][1])):
            heads.append((index, found))
    return heads


def _same_place(found: Sequence[Table], before: Sequence[Table]) -> bool:
    return {one.columns["name"] for one in found} <= {one.columns["name"] for one in before}


def _tables(
    sheet: Sheet, index: int, texts: list[str], groups: Groups, names: Sequence[str]
) -> Iterator[Table]:
    """The tables that begin with this row, side by side."""
    named = [(at, text) for at, text in enumerate(texts) if text in names]
    first = next((word for word in names if any(text == word for _, text in named)), "")
    starts = [at for at, text in named if text == first]
    kinds = {}
    if not starts:
        kinds = {at: group for at, text in enumerate(texts) if (group := group_of(text, groups))}
        starts = list(kinds) if len(kinds) > 1 and len(kinds) == sum(map(bool, texts)) else []
    lefts = [at - 1 if at and texts[at - 1] in _NUMBERS else at for at in starts]
    if not lefts:
        return
    lefts[0] = 0
    for left, right, at in zip(lefts, [*lefts[1:], len(texts)], starts, strict=True):
        yield _table(sheet, index, texts, (left, right), at, kinds.get(at, ""), groups)


def _table(
    sheet: Sheet,
    index: int,
    texts: list[str],
    span: tuple[int, int],
    name: int,
    group: str,
    groups: Groups,
) -> Table:
    """One table: its columns lie within the span."""
    own = [text if span[0] <= at < span[1] else "" for at, text in enumerate(texts)]
    below = 1
    while index + below < len(sheet.rows) and _continues(sheet.rows[index + below][1], name):
        own = _finer(own, sheet.rows[index + below][1], span)
        below += 1
    columns = {
        field: own.index(word)
        for field, words in HEADINGS.items()
        if field != "name" and (word := next((w for w in words if w in own), None)) is not None
    } | {"name": name}
    either = own.index(EITHER) if EITHER in own else -1
    if "group" not in columns and columns.get("classification", -2) == either:
        columns["group"] = columns.pop("classification")
    kinds = [own.index(word) for word in KINDS if word in own]
    if "group" not in columns and kinds and _says_groups(sheet, index + below, kinds[0], groups):
        columns["group"] = kinds[0]
    used = set(columns.values())
    others = (text for at, text in enumerate(own) if text and at not in used)
    return Table(sheet, columns, tuple(dict.fromkeys(others)), index + below, group=group)


def _says_groups(sheet: Sheet, start: int, column: int, groups: Groups) -> bool:
    """Whether a column has nothing but names of tables, from a row on: 行政单位 are none."""
    known = {same(word) for group, spellings in groups.items() for word in (group, *spellings)}
    cells = [cells[column] for _, cells in sheet.rows[start:] if column < len(cells)]
    said = {same(one.text) for one in cells if one.text and not one.copied}
    return bool(said) and said <= known


def _continues(cells: Sequence[Cell], name: int) -> bool:
    """Whether the heading of the names reaches down into this row."""
    return name < len(cells) and cells[name].copied and not cells[name].across


def _finer(texts: list[str], cells: Sequence[Cell], span: tuple[int, int]) -> list[str]:
    """Headings in two rows: the lower one says what the column is, where it has a text."""
    lower = [
        heading(cell.text) if not cell.copied and span[0] <= at < span[1] else ""
        for at, cell in enumerate(cells)
    ]
    wide = max(len(texts), len(lower))
    texts, lower = ([*one, *[""] * (wide - len(one))] for one in (texts, lower))
    return [fine or coarse for fine, coarse in zip(lower, texts, strict=True)]
