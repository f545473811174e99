"""A PDF that says itself which letters are which cell, as Word and browsers write it.

Here: from the marks of letters and the tree of tags to rows of fields, and whether what it says can
be true of the page. Not here: how tree and letters come out of the file (`pdf`), tables that only
stand on the page (`grid`, `columns`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.extraction.fields import Field, Row, written
from bot.extraction.layout import Piece

Path = tuple[int, ...]
_FEW: Final = 3
_MOST_SPAN: Final = 60
_LEFT_OUT: Final = 0.1
"""So many of the letters may be in no tag: numbers of pages, lines at the head of each."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of letters of a page: its number there, where it stands in the tree and in what."""

    run: int
    path: Path
    table: Path = ()
    row: Path = ()
    cell: Path = ()
    across: int = 1
    down: int = 1


@dataclass(slots=True)
class _Cell:
    across: int
    down: int
    left: float = 0.0
    texts: list[str] = field(default_factory=list)

    def add(self, pieces: Sequence[Piece]) -> None:
        """What a page has of the cell; a heading that every page repeats is said once."""
        text = written(pieces, self.left, max(one.right for one in pieces))
        if text and text not in self.texts:
            self.texts.append(text)

    @property
    def text(self) -> str:
        """All of it."""
        said = ""
        for one in self.texts:
            said += ("\n" if said.endswith(("。", "；", ";")) else "") + one
        return said


TaggedPage = tuple[Sequence[Mark], dict[int, list[Piece]]]
"""The marks of a page in the order of its tree, and the letters of each run; -1: of none."""


def rows_of(pages: Sequence[TaggedPage]) -> list[Row] | None:
    """The document as rows; None: it has no tags, or they do not fit what stands on the pages."""
    whole = _Whole()
    seen = lost = 0
    for marks, runs in pages:
        known = {one.run for one in marks}
        seen += sum(map(len, runs.values()))
        lost += sum(len(own) for run, own in runs.items() if run not in known)
        if not whole.add(marks, runs):
            return None
    if not seen or lost > _LEFT_OUT * seen:
        return None
    return whole.rows()


class _Whole:
    """What the pages of a document say, put together by the places in its tree."""

    def __init__(self) -> None:
        self._order: dict[Path, None] = {}
        """Tables, and what stands outside of them, in the order of the tree."""
        self._tables: dict[Path, dict[Path, dict[Path, _Cell]]] = {}
        self._texts: dict[Path, list[str]] = {}
        self._grounds: set[Path] = set()
        """Runs that stand in a row and in no cell: its colour."""

    def add(self, marks: Sequence[Mark], runs: dict[int, list[Piece]]) -> bool:
        """A page; whether the cells of its rows stand side by side, as they should."""
        own: dict[Path, tuple[Mark, list[Piece]]] = {}
        self._grounds.update(one.path for one in marks if one.row and not one.cell)
        for one in marks:
            key = one.cell or one.path[:-1]
            own.setdefault(key, (one, []))[1].extend(runs.get(one.run, ()))
        lefts: dict[Path, list[float]] = {}
        for key, (mark, pieces) in own.items():
            if not pieces:
                continue
            left = min(one.left for one in pieces)
            if mark.cell:
                lefts.setdefault(mark.row, []).append(left)
            self._take(key, mark, pieces, left)
        return all(one == sorted(one) for one in lefts.values())

    def _take(self, key: Path, mark: Mark, pieces: list[Piece], left: float) -> None:
        if not mark.cell:
            self._order.setdefault(key)
            text = written(pieces, left, max(one.right for one in pieces))
            self._texts.setdefault(key, []).append(text)
            return
        self._order.setdefault(mark.table)
        rows = self._tables.setdefault(mark.table, {})
        cells = rows.setdefault(mark.row, {})
        cell = cells.setdefault(key, _Cell(mark.across, mark.down, left))
        cell.add(pieces)

    def rows(self) -> list[Row] | None:
        """All of it; None where a table's cells do not fill its rows."""
        found: list[Row] = []
        wide = 0
        for key in sorted(self._order):
            if key not in self._tables:
                lines = "".join(self._texts[key]).split("\n")
                found += [(Field(line),) for line in lines if line.strip()]
                continue
            table = _filled(self._tables[key], self._grounds)
            if table is None:
                return None
            wide = max(wide, len(table[0]))
            found += table
        return found if wide >= _FEW else None


def _filled(rows: dict[Path, dict[Path, _Cell]], grounds: set[Path]) -> list[Row] | None:
    """A table's fields by its cells' spans; those without a letter show by their place."""
    keys = sorted(rows)
    width = max(sum(one.across for one in rows[key].values()) for key in keys)
    owner: dict[tuple[int, int], Field] = {}
    found: list[Row] = []
    for at, key in enumerate(keys):
        column, last = 0, -1
        for path in sorted(rows[key]):
            between = ((*key, place) for place in range(last + 1, path[-1]))
            for _ in (one for one in between if one not in grounds):
                column = _free(owner, at, column)
                owner[at, column] = Field("")
            column, last = _free(owner, at, column), path[-1]
            _place(owner, rows[key][path], at, column)
        line = tuple(owner.get((at, place), Field("")) for place in range(width))
        if any(place >= width for row, place in owner if row == at):
            return None
        found.append(line)
    return found


def _free(owner: dict[tuple[int, int], Field], row: int, column: int) -> int:
    while (row, column) in owner:
        column += 1
    return column


def _place(owner: dict[tuple[int, int], Field], cell: _Cell, row: int, column: int) -> None:
    for down in range(min(cell.down, _MOST_SPAN)):
        for across in range(min(cell.across, _MOST_SPAN)):
            copied = bool(down or across)
            one = Field(cell.text, copied=copied, across=copied and not down)
            owner.setdefault((row + down, column + across), one)
